"""What a block does to its process, the next block does not see."""

import os
import random
from pathlib import Path

import numpy as np
import pytest

from weave.isolation import isolated


def draws() -> tuple[float, float]:
    return random.random(), float(np.random.random())


def test_global_generators_begin_alike_and_are_put_back() -> None:
    random.seed(7)
    np.random.seed(7)
    expected = draws()
    random.seed(7)
    np.random.seed(7)
    with isolated():
        first = draws()
    assert draws() == expected
    with isolated():
        assert draws() == first  # though one was drawn in between


@isolated()
def wander(folder: Path) -> float:
    os.chdir(folder)
    os.environ["KEPT"] = "inside"
    os.environ["NEW"] = "inside"
    return 1 / 0


def test_the_folder_and_the_environment_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEPT", "before")
    folder = Path.cwd()
    with pytest.raises(ZeroDivisionError):
        wander(tmp_path)
    assert Path.cwd() == folder
    assert os.environ["KEPT"] == "before"
    assert "NEW" not in os.environ
