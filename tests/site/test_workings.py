"""The numbers on the cards of the book: the small network's, and both sides come to the same."""

import importlib
import inspect
import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from snippets import network
from weave import answers, audit, digits, source, work
from weave.answers import Answers
from weave.hands import Here
from weave.home import ROOT
from weave.verdict import Numbers, Side, Verdict

SCENES = ROOT / "snippets/scenes"
PAGES = [source.read(path, path.name) for path in audit.pages()]
FENCES = {
    fence.options["id"]: (page, fence)
    for page in PAGES
    for fence in page.fences
    if fence.lang == "math" and "id" in fence.options
}


@cache
def verdict(name: str) -> Verdict:
    job = work.of_fence(*FENCES[name])
    assert job is not None
    found = book().of(job)
    assert isinstance(found, Verdict)
    return found


@cache
def book() -> Answers:
    """What builds remember; what is missing runs in this process."""
    return answers.of_book(ROOT, Here())


def numbers(name: str) -> Numbers:
    found = verdict(name).numbers
    assert found is not None
    return found


def last(side: Side) -> str:
    return side.steps[-1]


@pytest.mark.parametrize("name", FENCES)
def test_both_sides_of_every_equation_come_to_the_same_digits(name: str) -> None:
    found = verdict(name)
    if found.kind not in ("verified", "law"):
        return
    assert found.numbers is not None
    for chain in found.numbers.chains:
        for before, after in pairwise(chain):
            if after.sign == "=" and not found.numbers.rests:
                assert last(before) == last(after)


def latex(array: object) -> str:
    return digits.typeset(np.asarray(array, dtype=float))[0]


def test_the_cards_show_the_numbers_of_the_small_network() -> None:
    """What the chapters print comes from the same calls: loss, scores, slopes."""
    net, x, y = network.small()
    forward, back = network.forward_pass(net, x), network.backpropagate(net, x, y)
    assert latex(back.loss) == "0.3243"
    for name, value in {
        "eq-mse": back.loss,
        "eq-affine": forward.z[0],
        "eq-activation": forward.a[1],
        "eq-layer": forward.a[1],
        "eq-delta": back.delta[0],
        "eq-bp1": back.delta[1],
        "eq-bp2": back.delta[0],
        "eq-bp3": back.dW[0],
        "eq-bp4": back.db[0][0],
        "eq-parameters": network.parameter_count(net),
    }.items():
        (chain,) = numbers(name).chains
        assert {last(side) for side in chain} == {latex(value)}, name


def test_most_cards_of_the_first_chapters_show_the_small_network() -> None:
    pages = ("notation.md", "forward-propagation.md", "backpropagation.md")
    shown = [name for name, (page, _) in FENCES.items() if page.name in pages]
    shown = [name for name in shown if verdict(name).numbers is not None]
    drawn = [name for name in shown if "drawn at random, with" in numbers(name).whose]
    assert len(drawn) < len(shown) / 3, drawn


def named() -> list[tuple[str, str]]:
    """Each scene file and each scene of numbers that it names."""
    return [
        (path.name, match)
        for path in sorted(SCENES.glob("*.py"))
        for match in re.findall(r"^ +Numbers: (\S+)$", path.read_text("utf-8"), re.MULTILINE)
    ]


def test_every_scene_of_numbers_exists_and_is_named() -> None:
    used = {name for _, name in named()}
    assert len(used) > 10
    written = {
        f"{path.stem}.{function}"
        for path in SCENES.glob("small*.py")
        for function, value in vars(importlib.import_module(f"snippets.scenes.{path.stem}")).items()
        if inspect.isfunction(value)
    }
    assert used == written


def test_no_number_on_a_card_is_typed_by_hand() -> None:
    """The scenes of numbers only call and pick; the one decimal is the 1.0 that goes upstream."""
    for path in SCENES.glob("small*.py"):
        code = re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
        assert set(re.findall(r"\d+\.\d+", code)) <= {"1.0"}, path.name
