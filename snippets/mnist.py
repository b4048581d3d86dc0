"""MNIST: images and labels from the IDX files in which handwritten digits are passed around.

The book ships no data: the files are read from where the reader put them, plain or as .gz.
Source: the format is described at the foot of LeCun's "The MNIST database of handwritten digits".
"""

import gzip
import struct
import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array, Labels

ENVIRONMENT_VARIABLES = ("MNIST_DIR",)

# The third byte of a file names the type of its numbers, all with the highest byte first.
TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


class Original(NamedTuple):
    """One of the four files as LeCun gave it away: its sizes, and the SHA-256 of its plain bytes.

    The first four bytes, its magic number, say unsigned bytes and how many sizes there are.
    """

    shape: tuple[int, ...]
    sha256: str

    @property
    def magic(self) -> int:
        """The magic number: 2051 for images, 2049 for labels."""
        return 0x0800 + len(self.shape)


ORIGINALS = {
    "train-images-idx3-ubyte": Original(
        (60000, 28, 28), "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    ),
    "train-labels-idx1-ubyte": Original(
        (60000,), "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
    ),
    "t10k-images-idx3-ubyte": Original(
        (10000, 28, 28), "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
    ),
    "t10k-labels-idx1-ubyte": Original(
        (10000,), "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    ),
}


class Digits(NamedTuple):
    """Images with their classes.

    x: (n, h, w)  grey values from 0 to 1
    y: (n,)  digits
    """

    x: Array
    y: Labels


class Parts(NamedTuple):
    """The two parts in which the digits are passed around, written by different people."""

    train: Digits
    test: Digits


def parse_idx(content: bytes) -> NDArray[Any]:
    r"""Read an array from the bytes of an IDX file.

    Two zero bytes, the type, the number of axes, the sizes (four bytes each), the numbers.

    Raises ValueError if the header is no IDX header, or the numbers are too few or too many.

    >>> parse_idx(b"\x00\x00\x08\x01\x00\x00\x00\x03abc")
    array([97, 98, 99], dtype=uint8)
    """
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in TYPES:
        raise ValueError(f"parse_idx: header is {content[:4]!r}, expected two zeros and a type")
    start = 4 + 4 * content[3]
    if len(content) < start:
        raise ValueError(f"parse_idx: {len(content)} bytes, expected a header of {start}")
    shape = struct.unpack(f">{content[3]}I", content[4:start])
    dtype = np.dtype(TYPES[content[2]])
    wanted = dtype.itemsize * int(np.prod(shape, dtype=np.int64))
    if len(content) - start != wanted:
        raise ValueError(f"parse_idx: {len(content) - start} bytes for {shape}, expected {wanted}")
    return np.frombuffer(content, dtype, offset=start).reshape(shape)


def read_plain(path: Path) -> bytes:
    """Read a file, plain or compressed (told by its first bytes, not its name).

    Raises ValueError, naming the file, if it is compressed and damaged: gzip keeps a checksum.
    """
    content = path.read_bytes()
    if content[:2] != b"\x1f\x8b":
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"read_idx: {path}: {error}") from error


def read_idx(path: Path) -> NDArray[Any]:
    """Read an array from an IDX file, plain or compressed.

    Raises ValueError, naming the file, if its content is no IDX.
    """
    return parsed(read_plain(path), path)


def parsed(content: bytes, path: Path) -> NDArray[Any]:
    """Read an array from the plain bytes of a file, which an error shall name."""
    try:
        return parse_idx(content)
    except ValueError as error:
        raise ValueError(f"read_idx: {path}: {error}") from error


def load(images: Path, labels: Path) -> Digits:
    """Read images, scaled from 0 .. 255 to 0 .. 1, with their labels.

    Raises ValueError if there are more of one than of the other, or either has the wrong axes.
    """
    return pair(read_idx(images), read_idx(labels))


def pair(x: NDArray[Any], y: NDArray[Any]) -> Digits:
    """Put images beside their labels.

    x: (n, h, w)  bytes
    y: (n,)  bytes

    Raises ValueError if the shapes do not fit, or a label is no digit.

    >>> pair(np.array([[[0, 51]]]), np.array([7]))
    Digits(x=array([[[0. , 0.2]]]), y=array([7]))
    """
    if x.ndim != 3 or y.shape != x.shape[:1]:
        raise ValueError(
            f"load: images {x.shape} and labels {y.shape}, expected (n, h, w) and (n,)"
        )
    if not ((y >= 0) & (y <= 9)).all():
        raise ValueError(f"load: labels from {y.min()} to {y.max()}, expected 0 to 9")
    return Digits(x.astype(np.float64) / 255.0, y.astype(np.int64))


def load_folder(folder: Path) -> Parts:
    """Read the four files of a folder, each verified.

    Raises FileNotFoundError and ValueError, naming the file, as `find` and `verified` do.
    """
    arrays = [verified(find(folder, name), original) for name, original in ORIGINALS.items()]
    return Parts(pair(*arrays[:2]), pair(*arrays[2:]))


def find(folder: Path, name: str) -> Path:
    """Find a file by its name or its name with .gz; some archives put a dot before idx.

    Raises FileNotFoundError that names all places looked at.
    """
    names = [name, f"{name}.gz", name.replace("-idx", ".idx"), f"{name.replace('-idx', '.idx')}.gz"]
    for path in (folder / one for one in names):
        if path.is_file():
            return path
    raise FileNotFoundError(f"find: {folder} holds none of {', '.join(names)}")


def verified(path: Path, original: Original) -> NDArray[Any]:
    """Read a file, and refuse one that is not what its name says, or a damaged original.

    A file of other sizes may be the reader's own. One with the original's sizes must be the
    original, to the bit.

    Raises ValueError that names the file, what it holds and what was expected.
    """
    content = read_plain(path)
    magic = int.from_bytes(content[:4], "big")
    if magic != original.magic:
        raise ValueError(f"verified: {path}: magic number {magic}, expected {original.magic}")
    array = parsed(content, path)
    if array.shape == original.shape and sha256(content).hexdigest() != original.sha256:
        raise ValueError(
            f"verified: {path}: SHA-256 {sha256(content).hexdigest()}, expected {original.sha256} "
            f"for sizes {array.shape}: damaged, or of another data set"
        )
    return array


def folder_from(arguments: Sequence[str], environment: Mapping[str, str]) -> Path | None:
    """Say where the reader's digits are: after --mnist, else in MNIST_DIR, else nowhere.

    arguments: of the command, as sys.argv[1:]; what is not ours is left alone
    environment: as os.environ; an empty MNIST_DIR counts as none

    Raises ValueError if nothing stands after --mnist, and NotADirectoryError if there is no
    such folder.

    >>> folder_from(["--other", "x"], {}) is None
    True
    """
    given = environment.get("MNIST_DIR") or None
    for place, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == "--mnist":
            given = value if sign else "".join(arguments[place + 1 : place + 2])
            if not given:
                raise ValueError("folder_from: nothing stands after --mnist, expected a folder")
    if given is not None and not Path(given).is_dir():
        raise NotADirectoryError(f"folder_from: {given} is no folder")
    return None if given is None else Path(given)


if __name__ == "__main__":
    two_images = struct.pack(">4B3I8B", 0, 0, 8, 3, 2, 2, 2, *range(0, 256, 32))
    print(parse_idx(two_images).tolist())
    for file, whole in ORIGINALS.items():
        print(f"{file}: magic number {whole.magic}, sizes {whole.shape}")
