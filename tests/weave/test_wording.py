"""Words that we do without, misspellings and exclamation marks: caught, and near misses."""

import pytest

from weave import source, wording


def found(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in wording.problems(source.parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        "It is very small.",
        "Simply add it.",
        "It is just a sum.",
        "Note that it falls.",
        "Note\nthat it falls.",
        "It is important to look.",
        "We add it in order to see.",
        "A powerful idea.",
        "The crucial step.",
        "We dive into it.",
        "We delved here.",
        "A journey begins.",
        "It unlocks more.",
        "We leverage it.",
        "It is easy to see.",
        "So, after some algebra, it falls.",
        "It is clearly so.",
        "The landscape of ideas.",
        "It works!",
        "# A very short title",
        "| very | b |\n|---|---|\n| c | d |",
        "See [very much](a.md).",
        '```python exec="on" alt="a very steep line"\nx\n```',
        "---\ntitle: Simply put\n---\n\nText.",
    ],
)
def test_a_banned_word_is_caught(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The loss landscape, and loss landscapes.",
        "It is justified, adjusted, and an everyday thing.",
        "It can be noted, that much.",
        "Note `x` that.",
        "The `very` name, and $very$.",
        "```text\nvery\n```",
        "See [A very good text](https://example.org/very).",
        "<!-- very -->",
        '!!! note "A title"\n\n    Text.',
        '??? question "A title"\n\n    Text.',
        '=== "NumPy"\n\n    Text.',
        "![a line](a.svg)",
        "$n!$ and `n!`",
        "Dive, in to it.",
    ],
)
def test_other_words_are_fine(text: str) -> None:
    assert found(text) == []


def test_the_line_is_that_of_the_word() -> None:
    assert found("# A\n\nOne line\nand a very long one.\n")[0][0] == 4
    assert found('```python exec="on" alt="very"\nx\n```\n')[0][0] == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The gradeint is recieved.", "recieved"),
        ("We seperate it.", "seperate"),
        ("Seperate the classes.", "Seperate"),
        ("it does'nt fall", "does'nt"),
    ],
)
def test_a_misspelt_word_is_caught(text: str, wrong: str) -> None:
    assert any(message.startswith(f'"{wrong}"') or f"{wrong!r}" in message
               for _, message in found(text))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "`recieved` and $recieved$.",
        "```bash\nrecieved\n```",
        "The gradient is received; it doesn't fall.",
        "Rosenblatt, Rumelhart, Hadamard, softmax, Jacobian, minibatch, backpropagation.",
        "See [the recieved text](https://example.org).",
    ],
)
def test_code_names_and_terms_are_no_misspellings(text: str) -> None:
    assert found(text) == []
