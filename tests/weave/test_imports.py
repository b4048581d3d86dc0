"""What a source says it reaches for, form by form."""

import json

import pytest

from weave.imports import Imports, imports

NAMES = [
    ("import snippets.losses", "snippets.losses"),
    ("import snippets.losses as l", "snippets.losses"),
    ("from snippets import losses", "snippets.losses"),
    ("from snippets.losses import cross_entropy", "snippets.losses.cross_entropy"),
    ("from . import losses", ".losses"),
    ("from .. import losses", "..losses"),
    ("from .figures import xor", ".figures.xor"),
    ("from snippets import *", "snippets.**"),
    ("def f():\n    import snippets.losses", "snippets.losses"),
    ("if x:\n    from snippets import losses", "snippets.losses"),
    ("try:\n    import snippets.a\nexcept ImportError:\n    import snippets.b", "snippets.b"),
    ("class A:\n    from snippets import losses", "snippets.losses"),
    # a package's attribute may be a module that somebody else imported
    ("import snippets\nsnippets.losses.f()", "snippets.losses.f"),
    ("import snippets as s\nprint(s.losses.f)", "snippets.losses.f"),
    ("from snippets import figures\nfigures.xor.plane()", "snippets.figures.xor.plane"),
    ("import snippets.a\nsnippets.b.f()", "snippets.b.f"),
    ("import snippets\nx = snippets\nx.losses", "snippets.**"),
    ("import snippets\ngetattr(snippets, name)", "snippets.**"),
    ("import snippets\nfor m in walk(snippets.__path__): pass", "snippets.**"),
]


@pytest.mark.parametrize(("source", "name"), NAMES)
def test_names(source: str, name: str) -> None:
    found = imports(source)
    assert name in found.names
    assert not found.dynamic


@pytest.mark.parametrize(
    "source",
    [
        "import importlib",
        "import importlib.util as u",
        "from importlib import import_module",
        "__import__(name)",
        "exec(text)",
        "f = eval",
        "compile(text, '', 'exec')",
        "import builtins\nbuiltins.exec(text)",
        "import sys\nsys.modules['snippets.losses']",
        "import runpy",
        "import pickle",
        "from pathlib import Path\nPath(__file__).parent.glob('*.py')",
        "import os\nos.system('python -m snippets')",
        "import subprocess",
        "__builtins__.eval(text)",
        "def f():\n    return (lambda: __import__)()",
        "this is no Python",
        "x = '\0'" + "\0",
    ],
)
def test_dynamic(source: str) -> None:
    assert imports(source).dynamic


@pytest.mark.parametrize(
    "source", ["import re\nre.compile('x')", "model.eval()", "import sys\nsys.path", "x.exec"]
)
def test_not_dynamic(source: str) -> None:
    assert not imports(source).dynamic


def test_literals_that_may_be_files() -> None:
    found = imports("a = 'data/x.csv', 'x.csv', 'two words.csv', '/etc/passwd', 'word', f'{a}.csv'")
    assert {"data/x.csv", "x.csv"} <= set(found.literals)
    assert not {"two words.csv", "/etc/passwd", "word"} & set(found.literals)
    assert found.files == ()


@pytest.mark.parametrize("source", ["DATA_FILES = 'a b'", "DATA_FILES: tuple = ('a b', 'c')"])
def test_declared_files(source: str) -> None:
    assert "a b" in imports(source).files


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.environ['A_B']",
        "import os\nos.environ.get('A_B', 'x')",
        "import os\nos.getenv('A_B')",
        "from os import environ as e, environ\nenviron.pop('A_B')",
        "import os\n'A_B' in os.environ",
        "ENVIRONMENT_VARIABLES = ['A_B']",
    ],
)
def test_variables(source: str) -> None:
    assert "A_B" in imports(source).variables


def test_a_scan_outlives_json() -> None:
    found = imports("import os, snippets.a\nDATA_FILES = ('x',)\nos.getenv('Y')\nexec('a/b.c')")
    assert found == Imports.from_json(json.loads(json.dumps(found.to_json())))
    assert found.dynamic
    assert found.files
    assert found.literals
    assert found.variables


def test_the_encoding_is_the_source_s_own() -> None:
    source = "# -*- coding: latin-1 -*-\nfrom snippets import a\nx = 'é'\n".encode("latin-1")
    assert "snippets.a" in imports(source).names
