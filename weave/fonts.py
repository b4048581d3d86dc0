"""KaTeX's fonts, each with a small part cut out of it: the characters that formulas use often.

A first visit should not wait for 283 glyphs to show forty. The style sheet names the part after the
whole, with the range of its characters: a browser then asks for the whole only where a page shows a
character that is not in the part. So no glyph is ever lost, whatever a page will say tomorrow.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from weave import ledger
from weave.ledger import Ledger

SHELF = "assets/katex/fonts/"
STYLE = "assets/katex/katex.min.css"
LATIN = "abcdefghijklmnopqrstuvwxyz"
SPACES = " \N{NO-BREAK SPACE}"  # a browser takes the height of a line from the font of the space
# What formulas use often, by font. The shorter, the sooner a page is there; a character that is
# missing costs the pages that show it the whole font (tests/site/test_browser_fonts.py).
OFTEN = {
    "AMS-Regular": "ENR",
    "Caligraphic-Regular": "LN",
    "Main-Bold": "01I",
    "Main-Regular": "0123456789ABCEGHKLMRSUVW" + LATIN + "()[]!+,./:;<=>"
    "×ˉ˙ΔΦ…′ℓ∂−∞∣∥≤≥⊙⊤⋅⋆⋮⋯\ue020",  # the last strikes a sign through
    "Math-Italic": LATIN.upper() + LATIN + "αγδεηθκλπρστφϵ",
    "Size1-Regular": "()∏∑∫",
    "Size2-Regular": "()∏∑∫",
    "Size3-Regular": "()",
    "Size4-Regular": "(){",
}
# A browser on Linux moves an alphabet onto the pixels by the heights of a few of its letters. With
# these in the part it finds the same heights as in the whole font, and draws the same pixels.
MEASURES = {
    "AMS-Regular": "O",
    "Caligraphic-Regular": "SU",
    "Main-Bold": "ks",
    "Main-Regular": "ΓΘ",
    "Math-Italic": "Ωω",
}
LICENCE = """\
The fonts KaTeX_* and the parts of them that are called *-often:
Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)
Copyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>),
with the reserved font names KaTeX_*.

This Font Software is licensed under the SIL Open Font License, Version 1.1.
This license is available with a FAQ at http://scripts.sil.org/OFL
"""
# A space without width, which holds KaTeX's lines open, is in none of its fonts: no need to ask.
REST = "U+0-200A,U+200C-10FFFF"
NAMES = (1, 2, 4, 6)  # of family, style, font, and for printers: some systems want all of them
WINDOWS = (3, 1, 0x409)  # platform, encoding, language
FACE = re.compile(r"@font-face\{[^}]*url\(fonts/KaTeX_([\w-]+)\.woff2\)[^}]*\}")


def parted(assets: Mapping[str, bytes], memory: Ledger | None = None) -> dict[str, bytes]:
    """KaTeX's assets with a part of each font that is used often, and a style that names them.

    assets: style and fonts by their path in the site; memory: where parts are kept
    """
    parts = {
        f"{SHELF}{name}-often.woff2": _kept(assets[f"{SHELF}KaTeX_{name}.woff2"], name, memory)
        for name in OFTEN
    }
    written = {STYLE: styled(assets[STYLE].decode()), f"{SHELF}LICENSE.txt": LICENCE}
    return {**assets, **parts, **{path: text.encode() for path, text in written.items()}}


def characters(name: str) -> str:
    """What the part of a font draws."""
    return OFTEN[name] + MEASURES.get(name, "") + SPACES


def styled(style: str) -> str:
    """The style sheet with two rules for every font that has a part; the later is asked first."""
    return FACE.sub(lambda match: _faces(match[0], match[1]), style)


def _faces(rule: str, name: str) -> str:
    if name not in OFTEN:
        return rule
    part = rule.replace(f"KaTeX_{name}", f"{name}-often")
    return _ranged(rule, REST) + _ranged(part, ranges(characters(name)))


def _ranged(rule: str, shown: str) -> str:
    return f"{rule[:-1]};unicode-range:{shown}}}"


def ranges(shown: Iterable[str]) -> str:
    """Characters as a style sheet names them.

    >>> ranges("cabx")
    'U+61-63,U+78'
    """
    runs: list[list[int]] = []
    for code in sorted(set(map(ord, shown))):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" + f"-{last:X}" * (last > first) for first, last in runs)


def _kept(font: bytes, name: str, memory: Ledger | None) -> bytes:
    tools = [version("fonttools"), version("brotli"), _digest(Path(__file__).read_bytes())]
    key = ledger.key("part of a font", _digest(font), characters(name), *tools)
    part = memory.get(key) if memory else None
    if part is None:
        part = cut(font, characters(name))
        if memory:
            memory.put(key, part)
    return bytes(part)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def cut(font: bytes, shown: str) -> bytes:
    """The part of a font that draws these characters, as it draws them: outlines and measures.

    Left out are instructions for coarse screens. Its name is another: no part may be called as the
    whole. It has no date of its own: the same font gives the same bytes.
    """
    # A fifth of a second, which a build that has all its parts does not spend.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - as said above
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as said above

    options = Options(hinting=False, layout_features=[], bidi_closure=False, name_IDs=[])
    opened = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=shown)
    subsetter.subset(opened)
    for number in NAMES:
        opened["name"].setName("often", number, *WINDOWS)
    opened.flavor, target = "woff2", BytesIO()
    opened.save(target)
    return target.getvalue()
