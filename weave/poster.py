"""The picture that other sites show beside a link to the book, drawn without any network."""

from pathlib import Path
from typing import Any

PLACE = "assets/poster.png"
SIZE = (1200, 630)  # pixels, as readers of Open Graph want it
INK, PAPER, QUIET, ACCENT, TICK = "#1f2328", "#fffefc", "#5c656e", "#0f6b63", "#c2500a"
# The strokes of docs/assets/logo.svg, in its 48 by 48 units.
TRIANGLE = ((6, 10), (42, 10), (24, 42), (6, 10))
CHECK = ((16, 17), (22.5, 24), (36, 9))


def draw(title: str, sentence: str) -> Any:
    """The logo, the title and a sentence on paper, as a matplotlib Figure."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - for nothing where no host is named

    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, SIZE[0]), ylim=(0, SIZE[1]))
    axes.axis("off")
    for stroke, colour in ((TRIANGLE, ACCENT), (CHECK, TICK)):
        x, y = zip(*((80 + 4 * x, 585 - 4 * y) for x, y in stroke), strict=True)
        axes.plot(x, y, color=colour, linewidth=12, solid_joinstyle="round", solid_capstyle="round")
    axes.text(96, 300, title, color=INK, fontsize=58, fontweight="bold", va="center")
    axes.text(98, 170, _broken(sentence), color=QUIET, fontsize=29, va="center", linespacing=1.5)
    return figure


def _broken(sentence: str) -> str:
    """A sentence in two lines: the second begins after the comma, or at the middle word."""
    first, comma, second = sentence.partition(", ")
    if comma:
        return f"{first},\n{second}"
    words = sentence.split()
    middle = (len(words) + 1) // 2
    return "\n".join((" ".join(words[:middle]), " ".join(words[middle:])))


def write(site: Path, title: str, sentence: str) -> None:
    """Write the picture where the pages say that it is; it carries no date and no version."""
    path = site / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    draw(title, sentence).savefig(path, metadata={"Software": None})
