"""Cells in a kernel: what they put out, and what no page can show."""

from pathlib import Path

import pytest

from weave import execution, labs
from weave.errors import InCell
from weave.home import ROOT


def run(folder: Path, *codes: str, limit: float = 60) -> list[list[execution.Output]]:
    return execution.run(codes, root=ROOT, ledger=folder / "ledger", limit=limit)


def test_cells_share_their_names_and_leave_nothing_behind(tmp_path: Path) -> None:
    first, second, third = run(
        tmp_path,
        "import os, pathlib\nx = 2\nprint(x)",
        "pathlib.Path('kept').write_text('3')\nprint(os.environ['OPENBLAS_NUM_THREADS'])\nx + 1",
        "sorted(os.listdir())",
    )
    assert [one["text"] for one in first] == ["2\n"]
    assert second[0]["text"] == "1\n"
    assert second[1]["data"] == {"text/plain": "3"}
    assert third[0]["data"] == {"text/plain": "['kept']"}


def test_what_is_printed_is_one_text_however_it_arrives(tmp_path: Path) -> None:
    ((output,),) = run(tmp_path, "for word in 'abc':\n    print(word, flush=True)")
    assert output["text"] == "a\nb\nc\n"


def test_a_figure_comes_as_svg_with_its_numbers(tmp_path: Path) -> None:
    code = (
        "from matplotlib.figure import Figure\nfigure = Figure()\n"
        "axes = figure.subplots()\naxes.plot([0, 1], [2.5, 3.5], label='line')\nfigure"
    )
    ((output,),) = run(tmp_path, code)
    assert sorted(output["data"]) == ["image/svg+xml", "text/plain"]
    (numbers,) = output["metadata"]["image/svg+xml"]["numbers"]
    assert "line" in numbers["columns"]


@pytest.mark.parametrize(
    ("codes", "cell", "line", "message"),
    [
        (["x = 1", "y = 1\n\n1 / 0"], 1, 3, "ZeroDivisionError: division by zero"),
        (["def f():\n    raise ValueError('no')", "f()"], 0, 2, "ValueError: no"),
        (["x = 1\ndef f(:"], 0, 2, "SyntaxError: invalid syntax"),
        (["import sys\nsys.exit(2)"], 0, 1, "SystemExit: 2"),
        (["import os", "os._exit(3)"], 1, 1, "ended the process"),
        (["while True: pass"], 0, 1, "takes more than 2 s"),
        (["import warnings\nwarnings.warn('oh')"], 0, 1, "standard error: .*UserWarning: oh"),
        (["object()"], 0, 1, "an address that differs each time"),
        (["import os\nprint(os.listdir)\nprint(lambda: 1)"], 0, 1, "an address"),
        (
            ["from snippets import losses\nimport numpy as np\n\n"
             "losses.mean_squared_error(np.ones((2, 2)), np.ones(3))"],
            0, 4, r"\(raised at snippets/",
        ),
    ],
)  # fmt: skip
def test_what_is_refused(
    codes: list[str], cell: int, line: int, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InCell, match=message) as caught:
        run(tmp_path, *codes, limit=2 if "while" in codes[0] else 60)
    assert (caught.value.cell, caught.value.line) == (cell, line)


FIGURE = "from matplotlib.figure import Figure\nFigure()"


@pytest.mark.parametrize(
    ("code", "alt", "message"),
    [
        (FIGURE, None, "ends in a figure: add alt="),
        ("x = 1", "A line.", "has an alt, and puts out 0 figures"),
    ],
)
def test_a_figure_has_an_alt(code: str, alt: str | None, message: str) -> None:
    with pytest.raises(InCell, match=message):
        labs.run([code], ["fig-a"], [alt], root=ROOT, needs=None, limit=60)
