"""Figures of what hidden units of a digit reader learned, and of the pixels' order it ignores."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import learned_features, network, training
from snippets.arrays import Array, Labels
from snippets.figures import diagram, style
from snippets.figures.weight_images import draw_weights
from snippets.network import Network


def shuffled(plain: Network, twin: Network, x: Array, labels: Labels, order: Labels) -> Figure:
    """Draw images and units as the plain network meets them, and as its shuffled twin does.

    x: (n, side^2); labels: (n,)
    order: pixel m of the twin's images is pixel order[m] of the plain ones
    """
    figure, panels = style.canvas(5.4, 5.2, 4, 5)
    examples = [int(np.flatnonzero(labels == k)[0]) for k in range(0, 10, 2)]
    read = []
    for rows, net, inputs in ((panels[:2], plain, x), (panels[2:], twin, x[:, order])):
        answers = training.classes(net.forward(inputs))
        W, right = diagram.weights_of(net)[0], np.mean(answers == labels)
        for axes, example in zip(rows[0], examples, strict=True):
            draw_image(axes, inputs[example])
            axes.set_title(f"read as {answers[example]}")
        for unit, axes in enumerate(rows[1]):
            draw_weights(axes, W[:, unit])
        rows[0][0].set_ylabel(f"images\n{right:.1%} right")
        rows[1][0].set_ylabel("hidden units")
        read.append((len(labels), f"{right:.1%}"))
    names = ("as they are", "shuffled")
    table = [(name, *row) for name, row in zip(names, read, strict=True)]
    style.tabulate(figure, ["pixels", "new images", "read rightly"], table)
    return figure


def hidden_weights(
    start: Network, net: Network, x: Array, labels: Labels, *, units: int = 4
) -> Figure:
    """Draw first hidden units: their weights before and after training, and what they answer to.

    Between a unit's two images stands how far they correlate. A class's number stands at the
    unit's mean answer to its images; the bar holds eight of ten answers.

    x: (n, side^2); labels: (n,)
    """
    W0, W = diagram.weights_of(start)[0], diagram.weights_of(net)[0]
    a = network.forward_pass(net, x).a[1]
    figure, panels = style.canvas(5.4, 5.0, 3, units, height_ratios=[1, 1, 1.9])
    for unit, (above, middle, below) in enumerate(panels.T):
        draw_weights(above, W0[:, unit])
        draw_weights(middle, W[:, unit])
        draw_answers(below, a[:, unit], labels)
        above.set_title(f"unit {unit + 1}")
        middle.set_title(f"{np.corrcoef(W0[:, unit], W[:, unit])[0, 1]:.2f}")
    for axes, name in zip(panels[:, 0], ("start", "trained", "answer to"), strict=True):
        axes.set_ylabel(name)
    means = learned_features.tuning(a[:, :units], labels)
    rows = [[k, *(diagram.number(mean) for mean in row)] for k, row in enumerate(means)]
    style.tabulate(figure, ["mean answer to", *(f"unit {k + 1}" for k in range(units))], rows)
    return figure


def draw_answers(axes: Axes, a: Array, labels: Labels) -> None:
    """Draw what one unit answers to the images of each class, a class a row."""
    axes.axvline(0, color=style.GRID, linewidth=0.8)
    for k, mean in enumerate(learned_features.tuning(a[:, np.newaxis], labels)[:, 0]):
        low, high = np.quantile(a[labels == k], [0.1, 0.9])
        axes.plot([low, high], [k, k], color=style.GRID, linewidth=4, solid_capstyle="butt")
        colour = style.CLASS_B if mean > 0 else style.CLASS_A
        diagram.write(axes, (mean, k), f"{k}", color=colour, size=10)
    axes.set(xlim=(-1.15, 1.15), ylim=(9.6, -0.6), xticks=[-1, 0, 1], yticks=[])
    axes.spines["left"].set_visible(False)


def draw_image(axes: Axes, image: Array) -> None:
    """Draw a square image in a faint frame: 0 is paper, 1 is ink."""
    side = round(np.sqrt(image.size))
    pixels = image.reshape(side, side)
    axes.imshow(pixels, cmap="Greys", vmin=0, vmax=1, interpolation="none")
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=style.GRID)
