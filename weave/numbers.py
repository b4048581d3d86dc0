"""Numbers typed by hand: what should be a value or a claim, since it can go stale."""

import re
from collections.abc import Callable, Iterator

from weave.errors import Problem
from weave.page import Page, Span
from weave.spans import MASK

NUMBER = re.compile(
    r"(?<![\w.#])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+)(?:[eE][+-]?\d+)?"
    r"(?:\s?(?:\\?%|per\s?cent\b))?"
)
YEAR = re.compile(r"1[89]\d\d|20\d\d")
# Before a number that says where in a text something stands, as sources are cited.
LOCATOR = re.compile(
    r"(?:\b(?:pp?|pages?|ch|chapters?|sec|sections?|eqs?|equations?|exercises?|theorem|vol|volume"
    r"|figs?|figures?|tables?|issue|pull\srequest|arxiv)\b\.?|§)\s?\(?(?:[\d.]+\)?\s?(?:[-–,]|and)\s?\(?)*$",
    re.IGNORECASE,
)
# A work by its title, then a journal with volume, issue, pages or article, and a year: after it, or
# between the authors and the title. Without title or year it is a sentence like any other, and a
# lone volume before a bare year ("323, 1986") could be anything.
_YEAR = rf"(?:{YEAR.pattern})(?!\d|[.,]\d)"
_PAGES = r"\d+(?:\s?[-–]\s?\d+)?"
REFERENCE = re.compile(
    rf"""(?:\((?P<first>{_YEAR})\),\s+)?
    (?:\*[^*"]{{8,300}}\*|"[^"]{{8,300}}"|“[^”]{{8,300}}”),\s+    # the title
    (?:\*[A-Z][^*\d]{{2,120}}\*|[A-Z][^\d,;*"]{{2,120}}?)\s+     # the journal
    (?P<place>\d+(?P<more>\s?\({_PAGES}\)|[,:]\s*(?:pp?\.\s?)?{_PAGES}){{0,2}})
    (?(first)(?=[.,;:)]|$)|(?(more)(?=,?\s+\(?{_YEAR})|(?=\s+\({_YEAR}\))))""",
    re.VERBOSE,
)
# In a list of sources, an old year: the title, a comma, the year, and a full stop.
OLD_YEAR = re.compile(
    r"""^[ \t]*[-*]\s[A-Z][^\n]*?(?:\*[^*"\n]{8,}\*|"[^"\n]{8,}"),\s(?P<place>1[4-7]\d\d)\.""",
    re.MULTILINE,
)
# The number of a heading or of an exercise.
LABEL = re.compile(rf"[\s{MASK}]*(?:#+\s*|\*\*|\")(?:exercise\s+)?$", re.IGNORECASE)
LATEX_SPACE = re.compile(r"\\[,;:! ]|\{,\}|(?<=\d)\\ (?=\\%)")
NAME = re.compile(r"[a-df-zA-DF-Z]|#!")  # without one, digits between backticks are no code
TYPED_FENCES = ("text", "console")  # shown as they are written: output typed by hand


def typed_by_hand(text: str) -> Iterator[tuple[int, str]]:
    """Decimals, percentages, and numbers of three digits and more; not years, labels, pages.

    -> (offset, number) of each
    """
    cited = [one.span("place") for form in (REFERENCE, OLD_YEAR) for one in form.finditer(text)]
    for match in NUMBER.finditer(text):
        number, before = match[0], text[: match.start()]
        short = number.isdecimal() and (len(number) < 3 or YEAR.fullmatch(number))
        label = re.fullmatch(r"[1-9]\d*(\.\d+)+", number) and LABEL.fullmatch(before)
        refers = any(start <= match.start() < end for start, end in cited)
        if not (short or label or refers or LOCATOR.search(before)):
            yield match.start(), number


def problems(page: Page, executed: Callable[[Span], bool]) -> Iterator[Problem]:
    """Every number typed by hand without an exception, and every exception without a number.

    executed: whether an inline formula is run as an equation
    """
    used = set()
    for line, number in _all(page, executed):
        key = _normal(number)
        used.add(key)
        if key not in {_normal(text) for text in page.typed}:
            yield Problem(
                page.name,
                line,
                f"{number} is typed by hand: use a value or a claim, or give the reason in the "
                f"front matter under typed:",
            )
    for number, reason in page.typed.items():
        if _normal(number) not in used:
            message = f"typed: {number} is an exception for a number that the page does not have"
            yield Problem(page.name, page.key_line(number), message)
        elif not reason.strip():
            yield Problem(page.name, page.key_line(number), f"typed: {number} has no reason")


def _all(page: Page, executed: Callable[[Span], bool]) -> Iterator[tuple[int, str]]:
    for passage in page.prose:
        yield from _in_text(passage.text, passage.line)
    for fence in page.fences:
        if fence.lang in TYPED_FENCES:
            yield from _in_text(fence.body, fence.line + 1)
    for span in page.math_spans:
        found = list(_in_text(LATEX_SPACE.sub("", span.text), span.line))
        if found and not executed(span):
            yield from found
    for span in page.code_spans:
        if not NAME.search(span.text):
            yield from _in_text(span.text, span.line)


def _in_text(text: str, line: int) -> Iterator[tuple[int, str]]:
    for offset, number in typed_by_hand(text):
        yield line + text.count("\n", 0, offset), number


def _normal(number: str) -> str:
    return re.sub(r"\s|\\", "", number).replace("percent", "%")
