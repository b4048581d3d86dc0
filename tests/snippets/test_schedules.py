"""Schedules: values by hand, where they begin and end, and which way they go."""

import math
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import schedules

ALL = {
    "constant": partial(schedules.constant, rate=0.5),
    "step_decay": partial(schedules.step_decay, rate=0.5, every=7),
    "exponential": partial(schedules.exponential, rate=0.5, factor=0.9),
    "inverse_time": partial(schedules.inverse_time, rate=0.5, half=5.0),
    "cosine": partial(schedules.cosine, rate=0.5, steps=20),
    "warm_restarts": partial(schedules.warm_restarts, rate=0.5, steps=5, factor=2),
    "warm_up": partial(schedules.warm_up, rate=0.5, steps=10),
    "one_cycle": partial(schedules.one_cycle, rate=0.5, steps=50),
}
FALLING = ["constant", "step_decay", "exponential", "inverse_time", "cosine"]


@pytest.mark.parametrize(
    ("name", "t", "rate"),
    [
        ("constant", 99, 0.5),
        ("step_decay", 6, 0.5),
        ("step_decay", 7, 0.05),
        ("step_decay", 14, 0.005),
        ("exponential", 3, 0.5 * 0.729),
        ("inverse_time", 5, 0.25),
        ("inverse_time", 20, 0.1),
        ("cosine", 5, 0.25 * (1 + math.sqrt(0.5))),
        ("cosine", 10, 0.25),
        ("cosine", 20, 0.0),
        ("cosine", 30, 0.0),
        ("warm_restarts", 5, 0.5),
        ("warm_restarts", 10, 0.25),
        ("warm_restarts", 15, 0.5),
        ("warm_restarts", 25, 0.25),
        ("warm_up", 0, 0.05),
        ("warm_up", 9, 0.5),
        ("warm_up", 50, 0.5),
        ("one_cycle", 0, 0.02),
        ("one_cycle", 14, 0.5),
        ("one_cycle", 49, 2e-6),
        ("one_cycle", 60, 2e-6),
    ],
)
def test_by_hand(name: str, t: int, rate: float) -> None:
    assert ALL[name](t) == pytest.approx(rate, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("name", ALL)
@given(t=st.integers(0, 1000))
def test_no_rate_is_negative_or_above_the_given_one(name: str, t: int) -> None:
    assert 0.0 <= ALL[name](t) <= 0.5


@pytest.mark.parametrize("name", FALLING)
@given(t=st.integers(0, 1000))
def test_these_never_rise(name: str, t: int) -> None:
    assert ALL[name](t + 1) <= ALL[name](t)


def test_the_cosine_ends_at_the_lowest_rate() -> None:
    assert schedules.cosine(8, rate=1.0, steps=8, lowest=0.25) == 0.25
    assert schedules.cosine(4, rate=1.0, steps=8, lowest=0.25) == pytest.approx(0.625)


def test_one_cycle_rises_then_falls() -> None:
    rates = [ALL["one_cycle"](t) for t in range(50)]
    top = rates.index(max(rates))
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)


@pytest.mark.parametrize("name", ALL)
def test_a_step_before_the_first_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: t is -1, expected 0 or more$"):
        ALL[name](-1)


@pytest.mark.parametrize(
    ("schedule", "options"),
    [
        (schedules.step_decay, {"every": 0}),
        (schedules.cosine, {"steps": 0}),
        (schedules.warm_restarts, {"steps": 3, "factor": 0}),
        (schedules.warm_up, {"steps": 0}),
        (schedules.one_cycle, {"steps": 0}),
    ],
)
def test_a_length_of_zero_is_refused(schedule, options: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"a length or factor is 0, expected 1 or more$"):
        schedule(3, rate=1.0, **options)


@pytest.mark.parametrize("rising", [0.0, 0.1, 1.0])
def test_a_cycle_without_a_way_up_or_down_is_refused(rising: float) -> None:
    with pytest.raises(ValueError, match=r"^one_cycle: the top is step"):
        schedules.one_cycle(0, rate=1.0, steps=10, rising=rising)
