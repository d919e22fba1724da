from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import NotebookConflictError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, placed
from index.notebook.export.formats import FORMATS
from index.notebook.rows import Change
from index.notebook.store import Notebook


def test_a_deleted_note_is_restored_as_it_was(notebook: Notebook, text: str, subject: Subject) -> None:
    added = notebook.add(subject, Anchor.of(text, 0, 7), "Ask the union {who} decided this at last", ["ask"])
    notebook.delete(added)
    assert notebook.undo() == "deleted note 'Ask the union {who} decided t…' restored"
    assert notebook.annotations() == [added]
    assert notebook.redo() == "note 'Ask the union {who} decided t…' deleted again"
    assert notebook.annotations() == []
    assert notebook.redo() is None


def test_each_kind_of_change_is_undone_and_done_again(notebook: Notebook, text: str, subject: Subject) -> None:
    added = notebook.add(subject, Anchor.of(text, 0, 7))
    notebook.edit(added, colour=5)
    notebook.star(subject)
    notebook.mark_read(subject)
    notebook.mark_unread(subject)
    notebook.unstar(subject)
    undone = [notebook.undo() for _ in range(7)]
    assert undone == [
        "star of 'Dockers return' put on again",
        "'Dockers return' marked read again",
        "'Dockers return' marked unread again",
        "star of 'Dockers return' taken off again",
        "change of note 'Dockers' undone",
        "note 'Dockers' removed again",
        None,
    ]
    redone = [notebook.redo() for _ in range(4)]
    assert redone[-1] == "'Dockers return' marked read again"
    assert (notebook.starred(), notebook.read()) == ({"d-17"}, {"d-17"})


def test_a_new_change_ends_what_could_be_done_again(notebook: Notebook, subject: Subject) -> None:
    notebook.add(subject, None, "first")
    notebook.undo()
    notebook.add(subject, None, "second")
    assert notebook.redo() is None


def test_automatic_read_marks_are_no_steps(notebook: Notebook, subject: Subject) -> None:
    notebook.mark_read(subject, automatic=True)
    assert notebook.undo() is None
    assert notebook.read() == {"d-17"}


def test_the_steps_are_the_sessions_own(notebook: Notebook, other_session: Notebook, subject: Subject) -> None:
    notebook.add(subject, None, "mine")
    assert other_session.undo() is None


def test_what_a_step_did_last_is_undone_first(notebook: Notebook) -> None:
    first, second = (("d-17", "starred", text_hash) for text_hash in ("one", "two"))
    notebook.change("it", [Change("marks", None, first), Change("marks", first, second)], "{} undone", "{} redone")
    for _ in range(2):
        assert notebook.undo() == "it undone"
        assert notebook.marks() == []
        assert notebook.redo() == "it redone"
        assert [one.text_hash for one in notebook.marks()] == ["two"]


def test_a_step_that_another_session_changed_is_refused_and_the_one_before_can_be_undone(
    notebook: Notebook, other_session: Notebook, subject: Subject
) -> None:
    notebook.star(subject)
    notebook.add(subject, None, "contested")
    theirs = other_session.edit(other_session.annotations()[0], note="theirs")
    with pytest.raises(NotebookConflictError, match="Not undone: another session has since changed note 'contested'"):
        notebook.undo()
    assert notebook.annotations() == [theirs]
    assert notebook.undo() == "star of 'Dockers return' taken off again"


def test_redo_is_refused_where_another_session_changed_the_annotation(
    notebook: Notebook, other_session: Notebook, subject: Subject
) -> None:
    added = notebook.add(subject, None, "one")
    notebook.edit(added, note="two")
    notebook.undo()
    other_session.edit(other_session.annotations()[0], note="theirs")
    with pytest.raises(NotebookConflictError, match="Not done again"):
        notebook.redo()
    assert [one.note for one in notebook.annotations()] == ["theirs"]


def test_many_hits_annotated_at_once_are_one_step(notebook: Notebook, text: str, subject: Subject) -> None:
    made = notebook.add_all([(subject, Anchor.of(text, at, at + 4)) for at in range(0, 40, 4)], "hit", ["q"], 2)
    assert notebook.annotations() == made
    assert notebook.undo() == "10 notes removed again"
    assert notebook.annotations() == []


def moved(notebook: Notebook, text: str) -> tuple[Subject, Anchor]:
    """Let the notebook's only annotation follow its words, which stand further down in another file now."""
    subject, anchor = Subject("d-18", "Dockers are back", path="/corpus/new.txt"), Anchor.of("At last. " + text, 9, 16)
    notebook.follow(notebook.annotations()[0], subject, anchor)
    return subject, anchor


def test_a_note_that_followed_its_words_is_undone_and_done_again_where_it_stands_now(
    notebook: Notebook, other_session: Notebook, text: str, subject: Subject
) -> None:
    added = notebook.add(subject, Anchor.of(text, 0, 7), "one")
    edited = notebook.edit(added, note="two")
    now = moved(other_session, text)
    assert notebook.undo() == "change of note 'two' undone"
    assert notebook.annotations() == [placed(added, *now)]
    assert notebook.undo() == "note 'one' removed again"
    assert notebook.annotations() == []
    assert notebook.redo() == "note 'one' added again"
    assert notebook.annotations() == [placed(added, *now)]
    assert notebook.redo() == "change of note 'two' made again"
    assert notebook.annotations() == [placed(edited, *now)]


def test_what_was_attached_by_hand_is_put_back_though_it_followed_its_words_since(
    notebook: Notebook, text: str, subject: Subject
) -> None:
    added = notebook.add(subject, Anchor.of(text, 0, 7), "one")
    notebook.attach(added, subject, Anchor.of(text, 11, 15))
    moved(notebook, text)
    there = notebook.annotations()
    assert notebook.undo() == "note 'one' put back where it was"
    assert notebook.annotations() == [added]
    assert notebook.redo() == "note 'one' attached again"
    assert notebook.annotations() == there


def test_what_another_session_wrote_into_a_note_that_followed_its_words_still_forbids_the_undo(
    notebook: Notebook, other_session: Notebook, text: str, subject: Subject
) -> None:
    notebook.add(subject, Anchor.of(text, 0, 7), "one")
    moved(other_session, text)
    theirs = other_session.edit(other_session.annotations()[0], tags=["theirs"])
    with pytest.raises(NotebookConflictError, match="Not undone"):
        notebook.undo()
    assert notebook.annotations() == [theirs]


def test_a_note_that_followed_its_words_while_it_was_edited_is_saved_where_it_stands_now(
    notebook: Notebook, other_session: Notebook, text: str, subject: Subject
) -> None:
    opened = notebook.add(subject, Anchor.of(text, 0, 7), "one")
    now = moved(other_session, text)
    edited = notebook.edit(opened, note="a long note")
    signed = {"modified": edited.modified, "stamp": edited.stamp, "parents": (opened.stamp,)}
    assert edited == replace(placed(opened, *now), note="a long note", revision=2, **signed)
    assert notebook.annotations() == [edited]


ACTIONS = st.lists(
    st.tuples(st.sampled_from("aaaeedsurnt"), st.integers(0, 5), st.text(max_size=5)), min_size=1, max_size=12
)


def act(notebook: Notebook, action: str, number: int, words: str) -> None:
    """Change something in the notebook: which is told by a letter and a number."""
    subject = Subject(f"d{number}", f"Title {number}", path="/c")
    there = notebook.annotations()
    chosen = there[number % len(there)] if there else None
    if action == "a":
        notebook.add(subject, Anchor.of("some text of a document", number, number + 4), words, [words], number)
    elif action == "e" and chosen:
        notebook.edit(chosen, note=words, colour=number)
    elif action == "d" and chosen:
        notebook.delete(chosen)
    elif action == "t" and chosen:
        notebook.attach(chosen, subject, Anchor.of("quite another text", number, number + 3))
    elif action in "sr":
        {"s": notebook.star, "r": notebook.mark_read}[action](subject)
    elif action in "un":
        {"u": notebook.unstar, "n": notebook.mark_unread}[action](subject)


def everything(notebook: Notebook) -> tuple[object, ...]:
    exports = [write(notebook.annotations()) for write in FORMATS.values()]
    return notebook.annotations(), notebook.starred(), notebook.read(), exports


@settings(deadline=None, max_examples=10)
@given(before=ACTIONS, session=ACTIONS)
def test_undo_to_the_sessions_start_and_redo_to_its_end_restore_everything(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[str, int, str]],
    session: list[tuple[str, int, str]],
) -> None:
    path: Path = tmp_path_factory.mktemp("undo") / "n.sqlite"
    earlier = Notebook.open(path)
    for action in before:
        act(earlier, *action)
    earlier.close()
    notebook = Notebook.open(path)
    start = everything(notebook)
    for action in session:
        act(notebook, *action)
    end = everything(notebook)
    for _ in range(2):
        while notebook.undo():
            pass
        assert everything(notebook) == start
        while notebook.redo():
            pass
        assert everything(notebook) == end
    notebook.close()
