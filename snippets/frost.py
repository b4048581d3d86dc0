"""What a logistic regression learns from twelve evenings: how likely the road is icy next morning.

Cited in: Logistic and softmax regression.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from snippets.activations import sigmoid_backward
from snippets.arrays import Array
from snippets.likelihoods import gaussian
from snippets.linear_models import Linear, descend, logistic_probabilities, scores
from snippets.losses import sigmoid_cross_entropy, sigmoid_cross_entropy_backward


class Evenings(NamedTuple):
    """Evenings and the mornings after.

    x: (n, 1)  degrees Celsius at dusk
    y: (n, 1)  1 if there was ice, else 0
    """

    x: Array
    y: Array


def evenings() -> Evenings:
    """List twelve evenings, made up so that no threshold tells the mornings apart.

    >>> evenings().x.shape, int(evenings().y.sum())
    ((12, 1), 7)
    """
    x = np.array([-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 3.0, 4.0, 6.0, 8.0])
    y = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0])
    return Evenings(x[:, None], y[:, None])


class Fit(NamedTuple):
    """A logistic regression, and what it says of the evenings that it learned from.

    model: weight and bias
    p: (n, 1)  probabilities of ice
    """

    model: Linear
    p: Array

    def chance(self, degrees: float) -> float:
        """Give the probability of ice after an evening of so many degrees."""
        return float(logistic_probabilities(self.model, np.array([[degrees]]))[0, 0])

    def weight(self) -> float:
        """Give what a degree more adds to the log-odds."""
        return float(self.model.W[0, 0])


@cache
def fit() -> Fit:
    """Descend until nothing moves any more.

    >>> round(float(fit().p.sum()), 9)
    7.0
    """
    x, y = evenings()
    model = descend(x, y, loss="sigmoid_cross_entropy", rate=0.2, steps=4000).model
    return Fit(model, logistic_probabilities(model, x))


def chance_by_bells(x: Array, ice: float, none: float, s: float) -> Array:
    r"""The share with ice among evenings of one temperature, if both kinds are bells.

    $p_i = \frac{q_i(m_1)}{q_i(m_1) + q_i(m_0)}$, with $q_i(m)$ the normal density at $x_i$

    x: (n, 1)  degrees at dusk
    ice, none: the means of the evenings before ice and of the others, equally frequent
    s: standard deviation of both, positive
    -> (n, 1)

    >>> chance_by_bells(np.array([[2.0]]), -1.0, 5.0, 3.0)
    array([[0.5]])
    """
    cold, warm = (gaussian(x, np.full_like(x, m), s) for m in (ice, none))
    return cold / (cold + warm)


@cache
def losses_from(weight: float, at: tuple[int, ...], *, twice: bool = False) -> tuple[float, ...]:
    r"""Descend from some weight and a bias of 0, and give the loss after some steps.

    at: after how many steps to look, in growing order
    twice: multiply p - y by $\sigma'$, which it holds already: a mistake

    >>> [round(loss, 4) for loss in losses_from(0.0, (0,))]
    [0.6931]
    """
    x, y = evenings()
    model, seen = Linear(np.array([[weight]]), np.zeros(1)), []
    for step in range(at[-1] + 1):
        z = scores(model, x)
        if step in at:
            seen.append(sigmoid_cross_entropy(z, y))
        delta = sigmoid_cross_entropy_backward(1.0, z, y)
        if twice:
            delta = sigmoid_backward(delta, z)
        model = Linear(model.W - 0.2 * x.T @ delta, model.b - 0.2 * delta.sum(axis=0))
    return tuple(seen)


if __name__ == "__main__":
    learned = fit()
    print(f"weight {learned.weight():.3f}, bias {learned.model.b[0]:.3f}")
    for dusk in (-2.0, 0.0, 2.0, 4.0):
        print(f"{dusk:4.0f} degrees at dusk: ice with probability {learned.chance(dusk):.2f}")
