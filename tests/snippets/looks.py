"""How every figure of the book has to look: legible, and in the house's colours."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from snippets.figures import style


def assert_legible(figure: Figure) -> None:
    """Every text lies within the figure, and on no other text."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    texts = [
        text
        for axes in figure.axes
        for text in (axes.title, axes.xaxis.label, axes.yaxis.label, *axes.texts)
        if text.get_text()
    ]
    boxes = {text: text.get_window_extent(renderer) for text in texts}
    for text, box in boxes.items():
        assert figure.bbox.padded(1).contains(box.x0, box.y0), text
        assert figure.bbox.padded(1).contains(box.x1, box.y1), text
    for one, other in combinations(texts, 2):
        assert not boxes[one].overlaps(boxes[other]), (one, other)


def assert_house_colours(figure: Figure) -> None:
    """Lines and texts wear colours that the style sheet knows for light and dark."""
    used = {str(line.get_color()) for axes in figure.axes for line in axes.lines}
    texts = [text for axes in figure.axes for text in axes.texts if text.get_text()]
    used |= {str(text.get_color()) for text in texts}
    assert used <= {*style.COLOURS.values()}
