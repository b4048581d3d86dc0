"""The built pages as one document, in the order of reading: what a printer is given.

Ids get the name of their page in front, so that links lead on within the document; what has no page
in it, such as a listing, is not linked. Hints and solutions move to the end, each with a reference
to where it went. Cards of equations stay closed: their numbers are what a printed page needs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath

from weave import folds

ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*?)</article>', re.DOTALL)
NAV = re.compile(r'<a href="([^"#]*)" class="md-nav__link')
STYLE = re.compile(r'<link rel="stylesheet" href="[^"]*">')
HEADING = re.compile(r'<h(?P<level>[12]) id="(?P<id>[^"]*)"[^>]*>(?P<html>.*?)</h[12]>', re.DOTALL)
NUMBER = re.compile(r'<p class="chapter-number">(?:Chapter )?([^<]*)</p>')
UNSEEN = re.compile(
    r'<a class="headerlink".*?</a>|<div class="figure-tools">(?:<details\b.*?</details>)*</div>'
    r'|<details class="program-source">.*?</details>'
    r'|<div class="card-body">.*?(?=</details>)|<script\b.*?</script>'
    r"|<dt>Take it along</dt><dd>.*?</dd>|<svg class=\"graph graph--small\".*?</svg>",
    re.DOTALL,
)
OWN = re.compile(r'(\s(?:id|for|data-page|aria-labelledby|aria-describedby)=")([^"]+)(?=")')
DRAWN = re.compile(r"url\(#(?=[^)]+\))")
LINK = re.compile(r'(<(?:a|use)\b[^>]*?)\s((?:xlink:)?href)="([^"]*)"')
PAGE = re.compile(r'<span class="page" data-page="([^"]*)">')
SOURCE = re.compile(r'(<img\b[^>]*?\ssrc=")([^":]*)(?=")')
PAGE_OF_BOOK = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body data-md-color-scheme="default"><main class="md-content">
<div class="md-content__inner md-typeset">{body}</div></main></body></html>
"""


@dataclass
class Bound:
    """What is bound so far.

    names: the pages, in order; chapters: their HTML; behind: of each page, what stands at the end
    """

    site: Path
    names: Sequence[str]
    chapters: list[str] = field(default_factory=list)
    behind: list[tuple[str, str]] = field(default_factory=list)


def order(site: Path) -> list[str]:
    """The pages of a site in the order of its navigation, but the first one."""
    first = (site / "index.html").read_text(encoding="utf-8")
    return [name for name in dict.fromkeys(NAV.findall(first)) if name not in ("", "index.html")]


def document(site: Path, numbers: Mapping[str, int]) -> str:
    """The whole book as one page that stands in the folder of the site.

    numbers: id -> page on which it is printed, as far as that is known
    """
    bound = Bound(site, order(site))
    for name in bound.names:
        _bind(bound, name)
    body = "\n".join([*bound.chapters, _end(bound)])
    first = (site / "index.html").read_text(encoding="utf-8")
    style = (Path(__file__).parent / "bound.css").read_text(encoding="utf-8")
    head = "\n".join([*STYLE.findall(first), f"<style>{style}</style>"])
    body = _numbered(_cover(first) + _contents(body) + body, numbers)
    return PAGE_OF_BOOK.format(title=_name(first), head=head, body=body)


def _bind(bound: Bound, name: str) -> None:
    text = (bound.site / name).read_text(encoding="utf-8")
    match = ARTICLE.search(text)
    assert match, f"{name} has no article"
    html, away = folds.unfolded(UNSEEN.sub("", match[1]))
    html = _moved(html, name, bound.names)
    if away:
        bound.behind.append((_headline(html), _moved(away, name, bound.names)))
    bound.chapters.append(f'<section class="bound" id="{_slug(name)}">{html}</section>')


def _headline(html: str) -> str:
    """The title of a page, with its chapter's number."""
    title, mark = HEADING.search(html), NUMBER.search(html)
    text = title["html"].strip() if title else ""
    return f"{mark[1]}\N{EN SPACE}{text}" if mark else text


def _slug(name: str) -> str:
    return name.removesuffix(".html").removesuffix("/index").replace("/", "-")


def _moved(html: str, name: str, names: Sequence[str]) -> str:
    """A page with its names as they are in the document."""
    slug = _slug(name)

    def own(match: re.Match[str]) -> str:
        return match[1] + " ".join(f"{slug}--{one}" for one in match[2].split())

    def link(match: re.Match[str]) -> str:
        found = _address(unescape(match[3]), name, names)
        return f'{match[1]} {match[2]}="{escape(found)}"' if found else match[1]

    html = OWN.sub(own, html)
    html = DRAWN.sub(f"url(#{slug}--", html)
    html = SOURCE.sub(lambda match: match[1] + normpath(join(dirname(name), match[2])), html)
    return LINK.sub(link, html)


def _address(address: str, name: str, names: Sequence[str]) -> str:
    """Where a link of a page leads in the document; nothing if not into it."""
    if re.match(r"[a-z]+:", address):
        return address
    path, _, fragment = address.partition("#")
    page = normpath(join(dirname(name), path)) if path else name
    if page not in names:
        return ""
    return f"#{_slug(page)}--{fragment}" if fragment else f"#{_slug(page)}"


def _end(bound: Bound) -> str:
    """Hints and solutions, by chapter."""
    parts = [f"<h2>{head}</h2>{html}" for head, html in bound.behind]
    text = '<h1 id="hints-and-solutions">Hints and solutions</h1>' + "".join(parts)
    return f'<section class="bound" id="solved">{text}</section>'


def _cover(first: str) -> str:
    """The title page, out of what the first page says about the book."""
    said = re.search(r'<meta name="description" content="([^"]*)">', first)
    return (
        f'<section class="cover"><p class="cover-title">{_name(first)}</p>'
        f"<p>{said[1] if said else ''}</p>"
        f'<p class="cover-foot">{_copyright(first)}</p></section>'
    )


def _name(first: str) -> str:
    found = re.search(r"<title>(?:.* - )?(.*?)</title>", first)
    return found[1] if found else ""


def _copyright(first: str) -> str:
    found = re.search(r'<div class="md-copyright__highlight">\s*(.*?)\s*</div>', first, re.DOTALL)
    return found[1] if found else ""


def _contents(body: str) -> str:
    """The table of contents: titles of pages and their sections."""
    rows = []
    for section in body.split('<section class="bound"')[1:]:
        for match in HEADING.finditer(section):
            text = _headline(section) if match["level"] == "1" else match["html"].strip()
            link = f'<a href="#{match["id"]}">{text}</a>'
            page = f'<span class="page" data-page="{match["id"]}"></span>'
            rows.append(f'<li class="contents-{match["level"]}">{link}{page}</li>')
    return f'<section class="contents"><h1>Contents</h1><ol>{"".join(rows)}</ol></section>'


def _numbered(html: str, numbers: Mapping[str, int]) -> str:
    """The document with the pages that are known; a place of the same width for the others."""
    return PAGE.sub(lambda match: f"{match[0]}{numbers.get(match[1], '000')}", html)
