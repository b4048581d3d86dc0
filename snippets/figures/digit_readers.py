"""Figures of the lab on handwritten digits: how a reader learned, where it errs, what it became."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from snippets import calibration, evaluation
from snippets.arrays import Array, Labels
from snippets.digit_readers import Reader
from snippets.figures import diagram, style
from snippets.figures.learned_features import draw_image


def learning(reader: Reader) -> Figure:
    """Draw the losses of a reader by epoch, and the epoch at which it was kept."""
    figure, axes = style.canvas(6.0, 2.9)
    epochs, kept = np.arange(1, len(reader.training) + 1), int(reader.validation.argmin())
    for losses, name, colour in (
        (reader.training, "learned images", style.SERIES[0]),
        (reader.validation, "validation images", style.SERIES[2]),
    ):
        axes.plot(epochs, losses, "o-", color=colour, markersize=3, linewidth=1.4, label=name)
        style.name_line(axes, float(epochs[-1]), float(losses[-1]), name, colour)
    axes.plot(kept + 1, reader.best, "o", color=style.INK, markersize=9, fillstyle="none")
    axes.lines[-1].set_label("_nolegend_")
    axes.annotate(
        "kept",
        (kept + 1, reader.best),
        xytext=(0, 10),
        textcoords="offset points",
        ha="center",
        color=style.INK,
        size=9,
    )
    axes.set(xlabel="epoch", ylabel="loss (nats)", yscale="log", xlim=(0.5, epochs[-1] * 1.32))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter("{x:g}")
    return figure


def confusion(counts: Labels) -> Figure:
    """Draw how often each digit was read as each: the darker the cell, the larger its part.

    counts: (C, C)  a row for each true class
    """
    figure, axes = style.canvas(4.6, 4.4)
    wrong = counts - np.diag(np.diag(counts))
    most = max(int(wrong.max()), 1)
    for truth, said in np.ndindex(counts.shape):
        draw_cell(axes, truth, said, int(counts[truth, said]), most)
    places = range(len(counts))
    axes.set(xlim=(-0.5, len(counts) - 0.5), ylim=(len(counts) - 0.5, -0.5), aspect="equal")
    axes.set(xticks=places, yticks=places, xlabel="read as", ylabel="is")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    style.tabulate(
        figure,
        ["is", *(f"read as {said}" for said in places)],
        [[truth, *row] for truth, row in enumerate(counts.tolist())],
    )
    return figure


def draw_cell(axes: Axes, truth: int, said: int, count: int, most: int) -> None:
    """Draw one cell: mistakes in shades up to the most frequent, right answers unshaded."""
    face, alpha = (style.PAPER, 1.0) if truth == said else (style.REGION_B, count / most)
    box: dict[str, Any] = {"facecolor": face, "alpha": alpha, "edgecolor": "none"}
    axes.add_patch(Rectangle((said - 0.47, truth - 0.47), 0.94, 0.94, **box))
    if count:
        colour = style.MUTED if truth == said else style.INK
        diagram.write(axes, (said, truth), f"{count}", color=colour, size=8.5)


def mistakes(x: Array, labels: Labels, answers: Labels, notes: Sequence[str]) -> Figure:
    """Draw images with what they are, what they were taken for, and a note below.

    x: (n, side^2), labels: (n,), answers: (n,); notes: n of them
    """
    columns = min(len(x), 5)
    rows = -(-len(x) // columns)
    figure, panels = style.canvas(1.25 * columns, 1.75 * rows, rows, columns)
    for axes in np.ravel(panels)[len(x) :]:
        axes.set_axis_off()
    shown = zip(np.ravel(panels), x, labels, answers, notes, strict=False)
    for axes, image, label, answer, note in shown:
        draw_image(axes, image)
        axes.set_title(f"{label} read as {answer}")
        axes.set_xlabel(note)
    words = zip(labels.tolist(), answers.tolist(), notes, strict=True)
    style.tabulate(figure, ["is", "read as", "note"], [*words])
    return figure


def reliability(said: Array, right: Array) -> Figure:
    """Draw how often answers given with a probability were right, and how many there were.

    said: (n,)  probability of the answer; right: (n,)  whether it was right
    """
    figure, (above, below) = style.canvas(3.9, 4.3, 2, 1, sharex=True, height_ratios=[3, 1])
    middle, happened, share = calibration.bins(said[:, np.newaxis], right[:, np.newaxis] * 1.0)
    above.plot([0, 1], [0, 1], "--", color=style.MUTED, linewidth=1, label="_nolegend_")
    some = share > 0
    low, high = wilson(happened[some], share[some] * len(said))
    above.vlines(middle[some], low, high, color=style.FORWARD, linewidth=1.2)
    above.plot(middle[some], happened[some], "o", color=style.FORWARD, markersize=5)
    tenths = (np.arange(calibration.BINS) + 0.5) / calibration.BINS
    below.bar(tenths, share * len(said), 0.08, color=style.REGION_A)
    above.set(xlim=(0, 1.02), ylim=(0, 1.02), yticks=[0, 0.5, 1], ylabel="were right")
    below.set(xlabel="the network's probability", ylabel="answers", yscale="log")
    below.set(xticks=[0, 0.5, 1], ylim=(0.7, None))
    below.yaxis.set_major_formatter("{x:g}")
    rows = zip(middle[some], happened[some], low, high, (share * len(said))[some], strict=True)
    columns = ["said", "were right", "from", "to", "answers"]
    style.tabulate(figure, columns, [*rows])
    return figure


def wilson(share: Array, n: Array) -> tuple[Array, Array]:
    """The ends of a share's interval at 95 %, each seen n times: Wilson's, as in `experiments`.

    >>> [end.round(3).item() for end in wilson(np.array([1.0]), np.array([10.0]))]
    [0.722, 1.0]
    """
    z = 1.96
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return middle - half, middle + half


def representations(x: Array, a: Array, labels: Labels, wrong: Array) -> Figure:
    """Draw images as points, by their pixels and by their hidden activations, each as its digit.

    x: (n, d), a: (n, h), labels: (n,); wrong: (n,)  whether it was read wrongly
    """
    figure, panels = style.canvas(6.5, 3.5, 1, 2)
    for axes, points, name in zip(panels, (x, a), ("pixels", "hidden units"), strict=True):
        shadow = evaluation.principal_components(points)
        for digit in range(int(labels.max()) + 1):
            look = {"marker": f"${digit}$", "linewidth": 0, "s": 22}
            for some, colour in (
                ((labels == digit) & np.logical_not(wrong), style.SERIES[5]),
                ((labels == digit) & (wrong > 0), style.BACKWARD),
            ):
                axes.scatter(*shadow[some].T, color=colour, **look)
        axes.set(xticks=[], yticks=[], aspect="equal", title=f"{points.shape[1]} {name}")
        axes.spines[:].set_visible(False)
    columns = ["digit", "pixels, across", "up", "hidden units, across", "up"]
    style.tabulate(figure, columns, middles(x, a, labels), "where the middle of each digit lies")
    return figure


def middles(x: Array, a: Array, labels: Labels) -> list[list[float]]:
    """The mean place of each digit in both pictures."""
    shadows = [evaluation.principal_components(points) for points in (x, a)]
    both = np.hstack(shadows)
    return [[k, *both[labels == k].mean(axis=0)] for k in range(int(labels.max()) + 1)]
