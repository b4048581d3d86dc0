"""What an author can get wrong ends the build with its page and line; what is right builds."""

import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.commands import MKDOCS, QUIET, mkdocs

SNIPPET = '''"""A snippet that only these tests use."""

from snippets.arrays import Array


def double(x: Array) -> Array:
    """Twice x.

    x: (n, d)
    -> (n, d)
    """
    return 2.0 * x


def four() -> float:
    """Two times two."""
    return 2.0 * 2.0
'''

SCENE = '''"""Scenes of the tests."""

import numpy as np

from snippets import planted


def doubled(rng: np.random.Generator) -> dict[str, object]:
    r"""Twice a batch.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch | (n, d) |
    | `y` | twice the batch | (n, d) |
    """
    x = rng.normal(size=(5, 2))
    y = planted.double(x)
    return {"x": x, "y": y}


def computed(rng: np.random.Generator) -> dict[str, object]:
    r"""A scene that does arithmetic itself.

    | symbol | meaning | shape |
    |---|---|---|
    | `x` | batch | (n, d) |
    | `y` | twice the batch | (n, d) |
    """
    x = rng.normal(size=(5, 2))
    y = 2 * x
    return {"x": x, "y": y}
'''

GOOD = """---
title: Five words
chapter: true
scene: planted.doubled
minutes: 5
needs: [other.md]
able:
  - say each word, such as $y$ or `double`
---

# Five words

See [Eq.](#eq-double), [Fig.](#fig-x) and [Table](#tab-rows). Inline, $y = 2x$ runs.

```math id="eq-double"
y = 2 x
% words: y is twice x
```

```math id="eq-refused" wrong="the factor is missing"
y = x
```

```snippet
planted.double
```

```python exec="on" source="above" id="fig-x" alt="Up. It ends at `#!value planted.four():.0f`."
from snippets.figures import style

figure, axes = style.canvas()
axes.plot([0, 1], [0, 2], color=style.FORWARD)
figure
```

Figure: A line with the value `#!value planted.four():.0f`.

```python exec="on" id="tab-rows"
from snippets import tables

print(tables.table(["x", "y"], [(1.0, -2.0)]))
```

Table: One row.

??? question "Folded"

    ```python exec="on"
    print("folded **output**")
    ```

The sum is `#!value planted.four():.1f`, and it `#!claim is above {3} :: planted.four() > {}`.
"""

OTHER = """---
title: Another page
---

# Another page

See [Eq.](#eq-double), [the figure](#fig-x) and [Fig.](#fig-x).
"""

MATH = "# Page\n\n```math {}\n{}\n```\n"
DOUBLED = 'scene="planted.doubled"'
# Each mistake: its page, the line that must be named, and a piece of the message.
PLANTED: dict[str, tuple[str, int, str]] = {
    "sign": (
        MATH.format(f'id="eq-sign" {DOUBLED}', "y = -2 x") + "\nSee [Eq.](#eq-sign).\n",
        4,
        "y = -2 x",
    ),
    "constant": (MATH.format('scene="changed.doubled"', "y = 2 x"), 4, "y = 2 x"),
    "command": (MATH.format(DOUBLED, "y = \\foo x"), 4, "\\foo"),
    "superscript": (MATH.format(DOUBLED, "y = 2 x^{b}^T"), 4, "superscript"),
    "snippet-name": ("# Page\n\n```snippet\nplanted.double\nplanted.dubble\n```\n", 5, "dubble"),
    "raises": ('# Page\n\n```python exec="on"\nx = 0\nprint(1 / x)\n```\n', 5, "ZeroDivisionError"),
    "unquoted": ("# Page\n\n```python exec=on\nprint(1)\n```\n", 3, "exec=on"),
    "misspelt": ("# Page\n\n```pyton\nprint(1)\n```\n", 3, "pyton"),  # codespell:ignore pyton
    "claim": (
        "# Page\n\nIt\n`#!claim is above {5} :: planted.four() > {}`.\n",
        4,
        "untrue for 5",
    ),
    "symbol": (MATH.format(DOUBLED, "y = 2 q"), 4, "q"),
    "no-scene": (MATH.format('id="eq-lonely"', "y = 2 x"), 4, "scene"),
    "arithmetic": (MATH.format('scene="planted.computed"', "y = 2 x"), 4, "planted.py"),
    "inline": ("# Page\n\nThen\n$L = 0.3x$ holds.\n", 4, "L = 0.3x"),
    "typed": ("# Page\n\nIt reaches 97.3 % here.\n", 3, "97.3"),
    "value": ("# Page\n\nIt is\n`#!value planted.nothing():.2f`.\n", 4, "nothing"),
    "katex": (MATH.format('unchecked="a test"', "x = \\begin{foo} 1"), 4, "foo"),
    "passes": (MATH.format(f'{DOUBLED} wrong="it is not"', "y = 2 x"), 4, ""),
    "label": ("# Page\n\nSee\n[Eq.](#eq-nowhere).\n", 4, "eq-nowhere"),
    "doubled": (
        f'# Page\n\n```math id="eq-two" {DOUBLED}\ny = 2 x\n```\n\n'
        f'```math id="eq-two" {DOUBLED}\n2 x = y\n```\n',
        8,
        "eq-two",
    ),
    "alt": (
        '# Page\n\n```python exec="on" id="fig-mute"\nfrom snippets.figures import style\n\n'
        "style.canvas()[0]\n```\n\nFigure: A picture.\n",
        3,
        "alt",
    ),
    "front-matter": ("---\ntitle: [\n---\n\n# Page\n", 3, "front matter"),
}


@pytest.fixture
def planted(small_book: Path) -> Path:
    (small_book / "snippets/planted.py").write_text(SNIPPET, encoding="utf-8")
    (small_book / "snippets/scenes/planted.py").write_text(SCENE, encoding="utf-8")
    return small_book


def test_the_five_words_build_without_a_warning(planted: Path) -> None:
    (planted / "docs/words.md").write_text(GOOD, encoding="utf-8")
    (planted / "docs/other.md").write_text(OTHER, encoding="utf-8")
    built = mkdocs(planted, "build", "--strict")
    assert built.returncode == 0, built.stdout
    assert "WARNING" not in built.stdout
    html = (planted / "site/words/index.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", html)
    for shown in (
        '<p class="chapter-number">Chapter 1</p>',
        "<dt>Time</dt><dd>5 minutes</dd>",
        '<dt>You need</dt><dd><a href="../other/">Another page</a></dd>',
        " or <code>double</code></li></ul>",
        '<a class="reference" href="#eq-double">Eq.\N{NO-BREAK SPACE}(1.1)</a>',
        '<a class="reference" href="#fig-x">Fig.\N{NO-BREAK SPACE}1.1</a>',
        '<a class="reference" href="#tab-rows">Table\N{NO-BREAK SPACE}1.1</a>',
        '<figure class="numbered numbered--fig" id="fig-x">',
        '<figure class="numbered numbered--tab" id="tab-rows">',
        '<desc id="fig-x-desc">It ends at 4.</desc>',
        'href="../source/snippets/planted/#L-6"',
        "\N{MINUS SIGN}2",
        "folded <strong>output</strong>",
        '<pre class="refusal">',
    ):
        assert shown in html, shown
    assert "Figure 1.1. A line with the value 4." in text
    assert "The sum is 4.0, and it is above 3." in text
    other = (planted / "site/other/index.html").read_text(encoding="utf-8")
    assert '<a class="reference" href="../words/#eq-double">Eq.\N{NO-BREAK SPACE}(1.1)</a>' in other
    assert '<a class="reference" href="../words/#fig-x">the figure</a>' in other
    again = mkdocs(planted, "build", "--strict", "--site-dir", "again")
    assert again.returncode == 0
    for path in (planted / "site").rglob("*.*"):
        twin = planted / "again" / path.relative_to(planted / "site")
        assert path.read_bytes() == twin.read_bytes(), path.name


@pytest.mark.parametrize("flags", [(), ("--quiet", "--strict")])
def test_every_planted_mistake_is_named_with_page_and_line(
    planted: Path, flags: tuple[str, ...]
) -> None:
    changed = SNIPPET.replace("return 2.0 * x", "return 3.0 * x")
    (planted / "snippets/changed.py").write_text(changed, encoding="utf-8")
    scene = SCENE.replace("planted", "changed")
    (planted / "snippets/scenes/changed.py").write_text(scene, encoding="utf-8")
    for name, (text, _, _) in PLANTED.items():
        (planted / f"docs/{name}.md").write_text(text, encoding="utf-8")
    built = mkdocs(planted, "build", *flags)
    assert built.returncode != 0
    for name, (_, line, message) in PLANTED.items():
        place = f"docs/{name}.md:{line}: "
        assert place in built.stdout, f"{name}: no {place!r} in\n{built.stdout}"
        assert message in built.stdout.split(place)[1].split("docs/")[0], f"{name}: {message}"
    assert "docs/index.md" not in built.stdout
    # What follows from a mistake is not reported as one of its own.
    assert built.stdout.count("\ndocs/sign.md:") == 1


def test_broken_links_and_anchors_end_a_strict_build(planted: Path) -> None:
    (planted / "docs/links.md").write_text(
        "# Links\n\n[a](nowhere.md), [b](index.md#nothing), [c](#here).\n", encoding="utf-8"
    )
    built = mkdocs(planted, "build", "--strict")
    assert built.returncode != 0
    for broken in ("nowhere.md", "#nothing", "#here"):
        assert broken in built.stdout


@contextmanager
def served(root: Path) -> Iterator[Callable[[str], str]]:
    """A running `mkdocs serve`; gives a function from path to page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, **QUIET},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            yield lambda path: _get(f"http://127.0.0.1:{port}/{path}")
            assert server.poll() is None, "the server died"
        finally:
            server.terminate()


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def until(page: Callable[[], str], wanted: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while wanted not in (text := page()):
        assert time.monotonic() < end, f"no {wanted!r} in {text[:2000]}"
        time.sleep(0.2)


def test_serve_shows_mistakes_and_outlives_them(planted: Path) -> None:
    page, snippet = planted / "docs/page.md", planted / "snippets/planted.py"
    text = "# Page\n\nIt is `#!value planted.four():.1f` here.\n"
    page.write_text(text.replace("planted.four", "planted.lost"), encoding="utf-8")
    with served(planted) as get:
        until(lambda: get("page/"), "docs/page.md:3:")
        page.write_text(text, encoding="utf-8")
        until(lambda: get("page/"), ">4.0</span> here")
        assert "weave-problem" not in get("page/")
        snippet.write_text(SNIPPET.replace("2.0 * 2.0", "7 * 2.0 * 2.0"), encoding="utf-8")
        until(lambda: get("page/"), ">28.0</span> here")
