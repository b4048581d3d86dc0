"""Whole networks against PyTorch: gradients, a training run, the spread of first weights."""

import math
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from snippets import datasets, initializers, optimizers
from snippets.arrays import one_hot
from snippets.network import Network, backpropagate, multilayer, small
from snippets.training import batches, fit


def as_torch(torch: ModuleType, network: Network, bend: str) -> Any:
    """Build the same network in PyTorch, weights transposed."""
    parameters = network.parameters()
    layers: list[Any] = []
    for W, b in zip(parameters[::2], parameters[1::2], strict=True):
        linear = torch.nn.Linear(*W.shape)
        linear.weight.data, linear.bias.data = torch.tensor(W.T.copy()), torch.tensor(b.copy())
        layers += [linear, getattr(torch.nn, bend)()]
    return torch.nn.Sequential(*layers[:-1])


def test_the_protagonist(torch: ModuleType) -> None:
    network, x, y = small()
    model = torch.nn.Sequential(as_torch(torch, network, "Sigmoid"), torch.nn.Sigmoid())
    loss = torch.nn.functional.mse_loss(model(torch.tensor(x)), torch.tensor(y))
    loss.backward()
    back = backpropagate(network, x, y)
    assert back.loss == pytest.approx(loss.item(), rel=1e-12)
    theirs = [parameter.grad.numpy().T for parameter in model.parameters()]
    for ours, gradient in zip(network.gradients(), theirs, strict=True):
        np.testing.assert_allclose(ours, gradient, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("hidden", "bend"), [("relu", "ReLU"), ("tanh", "Tanh"), ("gelu", "GELU")])
def test_the_gradients_of_a_deep_network(hidden: str, bend: str, torch: ModuleType) -> None:
    rng = np.random.default_rng(0)
    network = multilayer([4, 11, 7, 5, 3], hidden=hidden, rng=rng)
    x, y = rng.normal(size=(13, 4)), one_hot(rng.integers(0, 3, size=13), 3)
    model = as_torch(torch, network, bend)
    loss = torch.nn.functional.cross_entropy(model(torch.tensor(x)), torch.tensor(y))
    loss.backward()
    back = backpropagate(network, x, y, loss="softmax_cross_entropy")
    assert back.loss == pytest.approx(loss.item(), rel=1e-12)
    theirs = [parameter.grad.numpy().T for parameter in model.parameters()]
    for ours, gradient in zip(network.gradients(), theirs, strict=True):
        np.testing.assert_allclose(ours, gradient, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize(
    ("optimizer", "kind", "options"),
    [
        (partial(optimizers.sgd, rate=0.3), "SGD", {"lr": 0.3}),
        (partial(optimizers.nesterov, rate=0.1), "SGD",
         {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
        (partial(optimizers.adam, rate=0.01), "Adam", {"lr": 0.01}),
    ],
)  # fmt: skip
def test_a_full_training_run(
    optimizer: optimizers.Optimizer, kind: str, options: dict[str, Any], torch: ModuleType
) -> None:
    """Ten epochs on the moons in the same batches: every loss and all final weights."""
    x, labels = datasets.moons(100, noise=0.1, rng=np.random.default_rng(0))
    y = one_hot(labels, 2)
    network = multilayer([2, 16, 16, 2], rng=np.random.default_rng(1))
    model = as_torch(torch, network, "Tanh")
    history = fit(network, x, y, loss="softmax_cross_entropy", optimizer=optimizer, epochs=10,
                  batch=16, rng=np.random.default_rng(2))  # fmt: skip

    rng, stepper, means = np.random.default_rng(2), None, []
    stepper = getattr(torch.optim, kind)(model.parameters(), **options)
    for _ in range(10):
        total = 0.0
        for rows in batches(100, 16, rng=rng):
            stepper.zero_grad()
            loss = torch.nn.functional.cross_entropy(
                model(torch.tensor(x[rows])), torch.tensor(y[rows])
            )
            loss.backward()
            stepper.step()
            total += loss.item() * len(rows)
        means.append(total / 100)
    np.testing.assert_allclose(history.loss, means, rtol=1e-10)
    for ours, theirs in zip(network.parameters(), model.parameters(), strict=True):
        np.testing.assert_allclose(ours, theirs.detach().numpy().T, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("glorot_normal", lambda i, w: i.xavier_normal_(w)),
        ("glorot_uniform", lambda i, w: i.xavier_uniform_(w)),
        ("he_normal", lambda i, w: i.kaiming_normal_(w, nonlinearity="relu")),
        ("he_uniform", lambda i, w: i.kaiming_uniform_(w, nonlinearity="relu")),
        ("lecun_normal", lambda i, w: i.kaiming_normal_(w, nonlinearity="linear")),
        ("orthogonal", lambda i, w: i.orthogonal_(w)),
    ],
)
def test_first_weights_have_the_same_spread(ours: str, theirs: Any, torch: ModuleType) -> None:
    """200 000 draws each; the standard error of a spread is below 0.2 %."""
    torch.manual_seed(0)
    weight = torch.empty(500, 400)  # outputs first
    theirs(torch.nn.init, weight)
    W = getattr(initializers, ours)((400, 500), rng=np.random.default_rng(0))
    assert W.std() == pytest.approx(weight.std().item(), rel=0.01)
    assert np.abs(W).max() == pytest.approx(weight.abs().max().item(), rel=0.25)
    assert abs(W.mean() - weight.mean().item()) < 8 * W.std() / math.sqrt(W.size)
