"""A book of three pages that tests edit in every way, built in this process.

Its code is made from a few numbers, so that an edit is a change of one of them.
"""

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from weave import site
from weave.hands import Workers
from weave.home import ROOT
from weave.press import Press

SETTINGS = """\
site_name: Tiny
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.sections]
plugins: [search]
hooks: [hooks.py]
markdown_extensions: [tables, pymdownx.superfences, pymdownx.inlinehilite]
nav:
  - index.md
  - Part:
      - part/index.md
"""
PAGES = ("index", "one", "two")
PART = """\
---
title: A Part
---

# A Part

<div data-part="chapters"></div>

<div data-part="graph"></div>
"""


@dataclass(frozen=True)
class Front:
    """What a page says of itself, and others say of it; titled: 0 for its usual title."""

    titled: int = 0
    asks: int = 0
    minutes: int = 1
    able: int = 0
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """What stands in the files of the book.

    words: of each page; numbers: the constant of each module; uses: which module imports which
    shown: the module that each page's program, value and snippet name
    front: the front matter of each page; order: the pages of the Part as nav has them
    above: how many equations stand on each page before the one that others refer to
    """

    words: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PAGES, 0))
    numbers: dict[str, int] = field(default_factory=lambda: {"base": 2, "other": 3, "top": 5})
    uses: dict[str, str] = field(default_factory=lambda: {"top": "base"})
    shown: dict[str, str] = field(
        default_factory=lambda: {"index": "top", "one": "base", "two": "other"}
    )
    scale: int = 1
    front: dict[str, Front] = field(default_factory=lambda: dict.fromkeys(PAGES, Front()))
    order: tuple[str, ...] = ("one", "two")
    above: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PAGES, 0))

    def with_front(self, page: str, **said: Any) -> "Book":
        """The book with another front matter on a page."""
        return replace(self, front={**self.front, page: replace(self.front[page], **said)})

    def with_above(self, page: str, number: int) -> "Book":
        """The book with another number of equations above one that others refer to."""
        return replace(self, above={**self.above, page: number})

    def with_words(self, page: str, number: int) -> "Book":
        """The book with another sentence on a page."""
        return replace(self, words={**self.words, page: number})

    def with_number(self, module: str, number: int) -> "Book":
        """The book with another constant in a module."""
        return replace(self, numbers={**self.numbers, module: number})

    def with_use(self, module: str, used: str | None) -> "Book":
        """The book with another import in a module, or none."""
        uses = {name: other for name, other in self.uses.items() if name != module}
        return replace(self, uses={**uses, module: used} if used else uses)

    def files(self) -> dict[str, str]:
        """Path -> text of all files that differ from book to book."""
        modules = {f"snippets/{name}.py": self._module(name) for name in self.numbers}
        pages = {f"docs/{page}.md": self._page(page) for page in PAGES}
        nav = "".join(f"      - {page}.md\n" for page in self.order)
        return {**modules, **pages, "snippets/scenes/tiny.py": self._scene(),
                "snippets/figures/tiny.py": self._figure(),
                "mkdocs.yml": SETTINGS + nav}  # fmt: skip

    def _module(self, name: str) -> str:
        used = self.uses.get(name)
        head = f"from snippets import {used}\n\n\n" if used else ""
        rest = f" + {used}.number()" if used else ""
        return (
            f'"""The module {name}."""\n\n{head}def number() -> float:\n'
            f'    """A number."""\n    return {self.numbers[name]}.0{rest}\n\n\n'
            f'def times(x):\n    """Times the number.\n\n    x: (n, d)\n    -> (n, d)\n    """\n'
            f"    return number() * x\n"
        )

    def _page(self, page: str) -> str:
        module, front = self.shown[page], self.front[page]
        above = "".join(_equation(f"{page}-{number}") for number in range(self.above[page]))
        return f"""\
---
title: Page {page}{" anew" * front.titled}
question: Which page asks {front.asks + 1} times?
chapter: true
minutes: {front.minutes}
needs: [{", ".join(f"{name}.md" for name in front.needs)}]
able: [read {front.able + 1} lines]
scene: tiny.scaled
---

# Page {page}

Sentence {"abcdefghij"[self.words[page] % 10] * 3}:
it is `#!value {module}.number():.2f`, see [Eq.](#eq-index).

{above}{_equation(page)}
```python exec="on"
from snippets import {module}, tables
print(tables.row({module}.number()))
```

```python exec="on" id="fig-{page}" alt="a line"
from snippets.figures import tiny
tiny.line()
```

Figure: a line.

```snippet
{module}.number
```
"""

    def _scene(self) -> str:
        return f'''"""Scenes."""

import numpy as np

from snippets import base


def scaled(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers and {self.scale} words.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | numbers | (n, d) |
    | `y` | scaled numbers | (n, d) |
    | `\\lambda` | the scale | () |
    """
    x = rng.normal(size=(5, 3))
    y = base.times(x)
    s = base.number()
    return {{"x": x, "y": y, r"\\lambda": s}}
'''

    def _figure(self) -> str:
        return f'''"""Figures."""

from matplotlib.figure import Figure

from snippets import other


def line():
    figure = Figure(figsize=(2, 2))
    figure.subplots().plot([0, {self.scale}], [0, other.number()])
    return figure
'''


def _equation(name: str) -> str:
    return f'```math id="eq-{name}"\ny = \\lambda x\n```\n'


STILL = {
    "snippets/__init__.py": '"""Tiny.\n\n    0: base, tables\n    1: other\n    2: top\n"""\n',
    "snippets/tables.py": '"""Tables."""\n\nHEAD = "| a |\\n|---|\\n| "\n\n\n'
    'def row(x):\n    return f"{HEAD}{x:.3f} |"\n',
    "snippets/scenes/__init__.py": "",
    "snippets/figures/__init__.py": "",
    "snippets/figures/style.py": '"""Style."""\n\nCOLOURS = {"ink": "#102030"}\n',
    "docs/part/index.md": PART,
}


def write(root: Path, book: Book) -> None:
    """Let a folder hold the book: only files that differ are written, others are removed."""
    wanted = {**STILL, **book.files()}
    for path in [*root.rglob("snippets/*.py"), *root.rglob("docs/*.md")]:
        if path.relative_to(root).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    if not (root / "hooks.py").exists():
        shutil.copy(ROOT / "hooks.py", root)


def read(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


class Printer:
    """Builds the book of a folder in this process; its workers' server lives on."""

    def __init__(self, root: Path) -> None:
        self.root, self.hands = root, Workers(root)
        self.press: Press | None = None

    def build(self, target: Path, *, serving: bool = False) -> dict[str, bytes]:
        """Build, as `mkdocs build --strict` or as `mkdocs serve` does; every file of the site."""
        self.press = site.press = self.press or Press(self.root, self.hands)
        settings = load_config(str(self.root / "mkdocs.yml"), site_dir=str(target))
        settings.strict = not serving
        settings.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        build(settings, serve_url="http://127.0.0.1/" if serving else None)
        return read(target)

    def restart(self) -> None:
        """Go on as a new process would: only what is on the disk is remembered."""
        if self.press:
            self.press.ledger.close()
        self.press = None

    def forget(self) -> None:
        """Go on as after `make clean`."""
        self.restart()
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    def close(self) -> None:
        """End the workers."""
        self.restart()
        self.hands.crew.close()
