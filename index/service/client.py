"""Speaks to the worker process from the screen's: requests with ids, answers, restarts. Imports nothing heavy."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import IO, Any, TypeVar, get_args, get_origin, get_type_hints

import index.errors
from index.answers import (
    DocumentView,
    EntitiesAnswer,
    EvidenceAnswer,
    FacetsAnswer,
    HashesAnswer,
    Json,
    LibraryInfo,
    PassagesAnswer,
    RelatedAnswer,
    RowsAnswer,
    SearchAnswer,
    SentencesAnswer,
    TextAnswer,
    TimelineAnswer,
)
from index.compare.comparison import ComparisonAnswer, MatrixAnswer
from index.corrections.stories import StoryPlan
from index.entity_answer import EntityAnswer
from index.errors import DatelineError, QueryError, WorkerError
from index.home.folders import find_home, make_private_folder
from index.home.log import log_file, open_private
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.moved_documents import Placement

Answer = TypeVar("Answer")

ATTEMPTS = 2
"""How often a request is sent: one that has ended two workers would end a third."""

RESTART_SECONDS = 0.1
"""How long a request waits for a new worker before it is sent again."""


class Client:
    """One worker process and the requests it has not answered yet."""

    def __init__(self, library: Path, notebook: Path) -> None:
        self._library = library
        self._notebook = notebook
        self._log = log_file(find_home(), notebook)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self._next_id = 0
        self._closing = False
        self.on_notice: Callable[[str], None] = lambda _: None

    @classmethod
    def spawn(cls, library: Path, notebook: Path) -> Client:
        """Start a worker; it opens the library while the screen is still being imported."""
        client = cls(library, notebook)
        client._start()
        client._send({"id": client._take_id(), "call": "open"})  # warms the worker up; nobody waits for it
        return client

    def _start(self) -> None:
        command = [sys.executable, "-m", "index.service.worker", str(self._library), str(self._notebook)]
        with contextlib.ExitStack() as stack:
            try:
                make_private_folder(self._log.parent)
                errors: IO[bytes] | int = stack.enter_context(open(self._log, "ab", opener=open_private))
            except (DatelineError, OSError):
                errors = subprocess.DEVNULL
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
            )

    @property
    def process_id(self) -> int | None:
        """The worker's process, None before it was started."""
        return self._process.pid if self._process is not None else None

    async def connect(self) -> None:
        """Begin to listen to the worker. To be called once the event loop runs."""
        self._reader = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """End the worker."""
        self._closing = True
        if self._process is not None:
            self._process.kill()  # it only reads
        self._bury()
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    # Calls

    async def open(self) -> LibraryInfo:
        """Which library this is, and how much is in it."""
        return await self._call(LibraryInfo, "open")

    async def search(self, query: str, order: str = "", limit: int = 50, *, other_names: bool = True) -> SearchAnswer:
        """Search; an empty query is every document, newest first. A newer search takes the place of an older one.

        Names are widened to the other names of what they name, unless ``other_names`` says not to.

        Raises QueryError.
        """
        return await self._call(SearchAnswer, "search", query=query, order=order, limit=limit, other_names=other_names)

    async def rows(self, ticket: int, start: int, count: int) -> RowsAnswer:
        """More rows of a result."""
        return await self._call(RowsAnswer, "rows", ticket=ticket, start=start, count=count)

    async def document(self, id: str, ticket: int | None = None) -> DocumentView:
        """A document, with the hits of a result's query. Raises DocumentMissingError."""
        return await self._call(DocumentView, "document", id=id, ticket=ticket)

    async def text(self, id: str, start: int, count: int) -> TextAnswer:
        """A piece of a document's text."""
        return await self._call(TextAnswer, "text", id=id, start=start, count=count)

    async def facets(self, ticket: int) -> FacetsAnswer:
        """What a result consists of."""
        return await self._call(FacetsAnswer, "facets", ticket=ticket)

    async def entities(self, ticket: int, document: str = "") -> EntitiesAnswer:
        """The entities of a result, or of a document if one is named, each with its number of the result's documents.

        Raises DocumentMissingError.
        """
        return await self._call(EntitiesAnswer, "entities", ticket=ticket, document=document)

    async def entity(self, type: str, name: str) -> EntityAnswer:
        """What the library has about an entity. Raises ConfigurationError if nothing mentions it."""
        return await self._call(EntityAnswer, "entity", type=type, name=name)

    async def evidence(self, id: str) -> EvidenceAnswer:
        """What speaks for a document's date. Raises DocumentMissingError."""
        return await self._call(EvidenceAnswer, "evidence", id=id)

    async def passages(self, ticket: int) -> PassagesAnswer:
        """The sentences with hits of a result, as far as they are few enough to be annotated at once."""
        return await self._call(PassagesAnswer, "passages", ticket=ticket)

    async def text_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """The hash of the text of each of these documents that is in the library, by id."""
        return (await self._call(HashesAnswer, "text_hashes", ids=list(ids))).hashes

    async def placement(self, subject: Subject, anchor: Anchor | None) -> Placement:
        """Where a note on this passage, or with no anchor on the whole document, belongs now."""
        return await self._call(
            Placement, "placement", subject=asdict(subject), anchor=asdict(anchor) if anchor else None
        )

    async def join_plan(self, id: str) -> StoryPlan:
        """What it means for notes that all stories of this document's file are one.

        Raises ConfigurationError for a file that is one story, DocumentMissingError.
        """
        return await self._call(StoryPlan, "join_plan", id=id)

    async def split_plan(self, id: str) -> StoryPlan:
        """What it means for notes that a join is taken back; ``id`` is the correction's subject.

        Raises DocumentMissingError.
        """
        return await self._call(StoryPlan, "split_plan", id=id)

    async def timeline(self, ticket: int, by: str = "") -> TimelineAnswer:
        """What a result was published in and what it speaks of, by day, week, month or year; "" is what fits."""
        return await self._call(TimelineAnswer, "timeline", ticket=ticket, by=by)

    async def sentences(self, ticket: int, begin: str, finish: str) -> SentencesAnswer:
        """What a result says of the days from ``begin`` to ``finish``, both ISO."""
        return await self._call(SentencesAnswer, "sentences", ticket=ticket, begin=begin, finish=finish)

    async def related(self, id: str) -> RelatedAnswer:
        """Other documents on the event that this one reports, best first. Raises DocumentMissingError."""
        return await self._call(RelatedAnswer, "related", id=id)

    async def compare(self, a: str, b: str) -> ComparisonAnswer:
        """Two documents side by side. Raises DocumentMissingError."""
        return await self._call(ComparisonAnswer, "compare", a=a, b=b)

    async def matrix(self, id: str) -> MatrixAnswer:
        """A document and the likely other accounts of its event, against each other. Raises DocumentMissingError."""
        return await self._call(MatrixAnswer, "matrix", id=id)

    # Messages

    async def _call(self, kind: type[Answer], call: str, **arguments: object) -> Answer:
        for _ in range(ATTEMPTS):
            number = self._take_id()
            answer = self._waiting[number] = asyncio.get_running_loop().create_future()
            try:
                self._send({"id": number, "call": call, "arguments": arguments})
                result: Answer = from_json(kind, await answer)
                return result
            except ConnectionError:
                await asyncio.sleep(RESTART_SECONDS)  # the worker has died: let it be started again
            except asyncio.CancelledError:
                with contextlib.suppress(ConnectionError):
                    self._send({"cancel": number})
                raise
            finally:
                self._waiting.pop(number, None)
        raise WorkerError(f"The search process ends whenever it is asked this; {self._log} has the details.")

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _send(self, message: Json) -> None:
        if self._process is None or self._process.stdin is None:
            raise ConnectionError
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    async def _listen(self) -> None:
        """Read answers for as long as the client lives, from one worker after another."""
        while not self._closing and self._process is not None and self._process.stdout is not None:
            stream = asyncio.StreamReader(limit=2**30)
            protocol = asyncio.StreamReaderProtocol(stream)
            loop = asyncio.get_running_loop()
            transport, _ = await loop.connect_read_pipe(lambda p=protocol: p, self._process.stdout)  # type: ignore[misc]
            try:
                while line := await stream.readline():
                    self._take(json.loads(line))
            finally:
                transport.close()
            if not self._closing:
                self._restart()

    def _take(self, message: Json) -> None:
        waiting = self._waiting.get(message["id"])
        if waiting is None or waiting.done():
            return
        if "error" in message:
            waiting.set_exception(_error(message["error"]))
        else:
            waiting.set_result(message["result"])

    def _bury(self) -> None:
        """Wait for a process that has ended, and close our ends of its pipes."""
        if self._process is not None:
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # what was not sent cannot be sent any more
                        pipe.close()

    def _restart(self) -> None:
        self._bury()
        self._start()
        self.on_notice("The search process ended and was started again.")
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(ConnectionError())


def _error(message: Json) -> DatelineError:
    if message["type"] == QueryError.__name__:
        return QueryError(message["message"], message["column"])
    kind: type[DatelineError] = getattr(index.errors, str(message["type"]), DatelineError)
    return kind(message["message"])


def from_json(kind: Any, value: Any) -> Any:
    """A protocol dataclass from what ``asdict`` made of it and JSON carried."""
    return _decoder(kind)(value)


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type from JSON; made once a type, as a document has hundreds of mentions."""
    if isinstance(kind, type) and is_dataclass(kind):
        types = get_type_hints(kind)
        decoders = [(field.name, _decoder(types[field.name])) for field in fields(kind)]
        return lambda value: kind(*[decode(value[name]) for name, decode in decoders])
    if get_origin(kind) is UnionType:  # always of a type and None
        decode = _decoder(get_args(kind)[0])
        return lambda value: None if value is None else decode(value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            decode_item = _decoder(inner[0])
            return lambda value: tuple(map(decode_item, value))
        return tuple
    return lambda value: value
