"""The plane of inputs: each side in its colour, each class with its mark."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.colors import to_hex

from snippets.figures import first_network, plane, style

FRAME = (-1.0, 3.0, -1.0, 1.0)


def regions_at(axes, spots):
    """The colour of the region in which each spot lies."""
    filled = next(one for one in axes.collections if getattr(one, "filled", False))
    paths = list(zip(filled.get_paths(), filled.get_facecolor(), strict=True))
    return [next(to_hex(c) for path, c in paths if path.contains_point(spot)) for spot in spots]


def test_where_the_score_is_negative_is_the_side_of_class_0():
    spots = plane.mesh(FRAME, 21)
    _, axes = style.canvas()
    plane.draw_regions(axes, spots, spots[..., 0].ravel() - 0.33)
    below, above = regions_at(axes, [(-0.5, 0.2), (2.5, 0.2)])
    assert (below, above) == (style.REGION_A, style.REGION_B)
    boundary = next(one for one in axes.collections if not getattr(one, "filled", True))
    (line,) = boundary.get_paths()
    np.testing.assert_allclose(line.vertices[:, 0], 0.33)


def test_the_first_network_paints_the_last_panel_in_the_colours_of_the_points():
    axes = first_network.bending().axes[-1]
    for look in axes.collections[-2:]:
        marks = look.get_offsets()
        colour = {style.CLASS_A: style.REGION_A, style.CLASS_B: style.REGION_B}
        want = colour[to_hex(look.get_facecolor()[0])]
        assert regions_at(axes, marks).count(want) > 0.98 * len(marks)
    round_one, square = (one.get_paths()[0] for one in axes.collections[-2:])
    assert len(round_one.vertices) > len(square.vertices)
