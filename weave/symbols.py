"""The names that an equation may use, and how the longest one is found.

A name is a base with what belongs to it above and below, such as `W^{(\\ell)}` or `\\hat y_+`.
What a reference carries beyond the name is an index below, a power or a transpose above.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from weave.errors import Mistake
from weave.lex import Token, tokens
from weave.spelling import Scripts, base, scripts, spell, starts_base

PAIRS = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class Signature:
    """A name as the parser sees it.

    role: value, function, index, label or size; axes: how many indices it takes (None: unknown)
    slot: "sub" or "sup" when it is a family, whose label stands there
    """

    key: str
    role: str
    axes: int | None = None
    bases: tuple[str, ...] = ()
    sub: str = ""
    sup: str = ""
    primes: int = 0
    slot: str = ""


def signature(
    key: str, role: str, axes: int | None = None, labels: Iterable[str] = ()
) -> Signature:
    """Take the LaTeX of a name apart; `labels` are the letters that make it a family."""
    parts = tokens(key)
    if not parts or not starts_base(parts[0]):
        raise Mistake(f"`{key}` is not a name: it begins with no letter")
    bases, place = [], 0
    while place < len(parts) and starts_base(parts[place]):
        one, place = base(parts, place)
        bases.append(one)
    hung, place = scripts(parts, place)
    if place < len(parts):
        raise Mistake(f"`{key}` is not one name: {parts[place].text!r} is left over")
    sub, sup, known = spell(hung.sub), spell(hung.sup), set(labels)
    slot = "sup" if known & set(sup.split()) else "sub" if sub in known else ""
    return Signature(key, role, axes, tuple(bases), sub, sup, hung.primes, slot)


@dataclass(frozen=True)
class Match:
    """A name found at a place: what its label is, and what is left of the scripts."""

    signature: Signature
    label: tuple[Token, ...]
    rest: Scripts
    size: int


def match(entry: Signature, hung: Scripts) -> Match | None:
    """Lay a name over a reference's scripts; None when it does not fit."""
    if entry.primes and entry.primes != hung.primes:
        return None
    below, above = split_sub(entry, hung.sub), split_sup(entry, hung.sup)
    if below is None or above is None:
        return None
    label = below[0] or above[0]
    rest = Scripts(below[1], above[1], hung.primes - entry.primes, hung.at)
    size = len(hung.sub) - len(below[1]) + len(hung.sup) - len(above[1]) + entry.primes
    return Match(entry, label, rest, size * 2 + (not entry.slot))


Split = tuple[tuple[Token, ...], tuple[Token, ...]] | None


def split_sub(entry: Signature, sub: tuple[Token, ...]) -> Split:
    """Split what stands below into the name's part (its label) and the indices."""
    if not entry.sub:
        return (), sub
    comma = next((place for place, token in enumerate(sub) if token.text == ","), len(sub))
    first, rest = sub[:comma], sub[comma + 1 :]
    if entry.slot == "sub":
        return (first, rest) if first else None
    if spell(sub) == entry.sub:
        return (), ()
    return ((), rest) if spell(first) == entry.sub else None


def split_sup(entry: Signature, sup: tuple[Token, ...]) -> Split:
    """Split what stands above into the name's part (its label) and power or transpose."""
    if not entry.sup:
        return (), sup
    if entry.slot == "sup":
        return split_label(entry.sup[0], sup)
    for end in range(len(sup), 0, -1):
        if spell(sup[:end]) == entry.sup:
            return (), sup[end:]
    return None


def split_label(opening: str, sup: tuple[Token, ...]) -> Split:
    """Split a bracketed label off, brackets gone."""
    if opening not in PAIRS:
        return (sup, ()) if counts(sup) else None
    if not sup or sup[0].text != opening:
        return None
    for end, token in enumerate(sup):
        if token.text == PAIRS[opening]:
            return sup[1:end], sup[end + 1 :]
    return None


def counts(sup: tuple[Token, ...]) -> bool:
    """Tell whether what stands above can count a layer or step: a letter or number, +, -."""
    texts = [token.text for token in sup]
    kinds = {token.kind for token in sup} - {"sign"}
    plain = kinds <= {"letter", "number", "command"} and texts[:1] != ["-"]
    return bool(texts) and plain and texts not in (["T"], ["\\top"]) and "\\odot" not in texts


@dataclass
class Symbols:
    """All names of a scene, ready for look-up by their first base."""

    entries: dict[str, Signature] = field(default_factory=dict)
    by_base: dict[str, list[Signature]] = field(default_factory=dict)

    def add(self, entry: Signature) -> None:
        """Take a name in."""
        self.entries[entry.key] = entry
        self.by_base.setdefault(entry.bases[0], []).append(entry)

    def plain(self, spelling: str) -> Signature | None:
        """Return the name that is this base and nothing else."""
        for entry in self.by_base.get(spelling, ()):
            if entry.bases == (spelling,) and not (entry.sub or entry.sup or entry.primes):
                return entry
        return None


def slot_letter(key: str) -> str:
    r"""Find the label letter of a family by where it stands: in W^{(\ell)}, in m_t."""
    made = signature(key, "value")
    above = made.sup.split()
    if above[:1] in (["("], ["["]):
        return "" if above[1].isdigit() else above[1]
    if len(above) == 1 and above[0].lstrip("\\").isalpha() and not made.sub:
        return above[0]
    return made.sub if made.sub and " " not in made.sub and not made.sub.isdigit() else ""


def slot_place(key: str) -> tuple[int, str]:
    """Return where the label letter of a family stands, and the letter."""
    letter = slot_letter(key)
    return [token.at for token in tokens(key) if token.text == letter][-1], letter


def without_label(key: str) -> str:
    """Write the name of a family with its label's place empty."""
    at, letter = slot_place(key)
    return f"{key[:at]}{{}}{key[at + len(letter) :]}"


def with_label(key: str, label: str) -> str:
    r"""Write the member of a family: `m_t` and `t-1` make `m_{t-1}`."""
    at, letter = slot_place(key)
    alone = key[:at].rstrip()[-1:] in ("^", "_") and len(tokens(label)) > 1
    return f"{key[:at]}{f'{{{label}}}' if alone else label}{key[at + len(letter) :]}"
