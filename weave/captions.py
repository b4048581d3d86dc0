"""What Markdown does not know of by itself: inline formulas, captions and references."""

import re
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from weave import math, work
from weave.build import Block, Build
from weave.claims import claims
from weave.errors import Mistake
from weave.labels import is_label
from weave.report import Executed

MATH = r"(?<![\\$])\$(?![\s$])((?:\\.|[^\\$\x02\x03])+?)(?<!\s)\$(?!\$)"
CAPTION = re.compile(r"(Figure|Table): ")
LABEL = re.compile(r"\s*\{:?\s*#((?:fig|tab)-[\w-]+)\s*\}\s*$")
KIND = {"Figure": "fig", "Table": "tab"}


class Captions(Extension):  # type: ignore[misc]
    """The part of the book's Markdown that is neither fence nor code span."""

    def __init__(self, build: Build) -> None:
        super().__init__()
        self.build = build

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; the numbers say between which of Markdown's own they run."""
        # After code spans (190), before escapes (180): a backslash in a formula is its own.
        md.inlinePatterns.register(_Formula(MATH, md, self.build), "weave-math", 189)
        # Before inline patterns (20): a caption is still text. After: a reference is a link.
        md.treeprocessors.register(_Numbered(md, self.build), "weave-captions", 25)
        md.treeprocessors.register(_References(md), "weave-references", 15)


class _Formula(InlineProcessor):  # type: ignore[misc]
    def __init__(self, pattern: str, md: Markdown, build: Build) -> None:
        super().__init__(pattern, md)
        self.build = build

    def handleMatch(self, match: re.Match[str], _data: str) -> tuple[Any, int, int]:
        """Execute the formula if it is an equation, typeset it, and leave a placeholder."""
        latex = match[1]
        try:
            html, text = self._woven(latex), math.readable(latex)
        except Exception as error:  # Markdown would stop the build without page and line
            html, text = self.build.refuse(self.build.desk.line_of(f"${latex}$"), error), ""
        element = ET.Element("span")
        self.build.desk.fragments.append(html)
        element.set("data-weave", str(len(self.build.desk.fragments) - 1))
        element.text = AtomicString(text)
        return element, match.start(0), match.end(0)

    def _woven(self, latex: str) -> str:
        desk = self.build.desk
        if claims(latex):
            line = desk.line_of(f"${latex}$")
            verdict = self.build.ask(work.formula(desk.page, latex, line))
            if verdict is not None:
                desk.equations.append(Executed(desk.page.name, line, "", verdict))
        return math.inline(latex)


class _Numbered(Treeprocessor):  # type: ignore[misc]
    """Programs and tables with their captions: `<figure>`, number, `<figcaption>`."""

    def __init__(self, md: Markdown, build: Build) -> None:
        super().__init__(md)
        self.build = build

    def run(self, root: ET.Element) -> None:
        """Replace every program's placeholder, and number what has a caption."""
        for parent in list(root.iter()):
            waiting, children = list(parent), []
            while waiting:
                child = waiting.pop(0)
                block = self._block(child)
                if (block or child.tag == "table") and waiting and _is_caption(waiting[0]):
                    children += self._figure(child, waiting.pop(0), block)
                else:
                    children += self._paragraph(block.html) if block else [child]
            parent[:] = children

    def _block(self, element: ET.Element) -> Block | None:
        match = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        if element.tag != "p" or not match:
            return None
        return self.build.block(str(self.md.htmlStash.rawHtmlBlocks[int(match[1])]))

    def _figure(
        self, child: ET.Element, caption: ET.Element, block: Block | None
    ) -> list[ET.Element]:
        """A program's output or a table, and its caption, as one numbered figure."""
        word, text = (caption.text or "").split(": ", 1)
        label = LABEL.search(text)
        name = block.name if block and block.name else label[1] if label else ""
        figure = ET.Element("figure", {"class": f"numbered numbered--{KIND[word]}"})
        number = self._number(KIND[word], name, caption, block)
        if name:
            figure.set("id", name)
        if block:
            figure.text = self._stash(block.output)
        else:
            figure.append(child)
        figure.append(_figcaption(f"{word} {number}.", LABEL.sub("", text)))
        before, after = (block.before, block.after) if block else ("", "")
        return [*self._paragraph(before), figure, *self._paragraph(after)]

    def _number(self, kind: str, name: str, caption: ET.Element, block: Block | None) -> str:
        number = self.build.labels.number(self.build.desk.uri, kind)
        try:
            if name:
                self.build.define(name, number, kind)
        except Mistake as mistake:
            line = block.line if block else self.build.desk.line_of((caption.text or "")[:40])
            self.build.refuse(line, mistake)
        return number

    def _paragraph(self, html: str) -> list[ET.Element]:
        if not html:
            return []
        element = ET.Element("p")
        element.text = self._stash(html)
        return [element]

    def _stash(self, html: str) -> str:
        return str(self.md.htmlStash.store(html))


def _is_caption(element: ET.Element) -> bool:
    return element.tag == "p" and CAPTION.match(element.text or "") is not None


def _figcaption(label: str, text: str) -> ET.Element:
    """The caption: its label, then Markdown that the inline patterns will read."""
    caption = ET.Element("figcaption")
    head = ET.SubElement(caption, "span", {"class": "caption-label"})
    head.text = AtomicString(label)
    head.tail = f" {text}"
    return caption


class _References(Treeprocessor):  # type: ignore[misc]
    """`[Eq.](#eq-delta)`: kept apart from links until all numbers are known."""

    def run(self, root: ET.Element) -> None:
        """Turn references into elements that no other processor takes for a link."""
        for element in root.iter("a"):
            page, _, name = element.get("href", "").partition("#")
            if is_label(name) and (not page or page.endswith(".md")):
                element.tag = "weave-ref"
                element.attrib = {"to": name}
