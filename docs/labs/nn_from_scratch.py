# %% [markdown] question="Can you write a whole network, from its random weights to a trained boundary, and prove each line right?" needs=["forward-propagation.md", "backpropagation.md", "gradient-checking.md"] minutes=60 able=["write initialize, forward, loss, backward, update and repeat on an empty page", "read every number between input and loss, before and after training", "say which bugs two famous tests let through, and test a gradient before you train"] typed={"100": "a step at which we look, visible in the program", "120": "a step at which we look, visible in the program", "1000": "a step at which we look, visible in the program", "200": "a step at which we look, visible in the program", "600": "a step at which we look, visible in the program", "700": "a step at which we look, visible in the program", "1500": "a step at which we look, visible in the program"}
# # A network from scratch
#
# In this lab you write a network and its training, line by line, in NumPy. Nothing from `snippets` trains anything here. We import the book's code for one purpose: after each step it checks us, to twelve digits. Type along, change a line, break something; the comparisons will tell you.

# %%
# %matplotlib inline
from functools import partial

import numpy as np

from snippets import (
    datasets,
    gradcheck,
    losses,
    network,
    optimizers,
    tables,
    training,
)
from snippets.figures import labs_arrays, labs_planes, plane


def same(ours, book):
    return np.allclose(ours, book, rtol=1e-12, atol=1e-12)


# %% [markdown]
# ## Four points
#
# We start with [XOR](../forward-propagation.md#the-question): four points, two classes, and no straight line between them. Four examples are few enough to look at all their numbers. Each row of `x` is an example. The targets `y` are a column, since the network will have one output.

# %%
x, labels = datasets.xor()
y = labels.reshape(-1, 1).astype(float)
names = [f"{one:.0f}{two:.0f}" for one, two in x]
print("x", x.shape, " y", y.shape, " examples", names)

# %% [markdown]
# ## 1 Initialize
#
# Two inputs, four hidden units, one output. The weights start random, each layer with [the spread that is usual for tanh](../activation-functions.md#slopes-in-a-row-multiply), and the biases start at 0. The parameters are a list of four arrays, and so will be their slopes.


# %%
def initialize(inputs, hidden, *, rng):
    W1 = rng.normal(
        0.0, np.sqrt(2 / (inputs + hidden)), size=(inputs, hidden)
    )
    W2 = rng.normal(0.0, np.sqrt(2 / (hidden + 1)), size=(hidden, 1))
    return [W1, np.zeros(hidden), W2, np.zeros(1)]


def book_network(inputs, hidden, *, seed):
    rng = np.random.default_rng(seed)
    return network.multilayer(
        [inputs, hidden, 1], rng=rng, output="sigmoid"
    )


parameters = initialize(2, 4, rng=np.random.default_rng(0))
book = book_network(2, 4, seed=0)
assert all(map(same, parameters, book.parameters()))
print("numbers to learn:", sum(one.size for one in parameters))

# %% [markdown]
# ## 2 Forward
#
# Two affine steps, two bends: [Eq.](#eq-affine) and [Eq.](#eq-activation), twice. The hidden bend is tanh. The last one is a sigmoid, so that the answer is a probability. The function returns all it computes, since the way back will need it.


# %%
def forward(x, parameters):
    W1, b1, W2, b2 = parameters
    z1 = x @ W1 + b1
    a1 = np.tanh(z1)
    z2 = a1 @ W2 + b2
    p = 1 / (1 + np.exp(-z2))
    return z1, a1, z2, p


z1, a1, z2, p = forward(x, parameters)
theirs = network.forward_pass(book, x)
for ours, other in zip(
    (z1, a1, z2, p),
    (theirs.z[0], theirs.a[1], theirs.z[1], theirs.a[2]),
):
    assert same(ours, other)
print("shapes:", z1.shape, a1.shape, z2.shape, p.shape)

# %% [markdown]
# **Predict.** Before you look at the picture: the first example is 00. What are its four scores in `z1`, whatever the weights? And all four answers in `p`, will they lie near 0, near one half, or near 1?

# %% id="fig-lab-scratch-start" alt="Six arrays with a row for each of the four examples 00, 01, 10 and 11. The inputs x, the scores z1 and activations a1 of four hidden units, the score z2, the probability p and the target y of the output. The row of 00 is zero in z1 and a1. The probabilities are all between four and six tenths, whatever the target."
labs_arrays.tables(
    [
        {"x": x, "z1 = xW1 + b1": z1},
        {"a1 = tanh z1": a1, "z2": z2, "p": p, "y": y},
    ],
    names=names,
    full=1.0,
)

# %% [markdown]
# Figure: Before training the network knows nothing and says so: all four answers lie near one half. Every number of the forward pass, an example a row. Orange is above 0, blue below; the larger, the stronger the colour.
#
# The first row is 0, weight after weight: nothing comes in, and no bias has learned anything yet. Follow another row with a pencil: `z1` bent is `a1`, and `a1` times four weights, added up, is `z2`.

# %%
assert same(z1[0], 0.0)
assert np.abs(p - 0.5).max() < 0.2

# %% [markdown]
# ## 3 Loss
#
# One number for how wrong four answers are: the mean surprise, [Eq.](#eq-bce).
#
# **Predict.** A network that says one half to everything has which loss? You know it without a computer, up to the name of a logarithm.


# %%
def surprise(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


assert same(surprise(p, y), losses.binary_cross_entropy(p, y))
print(f"loss at the start        {surprise(p, y):.4f}")
print(f"of always one half       {np.log(2):.4f}")

# %% [markdown]
# ## 4 Backward
#
# The slope at the output's score is answer minus target, over the number of examples: [Eq.](#eq-bce-gradient). From there [the four equations](../backpropagation.md#the-same-with-a-batch) lead back. Say each line aloud before you run the cell: delta goes back through the transposed weights, and through the slope of tanh; a weight's slope is what came in, times delta; a bias's slope is delta, summed over the examples.


# %%
def backward(x, y, parameters):
    _, _, W2, _ = parameters
    _, a1, _, p = forward(x, parameters)
    delta2 = (p - y) / len(x)
    delta1 = delta2 @ W2.T * (1 - a1**2)
    dW1, db1 = x.T @ delta1, delta1.sum(axis=0)
    dW2, db2 = a1.T @ delta2, delta2.sum(axis=0)
    return [dW1, db1, dW2, db2]


slopes = backward(x, y, parameters)
found = network.backpropagate(book, x, y, loss="binary_cross_entropy")
for ours, other in zip(
    slopes, (found.dW[0], found.db[0], found.dW[1], found.db[1])
):
    assert same(ours, other)
for one, slope in zip(parameters, slopes):
    assert one.shape == slope.shape

# %% id="fig-lab-scratch-slopes" alt="Above, delta2 with one column and delta1 with four, a row for each of 00, 01, 10, 11. The signs in delta2 alternate with the targets: positive for 00 and 11, where the answer is too high, negative for 01 and 10. Below, the slopes in the weights and biases: dW1 two by four, db1 four, dW2 four by one, db2 one. All are small."
delta2 = (p - y) / len(x)
delta1 = delta2 @ parameters[2].T * (1 - a1**2)
assert same(delta1, found.delta[0])
assert same(delta2, found.delta[1])
labs_arrays.tables(
    [
        {"delta2": delta2, "delta1": delta1},
        {"dW1": slopes[0]},
        {"db1": slopes[1], "db2": slopes[3]},
        {"dW2, laid on its side": slopes[2].T},
    ],
    names=names,
    digits=3,
)

# %% [markdown]
# Figure: Every parameter has its slope, in an array of the same shape. Above what the loss says about the scores, an example a row; below what that means for the parameters.
#
# Look at `delta2`. Its sign says what each example wants: a target of 1 pulls its answer up, so the slope is negative. Two pull up, two pull down. In `dW1` and `dW2` most of that cancels. That is why the slopes below are small, and why XOR starts slowly.

# %%
assert np.array_equal(np.sign(delta2), 1 - 2 * y)
for came_in, delta in ((x, delta1), (a1, delta2)):
    without_signs = np.abs(came_in).T @ np.abs(delta)
    assert np.abs(came_in.T @ delta).sum() < without_signs.sum() / 2

# %% [markdown]
# ## 5 Update
#
# Every parameter moves against its slope. All slopes are there before anything moves; [moving too early](../backpropagation.md#updated-too-early) is a bug that no single run shows.


# %%
def update(parameters, slopes, rate):
    return [
        one - rate * slope for one, slope in zip(parameters, slopes)
    ]


after = update(parameters, slopes, rate=1.0)
for one, slope, moved in zip(parameters, slopes, after):
    assert same(moved, optimizers.sgd(one, slope, None, rate=1.0)[0])
before, then = (
    surprise(forward(x, some)[-1], y) for some in (parameters, after)
)
assert then < before
print(f"loss before {before:.5f}   after one step {then:.5f}")

# %% [markdown]
# ## 6 Repeat
#
# That was one step. `train` takes many, and keeps the parameters at the moments that we want to look at.


# %%
def train(x, y, parameters, *, rate, moments):
    kept = {}
    for step in range(max(moments) + 1):
        if step in moments:
            kept[step] = parameters
        parameters = update(
            parameters, backward(x, y, parameters), rate
        )
    return kept


moments = (0, 30, 80, 100, 120, 1000)
xor = train(x, y, parameters, rate=1.0, moments=moments)
rows = []
for step, then in xor.items():
    p = forward(x, then)[-1]
    rows.append((step, surprise(p, y), int(np.sum((p > 0.5) == y))))
header = ["step", "loss", "right, of 4"]
print(tables.table(header, rows, [None, ".4f", None]))

# %% [markdown]
# For thirty steps next to nothing happens, and two of four are as good as a coin. Then the loss falls, and all four are right. Had we stopped at thirty steps, we would have called it broken.

# %%
assert rows[1][1] > 0.95 * np.log(2)
assert rows[-1][1] < 0.01
assert rows[-1][2] == 4

# %% [markdown]
# The book's loop takes the same steps. It deals the four examples in another order each time, so its sums round differently. After a thousand steps the two networks still agree to twelve digits.

# %%
training.fit(
    book,
    x,
    y,
    loss="binary_cross_entropy",
    optimizer=partial(optimizers.sgd, rate=1.0),
    epochs=1000,
    batch=4,
    rng=np.random.default_rng(0),
)
assert all(map(same, xor[1000], book.parameters()))

# %% [markdown]
# ### What changed inside
#
# The same picture as above, a thousand steps later. **Predict:** the four answers you know. But what will the columns of `a1` look like: near 0, as before, or near their ends?

# %% id="fig-lab-scratch-trained" alt="The same six arrays after a thousand steps. Most entries of a1 are above eight tenths in size, with both signs, in another pattern in each column. The score z2 is large and negative for 00 and 11, large and positive for 01 and 10, and p equals y to two digits."
z1, a1, z2, p = forward(x, xor[1000])
labs_arrays.tables(
    [
        {"x": x, "z1 = xW1 + b1": z1},
        {"a1 = tanh z1": a1, "z2": z2, "p": p, "y": y},
    ],
    names=names,
    full=1.0,
)

# %% [markdown]
# Figure: After training almost every hidden activation is near one of its ends: each unit has made a yes-or-no feature of the four points.
#
# Read `a1` by columns. Each unit has drawn a line through the square, and says on which side each corner lies. One unit alone cannot do XOR. Four of these yes-or-no features, weighed and added up, can.

# %%
assert np.mean(np.abs(a1) > 0.8) > 0.8
assert np.abs(p - y).max() < 0.01

# %% id="fig-lab-scratch-xor" alt="Six panels of the square with XOR's four corners. At steps 0, 30 and 80 one nearly straight line turns, with two corners on a wrong side. At step 100 a second bend has appeared at the top. At steps 120 and 1000 two curves cut off one orange corner each, and the blue corners lie in the band between them."
spots = plane.mesh((-0.5, 1.5, -0.5, 1.5))
scores = {
    f"step {step}": forward(spots.reshape(-1, 2), then)[2]
    for step, then in xor.items()
}
labs_planes.through_training(x, labels, spots, scores)

# %% [markdown]
# Figure: For eighty steps one line turns this way and that and gets two of four right; then it splits in two, and each part cuts off a corner. XOR, the same network at six moments; the black line is where it is undecided.
#
# ## Two moons
#
# Nothing in our six functions knows of XOR. We give them two hundred noisy points of [two moons](../first-network.md), eight hidden units, and a thousand new points that no step ever sees.
#
# **Predict.** A straight line gets a little under nine tenths of the moons right. Will the loss fall evenly, or will it rest somewhere on its way?

# %%
moons = datasets.moons(200, noise=0.1, rng=np.random.default_rng(0))
unseen = datasets.moons(1000, noise=0.1, rng=np.random.default_rng(1))
targets = moons.y.reshape(-1, 1).astype(float)

start = initialize(2, 8, rng=np.random.default_rng(0))
moments = (0, 10, 200, 600, 700, 1500)
bent = train(moons.x, targets, start, rate=2.0, moments=moments)
rows = []
for step, then in bent.items():
    value = surprise(forward(moons.x, then)[-1], targets)
    slopes = backward(moons.x, targets, then)
    length = np.sqrt(sum(np.sum(one**2) for one in slopes))
    answers = forward(unseen.x, then)[-1][:, 0] > 0.5
    right = 100 * np.mean(answers == unseen.y)
    rows.append((step, value, length, right))
header = ["step", "loss", "length of gradient", "right, new (%)"]
print(tables.table(header, rows, [None, ".4f", ".4f", ".1f"]))

# %% id="fig-lab-scratch-moons" alt="Six panels of two moons. At step 0 a nearly straight boundary cuts through both. At steps 10 and 200 a straight line passes between them and leaves the tips on the wrong side. At step 600 it has begun to bend, and at steps 700 and 1500 it runs as an S between the two arms."
spots = plane.mesh((-1.5, 2.5, -1.1, 1.6), 81)
scores = {
    f"step {step}": forward(spots.reshape(-1, 2), then)[2]
    for step, then in bent.items()
}
labs_planes.through_training(moons.x, moons.y, spots, scores)

# %% [markdown]
# Figure: First a straight line, and a long rest on it; then the bend. The same network on two hundred points of two moons at six moments.
#
# The loss rests. In the first ten steps the network finds a straight line. It stays there, step after step, and the loss hardly moves. Then it bends. Nobody told it to. The table says why it rested: on the line the gradient is short, though not 0, and a short gradient makes short steps. A loss that has stopped falling is not always a loss that is done.

# %%
loss, length = ({row[0]: row[k] for row in rows} for k in (1, 2))
assert loss[0] - loss[10] > 10 * (loss[10] - loss[200])
assert loss[700] < loss[200] / 3
assert length[200] < min(length[0], length[600]) / 5
assert rows[-1][3] > 99

# %% [markdown]
# ### Eight units, one by one
#
# What did each hidden unit learn to see? Its activation is a function of the plane, so we can draw it, and beside the eight the output.

# %% id="fig-lab-scratch-units" alt="Nine panels of the plane with the two moons. In each of the first eight a straight line parts the plane, strong orange on one side, strong blue on the other, with a pale strip between; the lines have different directions, and some lie outside the points. The ninth panel, the output, has an S-shaped line between the two moons."
_, a1, _, p = forward(spots.reshape(-1, 2), bent[1500])
answers = {f"unit {k + 1}": a1[:, k] for k in range(8)}
answers["output, 2p − 1"] = 2 * p - 1
labs_planes.units(moons.x[::4], moons.y[::4], spots, answers)

# %% [markdown]
# Figure: Each unit sees a straight edge and nothing else; the curve is what the output makes of eight edges. A strong colour is a firm answer, a pale one is undecided; the lines are where a unit says 0 and the output one half. A quarter of the points is drawn.
#
# Was it this start? Ten starts, the same steps:

# %%
shares, ends = [], []
for seed in range(10):
    start = initialize(2, 8, rng=np.random.default_rng(seed))
    run = train(moons.x, targets, start, rate=2.0, moments=[1500])
    ends.append(surprise(forward(moons.x, run[1500])[-1], targets))
    answers = forward(unseen.x, run[1500])[-1][:, 0] > 0.5
    shares.append(100 * np.mean(answers == unseen.y))
rows = [
    ("loss, own points", *np.quantile(ends, [0, 0.5, 1])),
    ("right, new points (%)", *np.quantile(shares, [0, 0.5, 1])),
]
header = ["ten starts", "least", "median", "most"]
print(tables.table(header, rows, [None, *3 * [".3f"]]))
assert min(shares) > 99

# %% [markdown]
# ## Is it right? Test one: overfit three examples
#
# A network that trains may still be wrong. Here are two tests that are often recommended. The first: take three examples, and train until the network knows them by heart. A network with 33 parameters has room for three targets, so the loss must go to nearly 0. If it does not, something is broken.
#
# We draw three points, whose targets follow no rule.

# %%
rng = np.random.default_rng(0)
three = rng.normal(size=(3, 2))
wanted = rng.permutation(np.array([[1.0], [0.0], [1.0]]))


def overfit(backward):
    parameters = initialize(2, 8, rng=np.random.default_rng(0))
    for _ in range(2000):
        parameters = update(
            parameters, backward(three, wanted, parameters), rate=0.5
        )
    return surprise(forward(three, parameters)[-1], wanted)


assert overfit(backward) < 0.01
print(f"loss on three examples, by heart: {overfit(backward):.5f}")

# %% [markdown]
# It passes. But a test is worth what it refuses. So we break our backward pass in five ways, each a mistake that people make.


# %%
def forgotten_slope(x, y, parameters):
    _, a1, _, p = forward(x, parameters)
    delta2 = (p - y) / len(x)
    delta1 = delta2 @ parameters[2].T  # where is the slope of tanh?
    dW1, db1 = x.T @ delta1, delta1.sum(axis=0)
    dW2, db2 = a1.T @ delta2, delta2.sum(axis=0)
    return [dW1, db1, dW2, db2]


def broken(change):
    return lambda x, y, parameters: change(
        len(x), *backward(x, y, parameters)
    )


passes = {
    "right": backward,
    "slope of tanh forgotten": forgotten_slope,
    "sum over the examples, not mean": broken(
        lambda n, *all_four: [n * one for one in all_four]
    ),
    "biases never move": broken(
        lambda _n, dW1, db1, dW2, db2: [dW1, 0 * db1, dW2, 0 * db2]
    ),
    "first layer never moves": broken(
        lambda _n, dW1, db1, dW2, db2: [0 * dW1, 0 * db1, dW2, db2]
    ),
    "first layer goes uphill": broken(
        lambda _n, dW1, db1, dW2, db2: [-dW1, -db1, dW2, db2]
    ),
}

# %% [markdown]
# **Predict.** How many of the five does the test refuse?

# %%
by_heart = {name: overfit(wrong) for name, wrong in passes.items()}
rows = [
    (name, loss, "passes" if loss < 0.01 else "refused")
    for name, loss in by_heart.items()
]
header = ["backward pass", "loss on three examples", "test"]
print(tables.table(header, rows, [None, ".4f", None]))

# %% [markdown]
# One. Three examples are so few that a wrong slope, or half a network, learns them all the same. The test finds what stops learning altogether. It says nothing about a gradient that is merely wrong.

# %%
refused = [name for name, loss in by_heart.items() if loss > 0.01]
assert refused == ["first layer goes uphill"]

# %% [markdown]
# ## Test two: ask the loss
#
# The second test asks for no training at all. Move one parameter a little up, then a little down, and see what the loss does: the [central difference](../gradient-checking.md#eq-central). Its slope knows nothing of our backward pass, so it cannot share its mistakes. Then compare, relative to the larger of the two.


# %%
def measured(x, y, parameters, h=6e-6):
    slopes = [np.zeros_like(one) for one in parameters]
    for array, slope in zip(parameters, slopes):
        for place in np.ndindex(array.shape):
            kept = array[place]
            array[place] = kept + h
            above = surprise(forward(x, parameters)[-1], y)
            array[place] = kept - h
            below = surprise(forward(x, parameters)[-1], y)
            array[place] = kept
            slope[place] = (above - below) / (2 * h)
    return slopes


def apart(one, other):
    larger = np.maximum(np.abs(one), np.abs(other))
    return np.max(np.abs(one - other) / np.maximum(larger, 1e-4))


# %% [markdown]
# Take parameters from which every mistake can be seen: weights of ordinary size, biases that are not 0, and more than one example. The book's own check is the referee's referee: on the right backward pass, array by array, both must say yes.

# %%
rng = np.random.default_rng(4)
shapes = [one.shape for one in initialize(2, 8, rng=rng)]
place = [rng.normal(size=shape) for shape in shapes]
points, truth = moons.x[::40], targets[::40]
real = measured(points, truth, place)


def loss_with(k, array):
    changed = [*place[:k], array, *place[k + 1 :]]
    return surprise(forward(points, changed)[-1], truth)


for k, slope in enumerate(backward(points, truth, place)):
    report = gradcheck.check(partial(loss_with, k), slope, place[k])
    assert report.passed
    assert apart(slope, real[k]) < 1e-6
count = sum(one.size for one in place)
print(f"{count} slopes as measured, on {len(points)} examples")

# %% [markdown]
# Now all six passes, and beside the check what each mistake would have cost: the loss on the moons after the same fifteen hundred steps. **Predict** the last column: which of the five would you have noticed?

# %%
rows = []
for name, some in passes.items():
    worst = max(map(apart, some(points, truth, place), real))
    then = initialize(2, 8, rng=np.random.default_rng(0))
    with np.errstate(all="ignore"):  # a wrong slope may run away
        for _ in range(1500):
            slopes = some(moons.x, targets, then)
            then = update(then, slopes, rate=2.0)
        end = surprise(forward(moons.x, then)[-1], targets)
    ends = "ran away" if np.isnan(end) else f"{end:.3f}"
    verdict = "passes" if worst < 1e-6 else "refused"
    rows.append((name, verdict, f"{worst:.0e}", ends))
header = [
    "backward pass",
    "check",
    "worst error",
    "loss on the moons",
]
print(tables.table(header, rows))
assert [row[1] for row in rows] == ["passes", *5 * ["refused"]]

# %% [markdown]
# The check refuses all five, and its verdict is not close: the right pass and the wrong ones lie many powers of ten apart. Training says it late and in riddles. The sum for the mean is a rate that is as many times too large as there are examples: with three of them it looked like a lucky rate, with two hundred it ran away. So write the check first, train afterwards.
#
# ## Exercises
#
# **1. Predict (5 minutes).** Start the network for XOR with eight hidden units and all first-layer weights equal, say one half, and all others as usual. How low can the loss get? And if the outgoing weights are equal as well?
#
# <details markdown><summary>Solution</summary>
#
# Nearly to 0, as before: delta reaches each unit through its outgoing weight, and those differ, so the first step already parts the units. With equal outgoing weights all eight get the same deltas, and stay copies of one another for ever. That is a network with one hidden unit, and no training leads out of it.
#
# </details>
#
# **2. Find the bug (10 minutes).** A colleague saves memory: `update` changes the arrays in place. Training works, the loss falls as before. But the six panels of the boundary through training are all the same. Why, and which test would have said so?
#
# ```text
# def update(parameters, slopes, rate):
#     for one, slope in zip(parameters, slopes):
#         one[:] = one - rate * slope
#     return parameters
# ```
#
# <details markdown><summary>Solution</summary>
#
# `kept[step] = parameters` keeps no numbers, it keeps the *list*, and in place means that all six entries are one list of the same four arrays. What is drawn six times is the end. Even the start is gone: `parameters` outside has moved too. Keep copies: `[one.copy() for one in parameters]`. The test: train for one step, and assert that the first moment still has the loss of the start.
#
# </details>
#
# **3. Measure (20 minutes).** [Nine numbers](../forward-propagation.md#xor-solved-with-a-pencil) suffice for XOR, with two hidden units. How often does *training* find such nine, from a random start? Try one, two, three, four and eight hidden units, forty starts each. Write your five shares down first.
#
# <details markdown><summary>Solution</summary>
#
# One unit never can. Two can, and from about a quarter of the starts they do not: the loss stops falling at half of log 2, with two corners right and two at one half. With a third unit nearly all forty arrive, with a fourth all. More units than the task needs are not there for the answer; they are there for the way to it. Forty starts that all succeed still leave room for a few in a hundred that do not.
#
# </details>
#
# ## The solutions, run
#
# The cells below are what the solutions rest on. Exercise 1:

# %%
rows = []
equal = np.full((2, 8), 0.5)
ways = {"all equal": equal[:1].T, "outgoing ones random": start[2]}
for name, outgoing in ways.items():
    copies = [equal, np.zeros(8), outgoing, np.zeros(1)]
    last = train(x, y, copies, rate=1.0, moments=[5000])[5000]
    spread = np.ptp(last[0], axis=1).max()
    rows.append((name, spread, surprise(forward(x, last)[-1], y)))
header = ["weights at the start", "units apart", "loss"]
print(tables.table(header, rows, [None, ".2f", ".4f"]))
assert rows[0][1] < 1e-9
assert rows[0][2] > 0.4
assert rows[1][2] < 0.01

# %% [markdown]
# Exercise 2:


# %%
def update_in_place(parameters, slopes, rate):
    for one, slope in zip(parameters, slopes):
        one[:] = one - rate * slope
    return parameters


first = initialize(2, 4, rng=np.random.default_rng(0))
kept, then = {}, first
for step in range(301):
    kept[step] = then
    then = update_in_place(then, backward(x, y, then), 1.0)
seen = {
    surprise(forward(x, kept[step])[-1], y) for step in (0, 100, 300)
}
print("different losses at three moments:", len(seen))
assert kept[0] is kept[300]
assert len(seen) == 1

# %% [markdown]
# Exercise 3:

# %%
rows, stuck = [], []
for hidden in (1, 2, 3, 4, 8):
    right = 0
    for seed in range(40):
        begin = initialize(2, hidden, rng=np.random.default_rng(seed))
        run = train(x, y, begin, rate=1.0, moments=[1000])
        p = forward(x, run[1000])[-1]
        solved = np.array_equal(p > 0.5, y == 1)
        right += solved
        if hidden == 2 and not solved:
            stuck.append(surprise(p, y))
    rows.append((hidden, int(right)))
print(tables.table(["hidden units", "solved, of 40 starts"], rows))
counts = dict(rows)
assert counts[1] == 0
assert 20 < counts[2] < counts[3] < 40
assert counts[4] == counts[8] == 40
assert np.allclose(stuck, np.log(2) / 2, atol=0.01)

# %% [markdown]
# **Next:** every number of one backward pass, drawn as a graph: [Backpropagation step by step](backpropagation_step_by_step.py). What a bend does to a gradient: [Activation functions](activation_functions.py). What a loss believes: [Loss functions](loss_functions.py).
