"""Each planted bug is really a bug, and the check says of it what the chapter's table prints."""

import numpy as np
import pytest

from snippets import handwritten, planted_bugs
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


@pytest.mark.parametrize("plant", CAUGHT)
def test_all_but_the_wrong_sign_train(plant):
    """The chapter says so: a flat learning curve is not the symptom of a wrong gradient."""
    history = planted_bugs.descend(plant)
    assert (history[-1] < 0.5 * history[0]) == (plant is not planted_bugs.flipped_sign)


def test_huber_is_a_parabola_and_then_a_line():
    assert planted_bugs.huber(np.array([0.5]), bend_at=1.0) == 0.25
    assert planted_bugs.huber(np.array([-3.0]), bend_at=1.0) == 5.0
