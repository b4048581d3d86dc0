"""Snippets come from the files as they are; programs run alone and say where they fail."""

import importlib
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from tests import forgetful
from weave import fences, listings, source, work
from weave.errors import Mistake
from weave.isolation import isolated
from weave.page import Page
from weave.verdict import Output

MODULE = '''\
"""A module."""

import functools

RATE = 0.5
size: int = 3
first, second = 1, 2


class Layer:
    """A layer."""

    @functools.cache
    def forward(self):
        """Text."""
        return RATE


def twice(x):
    return 2 * x
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "snippets" / "figures").mkdir(parents=True)
    (tmp_path / "snippets" / "parts.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "snippets" / "figures" / "lines.py").write_text("def draw():\n    pass\n")
    (tmp_path / "snippets" / "long.py").write_text("x = 1\n" * 100)
    (tmp_path / "snippets" / "short.py").write_text("x = 1\n" * 80)
    (tmp_path / "snippets" / "broken.py").write_text("x = 1\ndef (\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        ("parts.twice", 19, "def twice(x):\n    return 2 * x"),
        (
            "parts.Layer.forward",
            13,
            '@functools.cache\ndef forward(self):\n    """Text."""\n    return RATE',
        ),
        ("parts.RATE", 5, "RATE = 0.5"),
        ("parts.size", 6, "size: int = 3"),
        ("parts", 1, MODULE.rstrip()),
    ],
)
def test_a_snippet_is_the_text_of_its_definition(
    root: Path, name: str, line: int, code: str
) -> None:
    assert listings.snippet(name, root) == listings.Source("snippets/parts.py", line, code)


def test_a_snippet_of_a_folder(root: Path) -> None:
    assert listings.snippet("figures.lines.draw", root).path == "snippets/figures/lines.py"


def test_a_short_module_is_shown_whole(root: Path) -> None:
    assert listings.snippet("short", root).code.count("\n") == 79


def test_a_snippet_is_read_again_every_time(root: Path) -> None:
    before = listings.snippet("parts.twice", root)
    path = root / "snippets" / "parts.py"
    path.write_text(MODULE.replace("2 * x", "x + x"), encoding="utf-8")
    assert before.code.endswith("2 * x")
    assert listings.snippet("parts.twice", root).code.endswith("x + x")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("part.twice", "no module part in snippets; did you mean parts?"),
        ("parts.twise", "does not define twise; did you mean twice?"),
        ("parts.functools", "does not define functools"),
        ("parts.first", "does not define first"),
        ("parts.Layer.backward", "does not define backward"),
        ("parts.twice.x", "does not define x"),
        ("figures", "no module figures"),
        ("long", "more than 80 lines"),
        ("broken.x", "broken.py:2"),
    ],
)
def test_a_name_that_is_not_there_is_refused(root: Path, name: str, message: str) -> None:
    with pytest.raises(Mistake, match=message.replace("?", r"\?")):
        listings.snippet(name, root)


def test_a_snippet_fence_names_several_and_a_mistake_has_its_line(root: Path) -> None:
    find = partial(listings.snippet, root=root)
    found = listings.snippets("parts.twice\n\nparts.RATE\n", find)
    assert [one.line for one in found] == [19, 5]
    with pytest.raises(Mistake) as caught:
        listings.snippets("parts.twice\n\nparts.nothing", find)
    assert caught.value.line == 3
    with pytest.raises(Mistake, match="name a definition"):
        listings.snippets("\n", find)


def test_the_real_house_is_found() -> None:
    assert listings.snippet("losses.cross_entropy").code.startswith("def cross_entropy(")


def test_a_program_prints() -> None:
    assert fences.run_program("x = 2\nprint(x)\nprint('a')") == ("2\na\n", None)


def test_a_program_ends_in_a_figure() -> None:
    code = "from matplotlib.figure import Figure\nfigure = Figure()\nprint('a')\nfigure"
    text, figure = fences.run_program(code)
    assert text == "a\n"
    assert hasattr(figure, "savefig")
    assert fences.run_program(code + "\nprint('b')")[1] is None
    assert fences.run_program("print(1)\n5")[1] is None


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("x = 1\n\ny = x / 0\nprint(y)", 3, "ZeroDivisionError: division by zero"),
        ("def f():\n    raise ValueError('no')\n\nf()", 2, "ValueError: no"),
        ("x = 1\nx = = 2", 2, "^SyntaxError: invalid syntax$"),
        ("print(1)\nassert 1 > 2", 2, "^AssertionError$"),
        ("import json\njson.loads('{')", 2, r"double quotes: line 1 column 2 \(char 1\)$"),
        ("x = 1\nif x:\n", 2, "IndentationError"),
        ("x = '\0'", 1, "null bytes"),
        ("import sys\nsys.exit(3)", 2, "SystemExit: 3"),
        ("print(undefined)", 1, "NameError: name 'undefined' is not defined"),
        ("import numpy as np\nprint(np.log(np.zeros(1)))", 2, "RuntimeWarning: divide by zero"),
        ("x = 1", 1, "prints nothing"),
        ("print('  ')", 1, "prints nothing"),
        ("print('a $$ b')", 1, r"prints '\$\$'"),
        ("print('```math\\na=b\\n```')", 1, "prints '```math'"),
        ("print('  ~~~ python exec=on')", 1, "prints '~~~ python"),
        ("print('```snippet')", 1, "prints '```snippet'"),
        ("print('`#!value np.e:.1f`')", 1, "prints '`#!value'"),
    ],
)
def test_a_program_that_fails_names_its_own_line(code: str, line: int, message: str) -> None:
    with pytest.raises(Mistake) as caught:
        fences.run_program(code)
    assert re.search(message, caught.value.message)
    assert caught.value.line == line
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["a $x$ b", "| a | b |", "```text\\nmath\\n```", "it costs \\\\$5"]
)
def test_a_program_may_print_other_markdown(text: str) -> None:
    assert fences.run_program(f"print('{text}')")[0]


def test_the_error_shows_the_line_and_where_it_was_raised() -> None:
    code = "import numpy as np\nfrom snippets import activations\nactivations.softmax(np.ones(3))"
    with pytest.raises(Mistake) as caught:
        fences.run_program(code)
    assert caught.value.line == 3
    assert caught.value.excerpt == "activations.softmax(np.ones(3))"
    assert "raised at snippets/" in caught.value.message


def test_nothing_is_left_behind() -> None:
    module = importlib.import_module("snippets.losses")
    before = module.mean_squared_error
    fences.run_program(
        "import numpy as np\nfrom snippets import losses\n"
        "np.set_printoptions(precision=2)\nnp.seterr(all='ignore')\nx = 5\n"
        "losses.mean_squared_error = None\nlosses.extra = 1\nprint(x)"
    )
    assert module.mean_squared_error is before
    assert not hasattr(module, "extra")
    assert np.get_printoptions()["precision"] == 8
    assert np.geterr()["divide"] == "warn"
    with pytest.raises(Mistake, match="NameError"):
        fences.run_program("print(x)")


@pytest.fixture
def forgotten() -> Iterator[None]:
    """No module of snippets is loaded; afterwards those that other tests hold are back."""
    before = {name: sys.modules.pop(name) for name in list(sys.modules) if is_snippets(name)}
    yield
    for name in list(sys.modules):
        if is_snippets(name):
            del sys.modules[name]
    sys.modules.update(before)


def is_snippets(name: str) -> bool:
    return name.partition(".")[0] == "snippets"


@pytest.mark.usefixtures("forgotten")
def test_isolation_keeps_what_was_imported_meanwhile() -> None:
    package = importlib.import_module("snippets")
    with isolated():
        losses = importlib.import_module("snippets.losses")
    assert sys.modules["snippets.losses"] is losses
    assert package.losses is losses


GROWING = """\
```python exec="on" id="first"
x = 1
print("one")
```

```python exec="on" id="second" after="first"
x += 1
print(x)
```

```python exec="on" after="second"
print(10 * x)
```

```python exec="on" id="third" after="third"
print(x)
```
"""


def ran(page: Page, number: int) -> Output:
    """What a program of a page gives."""
    output: Output = forgetful.answers().of(work.program(page, page.fences[number]))
    return output


def test_a_program_goes_on_where_another_ended() -> None:
    page = source.parse(GROWING)
    assert ran(page, 1).text == "2\n"
    assert ran(page, 2).text == "20\n"
    with pytest.raises(Mistake, match='after="third"') as caught:
        ran(page, 3)
    assert caught.value.line == 0


FIGURE = "from matplotlib.figure import Figure\nFigure()\n"


@pytest.mark.parametrize(
    ("header", "body", "message"),
    [
        ('python exec="on"', FIGURE, 'add alt="'),
        ('python exec="on" alt="a line"', "print(1)", "is no figure"),
        ('python exec="on" alt="a line"', FIGURE, None),
    ],
)
def test_alt_text_and_figures_belong_together(header: str, body: str, message: str | None) -> None:
    page = source.parse(f"```{header}\n{body}\n```\n")
    if message is None:
        assert "<svg" in str(ran(page, 0).svg)
        return
    with pytest.raises(Mistake, match=message) as caught:
        ran(page, 0)
    problem = page.fences[0].problem(page.name, caught.value)
    assert str(problem).startswith("page.md:1: ")
