r"""First loss: what a classifier's loss is before it has learned anything.

It is $\log C$ if all scores are equal, and more if they are not: by about half their variance.
"""

from typing import NamedTuple

import numpy as np

from snippets import initializers, losses
from snippets.arrays import Array
from snippets.network import multilayer

STARTS = 30
IMAGES = 500  # of digits, of which the loss is asked


class First(NamedTuple):
    """The start of training, over several random starts.

    spread: standard deviation of the scores of one example, root of the mean square
    estimate: $\\log C + v/2$, with v the mean variance of the scores of one example
    loss: (starts,)  cross-entropy, in nats
    """

    spread: float
    estimate: float
    loss: Array


def first_loss(x: Array, y: Array, output: str, *, hidden: int = 64, starts: int = STARTS) -> First:
    """Draw networks d-hidden-C with ReLU, and ask each about the data without any training.

    x: (n, d)  inputs
    y: (n, k)  one-hot targets
    output: how the last layer is drawn, a function in `initializers`; the layer before is He's

    >>> first_loss(np.ones((2, 3)), np.eye(2), "zeros").loss.round(6)[0]  # log 2
    np.float64(0.693147)
    """
    found = [scores(x, y.shape[1], output, hidden, seed=seed) for seed in range(starts)]
    variance = float(np.mean([z.var(axis=1) for z in found]))
    values = [losses.softmax_cross_entropy(z, y) for z in found]
    return First(variance**0.5, float(np.log(y.shape[1])) + variance / 2.0, np.array(values))


def scores(x: Array, classes: int, output: str, hidden: int, *, seed: int) -> Array:
    """Draw one network and send the inputs (n, d) through it, to scores (n, classes).

    >>> scores(np.ones((2, 3)), 5, "he_normal", 4, seed=0).shape
    (2, 5)
    """
    rng = np.random.default_rng(seed)
    network = multilayer([x.shape[1], hidden, classes], hidden="relu", rng=rng)
    W = network.parameters()[2]
    W[...] = getattr(initializers, output)(W.shape, rng=rng)
    return network.forward(x)


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    inputs, targets = generator.normal(size=(200, 64)), np.eye(10)[generator.integers(0, 10, 200)]
    for name in ("zeros", "small_normal", "lecun_normal", "he_normal"):
        start = first_loss(inputs, targets, name)
        print(f"{name:13} spread {start.spread:.3f}  estimate {start.estimate:.3f}", end="  ")
        print(f"loss {start.loss.mean():.3f}")
