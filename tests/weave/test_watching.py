"""A served book hears of every file that it reads, wherever it lies, and of no other there."""

from collections.abc import Iterator
from pathlib import Path
from threading import Condition
from types import SimpleNamespace
from typing import Any

import pytest
from watchdog.events import FileModifiedEvent

from weave import watching
from weave.watching import Watch

LONG = 60  # seconds, for a machine that is busy


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Any]:
    found = SimpleNamespace(
        _rebuild_cond=Condition(), _want_rebuild=False, _watched_paths={}, _watch_refs={}
    )
    for name in ("docs", "data/deep", "shelf"):
        (tmp_path / name).mkdir(parents=True)
    watching.notifying(found, [str(tmp_path / "docs")])
    found.observer.start()
    yield found
    found.observer.stop()
    found.observer.join()


def hears(server: Any) -> bool:
    with server._rebuild_cond:
        heard = server._rebuild_cond.wait_for(lambda: server._want_rebuild, timeout=LONG)
        server._want_rebuild = False
        return bool(heard)


@pytest.mark.parametrize("name", ["docs/a.md", "data/deep/x.csv", "shelf/one.txt", "shelf/two.txt"])
def test_it_hears_of_all_that_it_was_told_of(server: Any, tmp_path: Path, name: str) -> None:
    for more in (["data", "shelf/one.txt"], ["shelf/two.txt", "nowhere/x.txt", "data"]):
        watching.hear(server, [str(tmp_path / one) for one in more])
    (tmp_path / name).write_text("1", encoding="utf-8")
    assert hears(server)


def test_beside_a_file_it_heeds_no_other(server: Any, tmp_path: Path) -> None:
    watching.hear(server, [str(tmp_path / "shelf/one.txt")])
    watch = Watch(server, server.beside[tmp_path / "shelf"])
    watch.on_any_event(FileModifiedEvent(str(tmp_path / "shelf/other.txt")))
    assert not server._want_rebuild
    watch.on_any_event(FileModifiedEvent(str(tmp_path / "shelf/one.txt")))
    assert server._want_rebuild
