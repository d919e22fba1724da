"""The worker: serves one library over JSON lines, from standard input to standard output, until its input closes.

Run as ``python -m index.service.worker LIBRARY NOTEBOOK``. A thread reads requests, so that one that is withdrawn, or
replaced by a newer search, is given up between two steps of its evaluation, and counting gives way to all else.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from index.answers import (
    EVENT_ORDERS,
    WITH_COPIES,
    DocumentView,
    EntitiesAnswer,
    EntityAnswer,
    EvidenceAnswer,
    EvidenceView,
    FacetsAnswer,
    HashesAnswer,
    LibraryInfo,
    MentionView,
    PassagesAnswer,
    Row,
    RowsAnswer,
    SearchAnswer,
    SentencesAnswer,
    TextAnswer,
    TimelineAnswer,
    TimeView,
)
from index.catalogue.reading import StoredDocument, Summary
from index.compare.answering import MOST_GROUPED, Accounts, Grouped
from index.corrections.stories import StoryPlan, story_joins
from index.errors import DatelineError, DocumentMissingError, WorkerError
from index.home.folders import find_home
from index.home.log import LOGGER, log_file, open_log
from index.library import note_places
from index.library.entity_facts import entity_facts
from index.library.library import Found, Library
from index.library.passages import passages_with_hits
from index.library.story_plans import plan_join, plan_split
from index.library.timeline import Scale
from index.model import DateEvidence
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.moved_documents import Placement
from index.query.snippets import Snippet
from index.service.calls import CALLS
from index.service.messages import Reply, Request, problem_of
from index.service.requests import Malformed, Postponed, Requests, Withdrawn

NICENESS = 5
"""The worker gives way to the screen."""

PIECE = 100_000
"""Characters of a text that travel at once."""

KEPT_RESULTS = 8


class Worker:
    """Answers requests about one library."""

    def __init__(self, folder: Path, notebook: Path) -> None:
        self._folder = folder
        self._notebook = notebook
        self._library: Library | None = None
        self._results: OrderedDict[int, Found] = OrderedDict()
        self._grouped: dict[int, Grouped] = {}  # by ticket, of the results that are shown by event
        self._ticket = 0
        self._accounts = Accounts(self._opened)
        self._handlers: dict[str, Callable[..., Any]] = {
            name: getattr(self._accounts if hasattr(self._accounts, name) else self, name) for name in CALLS
        }

    def answer(self, request: Request, check: Callable[[], None]) -> Reply:
        """The answer to one request: its result, or its error. ``check`` raises Withdrawn or Postponed to give up."""
        try:
            call = CALLS.get(request.call)
            if call is None:
                raise WorkerError(f"The worker does not know the request '{request.call}'.")
            arguments = call.arguments_of(bytes(request.arguments))
            if call.interruptible:
                arguments["check"] = check
            return Reply(request.id, msgspec.Raw(msgspec.json.encode(self._handlers[call.name](**arguments))))
        except DatelineError as error:
            return Reply(request.id, error=problem_of(error))

    # Calls

    def open(self) -> LibraryInfo:
        """Which library this is."""
        return self._opened().info()

    def search(self, query: str, order: str, limit: int, other_names: bool, check: Callable[[], None]) -> SearchAnswer:
        """Search, and answer with the first rows; by event only if the result is not too large for that."""
        library = self._opened()
        by_event = order in EVENT_ORDERS
        plain = "" if by_event else order
        if query.strip():
            found = library.search(query, plain, other_names=other_names, check=check)
        else:
            found = library.browse(plain if plain not in ("", "relevance") else "newest")
        self._ticket += 1
        if by_event and len(found.keys) <= MOST_GROUPED:
            grouped = self._accounts.by_event(list(found.keys), copies=order == WITH_COPIES, check=check)
            self._grouped[self._ticket] = grouped
        self._results[self._ticket] = found
        while len(self._results) > KEPT_RESULTS:
            self._grouped.pop(self._results.popitem(last=False)[0], None)
        return self._search_answer(query, order, found, self._rows(self._ticket, 0, limit, check))

    def _search_answer(self, query: str, order: str, found: Found, rows: tuple[Row, ...]) -> SearchAnswer:
        grouped = self._grouped.get(self._ticket)
        answer = SearchAnswer(
            self._ticket,
            query,
            len(found.keys),
            rows,
            found.order,
            found.explain,
            generation=self._opened().catalogue.generation(),
        )
        if grouped is None:
            return answer
        return replace(answer, total=len(grouped.keys), order=order, events=grouped.events, folded=grouped.folded)

    def rows(self, ticket: int, start: int, count: int) -> RowsAnswer:
        """Some rows of a result."""
        return RowsAnswer(ticket, start, self._rows(ticket, start, count, lambda: None))

    def _rows(self, ticket: int, start: int, count: int, check: Callable[[], None]) -> tuple[Row, ...]:
        found = self._found(ticket)
        grouped = self._grouped.get(ticket)
        if grouped is None:
            return tuple(_row(*row) for row in self._opened().snippets(found, start, count, check))
        rows = self._opened().snippets(replace(found, keys=grouped.keys), start, count, check)
        return tuple(replace(_row(*row), event=grouped.places[row[0].key]) for row in rows)

    def document(self, id: str, ticket: int | None) -> DocumentView:
        """A document with the hits of a result's query."""
        library = self._opened()
        stored = library.document(library.catalogue.find(id))
        found = self._found(ticket) if ticket is not None else None
        return document_view(library, stored, found)

    def text(self, id: str, start: int, count: int) -> TextAnswer:
        """A piece of a document's text."""
        library = self._opened()
        stored = library.document(library.catalogue.find(id))
        return TextAnswer(stored.id, start, stored.text[start : start + min(count, PIECE)])

    def facets(self, ticket: int) -> FacetsAnswer:
        """What a result consists of."""
        return self._opened().facets(self._found(ticket))

    def entities(self, ticket: int, document: str, check: Callable[[], None]) -> EntitiesAnswer:
        """The entities of a result, or of a document if one is named, counted over the result."""
        library = self._opened()
        key = library.catalogue.find(document) if document else None
        return library.entities(self._found(ticket), key, check=check)

    def entity(self, type: str, name: str) -> EntityAnswer:
        """What the library has about an entity."""
        library = self._opened()
        return entity_facts(library.catalogue, library.columns(), type, name)

    def evidence(self, id: str) -> EvidenceAnswer:
        """What speaks for a document's date."""
        library = self._opened()
        return evidence_answer(library, library.document(library.catalogue.find(id)))

    def passages(self, ticket: int) -> PassagesAnswer:
        """The sentences with hits of a result."""
        return passages_with_hits(self._opened(), self._found(ticket))

    def text_hashes(self, ids: Sequence[str]) -> HashesAnswer:
        """The hash of the text of each of these documents that is there."""
        return HashesAnswer(note_places.text_hashes(self._opened(), ids))

    def placement(self, subject: Subject, anchor: Anchor | None) -> Placement:
        """Where a note on this passage, or with no anchor on the whole document, belongs now."""
        return note_places.place(self._opened(), subject, anchor)

    def join_plan(self, id: str) -> StoryPlan:
        """What it means that the stories of a document's file are one."""
        library = self._opened()
        return plan_join(library, library.catalogue.find(id))

    def split_plan(self, id: str) -> StoryPlan:
        """What it means that stories which were joined, as the correction of this subject says, are none any more."""
        notebook = self._opened().notebook()
        joins = story_joins(notebook) if notebook else []
        join = next((one for one in joins if one.subject == id), None)
        if join is None:
            raise DocumentMissingError("The stories of this file were not joined.")
        return plan_split(self._opened(), join)

    def timeline(self, ticket: int, by: str) -> TimelineAnswer:
        """What a result was published in and what it speaks of; ``by`` is "" for a scale that fits."""
        return self._opened().timeline(self._found(ticket), Scale(by) if by else None)

    def sentences(self, ticket: int, begin: str, finish: str) -> SentencesAnswer:
        """What a result says of the days from ``begin`` to ``finish``, both ISO."""
        days = datetime.date.fromisoformat(begin), datetime.date.fromisoformat(finish)
        return self._opened().sentences(self._found(ticket), *days)

    def _opened(self) -> Library:
        if self._library is None:
            self._library = Library(self._folder, self._notebook)
        return self._library

    def _found(self, ticket: int) -> Found:
        found = self._results.get(ticket)
        if found is None:
            raise WorkerError("This result is too old to be shown; search again.")
        self._results.move_to_end(ticket)
        return found


def document_view(library: Library, stored: StoredDocument, found: Found | None) -> DocumentView:
    """What the reader needs of a document; of a long text its first piece."""
    hits = found.hits(stored.key, stored.title, stored.text) if found else None
    before, after = library.catalogue.siblings(stored.key)
    return DocumentView(
        id=stored.id,
        title=stored.title,
        source=stored.source,
        author=stored.author,
        date=stored.date,
        date_sign=stored.date_sign,
        date_note=stored.date_note,
        url=stored.url,
        path=stored.path,
        record=stored.record or "",
        story=stored.story,
        stories=stored.stories,
        previous_story=before,
        next_story=after,
        text_hash=stored.text_hash,
        length=len(stored.text),
        text=stored.text[:PIECE],
        hits=tuple((span.start, span.end) for span in hits.text) if hits else (),
        title_hits=tuple((span.start, span.end) for span in hits.title) if hits else (),
        mentions=tuple(
            MentionView(mention.start, mention.end, mention.type, mention.name, mention.reason)
            for mention in library.catalogue.mentions(stored.key)
        ),
        times=tuple(TimeView(*time) for time in library.times(stored.key)),
    )


def evidence_answer(library: Library, stored: StoredDocument) -> EvidenceAnswer:
    """A document's date as it is shown, with what the analysis found, the weightiest first."""
    found, found_note = library.catalogue.told_date(stored.key)
    told = [DateEvidence(**one) for one in stored.evidence]
    evidence = (EvidenceView(one.source, one.value, one.weight, _words(stored.text, one)) for one in told)
    return EvidenceAnswer(
        id=stored.id,
        date=stored.date,
        date_sign=stored.date_sign,
        date_note=stored.date_note,
        found=found,
        found_note=found_note,
        evidence=tuple(sorted(evidence, key=lambda one: (-one.weight, one.value))),
    )


def _words(text: str, evidence: DateEvidence) -> str:
    return " ".join(text[evidence.start : evidence.end].split()) if evidence.start is not None else ""


def _row(summary: Summary, snippet: Snippet) -> Row:
    return Row(
        id=summary.id,
        title=summary.title,
        source=summary.source,
        date=summary.date,
        date_sign=summary.date_sign,
        story=summary.story,
        stories=summary.stories,
        snippet=snippet.text,
        snippet_spans=tuple((span.start, span.end) for span in snippet.spans),
        text_hash=summary.text_hash,
    )


def serve(folder: Path, notebook: Path, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer requests until the input closes."""
    worker = Worker(folder, notebook)
    requests = Requests(incoming)
    while (request := requests.next()) is not None:
        if isinstance(request, Malformed):
            reply = Reply(None, error=problem_of(WorkerError(f"This line is no request: {request.why}.")))
        else:
            try:
                reply = worker.answer(request, partial(requests.check, request))
            except Withdrawn:
                continue
            except Postponed:
                requests.postpone(request)
                continue
        outgoing.write(msgspec.json.encode(reply) + b"\n")
        outgoing.flush()


def answers_apart() -> BinaryIO:
    """Standard output for the answers alone: whatever a library prints goes to standard error from now on."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def main() -> None:
    """Serve the library and the notebook that the arguments name."""
    os.umask(0o077)
    folder, notebook = map(Path, sys.argv[1:3])
    with contextlib.suppress(DatelineError, OSError):  # the screen has said why there is no log
        open_log(log_file(find_home(), notebook))
    LOGGER.info("search process of %s", folder)
    os.nice(NICENESS)
    try:
        serve(folder, notebook, sys.stdin.buffer, answers_apart())
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # the screen is gone: there is nobody to tell
    except Exception:  # noqa: BLE001 - the screen starts another process
        LOGGER.exception("the search process ended unexpectedly")
        sys.exit(3)


if __name__ == "__main__":
    main()
