"""Display equations of three published texts are read whole; some are executed.

What cannot be read is listed with its reason in the text's file, and the list must stay true.
"""

import re

import pytest

from tests.weave.texts import dive, goodfellow, nielsen
from tests.weave.texts.printed import Printed, read, symbols
from weave import check, parse, scenes
from weave.errors import Mistake
from weave.latex_reading import as_latex
from weave.lex import tokens
from weave.numpy_reading import as_numpy
from weave.vocabulary import SENTENCE, TAGS, TEXT

COLUMNS = re.compile(r"\\begin\{array\}\{(\w+)\}")
TEXTS = {"nielsen": nielsen, "goodfellow": goodfellow, "dive": dive}
ALL = [(text, one) for text, module in TEXTS.items() for one in module.EQUATIONS]
READ = [pytest.param(one, id=f"{text} {one.place}") for text, one in ALL if not one.unread]
UNREAD = [pytest.param(one, id=f"{text} {one.place}") for text, one in ALL if one.unread]


@pytest.mark.parametrize("text", TEXTS)
def test_of_thirty_equations_of_a_text_at_least_27_are_read(text: str) -> None:
    equations = TEXTS[text].EQUATIONS
    assert len(equations) == len({one.place for one in equations}) == 30
    assert sum(not one.unread for one in equations) >= 27


@pytest.mark.parametrize("equation", READ)
def test_an_equation_is_read_whole(equation: Printed) -> None:
    for chain in read(equation):
        for relation in chain.relations:
            assert as_numpy(relation)
            written = f"{as_latex(relation.left)} {relation.sign} {as_latex(relation.right)}"
            (again,) = parse.equation(written, symbols(equation))
            assert again.relations == (relation,), f"written back as {written}"


@pytest.mark.parametrize("equation", UNREAD)
def test_what_is_listed_as_unread_is_refused_with_a_place(equation: Printed) -> None:
    with pytest.raises(Mistake) as refusal:
        read(equation)
    assert refusal.value.offset is not None


@pytest.mark.parametrize("equation", READ)
def test_every_token_counts(equation: Printed) -> None:
    """Leave out one token after another: none may be read past in silence."""
    names, whole = symbols(equation), read(equation)
    layout = SENTENCE | TEXT | TAGS | {"&", "\\\\", ","}
    columns = {at for found in COLUMNS.finditer(equation.latex) for at in range(*found.span(1))}
    for token in tokens(equation.latex):
        silent = token.text in layout or token.kind in ("open", "close") or token.argument
        if silent or token.at in columns:
            continue
        end = token.at + len(token.text)
        less = f"{equation.latex[: token.at]} {equation.latex[end:]}"
        try:
            assert parse.equation(less, names) != whole, f"without {token.text}: {less}"
        except Mistake:
            continue


EXECUTED = {
    "nielsen": {
        "23": "forward", "25": "forward", "27": "nielsen", "BP1a": "nielsen", "BP2": "nielsen",
        "BP4": "nielsen", "40-42": "nielsen", "43": "nielsen", "75": "single",
    },
    "goodfellow": {
        "2.5": "matrices", "3.34": "curves", "3.40": "curves", "4.1": "shares", "6.30": "shares",
        "7.17": "regression", "8.11": "repeated", "9.7": "image", "10.8": "recurrent",
    },
    "dive": {
        "Linear Regression, Analytic Solution, second": "regression",
        "Forward Propagation, Backward Propagation, regularization term": "decay",
        "Softmax Regression, Softmax and Cross-Entropy Loss, second": "classes",
        "Attention Scoring Functions, Dot Product Attention, first": "attention",
        "Adam, The Algorithm, second": "moments",
        "Long Short-Term Memory, Memory Cell": "memory",
    },
}  # fmt: skip
RUN = [
    pytest.param(one, EXECUTED[text][one.place], id=f"{text} {one.place}")
    for text, one in ALL
    if one.place in EXECUTED[text]
]


@pytest.mark.parametrize(("equation", "scene"), RUN)
def test_an_equation_holds_in_a_toy_scene(equation: Printed, scene: str) -> None:
    loaded = scenes.load(f"networks.{scene}", "tests.weave.scenes", "tests.weave.toys")
    assert check.equation(equation.latex, scene=loaded).kind in ("verified", "law")


def test_at_least_five_equations_of_each_text_are_executed() -> None:
    for text, executed in EXECUTED.items():
        places = {one.place for one in TEXTS[text].EQUATIONS}
        assert len(executed) >= 5
        assert set(executed) <= places


def test_a_wrong_sign_in_a_text_is_noticed() -> None:
    (back,) = (one for one in nielsen.EQUATIONS if one.place == "BP2")
    loaded = scenes.load("networks.nielsen", "tests.weave.scenes", "tests.weave.toys")
    with pytest.raises(Mistake, match="the sides differ"):
        check.equation(back.latex.replace("= (", "= -("), scene=loaded)
