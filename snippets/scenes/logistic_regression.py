"""Live values for the chapter on logistic and softmax regression."""

import numpy as np

from snippets import activations, frost, layers, log_sum_exp, losses, separable


def logistic(rng: np.random.Generator) -> dict[str, object]:
    r"""A logistic regression on one batch, with its loss and its slopes.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | inputs, an example a row | (n, d) |
    | `w` | weights | (d, 1) |
    | `b` | bias | row (1,) |
    | `z` | scores, which are log-odds | (n, 1) |
    | `p` | probabilities of yes | (n, 1) |
    | `y` | what happened, 1 for yes | (n, 1) |
    | `L` | binary cross-entropy | () |
    | `\delta` | slopes of the loss in the scores | (n, 1) |
    | `\mathrm{dw}` | slopes of the loss in the weights | (d, 1) |
    | `\mathrm{db}` | slope of the loss in the bias | row (1,) |
    | `\sigma` | sigmoid | function |
    | `i` | example | index n |
    | `j` | input | index d |

    Numbers: small_logits.yes_or_no
    """
    x = rng.normal(size=(5, 2))
    w = rng.normal(size=(2, 1))
    b = rng.normal(size=1)
    y = rng.uniform(size=(5, 1))
    z = layers.affine(x, w, b)
    p = activations.sigmoid(z)
    L = losses.binary_cross_entropy(p, y)
    delta = losses.sigmoid_cross_entropy_backward(1.0, z, y)
    back = layers.affine_backward(delta, x, w, b)
    return {
        "x": x,
        "w": w,
        "b": b,
        "z": z,
        "p": p,
        "y": y,
        "L": L,
        r"\delta": delta,
        r"\mathrm{dw}": back[1],
        r"\mathrm{db}": back[2],
        r"\sigma": activations.sigmoid,
    }


def one_yes_or_no(rng: np.random.Generator) -> dict[str, object]:
    r"""One example of a logistic regression.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | score | (1, 1) |
    | `p` | probability of yes | (1, 1) |
    | `y` | what happened, 1 for yes | (1, 1) |
    | `L` | cross-entropy of this example | () |
    | `\sigma` | sigmoid | function |

    Numbers: small_logits.one_yes_or_no
    """
    z = rng.normal(size=(1, 1))
    y = rng.uniform(size=(1, 1))
    p = activations.sigmoid(z)
    L = losses.binary_cross_entropy(p, y)
    return {"z": z, "p": p, "y": y, "L": L, r"\sigma": activations.sigmoid}


def two_bells(rng: np.random.Generator) -> dict[str, object]:
    r"""Evenings of two kinds, each normally distributed, and the chance of ice at a temperature.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | temperatures | (n, 1) |
    | `m_1` | mean before ice | () |
    | `m_0` | mean before no ice | () |
    | `s` | standard deviation of both | () |
    | `p` | share with ice at that temperature | (n, 1) |
    | `i` | evening | index n |
    """
    x = rng.normal(size=(5, 1))
    m_1 = rng.normal()
    m_0 = rng.normal()
    s = rng.uniform(1.0, 2.0)
    p = frost.chance_by_bells(x, m_1, m_0, s)
    return {"x": x, "m_1": m_1, "m_0": m_0, "s": s, "p": p}


def one_row(rng: np.random.Generator) -> dict[str, object]:
    r"""The scores of one example and their softmax.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores, one for each class | (1, C) |
    | `p` | probabilities | (1, C) |
    | `c` | a number added to every score | () |
    | `k` | class | index C |
    | `m` | class | index C |

    Numbers: small_logits.one_two_three
    """
    z = rng.normal(size=(1, 3))
    c = rng.normal()
    p = activations.softmax(z)
    return {"z": z, "p": p, "c": c}


def two_classes(rng: np.random.Generator) -> dict[str, object]:
    r"""Two scores of one example, and the softmax of the two.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (1, 2) |
    | `p` | probabilities | (1, 2) |
    | `\sigma` | sigmoid | function |

    Numbers: small_logits.both
    """
    z = rng.normal(size=(1, 2))
    p = activations.softmax(z)
    return {"z": z, "p": p, r"\sigma": activations.sigmoid}


def softmax(rng: np.random.Generator) -> dict[str, object]:
    r"""A batch of scores, softmax, and the cross-entropy to soft targets.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `S` | logarithm of the sum of exponentials of a row | (n,) |
    | `p` | probabilities | (n, C) |
    | `y` | targets; each row adds up to 1 | (n, C) |
    | `L` | cross-entropy | () |
    | `\delta` | slopes of the loss in the scores | (n, C) |
    | `c` | any number | () |
    | `i` | example | index n |
    | `k` | class | index C |

    Numbers: small_logits.both
    """
    z = rng.normal(size=(5, 3))
    y = activations.softmax(rng.normal(size=(5, 3)))
    c = rng.normal()
    S = log_sum_exp.log_sum_exp(z)
    p = activations.softmax(z)
    L = losses.softmax_cross_entropy(z, y)
    delta = losses.softmax_cross_entropy_backward(1.0, z, y)
    return {"z": z, "S": S, "p": p, "y": y, "L": L, r"\delta": delta, "c": c}


def signed(rng: np.random.Generator) -> dict[str, object]:
    r"""Signed examples, their signed scores, and the loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `u` | signed examples | (n, d) |
    | `w` | weights | (d,) |
    | `q` | signed scores | (n,) |
    | `L` | cross-entropy | () |
    | `\sigma` | sigmoid | function |
    | `i` | example | index n |
    | `j` | input | index d |
    """
    u = rng.normal(size=(5, 2))
    w = rng.normal(size=2)
    q = separable.signed_scores(u, w)
    L = separable.scaled_loss(1.0, q)
    return {"u": u, "w": w, "q": q, "L": L, r"\sigma": activations.sigmoid}


def longer(rng: np.random.Generator) -> dict[str, object]:
    r"""The loss of separated examples when all weights are some factor as large.

    | symbol | meaning | shape |
    |---|---|---|
    | `t` | factor | () |
    | `q` | signed scores, all positive | (n,) |
    | `L` | cross-entropy | () |
    | `\sigma` | sigmoid | function |
    | `i` | example | index n |
    """
    t = rng.uniform()
    q = rng.uniform(size=5)
    L = separable.scaled_loss(t, q)
    return {"t": t, "q": q, "L": L, r"\sigma": activations.sigmoid}


def ray(rng: np.random.Generator) -> dict[str, object]:
    r"""One example, and how long its weight gets.

    | symbol | meaning | shape |
    |---|---|---|
    | `\gamma` | distance of the example from the line | () |
    | `\tau` | steps times rate | () |
    | `\rho` | length of the weight | () |
    """
    gamma = rng.uniform()
    tau = rng.uniform()
    rho = separable.length_on_a_ray(gamma, tau)
    return {r"\gamma": gamma, r"\tau": tau, r"\rho": rho}
