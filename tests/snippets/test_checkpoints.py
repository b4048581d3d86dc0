"""Checkpoints: what was saved comes back, and a kill in the middle leaves the old one whole."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from snippets import checkpoints
from snippets.network import multilayer, small

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
import numpy as np
from snippets.checkpoints import save
from snippets.network import multilayer
model = multilayer([300, 300], rng=np.random.default_rng(0))
for epoch in range(1, 10**6):
    for parameter in model.parameters():
        parameter[...] = epoch
    save(Path(sys.argv[1]), model, epoch=epoch)
    print(epoch, flush=True)
"""


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    model = small().network
    model.parameters()[0][...] = np.pi
    checkpoints.save(path, model, epoch=7)
    other = small().network
    assert checkpoints.load(path, other) == 7
    for one, two in zip(model.parameters(), other.parameters(), strict=True):
        np.testing.assert_array_equal(one, two)
    assert [file.name for file in tmp_path.iterdir()] == ["a.npz"]


def test_more_than_ten_arrays_keep_their_order(tmp_path: Path) -> None:
    model = multilayer([1] * 9, rng=np.random.default_rng(0))
    checkpoints.save(tmp_path / "a.npz", model, epoch=0)
    other = multilayer([1] * 9, rng=np.random.default_rng(1))
    checkpoints.load(tmp_path / "a.npz", other)
    assert [p.item() for p in model.parameters()] == [p.item() for p in other.parameters()]


def test_another_network_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    checkpoints.save(tmp_path / "a.npz", small().network, epoch=1)
    other = multilayer([2, 3, 1], rng=np.random.default_rng(0))
    before = [parameter.copy() for parameter in other.parameters()]
    with pytest.raises(ValueError, match=r"^load: .*a.npz holds arrays of shapes \[\(2, 3\)"):
        checkpoints.load(tmp_path / "a.npz", other)
    for one, two in zip(before, other.parameters(), strict=True):
        np.testing.assert_array_equal(one, two)


def test_a_failed_write_leaves_the_old_one_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npz"
    checkpoints.save(path, small().network, epoch=1)

    def half(file, **arrays):  # type: ignore[no-untyped-def]
        file.write(b"PK half")
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", half)
    with pytest.raises(OSError, match="disk full"):
        checkpoints.save(path, small().network, epoch=2)
    assert checkpoints.load(path, small().network) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_killed_writer_leaves_a_whole_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    for wait in (0.0, 0.011, 0.023):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        with writer:
            writer.stdout.readline()  # the first is written: from now on one is always there
            time.sleep(wait)
            writer.send_signal(signal.SIGKILL)
        model = multilayer([300, 300], rng=np.random.default_rng(0))
        epoch = checkpoints.load(path, model)
        assert all((parameter == epoch).all() for parameter in model.parameters())
