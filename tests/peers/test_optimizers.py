"""Optimizers, clipping and schedules against PyTorch: twenty steps, the state carried."""

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from snippets import clipping, momentum, optimizers, regularizers, schedules
from snippets.optimizers import Optimizer

START = np.random.default_rng(0).normal(size=(3, 5))
TARGET = np.random.default_rng(1).normal(size=(3, 5))
Theirs = Callable[[ModuleType, list[Any]], Any]


def slope(x: np.ndarray) -> np.ndarray:
    """The gradient of sum(cosh(x - target)) + sum(x^2 / 2): smooth, of changing size."""
    return np.sinh(x - TARGET) + x


def our_walk(optimizer: Optimizer, steps: int = 20) -> list[np.ndarray]:
    x, state, seen = START, None, []
    for _ in range(steps):
        x, state = optimizer(x, slope(x), state)
        seen.append(x)
    return seen


def their_walk(torch: ModuleType, make: Theirs, steps: int = 20) -> list[np.ndarray]:
    x = torch.tensor(START, requires_grad=True)
    optimizer, seen = make(torch, [x]), []
    for _ in range(steps):
        x.grad = torch.tensor(slope(x.detach().numpy()))
        optimizer.step()
        seen.append(x.detach().numpy().copy())
    return seen


PAIRS: dict[str, tuple[Optimizer, Theirs]] = {
    "sgd": (partial(optimizers.sgd, rate=0.1), lambda t, p: t.optim.SGD(p, lr=0.1)),
    "heavy_ball": (
        partial(optimizers.heavy_ball, rate=0.05, momentum=0.8),
        lambda t, p: t.optim.SGD(p, lr=0.05, momentum=0.8),
    ),
    "heavy_ball, rate inside": (
        partial(momentum.heavy_ball_rate_inside, rate=0.05, momentum=0.8),
        lambda t, p: t.optim.SGD(p, lr=0.05, momentum=0.8),
    ),
    "heavy_ball, averaged, at 1 / (1 - beta) times the rate": (
        partial(momentum.heavy_ball_averaged, rate=0.05 / (1 - 0.8), momentum=0.8),
        lambda t, p: t.optim.SGD(p, lr=0.05, momentum=0.8),
    ),
    "nesterov": (
        partial(optimizers.nesterov, rate=0.05, momentum=0.8),
        lambda t, p: t.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
    ),
    "adagrad": (partial(optimizers.adagrad, rate=0.2), lambda t, p: t.optim.Adagrad(p, lr=0.2)),
    "rmsprop": (partial(optimizers.rmsprop, rate=0.02), lambda t, p: t.optim.RMSprop(p, lr=0.02)),
    "adadelta": (optimizers.adadelta, lambda t, p: t.optim.Adadelta(p)),
    "adam": (optimizers.adam, lambda t, p: t.optim.Adam(p)),
    "adam, other numbers": (
        partial(optimizers.adam, rate=0.1, beta1=0.7, beta2=0.9, epsilon=1e-3),
        lambda t, p: t.optim.Adam(p, lr=0.1, betas=(0.7, 0.9), eps=1e-3),
    ),
    "adamw": (
        partial(optimizers.adamw, rate=0.1, weight_decay=0.2),
        lambda t, p: t.optim.AdamW(p, lr=0.1, weight_decay=0.2),
    ),
    "nadam scheduled": (momentum.nadam_scheduled, lambda t, p: t.optim.NAdam(p)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_twenty_steps(name: str, torch: ModuleType) -> None:
    optimizer, make = PAIRS[name]
    np.testing.assert_allclose(our_walk(optimizer), their_walk(torch, make), rtol=1e-10, atol=1e-12)


def test_the_defaults_are_the_same(torch: ModuleType) -> None:
    def theirs(kind: str) -> dict[str, Any]:
        return getattr(torch.optim, kind)([torch.zeros(1)], lr=1.0).defaults

    def ours(function: Optimizer) -> dict[str, Any]:
        return function.__kwdefaults__ or {}

    for kind, function in (("Adam", optimizers.adam), ("NAdam", optimizers.nadam)):
        assert theirs(kind)["betas"] == (ours(function)["beta1"], ours(function)["beta2"])
        assert theirs(kind)["eps"] == ours(function)["epsilon"]
    assert theirs("RMSprop")["alpha"] == ours(optimizers.rmsprop)["decay"]
    assert theirs("Adagrad")["eps"] == ours(optimizers.adagrad)["epsilon"]
    assert theirs("Adadelta")["rho"] == ours(optimizers.adadelta)["decay"]
    assert theirs("AdamW")["weight_decay"] == ours(optimizers.adamw)["weight_decay"]


def test_nesterov_s_look_ahead_points_are_pytorch_s_parameters(torch: ModuleType) -> None:
    x, state, points = START, None, []
    for _ in range(20):
        point = momentum.look_ahead(x, state, momentum=0.8)
        x, state = momentum.nesterov_look_ahead(x, slope(point), state, rate=0.05, momentum=0.8)
        points.append(momentum.look_ahead(x, state, momentum=0.8))
    np.testing.assert_allclose(points, their_walk(torch, PAIRS["nesterov"][1]), rtol=1e-10)


def test_the_l2_penalty_is_pytorch_s_weight_decay(torch: ModuleType) -> None:
    def penalized(param, grad, state):  # type: ignore[no-untyped-def]
        grad = grad + regularizers.l2_backward(1.0, param, 0.3)
        return optimizers.heavy_ball(param, grad, state, rate=0.05)

    theirs = their_walk(torch, lambda t, p: t.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.3))
    np.testing.assert_allclose(our_walk(penalized), theirs, rtol=1e-10)


def test_clipping(torch: ModuleType) -> None:
    """PyTorch divides by the norm plus 1e-6, we by the norm: a relative difference of 1e-6."""
    grads = [3.0 * START, 2.0 * TARGET]
    parameters = [torch.zeros(3, 5, requires_grad=True) for _ in grads]

    def fresh() -> None:
        for parameter, grad in zip(parameters, grads, strict=True):
            parameter.grad = torch.tensor(grad)

    fresh()
    norm = torch.nn.utils.clip_grad_norm_(parameters, 1.5)
    assert clipping.global_norm(grads) == pytest.approx(float(norm), rel=1e-12)
    factor = (clipping.global_norm(grads) + 1e-6) / clipping.global_norm(grads)
    for ours, parameter in zip(clipping.clip_by_global_norm(grads, 1.5), parameters, strict=True):
        np.testing.assert_allclose(ours, factor * parameter.grad.numpy(), rtol=1e-10)
    fresh()
    torch.nn.utils.clip_grad_value_(parameters, 0.5)
    for grad, parameter in zip(grads, parameters, strict=True):
        np.testing.assert_array_equal(clipping.clip_by_value(grad, 0.5), parameter.grad.numpy())


SCHEDULES: dict[str, tuple[Callable[[int], float], Callable[[ModuleType, Any], Any]]] = {
    "constant": (
        partial(schedules.constant, rate=0.5),
        lambda s, o: s.ConstantLR(o, factor=1.0),
    ),
    "step_decay": (
        partial(schedules.step_decay, rate=0.5, every=7, factor=0.3),
        lambda s, o: s.StepLR(o, step_size=7, gamma=0.3),
    ),
    "exponential": (
        partial(schedules.exponential, rate=0.5, factor=0.9),
        lambda s, o: s.ExponentialLR(o, gamma=0.9),
    ),
    "inverse_time": (
        partial(schedules.inverse_time, rate=0.5, half=4.0),
        lambda s, o: s.LambdaLR(o, lambda t: 1 / (1 + t / 4)),
    ),
    "cosine": (
        partial(schedules.cosine, rate=0.5, steps=40, lowest=0.01),
        lambda s, o: s.CosineAnnealingLR(o, T_max=40, eta_min=0.01),
    ),
    "warm_restarts": (
        partial(schedules.warm_restarts, rate=0.5, steps=5, factor=2, lowest=0.01),
        lambda s, o: s.CosineAnnealingWarmRestarts(o, T_0=5, T_mult=2, eta_min=0.01),
    ),
    "warm_up": (
        partial(schedules.warm_up, rate=0.5, steps=10),
        lambda s, o: s.LinearLR(o, start_factor=0.1, total_iters=9),
    ),
    "one_cycle": (
        partial(schedules.one_cycle, rate=0.5, steps=41),
        lambda s, o: s.OneCycleLR(o, max_lr=0.5, total_steps=41, cycle_momentum=False),
    ),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_forty_rates(name: str, torch: ModuleType) -> None:
    schedule, make = SCHEDULES[name]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.5)
    theirs, rates = make(torch.optim.lr_scheduler, optimizer), []
    for _ in range(41):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < 41:
            theirs.step()
    np.testing.assert_allclose([schedule(t) for t in range(41)], rates, rtol=1e-10, atol=1e-15)
