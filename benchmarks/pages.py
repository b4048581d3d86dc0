"""What a first visit costs: `python -m benchmarks.pages site`, or `make bench-pages`.

Pages are served compressed from this machine over a line of 10 Mbit/s and 40 ms, as Chromium plays
it. Bytes are what went over that line; the search index and its worker stand apart, since no
page asks for them before its reader does. With Lighthouse there, it gives its marks.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.turns import machine
from snippets.tables import table
from weave.home import ROOT

LIGHTHOUSE = ROOT / ".cache/lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KINDS = ("html", "css", "script", "font", "image")
LINE = {"latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
DESKTOP: ViewportSize = {"width": 1350, "height": 940}
# Kilobytes of all but search, of script; layout shift; seconds to the largest paint; marks.
MOST_BYTES, MOST_SCRIPT, MOST_SHIFT, LATEST_PAINT, LEAST_MARK = 200, 50, 0.01, 1.0, 95
HEADER = ("page", *KINDS, "sum kB", "search", "shift", "paint s", *CATEGORIES)
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")
WATCH = """
window.seen = {shift: 0, paint: 0};
new PerformanceObserver(list => list.getEntries().forEach(
  entry => { if (!entry.hadRecentInput) seen.shift += entry.value; })
).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(
  entry => { seen.paint = entry.startTime; })
).observe({type: "largest-contentful-paint", buffered: true});
"""


@cache
def compressed(path: Path) -> bytes:
    """A file as static hosts send it."""
    return gzip.compress(path.read_bytes(), 6)


class Host(SimpleHTTPRequestHandler):
    """A static host that compresses text."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed if that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().do_GET()
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """The address of a site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def kind(url: str, type_: str) -> str:
    """Under which heading the bytes of an answer stand."""
    if "/search/" in url or "/workers/" in url:
        return "search"
    names = {"Document": "html", "Stylesheet": "css", "Script": "script", "Font": "font"}
    return names.get(type_, "image")


def visited(browser: Browser, address: str) -> dict[str, float]:
    """Bytes by kind, layout shift and largest paint of a first visit."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    line = context.new_cdp_session(page)
    found: Counter[str] = Counter()
    kinds: dict[str, str] = {}

    def answered(event: Any) -> None:
        kinds[event["requestId"]] = kind(event["response"]["url"], event["type"])

    def loaded(event: Any) -> None:
        found[kinds.get(event["requestId"], "image")] += event["encodedDataLength"]

    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", loaded)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, **LINE})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate("seen")
    context.close()
    return {**found, "shift": seen["shift"], "paint": seen["paint"] / 1000}


def marks(address: str, chromium: str) -> dict[str, float]:
    """Lighthouse's marks of a page, out of a hundred; empty where it is not installed."""
    if not LIGHTHOUSE.is_file() or not shutil.which("node"):
        return {}
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = ["node", str(LIGHTHOUSE), address, "--output=json", "--quiet", "--preset=desktop"]
    command += [flags, f"--only-categories={','.join(CATEGORIES)}"]
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, check=True
    )
    categories = json.loads(done.stdout)["categories"]
    return {name: 100 * categories[name]["score"] for name in CATEGORIES}


def row(name: str, found: dict[str, float]) -> list[str]:
    """The cells of a page."""
    kilobytes = [f"{found.get(one, 0) / 1000:.1f}" for one in KINDS]
    apart = [f"{total(found):.1f}", f"{found.get('search', 0) / 1000:.1f}"]
    seen = [f"{found['shift']:.4f}", f"{found['paint']:.2f}"]
    given = [f"{found[one]:.0f}" if one in found else "-" for one in CATEGORIES]
    return [f"/{name}", *kilobytes, *apart, *seen, *given]


def total(found: dict[str, float]) -> float:
    """Kilobytes of a first visit, without what only a search asks for."""
    return sum(found.get(one, 0) for one in KINDS) / 1000


def missed(name: str, found: dict[str, float]) -> list[str]:
    """What a page should be and is not."""
    rules = (
        (total(found) < MOST_BYTES, f"{total(found):.0f} kB, wanted less than {MOST_BYTES}"),
        (found.get("script", 0) / 1000 < MOST_SCRIPT, f"script is not below {MOST_SCRIPT} kB"),
        (not found.get("search"), "search was loaded unasked"),
        (found["shift"] < MOST_SHIFT, f"layout shift {found['shift']:.3f}"),
        (found["paint"] < LATEST_PAINT, f"largest paint after {found['paint']:.2f} s"),
        *((found.get(one, 100) >= LEAST_MARK, f"{one} below {LEAST_MARK}") for one in CATEGORIES),
    )
    return [f"/{name}: {text}" for holds, text in rules if not holds]


def main(arguments: Sequence[str] | None = None) -> int:
    """Visit pages and print the table; 1 if a page misses what is wanted of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", help="addresses below the root; home is ''")
    options = parser.parse_args(arguments)
    names = options.pages or ["", "backpropagation/", *labs(options.site)[:1]]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    with hosted(options.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        found = {name: visited(browser, address + name) for name in names}
        browser.close()
        for name in found:
            found[name] |= marks(address + name, chromium)
    print(f"{date.today().isoformat()}, {machine()}; first visit, kB compressed.\n")
    print(table(HEADER, [row(*one) for one in found.items()]))
    problems = [text for one in found.items() for text in missed(*one)]
    print("\n".join(["", *problems]) if problems else "\nAll as wanted.")
    return 1 if problems else 0


def labs(site: Path) -> list[str]:
    """The labs of a built book."""
    pages = sorted(site.glob("labs/*/index.html"))
    return [f"{path.parent.relative_to(site).as_posix()}/" for path in pages]


if __name__ == "__main__":
    sys.exit(main())
