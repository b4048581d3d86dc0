"""Trials of digit readers: fair deals, the recipe that was asked for, and the lab's numbers."""

import numpy as np
import pytest

from snippets import digit_readers, evaluation, training
from snippets.digit_readers import Recipe

LABELS = np.arange(200) % 10


@pytest.fixture(scope="module")
def noisy():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(10, 16))[LABELS] + 0.8 * rng.normal(size=(200, 16))
    return x, LABELS


@pytest.mark.parametrize("by_order", [False, True])
def test_a_deal_gives_each_image_once_and_each_digit_its_share(by_order):
    parts = digit_readers.deal(LABELS, seed=3, by_order=by_order)
    assert sorted(np.concatenate(parts)) == list(range(200))
    for rows, count in zip(parts, (128, 32, 40), strict=True):
        # A fifth of 16 is 3.2: the rounding goes to the training part.
        expected = {128: 13, 32: 3, 40: 4}[count]
        assert np.bincount(LABELS[rows]).tolist() == [expected] * 10


def test_another_seed_deals_otherwise():
    one, same, other = (digit_readers.deal(LABELS, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.test, same.test)
    assert set(one.test) != set(other.test)


def test_by_order_the_last_images_are_the_test_for_every_seed():
    one, other = (digit_readers.deal(LABELS, seed=s, by_order=True, share=0.25) for s in (1, 2))
    assert one.test.tolist() == other.test.tolist() == list(range(150, 200))
    assert set(one.validation) != set(other.validation)


def test_a_lesson_is_the_rows_or_twice_the_rows():
    x = np.arange(200.0 * 16).reshape(200, 16)
    rows = np.array([5, 7, 150])
    plain = digit_readers.lesson(x, LABELS, rows, moved=False, seed=0)
    assert np.array_equal(plain.x, x[rows])
    assert plain.labels.tolist() == [5, 7, 0]
    both = digit_readers.lesson(x, LABELS, rows, moved=True, seed=0)
    assert np.array_equal(both.x[:3], x[rows])
    assert both.labels.tolist() == [5, 7, 0, 5, 7, 0]
    for image, aside in zip(x[rows].reshape(-1, 4, 4), both.x[3:].reshape(-1, 4, 4), strict=True):
        kept = set(image.ravel()) & set(aside.ravel())
        assert len(kept) >= 9  # a pixel each way leaves at least 3 x 3
        assert set(aside.ravel()) - kept <= {0.0}


def test_a_reader_ends_at_its_best_epoch(noisy):
    x, labels = noisy
    parts = digit_readers.deal(labels, seed=0)
    reader = digit_readers.learn(x, labels, parts, Recipe(64), seed=0)
    assert reader.validation.argmin() < len(reader.validation) - 1  # or nothing is asked
    y = np.eye(10)[labels]
    watch = training.Validation(x[parts.validation], y[parts.validation], loss=digit_readers.LOSS)
    watch(1, reader.network, 0.0)
    assert watch.losses[0] == reader.best == reader.validation.min()
    assert len(reader.training) == len(reader.validation) < digit_readers.EPOCHS
    assert reader.network.parameters()[0].shape == (16, 64)


def test_a_trial_chooses_by_validation_and_looks_at_the_test_once(noisy):
    x, labels = noisy
    found = digit_readers.trials(x, labels, seeds=2)
    for seed, parts in enumerate(found.deals):
        readers = [
            digit_readers.learn(x, labels, parts, recipe, seed=seed)
            for recipe in digit_readers.RECIPES
        ]
        assert found.loss[seed].tolist() == [reader.best for reader in readers]
        best = readers[int(np.argmin([reader.best for reader in readers]))].network
        for ours, its in zip(found.networks[seed].parameters(), best.parameters(), strict=True):
            assert np.array_equal(ours, its)
        for share, rows in ((found.validation, parts.validation), (found.test, parts.test)):
            assert share[seed] == training.accuracy(best, x[rows], labels[rows])


def test_the_test_part_has_no_say_in_what_is_learned(noisy):
    x, labels = noisy
    spoiled, wrong = x.copy(), labels.copy()
    for seed in range(2):
        rows = digit_readers.deal(labels, seed=seed, by_order=True).test
        spoiled[rows], wrong[rows] = 99.0, (labels[rows] + 1) % 10
    one = digit_readers.trials(x, labels, seeds=2, by_order=True)
    other = digit_readers.trials(spoiled, wrong, seeds=2, by_order=True)
    assert np.array_equal(one.loss, other.loss)
    for ours, its in zip(one.networks, other.networks, strict=True):
        assert np.array_equal(ours.parameters()[0], its.parameters()[0])
    assert not np.array_equal(one.test, other.test)


def test_each_network_is_asked_about_its_own_test_part(noisy):
    x, labels = noisy
    found = digit_readers.trials(x, labels, seeds=2)
    rows, p = digit_readers.ask(found, x)
    assert rows.tolist() == [*found.deals[0].test, *found.deals[1].test]
    np.testing.assert_allclose(p.sum(axis=1), 1.0)
    answers = (p.argmax(axis=1) == labels[rows]).reshape(2, -1)
    assert answers.mean(axis=1).tolist() == found.test.tolist()
    log_odds = np.log(p[0, 3] / p[0, 5])
    scores = found.networks[0].forward(x[rows[:1]])[0]
    assert log_odds == pytest.approx(scores[3] - scores[5])


@pytest.fixture(scope="module")
def digits():
    datasets = pytest.importorskip("sklearn.datasets", reason="the digits ship with scikit-learn")
    x, labels = datasets.load_digits(return_X_y=True)
    return x / 16, labels


def test_ten_seeds_name_more_than_97_5_percent_right_and_other_writers_fewer(digits):
    mixed = evaluation.interval(digit_readers.trials(*digits).test)
    by_order = evaluation.interval(digit_readers.trials(*digits, by_order=True).test)
    assert mixed.low > 0.975
    assert 0.90 < by_order.low < by_order.high < mixed.low - 0.02
