r"""Information: how surprising outcomes are, in nats, or in bits with base=2.

Distributions are rows of probabilities, one distribution a row; a joint distribution is a matrix
(a, b) whose entries sum to 1 all together. An outcome of probability 0 adds 0.
"""

import math

import numpy as np

from snippets.arrays import Array, expect


def entropy(p: Array, *, base: float = math.e) -> Array:
    r"""Average the surprise about outcomes whose probabilities one knows.

    $H(p) = -\sum_k p_k \ln p_k$

    p: (n, k)  probabilities; each row sums to 1
    -> (n,)  between 0 and ln k

    Raises ValueError if p is no table of distributions.
    Source: Shannon 1948, "A mathematical theory of communication", section 6

    >>> entropy(np.array([[0.5, 0.5], [1.0, 0.0]]), base=2)
    array([1., 0.])
    """
    return cross_entropy(p, p, base=base)


def cross_entropy(p: Array, q: Array, *, base: float = math.e) -> Array:
    r"""Average the surprise about outcomes from p for someone who believes in q.

    $H(p, q) = -\sum_k p_k \ln q_k$

    p: (n, k)  probabilities; each row sums to 1
    q: (n, k)  probabilities; each row sums to 1
    -> (n,)  at least the entropy of p, infinite if q rules out what happens

    Raises ValueError if p or q is no table of distributions, or their shapes differ.

    >>> cross_entropy(np.array([[0.5, 0.5]]), np.array([[0.25, 0.75]]), base=2).round(4)
    array([1.2075])
    """
    expect("cross_entropy: p (n, k), q (n, k)", p, q)
    expect_distributions("cross_entropy", p)
    expect_distributions("cross_entropy", q)
    with np.errstate(divide="ignore"):  # log 0 is -inf, which is what we want
        log_q = np.log(q)
    terms = np.multiply(p, log_q, out=np.zeros_like(log_q), where=p > 0)
    total: Array = 0.0 - terms.sum(axis=1)
    return total / math.log(base)


def kl_divergence(p: Array, q: Array, *, base: float = math.e) -> Array:
    r"""Count the surprise that believing in q costs beyond what cannot be helped.

    $D(p \,\Vert\, q) = \sum_k p_k \ln (p_k / q_k) = H(p, q) - H(p)$

    p: (n, k)  probabilities; each row sums to 1
    q: (n, k)  probabilities; each row sums to 1
    -> (n,)  never negative, 0 only if p = q, not the same when p and q change places

    Raises ValueError as cross_entropy does.
    Source: Kullback and Leibler 1951, "On information and sufficiency"

    >>> kl_divergence(np.array([[0.5, 0.5]]), np.array([[0.25, 0.75]]), base=2).round(4)
    array([0.2075])
    """
    return cross_entropy(p, q, base=base) - entropy(p, base=base)


def js_divergence(p: Array, q: Array, *, base: float = math.e) -> Array:
    r"""Compare both with their middle, which no outcome can surprise without end.

    $J(p, q) = \tfrac12 D(p \,\Vert\, m) + \tfrac12 D(q \,\Vert\, m)$ with $m = (p + q)/2$

    p: (n, k)  probabilities; each row sums to 1
    q: (n, k)  probabilities; each row sums to 1
    -> (n,)  between 0 and ln 2, the same when p and q change places

    Raises ValueError as cross_entropy does.
    Source: Lin 1991, "Divergence measures based on the Shannon entropy"

    >>> js_divergence(np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]]), base=2)
    array([1.])
    """
    expect("js_divergence: p (n, k), q (n, k)", p, q)
    middle = (p + q) / 2.0
    return (kl_divergence(p, middle, base=base) + kl_divergence(q, middle, base=base)) / 2.0


def joint_entropy(joint: Array, *, base: float = math.e) -> float:
    r"""Average the surprise about both of two outcomes.

    $H(X, Y) = -\sum_{xy} p_{xy} \ln p_{xy}$

    joint: (a, b)  probabilities of X = row and Y = column; all entries together sum to 1
    -> ()

    >>> joint_entropy(np.array([[0.25, 0.25], [0.25, 0.25]]), base=2)
    2.0
    """
    expect("joint_entropy: joint (a, b)", joint)
    return float(entropy(joint.reshape(1, -1), base=base)[0])


def conditional_entropy(joint: Array, *, base: float = math.e) -> float:
    r"""Average what is still surprising about the column Y once the row X is known.

    $H(Y \mid X) = H(X, Y) - H(X)$

    joint: (a, b)  probabilities of X = row and Y = column; all entries together sum to 1
    -> ()  between 0 and the entropy of Y

    >>> conditional_entropy(np.array([[0.5, 0.0], [0.25, 0.25]]), base=2)
    0.5
    """
    expect("conditional_entropy: joint (a, b)", joint)
    rows = joint.sum(axis=1, keepdims=True)
    return joint_entropy(joint, base=base) - joint_entropy(rows, base=base)


def mutual_information(joint: Array, *, base: float = math.e) -> float:
    r"""Count how much of the surprise about one outcome the other one takes away.

    $I(X; Y) = \sum_{xy} p_{xy} \ln \frac{p_{xy}}{p_x p_y} = H(Y) - H(Y \mid X)$

    joint: (a, b)  probabilities of X = row and Y = column; all entries together sum to 1
    -> ()  never negative, 0 only if X and Y are independent

    >>> mutual_information(np.array([[0.5, 0.0], [0.0, 0.5]]), base=2)
    1.0
    """
    expect("mutual_information: joint (a, b)", joint)
    rows, columns = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    together, apart = joint.reshape(1, -1), (rows * columns).reshape(1, -1)
    return float(kl_divergence(together, apart, base=base)[0])


def expect_distributions(function: str, p: Array) -> None:
    """Refuse rows that hold negative numbers, or do not sum to 1.

    >>> expect_distributions("entropy", np.array([[0.5, 0.4]]))
    Traceback (most recent call last):
    ValueError: entropy: row 0 sums to 0.9, expected 1
    """
    if not p.min() >= 0.0:
        raise ValueError(f"{function}: a probability is {p.min()}, expected 0 or more")
    off = np.abs(p.sum(axis=1) - 1.0)
    if off.max() > 1e-9:
        row = int(off.argmax())
        raise ValueError(f"{function}: row {row} sums to {p[row].sum():.6g}, expected 1")


if __name__ == "__main__":
    # A test for an illness that 1 of 100 has: right in 90 of 100 cases of either kind.
    ill_and_test = np.array([[0.009, 0.001], [0.099, 0.891]])
    print(f"the illness   {entropy(np.array([[0.01, 0.99]]), base=2)[0]:.4f} bits")
    print(f"left by test  {conditional_entropy(ill_and_test.T, base=2):.4f} bits")
    print(f"test tells    {mutual_information(ill_and_test, base=2):.4f} bits")
