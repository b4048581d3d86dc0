# %% [markdown] question="Which loss do you want when some of the data are wrong?" needs=["losses.md", "gradient-checking.md"] minutes=60 able=["write seven losses with their slopes, so that no score breaks them", "foretell what a few wrong readings or wrong labels do to an answer, and measure it", "draw a loss over one and two parameters, and say what such a picture hides"] typed={"800": "a score that we chose, visible in the program", "2.5": "a start that an exercise sets"}
# # Loss functions
#
# A loss turns "wrong" into a number. Which number decides what a network will learn from data that are not clean. In this lab you write seven losses, feed them good and bad data, and then look at them as a walker would: as hills and valleys over one parameter, and over two. The book's code stands beside yours and must agree to twelve digits.

# %%
# %matplotlib inline
from functools import partial

import numpy as np

from snippets import (
    datasets,
    gradcheck,
    landscape,
    losses,
    network,
    optimizers,
    outliers,
    tables,
    training,
)
from snippets.figures import labs_losses


def same(ours, book):
    return np.allclose(ours, book, rtol=1e-12, atol=1e-12)


# %% [markdown]
# ## 1 Write them down
#
# Three losses for numbers, [derived in the chapter](../losses.md#from-likelihood-to-loss). Each takes predictions `a` and targets `y` of one shape and gives one number, a mean. Its slope has the shape of `a`. Write the slopes yourself before you look: cover the second of each pair.


# %%
def squared(a, y):
    return np.mean((a - y) ** 2)


def absolute(a, y):
    return np.mean(np.abs(a - y))


def huber(a, y):
    error = np.abs(a - y)
    return np.mean(np.where(error <= 1, error**2 / 2, error - 0.5))


slopes = {
    "mean_squared_error": (
        squared,
        lambda a, y: 2 * (a - y) / a.size,
    ),
    "mean_absolute_error": (
        absolute,
        lambda a, y: np.sign(a - y) / a.size,
    ),
    "huber": (huber, lambda a, y: np.clip(a - y, -1, 1) / a.size),
}

# %% [markdown]
# Four losses for decisions. The first takes a probability `p`, the others take scores `z`. The hinge wants its targets as -1 and 1, the others as 0 and 1. Softmax cross-entropy wants a row with a single 1, and its mean runs over rows, not entries.


# %%
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def from_probability(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def from_score(z, y):
    return np.mean(
        np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z
    )


def from_scores(z, y):
    shifted = z - z.max(axis=1, keepdims=True)
    return np.sum(
        np.log(np.exp(shifted).sum(axis=1))
        - np.sum(y * shifted, axis=1)
    ) / len(z)


def hinge(z, y):
    return np.mean(np.maximum(0, 1 - y * z))


slopes |= {
    "binary_cross_entropy": (
        from_probability,
        lambda p, y: (p - y) / (p * (1 - p)) / p.size,
    ),
    "sigmoid_cross_entropy": (
        from_score,
        lambda z, y: (sigmoid(z) - y) / z.size,
    ),
    "softmax_cross_entropy": (
        from_scores,
        lambda z, y: (softmax(z) - y) / len(z),
    ),
    "hinge": (
        hinge,
        lambda z, y: np.where(y * z < 1, -y, 0) / z.size,
    ),
}

# %% [markdown]
# Each against the book, and each slope against its own loss by [central differences](#eq-central).

# %%
rng = np.random.default_rng(0)
scores = rng.normal(size=(5, 3))
one_of_three = np.eye(3)[rng.integers(3, size=5)]
yes_or_no = (rng.random((5, 3)) < 0.5).astype(float)
data = dict.fromkeys(slopes, (scores, yes_or_no))
data |= {
    name: (scores, rng.normal(size=(5, 3)))
    for name in ("mean_squared_error", "mean_absolute_error", "huber")
}
data["binary_cross_entropy"] = sigmoid(scores), yes_or_no
data["softmax_cross_entropy"] = scores, one_of_three
data["hinge"] = scores, 2 * yes_or_no - 1

rows = []
for name, (loss, slope) in slopes.items():
    a, y = data[name]
    book, book_slope = losses.pair(name)
    assert same(loss(a, y), book(a, y)), name
    assert same(slope(a, y), book_slope(1.0, a, y)), name
    report = gradcheck.check(partial(loss, y=y), slope(a, y), a)
    assert report.passed, name
    rows.append((name, loss(a, y), f"{report.worst_error:.0e}"))
header = ["loss", "value", "slope is off by"]
print(tables.table(header, rows, [None, ".4f", None]))

# %% [markdown]
# ### What one error costs, and how hard it pulls
#
# The cost is what you see in a training log. The slope is what moves the weights. **Predict**, before you look: for which of the losses does a *larger* error pull no harder? And for which does it pull hardly at all?

# %% id="fig-lab-loss-costs" alt="Four panels. Above left the cost of an error: a parabola, a V, and a parabola that goes on straight. Above right their slopes: a rising line without end, a jump from minus 1 to 1, and a rising line cut off at minus 1 and 1. Below left the cost of a yes by its score: cross-entropy and hinge rise to the left without end, the squared error of the probability levels off at 1. Below right their slopes: cross-entropy nears minus 1 on the left, the hinge is minus 1, the squared error fades to 0 on both sides."
one = np.ones(1)
labs_losses.costs_and_pulls(
    {
        "squared": (lambda e: e**2, lambda e: 2 * e),
        "absolute": (np.abs, np.sign),
        "Huber": (
            lambda e: np.where(
                np.abs(e) <= 1, e**2 / 2, np.abs(e) - 0.5
            ),
            lambda e: np.clip(e, -1, 1),
        ),
    },
    {
        "cross-entropy": (
            lambda z: np.log1p(np.exp(-z)),
            lambda z: sigmoid(z) - 1,
        ),
        "hinge": (
            lambda z: np.maximum(0, 1 - z),
            lambda z: -1.0 * (z < 1),
        ),
        "squared, of p": (
            lambda z: (sigmoid(z) - 1) ** 2,
            lambda z: -2 * (1 - sigmoid(z)) ** 2 * sigmoid(z),
        ),
    },
)

# %% [markdown]
# Figure: Only the squared error of a number pulls without limit, and only the squared error of a probability lets go of what is far away. Above: by the error. Below: one example that is a yes, by its score.
#
# Keep the last panel in mind. To let go of a hopeless example can be a vice, when the example is right and the network wrong. It can be a virtue, when the label is wrong.
#
# ### The formula that breaks
#
# Cross-entropy stands here twice, from a probability and from a score. On paper they are the same. **Predict** what each says to a score of 1, of 30, of 40 and of 800, all wanted as a no.

# %%
rows = []
with np.errstate(divide="ignore"):
    for z in (1.0, 30.0, 40.0, 800.0):
        score, no = np.array([[z]]), np.zeros((1, 1))
        by_way_of_p = from_probability(sigmoid(score), no)
        rows.append((z, by_way_of_p, from_score(score, no)))
header = ["score", "from the probability", "from the score"]
print(tables.table(header, rows, ["g", ".4f", ".4f"]))
assert np.isinf(rows[-1][1])
assert rows[-1][2] == 800
assert 3e-4 < abs(rows[1][1] - rows[1][2]) < 3e-3

# %% [markdown]
# A probability near 1 keeps only the digits that sixteen places leave it, and what the loss needs is its distance from 1. At a score of 30 the loss is already off by about a thousandth; from 40 on the distance is 0 and its logarithm infinite. The score knows it all along. That is why [the book's classifiers take scores](../losses.md#the-code).
#
# ## 2 One parameter
#
# The smallest model is one number. [Five people measure a table](../losses.md#the-question). Once all five read well; once the fifth slips. Draw the loss over every answer.

# %%
clean = np.array([2.0, 2.1, 1.9, 2.2, 2.3])
dirty = np.array(outliers.READINGS)
print("clean", clean, " dirty", dirty)
answers = np.linspace(1.5, 3.5, 2001)


def curve(loss, readings):
    tries = [np.full(readings.shape, answer) for answer in answers]
    return np.array([loss(one, readings) for one in tries])


three = {"squared": squared, "absolute": absolute, "Huber": huber}
curves = {
    name: {"clean": curve(loss, clean), "dirty": curve(loss, dirty)}
    for name, loss in three.items()
}

# %% [markdown]
# **Predict.** On clean readings, how far apart are the three lowest points? On dirty ones, which moves most, and which not at all?

# %% id="fig-lab-loss-one-number" alt="Three panels of loss over the answer with a dashed curve for clean readings and a solid one for dirty ones. On clean readings all three are lowest at the same answer. On dirty ones the squared error's lowest point has moved far to the right, Huber's a little, the absolute error's not at all."
labs_losses.one_number(answers, curves, dirty[dirty < 3])

# %% [markdown]
# Figure: While the readings are good, the three losses say the same; one slip parts them. A dot marks the lowest point. The short strokes are the four readings that stayed; the slip lies outside. The heights of different panels cannot be compared.

# %%
rows = []
for name, book in zip(three, outliers.LOSSES):
    lowest = [np.argmin(loss) for loss in curves[name].values()]
    found = answers[lowest]
    exact = outliers.answers(np.array([clean, dirty]), book)
    assert np.allclose(found, exact, atol=0.001)
    rows.append((name, *found))
header = ["loss", "best answer, clean", "dirty"]
print(tables.table(header, rows, [None, ".2f", ".2f"]))
assert np.ptp([row[1] for row in rows]) < 1e-9

# %% [markdown]
# We found the lowest point by trying two thousand answers. The book knows them: mean, median, and where Huber's pulls balance. The two agree to the width of our grid.
#
# ### One parameter of a network
#
# A network has many parameters, but from where it stands it can walk in *one* direction, and along it the loss is a curve again. Take the small network, and walk straight downhill, against its gradient.
#
# **Predict.** The slope at the start promises a straight fall. Will the loss stay below that line, above it, or cross it?

# %%
net, x, y = network.small()
net.forward(x)
place = np.concatenate([one.ravel() for one in net.parameters()])
back = network.backpropagate(net, x, y)
(dW1, dW2), (db1, db2) = back.dW, back.db
slope = np.concatenate([one.ravel() for one in (dW1, db1, dW2, db2)])


def loss_at(theta):
    start = 0
    for array in net.parameters():
        part = theta[start : start + array.size]
        array[...] = part.reshape(array.shape)
        start += array.size
    return squared(net.forward(x), y)


steps = np.linspace(0, 20, 101)
walked = np.array([loss_at(place - step * slope) for step in steps])
promised = walked[0] - steps * np.sum(slope**2)
loss_at(place)
objective = landscape.Objective(net, x, y)
assert same(walked, landscape.along_line(objective, -slope, steps))

# %% id="fig-lab-loss-walk" alt="The small network's loss along a straight walk downhill. It begins with the dashed line of the promised fall, stays close to it for a few steps, then bends away from it and levels off above 0, while the line reaches 0 and ends."
labs_losses.walk(steps, walked, promised)

# %% [markdown]
# Figure: The slope is a promise about small steps: the loss keeps it for a while, then bends away. The small network, walking against its gradient at the start; one step is one gradient long.

# %%
kept = (walked[0] - walked) / np.maximum(walked[0] - promised, 1e-12)
assert np.all(np.abs(kept[1:10] - 1) < 0.1)
assert kept[-1] < 0.5

# %% [markdown]
# ## 3 Two parameters
#
# A line has two: slope and height. With two we can draw the whole surface, and the walk of gradient descent on it. Thirty points lie around a slope of 1. In the dirty set three points of the upper half were lowered by 4.


# %%
def points(seed, wild, fall=4.0):
    rng = np.random.default_rng(seed)
    x = np.sort(rng.uniform(-1, 1, size=30))
    y = x + 0.3 * rng.normal(size=30)
    chosen = rng.permutation(np.arange(15, 30))[:wild]
    y[chosen] -= fall
    return x, y, np.isin(np.arange(30), chosen)


def descend(
    x, y, slope_of, *, start=(0.0, 0.0), rate=0.5, steps=1000
):
    path = [np.array(start)]
    for step in range(steps):
        pull = slope_of(path[-1][0] * x + path[-1][1], y)
        gradient = np.array([pull @ x, pull.sum()])
        path.append(path[-1] - rate / (1 + step / 50) * gradient)
    return np.array(path)


# %% [markdown]
# The rate shrinks as we go, since the absolute error never stops pulling and would jump about its lowest point for ever. The book finds the same lines in another way, by weighted least squares. Compare.

# %%
names = dict(zip(three, outliers.LOSSES))
sets = {"clean": points(0, 0), "three wild points": points(0, 3)}
paths = {}
for kind, (x, y, _) in sets.items():
    for name, book in names.items():
        paths[kind, name] = descend(x, y, slopes[book][1])
        theirs = outliers.line(x, y, book)
        assert np.allclose(paths[kind, name][-1], theirs, atol=0.02)

# %% id="fig-lab-loss-lines" alt="Two panels of thirty points with three lines each. On the left, clean points: the three lines lie on each other, rising with slope one. On the right three points, marked by crosses, lie far below the rest: the squared error's line has turned towards them by half its slope, Huber's a little, the absolute error's has kept its place."
fits = {}
for kind, (x, y, wild) in sets.items():
    lines = {name: paths[kind, name][-1] for name in names}
    fits[kind] = labs_losses.Fit(x, y, wild, lines)
labs_losses.fits(fits)

# %% [markdown]
# Figure: Three wild points out of thirty turn the line of the squared error; Huber's gives way a little, the absolute error's hardly at all. Left the same points before the three were lowered.
#
# One draw of points proves little. Twenty draws, how far each fitted slope misses the true one:

# %%
rows = []
for wild in (0, 3, 6):
    for name, book in names.items():
        misses = []
        for seed in range(20):
            x, y, _ = points(seed, wild)
            misses.append(abs(outliers.line(x, y, book)[0] - 1))
        rows.append((wild, name, *np.quantile(misses, [0, 0.5, 1])))
header = ["wild points", "loss", "off by: least", "median", "most"]
print(tables.table(header, rows, [None, None, *3 * [".2f"]]))
median = {(wild, name): middle for wild, name, _, middle, _ in rows}
assert median[0, "squared"] < median[0, "absolute"]
assert abs(median[0, "squared"] - median[0, "Huber"]) < 0.01
robust = max(median[3, "absolute"], median[3, "Huber"])
assert median[3, "squared"] > 3 * robust

# %% [markdown]
# Read the first rows too. Without wild points the squared error beats the absolute one. Robustness is an insurance, and it has a price. Huber's is next to nothing here.
#
# ### The three surfaces
#
# **Predict.** The squared error of a line is a bowl, whatever the points. What will the absolute error's surface look like: round, or with edges? And in which of the six panels does the walk end far from the true slope of 1 and height of 0?


# %%
def surface(
    loss, x, y, path, reach=((-1.5, 2.0), (-1.5, 1.0)), count=41
):
    across, up = (np.linspace(*ends, count) for ends in reach)
    heights = np.array(
        [[loss(s * x + h, y) for s in across] for h in up]
    )
    return labs_losses.Surface(across, up, heights, path)


panels = {}
for kind, (x, y, _) in sets.items():
    for name, loss in three.items():
        slope = slopes[names[name]][1]
        path = descend(x, y, slope, start=(-1.2, -1.2))
        panels[f"{name}, {kind}"] = surface(loss, x, y, path)

# %% id="fig-lab-loss-surfaces" alt="Six panels of loss over slope and height, three losses above on clean points and below with three wild points. Above, all three are lowest near a slope of 1 and a height of 0, and the walk from the lower left ends there. Below, the squared error's bowl has moved to half the slope and a lower height, as round as before; Huber's has moved a little, the absolute error's has stayed."
labs_losses.surfaces(
    {
        title.replace("three wild points", "dirty"): panel
        for title, panel in panels.items()
    },
    ("slope", "height"),
    columns=3,
)

# %% [markdown]
# Figure: Wild points move the squared error's whole bowl; the bottoms of the other two move less than a third as far. The lower, the stronger the blue; a cross marks the lowest place, the line is the walk of gradient descent.

# %%
lowest = {title: panel.path[-1] for title, panel in panels.items()}
moved = {
    name: np.linalg.norm(
        lowest[f"{name}, three wild points"]
        - lowest[f"{name}, clean"]
    )
    for name in three
}
assert moved["squared"] > 3 * max(moved["absolute"], moved["Huber"])
for name, far in moved.items():
    print(f"bottom moved, {name:8} {far:.2f}")

# %% [markdown]
# Look at the contour lines of the absolute error. They have corners: the surface is made of plane plates, one for each way in which thirty points can lie above or below a line, and it folds where the line crosses a point. On a plate the slope is the same all over. It does not fade towards the bottom, as that of a bowl does. That is why the rate had to shrink.

# %% [markdown]
# ### A plateau
#
# Now a decision: one input, one weight, one bias, a sigmoid. A hundred points, half of them yes. Cross-entropy and the squared error of the probability see the same points and agree on the best answer, nearly. But their surfaces differ where you may have to start.
#
# **Predict.** Start at a weight of -6, certain and wrong about nearly everything. Three hundred steps at a rate of 1. Which of the two arrives?

# %%
rng = np.random.default_rng(0)
x = np.concatenate(
    [rng.normal(-1, 1, size=50), rng.normal(1, 1, size=50)]
).reshape(-1, 1)
y = np.repeat([0.0, 1.0], 50).reshape(-1, 1)
pulls = {
    "cross-entropy": lambda p, y: p - y,
    "squared error of p": lambda p, y: 2 * (p - y) * p * (1 - p),
}


def walk_from(pull, steps, start=(-6.0, 4.0)):
    path = [np.array(start)]
    for _ in range(steps):
        w, b = path[-1]
        delta = pull(sigmoid(w * x + b), y) / len(x)
        gradient = np.array([np.sum(delta * x), np.sum(delta)])
        path.append(path[-1] - gradient)
    return np.array(path)


walks = {name: walk_from(pull, 300) for name, pull in pulls.items()}
for name, path in walks.items():
    print(f"{name:18} weight and bias {path[-1].round(2)}")

# %% [markdown]
# The surfaces by hand, and by the book: `landscape.on_plane` moves a network with one weight and one bias through the same plane.

# %%
grid = np.linspace(-8, 8, 65)
by_hand = {
    "cross-entropy": lambda w, b: from_score(w * x + b, y),
    "squared error of p": lambda w, b: squared(sigmoid(w * x + b), y),
}
in_book = (
    ("sigmoid_cross_entropy", "identity"),
    ("mean_squared_error", "sigmoid"),
)
valleys = {}
for (name, height), (book, output) in zip(by_hand.items(), in_book):
    heights = np.array([[height(w, b) for w in grid] for b in grid])
    neuron = network.multilayer(
        [1, 1], rng=np.random.default_rng(0), output=output
    )
    neuron.parameters()[0][:] = 0.0
    objective = landscape.Objective(neuron, x, y, loss=book)
    theirs = landscape.on_plane(
        objective, np.array([1.0, 0.0]), np.array([0.0, 1.0]), grid
    )
    assert same(heights, theirs)
    valleys[name] = labs_losses.Surface(
        grid, grid, heights, walks[name]
    )

# %% id="fig-lab-loss-plateau" alt="Two panels of loss over weight and bias. On the left, cross-entropy: one round valley, and the walk from the upper left runs straight into it. On the right, the squared error of the probability: a narrow valley within wide flats, and the walk goes sideways over the flat and ends there, far from the lowest place."
labs_losses.surfaces(valleys, ("weight w", "bias b"))

# %% [markdown]
# Figure: Under cross-entropy every place has a way down; under the squared error of a probability the bad places are flat. The same hundred points, three hundred steps from the same start; a dot is the start, a square the end.


# %%
def to_the_best(name, steps):
    best = walk_from(pulls[name], 500, start=(1.0, 0.0))[-1]
    return np.linalg.norm(walk_from(pulls[name], steps)[-1] - best)


assert to_the_best("cross-entropy", 300) < 0.01
assert to_the_best("squared error of p", 300) > 3
assert to_the_best("squared error of p", 3000) < 0.01

# %% [markdown]
# It is a plateau and not a trap: ten times as many steps, and the squared error arrives too.
#
# ### Wrong labels
#
# So cross-entropy is better? Now the labels are dirty. Two clouds of a hundred points each, a line between them by two weights and a bias. First a part of the labels is flipped at random. Then, worse, the flips have a system: the points *farthest* on the side of yes are called no.
#
# **Predict** for both kinds, at one label in ten: which loss suffers most on new, clean points?


# %%
def clouds(n, rng):
    y = rng.permutation(np.repeat([0.0, 1.0], n // 2)).reshape(-1, 1)
    return rng.normal(size=(n, 2)) + np.hstack([2 * y - 1, 0 * y]), y


def labelled(share, far, seed):
    rng = np.random.default_rng(seed)
    x, y = clouds(200, rng)
    order = np.argsort(-x[:, 0]) if far else rng.permutation(200)
    wrong = order[: round(200 * share)]
    y[wrong] = 0.0 if far else 1 - y[wrong]
    return x, y


def fit(x, y, pull):
    w, b = np.zeros((2, 1)), 0.0
    for _ in range(1500):
        delta = pull(x @ w + b, y) / len(x)
        w, b = w - 0.5 * x.T @ delta, b - 0.5 * delta.sum()
    return w, b


by_score = {
    name: lambda z, y, pull=pull: pull(sigmoid(z), y)
    for name, pull in pulls.items()
}
by_score["hinge"] = lambda z, y: np.where(
    (2 * y - 1) * z < 1, 1 - 2 * y, 0
)

# %%
new, truth = clouds(5000, np.random.default_rng(99))
rows = []
for kind, far, share in (
    ("none", False, 0.0),
    ("at random", False, 0.1),
    ("at random", False, 0.2),
    ("farthest", True, 0.05),
    ("farthest", True, 0.1),
    ("farthest", True, 0.2),
):
    right = []
    for pull in by_score.values():
        runs = [labelled(share, far, seed) for seed in range(5)]
        lines = [fit(*run, pull) for run in runs]
        said = [new @ w + b > 0 for w, b in lines]
        each = [np.mean(answer == (truth == 1)) for answer in said]
        right.append(100 * np.median(each))
    rows.append((kind, f"{share:.0%}", *right))
header = ["wrong labels", "share", *(f"{n} (%)" for n in by_score)]
print(tables.table(header, rows, [None, None, *3 * [".1f"]]))
by_row = [dict(zip(by_score, row[2:])) for row in rows]
for name in by_score:
    assert by_row[0][name] - by_row[2][name] < 2
tenth = by_row[4]
assert tenth["squared error of p"] - tenth["cross-entropy"] > 2
assert max(by_row[5].values()) < 70

# %% [markdown]
# Table: New points on their right side of the line, in percent; medians of five draws.
#
# Flips at random cost little, even one in five: they pull both ways, and the line stays. Flips with a system are another matter. A far point with a wrong label is what cross-entropy minds most, and it turns the line for it. The squared error of the probability lets go of such points, and keeps the line. The slope that left us on the plateau is the slope that saves us here. The hinge keeps the line too, though it never lets go: perhaps because it pulls in full at every point near the line as well, where cross-entropy pulls half, and there are many of those. At one in five, all three are lost: no loss can know that a fifth of the labels is wrong.
#
# ## 4 Two of thirty-three
#
# A network's surface has as many directions as parameters. A picture has two. What does it show? We train a network of 33 parameters on two moons and look at the plane through it in two random directions.

# %%
moons = datasets.moons(100, noise=0.1, rng=np.random.default_rng(0))
targets = moons.y.reshape(-1, 1).astype(float)
trained = network.multilayer(
    [2, 8, 1],
    rng=np.random.default_rng(1),
    hidden="relu",
    output="sigmoid",
)
history = training.fit(
    trained,
    moons.x,
    targets,
    loss="binary_cross_entropy",
    optimizer=partial(optimizers.sgd, rate=0.5),
    epochs=300,
    batch=100,
    rng=np.random.default_rng(2),
)
print(
    f"loss {history.loss[0]:.3f} at first, {history.loss[-1]:.3f} now"
)

# %% [markdown]
# Then we make a twin. Multiply all that leads into the hidden units by 5, and divide what leads out by 5. ReLU passes a factor through, so the twin computes the same function, number for number. It has the same loss, the same mistakes, and it should have the same picture.

# %%
twin = network.multilayer(
    [2, 8, 1],
    rng=np.random.default_rng(1),
    hidden="relu",
    output="sigmoid",
)
for mine, theirs, factor in zip(
    twin.parameters(), trained.parameters(), (5.0, 5.0, 0.2, 1.0)
):
    mine[:] = factor * theirs
assert same(twin.forward(moons.x), trained.forward(moons.x))

# %% [markdown]
# **Predict.** Both networks, once in plain random directions, once in directions that move every unit in proportion to its own weights. Do the two of a row look alike?


# %%
def plain(net, seed):
    rng = np.random.default_rng(seed)
    return np.concatenate(
        [
            0.5 * rng.normal(size=one.size) * (one.ndim == 2)
            for one in net.parameters()
        ]
    )


def normalized(net, seed):
    return landscape.filter_normalized(
        net, rng=np.random.default_rng(seed)
    )


around, views = np.linspace(-1, 1, 41), {}
for way, name in ((plain, "plain"), (normalized, "in proportion")):
    for net, who in ((trained, "the network"), (twin, "its twin")):
        objective = landscape.Objective(
            net, moons.x, targets, loss="binary_cross_entropy"
        )
        heights = landscape.on_plane(
            objective, way(net, 0), way(net, 1), around
        )
        views[f"{name}: {who}"] = labs_losses.Surface(
            around, around, heights, np.zeros((0, 2))
        )

# %% id="fig-lab-loss-twins" alt="Four panels of loss in a plane through a trained network and through its twin. Above, in plain directions, the two differ: the lines of one are spread, those of the other lie differently and closer in one direction. Below, in directions in proportion to each unit's weights, the two are the same picture."
labs_losses.surfaces(views, ("first direction", "second direction"))

# %% [markdown]
# Figure: One function, two pictures: how steep a surface looks may tell of the scale of the weights and nothing else. Above plain random directions, below directions in proportion to each unit's weights, as Li and others (2018) draw them.

# %%
first, second, third, fourth = (view.loss for view in views.values())
assert np.abs(first - second).max() > 0.1
assert np.allclose(third, fourth, rtol=1e-6)

# %% [markdown]
# In plain directions the same function has two faces. In proportion, the faces are one. So before you believe a picture of a valley, ask what its directions are. And whatever they are, thirty-one others were left out.
#
# ## Exercises
#
# **1. Predict (5 minutes).** Four readings: 1, 2, 3 and 10. Which answers have the lowest mean absolute error? And where does gradient descent on it stop, started at 2.5?
#
# <details markdown><summary>Solution</summary>
#
# Every answer from 2 to 3: two readings pull up, two down, whatever the answer between them, so the floor is level. The slope is 0 there, and descent does not move at all. With an even number of readings the median is not a number but a stretch, and code that prints one has chosen its middle.
#
# </details>
#
# **2. Find the bug (10 minutes).** A colleague's Huber loss, with the corner at 1. Its slope is `np.clip(e, -1, 1)`, and the gradient check passes on a hundred random errors. Training works, but the printed loss sometimes jumps upwards after a step downhill. Which line is it, and which test sees it?
#
# ```text
# def huber(e):
#     return np.where(np.abs(e) <= 1, e**2 / 2, np.abs(e))
# ```
#
# <details markdown><summary>Solution</summary>
#
# The straight part starts at 1, where the parabola ends at one half: half a unit is missing, `np.abs(e) - 0.5`. The slopes of both pieces are right, so the check is content wherever it does not sit on the corner; and a jump has no slope that could give it away. Test the seam: the values a hair inside and a hair outside must agree.
#
# </details>
#
# **3. Measure (20 minutes).** You bake bread. A loaf too few costs you three times as much as a loaf too many. Write this loss for one constant answer, and find the answer that is best for a thousand random demands. Which share of the demands lies below it? Guess the share before you run, and then explain it with pulls that balance.
#
# <details markdown><summary>Solution</summary>
#
# Three quarters. Each demand above the answer pulls up with 3, each below pulls down with 1. They balance when three times as many lie below as above. With equal costs it is the median again. So a loss can ask for any rank of the data that you like; it is called the *pinball* or quantile loss.
#
# </details>
#
# ## The solutions, run
#
# The cells below are what the solutions rest on. Exercise 1:

# %%
readings = np.array([1.0, 2.0, 3.0, 10.0])
rows = []
for a in (1.5, 2.0, 2.5, 3.0, 3.5):
    loss = absolute(np.full(4, a), readings)
    rows.append((a, loss, np.sign(a - readings).sum()))
header = ["answer", "mean absolute error", "sum of the pulls"]
print(tables.table(header, rows, [".1f", ".2f", ".0f"]))
low = [row[1] for row in rows]
assert low[1] == low[2] == low[3] < min(low[0], low[4])
assert rows[2][2] == 0

# %% [markdown]
# Exercise 2:


# %%
def colleagues_huber(e):
    return np.where(np.abs(e) <= 1, e**2 / 2, np.abs(e))


errors = 2 * np.random.default_rng(0).normal(size=100)
report = gradcheck.check(
    lambda e: np.sum(colleagues_huber(e)),
    np.clip(errors, -1, 1),
    errors,
)
inside, outside = colleagues_huber(np.array([1 - 1e-9, 1 + 1e-9]))
print("gradient check", "passes" if report.passed else "fails")
print(f"on both sides of the seam: {inside:.3f} and {outside:.3f}")
assert report.passed
assert outside - inside > 0.4

# %% [markdown]
# Exercise 3:

# %%
demand = np.random.default_rng(0).gamma(4.0, 25.0, size=1000)
baked = np.arange(0, 400)
short = np.maximum(demand - baked[:, np.newaxis], 0).mean(axis=1)
over = np.maximum(baked[:, np.newaxis] - demand, 0).mean(axis=1)
best_loaves = int(baked[np.argmin(3 * short + over)])
below = np.mean(demand < best_loaves)
print(f"bake {best_loaves} loaves: {below:.1%} of demands lie below")
assert abs(below - 0.75) < 0.01

# %% [markdown]
# **Next:** a loss on real images, from data to mistakes: [Handwritten digits](mnist_nn.py). The loop that all of this trains with: [A network from scratch](nn_from_scratch.py).
