"""Random trees come back from their own LaTeX; random tokens are read whole or refused."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.weave.random_trees import symbols, trees
from weave import binders, clauses, parse, tree
from weave.errors import Mistake
from weave.latex_reading import as_latex
from weave.lex import tokens
from weave.numpy_reading import as_numpy
from weave.traversal import walk
from weave.tree import Name, Node

NAMES = symbols()
PROFILE = settings(
    max_examples=300, deadline=2000, derandomize=True, suppress_health_check=list(HealthCheck)
)


def read(latex: str) -> Node:
    (chain,) = parse.equation(f"x = {latex}", NAMES)
    return chain.relations[0].right


@PROFILE
@given(trees)
def test_a_tree_reads_back_from_its_latex(node: Node) -> None:
    assert read(as_latex(node)) == node


@PROFILE
@given(trees)
def test_every_tree_has_a_reading_in_numpy(node: Node) -> None:
    assert "<" not in as_numpy(node).replace("(<", "").replace(" < ", "").replace(" <= ", "")


SOUP = r"""
    x y A f i j \ell + - = \cdot \odot / ( ) [ ] \{ \} { } ^ _ ' , . | \| \frac \sqrt \sum \log
    \max \partial \nabla \int d \top \hat \bar \mathbf \text{a} \tag{b} \begin{cases}
    \end{cases} \begin{aligned} \end{aligned} & \\ \left( \right) \ldots \cdots 2 0.5 \mathbf{1}
    \delta_{ij} W^{(\ell)} \operatorname{softmax} \in \to \leq \lim \underbrace \quad
    \langle \rangle \foo ? ! ; := || ... \text{softmax} \underset \argmax \searrow {\rm sgn}
    \operatorname*{argmax} \begin{array} \end{array} \text{where} \sim \mathcal{N} \pm \mp \left.
    \right| |_{x=2} \Pr \mathbb{E}_{u\sim x} \iff \Rightarrow \land \sup \overset{\text{a}}{=}
    \mathrm{d} \forall 1\,000 _+ \mid \substack
"""


@PROFILE
@given(st.lists(st.sampled_from(SOUP.split()), max_size=14))
def test_token_soup_is_read_whole_or_refused(pieces: list[str]) -> None:
    latex = " ".join(pieces)
    chains = read_or_refused(latex)
    if chains:
        assert_nothing_lost(latex, chains)


def read_or_refused(latex: str) -> tuple[parse.Chain, ...]:
    """Read a block; a refusal must have its place inside the block."""
    try:
        return parse.equation(latex, NAMES)
    except Mistake as mistake:
        place = mistake.offset
    assert place is not None
    assert 0 <= place <= len(latex) + 1
    return ()


@PROFILE
@given(trees, trees, st.data())
def test_a_dropped_or_doubled_token_is_noticed_or_read(
    left: Node, right: Node, data: st.DataObject
) -> None:
    parts = [token.text + (f"{{{token.argument}}}" if token.argument else "")
             for token in tokens(f"{as_latex(left)} = {as_latex(right)}")]  # fmt: skip
    place = data.draw(st.integers(0, len(parts) - 1))
    again = data.draw(st.sampled_from([[], [parts[place]] * 2]))
    latex = " ".join([*parts[:place], *again, *parts[place + 1 :]])
    chains = read_or_refused(latex)
    if chains:
        assert_nothing_lost(latex, chains)


def assert_nothing_lost(latex: str, chains: tuple[parse.Chain, ...]) -> None:
    """Every x and A of the LaTeX must stand in the tree as often as it was written."""
    sides = [side for chain in chains for side in chain.sides]
    held = Counter(node.key for side in sides for node in walk(side) if isinstance(node, Name))
    written = Counter(token.text for token in tokens(latex))
    dots = {"\\ldots", "\\cdots", "\\dots", "\\pm", "\\mp"} & set(written)
    for key in ("x", "A"):
        if not dots and not repeated(sides):
            assert held[key] == written[key], latex


def repeated(sides: list[Node]) -> bool:
    """Tell whether a construct writes a part twice: a covariance, a derivative by x^2, a bar."""
    kinds = tree.Derivative | binders.Fold | clauses.At
    return any(isinstance(node, kinds) and shared(node) for side in sides for node in walk(side))


def shared(node: Node) -> bool:
    if isinstance(node, tree.Derivative):
        return len(set(node.by)) < len(node.by)
    return isinstance(node, clauses.At) or getattr(node, "operator", "") == "mean"


@pytest.mark.parametrize(
    "deep",
    [
        "(" * 200 + "x" + ")" * 200,
        "{" * 200 + "x" + "}" * 200,
        r"\frac{1}{" * 200 + "x" + "}" * 200,
        "x^{" * 200 + "x" + "}" * 200,
        "|" * 200,
        r"\log " * 200 + "x",
        r"\sum_i " * 200 + "x",
        r"\hat" * 200 + "x",
        r"\sqrt" * 200 + "x",
        r"\partial_x " * 200 + "x",
        "-(" * 200 + "x" + ")" * 200,
        r"\left\| " * 200 + "x",
        r"\begin{cases} " * 200 + "x",
        r"\mathbf{1}[" * 200 + "x",
        r"f(" * 200 + "x" + ")" * 200,
        r"\lim_{u \to 0} " * 200 + "u",
        r"\int_0^1 " * 200 + "u" + r" \, d u" * 200,
    ],
)
def test_two_hundred_levels_are_an_error_not_a_crash(deep: str) -> None:
    with pytest.raises(Mistake):
        parse.equation(f"x = {deep}", NAMES)


def test_a_long_flat_equation_is_no_deep_one() -> None:
    assert read(" + ".join(["x"] * 300)) is not None
    assert read(" ".join(["x"] * 100)) is not None
