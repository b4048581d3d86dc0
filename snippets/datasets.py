"""Datasets: small made-up problems in the plane, each hard for a different reason.

All but `xor` are drawn from a given generator; labels are integers from 0.
"""

from typing import NamedTuple

import numpy as np

from snippets.arrays import Array, Labels


class Dataset(NamedTuple):
    """Inputs with their classes.

    x: (n, d)  inputs
    y: (n,)  class numbers
    """

    x: Array
    y: Labels


def xor() -> Dataset:
    """List the four cases of "one or the other, but not both", which no straight line separates.

    >>> xor().y
    array([0, 1, 1, 0])
    """
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return Dataset(x, np.array([0, 1, 1, 0], dtype=np.int64))


def moons(n: int, *, noise: float, rng: np.random.Generator) -> Dataset:
    r"""Draw two half circles that reach into each other.

    Class 0: $(\cos t, \sin t)$; class 1: $(1 - \cos t, \tfrac12 - \sin t)$; $0 \le t \le \pi$

    n: points in all, at least 2; class 0 has the odd one
    noise: standard deviation of a normal shift of every coordinate

    Raises ValueError if n < 2 or the noise is negative.

    >>> moons(5, noise=0.0, rng=np.random.default_rng(0)).x.round(2).tolist()[0]
    [1.0, 0.0]
    """
    expect_counts("moons", n=n, classes=2, noise=noise)
    upper, lower = (np.linspace(0.0, np.pi, count) for count in shares(n, 2))
    x0 = np.column_stack([np.cos(upper), np.sin(upper)])
    x1 = np.column_stack([1.0 - np.cos(lower), 0.5 - np.sin(lower)])
    return gather([x0, x1], noise=noise, rng=rng)


def spirals(
    n: int, *, noise: float, rng: np.random.Generator, arms: int = 2, turns: float = 1.0
) -> Dataset:
    r"""Draw arms that wind around each other, one class an arm.

    Arm $k$: radius $r$ from 0.1 to 1 at angle $2\pi (\mathrm{turns} \cdot r + k/\mathrm{arms})$

    n: points in all, at least one an arm
    noise: standard deviation of a normal shift of every coordinate

    Raises ValueError if n < arms or the noise is negative.

    >>> np.bincount(spirals(8, noise=0.0, rng=np.random.default_rng(0), arms=3).y)
    array([3, 3, 2])
    """
    expect_counts("spirals", n=n, classes=arms, noise=noise)
    rows = []
    for arm, count in enumerate(shares(n, arms)):
        radius = np.linspace(0.1, 1.0, count)
        angle = 2.0 * np.pi * (turns * radius + arm / arms)
        rows.append(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))
    return gather(rows, noise=noise, rng=rng)


def blobs(
    n: int, *, noise: float, rng: np.random.Generator, centers: int = 3, radius: float = 3.0
) -> Dataset:
    """Draw round clouds, one class a cloud, their centers evenly on a circle.

    n: points in all, at least one a center
    noise: standard deviation of a cloud in each coordinate
    radius: of the circle

    Raises ValueError if n < centers or the noise is negative.

    >>> blobs(3, noise=0.0, rng=np.random.default_rng(0)).x.round(2).tolist()[0]
    [3.0, 0.0]
    """
    expect_counts("blobs", n=n, classes=centers, noise=noise)
    angles = 2.0 * np.pi * np.arange(centers) / centers
    middle = radius * np.column_stack([np.cos(angles), np.sin(angles)])
    clouds = [np.tile(middle[k], (count, 1)) for k, count in enumerate(shares(n, centers))]
    return gather(clouds, noise=noise, rng=rng)


def rings(n: int, *, noise: float, rng: np.random.Generator, count: int = 2) -> Dataset:
    r"""Draw circles around one another, one class a circle: class $k$ has radius $k + 1$.

    n: points in all, at least one a circle
    noise: standard deviation of a normal shift of every coordinate

    Raises ValueError if n < count or the noise is negative.

    >>> points = rings(8, noise=0.0, rng=np.random.default_rng(0))
    >>> np.hypot(*points.x.T).round(6).tolist()
    [1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0]
    """
    expect_counts("rings", n=n, classes=count, noise=noise)
    rows = []
    for radius, share in enumerate(shares(n, count), start=1):
        angle = 2.0 * np.pi * np.arange(share) / share
        rows.append(radius * np.column_stack([np.cos(angle), np.sin(angle)]))
    return gather(rows, noise=noise, rng=rng)


class Curve(NamedTuple):
    """A noisy function of one variable, to be fitted.

    x: (n, 1)  inputs
    y: (n, 1)  outputs
    """

    x: Array
    y: Array


def waves(n: int, *, noise: float, rng: np.random.Generator, count: float = 1.0) -> Curve:
    r"""Draw points of a sine: $y = \sin(2\pi c x)$ plus normal noise, $x$ uniform on $[0, 1)$.

    count: $c$, how many waves there are
    noise: standard deviation of the noise

    Raises ValueError if n < 1 or the noise is negative.

    >>> curve = waves(3, noise=0.0, rng=np.random.default_rng(0))
    >>> bool(np.allclose(curve.y, np.sin(2 * np.pi * curve.x)))
    True
    """
    expect_counts("waves", n=n, classes=1, noise=noise)
    x = np.sort(rng.random((n, 1)), axis=0)
    return Curve(x, np.sin(2.0 * np.pi * count * x) + noise * rng.normal(size=(n, 1)))


def shares(n: int, classes: int) -> list[int]:
    """Split n points among classes as evenly as can be, the first classes getting the rest.

    >>> shares(8, 3)
    [3, 3, 2]
    """
    return [n // classes + (k < n % classes) for k in range(classes)]


def gather(rows: list[Array], *, noise: float, rng: np.random.Generator) -> Dataset:
    """Stack the points of each class, shift them by normal noise, and number the classes.

    >>> gather([np.zeros((1, 2)), np.ones((2, 2))], noise=0.0, rng=np.random.default_rng(0)).y
    array([0, 1, 1])
    """
    x = np.concatenate(rows)
    y = np.repeat(np.arange(len(rows), dtype=np.int64), [len(points) for points in rows])
    return Dataset(x + noise * rng.normal(size=x.shape), y)


def expect_counts(function: str, *, n: int, classes: int, noise: float) -> None:
    """Refuse too few points and negative noise.

    >>> expect_counts("moons", n=1, classes=2, noise=0.1)
    Traceback (most recent call last):
    ValueError: moons: n = 1, classes = 2, noise = 0.1, expected n >= classes >= 1, noise >= 0
    """
    if not (n >= classes >= 1 and noise >= 0.0):
        raise ValueError(
            f"{function}: n = {n}, classes = {classes}, noise = {noise}, "
            "expected n >= classes >= 1, noise >= 0"
        )


if __name__ == "__main__":
    for draw in (moons, spirals, blobs, rings):
        points, labels = draw(300, noise=0.1, rng=np.random.default_rng(0))
        print(f"{draw.__name__:8} {points.shape}, classes {np.bincount(labels)}")
