"""Figures of the chapter on gradient checking."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from snippets import activations, gradcheck, network, network_checks, roundoff
from snippets.arrays import Array
from snippets.figures import style

COLOURS = {
    "forward_difference": style.SERIES[4],
    "central_difference": style.FORWARD,
    "richardson": style.SERIES[2],
    "unguarded_complex_step": style.SERIES[3],
}
CALLED = {
    "forward_difference": "forward",
    "central_difference": "central",
    "richardson": "Richardson",
    "unguarded_complex_step": "complex step",
}
WEIGHT = 0.65  # W^(1)_13 of the small network
SLOPE = float(network.backpropagate(*network.small()).dW[0][0, 2])

STEP = network_checks.FAR  # of the figure with the two lines: far too long, so that one can see it


def secants() -> Figure:
    """A tangent and the lines of a forward and a central difference with a large step."""
    h = STEP
    figure, axes = style.canvas(6.2, 3.4)
    w = np.linspace(WEIGHT - 4.4, WEIGHT + 4.6, 200)
    curve = np.array([network_checks.small_loss(one) for one in w])
    axes.plot(w, curve, color=style.INK, linewidth=1.6)
    style.name_line(axes, w[-1], curve[-1], "loss", style.INK)
    below, here, above = (float(network_checks.small_loss(WEIGHT + k * h)) for k in (-1, 0, 1))
    lines = {
        "tangent": (0.0, here, SLOPE, style.MUTED),
        "forward": (0.0, here, (above - here) / h, COLOURS["forward_difference"]),
        "central": (-h, below, (above - below) / (2 * h), COLOURS["central_difference"]),
    }
    for name, (start, height, slope, colour) in lines.items():
        reach = 4.2 - start
        ends = [WEIGHT + start, WEIGHT + 4.2], [height, height + slope * reach]
        axes.plot(*ends, "--" if name == "tangent" else "-", color=colour, linewidth=1.4)
        style.name_line(axes, ends[0][1], ends[1][1], name, colour)
    places = [WEIGHT - h, WEIGHT, WEIGHT + h]
    axes.plot(places, [below, here, above], "o", color=style.INK, markersize=5)
    axes.set_xticks(places, ["w − h", "w", "w + h"])
    axes.set(ylabel="loss", xlabel="weight w from input 1 to hidden unit 3", xlim=(-4, 6.3))
    return figure


def v_curve() -> Figure:
    """The relative error of four differences against their step: measured and estimated."""
    figure, axes = style.canvas(6.5, 4.6)
    steps = np.logspace(-16, 0.3, 260)
    for name, colour in COLOURS.items():
        centres, worst = measured_errors(name, steps)
        label = f"{CALLED[name]}, measured"
        axes.plot(centres, worst, color=colour, linewidth=1.7, label=label)
    for name, estimate in roundoff.estimates(network_checks.small_loss, WEIGHT).items():
        error = roundoff.total_error(steps, *estimate) / SLOPE
        label = f"{CALLED[name]}, estimated"
        axes.plot(steps, error, "--", color=COLOURS[name], linewidth=1, label=label)
        best = roundoff.best_step(*estimate)
        lowest = float(roundoff.total_error(best, *estimate)) / SLOPE
        axes.plot(best, lowest, "o", color=COLOURS[name], markersize=5)
        axes.annotate(
            f"{-np.log10(lowest):.0f} digits",
            (best, lowest),
            xytext=(-5, -12),
            textcoords="offset points",
            color=COLOURS[name],
            size=9,
            ha="right",
        )
    name_the_curves(axes)
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="step h",
        ylabel="relative error of the slope",
        xlim=(1e-16, 2e3),
        ylim=(1e-17, 1e2),
    )
    axes.set_xticks([1e-16, 1e-12, 1e-8, 1e-4, 1])
    return figure


def name_the_curves(axes: Axes) -> None:
    """Write beside the V-curves what they are and which error rules where."""
    for x, y, text, name in (
        (2.5, 0.6, "forward", "forward_difference"),
        (2.5, 6e-2, "central", "central_difference"),
        (2.5, 1e-3, "Richardson", "richardson"),
        (5e-16, 1e-14, "complex step: no left arm", "unguarded_complex_step"),
    ):
        axes.text(x, y, text, color=COLOURS[name], size=9, va="center", clip_on=False)
    for x, y, text, angle in (
        (1e-10, 3e-3, "round-off: grows as 1/h", -36),
        (1e-4, 3e-4, "truncation: h", 36),
        (4e-3, 2e-8, "h²", 0),
        (2.5e-1, 1e-8, "h⁴", 0),
    ):
        axes.text(x, y, text, color=style.MUTED, size=9, rotation=angle, ha="center", va="center")


def measured_errors(name: str, steps: Array, width: int = 5) -> tuple[Array, Array]:
    """The largest relative error in each group of neighbouring steps: a line, not a cloud.

    An error of 0 is drawn at 1e-17.
    """
    difference = getattr(gradcheck, name)
    errors = roundoff.errors(difference, network_checks.small_loss, WEIGHT, steps, slope=SLOPE)
    groups = steps.reshape(-1, width), np.maximum(errors, 1e-17).reshape(-1, width)
    return np.exp(np.log(groups[0]).mean(axis=1)), groups[1].max(axis=1)


def kink() -> Figure:
    """What a central difference says of ReLU near its kink, for steps of one size."""
    figure, axes = style.canvas(6.2, 2.9)
    h = gradcheck.CENTRAL_STEP
    z = np.linspace(-3, 3, 601) * h
    slopes = [gradcheck.central_difference(activations.relu, one, h) for one in z]
    axes.plot(z / h, z > 0, "--", color=style.BACKWARD, linewidth=1.4)
    axes.plot(z / h, slopes, color=style.FORWARD, linewidth=1.7)
    axes.set_xticks([-2, -1, 0, 1, 2], ["−2h", "−h", "0", "h", "2h"])
    axes.set_yticks([0, 0.5, 1])
    axes.text(-0.75, 0.33, "central\ndifference", color=style.FORWARD, size=9, ha="right")
    axes.text(0.12, 0.12, "relu′ in the code", color=style.BACKWARD, size=9)
    axes.set(xlabel="score z at which the slope is measured", ylabel="slope of ReLU")
    return figure
