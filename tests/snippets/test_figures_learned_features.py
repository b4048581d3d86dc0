"""The figures of learned features show the networks' own weights and answers."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed: nothing is drawn")

from snippets import learned_features, network, training
from snippets.figures import learned_features as figures
from snippets.figures import style


@pytest.fixture(scope="module")
def case():
    """Ten classes of noisy 3 x 3 images, a network, and its twin in another order."""
    rng = np.random.default_rng(0)
    labels = np.arange(60) % 10
    x = rng.normal(size=(10, 9))[labels] + 0.1 * rng.normal(size=(60, 9))
    order = np.array([3, 1, 4, 0, 5, 8, 2, 6, 7])
    sizes = [9, 7, 10]
    net = learned_features.train(x, labels, sizes, seed=0)
    twin = learned_features.train(x, labels, sizes, seed=0, order=order)
    return net, twin, x, labels, order


def images(panels):
    return [np.ravel(axes.images[0].get_array()) for axes in panels]


def test_the_shuffled_rows_are_the_plain_ones_in_the_new_order(case):
    net, twin, x, labels, order = case
    panels = figures.shuffled(net, twin, x, labels, order).axes
    plain, shuffled = images(panels[:5]), images(panels[10:15])
    for k, (one, other) in enumerate(zip(plain, shuffled, strict=True)):
        assert np.array_equal(one, x[2 * k])
        assert np.array_equal(other, x[2 * k][order])
    for start, drawn in ((5, net), (15, twin)):
        for unit, w in enumerate(images(panels[start : start + 5])):
            assert np.array_equal(w, drawn.parameters()[0][:, unit])


def test_the_titles_are_what_the_networks_answer(case):
    net, twin, x, labels, order = case
    panels = figures.shuffled(net, twin, x, labels, order).axes
    for k, axes in enumerate((*panels[:5], *panels[10:15])):
        answer = training.classes(net.forward(x[[2 * (k % 5)]]))[0]
        assert axes.get_title() == f"read as {answer}"
    share = f"{training.accuracy(net, x, labels):.1%}"
    assert share in panels[0].get_ylabel()
    assert share in panels[10].get_ylabel()


def test_a_unit_stands_with_its_start_its_weights_and_its_answers(case):
    net, _, x, labels, _ = case
    start = network.multilayer([9, 7, 10], rng=np.random.default_rng(0))
    figure = figures.hidden_weights(start, net, x, labels, units=3)
    for drawn, panels in ((start, figure.axes[:3]), (net, figure.axes[3:6])):
        for unit, w in enumerate(images(panels)):
            assert np.array_equal(w, drawn.parameters()[0][:, unit])
    a = network.forward_pass(net, x).a[1]
    for unit, axes in enumerate(figure.axes[6:]):
        for k, text in enumerate(axes.texts):
            mean = a[labels == k, unit].mean()
            assert text.get_text() == f"{k}"
            assert text.get_position() == (pytest.approx(mean), k)
            assert text.get_color() == (style.CLASS_B if mean > 0 else style.CLASS_A)
            row = figure.numbers[0][2][k]
            assert row[0] == k
            assert row[1 + unit].replace("−", "-") == f"{mean:.2f}"
        bars = axes.lines[1:]
        low, high = np.quantile(a[labels == 3, unit], [0.1, 0.9])
        assert bars[3].get_xdata() == pytest.approx([low, high])


def test_the_number_over_a_trained_unit_is_the_likeness_with_its_start(case):
    net, _, x, labels, _ = case
    same = figures.hidden_weights(net, net, x, labels, units=2)
    assert [axes.get_title() for axes in same.axes[2:4]] == ["1.00", "1.00"]
    start = network.multilayer([9, 7, 10], rng=np.random.default_rng(0))
    figure = figures.hidden_weights(start, net, x, labels, units=2)
    W0, W = start.parameters()[0][:, 0], net.parameters()[0][:, 0]
    assert figure.axes[2].get_title() == f"{np.corrcoef(W0, W)[0, 1]:.2f}"
