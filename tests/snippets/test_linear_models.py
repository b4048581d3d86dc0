"""Linear models: three ways to one fit, what the penalty does, and scikit-learn's opinion."""

import numpy as np
import pytest

from snippets import linear_models, losses
from snippets.arrays import one_hot
from snippets.linear_models import descend, least_squares, normal_equations, scores


def data(n: int = 40, d: int = 3, k: int = 2) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    x = rng.normal(1.0, 2.0, size=(n, d))
    return x, x @ rng.normal(size=(d, k)) + 5.0 + rng.normal(size=(n, k))


def test_a_line_through_three_points_by_hand() -> None:
    """y = 1, 2, 2 at x = 0, 1, 2: slope (2 - 1) / 2, through (1, 5/3)."""
    x, y = np.array([[0.0], [1.0], [2.0]]), np.array([[1.0], [2.0], [2.0]])
    for model in (normal_equations(x, y), least_squares(x, y)):
        np.testing.assert_allclose(model.W, [[0.5]])
        np.testing.assert_allclose(model.b, [5 / 3 - 0.5])


def test_three_ways_one_fit() -> None:
    x, y = data()
    walked = descend(x, y, loss="mean_squared_error", rate=0.1, steps=3000)
    for one in (normal_equations(x, y), least_squares(x, y)):
        np.testing.assert_allclose(one.W, walked.model.W, rtol=1e-9)
        np.testing.assert_allclose(one.b, walked.model.b, rtol=1e-9)


def test_numpy_s_own_least_squares_agrees() -> None:
    x, y = data()
    columns = np.hstack([x, np.ones((len(x), 1))])
    theirs = np.linalg.lstsq(columns, y, rcond=None)[0]
    ours = least_squares(x, y)
    np.testing.assert_allclose(np.vstack([ours.W, ours.b]), theirs, rtol=1e-10)


def test_at_the_fit_the_errors_are_orthogonal_to_the_inputs() -> None:
    x, y = data()
    error = y - scores(least_squares(x, y), x)
    np.testing.assert_allclose(x.T @ error, 0.0, atol=1e-10)
    np.testing.assert_allclose(error.sum(axis=0), 0.0, atol=1e-11)


def test_qr_keeps_the_digits_that_the_normal_equations_lose() -> None:
    rng = np.random.default_rng(0)
    t = rng.normal(size=(50, 1))
    x = np.hstack([t, t + 1e-6 * rng.normal(size=(50, 1))])
    W = np.array([[1.0], [2.0]])
    lost, kept = (np.abs(fit(x, x @ W).W - W).max() for fit in (normal_equations, least_squares))
    assert kept < 1e-8
    assert lost > 100 * kept


def test_the_penalty_shrinks_the_weights_and_leaves_the_bias() -> None:
    x, y = data()
    lengths = [np.linalg.norm(normal_equations(x, y, alpha).W) for alpha in (0.0, 0.1, 1.0, 10.0)]
    assert lengths == sorted(lengths, reverse=True)
    np.testing.assert_allclose(normal_equations(x, y, 1e9).b, y.mean(axis=0), rtol=1e-6)


def test_descent_finds_the_penalized_fit_as_well() -> None:
    """The losses are means over n k entries, the penalty of the closed form is one of n."""
    x, y = data(k=1)
    walked = descend(x, y, loss="mean_squared_error", rate=0.1, steps=3000, alpha=0.3).model
    closed = normal_equations(x, y, alpha=0.3)
    np.testing.assert_allclose(walked.W, closed.W, rtol=1e-9)
    np.testing.assert_allclose(walked.b, closed.b, rtol=1e-9)


@pytest.mark.parametrize("loss", ["sigmoid_cross_entropy", "softmax_cross_entropy"])
def test_at_the_logistic_fit_the_gradient_is_zero(loss: str) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(60, 2))
    labels = (x[:, 0] + 0.8 * rng.normal(size=60) > 0).astype(np.int64)
    y = one_hot(labels, 2)
    fit = descend(x, y, loss=loss, rate=1.0, steps=4000)
    g = losses.pair(loss)[1](1.0, scores(fit.model, x), y)
    np.testing.assert_allclose(x.T @ g, 0.0, atol=1e-9)
    assert (np.diff(fit.loss) <= 1e-15).all()
    # The mean predicted probability is the share of the class.
    probabilities = {
        "sigmoid_cross_entropy": linear_models.logistic_probabilities,
        "softmax_cross_entropy": linear_models.softmax_probabilities,
    }[loss](fit.model, x)
    np.testing.assert_allclose(probabilities.mean(axis=0), y.mean(axis=0), atol=1e-9)


def test_two_softmax_columns_are_one_logistic_column() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(60, 2))
    labels = (x[:, 0] + 0.8 * rng.normal(size=60) > 0).astype(np.int64)
    two = descend(x, one_hot(labels, 2), loss="softmax_cross_entropy", rate=1.0, steps=4000).model
    one = descend(
        x, labels[:, np.newaxis] * 1.0, loss="sigmoid_cross_entropy", rate=1.0, steps=4000
    ).model
    np.testing.assert_allclose(two.W[:, 1:] - two.W[:, :1], one.W, atol=1e-7)


def test_scikit_learn_agrees() -> None:
    sklearn = pytest.importorskip("sklearn.linear_model")
    x, y = data()
    labels = (y[:, 0] > 5.0).astype(np.int64)
    ridge = sklearn.Ridge(alpha=0.3 * len(x)).fit(x, y)
    np.testing.assert_allclose(normal_equations(x, y, 0.3).W, ridge.coef_.T, rtol=1e-10)
    # Its C multiplies the sum of the losses beside half of the squared length.
    theirs = sklearn.LogisticRegression(C=1 / (2 * 0.1 * len(x)), tol=1e-12, max_iter=10_000)
    theirs.fit(x, labels)
    ours = descend(x, labels[:, np.newaxis] * 1.0, loss="sigmoid_cross_entropy", rate=0.5,
                   steps=5000, alpha=0.1).model  # fmt: skip
    np.testing.assert_allclose(ours.W[:, 0], theirs.coef_[0], rtol=1e-5)
    np.testing.assert_allclose(ours.b, theirs.intercept_, rtol=1e-5)


@pytest.mark.parametrize("fit", [normal_equations, least_squares])
def test_features_that_repeat_and_too_few_rows_are_refused(fit) -> None:  # type: ignore[no-untyped-def]
    x, y = data()
    twice = np.hstack([x, x[:, :1] - 2 * x[:, 1:2]])
    with pytest.raises(
        ValueError, match=rf"^{fit.__name__}: centered x has rank 3, expected .* 4$"
    ):
        fit(twice, y)
    with pytest.raises(
        ValueError, match=rf"^{fit.__name__}: centered x has rank 1, expected .* 3$"
    ):
        fit(x[:2], y[:2])
    with pytest.raises(ValueError, match=rf"^{fit.__name__}: y has shape \(5, 2\), expected"):
        fit(x, y[:5])


def test_a_penalty_makes_repeated_features_fit() -> None:
    x, y = data()
    W = normal_equations(np.hstack([x, x]), y, alpha=0.1).W
    np.testing.assert_allclose(W[:3], W[3:], rtol=1e-9)


def test_centered_data_have_means_of_zero_and_know_which_they_had() -> None:
    x, y = data()
    X, Y, x_mean, y_mean = linear_models.centered(x, y)
    np.testing.assert_allclose(X.sum(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(Y.sum(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(X + x_mean, x)
    np.testing.assert_allclose(Y + y_mean, y)
    with pytest.raises(ValueError, match=r"^centered: y has shape \(5, 2\)"):
        linear_models.centered(x, y[:5])


def test_factors_are_orthonormal_columns_and_a_triangle() -> None:
    x, _ = data()
    Q, R = linear_models.factors(x)
    np.testing.assert_allclose(Q @ R, x)
    np.testing.assert_allclose(Q.T @ Q, np.eye(3), atol=1e-14)
    assert (np.triu(R) == R).all()
