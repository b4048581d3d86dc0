"""Toy scenes for the tests of weave."""

import textwrap
from pathlib import Path

from tests.weave.toys import mechanics, samples
from weave import check, legend, scene_source, scenes
from weave.scenes import Scene
from weave.verdict import Verdict

HOUSE = "tests.weave.toys"


def scene(name: str) -> Scene:
    """Load a toy scene of tests/weave/scenes/fields.py."""
    return scenes.load(f"fields.{name}", "tests.weave.scenes", HOUSE)


def holds(latex: str, name: str = "sample") -> Verdict:
    """Check an equation in a toy scene."""
    return check.equation(latex, scene=scene(name))


def built(body: str, table: str) -> Scene:
    """Make a scene of a body and the rows of its table."""
    head = "from tests.weave.toys import mechanics, samples\n\ndef made(rng):\n"
    rows = "\n".join(f"    | {row} |" for row in textwrap.dedent(table).strip().splitlines())
    doc = f'    r"""A scene.\n\n    | symbol | meaning | shape |\n    |---|---|---|\n{rows}\n    """\n'  # noqa: E501
    code = head + doc + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    source = scene_source.read_text(code, Path("made.py"), "made", HOUSE)
    scope = {"mechanics": mechanics, "samples": samples}
    return Scene("made", source, legend.entries(source.docstring), scope)
