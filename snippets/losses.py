r"""Losses: one number for how far the predictions are from the targets.

Most are negative log-likelihoods; their docstrings say of what. All are means, so that a loss
does not grow with the batch: over all entries where outputs stand for themselves, over examples
where a row is one decision. `f_backward(upstream, prediction, target)` is the gradient of the
first argument, times upstream, the slope of whatever comes after the loss (1 if nothing does).
A NaN goes through as NaN; `training.fit` says at which step it appeared.
"""

from collections.abc import Callable

import numpy as np

from snippets.activations import sigmoid, softmax, softplus
from snippets.arrays import Array, expect

Loss = Callable[[Array, Array], float]
LossBackward = Callable[[float, Array, Array], Array]

TINY = np.finfo(np.float64).tiny  # what stands for a probability of 0 in logarithms and divisions


def mean_squared_error(prediction: Array, target: Array) -> float:
    r"""Average the squared distance over all entries, examples and outputs alike.

    The negative log-likelihood of normal errors of variance 1/2, up to a constant.

    $L = \frac{1}{nk} \sum_{ij} (a_{ij} - y_{ij})^2$

    prediction: (n, k)  any numbers
    target: (n, k)  any numbers
    -> ()  in squared units of the target

    Raises ValueError if the two shapes differ, where NumPy would broadcast.

    >>> mean_squared_error(np.array([[0.0, 2.0]]), np.array([[1.0, 0.0]]))
    2.5
    """
    expect("mean_squared_error: prediction (n, k), target (n, k)", prediction, target)
    return float(np.mean((prediction - target) ** 2))


def mean_squared_error_backward(upstream: float, prediction: Array, target: Array) -> Array:
    r"""Point from the target to the prediction: $2 (a - y) / (nk)$.

    >>> mean_squared_error_backward(1.0, np.array([[0.0, 2.0]]), np.array([[1.0, 0.0]]))
    array([[-1.,  2.]])
    """
    expect("mean_squared_error_backward: prediction (n, k), target (n, k)", prediction, target)
    return upstream * 2.0 * (prediction - target) / prediction.size


def mean_absolute_error(prediction: Array, target: Array) -> float:
    r"""Average the distance over all entries, so that an outlier pulls no harder than others.

    The negative log-likelihood of Laplace errors of scale 1, up to a constant.

    $L = \frac{1}{nk} \sum_{ij} |a_{ij} - y_{ij}|$

    prediction: (n, k)  any numbers
    target: (n, k)  any numbers
    -> ()  in units of the target

    Raises ValueError if the two shapes differ.

    >>> mean_absolute_error(np.array([[0.0, 2.0]]), np.array([[1.0, 0.0]]))
    1.5
    """
    expect("mean_absolute_error: prediction (n, k), target (n, k)", prediction, target)
    return float(np.mean(np.abs(prediction - target)))


def mean_absolute_error_backward(upstream: float, prediction: Array, target: Array) -> Array:
    r"""Point away from the target, always equally far: $\mathrm{sign}(a - y) / (nk)$, 0 at 0.

    >>> mean_absolute_error_backward(1.0, np.array([[0.0, 2.0]]), np.array([[1.0, 0.0]]))
    array([[-0.5,  0.5]])
    """
    expect("mean_absolute_error_backward: prediction (n, k), target (n, k)", prediction, target)
    return upstream * np.sign(prediction - target) / prediction.size


def huber(prediction: Array, target: Array, width: float = 1.0) -> float:
    r"""Square small distances, count large ones as they are.

    $L = \frac{1}{nk} \sum_{ij} h(a_{ij} - y_{ij})$ with $h(e) = e^2/2$ if $|e| \le w$,
    else $w (|e| - w/2)$, $w$ the width

    prediction: (n, k)  any numbers
    target: (n, k)  any numbers
    -> ()  in squared units of the target

    Raises ValueError if the two shapes differ.
    Source: Huber 1964, "Robust estimation of a location parameter"

    >>> huber(np.array([[0.0, 3.0]]), np.array([[1.0, 0.0]]))
    1.5
    """
    expect("huber: prediction (n, k), target (n, k)", prediction, target)
    return float(np.mean(huber_costs(prediction, target, width)))


def huber_costs(prediction: Array, target: Array, width: float = 1.0) -> Array:
    """What each error alone costs in Huber's loss, before the mean.

    >>> huber_costs(np.array([[1.0, 3.0]]), np.array([[0.0, 0.0]]))
    array([[0.5, 2.5]])
    """
    error = np.abs(prediction - target)
    small = np.minimum(error, width)
    return np.asarray(small * (error - small / 2.0))


def huber_backward(upstream: float, prediction: Array, target: Array, width: float = 1.0) -> Array:
    r"""Point away from the target, no farther than w: $\mathrm{clip}(a - y, -w, w) / (nk)$.

    >>> huber_backward(1.0, np.array([[0.5, 3.0]]), np.array([[0.0, 0.0]]))
    array([[0.25, 0.5 ]])
    """
    expect("huber_backward: prediction (n, k), target (n, k)", prediction, target)
    return upstream * np.clip(prediction - target, -width, width) / prediction.size


def gaussian_nll(mean: Array, variance: Array, y: Array) -> float:
    r"""Average the surprise over outcomes of normal distributions whose spread is predicted too.

    $L = \frac{1}{2nk} \sum_{ij} [\ln (2\pi v_{ij}) + (y_{ij} - m_{ij})^2 / v_{ij}]$

    mean: (n, k)  any numbers
    variance: (n, k)  positive
    y: (n, k)  any numbers
    -> ()  in nats

    Raises ValueError if the shapes differ or a variance is not positive.

    >>> round(gaussian_nll(np.array([[0.0]]), np.array([[1.0]]), np.array([[0.0]])), 6)
    0.918939
    """
    expect("gaussian_nll: mean (n, k), variance (n, k), y (n, k)", mean, variance, y)
    if variance.min() <= 0.0:
        raise ValueError(f"gaussian_nll: variance goes down to {variance.min()}, expected > 0")
    return float(np.mean(np.log(2.0 * np.pi * variance) + (y - mean) ** 2 / variance)) / 2.0


def gaussian_nll_backward(
    upstream: float, mean: Array, variance: Array, y: Array
) -> tuple[Array, Array]:
    r"""Blame mean and variance: $(m - y)/v$ and $(1 - (m - y)^2/v) / 2v$, both over $nk$.

    >>> gaussian_nll_backward(1.0, np.array([[3.0]]), np.array([[2.0]]), np.array([[1.0]]))
    (array([[1.]]), array([[-0.25]]))
    """
    expect("gaussian_nll_backward: mean (n, k), variance (n, k), y (n, k)", mean, variance, y)
    each = upstream / mean.size
    error = mean - y
    return each * error / variance, each * (1.0 - error**2 / variance) / (2.0 * variance)


def hinge(z: Array, y: Array) -> float:
    r"""Average how far the scores are from being right with a margin of 1.

    No likelihood stands behind it: the two would-be probabilities do not add up to a constant.

    $L = \frac{1}{nk} \sum_{ij} \max(0, 1 - y_{ij} z_{ij})$

    z: (n, k)  scores
    y: (n, k)  -1 or 1
    -> ()  in units of the scores

    Raises ValueError if the shapes differ.

    >>> hinge(np.array([[0.5, -2.0]]), np.array([[1.0, -1.0]]))
    0.25
    """
    expect("hinge: z (n, k), y (n, k)", z, y)
    return float(np.mean(np.maximum(0.0, 1.0 - y * z)))


def hinge_backward(upstream: float, z: Array, y: Array) -> Array:
    r"""Push where the margin is missed: $-y / (nk)$ if $yz < 1$, else 0.

    >>> hinge_backward(1.0, np.array([[0.5, -2.0]]), np.array([[1.0, -1.0]]))
    array([[-0.5,  0. ]])
    """
    expect("hinge_backward: z (n, k), y (n, k)", z, y)
    return upstream * np.where(y * z < 1.0, -y, 0.0) / z.size


def binary_cross_entropy(p: Array, y: Array) -> float:
    r"""Average the surprise over yes-or-no outcomes, given probabilities of yes.

    $L = -\frac{1}{nk} \sum_{ij} [y_{ij} \ln p_{ij} + (1 - y_{ij}) \ln(1 - p_{ij})]$

    p: (n, k)  probabilities, each on its own
    y: (n, k)  targets between 0 and 1
    -> ()  in nats

    Raises ValueError if the shapes differ or p leaves 0 .. 1.

    >>> round(binary_cross_entropy(np.array([[0.5]]), np.array([[1.0]])), 6)
    0.693147
    """
    expect("binary_cross_entropy: p (n, k), y (n, k)", p, y)
    expect_probabilities("binary_cross_entropy", p)
    return float(np.mean(y * surprise(p) + (1.0 - y) * surprise(1.0 - p)))


def binary_cross_entropy_backward(upstream: float, p: Array, y: Array) -> Array:
    r"""Blame each probability: $\frac{1}{nk} (-y/p + (1 - y)/(1 - p))$.

    >>> binary_cross_entropy_backward(1.0, np.array([[0.5]]), np.array([[1.0]]))
    array([[-2.]])
    """
    expect("binary_cross_entropy_backward: p (n, k), y (n, k)", p, y)
    return upstream * ((1.0 - y) / np.maximum(1.0 - p, TINY) - y / np.maximum(p, TINY)) / p.size


def sigmoid_cross_entropy(z: Array, y: Array) -> float:
    r"""Average the surprise over yes-or-no outcomes, straight from the scores (logits).

    $L = \frac{1}{nk} \sum_{ij} [\ln(1 + e^{z_{ij}}) - y_{ij} z_{ij}]$

    z: (n, k)  scores
    y: (n, k)  targets between 0 and 1
    -> ()  in nats

    Equals binary_cross_entropy(sigmoid(z), y), but no probability is ever rounded to 0 or 1.
    Raises ValueError if the shapes differ.

    >>> sigmoid_cross_entropy(np.array([[-1000.0]]), np.array([[1.0]]))
    1000.0
    """
    expect("sigmoid_cross_entropy: z (n, k), y (n, k)", z, y)
    return float(np.mean(softplus(z) - y * z))


def sigmoid_cross_entropy_backward(upstream: float, z: Array, y: Array) -> Array:
    r"""Subtract the targets from the probabilities: $(\sigma(z) - y) / (nk)$.

    >>> sigmoid_cross_entropy_backward(1.0, np.array([[0.0]]), np.array([[1.0]]))
    array([[-0.5]])
    """
    expect("sigmoid_cross_entropy_backward: z (n, k), y (n, k)", z, y)
    return upstream * (sigmoid(z) - y) / z.size


def cross_entropy(p: Array, y: Array) -> float:
    r"""Average the surprise about the right classes over the examples.

    $L = -\frac{1}{n} \sum_{ik} y_{ik} \ln p_{ik}$

    p: (n, k)  probabilities; each row sums to 1
    y: (n, k)  one-hot targets, or probabilities; each row sums to 1
    -> ()  in nats

    Raises ValueError if the shapes differ or p leaves 0 .. 1.

    >>> round(cross_entropy(np.array([[0.25, 0.75]]), np.array([[1.0, 0.0]])), 6)
    1.386294
    """
    expect("cross_entropy: p (n, k), y (n, k)", p, y)
    expect_probabilities("cross_entropy", p)
    return float(np.sum(y * surprise(p))) / len(p)


def cross_entropy_backward(upstream: float, p: Array, y: Array) -> Array:
    r"""Blame only the probability of the right class: $-y / (np)$.

    >>> cross_entropy_backward(1.0, np.array([[0.25, 0.75]]), np.array([[1.0, 0.0]]))
    array([[-4., -0.]])
    """
    expect("cross_entropy_backward: p (n, k), y (n, k)", p, y)
    return -upstream * y / np.maximum(p, TINY) / len(p)


def softmax_cross_entropy(z: Array, y: Array) -> float:
    r"""Average the surprise about the right classes, straight from the scores.

    $L = \frac{1}{n} \sum_i [\ln \sum_k e^{z_{ik}} - \sum_k y_{ik} z_{ik}]$

    z: (n, k)  scores
    y: (n, k)  one-hot targets, or probabilities; each row sums to 1
    -> ()  in nats

    Equals cross_entropy(softmax(z), y), but no probability is ever rounded to 0.
    Raises ValueError if the shapes differ.

    >>> softmax_cross_entropy(np.array([[-1000.0, 1000.0]]), np.array([[1.0, 0.0]]))
    2000.0
    """
    expect("softmax_cross_entropy: z (n, k), y (n, k)", z, y)
    shifted = z - z.max(axis=1, keepdims=True)
    log_totals = np.log(np.exp(shifted).sum(axis=1))
    return float(log_totals.sum() - (y * shifted).sum()) / len(z)


def softmax_cross_entropy_backward(upstream: float, z: Array, y: Array) -> Array:
    r"""Subtract the targets from the probabilities: $(p - y) / n$ with $p = \mathrm{softmax}(z)$.

    >>> softmax_cross_entropy_backward(1.0, np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    array([[-0.5,  0.5]])
    """
    expect("softmax_cross_entropy_backward: z (n, k), y (n, k)", z, y)
    return upstream * (softmax(z) - y) / len(z)


def pair(name: str) -> tuple[Loss, LossBackward]:
    """Look up a loss and its gradient by the name of the loss.

    Raises ValueError if there is no such loss.

    >>> pair("cross_entropy")[1].__name__
    'cross_entropy_backward'
    >>> pair("crossentropy")
    Traceback (most recent call last):
    ValueError: losses: no function 'crossentropy' with a backward in snippets.losses
    """
    if f"{name}_backward" not in globals():
        raise ValueError(f"losses: no function {name!r} with a backward in snippets.losses")
    return globals()[name], globals()[f"{name}_backward"]


def softmax_cross_entropy_with_gradient(z: Array, y: Array) -> tuple[float, Array]:
    """Compute softmax_cross_entropy and its gradient for an upstream of 1, from one softmax.

    Gives the same bits as the two functions, which would exponentiate the scores twice.

    >>> softmax_cross_entropy_with_gradient(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    (0.6931471805599453, array([[-0.5,  0.5]]))
    """
    expect("softmax_cross_entropy: z (n, k), y (n, k)", z, y)
    shifted = z - z.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    totals = e.sum(axis=1, keepdims=True)
    value = float(np.log(totals).sum() - (y * shifted).sum()) / len(z)
    return value, (e / totals - y) / len(z)


def with_gradient(name: str) -> Callable[[Array, Array], tuple[float, Array]]:
    """Look up by a loss's name what returns both the loss and its gradient, as training wants.

    Raises ValueError if there is no such loss.

    >>> with_gradient("mean_squared_error")(np.array([[0.0, 2.0]]), np.array([[1.0, 0.0]]))
    (2.5, array([[-1.,  2.]]))
    """
    if name == "softmax_cross_entropy":
        return softmax_cross_entropy_with_gradient
    loss, backward = pair(name)
    return lambda prediction, target: (loss(prediction, target), backward(1.0, prediction, target))


def surprise(p: Array) -> Array:
    r"""Measure how surprising outcomes of these probabilities are: $-\ln p$.

    p: (n, k)  probabilities, each on its own
    -> (n, k)  in nats; for p = 0 that of the smallest number, about 708

    >>> surprise(np.array([0.0, 0.5])).round(3).tolist()
    [708.396, 0.693]
    """
    return -np.log(np.maximum(p, TINY))


def expect_probabilities(function: str, p: Array) -> None:
    """Refuse numbers below 0 or above 1.

    >>> expect_probabilities("cross_entropy", np.array([[1.5, -0.5]]))
    Traceback (most recent call last):
    ValueError: cross_entropy: p runs from -0.5 to 1.5, expected probabilities from 0 to 1
    """
    if p.min() < 0.0 or p.max() > 1.0:
        raise ValueError(
            f"{function}: p runs from {p.min()} to {p.max()}, expected probabilities from 0 to 1"
        )


if __name__ == "__main__":
    scores, targets = np.array([[2.0, 0.0, -1.0]]), np.array([[0.0, 1.0, 0.0]])
    print("probabilities ", softmax(scores)[0].round(4))
    print("cross-entropy ", round(cross_entropy(softmax(scores), targets), 4))
    print("from scores   ", round(softmax_cross_entropy(scores, targets), 4))
    print("gradient p - y", softmax_cross_entropy_backward(1.0, scores, targets)[0].round(4))
