"""Scenes: every symbol has the shape that its table promises, and the seed alone decides its value.

NumPy is enough for this; that equations hold in their scenes is weave's to check.
"""

import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from snippets import scenes

ROW = re.compile(r"^ *\| `(?P<symbol>[^`]+)` \|.*\| (?P<shape>[^|]+?) \|$", re.MULTILINE)
NUMBERS = re.compile(r"^ *Numbers: (\w+)\.(\w+)$", re.MULTILINE)
Scene = Callable[..., dict[str, Any]]


def functions_of(name: str) -> dict[str, Scene]:
    module = importlib.import_module(f"snippets.scenes.{name}")
    found = inspect.getmembers(module, inspect.isfunction)
    return {f"{name}.{key}": f for key, f in found if f.__module__ == module.__name__}


FILES = sorted(path.stem for path in Path(scenes.__path__[0]).glob("[a-z]*.py"))
ALL = {key: scene for name in FILES for key, scene in functions_of(name).items()}
SCENES = {key: scene for key, scene in ALL.items() if ROW.search(scene.__doc__ or "")}
WORKED = {
    key: f"{match[1]}.{match[2]}"
    for key, scene in SCENES.items()
    if (match := NUMBERS.search(scene.__doc__ or ""))
}
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


def values(scene: Scene, seed: int = 11) -> dict[str, Any]:
    drawn = "rng" in inspect.signature(scene).parameters
    return scene(np.random.default_rng(seed)) if drawn else scene()


def table(scene: Scene) -> dict[str, str]:
    return {row["symbol"]: row["shape"] for row in ROW.finditer(scene.__doc__ or "")}


def shaped(scene: Scene) -> dict[str, tuple[str, ...]]:
    """The axes of the symbols that are one number or one array."""
    shapes = {key: re.fullmatch(r"(?:row )?\((.*)\)", shape) for key, shape in table(scene).items()}
    return {key: tuple(re.findall(r"\w+", m[1])) for key, m in shapes.items() if m}


def numbers(value: Any) -> list[np.ndarray]:
    """Take a value apart into its arrays; a function has none."""
    if callable(value):
        return []
    if isinstance(value, dict | list | tuple):
        members = value.values() if isinstance(value, dict) else value
        return [array for member in members for array in numbers(member)]
    return [np.asarray(value)]


def test_the_scenes_are_found() -> None:
    assert {"backpropagation.one_example", "notation.layer", "xor.cases"} <= SCENES.keys()
    assert len(WORKED) > 10


@every_scene
def test_every_symbol_has_the_shape_that_the_table_says(scene: Scene) -> None:
    found, sizes = values(scene), dict[str, int]()
    assert shaped(scene)
    for symbol, axes in shaped(scene).items():
        shape = np.shape(found[symbol])
        assert len(shape) == len(axes), f"{symbol} has shape {shape}, the table says {axes}"
        for letter, size in zip(axes, shape, strict=True):
            wanted = int(letter) if letter.isdigit() else sizes.setdefault(letter, size)
            assert size == wanted, f"{symbol} has {size} entries along {letter}, others {wanted}"
    assert len(set(sizes.values())) == len(sizes), f"two axes are of one size: {sizes}"


@every_scene
def test_functions_are_functions_and_families_have_members(scene: Scene) -> None:
    found = values(scene)
    for symbol, shape in table(scene).items():
        if shape == "function":
            assert callable(found[symbol])
        if shape.startswith("family"):
            assert len(found[symbol]) > 0
    assert found.keys() <= table(scene).keys()


@every_scene
def test_the_seed_alone_decides_and_every_number_is_finite(scene: Scene) -> None:
    first, again, other = (values(scene, seed) for seed in (11, 11, 23))
    for symbol in first:
        for one, two in zip(numbers(first[symbol]), numbers(again[symbol]), strict=True):
            np.testing.assert_array_equal(one, two)
            assert np.isfinite(one).all()
    if "rng." in inspect.getsource(scene):
        same = map(np.array_equal, numbers(first), numbers(other))
        assert not all(same)


@pytest.mark.parametrize("key", WORKED)
def test_the_numbers_for_the_pencil_fit_into_the_table(key: str) -> None:
    """Each has as many axes as its symbol; a row may have come from a larger array."""
    given, axes = values(ALL[WORKED[key]]), shaped(SCENES[key])
    assert given.keys() & table(SCENES[key]).keys(), "no symbol has a number"
    for symbol in given.keys() & axes.keys():
        assert np.ndim(given[symbol]) == len(axes[symbol]), symbol
        assert np.isfinite(given[symbol]).all()
