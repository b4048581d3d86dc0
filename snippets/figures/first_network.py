"""The boundary of the first network, bending into place."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import first_network
from snippets.arrays import Array
from snippets.figures import style

LOOKS = (0, 50, 100, 200, 400, 1600)


def bending() -> Figure:
    """Six looks at one training run: the plane as the network divides it, and the points."""
    figure, axes = style.canvas(7.2, 4.1, rows=2, columns=3, sharex=True, sharey=True)
    x, y = first_network.two_moons(rng=np.random.default_rng(0))
    seen = [moment for moment in first_network.moments() if moment.step in LOOKS]
    for panel, moment in zip(axes.flat, seen, strict=True):
        divide(panel, moment)
        panel.scatter(x[:, 0], x[:, 1], s=6, linewidths=0, c=colours(y))
        panel.set_title(f"step {moment.step}")
        panel.set(xticks=[], yticks=[])
        panel.spines[:].set_visible(False)
    return figure


def divide(panel: Axes, moment: first_network.Moment) -> None:
    """Tint the plane by the class that the network gives each spot."""
    spot = np.stack(np.meshgrid(np.linspace(-1.5, 2.5, 90), np.linspace(-1.1, 1.6, 90)), axis=-1)
    score = np.tanh(spot @ moment.W1 + moment.b1) @ moment.W2 + moment.b2
    panel.contourf(
        spot[..., 0],
        spot[..., 1],
        score[..., 0],
        [-99, 0, 99],
        colors=[style.REGION_A, style.REGION_B],
    )


def colours(y: Array) -> list[str]:
    """The colour of each point by its class."""
    return [style.CLASS_B if label else style.CLASS_A for label in y.ravel()]
