"""Digits: a multilayer perceptron learns 1797 images of 8 x 8 pixels, by three libraries.

64 inputs, 64 ReLUs, 10 scores; cross-entropy, Adam with its usual constants at rate 0.001, no
penalty, mini-batches of 32 in a new random order every epoch; float64, one thread. Counted are
seconds of the processor, which other programs on the machine do not take from us.
"""

import time
import warnings
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from benchmarks.turns import Row, medians
from snippets import optimizers
from snippets.arrays import Array, Labels, one_hot
from snippets.network import multilayer
from snippets.training import accuracy, fit

HIDDEN, BATCH, RATE = 64, 32, 0.001
WHAT = "digits 64-64-10, 50 epochs, processor time"


class Learned(NamedTuple):
    """Mean loss of the last epoch and the part of the images in the right class, to compare."""

    loss: float
    accuracy: float


def data() -> tuple[Array, Labels]:
    """The images (1797, 64) from 0 to 1 and their digits (1797,)."""
    images, digits = load_digits(return_X_y=True)
    return images / 16.0, digits


def ours(x: Array, digits: Labels, epochs: int) -> Learned:
    """Train as the chapters do."""
    network = multilayer([64, HIDDEN, 10], hidden="relu", rng=np.random.default_rng(0))
    history = fit(
        network,
        x,
        one_hot(digits, 10),
        loss="softmax_cross_entropy",
        optimizer=partial(optimizers.adam, rate=RATE),
        epochs=epochs,
        batch=BATCH,
        rng=np.random.default_rng(1),
    )
    return Learned(float(history.loss[-1]), accuracy(network, x, digits))


def scikit_learn(x: Array, digits: Labels, epochs: int) -> Learned:
    """Train by MLPClassifier, which is kept from stopping early."""
    model = MLPClassifier(
        (HIDDEN,),
        alpha=0.0,
        batch_size=BATCH,
        learning_rate_init=RATE,
        max_iter=epochs,
        n_iter_no_change=epochs + 1,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, digits)
    return Learned(float(model.loss_curve_[-1]), float(model.score(x, digits)))


def pytorch(x: Array, digits: Labels, epochs: int) -> Learned:
    """Train by PyTorch, eager, batches cut from the tensors themselves."""
    import torch  # noqa: PLC0415 (optional)

    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = torch.nn.Sequential(
        torch.nn.Linear(64, HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 10)
    ).double()
    step = torch.optim.Adam(model.parameters(), lr=RATE)
    inputs, targets, total = torch.tensor(x), torch.tensor(digits), 0.0
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(x)).split(BATCH):
            loss = torch.nn.functional.cross_entropy(model(inputs[rows]), targets[rows])
            step.zero_grad()
            loss.backward()
            step.step()
            total += loss.item() * len(rows)
    right = (model(inputs).argmax(dim=1) == targets).double().mean()
    return Learned(total / len(x), right.item())


def rows(turns: int, *, epochs: int = 50) -> list[Row]:
    """Let all three learn in turn; PyTorch only where it is installed."""
    hands: list[Callable[[Array, Labels, int], Learned]] = [ours, scikit_learn]
    hands += [pytorch] if find_spec("torch") else []
    works = [partial(hand, *data(), epochs) for hand in hands]
    with threadpool_limits(1):
        taken = medians(works, turns=turns, clock=time.process_time)
    mine, theirs = taken[:2]
    torch = Row(WHAT, "PyTorch", "not installed: pip install torch==2.13.0")
    if len(taken) == 3:
        torch = Row(WHAT, f"PyTorch {version('torch')}, eager", taken[2], mine / taken[2], "0.25")
    return [
        Row(WHAT, f"ours, NumPy {version('numpy')}", mine),
        Row(WHAT, f"scikit-learn {version('scikit-learn')}", theirs, mine / theirs, "0.50"),
        torch,
    ]
