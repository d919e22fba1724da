"""The sentences with hits of a result, as passages to annotate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.answers.document import Passage, PassagesAnswer
from index.library.found import Found
from index.library.library import LocalLibrary
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.query.hits import Hits
from index.text.sentences import sentence_at

MOST_PASSAGES = 1_000
"""More than this nobody annotates at once on purpose."""


def passages_with_hits(library: LocalLibrary, found: Found, most: int = MOST_PASSAGES) -> PassagesAnswer:
    """The sentence of every hit in the texts of a result, each once, in the result's order; at most so many."""

    def texts() -> Iterator[tuple[Subject, str, Hits]]:
        for key in found.keys:
            stored = library.document(key)
            named = (stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash, stored.url)
            yield Subject(*named), stored.text, found.hits(key, stored.title, stored.text)

    return passages_in(texts(), most)


def passages_in(found: Iterable[tuple[Subject, str, Hits]], most: int = MOST_PASSAGES) -> PassagesAnswer:
    """The sentence of every hit in some documents with their texts, each once, in their order; at most so many."""
    passages: list[Passage] = []
    documents = 0
    for about, text, hits in found:
        spans = sorted({sentence_at(text, hit.start) for hit in hits.text})
        if len(passages) + len(spans) > most:
            return PassagesAnswer(tuple(passages), documents, complete=False)
        documents += bool(spans)
        passages += [Passage(about, Anchor.of(text, span.start, span.end)) for span in spans]
    return PassagesAnswer(tuple(passages), documents, complete=True)
