"""What search finds besides the text of pages: each equation by its words and its symbols' names,
and each term of the glossary.

A symbol is found as it is read aloud ("sigma prime") and as the code calls it ("sigmoid prime").
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from weave import terms
from weave.build import Build
from weave.report import Executed

Entry = dict[str, Any]
FIRST = 2.0  # how much more a term of the glossary counts than a paragraph
COMMAND = re.compile(r"\\(text|mathrm|mathbf|operatorname|left|right|,|;|!| )")
SPOKEN = {"'": " prime ", r"\top": " transposed ", r"\odot": " times, entry by entry, "}
FORMULA = re.compile(r"(?<!\\)\$([^$]+)\$")


def entries(build: Build, uri: str, url: str) -> list[Entry]:
    """What can be found on a page; url: its address in the index."""
    found = [*_equations(build, uri, url)]
    if uri == terms.PAGE:
        found += [
            {**_entry(f"{url}#{term.name}", term.term, term.said), "boost": FIRST}
            for term in terms.terms(build.answers.root)
        ]
    return found


def _equations(build: Build, uri: str, url: str) -> Iterator[Entry]:
    numbers = build.labels.of(uri)
    for equation in build.pages[uri].equations:
        name, verdict = equation.name, equation.verdict
        if name and verdict.kind not in ("wrong", "unchecked"):
            number = numbers[name].number if name in numbers else name.partition("-")[2]
            yield _entry(f"{url}#{name}", f"Equation ({number})", said(equation))


def _entry(location: str, title: str, text: str) -> Entry:
    return {"location": location, "title": escape(title), "text": escape(text)}


def said(equation: Executed) -> str:
    """An equation in words, and what its symbols are called."""
    verdict = equation.verdict
    words = f"{aloud(verdict.words)}." if verdict.words else ""
    symbols = "; ".join(_symbol(symbol, verdict.latex) for symbol in verdict.symbols)
    return " ".join(filter(None, (words, symbols)))


def _symbol(symbol: Any, latex: str) -> str:
    name, meaning = spoken(symbol.latex), aloud(symbol.meaning)
    names = [name, meaning] if name != meaning else [name]
    called = symbol.source.rpartition(".")[2] if symbol.shape == "function" else ""
    if called and f"{symbol.latex}'" in latex:
        names += [f"{name} prime", f"{called.replace('_', ' ')} prime"]
    return ": ".join(filter(None, (names[0], ", ".join(dict.fromkeys(names[1:])))))


def aloud(text: str) -> str:
    """Words in which every formula between dollars is read aloud."""
    return FORMULA.sub(lambda match: spoken(match[1]), text)


def spoken(latex: str) -> str:
    r"""A symbol as one reads it: letters as they are, commands by their names.

    >>> spoken(r"W^{(\ell)\top}")
    'W ell transposed'
    """
    for sign, words in SPOKEN.items():
        latex = latex.replace(sign, words)
    plain = COMMAND.sub(" ", latex).replace("\\", " ")
    return " ".join(re.sub(r"[{}^_()&$]", " ", plain).split())
