r"""Readers of digits: a fair trial of one kind of network, over splits and seeds.

A reader is a network d-h-10 with ReLUs. It learns on a training part; a validation part says when
to stop and which recipe to take; a test part is looked at once, at the end. The images are handed
in as rows of pixels, since this house reads no files.

Cited in: Handwritten digits; The same in PyTorch (labs).
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from snippets import optimizers, schedules
from snippets.activations import softmax
from snippets.arrays import Array, Labels, one_hot
from snippets.augmentation import random_shifts
from snippets.network import Network, multilayer
from snippets.preprocessing import stratified_split
from snippets.training import Validation, accuracy, fit

CLASSES = 10
SHARE = 0.2  # of all images for the test, and of the rest for validation
RATE, FACTOR, PERIOD = 0.02, 0.5, 3  # Adam's rate; halved every three epochs
BATCH, EPOCHS, PATIENCE = 32, 15, 4
LOSS = "softmax_cross_entropy"


class Recipe(NamedTuple):
    """What a trial chooses: hidden units, and whether each image is also learned a pixel aside."""

    width: int
    moved: bool = False


RECIPES = (Recipe(64), Recipe(256), Recipe(256, moved=True))


class Deal(NamedTuple):
    """Row numbers of the three parts; no image is in two of them."""

    train: Labels
    validation: Labels
    test: Labels


def deal(labels: Labels, *, seed: int, by_order: bool = False, share: float = SHARE) -> Deal:
    """Deal images into the three parts, with equal shares of each digit.

    labels: (n,)
    by_order: test on the last images of the list instead of random ones
    share: of all for the test, and of the rest for validation

    >>> parts = deal(np.arange(100) % 10, seed=0)
    >>> [len(rows) for rows in parts]
    [60, 20, 20]
    >>> deal(np.arange(100) % 10, seed=0, by_order=True).test[:3].tolist()
    [80, 81, 82]
    """
    rng = np.random.default_rng(seed)
    if by_order:
        cut = len(labels) - round(share * len(labels))
        rest, test = np.arange(cut), np.arange(cut, len(labels))
    else:
        rest, test = stratified_split(labels, share=share, rng=rng)
    train, validation = stratified_split(labels[rest], share=share, rng=rng)
    return Deal(rest[train], rest[validation], test)


class Reader(NamedTuple):
    """A network as it was in its best epoch, and what was seen on the way.

    training: (epochs,)  mean loss of each epoch, measured while the weights moved
    validation: (epochs,)  loss on the validation part after each epoch
    """

    network: Network
    training: Array
    validation: Array

    @property
    def best(self) -> float:
        """The lowest validation loss, at which the network was kept."""
        return float(self.validation.min())


def start(pixels: int, width: int, *, seed: int) -> Network:
    """Draw an untrained reader: He's weights, biases 0.

    >>> [one.shape for one in start(64, 16, seed=0).parameters()]
    [(64, 16), (16,), (16, 10), (10,)]
    """
    sizes = [pixels, width, CLASSES]
    return multilayer(sizes, hidden="relu", rng=np.random.default_rng(seed))


def learn(x: Array, labels: Labels, parts: Deal, recipe: Recipe, *, seed: int) -> Reader:
    """Train one reader by Adam, stop early, and go back to its best epoch.

    x: (n, d), labels: (n,)

    >>> x, labels = np.eye(10)[np.arange(100) % 10], np.arange(100) % 10
    >>> reader = learn(x, labels, deal(labels, seed=0), Recipe(64), seed=0)
    >>> accuracy(reader.network, x, labels)
    1.0
    """
    network = start(x.shape[1], recipe.width, seed=seed)
    images, digits = lesson(x, labels, parts.train, moved=recipe.moved, seed=seed)
    unseen = one_hot(labels[parts.validation], CLASSES)
    watch = Validation(x[parts.validation], unseen, loss=LOSS, patience=PATIENCE)
    history = fit(
        network,
        images,
        one_hot(digits, CLASSES),
        loss=LOSS,
        optimizer=optimizers.adam,
        schedule=halving(len(images)),
        epochs=EPOCHS,
        batch=BATCH,
        rng=np.random.default_rng(seed),
        callback=watch,
    )
    watch.restore(network)
    return Reader(network, history.loss, np.array(watch.losses))


class Lesson(NamedTuple):
    """What is learned from: images (n, d) and their digits (n,)."""

    x: Array
    labels: Labels


def lesson(x: Array, labels: Labels, rows: Labels, *, moved: bool, seed: int) -> Lesson:
    """Take some images, and if asked a copy of each that is moved at random by up to a pixel.

    x: (n, side^2), labels: (n,)

    >>> lesson(np.eye(9), np.arange(9), np.array([4, 7]), moved=True, seed=0).labels.tolist()
    [4, 7, 4, 7]
    """
    if not moved:
        return Lesson(x[rows], labels[rows])
    side = round(x.shape[1] ** 0.5)
    images = x[rows].reshape(-1, side, side)
    aside = random_shifts(images, 1, rng=np.random.default_rng(seed))
    return Lesson(np.concatenate([x[rows], aside.reshape(len(rows), -1)]), np.tile(labels[rows], 2))


def halving(n: int) -> partial[float]:
    """The schedule of n images: the rate is halved every three epochs.

    >>> rate = halving(64)
    >>> rate(0), rate(5), rate(6)
    (0.02, 0.02, 0.01)
    """
    steps = -(-n // BATCH)
    return partial(schedules.step_decay, rate=RATE, every=PERIOD * steps, factor=FACTOR)


class Trials(NamedTuple):
    """Readers of several seeds, each with its own deal, start and order of images.

    deals, networks: one a seed; the network that the seed's validation part chose
    chosen: (seeds,)  the place of its recipe in RECIPES
    loss: (seeds, recipes)  lowest validation loss of each recipe
    validation, test: (seeds,)  part of the images that the chosen network names right
    """

    deals: list[Deal]
    networks: list[Network]
    chosen: Labels
    loss: Array
    validation: Array
    test: Array


def trials(
    x: Array,
    labels: Labels,
    *,
    seeds: int = 10,
    by_order: bool = False,
    share: float = SHARE,
) -> Trials:
    """For each seed: deal, train one reader of each recipe, choose by validation, test once.

    x: (n, side^2), labels: (n,)
    by_order, share: as for `deal`

    >>> x, labels = np.eye(16)[np.arange(100) % 10], np.arange(100) % 10
    >>> trials(x, labels, seeds=2).validation.tolist()
    [1.0, 1.0]
    """
    deals = [deal(labels, seed=seed, by_order=by_order, share=share) for seed in range(seeds)]
    readers = [
        [learn(x, labels, parts, recipe, seed=seed) for recipe in RECIPES]
        for seed, parts in enumerate(deals)
    ]
    loss = np.array([[reader.best for reader in row] for row in readers])
    chosen = loss.argmin(axis=1)
    networks = [row[k].network for row, k in zip(readers, chosen, strict=True)]
    validation, test = (
        np.array([right(*pair, x, labels) for pair in zip(networks, rows, strict=True)])
        for rows in ([parts.validation for parts in deals], [parts.test for parts in deals])
    )
    return Trials(deals, networks, chosen, loss, validation, test)


class Asked(NamedTuple):
    """All test questions of all seeds in one list, and what the networks answered.

    rows: (m,)  which image; one that several seeds tested on is there as often
    p: (m, 10)  the probability of each digit, by a network that never learned the image
    """

    rows: Labels
    p: Array


def ask(found: Trials, x: Array) -> Asked:
    """Ask each seed's network about the seed's own test part.

    x: (n, side^2)  the images of the trials
    """
    rows = [parts.test for parts in found.deals]
    pairs = zip(found.networks, rows, strict=True)
    p = [softmax(network.forward(x[test])) for network, test in pairs]
    return Asked(np.concatenate(rows), np.concatenate(p))


def right(network: Network, rows: Labels, x: Array, labels: Labels) -> float:
    """The part of some rows that a network names right."""
    return accuracy(network, x[rows], labels[rows])


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    digits = np.arange(300) % CLASSES
    images = rng.normal(size=(CLASSES, 25))[digits] + 0.9 * rng.normal(size=(300, 25))
    found = trials(images, digits, seeds=3)
    print("recipes chosen     ", [RECIPES[k] for k in found.chosen])
    print("right on validation", found.validation.round(3).tolist())
    print("right on test      ", found.test.round(3).tolist())
