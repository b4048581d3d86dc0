"""The figures of the lab on digits show the counts, images and places that they were given."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")
from matplotlib.colors import to_hex

from snippets import digit_readers, evaluation, experiments
from snippets.figures import digit_readers as figures
from snippets.figures import style
from tests.snippets import looks


@pytest.fixture(scope="module")
def reader():
    labels = np.arange(200) % 10
    rng = np.random.default_rng(0)
    x = rng.normal(size=(10, 9))[labels] + 0.8 * rng.normal(size=(200, 9))
    parts = digit_readers.deal(labels, seed=0)
    return digit_readers.learn(x, labels, parts, digit_readers.Recipe(16), seed=0)


@pytest.fixture(scope="module")
def answers():
    rng = np.random.default_rng(1)
    labels = np.repeat(np.arange(10), 30)
    said = np.where(rng.random(300) < 0.8, labels, rng.integers(0, 10, size=300))
    return labels, said, rng.uniform(0.3, 1.0, size=300)


def test_both_losses_and_the_epoch_that_was_kept(reader):
    figure = figures.learning(reader)
    training, validation, kept = figure.axes[0].lines
    assert training.get_ydata().tolist() == reader.training.tolist()
    assert validation.get_ydata().tolist() == reader.validation.tolist()
    epoch = int(kept.get_xdata()[0])
    assert kept.get_ydata()[0] == reader.validation[epoch - 1] == reader.best
    looks.assert_legible(figure)
    looks.assert_house_colours(figure)


def test_a_confusion_shows_every_count_and_shades_mistakes(answers):
    labels, said, _ = answers
    counts = evaluation.confusion(labels, said, classes=10)
    figure = figures.confusion(counts)
    axes = figure.axes[0]
    seen = {tuple(map(int, t.get_position())): int(t.get_text()) for t in axes.texts}
    filled = {(k, i): counts[i, k] for i, k in np.ndindex(10, 10) if counts[i, k]}
    assert seen == filled
    wrong = counts - np.diag(np.diag(counts))
    for patch in axes.patches:
        column, row = round(patch.get_x() + 0.47), round(patch.get_y() + 0.47)
        if row == column:
            assert to_hex(patch.get_facecolor()) == style.PAPER
        else:
            assert patch.get_facecolor()[3] == pytest.approx(wrong[row, column] / wrong.max())
    assert axes.get_xlabel() == "read as"
    assert axes.get_ylim() == (9.5, -0.5)  # the first digit on top
    looks.assert_legible(figure)
    looks.assert_house_colours(figure)


def test_no_mistake_at_all_is_drawn_too():
    figure = figures.confusion(np.eye(3, dtype=np.int64))
    assert len(figure.axes[0].texts) == 3


def test_each_mistake_stands_under_its_words():
    rng = np.random.default_rng(0)
    x, labels, said = rng.random((7, 64)), np.arange(7), np.arange(7)[::-1]
    figure = figures.mistakes(x, labels, said, [f"{k} of 9" for k in range(7)])
    shown = [axes for axes in figure.axes if axes.images]
    assert len(shown) == 7
    for k, axes in enumerate(shown):
        assert np.array_equal(np.ravel(axes.images[0].get_array()), x[k])
        assert axes.get_title() == f"{k} read as {6 - k}"
        assert axes.get_xlabel() == f"{k} of 9"
    looks.assert_legible(figure)


def test_two_mistakes_stand_in_one_row():
    figure = figures.mistakes(np.zeros((2, 16)), np.array([1, 2]), np.array([3, 4]), ["", ""])
    assert len(figure.axes) == 2


def test_the_dots_say_how_often_an_answer_was_right(answers):
    labels, said, p = answers
    figure = figures.reliability(p, labels == said)
    above, below = figure.axes
    spots = above.lines[1].get_xydata()
    for tenth, (x, y) in zip(range(3, 10), spots, strict=True):
        inside = np.floor(10 * p) == tenth
        assert x == pytest.approx(p[inside].mean())
        assert y == pytest.approx((labels == said)[inside].mean())
        assert below.patches[tenth].get_height() == inside.sum()
    low, high = np.array([path.vertices[:, 1] for path in above.collections[0].get_paths()]).T
    assert (low < spots[:, 1]).all()
    assert (spots[:, 1] < high).all()
    looks.assert_legible(figure)
    looks.assert_house_colours(figure)


def test_the_bars_are_wilson_s():
    low, high = figures.wilson(np.array([0.7]), np.array([20.0]))
    assert (low[0], high[0]) == pytest.approx(experiments.Starts(14, 20).interval())


def test_each_image_is_a_point_where_its_shadow_falls():
    rng = np.random.default_rng(0)
    x, a, labels = rng.normal(size=(60, 9)), rng.normal(size=(60, 5)), np.arange(60) % 10
    wrong = rng.random(60) < 0.2
    figure = figures.representations(x, a, labels, wrong)
    for axes, points in zip(figure.axes, (x, a), strict=True):
        shadow = evaluation.principal_components(points)
        for digit in range(10):
            for k, mistaken in enumerate((False, True)):
                drawn = axes.collections[2 * digit + k]
                some = (labels == digit) & (wrong == mistaken)
                assert np.array_equal(drawn.get_offsets(), shadow[some])
                colour = style.BACKWARD if mistaken else style.SERIES[5]
                assert not some.any() or to_hex(drawn.get_facecolor()[0]) == colour
        assert axes.get_title().startswith(f"{points.shape[1]} ")
    middles = np.array(figures.middles(x, a, labels))
    assert middles[3, 1:3] == pytest.approx(
        evaluation.principal_components(x)[labels == 3].mean(axis=0)
    )
    looks.assert_legible(figure)
