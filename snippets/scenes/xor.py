r"""Live values for XOR: its four cases."""

import numpy as np

from snippets import activations, datasets


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
