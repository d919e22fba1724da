from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import NotebookError, UnsafeFolderError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.recovery import Unsaved, discard, keep, kept, save_kept
from index.notebook.store import Notebook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


@pytest.fixture
def unsaved(text: str, subject: Subject) -> Unsaved:
    return Unsaved(subject, Anchor.of(text, 3, 20), "typed\nfor long \ud800", ("a", "b"), 4, "some-id")


def test_what_was_kept_is_taken_back_oldest_first(folder: Path, unsaved: Unsaved) -> None:
    first = keep(folder, unsaved)
    second = keep(folder, replace(unsaved, anchor=None, note="two"))
    found, problems = kept(folder)
    assert problems == []
    assert {path for path, _ in found} == {first, second}
    back = dict(found)[first]
    assert replace(back, moment="") == replace(unsaved, note="typed\nfor long \ufffd")
    assert back.moment.endswith("Z")
    discard(first)
    discard(first)
    assert [one.note for _, one in kept(folder)[0]] == ["two"]


def test_the_files_are_private_and_whole(folder: Path, unsaved: Unsaved) -> None:
    path = keep(folder, unsaved)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert keep(folder, replace(unsaved, note="more"), replacing=path) == path
    assert list(folder.iterdir()) == [path]
    assert kept(folder)[0][0][1].note == "more"


def test_nothing_is_kept_where_there_is_no_folder(folder: Path) -> None:
    assert kept(folder) == ([], [])


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"besides": [1]}', '{"subject": {"document": 5}}', '{"subject": {}, "anchor": [1]}', "[" * 9999],
)
def test_a_file_that_cannot_be_read_is_reported_and_stays(folder: Path, unsaved: Unsaved, content: str) -> None:
    good = keep(folder, unsaved)
    bad = folder / "bad.json"
    bad.write_text(content)
    bad.chmod(0o600)
    found, problems = kept(folder)
    assert [path for path, _ in found] == [good]
    assert [problem.path for problem in problems] == [str(bad)]
    assert bad.exists()


def test_a_file_that_others_may_write_is_not_taken_back(folder: Path, unsaved: Unsaved) -> None:
    path = keep(folder, unsaved)
    path.chmod(0o666)
    found, problems = kept(folder)
    assert (found, len(problems)) == ([], 1)
    folder.chmod(0o777)
    with pytest.raises(UnsafeFolderError):
        kept(folder)
    with pytest.raises(UnsafeFolderError):
        keep(folder, unsaved)


def test_a_text_that_cannot_be_kept_is_said(folder: Path, unsaved: Unsaved) -> None:
    keep(folder, unsaved)
    with pytest.raises(NotebookError, match="could not be kept"):
        keep(folder, unsaved, replacing=folder / "nowhere" / "x.json")


def test_what_was_kept_is_saved_once_and_no_file_stays(folder: Path, unsaved: Unsaved, notebook: Notebook) -> None:
    unsaved = replace(unsaved, note="typed")
    keep(folder, unsaved)
    keep(folder, unsaved)  # it was tried twice
    keep(folder, replace(unsaved, note="another"))
    assert save_kept(folder, notebook) == (3, [])
    assert sorted(one.note for one in notebook.annotations()) == sorted([unsaved.note, "another"])
    assert list(folder.glob("*.json")) == []
    assert save_kept(folder, notebook) == (0, [])


def test_an_edit_that_was_kept_changes_its_note_but_nothing_newer(
    folder: Path, unsaved: Unsaved, notebook: Notebook
) -> None:
    first = notebook.add(unsaved.subject, unsaved.anchor, "first")
    keep(folder, replace(unsaved, note="edited", editing=first.id))
    save_kept(folder, notebook)
    (edited,) = notebook.annotations()
    assert (edited.id, edited.note) == (first.id, "edited")
    path = keep(folder, replace(unsaved, note="older edit", editing=first.id))
    path.write_text(path.read_text().replace('"moment": "2', '"moment": "1'))
    save_kept(folder, notebook)
    assert {one.note for one in notebook.annotations()} == {"edited", "older edit"}
    keep(folder, replace(unsaved, note="of one that is gone", editing="no such id"))
    save_kept(folder, notebook)
    assert len(notebook.annotations()) == 3
