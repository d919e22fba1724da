"""What was edited between two versions of a story, each change with its kind."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Edit, EditKind
from index.versions.edits import Version, edits_between

STORY = """The ferry Halden ran aground near Port Averell on Tuesday, killing 14 people, the coast guard said.

Captain Jonas Brenn said he had slept. “The radar was working,” he told the court in Averell.

At least 1,300 passengers were aboard, 12 miles off the cape. The owner claimed the ship had been inspected in March.

Rescuers searched until dusk. One sailor may have swum ashore. The damage was put at $3.4 million. (Coastwire)
"""
TITLE = "Ferry runs aground, 14 dead"


def told(written: str, instead: str) -> list[tuple[str, str, str]]:
    """What is told when these words of the story are replaced: first kind, old words, new words."""
    assert written in STORY
    after = STORY.replace(written, instead)
    return [
        (edit.kinds[0].value, STORY[edit.before.start : edit.before.end], after[edit.after.start : edit.after.end])
        for edit in edits_between(Version(TITLE, STORY), Version(TITLE, after))
    ]


@pytest.mark.parametrize(
    ("written", "instead", "kind", "old", "new"),
    [
        ("14 people", "9 people", "numbers", "14", "9"),
        ("14 people", "dozens of people", "numbers", "14", "dozens of"),
        ("At least 1,300", "1,300", "numbers", "At least 1,300", "1,300"),
        ("1,300", "13,000", "numbers", "1,300", "13,000"),
        ("12 miles", "12 kilometres", "numbers", "miles", "kilometres"),
        ("$3.4 million", "$34 million", "numbers", "3.4", "34"),
        ("$3.4 million", "$3.4 billion", "numbers", "million", "billion"),
        ("$3.4 million", "€3.4 million", "numbers", "$", "€"),
        ("One sailor may", "Two sailors may", "numbers", "One sailor", "Two sailors"),
        ("Jonas Brenn", "Jonas Vork", "names", "Brenn", "Vork"),
        ("(Coastwire)", "(Northwire)", "names", "Coastwire", "Northwire"),
        ("on Tuesday", "on Monday", "times", "Tuesday", "Monday"),
        ("in March", "in May", "times", "March", "May"),
        ("had been inspected", "had not been inspected", "negations", "", "not"),
        ("had slept", "hadn’t slept", "negations", "had", "hadn’t"),
        ("claimed", "said", "attributions", "claimed", "said"),
        (", the coast guard said", "", "attributions", ", the coast guard said", ""),
        ("radar was working", "radar was failing", "quotes", "working", "failing"),
        ("had been inspected", "had been “inspected”", "quotes", "inspected", "“inspected”"),
        ("may have swum", "swam", "hedges", "may have swum", "swam"),
        ("until dusk", "until nightfall", "wording", "dusk", "nightfall"),
        ("was working,” he", "was working!” he", "punctuation", ",", "!"),
        ("1,300", "1300", "cosmetic", "1,300", "1300"),
        ("$3.4 million", "$3.4m", "cosmetic", "million", "m"),
        ("$3.4 million", "$3.5m", "numbers", "3.4 million", "3.5m"),
        ("$3.4 million", "$3.4bn", "numbers", "million", "bn"),
        ("1,300 passengers", "1.3k passengers", "cosmetic", "1,300", "1.3k"),
        ("12 miles", "twelve miles", "cosmetic", "12", "twelve"),
        ("until dusk.", "until dusk!", "cosmetic", ".", "!"),
        ("The owner", "the owner", "cosmetic", "The", "the"),
    ],
)
def test_one_edit_is_told_with_its_kind(written: str, instead: str, kind: str, old: str, new: str) -> None:
    found = told(written, instead)
    assert [entry[0] for entry in found] == [kind], found
    assert (found[0][1] in old or old in found[0][1]) and (found[0][2] in new or new in found[0][2])


def test_a_word_that_is_no_figure_beside_one_is_no_change_of_figures() -> None:
    assert told("killing 14 people", "killing 14 young people")[0][0] == "wording"
    assert told("$3.4 million. ", "$3.4 million (https://coast.example/2026/11). ")[0][0] == "wording"
    assert told("The damage", "One more damage")[0][0] != "numbers"


def test_a_title_is_compared_apart() -> None:
    (edit,) = edits_between(Version(TITLE, STORY), Version("Ferry runs aground, 9 dead", STORY))
    assert (edit.in_title, edit.kinds) == (True, (EditKind.NUMBERS,))


def test_a_paragraph_that_was_dropped_and_one_that_was_added() -> None:
    paragraphs = STORY.split("\n\n")
    shorter = "\n\n".join([*paragraphs[:1], *paragraphs[2:]])
    (dropped,) = edits_between(Version("", STORY), Version("", shorter))
    assert dropped.kinds == (EditKind.PASSAGES,)
    assert STORY[dropped.before.start : dropped.before.end] == paragraphs[1]
    (added,) = edits_between(Version("", shorter), Version("", STORY))
    assert (added.after, added.before.start) == (dropped.before, added.before.end)


def test_a_correction_that_was_appended_says_so() -> None:
    note = "Correction: An earlier version of this story gave a wrong number of dead."
    (edit,) = edits_between(Version("", STORY), Version("", f"{STORY}\n{note}\n"))
    assert edit.kinds[0] is EditKind.CORRECTIONS


def test_sentences_that_were_moved_together_are_one_edit() -> None:
    first, second, *others = STORY.split("\n\n")
    moved = "\n\n".join([first, *others, second])
    (edit,) = edits_between(Version("", STORY), Version("", moved))
    assert edit.kinds == (EditKind.MOVED,)
    assert STORY[edit.before.start : edit.before.end] == second == moved[edit.after.start : edit.after.end].strip()


def test_two_sentences_that_became_one_are_compared_with_it() -> None:
    found = told("Rescuers searched until dusk. One sailor", "Rescuers searched until dusk and one sailor")
    assert {kind for kind, _, _ in found} == {"wording"}


def test_a_newer_entry_on_top_of_a_live_page_is_only_added() -> None:
    entries = [f"Update {number}\nDelegates of side {number} spoke for an hour about lists." for number in range(9)]
    older, newer = "\n".join(entries[1:]), "\n".join(entries)
    assert all(edit.before.start == edit.before.end for edit in edits_between(Version("", older), Version("", newer)))


WORDS = st.sampled_from("not said 12 14 miles Brenn ferry “ ” , . may Tuesday the a ran\n\n ten One dusk".split(" "))
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def rest(text: str, edits: list[Edit], side: str) -> list[str]:
    """The words and marks of a text outside all edits."""
    spans = [getattr(edit, side) for edit in edits]
    kept = "".join(
        " " if any(span.start <= place < span.end for span in spans) else mark for place, mark in enumerate(text)
    )
    return re.findall(r"\w+|[^\w\s]", kept)


@given(TEXTS, TEXTS)
def test_what_is_in_no_edit_is_the_same_in_both(older: str, newer: str) -> None:
    found = list(edits_between(Version("", older), Version("", newer)))
    assert rest(older, found, "before") == rest(newer, found, "after")


@given(TEXTS)
def test_equal_texts_have_no_edits_however_they_are_spaced(text: str) -> None:
    assert edits_between(Version("", text), Version("", text)) == ()
    assert edits_between(Version("", text), Version("", text.replace(" ", "  "))) == ()


@pytest.mark.parametrize(("figure", "kinds"), [("four people", ["hedges"]), ("five people", ["numbers", "hedges"])])
def test_a_figure_that_another_sentence_tells_now_is_not_changed(figure: str, kinds: list[str]) -> None:
    older = (
        "The hotel was hit and is ablaze. At least four people were injured in the fire. The tower was left at once."
    )
    newer = f"The hotel was hit and is ablaze, injuring at least {figure}. The tower was left at once."
    for one, other in ((older, newer), (newer, older)):
        found = [[kind.value for kind in edit.kinds] for edit in edits_between(Version("", one), Version("", other))]
        assert sorted(found) == sorted([["passages"], kinds])
