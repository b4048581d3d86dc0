"""What a page may load and run: a Content-Security-Policy that allows what the book needs.

Material writes a few scripts into its pages. They are allowed by their hashes, which are taken from
the pages as they are written: whatever else gets into a page does not run. Every page carries its
own policy as a tag; the file `_headers`, which static hosts read, has that of all pages together,
and what a tag cannot say.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from weave.accessible import accessible

HEADERS = "_headers"
INLINE = r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>(.*?)</script>"
SCRIPT = re.compile(INLINE, re.DOTALL)
CHARSET = '<meta charset="utf-8">'
OUTSIDE = re.compile(r'<a (?=[^>]*\bhref="https?:)(?![^>]*\brel=)')
RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",  # KaTeX places every glyph by an attribute
    "img-src": "'self' data:",  # icons of the style sheets, pixels within figures
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
REST = """\
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
"""


def hashes(html: str) -> set[str]:
    """The hashes of the scripts that are written into a page."""
    return {_hash(script) for script in SCRIPT.findall(html)}


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str]) -> str:
    """The policy of pages with these scripts.

    >>> policy(["'sha256-x'"]).split("; ")[:2]
    ["default-src 'none'", "script-src 'self' 'sha256-x'"]
    """
    allowed = " ".join([RULES["script-src"], *sorted(scripts)])
    return "; ".join(f"{name} {what}" for name, what in {**RULES, "script-src": allowed}.items())


def guarded(html: str) -> str:
    """The page with its policy, before anything that the policy rules.

    Raises ValueError if the page does not say its character set where Material says it.
    """
    if CHARSET not in html:
        raise ValueError(f"the page has no {CHARSET}, after which its policy would stand")
    said = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes(html))}">'
    return html.replace(CHARSET, f"{CHARSET}\n      {said}", 1)


def outward(html: str) -> str:
    """The page with a `rel` on every link that leaves the book.

    >>> outward('<a href="https://example.org/">there</a> <a href="x/">here</a>')
    '<a rel="external noopener" href="https://example.org/">there</a> <a href="x/">here</a>'
    """
    return OUTSIDE.sub('<a rel="external noopener" ', html)


class Guard:
    """The policy of a book while it is written.

    on: whether pages get it: not while serving, or MkDocs could not reload them, and not in a book
    that is read from the disk, where files have no origin that a policy could name
    """

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self.scripts: set[str] = set()

    def page(self, html: str) -> str:
        """A page as it leaves the house."""
        html = accessible(outward(html))
        self.scripts |= hashes(html)
        return guarded(html) if self.on else html

    def close(self, site: Path) -> None:
        """Write the headers of all pages."""
        if self.on:
            (site / HEADERS).write_text(headers(self.scripts), encoding="utf-8")


def headers(scripts: Iterable[str]) -> str:
    """The file `_headers` of a book with these scripts; a tag cannot forbid being framed."""
    return f"/*\n  Content-Security-Policy: {policy(scripts)}; frame-ancestors 'none'\n{REST}"
