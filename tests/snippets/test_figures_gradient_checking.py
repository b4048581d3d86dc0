"""The figures on gradient checking show what their captions say, and no text runs out or over."""

from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets import gradcheck, network_checks
from snippets.figures import gradient_checking, style

FIGURES = [
    gradient_checking.secants,
    gradient_checking.v_curve,
    gradient_checking.kink,
]


@pytest.fixture(params=FIGURES, ids=lambda draw: draw.__name__)
def axes(request):
    return request.param().axes[0]


def boxes(axes):
    renderer = FigureCanvasAgg(axes.figure).get_renderer()
    axes.figure.draw(renderer)
    return [text.get_window_extent(renderer) for text in axes.texts if text.get_text()]


def test_no_text_runs_out_of_the_figure_or_over_another(axes):
    drawn = boxes(axes)
    for box in drawn:
        assert axes.figure.bbox.padded(1).contains(box.x1, box.y1)
    level = [box for box, text in zip(drawn, axes.texts, strict=True) if not text.get_rotation()]
    assert not any(one.overlaps(other) for one, other in combinations(level, 2))


def test_only_the_house_colours(axes):
    used = {str(line.get_color()) for line in axes.lines}
    used |= {str(text.get_color()) for text in axes.texts}
    assert used <= {*style.COLOURS.values()}


def test_the_lines_have_the_slopes_that_the_caption_divides():
    _, tangent, forward, central, _ = gradient_checking.secants().axes[0].lines
    slopes = [np.ptp(line.get_ydata()) / np.ptp(line.get_xdata()) for line in (forward, central)]
    true = np.ptp(tangent.get_ydata()) / np.ptp(tangent.get_xdata())
    assert true == pytest.approx(gradient_checking.SLOPE)
    differences = gradcheck.forward_difference, gradcheck.central_difference
    at = network_checks.small_loss, gradient_checking.WEIGHT, gradient_checking.STEP
    assert slopes == pytest.approx([float(difference(*at)) for difference in differences])


@pytest.mark.parametrize(("name", "order"), [("forward_difference", 1), ("central_difference", 2)])
def test_each_arm_of_the_v_rises_with_its_order(name, order):
    right = gradient_checking.measured_errors(name, np.logspace(-3, -1, 50))
    left = gradient_checking.measured_errors(name, np.logspace(-13, -9, 200))
    assert np.polyfit(*np.log(right), 1)[0] == pytest.approx(order, abs=0.05)
    assert np.polyfit(*np.log(left), 1)[0] == pytest.approx(-1, abs=0.15)


def test_the_complex_step_has_no_left_arm():
    errors = gradient_checking.measured_errors("unguarded_complex_step", np.logspace(-16, -8, 100))[
        1
    ]
    assert errors.max() < 2e-15


def test_the_known_slope_is_that_of_the_curve():
    above, below = (network_checks.small_loss(gradient_checking.WEIGHT + h) for h in (1e-5, -1e-5))
    assert (above - below) / 2e-5 == pytest.approx(gradient_checking.SLOPE, rel=1e-7)
