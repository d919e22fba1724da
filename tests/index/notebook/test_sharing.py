"""Notes shared through a folder: each writes a file of its own, and all come to the same whatever the order."""

from __future__ import annotations

import os
import random
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from figures import record
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notebook.agreement import agreements
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject, new_annotation
from index.notebook.importing import Incoming, plan_import
from index.notebook.publishing import publish
from index.notebook.revisions import History, words_of
from index.notebook.sharing import SUFFIX, colleagues, joined, notes_of, own_file
from index.notebook.store import Notebook

SUBJECT = Subject("d", "Ferries late", "Harbour Post", "2021-03-01", "/corpus/ferries.txt", "ab" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


def test_notes_are_appended_once_and_read_by_others(notebook: Notebook, folder: Path, tmp_path: Path) -> None:
    note = notebook.add(SUBJECT, None, "first", ["a"])
    assert publish(notebook, folder, "Ann B.") == 1
    notebook.edit(note, note="second")
    assert (publish(notebook, folder, "Ann B."), publish(notebook, folder, "Ann B.")) == (1, 0)
    with closing(Notebook.open(tmp_path / "bob" / "n.sqlite")) as bob:
        (ann,) = colleagues(folder, "Bob")
        assert (ann.name, ann.problem) == ("Ann-B", "")
        (read,) = notes_of([ann], bob)
        assert (read.note, read.author, read.tags) == ("second", "Ann B.", ("a",))
    assert colleagues(folder, "Ann B.") == []


def test_others_may_read_the_file_and_nobody_else_may_write_it(notebook: Notebook, folder: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(notebook, folder, "Ann")
    finally:
        os.umask(before)
    assert own_file(folder, "Ann").stat().st_mode & 0o777 == 0o644


def test_what_was_undone_or_deleted_after_it_was_shared_is_taken_back(notebook: Notebook, folder: Path) -> None:
    note = notebook.add(SUBJECT, None, "first")
    notebook.edit(note, note="shared by mistake")
    gone = notebook.add(SUBJECT, None, "gone")
    publish(notebook, folder, "Ann")
    notebook.delete(gone)
    notebook.undo()
    notebook.undo()
    notebook.undo()
    assert [one.note for one in notebook.annotations()] == ["first"]
    assert publish(notebook, folder, "Ann") == 2
    assert publish(notebook, folder, "Ann") == 0
    said = {key: history.current for key, history in joined(colleagues(folder, "Bob")).items()}
    assert {one.note for one in said.values() if one} == {"first"}


@pytest.mark.parametrize(
    "damage", [b"no json\n", b'{"dateline": 2}\n', b"[" * 5000 + b"\n", b'{"dateline": 1, "note": 5}\n']
)
def test_a_damaged_file_is_read_up_to_there_and_told(notebook: Notebook, folder: Path, damage: bytes) -> None:
    notebook.add(SUBJECT, None, "before")
    publish(notebook, folder, "Ann")
    path = own_file(folder, "Ann")
    whole = path.read_bytes()
    path.write_bytes(whole + damage + whole)
    (ann,) = colleagues(folder, "Bob")
    assert len(ann.revisions) == 1
    assert "damaged from line 2 on" in ann.problem


def test_a_line_that_is_being_written_is_waited_for_and_one_of_a_killed_session_is_removed(
    notebook: Notebook, folder: Path
) -> None:
    notebook.add(SUBJECT, None, "one")
    publish(notebook, folder, "Ann")
    path = own_file(folder, "Ann")
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert (len(colleagues(folder, "Bob")[0].revisions), colleagues(folder, "Bob")[0].problem) == (1, "")
    assert publish(notebook, folder, "Ann") == 0
    assert path.read_bytes() == whole


def test_links_pipes_and_huge_files_of_others_are_not_read(folder: Path) -> None:
    os.mkfifo(folder / f"pipe{SUFFIX}")
    (folder / f"link{SUFFIX}").symlink_to("/etc/passwd")
    with (folder / f"huge{SUFFIX}").open("wb") as file:
        file.truncate(100_000_000)
    found = colleagues(folder, "Ann")
    assert [one.revisions for one in found] == [[], [], []]
    assert all(one.problem for one in found)


CHANGES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from("aeedtpu"), st.integers(0, 50)), max_size=40)


def state_of(folder: Path) -> dict[str, Annotation | None]:
    """What all files together say, read by somebody who has none."""
    return {key: history.current for key, history in joined(colleagues(folder, "nobody")).items()}


def change(notebook: Notebook, folder: Path, name: str, what: str, chance: int, online: bool) -> None:
    there = notebook.annotations()
    chosen = there[chance % len(there)] if there else None
    if what == "t" and online:  # takes over what others have shared, and what they made of it
        histories = joined(colleagues(folder, name))
        current = [one.current for one in histories.values() if one.current]
        revisions = [one for history in histories.values() for one in history.revisions.values()]
        plan = plan_import(notebook.present(), Incoming(current, revisions), restore=False)
        notebook.take_in(plan.changes, plan.further)
    elif what == "a" or chosen is None:
        notebook.add(SUBJECT, None, f"{name} {chance}")
    elif what == "e":
        notebook.edit(chosen, note=f"{chosen.note} {name} {chance}")
    elif what == "d":
        notebook.delete(chosen)
    elif what == "u":
        notebook.undo()
    if online:
        publish(notebook, folder, name)


@settings(deadline=None, max_examples=25)
@given(CHANGES, st.randoms(use_true_random=False))
def test_three_analysts_come_to_the_same_whatever_the_order(
    steps: list[tuple[int, str, int]], chance: random.Random
) -> None:
    with TemporaryDirectory() as base, ExitStack() as stack:
        folder = Path(base) / "shared"
        folder.mkdir()
        names = ("Ann", "Bob", "Cem")
        notebooks = [stack.enter_context(closing(Notebook.open(Path(base) / one / "n.sqlite"))) for one in names]
        for at, (who, what, number) in enumerate(steps):
            online = who == 0 or not len(steps) // 3 < at < 2 * len(steps) // 3  # the others are offline for a while
            change(notebooks[who], folder, names[who], what, number, online)
        for name, notebook in zip(names, notebooks, strict=True):
            publish(notebook, folder, name)
        files = colleagues(folder, "nobody")
        expected = state_of(folder)
        for _ in range(3):
            chance.shuffle(files)
            assert {key: history.current for key, history in joined(files).items()} == expected
        shared = {one.stamp for history in joined(files).values() for one in history.revisions.values()}
        for notebook in notebooks:
            assert {one.stamp for one in notebook.annotations()} <= shared
            assert {one.stamp for one, _ in notebook.revisions()} <= shared


def tagged(start: int, end: int, *tags: str) -> Annotation:
    text = "x" * 400
    return replace(new_annotation(SUBJECT, Anchor.of(text, start, end), "", tags, 1), text_hash="ab" * 32)


def test_kappa_of_two_analysts() -> None:
    places = [(at * 10, at * 10 + 8) for at in range(20)]
    first = [tagged(start, end, *(["lie"] if at < 10 else [])) for at, (start, end) in enumerate(places)]
    second = [tagged(start, end, *(["lie"] if 3 <= at < 13 else [])) for at, (start, end) in enumerate(places)]
    second.append(tagged(300, 310, "elsewhere"))
    (lie,) = agreements(first, second)
    assert (lie.both, lie.first, lie.second, lie.neither) == (7, 3, 3, 7)
    assert lie.kappa == pytest.approx(0.4)
    (always,) = agreements([tagged(0, 8, "a")], [tagged(1, 9, "a")])
    assert always.kappa is None


def test_histories_join_in_any_order() -> None:
    assert joined([]) == {}
    assert History.of([]).current is None


def wordings(notebook: Notebook) -> dict[str, frozenset[object]]:
    """What each note says, all wordings of it that are to be settled."""
    return {one.id: frozenset(map(words_of, notebook.wordings(one.id))) for one in notebook.annotations()}


def test_three_hundred_changes_of_three_sessions_end_alike_with_nothing_lost(tmp_path: Path) -> None:
    """Two are offline for a third of the time; then all take over what the others have, twice, in any order.

    Who is online shares, and takes over, at every fifth change.
    """
    chance = random.Random(14)
    folder = tmp_path / "shared"
    folder.mkdir()
    names = ("Ann", "Bob", "Cem")
    written = set()
    with ExitStack() as stack:
        notebooks = [stack.enter_context(closing(Notebook.open(tmp_path / one / "n.sqlite"))) for one in names]
        for at in range(300):
            who = chance.randrange(3)
            online = at % 5 == 0 and (who == 0 or not 100 < at < 200)
            change(notebooks[who], folder, names[who], chance.choice("aeeedt"), chance.randrange(50), online)
            written |= {one.stamp for one in notebooks[who].annotations()}
        for _ in range(2):
            for who in chance.sample(range(3), 3):
                publish(notebooks[who], folder, names[who])
                change(notebooks[who], folder, names[who], "t", 0, True)
        for who in range(3):  # who was first has not yet seen what the others made of it
            change(notebooks[who], folder, names[who], "t", 0, True)
        first, *others = map(wordings, notebooks)
        assert first
        assert [one == first for one in others] == [True, True]
        kept = {one.stamp for one in notebooks[0].annotations()} | {one.stamp for one, _ in notebooks[0].revisions()}
        shared = {one.stamp for file in colleagues(folder, "nobody") for one in file.revisions}
        assert written <= kept | shared
    record("merged changes", "300 by 3 sessions, 2 of them offline for a third: same everywhere, nothing lost")
