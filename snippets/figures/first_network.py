"""The boundary of the first network, bending into place."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import first_network
from snippets.figures import plane, style

LOOKS = (0, 50, 100, 200, 400, 1600)


def bending() -> Figure:
    """Six looks at one training run: the plane as the network divides it, and the points."""
    figure, axes = style.canvas(7.2, 4.1, rows=2, columns=3, sharex=True, sharey=True)
    x, y = first_network.two_moons(rng=np.random.default_rng(0))
    seen = [moment for moment in first_network.moments() if moment.step in LOOKS]
    for panel, moment in zip(axes.flat, seen, strict=True):
        divide(panel, moment)
        for label, look in enumerate(plane.POINTS):
            panel.scatter(*x[y[:, 0] == label].T, s=6, linewidths=0, **look)
        panel.set_title(f"step {moment.step}")
        panel.set(xticks=[], yticks=[])
        panel.spines[:].set_visible(False)
    return figure


def divide(panel: Axes, moment: first_network.Moment) -> None:
    """Tint the plane by the class that the network gives each spot."""
    spots = plane.mesh((-1.5, 2.5, -1.1, 1.6), 90)
    score = np.tanh(spots @ moment.W1 + moment.b1) @ moment.W2 + moment.b2
    plane.draw_regions(panel, spots, score)
