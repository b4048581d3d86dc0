"""MNIST: IDX files made here byte by byte, plain and compressed, whole and damaged."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from snippets import mnist

IMAGES = struct.pack(">4B3I", 0, 0, 8, 3, 2, 2, 3) + bytes(range(0, 240, 20))
LABELS = struct.pack(">4BI", 0, 0, 8, 1, 2) + bytes([7, 3])


def write(folder: Path, images: bytes = IMAGES, labels: bytes = LABELS) -> tuple[Path, Path]:
    paths = folder / "images", folder / "labels"
    paths[0].write_bytes(images)
    paths[1].write_bytes(labels)
    return paths


def test_images_and_labels(tmp_path: Path) -> None:
    x, y = mnist.load(*write(tmp_path))
    assert x.dtype == np.float64
    assert y.dtype == np.int64
    np.testing.assert_array_equal(x[0] * 255, [[0, 20, 40], [60, 80, 100]])
    np.testing.assert_array_equal(x[1] * 255, [[120, 140, 160], [180, 200, 220]])
    np.testing.assert_array_equal(y, [7, 3])


def test_the_brightest_pixel_is_one(tmp_path: Path) -> None:
    x, _ = mnist.load(*write(tmp_path, IMAGES[:-1] + b"\xff"))
    assert x.max() == 1.0


def test_compressed_files_need_no_special_name(tmp_path: Path) -> None:
    plain = mnist.load(*write(tmp_path))
    packed = mnist.load(*write(tmp_path, gzip.compress(IMAGES, mtime=0), gzip.compress(LABELS)))
    np.testing.assert_array_equal(plain.x, packed.x)
    np.testing.assert_array_equal(plain.y, packed.y)


@pytest.mark.parametrize(
    ("code", "letter", "values"),
    [(0x09, "b", [-1, 2]), (0x0B, "h", [-300, 2]), (0x0C, "i", [-70000, 2]),
     (0x0D, "f", [0.5, -2.0]), (0x0E, "d", [0.1, -2.0])],
)  # fmt: skip
def test_every_type_of_number_highest_byte_first(code: int, letter: str, values: list) -> None:
    content = struct.pack(f">4BI2{letter}", 0, 0, code, 1, 2, *values)
    np.testing.assert_array_equal(mnist.parse_idx(content), values)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "header is b''"),
        (b"\0\0\x08", "header is"),
        (b"PNG.....", "header is b'PNG.', expected two zeros and a type"),
        (b"\0\0\x07\x01\0\0\0\0", "expected two zeros and a type"),
        (b"\0\0\x08\x03\0\0\0\x02", "8 bytes, expected a header of 16"),
        (IMAGES[:-1], r"11 bytes for \(2, 2, 3\), expected 12"),
        (IMAGES + b"\0", r"13 bytes for \(2, 2, 3\), expected 12"),
    ],
)
def test_damaged_content_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=f"^parse_idx: .*{message}"):
        mnist.parse_idx(content)


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize(
    "content",
    [
        IMAGES[:-1],
        gzip.compress(IMAGES, mtime=0)[:-9],
        flipped(gzip.compress(IMAGES, mtime=0), 12),
        flipped(gzip.compress(IMAGES, mtime=0), -6),
    ],
    ids=["short", "short packed", "bad stream", "bad checksum"],
)
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    images, labels = write(tmp_path, content)
    with pytest.raises(ValueError, match=rf"^read_idx: .*{images.name}: "):
        mnist.load(images, labels)


def test_images_without_their_labels_are_refused(tmp_path: Path) -> None:
    one = struct.pack(">4BI", 0, 0, 8, 1, 1) + bytes([7])
    with pytest.raises(ValueError, match=r"^load: images \(2, 2, 3\) and labels \(1,\), expected"):
        mnist.load(*write(tmp_path, IMAGES, one))
    images, labels = write(tmp_path)
    with pytest.raises(ValueError, match=r"^load: images \(2,\) and labels \(2, 2, 3\)"):
        mnist.load(labels, images)
