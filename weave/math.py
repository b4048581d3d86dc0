"""LaTeX to HTML and MathML at build time: KaTeX inside V8, so that a page needs no script.

KaTeX's script, style and fonts come out of one installed distribution, which is never imported.
"""

import atexit
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib import import_module
from importlib.metadata import Distribution, distribution, version
from pathlib import Path
from typing import Any

from weave import ledger, lighter, spoken
from weave.errors import Mistake
from weave.ledger import Ledger

DONOR = "mkdocs-shadcn"
SCRIPT = "shadcn/js/katex.min.js"
STYLE = "shadcn/css/katex.min.css"

SCRIPTS = lighter.SEEN + spoken.HEARD

# Commands that the book defines for itself; everything else is KaTeX's own.
MACROS = {r"\R": r"\mathbb{R}"}

memory: Ledger | None = None  # of the book that is being built; without one all is set anew

# Around a formula in HTML that is still to be typeset; no text has these signs.
BEGIN, END = "\ue000", "\ue001"
WAITING = re.compile(f"{BEGIN}([^{END}]*){END}")

Formula = tuple[str, bool]  # LaTeX, and whether it stands on a line of its own


@dataclass(frozen=True)
class Typeset:
    """One formula, ready for a page.

    html: KaTeX's markup, made lighter, MathML for screen readers first
    height: of the tallest part, in em of the formula; places the number beside it
    """

    html: str
    height: float


def display(latex: str) -> Typeset:
    """Typeset a formula on a line of its own.

    Raises Mistake, with line and caret, for what KaTeX does not know.
    """
    return _typeset([(latex, True)])[latex, True]


def inline(latex: str) -> str:
    """Typeset a formula within a sentence, as HTML; raises Mistake as display does."""
    return _typeset([(latex, False)])[latex, False].html


def later(latex: str) -> str:
    """A formula in a piece of HTML that `beside` will typeset: many cost little more than one."""
    return f"{BEGIN}{latex}{END}"


def beside(latex: str, html: str) -> tuple[Typeset, str]:
    """Typeset a formula on a line of its own, and all that waits in the HTML beside it."""
    found = _typeset([(latex, True), *((text, False) for text in WAITING.findall(html))])
    return found[latex, True], WAITING.sub(lambda match: found[match[1], False].html, html)


def readable(latex: str) -> str:
    """The formula as plain text, for search and table of contents: `a^2` becomes "a2"."""
    html = inline(latex)
    mathml = re.search(r"<math.*?</math>", html, re.DOTALL)
    text = re.sub(r"<[^>]*>", "", mathml[0] if mathml else html)
    return re.sub(r"\s+", " ", unescape(text)).strip()


def with_math(text: str) -> str:
    """Escaped text in which every `$formula$` is typeset: for words that are not Markdown."""
    parts = re.split(r"(?<!\\)\$([^$]+)\$", text)
    return "".join(inline(part) if odd % 2 else _escape(part) for odd, part in enumerate(parts))


_known: dict[Formula, Typeset] = {}  # of this process


def _typeset(wanted: list[Formula]) -> dict[Formula, Typeset]:
    """Typeset what this process has not met; what is wanted together is remembered together."""
    if not _known.keys() >= set(wanted):
        key = ledger.key("katex", _version(), _setter(), MACROS, wanted)
        kept = memory.get(key) if memory else None
        _known.update(_set(wanted) if kept is None else _restored(wanted, kept))
        if memory and kept is None:
            memory.put(
                key, json.dumps([[_known[f].html, _known[f].height] for f in wanted]).encode()
            )
    return _known


def _restored(wanted: list[Formula], kept: bytes) -> dict[Formula, Typeset]:
    return {formula: Typeset(*one) for formula, one in zip(wanted, json.loads(kept), strict=True)}


@cache
def _setter() -> str:
    """A hash of who calls KaTeX and measures what it gives."""
    return hashlib.sha256(f"{Path(__file__).read_text('utf-8')}{SCRIPTS}".encode()).hexdigest()


@cache
def _version() -> str:
    return version(DONOR)


def _set(wanted: Iterable[Formula]) -> dict[Formula, Typeset]:
    """Typeset what is new with one call: each goes through a thread and back."""
    new = [formula for formula in dict.fromkeys(wanted) if formula not in _known]
    answers = _engine().call("typeset", new, MACROS)
    return {
        formula: _taken(formula[0], answer) for formula, answer in zip(new, answers, strict=True)
    }


def _taken(latex: str, answer: dict[str, Any]) -> Typeset:
    if "error" in answer:
        message = f"KaTeX: {answer['error'].partition(' [')[0]}"
        raise Mistake(message, offset=answer.get("position")).located(latex)
    return Typeset(answer["html"], answer["height"])


@cache
def _engine() -> Any:
    versions = asset_versions()
    if versions["js"] != versions["css"]:
        raise Mistake(f"{DONOR} carries KaTeX {versions['js']} as js, {versions['css']} as css")
    # V8 takes a tenth of a second to load, and most builds find their formulas set already.
    engine = import_module("py_mini_racer").MiniRacer()
    atexit.register(engine.close)  # left to the end of the process, it waits for a dead thread
    engine.eval(_text(SCRIPT))
    engine.eval(SCRIPTS)
    return engine


def asset_versions() -> dict[str, str]:
    """Which KaTeX the installed script and style say they are."""
    patterns = {"js": (SCRIPT, r'version:"([\d.]+)"'), "css": (STYLE, r'after\{content:"([\d.]+)"')}
    found = {kind: re.search(pattern, _text(file)) for kind, (file, pattern) in patterns.items()}
    return {kind: match[1] if match else "unknown" for kind, match in found.items()}


def assets() -> dict[str, bytes]:
    """KaTeX's style and fonts by the path that they get in the site."""
    style = _text(STYLE).replace("url(../fonts/katex/", "url(fonts/")
    fonts = {
        f"assets/katex/fonts/{Path(file).name}": Path(str(_donor().locate_file(file))).read_bytes()
        for file in sorted(re.findall(r"shadcn/fonts/katex/[\w-]+\.woff2", _record()))
    }
    return {"assets/katex/katex.min.css": style.encode(), **fonts}


@cache
def _donor() -> Distribution:
    return distribution(DONOR)


def _record() -> str:
    return "\n".join(str(file) for file in _donor().files or [])


def _text(file: str) -> str:
    return Path(str(_donor().locate_file(file))).read_text(encoding="utf-8")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
