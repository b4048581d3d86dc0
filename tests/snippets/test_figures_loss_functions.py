"""The figures show what the code computes, and no text of theirs runs out or over."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")

from snippets import calibration, likelihoods, outliers
from snippets.figures import beliefs, loss_functions
from tests.snippets import looks

FIGURES = [
    loss_functions.losses_above_densities,
    beliefs.distributions,
    loss_functions.influence,
    loss_functions.pulls,
    loss_functions.reliability,
]


@pytest.fixture(params=FIGURES, ids=lambda draw: draw.__name__)
def figure(request):
    return request.param()


def test_every_text_lies_within_the_figure_and_on_no_other(figure):
    looks.assert_legible(figure)


def test_only_the_house_colours(figure):
    looks.assert_house_colours(figure)


def test_a_density_is_its_loss_upside_down():
    axes = loss_functions.losses_above_densities().axes
    for above, below in zip(axes[:3], axes[5:8], strict=True):
        loss, density = (one.lines[0].get_ydata() for one in (above, below))
        np.testing.assert_allclose(density / density.max(), np.exp(-loss), rtol=1e-12)


def test_the_sum_is_flat_under_cross_entropy_and_not_under_the_hinge():
    axes = loss_functions.losses_above_densities().axes
    flat, bent = (one.lines[2].get_ydata() for one in axes[8:])
    np.testing.assert_allclose(flat, 1.0, rtol=1e-14)
    would_be = likelihoods.would_be_from_hinge(loss_functions.REACH)
    np.testing.assert_array_equal(bent, would_be.sum(axis=1))
    assert bent.max() - bent.min() > 0.3


def test_the_numbers_say_yes_of_the_side_that_rises_with_the_score():
    axes = loss_functions.losses_above_densities().axes
    for above, below in ((axes[3], axes[8]), (axes[4], axes[9])):
        costs, likelihoods_ = (
            {line.get_label(): line.get_ydata() for line in panel.lines} for panel in (above, below)
        )
        assert (np.diff(costs["yes"]) <= 0).all()
        assert (np.diff(costs["no"]) >= 0).all()
        for side, cost in costs.items():
            np.testing.assert_allclose(likelihoods_[side], np.exp(-cost), rtol=1e-12)


def test_shares_fill_the_panel_and_cross_where_the_scores_are_equal():
    number, yes_no, classes = beliefs.distributions().axes
    assert len(number.lines) == 4
    (line,) = yes_no.lines
    np.testing.assert_allclose(
        line.get_ydata(), 1 / (1 + np.exp(-2 * line.get_xdata())), rtol=1e-12
    )
    upper, lower = (line.get_ydata() for line in classes.lines)
    assert (lower < upper).all()
    heights = [fill.get_paths()[0].vertices[:, 1] for fill in classes.collections]
    assert min(map(np.min, heights)) == 0.0
    assert max(map(np.max, heights)) == pytest.approx(1.0)


def test_the_answer_for_the_chapters_readings_is_drawn():
    left = loss_functions.influence().axes[0]
    for line, wanted in zip(left.lines, (3.04, 2.1, 2.3), strict=False):
        at = np.argmin(np.abs(line.get_xdata() - outliers.READINGS[-1]))
        assert line.get_ydata()[at] == pytest.approx(wanted)


def test_the_pull_is_probability_minus_target():
    cross_entropy, squared = (line.get_xydata() for line in loss_functions.pulls().axes[0].lines)
    p = 1 / (1 + np.exp(-cross_entropy[:, 0]))
    np.testing.assert_allclose(cross_entropy[:, 1], 1 - p, rtol=1e-12)
    np.testing.assert_allclose(squared[:, 1], 2 * (1 - p) ** 2 * p, rtol=1e-12)


def test_dots_are_the_means_of_what_happened():
    panel = loss_functions.reliability().axes[0]
    found = calibration.reliability("cross-entropy")
    np.testing.assert_allclose(
        panel.lines[1].get_ydata(), np.nanmean(found.happened, axis=0), rtol=1e-12
    )
