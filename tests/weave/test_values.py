"""A value is computed, finite and stable; a claim is true, and prints the number it tests."""

import pytest

from weave import values
from weave.errors import Mistake


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("network.small().x[0, 1]:.2f", "\N{MINUS SIGN}0.50"),
        ("np.sqrt(2) * -1e-9:.1e", "\N{MINUS SIGN}1.4 × 10⁻⁹"),
        ("network.small().x[:1, 0:2].sum():.1f", "0.3"),
        ("sum(p.size for p in network.small().network.parameters())", "17"),
        ("np.log(2):.3f", "0.693"),
        ("np.sqrt(2) - 1:.1%", "41.4\N{NO-BREAK SPACE}%"),
        ("np.float64(12.6) * 1e-13:.1e", "1.3 × 10⁻¹²"),
        ("np.array(7)", "7"),
        ("np.power(2, 8)", "256"),
        ("activations.relu(np.array([0.5]))[0]:.1f", "0.5"),
        ("100 * network.small().y[0, 0]:.0f", "100"),
        ("network.small().y[0, 0] + 1:.0f", "2"),
        ("np.dtype('float64').name", "float64"),
        ("len({'a:b': np.pi}):d", "1"),
        ("len('a(' + np.dtype('f8').name):d", "9"),
        ("np.dtype('f8').name + ':'", "float64:"),
        ('np.dtype("f8").name + "\\u0027"', "float64'"),
    ],
)
def test_a_value_is_printed_as_a_book_prints_it(text: str, printed: str) -> None:
    assert values.value(text) == printed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0.97:.2f", "nothing of snippets"),
        ("max(0.97, 0.5):.2f", "nothing of snippets"),
        ("netwrk.small().x", "netwrk is no module of snippets; did you mean network"),
        ("open('x')", "open is no module"),
        ("network.smal()", "AttributeError"),
        (
            "network.small().x",
            r"an array of shape \(1, 2\) .* pick an entry, such as \[0, 0\]",
        ),
        ("network.small", "a function is no single number; call it"),
        ("network.small()", "a Small is no single number; pick a field: .network, .x, .y"),
        ("list(np.ones(2))", "list is no module"),
        ("[np.pi, np.e]", "a list of 2 is no single number; pick an entry"),
        ("np.random.default_rng(1)", "a Generator is no single number"),
        (
            "losses.mean_squared_eror(1, 2):.2f",
            "'mean_squared_eror'; did you mean mean_squared_error?",
        ),
        ("network.small().netwrk:.2f", "did you mean network?"),
        ("np.pi", "how many digits"),
        ("np.inf:.2f", "it is inf"),
        ("np.float64('nan'):.2f", "it is nan"),
        ("np.log(0):.2f", "RuntimeWarning"),
        ("np.pi:.3q", "format"),
        ("np.pi +:.2f", "invalid syntax"),
        ("np.float64(0.25) / 2:.2f", "edge of two roundings"),
    ],
)
def test_a_value_that_would_mislead_is_refused(text: str, message: str) -> None:
    with pytest.raises(Mistake, match=message):
        values.value(text)


def test_an_edge_of_roundings_is_fine_with_another_digit() -> None:
    assert values.value("np.float64(0.25) / 2:.3f") == "0.125"


@pytest.mark.parametrize(
    "text",
    [
        "np.float64(0.1):.1f",
        "-np.float64(0.1):.1f",
        "np.float64(1e-3):.0e",
        "np.int64(128)",
        "np.array(128)",
        "np.array([0.3, 0.1])[1]:.1f",
        "len(np.ones(300))",
        "0.1 * np.float64(1):.1f",
        "0.1 if network else 0:.1f",
        "(0.1, network)[0]:.1f",
        "max(0.1, network.small().x[0, 1]):.1f",
        "0.1 + 0 * network.small().x[0, 0]:.1f",
        "float(np.float64(0.1) + network.small().y[0, 1]):.1f",
    ],
)
def test_a_typed_number_in_disguise_is_no_value(text: str) -> None:
    with pytest.raises(Mistake, match="stands in it; it is typed, not computed"):
        values.value(text)


def test_values_in_an_alt_text_are_filled_in() -> None:
    assert values.fill("falls to `#!value np.log(2):.2f` and `code`") == "falls to 0.69 and `code`"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("above {97 %} :: np.float64(0.98) > {}", "above 97\N{NO-BREAK SPACE}%"),
        ("below {1e-12} :: abs(np.sin(0)) < {}", "below 10⁻¹²"),
        ("{17} parameters :: sum([p.size for p in network.small().network.parameters()]) == {}",
         "17 parameters"),
        ("at least {-0.5} :: {} <= np.cos(np.array([0.0, 2.0]))[0]", "at least \N{MINUS SIGN}0.5"),
        ("{1} key :: len({'a': np.pi}) == {}", "1 key"),
        ("over {1,000} :: np.exp(7) > {}", "over 1,000"),
        ("a 2-3-2 network in {2} layers :: len(network.small().network.layers[:2]) == {}",
         "a 2-3-2 network in 2 layers"),
    ],
)  # fmt: skip
def test_a_true_claim_prints_its_words(text: str, printed: str) -> None:
    assert values.claim(text) == printed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("above {97 %} :: np.float64(0.96) > {}", r"untrue for 97 %: np.float64\(0.96\) is 0.96"),
        ("above {97 %} :: np.float64(0.9699) > {}", "untrue for 97 %"),
        ("below {97 %} :: np.float64(0.9701) < {}", r": np.float64\(0.9701\) is 0.9701$"),
        ("above {97 %}", "write words with one"),
        ("above 97 % :: np.e > {}", "write words with one"),
        ("{1} and {2} :: np.e > {}", "write words with one"),
        ("12.5 above {1} :: np.e > {}", "12.5 stands outside the braces"),
        ("{many} :: np.e > {}", "'many' is no number"),
        ("{1} :: np.e > 2", "one comparison, with one {}"),
        ("{1} :: np.e > {} > {}", "one comparison, with one {}"),
        ("{1} :: np.isclose(np.e, {})", "one comparison, with one {}"),
        ("{1} :: np.e > {} or np.e", "one comparison, with one {}"),
        ("{1} :: np.e > {} - 1", "one whole side"),
        ("{1} :: np.e + 1 > {}", "1 is a second number"),
        ("{1} :: 0 < np.e > {}", "0 is a second number"),
        ("{1} :: 2 > {}", "nothing of snippets"),
        ("{1} :: np.arange(3) < {}", "not true or false"),
        ("{1} :: network.nothing() < {}", "AttributeError"),
    ],
)
def test_a_claim_that_is_untrue_or_cheats_is_refused(text: str, message: str) -> None:
    with pytest.raises(Mistake, match=message):
        values.claim(text)
