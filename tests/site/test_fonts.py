"""KaTeX's fonts and what is cut out of them: the same glyphs in the same places, and none lost."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from weave import fonts, math
from weave.ledger import Ledger

ASSETS = math.assets()


def whole(name: str) -> bytes:
    return ASSETS[f"{fonts.SHELF}KaTeX_{name}.woff2"]


def drawn(font: Any, code: int) -> list[Any]:
    """The outline of a character, in units of the em."""
    pen = RecordingPen()
    font.getGlyphSet()[font.getBestCmap()[code]].draw(pen)
    return list(pen.value)


@pytest.fixture(scope="module")
def parted() -> dict[str, bytes]:
    return fonts.parted(ASSETS)


@pytest.mark.parametrize("name", fonts.OFTEN)
def test_a_part_draws_its_characters_as_the_whole_font(name: str, parted: dict[str, bytes]) -> None:
    part = TTFont(BytesIO(parted[f"{fonts.SHELF}{name}-often.woff2"]))
    font = TTFont(BytesIO(whole(name)))
    assert set(part.getBestCmap()) == set(map(ord, fonts.characters(name)))
    for code, glyph in part.getBestCmap().items():
        assert drawn(part, code) == drawn(font, code), chr(code)
        assert part["hmtx"][glyph] == font["hmtx"][font.getBestCmap()[code]], chr(code)
    for table, measures in {
        "head": ("unitsPerEm", "yMin", "yMax", "modified"),
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": ("sTypoAscender", "sTypoDescender", "usWinAscent", "usWinDescent", "fsSelection"),
    }.items():
        for measure in measures:
            assert getattr(part[table], measure) == getattr(font[table], measure), measure


def test_a_part_is_small_and_no_table_is_left_that_only_a_coarse_screen_reads(
    parted: dict[str, bytes],
) -> None:
    sizes = {name: len(parted[f"{fonts.SHELF}{name}-often.woff2"]) for name in fonts.OFTEN}
    assert sum(sizes.values()) < 25_000 < len(whole("Main-Regular"))
    for name in fonts.OFTEN:
        part = TTFont(BytesIO(parted[f"{fonts.SHELF}{name}-often.woff2"]))
        assert not {"fpgm", "prep", "cvt "} & set(part.keys())
        assert all("KaTeX" not in str(line) for line in part["name"].names)


def test_the_same_font_gives_the_same_bytes(parted: dict[str, bytes]) -> None:
    assert fonts.parted(ASSETS) == parted


def test_every_font_stays_as_it_was_beside_its_part(parted: dict[str, bytes]) -> None:
    lost = {path for path in ASSETS if path != fonts.STYLE and parted[path] != ASSETS[path]}
    assert not lost
    assert b"SIL Open Font License" in parted[f"{fonts.SHELF}LICENSE.txt"]


def test_the_style_asks_the_part_first_and_the_whole_for_all_else(
    parted: dict[str, bytes],
) -> None:
    style = parted[fonts.STYLE].decode()
    faces = re.findall(r"@font-face\{[^}]*\}", style)
    asked = [re.findall(r"fonts/([\w-]+)\.woff2", face)[0] for face in faces]
    assert len(faces) == style.count("@font-face") == style.count(".woff2")
    assert {f"{fonts.SHELF}{name}.woff2" for name in asked} <= set(parted)
    for name in fonts.OFTEN:
        place = asked.index(f"{name}-often")
        rest, part = faces[place - 1 : place + 1]
        assert asked[place - 1] == f"KaTeX_{name}"
        assert rest.split("src")[0] == part.split("src")[0]  # family, weight, slant
        assert f"unicode-range:{fonts.REST}}}" in rest
        assert f"unicode-range:{fonts.ranges(fonts.characters(name))}}}" in part
    alone = [face for face, name in zip(faces, asked, strict=True) if "KaTeX_Fraktur" in name]
    assert len(alone) == 2
    assert all("unicode-range" not in face for face in alone)


def test_the_rest_is_everything_but_the_space_without_width() -> None:
    """No font has it: a browser that looks for it in the whole font would load that for nothing."""
    assert fonts.REST == "U+0-200A,U+200C-10FFFF"
    for path, data in ASSETS.items():
        if path.endswith(".woff2"):
            assert 0x200B not in TTFont(BytesIO(data)).getBestCmap(), path


def test_a_part_is_cut_once(
    parted: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Ledger(tmp_path)
    assert fonts.parted(ASSETS, memory) == parted
    cuts: list[str] = []
    monkeypatch.setattr(fonts, "cut", lambda _, shown: cuts.append(shown) or b"")
    assert fonts.parted(ASSETS, memory) == parted
    assert not cuts
    path = f"{fonts.SHELF}KaTeX_Size3-Regular.woff2"
    fonts.parted({**ASSETS, path: ASSETS[path] + b"\0"}, memory)
    assert cuts == [fonts.characters("Size3-Regular")]
    memory.close()


def test_other_characters_are_another_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, path = Ledger(tmp_path), f"{fonts.SHELF}Size3-Regular-often.woff2"
    monkeypatch.setattr(fonts, "OFTEN", {"Size3-Regular": "("})
    assert 0x29 not in TTFont(BytesIO(fonts.parted(ASSETS, memory)[path])).getBestCmap()
    monkeypatch.setattr(fonts, "OFTEN", {"Size3-Regular": "()"})
    assert 0x29 in TTFont(BytesIO(fonts.parted(ASSETS, memory)[path])).getBestCmap()
    memory.close()
