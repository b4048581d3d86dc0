"""The figures of the labs show the numbers that a lab hands them, legibly."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.patches import Rectangle

from snippets import activations, datasets
from snippets.figures import labs_activations, labs_arrays, labs_losses, labs_planes, plane, style
from tests.snippets import looks

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Z = np.array([[0.5, -2.0, 0.25], [0.0, 1.0, -0.004], [3.0, -1.0, 0.1], [0.2, 0.3, -4.0]])
NAMES = ["00", "01", "10", "11"]
EXACTLY = np.testing.assert_array_equal
NEARLY = np.testing.assert_allclose


def arrays():
    rows = [{"x": X, "z1": Z}, {"b": Z[0]}]
    return labs_arrays.tables(rows, names=NAMES, columns=["one", "two", "three"])


def moons():
    return datasets.moons(40, noise=0.1, rng=np.random.default_rng(0))


SPOTS = plane.mesh((-1.5, 2.5, -1.0, 1.5), 21)


def through_training():
    scores = {f"step {shift}": SPOTS[..., 0] - shift for shift in (0, 1)}
    return labs_planes.through_training(*moons(), SPOTS, scores)


def units():
    answers = {f"unit {k}": np.tanh(k * SPOTS[..., 1]).ravel() for k in (1, 2, 3, 4)}
    return labs_planes.units(*moons(), SPOTS, answers)


def slope(name):
    return lambda z: getattr(activations, f"{name}_backward")(np.ones_like(z), z)


def functions():
    names = ("sigmoid", "relu", "leaky_relu")
    return labs_activations.functions({n: (getattr(activations, n), slope(n)) for n in names})


LEFT = {
    name: np.exp(np.random.default_rng(k).normal(-k, 0.1, (5, 10)))
    for k, name in enumerate(labs_activations.COLOURS)
}


def gradients():
    return labs_activations.gradients(LEFT)


STACKS = {
    "narrow": [np.full((3, 4), 0.01)] * 4,
    "wide": [np.linspace(-1, 1, 41), np.array([-1.0, 1.0])] * 2,
}


def histograms():
    return labs_activations.histograms(STACKS, (1, 4))


SHARES = {"before": np.array([[0.5, 0.0, 1.0], [0.25, 0.5, 0.0]]), "after": np.zeros((2, 3))}


def unit_squares():
    return labs_activations.units(SHARES)


def costs():
    numbers = {"squared": (np.square, lambda e: 2 * e), "absolute": (np.abs, np.sign)}
    yes = {"hinge": (lambda z: np.maximum(0, 1 - z), lambda z: -1.0 * (z < 1))}
    return labs_losses.costs_and_pulls(numbers, yes)


ANSWERS = np.linspace(0.0, 4.0, 9)


def one_number():
    curves = {"squared": {"clean": (ANSWERS - 1) ** 2, "dirty": 2 + (ANSWERS - 3) ** 2}}
    return labs_losses.one_number(ANSWERS, curves | {"Huber": curves["squared"]}, np.ones(2))


FIT = labs_losses.Fit(
    np.array([-0.5, 0.0, 0.5]),
    np.array([-0.4, 0.1, -2.0]),
    np.array([False, False, True]),
    {"squared": np.array([2.0, 0.5]), "Huber": np.array([1.0, 0.0])},
)


def fits():
    return labs_losses.fits({"clean": FIT, "dirty": FIT})


STEPS = np.linspace(0.0, 20.0, 41)


def walk():
    return labs_losses.walk(STEPS, 0.3 * np.exp(-STEPS / 4), 0.3 - 0.075 * STEPS)


BOWL = labs_losses.Surface(
    ANSWERS,
    ANSWERS,
    np.add.outer((ANSWERS - 1) ** 2, (ANSWERS - 3) ** 2),
    np.array([[0, 0], [3, 1]]),
)


def surfaces():
    without = BOWL._replace(path=np.zeros((0, 2)))
    return labs_losses.surfaces({"with": BOWL, "without": without}, ("weight", "bias"))


FIGURES = [
    arrays, through_training, units, functions, gradients, histograms, unit_squares, costs,
    one_number, fits, walk, surfaces,
]  # fmt: skip


@pytest.fixture(params=FIGURES, ids=lambda draw: draw.__name__)
def figure(request):
    return request.param()


def test_every_text_lies_within_the_figure_and_on_no_other(figure):
    looks.assert_legible(figure)


def test_only_the_house_colours(figure):
    looks.assert_house_colours(figure)


def cells(axes):
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_every_number_of_an_array_stands_in_its_own_cell():
    axes = arrays().axes[0]
    texts = {text.get_position(): text.get_text() for text in axes.texts}
    wanted = [f"{v:.2f}".replace("-", "−") for array in (X, Z, Z[0]) for v in np.ravel(array)]
    wanted[wanted.index("−0.00")] = "0.00"
    seen = []
    for cell in cells(axes):
        (left, low), wide, high = cell.get_xy(), cell.get_width(), cell.get_height()
        middle = left + wide / 2, low + high / 2
        (inside,) = (t for place, t in texts.items() if np.hypot(*np.subtract(place, middle)) < 0.1)
        seen.append(inside)
    assert seen == wanted


def test_a_cell_is_orange_above_zero_blue_below_and_darkest_at_the_largest():
    shades = [cell.get_facecolor() for cell in cells(arrays().axes[0])]
    for value, shade in zip([*X.ravel(), *Z.ravel()], shades, strict=False):
        if abs(value) > 0.005:
            assert to_hex(shade[:3]) == (style.CLASS_B if value > 0 else style.CLASS_A)
    NEARLY([shade[3] for shade in shades[:8]], labs_arrays.SHADE * X.ravel())
    NEARLY(
        [shade[3] for shade in shades[8:20]], labs_arrays.SHADE * np.abs(Z.ravel()) / 4, atol=1e-3
    )


def test_a_full_shade_can_be_asked_for():
    (cell,) = cells(labs_arrays.tables([{"p": np.array([[0.5]])}], full=1.0).axes[0])
    assert cell.get_facecolor()[3] == labs_arrays.SHADE / 2


def test_an_array_of_zeros_has_no_shade():
    assert [
        c.get_facecolor()[3] for c in cells(labs_arrays.tables([{"b": np.zeros(2)}]).axes[0])
    ] == [0, 0]


def test_names_stand_before_rows_of_examples_only_and_above_columns_that_they_fit():
    texts = [text.get_text() for text in arrays().axes[0].texts]
    assert [texts.count(name) for name in NAMES] == [1, 1, 1, 1]
    assert texts.count("one") == 2  # of z1 and of b, not of x
    bare = labs_arrays.tables([{"x": X}]).axes[0].texts
    assert [text.get_text() for text in bare if text.get_text() in NAMES] == []


def test_the_boundary_is_where_the_score_is_zero():
    for axes, shift in zip(through_training().axes, (0, 1), strict=True):
        line = max(
            (c for c in axes.collections if c.get_linewidth()[0] > 1), key=lambda c: c.zorder
        )
        across = np.concatenate([path.vertices[:, 0] for path in line.get_paths()])
        NEARLY(across, shift, atol=1e-9)


def test_every_point_is_drawn_once_in_each_panel():
    data = moons()
    for axes in (*through_training().axes, *units().axes):
        dots = [c.get_offsets() for c in axes.collections if len(c.get_offsets()) > 1]
        EXACTLY(np.concatenate(dots), np.concatenate([data.x[data.y == k] for k in (0, 1)]))


def test_panels_that_are_not_needed_are_gone_and_few_points_are_large():
    assert len(units().axes) == 4
    few = labs_planes.through_training(X, np.array([0, 1, 1, 0]), SPOTS, {"a": SPOTS[..., 0]})
    (sizes, many) = ([c.get_sizes()[0] for c in axes.collections if isinstance(c, PathCollection)]
                     for axes in (few.axes[0], units().axes[0]))  # fmt: skip
    assert min(sizes) > 4 * max(many)


def test_the_sides_of_a_unit_are_those_of_a_plane_and_a_firm_answer_has_its_class_on_top():
    wanted = {
        -0.25: [style.REGION_A, style.CLASS_A],
        -0.1: [style.REGION_A],
        0.1: [style.REGION_B],
        0.25: [style.REGION_B, style.CLASS_B],
    }
    filled = [c for c in units().axes[2].collections if isinstance(c, ContourSet) and c.filled]
    for height, colours in wanted.items():  # the unit's answer is tanh of three times the height
        boxes = [(c, path.get_extents()) for c in filled for path in c.get_paths()]
        here = [to_hex(c.get_facecolor()[0][:3]) for c, box in boxes if box.y0 < height < box.y1]
        assert here == colours


def test_functions_and_slopes_are_drawn_and_grey_lies_where_the_slope_is_flat():
    panels = functions().axes
    assert len(panels) == 3
    for axes, name in zip(panels, ("sigmoid", "relu", "leaky_relu"), strict=True):
        for line in axes.lines:
            z, drawn = line.get_data()
            value = getattr(activations, name)(z)
            NEARLY(drawn, value if line.get_color() == style.FORWARD else slope(name)(z))
    grey = [[(p.get_x(), p.get_x() + p.get_width()) for p in axes.patches] for axes in panels]
    NEARLY(grey[0], [(-8, -4.585), (4.585, 8)], atol=0.01)
    NEARLY(grey[1], [(-8, 0)], atol=0.01)
    assert grey[2] == []


def test_lines_of_gradients_are_medians():
    lines = gradients().axes[0].lines
    for line, sizes in zip(lines, LEFT.values(), strict=True):
        EXACTLY(line.get_ydata(), np.median(sizes, axis=0))
        EXACTLY(line.get_xdata(), np.arange(1, 11))


def test_histograms_count_what_is_in_their_layer():
    panels = histograms().axes
    narrow, wide = panels[0].patches[0].get_data(), panels[3].patches[0].get_data()
    assert np.flatnonzero(narrow.values).size == 1
    assert np.flatnonzero(wide.values).tolist() == [0, 39]
    assert panels[2].patches[0].get_data().values.min() > 0
    assert [axes.get_title() for axes in panels[:2]] == ["layer 1", "layer 4"]


def test_a_unit_is_as_dark_as_the_share_that_switches_it_on_and_crossed_if_none_does():
    before, after = unit_squares().axes
    EXACTLY([p.get_facecolor()[3] for p in before.patches], SHARES["before"].ravel())
    assert {tuple(np.floor(place)) for place in before.lines[0].get_xydata()} == {(1, 0), (2, 1)}
    assert len(after.lines[0].get_xydata()) == 6


def test_costs_stand_left_slopes_right_and_a_jump_is_a_gap():
    left, right, below, pull = costs().axes
    squared, absolute = (line.get_data() for line in left.lines)
    NEARLY(squared[1], squared[0] ** 2)
    NEARLY(absolute[1], np.abs(absolute[0]))
    z, drawn = right.lines[1].get_data()
    away = np.abs(z) > 0.1
    EXACTLY(drawn[away], np.sign(z[away]))
    assert 1 <= np.isnan(drawn).sum() <= 3
    NEARLY(below.lines[0].get_ydata(), np.maximum(0, 1 - z))
    assert np.nanmin(pull.lines[0].get_ydata()) == -1


def test_dots_mark_the_lowest_point_of_each_curve():
    for axes in one_number().axes:
        dots = [line.get_xydata()[0] for line in axes.lines if line.get_marker() == "o"]
        EXACTLY(dots, [[1, 0], [3, 2]])


def test_fitted_lines_and_wild_points_are_drawn_as_given():
    axes = fits().axes[1]
    calm, wild, first, second = (line.get_xydata() for line in axes.lines)
    EXACTLY(calm, [[-0.5, -0.4], [0.0, 0.1]])
    EXACTLY(wild, [[0.5, -2.0]])
    EXACTLY(first, [[-1, -1.5], [1, 2.5]])
    EXACTLY(second, [[-1, -1], [1, 1]])


def test_the_walk_and_its_promise_are_drawn():
    promise, loss = walk().axes[0].lines
    EXACTLY(promise.get_ydata(), 0.3 - 0.075 * STEPS)
    EXACTLY(loss.get_ydata(), 0.3 * np.exp(-STEPS / 4))


def test_a_cross_marks_the_lowest_place_and_a_path_has_both_its_ends():
    with_path, without = surfaces().axes
    cross, path, start, end = (line.get_xydata() for line in with_path.lines)
    EXACTLY(cross, [[3, 1]])  # up counts rows, across columns
    EXACTLY(path, BOWL.path)
    EXACTLY([*start, *end], BOWL.path)
    assert len(without.lines) == 1
    assert with_path.get_ylabel() == "bias"
    assert with_path.get_xlabel() == "weight"


def test_the_lower_the_darker():
    axes = surfaces().axes[1]
    fills = [c for c in axes.collections if c.get_alpha() == labs_losses.HAZE]
    assert len(fills) == labs_losses.LEVELS
    areas = [np.prod(c.get_paths()[0].get_extents().size) for c in fills]
    assert areas == sorted(areas)
