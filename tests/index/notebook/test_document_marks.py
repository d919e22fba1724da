"""Stars and read marks of several documents as one step."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from index.notebook.annotation import Subject
from index.notebook.document_marks import MarkKind, mark_documents
from index.notebook.store import Notebook

SUBJECTS = [Subject(f"d{number}", f"Story {number}", text_hash=str(number)) for number in range(5)]


def marked(notebook: Notebook, kind: MarkKind) -> frozenset[str]:
    return notebook.starred() if kind is MarkKind.STAR else notebook.read()


def test_those_that_are_so_already_are_left_and_an_undo_takes_back_the_rest(tmp_path: Path) -> None:
    notebook = Notebook.open(tmp_path / "notebook.sqlite")
    notebook.star(SUBJECTS[1])
    assert mark_documents(notebook, SUBJECTS[:3], MarkKind.STAR, wanted=True) == 2
    assert notebook.starred() == {"d0", "d1", "d2"}
    assert notebook.undo() == "star of 2 documents taken off again"
    assert notebook.starred() == {"d1"}
    assert mark_documents(notebook, SUBJECTS[1:2], MarkKind.STAR, wanted=True) == 0
    assert notebook.undo() == "star of 'Story 1' taken off again"  # the step before: nothing was one
    notebook.close()


def test_one_document_is_named(tmp_path: Path) -> None:
    notebook = Notebook.open(tmp_path / "notebook.sqlite")
    mark_documents(notebook, SUBJECTS[:1], MarkKind.READ, wanted=True)
    assert notebook.undo() == "'Story 0' marked unread again"
    assert notebook.redo() == "'Story 0' marked read again"
    notebook.close()


chosen = st.lists(st.sampled_from(SUBJECTS), unique=True)


@settings(deadline=None, max_examples=30)
@given(steps=st.lists(st.tuples(chosen, st.sampled_from(MarkKind), st.booleans()), max_size=6))
def test_every_step_is_taken_back_whole(steps: list[tuple[list[Subject], MarkKind, bool]]) -> None:
    with TemporaryDirectory() as folder, closing(Notebook.open(Path(folder) / "notebook.sqlite")) as notebook:
        take_steps_and_take_them_back(notebook, steps)


def take_steps_and_take_them_back(notebook: Notebook, steps: list[tuple[list[Subject], MarkKind, bool]]) -> None:
    states = []
    for subjects, kind, wanted in steps:
        before = {one: marked(notebook, one) for one in MarkKind}
        if mark_documents(notebook, subjects, kind, wanted=wanted):
            states.append(before)
        ids = {one.document for one in subjects}
        assert (ids <= marked(notebook, kind)) if wanted else not (ids & marked(notebook, kind))
    for before in reversed(states):
        notebook.undo()
        assert {one: marked(notebook, one) for one in MarkKind} == before
    assert notebook.undo() is None
