# %% [markdown] question="Seventeen slopes by hand, then for a batch: does every number agree with nudging, with the tape, with PyTorch?" needs=["backpropagation.md", "gradient-checking.md", "automatic-differentiation.md"] minutes=45 scene="backpropagation.batch" able=["compute every number of a forward and a backward pass, one at a time and for a batch", "follow a gradient along each line of a network and say where paths add up", "compare a backward pass with three others that share no line with it"]
# # Backpropagation with every number
#
# The chapter [Backpropagation, step by step](../backpropagation.md) derives the four equations. Here you compute with them. First every number of the small network, one at a time, so that you can keep pace with a pencil. Then the same six lines for a batch. In the end, three strangers check you: nudging, the tape, and PyTorch if you have it.

# %%
# %matplotlib inline
import numpy as np

from snippets import autodiff, gradcheck, network, primitives, tables
from snippets.arrays import flatten
from snippets.figures import gradient_flow

try:
    import torch
except ModuleNotFoundError:
    torch = None  # one comparison less, nothing else changes

np.set_printoptions(precision=4, suppress=True)


def show(header, rows, form):
    """Print a table: a first column of names, then numbers."""
    names = header.split(" | ")
    formats = [None] + [form] * (len(names) - 1)
    print(tables.table(names, rows, formats))


def same(ours, theirs):
    return np.allclose(ours, theirs, rtol=1e-12, atol=1e-15)


# %% [markdown]
# ## The network and its example
#
# Two inputs, three hidden units, two outputs, a sigmoid behind each unit. One example with the answer we want. These are the numbers of all chapters.

# %%
net, x, y = network.small()
W1, b1, W2, b2 = net.parameters()
given = {"x": x, "y": y, "W1": W1, "b1": b1, "W2": W2, "b2": b2}
for name, array in given.items():
    print(f"{name:2} {array.shape!s:7} {array.tolist()}")

# %% [markdown]
# ## Forward
#
# A hidden unit weighs the two inputs, adds its bias and squeezes the sum. Here is the sum of each unit, a term a column. The second input is negative, so it turns the sign of each of its weights.
#
# *Before you look:* which of the three units will have the largest activation? Estimate the three sums from the printed weights, to one digit.

# %%
terms = x.T * W1  # the term of input i in the sum of unit j
z1 = terms.sum(axis=0, keepdims=True) + b1
a1 = 1 / (1 + np.exp(-z1))
rows = zip(("1", "2", "3"), *terms, b1, z1[0], a1[0])
header = "hidden unit | from x 1 | from x 2 | bias | score z | activation a"
show(header, rows, ".3f")

# %% [markdown]
# The output layer does the same with the three activations.

# %%
terms = a1.T * W2
z2 = terms.sum(axis=0, keepdims=True) + b2
a2 = 1 / (1 + np.exp(-z2))
rows = zip(("1", "2"), *terms, b2, z2[0], a2[0])
header = "output | from a 1 | from a 2 | from a 3 | bias | score z | answer a"
show(header, rows, ".3f")

# %% [markdown]
# The loss is the mean of the two squared errors. One answer is too low and one too high, and neither is far from undecided.

# %%
error = a2 - y
loss = (error**2).mean()
print("errors", error, " loss", round(loss, 4))
assert same(net.forward(x), a2)  # the book's network
assert error[0, 0] < 0 < error[0, 1]

# %% [markdown]
# ## Backward: delta at the output
#
# We walk back from the loss. What is the slope of the loss in an answer? The square brings a 2, the mean over two outputs a half, so what is left is the error. The sigmoid's slope is $a(1 - a)$. Their product is delta, the slope of the loss in the score ([Eq.](#eq-output-one)).
#
# *Before you look:* which signs do the two deltas have? A negative one says: raise this score, and the loss falls.

# %%
by_answer = 2 / y.shape[1] * error
slope2 = a2 * (1 - a2)
delta2 = by_answer * slope2
rows = zip(("1", "2"), by_answer[0], slope2[0], delta2[0])
show(
    "output | slope by answer | sigmoid's slope | delta", rows, ".4f"
)
assert delta2[0, 0] < 0 < delta2[0, 1]

# %% [markdown]
# ## Backward: delta one layer down
#
# A hidden unit reaches the loss by two paths, one through each output. Along a path, the delta of the output comes back multiplied by the weight. The two paths add up. The unit's own slope follows ([Eq.](#eq-back-one)).
#
# *Before you look:* at unit 1 both weights and both deltas differ in sign. What does that make of the two paths? And at unit 3, where both weights are positive?

# %%
through = (W2 * delta2).T  # to unit j through output k
by_activation = through.sum(axis=0, keepdims=True)
slope1 = a1 * (1 - a1)
delta1 = by_activation * slope1
rows = zip("123", *through, by_activation[0], slope1[0], delta1[0])
header = (
    "unit | by output 1 | by output 2 | sum | sigmoid's slope | delta"
)
show(header, rows, ".4f")

# %% [markdown]
# At unit 1 the paths help each other, at unit 3 they work against each other. Both outputs pull at every hidden unit, and nobody but the sum decides.

# %%
together, against = through[:, 0], through[:, 2]
assert together[0] * together[1] > 0 > against[0] * against[1]
assert same(delta1, delta2 @ W2.T * slope1)  # in one line

# %% [markdown]
# ## Backward: weights and biases
#
# The slope in a weight is what comes in on its left times the delta on its right. The slope in a bias is the delta alone. No new number is needed.

# %%
dW2, db2 = a1.T @ delta2, delta2[0]
dW1, db1 = x.T @ delta1, delta1[0]
found = {"dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}
for name, array in found.items():
    print(name, *array.round(4).tolist())

# %% [markdown]
# ## The flow as a graph
#
# All numbers so far, each at its place. A line carries two: forward what it adds to the score on its right, backward what it adds to the slope on its left. Check one circle with a pencil: add the orange numbers on the lines to its right, multiply by the slope written at it.

# %% id="fig-lab-flow" alt="The small network from left to right: two inputs, three hidden units, two outputs, the loss. Each line carries a blue number forward and an orange number backward; lines with a negative orange number are dashed. The thickest lines run between hidden and output layer, above all to the second output; the lines to the inputs are thin. Orange numbers that meet in a circle add up."
gradient_flow.both_ways(net, x, y)

# %% [markdown]
# Figure: What flows back gets smaller at each unit: the lines on the left carry less than those on the right. Blue is what a line carries forward: activation times weight. Orange is what it carries backward: delta times weight. A line is the thicker the more it carries back, dashed if that is negative. In a circle stand the activation and the delta; in an input, the value and the slope of the loss in it.

# %%
flow = gradient_flow.flow(net, x, y)
assert same(flow.delta[0], delta1[0])
assert same(flow.delta[1], delta2[0])
carried = [np.abs(layer).max() for layer in flow.backward]
assert carried[0] < carried[1] / 4

# %% [markdown]
# Why smaller? A sigmoid's slope is at most a quarter, and most of the weights are below one. [Activation functions](../activation-functions.md) follows this through many layers.
#
# ## Three strangers
#
# We have 17 slopes. Who says that they are right? Three ways that share no line with ours.
#
# **Nudging** knows only the loss. It moves each parameter up a little and down a little ([Gradient checking](../gradient-checking.md)).


# %%
def loss_of(W1, b1, W2, b2, x=x, y=y):
    hidden = primitives.sigmoid(x @ W1 + b1)
    answer = primitives.sigmoid(hidden @ W2 + b2)
    return np.mean(np.square(answer - y))


def nudged(loss, parameters, h=1e-5):
    slopes = [np.zeros_like(one) for one in parameters]
    for one, slope in zip(parameters, slopes):
        for place in np.ndindex(one.shape):
            middle = one[place]
            one[place] = middle + h
            above = loss(*parameters)
            one[place] = middle - h
            slope[place] = (above - loss(*parameters)) / (2 * h)
            one[place] = middle
    return slopes


# %% [markdown]
# **The tape** writes down each operation and knows one rule for each ([Automatic differentiation](../automatic-differentiation.md)). It has never heard of layers. Its first rows are the four parameters, its last one is the loss.

# %%
names = ["W1", "b1", "W2", "b2"]
taped = map(autodiff.Variable, (W1, b1, W2, b2), names)
rows = autodiff.tape(loss_of(*taped))
for row in rows:
    what = row.name or row.operation
    print(f"{row.number:2} {what:9} {row.gradient.round(4).tolist()}")

# %% [markdown]
# Read it from below. The 1 at the end becomes the slopes in the answers, then in the scores: there are the deltas, twice each. Once for the score, once for the sum before the bias was added, since an addition passes on what it gets.

# %%
shaped = {(1, 3): delta1, (1, 2): delta2}
for shape, delta in shaped.items():
    seen = [
        row.gradient
        for row in rows
        if np.shape(row.gradient) == shape
    ]
    assert sum(same(delta, gradient) for gradient in seen) == 2


# %% [markdown]
# **PyTorch** keeps a tape of its own, in C++.


# %%
def by_torch(W1, b1, W2, b2, x=x, y=y):
    leaves = [torch.tensor(one) for one in (W1, b1, W2, b2)]
    W1, b1, W2, b2 = [leaf.requires_grad_() for leaf in leaves]
    hidden = torch.sigmoid(torch.tensor(x) @ W1 + b1)
    answer = torch.sigmoid(hidden @ W2 + b2)
    loss = torch.nn.functional.mse_loss(answer, torch.tensor(y))
    loss.backward()
    return [leaf.grad.numpy() for leaf in leaves]


version = torch.__version__ if torch else "is not installed here"
print("PyTorch", version)

# %% [markdown]
# *Before you look:* to how many digits will each of them agree with us? Nudging takes a difference of two nearly equal losses.

# %%
parameters = [W1, b1, W2, b2]


def strangers(x, y):
    """All 17 slopes in one row, by each of the others."""

    def loss(*parameters):
        return loss_of(*parameters, x=x, y=y)

    rows = {"nudged": flatten(nudged(loss, parameters))}
    rows["tape"] = flatten(autodiff.grad(loss, tuple(parameters)))
    if torch is not None:
        rows["PyTorch"] = flatten(by_torch(*parameters, x=x, y=y))
    return rows


entries = [
    " ".join([name, *(f"{axis + 1}" for axis in place)])
    for name, one in zip(names, parameters)
    for place in np.ndindex(one.shape)
]
ours, others = flatten([dW1, db1, dW2, db2]), strangers(x, y)
header = " | ".join(["slope in", "ours", *others])
show(header, zip(entries, ours, *others.values()), ".9f")

# %% [markdown]
# Table: All 17 slopes, each found several times. There is a PyTorch column only if it was installed where this ran.
# { #tab-lab-slopes }


# %%
def distances(ours, others):
    """The largest distance of each stranger's slopes from ours."""
    far = {
        who: np.abs(its - ours).max() for who, its in others.items()
    }
    show("against | largest distance", far.items(), ".0e")
    assert far.pop("nudged") < 1e-10
    assert max(far.values()) < 1e-15


distances(ours, others)

# %% [markdown]
# The tape, and PyTorch if it is there, agree to the last digit that a double can hold, give or take one. Nudging stops some digits earlier, and [Gradient checking](../gradient-checking.md#two-errors-pull-in-opposite-directions) says at which.
#
# ## A batch
#
# Now four examples at once, a row each. These are the same equations ([Eq.](#eq-bp2) is the second), and you will see that the code hardly changes: the bias adds up its rows, and the mean at the start counts all answers.


# %%
def backward(x, y, W1, b1, W2, b2):
    a1 = 1 / (1 + np.exp(-(x @ W1 + b1)))
    a2 = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
    delta2 = 2 / y.size * (a2 - y) * a2 * (1 - a2)
    delta1 = delta2 @ W2.T * a1 * (1 - a1)
    dW1, db1 = x.T @ delta1, delta1.sum(axis=0)
    dW2, db2 = a1.T @ delta2, delta2.sum(axis=0)
    return delta1, delta2, flatten([dW1, db1, dW2, db2])


assert same(backward(x, y, *parameters)[2], ours)

rng = np.random.default_rng(0)
X = np.vstack([x, rng.normal(size=(3, 2)).round(2)])
Y = np.vstack([y, [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]])
batch1, batch2, slopes = backward(X, Y, *parameters)
found = {"X": X, "Y": Y, "delta2": batch2, "delta1": batch1}
for name, array in found.items():
    print(f"{name}\n{array}")

# %% [markdown]
# Our example is the first row. *Before you look:* its deltas were computed above, for this example alone. Are they the same in the batch? If not, what is the factor?

# %%
print("delta2 alone", delta2[0], " in the batch", batch2[0])
print("factor", (delta2[0] / batch2[0]).round(12))
assert same(delta2[0], len(X) * batch2[0])
assert same(delta1[0], len(X) * batch1[0])

# %% [markdown]
# The loss is a mean over the examples, so each example pulls with a share of its own pull. The slopes add these shares up. So the gradient of a batch is the mean of its examples' gradients, and the sum over rows is hidden in the matrix product:

# %%
each = np.array(
    [
        backward(one_x[None], one_y[None], *parameters)[2]
        for one_x, one_y in zip(X, Y)
    ]
)
some = [entries.index(name) for name in ("W1 1 1", "W2 1 1", "b2 2")]
rows = [(f"example {i + 1}", *each[i, some]) for i in range(len(X))]
rows.append(("mean of four", *each.mean(axis=0)[some]))
rows.append(("batch", *slopes[some]))
show("slope in | W1 1 1 | W2 1 1 | b2 2", rows, ".6f")
assert same(each.mean(axis=0), slopes)

# %% [markdown]
# Table: Examples disagree, even in sign; the batch takes their mean.

# %%
torn = np.ptp(np.sign(each), axis=0) > 0
print("slopes in whose sign the examples disagree:", torn.sum())
assert torn[some].all()

# %% [markdown]
# The strangers look at the batch, too.

# %%
distances(slopes, strangers(X, Y))

# %% [markdown]
# ## Exercises
#
# **1. Predict (5 minutes).** Make a batch of the small network's example and a copy of it. What happens to the loss, to the rows of `delta2`, to the slopes: doubled, halved, or equal? Write down three words, then unfold.
#
# <details markdown><summary>Solution</summary>
#
# The loss is a mean, so it stays equal. Each row pulls with half its pull, so the rows of `delta2` are halved. The slopes add the rows up again, so they are equal. The last section checks all three.
#
# </details>

# %% [markdown]
# **2. Pencil (8 minutes).** You may not touch any parameter, but you may move the *input* a little, to lower the loss. In which direction? Read it off [Fig.](#fig-lab-flow), then check with a nudge.
#
# <details markdown><summary>Solution</summary>
#
# The orange number in an input circle is the slope of the loss in that input: delta of the hidden layer through the first weights, `delta1 @ W1.T`. Both are negative here. So both inputs should grow, the second one more. The same walk back, one layer further than training needs, is how pictures are made that fool a network.
#
# </details>

# %% [markdown]
# **3. Find the bug (10 minutes).** A colleague tests the function below on the small network's example: all 17 slopes agree with nudging. The next day it trains on batches and seems to need a far smaller rate than yours. Which line is wrong, why did the test pass, and which test would not have?


# %%
def colleague(x, y, W1, b1, W2, b2):
    a1 = 1 / (1 + np.exp(-(x @ W1 + b1)))
    a2 = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
    delta2 = (a2 - y) * a2 * (1 - a2)
    delta1 = delta2 @ W2.T * a1 * (1 - a1)
    dW1, db1 = x.T @ delta1, delta1.sum(axis=0)
    dW2, db2 = a1.T @ delta2, delta2.sum(axis=0)
    return flatten([dW1, db1, dW2, db2])


assert same(colleague(x, y, *parameters), ours)

# %% [markdown]
# <details markdown><summary>Solution</summary>
#
# The line of `delta2` lacks the two over the number of answers. With one example and two outputs that factor is one, so the test could not see it. With four examples every slope is too large by the factor four. The check in the last section names the factor. Test with more than one example, and with sizes that all differ.
#
# </details>

# %% [markdown]
# ## The solutions, run
#
# The cells below are what the solutions rest on. Exercise 1: the batch of two equal rows.

# %%
twice_x, twice_y = np.vstack([x, x]), np.vstack([y, y])
_, rows, both = backward(twice_x, twice_y, *parameters)
assert np.isclose(loss_of(*parameters, x=twice_x, y=twice_y), loss)
assert same(rows, np.vstack([delta2, delta2]) / 2)
assert same(both, ours)
print("loss equal, rows of delta2 halved, slopes equal")

# %% [markdown]
# Exercise 2: the slopes in the inputs, and a step against them.

# %%
by_input = delta1 @ W1.T
print("slopes in the inputs", by_input[0])
assert by_input[0, 1] < by_input[0, 0] < 0
assert loss_of(*parameters, x=x - 0.1 * by_input, y=y) < loss

# %% [markdown]
# Exercise 3: the check that names the factor.


# %%
def loss_by(theta):
    W1, W2 = theta[:6].reshape(2, 3), theta[9:15].reshape(3, 2)
    return loss_of(W1, theta[6:9], W2, theta[15:], x=X, y=Y)


wrong = colleague(X, Y, *parameters)
report = gradcheck.check(loss_by, wrong, flatten(parameters))
print(report)
assert np.isclose(report.factor, len(X), rtol=1e-6)

# %% [markdown]
# Next: [A reader of digits](mnist_nn.py), the same six lines at work on images.
