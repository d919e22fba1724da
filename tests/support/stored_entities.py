"""Checks what a library has stored of its entities against the texts, and what the sidebar shows against that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from index.answers.document import MentionView
from index.library.found import Found
from index.library.library import LocalLibrary
from tui.widgets.entity_rows import Order, document_rows, mentions_by_entity, numbers

MOST_TOLD = 20


@dataclass
class Outcome:
    """How much was looked at, and what is wrong, in words (the first few)."""

    documents: int = 0
    mentions: int = 0
    by_type: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    told: list[str] = field(default_factory=list)

    def note(self, wrong: bool, what: str) -> None:
        """Count it if it is wrong."""
        if wrong:
            self.wrong += 1
            self.told += [what] if len(self.told) < MOST_TOLD else []


def check_entities(library: LocalLibrary) -> Outcome:
    """Look at every document of a library that has no corrections.

    Each mention must be what stands at its span, in order and without overlap; the sidebar must show each entity of
    a document with just these mentions and the number of documents that mention it, and the result with all of them.
    """
    outcome = Outcome()
    found = library.browse()
    documents: Counter[tuple[str, str]] = Counter()
    for key in found.keys:
        documents.update({(mention.type, mention.name) for mention in library.catalogue.mentioned.mentions(key)})
    for key in found.keys:
        _check_document(library, found, key, documents, outcome)
    _check_result(library, documents, outcome)
    return outcome


def _check_document(
    library: LocalLibrary, found: Found, key: int, documents: Counter[tuple[str, str]], outcome: Outcome
) -> None:
    text = library.document(key).text
    stored = library.catalogue.mentioned.mentions(key)
    outcome.documents += 1
    outcome.mentions += len(stored)
    last = 0
    for mention in stored:
        outcome.by_type[mention.type] += 1
        same = last <= mention.start < mention.end and text[mention.start : mention.end] == mention.text
        outcome.note(not same, f"document {key}: {mention}")
        last = mention.end
    views = [MentionView(one.start, one.end, one.type, one.name, one.reason) for one in stored]
    counted = numbers(library.entities(found, key).entities)
    rows = [row for row in document_rows(mentions_by_entity(views), counted, Order.MENTIONS) if not row.line]
    shown = {row.entity: (len(row.mentions), row.documents) for row in rows}
    in_document = Counter((one.type, one.name) for one in stored)
    expected = {entity: (count, documents[entity]) for entity, count in in_document.items()}
    outcome.note(shown != expected, f"document {key}: shown {shown}, stored {expected}")


def _check_result(library: LocalLibrary, documents: Counter[tuple[str, str]], outcome: Outcome) -> None:
    answer = library.entities(library.browse())
    totals = Counter(type_ for type_, _ in documents)
    told = {type_: count for type_, count in answer.totals.items() if count}
    outcome.note(told != dict(totals), f"the result has {dict(totals)} entities, shown are {told}")
    for one in answer.entities:
        outcome.note(one.documents != documents[(one.type, one.name)], f"the result: {one}")
