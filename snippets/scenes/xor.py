r"""Live values for XOR: the scores of one neuron at its corners, and its four cases."""

import numpy as np

from snippets import activations, datasets, layers


def corners(rng: np.random.Generator) -> dict[str, object]:
    r"""A neuron with two inputs on the four corners of XOR's square.

    | symbol | meaning | shape |
    |---|---|---|
    | `z_{00}` | score at the corner with both inputs 0 | () |
    | `z_{01}` | score at the corner with the second input 1 | () |
    | `z_{10}` | score at the corner with the first input 1 | () |
    | `z_{11}` | score at the corner with both inputs 1 | () |
    """
    data = datasets.xor()
    W = rng.normal(size=(2, 1))
    b = rng.normal(size=1)
    z = layers.affine(data.x, W, b)
    return {"z_{00}": z[0, 0], "z_{01}": z[1, 0], "z_{10}": z[2, 0], "z_{11}": z[3, 0]}


def cases(rng: np.random.Generator) -> dict[str, object]:
    r"""XOR's four cases and the functions that two ReLU units make of them.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | the four inputs | (n, d) |
    | `y` | the four answers | (n,) |
    | `\varphi` | ReLU | function |
    | `i` | case | index n |
    """
    data = datasets.xor()
    order = rng.permutation(4)
    return {"x": data.x[order], "y": data.y[order], r"\varphi": activations.relu}
