"""The commands that take a built site: `links`, `zip`, `pdf` and `shots`."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from weave import dates, links, offline, printing, shots
from weave.errors import Mistake
from weave.home import ROOT


def register(commands: Any) -> None:
    """Let a parser know the commands."""
    one = _command(commands, "links", "check the links of a built site; list the others", _follow)
    one.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    for name, words, run in (
        ("zip", "pack a site into one file for reading offline", _pack),
        ("pdf", "print a site as one book", _print),
        ("shots", "take pictures of a site's pages", _shoot),
    ):
        two = _command(commands, name, words, run)
        two.add_argument("site", type=Path)
        two.add_argument("target", type=Path)


def _command(commands: Any, name: str, words: str, run: Callable[[Namespace], int]) -> Any:
    found = commands.add_parser(name, help=words)
    found.set_defaults(run=run)
    return found


def _follow(options: Namespace) -> int:
    """Print every address outside a site, for review, and every link that is broken."""
    broken = links.broken(options.site)
    print(links.table(links.foreign(options.site)))
    print(*broken, sep="\n", end="\n" if broken else "", file=sys.stderr)
    return 1 if broken else 0


def _pack(options: Namespace) -> int:
    """Pack a site that was built without directory addresses."""
    offline.settle(options.site)
    return _said(options.target, offline.pack(options.site, options.target))


def _print(options: Namespace) -> int:
    """Print a site that was built without directory addresses, with the date of its commit."""
    dates.settle(ROOT)
    try:
        found = printing.pdf(options.site)
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 1
    options.target.parent.mkdir(parents=True, exist_ok=True)
    options.target.write_bytes(found)
    return _said(options.target, len(found))


def _shoot(options: Namespace) -> int:
    """Take pictures of a site as a reader sees it."""
    try:
        for path in shots.take(options.site, options.target):
            print(path)
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 1
    return 0


def _said(target: Path, size: int) -> int:
    print(f"{target}: {size / 1e6:.1f} MB")
    return 0
