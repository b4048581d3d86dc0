"""Checkpoints: parameters on disk, whole or not at all, even if the writer is killed."""

import os
import tempfile
from pathlib import Path

import numpy as np

from snippets.network import Network, small


def save(path: Path, network: Network, *, epoch: int) -> None:
    """Write a network's parameters to an .npz file.

    The bytes go to a new file beside it, which then takes its name: `os.replace` happens at once
    or not at all, so that a reader finds the old checkpoint or the new one, never half of one.

    path: ends with .npz; its folder exists
    epoch: how many epochs the parameters have seen
    """
    arrays = {f"parameter_{i}": array for i, array in enumerate(network.parameters())}
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".unfinished")
    try:
        with open(descriptor, "wb") as file:
            np.savez(file, allow_pickle=False, epoch=np.int64(epoch), **arrays)
            file.flush()
            os.fsync(descriptor)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def load(path: Path, network: Network) -> int:
    """Read a checkpoint into a network of the same layers.

    -> the epoch with which it was saved

    Raises ValueError if the file holds parameters of other shapes; the network is then unchanged.
    """
    with np.load(path, allow_pickle=False) as file:
        saved = [file[name] for name in file.files if name != "epoch"]
        epoch = int(file["epoch"])
    met, wanted = ([array.shape for array in arrays] for arrays in (saved, network.parameters()))
    if met != wanted:
        raise ValueError(f"load: {path} holds arrays of shapes {met}, expected {wanted}")
    for parameter, array in zip(network.parameters(), saved, strict=True):
        parameter[...] = array
    return epoch


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "small.npz")
        save(file, small().network, epoch=3)
        print(f"{file.name}: {file.stat().st_size} bytes, epoch {load(file, small().network)}")
