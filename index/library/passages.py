"""The sentences with hits of a result, as passages to annotate."""

from __future__ import annotations

from index.answers import Passage, PassagesAnswer
from index.library.found import Found
from index.library.library import LocalLibrary
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.text.sentences import sentence_at

MOST_PASSAGES = 1_000
"""More than this nobody annotates at once on purpose."""


def passages_with_hits(library: LocalLibrary, found: Found, most: int = MOST_PASSAGES) -> PassagesAnswer:
    """The sentence of every hit in the texts of a result, each once, in the result's order; at most so many."""
    passages: list[Passage] = []
    documents = 0
    for key in found.keys:
        stored = library.document(key)
        hits = found.hits(key, stored.title, stored.text)
        spans = sorted({sentence_at(stored.text, hit.start) for hit in hits.text})
        if len(passages) + len(spans) > most:
            return PassagesAnswer(tuple(passages), documents, complete=False)
        documents += bool(spans)
        about = Subject(stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash, stored.url)
        passages += [Passage(about, Anchor.of(stored.text, span.start, span.end)) for span in spans]
    return PassagesAnswer(tuple(passages), documents, complete=True)
