r"""Numbers for the cards of the chapter on losses: five readings of a table, and the small network.

See `small`: these fixed numbers check nothing, they show. The answer is Huber's, 2.3 metres.
"""

from snippets import activations, likelihoods, losses, network, outliers


def gaussian() -> dict[str, object]:
    """The readings under a Gaussian of spread 2 around the answer."""
    y, a, s, _ = outliers.read()
    q = likelihoods.gaussian(y, a, s)
    L = likelihoods.negative_log_likelihood(q)
    M = losses.mean_squared_error(a, y)
    return {"a": a, "y": y, "s": s, "q": q, "L": L, r"L_{\text{MSE}}": M}


def laplace() -> dict[str, object]:
    """The readings under Laplace's density around the answer."""
    y, a, _, _ = outliers.read()
    q = likelihoods.laplace(y, a)
    L = likelihoods.negative_log_likelihood(q)
    M = losses.mean_absolute_error(a, y)
    return {"a": a, "y": y, "q": q, "L": L, r"L_{\text{MAE}}": M}


def huber() -> dict[str, object]:
    """The readings under Huber's density around the answer, with the corner at 1."""
    y, a, _, c = outliers.read()
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


def yes_or_no() -> dict[str, object]:
    """The two outputs of the small network as two answers of yes or no, a row each."""
    net, x, target = network.small()
    forward = network.forward_pass(net, x)
    z = forward.z[1].T
    p = activations.sigmoid(z)
    y = target.T
    q = likelihoods.bernoulli(y, p)
    L = likelihoods.negative_log_likelihood(q)
    B = losses.binary_cross_entropy(p, y)
    M = losses.mean_squared_error(p, y)
    return {
        "z": z,
        "p": p,
        "y": y,
        "q": q,
        "L": L,
        r"L_{\text{BCE}}": B,
        r"L_{\text{MSE}}": M,
        r"\sigma": activations.sigmoid,
    }
