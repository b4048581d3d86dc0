import numpy as np
import pytest

from snippets import losses, outliers

READINGS = np.array([outliers.READINGS, [0.5, -2.0, 9.0, 0.1, 0.3]])


@pytest.mark.parametrize("loss", outliers.LOSSES)
def test_no_other_constant_has_a_smaller_loss(loss):
    value, _ = losses.pair(loss)
    for row, answer in zip(READINGS, outliers.answers(READINGS, loss), strict=True):
        targets = row[:, np.newaxis]
        costs = [value(np.full((5, 1), a), targets) for a in np.linspace(-3, 10, 1301)]
        assert value(np.full((5, 1), answer), targets) <= min(costs) + 1e-12


@pytest.mark.parametrize("loss", outliers.LOSSES)
def test_the_line_has_no_slope_left(loss):
    """Only the kink of the absolute error leaves some: it goes through two points."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(-1, 1, size=41))
    y = 2.0 * x + rng.normal(size=41)
    y[5] += 50.0
    slope, height = outliers.line(x, y, loss)
    value, _ = losses.pair(loss)

    def cost(slope, height):
        return value((slope * x + height)[:, np.newaxis], y[:, np.newaxis])

    best = cost(slope, height)
    for d in (1e-2, -1e-2):
        assert best <= cost(slope + d, height)
        assert best <= cost(slope, height + d)


def test_the_squared_error_follows_a_reading_and_the_others_stop():
    near, far = np.array([[2.0, 2.1, 1.9, 2.2, 7.0], [2.0, 2.1, 1.9, 2.2, 700.0]])[:, np.newaxis]
    moved = [outliers.answers(far, loss) - outliers.answers(near, loss) for loss in outliers.LOSSES]
    assert moved[0][0] == pytest.approx(693.0 / 5.0)
    assert moved[1][0] == moved[2][0] == 0.0


@pytest.mark.parametrize(
    ("noise", "spread"), [("normal", 1.0), ("laplace", 2**0.5), ("uniform", 3**-0.5)]
)
def test_noises_have_their_standard_deviation(noise, spread):
    errors = outliers.draw(noise, (400, 500), rng=np.random.default_rng(0))
    assert errors.mean() == pytest.approx(0.0, abs=0.01)
    assert errors.std() == pytest.approx(spread, rel=0.01)
    if noise == "uniform":
        assert np.abs(errors).max() <= 1.0


def test_one_in_ten_is_ten_times_as_large():
    errors = outliers.draw("contaminated", (400, 500), rng=np.random.default_rng(0))
    assert errors.std() == pytest.approx((0.9 + 0.1 * 100.0) ** 0.5, rel=0.02)
    assert np.median(np.abs(errors)) < 0.8  # of a normal 0.67


def test_an_unknown_noise_is_refused():
    with pytest.raises(ValueError, match=r"^draw: no noise 'gauss', expected one of normal"):
        outliers.draw("gauss", (2, 3), rng=np.random.default_rng(0))


def test_each_loss_is_best_on_errors_of_its_own_density():
    def best(noise):
        return min(outliers.LOSSES, key=lambda loss: outliers.miss(noise, loss).mean)

    assert best("normal") == "mean_squared_error"
    assert best("laplace") == "mean_absolute_error"
    assert best("contaminated") == "huber"
    assert best("uniform") == "mean_squared_error"
    assert all(outliers.lead(noise) > 1.0 for noise in outliers.NOISES)


def test_a_density_fits_errors_of_its_own_with_the_entropy_as_surprise():
    normal = outliers.fit_surprise("normal", "mean_squared_error")
    assert normal == pytest.approx(0.5 * np.log(2.0 * np.pi * np.e), abs=0.01)
    laplace = outliers.fit_surprise("laplace", "mean_absolute_error")
    assert laplace == pytest.approx(np.log(2.0 * np.e), abs=0.01)
    for noise in outliers.NOISES:
        errors = outliers.draw(noise, (100_000, 1), rng=np.random.default_rng(0))
        by_hand = 0.5 * np.log(2.0 * np.pi * np.e * np.mean(errors**2))
        found = outliers.fit_surprise(noise, "mean_squared_error")
        assert by_hand <= found < by_hand + 2e-3


def test_what_fits_best_need_not_answer_best():
    fits = [outliers.fit_surprise("contaminated", loss) for loss in outliers.LOSSES]
    misses = [outliers.miss("contaminated", loss).mean for loss in outliers.LOSSES]
    assert np.argmin(fits) == 1
    assert np.argmin(misses) == 2


def test_the_interval_holds_what_theory_says_of_the_mean():
    found = outliers.miss("normal", "mean_squared_error")
    assert found.low < 0.2 < found.high
    assert found.high / found.low < 1.05


def test_wild_points_pull_the_squared_error_most():
    middles = [np.median(outliers.lines(loss).error, axis=1) for loss in outliers.LOSSES]
    assert np.all(middles[0][1:] > 2.0 * middles[1][1:])
    assert np.all(np.diff(middles[0]) > 0.0)
    assert outliers.lines("huber").share[-1] == 0.2


def test_a_lead_is_measured_on_the_same_readings():
    squares = [outliers.squared_misses("laplace", loss) for loss in outliers.LOSSES]
    absolute, huber = squares[1:]
    difference = (huber - absolute).mean()
    assert 0.0 < difference < (squares[0] - absolute).mean()
    half = outliers.REACH * (huber - absolute).std() / outliers.REPEATS**0.5
    assert outliers.lead("laplace") == pytest.approx(difference / half)


def test_being_behind_is_the_worst_row_of_the_table():
    rows = [
        outliers.miss(noise, "mean_squared_error").mean / outliers.miss(noise, "huber").mean
        for noise in ("normal", "contaminated")
    ]
    assert rows[0] < 1.0
    assert outliers.behind("mean_squared_error") == pytest.approx(rows[1] - 1.0)


def test_the_premium_falls_with_the_corner_from_the_medians_to_nothing():
    found = [outliers.premium(corner) for corner in (0.01, 1.0, 1.345, 3.0)]
    squared, absolute, huber = (outliers.miss("normal", loss).mean for loss in outliers.LOSSES)
    assert found[0] == pytest.approx(absolute / squared - 1.0, abs=0.01)
    assert found[1] == pytest.approx(huber / squared - 1.0)
    assert np.all(np.diff(found) < 0.0)
    assert found[3] < 0.002


def test_a_wild_input_flattens_every_line():
    for loss in outliers.LOSSES:
        assert abs(outliers.slope_with_wild_input(loss)) < 0.05


def test_an_interval_reaches_as_far_as_a_bell_curve_holds_its_level():
    assert round(outliers.REACH, 2) == 1.96
    draws = np.random.default_rng(0).normal(size=100_000)
    assert np.mean(np.abs(draws) < outliers.REACH) == pytest.approx(outliers.LEVEL, abs=0.005)


def test_the_answer_is_that_to_the_five_readings():
    assert outliers.answer("mean_squared_error") == pytest.approx(np.mean(outliers.READINGS))
    assert outliers.answer("mean_absolute_error") == np.median(outliers.READINGS)
