"""The digest of what code reaches: it changes if a reached source changes, and only then."""

import importlib
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weave import answers, closure, installed
from weave.closure import Reach, roots
from weave.ledger import Ledger

ROOT = Path(__file__).parents[2]
numbers = itertools.count()
MODULES = ("__init__", "a", "b", "c", "sub.__init__", "sub.d", "sub.e")
FORMS = (
    "import {house}.{name}",
    "import {house}.{name} as x",
    "from {house} import {name}",
    "from {house}.{name} import VALUE",
    "from {house}.{name} import *",
    "def later():\n    import {house}.{name}\nlater()",
    "if True:\n    from {house}.{name} import VALUE as y",
    "try:\n    import {house}.missing\nexcept ImportError:\n    import {house}.{name}",
    "class A:\n    import {house}.{name} as z",
)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def file_of(house: str, module: str) -> str:
    return f"{house}/{module.replace('.', '/')}.py"


@st.composite
def books(draw: st.DrawFn) -> dict[str, str]:
    """A house of seven files whose modules import each other in any form; by module."""
    house = f"house{next(numbers)}"
    leaves = [name for name in MODULES if not name.endswith("__init__")]
    sources = {}
    for module in MODULES:
        wanted = draw(st.lists(st.sampled_from([*leaves, "sub"]), max_size=2, unique=True))
        lines = ["VALUE = 1"]
        for name in wanted:
            form = draw(st.sampled_from(FORMS))
            if form.startswith("from {house} import") and "." in name:
                form = "from {house}.sub import " + name.partition(".")[2]
            lines.append(form.format(house=house, name=name))
        if module == "sub.d" and draw(st.booleans()):
            lines.append("from . import e")
        if module == "sub.e" and draw(st.booleans()):
            lines.append("from ..a import VALUE as w")
        if module == "sub.__init__" and draw(st.booleans()):
            lines.append(draw(st.sampled_from(["from . import e", "from .. import b"])))
        sources[module] = "\n".join(lines) + "\n"
    return {"house": house, **sources}


def imported(root: Path, house: str, module: str) -> set[str]:
    """What Python itself loads for a module."""
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    try:
        importlib.import_module(f"{house}.{module}")
        return {name for name in sys.modules if name.partition(".")[0] == house}
    except ImportError:  # a circle: what it loaded before counts too
        return {name for name in sys.modules if name.partition(".")[0] == house}
    finally:
        sys.path.remove(str(root))
        for name in [name for name in sys.modules if name.partition(".")[0] == house]:
            del sys.modules[name]


@given(book=books(), start=st.sampled_from(["a", "b", "sub.d"]))
def test_what_python_loads_is_reached(
    tmp_path_factory: pytest.TempPathFactory, book: dict[str, str], start: str
) -> None:
    book, house = dict(book), book["house"]
    del book["house"]
    root = tmp_path_factory.mktemp("book")
    write(root, {file_of(house, module): text for module, text in book.items()})
    reached = Reach(root, (house,)).names([f"{house}.{start}"])
    assert imported(root, house, start) <= reached


@given(book=books(), start=st.sampled_from(["a", "sub.d"]), edited=st.sampled_from(MODULES))
def test_the_digest_changes_iff_a_reached_source_changes(
    tmp_path_factory: pytest.TempPathFactory, book: dict[str, str], start: str, edited: str
) -> None:
    book, house = dict(book), book["house"]
    del book["house"]
    root = tmp_path_factory.mktemp("book")
    write(root, {file_of(house, module): text for module, text in book.items()})
    before, name = Reach(root, (house,)), f"{house}.{start}"
    path = root / file_of(house, edited)
    reached = path in before.modules([name])
    times = path.stat()
    path.write_text(book[edited].replace("VALUE = 1", "VALUE = 2"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # same size, same time
    assert (Reach(root, (house,)).digest([name]) != before.digest([name])) == reached
    path.write_text(book[edited], encoding="utf-8")
    assert Reach(root, (house,)).digest([name]) == before.digest([name])


def reached(root: Path, code: str) -> set[str]:
    reach = Reach(root)
    return {path.relative_to(root).as_posix() for path in reach.modules(roots(code))}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            "snippets/__init__.py": "",
            "snippets/losses.py": "import numpy as np\nfrom snippets import arrays\n",
            "snippets/arrays.py": "",
            "snippets/free.py": "import importlib\n",
            "snippets/__main__.py": "",
            "snippets/figures/__init__.py": "",
            "snippets/figures/xor.py": "from snippets import losses\n",
            "snippets/plain/folder.py": "",
            "beside.py": "import snippets.arrays\n",
            "data/x.csv": "1,2\n",
        },
    )


HOUSE = {"snippets/__init__.py"}


@pytest.mark.parametrize(
    ("code", "files"),
    [
        ("", set()),
        ("import numpy", set()),
        ("from snippets import losses", {"snippets/losses.py", "snippets/arrays.py"}),
        ("from snippets.losses import f", {"snippets/losses.py", "snippets/arrays.py"}),
        ("import snippets\nsnippets.arrays.f", {"snippets/arrays.py"}),
        ("import snippets.plain.folder", {"snippets/plain/folder.py"}),
        ("from snippets import missing", set()),
        ("import snippets.figures", {"snippets/figures/__init__.py"}),
        ("from snippets.figures import *", {
            "snippets/figures/__init__.py", "snippets/figures/xor.py",
            "snippets/losses.py", "snippets/arrays.py",
        }),
        ("import beside", {"beside.py", "snippets/arrays.py"}),
    ],
)  # fmt: skip
def test_what_a_program_reaches(book: Path, code: str, files: set[str]) -> None:
    assert reached(book, code) == files | (HOUSE if "snippets" in code or files else set())


@pytest.mark.parametrize("code", ["__import__('snippets.losses')", "import snippets.free"])
def test_what_is_dynamic_reaches_the_whole_house(book: Path, code: str) -> None:
    everything = {path.relative_to(book).as_posix() for path in book.glob("snippets/**/*.py")}
    assert reached(book, code) == everything


def test_a_house_that_does_not_guess_is_not_dynamic(book: Path) -> None:
    reach = Reach(book, guess=False)
    assert len(reach.modules(["snippets.free"])) == 2
    assert len(Reach(book).modules(["snippets.free"])) > 5


def test_the_plan_of_a_house_that_does_not_guess_is_no_part_of_what_runs(book: Path) -> None:
    """A room that is added to it runs nothing again; a statement of the package does."""
    package = book / "snippets/__init__.py"

    def digests(text: str) -> tuple[str, str]:
        package.write_text(text, encoding="utf-8")
        free, own = Reach(book, guess=False), Reach(book)
        return free.digest(["snippets.losses"]), own.digest(["snippets.losses"])

    one, two = digests('"""0: a."""\n'), digests('"""0: a, b."""\n')
    assert one[0] == two[0]
    assert one[1] != two[1]
    assert digests('"""0: a."""\nimport os\n')[0] != one[0]
    assert digests('"""0: a."""\n"not it"\n')[0] != one[0]


def test_no_room_that_executes_reads_a_docstring_of_weave() -> None:
    rooms = Reach(ROOT, ("weave",), guess=False).modules(
        [answers.ENGINE, *answers.ENGINES.values()]
    )
    assert len(rooms) > 100
    assert [path.name for path in rooms if "__doc__" in path.read_text(encoding="utf-8")] == []


def test_what_a_house_says_is_remembered_as_one(
    book: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    with Ledger(folder) as ledger:
        cold = Reach(book, memory=ledger, guess=False).digest(["snippets.figures.xor"])

    def refuse(*_: object) -> None:
        raise AssertionError("a warm build must not do this")

    with Ledger(folder) as ledger, monkeypatch.context() as patch:
        patch.setattr(closure, "said", refuse)
        warm = Reach(book, memory=ledger, guess=False)
        assert warm.digest(["snippets.figures.xor"]) == cold
    write(book, {"snippets/losses.py": "import os.path\n"})
    with Ledger(folder) as ledger:
        edited = Reach(book, memory=ledger, guess=False).digest(["snippets.figures.xor"])
        assert edited == Reach(book, guess=False).digest(["snippets.figures.xor"])


def test_a_program_after_a_package_of_one_name(book: Path) -> None:
    """Python takes the package: the module beside it is never read."""
    write(book, {"snippets/two.py": "", "snippets/two/__init__.py": ""})
    assert reached(book, "import snippets.two") == {"snippets/two/__init__.py"} | HOUSE
    write(book, {"snippets/three.py": "", "snippets/three/x.py": ""})
    assert reached(book, "import snippets.three") == {"snippets/three.py"} | HOUSE


def test_a_link_that_leads_back_ends(book: Path) -> None:
    (book / "snippets" / "again").symlink_to(book / "snippets")
    assert "snippets/losses.py" in reached(book, "from snippets import losses")


def test_a_linked_package_is_read(book: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = write(tmp_path_factory.mktemp("elsewhere"), {"inside.py": "X = 1\n"})
    (book / "snippets" / "linked").symlink_to(elsewhere)
    before = Reach(book).digest(["snippets.linked.inside"])
    write(elsewhere, {"inside.py": "X = 2\n"})
    assert Reach(book).digest(["snippets.linked.inside"]) != before


@contextmanager
def changing_the_digest(book: Path) -> Iterator[None]:
    before = Reach(book).digest(["snippets.losses", "numpy"])
    assert Reach(book).digest(["numpy", "snippets.losses", "numpy"]) == before
    yield
    assert Reach(book).digest(["snippets.losses", "numpy"]) != before


def test_a_package_that_comes_into_a_module_s_way(book: Path) -> None:
    with changing_the_digest(book):
        write(book, {"snippets/arrays/__init__.py": ""})


def test_a_module_in_the_root_shadows_a_distribution(book: Path) -> None:
    with changing_the_digest(book):
        write(book, {"numpy.py": ""})


def test_another_core_type(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with changing_the_digest(book):
        monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")


def test_another_version_of_a_distribution(
    book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("site")
    said = "Metadata-Version: 2.1\nName: numpy\nVersion: 0.0.1\n"
    write(
        folder,
        {"numpy-0.0.1.dist-info/METADATA": said, "numpy-0.0.1.dist-info/RECORD": "numpy/a.py,,\n"},
    )
    with changing_the_digest(book):
        monkeypatch.syspath_prepend(folder)


def test_what_was_missing_and_came(book: Path) -> None:
    names = ["snippets.new", "nowhere"]
    before = Reach(book).digest(names)
    write(book, {"snippets/new.py": ""})
    between = Reach(book).digest(names)
    write(book, {"nowhere.py": ""})
    assert len({before, between, Reach(book).digest(names)}) == 3


@pytest.mark.parametrize(
    "code", ["open('data/x.csv')", "DATA_FILES = ['data']", "DATA_FILES = ('data/x.csv',)"]
)
def test_data_files_count_by_content(book: Path, code: str) -> None:
    before = Reach(book).digest(roots(code))
    write(book, {"data/x.csv": "1,3\n"})
    between = Reach(book).digest(roots(code))
    (book / "data" / "x.csv").unlink()
    assert len({before, between, Reach(book).digest(roots(code))}) == 3


def test_a_file_beside_the_module_counts(book: Path) -> None:
    write(book, {"snippets/arrays.py": "NAME = 'table.csv'\n", "snippets/table.csv": "1"})
    before = Reach(book).parts(["snippets.arrays"])
    assert "file snippets/table.csv" in before
    assert not any(
        name.startswith("file") for name in Reach(book, guess=False).parts(["snippets.arrays"])
    )


def test_what_is_kept_is_no_data(book: Path) -> None:
    write(book, {".cache/x.txt": ""})
    assert not any("file" in name for name in Reach(book).parts(roots("open('.cache/x.txt')")))


def test_variables_count_by_value(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = roots("import os\nos.environ.get('CHECKED')")
    monkeypatch.delenv("CHECKED", raising=False)
    found = {Reach(book).digest(code)}
    for text in ("", "None", "1"):
        monkeypatch.setenv("CHECKED", text)
        found.add(Reach(book).digest(code))
    assert len(found) == 4


def test_the_parts_name_what_is_reached(book: Path) -> None:
    parts = Reach(book).parts(["snippets.losses"])
    assert {"snippets/losses.py", "snippets/arrays.py", "numpy", "Python", "platform"} <= set(parts)
    assert "snippets/figures/xor.py" not in parts


def test_a_distribution_comes_with_what_it_requires() -> None:
    found = installed.Installed().versions("matplotlib")
    assert found is not None
    assert {"matplotlib", "numpy", "pillow"} <= found.keys()
    assert installed.Installed().versions("no_such_module") is None


def test_a_warm_digest_parses_nothing_and_asks_nobody(
    book: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    monkeypatch.setattr(closure, "_scans", {})
    monkeypatch.setattr(installed, "_PROCESS", {})
    with Ledger(folder) as ledger:
        cold = Reach(book, memory=ledger).digest(["snippets.figures.xor"])

    def refuse(*_: object) -> None:
        raise AssertionError("a warm build must not do this")

    monkeypatch.setattr(closure, "_scans", {})
    monkeypatch.setattr(installed, "_PROCESS", {})
    monkeypatch.setattr(closure, "imports", refuse)
    monkeypatch.setattr(installed, "_ask", refuse)
    with Ledger(folder) as ledger:
        assert Reach(book, memory=ledger).digest(["snippets.figures.xor"]) == cold


def test_a_strange_scan_in_the_ledger_is_not_believed(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = Reach(book).digest(["snippets.losses"])
    monkeypatch.setattr(closure, "_scans", {})

    class Strange:
        def get_many(self, keys: list[str]) -> dict[str, object]:
            return {key: {"names": 3} for key in keys}

        def put(self, key: str, value: object) -> None:
            pass

    assert Reach(book, memory=Strange()).digest(["snippets.losses"]) == expected
    bare = Reach(book, guess=False).digest(["snippets.losses"])
    assert Reach(book, memory=Strange(), guess=False).digest(["snippets.losses"]) == bare


def test_the_digest_is_the_same_in_another_process_and_folder(
    book: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Other hash seeds and other folders: what is kept on one machine is found again."""
    other = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(book, other, dirs_exist_ok=True)
    code = "import sys; from pathlib import Path; from weave.closure import Reach\n"
    code += "print(Reach(Path(sys.argv[1])).digest(['snippets.figures.xor', 'snippets.free']))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(root)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for root, seed in ((book, "1"), (other, "2"))
    }
    assert len(found) == 1
