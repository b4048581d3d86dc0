"""A forward pass written out as sums, the way a pencil would."""

from typing import NamedTuple

from snippets.arrays import Array
from snippets.layers import Dense
from snippets.network import Network, forward_pass, small

# A line may end before a sign, and nowhere else.
TIMES = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"
PLUS = " +\N{NO-BREAK SPACE}"
MINUS = " −\N{NO-BREAK SPACE}"


class Unit(NamedTuple):
    """One unit's work on one example.

    layer, unit: which one, from 1
    total: its weighted sum, written out
    z, a: what the sum comes to, before and after the activation
    """

    layer: int
    unit: int
    total: str
    z: float
    a: float


def units(network: Network, x: Array) -> list[Unit]:
    """Write out what each unit of a network computes, layer by layer.

    x: (1, d)  one input

    >>> unit = units(*small()[:2])[0]
    >>> print(unit.total.replace("\N{NO-BREAK SPACE}", " "), "=", round(unit.z, 4))
    0.80 · 0.15 − 0.50 · 0.55 + 0.10 = -0.055
    """
    forward = forward_pass(network, x)
    dense = [layer for layer in network.layers if isinstance(layer, Dense)]
    return [
        Unit(
            number,
            k + 1,
            written_sum(forward.a[number - 1][0], layer.W[:, k], layer.b[k]),
            float(forward.z[number - 1][0, k]),
            float(forward.a[number][0, k]),
        )
        for number, layer in enumerate(dense, start=1)
        for k in range(len(layer.b))
    ]


def written_sum(inputs: Array, weights: Array, bias: float) -> str:
    """Write a weighted sum with its numbers: at most four digits, signs in front.

    >>> import numpy as np
    >>> total = written_sum(np.array([0.8, -0.5]), np.array([0.15, 0.25]), 0.1)
    >>> total.replace("\N{NO-BREAK SPACE}", " ")
    '0.80 · 0.15 − 0.50 · 0.25 + 0.10'
    """
    terms = [
        (x * w < 0, f"{shortest(abs(x))}{TIMES}{shortest(abs(w))}")
        for x, w in zip(inputs, weights, strict=True)
    ]
    terms.append((bias < 0, shortest(abs(bias))))
    written = "".join(f"{MINUS if less else PLUS}{term}" for less, term in terms)
    return f"−{written[3:]}" if terms[0][0] else written[3:]


def shortest(value: float) -> str:
    """Print two digits where two say it all, else four.

    >>> shortest(0.5), shortest(0.48625)
    ('0.50', '0.4863')
    """
    return f"{value:.2f}" if abs(value - round(value, 2)) < 1e-12 else f"{value:.4f}"


if __name__ == "__main__":
    for unit in units(*small()[:2]):
        print(f"layer {unit.layer}, unit {unit.unit}: {unit.total} = {unit.z:.4f} -> {unit.a:.4f}")
