# %% [markdown] question="The same weights in NumPy and in PyTorch: are loss, gradients and a whole training the same, and to how many digits?" needs=["backpropagation.md", "automatic-differentiation.md", "losses.md"] minutes=45 needs_module="torch" able=["write the network of the lab on digits as a module of PyTorch, with its loader, optimizer, schedule and early stopping", "load the same weights into two programs and compare losses and gradients", "name three differences that bite when you move from NumPy to PyTorch"]
# # The same in PyTorch
#
# In [Handwritten digits](mnist_nn.py) you know every line down to the matrix product. Now you meet a library that hides them. This lab puts the first network of that project into PyTorch and proves, number by number, that it is the same. Then it lets the library do what it is good at. You need PyTorch: `pip install torch==2.13.0`.

# %%
# %matplotlib inline
import copy
from functools import partial

import numpy as np
from sklearn.datasets import load_digits

try:
    import torch
except ModuleNotFoundError:
    raise SystemExit(
        "This lab needs PyTorch: pip install torch==2.13.0"
    ) from None

from snippets import (
    digit_readers,
    network,
    optimizers,
    tables,
    training,
)
from snippets.arrays import one_hot
from snippets.figures import digit_readers as figures

torch.set_num_threads(1)

# %% [markdown]
# ## The same data
#
# The images, the deal and its three parts are those of the lab on digits, seed 0. PyTorch works on *tensors*. Two habits differ from ours. Its usual number is `float32`, half as long as NumPy's; we ask for `float64`, or there would be nothing to compare after the seventh digit. And its cross-entropy wants class numbers, not rows with a single one.

# %%
pixels, labels = load_digits(return_X_y=True)
x, y = pixels / 16, one_hot(labels, 10)
deal = digit_readers.deal(labels, seed=0)
X, Y = torch.tensor(x), torch.tensor(labels)
print(X.dtype, tuple(X.shape), Y.dtype, tuple(Y.shape))

# %% [markdown]
# ## The same network
#
# A module says in `__init__` which layers it has, and in `forward` how a batch goes through them. No backward: the tape writes itself ([Automatic differentiation](../automatic-differentiation.md)). There is no softmax at the end, since the loss contains it, as ours does.


# %%
class Reader(torch.nn.Module):
    """64 pixels, 64 ReLUs, 10 scores."""

    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Linear(64, 64, dtype=torch.float64)
        self.scores = torch.nn.Linear(64, 10, dtype=torch.float64)

    def forward(self, x):
        return self.scores(torch.relu(self.hidden(x)))


model = Reader()
net = network.multilayer(
    [64, 64, 10], hidden="relu", rng=np.random.default_rng(0)
)
rows = zip(model.named_parameters(), net.parameters())
shapes = [
    (name, tuple(theirs.shape), ours.shape)
    for (name, theirs), ours in rows
]
print(tables.table(["PyTorch", "shape there", "shape here"], shapes))

# %% [markdown]
# Table: The weights of a `Linear` are the transpose of ours.
#
# First difference: PyTorch keeps a weight matrix with a row for each *output*, and computes with its transpose. With 64 inputs and 64 hidden units both shapes look alike, and nothing would complain about a forgotten transpose. Remember that square.
#
# ## The same weights, the same numbers
#
# We copy our weights into the module, transposed, and ask both for the loss and all gradients on the training part.
#
# *Before you look:* to how many digits do they agree? Both compute with doubles. They add up in different orders.


# %%
def load(model, net):
    """Copy a network's parameters into a module of the same layers."""
    with torch.no_grad():
        for theirs, ours in zip(model.parameters(), net.parameters()):
            theirs.copy_(torch.tensor(ours.T))


def compare(model, net, rows):
    """How far losses and gradients are apart on some images."""
    model.zero_grad()
    loss = torch.nn.functional.cross_entropy(model(X[rows]), Y[rows])
    loss.backward()
    ours = training.differentiate(
        net, x[rows], y[rows], loss="softmax_cross_entropy"
    )
    apart = [("loss", abs(ours), abs(loss.item() - ours))]
    for (name, theirs), gradient in zip(
        model.named_parameters(), net.gradients()
    ):
        distance = np.abs(theirs.grad.numpy().T - gradient).max()
        apart.append(
            (f"gradient of {name}", np.abs(gradient).max(), distance)
        )
    return apart


load(model, net)
untrained = compare(model, net, deal.train)
header = ["", "largest entry", "largest distance"]
print(tables.table(header, untrained, [None, ".4f", ".0e"]))
assert all(distance < 1e-10 for _, _, distance in untrained)

# %% [markdown]
# Table: Two programs, one set of numbers: NumPy with a backward pass written by hand, PyTorch with its tape.
#
# An untrained network is one point. The comparison should hold where the weights have grown, too. So we train ours as in the other lab, load it again and compare again.

# %%
parts = digit_readers.deal(labels, seed=0)
trained = digit_readers.learn(
    x, labels, parts, digit_readers.Recipe(64), seed=0
).network
load(model, trained)
after = compare(model, trained, deal.train)
print(tables.table(header, after, [None, ".4f", ".0e"]))
assert all(distance < 1e-10 for _, _, distance in after)
assert max(row[2] for row in after) < max(row[2] for row in untrained)
answers = model(X[deal.test]).argmax(dim=1).numpy()
assert np.array_equal(
    answers, training.classes(trained.forward(x[deal.test]))
)

# %% [markdown]
# The gradients of a trained network are smaller, and so are the distances. On the test part both give every image the same digit.
#
# ## The same training
#
# Now let both train: same start, same batches, same Adam. Our `batches` deals the row numbers; PyTorch gets the same ones.
#
# *Before you look:* the two differ in the last digit at the first step. Each step builds on the one before. After many steps, will they agree to ten digits, to five, or to none?


# %%
def theirs(start, orders, rate):
    """Train on given batches; the first weights after each epoch."""
    model = Reader()
    load(model, start)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    for order in orders:
        for rows in order:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(
                model(X[rows]), Y[rows]
            ).backward()
            optimizer.step()
        yield model.hidden.weight.detach().numpy().T.copy()


epochs, rate = 12, 0.005
rng = np.random.default_rng(0)
orders = [
    list(training.batches(len(deal.train), 32, rng=rng))
    for _ in range(epochs)
]
start = network.multilayer(
    [64, 64, 10], hidden="relu", rng=np.random.default_rng(0)
)
ours, seen = copy.deepcopy(start), []
training.fit(
    ours,
    x[deal.train],
    y[deal.train],
    loss="softmax_cross_entropy",
    optimizer=partial(optimizers.adam, rate=rate),
    epochs=epochs,
    batch=32,
    rng=np.random.default_rng(0),
    callback=lambda *_: seen.append(ours.parameters()[0].copy()),
)
by_rows = [[deal.train[rows] for rows in order] for order in orders]
both = list(zip(seen, theirs(start, by_rows, rate)))
apart = [np.abs(one - other).max() for one, other in both]
rows = [
    (
        k + 1,
        (k + 1) * len(orders[0]),
        np.abs(both[k][0]).max(),
        apart[k],
    )
    for k in (0, 2, 5, 11)
]
header = ["epochs", "steps", "largest weight", "largest distance"]
print(tables.table(header, rows, [None, None, ".2f", ".0e"]))
assert apart[0] < 1e-12
assert apart[-1] < 1e-10

# %% [markdown]
# Table: The same training twice. After the last step, hundreds of updates have passed, and the weights still agree.
#
# The distance grows a little and stays near the last digit that a double has. It need not be so: a training that runs close to a kink of a ReLU, or at a rate that makes it chaotic, can blow a last digit up. This one is tame.
#
# ## What the library is good at
#
# In practice nobody hands PyTorch its batches. A `DataLoader` deals them, `Adam` keeps its moments, `StepLR` halves the rate every three epochs, and we add early stopping, which PyTorch leaves to its user. It is the recipe of the other lab, in the library's words. The generator gets a seed, or no run could be repeated.


# %%
def epoch_of(model, loader, optimizer):
    """Train on every batch once; the mean loss on the way."""
    total = 0.0
    for inputs, targets in loader:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(
            model(inputs), targets
        )
        loss.backward()
        optimizer.step()
        total += loss.item() * len(inputs)
    return total / len(loader.dataset)


def learn(parts, *, seed, patience=4):
    model = Reader()
    load(model, digit_readers.start(64, 64, seed=seed))
    data = torch.utils.data.TensorDataset(
        X[parts.train], Y[parts.train]
    )
    dealer = torch.Generator().manual_seed(seed)
    loader = torch.utils.data.DataLoader(
        data, batch_size=32, shuffle=True, generator=dealer
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    schedule = torch.optim.lr_scheduler.StepLR(
        optimizer, step_size=3, gamma=0.5
    )
    losses, unseen, best = [], [], None
    while (
        len(losses) < 15
        and len(unseen) - np.argmin(unseen or [0]) <= patience
    ):
        losses.append(epoch_of(model, loader, optimizer))
        schedule.step()
        with torch.no_grad():
            scores = model(X[parts.validation])
        unseen.append(
            torch.nn.functional.cross_entropy(
                scores, Y[parts.validation]
            ).item()
        )
        if unseen[-1] == min(unseen):
            best = copy.deepcopy(model.state_dict())
    model.load_state_dict(best)
    return model, np.array(losses), np.array(unseen)


model, losses, unseen = learn(deal, seed=0)
for epoch in (0, 1, 4, 9, len(losses) - 1):
    print(
        f"epoch {epoch + 1:2}  loss {losses[epoch]:.4f}",
        f" validation {unseen[epoch]:.4f}",
    )

# %% [markdown]
# And back again: the trained module's weights go into a network of ours, transposed once more.

# %%
back = network.multilayer(
    [64, 64, 10], hidden="relu", rng=np.random.default_rng(0)
)
for ours, theirs in zip(back.parameters(), model.parameters()):
    ours[...] = theirs.detach().numpy().T
with torch.no_grad():
    scores = model(X).numpy()
assert np.abs(back.forward(x) - scores).max() < 1e-10

# %% id="fig-lab-pytorch-learning" alt="Two losses by epoch on a logarithmic axis, both from a training in PyTorch. Both fall steeply for a few epochs; then the loss on learned images falls on and the loss on validation images levels off. The lowest validation loss is circled and marked kept."
figures.learning(digit_readers.Reader(back, losses, unseen))

# %% [markdown]
# Figure: Trained by PyTorch, the losses go the way they go in NumPy. The circle is the epoch whose weights were kept.
#
# The order of the batches now differs from ours, so the weights do. Do the answers? We take five deals, and on each let both train from the same start.
#
# *Before you look:* how far apart will the two shares of right answers be, on average? And in single deals?

# %%
rows = []
for seed in range(5):
    parts = digit_readers.deal(labels, seed=seed)
    ours = digit_readers.learn(
        x, labels, parts, digit_readers.Recipe(64), seed=seed
    ).network
    answers = (
        learn(parts, seed=seed)[0](X[parts.test])
        .argmax(dim=1)
        .numpy()
    )
    share = 100 * (answers == labels[parts.test]).mean()
    rows.append(
        (
            f"deal {seed}",
            100 * digit_readers.right(ours, parts.test, x, labels),
            share,
        )
    )
means = np.mean([row[1:] for row in rows], axis=0)
rows.append(("mean", *means))
print(
    tables.table(
        ["test part of", "NumPy", "PyTorch"],
        rows,
        [None, ".1f", ".1f"],
    )
)
assert abs(means[0] - means[1]) < 1
assert means.min() > 95
ahead = [ours - theirs for _, ours, theirs in rows[:-1]]
assert min(ahead) < 0 < max(ahead)

# %% [markdown]
# Table: Images read rightly, in percent. Same deals, same starts; only the order of the batches differs.
#
# Within a deal the two differ by a few images, now one ahead, now the other, as two seeds of one program do. So when somebody reports that a library gained half a percent, ask for the seeds.
#
# ## Half the digits
#
# Second difference: who does not ask for `float64` gets `float32`. What does the same comparison say then?

# %%
half = copy.deepcopy(model).float()
with torch.no_grad():
    distance = np.abs(half(X.float()).numpy() - scores).max()
print(f"largest score    {np.abs(scores).max():.1f}")
print(f"largest distance {distance:.0e}")
assert 1e-7 < distance < 1e-3
assert np.array_equal(
    half(X.float()).argmax(dim=1).numpy(), scores.argmax(axis=1)
)

# %% [markdown]
# Six or seven digits are right, which is plenty for training and for every answer here. It is not enough to *test* a backward pass: a small bug and a rounding error look alike. Test in doubles, train in what is fast.
#
# ## Exercises
#
# **1. Predict (5 minutes).** The third difference: `backward` *adds* to the gradients that a tensor holds. Remove the line `optimizer.zero_grad()` from a training loop. What does the second step follow? Say it, then unfold.
#
# <details markdown><summary>Solution</summary>
#
# It follows the sum of both batches' gradients, and the hundredth step the sum of a hundred. Called twice on one batch, the gradient doubles. In our layers `backward` writes the gradients anew, so the bug cannot happen. PyTorch adds on purpose: a batch that does not fit into memory can be taken in pieces.
#
# </details>

# %% [markdown]
# **2. Find the bug (8 minutes).** This module trains, its answers are mostly right, and its loss stays above one, whatever the rate. Which line is wrong, and which number of another chapter gives it away?


# %%
class Stalled(Reader):
    def forward(self, x):
        return torch.softmax(super().forward(x), dim=1)


stalled = Stalled()
load(stalled, start)
optimizer = torch.optim.Adam(stalled.parameters(), lr=0.005)
for order in by_rows:
    for rows in order:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(
            stalled(X[rows]), Y[rows]
        )
        loss.backward()
        optimizer.step()
right = (
    (stalled(X[deal.validation]).argmax(dim=1) == Y[deal.validation])
    .double()
    .mean()
    .item()
)
print(f"loss {loss.item():.3f}, validation images right {right:.0%}")
assert right > 0.9
assert loss.item() > 1

# %% [markdown]
# <details markdown><summary>Solution</summary>
#
# The softmax. `cross_entropy` contains one, so it is taken twice, as in [Logistic and softmax regression](../logistic-regression.md#softmax-taken-twice). Even perfect answers cost what that section's table says for ten classes; the last section computes it. A loss that stalls a little above it has this bug.
#
# </details>

# %% [markdown]
# **3. Measure (10 minutes).** Load our trained weights without the transpose where the shapes allow it: in the hidden layer, a square. Nothing complains. What share of the test images is read rightly? Which comparison of this lab would have found it, and which sizes would have made it impossible?
#
# <details markdown><summary>Solution</summary>
#
# Nothing more than guessing is left. The table of losses and gradients finds it at once; so would a comparison of the scores on a single image. With 64 pixels and any other number of hidden units the copy would be refused. Test with sizes that all differ, then train with the sizes you like.
#
# </details>

# %% [markdown]
# ## The solutions, run
#
# The cells below are what the solutions rest on. Exercise 1: the gradient after one and after two backward passes.

# %%
model.zero_grad()
gradients = []
for _ in range(2):
    torch.nn.functional.cross_entropy(
        model(X[:100]), Y[:100]
    ).backward()
    gradients.append(model.scores.weight.grad.norm().item())
print("ratio", round(gradients[1] / gradients[0], 12))
assert np.isclose(gradients[1], 2 * gradients[0], rtol=1e-12)

# %% [markdown]
# Exercise 2: the floor under a softmax taken twice.

# %%
perfect = torch.eye(10, dtype=torch.float64)
floor = torch.nn.functional.cross_entropy(
    perfect, torch.arange(10)
).item()
print(f"lowest possible loss {floor:.3f}")
assert floor < loss.item() < floor + 0.2

# %% [markdown]
# Exercise 3: the square without its transpose.

# %%
turned = Reader()
load(turned, trained)
with torch.no_grad():
    turned.hidden.weight.copy_(torch.tensor(trained.parameters()[0]))
    share = (
        (turned(X[deal.test]).argmax(dim=1) == Y[deal.test])
        .double()
        .mean()
        .item()
    )
print(f"{share:.0%} of the test images right")
assert share < 0.2
assert any(
    distance > 1e-3
    for _, _, distance in compare(turned, trained, deal.train)
)
