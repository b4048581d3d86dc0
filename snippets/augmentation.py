r"""Augmentation: more examples from the same ones, by changes that leave the class alone.

Images are (n, h, w), one grey value a pixel, 0 for empty.
"""

import numpy as np

from snippets.arrays import Array, expect


def shift(images: Array, down: int, right: int) -> Array:
    r"""Move all images by whole pixels; what leaves is lost, what enters is empty.

    $x'_{ij} = x_{i - a, j - b}$, $a$ pixels down, $b$ to the right

    images: (n, h, w)
    down, right: pixels; negative ones move up and left
    -> (n, h, w)

    >>> shift(np.array([[[1.0, 2.0], [3.0, 4.0]]]), 1, 0)
    array([[[0., 0.],
            [1., 2.]]])
    """
    expect("shift: images (n, h, w)", images)
    moved = np.zeros_like(images)
    _, h, w = images.shape
    new = np.s_[:, window(h, down), window(w, right)]
    old = np.s_[:, window(h, -down), window(w, -right)]
    moved[new] = images[old]
    return moved


def window(size: int, by: int) -> slice:
    """Say which places of an axis are filled after a move by so many places.

    >>> window(5, 2), window(5, -2), window(5, 9)
    (slice(2, 5, None), slice(0, 3, None), slice(5, 5, None))
    """
    return slice(min(max(by, 0), size), max(size + min(by, 0), 0))


def random_shifts(images: Array, most: int, *, rng: np.random.Generator) -> Array:
    """Move each image by its own number of pixels, up to `most` in each direction.

    images: (n, h, w)
    most: pixels
    -> (n, h, w)

    Raises ValueError if `most` is negative.

    >>> random_shifts(np.ones((3, 2, 2)), 0, rng=np.random.default_rng(0)).sum()
    np.float64(12.0)
    """
    expect("random_shifts: images (n, h, w)", images)
    if most < 0:
        raise ValueError(f"random_shifts: most is {most}, expected 0 or more")
    by = rng.integers(-most, most, size=(len(images), 2), endpoint=True)
    one_by_one = zip(images, by.tolist(), strict=True)
    return np.concatenate([shift(image[np.newaxis], *ab) for image, ab in one_by_one])


def flip(images: Array) -> Array:
    r"""Mirror all images left to right: $x'_{ij} = x_{i, w + 1 - j}$. (Not for digits.)

    images: (n, h, w)
    -> (n, h, w)

    >>> flip(np.array([[[1.0, 2.0]]]))
    array([[[2., 1.]]])
    """
    expect("flip: images (n, h, w)", images)
    return images[:, :, ::-1]


def random_flips(images: Array, *, rng: np.random.Generator) -> Array:
    """Mirror each image with probability 1/2.

    images: (n, h, w)
    -> (n, h, w)

    >>> random_flips(np.array([[[1.0, 2.0]]] * 4), rng=np.random.default_rng(0))[:, 0, 0]
    array([1., 2., 2., 2.])
    """
    mirrored = flip(images)
    return np.where(rng.random((len(images), 1, 1)) < 0.5, mirrored, images)


def noisy(images: Array, s: float, *, rng: np.random.Generator) -> Array:
    r"""Add normal noise of standard deviation s to every pixel.

    images: (n, h, w)
    s: not negative
    -> (n, h, w)

    Raises ValueError if s is negative.

    >>> noisy(np.ones((1, 1, 2)), 0.0, rng=np.random.default_rng(0))
    array([[[1., 1.]]])
    """
    expect("noisy: images (n, h, w)", images)
    if not s >= 0.0:
        raise ValueError(f"noisy: s is {s}, expected 0 or more")
    return images + rng.normal(0.0, s, size=images.shape)


if __name__ == "__main__":
    seven = np.array([[[1.0, 1.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]])
    for name, images in {
        "as it is": seven,
        "right": shift(seven, 0, 1),
        "flip": flip(seven),
    }.items():
        print(f"{name:8}", *("".join(".#"[int(pixel)] for pixel in row) for row in images[0]))
