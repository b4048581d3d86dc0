"""A toy house of neural networks, entry by entry: what the equations of published texts say."""

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sigmoid(z: Array) -> Array:
    """Squash every entry into (0, 1)."""
    return (1.0 + np.tanh(z / 2)) / 2


def softplus(z: Array) -> Array:
    """Bend every entry from 0 to the identity."""
    return np.log1p(np.exp(z))


def softmax(z: Array) -> Array:
    """Turn scores into shares of one."""
    powers = [math.exp(score) for score in z]
    return np.array([power / sum(powers) for power in powers])


def weighted(w: Array, a: Array, b: Array) -> Array:
    """Add up the weighted inputs of each unit."""
    rows, columns = w.shape
    return np.array([sum(w[j, k] * a[k] for k in range(columns)) + b[j] for j in range(rows)])


def activations(weights: list[Array], biases: list[Array], x: Array) -> dict[int, Array]:
    """Run a network forward, unit by unit; the first layer is the input."""
    found = {1: x}
    for layer, (w, b) in enumerate(zip(weights, biases, strict=True), 2):
        before = found[layer - 1]
        sums = (sum(w[j] * before) + b[j] for j in range(len(b)))
        found[layer] = np.array([1 / (1 + math.exp(-one)) for one in sums])
    return found


def quadratic(a: Array, y: Array) -> float:
    """Halve the sum of squared errors."""
    return float(sum((one - other) ** 2 for one, other in zip(a, y, strict=True)) / 2)


def errors(weights: list[Array], found: dict[int, Array], y: Array) -> dict[int, Array]:
    """Go back through a network of sigmoids with the quadratic cost."""
    last = len(weights) + 1
    made = {last: (found[last] - y) * found[last] * (1 - found[last])}
    for layer in range(last - 1, 1, -1):
        w, a, above = weights[layer - 1], found[layer], made[layer + 1]
        back = [sum(w[k, j] * above[k] for k in range(len(above))) for j in range(len(a))]
        made[layer] = np.array(back) * a * (1 - a)
    return made


def cross_entropy(a: float, y: float) -> float:
    """Return the cost of one probability."""
    return -(y * math.log(a) + (1 - y) * math.log(1 - a))


def share_loss(y: Array, shares: Array) -> float:
    """Return the cross-entropy of shares."""
    return -sum(one * math.log(share) for one, share in zip(y, shares, strict=True))


def product(a: Array, b: Array) -> Array:
    """Multiply two matrices, entry by entry."""
    return np.einsum("ik,kj->ij", a, b)


def ridge(x: Array, y: Array, strength: float) -> Array:
    """Solve least squares with a penalty, as least squares on more rows."""
    rows = np.vstack([x, math.sqrt(strength) * np.eye(x.shape[1])])
    found = np.linalg.lstsq(rows, np.concatenate([y, np.zeros(x.shape[1])]), rcond=None)[0]
    return np.asarray(found, dtype=np.float64)


def least_squares(x: Array, y: Array) -> Array:
    """Solve least squares."""
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=np.float64)


def penalty(weights: list[Array], strength: float) -> float:
    """Halve the sum of all squared weights, times a strength."""
    return strength / 2 * sum(float(entry) ** 2 for w in weights for entry in w.flat)


def likeness(q: Array, k: Array) -> float:
    """Return minus half the squared distance."""
    return float(-sum((one - other) ** 2 for one, other in zip(q.flat, k.flat, strict=True)) / 2)


def remembered(forget: list[Array], take: list[Array], new: list[Array]) -> list[Array]:
    """Run a memory cell from an empty one: keep some of the old, take some of the new."""
    cells = [take[0] * new[0]]
    for f, i, c in zip(forget[1:], take[1:], new[1:], strict=True):
        cells.append(f * cells[-1] + i * c)
    return cells


def shrunk(means: list[Array], decay: float) -> list[Array]:
    """Divide running means by the share of what they have seen."""
    return [mean / (1 - decay**step) for step, mean in enumerate(means, 1)]


def states(w: Array, u: Array, b: Array, start: Array, inputs: list[Array]) -> dict[int, Array]:
    """Return the sums of a recurrent network before its bend."""
    hidden, found = start, dict[int, Array]()
    for step, x in enumerate(inputs, 1):
        found[step] = weighted(w, hidden, b) + u @ x
        hidden = np.tanh(found[step])
    return found


def bent(start: Array, sums: dict[int, Array]) -> dict[int, Array]:
    """Bend every sum; the state before the first step is given."""
    return {0: start} | {step: np.tanh(one) for step, one in sums.items()}


def correlated(image: Array, kernels: Array) -> Array:
    """Slide kernels over the channels of an image: Z[i, j, k] of V and K."""
    outs, _, rows, columns = kernels.shape
    high, wide = image.shape[1] - rows + 1, image.shape[2] - columns + 1
    found = np.zeros((outs, high, wide))
    for i, j, k in np.ndindex(*found.shape):
        found[i, j, k] = np.sum(image[:, j : j + rows, k : k + columns] * kernels[i])
    return found


def powered(v: Array, rates: Array, steps: int) -> Array:
    """Multiply a matrix with known eigenvectors by itself."""
    once = v @ np.diag(rates) @ np.linalg.inv(v)
    found = np.eye(len(v))
    for _ in range(steps):
        found = found @ once
    return found
