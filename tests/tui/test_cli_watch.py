"""``dateline watch``: folders are followed as they grow."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import feed_of, item, page_of, serving
from running import Run

from index.building.builder import Builder
from index.errors import LibraryLockedError
from index.home.lock import writer_lock
from index.home.starting import module_command
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from tui.cli.watching import Watch


class StopError(Exception):
    """The test is at its end."""


def watched(folder: Path, tmp_path: Path, steps: Iterator[None]) -> list[str]:
    """What a watch tells that looks once a second, with one of the steps before each look."""
    seconds, told = [0.0], list[str]()

    def sleep(_: float) -> None:
        seconds[0] += 1
        if next(steps, "end") == "end":
            raise StopError

    with pytest.raises(StopError):
        Watch(folder, tmp_path / "notes.sqlite", lambda: seconds[0], sleep, told.append).run()
    return [line.partition(" ")[2] for line in told]


def totals(folder: Path, query: str) -> int:
    library = LocalLibrary(folder)
    try:
        return len(library.search(query).keys)
    finally:
        library.close()


def test_new_growing_changed_and_removed_files(build: Callable[..., Path], tmp_path: Path) -> None:
    folder = build({"a.txt": "The lighthouse was lit."})
    corpus = tmp_path / "built-corpus"
    found: list[int] = []

    def steps() -> Iterator[None]:
        yield from [None] * 3
        for second in range(4):  # it is written for a while
            (corpus / "b.txt").write_text("The lighthouse went dark. " * (second + 1))
            found.append(totals(folder, "lighthouse"))
            yield
        yield from [None] * 3
        found.append(totals(folder, "lighthouse"))
        (corpus / "a.txt").unlink()
        yield from [None] * 3
        found.append(totals(folder, "lighthouse"))

    told = watched(folder, tmp_path, steps())
    assert found == [1, 1, 1, 1, 2, 1]
    assert told == ["watching 1 files, 1 documents", f"new {corpus}/b.txt", f"gone {corpus}/a.txt"]


def test_it_waits_for_its_turn(build: Callable[..., Path], tmp_path: Path) -> None:
    folder = build({"a.txt": "The lighthouse was lit."})
    (tmp_path / "built-corpus" / "b.txt").write_text("The lighthouse went dark.")
    with writer_lock(folder):
        with pytest.raises(LibraryLockedError):
            Builder(folder, open_engine, processes=1).run()
        waiting = threading.Thread(target=lambda: Builder(folder, open_engine, processes=1).run(wait=True))
        waiting.start()
        assert totals(folder, "lighthouse") == 1
    waiting.join()
    assert totals(folder, "lighthouse") == 2


def test_it_stops_cleanly_when_it_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The lighthouse was lit.")
    assert run("index", "--processes", "1", tmp_path / "a.txt").code == 0
    process = subprocess.Popen(
        module_command("tui", "watch"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ), text=True
    )
    assert process.stdout is not None
    assert "watching 1 files" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.communicate() == ("", "")
    assert process.returncode == 0


def test_feeds_are_read_as_well_and_their_captures_belong_to_the_library(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The lighthouse was lit.")
    assert run("index", "--processes", "1", tmp_path / "a.txt").code == 0
    with serving() as site:
        site.pages["/rss"] = feed_of(item("Ferries collide", "/a/1"))
        site.pages["/a/1"] = page_of(
            "Ferries collide", "Two ferries collided in the fog on Monday.", "Nobody was hurt."
        )
        (home / "config").mkdir(parents=True)
        (home / "config" / "feeds.toml").write_text(
            f'pause = 0.0\n[[feed]]\naddress = "{site.address("/rss")}"\nname = "rss"\n'
        )
        process = subprocess.Popen(
            module_command("tui", "watch", "--fetch", "10m", "--allow-private"), stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        with process.stdout as told:
            lines = iter(told.readline, "")
            begun = next(line for line in lines if "rss: 1 new" in line)
            assert begun.endswith("rss: 1 new, 0 changed\n")
            assert ".warc.gz" in next(line for line in lines if "watching " not in line)  # no total of all feeds
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 0
    (hit,) = run("search", "collided", "--json").json["hits"]
    assert hit["title"] == "Ferries collide"


@pytest.mark.parametrize("options", [("--fetch", "soon"), ("--fetch", "0m"), ("--allow-private",)])
def test_what_is_no_time_is_refused(run: Run, library: Path, options: tuple[str, ...]) -> None:
    answer = run("watch", "--library", f"{library}/", *options)
    assert answer.code == 2
    assert "10m" in answer.err or "--fetch" in answer.err


def test_without_a_library_it_says_what_to_do(run: Run) -> None:
    answer = run("watch")
    assert answer.code == 2
    assert "dateline index FOLDER" in answer.err
