"""Figures as pieces of a page: themed, small, described, and the same every time."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from snippets.figures import style
from weave import figures
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
    assert set(light) == set(dark) == set(paper) == set(style.COLOURS)
    # The paper of a figure is the page's own.
    assert {**light, "paper": style.PAPER} == style.COLOURS
    assert light["paper"] == dark["paper"] == "var(--md-default-bg-color)"


def test_dark_colours_are_seen_on_dark_paper() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    dark = rules('[data-md-color-scheme="slate"]')
    page = (ROOT / "docs/assets/book.css").read_text(encoding="utf-8")
    background = re.findall(r"--md-default-bg-color: (#\w{6});", page)[1]
    for name in set(dark) - {"paper", "grid", "region-a", "region-b"}:
        contrast = (luminance(dark[name]) + 0.05) / (luminance(background) + 0.05)
        assert contrast >= 4.5, f"{name}: {contrast:.1f}"


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


def test_a_screen_reader_gets_title_and_description(svg: str) -> None:
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    named = [root.find(f".//*[@id='{name}']") for name in root.get("aria-labelledby", "").split()]
    assert [element.text for element in named if element is not None] == [
        'One sees "a < b".',
        "It follows that c.",
    ]


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
