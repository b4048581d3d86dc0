"""Activations, losses and normalizations against PyTorch: values and gradients to 1e-10."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from snippets import activations, losses, normalization
from snippets.activations import sigmoid, softmax
from snippets.arrays import one_hot
from snippets.layers import affine, affine_backward
from snippets.normalization import Running

RNG = np.random.default_rng(0)
SCORES = np.vstack([3.0 * RNG.normal(size=(7, 5)), [[-30.0, 30.0, 0.5, -0.5, 0.0]]])
LABELS = np.array([0, 4, 2, 2, 1, 3, 0, 4])
UPSTREAM = RNG.normal(size=SCORES.shape)
Function = Callable[..., Any]


def close(ours: object, theirs: Any) -> None:
    theirs = theirs.detach().numpy() if hasattr(theirs, "detach") else theirs
    np.testing.assert_allclose(np.asarray(ours), theirs, rtol=1e-10, atol=1e-10)


def gradients(torch: ModuleType, f: Function, upstream: object, *arrays: np.ndarray) -> list[Any]:
    """Let PyTorch differentiate <upstream, f> by each of the arrays."""
    tensors = [torch.tensor(array, requires_grad=True) for array in arrays]
    output = f(*tensors)
    output.backward(torch.tensor(upstream) if output.ndim else torch.tensor(float(upstream)))  # type: ignore[arg-type]
    return [output.detach(), *(tensor.grad for tensor in tensors)]


ACTIVATIONS: dict[str, Callable[[ModuleType], Function]] = {
    "identity": lambda t: t.nn.Identity(),
    "sigmoid": lambda t: t.sigmoid,
    "tanh": lambda t: t.tanh,
    "relu": lambda t: t.relu,
    "leaky_relu": lambda t: t.nn.functional.leaky_relu,
    "elu": lambda t: t.nn.functional.elu,
    "softplus": lambda t: t.nn.functional.softplus,
    "silu": lambda t: t.nn.functional.silu,
    "gelu": lambda t: t.nn.functional.gelu,
    "gelu_tanh": lambda t: lambda z: t.nn.functional.gelu(z, approximate="tanh"),
    "softmax": lambda t: lambda z: t.softmax(z, dim=1),
    "log_softmax": lambda t: lambda z: t.log_softmax(z, dim=1),
}


def test_every_differentiable_activation_has_its_peer() -> None:
    ours = {name.removesuffix("_backward") for name in dir(activations) if "_backward" in name}
    assert ours == {*ACTIVATIONS, "step"}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation(name: str, torch: ModuleType) -> None:
    value, slope = gradients(torch, ACTIVATIONS[name](torch), UPSTREAM, SCORES)
    tolerance = 2e-9 if name == "softplus" else 1e-10  # PyTorch's is linear above 20
    np.testing.assert_allclose(getattr(activations, name)(SCORES), value, 1e-10, tolerance)
    np.testing.assert_allclose(
        getattr(activations, f"{name}_backward")(UPSTREAM, SCORES), slope, 1e-10, tolerance
    )


def test_step(torch: ModuleType) -> None:
    close(activations.step(SCORES), torch.heaviside(torch.tensor(SCORES), torch.tensor(0.0)))


def test_at_the_kinks_the_same_slope_is_taken(torch: ModuleType) -> None:
    zero, one = np.zeros((1, 1)), np.ones((1, 1))
    for name in ("relu", "leaky_relu", "elu"):
        _, slope = gradients(torch, ACTIVATIONS[name](torch), one, zero)
        close(getattr(activations, f"{name}_backward")(one, zero), slope)


ONE_HOT = one_hot(LABELS, 5)
LOSSES: dict[str, tuple[np.ndarray, np.ndarray, Callable[[ModuleType], Function]]] = {
    "mean_squared_error": (SCORES, UPSTREAM, lambda t: t.nn.functional.mse_loss),
    "mean_absolute_error": (SCORES, UPSTREAM, lambda t: t.nn.functional.l1_loss),
    "huber": (SCORES, UPSTREAM, lambda t: t.nn.functional.huber_loss),
    "binary_cross_entropy": (
        # PyTorch adds 1e-12 to p (1 - p) and stops logarithms at -100: not too near 0 and 1.
        sigmoid(SCORES / 4.0), ONE_HOT, lambda t: t.nn.functional.binary_cross_entropy,
    ),
    "sigmoid_cross_entropy": (
        SCORES, ONE_HOT, lambda t: t.nn.functional.binary_cross_entropy_with_logits,
    ),
    "cross_entropy": (
        softmax(SCORES), ONE_HOT,
        lambda t: lambda p, y: t.nn.functional.nll_loss(t.log(p), y.argmax(dim=1)),
    ),
    "softmax_cross_entropy": (SCORES, ONE_HOT, lambda t: t.nn.functional.cross_entropy),
}  # fmt: skip


@pytest.mark.parametrize("name", LOSSES)
def test_loss(name: str, torch: ModuleType) -> None:
    prediction, target, theirs = LOSSES[name]
    value, slope = gradients(
        torch, lambda a: theirs(torch)(a, torch.tensor(target)), 1.7, prediction
    )
    f, f_backward = losses.pair(name)
    close(f(prediction, target), value)
    close(f_backward(1.7, prediction, target), slope)


def test_huber_of_another_width(torch: ModuleType) -> None:
    theirs = torch.nn.functional.huber_loss(torch.tensor(SCORES), torch.tensor(UPSTREAM), delta=2.5)
    close(losses.huber(SCORES, UPSTREAM, 2.5), theirs)


def test_hinge_is_the_margin_loss_against_a_zero_score(torch: ModuleType) -> None:
    """PyTorch has no hinge between one score and a sign; its margin ranking loss is one."""
    signs = 2.0 * ONE_HOT - 1.0
    rank = torch.nn.MarginRankingLoss(margin=1.0)
    value, slope = gradients(
        torch, lambda z: rank(z, torch.zeros_like(z), torch.tensor(signs)), 1.0, SCORES
    )
    close(losses.hinge(SCORES, signs), value)
    close(losses.hinge_backward(1.0, SCORES, signs), slope)


def test_gaussian_nll_with_the_constant(torch: ModuleType) -> None:
    variance = np.exp(UPSTREAM)
    value, by_mean, by_variance = gradients(
        torch,
        lambda m, v: torch.nn.functional.gaussian_nll_loss(
            m, torch.tensor(ONE_HOT), v, full=True, eps=0.0
        ),
        1.0, SCORES, variance,
    )  # fmt: skip
    ours = losses.gaussian_nll_backward(1.0, SCORES, variance, ONE_HOT)
    np.testing.assert_allclose(losses.gaussian_nll(SCORES, variance, ONE_HOT), value, rtol=1e-10)
    close(ours[0], by_mean)
    close(ours[1], by_variance)


def test_a_linear_layer_has_the_transposed_weight(torch: ModuleType) -> None:
    W, b = RNG.normal(size=(5, 3)), RNG.normal(size=3)
    upstream = RNG.normal(size=(8, 3))
    value, dx, dW, db = gradients(torch, torch.nn.functional.linear, upstream, SCORES, W.T, b)
    close(affine(SCORES, W, b), value)
    for ours, theirs in zip(affine_backward(upstream, SCORES, W, b), (dx, dW.T, db), strict=True):
        close(ours, theirs)


GAMMA, BETA = RNG.normal(size=5), RNG.normal(size=5)
NORMS: dict[str, tuple[Function, Function, Callable[[ModuleType], Function]]] = {
    "batch": (
        normalization.batch_norm, normalization.batch_norm_backward,
        lambda t: lambda x, g, b: t.nn.functional.batch_norm(x, None, None, g, b, training=True),
    ),
    "layer": (
        normalization.layer_norm, normalization.layer_norm_backward,
        lambda t: lambda x, g, b: t.nn.functional.layer_norm(x, (5,), g, b),
    ),
    "group": (
        normalization.group_norm, normalization.group_norm_backward,
        lambda t: lambda x, g, b: t.nn.functional.group_norm(x, 1, g, b),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NORMS)
def test_normalization(name: str, torch: ModuleType) -> None:
    f, f_backward, theirs = NORMS[name]
    value, *slopes = gradients(torch, theirs(torch), UPSTREAM, SCORES, GAMMA, BETA)
    close(f(SCORES, GAMMA, BETA), value)
    for ours, slope in zip(f_backward(UPSTREAM, SCORES, GAMMA, BETA), slopes, strict=True):
        close(ours, slope)


def test_group_norm_with_groups(torch: ModuleType) -> None:
    x, gamma, beta, upstream = (RNG.normal(size=s) for s in ((4, 6), 6, 6, (4, 6)))
    value, *slopes = gradients(
        torch,
        lambda x, g, b: torch.nn.functional.group_norm(x, 3, g, b),
        upstream, x, gamma, beta,
    )  # fmt: skip
    close(normalization.group_norm(x, gamma, beta, 3), value)
    backward = normalization.group_norm_backward(upstream, x, gamma, beta, 3)
    for ours, slope in zip(backward, slopes, strict=True):
        close(ours, slope)


def test_rms_norm(torch: ModuleType) -> None:
    value, dx, dgamma = gradients(
        torch,
        lambda x, g: torch.nn.functional.rms_norm(x, (5,), g, eps=1e-5),
        UPSTREAM, SCORES, GAMMA,
    )  # fmt: skip
    close(normalization.rms_norm(SCORES, GAMMA), value)
    ours = normalization.rms_norm_backward(UPSTREAM, SCORES, GAMMA)
    close(ours[0], dx)
    close(ours[1], dgamma)


def test_running_statistics_and_evaluation(torch: ModuleType) -> None:
    """The batch is normalized with the biased variance; the unbiased one is remembered."""
    theirs = torch.nn.BatchNorm1d(5, momentum=0.3)
    running = Running(np.zeros(5), np.ones(5))
    for batch in (SCORES, UPSTREAM, SCORES + UPSTREAM):
        theirs(torch.tensor(batch))
        running = normalization.running_statistics(running, batch, 0.3)
    close(running.mean, theirs.running_mean)
    close(running.variance, theirs.running_var)
    theirs.eval()
    ours = normalization.batch_norm_eval(SCORES, np.ones(5), np.zeros(5), running)
    close(ours, theirs(torch.tensor(SCORES)))
