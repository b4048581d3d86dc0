"""What was executed, what was not, and how the house is built: the public record as a page.

`<div data-colophon="counts"></div>` in the page is where a part goes.
"""

import ast
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from markdown import markdown

from weave import highlight, report, tolls
from weave.build import Build
from weave.page import Page
from weave.tolls import Entry

PART = re.compile(r'<div data-colophon="(\w+)"></div>')
# Lists that are long are folded, under this summary.
FOLDED = {"exceptions": "All {count} exceptions", "mutants": "The {count} that change nothing"}
TOOLS = ("numpy", "matplotlib", "mkdocs", "mkdocs-material", "markdown-exec", "mkdocs-shadcn")


def filled(html: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """The page with every part of the colophon that it asks for."""
    return PART.sub(lambda match: _part(match[1], parts[match[1]]()), html)


@cache
def _part(name: str, text: str) -> str:
    html = markdown(text, extensions=["tables"])
    count = html.count("<li>")
    if name in FOLDED and count:
        summary = f"<details><summary>{FOLDED[name].format(count=count)}</summary>"
        html = html.replace("<ul>", f"{summary}<ul>").replace("</ul>", "</ul></details>")
    return f'<div class="colophon--{name}">{html}</div>'


def parts(build: Build, root: Path, entries: list[Entry] | None) -> dict[str, Callable[[], str]]:
    """What a colophon can ask for, each as Markdown.

    entries: what the mutants of each equation came to, None if they were not tried
    counts: a row a page; exceptions: everything not executed, with its reason;
    agreement: how far apart two sides are at most
    mutants: how many changed equations were noticed, and which change nothing
    snippets, weave: the floor plans; versions: what the book was built with
    """
    book = pages(build)
    return {
        "counts": lambda: report.table(book, build.reading()),
        "exceptions": lambda: report.exceptions(book, build.reading()) or "None.",
        "agreement": lambda: report.agreement(build.equations),
        "mutants": lambda: mutants(book, entries),
        "snippets": lambda: floors(root / "snippets", build.desk.address),
        "weave": lambda: floors(root / "weave"),
        "versions": lambda: "\n".join(f"- {name} {version(name)}" for name in TOOLS),
    }


def pages(build: Build) -> dict[str, Page]:
    """The pages by the names that problems and equations call them, in the order of reading."""
    woven = (desk for desk in build.desks() if not highlight.is_listing(desk.uri))
    return {desk.page.name: desk.page for desk in woven}


def mutants(book: Mapping[str, Page], entries: list[Entry] | None) -> str:
    """How many changed equations the check noticed, by page, and what is listed as equivalent."""
    if entries is None:
        return "This is a draft being served: mutants are tried by `mkdocs build`."
    table = tolls.counts(entries, lambda name: report.title(book[name]))
    listed = [
        f"- `{entry.page}:{entry.line}: {told}`"
        for entry in entries
        for told in entry.toll.equivalents
    ]
    return "\n".join([f"{report.mutants(entries)}\n", table, "", *listed])


def floors(house: Path, address: Callable[[str], str] | None = None) -> str:
    """The floor plan of a house as a table, the ground floor last.

    address: the page that shows a room -> where it is, if rooms have pages
    """
    plan = ast.get_docstring(ast.parse((house / "__init__.py").read_text(encoding="utf-8"))) or ""
    rows = re.findall(r"^ *(\d+): (.+)$", plan, re.MULTILINE)
    lines = ["| floor | rooms |", "|---:|---|"]
    for floor, rooms in reversed(rows):
        names = (_room(house, name.strip(), address) for name in rooms.split(","))
        lines.append(f"| {floor} | {', '.join(names)} |")
    return "\n".join(lines)


def _room(house: Path, name: str, address: Callable[[str], str] | None) -> str:
    if not address or not (house / f"{name}.py").is_file():
        return f"`{name}`"
    return f"[`{name}`]({address(highlight.page_of(f'{house.name}/{name}.py'))})"
