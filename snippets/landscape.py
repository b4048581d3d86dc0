r"""Landscapes: the loss as a function of all parameters, looked at along lines and planes.

All parameters of a network are one vector $\theta$, in the order of `network.parameters()`.
"""

from typing import NamedTuple

import numpy as np

from snippets import losses
from snippets.arrays import Array, expect, flatten, unflatten
from snippets.network import Network, small


class Objective:
    r"""The loss of a network on fixed data as a function of its parameters, $L(\theta)$.

    network: is left as it was after every call
    x: (n, d)  inputs
    y: (n, k)  targets
    loss: the name of a function in `losses`

    >>> objective = Objective(*small())
    >>> round(objective.value(objective.theta), 6)
    0.324322
    >>> objective.gradient(objective.theta).shape
    (17,)
    """

    def __init__(
        self, network: Network, x: Array, y: Array, *, loss: str = "mean_squared_error"
    ) -> None:
        self.network, self.x, self.y = network, x, y
        self.loss, self.loss_backward = losses.pair(loss)
        self.theta = flatten(network.parameters())

    def value(self, theta: Array) -> float:
        """Compute the loss at theta (p,)."""
        self.move_to(theta)
        value = self.loss(self.network.forward(self.x), self.y)
        self.move_to(self.theta)
        return value

    def gradient(self, theta: Array) -> Array:
        """Compute the gradient of the loss at theta (p,), by one backward pass."""
        self.move_to(theta)
        prediction = self.network.forward(self.x)
        self.network.backward(self.loss_backward(1.0, prediction, self.y))
        self.move_to(self.theta)
        return flatten(self.network.gradients())

    def move_to(self, theta: Array) -> None:
        """Write theta (p,) into the network's parameters."""
        unflatten(theta, into=self.network.parameters())


def along_line(objective: Objective, direction: Array, steps: Array) -> Array:
    r"""Walk through the network's place in one direction: $L(\theta + t d)$.

    direction: (p,)  $d$
    steps: (m,)  $t$
    -> (m,)

    >>> objective = Objective(*small())
    >>> downhill = -objective.gradient(objective.theta)
    >>> along_line(objective, downhill, np.array([0.0, 1.0, 2.0])).round(3)
    array([0.324, 0.255, 0.193])
    """
    expect("along_line: theta (p,), direction (p,)", objective.theta, direction)
    return np.array([objective.value(objective.theta + t * direction) for t in steps.tolist()])


def on_plane(objective: Objective, first: Array, second: Array, steps: Array) -> Array:
    r"""Look at a plane through the network's place: $L(\theta + s d_1 + t d_2)$.

    first: (p,)  $d_1$, along the columns
    second: (p,)  $d_2$, along the rows
    steps: (m,)  both $s$ and $t$
    -> (m, m)  row t, column s

    >>> objective = Objective(*small())
    >>> on_plane(objective, np.ones(17), np.zeros(17), np.array([0.0, 1.0])).round(3)
    array([[0.324, 0.484],
           [0.324, 0.484]])
    """
    expect("on_plane: theta (p,), first (p,), second (p,)", objective.theta, first, second)
    middle = objective.theta
    rows = [
        [objective.value(middle + s * first + t * second) for s in steps.tolist()]
        for t in steps.tolist()
    ]
    return np.array(rows)


def filter_normalized(network: Network, *, rng: np.random.Generator) -> Array:
    r"""Draw a direction in which every unit moves in proportion to its own weights.

    $d_j \leftarrow d_j \lVert w_j \rVert / \lVert d_j \rVert$ for the weights $w_j$ of unit $j$;
    biases stay. Without it, flat and steep say more about the scale of the weights than about
    the loss: a ReLU layer times 10 and the next one divided by 10 is the same function.

    -> (p,)

    Source: Li, Xu, Taylor, Studer and Goldstein 2018, "Visualizing the loss landscape of neural
    nets", section 4

    >>> d = filter_normalized(small().network, rng=np.random.default_rng(0))
    >>> W1, d1 = small().network.parameters()[0], d[:6].reshape(2, 3)
    >>> bool(np.allclose(np.linalg.norm(d1, axis=0), np.linalg.norm(W1, axis=0)))
    True
    """
    directions = []
    for parameter in network.parameters():
        direction = rng.normal(size=parameter.shape) if parameter.ndim == 2 else 0.0 * parameter
        lengths = np.sqrt(np.sum(direction**2, axis=0))
        wanted = np.sqrt(np.sum(parameter**2, axis=0))
        directions.append(direction * wanted / np.where(lengths > 0, lengths, 1.0))
    return flatten(directions)


def hessian_vector_product(objective: Objective, v: Array, h: float = 1e-5) -> Array:
    r"""Multiply the Hessian by a vector without ever writing it down: two gradients suffice.

    $Hv = \left( \nabla L(\theta + h v) - \nabla L(\theta - h v) \right) / 2h + O(h^2)$

    v: (p,)
    h: step, in units of the length of v
    -> (p,)

    Source: Pearlmutter 1994, "Fast exact multiplication by the Hessian"; this is its approximation

    >>> objective = Objective(*small())
    >>> hessian_vector_product(objective, np.eye(17)[16])[-3:].round(4)  # W2 and b2
    array([0.0034, 0.    , 0.0046])
    """
    expect("hessian_vector_product: theta (p,), v (p,)", objective.theta, v)
    step = h / max(float(np.sqrt(v @ v)), 1e-300) * v
    ahead, behind = (objective.gradient(objective.theta + s * step) for s in (1.0, -1.0))
    return (ahead - behind) * (float(np.sqrt(v @ v)) / (2.0 * h))


class Curvature(NamedTuple):
    """The largest eigenvalue (by size) of a Hessian, its direction (p,), and what is left over.

    residual: length of H v - eigenvalue v, for v of length 1
    """

    eigenvalue: float
    direction: Array
    residual: float


def largest_curvature(
    objective: Objective, *, rng: np.random.Generator, steps: int = 100
) -> Curvature:
    r"""Find the direction in which the loss bends most, by power iteration.

    $v \leftarrow Hv / \lVert Hv \rVert$; the eigenvalue is $v \cdot Hv$ in the end. Gradient
    descent on a parabola of that curvature diverges if the rate is above 2 over it.

    Raises ValueError if the steps are below 1.

    >>> found = largest_curvature(Objective(*small()), rng=np.random.default_rng(0))
    >>> round(found.eigenvalue, 4), found.residual < 1e-6
    (0.136, True)
    """
    if steps < 1:
        raise ValueError(f"largest_curvature: steps is {steps}, expected 1 or more")
    Hv = rng.normal(size=objective.theta.shape)
    v = Hv
    for _ in range(steps):
        v = Hv / np.sqrt(Hv @ Hv)
        Hv = hessian_vector_product(objective, v)
    eigenvalue = float(v @ Hv)
    rest = Hv - eigenvalue * v
    return Curvature(eigenvalue, v, float(np.sqrt(rest @ rest)))


if __name__ == "__main__":
    place = Objective(*small())
    bend = largest_curvature(place, rng=np.random.default_rng(0))
    print(f"loss {place.value(place.theta):.4f}, largest curvature {bend.eigenvalue:.4f}")
    print("along it:", along_line(place, bend.direction, np.linspace(-8.0, 8.0, 5)).round(4))
