r"""Gradient checks of whole networks: every parameter array, a sample of each, the kinks met."""

from collections.abc import Callable
from typing import Any

import numpy as np

from snippets import gradcheck, losses, network, roundoff
from snippets.arrays import Array, one_hot
from snippets.gradcheck_report import Report
from snippets.network import Network

NEAR = 0.01  # the step of a check with a pencil
FAR = 2.5  # that of a figure: far too long, so that one can see it


def small_loss(w: Any, place: tuple[int, int] = (0, 2)) -> Any:
    r"""The small network's loss as a function of one weight of its first layer.

    w: ()  the weight, real or complex
    place: which weight, counted from 0; by default $W^{(1)}_{13}$, which is 0.65
    -> ()  of the type of w

    `activations.sigmoid` uses an absolute value, which drops an imaginary part, and the losses
    return a float. So the forward pass is written out here, once, in plain arithmetic.

    >>> round(float(small_loss(0.65)), 6)
    0.324322
    """
    protagonist, x, y = network.small()
    W1, b1, W2, b2 = protagonist.parameters()
    here = np.zeros_like(W1)
    here[place] = 1.0
    a1 = 1 / (1 + np.exp(-(x @ (W1 * (1 - here) + w * here) + b1)))
    a2 = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
    return np.mean((a2 - y) ** 2)


def small_weight(place: tuple[int, int] = (0, 2)) -> float:
    """One weight of the small network's first layer, as it is.

    place: which weight, counted from 0

    >>> small_weight()
    0.65
    """
    return float(network.small().network.parameters()[0][place])


def small_derivatives(place: tuple[int, int], count: int = 4) -> Array:
    """The small network's loss and its first derivatives in one weight of the first layer.

    -> (count,)

    >>> slopes = network.backpropagate(*network.small()).dW[0]
    >>> abs(float(small_derivatives((0, 2))[1] - slopes[0, 2])) < 1e-12
    True
    """
    return roundoff.derivatives(lambda w: small_loss(w, place), small_weight(place), count)


def forgotten_slope() -> float:
    r"""The slope of the weight 0.65 by a program that forgot $\sigma'(z^{(1)}_3)$.

    >>> float(round(forgotten_slope() / network.backpropagate(*network.small()).dW[0][0, 2], 2))
    5.07
    """
    protagonist, x, y = network.small()
    W2 = protagonist.parameters()[2]
    upstream = network.backpropagate(protagonist, x, y).delta[1] @ W2.T
    return float(x[0, 0] * upstream[0, 2])


def parameter_loss(
    net: Network, which: int, x: Array, y: Array, *, loss: str = "mean_squared_error"
) -> Callable[[Array], float]:
    """The loss of a network as a function of one of its parameter arrays.

    which: its place in net.parameters()
    loss: the name of a function in `losses`
    -> a function that leaves the network as it found it
    """
    parameter, measure = net.parameters()[which], losses.pair(loss)[0]

    def f(value: Array) -> float:
        kept = parameter.copy()
        parameter[...] = value
        result = measure(net.forward(x), y)
        parameter[...] = kept
        return result

    return f


def check_network(
    net: Network,
    x: Array,
    y: Array,
    *,
    loss: str = "mean_squared_error",
    h: float = gradcheck.CENTRAL_STEP,
    samples: int | None = None,
    rng: np.random.Generator | None = None,
) -> list[Report]:
    """Check what backpropagation says of every parameter array of a network.

    h: the step
    samples: how many entries of each array; all of them if None
    rng: draws the entries
    -> a Report for each array, in the order of net.parameters()

    >>> [report.passed for report in check_network(*network.small())]
    [True, True, True, True]
    """
    measure_backward = losses.pair(loss)[1]
    net.backward(measure_backward(1.0, net.forward(x), y))
    gradients = [gradient.copy() for gradient in net.gradients()]
    return [
        gradcheck.check(
            parameter_loss(net, which, x, y, loss=loss),
            gradients[which],
            parameter,
            h=h,
            entries=sample(parameter.size, samples, rng=rng),
        )
        for which, parameter in enumerate(net.parameters())
    ]


def sample(size: int, count: int | None, *, rng: np.random.Generator | None) -> list[int]:
    """Draw entries to look at, without repetition; all of them if count is None or enough.

    >>> sample(3, None, rng=None)
    [0, 1, 2]
    """
    if count is None or count >= size:
        return list(range(size))
    if rng is None:
        raise ValueError(f"sample: {count} of {size} entries asked for, but no rng given")
    return sorted(int(entry) for entry in rng.choice(size, count, replace=False))


def classifier(*, hidden: str = "tanh", seed: int = 0) -> tuple[Network, Array, Array]:
    """A 64-32-16-10 network of 2778 parameters, with 32 random inputs and one-hot targets."""
    rng = np.random.default_rng(seed)
    net = network.multilayer([64, 32, 16, 10], rng=rng, hidden=hidden)
    for bias in net.parameters()[1::2]:
        bias[:] = 0.1 * rng.normal(size=bias.shape)
    return net, rng.normal(size=(32, 64)), one_hot(rng.integers(10, size=32), 10)


def worst_right() -> float:
    """The largest relative error of right gradients: the small network's, the classifier's."""
    large = check_network(*classifier(), loss="softmax_cross_entropy")
    return max(report.worst_error for report in (*check_network(*network.small()), *large))


def networks_off(
    h: float, *, hidden: str, limit: float = 1e-2, networks: int = 10, samples: int = 60
) -> int:
    """Count the classifiers in which a sampled entry is off by more than a limit.

    h: the step
    samples: how many entries of each array
    """
    count = 0
    for seed in range(networks):
        rng = np.random.default_rng(seed)
        case = classifier(hidden=hidden, seed=seed)
        reports = check_network(*case, loss="softmax_cross_entropy", h=h, samples=samples, rng=rng)
        count += max(report.worst_error for report in reports) > limit
    return count


def wrong_entries(reports: list[Report]) -> int:
    """How many entries failed, over all arrays."""
    return sum(report.wrong for report in reports)


if __name__ == "__main__":
    for parameter_report in check_network(*network.small()):
        print(parameter_report)
