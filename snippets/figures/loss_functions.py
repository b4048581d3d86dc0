"""Figures of the chapter on loss functions and maximum likelihood."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import activations, calibration, likelihoods, losses, mismatches, outliers
from snippets.arrays import Array
from snippets.figures import style

COLOURS = {
    "mean_squared_error": style.SERIES[0],
    "mean_absolute_error": style.SERIES[3],
    "huber": style.SERIES[2],
}
SHORT = {"mean_squared_error": "squared", "mean_absolute_error": "absolute", "huber": "Huber"}
REACH = np.linspace(-4.0, 4.0, 401)


def losses_above_densities() -> Figure:
    """Each loss over the error or the score, and below it the likelihood that it stands for."""
    figure, panels = style.canvas(6.5, 3.9, 2, 5, sharey="row")
    errors = REACH[:, np.newaxis]
    zero = np.zeros_like(errors)
    numbers = (
        ("squared", errors**2 / 2.0, likelihoods.gaussian(errors, zero, 1.0)),
        ("absolute", np.abs(errors), likelihoods.laplace(errors, zero)),
        ("Huber", losses.huber_costs(errors, zero), likelihoods.huber(errors, zero)),
    )
    for (above, below), (name, cost, density), belief in zip(
        panels.T[:3], numbers, ("Gaussian", "Laplace", "Huber's"), strict=True
    ):
        above.plot(REACH, cost[:, 0], color=style.BACKWARD, linewidth=1.6)
        below.plot(REACH, density[:, 0], color=style.FORWARD, linewidth=1.6)
        below.fill_between(REACH, density[:, 0], color=style.FORWARD, alpha=0.35, linewidth=0)
        above.set_title(name)
        below.set_xlabel("error")
        below.set_title(belief)
    yes, no = activations.sigmoid(REACH), activations.sigmoid(-REACH)
    draw_sides(panels[:, 3], -np.log(yes), -np.log(no), yes, no)
    would_be = likelihoods.would_be_from_hinge(REACH)
    draw_sides(panels[:, 4], *-np.log(would_be).T, *would_be.T)
    panels[0, 3].set_title("cross-entropy")
    panels[1, 3].set_title("Bernoulli")
    panels[0, 4].set_title("hinge")
    panels[1, 4].set_title("nothing")
    for axes in panels.ravel():
        axes.set(xlim=(-4, 4), xticks=[-3, 0, 3])
    panels[0, 0].set(ylim=(0, 4.6), yticks=[0, 2, 4], ylabel="loss")
    panels[1, 0].set(ylim=(0, 1.25), yticks=[0, 0.5, 1], ylabel="likelihood")
    return figure


def draw_sides(column: Array, loss_yes: Array, loss_no: Array, yes: Array, no: Array) -> None:
    """Draw the loss of both sides, and their likelihoods with the sum, over the score."""
    above, below = column
    sides = (("yes", loss_yes, yes, "-"), ("no", loss_no, no, "--"))
    for name, cost, likelihood, look in sides:
        above.plot(REACH, cost, look, color=style.BACKWARD, linewidth=1.6, label=name)
        below.plot(REACH, likelihood, look, color=style.FORWARD, linewidth=1.6, label=name)
    below.plot(REACH, yes + no, color=style.INK, linewidth=1.6, label="sum")
    below.text(
        0.0, (yes + no).max() + 0.03, "sum", color=style.INK, size=9, ha="center", va="bottom"
    )
    for axes, height in ((above, 3.6), (below, 0.45)):
        ink = style.BACKWARD if axes is above else style.FORWARD
        places = (("yes", -2.2), ("no", 2.2)) if axes is above else (("no", -3.6), ("yes", 3.6))
        for text, x in places:
            axes.text(x, height, text, color=ink, size=9, ha="left" if x < 0 else "right")
    below.set_xlabel("score")


def influence() -> Figure:
    """One reading moves, and three answers follow it or do not; then many points, and lines."""
    figure, (left, right) = style.canvas(6.5, 3.0, 1, 2)
    moved = np.linspace(1.0, 9.0, 161)
    kept = np.tile(np.array(outliers.READINGS[:4]), (len(moved), 1))
    readings = np.column_stack([kept, moved])
    for loss, colour in COLOURS.items():
        answer = outliers.answers(readings, loss)
        left.plot(moved, answer, color=colour, linewidth=1.7)
        style.name_line(left, moved[-1], answer[-1], SHORT[loss], colour)
        share, error = outliers.lines(loss)
        low, middle, high = np.quantile(error, [0.1, 0.5, 0.9], axis=1)
        right.fill_between(100 * share, low, high, color=colour, alpha=0.18, linewidth=0)
        right.plot(100 * share, middle, color=colour, linewidth=1.7)
        style.name_line(right, 100 * share[-1], middle[-1], SHORT[loss], colour)
    left.plot(kept[0], np.full(4, 1.65), "o", color=style.INK, markersize=3.5, label="_nolegend_")
    left.text(2.5, 1.65, "the other four readings", color=style.MUTED, size=9, va="center")
    left.set(xlim=(1, 12), xticks=[2, 4, 6, 8], ylim=(1.5, 3.6), yticks=[1.5, 2, 2.5, 3, 3.5])
    left.set(xlabel="fifth reading, metres", ylabel="answer, metres")
    right.set(xlim=(0, 27), xticks=[0, 5, 10, 15, 20], ylim=(0, 3.4), yticks=[0, 1, 2, 3])
    right.set(xlabel="wild points, %", ylabel="error of the slope")
    return figure


def pulls() -> Figure:
    """How hard one yes pulls at its score, by loss."""
    figure, axes = style.canvas(5.6, 3.0)
    z = np.linspace(-8.0, 4.0, 241)
    yes = np.ones((1, 1))
    for name, colour, place in (
        ("binary_cross_entropy", style.BACKWARD, (-7.8, 0.93, "cross-entropy")),
        ("mean_squared_error", style.SERIES[0], (-7.8, 0.09, "squared error")),
    ):
        pair = mismatches.Pair("sigmoid", name)
        pull = [-mismatches.delta_at(pair, np.array([[one]]), yes)[0, 0] for one in z]
        axes.plot(z, pull, color=colour, linewidth=1.7)
        axes.text(*place, color=colour, size=9)
    axes.text(-7.8, 1.06, "certain and wrong", color=style.MUTED, size=9)
    axes.text(3.9, 1.06, "right", color=style.MUTED, size=9, ha="right")
    axes.set(xlim=(-8, 4), ylim=(0, 1.15), yticks=[0, 0.5, 1])
    axes.set(xlabel="score z of an example that is a yes", ylabel="pull at the score")
    return figure


def reliability() -> Figure:
    """What three kinds of models said, what happened, and how often they said it."""
    figure, panels = style.canvas(6.5, 3.5, 2, 3, sharex=True, sharey="row", height_ratios=[3, 1])
    names = {
        "cross-entropy": "cross-entropy,\n1000 examples",
        "hinge, squashed": "hinge, squashed,\n1000 examples",
        "cross-entropy, few examples": "cross-entropy,\n60 examples",
    }
    for (above, below), (name, title) in zip(panels.T, names.items(), strict=True):
        found = calibration.reliability(name)
        above.plot([0, 1], [0, 1], "--", color=style.MUTED, linewidth=1)
        draw_reliability(above, found)
        above.text(0.04, 0.92, f"gap {found.gap.mean():.3f}", color=style.INK, size=9)
        tenths = (np.arange(calibration.BINS) + 0.5) / calibration.BINS
        share = found.share.mean(axis=0)
        below.bar(tenths, share, 0.08, color=style.FORWARD, alpha=0.4, label=f"{name}, share")
        above.set(xlim=(0, 1), ylim=(0, 1.02), yticks=[0, 0.5, 1])
        above.set_title(title)
        below.set(xlabel="said", xticks=[0, 0.5, 1], yticks=[0, 0.5])
    panels[0, 0].set_ylabel("happened")
    panels[1, 0].set_ylabel("share")
    return figure


def draw_reliability(axes: Axes, found: calibration.Reliability) -> None:
    """Draw the mean over runs, and a bar from the tenth to the ninetieth percentile."""
    said = np.nanmean(found.said, axis=0)
    low, high = np.nanquantile(found.happened, [0.1, 0.9], axis=0)
    axes.vlines(said, low, high, color=style.FORWARD, linewidth=1)
    axes.plot(said, np.nanmean(found.happened, axis=0), "o-", color=style.FORWARD, markersize=4)
