r"""Live values for the cost of a forward pass: parameters, multiplications, calls."""

import numpy as np

from snippets import layers, network, operations, vectorization


def counts(rng: np.random.Generator) -> dict[str, object]:
    r"""A network of random sizes, its parameters, and the multiplications of one pass.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, m) |
    | `d_{\ell}` | units of layer $\ell$; inputs for $\ell = 0$ | family |
    | `D` | the last layer | last \ell |
    | `N_{\text{par}}` | parameters | () |
    | `N_{\text{mul}}` | multiplications of one forward pass | () |
    | `\ell` | layer | label |

    Numbers: small.counts
    """
    sizes = rng.integers(2, 20, size=5)
    shape = [sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]]
    net = network.multilayer(shape, rng=rng, hidden="tanh", output="identity")
    x = rng.normal(size=(23, sizes[0]))
    parameters = network.parameter_count(net)
    work = operations.count(net.forward, x)
    return {
        "x": x,
        r"d_{\ell}": {0: sizes[0], 1: sizes[1], 2: sizes[2], 3: sizes[3], 4: sizes[4]},
        r"N_{\text{par}}": parameters,
        r"N_{\text{mul}}": work.multiplications,
    }


def loops(rng: np.random.Generator) -> dict[str, object]:
    r"""The work of one layer, done by three loops and done by two array calls.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch of inputs | (n, d) |
    | `W` | weights | (d, h) |
    | `N_{\text{loops}}` | array calls of the three loops | () |
    | `N_{\text{mul}}` | multiplications, by loops or at once | () |

    Numbers: small.layer
    """
    x = rng.normal(size=(5, 2))
    W = rng.normal(size=(2, 3))
    b = rng.normal(size=3)
    by_loops = operations.count(vectorization.affine_loops, x, W, b)
    at_once = operations.count(layers.affine, x, W, b)
    return {
        "x": x,
        "W": W,
        r"N_{\text{loops}}": by_loops.calls,
        r"N_{\text{mul}}": at_once.multiplications,
    }
