"""Shapes, traced: what enters and what leaves each layer of a network when a batch runs through."""

from typing import NamedTuple

from snippets.arrays import Array
from snippets.layers import Activation, Layer
from snippets.network import Network, small

Shape = tuple[int, ...]


class Step(NamedTuple):
    """One layer of a run.

    layer: its kind, as "Dense" or "tanh"
    entered, left: shapes of the batch before and after it
    parameters: shapes of its own arrays
    """

    layer: str
    entered: Shape
    parameters: tuple[Shape, ...]
    left: Shape


def trace(network: Network, x: Array) -> list[Step]:
    """Send a batch through a network and write down every shape on the way.

    x: (n, d)  batch of inputs

    Raises ValueError, naming the layer, where a shape does not fit.

    >>> [step.left for step in trace(*small()[:2])]
    [(1, 3), (1, 3), (1, 2), (1, 2)]
    """
    steps: list[Step] = []
    for number, layer in enumerate(network.layers, start=1):
        try:
            left = layer.forward(x)
        except ValueError as problem:
            raise ValueError(f"layer {number}, {kind(layer)}: {problem}") from problem
        own = tuple(parameter.shape for parameter in layer.parameters)
        steps.append(Step(kind(layer), x.shape, own, left.shape))
        x = left
    return steps


def kind(layer: Layer) -> str:
    """Name a layer: an activation by its function, any other by its class.

    >>> [kind(layer) for layer in small().network.layers[:2]]
    ['Dense', 'sigmoid']
    """
    return layer.name if isinstance(layer, Activation) else type(layer).__name__


if __name__ == "__main__":
    for step in trace(*small()[:2]):
        print(f"{step.layer:8}", step.entered, "->", step.left, *step.parameters)
