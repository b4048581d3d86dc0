"""The picture of the book for other sites."""

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg

from weave import poster
from weave.home import ROOT


def test_it_has_the_size_that_is_promised_and_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        poster.write(tmp_path / name, "Checked Gradients", "First, second.")
    one, two = ((tmp_path / name / poster.PLACE).read_bytes() for name in ("one", "two"))
    assert one == two
    assert one[1:4] == b"PNG"
    size = int.from_bytes(one[16:20], "big"), int.from_bytes(one[20:24], "big")
    assert size == poster.SIZE


def test_its_strokes_are_the_logos() -> None:
    logo = (ROOT / "docs/assets/logo.svg").read_text(encoding="utf-8")
    assert 'd="M6 10h36L24 42z"' in logo
    assert 'd="m16 17 6.5 7L36 9"' in logo
    assert poster.TRIANGLE == ((6, 10), (6 + 36, 10), (24, 42), (6, 10))
    assert poster.CHECK == ((16, 17), (16 + 6.5, 17 + 7), (36, 9))
    assert poster.ACCENT in logo
    assert poster.TICK in logo


def test_all_words_stay_within_it() -> None:
    figure = poster.draw(
        "Checked Gradients", "Neural networks from first principles, where x runs."
    )
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert box.x0 > 0
        assert box.x1 < poster.SIZE[0]
        assert box.y0 > 0
