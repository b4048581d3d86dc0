"""Scenes: the table of symbols, who computes what, live values by seed, replaced names."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.weave import toy
from weave import docstrings, draws, legend, scenes
from weave.errors import Mistake


def test_the_table_is_read() -> None:
    table = toy.scene("sample").table
    assert (table["x"].role, table["x"].axes) == ("value", ("n", "d"))
    assert (table[r"\bar x"].axes, table[r"\bar x"].row) == (("d",), True)
    assert (table["g"].role, table["i"].role, table["i"].over) == ("function", "index", "n")
    assert toy.scene("spring").table["x_t"].role == "family"
    assert toy.scene("spring").table["T"].over == "t"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "has no table of symbols"),
        ("| x | no backticks | () |", "a row of the table is"),
        ("| `x` | no shape |", "a row of the table is"),
        ("| `x` | one | () |\n| `x` | two | () |", "the table has x twice"),
        ("| `x` | odd | (n | ", "the shape of x is"),
        ("| `x` | odd | vector |", "the shape of x is 'vector'"),
        ("| `x` | odd | row (n, d) |", "a row has one axis"),
        ("| `x` | late | after y |", "x comes after y, which the table has not"),
    ],
)
def test_a_table_that_is_not_understood_is_refused(rows: str, said: str) -> None:
    with pytest.raises(Mistake) as refusal:
        legend.entries(f"| symbol | meaning | shape |\n|---|---|---|\n{rows}")
    assert said in refusal.value.message


def test_provenance_is_read_from_the_source() -> None:
    scene = toy.scene("sample")
    assert scene.functions("x") == frozenset()
    assert scene.functions("S") == {"samples.covariance"}
    assert scene.functions("g") == {"mechanics.saturating"}
    assert (scene.maker_of("x"), scene.maker_of("S"), scene.maker_of("i")) == (
        "input",
        "samples.covariance",
        "",
    )
    assert toy.scene("spring").functions("x_t", 1) == {"mechanics.positions"}


def test_a_draw_is_repeated_by_its_seed_and_differs_from_others() -> None:
    scene = toy.scene("sample")
    again = draws.Draw(scene, 11)
    assert np.array_equal(again.value("x"), draws.draw(scene, 11).value("x"))
    assert not np.array_equal(again.value("x"), draws.draw(scene, 23).value("x"))


def test_axis_letters_are_bound_to_sizes() -> None:
    assert draws.draw(toy.scene("sample"), 11).sizes == {"n": 7, "d": 3}


def test_a_scene_that_raises_says_where() -> None:
    scene = toy.built(
        "x = rng.normal(size=3)\ny = mechanics.rotated(x)\nreturn {'x': x, 'y': y}",
        "`x` | in | (n,)\n`y` | out | (n,)",
    )
    with pytest.raises(Mistake, match=r"made: y = mechanics.rotated\(...\) raises IndexError"):
        draws.draw(scene, 11)


def test_a_moved_name_reaches_what_follows_from_it_twice() -> None:
    scene = toy.scene("sample")
    run = draws.draw(scene, 11)
    twice = run.with_local("a", 0.5).with_local("h", 0.25)
    assert twice.value("D") == pytest.approx((np.exp(0.75) - np.exp(0.5)) / 0.25)
    assert run.value("D") != twice.value("D")


def test_a_moved_name_reaches_what_follows_from_what_follows() -> None:
    scene = toy.built(
        "x = rng.normal(size=3)\ny = mechanics.saturating(x)\nz = mechanics.saturating(y)\n"
        "return {'x': x, 'z': z}",
        "`x` | in | (n,)\n`z` | out | (n,)",
    )
    moved = draws.draw(scene, 11).with_local("x", np.array([0.1, 0.2, 0.3]))
    assert np.allclose(moved.value("z"), np.tanh(np.tanh([0.1, 0.2, 0.3])))


def test_a_moved_name_stays_when_its_maker_runs_again() -> None:
    scene = toy.built(
        "x = rng.normal(size=3)\na, b = mechanics.halves(x)\nreturn {'x': x, 'a': a, 'b': b}",
        "`x` | in | (n,)\n`a` | half | (n,)\n`b` | other half | (n,)",
    )
    moved = draws.draw(scene, 11).with_local("a", np.ones(3)).with_local("x", np.full(3, 4.0))
    assert moved.value("b").tolist() == [2.0] * 3  # runs the statement that makes a and b
    assert moved.value("a").tolist() == [1.0] * 3


def test_a_scene_of_other_sizes_is_the_same_scene() -> None:
    scene = toy.scene("bodies")
    other = scenes.resized(scene)
    assert draws.draw(scene, 11).sizes == {"n": 5, "d": 3}
    assert draws.draw(other, 11).sizes == {"n": 7, "d": 5}
    assert draws.draw(other, 11).value("v").shape == (7, 5)


PLANTED = '''from tests.weave.toys import mechanics


def one(rng):
    """One number.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | in | (n,) |
    """
    x = rng.normal(size=3)
    return {"x": x}
'''


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of scenes, importable as planted_scenes."""
    folder = tmp_path / "planted_scenes"
    folder.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [key for key in sys.modules if key.startswith("planted_scenes")]:
        sys.modules.pop(name)
    scenes.forget()


def test_a_scene_is_read_anew_after_forgetting_only_if_its_file_has_changed(planted: Path) -> None:
    file = planted / "kept.py"
    file.write_text(PLANTED, encoding="utf-8")
    first = scenes.load("kept.one", "planted_scenes", toy.HOUSE)
    drawn = draws.draw(first, 11)
    draws.forget()
    assert scenes.load("kept.one", "planted_scenes", toy.HOUSE) is first
    assert draws.draw(first, 11) is not drawn
    file.write_text(PLANTED.replace("size=3", "size=5"), encoding="utf-8")
    assert scenes.load("kept.one", "planted_scenes", toy.HOUSE) is first
    draws.forget()
    other = scenes.load("kept.one", "planted_scenes", toy.HOUSE)
    assert (draws.draw(first, 11).sizes, draws.draw(other, 11).sizes) == ({"n": 3}, {"n": 5})


def test_a_scene_is_read_anew_when_its_module_is_another(planted: Path) -> None:
    (planted / "kept.py").write_text(PLANTED, encoding="utf-8")
    first = scenes.load("kept.one", "planted_scenes", toy.HOUSE)
    draws.forget()
    sys.modules.pop("planted_scenes.kept")
    assert scenes.load("kept.one", "planted_scenes", toy.HOUSE) is not first


def test_a_docstring_makes_the_same_scene_for_a_check_and_its_mutants() -> None:
    latex = r"p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}"
    first = docstrings.load("activations.softmax", latex)
    assert docstrings.load("activations.softmax", latex) is first
    assert docstrings.load("activations.softmax", latex.replace("k", "c")) is not first


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing", "a scene is module.function"),
        ("nowhere.bodies", "there is no scene module nowhere"),
        ("fields.bodys", "there is no scene bodys in fields; did you mean bodies?"),
    ],
)
def test_a_scene_that_is_not_there_is_named(name: str, said: str) -> None:
    with pytest.raises(Mistake) as refusal:
        scenes.load(name, "tests.weave.scenes", toy.HOUSE)
    assert said in refusal.value.message


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = 1\n\ndef bodies(rng) -> dict:\n    return {\n", "broken.py:4: '{' was never closed"),
        ("import math\n\n\ndef bodies(rng: np.random.Generator):\n    ...\n",
         "broken.py:4: NameError: name 'np' is not defined"),
    ],
    ids=["syntax", "name"],
)  # fmt: skip
def test_a_scene_module_that_cannot_be_imported_names_its_line(
    planted: Path, code: str, said: str
) -> None:
    (planted / "broken.py").write_text(code, encoding="utf-8")
    with pytest.raises(Mistake) as refusal:
        scenes.load("broken.bodies", "planted_scenes", toy.HOUSE)
    assert refusal.value.message == said


def test_a_docstring_makes_a_scene() -> None:
    scene = docstrings.load("activations.softmax", r"p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}}")
    assert [(key, entry.shape) for key, entry in scene.table.items()] == [
        ("z", "(n, k)"),
        ("p", "(n, k)"),
        (r"\operatorname{softmax}", "function"),
        ("i", "index"),
        ("k", "index"),
        ("j", "index"),
    ]
    assert draws.draw(scene, 11).value("z").shape == (2, 3)
    assert docstrings.load("layers.affine", "z = xW + b").table["b"].row


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.at_all", "there is no module nothing"),
        ("activations.softmx", "has no function softmx; did you mean softmax?"),
        ("activations.softmax_backward", "has no shape lines"),
    ],
)
def test_a_docstring_that_makes_none_is_named(name: str, said: str) -> None:
    with pytest.raises(Mistake) as refusal:
        docstrings.load(name, "z = 1")
    assert said in refusal.value.message
