"""Derivatives are interventions: known slopes come out, kinks and nonsense are refused."""

import numpy as np
import pytest

from tests.weave import toy
from weave import check, draws, slopes
from weave.errors import Mistake


def test_a_known_slope_to_eleven_digits() -> None:
    found = slopes.extrapolated(lambda t: np.array(np.exp(0.3 + t)))
    assert found == pytest.approx(np.exp(0.3), rel=1e-11)


def test_a_kink_is_told_from_a_slope() -> None:
    with pytest.raises(slopes.Kink):
        slopes.extrapolated(lambda t: np.array(abs(t + 1e-3)))


def test_a_draw_on_a_kink_is_drawn_again_five_times_at_most() -> None:
    scene = toy.built(
        """
        x = rng.normal(size=5)
        y = mechanics.kinked(x)
        z = rng.uniform(-0.0001, 0.0001)
        u = mechanics.kinked(z)
        return {"x": x, "y": y, "z": z, "u": u, "f": mechanics.kinked}
        """,
        "`x` | numbers | (n,)\n`y` | sizes | (n,)\n`f` | size | function\n`i` | which | index n\n"
        "`z` | near the kink | ()\n`u` | its size | ()",
    )
    latex = r"\frac{\partial y_i}{\partial x_i} = \operatorname{sign}(x_i)"
    assert check.equation(latex, scene=scene).kind == "verified"
    with pytest.raises(Mistake, match="a kink, or a jump"):
        check.equation(r"\frac{du}{dz} = \operatorname{sign}(z)", scene=scene)


def test_one_draw_on_a_kink_does_not_refuse_a_true_slope() -> None:
    at_kink = -0.0005 - np.random.default_rng(11).normal()
    scene = toy.built(
        f"z = rng.normal({at_kink})\nu = mechanics.kinked(z)\nreturn {{'z': z, 'u': u}}",
        "`z` | near the kink at one seed | ()\n`u` | its size | ()",
    )
    with pytest.raises(slopes.Kink):
        slopes.extrapolated(lambda t: np.array(abs(-0.0005 + t)))
    assert check.equation(r"\frac{du}{dz} = \operatorname{sign}(z)", scene=scene).kind == "verified"


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"q'(x) = 1", "f' is for functions that act entry by entry"),
        (r"\frac{\partial S}{\partial x} = x", "has no shape to compare: write indices"),
        (r"\frac{\partial s^2}{\partial (x + x)} = x", "one differentiates by a symbol"),
        (r"\nabla q(x) = x", "a function whose value is one number"),
        (r"\frac{\partial x_{ij}}{\partial n} = 1", "cannot be moved"),
        (r"g' = 1", "needs its argument"),
    ],
)
def test_what_has_no_derivative_is_refused(latex: str, message: str) -> None:
    with pytest.raises(Mistake) as refusal:
        toy.holds(latex)
    assert message in refusal.value.message


def test_a_slope_found_under_indices_is_not_taken_for_that_of_a_row() -> None:
    scene = toy.built(
        """
        x = rng.normal(size=3)
        z = rng.normal(size=(1, 5))
        y = mechanics.saturating(z)
        return {"x": x, "z": z, "y": y, "g": mechanics.saturating}
        """,
        "`x` | numbers | (n,)\n`z` | scores | (1, d)\n`y` | bent | (1, d)\n"
        "`g` | a bend | function\n`j` | number | index n\n`k` | score | index d",
    )
    under_indices = r"x_j \frac{\partial y_k}{\partial z_k} = x_j g'(z_k)"
    check.equation(under_indices, scene=scene)
    assert check.equation(r"g'(z) = 1 - y \odot y", scene=scene).kind == "law"


def test_only_a_plain_local_can_be_moved() -> None:
    scene = toy.built(
        "x = rng.normal(size=(5, 3))\np = mechanics.momentum(x[:, 0], x)\nreturn "
        "{'x': x[0], 'p': p}",
        "`x` | a row | (d,)\n`p` | momentum | (d,)\n`j` | coordinate | index d",
    )
    with pytest.raises(Mistake, match="x is not a plain local name of the scene"):
        check.equation(r"\frac{\partial p_j}{\partial x_j} = 2", scene=scene)


def test_what_follows_from_a_moved_name_is_run_again_and_nothing_else() -> None:
    draw = toy_draw()
    moved = draw.with_local("mean", draw.locals["mean"] + 1.0)
    assert np.allclose(moved.value("y"), np.tanh(draw.value("\\bar x") + 1.0))
    assert moved.value("S") is draw.value("S")
    assert np.array_equal(moved.value("x"), draw.value("x"))


def test_draws_after_a_moved_name_stay_the_same() -> None:
    scene = toy.built(
        "x = rng.normal(size=3)\ny = mechanics.saturating(x)\nz = rng.normal(size=y.shape)\n"
        "w = rng.normal()\nreturn {'x': x, 'y': y, 'z': z, 'w': w}",
        "`x` | in | (n,)\n`y` | out | (n,)\n`z` | noise | (n,)\n`w` | more | ()",
    )
    run = draws.draw(scene, 11)
    moved = run.with_local("x", run.locals["x"] + 1.0)
    assert np.array_equal(moved.value("z"), run.value("z"))
    assert moved.value("w") == run.value("w")


def toy_draw():  # type: ignore[no-untyped-def]
    return draws.draw(toy.scene("sample"), 11)


def test_a_small_kink_beside_a_steep_path_is_seen() -> None:
    steps = slopes.STEP * slopes.PARTS
    steep, kinked = 1e6 * steps, np.abs(steps + 1e-3)
    assert slopes.agreed(np.array([steep, steps]), slopes.STEP) == pytest.approx([1e6, 1.0])
    with pytest.raises(slopes.Kink):
        slopes.agreed(np.array([steep, kinked]), slopes.STEP)
