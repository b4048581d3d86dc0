"""Turns: who is measured when, which time counts, and what the table says."""

from datetime import date

from benchmarks.turns import Row, machine, medians, printed


def test_each_warms_up_once_and_then_they_take_turns() -> None:
    met: list[str] = []
    hands = [lambda: met.append("a"), lambda: met.append("b")]
    medians(hands, turns=2, clock=lambda: 0.0)
    assert "".join(met) == "ab" + "abab"


def test_the_median_of_the_turns_without_the_warm_up() -> None:
    now = 0.0
    lengths = iter([1000.0, 5.0, 3.0, 100.0])

    def work() -> None:
        nonlocal now
        now += next(lengths)

    assert medians([work], turns=3, clock=lambda: now) == [5.0]


def test_the_table_says_where_when_how_often_and_what_is_missing() -> None:
    rows = [Row("a", "ours", 0.25), Row("a", "theirs", 0.5, 0.5, "0.60"), Row("a", "x", "missing")]
    about, _, *lines = printed(rows, turns=7).splitlines()
    assert about == f"{date.today().isoformat()}, {machine()}; medians of 7 runs in turn."
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == ["what", "who", "seconds", "of that, ours takes", "wanted, at most"]
    assert cells[2:] == [
        ["a", "ours", "0.250", "", ""],
        ["a", "theirs", "0.500", "0.50", "0.60"],
        ["a", "x", "missing", "", ""],
    ]


def test_the_machine_is_named() -> None:
    name, cores, python = machine().rsplit(", ", 2)
    assert name
    assert cores.endswith(" cores")
    assert python.startswith("Python 3.")
