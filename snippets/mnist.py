"""MNIST: images and labels from the IDX files in which handwritten digits are passed around.

The book ships no data: the files are read from where the reader put them, plain or as .gz.
Source: the format is described at the foot of LeCun's "The MNIST database of handwritten digits".
"""

import gzip
import struct
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array, Labels

# The third byte of a file names the type of its numbers, all with the highest byte first.
TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


class Digits(NamedTuple):
    """Images with their classes.

    x: (n, h, w)  grey values from 0 to 1
    y: (n,)  digits
    """

    x: Array
    y: Labels


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


def read_idx(path: Path) -> NDArray[Any]:
    """Read an array from an IDX file, plain or compressed (told by its first bytes, not its name).

    Raises ValueError, naming the file, if its content is no IDX.
    """
    content = path.read_bytes()
    try:
        return parse_idx(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
    except (ValueError, EOFError, OSError, zlib.error) as error:
        raise ValueError(f"read_idx: {path}: {error}") from error


def load(images: Path, labels: Path) -> Digits:
    """Read images, scaled from 0 .. 255 to 0 .. 1, with their labels.

    Raises ValueError if there are more of one than of the other, or either has the wrong axes.
    """
    x, y = read_idx(images), read_idx(labels)
    if x.ndim != 3 or y.shape != x.shape[:1]:
        raise ValueError(
            f"load: images {x.shape} and labels {y.shape}, expected (n, h, w) and (n,)"
        )
    return Digits(x.astype(np.float64) / 255.0, y.astype(np.int64))


if __name__ == "__main__":
    two_images = struct.pack(">4B3I8B", 0, 0, 8, 3, 2, 2, 2, *range(0, 256, 32))
    print(parse_idx(two_images).tolist())
