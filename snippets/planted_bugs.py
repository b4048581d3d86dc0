r"""Bugs planted in a hand-written backward pass, and what a gradient check says of each.

Each function takes the right lines of `handwritten` and replaces one, or moves the place where
they are checked. Its docstring is its row in the chapter's table.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from snippets import activations, gradcheck
from snippets.arrays import Array
from snippets.gradcheck_report import Report
from snippets.handwritten import Case, generic, gradient, loss_by

PENALTY = 1e-3  # of the weights, where one is forgotten
NAMES = ("W1", "b1", "W2", "b2")


class Finding(NamedTuple):
    """What the check said of a case."""

    name: str
    failed: str  # the parameters with a wrong entry, such as "W1 b1"
    report: Report  # of the parameter with the worst entry
    outcome: str  # caught, missed, passed or false alarm


def correct() -> Case:
    """no bug"""
    return generic()._replace(wrong=False)


# What the check catches.


def dropped_transpose() -> Case:
    """`delta @ W` for `delta @ W.T`, W square"""
    return generic(down=lambda delta, W: delta @ W)


def missing_mean() -> Case:
    """factor 1/n forgotten"""
    return generic(start=lambda z2, y: 2 * (z2 - y) / y.shape[1])


def forgotten_slope() -> Case:
    """factor tanh'(z) forgotten"""
    return generic(bend=lambda upstream, _z: upstream)


def slope_at_output() -> Case:
    """tanh' taken at a for at z"""
    return generic(bend=lambda upstream, z: activations.tanh_backward(upstream, np.tanh(z)))


def wrong_axis() -> Case:
    """bias: `sum(axis=1)` for `sum(axis=0)`"""
    return generic(bias=lambda delta: delta.sum(axis=1))


def mean_for_sum() -> Case:
    """bias: mean over the batch for sum"""
    return generic(bias=lambda delta: delta.mean(axis=0))


def flipped_sign() -> Case:
    """`y - z` for `z - y`"""
    return generic(start=lambda z2, y: 2 * (y - z2) / z2.size)


def forgotten_penalty() -> Case:
    """weight penalty 0.001 in the loss, not in the gradient"""
    return generic()._replace(penalty=PENALTY)


def visited_branch() -> Case:
    """Huber loss, gradient of its parabola only; some errors lie beyond"""
    return generic(measure=lambda z2, y: huber(z2 - y, bend_at=1.0))


# What it lets pass.


def wrong_targets() -> Case:
    """targets off by one column, in both passes"""
    plain = generic()
    return plain._replace(y=np.roll(plain.y, 1, axis=1))


def unvisited_branch() -> Case:
    """the same Huber loss, no error lies beyond"""
    return generic(measure=lambda z2, y: huber(z2 - y, bend_at=8.0))


def one_example() -> Case:
    """factor 1/n forgotten, batch of one"""
    planted = missing_mean()
    return planted._replace(x=planted.x[:1], y=planted.y[:1])


def tiny_weights() -> Case:
    """factor tanh'(z) forgotten, weights near 0.0001"""
    planted = forgotten_slope()
    return planted._replace(parameters=[1e-4 * p for p in planted.parameters])


def identity_weights() -> Case:
    """`delta @ W` for `delta @ W.T`, W the identity"""
    planted = dropped_transpose()
    W1, b1, _, b2 = planted.parameters
    return planted._replace(parameters=[W1, b1, np.eye(4), b2])


# Where it blames a right gradient.


def changing_mask() -> Case:
    """dropout draws a new mask at every call"""
    layer = DroppedTanh(np.random.default_rng(3))
    return generic(activate=layer.forward, bend=layer.backward)._replace(wrong=False)


def single_precision() -> Case:
    """loss in float32, step for float64"""
    return generic()._replace(wrong=False, dtype=np.float32)


def near_kink() -> Case:
    """ReLU, one score is 0.0001"""
    planted = generic(activate=activations.relu, bend=activations.relu_backward)
    planted.parameters[1][0] = 1e-4 - planted.x[0] @ planted.parameters[0][:, 0]
    return planted._replace(wrong=False)


def kink() -> Case:
    """ReLU, four scores are 0"""
    planted = generic(activate=activations.relu, bend=activations.relu_backward)
    planted.x[0], planted.parameters[1][:] = 0.0, 0.0
    return planted._replace(wrong=False)


class DroppedTanh:
    """tanh whose outputs are dropped with r = 1/2; the backward pass uses the last mask."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.mask: Array = np.ones((1, 1))

    def forward(self, z: Array) -> Array:
        """tanh(z) under a new mask."""
        self.mask = np.where(self.rng.random(z.shape) < 0.5, 2.0, 0.0)
        return np.tanh(z) * self.mask

    def backward(self, upstream: Array, z: Array) -> Array:
        """The gradient through the last mask."""
        return activations.tanh_backward(upstream * self.mask, z)


def huber(error: Array, *, bend_at: float) -> float:
    """The mean of a loss that is a parabola up to bend_at and straight beyond."""
    size = np.abs(error)
    straight = 2 * bend_at * size - bend_at**2
    return float(np.mean(np.where(size <= bend_at, error**2, straight)))


CAUGHT = (
    dropped_transpose,
    missing_mean,
    forgotten_slope,
    slope_at_output,
    wrong_axis,
    mean_for_sum,
    flipped_sign,
    forgotten_penalty,
    visited_branch,
)
MISSED = (unvisited_branch, one_example, tiny_weights, identity_weights, wrong_targets)
FALSE_ALARMS = (single_precision, kink, changing_mask)


def inspect(plant: Callable[[], Case], *, h: float = gradcheck.CENTRAL_STEP) -> Finding:
    """Plant one bug, check all four parameters with step h, and keep the worst report."""
    case = plant()
    analytic = gradient(case, case.parameters)
    reports = [
        gradcheck.check(loss_by(case, which), analytic[which], parameter, h=h)
        for which, parameter in enumerate(case.parameters)
    ]
    failed = " ".join(n for n, report in zip(NAMES, reports, strict=True) if not report.passed)
    worst = max(reports, key=lambda report: report.worst_error)
    verdicts = ("passed", "false alarm"), ("missed", "caught")
    return Finding(plant.__doc__ or "", failed, worst, verdicts[case.wrong][failed != ""])


def quietest() -> float:
    """The smallest worst relative error among the bugs that are caught."""
    return min(inspect(plant).report.worst_error for plant in CAUGHT)


if __name__ == "__main__":
    for bug in (correct, *CAUGHT, *MISSED, *FALSE_ALARMS):
        finding = inspect(bug)
        print(f"{finding.outcome:12}{finding.report.worst_error:8.1e}  {finding.name}")
