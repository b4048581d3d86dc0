"""The right angle is drawn as it is."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets import linear_models, readings
from snippets.figures import projection, style


def test_arrows_keep_their_lengths_and_their_angle():
    x, y = (part[:3] for part in readings.box())
    X, Y = linear_models.centered(x, y)[:2]
    drawn = np.column_stack(projection.in_their_plane(x, y))
    both = np.hstack([X, Y])
    np.testing.assert_allclose(drawn.T @ drawn, both.T @ both, atol=1e-15)
    assert drawn[1, 0] == 0.0
    assert (np.diag(drawn) > 0).all()


def test_the_solid_error_is_that_of_the_best_weight_and_the_shortest():
    axes = projection.right_angle().axes[0]
    x, y = (part[:3] for part in readings.box())
    X, Y = linear_models.centered(x, y)[:2]
    solid, *dashed = (line for line in axes.lines if line.get_color() == style.BACKWARD)
    assert solid.get_linestyle() == "-"
    assert {line.get_linestyle() for line in dashed} == {"--"}
    best = linear_models.least_squares(x, y).W
    for line, w in zip([solid, *dashed], (best, best - 0.2, best + 0.2), strict=True):
        length = np.linalg.norm(np.diff(line.get_xydata(), axis=0))
        assert length == pytest.approx(np.linalg.norm(X @ w - Y))
    labels = [text.get_text() for text in axes.texts[:3]]
    assert labels == [f"w = {best[0, 0] + off:.1f}" for off in (0, -0.2, 0.2)]


def test_every_text_lies_within_the_figure():
    figure = projection.right_angle()
    FigureCanvasAgg(figure).draw()
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert figure.bbox.padded(1).contains(box.x0, box.y0), text
        assert figure.bbox.padded(1).contains(box.x1, box.y1), text
