r"""Numbers for the cards of the chapter on information: eight days, and the small network.

See `small`: these fixed numbers check nothing, they show.
"""

from snippets import arrays, empirical, information_planes, network


def days() -> dict[str, object]:
    """Eight days with their weather, and one who believes in snow."""
    Y, X, answers = empirical.days()
    p = empirical.shares(Y)
    q = answers[0]
    y = arrays.one_hot(Y, 3)
    L = empirical.constant_cross_entropy(Y, q)
    Z = empirical.pair(X, Y)
    p_XY = empirical.joint(X, Y)
    p_X = empirical.shares(X)
    return {
        "X": X,
        "Y": Y,
        "Z": Z,
        "p": p,
        "q": q,
        "y": y,
        "L": L,
        "p_{XY}": p_XY,
        "p_X": p_X,
        "p_Y": p,
        "H": empirical.entropy,
        "I": empirical.mutual_information,
        r"D_{\mathrm{KL}}": empirical.divergence,
    }


def forecasts() -> dict[str, object]:
    """The same days, and a forecast that does not look at the umbrella."""
    Y, X, q = empirical.days()
    y = arrays.one_hot(Y, 3)
    p = empirical.shares_given(Y, X)
    L = empirical.cross_entropy(Y, q)
    return {
        "X": X,
        "Y": Y,
        "p": p,
        "q": q,
        "y": y,
        "L": L,
        "H": empirical.entropy,
        "I": empirical.mutual_information,
        r"D_{\mathrm{KL}}": empirical.divergence,
    }


def steps() -> dict[str, object]:
    """Sixteen inputs through the small network with step units."""
    stepped = information_planes.stepped()
    X = empirical.labels(stepped.x)
    T1 = empirical.labels(stepped.hidden)
    T2 = empirical.labels(stepped.output)
    return {
        "X": X,
        "Y": stepped.y,
        r"T^{(\ell)}": [T1, T2],
        "H": empirical.entropy,
        "I": empirical.mutual_information,
    }


def smooth() -> dict[str, object]:
    """Sixteen inputs through the small network's sigmoids, exact and in bins."""
    x = information_planes.stepped().x
    net = network.small().network
    a = network.forward_pass(net, x).a[1]
    b = network.small().network.parameters()[1]
    X = empirical.labels(x)
    T = empirical.labels(a)
    F = empirical.labels(empirical.bins(a, information_planes.HALVED[0]))
    G = empirical.labels(empirical.bins(a, information_planes.HALVED[1]))
    return {
        "X": X,
        "T": T,
        "F": F,
        "G": G,
        "b": b,
        "H": empirical.entropy,
        "I": empirical.mutual_information,
    }
