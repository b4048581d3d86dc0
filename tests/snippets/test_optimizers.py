"""Optimizers: twenty steps against slow scalar recurrences, changes of variables, refusals.

Against PyTorch: tests/peers/.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest

from snippets import clipping, momentum, optimizers
from snippets.optimizers import Optimizer

RATE, BETA, RHO = 0.1, 0.8, 0.7


def slope(x: float) -> float:
    """The gradient of a bent valley, which changes sign and size on the way."""
    return x + math.sin(3.0 * x)


def scalar_sgd(x: float) -> Iterator[float]:
    while True:
        x -= RATE * slope(x)
        yield x


def scalar_heavy_ball(x: float) -> Iterator[float]:
    v = 0.0
    while True:
        v = BETA * v + slope(x)
        x -= RATE * v
        yield x


def scalar_rate_inside(x: float) -> Iterator[float]:
    v = 0.0
    while True:
        v = BETA * v - RATE * slope(x)
        x += v
        yield x


def scalar_averaged(x: float) -> Iterator[float]:
    v = 0.0
    while True:
        v = BETA * v + (1 - BETA) * slope(x)
        x -= RATE * v
        yield x


def scalar_nesterov(x: float) -> Iterator[float]:
    v = 0.0
    while True:
        g = slope(x)
        v = BETA * v + g
        x -= RATE * (g + BETA * v)
        yield x


def scalar_adagrad(x: float) -> Iterator[float]:
    s = 0.0
    while True:
        g = slope(x)
        s += g * g
        x -= RATE * g / (math.sqrt(s) + 1e-10)
        yield x


def scalar_rmsprop(x: float) -> Iterator[float]:
    v = 0.0
    while True:
        g = slope(x)
        v = RHO * v + (1 - RHO) * g * g
        x -= RATE * g / (math.sqrt(v) + 1e-8)
        yield x


def scalar_adadelta(x: float) -> Iterator[float]:
    v = u = 0.0
    while True:
        g = slope(x)
        v = RHO * v + (1 - RHO) * g * g
        d = math.sqrt(u + 1e-6) / math.sqrt(v + 1e-6) * g
        u = RHO * u + (1 - RHO) * d * d
        x -= d
        yield x


def scalar_adam(x: float, decay: float = 0.0) -> Iterator[float]:
    """The sums written out: m and v as weighted sums over all gradients so far."""
    met: list[float] = []
    while True:
        met.append(slope(x))
        t = len(met)
        m = sum((1 - BETA) * BETA ** (t - i) * g for i, g in enumerate(met, start=1))
        v = sum((1 - RHO) * RHO ** (t - i) * g * g for i, g in enumerate(met, start=1))
        x -= RATE * decay * x
        x -= RATE * (m / (1 - BETA**t)) / (math.sqrt(v / (1 - RHO**t)) + 1e-8)
        yield x


def scalar_nadam(x: float) -> Iterator[float]:
    m = v = 0.0
    t = 0
    while True:
        t += 1
        g = slope(x)
        m, v = BETA * m + (1 - BETA) * g, RHO * v + (1 - RHO) * g * g
        ahead = BETA * m / (1 - BETA ** (t + 1)) + (1 - BETA) * g / (1 - BETA**t)
        x -= RATE * ahead / (math.sqrt(v / (1 - RHO**t)) + 1e-8)
        yield x


def scalar_nadam_scheduled(x: float) -> Iterator[float]:
    m = v = 0.0
    t, product = 0, 1.0
    while True:
        t += 1
        g = slope(x)
        now = BETA * (1 - 0.5 * 0.96 ** (0.004 * t))
        then = BETA * (1 - 0.5 * 0.96 ** (0.004 * (t + 1)))
        product *= now
        m, v = BETA * m + (1 - BETA) * g, RHO * v + (1 - RHO) * g * g
        ahead = then * m / (1 - product * then) + (1 - now) * g / (1 - product)
        x -= RATE * ahead / (math.sqrt(v / (1 - RHO**t)) + 1e-8)
        yield x


betas = {"beta1": BETA, "beta2": RHO}
PAIRS: dict[str, tuple[Optimizer, Callable[[float], Iterator[float]]]] = {
    "sgd": (partial(optimizers.sgd, rate=RATE), scalar_sgd),
    "heavy_ball": (partial(optimizers.heavy_ball, rate=RATE, momentum=BETA), scalar_heavy_ball),
    "nesterov": (partial(optimizers.nesterov, rate=RATE, momentum=BETA), scalar_nesterov),
    "rate inside": (
        partial(momentum.heavy_ball_rate_inside, rate=RATE, momentum=BETA), scalar_rate_inside,
    ),
    "averaged": (partial(momentum.heavy_ball_averaged, rate=RATE, momentum=BETA), scalar_averaged),
    "adagrad": (partial(optimizers.adagrad, rate=RATE), scalar_adagrad),
    "rmsprop": (partial(optimizers.rmsprop, rate=RATE, decay=RHO), scalar_rmsprop),
    "adadelta": (partial(optimizers.adadelta, decay=RHO), scalar_adadelta),
    "adam": (partial(optimizers.adam, rate=RATE, **betas), scalar_adam),
    "adamw": (
        partial(optimizers.adamw, rate=RATE, weight_decay=0.3, **betas),
        partial(scalar_adam, decay=0.3),
    ),
    "nadam": (partial(optimizers.nadam, rate=RATE, **betas), scalar_nadam),
    "nadam scheduled": (
        partial(momentum.nadam_scheduled, rate=RATE, **betas), scalar_nadam_scheduled,
    ),
}  # fmt: skip
every_optimizer = pytest.mark.parametrize("name", PAIRS)
START = np.array([[2.0, -1.5, 0.3], [0.01, -4.0, 1.0]])


def slopes(x: np.ndarray) -> np.ndarray:
    return x + np.sin(3.0 * x)


def walk(optimizer: Optimizer, start: np.ndarray, steps: int) -> list[np.ndarray]:
    x, state, seen = start, None, []
    for _ in range(steps):
        x, state = optimizer(x, slopes(x), state)
        seen.append(x)
    return seen


@every_optimizer
def test_twenty_steps_entry_by_entry(name: str) -> None:
    optimizer, scalar = PAIRS[name]
    slow = [
        [next(steps) for _ in range(20)] for steps in (scalar(entry) for entry in START.ravel())
    ]
    fast = np.array(walk(optimizer, START, 20)).reshape(20, -1).T
    np.testing.assert_allclose(fast, slow, rtol=1e-12, atol=1e-14)


@every_optimizer
def test_nothing_is_changed_in_place(name: str) -> None:
    optimizer, x, g = PAIRS[name][0], START.copy(), np.cos(START)
    after, state = optimizer(x, g, None)
    kept = str(state)
    optimizer(after, g, state)
    np.testing.assert_array_equal(x, START)
    np.testing.assert_array_equal(g, np.cos(START))
    assert str(state) == kept


@every_optimizer
def test_one_array_or_all_in_one_vector(name: str) -> None:
    in_one = walk(PAIRS[name][0], START.ravel(), 5)[-1]
    np.testing.assert_array_equal(walk(PAIRS[name][0], START, 5)[-1].ravel(), in_one)


@every_optimizer
def test_without_a_gradient_nothing_moves(name: str) -> None:
    if name != "adamw":  # which shrinks the parameters all the same
        still, _ = PAIRS[name][0](START, np.zeros_like(START), None)
        np.testing.assert_array_equal(still, START)


def test_the_rate_inside_or_outside_is_the_same_walk() -> None:
    outside = walk(PAIRS["heavy_ball"][0], START, 15)
    inside = walk(PAIRS["rate inside"][0], START, 15)
    np.testing.assert_allclose(inside, outside, rtol=1e-12)


def test_the_averaged_ball_is_one_of_a_smaller_rate() -> None:
    slower = partial(optimizers.heavy_ball, rate=(1 - BETA) * RATE, momentum=BETA)
    np.testing.assert_allclose(
        walk(PAIRS["averaged"][0], START, 15), walk(slower, START, 15), rtol=1e-12
    )


def test_when_the_rate_changes_inside_and_outside_part() -> None:
    def two_steps(optimizer: Optimizer) -> float:
        x, state = np.array([1.0]), None
        for rate in (0.1, 0.01):
            x, state = optimizer(x, np.array([1.0]), state, rate=rate, momentum=0.5)
        return float(x[0])

    assert two_steps(momentum.heavy_ball_rate_inside) == pytest.approx(1 - 0.1 - 0.05 - 0.01)
    assert two_steps(optimizers.heavy_ball) == pytest.approx(1 - 0.1 - 0.005 - 0.01)


def test_pytorch_s_nesterov_walks_through_the_look_ahead_points() -> None:
    x, state, ahead = START, None, []
    for _ in range(15):
        point = momentum.look_ahead(x, state, momentum=BETA)
        x, state = momentum.nesterov_look_ahead(x, slopes(point), state, rate=RATE, momentum=BETA)
        ahead.append(momentum.look_ahead(x, state, momentum=BETA))
    np.testing.assert_allclose(walk(PAIRS["nesterov"][0], START, 15), ahead, rtol=1e-11)


def test_without_momentum_all_of_them_are_sgd() -> None:
    plain = walk(PAIRS["sgd"][0], START, 5)
    for optimizer in (
        optimizers.heavy_ball, optimizers.nesterov, momentum.heavy_ball_rate_inside,
        momentum.heavy_ball_averaged,
    ):  # fmt: skip
        without = walk(partial(optimizer, rate=RATE, momentum=0.0), START, 5)
        np.testing.assert_allclose(without, plain, rtol=1e-14)


def test_the_first_step_of_adam_has_the_size_of_the_rate() -> None:
    g = np.array([1e-4, -1.0, 1e4])
    after = optimizers.adam(np.zeros(3), g, None, rate=0.01, epsilon=0.0)[0]
    np.testing.assert_allclose(after, -0.01 * np.sign(g), rtol=1e-12)


def test_adam_does_not_care_for_the_scale_of_the_loss() -> None:
    def final(scale: float) -> np.ndarray:
        x, state = START, None
        for _ in range(10):
            x, state = optimizers.adam(x, scale * slopes(x), state, rate=RATE, epsilon=0.0)
        return x

    np.testing.assert_allclose(final(1000.0), final(1.0), rtol=1e-10)


def test_nadam_without_momentum_is_adam_without_momentum() -> None:
    for t in (1, 5):
        one = walk(partial(optimizers.nadam, rate=RATE, beta1=0.0), START, t)[-1]
        other = walk(partial(optimizers.adam, rate=RATE, beta1=0.0), START, t)[-1]
        np.testing.assert_allclose(one, other, rtol=1e-14)


@every_optimizer
def test_shapes_that_would_broadcast_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"^\w+: grad has shape \(3,\), expected"):
        PAIRS[name][0](START, np.ones(3), None)


@every_optimizer
@pytest.mark.parametrize("rate", [-0.1, math.nan])
def test_a_rate_that_is_negative_or_no_number_is_refused(name: str, rate: float) -> None:
    with pytest.raises(ValueError, match=rf"^\w+: rate is {rate}, expected 0 or more"):
        PAIRS[name][0](START, START, None, rate=rate)


@pytest.mark.parametrize(
    ("optimizer", "option"),
    [
        (optimizers.heavy_ball, "momentum"), (optimizers.nesterov, "momentum"),
        (momentum.heavy_ball_rate_inside, "momentum"), (momentum.heavy_ball_averaged, "momentum"),
        (optimizers.rmsprop, "decay"), (optimizers.adadelta, "decay"),
        (optimizers.adam, "beta1"), (optimizers.adam, "beta2"), (optimizers.nadam, "beta1"),
        (momentum.nadam_scheduled, "beta2"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", [1.0, -0.1])
def test_a_fraction_out_of_range_is_refused(
    optimizer: Optimizer, option: str, value: float
) -> None:
    with pytest.raises(ValueError, match=rf"momentum or decay is {value}, expected 0 <= it < 1"):
        optimizer(START, START, None, rate=0.1, **{option: value})


def test_clipping_by_length_keeps_the_direction() -> None:
    grads = [np.array([[3.0, 0.0], [0.0, -4.0]]), np.array([12.0])]
    clipped = clipping.clip_by_global_norm(grads, 6.5)
    assert clipping.global_norm(grads) == 13.0
    assert clipping.global_norm(clipped) == pytest.approx(6.5)
    for one, other in zip(clipped, grads, strict=True):
        np.testing.assert_allclose(one, other / 2)


def test_short_gradients_are_left_alone() -> None:
    grads = [np.array([3.0, 4.0])]
    np.testing.assert_array_equal(clipping.clip_by_global_norm(grads, 5.0)[0], grads[0])
    np.testing.assert_array_equal(clipping.clip_by_value(grads[0], 4.0), grads[0])
    np.testing.assert_array_equal(clipping.clip_by_global_norm([np.zeros(2)], 1.0)[0], [0.0, 0.0])


@pytest.mark.parametrize("limit", [0.0, -1.0, math.nan])
def test_a_limit_that_leaves_nothing_is_refused(limit: float) -> None:
    with pytest.raises(ValueError, match=rf"^clip_by_value: limit is {limit}, expected > 0"):
        clipping.clip_by_value(np.ones(2), limit)
    with pytest.raises(ValueError, match=r"^clip_by_global_norm: limit is"):
        clipping.clip_by_global_norm([np.ones(2)], limit)
