"""Images of weights tell size and sign, with and without colour."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.backends.backend_agg import FigureCanvasAgg

from snippets.figures import style, weight_images
from tests.snippets import looks


def in_grey(w):
    """Draw weights alone on a figure and look at it without colour."""
    figure, axes = style.canvas(2, 2)
    weight_images.draw_weights(axes, w, reach=1.0)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    colours = np.asarray(canvas.buffer_rgba(), dtype=float)[..., :3]
    return colours @ [0.299, 0.587, 0.114]


def drawn(w, **options):
    _, axes = style.canvas(2, 2)
    weight_images.draw_weights(axes, w, **options)
    return axes


def centres(axes):
    (strokes,) = axes.collections
    return {tuple(path.vertices[:4].mean(axis=0).round(6)) for path in strokes.get_paths()}


@pytest.mark.parametrize("strength", [0.1, 0.5, 1.0])
def test_without_colour_the_sign_shows(strength):
    w = np.zeros(4)
    w[1] = strength
    plus, minus = in_grey(w), in_grey(-w)
    assert np.abs(plus - minus).max() > 80  # of 255; a minus on a pixel that else has none
    assert np.median(np.abs(plus - minus)) < 20


def test_without_colour_the_strokes_alone_tell_the_signs_of_a_whole_image():
    w = np.random.default_rng(0).normal(size=25)
    strong = np.abs(w) > weight_images.FAINT * np.abs(w).max()
    found = centres(drawn(w))
    assert found == {(k % 5, k // 5) for k in np.flatnonzero((w < 0) & strong)}
    assert 0 < len(found) < 25


def test_a_stronger_weight_has_a_larger_stroke_that_stays_in_its_pixel():
    (strokes,) = drawn(np.array([-0.2, -0.9, 0.5, -5.0]), reach=1.0).collections
    boxes = [path.get_extents() for path in strokes.get_paths()]
    areas = [box.width * box.height for box in boxes]
    assert areas == sorted(areas)
    assert areas[0] < areas[1] < areas[2]
    assert max(box.width for box in boxes) < 1


def test_the_image_is_the_weights_on_their_own_scale_or_on_a_given_one():
    w = np.array([0.5, -2.0, 1.0, 0.0])
    own, given = (drawn(w, **options).images[0] for options in ({}, {"reach": 4.0}))
    assert np.array_equal(np.ravel(own.get_array()), w)
    assert own.get_clim() == (-2, 2)
    assert given.get_clim() == (-4, 4)


def test_no_weights_at_all_have_no_sign():
    assert centres(drawn(np.zeros(9))) == set()


def test_weights_that_fill_no_square_are_refused():
    with pytest.raises(ValueError, match="6 entries, expected a square number"):
        drawn(np.ones(6))


def test_a_grid_names_its_units_and_leaves_empty_places_empty():
    W = np.random.default_rng(1).normal(size=(9, 7))
    figure = weight_images.grid(W, names=["a", "b", "c", "d", "e"], rows=2)
    looks.assert_legible(figure)
    *full, empty = figure.axes
    assert [axes.get_title() for axes in full] == ["a", "b", "c", "d", "e"]
    for k, axes in enumerate(full):
        assert np.array_equal(np.ravel(axes.images[0].get_array()), W[:, k])
        assert axes.images[0].get_clim()[1] == np.abs(W[:, :5]).max()
    assert not empty.images
    assert not empty.axison


def test_a_grid_may_scale_each_image_by_itself():
    W = np.array([[1.0, -8.0], [0.0, 2.0], [-0.5, 1.0], [0.25, 0.0]])
    figure = weight_images.grid(W, names=["one", "two"], rows=1, alike=False)
    assert [axes.images[0].get_clim()[1] for axes in figure.axes] == [1, 8]
