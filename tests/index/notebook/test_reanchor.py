from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest

from index.notebook.anchors import Anchor, hash_text
from index.notebook.annotation import Annotation, Subject, new_annotation
from index.notebook.reanchor import Candidate, Decision, Outcome, decide
from index.notebook.store import Notebook

STORY = (
    "Harbour pilots in Varna ended their strike on Monday. Talks had lasted for eleven days. The ministry paid half "
    "of what they had asked for. Forty ships were still waiting outside the breakwater at noon. Nobody was hurt."
)
QUOTE = "The ministry paid half of what they had asked for."


@dataclass
class Shelf:
    """A few documents in memory."""

    candidates: list[Candidate]

    def document(self, key: str) -> Candidate | None:
        return next((one for one in self.candidates if one.subject.document == key), None)

    def with_hash(self, text_hash: str) -> Sequence[Subject]:
        return [one.subject for one in self.candidates if one.subject.text_hash == text_hash]

    def with_address(self, address: str) -> Iterable[Candidate]:
        return [one for one in self.candidates if one.subject.url == address]

    def in_file(self, path: str) -> Iterable[Candidate]:
        return [one for one in self.candidates if one.subject.path == path]

    def with_quote(self, quote: str) -> Iterable[Candidate]:
        assert quote
        return self.candidates


def document(key: str, text: str, path: str = "/corpus/varna.txt") -> Candidate:
    return Candidate(Subject(key, f"Title {key}", path=path, text_hash=hash_text(text)), text)


def annotate(quote: str, text: str = STORY) -> Annotation:
    start = text.index(quote)
    return new_annotation(document("d1", text).subject, Anchor.of(text, start, start + len(quote)), "n", (), 1)


def words(decision: Decision, *candidates: Candidate) -> str:
    """The words at the place that was decided on."""
    assert decision.subject
    assert decision.place
    text = next(one.text for one in candidates if one.subject == decision.subject)
    return text[decision.place.start : decision.place.end]


def test_nothing_happens_to_an_annotation_of_an_unchanged_document() -> None:
    made = annotate(QUOTE)
    decision = decide(made, Shelf([document("d1", STORY)]))
    assert (decision.outcome, decision.anchor) == (Outcome.UNCHANGED, made.anchor)


def test_in_a_changed_document_it_gets_a_new_anchor() -> None:
    changed = document("d1", "Update. " + STORY)
    decision = decide(annotate(QUOTE), Shelf([changed, document("d2", STORY)]))
    assert decision.outcome == Outcome.FOUND
    assert decision.subject == changed.subject
    assert words(decision, changed) == QUOTE
    assert decision.anchor
    assert decision.anchor.text_hash == changed.subject.text_hash


def test_where_its_words_changed_it_is_approximate_and_keeps_its_anchor() -> None:
    made, changed = annotate(QUOTE), document("d1", STORY.replace("half of", "a third of"))
    decision = decide(made, Shelf([changed]))
    assert (decision.outcome, decision.anchor) == (Outcome.APPROXIMATE, made.anchor)
    assert words(decision, changed) == QUOTE.replace("half", "a third")


def test_when_its_file_was_moved_it_follows_the_text() -> None:
    made, moved = annotate(QUOTE), document("d9", STORY, "/corpus/archive/varna.txt")
    decision = decide(made, Shelf([document("d2", "Other."), moved]))
    assert (decision.outcome, decision.subject, decision.anchor) == (Outcome.FOUND, moved.subject, made.anchor)
    assert words(decision, moved) == QUOTE


def test_of_several_equal_texts_only_the_one_in_a_file_of_its_name_will_do() -> None:
    made, copy = annotate(QUOTE), document("d3", STORY, "/corpus/copy.txt")
    moved = document("d9", STORY, "/corpus/archive/varna.txt")
    assert decide(made, Shelf([copy, moved])).subject == moved.subject
    twins = [document("d3", STORY, "/corpus/a.txt"), document("d4", STORY, "/corpus/b.txt")]
    decision = decide(made, Shelf(twins))
    assert decision.outcome == Outcome.ORPHAN
    assert {subject.document for subject, _ in decision.proposals} == {"d3", "d4"}
    namesakes = [document("d3", STORY, "/corpus/a/varna.txt"), document("d4", STORY, "/corpus/b/varna.txt")]
    assert decide(made, Shelf(namesakes)).outcome == Outcome.ORPHAN


def test_a_short_quote_is_found_in_the_only_other_story_of_its_file_that_has_it() -> None:
    made = annotate("Forty ships")
    joined = document("d7", "Another story.\n\n" + STORY)
    other = document("d2", "Forty lorries.")
    decision = decide(made, Shelf([other, joined]))
    assert (decision.outcome, decision.subject) == (Outcome.FOUND, joined.subject)
    assert words(decision, joined) == "Forty ships"
    twin = document("d8", STORY + "\n\nAnother story.")
    assert decide(made, Shelf([joined, twin])).outcome == Outcome.ORPHAN
    elsewhere = document("d7", "Another story.\n\n" + STORY, "/corpus/other.txt")
    assert decide(made, Shelf([elsewhere])).outcome == Outcome.ORPHAN


def test_a_long_quote_in_its_context_is_found_in_another_document_if_only_there() -> None:
    holding = document("d7", "A collection. " + STORY + " The end.")
    made = annotate(QUOTE)
    decision = decide(made, Shelf([document("d2", "Something else."), holding]))
    assert (decision.outcome, decision.subject) == (Outcome.FOUND, holding.subject)
    assert words(decision, holding) == QUOTE
    assert decide(made, Shelf([holding, document("d8", "Also: " + STORY)])).outcome == Outcome.ORPHAN
    assert decide(made, Shelf([document("d7", STORY + " " + STORY)])).outcome == Outcome.ORPHAN


def test_a_short_quote_or_one_without_its_context_makes_an_orphan_with_proposals() -> None:
    holding = document("d7", "A collection. " + STORY + " The end.", "/corpus/all.txt")
    short = decide(annotate("Nobody"), Shelf([holding]))
    assert short.outcome == Outcome.ORPHAN
    elsewhere = document("d7", f"New words before it. {QUOTE} New words after it.", "/corpus/all.txt")
    decision = decide(annotate(QUOTE), Shelf([elsewhere]))
    assert (decision.outcome, decision.subject, decision.place) == (Outcome.ORPHAN, None, None)
    subject, place = decision.proposals[0]
    assert elsewhere.text[place.start : place.end] == QUOTE
    assert subject == elsewhere.subject


def test_the_own_documents_proposals_come_first() -> None:
    own = document("d1", "All new. The ministry paid a tenth of what they had wanted then.")
    other = document("d2", f"Elsewhere they wrote: {QUOTE}", "/corpus/all.txt")
    decision = decide(annotate(QUOTE), Shelf([other, own]))
    assert decision.outcome == Outcome.ORPHAN
    assert [subject.document for subject, _ in decision.proposals] == ["d1", "d2"]


@pytest.mark.parametrize(
    ("candidates", "outcome"),
    [
        ([document("d1", STORY)], Outcome.UNCHANGED),
        ([document("d1", "Rewritten.")], Outcome.FOUND),
        ([document("d9", STORY)], Outcome.FOUND),
        ([document("d9", "Rewritten.")], Outcome.ORPHAN),
    ],
)
def test_a_note_on_a_whole_document_follows_its_id_or_its_text(candidates: list[Candidate], outcome: Outcome) -> None:
    made = new_annotation(document("d1", STORY).subject, None, "n", (), 1)
    decision = decide(made, Shelf(candidates))
    assert decision.outcome == outcome
    assert (decision.subject is None) == (outcome == Outcome.ORPHAN)


def test_what_was_decided_is_noted_and_then_nothing_is_left_to_do(notebook: Notebook) -> None:
    made = annotate(QUOTE)
    notebook.take_in([(None, made)])
    shelf = Shelf([document("d9", "Update. " + STORY)])
    decision = decide(made, shelf)
    assert decision.subject
    notebook.follow(made, decision.subject, decision.anchor)
    assert [decide(one, shelf).outcome for one in notebook.annotations("d9")] == [Outcome.UNCHANGED]
