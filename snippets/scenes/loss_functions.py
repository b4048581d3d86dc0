r"""Live values for the chapter on loss functions: what happened, and how likely it was called."""

import numpy as np

from snippets import activations, information, likelihoods, losses


def surprise(rng: np.random.Generator) -> dict[str, object]:
    r"""How likely a model called each of several independent targets.

    | symbol | meaning | shape |
    |---|---|---|
    | `q` | likelihood of each target | (n, 1) |
    | `L` | negative log-likelihood, a mean | () |
    | `i` | example | index n |

    Numbers: small_readings.gaussian
    """
    q = rng.uniform(0.1, 0.9, size=(5, 1))
    L = likelihoods.negative_log_likelihood(q)
    return {"q": q, "L": L}


def gaussian(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers that miss their predictions by normal errors.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | predictions | (n, 1) |
    | `y` | targets | (n, 1) |
    | `s` | standard deviation of the errors | () |
    | `q` | likelihood of each target, a density | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `L_{\text{MSE}}` | mean squared error | () |
    | `i` | example | index n |

    Numbers: small_readings.gaussian
    """
    a = rng.normal(size=(5, 1))
    y = rng.normal(size=(5, 1))
    s = rng.uniform(0.5, 0.9)
    q = likelihoods.gaussian(y, a, s)
    L = likelihoods.negative_log_likelihood(q)
    M = losses.mean_squared_error(a, y)
    return {"a": a, "y": y, "s": s, "q": q, "L": L, r"L_{\text{MSE}}": M}


def laplace(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers that miss their predictions by Laplace's errors of scale one.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | predictions | (n, 1) |
    | `y` | targets | (n, 1) |
    | `q` | likelihood of each target, a density | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `L_{\text{MAE}}` | mean absolute error | () |
    | `i` | example | index n |

    Numbers: small_readings.laplace
    """
    a = rng.normal(size=(5, 1))
    y = rng.normal(size=(5, 1))
    q = likelihoods.laplace(y, a)
    L = likelihoods.negative_log_likelihood(q)
    M = losses.mean_absolute_error(a, y)
    return {"a": a, "y": y, "q": q, "L": L, r"L_{\text{MAE}}": M}


def scaled(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers that miss their predictions by Laplace's errors of any scale.

    | symbol | meaning | shape |
    |---|---|---|
    | `t` | scale: mean distance of a target from its prediction | () |
    | `L` | negative log-likelihood | () |
    | `L_{\text{MAE}}` | mean absolute error | () |
    """
    a = rng.normal(size=(5, 1))
    y = rng.normal(size=(5, 1))
    t = rng.uniform(0.5, 0.9)
    q = likelihoods.laplace(y, a, t)
    L = likelihoods.negative_log_likelihood(q)
    M = losses.mean_absolute_error(a, y)
    return {"t": t, "L": L, r"L_{\text{MAE}}": M}


def huber(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers that miss their predictions a little, and now and then by much.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | predictions | (n, 1) |
    | `y` | targets | (n, 1) |
    | `c` | corner: the distance from which on errors count as they are | () |
    | `\rho` | cost of each error | (n, 1) |
    | `Z` | area under e to the minus cost | () |
    | `q` | likelihood of each target, a density | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `L_{\text{Huber}}` | Huber's loss | () |
    | `i` | example | index n |

    Numbers: small_readings.huber
    """
    a = rng.normal(size=(7, 1))
    y = rng.normal(size=(7, 1))
    c = rng.uniform(0.6, 0.9)
    rho = losses.huber_costs(a, y, c)
    Z = likelihoods.huber_total(c)
    q = likelihoods.huber(y, a, c)
    L = likelihoods.negative_log_likelihood(q)
    H = losses.huber(a, y, c)
    return {
        "a": a,
        "y": y,
        "c": c,
        r"\rho": rho,
        "Z": Z,
        "q": q,
        "L": L,
        r"L_{\text{Huber}}": H,
    }


def bernoulli(rng: np.random.Generator) -> dict[str, object]:
    r"""Yes or no, called with a probability that comes from a score.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, 1) |
    | `p` | probability of yes | (n, 1) |
    | `y` | targets: 1 for yes, 0 for no | (n, 1) |
    | `q` | likelihood of each target | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `L_{\text{BCE}}` | binary cross-entropy | () |
    | `\sigma` | sigmoid | function |
    | `i` | example | index n |

    Numbers: small_readings.yes_or_no
    """
    z = rng.normal(size=(5, 1))
    y = rng.uniform(size=(5, 1))
    p = activations.sigmoid(z)
    q = likelihoods.bernoulli(y, p)
    L = likelihoods.negative_log_likelihood(q)
    B = losses.binary_cross_entropy(p, y)
    return {
        "z": z,
        "p": p,
        "y": y,
        "q": q,
        "L": L,
        r"L_{\text{BCE}}": B,
        r"\sigma": activations.sigmoid,
    }


def categorical(rng: np.random.Generator) -> dict[str, object]:
    r"""One class of several, called with probabilities that come from scores.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities | (n, C) |
    | `y` | targets: 1 for the class that came true, else 0 | (n, C) |
    | `q` | likelihood of each target | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `L_{\text{CE}}` | cross-entropy | () |
    | `i` | example | index n |
    | `k` | class | index C |
    """
    z = rng.normal(size=(5, 3))
    y = activations.softmax(rng.normal(size=(5, 3)))
    p = activations.softmax(z)
    q = likelihoods.categorical(y, p)
    L = likelihoods.negative_log_likelihood(q)
    E = losses.cross_entropy(p, y)
    return {"z": z, "p": p, "y": y, "q": q, "L": L, r"L_{\text{CE}}": E}


def hinge(rng: np.random.Generator) -> dict[str, object]:
    r"""What would be the likelihoods of yes and no, if the hinge loss were their surprise.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n,) |
    | `q` | would-be likelihood of yes and of no | (n, k) |
    | `\sigma` | sigmoid | function |
    | `i` | example | index n |
    | `j` | another example | index n |
    """
    z = rng.uniform(-2.0, 2.0, size=5)
    q = likelihoods.would_be_from_hinge(z)
    return {"z": z, "q": q, r"\sigma": activations.sigmoid}


def margin(rng: np.random.Generator) -> dict[str, object]:
    r"""Scores that should be on the right side by a margin of one.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, 1) |
    | `y` | targets: 1 for yes, -1 for no | (n, 1) |
    | `L_{\text{hinge}}` | hinge loss | () |
    | `i` | example | index n |
    """
    z = rng.normal(size=(5, 1))
    y = rng.normal(size=(5, 1))
    L = losses.hinge(z, y)
    return {"z": z, "y": y, r"L_{\text{hinge}}": L}


def squared_sigmoid(rng: np.random.Generator) -> dict[str, object]:
    r"""Yes or no, with the squared error in the place of the cross-entropy.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, 1) |
    | `p` | probability of yes | (n, 1) |
    | `y` | targets: 1 for yes, 0 for no | (n, 1) |
    | `L_{\text{MSE}}` | mean squared error of the probabilities | () |
    | `i` | example | index n |

    Numbers: small_readings.yes_or_no
    """
    z = rng.normal(size=(5, 1))
    y = rng.uniform(size=(5, 1))
    p = activations.sigmoid(z)
    L = losses.mean_squared_error(p, y)
    return {"z": z, "p": p, "y": y, r"L_{\text{MSE}}": L}


def twice(rng: np.random.Generator) -> dict[str, object]:
    r"""Probabilities taken for scores, so that a softmax follows a softmax.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities | (n, C) |
    | `y` | targets: 1 for the class that came true, else 0 | (n, C) |
    | `r` | softmax of the probabilities | (n, C) |
    | `L` | cross-entropy after both | () |
    | `i` | example | index n |
    | `k` | class | index C |
    | `j` | class | index C |
    """
    z = rng.normal(size=(5, 3))
    y = activations.softmax(rng.normal(size=(5, 3)))
    p = activations.softmax(z)
    r = activations.softmax(p)
    L = losses.cross_entropy(r, y)
    return {"z": z, "p": p, "y": y, "r": r, "L": L}


def squared_softmax(rng: np.random.Generator) -> dict[str, object]:
    r"""One class of several, with the squared error in the place of the cross-entropy.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, C) |
    | `p` | probabilities | (n, C) |
    | `u` | slopes of the loss in the probabilities | (n, C) |
    | `L_{\text{MSE}}` | mean squared error of the probabilities | () |
    | `i` | example | index n |
    | `k` | class | index C |
    | `j` | class | index C |
    """
    z = rng.normal(size=(5, 3))
    y = activations.softmax(rng.normal(size=(5, 3)))
    p = activations.softmax(z)
    L = losses.mean_squared_error(p, y)
    u = losses.mean_squared_error_backward(1.0, p, y)
    return {"z": z, "p": p, "u": u, r"L_{\text{MSE}}": L}


def start(rng: np.random.Generator) -> dict[str, object]:
    r"""One example at the start of training, with scores of any size.

    | symbol | meaning | shape |
    |---|---|---|
    | `h` | size of the scores | () |
    | `z` | scores of size one | (1, C) |
    | `y` | targets: 1 for the class that came true, else 0 | (1, C) |
    | `f` | cross-entropy from scores | function |
    | `k` | class | index C |
    """
    h = rng.uniform(0.05, 0.1)
    z = rng.normal(size=(1, 5))
    y = activations.softmax(rng.normal(size=(1, 5)))
    return {"h": h, "z": z, "y": y, "f": losses.softmax_cross_entropy}


def own_spread(rng: np.random.Generator) -> dict[str, object]:
    r"""Numbers whose centre and spread are both predicted.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | predicted centres | (n, 1) |
    | `v` | predicted variances | (n, 1) |
    | `y` | targets | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `i` | example | index n |
    """
    a = rng.normal(size=(5, 1))
    y = rng.normal(size=(5, 1))
    v = rng.uniform(0.5, 0.9, size=(5, 1))
    L = losses.gaussian_nll(a, v, y)
    return {"a": a, "v": v, "y": y, "L": L}


def beliefs(rng: np.random.Generator) -> dict[str, object]:
    r"""How often each class comes true, and how often a model says so.

    | symbol | meaning | shape |
    |---|---|---|
    | `p` | probabilities that a model states | (1, C) |
    | `y` | how often each class comes true | (1, C) |
    | `E` | expected surprise | () |
    | `H` | expected surprise of someone who knows how often | () |
    | `k` | class | index C |
    """
    p = activations.softmax(rng.normal(size=(1, 3)))
    y = activations.softmax(rng.normal(size=(1, 3)))
    E = information.cross_entropy(y, p)
    H = information.entropy(y)
    return {"p": p, "y": y, "E": E[0], "H": H[0]}


def counts(rng: np.random.Generator) -> dict[str, object]:
    r"""Counts of rare events, whose expectation comes from a score.

    | symbol | meaning | shape |
    |---|---|---|
    | `z` | scores | (n, 1) |
    | `y` | counts | (n, 1) |
    | `q` | likelihood of each count | (n, 1) |
    | `L` | negative log-likelihood | () |
    | `i` | example | index n |
    """
    z = rng.normal(size=(5, 1))
    y = rng.integers(2, 7, size=(5, 1))
    q = likelihoods.poisson(y, z)
    L = likelihoods.negative_log_likelihood(q)
    return {"z": z, "y": y, "q": q, "L": L}
