"""The bound book as a PDF, by a browser without a window.

It is printed twice: the first time nobody knows on which page a chapter begins, the second time the
table of contents says so. Formulas, tables and code that are wider than the column are made as much
smaller, or the browser would shrink the whole book.
"""

import os
import re
import time
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from weave import bound, chromium
from weave.errors import Mistake

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT = "bound.html"  # stands in the site's folder while it is printed
COLUMN = 582  # pixels: the 154 millimetres that the margins of bound.css leave
FIT = """() => {
  for (const wide of document.querySelectorAll(".equation-formula, .md-typeset__table, pre")) {
    const room = wide.parentElement.clientWidth;
    const part = wide.firstElementChild ?? wide;
    const width = Math.max(wide.scrollWidth, part.scrollWidth);
    if (width > room + 1) part.style.zoom = Math.max(room / width - 0.005, 0.4);
  }
}"""
DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}[^)]*")


def pdf(site: Path) -> bytes:
    """The whole book, with its contents numbered.

    site: built without directory addresses
    Raises Mistake if a page that the contents name is not in the print.
    """
    place = site / DOCUMENT
    try:
        with chromium.opened() as browser:
            page = browser.new_page(viewport={"width": COLUMN, "height": 900})
            page.emulate_media(media="print")
            numbers = pages(_printed(page, place, bound.document(site, {})))
            text = bound.document(site, numbers)
            missing = sorted(set(bound.PAGE.findall(text)) - numbers.keys())
            if missing:
                raise Mistake(f"not in the print, but in its contents: {', '.join(missing)}")
            return _dated(_printed(page, place, text))
    finally:
        place.unlink(missing_ok=True)


def _printed(page: "Page", place: Path, text: str) -> bytes:
    place.write_text(text, encoding="utf-8")
    page.goto(place.absolute().as_uri(), timeout=0)  # a whole book takes a busy machine a while
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate(FIT)
    return page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)


def pages(print_: bytes) -> dict[str, int]:
    """The page of each name that something in a print leads to; the first page is 1."""
    reader = import_module("pypdf").PdfReader(BytesIO(print_))
    found = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None:
            found[name.removeprefix("/")] = number + 1
    return found


def _dated(print_: bytes) -> bytes:
    """The print with the date of the book, so that it does not depend on the hour."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    date = time.strftime("%Y%m%d%H%M%S+00'00'", time.gmtime(epoch)).encode()
    return DATE.sub(lambda match: match[1] + date, print_)
