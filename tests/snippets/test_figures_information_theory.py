"""The figures show what the code computes, and no text of theirs runs out or over."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")

from snippets import information_planes, surprise_split
from snippets.figures import information_theory
from tests.snippets import looks

FIGURES = [
    information_theory.merging,
    information_theory.planes,
    information_theory.split,
    information_theory.rulers,
]


@pytest.fixture(params=FIGURES, ids=lambda draw: draw.__name__)
def figure(request):
    return request.param()


def test_every_text_lies_within_the_figure_and_on_no_other(figure):
    looks.assert_legible(figure)


def test_only_the_house_colours(figure):
    looks.assert_house_colours(figure)


def test_sixteen_ways_lead_to_six_patterns_and_two_answers():
    axes = information_theory.merging().axes[0]
    assert len(axes.patches) == 32
    assert [len(dots.get_offsets()) for dots in axes.collections] == [16, 6, 2]
    ends = {tuple(patch.get_path().vertices[-1]) for patch in axes.patches}
    dots = {tuple(at) for column in axes.collections[1:] for at in column.get_offsets()}
    assert ends == dots


def test_every_plane_shows_its_own_bins():
    for axes, width in zip(
        information_theory.planes().axes, information_planes.WIDTHS, strict=True
    ):
        found = information_planes.plane("tanh", width)
        per_layer = information_planes.RUNS + 3
        for layer in range(information_planes.HIDDEN):
            mean = axes.lines[layer * per_layer + information_planes.RUNS]
            np.testing.assert_array_equal(
                mean.get_xdata(), found.of_inputs[..., layer].mean(axis=0)
            )
            np.testing.assert_array_equal(
                mean.get_ydata(), found.of_answers[..., layer].mean(axis=0)
            )


def test_the_loss_is_drawn_between_its_limits():
    axes = information_theory.split().axes[0]
    found = surprise_split.split()
    mean, ceiling, floor = axes.lines[-3:]
    np.testing.assert_array_equal(mean.get_ydata(), found.loss.mean(axis=0))
    assert floor.get_ydata()[0] == found.known.mean()
    assert ceiling.get_ydata()[0] == pytest.approx((found.known + found.shared).mean())
