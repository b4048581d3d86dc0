"""A built book as one file that opens without a server and without a network.

A browser that shows a file from the disk reads no other by script. So the search index becomes a
script of its own, and docs/assets/offline.js lets the search run in a frame of the page.
"""

import zipfile
from pathlib import Path

ROOM = "checked-gradients"  # the folder that unpacks
# Only a server has a use for these.
ONLINE = ("404.html", "_headers", "sitemap.xml", "sitemap.xml.gz")
INDEX = Path("search/search_index.json")
DAY = (1980, 1, 1, 0, 0, 0)  # a date of its own would make every archive another file


def settle(site: Path) -> None:
    """Let a site that was built without directory addresses work from the disk."""
    for name in ONLINE:
        (site / name).unlink(missing_ok=True)
    if (site / INDEX).is_file():
        index = (site / INDEX).read_text(encoding="utf-8")
        (site / INDEX).with_suffix(".js").write_text(f"var __index = {index}", encoding="utf-8")


def pack(site: Path, target: Path) -> int:
    """Write the archive of a site; its size in bytes. The same site gives the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{ROOM}/{path.relative_to(site).as_posix()}", DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return target.stat().st_size
