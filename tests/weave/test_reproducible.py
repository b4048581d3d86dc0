"""What decides a digit is the same in every process that computes one."""

import platform

import pytest

from weave import reproducible


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENBLAS_NUM_THREADS", "OPENBLAS_CORETYPE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("machine", "core"), [("x86_64", "Haswell"), ("AMD64", "Haswell"), ("arm64", None)]
)
def test_one_kernel_and_one_thread(
    monkeypatch: pytest.MonkeyPatch, machine: str, core: str | None
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    around = reproducible.environment()
    assert around["OPENBLAS_NUM_THREADS"] == "1"
    assert around.get("OPENBLAS_CORETYPE") == core


def test_the_arithmetic_that_a_user_chose_stays_in_all_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    reproducible.settle()
    assert reproducible.environment()["OPENBLAS_NUM_THREADS"] == "3"
    assert reproducible.os.environ["OPENBLAS_NUM_THREADS"] == "3"


@pytest.mark.parametrize(
    ("name", "text"), [("PYTHONHASHSEED", "0"), ("PYTHONUTF8", "1"), ("COLUMNS", "80")]
)
def test_what_else_shows_is_fixed(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    monkeypatch.setenv(name, "7")
    assert reproducible.environment()[name] == text
