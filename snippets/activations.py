r"""Activations: the functions that bend what the affine layers only shear and shift.

Beside each $\varphi$ stands its vector-Jacobian product: $\varphi$`_backward(upstream, z)` is
$\partial L / \partial z$ when upstream is $\partial L / \partial \varphi(z)$. NaN goes in and
comes out; `training.fit` says at which step it appeared.
"""

import numpy as np

from snippets.arrays import Array, expect


def identity(z: Array) -> Array:
    r"""Leave the scores as they are.

    $\varphi(z) = z$

    z: (n, k)  scores
    -> (n, k)  the same numbers

    >>> identity(np.array([-1.0, 2.0]))
    array([-1.,  2.])
    """
    return z


def identity_backward(upstream: Array, z: Array) -> Array:
    r"""Pass the gradient on: $\varphi'(z) = 1$."""
    expect("identity_backward: z (...), upstream (...)", z, upstream)
    return upstream


def sigmoid(z: Array) -> Array:
    r"""Squeeze each score into a probability.

    $\sigma(z) = 1 / (1 + e^{-z})$

    z: (n, k)  scores
    -> (n, k)  between 0 and 1

    Only $e^{-|z|}$ is computed, which cannot overflow; for $z < 0$ the fraction is written
    $e^{z} / (1 + e^{z})$.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def sigmoid_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by $\sigma'(z) = \sigma(z)(1 - \sigma(z))$, at most 1/4.

    >>> sigmoid_backward(np.array([1.0]), np.array([0.0]))
    array([0.25])
    """
    expect("sigmoid_backward: z (...), upstream (...)", z, upstream)
    a = sigmoid(z)
    return upstream * a * (1.0 - a)


def tanh(z: Array) -> Array:
    r"""Squeeze each score between -1 and 1.

    $\tanh(z) = (e^{z} - e^{-z}) / (e^{z} + e^{-z}) = 2\sigma(2z) - 1$

    z: (n, k)  scores
    -> (n, k)  between -1 and 1

    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(z)


def tanh_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by $\tanh'(z) = 1 - \tanh^2(z)$, at most 1.

    >>> tanh_backward(np.array([3.0]), np.array([0.0]))
    array([3.])
    """
    expect("tanh_backward: z (...), upstream (...)", z, upstream)
    return upstream * (1.0 - np.tanh(z) ** 2)


def relu(z: Array) -> Array:
    r"""Keep positive scores, cut negative ones to 0 (rectified linear unit).

    $\mathrm{relu}(z) = \max(z, 0)$

    z: (n, k)  scores
    -> (n, k)  never negative

    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(z, 0.0)


def relu_backward(upstream: Array, z: Array) -> Array:
    r"""Pass the gradient where z > 0; at the kink the book takes relu'(0) = 0.

    >>> relu_backward(np.array([5.0, 5.0, 5.0]), np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 5.])
    """
    expect("relu_backward: z (...), upstream (...)", z, upstream)
    return upstream * (z > 0)


def softmax(z: Array) -> Array:
    r"""Turn scores into probabilities.

    $p_{ik} = e^{z_{ik}} / \sum_j e^{z_{ij}}$

    z: (n, k)  scores
    -> (n, k)  probabilities; each row sums to 1

    Subtracts the row maximum first, so that no exponent exceeds 0.
    Raises ValueError if z is not two-dimensional.
    Source: Bridle 1990, "Probabilistic interpretation of feedforward network outputs"

    >>> softmax(np.array([[0.0, 0.0], [1000.0, 0.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    expect("softmax: z (n, k)", z)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p: Array = e / e.sum(axis=1, keepdims=True)
    return p


def softmax_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by the Jacobian of softmax, $p_k (\delta_{kj} - p_j)$.

    $\partial L / \partial z_{ij} = p_{ij} (g_{ij} - \sum_k g_{ik} p_{ik})$, $g$ the upstream

    >>> softmax_backward(np.array([[1.0, 0.0]]), np.array([[0.0, 0.0]]))
    array([[ 0.25, -0.25]])
    """
    expect("softmax_backward: z (n, k), upstream (n, k)", z, upstream)
    p = softmax(z)
    mean: Array = (upstream * p).sum(axis=1, keepdims=True)
    return p * (upstream - mean)


if __name__ == "__main__":
    scores = np.array([[-2.0, 0.0, 2.0]])
    for function in (identity, sigmoid, tanh, relu, softmax):
        print(f"{function.__name__:8}", function(scores)[0].round(4))
