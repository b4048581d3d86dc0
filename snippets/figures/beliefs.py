"""Distributions over targets: what a network says to an input, if the recipe made its loss."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import activations, likelihoods
from snippets.arrays import Array
from snippets.figures import style

X = np.linspace(-3.0, 3.0, 201)


def distributions() -> Figure:
    """What a network that follows the recipe says to each input: a bell, or shares that fill 1."""
    figure, (number, yes_no, classes) = style.canvas(6.5, 2.7, 1, 3)
    bells(number)
    two, three = np.outer(X, [-1.0, 1.0]), np.outer(X, [-2.0, 0.0, 2.0]) + np.array([0.0, 1.5, 0.0])
    shares(yes_no, two, {"no": style.REGION_A, "yes": style.REGION_B})
    shares(classes, three, {"cat": style.REGION_A, "dog": style.GRID, "owl": style.REGION_B})
    name(yes_no, "yes or no", ((-1.8, 0.6, "no"), (1.8, 0.3, "yes")))
    name(classes, "one of three", ((-2.2, 0.6, "cat"), (0.0, 0.4, "dog"), (2.2, 0.3, "owl")))
    name(number, "any number", ())
    yes_no.set_ylabel("probability")
    return figure


def bells(axes: Axes) -> None:
    """Draw a line of centres, and at three inputs the density of the target, lying on its side."""
    axes.plot(X, 2.0 + 0.5 * X, color=style.INK, linewidth=1.4, label="centre of the bell")
    y = np.linspace(0.0, 4.0, 161)[:, np.newaxis]
    for at in (-2.5, -0.5, 1.5):
        bell = at + likelihoods.gaussian(y, np.full_like(y, 2.0 + 0.5 * at), 0.4)[:, 0]
        axes.fill_betweenx(y[:, 0], at, bell, color=style.FORWARD, alpha=0.35, linewidth=0)
        axes.plot(bell, y[:, 0], color=style.FORWARD, linewidth=1.3)
    axes.set(ylim=(0, 4), yticks=[0, 2, 4], ylabel="target")


def shares(axes: Axes, scores: Array, classes: dict[str, str]) -> None:
    """Stack the softmax of the scores (n, C) over the input, the first class on top."""
    p = activations.softmax(scores)
    above = np.ones(len(p))
    names = [*classes]
    for k, colour in enumerate(classes.values()):
        below = p[:, k + 1 :].sum(axis=1)
        axes.fill_between(X, below, above, color=colour, linewidth=0)
        if k < len(names) - 1:
            label = " or ".join(names[k + 1 :])
            axes.plot(X, below, color=style.FORWARD, linewidth=1.4, label=label)
        above = below
    axes.set(ylim=(0, 1), yticks=[0, 0.5, 1])


def name(axes: Axes, title: str, areas: tuple[tuple[float, float, str], ...]) -> None:
    """Write a title over a panel, the axis below it, and the names of its areas into them."""
    axes.set(xlim=(-3, 3), xticks=[-2, 0, 2], xlabel="input")
    axes.set_title(title)
    for x, y, text in areas:
        axes.text(x, y, text, color=style.INK, size=9, ha="center")
