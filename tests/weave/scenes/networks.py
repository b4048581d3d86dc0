"""Toy scenes in the notation of published texts."""

import numpy as np

from tests.weave.toys import networks


def nielsen(rng: np.random.Generator) -> dict[str, object]:
    r"""Layers 1, 2, 3 as in Nielsen's chapter on backpropagation.

    | symbol | meaning | shape |
    |---|---|---|
    | `w^l` | weights, a row for each unit | family |
    | `b^l` | biases | family |
    | `z^l` | weighted inputs | family |
    | `a^l` | activations | family |
    | `\delta^l` | errors | family |
    | `a` | activations of the last layer | (m,) |
    | `y` | target | (m,) |
    | `C` | quadratic cost | () |
    | `\sigma` | sigmoid | function |
    | `l` | layer | label |
    | `L` | last layer | last l |
    | `j` | unit | index |
    | `k` | unit | index |
    """
    x = rng.normal(size=2)
    w2 = rng.normal(size=(5, 2))
    b2 = rng.normal(size=5)
    w3 = rng.normal(size=(3, 5))
    b3 = rng.normal(size=3)
    y = rng.uniform(0.1, 0.9, size=3)
    z2 = networks.weighted(w2, x, b2)
    a2 = networks.sigmoid(z2)
    z3 = networks.weighted(w3, a2, b3)
    a3 = networks.sigmoid(z3)
    C = networks.quadratic(a3, y)
    run = networks.activations([w2, w3], [b2, b3], x)
    delta = networks.errors([w2, w3], run, y)
    return {
        "w^l": {2: w2, 3: w3},
        "b^l": {2: b2, 3: b3},
        "z^l": {2: z2, 3: z3},
        "a^l": {1: x, 2: a2, 3: a3},
        r"\delta^l": delta,
        "a": a3,
        "y": y,
        "C": C,
        r"\sigma": networks.sigmoid,
    }


def forward(rng: np.random.Generator) -> dict[str, object]:
    r"""The same layers, run forward by one function.

    | symbol | meaning | shape |
    |---|---|---|
    | `w^l` | weights, a row for each unit | family |
    | `b^l` | biases | family |
    | `a^l` | activations | family |
    | `\sigma` | sigmoid | function |
    | `l` | layer | label |
    | `j` | unit | index |
    """
    x = rng.normal(size=2)
    w2 = rng.normal(size=(5, 2))
    b2 = rng.normal(size=5)
    w3 = rng.normal(size=(3, 5))
    b3 = rng.normal(size=3)
    run = networks.activations([w2, w3], [b2, b3], x)
    return {
        "w^l": {2: w2, 3: w3},
        "b^l": {2: b2, 3: b3},
        "a^l": run,
        r"\sigma": networks.sigmoid,
    }


def single(rng: np.random.Generator) -> dict[str, object]:
    r"""One probability and its cost.

    | symbol | meaning | shape |
    |---|---|---|
    | `a` | probability | () |
    | `y` | target | () |
    | `C` | cross-entropy | () |
    """
    a = rng.uniform(0.2, 0.8)
    y = rng.uniform(0.2, 0.8)
    C = networks.cross_entropy(a, y)
    return {"a": a, "y": y, "C": C}


def curves(rng: np.random.Generator) -> dict[str, object]:
    r"""Functions of one number.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | a number | () |
    | `\sigma` | sigmoid | function |
    | `\zeta` | softplus | function |
    """
    x = rng.normal()
    return {"x": x, r"\sigma": networks.sigmoid, r"\zeta": networks.softplus}


def shares(rng: np.random.Generator) -> dict[str, object]:
    r"""Scores and their shares of one; bold is the vector, plain its entries.

    | symbol | meaning | shape |
    |---|---|---|
    | `\bm{x}` | scores | (n,) |
    | `x` | scores | (n,) |
    | `\bm{z}` | other scores | (m,) |
    | `z` | other scores | (m,) |
    | `\text{softmax}` | shares | function |
    | `i` | entry | index |
    """
    x = rng.normal(size=5)
    z = rng.normal(size=3)
    return {r"\bm{x}": x, "x": x, r"\bm{z}": z, "z": z, r"\text{softmax}": networks.softmax}


def matrices(rng: np.random.Generator) -> dict[str, object]:
    r"""A product of matrices.

    | symbol | meaning | shape |
    |---|---|---|
    | `A` | left | (n, m) |
    | `B` | right | (m, d) |
    | `C` | product | (n, d) |
    | `i` | row | index n |
    | `j` | column | index d |
    """
    A = rng.normal(size=(2, 3))
    B = rng.normal(size=(3, 5))
    C = networks.product(A, B)
    return {"A": A, "B": B, "C": C}


def regression(rng: np.random.Generator) -> dict[str, object]:
    r"""Least squares, with and without a penalty.

    | symbol | meaning | shape |
    |---|---|---|
    | `\bm{X}` | inputs | (n, d) |
    | `\bm{y}` | targets | (n,) |
    | `\alpha` | strength of the penalty | () |
    | `\bm{w}` | weights with the penalty | (d,) |
    | `\mathbf{X}` | inputs | (n, d) |
    | `\mathbf{y}` | targets | (n,) |
    | `\mathbf{w}^*` | weights without a penalty | (d,) |
    """
    X = rng.normal(size=(7, 3))
    y = rng.normal(size=7)
    alpha = rng.uniform(0.5, 0.9)
    w = networks.ridge(X, y, alpha)
    best = networks.least_squares(X, y)
    return {
        r"\bm{X}": X,
        r"\bm{y}": y,
        r"\alpha": alpha,
        r"\bm{w}": w,
        r"\mathbf{X}": X,
        r"\mathbf{y}": y,
        r"\mathbf{w}^*": best,
    }


def repeated(rng: np.random.Generator) -> dict[str, object]:
    r"""A matrix with known eigenvectors, and how often it is multiplied.

    | symbol | meaning | shape |
    |---|---|---|
    | `\bm{V}` | eigenvectors | (n, n) |
    | `\bm{\lambda}` | eigenvalues | (n,) |
    | `\bm{W}` | the matrix | (n, n) |
    | `t` | how often | () |
    """
    V = rng.normal(size=(3, 3))
    rates = rng.uniform(0.5, 1.5, size=3)
    t = rng.integers(3, 6)
    W = networks.powered(V, rates, 1)
    return {r"\bm{V}": V, r"\bm{\lambda}": rates, "t": t, r"\bm{W}": W}


def image(rng: np.random.Generator) -> dict[str, object]:
    r"""A convolution over the channels of an image.

    | symbol | meaning | shape |
    |---|---|---|
    | `V` | image: channel, row, column | (c, r, s) |
    | `K` | kernels: output, channel, row, column | (o, c, u, v) |
    | `Z` | output, row, column | (o, p, q) |
    | `i` | output | index o |
    | `j` | row | index p |
    | `k` | column | index q |
    """
    V = rng.normal(size=(3, 13, 11))
    K = rng.normal(size=(2, 3, 5, 4))
    Z = networks.correlated(V, K)
    return {"V": V, "K": K, "Z": Z}


def recurrent(rng: np.random.Generator) -> dict[str, object]:
    r"""A recurrent network over three steps.

    | symbol | meaning | shape |
    |---|---|---|
    | `\bm{W}` | from state to state | (h, h) |
    | `\bm{U}` | from input to state | (h, d) |
    | `\bm{b}` | bias | (h,) |
    | `\bm{x}^{(t)}` | inputs | family |
    | `\bm{a}^{(t)}` | sums before the bend | family |
    | `\bm{h}^{(t)}` | states | family |
    | `t` | step | label |
    """
    W = rng.normal(size=(3, 3))
    U = rng.normal(size=(3, 2))
    b = rng.normal(size=3)
    x1 = rng.normal(size=2)
    x2 = rng.normal(size=2)
    x3 = rng.normal(size=2)
    start = rng.normal(size=3)
    sums = networks.states(W, U, b, start, [x1, x2, x3])
    states = networks.bent(start, sums)
    return {
        r"\bm{W}": W,
        r"\bm{U}": U,
        r"\bm{b}": b,
        r"\bm{x}^{(t)}": [x1, x2, x3],
        r"\bm{a}^{(t)}": sums,
        r"\bm{h}^{(t)}": states,
    }


def decay(rng: np.random.Generator) -> dict[str, object]:
    r"""Two layers of weights and their penalty.

    | symbol | meaning | shape |
    |---|---|---|
    | `\mathbf{W}^{(1)}` | first weights | (h, d) |
    | `\mathbf{W}^{(2)}` | second weights | (q, h) |
    | `\lambda` | strength | () |
    | `s` | penalty | () |
    """
    W1 = rng.normal(size=(5, 3))
    W2 = rng.normal(size=(2, 5))
    strength = rng.uniform(0.2, 0.8)
    s = networks.penalty([W1, W2], strength)
    return {r"\mathbf{W}^{(1)}": W1, r"\mathbf{W}^{(2)}": W2, r"\lambda": strength, "s": s}


def classes(rng: np.random.Generator) -> dict[str, object]:
    r"""Scores, their softmax, and its loss.

    | symbol | meaning | shape |
    |---|---|---|
    | `\mathbf{o}` | scores | (q,) |
    | `o` | scores | (q,) |
    | `\mathbf{y}` | target shares | (q,) |
    | `y` | target shares | (q,) |
    | `\hat{\mathbf{y}}` | shares | (q,) |
    | `l` | loss | function |
    | `\mathrm{softmax}` | shares of scores | function |
    | `j` | class | index q |
    """
    o = rng.normal(size=5)
    wanted = rng.normal(size=5)
    y = networks.softmax(wanted)
    y_hat = networks.softmax(o)
    return {
        r"\mathbf{o}": o,
        "o": o,
        r"\mathbf{y}": y,
        "y": y,
        r"\hat{\mathbf{y}}": y_hat,
        "l": networks.share_loss,
        r"\mathrm{softmax}": networks.softmax,
    }


def attention(rng: np.random.Generator) -> dict[str, object]:
    r"""A query, some keys and how alike they are.

    | symbol | meaning | shape |
    |---|---|---|
    | `\mathbf{q}` | query | (d, 1) |
    | `\mathbf{k}_i` | keys | family (d, 1) |
    | `a` | likeness | function |
    | `i` | key | label |
    """
    q = rng.normal(size=(5, 1))
    k1 = rng.normal(size=(5, 1))
    k2 = rng.normal(size=(5, 1))
    return {r"\mathbf{q}": q, r"\mathbf{k}_i": [k1, k2], "a": networks.likeness}


def moments(rng: np.random.Generator) -> dict[str, object]:
    r"""Running means of three steps, and what is made of them.

    | symbol | meaning | shape |
    |---|---|---|
    | `\mathbf{v}_t` | running mean of gradients | family (n,) |
    | `\mathbf{s}_t` | running mean of squares | family (n,) |
    | `\hat{\mathbf{v}}_t` | the first, corrected | family (n,) |
    | `\hat{\mathbf{s}}_t` | the second, corrected | family (n,) |
    | `\beta_1` | decay of the first | () |
    | `\beta_2` | decay of the second | () |
    | `t` | step | label |
    """
    v1 = rng.normal(size=3)
    v2 = rng.normal(size=3)
    s1 = rng.uniform(0.2, 0.8, size=3)
    s2 = rng.uniform(0.2, 0.8, size=3)
    first = rng.uniform(0.8, 0.9)
    second = rng.uniform(0.9, 0.99)
    v_hat = networks.shrunk([v1, v2], first)
    s_hat = networks.shrunk([s1, s2], second)
    return {
        r"\mathbf{v}_t": [v1, v2],
        r"\mathbf{s}_t": [s1, s2],
        r"\hat{\mathbf{v}}_t": v_hat,
        r"\hat{\mathbf{s}}_t": s_hat,
        r"\beta_1": first,
        r"\beta_2": second,
    }


def memory(rng: np.random.Generator) -> dict[str, object]:
    r"""A memory cell over two steps.

    | symbol | meaning | shape |
    |---|---|---|
    | `\mathbf{F}_t` | how much is kept | family (n, h) |
    | `\mathbf{I}_t` | how much is taken | family (n, h) |
    | `\tilde{\mathbf{C}}_t` | what is new | family (n, h) |
    | `\mathbf{C}_t` | what is remembered | family (n, h) |
    | `t` | step | label |
    """
    F1 = rng.uniform(0.2, 0.8, size=(2, 3))
    F2 = rng.uniform(0.2, 0.8, size=(2, 3))
    I1 = rng.uniform(0.2, 0.8, size=(2, 3))
    I2 = rng.uniform(0.2, 0.8, size=(2, 3))
    new1 = rng.normal(size=(2, 3))
    new2 = rng.normal(size=(2, 3))
    cells = networks.remembered([F1, F2], [I1, I2], [new1, new2])
    return {
        r"\mathbf{F}_t": [F1, F2],
        r"\mathbf{I}_t": [I1, I2],
        r"\tilde{\mathbf{C}}_t": [new1, new2],
        r"\mathbf{C}_t": cells,
    }
