r"""Activations: the functions that bend what the affine layers only shear and shift.

Beside each $\varphi$ stands its vector-Jacobian product: $\varphi$`_backward(upstream, z)` is
$\partial L / \partial z$ when upstream is $\partial L / \partial \varphi(z)$. NaN goes in and
comes out; `training.fit` says at which step it appeared.
"""

import math

import numpy as np

from snippets.arrays import Array, expect


def step(z: Array) -> Array:
    r"""Fire or do not fire: the threshold of the first neurons.

    $H(z) = 1$ if $z > 0$, else $0$

    z: (n, k)  scores
    -> (n, k)  zeros and ones

    Source: McCulloch and Pitts 1943, "A logical calculus of the ideas immanent in nervous activity"

    >>> step(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 1.])
    """
    return np.heaviside(z, 0.0)


def step_backward(upstream: Array, z: Array) -> Array:
    """Lose the gradient: the step is flat everywhere but at 0, where the book takes 0 as well.

    >>> step_backward(np.array([5.0]), np.array([3.0]))
    array([0.])
    """
    expect("step_backward: z (...), upstream (...)", z, upstream)
    return np.zeros_like(upstream)


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


def leaky_relu(z: Array, slope: float = 0.01) -> Array:
    r"""Keep positive scores, let a little of the negative ones through.

    $\varphi(z) = z$ if $z > 0$, else $cz$ with $c$ the slope

    z: (n, k)  scores
    -> (n, k)

    Source: Maas, Hannun and Ng 2013, "Rectifier nonlinearities improve acoustic models"

    >>> leaky_relu(np.array([-2.0, 3.0]))
    array([-0.02,  3.  ])
    """
    return np.where(z > 0, z, slope * z)


def leaky_relu_backward(upstream: Array, z: Array, slope: float = 0.01) -> Array:
    """Pass the gradient where z > 0, and `slope` times it elsewhere.

    >>> leaky_relu_backward(np.array([5.0, 5.0]), np.array([-2.0, 3.0]))
    array([0.05, 5.  ])
    """
    expect("leaky_relu_backward: z (...), upstream (...)", z, upstream)
    return upstream * np.where(z > 0, 1.0, slope)


def elu(z: Array) -> Array:
    r"""Keep positive scores, bend negative ones towards -1 (exponential linear unit).

    $\varphi(z) = z$ if $z > 0$, else $e^z - 1$

    z: (n, k)  scores
    -> (n, k)  never below -1

    Source: Clevert, Unterthiner and Hochreiter 2015, "Fast and accurate deep network learning"

    >>> elu(np.array([-1000.0, 0.0, 3.0]))
    array([-1.,  0.,  3.])
    """
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))


def elu_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by 1 where z > 0, by $e^z$ elsewhere.

    >>> elu_backward(np.array([5.0, 5.0]), np.array([-1000.0, 3.0]))
    array([0., 5.])
    """
    expect("elu_backward: z (...), upstream (...)", z, upstream)
    return upstream * np.exp(np.minimum(z, 0.0))


def softplus(z: Array) -> Array:
    r"""Round off the corner of ReLU.

    $\varphi(z) = \ln(1 + e^z)$

    z: (n, k)  scores
    -> (n, k)  positive

    >>> softplus(np.array([-1000.0, 0.0, 1000.0])).tolist()
    [0.0, 0.6931471805599453, 1000.0]
    """
    return np.logaddexp(z, 0.0)


def softplus_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by the slope of softplus, which is $\sigma(z)$.

    >>> softplus_backward(np.array([1.0]), np.array([0.0]))
    array([0.5])
    """
    expect("softplus_backward: z (...), upstream (...)", z, upstream)
    return upstream * sigmoid(z)


def silu(z: Array) -> Array:
    r"""Weigh each score by its own probability (sigmoid linear unit, or swish).

    $\varphi(z) = z \sigma(z)$

    z: (n, k)  scores
    -> (n, k)  never below -0.28

    Source: Elfwing, Uchibe and Doya 2017, "Sigmoid-weighted linear units"

    >>> silu(np.array([-1000.0, 0.0, 1000.0]))
    array([  -0.,    0., 1000.])
    """
    return z * sigmoid(z)


def silu_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by $\sigma(z) (1 + z (1 - \sigma(z)))$.

    >>> silu_backward(np.array([1.0]), np.array([0.0]))
    array([0.5])
    """
    expect("silu_backward: z (...), upstream (...)", z, upstream)
    p = sigmoid(z)
    return upstream * p * (1.0 + z * (1.0 - p))


def gelu(z: Array) -> Array:
    r"""Weigh each score by how much of a standard normal lies below it.

    $\varphi(z) = z \Phi(z)$

    z: (n, k)  scores
    -> (n, k)  never below -0.17

    Source: Hendrycks and Gimpel 2016, "Gaussian error linear units"

    >>> gelu(np.array([-1000.0, 0.0, 1.0])).round(4)
    array([-0.    ,  0.    ,  0.8413])
    """
    return z * normal_below(z)


def gelu_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by $\Phi(z) + z \Phi'(z)$, $\Phi'$ the bell curve.

    >>> gelu_backward(np.array([1.0]), np.array([0.0]))
    array([0.5])
    """
    expect("gelu_backward: z (...), upstream (...)", z, upstream)
    bell = np.exp(-(z**2) / 2.0) / math.sqrt(2.0 * math.pi)
    return upstream * (normal_below(z) + z * bell)


def normal_below(z: Array) -> Array:
    r"""Compute the probability that a standard normal draw is below z.

    $\Phi(z) = \tfrac12 \mathrm{erfc}(-z / \sqrt2)$, which keeps its digits in the left tail

    >>> normal_below(np.array([-np.inf, 0.0, 1.96])).round(3)
    array([0.   , 0.5  , 0.975])
    """
    erfc: Array = np.vectorize(math.erfc, otypes=[np.asarray(z).dtype])(-z / math.sqrt(2.0))
    return erfc * 0.5


def gelu_tanh(z: Array) -> Array:
    r"""Approximate GELU with a tanh, as many transformers do.

    $\varphi(z) = \tfrac12 z (1 + \tanh u)$ with $u = \sqrt{2/\pi} (z + 0.044715 z^3)$

    z: (n, k)  scores
    -> (n, k)  within 0.0005 of gelu

    Source: Hendrycks and Gimpel 2016, section 2

    >>> gelu_tanh(np.array([-1000.0, 0.0, 1.0])).round(4)
    array([-0.    ,  0.    ,  0.8412])
    """
    u = math.sqrt(2.0 / math.pi) * (z + 0.044715 * z**3)
    return 0.5 * z * (1.0 + np.tanh(u))


def gelu_tanh_backward(upstream: Array, z: Array) -> Array:
    r"""Multiply the gradient by $\tfrac12 (1 + \tanh u) + \tfrac12 z (1 - \tanh^2 u) u'$.

    >>> gelu_tanh_backward(np.array([1.0]), np.array([0.0]))
    array([0.5])
    """
    expect("gelu_tanh_backward: z (...), upstream (...)", z, upstream)
    scale = math.sqrt(2.0 / math.pi)
    t = np.tanh(scale * (z + 0.044715 * z**3))
    slope = scale * (1.0 + 3 * 0.044715 * z**2)
    return upstream * 0.5 * (1.0 + t + z * (1.0 - t**2) * slope)


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


def log_softmax(z: Array) -> Array:
    r"""Turn scores into logarithms of probabilities, none of which is rounded to log 0.

    $\ln p_{ik} = z_{ik} - \ln \sum_j e^{z_{ij}}$

    z: (n, k)  scores
    -> (n, k)  in nats, never positive

    Raises ValueError if z is not two-dimensional.

    >>> log_softmax(np.array([[0.0, 1000.0]]))
    array([[-1000.,     0.]])
    """
    expect("log_softmax: z (n, k)", z)
    shifted: Array = z - z.max(axis=1, keepdims=True)
    log_total: Array = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return shifted - log_total


def log_softmax_backward(upstream: Array, z: Array) -> Array:
    r"""Take from each row its total, in the shares of the probabilities: $g - p \sum_k g_k$.

    >>> log_softmax_backward(np.array([[1.0, 0.0]]), np.array([[0.0, 0.0]]))
    array([[ 0.5, -0.5]])
    """
    expect("log_softmax_backward: z (n, k), upstream (n, k)", z, upstream)
    total: Array = upstream.sum(axis=1, keepdims=True)
    return upstream - softmax(z) * total


if __name__ == "__main__":
    scores = np.array([[-2.0, 0.0, 2.0]])
    for function in (step, sigmoid, tanh, relu, elu, softplus, silu, gelu, softmax):
        print(f"{function.__name__:8}", function(scores)[0].round(4))
