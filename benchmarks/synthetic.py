"""The synthetic book: the same pages for every builder, each in the words that it knows.

A page has ten programs, two of which end in a figure, and twelve equations. The programs do a fixed
amount of work, about 20 to 58 milliseconds on the machine of the README's table; of every third
page they use one function more, whose constant is edited. Builders that execute no equation
typeset them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAMS, FIGURES, EQUATIONS = 8, 2, 12
OURS = ("weave", "labs", "listed")
WITH_LABS, PAGES_A_LAB = ("labs", "listed"), 10
SENTENCE = "This sentence is edited"
WORK = '''"""Work: a fixed amount of it."""


def work(units: int) -> int:
    """Add squares."""
    return sum(i * i % 7 for i in range(23_600 * units))
'''
SHARED = '''"""What a third of the pages use."""


def constant() -> float:
    """The number that is edited."""
    return {constant}


def scaled(x):
    """Scale.

    x: (n, d)
    -> (n, d)
    """
    return {constant} * x
'''
SCENE = '''"""The scene of all pages."""

import numpy as np

from snippets import scaling


def scaled(rng: np.random.Generator) -> dict[str, object]:
    r"""A scaled batch.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch | (n, d) |
    | `y` | scaled batch | (n, d) |
    | `\\lambda` | scale | () |
    | `i` | row | index n |
    | `k` | column | index d |
    """
    x = rng.normal(size=(5, 3))
    y = scaling.scaled(x)
    scale = scaling.constant()
    return {"x": x, "y": y, r"\\lambda": scale}
'''
FORMULAS = (
    r"{n} y = {n} \lambda x",
    r"y_{{ik}} + {n} = \lambda x_{{ik}} + {n}",
    r"\sum_i y_{{ik}} - {n} = \lambda \sum_i x_{{ik}} - {n}",
)
NOTEBOOK = """\
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
"""
DRAW = """\
from matplotlib.figure import Figure
from snippets.work import work

figure = Figure(figsize=(4, 3))
axes = figure.subplots()
axes.plot([work(1) % 5 + step * step % {number} for step in range(50)])
"""
SVG = """\
import io
out = io.StringIO()
figure.savefig(out, format="svg")
print(out.getvalue()[out.getvalue().index("<svg"):])
"""


LAB = """\
# %% [markdown] needs=["index.md"] minutes=1 able=["wait"]
# # Lab {number}
#
# Words about lab {number}.

# %%
from matplotlib.figure import Figure

from snippets.shared import constant
from snippets.work import work

print("found", work(50), constant())

# %% alt="A line."
figure = Figure(figsize=(4, 3))
axes = figure.subplots()
axes.plot([step * step % 1{number} for step in range(50)])
figure

# %% [markdown]
# Figure: a line.
"""


def write(folder: Path, pages: int, flavour: str) -> None:
    """Write the book for a builder: one of OURS, "markdown-exec" or "jupyter-book"."""
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder / ("docs" if flavour != "jupyter-book" else "")
    for path in (docs, folder / "snippets/scenes", folder / "snippets/figures"):
        path.mkdir(parents=True, exist_ok=True)
    _snippets(folder)
    (docs / "index.md").write_text("# Synthetic\n\nA book.\n", encoding="utf-8")
    for number in range(pages):
        (docs / name(number)).write_text(page(number, flavour), encoding="utf-8")
    for number in range(labs(pages, flavour)):
        (docs / "labs").mkdir(exist_ok=True)
        (docs / lab_name(number)).write_text(LAB.format(number=number), encoding="utf-8")
    _settings(folder, pages, flavour)


def labs(pages: int, flavour: str) -> int:
    """How many labs a book has; each uses the function that is edited."""
    return pages // PAGES_A_LAB if flavour in WITH_LABS else 0


def lab_name(number: int) -> str:
    """The file of a lab."""
    return f"labs/lab{number:03}.py"


def name(number: int) -> str:
    """The file of a page."""
    return f"page{number:03}.md"


def page(number: int, flavour: str) -> str:
    """One page."""
    parts = [_head(number, flavour), f"{SENTENCE}: never.\n"]
    for place in range(PROGRAMS):
        parts.append(f"## Part {place}\n\nWords about part {place} of page {number}.\n")
        parts.append(_fence(_program(number, place), flavour))
        parts += [_equation(number, n, flavour) for n in _of_part(place)]
    for place in range(FIGURES):
        parts.append(_figure(number, place, flavour))
    return "\n".join(parts)


def _of_part(place: int) -> Iterator[int]:
    yield from range(place * EQUATIONS // PROGRAMS, (place + 1) * EQUATIONS // PROGRAMS)


def _head(number: int, flavour: str) -> str:
    title = f"# Page {number}\n"
    if flavour in OURS:
        return f"---\ntitle: Page {number}\nprefix: P{number}\nscene: bench.scaled\n---\n\n{title}"
    if flavour == "jupyter-book":
        return f"---\n{NOTEBOOK}---\n\n{title}"
    return title


def uses_shared(number: int) -> bool:
    """Whether a page uses the function that is edited."""
    return number % 3 == 0


def _program(number: int, place: int) -> str:
    units = 20 + (7 * number + 5 * place) % 39
    code = f"from snippets.work import work\n\nfound = work({units})\n"
    if uses_shared(number):
        return f"from snippets.shared import constant\n{code}print('found', found, constant())\n"
    return f"{code}print('found', found, {number}, {place})\n"


def _fence(code: str, flavour: str) -> str:
    if flavour == "jupyter-book":
        return f"```{{code-cell}}\n{code}```\n"
    return f'```python exec="on"\n{code}```\n'


def _equation(number: int, place: int, flavour: str) -> str:
    # No two equations of the book are the same: nothing is executed once for many.
    latex = FORMULAS[place % len(FORMULAS)].format(n=2 + EQUATIONS * number + place)
    if flavour in OURS:
        return f'```math id="eq-p{number}-{place}"\n{latex}\n```\n'
    return f"$$\n{latex}\n$$\n"


def _figure(number: int, place: int, flavour: str) -> str:
    draw = DRAW.format(number=3 + number % 5 + place)
    if flavour in OURS:
        header = f'```python exec="on" id="fig-p{number}-{place}" alt="A line."\n'
        return f"{header}{draw}figure\n```\n\nFigure: a line.\n"
    if flavour == "jupyter-book":
        return _fence(f"{draw}figure\n", flavour)
    return _fence(draw + SVG, flavour)


def _snippets(folder: Path) -> None:
    house = folder / "snippets"
    texts = {
        "__init__.py": '"""Synthetic.\n\n    0: work, shared, scaling\n    1: results\n"""\n',
        "work.py": WORK,
        # Calls of the top floor are remembered: what the programs call stands below it.
        "results.py": '"""Nothing."""\n',
        "shared.py": SHARED.format(constant="2.5"),
        "scaling.py": SHARED.format(constant="1.5"),
        "scenes/__init__.py": "",
        "scenes/bench.py": SCENE,
        "figures/__init__.py": "",
        "figures/style.py": 'COLOURS = {"ink": "#102030"}\n',
    }
    for path, text in texts.items():
        (house / path).write_text(text, encoding="utf-8")


def _settings(folder: Path, pages: int, flavour: str) -> None:
    if flavour == "jupyter-book":
        chapters = "".join(f"- file: page{number:03}\n" for number in range(pages))
        (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{chapters}")
        (folder / "_config.yml").write_text(
            "title: Synthetic\nexecute:\n  execute_notebooks: cache\n"
        )
        return
    own = flavour in OURS
    plugins = {"listed": "[search, mkdocs-jupyter]", "markdown-exec": "[search, markdown-exec]"}
    lines = [
        "site_name: Synthetic",
        "theme: {name: material, font: false}",
        f"plugins: {plugins.get(flavour, '[search]')}",
        "markdown_extensions: [tables, pymdownx.superfences, pymdownx.inlinehilite"
        + ("]" if own else ", pymdownx.arithmatex]"),
        *(["hooks: [hooks.py]", "watch: [snippets]"] if own else ["watch: [snippets]"]),
    ]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if own:
        shutil.copy(ROOT / "hooks.py", folder)
        shutil.copytree(ROOT / "weave", folder / "weave", ignore=_no_compiled)


def _no_compiled(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "__pycache__"]
