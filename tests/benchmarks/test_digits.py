"""Digits: the three libraries do the same work, so that their times may be compared."""

from collections.abc import Callable

import pytest

pytest.importorskip("sklearn", reason="scikit-learn is not installed")
from benchmarks import digits
from benchmarks.digits import Learned
from snippets.arrays import Array, Labels


def learned(hand: Callable[..., Learned], epochs: int) -> Learned:
    return hand(*digits.data(), epochs)


@pytest.mark.parametrize("name", ["scikit_learn", "pytorch"])
def test_equal_settings_lead_to_about_the_same_loss(name: str) -> None:
    """First weights and orders differ; twice the rate, or half the batch, changes it by half."""
    if name == "pytorch":
        pytest.importorskip("torch", reason="PyTorch is not installed")
    mine, theirs = learned(digits.ours, 10), learned(getattr(digits, name), 10)
    assert theirs.loss == pytest.approx(mine.loss, rel=0.25)
    assert theirs.accuracy == pytest.approx(mine.accuracy, abs=0.02)


def test_another_rate_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = learned(digits.scikit_learn, 10)
    for name, value in (("RATE", 0.002), ("RATE", 0.0005), ("BATCH", 16), ("BATCH", 64)):
        with monkeypatch.context() as patch:
            patch.setattr(digits, name, value)
            assert learned(digits.ours, 10).loss != pytest.approx(theirs.loss, rel=0.25)


def test_nobody_stops_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left alone, scikit-learn gives up after ten epochs that bring nothing."""
    epochs: list[int] = []

    class Counted(digits.MLPClassifier):  # type: ignore[misc]
        def fit(self, x: Array, y: Labels) -> None:
            super().fit(x, y)
            epochs.append(self.n_iter_)

    monkeypatch.setattr(digits, "MLPClassifier", Counted)
    monkeypatch.setattr(digits, "RATE", 1e-12)
    learned(digits.scikit_learn, 30)
    assert epochs == [30]


def test_the_rows_compare_ours_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "find_spec", lambda _: None)
    mine, theirs, torch = digits.rows(1, epochs=1)
    assert isinstance(mine.seconds, float)
    assert isinstance(theirs.seconds, float)
    assert theirs.ratio == mine.seconds / theirs.seconds
    assert (mine.ratio, theirs.wanted) == ("", "0.50")
    assert torch.seconds == "not installed: pip install torch==2.13.0"


def test_pytorch_has_its_row_where_it_is_installed() -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    mine, _, torch = digits.rows(1, epochs=1)
    assert isinstance(mine.seconds, float)
    assert isinstance(torch.seconds, float)
    assert (torch.ratio, torch.wanted) == (mine.seconds / torch.seconds, "0.25")
