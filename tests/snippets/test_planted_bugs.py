"""Each planted bug is really a bug, and the check says of it what the chapter's table prints."""

import numpy as np
import pytest

from snippets import handwritten, network_checks, planted_bugs
from snippets.planted_bugs import CAUGHT, FALSE_ALARMS, MISSED


@pytest.mark.parametrize("plant", CAUGHT)
def test_a_bug_is_caught(plant):
    assert planted_bugs.inspect(plant).outcome == "caught"


@pytest.mark.parametrize("plant", MISSED)
def test_a_bug_is_missed(plant):
    assert planted_bugs.inspect(plant).outcome == "missed"


@pytest.mark.parametrize("plant", FALSE_ALARMS)
def test_a_right_gradient_is_blamed(plant):
    assert planted_bugs.inspect(plant).outcome == "false alarm"


def test_the_right_lines_pass():
    finding = planted_bugs.inspect(planted_bugs.correct)
    assert finding.outcome == "passed"
    assert finding.report.worst_error < 1e-8


@pytest.mark.parametrize("plant", [p for p in (*CAUGHT, *MISSED) if p.__name__ != "wrong_targets"])
def test_the_planted_line_differs_from_the_right_one_somewhere(plant):
    """At a generic batch and generic parameters the gradient is not that of the case's loss."""
    generic = planted_bugs.correct()
    planted = plant()._replace(x=generic.x, y=3 * generic.y, parameters=generic.parameters)
    if plant is planted_bugs.unvisited_branch:
        planted = planted._replace(y=9 * generic.y)
    gradient = handwritten.gradient(planted, planted.parameters)
    slopes = [
        planted_bugs.gradcheck.richardson(handwritten.loss_by(planted, which), parameter)
        for which, parameter in enumerate(planted.parameters)
    ]
    assert any(
        np.max(np.abs(g - s)) > 1e-4 * np.max(np.abs(s))
        for g, s in zip(gradient, slopes, strict=True)
    )


def test_wrong_targets_are_wrong():
    right, wrong = planted_bugs.correct(), planted_bugs.wrong_targets()
    assert not np.array_equal(right.y, wrong.y)
    assert np.array_equal(np.sort(right.y, axis=1), np.sort(wrong.y, axis=1))


def test_the_factor_of_a_missing_mean_is_the_number_of_examples():
    assert planted_bugs.inspect(planted_bugs.missing_mean).report.factor == pytest.approx(4)


def test_names_are_rows_of_a_table():
    names = [plant.__doc__ for plant in (*CAUGHT, *MISSED, *FALSE_ALARMS)]
    assert len(set(names)) == len(names)
    assert not any("|" in name or "\n" in name for name in names)


@pytest.mark.parametrize(
    ("plant", "failed"),
    [
        (planted_bugs.dropped_transpose, "W1 b1"),
        (planted_bugs.missing_mean, "W1 b1 W2 b2"),
        (planted_bugs.wrong_axis, "b1 b2"),
        (planted_bugs.forgotten_penalty, "W1 W2"),
        (planted_bugs.correct, ""),
    ],
)
def test_the_failing_arrays_are_a_fingerprint(plant, failed):
    assert planted_bugs.inspect(plant).failed == failed


def worst_errors(plant):
    return [planted_bugs.inspect(plant, h=h).report.worst_error for h in (1e-3, 1e-5, 1e-7)]


def test_what_the_step_does_to_the_error_of_a_bug_and_of_a_kink():
    """The rows of the chapter's last table, as its text reads them."""
    right, near = worst_errors(planted_bugs.correct), worst_errors(planted_bugs.near_kink)
    assert right[1] < 1e-6 < right[0] < 1e-4
    assert near[1] < 1e-6
    assert near[0] > 1e-2
    bug = worst_errors(planted_bugs.forgotten_slope)
    assert bug == pytest.approx([bug[0]] * 3, rel=1e-2)
    tie = worst_errors(planted_bugs.kink)
    assert tie == pytest.approx([1] * 3, rel=1e-2)
    assert planted_bugs.inspect(planted_bugs.single_precision, h=1e-3).report.worst_error < 0.1


def test_a_tie_goes_away_when_the_biases_move():
    def moved():
        """the tie, moved"""
        tied = planted_bugs.kink()
        return tied._replace(parameters=[p + 0.01 for p in tied.parameters])

    assert planted_bugs.inspect(moved).outcome == "passed"


def test_huber_is_a_parabola_and_then_a_line():
    assert planted_bugs.huber(np.array([0.5]), bend_at=1.0) == 0.25
    assert planted_bugs.huber(np.array([-3.0]), bend_at=1.0) == 5.0


def test_the_quietest_bug_that_is_caught_is_louder_than_any_right_gradient():
    quietest = planted_bugs.quietest()
    errors = [planted_bugs.inspect(plant).report.worst_error for plant in CAUGHT]
    assert quietest in errors
    assert all(quietest <= error for error in errors)
    assert quietest > 100 * network_checks.worst_right()
