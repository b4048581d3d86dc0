"""Figures of the chapter on multilayer perceptrons and forward propagation."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from snippets import activations, experiments, network
from snippets.figures import diagram, plane, style
from snippets.network import Network

# Weights as an image: negative, zero, positive. A raster, so its colours stay in the dark.
SIGNS = LinearSegmentedColormap.from_list("signs", [style.CLASS_A, "#f4f2ee", style.CLASS_B])


def small_network() -> Figure:
    """Draw the small network, its weights on the lines and its values in the circles."""
    net, x, _ = network.small()
    plan = diagram.layout(diagram.weights_of(net))
    figure, axes = style.canvas(5.6, 3.0)
    diagram.prepare(axes, plan)
    diagram.draw_edges(axes, plan)
    diagram.draw_nodes(axes, plan, network.forward_pass(net, x).a)
    diagram.write_weights(axes, plan)
    for node in plan.all_nodes():
        name = diagram.symbol("a", node.layer, node.unit)
        if node.layer == 0:
            name = f"x{node.unit}".translate(diagram.SUBSCRIPT)
        diagram.write(axes, (node.x, node.y + 0.45), name, color=style.MUTED)
    return figure


def bends() -> Figure:
    """Draw three activations on one number line."""
    figure, axes = style.canvas(5.0, 2.5)
    z = np.linspace(-4, 4, 161)
    places = {"sigmoid": (-3.0, 0.22), "tanh": (-2.6, -0.78), "relu": (1.6, 1.5)}
    for colour, (name, place) in zip(style.SERIES[::2], places.items(), strict=True):
        axes.plot(z, getattr(activations, name)(z), color=colour, linewidth=1.6)
        style.name_line(axes, *place, name, colour)
    axes.set(xlim=(-4, 4), ylim=(-1.15, 2), yticks=[-1, 0, 1, 2], xlabel="z", ylabel="φ(z)")
    return figure


def hidden_weights(start: Network, trained: Network, *, units: int = 6) -> Figure:
    """Draw what training made of the first hidden units' weights, as square images.

    A unit's two images share a scale; between them stands how far they correlate.
    """
    W0, W = diagram.weights_of(start)[0], diagram.weights_of(trained)[0]
    side = round(np.sqrt(len(W)))
    figure, panels = style.canvas(5.4, 2.4, 2, units)
    for unit, (above, below) in enumerate(panels.T):
        reach = max(np.abs(W0[:, unit]).max(), np.abs(W[:, unit]).max())
        for axes, weights in ((above, W0[:, unit]), (below, W[:, unit])):
            image = weights.reshape(side, side)
            axes.imshow(image, cmap=SIGNS, vmin=-reach, vmax=reach, interpolation="nearest")
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set_visible(False)
        below.set_title(f"{np.corrcoef(W0[:, unit], W[:, unit])[0, 1]:.2f}")
    for axes, name in zip(panels[:, 0], ("start", "trained"), strict=True):
        axes.set_ylabel(name)
    return figure


def shapes(rows: int = 5) -> Figure:
    """Draw every array of a forward pass through the small network, a square for each number."""
    net = network.small().network
    figure, axes = style.canvas(4.8, 1.6)
    axes.set_axis_off()
    axes.set_aspect("equal")
    right = draw_array(axes, 0, (rows, len(diagram.weights_of(net)[0])), "x", style.FORWARD)
    for number, W in enumerate(diagram.weights_of(net), start=1):
        layer, height = diagram.raised(number), -rows / 2
        right = draw_array(axes, right + 1.0, W.shape, f"W{layer}", style.INK)
        diagram.write(axes, (right + 0.7, -0.5), "+")
        right = draw_array(axes, right + 1.4, W.shape[1:], f"b{layer}", style.INK)
        diagram.write(axes, (right + 1.0, height + 0.5), "φ")
        diagram.write(axes, (right + 1.0, height - 0.4), "→", size=12)
        right = draw_array(axes, right + 2.0, (rows, W.shape[1]), f"a{layer}", style.FORWARD)
    axes.set_xlim(-0.4, right + 0.4)
    axes.set_ylim(-rows - 1.6, 1.4)
    return figure


def draw_array(axes: Axes, left: float, shape: tuple[int, ...], name: str, colour: str) -> float:
    """Draw an array as squares hanging from y = 0; -> its right edge."""
    rows, columns = (1, *shape)[-2:]
    for row, column in np.ndindex(rows, columns):
        corner = left + column, -row - 1
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=colour, linewidth=0.8))
    diagram.write(axes, (left + columns / 2, 0.7), name, color=colour, size=10)
    diagram.write(axes, (left + columns / 2, -rows - 0.8), str(shape), size=8)
    return left + columns


def hidden_units() -> Figure:
    """Draw for which class each hidden unit of a trained 2-3-1 network votes, and the output."""
    run = experiments.moons_hidden(3)
    frame = (-1.5, 2.5, -1.1, 1.6)
    spots = plane.mesh(frame)
    forward = network.forward_pass(run.network, spots.reshape(-1, 2))
    outgoing = diagram.weights_of(run.network)[1][:, 0]
    figure, panels = style.canvas(5.6, 4.4, 2, 2, sharex=True, sharey=True)
    votes = [*(forward.z[0] * np.sign(outgoing)).T, forward.z[1]]
    names = [f"unit {k}, weight {diagram.number(v, 1)}" for k, v in enumerate(outgoing, start=1)]
    for axes, vote, name in zip(panels.ravel(), votes, [*names, "output"], strict=True):
        plane.draw_regions(axes, spots, vote)
        for label, look in enumerate(plane.POINTS):
            x, y = run.x[run.y == label].T
            axes.scatter(x, y, s=5, linewidths=0, **look)
        axes.set_title(name, loc="left")
    for axes in panels.ravel():
        plane.name_axes(axes, "x")
        axes.label_outer()
    return figure
