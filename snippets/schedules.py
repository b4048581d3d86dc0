r"""Schedules: how the rate changes while the training goes on.

Each is a pure function of the step t, from 0; bind the rest with `functools.partial` and hand it
to `training.fit` as schedule. `rate` is the rate $\eta_0$ that is given, at its highest.
"""

import math
from functools import partial


def constant(t: int, *, rate: float) -> float:
    r"""Keep the rate: $\eta_t = \eta_0$.

    >>> constant(7, rate=0.5)
    0.5
    """
    expect_step("constant", t)
    return rate


def step_decay(t: int, *, rate: float, every: int, factor: float = 0.1) -> float:
    r"""Multiply the rate by a factor every so many steps.

    $\eta_t = \eta_0 c^{\lfloor t / T \rfloor}$

    >>> [step_decay(t, rate=1.0, every=2, factor=0.5) for t in range(5)]
    [1.0, 1.0, 0.5, 0.5, 0.25]
    """
    expect_step("step_decay", t, every)
    return rate * factor ** (t // every)


def exponential(t: int, *, rate: float, factor: float) -> float:
    r"""Multiply the rate by a factor every step: $\eta_t = \eta_0 c^t$.

    >>> [exponential(t, rate=1.0, factor=0.5) for t in range(4)]
    [1.0, 0.5, 0.25, 0.125]
    """
    expect_step("exponential", t)
    return rate * float(factor**t)


def inverse_time(t: int, *, rate: float, half: float) -> float:
    r"""Let the rate fall like 1/t: $\eta_t = \eta_0 / (1 + t / T)$, half of it at T.

    Source: Robbins and Monro 1951: the rates must sum to infinity, their squares must not

    >>> [inverse_time(t, rate=1.0, half=2.0) for t in (0, 2, 6)]
    [1.0, 0.5, 0.25]
    """
    expect_step("inverse_time", t)
    return rate / (1.0 + t / half)


def cosine(t: int, *, rate: float, steps: int, lowest: float = 0.0) -> float:
    r"""Let the rate fall along half a cosine and stay at the bottom.

    $\eta_t = \eta_{\min} + \tfrac12 (\eta_0 - \eta_{\min}) (1 + \cos(\pi t / T))$ for $t \le T$

    Source: Loshchilov and Hutter 2016, "SGDR", equation 5

    >>> [round(cosine(t, rate=1.0, steps=4), 4) for t in range(6)]
    [1.0, 0.8536, 0.5, 0.1464, 0.0, 0.0]
    """
    expect_step("cosine", t, steps)
    return lowest + (rate - lowest) * (1.0 + math.cos(math.pi * min(t, steps) / steps)) / 2.0


def warm_restarts(
    t: int, *, rate: float, steps: int, factor: int = 1, lowest: float = 0.0
) -> float:
    r"""Run down the cosine again and again, each run `factor` times as long as the one before.

    Source: Loshchilov and Hutter 2016, "SGDR"

    >>> [round(warm_restarts(t, rate=1.0, steps=2, factor=2), 4) for t in range(7)]
    [1.0, 0.5, 1.0, 0.8536, 0.5, 0.1464, 1.0]
    """
    expect_step("warm_restarts", t, steps, factor)
    while t >= steps:
        t, steps = t - steps, steps * factor
    return cosine(t, rate=rate, steps=steps, lowest=lowest)


def warm_up(t: int, *, rate: float, steps: int) -> float:
    r"""Climb to the rate in equal steps and stay: $\eta_t = \eta_0 \min(1, (t + 1) / T)$.

    >>> [warm_up(t, rate=1.0, steps=4) for t in range(6)]
    [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    """
    expect_step("warm_up", t, steps)
    return rate * min(1.0, (t + 1) / steps)


def one_cycle(
    t: int,
    *,
    rate: float,
    steps: int,
    rising: float = 0.3,
    first: float = 25.0,
    last: float = 1e4,
) -> float:
    r"""Climb along a cosine from a low rate to the highest, then fall to a far lower one.

    From $\eta_0 / c_1$ at step 0 to $\eta_0$ at step $aT - 1$, to $\eta_0 / (c_1 c_2)$ at $T - 1$;
    $a$ is `rising`, $c_1$ `first`, $c_2$ `last`

    Source: Smith and Topin 2017, "Super-convergence"; with these numbers, PyTorch

    >>> [round(one_cycle(t, rate=1.0, steps=11, rising=6 / 11), 4) for t in (0, 5, 10)]
    [0.04, 1.0, 0.0]
    """
    expect_step("one_cycle", t, steps)
    top = rising * steps - 1.0
    if not 0.0 < top < steps - 1.0:
        raise ValueError(f"one_cycle: the top is step {top}, expected after 0, before {steps - 1}")
    low, lowest = rate / first, rate / (first * last)
    if t <= top:
        return along_cosine(low, rate, t / top)
    return along_cosine(rate, lowest, min(1.0, (t - top) / (steps - 1.0 - top)))


def along_cosine(start: float, end: float, share: float) -> float:
    """Go from start to end along half a cosine, a share of the way.

    >>> along_cosine(1.0, 3.0, 0.5)
    2.0
    """
    return end + (start - end) * (1.0 + math.cos(math.pi * share)) / 2.0


def expect_step(function: str, t: int, *counts: int) -> None:
    """Refuse steps before the first, and lengths and factors below 1.

    >>> expect_step("cosine", -1, 10)
    Traceback (most recent call last):
    ValueError: cosine: t is -1, expected 0 or more
    """
    if t < 0:
        raise ValueError(f"{function}: t is {t}, expected 0 or more")
    for count in counts:
        if count < 1:
            raise ValueError(f"{function}: a length or factor is {count}, expected 1 or more")


if __name__ == "__main__":
    print("step           ", *range(0, 12, 2), sep="\t")
    for name, schedule in {
        "step_decay": partial(step_decay, every=4, factor=0.5),
        "inverse_time": partial(inverse_time, half=4.0),
        "cosine": partial(cosine, steps=12),
        "warm_restarts": partial(warm_restarts, steps=4, factor=2),
        "one_cycle": partial(one_cycle, steps=12),
    }.items():
        print(f"{name:15}", *(f"{schedule(t, rate=1.0):.3f}" for t in range(0, 12, 2)), sep="\t")
