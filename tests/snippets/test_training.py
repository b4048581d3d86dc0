"""Training: one step by hand, the order of examples, what ends a run, and what a run refuses."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets import datasets, losses, network, optimizers, training
from snippets.arrays import one_hot
from snippets.network import Network, backpropagate, small
from snippets.training import Validation, accuracy, batches, classes, fit
from tests.strategies import generators

SGD = partial(optimizers.sgd, rate=0.5)


def run(model: Network, x: np.ndarray, y: np.ndarray, **options: object) -> training.History:
    usual = {"loss": "mean_squared_error", "optimizer": SGD, "epochs": 1, "batch": 100}
    return fit(model, x, y, **(usual | {"rng": np.random.default_rng(0)} | options))


def test_one_step_of_the_protagonist_by_hand() -> None:
    model, x, y = small()
    before = [parameter.copy() for parameter in model.parameters()]
    back = backpropagate(model, x, y)
    history = run(model, x, y)
    gradients = [back.dW[0], back.db[0], back.dW[1], back.db[1]]
    for parameter, old, gradient in zip(model.parameters(), before, gradients, strict=True):
        np.testing.assert_allclose(parameter, old - 0.5 * gradient, rtol=1e-15)
    assert history.steps == 1
    np.testing.assert_array_equal(history.loss, [back.loss])
    assert losses.mean_squared_error(model.forward(x), y) < back.loss


def test_the_arrays_stay_the_same_objects() -> None:
    model, x, y = small()
    before = model.parameters()
    run(model, x, y, epochs=3)
    assert all(a is b for a, b in zip(before, model.parameters(), strict=True))


def test_the_loss_of_an_epoch_weighs_a_short_batch_by_its_length() -> None:
    """With rate 0 nothing moves, so the mean over batches must be the mean over all examples."""
    rng = np.random.default_rng(0)
    model = network.multilayer([2, 3], rng=rng)
    x, y = rng.normal(size=(10, 2)), rng.normal(size=(10, 3))
    history = run(model, x, y, optimizer=partial(optimizers.sgd, rate=0.0), batch=4, epochs=2)
    whole = losses.mean_squared_error(model.forward(x), y)
    np.testing.assert_allclose(history.loss, [whole, whole], rtol=1e-14)
    assert history.steps == 6


def test_the_same_generator_gives_the_same_run() -> None:
    def final(seed: int) -> np.ndarray:
        x, labels = datasets.moons(40, noise=0.1, rng=np.random.default_rng(1))
        model = network.multilayer([2, 5, 2], rng=np.random.default_rng(2))
        fit(model, x, one_hot(labels, 2), loss="softmax_cross_entropy", optimizer=SGD, epochs=3,
            batch=7, rng=np.random.default_rng(seed))  # fmt: skip
        return model.parameters()[0]

    np.testing.assert_array_equal(final(0), final(0))
    assert (final(0) != final(1)).any()


@pytest.mark.parametrize("optimizer", [
    SGD, partial(optimizers.heavy_ball, rate=0.05), partial(optimizers.nesterov, rate=0.05),
    partial(optimizers.adagrad, rate=0.1), partial(optimizers.rmsprop, rate=0.01),
    partial(optimizers.adadelta, rate=5.0), partial(optimizers.adam, rate=0.02),
    partial(optimizers.adamw, rate=0.02), partial(optimizers.nadam, rate=0.02),
])  # fmt: skip
def test_every_optimizer_learns_the_blobs(optimizer: optimizers.Optimizer) -> None:
    x, labels = datasets.blobs(100, noise=0.5, rng=np.random.default_rng(0))
    model = network.multilayer([2, 16, 3], rng=np.random.default_rng(1))
    history = run(model, x, one_hot(labels, 3), loss="softmax_cross_entropy", optimizer=optimizer,
                  epochs=40, batch=10)  # fmt: skip
    assert accuracy(model, x, labels) > 0.97
    assert history.loss[-1] < history.loss[0] / 2


@given(st.integers(1, 40), st.integers(1, 50), generators)
def test_every_example_once_an_epoch(n: int, size: int, rng: np.random.Generator) -> None:
    dealt = list(batches(n, size, rng=rng))
    assert sorted(np.concatenate(dealt).tolist()) == list(range(n))
    assert all(len(rows) == size for rows in dealt[:-1])
    assert 1 <= len(dealt[-1]) <= size


def test_the_order_is_not_the_same_in_every_epoch() -> None:
    rng = np.random.default_rng(0)
    first, second = (np.concatenate(list(batches(50, 50, rng=rng))) for _ in range(2))
    assert (first != second).any()


def test_the_callback_is_told_and_can_end_the_training() -> None:
    model, x, y = small()
    told: list[tuple[int, float]] = []

    def callback(epoch: int, met: Network, loss: float) -> bool:
        assert met is model
        told.append((epoch, loss))
        return epoch == 3

    history = run(model, x, y, epochs=10, callback=callback)
    assert [epoch for epoch, _ in told] == [1, 2, 3]
    np.testing.assert_array_equal(history.loss, [loss for _, loss in told])


def test_what_a_callback_does_to_the_parameters_stays_done() -> None:
    """With rate 0 the optimizer hands back what it was given, which must be the callback's."""
    model, x, y = small()

    def callback(epoch: int, met: Network, _loss: float) -> None:
        for parameter in met.parameters():
            parameter[...] = epoch

    run(model, x, y, epochs=3, optimizer=partial(optimizers.sgd, rate=0.0), callback=callback)
    assert all((parameter == 3.0).all() for parameter in model.parameters())
    seen: list[float] = []
    run(model, x, y, epochs=3, optimizer=partial(optimizers.sgd, rate=0.0),
        callback=lambda epoch, met, loss: seen.append(met.parameters()[0][0, 0]) or callback(
            epoch, met, loss))  # fmt: skip
    assert seen == [3.0, 1.0, 2.0]


def test_the_schedule_sets_the_rate_of_every_step_from_zero() -> None:
    rates: list[float] = []

    def optimizer(param, grad, state, *, rate):  # type: ignore[no-untyped-def]
        rates.append(rate)
        return param, state

    model, x, y = small()
    twice = np.vstack([x, x]), np.vstack([y, y])
    run(model, *twice, optimizer=optimizer, batch=1, epochs=2, schedule=lambda t: 1.0 / (1 + t))
    assert rates == [1.0, 1 / 2, 1 / 3, 1 / 4]


def test_a_loss_that_is_no_number_is_reported_with_its_step() -> None:
    model = Network([network.Dense(np.array([[1.0]]), np.zeros(1))])
    x, y = np.array([[1.0], [np.nan], [1.0]]), np.ones((3, 1))
    with pytest.raises(FloatingPointError, match=r"^fit: loss nan at step [123], epoch 1$"):
        run(model, x, y, batch=1)


def test_a_run_that_blows_up_is_reported_with_its_step() -> None:
    model, x, y = network.multilayer([2, 1], rng=np.random.default_rng(0)), *small()[1:]
    with pytest.raises(FloatingPointError, match=r"^fit: loss (inf|nan) at step \d+, epoch (\d+)$"):
        run(model, x, y[:, :1], epochs=1000, optimizer=partial(optimizers.sgd, rate=1e9))


def test_validation_ends_the_training_and_brings_the_best_back() -> None:
    """A rate so large that the loss soon rises: the best epoch is an early one."""
    model = Network([network.Dense(np.array([[2.0]]), np.zeros(1))])
    x = np.array([[1.0]])
    path = iter([1.5, 1.2, 1.4, 1.1, 1.3, 1.6, 0.0])  # the weight after each epoch

    def optimizer(param, grad, state):  # type: ignore[no-untyped-def]
        return np.array([next(path), 0.0]), state

    watch = Validation(x, x, loss="mean_squared_error", patience=2)
    history = run(model, x, x, optimizer=optimizer, epochs=50, callback=watch)
    assert history.steps == 6  # the best is epoch 4; 5 and 6 are the patience, reset at 4
    np.testing.assert_allclose(watch.losses, np.square([0.5, 0.2, 0.4, 0.1, 0.3, 0.6]))
    assert model.parameters()[0] == 1.6
    watch.restore(model)
    assert model.parameters()[0] == 1.1
    assert watch.stopping.best_epoch == 4


def test_validation_without_patience_only_watches() -> None:
    model, x, y = small()
    watch = Validation(x, y, loss="mean_squared_error")
    assert run(model, x, y, epochs=5, callback=watch).steps == 5
    assert len(watch.losses) == 5
    assert watch.losses[-1] == losses.mean_squared_error(model.forward(x), y)


def test_classes_by_the_largest_score_or_from_one_half_on() -> None:
    np.testing.assert_array_equal(classes(np.array([[1.0, 3.0, 2.0], [0.1, -1.0, 0.0]])), [1, 0])
    np.testing.assert_array_equal(classes(np.array([[0.49], [0.5], [0.51]])), [0, 1, 1])


def test_a_single_score_is_compared_with_zero_where_it_is_no_probability() -> None:
    scores, labels = np.array([[-0.2], [0.0], [0.3], [2.0]]), np.array([0, 1, 1, 1])
    np.testing.assert_array_equal(classes(scores, threshold=0.0), labels)
    assert accuracy(Network([]), scores, labels, threshold=0.0) == 1.0
    assert accuracy(Network([]), scores, labels) == 0.5


def test_accuracy_takes_labels_or_targets() -> None:
    x = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]])
    labels = np.array([0, 1, 1, 1])
    assert accuracy(Network([]), x, labels) == 0.75
    assert accuracy(Network([]), x, one_hot(labels, 2)) == 0.75
    assert accuracy(Network([]), x[:, 1:], labels[:, np.newaxis]) == 0.75


@pytest.mark.parametrize(
    ("x", "y", "options", "message"),
    [
        (np.ones((3, 2)), np.ones((2, 2)), {}, "3 inputs and 2 targets"),
        (np.ones((0, 2)), np.ones((0, 2)), {}, "0 inputs and 0 targets"),
        (np.ones((3, 2)), np.ones((3, 2)), {"epochs": 0}, "epochs = 0 and batch = 100"),
        (np.ones((3, 2)), np.ones((3, 2)), {"batch": 0}, "epochs = 1 and batch = 0"),
        (np.ones((3, 2)), np.ones((3, 1)), {}, "mean_squared_error: target has shape"),
        (np.ones((3, 2)), np.ones((3, 2)), {"loss": "mse"}, "losses: no function 'mse'"),
    ],
)
def test_what_cannot_be_learned_is_refused(
    x: np.ndarray, y: np.ndarray, options: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        run(small().network, x, y, **options)
