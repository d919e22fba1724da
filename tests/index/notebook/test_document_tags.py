"""Tags of documents: one step each way, and out, in and shared as notes are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import NotebookConflictError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, new_annotation
from index.notebook.document_tags import is_tagging, tag_documents, tags_of
from index.notebook.export.writing import format_of, write_notes
from index.notebook.importing import Incoming, plan_import
from index.notebook.publishing import publish
from index.notebook.reading.notes import read_notes
from index.notebook.sharing import colleagues, notes_of
from index.notebook.store import Notebook

FERRY, CRANE = (
    Subject(name, title, text_hash=name * 16) for name, title in (("ferry", "Ferries"), ("crane", "Cranes"))
)


def tags(notebook: Notebook, subject: Subject = FERRY) -> tuple[str, ...]:
    return tags_of(notebook.annotations(subject.document))


def test_tags_are_put_on_and_taken_off_and_each_is_a_step(notebook: Notebook) -> None:
    assert tag_documents(notebook, [FERRY], [" port ", "check", "port"]) == 1
    assert tag_documents(notebook, [FERRY], ["port"]) == 0
    assert tag_documents(notebook, [FERRY], ["late"], ["port", "other"]) == 1
    assert tags(notebook) == ("check", "late")
    assert notebook.tags() == [("check", 1), ("late", 1)]
    assert notebook.undo() == "tags of “Ferries” put back as they were"
    assert tags(notebook) == ("port", "check")
    assert notebook.redo() == "tags of “Ferries” changed again"
    tag_documents(notebook, [FERRY], [], ["check", "late"])
    assert notebook.annotations() == []
    notebook.undo()
    assert tags(notebook) == ("check", "late")


def test_many_documents_are_one_step(notebook: Notebook) -> None:
    tag_documents(notebook, [CRANE], ["port"])
    assert tag_documents(notebook, [FERRY, CRANE], ["port"]) == 1
    assert tag_documents(notebook, [FERRY, CRANE], ["both"]) == 2
    assert (tags(notebook), tags(notebook, CRANE)) == (("port", "both"), ("port", "both"))
    assert notebook.undo() == "tags of 2 documents put back as they were"
    assert (tags(notebook), tags(notebook, CRANE)) == (("port",), ("port",))


def test_notes_of_a_document_keep_their_tags(notebook: Notebook) -> None:
    notebook.add(FERRY, None, "a word on it", ["port"])
    tag_documents(notebook, [FERRY], ["late"], ["port"])
    assert tags(notebook) == ("late",)
    assert [one.tags for one in notebook.annotations() if one.note] == [("port",)]


@pytest.mark.parametrize("suffix", ["jsonl", "json"])
def test_tags_go_out_and_come_in(notebook: Notebook, tmp_path: Path, suffix: str) -> None:
    tag_documents(notebook, [FERRY], ["port", "späť"])
    file = tmp_path / f"notes.{suffix}"
    write_notes(notebook.annotations(), format_of(file), file, notebook.path)
    with closing(Notebook.open(tmp_path / "other" / "n.sqlite")) as other:
        plan = plan_import(other.present(), read_notes(file.read_text(encoding="utf-8")).incoming)
        other.take_in(plan.changes, plan.further)
        assert tags(other) == ("port", "späť")


def test_colleagues_tags_add_up(notebook: Notebook, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    tag_documents(notebook, [FERRY], ["mine"])
    with closing(Notebook.open(tmp_path / "bob" / "n.sqlite")) as bob:
        tag_documents(bob, [FERRY], ["theirs"])
        publish(bob, folder, "Bob")
    found = notes_of(colleagues(folder, "Ann"), notebook)
    plan = plan_import(notebook.present(), Incoming(found))
    notebook.take_in(plan.changes, plan.further)
    assert set(tags(notebook)) == {"mine", "theirs"}
    tag_documents(notebook, [FERRY], ["new"], ["mine", "theirs"])
    assert tags(notebook) == ("new",)


def test_another_sessions_change_is_not_undone_over(notebook: Notebook, other_session: Notebook) -> None:
    tag_documents(notebook, [FERRY], ["port"])
    tag_documents(other_session, [FERRY], ["late"])
    with pytest.raises(NotebookConflictError):
        notebook.undo()
    assert tags(notebook) == ("port", "late")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.lists(st.sampled_from("abc")), st.sets(st.sampled_from("abc"))), max_size=5))
def test_undoing_all_steps_leaves_nothing(notebook: Notebook, steps: list[tuple[list[str], set[str]]]) -> None:
    there: set[str] = set()
    for add, remove in steps:
        tag_documents(notebook, [FERRY], [tag for tag in add if tag not in remove], remove)
        there = (there | set(add)) - remove
        assert set(tags(notebook)) == there
    while notebook.undo():
        pass
    assert notebook.annotations() == []


@pytest.mark.parametrize("answers", ["", "a-note"])
@pytest.mark.parametrize("written", ["", "a word on it"])
@pytest.mark.parametrize("given_tags", [(), ("port",)])
@pytest.mark.parametrize("place", [None, Anchor.of("Ferries run again.", 0, 7)])
def test_a_document_that_only_has_tags_is_not_annotated(
    notebook: Notebook, place: Anchor | None, given_tags: tuple[str, ...], written: str, answers: str
) -> None:
    notebook.add(CRANE, None, "look")
    added = replace(new_annotation(FERRY, place, written, given_tags, 0), answers=answers)
    notebook.rewrite("of a test", [(None, added)], "{}", "{}")
    assert notebook.documents_with_annotations() == ({"crane": 1} if is_tagging(added) else {"crane": 1, "ferry": 1})
