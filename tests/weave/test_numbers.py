"""Numbers typed by hand: caught, and what may be typed."""

import pytest

from weave import numbers, source

TYPED = '---\ntyped:\n  "200": points, chosen by us\n---\n\n'


def found(text: str, *, executed: bool = False) -> list[tuple[int, str]]:
    page = source.parse(text)
    return [
        (problem.line, problem.message) for problem in numbers.problems(page, lambda _: executed)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The loss is 0.74 here.", "0.74"),
        ("The loss is 0.74.", "0.74"),
        ("a loss (.5) here", ".5"),
        ("It takes 1600 steps.", "1600"),
        ("It takes 1,600 steps.", "1,600"),
        ("All 200 points.", "200"),
        ("About 10 000 points.", "000"),
        ("right in 97% of all", "97%"),
        ("right in 97 % of all", "97 %"),
        ("right in 97 percent of all", "97 percent"),
        ("up to 1e-12 apart", "1e-12"),
        ("200x faster", "200"),
        ("between 100-ish", "100"),
        ("# A loss of 0.74", "0.74"),
        ("Figure: It falls to 0.74.", "0.74"),
        ("| a | 0.74 |\n|---|---|\n| c | d |", "0.74"),
        ("it is `0.74` here", "0.74"),
        ("it is `[0.15, 7]` here", "0.15"),
        ("a rate of $0.74$", "0.74"),
        (r"a rate of $\eta = 0.74$", "0.74"),
        (r"the space $\mathbb{R}^{784}$", "784"),
        (r"a share of $97\,\%$", r"97\%"),
        (r"all $10\,000$ points", "10000"),
        ("```text\nloss 0.74\n```", "0.74"),
        ('```python exec="on" alt="falls to 0.74"\nx\n```', "0.74"),
        ("---\ntitle: 0.74 or less\n---\n\ntext", "0.74"),
        ("<div>0.74</div>", "0.74"),
        ("See [0.74](a.md).", "0.74"),
        ("In Figure 2 we see 0.74.", "0.74"),
        ("It ran in 2500 steps", "2500"),
        ("1970.5 steps", "1970.5"),
        ("0.97 of all", "0.97"),
        ("**0.97** of all", "0.97"),
    ],
)
def test_a_measured_number_is_caught(text: str, number: str) -> None:
    assert [message.startswith(f"{number} is typed by hand") for _, message in found(text)] == [
        True
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two layers, 33 numbers, 12 of them in rows 1 and 2.",
        "In 1986, the 1980s, 1943-2024 and 2099.",
        "a W100 or float64 or `x = 0.74` in code",
        "`#!value network.small().x[0, 0]:.2f` and `#!claim {0.5} of 9.9 :: a > {}`",
        "```python exec=\"on\"\nx = 0.74\n```",
        "```bash\npython -m http.server 8000\n```",
        "```math\na = 0.74 b\n```",
        "## 2.3 A numbered heading",
        "**2.3** Pencil, **Exercise 2.4** Derive, and Exercise 2.5",
        '??? success "2.3 Solution"',
        "See p. 533, pp. 533-536, pages 100 and 102, Eq. (6.24), § 5.12, ch. 5.1, vol. 323.",
        "See [Nature 323, 0.74](https://example.org/0.74) and <https://a.org/1234>.",
        "[d2l issue #2463](a.md#200) and #2463",
        "Pull request #828 and pull request 828.",
        "Batches of 2, 3, 5; 1/2 of it; 2-3-2.",
        "<!-- 0.74 -->",
        "{ #fig-123 }",
        "10^-12 is short",
        "<img src='a.svg' width='640'>",
    ],
)  # fmt: skip
def test_other_numbers_are_fine(text: str) -> None:
    assert found(text) == []


TITLE = "*The perceptron: a model*"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}, Psychological Review 65, 386–408 (1958): what was hoped.",
        f"{TITLE}, Psychological Review 65, 386 (1958)",
        f"{TITLE}, Psychological Review 65(6), 386 (1958).",
        f"{TITLE}, Phys. Rev. 323 (1986).",
        f"{TITLE}, Phys. Rev. 323:533-536 (1986).",
        f"({TITLE}, Reviews of Modern Physics 34, 123 (1962)).",
        '- A. Author, "Learning representations", *Nature* 323, 533–536, 1986. The same walk.',
        '- A. Author, "Learning\n  representations", *Nature Communications* 7,\n  13276, 2016.',
        '- A. Author, “A survey of all”, *Journal of Learning* 118(153), 2018.',
        f"A. Author (1911), {TITLE}, Transactions of the Society A 210, pp. 307–357.",
        f"A. Author (2018), {TITLE}, Journal of Learning 18(153), section 2.",
        f"One, {TITLE}, Science 367, 83 (2020); two, {TITLE}, Neuron 109, 2727 (2021).",
        '- P.-S. Author, "Mémoire sur la probabilité", 1774. For three readings.',
    ],
)  # fmt: skip
def test_a_citation_says_where_its_work_stands(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It took 65, 386–408 (1958) steps.", "386"),
        ("Psychological Review 65, 386 (1958)", "386"),
        (f"{TITLE}, Psychological Review 65, 386", "386"),
        (f"{TITLE}, Psychological Review 65, 386 passes (1958)", "386"),
        (f"{TITLE}, Psychological Review 65, 386 (19580)", "386"),
        (f"{TITLE}, Psychological Review 65, 386 (1958.5)", "386"),
        (f"{TITLE}, and it took 386 (1958)", "386"),
        (f"{TITLE} Psychological Review 65, 386 (1958)", "386"),
        (f"{TITLE}, Psychological Review 65, 386 (1958) of 400 points", "400"),
        (f"{TITLE}, Psychological Review 65, 38.6 (1958)", "38.6"),
        (f"{TITLE}, Psychological Review 0.65, 38 (1958)", "0.65"),
        (f"{TITLE}, Psychological Review 38 % (1958)", "38 %"),
        (f"{TITLE}, it ended. Momentum, Adam 323 (1986)", "323"),
        ("*Adam*, Momentum 323 (1986)", "323"),
        ('"Adam", Momentum 323, 1986', "323"),
        ('- A. Author, "Learning representations", *Nature* 323, 1986.', "323"),
        (f"{TITLE}, Phys. Rev. 323, 1986 of them", "323"),
        ("The *Momentum* 323, 1986", "323"),
        ("Phys. Rev. 323 has it", "323"),
        ("the volume(issue) 18(153) of 2018", "153"),
        (f"(1911), {TITLE}, a walk of 210, and 307", "210"),
        ('It says "a title of note", 1774.', "1774"),
        ('- It says "a title of note", 1774 steps later', "1774"),
        ("- It took long, 1774.", "1774"),
        ('- A. Author, "A title of note", 177.', "177"),
        ("All 828 pull requests", "828"),
    ],
)
def test_what_only_looks_like_a_citation_is_caught(text: str, number: str) -> None:
    messages = [message for _, message in found(text)]
    assert any(message.startswith(f"{number} is typed by hand") for message in messages)


def test_an_executed_formula_may_hold_numbers() -> None:
    assert found("$L = 0.3x$", executed=True) == []
    assert len(found("$L = 0.3x$")) == 1


def test_the_line_is_that_of_the_number() -> None:
    assert found("# A\n\none line\nand 0.74 there\n")[0][0] == 4
    assert found("```text\na\nb 0.74\n```\n")[0][0] == 3


def test_an_exception_with_a_reason_is_fine() -> None:
    assert found(TYPED + "All 200 points, 200 in all.") == []
    assert found('---\ntyped:\n  "97 %": by definition\n---\n\nIn 97% of all, $97\\%$.') == []
    assert found("---\ntyped:\n  0.10: a rate\n---\n\nA rate of 0.10.") == []


def test_an_exception_covers_its_own_number_only() -> None:
    assert len(found(TYPED + "All 200 of 201 points.")) == 1
    assert len(found("---\ntyped:\n  0.10: a rate\n---\n\nA rate of 0.10, not 0.1.")) == 1


def test_an_unused_exception_is_caught() -> None:
    line, message = found(TYPED + "All points.")[0]
    assert line == 3
    assert "the page does not have" in message
    assert found(TYPED + "All `200` points.") == []


def test_an_exception_needs_a_reason() -> None:
    assert "has no reason" in found('---\ntyped:\n  "200": ""\n---\n\nAll 200.')[0][1]
