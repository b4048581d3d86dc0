"""The lab on digits reads the folder that it is given, and says which file of it is bad."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from snippets import mnist

ROOT = Path(__file__).parents[2]
LAB = ROOT / "docs" / "labs" / "mnist_nn.py"
TRAIN, TEST = 300, 50

for module in ("matplotlib", "sklearn"):
    pytest.importorskip(module, reason=f"the lab needs {module}, which is not installed")


def fill(folder: Path) -> Path:
    """Write real digits as the four files of MNIST, 8 by 8 pixels large."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - asked for above

    pixels, labels = load_digits(return_X_y=True)
    images = np.round(pixels * 255 / 16).astype(np.uint8)
    cuts = slice(0, TRAIN), slice(TRAIN, TRAIN + TEST)
    names = iter(mnist.ORIGINALS)
    for rows in cuts:
        count = len(labels[rows])
        header = struct.pack(">4B3I", 0, 0, 8, 3, count, 8, 8)
        (folder / next(names)).write_bytes(header + images[rows].tobytes())
        header = struct.pack(">4BI", 0, 0, 8, 1, count)
        (folder / next(names)).write_bytes(header + labels[rows].astype(np.uint8).tobytes())
    return folder


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MNIST_DIR": "", **variables}
    return subprocess.run(
        [sys.executable, str(LAB), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_the_whole_lab_runs_on_other_files(tmp_path: Path) -> None:
    done = run("--mnist", str(fill(tmp_path)))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"{TRAIN + TEST} images of 8 by 8 pixels"
    test = next(line for line in lines if line.startswith("| test "))
    assert test.endswith(" 14% |")  # the share of the test files
    assert done.stderr == ""


def test_a_bad_file_of_the_folder_is_named(tmp_path: Path) -> None:
    path = fill(tmp_path) / "t10k-labels-idx1-ubyte"
    path.write_bytes(path.read_bytes()[:-1])
    done = run(MNIST_DIR=str(tmp_path))
    assert done.returncode == 1
    assert f"read_idx: {path}: parse_idx: {TEST - 1} bytes for ({TEST},)" in done.stderr
