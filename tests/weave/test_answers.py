"""What a result is kept by: the limit of its block, whose numbers it shows, the data it read."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from weave.answers import FOLDER, Answers, Done
from weave.errors import Mistake
from weave.hands import prepare
from weave.imports import Imports
from weave.ledger import Ledger
from weave.page import Page
from weave.source import parse
from weave.work import STYLE, Job, lab, of_page
from weave.workers import Crew

Anew = Callable[[], Answers]


class Slow:
    """Hands that need ten seconds for everything, if one believes them."""

    def __init__(self) -> None:
        self.ran: list[float] = []
        self.meanwhile = lambda: None

    def run(self, jobs: list[Job]) -> Iterator[tuple[int, Done]]:
        for place, job in enumerate(jobs):
            self.ran.append(job.limit)
            self.meanwhile()
            yield place, Done("done" if job.limit >= 10 else Mistake("timed out"), 10.0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("snippets", "snippets/scenes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    return tmp_path


@pytest.fixture
def hands() -> Slow:
    return Slow()


@pytest.fixture
def answers(root: Path, hands: Slow) -> Iterator[Anew]:
    """What makes answers as the next build does; the ledgers are closed at the end."""
    with ExitStack() as opened:
        yield lambda: Answers(
            root, ledger=opened.enter_context(Ledger(root / ".cache")), hands=hands
        )


def program(limit: str) -> Job:
    header = f'python exec="on" limit="{limit}"'
    (job,) = of_page(parse(f"# A\n\n```{header}\nprint(1)\n```\n", "docs/a.md"))
    return job


def test_a_block_that_took_too_long_is_tried_again_when_its_limit_is_raised(
    answers: Anew,
) -> None:
    found = answers()
    with pytest.raises(Mistake, match="timed out"):
        found.of(program("1"))
    assert found.of(program("20")) == "done"
    with pytest.raises(Mistake, match="timed out"):
        found.of(program("1"))


def test_a_block_that_was_in_time_runs_again_when_its_limit_is_lowered(
    hands: Slow, answers: Anew
) -> None:
    assert answers().of(program("20")) == "done"
    assert answers().of(program("20")) == "done"
    assert hands.ran == [20.0]
    with pytest.raises(Mistake, match="timed out"):
        answers().of(program("1"))


def test_two_blocks_of_the_same_text_have_each_their_own_limit(
    answers: Anew,
) -> None:
    found = answers()
    found.gather([program("20"), program("1")])
    assert found.of(program("20")) == "done"
    with pytest.raises(Mistake, match="timed out"):
        found.of(program("1"))


def test_the_numbers_of_a_scene_are_followed_to_the_end(root: Path, answers: Anew) -> None:
    scenes = root / "snippets/scenes"
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        text = f'def f(rng):\n    """F.\n\n    Numbers: {other}.f\n    """\n'
        (scenes / f"{name}.py").write_text(text, encoding="utf-8")
    job = Job("equation", ("x",), Imports(("snippets.scenes.a",)))
    before = answers().key(job)
    (scenes / "c.py").write_text('def f(rng):\n    """G."""\n', encoding="utf-8")
    assert answers().key(job) != before


def test_a_figure_depends_on_the_colours_of_the_house() -> None:
    def roots(options: str) -> tuple[str, ...]:
        page: Page = parse(f'# A\n\n```python exec="on"{options}\nx\n```\n', "docs/a.md")
        return next(iter(of_page(page))).roots.names

    assert STYLE in roots(' alt="a line"')
    assert STYLE not in roots("")


def test_a_lab_depends_on_the_colours_and_on_the_module_that_it_may_lack() -> None:
    page = Page("docs/labs/a.py", "", front_matter={"needs_module": "torch"})
    assert {STYLE, "torch"} <= {*lab(page).roots.names}


@pytest.mark.parametrize("declared", ["DATA_FILES = ['data']", "'data/x.txt'"])
def test_data_that_is_saved_while_it_is_read_leaves_nothing_behind(
    root: Path, hands: Slow, answers: Anew, declared: str
) -> None:
    (root / "data").mkdir()
    data = root / "data/x.txt"
    data.write_text("1", encoding="utf-8")
    (root / "snippets/reader.py").write_text(declared, encoding="utf-8")
    job = replace(program("20"), roots=Imports(("snippets.reader",)))
    hands.meanwhile = lambda: data.write_text("2", encoding="utf-8") and None
    found = answers()
    assert found.of(job) == "done"
    assert not found.lasts(job)
    hands.meanwhile = lambda: None
    data.write_text("1", encoding="utf-8")
    again = answers()
    assert again.of(job) == "done"
    assert again.lasts(job)
    assert len(hands.ran) == 2


def test_what_came_before_hands_break_is_kept(root: Path, hands: Slow, answers: Anew) -> None:
    class Breaking(Slow):
        def run(self, jobs: list[Job]) -> Iterator[tuple[int, Done]]:
            yield from super().run(jobs[:2])
            raise RuntimeError("out of hands")

    jobs = [program(limit) for limit in ("10", "11", "12")]
    with (
        Ledger(root / ".cache") as ledger,
        pytest.raises(RuntimeError, match="out of hands"),
    ):
        Answers(root, ledger=ledger, hands=Breaking()).gather(jobs)
    answers().gather(jobs)
    assert hands.ran == [12.0]


def test_workers_get_ready_for_a_book_of_which_nothing_is_remembered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[Path] = []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setattr(Crew, "prepare", lambda crew: prepared.append(root))
    prepare(root)
    assert prepared == [root]
    (root / FOLDER).mkdir(parents=True)
    prepare(root)
    assert prepared == [root]
