r"""Information planes: what a layer keeps of its inputs, as measured with bins of several widths.

A network reads a byte: eight lamps on a ring, all 256 patterns once. It says whether somewhere
three lamps in a row are on. The same runs are looked at with every ruler.
"""

from functools import cache, partial
from itertools import product
from typing import NamedTuple

import numpy as np

from snippets import activations, empirical, layers, network, optimizers, training
from snippets.arrays import Array, Labels

LAMPS, RUNS, STEPS, RATE = 8, 5, 1500, 0.01
SIZES = (LAMPS, 6, 4, 3, 1)
HIDDEN = len(SIZES) - 2
PUBLISHED = 2.0 / 30.0  # thirty bins from -1 to 1
WIDTHS = (0.5, PUBLISHED, 1e-3, 1e-6)
HALVED = (0.25, 0.5)  # bins of which each wide one is two narrow ones


def lamps() -> tuple[Array, Labels]:
    """List all patterns of lamps, -1 for off, and whether three in a row are on.

    -> x (256, 8), y (256,)

    >>> x, y = lamps()
    >>> len(x), int(y.sum())
    (256, 125)
    """
    x = np.array(list(product((-1.0, 1.0), repeat=LAMPS)))
    on = x > 0.0
    three = on & np.roll(on, 1, axis=1) & np.roll(on, 2, axis=1)
    return x, np.asarray(three.any(axis=1), dtype=np.int64)


class Run(NamedTuple):
    """One training run, looked at now and then.

    steps: (s,)  0 is before training
    hidden: for each of these steps, the activations (256, k) of each hidden layer
    loss: (STEPS,)  in nats
    right: share of the patterns answered rightly at the end
    """

    steps: Array
    hidden: tuple[tuple[Array, ...], ...]
    loss: Array
    right: float


@cache
def run(activation: str = "tanh", seed: int = 0) -> Run:
    """Train one network on all patterns at once.

    Cited in: Information theory for networks

    >>> run().right
    1.0
    """
    x, y = lamps()
    rng = np.random.default_rng(seed)
    net = network.multilayer(SIZES, rng=rng, hidden=activation, output="sigmoid")
    steps = np.unique(np.geomspace(1, STEPS, 30).round().astype(np.int64))
    seen = [tuple(network.forward_pass(net, x).a[1:-1])]

    def look(step: int, trained: network.Network, _loss: float) -> None:
        if step in steps:
            seen.append(tuple(network.forward_pass(trained, x).a[1:-1]))

    history = training.fit(
        net,
        x,
        y[:, np.newaxis].astype(np.float64),
        loss="binary_cross_entropy",
        optimizer=partial(optimizers.adam, rate=RATE),
        epochs=STEPS,
        batch=len(x),
        rng=rng,
        callback=look,
    )
    return Run(np.append(0, steps), tuple(seen), history.loss, training.accuracy(net, x, y))


class Plane(NamedTuple):
    """Bits that the bins of each hidden layer have in common with inputs and with answers.

    steps: (s,)
    of_inputs, of_answers: (runs, s, layers)
    """

    steps: Array
    of_inputs: Array
    of_answers: Array


@cache
def plane(activation: str, width: float) -> Plane:
    """Measure all runs with one bin width.

    Cited in: Information theory for networks

    >>> plane("tanh", 1e-6).of_inputs.shape
    (5, 29, 3)
    """
    y = lamps()[1]
    runs = [run(activation, seed) for seed in range(RUNS)]
    found = np.array([[[shared(a, width, y) for a in step] for step in one.hidden] for one in runs])
    return Plane(runs[0].steps, found[..., 0], found[..., 1])


def shared(a: Array, width: float, y: Labels) -> tuple[float, float]:
    """Count the bits that binned units share with the inputs, all different, and the answers.

    >>> shared(np.array([[0.1], [0.2], [0.9], [0.8]]), 0.5, np.array([0, 1, 1, 1])) == (1.0,
    ...     empirical.mutual_information(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])))
    True
    """
    t = empirical.labels(empirical.bins(a, width))
    return empirical.entropy(t), empirical.mutual_information(t, y)


@cache
def fewest_patterns(activation: str) -> int:
    """Count without bins: the different values of the last hidden layer, where they are fewest.

    -> at most 256, the least of all runs and all steps looked at

    Cited in: Information theory for networks
    """
    return min(
        int(empirical.labels(step[-1]).max()) + 1
        for seed in range(RUNS)
        for step in run(activation, seed).hidden
    )


class Stepped(NamedTuple):
    """Sixteen inputs and what the small network makes of them if its units are steps.

    x: (16, 2)  y: (16,)  1 where the first input is above 0
    hidden: (16, 3)  output: (16, 2)
    """

    x: Array
    y: Labels
    hidden: Array
    output: Array


def stepped() -> Stepped:
    """Send a grid of four by four inputs through the small network with step units.

    Cited in: Information theory for networks

    >>> stepped().output.sum(axis=0)
    array([10., 16.])
    """
    edge = (-1.5, -0.5, 0.5, 1.5)
    x = np.array(list(product(edge, edge)))
    W1, b1, W2, b2 = network.small().network.parameters()
    hidden = activations.step(layers.affine(x, W1, b1))
    output = activations.step(layers.affine(hidden, W2, b2))
    return Stepped(x, np.asarray(x[:, 0] > 0.0, dtype=np.int64), hidden, output)


@cache
def grid_by_width(side: int, halvings: int = 24) -> Array:
    """Send a grid of inputs through the small network and bin its hidden layer ever finer.

    side: points along each edge of the square from -1.5 to 1.5
    -> (halvings + 1,)  bits

    Cited in: Information theory for networks

    >>> grid_by_width(4)[-1].item()  # all 16 inputs told apart
    4.0
    """
    edge = np.linspace(-1.5, 1.5, side)
    x = np.array(list(product(edge, edge)))
    a = network.forward_pass(network.small().network, x).a[1]
    return np.array(
        [
            empirical.entropy(empirical.labels(empirical.bins(a, 2.0**-power)))
            for power in range(halvings + 1)
        ]
    )


def noisy(
    means: Array, y: Labels, s: float, *, draws: int = 8, rng: np.random.Generator
) -> tuple[float, float]:
    r"""Estimate how many bits about input and answer survive noise on every unit.

    $I(X; T) = \mathbb{E} \log_2 \frac{p(t \mid x)}{p(t)}$ with
    $p(t) = \frac1n \sum_{x'} p(t \mid x')$, and
    $I(Y; T) = H(Y) + \mathbb{E} \log_2 p(y \mid t)$;
    $p(t \mid x)$ is normal around the units' values, of spread $s$

    means: (n, k)  the units' values for each of n equally likely inputs
    y: (n,)  the answer to each input
    s: ()  standard deviation of the noise
    -> (), ()  bits about the input, about the answer; both with the error of a sample

    >>> means, y = np.array([[0.0], [100.0], [200.0], [300.0]]), np.array([0, 0, 1, 1])
    >>> about = noisy(means, y, 1.0, rng=np.random.default_rng(0))
    >>> [round(bits, 6) for bits in about]
    [2.0, 1.0]
    """
    n, k = means.shape
    own = rng.normal(size=(n, draws, k))
    t = means[:, np.newaxis] + s * own
    far = ((t[:, :, np.newaxis] - means) ** 2).sum(axis=-1) / (2.0 * s * s)
    near = (own**2).sum(axis=-1) / 2.0
    ratios = np.exp(near[:, :, np.newaxis] - far)
    same = (ratios * (y[:, np.newaxis] == y)[:, np.newaxis]).sum(axis=-1) / ratios.sum(axis=-1)
    of_input = float(-np.log2(ratios.mean(axis=-1)).mean())
    return of_input, empirical.entropy(y) + float(np.log2(same).mean())


@cache
def noisy_ends(s: float, activation: str = "tanh") -> Array:
    """Measure the last hidden layer with noise, before and after training.

    -> (runs, 2, 2)  bits; before and after, about the input and the answer

    Cited in: Information theory for networks
    """
    rng, y = np.random.default_rng(0), lamps()[1]
    return np.array(
        [
            [noisy(run(activation, seed).hidden[when][-1], y, s, rng=rng) for when in (0, -1)]
            for seed in range(RUNS)
        ]
    )


if __name__ == "__main__":
    for width in WIDTHS:
        first, last = plane("tanh", width).of_inputs[:, [0, -1], -1].mean(axis=0)
        print(f"width {width:8.6f}: last hidden layer {first:.2f} bits, then {last:.2f}")
