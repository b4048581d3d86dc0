"""MNIST: IDX files made here byte by byte, plain and compressed, whole and damaged."""

import gzip
import struct
from hashlib import sha256
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


@pytest.mark.parametrize("wrong", [10, 255])
def test_a_label_that_is_no_digit_is_refused(tmp_path: Path, wrong: int) -> None:
    images, labels = write(tmp_path, IMAGES, LABELS[:-1] + bytes([wrong]))
    with pytest.raises(ValueError, match=rf"^load: labels from 7 to {wrong}, expected 0 to 9"):
        mnist.load(images, labels)


def fill(folder: Path, *, ending: str = "", dot: bool = False) -> Path:
    """Write a folder of the four files, small: two images to learn from, one to be asked."""
    one = struct.pack(">4B3I", 0, 0, 8, 3, 1, 2, 3) + bytes(range(6))
    contents = IMAGES, LABELS, one, struct.pack(">4BI", 0, 0, 8, 1, 1) + bytes([5])
    for name, content in zip(mnist.ORIGINALS, contents, strict=True):
        stem = name.replace("-idx", ".idx") if dot else name
        packed = gzip.compress(content, mtime=0) if ending == ".gz" else content
        (folder / f"{stem}{ending}").write_bytes(packed)
    return folder


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("dot", [False, True])
def test_a_folder_of_four_files(tmp_path: Path, ending: str, dot: bool) -> None:
    train, test = mnist.load_folder(fill(tmp_path, ending=ending, dot=dot))
    np.testing.assert_array_equal(train.x * 255, np.arange(0, 240, 20).reshape(2, 2, 3))
    np.testing.assert_array_equal(train.y, [7, 3])
    np.testing.assert_array_equal(test.x * 255, np.arange(6).reshape(1, 2, 3))
    np.testing.assert_array_equal(test.y, [5])


def test_the_plain_file_comes_before_the_packed_one(tmp_path: Path) -> None:
    fill(tmp_path, ending=".gz")
    for name in mnist.ORIGINALS:
        assert mnist.find(tmp_path, name).suffix == ".gz"
        (tmp_path / name).touch()
        assert mnist.find(tmp_path, name).name == name


def test_a_missing_file_is_named_with_all_its_names(tmp_path: Path) -> None:
    (fill(tmp_path) / "t10k-labels-idx1-ubyte").unlink()
    wanted = r"t10k-labels-idx1-ubyte, .*ubyte.gz, t10k-labels.idx1-ubyte, .*gz$"
    with pytest.raises(FileNotFoundError, match=rf"^find: {tmp_path} holds none of {wanted}"):
        mnist.load_folder(tmp_path)


def test_labels_in_the_place_of_images_are_told_by_their_magic_number(tmp_path: Path) -> None:
    fill(tmp_path)
    images, labels = (tmp_path / name for name in list(mnist.ORIGINALS)[:2])
    images.write_bytes(LABELS)
    with pytest.raises(ValueError, match=rf"^verified: {images}: magic number 2049, expected 2051"):
        mnist.load_folder(tmp_path)
    images.write_bytes(IMAGES)
    labels.write_bytes(b"")
    with pytest.raises(ValueError, match=rf"^verified: {labels}: magic number 0, expected 2049"):
        mnist.load_folder(tmp_path)


@pytest.mark.parametrize("name", mnist.ORIGINALS)
def test_a_short_file_of_a_folder_is_named(tmp_path: Path, name: str) -> None:
    path = fill(tmp_path) / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match=rf"^read_idx: {path}: parse_idx: \d+ bytes for"):
        mnist.load_folder(tmp_path)


def test_an_original_must_be_the_original_to_the_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = next(iter(mnist.ORIGINALS))
    whole = mnist.Original((2, 2, 3), sha256(IMAGES).hexdigest())
    monkeypatch.setitem(mnist.ORIGINALS, name, whole)
    for ending in ("", ".gz"):
        folder = tmp_path / f"digits{ending}"
        folder.mkdir()
        path = fill(folder, ending=ending) / f"{name}{ending}"
        assert len(mnist.load_folder(folder).train.y) == 2
        damaged = flipped(IMAGES, len(IMAGES) - 1)
        path.write_bytes(gzip.compress(damaged) if ending else damaged)
        met = sha256(damaged).hexdigest()
        message = rf"^verified: {path}: SHA-256 {met}, expected {whole.sha256} for sizes"
        with pytest.raises(ValueError, match=message):
            mnist.load_folder(folder)


def test_zeros_of_the_original_sizes_are_not_the_original(tmp_path: Path) -> None:
    for name in ("train-labels-idx1-ubyte", "t10k-labels-idx1-ubyte"):
        original = mnist.ORIGINALS[name]
        header = struct.pack(">4BI", 0, 0, 8, 1, *original.shape)
        (tmp_path / name).write_bytes(header + bytes(original.shape[0]))
        with pytest.raises(ValueError, match=f"expected {original.sha256}"):
            mnist.verified(tmp_path / name, original)


def test_the_originals_have_one_label_an_image() -> None:
    shapes = [original.shape for original in mnist.ORIGINALS.values()]
    assert shapes == [(60000, 28, 28), (60000,), (10000, 28, 28), (10000,)]
    digests = {original.sha256 for original in mnist.ORIGINALS.values()}
    assert len(digests) == 4
    assert all(len(bytes.fromhex(digest)) == 32 for digest in digests)


def test_where_the_digits_are(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    variable = {"MNIST_DIR": str(other)}
    assert mnist.folder_from([], {}) is None
    assert mnist.folder_from([], {"MNIST_DIR": ""}) is None
    assert mnist.folder_from(["-f", "kernel.json"], variable) == other
    assert mnist.folder_from(["--mnist", str(one)], variable) == one
    assert mnist.folder_from(["-x", f"--mnist={one}"], variable) == one


@pytest.mark.parametrize("arguments", [["--mnist"], ["--mnist="], ["--mnist", ""]])
def test_a_flag_without_its_folder_is_refused(arguments: list[str], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing stands after --mnist, expected a folder"):
        mnist.folder_from(arguments, {"MNIST_DIR": str(tmp_path)})


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for wrong in ("nowhere", "file"):
        with pytest.raises(NotADirectoryError, match=f"{tmp_path / wrong} is no folder"):
            mnist.folder_from(["--mnist", str(tmp_path / wrong)], {})
