"""One's own file in a shared folder, whatever happened to it; and what somebody else's can do to it: nothing."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import PathError
from index.notebook.annotation import Subject
from index.notebook.importing import Incoming, plan_import
from index.notebook.publishing import publish
from index.notebook.shared_notes import SharedFolder, SharedNotes, share_in, shared_folder
from index.notebook.sharing import LONGEST_LINE, MOST_BYTES, SUFFIX, SharedFiles, colleagues, joined, notes_of, own_file
from index.notebook.store import Notebook

SUBJECT = Subject("d", "Ferries late", "Harbour Post", "2021-03-01", "/corpus/secret/ferries.txt", "ab" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Notebook]:
    with closing(Notebook.open(tmp_path / "other" / "other.sqlite")) as notebook:
        yield notebook


def said(folder: Path, reader: str = "nobody") -> list[str]:
    """What somebody reads there who has no notes."""
    with closing(Notebook.open(folder.parent / "nobody" / "n.sqlite")) as notebook:
        return sorted(one.note for one in notes_of(colleagues(folder, reader), notebook))


def take_over(target: Notebook, folder: Path, name: str) -> None:
    revisions = [one for history in joined(colleagues(folder, name)).values() for one in history.revisions.values()]
    current = [one.content for one in revisions if one.content]
    plan = plan_import(target.present(), Incoming(current, revisions))
    target.take_in(plan.changes, plan.further)


def test_a_damaged_file_of_ones_own_is_written_anew_with_nothing_lost(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "one")
    publish(notebook, folder, "Ann", "a")
    path = own_file(folder, "Ann")
    damaged = b"<<<<<<< HEAD\n" + path.read_bytes() + b"=======\n"
    path.write_bytes(damaged)
    assert said(folder) == []
    notebook.add(SUBJECT, None, "two")
    told: list[str] = []
    assert publish(notebook, folder, "Ann", "a", told.append) == 1
    assert "written anew" in told[0]
    assert said(folder) == ["one", "two"]
    (beside,) = folder.glob("*.damaged-*")
    assert beside.read_bytes() == damaged
    assert publish(notebook, folder, "Ann", "a", told.append) == 0
    assert len(told) == 1
    assert path.stat().st_mode & 0o777 == 0o644


def test_two_notebooks_in_one_file_leave_each_others_notes_alone(
    notebook: Notebook, other: Notebook, folder: Path
) -> None:
    note = notebook.add(SUBJECT, None, "of the first")
    other.add(SUBJECT, None, "of the second")
    publish(notebook, folder, "Ann", "first")
    publish(other, folder, "Ann", "second")
    assert publish(notebook, folder, "Ann", "first") == 0
    assert said(folder) == ["of the first", "of the second"]
    notebook.delete(note)
    publish(notebook, folder, "Ann", "first")
    notebook.undo()
    notebook.undo()  # it was never written
    publish(notebook, folder, "Ann", "first")
    assert (publish(notebook, folder, "Ann", "first"), publish(other, folder, "Ann", "second")) == (0, 0)
    assert said(folder) == ["of the second"]


def test_each_notebook_has_a_mark_of_its_own_which_it_keeps(tmp_path: Path, folder: Path) -> None:
    marks = []
    for name in ("one", "other", "one"):
        share_in(tmp_path / f"{name}.sqlite", SharedFolder(folder, "Ann"))
        there = shared_folder(tmp_path / f"{name}.sqlite")
        assert there is not None
        marks.append(there.source)
    assert marks[0] == marks[2] != marks[1]


def test_who_deletes_what_was_taken_over_deletes_it_for_nobody_else(
    notebook: Notebook, other: Notebook, folder: Path
) -> None:
    notebook.add(SUBJECT, None, "by Ann")
    publish(notebook, folder, "Ann")
    take_over(other, folder, "Bob")
    (taken,) = other.annotations()
    publish(other, folder, "Bob")
    other.delete(taken)
    publish(other, folder, "Bob")
    assert said(folder) == ["by Ann"]
    other.undo()
    notebook.delete(notebook.annotations()[0])
    publish(notebook, folder, "Ann")
    publish(other, folder, "Bob")
    assert said(folder) == ["by Ann"]  # in Bob's notebook, who has taken it over
    other.delete(other.annotations()[0])
    publish(other, folder, "Bob")
    assert said(folder) == []


def test_a_note_that_another_has_taken_over_and_deleted_can_still_be_taken_over(
    path: Path, other: Notebook, folder: Path
) -> None:
    other.add(SUBJECT, None, "by Ann")
    publish(other, folder, "Ann")
    with closing(Notebook.open(folder.parent / "carla" / "n.sqlite")) as carla:
        take_over(carla, folder, "Carla")
        carla.delete(carla.annotations()[0])
        publish(carla, folder, "Carla")
    share_in(path, SharedFolder(folder, "Bob"))
    shared = SharedNotes(path)
    shared.look_now()
    (note,) = shared.notes
    with closing(Notebook.open(path)) as bob:
        shared.take_over(bob, note)
        assert [one.note for one in bob.annotations()] == ["by Ann"]


def test_copies_that_a_synchronising_program_leaves_are_read_too(
    notebook: Notebook, other: Notebook, folder: Path
) -> None:
    notebook.add(SUBJECT, None, "in the file")
    publish(notebook, folder, "Ann")
    other.add(SUBJECT, None, "in the copy")
    publish(other, folder, "Ann2")
    own_file(folder, "Ann2").rename(folder / "Ann.notes.sync-conflict-20261130-101010-ABCDEFG.jsonl")
    assert said(folder) == ["in the copy", "in the file"]
    assert colleagues(folder, "Ann") == []


def test_nobody_changes_anothers_words_under_their_own_stamp(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "what Ann wrote")
    publish(notebook, folder, "Ann")
    forged = own_file(folder, "Ann").read_text().replace("what Ann wrote", "zzz: what Ann never wrote")
    own_file(folder, "Bob").write_text(forged)
    assert said(folder) == ["what Ann wrote"]


def test_a_shared_line_tells_no_folder_of_ones_own(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "one")
    publish(notebook, folder, "Ann")
    (line,) = own_file(folder, "Ann").read_text().splitlines()
    assert "/corpus" not in line
    assert json.loads(line)["content"]["path"] == "ferries.txt"


def test_what_is_no_ordinary_file_of_ones_own_is_not_written_to(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "one")
    precious = folder.parent / "precious"
    precious.write_text("no newline at its end")
    os.mkfifo(own_file(folder, "pipe"))
    own_file(folder, "link").symlink_to(precious)
    own_file(folder, "hard").hardlink_to(precious)
    own_file(folder, "folder").mkdir()
    for name in ("pipe", "link", "hard", "folder"):
        with pytest.raises(PathError):
            publish(notebook, folder, name)
    assert precious.read_text() == "no newline at its end"


def test_a_file_that_another_program_has_locked_is_not_waited_for_long(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "one")
    publish(notebook, folder, "Ann")
    notebook.add(SUBJECT, None, "two")
    with own_file(folder, "Ann").open() as file:  # whoever may read it can do so
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(PathError, match="another program has locked"):
            publish(notebook, folder, "Ann")
    assert publish(notebook, folder, "Ann") == 1


def test_a_file_that_has_grown_too_large_is_told_and_never_cut(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "one")
    path = own_file(folder, "Ann")
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(PathError, match="too large"):
        publish(notebook, folder, "Ann")
    assert path.stat().st_size == MOST_BYTES + 1


def test_a_note_that_nobody_would_read_is_left_out_and_told(notebook: Notebook, folder: Path) -> None:
    notebook.add(SUBJECT, None, "x" * LONGEST_LINE)
    notebook.add(SUBJECT, None, "short")
    told: list[str] = []
    assert publish(notebook, folder, "Ann", "", told.append) == 1
    assert "1 of your notes" in told[0]
    assert said(folder) == ["short"]


def test_a_folder_that_holds_anything_is_refused_and_a_file_of_empty_lines_costs_little(folder: Path) -> None:
    (folder / f"Ann{SUFFIX}").write_bytes(b"\n" * 10_000_000)
    (ann,) = colleagues(folder, "Bob")
    assert "line 1" in ann.problem
    for number in range(10_001):
        (folder / str(number)).touch()
    with pytest.raises(PathError, match="folder of their own"):
        colleagues(folder, "Bob")


def test_notes_that_cannot_be_shared_are_told_and_colleagues_are_read_all_the_same(
    path: Path, other: Notebook, folder: Path
) -> None:
    other.add(SUBJECT, None, "by Ann")
    publish(other, folder, "Ann")
    share_in(path, SharedFolder(folder, "Bob"))
    own_file(folder, "Bob").mkdir()
    shared = SharedNotes(path)
    assert shared.look(publish_own=True)
    assert [one.note for one in shared.notes] == ["by Ann"]
    assert len(shared.problems) == 1
    own_file(folder, "Bob").rmdir()
    assert shared.look(publish_own=True)
    assert shared.problems == ()
    assert own_file(folder, "Bob").is_file()


def test_a_folder_that_is_gone_is_told_and_what_was_read_stays(path: Path, other: Notebook, folder: Path) -> None:
    other.add(SUBJECT, None, "by Ann")
    publish(other, folder, "Ann")
    share_in(path, SharedFolder(folder, "Bob"))
    shared = SharedNotes(path)
    shared.look_now()
    folder.rename(folder.parent / "elsewhere")
    with pytest.raises(PathError, match="cannot be read"):
        shared.look_now()
    assert [one.note for one in shared.notes] == ["by Ann"]


def test_only_files_that_have_changed_are_read_again(other: Notebook, folder: Path) -> None:
    other.add(SUBJECT, None, "one")
    for name in ("Ann", "Carla"):
        publish(other, folder, name)
        os.utime(own_file(folder, name), (1_600_000_000, 1_600_000_000))
    files = SharedFiles()
    ann, carla = files.read(folder, "Bob")
    other.add(SUBJECT, None, "two")
    publish(other, folder, "Carla")
    again, changed = files.read(folder, "Bob")
    assert again is ann
    assert (len(carla.revisions), len(changed.revisions)) == (1, 2)
