"""Figures as pieces of a page: themed, small, described, and the same every time."""

import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.colors import to_hex

from snippets.figures import style
from weave import figures, plotted
from weave.home import ROOT

CSS = (ROOT / "docs/assets/figures.css").read_text(encoding="utf-8")


def drawing() -> Any:
    """A line with its name, a scatter, a raster, mathtext: what the book's figures are made of."""
    figure, axes = style.canvas(rows=1, columns=2)
    axes[0].plot([0, 1, 2], [0, 1, 4], color=style.FORWARD)
    style.name_line(axes[0], 1, 1, "a < b & c", style.BACKWARD)
    axes[0].set(xlabel="x", ylabel="loss $L^{(2)}$")
    axes[1].scatter([0, 1], [0, 1], c=[style.CLASS_A, style.CLASS_B])
    axes[1].imshow(np.eye(3), cmap=style.regions)
    axes[1].text(0, 0, "black by default", color="black")
    return figure


@pytest.fixture(scope="module")
def svg() -> str:
    alt = 'One sees "a < b". It follows that c.'
    colours = figures.palette()
    return figures.themed(figures.draw(drawing()), name="fig-test", alt=alt, colours=colours)


def rules(selector: str) -> dict[str, str]:
    """The variables that a rule of figures.css sets."""
    block = re.search(rf"^ *{re.escape(selector)} \{{(.*?)\}}", CSS, re.DOTALL | re.MULTILINE)
    assert block, selector
    return dict(re.findall(r"--fig-([\w-]+): ([^;]+);", block[1]))


def test_the_style_sheet_has_the_colours_of_the_drawings() -> None:
    light = rules('[data-md-color-scheme="default"]')
    dark = rules('[data-md-color-scheme="slate"]')
    paper = rules("[data-md-color-scheme]")
    assert set(light) == set(dark) == set(style.COLOURS)
    # The paper of a figure is the page's own.
    assert {**light, "paper": style.PAPER} == style.COLOURS
    assert light["paper"] == dark["paper"] == "var(--md-default-bg-color)"
    # On paper the light ones hold, on white; tests/site/test_browser_figures.py prints in the dark.
    assert set(paper) == {"ink", "muted", "grid", "paper"}


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1: all that is left of it in grey."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def contrast(light: str, dark: str) -> float:
    """How many times lighter the first colour is, as WCAG counts it: below 1 if it is darker."""
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


THEMES = (
    '[data-md-color-scheme="default"]',
    '[data-md-color-scheme="slate"]',
    "[data-md-color-scheme]",
)


@pytest.mark.parametrize("theme", THEMES, ids=("light", "dark", "print"))
def test_the_two_sides_of_a_plane_differ_in_grey(theme: str) -> None:
    colours = {**rules(THEMES[0]), **rules(theme)}
    assert contrast(colours["region-b"], colours["region-a"]) > 1.4
    for letter in "ab":
        point, side = colours[f"class-{letter}"], colours[f"region-{letter}"]
        assert max(contrast(point, side), contrast(side, point)) > 2.5, letter
        assert max(contrast(colours["ink"], side), contrast(side, colours["ink"])) > 4.5, letter


# What is left of red, green and blue (linear) to a reader without green cones, and without red
# ones: Machado, Oliveira and Fernandes, 2009, at full severity.
SEEN = {
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
    "no green": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no red": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
}
TO_XYZ = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0178, 0.1095, 0.8730]]
LINES = ("forward", "backward", "series-1", "series-3", "series-4", "series-5")


def lab(colour: str, eyes: str) -> np.ndarray[Any, Any]:
    """A colour as some eyes see it: lightness, and two coordinates of hue (CIE, 1976)."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(np.array(SEEN[eyes]) @ linear, 0.009, 1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: str, other: str, eyes: str) -> float:
    return float(np.linalg.norm(lab(one, eyes) - lab(other, eyes)))


@pytest.mark.parametrize("theme", THEMES, ids=("light", "dark", "print"))
@pytest.mark.parametrize(("eyes", "least"), [("grey", 5.0), ("no green", 15.0), ("no red", 15.0)])
def test_any_two_lines_are_told_apart(theme: str, eyes: str, least: float) -> None:
    """A difference of 2 is seen side by side; between thin lines it takes more."""
    colours = {**rules(THEMES[0]), **rules(theme)}
    for one, other in combinations(LINES, 2):
        assert apart(colours[one], colours[other], eyes) >= least, (one, other)
    for one in (*LINES, "series-6"):
        assert apart(colours[one], colours["ink"], eyes) >= least, one


@pytest.mark.parametrize("theme", THEMES[:2], ids=("light", "dark"))
def test_what_stands_back_stands_back(theme: str) -> None:
    colours = {**rules(THEMES[0]), **rules(theme)}
    for one in ("forward", "backward"):
        assert apart(colours[one], colours["series-6"], "grey") >= 4.0, one


def test_names_of_lines_are_read_on_light_paper() -> None:
    for name in (*LINES, "ink", "muted"):
        assert contrast("#fffefc", rules(THEMES[0])[name]) >= 4.5, name


def test_the_measure_knows_grey_and_colour_blindness() -> None:
    assert apart("#ff0000", "#ff0000", "no red") == 0
    assert apart("#c04020", "#408020", "no green") < 0.5 * apart("#c04020", "#2040c0", "no green")
    assert lab("#ffffff", "grey") == pytest.approx([100, 0, 0], abs=0.6)


def test_rasters_of_regions_get_lighter_all_the_way() -> None:
    shades = [to_hex(style.regions(share)) for share in np.linspace(0, 1, 21)]
    assert (np.diff([luminance(shade) for shade in shades]) > 0).all()


def test_dark_colours_are_seen_on_dark_paper() -> None:
    dark = rules('[data-md-color-scheme="slate"]')
    page = (ROOT / "docs/assets/book.css").read_text(encoding="utf-8")
    background = re.findall(r"--md-default-bg-color: (#\w{6});", page)[1]
    for name in set(dark) - {"paper", "grid", "region-a", "region-b"}:
        found = contrast(dark[name], background)
        assert found >= 4.5, f"{name}: {found:.1f}"


def test_house_colours_become_variables(svg: str) -> None:
    used = set(re.findall(r"var\(--fig-([\w-]+)\)", svg))
    assert {"ink", "paper", "forward", "backward", "class-a", "class-b", "muted"} <= used
    assert used <= set(style.COLOURS)
    assert not [colour for colour in style.COLOURS.values() if colour in svg]
    assert "#000000" not in svg


def test_text_stays_text_in_the_page_s_font(svg: str) -> None:
    root = ET.fromstring(svg)
    texts = ["".join(element.itertext()) for element in root.iter("text")]
    assert "a < b & c" in texts
    assert "loss\N{NO-BREAK SPACE}L(2)" in texts
    assert "font-family" not in svg
    anchors = {"".join(t.itertext()): t.get("style", "") for t in root.iter("text")}
    assert "text-anchor: middle" in anchors["x"]
    assert "text-anchor: start" in anchors["a < b & c"]
    assert re.search(r"font-size: calc\(9px \* var\(--fig-text, 1\)\)", anchors["a < b & c"])


def test_nothing_global_leaves_the_figure(svg: str) -> None:
    assert not re.search(r"<style|<metadata|<\?xml|<!DOCTYPE|xlink|xmlns", svg)
    root = ET.fromstring(svg)
    ids = [element.get("id", "") for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("fig-test-") for name in ids)
    references = set(re.findall(r'(?:url\(|href=")#([^")]+)', svg))
    assert references <= set(ids)
    assert references


def test_what_nothing_refers_to_and_nobody_sees_is_left_out(svg: str) -> None:
    figure, axes = style.canvas()
    axes.scatter(range(9), range(9))
    many = figures.themed(figures.draw(figure), name="f", alt="One. Two.", colours=style.COLOURS)
    for root in map(ET.fromstring, (svg, many)):
        drawn = ET.tostring(root, encoding="unicode")
        references = set(re.findall(r'(?:url\(#|href="#|aria-\w+=")([^")]+)', drawn))
        assert references == {part.get("id") for part in root.iter() if "id" in part.attrib}
        assert not [path for path in root.iter("path") if path.get("style") == "fill: none"]
        assert not [part for part in root.iter() if part.tag in ("g", "defs") and not len(part)]
        assert not [part for defs in root.iter("defs") for part in defs if "id" not in part.attrib]


def test_many_points_are_few_letters_and_their_numbers_stay() -> None:
    figure, axes = style.canvas(4, 3)
    x = np.linspace(0, 9, 901)
    axes.fill_between(x, np.sin(x), color=style.GRID)
    axes.plot(x, np.sin(x), label="sine")
    axes.scatter(x[::9], np.cos(x[::9]), color=style.BACKWARD, label="cosine")
    drawing, before = figures.draw(figure), plotted.tables(figure, style.COLOURS)
    svg = figures.themed(drawing, name="f", alt="x", colours=style.COLOURS)
    assert len(svg) < 10_000 < len(drawing) / 5
    assert plotted.tables(figure, style.COLOURS) == before
    (line, points) = before
    assert line.columns == ("x", "sine")
    assert points.rows[0][:2] == ("cosine", "101")


def test_a_screen_reader_gets_title_and_description(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    told = [root.get(f"aria-{role}", "") for role in ("labelledby", "describedby")]
    named = [root.find(f".//*[@id='{name}']") for name in told]
    assert [(element.tag, element.text) for element in named if element is not None] == [
        ("title", 'One sees "a < b".'),
        ("desc", "It follows that c."),
    ]


def test_one_sentence_is_a_title_without_a_description() -> None:
    colours = figures.palette()
    svg = figures.themed(figures.draw(drawing()), name="f", alt="Only this.", colours=colours)
    assert 'aria-labelledby="f-title"' in svg
    assert "aria-describedby" not in svg


def test_the_raster_is_kept_as_it_was_drawn(svg: str) -> None:
    assert svg.count("data:image/png;base64,") == 1


def test_two_drawings_have_the_same_bytes_and_no_date() -> None:
    first, second = figures.draw(drawing()), figures.draw(drawing())
    assert first == second
    assert "dc:date" not in first


def test_a_fraction_stays_as_it_was_drawn() -> None:
    figure, axes = style.canvas()
    axes.set_xlabel(r"$\frac{a}{b}$")
    svg = figures.themed(figures.draw(figure), name="f", alt="x", colours=figures.palette())
    assert len(re.findall(r'<tspan x="[\d.]+" y="-?[\d.]+"', svg)) == 2
