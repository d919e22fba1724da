"""Notes that were changed in several places come together in any order, and nothing that was written is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notebook.annotation import Annotation, Subject
from index.notebook.clock import next_stamp
from index.notebook.export.json_lines import to_jsonl
from index.notebook.importing import ImportPlan, Incoming, plan_import
from index.notebook.reading.notes import read_notes
from index.notebook.store import Notebook

SUBJECT = Subject("d", "Ferries late", "Harbour Post", "2021-03-01", "/corpus/ferries.txt")


def exported(notebook: Notebook) -> str:
    present = notebook.present()
    return to_jsonl(present.annotations, present)


def take_in(notebook: Notebook, text: str) -> ImportPlan:
    plan = plan_import(notebook.present(), read_notes(text).incoming)
    notebook.take_in(plan.changes, plan.further)
    return plan


def old_line(annotation: Annotation) -> str:
    """A line of a Dateline that knew no stamps."""
    line = json.loads(to_jsonl([annotation]))
    return json.dumps(
        {name: line[name] for name in line if name not in ("author", "stamp", "parents", "answers", "origin")}
    )


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Notebook]:
    with closing(Notebook.open(tmp_path / "ours" / "n.sqlite")) as notebook:
        yield notebook


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Notebook]:
    with closing(Notebook.open(tmp_path / "theirs" / "n.sqlite")) as notebook:
        yield notebook


def test_two_edits_of_one_revision_are_both_kept_until_they_are_settled(ours: Notebook, theirs: Notebook) -> None:
    base = ours.add(SUBJECT, None, "base", ["t"])
    take_in(theirs, exported(ours))
    assert theirs.annotations() == [base]
    mine = ours.edit(base, note="A: the ministry lied")
    other = theirs.edit(base, note="B: typo fixed")
    plan = take_in(ours, exported(theirs))
    assert [(a.note, b.note) for a, b in plan.contested] == [("A: the ministry lied", "B: typo fixed")]
    assert "both wordings kept: 1" in plan.summary
    assert {one.note for one in ours.wordings(base.id)} == {mine.note, other.note}
    assert ours.contested() == {base.id}
    assert take_in(ours, exported(theirs)).contested == []
    take_in(theirs, exported(ours))
    assert theirs.present() == ours.present()
    settled = ours.settle(ours.annotations()[0], "A, with B's typo fixed", ["t"], 1)
    assert (ours.contested(), ours.wordings(base.id)) == (frozenset(), [settled])
    plan = take_in(theirs, exported(ours))
    assert (len(plan.replaced), theirs.annotations(), theirs.contested()) == (1, [settled], frozenset())
    ours.undo()
    assert ours.contested() == {base.id}
    ours.redo()
    assert ours.annotations() == [settled]


def test_what_follows_an_edit_replaces_it_whatever_the_clocks_say(ours: Notebook, theirs: Notebook) -> None:
    base = ours.add(SUBJECT, None, "base")
    future = replace(base, note="from 2036", revision=2, stamp="2082758400000-0000-00000000", parents=(base.stamp,))
    take_in(ours, to_jsonl([replace(future, modified="2036-01-01T00:00:00.000Z")]))
    (there,) = ours.annotations()
    assert there.note == "from 2036"
    edited = ours.edit(there, note="of today")
    assert edited.stamp < there.stamp
    assert edited.modified < there.modified
    assert take_in(theirs, exported(ours)).added == [edited]
    assert take_in(ours, to_jsonl([there])).changes == []
    assert ours.annotations() == theirs.annotations() == [edited]


def test_lines_without_stamps_are_merged_by_their_revision_numbers(ours: Notebook) -> None:
    base = replace(ours.add(SUBJECT, None, "base"), stamp="")
    ours.delete(ours.annotations()[0])
    ours.undo()
    edits = [replace(base, note=note, revision=2, modified=f"2030-01-0{day}") for day, note in enumerate("ABC", 1)]
    first = take_in(ours, old_line(edits[0]))
    assert [(old.note, new.note) for old, new in first.replaced] == [("base", "A")]
    assert (take_in(ours, old_line(base)).changes, take_in(ours, old_line(edits[0])).changes) == ([], [])
    assert len(take_in(ours, old_line(edits[1])).contested) == 1
    assert len(take_in(ours, old_line(edits[2])).contested) == 1
    assert {one.note for one in ours.wordings(base.id)} == {"A", "B", "C"}


def test_a_note_deleted_here_comes_back_by_an_import_and_one_changed_there_is_kept(
    ours: Notebook, theirs: Notebook
) -> None:
    kept, gone = ours.add(SUBJECT, None, "kept"), ours.add(SUBJECT, None, "gone")
    text = exported(ours)
    take_in(theirs, text)
    ours.delete(kept)
    ours.delete(gone)
    theirs.edit(theirs.annotation(kept.id) or kept, note="kept, and changed there")
    plan = plan_import(ours.present(), read_notes(exported(theirs)).incoming, restore=False)
    assert [one.note for one in plan.added] == ["kept, and changed there"]
    take_in(ours, text)
    assert {one.note for one in ours.annotations()} == {"kept", "gone"}


def test_equal_notes_with_different_ids_are_all_kept(ours: Notebook, theirs: Notebook) -> None:
    for _ in range(3):
        ours.add(SUBJECT, None, "the same words", ["t"])
    plan = take_in(theirs, exported(ours))
    assert len(plan.added) == 3
    assert theirs.annotations() == ours.annotations()


WORDS = st.text(max_size=8)
Steps = list[tuple[str, int, int, str, list[str]]]
STEPS = st.lists(
    st.tuples(st.sampled_from("aedsrum"), st.integers(0, 2), st.integers(0, 9), WORDS, st.lists(WORDS, max_size=2)),
    max_size=25,
)


def act(notebooks: Sequence[Notebook], what: str, whose: int, which: int, note: str, tags: list[str]) -> None:
    """One thing that somebody does in their notebook."""
    notebook, there = notebooks[whose], notebooks[whose].annotations()
    chosen = there[which % len(there)] if there else None
    if what == "a" or chosen is None:
        notebook.add(SUBJECT, None, note, tags)
    elif what == "e":
        notebook.edit(chosen, note=note, tags=tags)
    elif what == "d":
        notebook.delete(chosen)
    elif what == "s":
        notebook.star(replace(SUBJECT, document=note))
    elif what == "r":
        notebook.settle(chosen, note, tags, 2)
    elif what == "u":
        notebook.undo()
    else:
        take_in(notebook, exported(notebooks[which % len(notebooks)]))


@settings(deadline=None, max_examples=40)
@given(STEPS)
def test_export_and_import_into_an_empty_notebook_lose_nothing(
    steps: Steps,
) -> None:
    with TemporaryDirectory() as folder:
        notebooks = [Notebook.open(Path(folder) / name / "n.sqlite") for name in "abcd"]
        for step in steps:
            act(notebooks[:3], *step)
        for notebook in notebooks[:3]:
            present = notebook.present()
            take_in(notebooks[3], exported(notebook))
            again = notebooks[3].present()
            assert again.annotations == present.annotations
            assert again.marks == present.marks
            alive = {one.id for one in present.annotations}
            assert again.revisions == [pair for pair in present.revisions if pair[0].note in alive]
            empty(notebooks, folder)
        for notebook in notebooks:
            notebook.close()


def empty(notebooks: list[Notebook], folder: str) -> None:
    """Put an empty notebook in the last one's place."""
    notebooks[3].close()
    notebooks[3] = Notebook.open(Path(folder) / f"{len(list(Path(folder).iterdir()))}" / "n.sqlite")


@settings(deadline=None, max_examples=40)
@given(STEPS, st.permutations(range(3)), st.permutations(range(3)))
def test_notebooks_that_have_seen_the_same_are_the_same_in_whatever_order(
    steps: Steps, one_order: list[int], other_order: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        notebooks = [Notebook.open(Path(folder) / name / "n.sqlite") for name in "abcde"]
        for step in steps:
            act(notebooks[:3], *step)
        files = [exported(notebook) for notebook in notebooks[:3]]
        for target, order in ((notebooks[3], one_order), (notebooks[4], other_order)):
            for number in order:
                take_in(target, files[number])
        assert notebooks[3].present() == notebooks[4].present()
        heads = {one.note for each in notebooks[:3] for one in each.annotations()}
        known = {one.note for one in notebooks[3].annotations()}
        known |= {one.content.note for one, _ in notebooks[3].revisions() if one.content}
        assert heads <= known
        for notebook in notebooks:
            notebook.close()


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=30))
def test_stamps_go_up_whatever_the_machines_clock_does_and_do_not_follow_a_wrong_one(times: list[int]) -> None:
    last = ""
    for now in times:
        stamp = next_stamp(last, now)
        seen = int(last[:13] or 0)
        assert stamp > last or seen > now + 86_400_000
        assert int(stamp[:13]) <= now + 86_400_000 + 1
        last = stamp


def test_what_was_deleted_there_is_deleted_here_and_its_words_are_kept(ours: Notebook, theirs: Notebook) -> None:
    base = ours.add(SUBJECT, None, "base")
    take_in(theirs, exported(ours))
    ours.delete(base)
    known = [revision for revision, _ in ours.revisions()]
    plan = plan_import(theirs.present(), Incoming([], known))
    assert [one.note for one in plan.deleted] == ["base"]
    assert "Deleted there since: 1." in plan.summary
    theirs.take_in(plan.changes, plan.further)
    assert theirs.annotations() == []
    assert [one.content.note for one, _ in theirs.revisions() if one.content] == ["base"]
    theirs.undo()
    assert [one.note for one in theirs.annotations()] == ["base"]
