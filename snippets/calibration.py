r"""Calibration: of all answers "70 %", do seventy in a hundred come true?

The data are made by a logistic model, so that there is a true probability and a straight boundary
is right: a linear model with a sigmoid behind it can answer perfectly. What differs is the loss
that trained it, and how much it saw.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from snippets import linear_models
from snippets.activations import sigmoid
from snippets.arrays import Array
from snippets.linear_models import Linear
from snippets.losses import sigmoid_cross_entropy

BINS, NEW, RUNS = 10, 4000, 20
STEEPNESS = 4.0  # length of the true weights, whatever the number of features


class Setting(NamedTuple):
    """How a model is made.

    loss: of the scores, a function in `losses`
    examples, features: what it learns from
    steps: of gradient descent at rate 0.5, from 0
    """

    loss: str = "sigmoid_cross_entropy"
    examples: int = 1000
    features: int = 5
    steps: int = 500


SETTINGS = {
    "cross-entropy": Setting(),
    "cross-entropy, few examples": Setting(examples=60, features=20, steps=1000),
    "hinge, squashed": Setting(loss="hinge"),
}


class Reliability(NamedTuple):
    """What models said and what then happened, by tenths of what they said.

    said, happened: (runs, bins)  mean answer and share of yes of a bin; nan where nothing fell
    share: (runs, bins)  part of the answers in each bin
    gap: (runs,)  mean distance of said and happened, each bin weighed by its share
    surprise: (runs,)  mean surprise about new outcomes, in nats
    right: (runs,)  part of new outcomes on the likelier side
    fitted: (runs,)  the same for the examples that the model learned from
    """

    said: Array
    happened: Array
    share: Array
    gap: Array
    surprise: Array
    right: Array
    fitted: Array


def draw(n: int, w: Array, *, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw inputs around 0 and whether each is a yes, with probability sigmoid(x w).

    w: (d, 1)
    -> x (n, d), y (n, 1) of zeros and ones

    >>> draw(3, np.ones((2, 1)), rng=np.random.default_rng(0))[1].shape
    (3, 1)
    """
    x = rng.normal(size=(n, len(w)))
    return x, (rng.random((n, 1)) < sigmoid(x @ w)).astype(np.float64)


def fit(setting: Setting, x: Array, y: Array) -> Linear:
    """Train a linear model by the setting's loss; the hinge wants -1 and 1 for no and yes."""
    targets = 2.0 * y - 1.0 if setting.loss == "hinge" else y
    return linear_models.descend(x, targets, loss=setting.loss, rate=0.5, steps=setting.steps).model


def bins(p: Array, y: Array) -> tuple[Array, Array, Array]:
    """Sort answers into tenths and compare what was said with what happened.

    p: (n, 1)  answers from 0 to 1
    y: (n, 1)  what happened, 0 or 1
    -> said, happened, share, each (bins,); the first two nan for an empty bin

    >>> [round(part[7].item(), 3) for part in bins(np.full((4, 1), 0.7),
    ...                                            np.array([[1.0], [1.0], [1.0], [0.0]]))]
    [0.7, 0.75, 1.0]
    """
    which = np.minimum((p[:, 0] * BINS).astype(np.int64), BINS - 1)
    counts = np.bincount(which, minlength=BINS)
    some = np.where(counts > 0, counts, np.nan)
    said, happened = (np.bincount(which, of[:, 0], minlength=BINS) / some for of in (p, y))
    return said, happened, counts / len(p)


@cache
def reliability(name: str) -> Reliability:
    """Train 20 models in one of SETTINGS and ask each about 4000 new cases.

    Cited in: Loss functions and maximum likelihood

    >>> reliability("cross-entropy").said.shape
    (20, 10)
    """
    each = [ask(SETTINGS[name], seed=seed) for seed in range(RUNS)]
    return Reliability(*(np.array(part) for part in zip(*each, strict=True)))


def ask(setting: Setting, *, seed: int) -> tuple[Array, Array, Array, float, float, float, float]:
    """Make one model and one row of each part of Reliability."""
    rng = np.random.default_rng(seed)
    w = np.full((setting.features, 1), STEEPNESS / np.sqrt(setting.features))
    old_x, old_y = draw(setting.examples, w, rng=rng)
    model = fit(setting, old_x, old_y)
    x, y = draw(NEW, w, rng=rng)
    p = linear_models.logistic_probabilities(model, x)
    said, happened, share = bins(p, y)
    gap = float(np.nansum(share * np.abs(said - happened)))
    surprise = sigmoid_cross_entropy(linear_models.scores(model, x), y)
    return (
        said,
        happened,
        share,
        gap,
        surprise,
        likelier(model, x, y),
        likelier(model, old_x, old_y),
    )


def likelier(model: Linear, x: Array, y: Array) -> float:
    """The part of outcomes that came out on the side that the model calls likelier.

    >>> likelier(Linear(np.array([[1.0]]), np.zeros(1)), np.array([[2.0], [3.0]]), np.eye(2)[:, :1])
    0.5
    """
    return float(np.mean((linear_models.scores(model, x) > 0.0) == (y == 1.0)))


if __name__ == "__main__":
    for name in SETTINGS:
        found = reliability(name)
        print(f"{name:28} gap {found.gap.mean():.3f}  right {found.right.mean():.3f}", end="  ")
        print(f"surprise {found.surprise.mean():.3f} nats")
