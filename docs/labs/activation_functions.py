# %% [markdown] question="What does each activation function do to a gradient that has ten layers to go?" needs=["activation-functions.md", "backpropagation.md"] minutes=60 able=["write eight activation functions and their slopes so that no score breaks them", "send a gradient back through ten layers by hand, and foretell whether it vanishes or explodes", "tell a saturated unit from a dead one in your own numbers, and say how many examples it takes"] typed={"160": "units, ten layers of sixteen", "0.1": "a rate that we chose, visible in the program", "256": "a number of examples that an exercise sets", "1024": "a number of examples that an exercise sets"}
# # Activation functions
#
# A bend between two layers decides two things: what gets forward, and what gets back. In this lab you write eight bends, send numbers through ten layers of each, and send slopes back. The book's code stands beside yours at every step and must give the same, to twelve digits.

# %%
# %matplotlib inline
import math
from itertools import pairwise

import numpy as np

from snippets import (
    activations,
    datasets,
    deep_networks,
    gradcheck,
    network,
    tables,
)
from snippets.figures import labs_activations, labs_arrays
from snippets.layers import Activation, Dense


def same(ours, book):
    return np.allclose(ours, book, rtol=1e-12, atol=1e-12)


# %% [markdown]
# ## 1 Write them down
#
# [The chapter](../activation-functions.md#ten-functions) has the formulas and derives the slopes. Here each becomes a line of NumPy, and its slope another. Start with the sigmoid, since two of the others use it. The formula $1 / (1 + e^{-z})$ overflows at a score of minus a thousand. So we never take $e$ to a positive power.


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


def normal_below(z):
    return 0.5 * np.vectorize(math.erfc)(-z / math.sqrt(2))


def bell(z):
    return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


# %% [markdown]
# Eight pairs, a function and its slope. Cover them with a sheet of paper, uncover one function at a time, and write its slope before you look.

# %%
ours = {
    "sigmoid": (sigmoid, sigmoid_slope),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0)),
    "leaky ReLU": (
        lambda z: np.where(z > 0, z, 0.01 * z),
        lambda z: np.where(z > 0, 1, 0.01),
    ),
    "ELU": (
        lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        lambda z: np.exp(np.minimum(z, 0)),
    ),
    "softplus": (
        lambda z: np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))),
        sigmoid,
    ),
    "SiLU": (
        lambda z: z * sigmoid(z),
        lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z))),
    ),
    "GELU": (
        lambda z: z * normal_below(z),
        lambda z: normal_below(z) + z * bell(z),
    ),
}

# %% [markdown]
# Compare with the book, at ordinary scores and at absurd ones. `np.errstate` turns every overflow and every division by 0 into an error, so no formula that passes here will break on a large score.

# %%
absurd = [-800.0, -40.0, 40.0, 800.0]
scores = np.concatenate([np.linspace(-8, 8, 4001), absurd])
ones = np.ones_like(scores)
with np.errstate(over="raise", divide="raise", invalid="raise"):
    for name, (value, slope) in ours.items():
        book = name.lower().replace(" ", "_")
        theirs = getattr(activations, book)(scores)
        backward = getattr(activations, f"{book}_backward")
        assert same(value(scores), theirs), name
        assert same(slope(scores), backward(ones, scores)), name
print(len(ours), "pairs agree at", scores.size, "scores")

# %% [markdown]
# **Predict.** Where is each slope below one hundredth? Sketch the eight functions, and shade those stretches: a unit whose score lies there passes back next to nothing.

# %% id="fig-lab-act-functions" alt="Eight panels with a function in blue and its slope in orange, for scores from minus 8 to 8. For sigmoid and tanh grey lies over both ends; tanh is flat from about 3 on, the sigmoid from between 4 and 5 on. ReLU is grey on the whole left half, leaky ReLU nowhere, and ELU, softplus, SiLU and GELU far on the left, with a thin grey line where the slopes of SiLU and GELU pass through 0."
labs_activations.functions(ours)

# %% [markdown]
# Figure: Grey is where next to nothing gets back: on both sides for the two that squeeze, on the left for all others but leaky ReLU. Values in blue, slopes in orange.
#
# The thin grey lines in the panels of SiLU and GELU are no mistake. Both dip, so there is a score at which they are level.

# %%
dips = np.linspace(-2, -0.1, 2001)
for name in ("SiLU", "GELU"):
    on_the_way = ours[name][1](dips)
    assert on_the_way.min() < 0 < on_the_way.max()
assert ours["leaky ReLU"][1](scores).min() >= 0.01
for name in set(ours) - {"leaky ReLU"}:
    assert abs(ours[name][1](np.array([-8.0]))[0]) < 0.01

# %% [markdown]
# ## 2 Ask each function for its slope
#
# The book could share your mistake. The function itself cannot: step a little to both sides and divide, the [central difference](#eq-central). We try scores away from 0 first, then 0 itself.
#
# **Predict.** At exactly 0 three of the eight have a corner, or nearly so. What will the measured slope of ReLU be there, and what does your formula say?

# %%
right_side = np.linspace(0.1, 3, 50)
away, zero = np.append(-right_side, right_side), np.zeros(1)
rows = []
for name, (value, slope) in ours.items():

    def total(z, value=value):
        return np.sum(value(z))

    near = gradcheck.central_difference(total, away)
    worst = np.max(gradcheck.relative_error(slope(away), near))
    at_zero = gradcheck.central_difference(total, zero)[0]
    rows.append((name, f"{worst:.0e}", slope(zero)[0], at_zero))
header = ["function", "worst error off 0", "slope at 0", "measured"]
print(tables.table(header, rows, [None, None, ".3f", ".3f"]))
assert max(float(row[1]) for row in rows) < gradcheck.TOLERANCE
differ = [row[0] for row in rows if abs(row[2] - row[3]) > 1e-3]
assert differ == ["ReLU", "leaky ReLU"]

# %% [markdown]
# ReLU and leaky ReLU have a corner at 0, and the difference takes the mean of both sides. The formula had to choose one. ELU's two halves meet without a corner. [A check that happens to sit on a corner](../gradient-checking.md#a-kink-between-the-two-points) blames the innocent.
#
# ## 3 One that works on rows
#
# Softmax is different: each answer depends on all scores of its row. So its slope is a table, [Eq.](#eq-act-softmax), and the way back is a product with it. Write the table for one row, and multiply.


# %%
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_jacobian(row):
    p = softmax(row[np.newaxis])[0]
    return np.diag(p) - np.outer(p, p)


rng = np.random.default_rng(0)
z, upstream = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
back = np.stack(
    [up @ softmax_jacobian(row) for up, row in zip(upstream, z)]
)
assert same(softmax(z), activations.softmax(z))
assert same(back, activations.softmax_backward(upstream, z))
print(softmax_jacobian(z[0]).round(3))

# %% [markdown]
# Each row of the table adds up to 0: what one class gains, the others lose. And the book's `softmax_backward` never builds the table. It needs only its product, which is one sum for each row.

# %%
assert same(softmax_jacobian(z[0]).sum(axis=1), 0.0)

# %% [markdown]
# ## 4 Ten layers, forward and back
#
# Now stack ten layers of 32 units, with no biases. The weights are normal with a standard deviation of `scale` over the root of 32, so that `scale` is the one knob that we turn. Forward is a loop. Back is the same loop in reverse, [Eq.](#eq-bp2) ten times: through the slope, then through the transposed weights.


# %%
def draw(scale, *, width=32, depth=10, seed=0):
    rng = np.random.default_rng(seed)
    x, upstream = rng.normal(size=(2, 32, width))
    spread = scale / np.sqrt(width)
    weights = rng.normal(0, spread, size=(depth, width, width))
    return x, upstream, list(weights)


def forward(x, weights, value):
    scores = []
    for W in weights:
        scores.append(x @ W)
        x = value(scores[-1])
    return scores, x


def deltas(scores, weights, slope, upstream):
    found = []
    for z, W in zip(scores[::-1], weights[::-1]):
        found.insert(0, upstream * slope(z))
        upstream = found[0] @ W.T
    return found


# %% [markdown]
# What comes back to the last layer depends on the loss. Here it is random numbers, the same for all, so that nothing but the ten layers decides. Each weight's slope is what came in, transposed, times delta; compare all ten tables with the book's.


# %%
def through(name, scale, **size):
    value, slope = ours[name]
    x, upstream, weights = draw(scale, **size)
    scores, _ = forward(x, weights, value)
    return scores, deltas(scores, weights, slope, upstream)


for name, (value, _) in ours.items():
    x, upstream, weights = draw(1.0)
    dense = [Dense(W, np.zeros(len(W))) for W in weights]
    bend = name.lower().replace(" ", "_")
    parts = [(layer, Activation(bend)) for layer in dense]
    book = network.Network([part for pair in parts for part in pair])
    book.forward(x)
    book.backward(upstream)
    scores, found = through(name, 1.0)
    inputs = [x, *map(value, scores[:-1])]
    for a, delta, layer in zip(inputs, found, dense):
        assert same(a.T @ delta, layer.gradients[0]), name
print("slopes of ten layers agree, for", len(ours), "functions")

# %% [markdown]
# How large is what comes back? The length of each delta, as a part of the last one's, for twenty random networks.
#
# **Predict.** All four functions get the same weights, `scale` 1. A sigmoid's slope is at most a quarter, and these weights neither stretch nor shrink what passes: how much can be left after nine more layers? Which of tanh, ReLU and GELU keeps most?


# %%
def left(name, scale, *, seeds=20, **size):
    runs = []
    for seed in range(seeds):
        _, found = through(name, scale, seed=seed, **size)
        lengths = [np.linalg.norm(delta) for delta in found]
        runs.append(np.array(lengths) / lengths[-1])
    return np.array(runs)


kept = {
    name: left(name, 1.0)
    for name in ("sigmoid", "tanh", "ReLU", "GELU")
}
rows = [
    (name, *np.quantile(runs[:, 0], [0.1, 0.5, 0.9]))
    for name, runs in kept.items()
]
header = ["function", "10 % below", "median", "90 % below"]
print(tables.table(header, rows, [None, *3 * [".1e"]]))
assert np.median(kept["sigmoid"][:, 0]) < 0.25**9
middles = {name: middle for name, _, middle, _ in rows}
assert min(middles, key=middles.get) == "sigmoid"
assert max(middles, key=middles.get) == "tanh"
per_layer = np.diff(np.log(np.median(kept["sigmoid"], axis=0)))
assert np.ptp(per_layer) < 0.2 * per_layer.mean()

# %% id="fig-lab-act-gradients" alt="How much gradient is left at layers 1 to 10, on a logarithmic scale, with a narrow band for twenty networks. All lines meet at 1 in layer 10. Towards layer 1 the sigmoid falls in a straight line to about a millionth, GELU to some thousandths, ReLU to some hundredths, and tanh to a quarter."
labs_activations.gradients(kept)

# %% [markdown]
# Figure: With the same weights for all, every function loses gradient on its way back, and the sigmoid the same part at every layer: its line is straight. Medians of twenty networks, bands hold eight of ten.
#
# Each layer multiplies what comes back by a factor, and after ten of them a factor a little below 1 is a small number. So the factor is the thing to mend, and it has two parts: the slopes, and the weights. The slopes belong to the function. The weights belong to us.
#
# ## 5 Turn the knob
#
# Six scales, from one half to eight. **Predict** the sign in each corner of the table: for which pairs does the gradient vanish, for which does it explode? And does any scale suit all eight?

# %%
scales = (0.5, 1.0, math.sqrt(2), 2.0, 4.0, 8.0)
columns = ["½", "1", "√2", "2", "4", "8"]


def row_of_powers(name):
    runs = [left(name, scale)[:, 0] for scale in scales]
    return np.log10(np.median(runs, axis=1))


powers = np.array([row_of_powers(name) for name in ours])

# %% id="fig-lab-act-scales" alt="A table of eight functions by six scales. It shows how many powers of ten the gradient gains, in orange, or loses, in blue, on its way through ten layers. At scale one half all are blue, the sigmoid by eight powers. At 8 all but the sigmoid are orange, ReLU and its kin by nearly seven powers, tanh by less than three. Near zero are tanh, ReLU, leaky ReLU and GELU at the root of two; the sigmoid is blue at every scale."
labs_arrays.tables(
    [{"gradient in layer 1, powers of ten": powers}],
    names=list(ours),
    columns=columns,
    digits=1,
)

# %% [markdown]
# Figure: No scale suits all eight: at the root of two half of them keep their gradient, and the sigmoid has lost four powers of ten and more. Zero is what we want: as much gradient in the first layer as in the last. Medians of twenty networks.
#
# Read the row of ReLU. Doubling the scale multiplies the gradient by two to the power of nine, whatever the scale: nothing saturates, so only the weights count. In the row of tanh the steps get smaller to the right. Something there resists.

# %%
table = {
    name: dict(zip(columns, row)) for name, row in zip(ours, powers)
}
doubled = ["½", "1", "2", "4", "8"]
steps = np.diff([table["ReLU"][scale] for scale in doubled])
assert np.allclose(steps, 9 * np.log10(2), rtol=1e-9)
steps = np.diff([table["tanh"][scale] for scale in doubled])
assert steps[-1] < steps[0] / 2
assert max(table["sigmoid"].values()) < 0
assert table["sigmoid"]["√2"] < -4
assert all(
    abs(table[name]["√2"]) < 0.4
    for name in ("tanh", "ReLU", "leaky ReLU", "GELU")
)

# %% [markdown]
# ## 6 What saturates
#
# Look inside. The scores of ten tanh layers are bent to values between -1 and 1; here is how they are spread, layer by layer, at three scales.
#
# **Predict.** At scale one half: what is left of the values in layer 10? At scale 8: which shape?

# %% id="fig-lab-act-histograms" alt="Histograms of the values in layers 1, 4, 7 and 10 of a tanh network, a row for each scale. At one half they shrink layer by layer to a single spike at 0. At the root of two they stay spread over the whole range. At 8 they pile up at minus 1 and 1 in every layer, with nearly nothing between."
spread = {}
for name, scale in (("½", 0.5), ("√2", math.sqrt(2)), ("8", 8.0)):
    scores, _ = through("tanh", scale)
    spread[f"scale {name}"] = [np.tanh(z) for z in scores]
labs_activations.histograms(spread, (1, 4, 7, 10))

# %% [markdown]
# Figure: Too small a scale, and the signal dies out; too large, and every unit shouts yes or no. Values of one tanh network in four of its ten layers.
#
# A saturated unit has a slope next to 0. So it is often said that large weights stop learning because units saturate. Count the flat slopes, and set them beside the gradient of twenty starts. The last column says how many times as much comes back in a lucky start as in an unlucky one: the ninth tenth over the first.

# %%
rows = []
for name in ("½", "√2", "8"):
    slopes = [1 - value**2 for value in spread[f"scale {name}"]]
    flat = np.mean(np.abs(slopes) < 0.01)
    runs = left("tanh", scales[columns.index(name)])[:, 0]
    low, middle, high = np.quantile(runs, [0.1, 0.5, 0.9])
    rows.append((name, 100 * flat, middle, high / low))
header = ["scale", "flat (%)", "gradient left", "90 % over 10 %"]
print(tables.table(header, rows, [None, ".0f", ".3g", ".2f"]))
assert rows[0][1] == 0
assert rows[0][2] < 0.01
assert rows[2][3] > 1.3 * max(rows[0][3], rows[1][3])
assert rows[2][1] > 50
assert rows[2][2] > 100

# %% [markdown]
# At the largest scale more than half of all slopes are flat, and the gradient in the first layer is more than a hundred times as large as in the last. Both are true. The other units are awake, and through them the slopes pass times large weights, ten times over. Saturation does not make this gradient small. It makes it erratic, as the last column says: how much comes back hangs on which units happen to lie in the middle. And at the smallest scale nothing is saturated at all, and the gradient has all but vanished.
#
# ## 7 What dies
#
# A *saturated* unit is flat at this score, and another example may find it awake. A *dead* unit is flat at every example. Tanh has slopes everywhere, however small. ReLU has exact zeros: a unit whose score is negative at all examples gets no slope, never moves, and stays as it is, unless the layers below move it.
#
# For this part we need biases and training. It is the loop of [the first lab](nn_from_scratch.py), with any number of layers.


# %%
def start(sizes, *, seed):
    rng = np.random.default_rng(seed)
    shapes = pairwise(sizes)
    return [
        (rng.normal(0, np.sqrt(2 / d), size=(d, h)), np.zeros(h))
        for d, h in shapes
    ]


def all_layers(x, layers):
    scores, inputs = [], [x]
    for W, b in layers:
        scores.append(inputs[-1] @ W + b)
        inputs.append(np.maximum(scores[-1], 0))
    return scores, inputs


def step(x, y, layers, rate):
    scores, inputs = all_layers(x, layers)
    delta, moved = (sigmoid(scores[-1]) - y) / len(x), []
    for k in reversed(range(len(layers))):
        W, b = layers[k]
        dW, db = inputs[k].T @ delta, delta.sum(axis=0)
        moved.insert(0, (W - rate * dW, b - rate * db))
        if k:
            delta = delta @ W.T * (scores[k - 1] > 0)
    return moved


# %% [markdown]
# A hundred points of two moons, ten hidden layers of 16 ReLUs, He's weights. First the comparison with the book: ten steps of ours, ten of `deep_networks.train`, the same scores.

# %%
data = datasets.moons(100, noise=0.1, rng=np.random.default_rng(0))
x = (data.x - data.x.mean(axis=0)) / data.x.std(axis=0)
y = data.y.reshape(-1, 1).astype(float)
sizes = (2, *10 * [16], 1)

layers = start(sizes, seed=0)
for _ in range(10):
    layers = step(x, y, layers, rate=0.1)
twin = deep_networks.draw("relu", sizes, seed=0)
theirs = deep_networks.train([twin], x, y, rate=0.1, steps=10)[0]
assert same(all_layers(x, layers)[0][-1], theirs)

# %% [markdown]
# **Predict.** How many of the 160 units are dead before the first step? After three hundred steps at a small rate, are there more or fewer? And at a rate ten times as large?


# %%
def switched_on(layers):
    scores, _ = all_layers(x, layers)
    return np.array([(z > 0).mean(axis=0) for z in scores[:-1]])


def trained(rate, *, seed, steps=300):
    layers = start(sizes, seed=seed)
    for _ in range(steps):
        layers = step(x, y, layers, rate)
    right = np.mean((all_layers(x, layers)[0][-1] > 0) == (y == 1))
    return switched_on(layers), right


pictures = {"at the start": switched_on(start(sizes, seed=0))}
for rate in (0.1, 1.0):
    on, right = trained(rate, seed=0)
    pictures[f"trained, rate {rate:g}"] = on
    print(f"rate {rate:g}: {right:.0%} of the points right")

# %% id="fig-lab-act-dead" alt="Three grids of ten layers by sixteen units. At the start a fifth of the squares is crossed out, mostly in the deeper layers. After training at a rate of 0.1 fewer are crossed, and most squares have shades between. After training at a rate of 1 nearly all below the second layer are crossed; of the others a few have the full colour, on at every example."
labs_activations.units(pictures)

# %% [markdown]
# Figure: A deep stack is born with dead units; a small rate wakes some of them, a large one kills most. A square is a unit: the stronger its blue, the more of the hundred points switch it on; a cross marks one that none does.
#
# Five starts for each rate, so that no lucky one decides:

# %%
rows = []
for rate, steps in ((0.1, 0), (0.1, 300), (0.3, 300), (1.0, 300)):
    runs = [
        trained(rate, seed=seed, steps=steps) for seed in range(5)
    ]
    dead = [100 * np.mean(on == 0) for on, _ in runs]
    right = 100 * np.median([share for _, share in runs])
    name = f"{rate:g}" if steps else "not yet trained"
    rows.append((name, *np.quantile(dead, [0, 0.5, 1]), right))
header = ["rate", "dead, least (%)", "median", "most", "right (%)"]
print(tables.table(header, rows, [None, *4 * [".0f"]]))
born, slow, _, fast = rows
assert slow[2] < born[2] < fast[2]
assert slow[4] > 95
assert fast[4] < 60

# %% [markdown]
# A dead unit can come back, if the layers below it move. So count dead units before you blame the function: dead before the first step speaks of depth and width, dead after it of the rate. The chapter [measures both](../activation-functions.md#dead-units) at length.
#
# ## Exercises
#
# **1. Predict (10 minutes).** *Hard tanh* is $z$ cut off at -1 and 1: in NumPy `np.clip(z, -1, 1)`. Write its slope. Then predict its row in the table of scales: like ReLU's, with equal steps, or like tanh's, with steps that get smaller?
#
# <details markdown><summary>Solution</summary>
#
# Like tanh's: what is cut off has a slope of exactly 0, so larger weights meet fewer units with a slope. In the middle its slope is 1 where tanh's is less, so at small scales nearly everything passes, and only the weights count.
#
# </details>
#
# **2. Find the bug (10 minutes).** A colleague writes tanh's slope as below. The gradient check passes. It draws its scores with `0.01 * rng.normal(size=50)`, "so that nothing saturates". In a network with weights of ordinary size the gradient is nonsense. Which line, and what should the check have done?
#
# ```text
# def tanh_slope(z):
#     return 1 - z**2
# ```
#
# <details markdown><summary>Solution</summary>
#
# The slope is one minus the square of the *answer*, and this is the square of the *score*. Near 0 the two agree so well that no check can tell them apart, since the tanh of a small score is the score. At a score of 2 the wrong slope is -3. A check must go where the function bends: scores of ordinary size, on both sides.
#
# </details>
#
# **3. Measure (20 minutes).** How many examples does it take to call a unit dead? Take untrained stacks of ten ReLU layers at the root of two, and count the units that are off at all of 4, 16, 64, 256 and 1024 random examples. What do you expect for 1024, and would you report a share of dead units without saying how many examples you asked?
#
# <details markdown><summary>Solution</summary>
#
# The share can only fall with every example that you ask, and it has not come to rest at a thousand. A unit that is off at all of 64 examples may answer to the next. So "dead" is a statement about a unit *and* a set of examples, and a share without the number of examples cannot be compared with another.
#
# </details>
#
# ## The solutions, run
#
# The cells below are what the solutions rest on. Exercise 1:

# %%
ours["hard tanh"] = (
    lambda z: np.clip(z, -1, 1),
    lambda z: 1.0 * (np.abs(z) < 1),
)
shown = ("tanh", "hard tanh", "ReLU")
rows = [(name, *(row_of_powers(name) + 0.0)) for name in shown]
header = ["powers of ten at scale", *columns]
print(tables.table(header, rows, [None, *6 * [".1f"]]))
hard = dict(zip(columns, rows[1][1:]))
steps = np.diff([hard[scale] for scale in doubled])
assert steps[-1] < steps[0] / 2

# %% [markdown]
# Exercise 2:


# %%
def tanh_slope(z):
    return 1 - z**2


rng = np.random.default_rng(0)
for size in (0.01, 1.0):
    z = size * rng.normal(size=50)
    report = gradcheck.check(
        lambda z: np.sum(np.tanh(z)), tanh_slope(z), z
    )
    verdict = "passes" if report.passed else "refused"
    print(
        f"size {size:g}: {verdict}, off by {report.worst_error:.0e}"
    )
    assert report.passed == (size < 1)

# %% [markdown]
# Exercise 3:


# %%
def dead_share(examples, seed):
    *_, weights = draw(math.sqrt(2), seed=seed)
    x = np.random.default_rng(100 + seed).normal(size=(examples, 32))
    scores, _ = forward(x, weights, ours["ReLU"][0])
    return 100 * np.mean((np.array(scores) <= 0).all(axis=1))


rows = []
for n in (4, 16, 64, 256, 1024):
    shares = [dead_share(n, seed) for seed in range(20)]
    rows.append((n, *np.quantile(shares, [0, 0.5, 1])))
header = ["examples", "dead, least (%)", "median", "most"]
print(tables.table(header, rows, [None, *3 * [".1f"]]))
assert all(a[2] > b[2] for a, b in pairwise(rows))

# %% [markdown]
# **Next:** the same stack with every number on paper: [Backpropagation step by step](backpropagation_step_by_step.py). What the last layer's answer is measured with: [Loss functions](loss_functions.py).
