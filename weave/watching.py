"""What a served book hears of: changes of its files, at once, and nothing that it does itself."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CHANGES = ("created", "deleted", "modified", "moved")  # reading a file is an event too
OURS = ("__pycache__", ".cache")
PATIENCE = 0.02  # seconds: an editor writes a file in several steps


class Watch(FileSystemEventHandler):
    """Tells a server that a file changed.

    names: heed only files of these names; all, if it is None
    """

    def __init__(self, server: Any, names: set[str] | None = None) -> None:
        self.server, self.names = server, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ask for a rebuild if the event is a change of the book."""
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if event.is_directory or event.event_type not in CHANGES:
            return
        if not any(self._heeds(path) for path in paths):
            return
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()

    def _heeds(self, path: Path) -> bool:
        return not set(OURS) & set(path.parts) and (self.names is None or path.name in self.names)


def notifying(server: Any, paths: Iterable[str]) -> Any:
    """Let a server be told of changes instead of asking for them twice a second.

    paths: folders, and files: of a file its folder is watched, since an editor may replace it
    """
    server.observer, server.build_delay = Observer(), PATIENCE
    server._watched_paths.clear()
    server._watch_refs.clear()
    server.whole, server.beside = set[Path](), dict[Path, set[str]]()
    said = dict.fromkeys(map(os.path.abspath, paths), 1)
    server._watched_paths.update(said)  # what the server says that it watches
    hear(server, said)
    # MkDocs watches what the configuration lists after this: all of it is watched already.
    server.watch = lambda *_, **__: None
    return server


def hear(server: Any, paths: Iterable[str | Path]) -> None:
    """Watch more: files that a book was not known to read, and places where they may come to be."""
    for path in sorted(Path(os.path.abspath(path)) for path in paths):
        if any(path.is_relative_to(folder) for folder in server.whole):
            continue
        if path.is_dir():
            server.whole.add(path)
            server.observer.schedule(Watch(server), str(path), recursive=True)
        elif path.parent in server.beside:
            server.beside[path.parent].add(path.name)
        elif path.parent.is_dir():
            names = server.beside[path.parent] = {path.name}
            server.observer.schedule(Watch(server, names), str(path.parent), recursive=False)
