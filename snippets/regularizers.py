r"""Regularizers: what keeps a network from learning its examples by heart.

Penalties have strength $\alpha$ and are added to the loss; their `_backward` is added to its
gradient. Dropout acts on activations, label smoothing on targets, early stopping on the clock.
"""

import numpy as np

from snippets.arrays import Array, expect


def l2(theta: Array, alpha: float = 1.0) -> float:
    r"""Charge for the squared length of the parameters; the 1/2 makes the gradient plain.

    $R = \frac{\alpha}{2} \sum_{ij} \theta_{ij}^2$

    theta: (d, h)  parameters
    -> ()

    >>> l2(np.array([[3.0, 4.0]]), 0.1)
    1.25
    """
    return alpha / 2.0 * float(np.sum(theta**2))


def l2_backward(upstream: float, theta: Array, alpha: float = 1.0) -> Array:
    r"""Pull every parameter towards 0 in proportion to itself: $\alpha \theta$.

    >>> l2_backward(1.0, np.array([3.0, 4.0]), 0.5)
    array([1.5, 2. ])
    """
    return upstream * alpha * theta


def l1(theta: Array, alpha: float = 1.0) -> float:
    r"""Charge for the sizes of the parameters, which drives small ones to exactly 0.

    $R = \alpha \sum_{ij} |\theta_{ij}|$

    theta: (d, h)  parameters
    -> ()

    >>> l1(np.array([[3.0, -4.0]]), 0.5)
    3.5
    """
    return alpha * float(np.sum(np.abs(theta)))


def l1_backward(upstream: float, theta: Array, alpha: float = 1.0) -> Array:
    r"""Pull every parameter towards 0 by the same amount, $\alpha\,\mathrm{sign}(\theta)$.

    At 0 the book takes the subgradient 0.

    >>> l1_backward(1.0, np.array([3.0, 0.0, -4.0]), 0.5)
    array([ 0.5,  0. , -0.5])
    """
    return upstream * alpha * np.sign(theta)


def elastic_net(theta: Array, alpha: float = 1.0, share: float = 0.5) -> float:
    r"""Charge for both: a share of L1, the rest of L2.

    $R = \alpha \left[ c \sum_{ij} |\theta_{ij}| + \frac{1 - c}{2} \sum_{ij} \theta_{ij}^2 \right]$,
    $c$ the share

    theta: (d, h)  parameters
    -> ()

    Source: Zou and Hastie 2005, "Regularization and variable selection via the elastic net"

    >>> elastic_net(np.array([[3.0, -4.0]]), 1.0, 0.5)
    9.75
    """
    return l1(theta, share * alpha) + l2(theta, (1.0 - share) * alpha)


def elastic_net_backward(
    upstream: float, theta: Array, alpha: float = 1.0, share: float = 0.5
) -> Array:
    r"""Pull as both do: $\alpha (c\,\mathrm{sign}(\theta) + (1 - c) \theta)$.

    >>> elastic_net_backward(1.0, np.array([3.0, -4.0]), 1.0, 0.5)
    array([ 2. , -2.5])
    """
    both = l1_backward(upstream, theta, share * alpha)
    return both + l2_backward(upstream, theta, (1.0 - share) * alpha)


def soft_threshold(theta: Array, amount: float) -> Array:
    r"""Move every parameter towards 0 by an amount, and stop there: the exact step of L1.

    $\arg\min_u \frac12 (u - \theta)^2 + c |u| = \mathrm{sign}(\theta) \max(|\theta| - c, 0)$

    theta: (d, h)  parameters
    -> (d, h)

    Raises ValueError if the amount is negative.

    >>> soft_threshold(np.array([3.0, -0.5, 1.0]), 1.0)
    array([ 2., -0.,  0.])
    """
    if not amount >= 0.0:
        raise ValueError(f"soft_threshold: amount is {amount}, expected 0 or more")
    return np.sign(theta) * np.maximum(np.abs(theta) - amount, 0.0)


def weight_decay(theta: Array, *, rate: float, alpha: float) -> Array:
    r"""Shrink the parameters apart from the gradient step (decoupled): $(1 - \eta \alpha) \theta$.

    theta: (d, h)  parameters
    -> (d, h)

    For plain sgd this is the L2 penalty; for Adam it is not, since the penalty's gradient would be
    divided by the root mean square.

    >>> weight_decay(np.array([2.0]), rate=0.5, alpha=0.2)
    array([1.8])
    """
    return (1.0 - rate * alpha) * theta


def dropout_mask(shape: tuple[int, ...], r: float, *, rng: np.random.Generator) -> Array:
    r"""Draw which units stay, inverted: those that stay are multiplied by $1 / (1 - r)$.

    So every unit keeps its mean, and nothing is left to do when the network is used.

    shape: of the activations
    r: the probability of dropping a unit, $0 \le r < 1$
    -> an array of that shape, of zeros and $1 / (1 - r)$

    Raises ValueError if r is outside 0 <= r < 1.
    Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from
    overfitting"

    >>> dropout_mask((2, 4), 0.5, rng=np.random.default_rng(1))
    array([[2., 2., 0., 2.],
           [0., 0., 2., 0.]])
    """
    if not 0.0 <= r < 1.0:
        raise ValueError(f"dropout_mask: r is {r}, expected 0 <= r < 1")
    stays = np.asarray(rng.random(shape) >= r, dtype=np.float64)
    return stays / (1.0 - r)


def dropout(a: Array, mask: Array) -> Array:
    r"""Silence the units that the mask leaves out.

    $a' = a \odot M$

    a: (n, k)  activations
    mask: (n, k)  zeros, and ones times a factor
    -> (n, k)

    >>> dropout(np.array([1.0, 2.0]), np.array([0.0, 2.0]))
    array([0., 4.])
    """
    expect("dropout: a (...), mask (...)", a, mask)
    return a * mask


def dropout_backward(upstream: Array, a: Array, mask: Array) -> Array:
    r"""Send the gradient through the units that stayed: $g \odot M$.

    >>> dropout_backward(np.array([5.0, 5.0]), np.array([1.0, 2.0]), np.array([0.0, 2.0]))
    array([ 0., 10.])
    """
    expect("dropout_backward: a (...), mask (...), upstream (...)", a, mask, upstream)
    return upstream * mask


def scale_at_test(a: Array, r: float) -> Array:
    r"""Make up at test time for a mask of plain zeros and ones in training: $(1 - r) a$.

    a: (n, k)  activations of all units
    -> (n, k)  what a unit passed on in training, on average

    >>> scale_at_test(np.array([4.0]), 0.25)
    array([3.])
    """
    return (1.0 - r) * a


def label_smoothing(y: Array, amount: float) -> Array:
    r"""Take some certainty from the targets and spread it over all classes.

    $y'_{ik} = (1 - c) y_{ik} + c / K$, $c$ the amount and $K$ the number of classes

    y: (n, k)  one-hot targets; each row sums to 1
    -> (n, k)  each row sums to 1

    Raises ValueError if the amount is outside 0 .. 1.
    Source: Szegedy et al. 2015, "Rethinking the Inception architecture", section 7

    >>> label_smoothing(np.array([[1.0, 0.0]]), 0.2)
    array([[0.9, 0.1]])
    """
    expect("label_smoothing: y (n, k)", y)
    if not 0.0 <= amount <= 1.0:
        raise ValueError(f"label_smoothing: amount is {amount}, expected 0 to 1")
    smooth: Array = (1.0 - amount) * y + amount / y.shape[1]
    return smooth


class EarlyStopping:
    """End the training when the validation loss has not got better for some epochs.

    patience: how many epochs in a row may pass without a new best; a new best starts them anew

    Raises ValueError if the patience is below 1.

    >>> stopping = EarlyStopping(patience=2)
    >>> [stopping.enough(loss, []) for loss in (3.0, 4.0, 2.0, 2.5, 2.0)]
    [False, False, False, False, True]
    >>> stopping.best_epoch, stopping.best_loss
    (3, 2.0)
    """

    def __init__(self, patience: int) -> None:
        if patience < 1:
            raise ValueError(f"EarlyStopping: patience is {patience}, expected 1 or more")
        self.patience = patience
        self.epoch = self.best_epoch = 0
        self.best_loss = np.inf
        self.best: list[Array] = []

    def enough(self, loss: float, parameters: list[Array]) -> bool:
        """Take note of an epoch's loss, keep copies of the best parameters, say whether to end."""
        self.epoch += 1
        if loss < self.best_loss:
            self.best_epoch, self.best_loss = self.epoch, loss
            self.best = [parameter.copy() for parameter in parameters]
        return self.epoch - self.best_epoch >= self.patience

    def restore(self, parameters: list[Array]) -> None:
        """Put the best values back into the parameters."""
        for parameter, best in zip(parameters, self.best, strict=True):
            parameter[...] = best


if __name__ == "__main__":
    weights = np.array([[0.5, -2.0, 0.1]])
    print("L1 and L2       ", l1(weights), round(l2(weights), 4))
    print("soft threshold  ", soft_threshold(weights, 0.2).tolist())
    print("dropout mask    ", dropout_mask((1, 6), 0.5, rng=np.random.default_rng(0)).tolist())
    print("smoothed targets", label_smoothing(np.array([[0.0, 1.0, 0.0]]), 0.1).round(4).tolist())
