"""The worker: serves one library over JSON lines, from standard input to standard output, until its input closes.

Run as ``python -m index.service.worker LIBRARY NOTEBOOK``. A thread reads requests, so that one that is withdrawn, or
replaced by a newer search, is given up between two steps of its evaluation, and counting gives way to all else.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from index.answers.counts import (
    EntitiesAnswer,
    FacetsAnswer,
    SentencesAnswer,
    SourceTimesAnswer,
    TimelineAnswer,
    TollsAnswer,
)
from index.answers.document import DocumentView, PassagesAnswer
from index.answers.entity import MapAnswer, MapFileAnswer
from index.answers.listing import LibraryInfo, RowsAnswer, SearchAnswer, SubjectsAnswer
from index.errors import DatelineError, WorkerError
from index.home.folders import find_home
from index.home.log import LOGGER, log_file, open_log
from index.library.choosing import address_in
from index.library.timeline import Scale
from index.library.views import PIECE
from index.service.calls import CALLS
from index.service.library import Check, Library, Result
from index.service.messages import Reply, Request, problem_of
from index.service.requests import Malformed, Postponed, Requests, Withdrawn
from index.service.served import ServedLibrary

NICENESS = 5
"""The worker gives way to the screen."""

KEPT_RESULTS = 8

GRACE = 60.0
"""Seconds after the end of the input in which what was asked is still answered."""


class Worker:
    """Answers requests about one library."""

    def __init__(self, folder: Path, notebook: Path) -> None:
        self._folder = folder
        self._notebook = notebook
        self._library: Library | None = None
        self._results: OrderedDict[int, Result] = OrderedDict()
        self._ticket = 0
        self._map_file: tuple[tuple[object, ...], str] = (), ""  # what was asked for and is not told to its end

    def close(self) -> None:
        """Let go of the library's files."""
        if self._library is not None:
            self._library.close()

    def answer(self, request: Request, check: Check) -> Reply:
        """The answer to one request: its result, or its error. ``check`` raises Withdrawn or Postponed to give up."""
        try:
            call = CALLS.get(request.call)
            if call is None:
                raise WorkerError(f"The worker does not know the request '{request.call}'.")
            arguments = call.arguments_of(bytes(request.arguments))
            if call.interruptible:
                arguments["check"] = check
            return Reply(request.id, msgspec.Raw(msgspec.json.encode(self._handler(call.name)(**arguments))))
        except DatelineError as error:
            return Reply(request.id, error=problem_of(error))

    def _handler(self, call: str) -> Callable[..., Any]:
        """What answers a call: the worker itself if it is about a ticket, else the library."""
        handler: Callable[..., Any] = getattr(self if hasattr(self, call) else self._opened(), call)
        return handler

    # Calls

    def open(self) -> LibraryInfo:
        """Which library this is."""
        return self._opened().info()

    def search(self, query: str, order: str, limit: int, other_names: bool, check: Check) -> SearchAnswer:
        """Search, and answer with the first rows."""
        result = self._opened().search(query, order, other_names=other_names, check=check)
        self._ticket += 1
        self._results[self._ticket] = result
        while len(self._results) > KEPT_RESULTS:
            self._results.popitem(last=False)
        return SearchAnswer(
            self._ticket,
            query,
            result.total,
            result.rows(0, limit, check),
            result.order,
            result.explain,
            result.events,
            result.folded,
            result.generation,
            result.is_near,
        )

    def rows(self, ticket: int, start: int, count: int) -> RowsAnswer:
        """Some rows of a result."""
        return RowsAnswer(ticket, start, self._found(ticket).rows(start, count, lambda: None))

    def subjects(self, ticket: int, start: int, count: int) -> SubjectsAnswer:
        """The documents of some rows of a result."""
        return SubjectsAnswer(self._found(ticket).subjects(start, count, lambda: None))

    def document(self, id: str, ticket: int | None) -> DocumentView:
        """A document, with the hits of a result's query."""
        return self._opened().document(id) if ticket is None else self._found(ticket).document(id)

    def facets(self, ticket: int) -> FacetsAnswer:
        """What a result consists of."""
        return self._found(ticket).facets()

    def entities(self, ticket: int, document: str, check: Check) -> EntitiesAnswer:
        """The entities of a result, or of a document if one is named, counted over the result."""
        return self._found(ticket).entities(document, check)

    def passages(self, ticket: int) -> PassagesAnswer:
        """The sentences with hits of a result."""
        return self._found(ticket).passages()

    def timeline(self, ticket: int, by: str) -> TimelineAnswer:
        """What a result was published in and what it speaks of; ``by`` is "" for a scale that fits."""
        return self._found(ticket).timeline(Scale(by) if by else None)

    def source_times(self, ticket: int, by: str) -> SourceTimesAnswer:
        """When each source of a result published; ``by`` is "" for a scale that fits."""
        return self._found(ticket).source_times(Scale(by) if by else None)

    def tolls(self, ticket: int, check: Check) -> TollsAnswer:
        """The figures that a result's documents give of what happened."""
        return self._found(ticket).tolls(check)

    def map(self, ticket: int, document: str, begin: str, finish: str, by: str) -> MapAnswer:
        """The places of a result, of what was published in these days, ISO, if they are given."""
        return self._found(ticket).map(document, _day(begin), _day(finish), Scale(by) if by else None)

    def map_file(self, ticket: int, form: str, begin: str, finish: str, start: int) -> MapFileAnswer:
        """A piece of what is written of the places of a result; all is made with the first piece, kept to the last."""
        asked = (ticket, form, begin, finish)
        if start == 0:
            written = self._found(ticket).places_written(form, _day(begin), _day(finish))
            self._map_file = asked, written
        of, written = self._map_file
        if of != asked:
            raise WorkerError("Another map was written meanwhile; write this one again.")
        piece = written[start : start + PIECE]
        if start + PIECE >= len(written):
            self._map_file = asked, ""
        return MapFileAnswer(piece, len(written))

    def sentences(self, ticket: int, begin: str, finish: str) -> SentencesAnswer:
        """What a result says of the days from ``begin`` to ``finish``, both ISO."""
        return self._found(ticket).sentences(datetime.date.fromisoformat(begin), datetime.date.fromisoformat(finish))

    def _opened(self) -> Library:
        if self._library is None:
            self._library = open_library(self._folder, self._notebook)
        return self._library

    def _found(self, ticket: int) -> Result:
        found = self._results.get(ticket)
        if found is None:
            raise WorkerError("This result is too old to be shown; search again.")
        self._results.move_to_end(ticket)
        return found


def _day(written: str) -> datetime.date | None:
    """A day in ISO, "" for none."""
    return datetime.date.fromisoformat(written) if written else None


def open_library(folder: Path, notebook: Path) -> Library:
    """The library in a folder, or the shared one that the folder stands for. Raises the LibraryErrors."""
    address = address_in(folder)
    if address is None:
        return ServedLibrary(folder, notebook)
    from index.cluster.places import shared_place  # what speaks to a cluster is imported where there is one
    from index.shared.library import SharedLibrary

    place = shared_place(address)
    assert place is not None  # what is no address is refused
    return SharedLibrary(place, folder, notebook)


def serve(
    folder: Path, notebook: Path, incoming: BinaryIO, outgoing: BinaryIO, ended: Callable[[], None] = lambda: None
) -> None:
    """Answer requests until the input closes; ``ended`` is called in another thread as soon as it has."""
    with contextlib.closing(Worker(folder, notebook)) as worker:
        _answer(worker, Requests(incoming, ended), outgoing)


def _answer(worker: Worker, requests: Requests, outgoing: BinaryIO) -> None:
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


def _leave_soon() -> None:
    """End the process in a while, whatever it is doing: nobody is left who waits for an answer."""
    timer = threading.Timer(GRACE, os._exit, (0,))
    timer.daemon = True
    timer.start()


def main() -> None:
    """Serve the library and the notebook that the arguments name."""
    os.umask(0o077)
    folder, notebook = map(Path, sys.argv[1:3])
    with contextlib.suppress(DatelineError, OSError):  # the screen has said why there is no log
        open_log(log_file(find_home(), notebook))
    LOGGER.info("search process of %s", folder)
    os.nice(NICENESS)
    try:
        serve(folder, notebook, sys.stdin.buffer, answers_apart(), _leave_soon)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # the screen is gone: there is nobody to tell
    except Exception:  # noqa: BLE001 - the search process's door: the screen starts another
        LOGGER.exception("the search process ended unexpectedly")
        sys.exit(3)


if __name__ == "__main__":
    main()
