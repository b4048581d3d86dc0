"""The tables of numbers that a page folds below its figures."""

from typing import Any

import numpy as np
import pytest

from snippets.figures import style
from weave import figures, plates, plotted
from weave.amounts import column, places
from weave.verdict import Plotted


def tables(figure: Any) -> tuple[Plotted, ...]:
    """The tables of a figure, drawn as a worker draws it."""
    figures.draw(figure)
    return plotted.tables(figure, figures.palette())


def only(figure: Any) -> Plotted:
    (table,) = tables(figure)
    return table


def test_lines_over_the_same_places_stand_side_by_side_under_their_direct_labels() -> None:
    figure, axes = style.canvas()
    x = np.array([0.0, 1.0, 2.0])
    for height, colour, name in ((0.5, style.SERIES[2], "GELU"), (0.7, style.SERIES[3], "ReLU")):
        axes.plot(x, height * x, color=colour)
        style.name_line(axes, 2, height * 2, name, colour)
    axes.set(xlabel="depth", ylabel="gradient")
    assert only(figure) == Plotted(
        "", ("depth", "GELU", "ReLU"), (("0", "0.00", "0.00"), ("1", "0.50", "0.70"),
                                        ("2", "1.00", "1.40")))  # fmt: skip


def test_a_label_goes_before_a_text_and_an_axis_names_a_line_without_either() -> None:
    figure, axes = style.canvas()
    axes.plot([0, 1, 2], [1, 2, 3], color=style.FORWARD, label="mine")
    axes.plot([0, 1, 2], [3, 2, 1], color=style.INK)
    style.name_line(axes, 2, 3, "not this", style.FORWARD)
    axes.set(xlabel="step", ylabel="loss")
    assert only(figure).columns == ("step", "mine", "loss")


def test_what_only_helps_the_eye_is_no_data() -> None:
    figure, axes = style.canvas()
    axes.plot([0, 1, 2], [1, 2, 3], color=style.MUTED)
    axes.plot([0, 1], [1, 1], color=style.INK)
    axes.axhline(0.5, color=style.INK)
    axes.plot([0, 1, 0, 1], [1, 2, 3, 4], color=style.INK)  # a path that turns back
    axes.plot([0, 1, 2], [1, 2, 3], color=style.INK, label="_nolegend_")
    assert tables(figure) == ()
    axes.plot([0, 1, 2], [1, 2, 3], color=style.MUTED, label="theory")
    assert only(figure).columns == ("x", "theory")


def test_a_panel_without_scales_has_no_numbers() -> None:
    figure, axes = style.canvas()
    axes.plot([0, 1, 2], [1, 2, 3], color=style.INK)
    axes.set(xticks=[], yticks=[])
    assert tables(figure) == ()


def test_a_long_line_is_thinned_evenly_and_says_so() -> None:
    figure, axes = style.canvas()
    x = np.linspace(-4, 4, 401)
    axes.plot(x, x**2, color=style.FORWARD)
    table = only(figure)
    assert table.note == "11 of 401 points"
    assert [row[0] for row in table.rows[:3]] == ["−4.0", "−3.2", "−2.4"]
    assert table.rows[-1] == ("4.0", "16.0")


def test_a_line_on_a_logarithmic_axis_is_thinned_evenly_along_the_axis() -> None:
    figure, axes = style.canvas()
    steps = np.arange(1, 1025)
    axes.plot(steps, 1.0 / steps, color=style.FORWARD)
    axes.set(xscale="log", yscale="log", xlim=(1, 1024))
    table = only(figure)
    assert [row[0] for row in table.rows] == [str(2**power) for power in range(11)]
    assert table.rows[-1][1] == "9.77×10⁻⁴"


def test_only_what_is_seen_is_listed() -> None:
    figure, axes = style.canvas()
    axes.plot(np.arange(10), np.arange(10), color=style.FORWARD)
    axes.set_xlim(2, 4)
    assert [row[0] for row in only(figure).rows] == ["2", "3", "4"]


def test_panels_over_the_same_places_share_a_table_and_are_named_by_their_titles() -> None:
    figure, (left, right) = style.canvas(columns=2)
    for axes, title in ((left, "wave"), (right, "saw")):
        axes.plot([0, 1, 2], [1, 2, 3], color=style.FORWARD)
        axes.set_title(title, loc="left")
        axes.set_xlabel("x")
    left.set_ylabel("error")
    assert only(figure).columns == ("x", "wave, error", "saw, error")


def test_a_band_stands_beside_its_line_in_the_same_digits() -> None:
    figure, axes = style.canvas()
    x, y = np.arange(3.0), np.array([10.0, 20.0, 30.0])
    axes.fill_between(x, y - 1, y + 1, color=style.FORWARD, alpha=0.2)
    axes.plot(x, y, color=style.FORWARD, label="ReLU")
    axes.fill_between(x, 0, y + 5, color=style.SERIES[2], alpha=0.2)  # nobody's band
    table = only(figure)
    assert table.columns == ("x", "ReLU", "ReLU, low", "ReLU, high")
    assert table.rows[0] == ("0", "10", "9", "11")


def test_a_bar_at_each_point_is_a_band_too() -> None:
    figure, axes = style.canvas()
    x, y = np.arange(3.0), np.array([0.1, 0.2, 0.3])
    axes.vlines(x, y - 0.05, y + 0.05, color=style.FORWARD)
    axes.plot(x, y, "o-", color=style.FORWARD, label="said")
    assert only(figure).rows[0] == ("0", "0.100", "0.050", "0.150")


def test_many_runs_of_one_look_are_their_median_and_their_range() -> None:
    figure, axes = style.canvas()
    for shift in (0, 1, 5):
        axes.plot([0, 1, 2], [shift, shift + 1, shift + 2], color=style.FORWARD)
    axes.set_ylabel("loss")
    table = only(figure)
    assert table.columns == ("x", "loss", "loss, low", "loss, high")
    assert table.rows[0] == ("0", "1", "0", "5")


def test_few_points_are_listed_and_many_are_summed_up_by_colour() -> None:
    figure, axes = style.canvas()
    axes.scatter([1, 2], [3, 4], c=[style.CLASS_A, style.CLASS_B])
    axes.set(xlabel="x₁", ylabel="x₂")
    assert only(figure).rows == (("1", "3"), ("2", "4"))
    figure, axes = style.canvas()
    axes.scatter(np.arange(20), np.arange(20) / 4, color=style.CLASS_A, label="class 0")
    table = only(figure)
    assert table.columns[:3] == ("points", "count", "x, lowest")
    assert table.rows == (("class 0", "20", "0.0", "9.5", "19.0", "0.00", "2.38", "4.75"),)


def test_the_same_points_in_many_panels_are_told_once() -> None:
    figure, panels = style.canvas(columns=3)
    for axes in panels:
        axes.scatter([1, 2], [3, 4], color=style.CLASS_A)
    assert len(only(figure).rows) == 2


def test_places_with_names_have_their_names() -> None:
    figure, axes = style.canvas()
    axes.plot([0, 1, 2], [1, 2, 3], color=style.FORWARD)
    axes.set_xticks([0, 1, 2], ["w − h", "w", "w + h"])
    assert [row[0] for row in only(figure).rows] == ["w − h", "w", "w + h"]


def test_bars_and_images() -> None:
    figure, axes = style.canvas()
    axes.bar([0.5, 1.5], [0.25, 0.75], 0.8, color=style.REGION_A, label="share")
    assert only(figure) == Plotted("", ("x", "share"), (("0.5", "0.250"), ("1.5", "0.750")))
    figure, axes = style.canvas()
    axes.imshow(np.array([[0.0, 1.0], [-2.5, 0.5]]))
    axes.set(xticks=[], yticks=[], title="unit 1")
    assert only(figure).rows == (("unit 1", "2×2", "−2.50", "1.00"),)


def test_a_figure_may_bring_its_own_tables() -> None:
    figure, axes = style.canvas()
    axes.plot([0, 1, 2], [1, 2, 3], color=style.FORWARD)
    style.tabulate(figure, ["step", "weight"], [(1, 0.5), (1000, -0.25)], "a walk")
    rows = (("1", "0.500"), ("1000", "−0.250"))
    assert only(figure) == Plotted("a walk", ("step", "weight"), rows)


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ([1.0, 20.0, 3.0], ["1", "20", "3"]),
        ([0.5, -0.25], ["0.500", "−0.250"]),
        ([123.4, 5.6], ["123", "6"]),
        ([-0.0004, 1.5], ["0.00", "1.50"]),
        ([2.5e-7, 1e-9], ["2.50×10⁻⁷", "1.00×10⁻⁹"]),
        ([1e6, 2.5], ["1.00×10⁶", "2.50×10⁰"]),
        ([float("nan"), 1.0], ["–", "1"]),
        (["unit 1", "unit 2"], ["unit 1", "unit 2"]),
    ],
)
def test_a_column_has_as_many_digits_as_mean_something(values: list[Any], cells: list[str]) -> None:
    assert column(values) == cells


def test_ratios_keep_their_digits() -> None:
    assert column([0.5, 0.0012], powers=True) == ["0.5000", "0.0012"]
    assert column([1.0, 1e-9], powers=True) == ["1.00×10⁰", "1.00×10⁻⁹"]


def test_places_are_exact_if_that_is_short() -> None:
    assert places([0.25, 0.5, 1.0], {}) == ["0.25", "0.50", "1.00"]
    assert places([0.1 + 0.2, 1 / 3], {}) == ["0.300", "0.333"]


def test_a_table_on_a_page_is_named_can_be_scrolled_and_typesets_its_formulas() -> None:
    html = plates.tools((Plotted("run", ("step", "$w_1$"), (("1", "<"),), "1 of 9 points"),), "")
    assert html.startswith('<div class="figure-tools"><details><summary>The numbers in this')
    assert "<caption>run: 1 of 9 points</caption>" in html
    assert '<th scope="col">step</th><th scope="col"><span class="katex">' in html
    assert "<td>1</td><td>&lt;</td>" in html
    assert 'tabindex="0" role="group" aria-label="run"' in html
    assert plates.tools((), "") == '<div class="figure-tools"></div>'


def test_a_table_without_rows_is_no_table() -> None:
    html = plates.tools((Plotted("", ("x", "nothing"), ()),), "")
    assert html == '<div class="figure-tools"></div>'
