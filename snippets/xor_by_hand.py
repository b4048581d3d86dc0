"""XOR solved without training: three networks whose few weights were chosen with a pencil.

XOR asks for "one or the other, but not both". Two hidden units are enough if the first answers
"at least one" and the second "both".
"""

import numpy as np

from snippets import datasets
from snippets.layers import Activation, Dense
from snippets.network import Network, forward_pass


def relu_network() -> Network:
    r"""Build the 2-2-1 network "at least one, minus twice both".

    $\hat y = \mathrm{relu}(x_1 + x_2) - 2\,\mathrm{relu}(x_1 + x_2 - 1)$

    Source: Goodfellow, Bengio, Courville 2016, Deep Learning, section 6.1

    >>> relu_network().forward(datasets.xor().x).ravel().tolist()
    [0.0, 1.0, 1.0, 0.0]
    """
    W1, b1 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])
    W2, b2 = np.array([[1.0], [-2.0]]), np.array([0.0])
    return Network([Dense(W1, b1), Activation("relu"), Dense(W2, b2), Activation("identity")])


def fold_network() -> Network:
    r"""Build the 2-2-1 network that folds the plane along its diagonal and needs no bias.

    $\hat y = \mathrm{relu}(x_1 - x_2) + \mathrm{relu}(x_2 - x_1) = |x_1 - x_2|$

    >>> fold_network().forward(datasets.xor().x).ravel().tolist()
    [0.0, 1.0, 1.0, 0.0]
    """
    W1, W2 = np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[1.0], [1.0]])
    no_bias = np.zeros(2), np.zeros(1)
    return Network(
        [Dense(W1, no_bias[0]), Activation("relu"), Dense(W2, no_bias[1]), Activation("identity")]
    )


def tanh_network() -> Network:
    """Build a 2-2-1 network that bends the plane so gently that one can watch it.

    Unit 1 answers "at least one" and leans towards the first input, unit 2 answers "both" and
    leans towards the second. Leaning apart, they keep the plane from falling onto one curve.

    >>> tanh_network().forward(datasets.xor().x).ravel().round(2).tolist()
    [0.3, 0.74, 0.96, 0.3]
    """
    W1, b1 = np.array([[2.0, 1.2], [1.2, 2.0]]), np.array([-0.6, -2.6])
    W2, b2 = np.array([[3.0], [-3.0]]), np.array([-2.2])
    return Network([Dense(W1, b1), Activation("tanh"), Dense(W2, b2), Activation("sigmoid")])


if __name__ == "__main__":
    for build in (relu_network, fold_network, tanh_network):
        forward = forward_pass(build(), datasets.xor().x)
        print(build.__name__, "hidden", forward.a[1].round(2).tolist())
        print(build.__name__, "output", forward.a[2].round(2).ravel().tolist())
