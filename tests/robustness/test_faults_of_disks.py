"""Full disks, read-only folders, files that fail: a sentence each, nothing confirmed is lost, and it goes on."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from disk import Disk
from figures import record
from pty_terminal import DATELINE, PATIENCE, Terminal, dateline_command, open_dateline

from index.home.folders import find_home
from index.notebook.store import Notebook

MakeDisk = Callable[[str], Disk]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command without a screen; it never shows a traceback."""
    command = [DATELINE, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert "Traceback" not in done.stderr + done.stdout
    return done


def sentence_of(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that failed."""
    assert done.returncode == 2, done
    (line,) = done.stderr.splitlines()
    return line


def write_corpus(folder: Path, count: int) -> None:
    """Stories whose words hardly repeat, so that a library of them is as large as it gets."""
    chance = random.Random(7)
    folder.mkdir()
    for number in range(count):
        words = ("".join(chance.choice("abcdefghiklmnoprstuvw") for _ in range(6)) for _ in range(1500))
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nThe bridge. {' '.join(words)}\n")


def notes(library: Path) -> list[str]:
    """What stands in the notebook."""
    notebook = Notebook.open(find_home().notebook(library))
    try:
        return [one.note for one in notebook.annotations()]
    finally:
        notebook.close()


def test_indexing_onto_a_disk_that_fills_up_at_any_point(make_disk: MakeDisk, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_corpus(corpus, 30)
    disk = make_disk("32m")
    sizes = [100, 300, 600, 1000, 1500, 2200, 3000, 4500, 9000]
    full = 0
    for kilobytes in sizes:
        library = disk.folder / "library"
        disk.change(f"size={kilobytes}k")
        done = run("index", "--processes", 1, "--library", f"{library}/", corpus)
        if done.returncode != 0:
            full += 1
            assert "full" in sentence_of(done) or "No space left" in sentence_of(done)
        disk.change("size=32m")
        again = run("index", "--processes", 1, "--library", f"{library}/", "--json", corpus)
        assert again.returncode == 0, again
        found = json.loads(run("search", "--library", f"{library}/", "--json", "--limit", 99, "bridge").stdout)
        assert found["total"] == len({hit["id"] for hit in found["hits"]}) == 30
        shutil.rmtree(library)
    assert 0 < full < len(sizes)
    record("disk full while indexing", f"at {full} of {len(sizes)} sizes; the next run finished each time")


def test_a_note_on_a_full_disk_stays_in_the_dialog(
    make_disk: MakeDisk, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = make_disk("4m")
    monkeypatch.setenv("DATELINE_HOME", str(disk.folder))
    with open_dateline(library) as terminal:
        terminal.type("2afirst\r")
        terminal.until_shown("Note saved.")
        disk.fill()
        terminal.type("a")
        terminal.until_shown("Note on “")
        terminal.type("precious " * 600 + "\r")  # more than is left in the notebook's last page
        terminal.until_shown("full", "make room and save again")
        disk.free()
        terminal.press("enter")
        terminal.until_shown("Note saved.")
        disk.fill()
        terminal.type("/bridge OR dillon\r")
        terminal.until_shown("2 of 3 documents")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert "Traceback" not in terminal.text
    assert sorted(note[:8] for note in notes(library)) == ["first", "precious"]
    with open_dateline(library) as terminal:  # the disk is still full
        terminal.press("o")
        terminal.until_shown("2 notes")
    record("disk full while a note is saved", "told, the note stays in its dialog, and is saved when there is room")


def test_a_first_start_on_a_full_disk_says_so(
    make_disk: MakeDisk, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = make_disk("1m")
    disk.fill()
    monkeypatch.setenv("DATELINE_HOME", str(disk.folder))
    with Terminal(dateline_command(library)) as terminal:
        assert terminal.wait() == 2
        assert "full" in terminal.text or "No space left" in terminal.text
        assert "Traceback" not in terminal.text
    record("disk full at the first start", "told in a sentence")


def test_a_home_that_became_read_only_can_be_read(
    make_disk: MakeDisk, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = make_disk("4m")
    monkeypatch.setenv("DATELINE_HOME", str(disk.folder))
    shutil.move(library, disk.folder / "library")
    library = disk.folder / "library"
    with open_dateline(library) as terminal:
        terminal.type("2akept\r")
        terminal.until_shown("Note saved.")
        terminal.press("ctrl+q")
        terminal.wait()
    disk.change("ro")
    assert json.loads(run("search", "--library", f"{library}/", "--json", "dillon").stdout)["total"] == 2
    assert "Read-only" in sentence_of(run("index", "--library", f"{library}/", library.parent))
    with open_dateline(library) as terminal:
        terminal.type("/dillon\r")
        terminal.until_shown("2 of 3 documents")
        terminal.press("o")
        terminal.until_shown("1 note", "kept")
        terminal.press("q")
        terminal.until_gone("1 note")
        terminal.type("2a")
        terminal.until_shown("Note on “")
        terminal.type("not kept\r")
        terminal.until_shown("may not be written")
        disk.change("rw")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
    assert sorted(notes(library)) == ["kept", "not kept"]
    record("a home that became read-only", "searched and read; a note refused, and saved when it may be written again")


def test_a_file_that_cannot_be_read_to_its_end_is_reported(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_corpus(corpus, 3)
    failing = corpus / "1.txt"
    memory = f"/proc/{os.getpid()}/mem"  # whose first page cannot be read: an I/O error
    subprocess.run(["mount", "--bind", memory, str(failing)], check=True)
    try:
        done = run("index", "--processes", 1, "--library", f"{tmp_path}/library", "--json", corpus)
        answer = json.loads(done.stdout)
        assert answer["documents"] == 2
        assert [(problem["path"], problem["reason"]) for problem in answer["problems"]] == [
            (str(failing), "cannot be read: Input/output error")
        ]
    finally:
        subprocess.run(["umount", str(failing)], check=True)
    record("a file with an I/O error", "reported, the rest read")
