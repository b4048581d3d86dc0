"""Figures of the chapter on automatic differentiation and computational graphs."""

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from snippets import checkpointing, derivative_costs, programs
from snippets.autodiff import Row, Variable, backward, history, pull, tape
from snippets.figures import style

SIGNS = {"add": "+ 2", "multiply": "×"}
LETTERS = {"add": "a", "multiply": "y"}
RADIUS = 0.32
ARROW = {"linewidth": 1.4, "shrinkA": 17, "shrinkB": 17}


class Edge(NamedTuple):
    """One use of a row: by which row, and which share of the gradient comes back from there."""

    source: int
    target: int
    share: float


def edges_of(output: Variable) -> list[Edge]:
    """List every use of every row of a tape of single numbers, in the order of the tape."""
    gradients = backward(output)
    numbers = {variable: number for number, variable in enumerate(history(output), start=1)}
    return [
        Edge(numbers[parent], numbers[variable], float(share))
        for variable in numbers
        for parent, share in pull(variable, gradients[variable])
    ]


def diamond(x: float = 3.0) -> Figure:
    """Draw the graph of y = (x + 2) x from its tape, values above and gradients below."""
    output = programs.diamond(Variable(x, "x"))
    rows = tape(output)
    places = {1: (0.0, 0.0), 2: (2.2, 0.95), 3: (4.4, 0.0)}
    figure, axes = style.canvas(5.2, 2.5)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set(xlim=(-1.0, 5.6), ylim=(-1.25, 1.95))
    for edge in edges_of(output):
        draw_use(axes, places[edge.source], places[edge.target], edge.share)
    for row in rows:
        shares = [edge.share for edge in edges_of(output) if edge.source == row.number]
        draw_row(axes, places[row.number], row, shares)
    return figure


def draw_use(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], share: float
) -> None:
    """Draw one use of a row as an arrow, with the gradient that comes back along it."""
    axes.annotate(
        "", end, xytext=start, arrowprops={"arrowstyle": "-|>", "color": style.FORWARD, **ARROW}
    )
    along = np.array(end) - np.array(start)
    below = 0.22 * np.array([along[1], -along[0]]) / np.hypot(*along)
    x, y = (np.array(start) + np.array(end)) / 2 + below
    text = f"← {share:g}"
    axes.text(x, y, text, color=style.BACKWARD, size=10, ha="center", va="center")


def draw_row(axes: Axes, place: tuple[float, float], row: Row, shares: list[float]) -> None:
    """Draw a row of the tape as a circle, its value above it and its gradient below it."""
    axes.add_patch(Circle(place, RADIUS, facecolor=style.PAPER, edgecolor=style.INK, zorder=2))
    look: dict[str, Any] = {"size": 11, "ha": "center", "va": "center"}
    axes.text(*place, row.name or SIGNS[row.operation], color=style.INK, zorder=3, **look)
    x, y = place
    added = " + ".join(f"{share:g}" for share in shares) + " = " if len(shares) > 1 else ""
    letter = row.name or LETTERS[row.operation]
    axes.text(x, y + 0.6, f"{letter} = {row.value:g}", color=style.FORWARD, **look)
    axes.text(x, y - 0.6, f"{added}{row.gradient:g}", color=style.BACKWARD, **look)


def price() -> Figure:
    """Draw what one gradient of a network's loss costs, in evaluations of that loss."""
    P, differences, forward, reverse = derivative_costs.prices()
    figure, axes = style.canvas(5.6, 3.6)
    axes.loglog(P, differences, color=style.MUTED, linestyle="--", linewidth=1.2, zorder=3,
                label="central differences")  # fmt: skip
    looks = ((forward, style.FORWARD, "forward mode"), (reverse, style.BACKWARD, "reverse mode"))
    for prices, colour, mode in looks:
        axes.loglog(P, prices, color=colour, marker="o", markersize=4, linewidth=2, label=mode)
        last = f"{prices[-1]:,.{1 if prices[-1] < 100 else 0}f}"
        label(axes, (P[-1] * 1.4, prices[-1]), last, colour, "left")
    axes.set(xlim=(8, 2e7), ylim=(0.8, 8e6))
    axes.set_xlabel("parameters of the network")
    axes.set_ylabel("price of one gradient\n(evaluations of the loss)")
    label(axes, (P[3] / 2.2, forward[3] * 2), "forward mode", style.FORWARD, "right")
    label(axes, (P[3] * 1.5, P[3] * 0.95), "central differences, dashed", style.MUTED, "left")
    label(axes, (P[3], reverse[3] * 2.6), "reverse mode", style.BACKWARD, "center")
    return figure


def label(axes: Axes, place: tuple[float, float], text: str, colour: str, side: str) -> None:
    """Name a line in its colour."""
    axes.text(*place, text, color=colour, size=10, ha=side, va="center")


NUMBERS, HIDDEN = 64, 8  # inputs and outputs together, and the width between them


def crossover() -> Figure:
    """Draw the multiplications of a whole Jacobian as inputs turn into outputs."""
    n = np.arange(1, NUMBERS)
    counts = [derivative_costs.funnel(int(k), HIDDEN, int(NUMBERS - k)) for k in n]
    forward = n * [one.push for one in counts]
    reverse = (NUMBERS - n) * [one.pull for one in counts]
    figure, axes = style.canvas(5.6, 3.2)
    axes.plot(n, forward / 1000, color=style.FORWARD, linewidth=2)
    axes.plot(n, reverse / 1000, color=style.BACKWARD, linewidth=2)
    axes.axvline(NUMBERS / 2, color=style.MUTED, linewidth=0.8, linestyle="--")
    axes.set_xlabel("inputs n   (outputs m = 64 − n)")
    axes.set_ylabel("multiplications for\nthe whole Jacobian (thousands)")
    axes.set(xlim=(0, NUMBERS), ylim=(0, None), xticks=[1, 16, 32, 48, 63])
    label(axes, (13, forward[30] / 1000 * 0.16), "forward: n pushes", style.FORWARD, "left")
    label(axes, (13, forward[30] / 1000 * 1.72), "reverse: m pulls", style.BACKWARD, "left")
    return figure


def checkpoints() -> Figure:
    """Draw the states in memory during a sweep: one tape for all, and one a segment."""
    figure, axes = style.canvas(5.6, 3.0)
    for segments, every, colour in ((1, 64, style.BACKWARD), (8, 8, style.SERIES[2])):
        run = checkpointing.sweep(np.tanh, np.ones(2), np.ones(2), segments=segments, every=every)
        axes.plot(range(1, run.evaluations + 1), run.held, color=colour, linewidth=1.6)
    label(axes, (66, 62), "one tape", style.BACKWARD, "left")
    label(axes, (92, 22), "8 segments of 8 steps", style.SERIES[2], "center")
    axes.set(xlabel="evaluations of the step so far", ylabel="states in memory")
    axes.set(xlim=(0, 125), ylim=(0, 70), xticks=range(0, 121, 20))
    return figure
