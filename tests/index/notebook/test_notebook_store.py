from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import NotebookConflictError, NotebookError, UnsafeFolderError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.problems import explain
from index.notebook.store import Notebook


def test_what_was_added_is_there_when_the_notebook_is_opened_again(
    notebook: Notebook, text: str, subject: Subject
) -> None:
    anchor = Anchor.of(text, 10, 40)
    added = notebook.add(subject, anchor, "line one\nline two", ["strike", " port "], 3)
    notebook.close()
    again = Notebook.open(notebook.path)
    assert again.annotations() == [added]
    again.close()
    assert (added.revision, added.note, added.tags, added.colour) == (1, "line one\nline two", ("strike", "port"), 3)
    assert (added.anchor, added.text_hash, added.subject.title) == (anchor, anchor.text_hash, "Dockers return")


def test_annotations_come_by_document_and_place_and_of_whole_documents_first(
    notebook: Notebook, text: str, subject: Subject
) -> None:
    late = notebook.add(subject, Anchor.of(text, 90, 95))
    early = notebook.add(subject, Anchor.of(text, 5, 9))
    whole = notebook.add(subject, None, "all of it")
    elsewhere = notebook.add(replace(subject, document="d-01"), Anchor.of(text, 50, 60))
    assert notebook.annotations() == [elsewhere, whole, early, late]
    assert notebook.annotations("d-17") == [whole, early, late]
    assert notebook.documents_with_annotations() == {"d-17": 3, "d-01": 1}


def test_an_edit_changes_what_is_given_and_counts_the_revision(notebook: Notebook, subject: Subject) -> None:
    added = notebook.add(subject, None, "first", ["a"], 2)
    edited = notebook.edit(added, note="second")
    assert (edited.note, edited.tags, edited.colour, edited.revision) == ("second", ("a",), 2, 2)
    assert edited.created == added.created <= edited.modified
    assert notebook.annotation(added.id) == edited
    assert notebook.edit(edited, note="second") == edited


def test_deleting_and_counting_tags(notebook: Notebook, subject: Subject) -> None:
    kept = notebook.add(subject, None, tags=["b", "a", "b"])
    gone = notebook.add(subject, None, tags=["a", "c"])
    assert notebook.tags() == [("a", 2), ("b", 1), ("c", 1)]
    notebook.delete(gone)
    assert notebook.annotations() == [kept]
    assert notebook.annotation(gone.id) is None


def test_stars_and_read_marks(notebook: Notebook, subject: Subject) -> None:
    notebook.star(subject)
    notebook.star(subject)
    notebook.mark_read(subject)
    notebook.mark_read(Subject("d-18"), automatic=True)
    assert (notebook.starred(), notebook.read()) == ({"d-17"}, {"d-17", "d-18"})
    notebook.unstar(subject)
    notebook.mark_unread(subject)
    assert (notebook.starred(), notebook.read()) == (frozenset(), {"d-18"})


def test_an_annotation_is_attached_elsewhere(notebook: Notebook, text: str, subject: Subject) -> None:
    added = notebook.add(subject, Anchor.of(text, 5, 9), "mine", ["t"], 4)
    moved = replace(subject, document="d-99", path="/corpus/new.txt")
    attached = notebook.attach(added, moved, Anchor.of("Another text of it", 0, 7))
    assert notebook.annotations("d-99") == [attached]
    assert (attached.id, attached.note, attached.revision) == (added.id, "mine", 2)
    followed = notebook.follow(attached, subject, added.anchor)
    assert (followed.revision, followed.modified) == (attached.revision, attached.modified)
    assert notebook.annotations("d-17") == [followed]


def test_another_sessions_change_is_never_overwritten(
    notebook: Notebook, other_session: Notebook, subject: Subject
) -> None:
    added = notebook.add(subject, None, "mine")
    theirs = other_session.edit(other_session.annotations()[0], note="theirs")
    with pytest.raises(NotebookConflictError, match="changed"):
        notebook.edit(added, note="mine again")
    with pytest.raises(NotebookConflictError, match="changed"):
        notebook.delete(added)
    assert notebook.annotations() == [theirs]
    other_session.delete(theirs)
    with pytest.raises(NotebookConflictError, match="deleted"):
        notebook.edit(added, note="mine again")


def test_a_revision_that_an_undo_took_back_does_not_hide_a_conflict(
    notebook: Notebook, other_session: Notebook, subject: Subject
) -> None:
    added = notebook.add(subject, None, "one")
    notebook.edit(added, note="two")
    seen_by_other = other_session.annotations()[0]
    notebook.undo()
    again = notebook.edit(added, note="three")
    assert again.revision == seen_by_other.revision
    with pytest.raises(NotebookConflictError):
        other_session.edit(seen_by_other, note="over three")
    assert notebook.annotations() == [again]


def test_changes_of_other_sessions_are_noticed_and_own_ones_are_not(
    notebook: Notebook, other_session: Notebook, subject: Subject
) -> None:
    assert not notebook.changed_since_last_look()
    notebook.add(subject, None, "own")
    assert not notebook.changed_since_last_look()
    other_session.add(subject, None, "theirs")
    assert notebook.changed_since_last_look()
    assert not notebook.changed_since_last_look()


def test_a_colour_that_there_is_not_is_refused(notebook: Notebook, subject: Subject) -> None:
    with pytest.raises(ValueError, match="colour"):
        notebook.add(subject, None, colour=7)
    assert notebook.annotations() == []


NASTY = st.text(st.characters(exclude_categories=()), max_size=40)  # with lone surrogates and NUL


@settings(deadline=None, max_examples=30)
@example(note="a\ud800\x00", tags=["\udfff"], path="/\udcff")
@given(note=NASTY, tags=st.lists(NASTY, max_size=3), path=NASTY)
def test_any_text_is_kept_as_the_call_returned_it(
    tmp_path_factory: pytest.TempPathFactory, note: str, tags: list[str], path: str
) -> None:
    notebook = Notebook.open(tmp_path_factory.mktemp("any") / "n.sqlite")
    added = notebook.add(Subject("d", path=path), Anchor.of("x" + note + "y", 0, 1), note, tags)
    assert notebook.annotations() == [added]
    assert added.note == "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in note)
    notebook.delete(added)
    notebook.close()


def test_the_folder_and_the_file_are_private(notebook: Notebook) -> None:
    assert stat.S_IMODE(notebook.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(notebook.path.parent.stat().st_mode) == 0o700


def test_a_file_or_folder_that_others_may_write_is_refused(notebook: Notebook) -> None:
    notebook.close()
    notebook.path.chmod(0o620)
    with pytest.raises(UnsafeFolderError):
        Notebook.open(notebook.path)
    notebook.path.chmod(0o600)
    notebook.path.parent.chmod(0o777)
    with pytest.raises(UnsafeFolderError):
        Notebook.open(notebook.path)


@pytest.mark.parametrize("content", [b"just words, which are long enough to be looked at as a header " * 3, None])
def test_a_file_that_is_no_notebook_is_refused_and_kept(path: Path, content: bytes | None) -> None:
    path.parent.mkdir(mode=0o700)
    if content is None:
        with closing(sqlite3.connect(path)) as foreign:
            foreign.execute("CREATE TABLE recipes (name)")
    else:
        path.write_bytes(content)
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(NotebookError, match="not a notebook"):
        Notebook.open(path)
    assert path.read_bytes() == before


def test_a_folder_in_the_notebooks_place_is_refused(path: Path) -> None:
    path.mkdir(parents=True, mode=0o700)
    path.parent.chmod(0o700)
    with pytest.raises(NotebookError, match="cannot be opened"):
        Notebook.open(path)


def test_a_held_notebook_is_said_to_be_held_and_nothing_is_changed(notebook: Notebook, subject: Subject) -> None:
    kept = notebook.add(subject, None, "kept")
    with closing(sqlite3.connect(notebook.path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotebookError, match="Another program is holding"):
            notebook.undo()
        holder.execute("ROLLBACK")
    assert notebook.annotations() == [kept]
    assert notebook.undo() == "note 'kept' removed again"


FILL = """
import resource, sys
from pathlib import Path
from index.errors import NotebookError
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
notebook = Notebook.open(Path(sys.argv[1]))
kept = notebook.add(Subject("d"), None, "kept")
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
try:
    notebook.add(Subject("d"), None, "x" * 200_000)
except NotebookError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(notebook.annotations() == [kept], notebook.add(Subject("d"), None, "later").note)
"""


def test_a_file_that_cannot_grow_is_said_at_once_and_loses_nothing(path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FILL, path], capture_output=True, text=True, check=True)
    sentence, after = ran.stdout.splitlines()
    assert sentence.startswith("The disk with the notebook")
    assert after == "True later"


def test_each_error_of_sqlite_becomes_a_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "full")) as full:
        full.execute("PRAGMA max_page_count = 3")
        full.execute("CREATE TABLE t (x)")
        with pytest.raises(sqlite3.Error) as filled:
            full.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert "is full; make room" in str(explain(filled.value, tmp_path))
    fixed = sqlite3.connect(f"file:{tmp_path / 'full'}?mode=ro", uri=True)
    with closing(fixed), pytest.raises(sqlite3.Error) as refused:
        fixed.execute("DELETE FROM t")
    assert "may not be written" in str(explain(refused.value, tmp_path))
    assert "could not be read or written" in str(explain(sqlite3.ProgrammingError("odd"), tmp_path))


def test_a_backup_is_complete_private_and_never_replaces_a_file(
    notebook: Notebook, subject: Subject, tmp_path: Path
) -> None:
    added = notebook.add(subject, None, "safe")
    folder = tmp_path / "copies"
    folder.mkdir(mode=0o700)
    notebook.backup(folder / "copy.sqlite")
    assert stat.S_IMODE((folder / "copy.sqlite").stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [folder / "copy.sqlite"]
    copy = Notebook.open(folder / "copy.sqlite")
    assert copy.annotations() == [added]
    copy.close()
    with pytest.raises(NotebookError, match="File exists"):
        notebook.backup(folder / "copy.sqlite")
    with pytest.raises(NotebookError, match="No such file"):
        notebook.backup(tmp_path / "nowhere" / "copy.sqlite")


def test_each_commit_waits_for_the_disk(notebook: Notebook) -> None:
    # the setting is per connection, so that only the notebook's own can tell it
    assert notebook._file._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_an_import_is_one_step(notebook: Notebook, subject: Subject) -> None:
    old = notebook.add(subject, None, "old")
    newer = replace(old, note="newer", revision=5, modified="2030-01-01T00:00:00.000Z")
    fresh = replace(old, id="11111111-2222-4333-8444-555555555555", note="fresh")
    notebook.take_in([(old, newer), (None, fresh)])
    assert {one.note for one in notebook.annotations()} == {"newer", "fresh"}
    notebook.undo()
    assert notebook.annotations() == [old]
    with pytest.raises(NotebookConflictError):
        notebook.take_in([(None, fresh), (newer, replace(newer, note="newest"))])
    assert notebook.annotations() == [old]


def test_an_annotation_of_each_field_is_kept(notebook: Notebook) -> None:
    anchor = Anchor(3, 9, "quoted", "b", "a", "", repeated=True)
    given = Annotation("k", 4, "d", "t", "s", "2020", "/p", "", anchor, "n", ("x",), 6, "2020-01-01", "2020-02-01")
    notebook.take_in([(None, given)])
    assert notebook.annotations() == [given]
