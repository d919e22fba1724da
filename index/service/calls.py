"""What can be asked of a library: one table, from which the client, the worker's dispatch and the decoding are made."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property, partial
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, get_type_hints, overload

import msgspec

from index.answers.counts import (
    EntitiesAnswer,
    FacetsAnswer,
    SentencesAnswer,
    SourceTimesAnswer,
    TimelineAnswer,
    TollsAnswer,
)
from index.answers.document import (
    DocumentView,
    EvidenceAnswer,
    FactsAnswer,
    HashesAnswer,
    PassagesAnswer,
    TextAnswer,
    VersionsAnswer,
)
from index.answers.entity import EntityAnswer, MapAnswer, MapFileAnswer
from index.answers.listing import (
    ArrivedAnswer,
    CompletionsAnswer,
    LibraryInfo,
    RelatedAnswer,
    RowsAnswer,
    SearchAnswer,
    SubjectsAnswer,
    UnseenAnswer,
)
from index.compare.comparison import ComparisonAnswer, MatrixAnswer
from index.corrections.stories import StoryPlan
from index.errors import WorkerError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.moved_documents import Placement

Takes = ParamSpec("Takes")
Gives = TypeVar("Gives")


class Asker(Protocol):
    """Whatever carries a call to a worker and brings its answer."""

    async def ask(self, call: Call[..., Gives], arguments: dict[str, object]) -> Gives:
        """The answer to a call. Raises the error that the worker answered with."""
        ...


class Call(Generic[Takes, Gives]):
    """One thing that can be asked; as an attribute of an ``Asker``, the method that asks it.

    ``replaced``: a newer one takes the place of an older one that is not answered yet.
    ``gives_way``: it is put off while anything else is asked.
    """

    def __init__(
        self, declared: Callable[Concatenate[Any, Takes], Gives], *, replaced: bool = False, gives_way: bool = False
    ) -> None:
        self.name = declared.__name__
        self.__doc__ = declared.__doc__
        self.replaced = replaced
        self.gives_way = gives_way
        self._declared = declared

    @property
    def interruptible(self) -> bool:
        """Whether what answers it takes a ``check`` that raises when the answer is not wanted any more."""
        return self.replaced or self.gives_way

    @overload
    def __get__(self, asker: None, owner: type) -> Call[Takes, Gives]: ...

    @overload
    def __get__(self, asker: Asker, owner: type) -> Callable[Takes, Awaitable[Gives]]: ...

    def __get__(self, asker: Asker | None, owner: type) -> Any:
        """The call itself on a class; on an ``Asker``, what asks it."""
        return self if asker is None else partial(self._ask, asker)

    @property
    def declaration(self) -> inspect.Signature:
        """What it takes and gives."""
        without_self = list(self._signature.parameters.values())[1:]
        return self._signature.replace(parameters=without_self)

    async def _ask(self, asker: Asker, *args: Takes.args, **named: Takes.kwargs) -> Gives:
        bound = self._signature.bind(None, *args, **named)
        bound.apply_defaults()
        _, *given = bound.arguments.items()
        return await asker.ask(self, dict(given))

    def answer_of(self, result: bytes) -> Gives:
        """The answer that travelled as this JSON."""
        answer: Gives = msgspec.json.decode(result, type=self._types["return"])
        return answer

    def arguments_of(self, arguments: bytes) -> dict[str, Any]:
        """The arguments that travelled as this JSON. Raises WorkerError if they are not what the call takes."""
        try:
            taken = msgspec.json.decode(arguments, type=self._argument_type)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise WorkerError(
                f"The request '{self.name}' was sent with other arguments than it takes: {error}."
            ) from error
        return {name: getattr(taken, name) for name in self._argument_type.__struct_fields__}

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self._declared)

    @cached_property
    def _types(self) -> dict[str, Any]:
        return get_type_hints(self._declared)

    @cached_property
    def _argument_type(self) -> type[msgspec.Struct]:
        _, *parameters = self._signature.parameters.values()
        fields = [
            (one.name, self._types[one.name])
            if one.default is one.empty
            else (one.name, self._types[one.name], one.default)
            for one in parameters
        ]
        return msgspec.defstruct(self.name, fields, kw_only=True, forbid_unknown_fields=True)


def replaced(declared: Callable[Concatenate[Any, Takes], Gives]) -> Call[Takes, Gives]:
    """A call of which a newer one takes the place of an older one."""
    return Call(declared, replaced=True)


def gives_way(declared: Callable[Concatenate[Any, Takes], Gives]) -> Call[Takes, Gives]:
    """A call that is put off while anything else is asked."""
    return Call(declared, gives_way=True)


class Calls:
    """Every call, declared as what asks it."""

    @Call
    def open(self) -> LibraryInfo:
        """Which library this is, and how much is in it."""

    @replaced
    def search(self, query: str, order: str = "", limit: int = 50, *, other_names: bool = True) -> SearchAnswer:
        """Search; an empty query is every document, newest first.

        Names are widened to the other names of what they name, unless ``other_names`` says not to.

        Raises QueryError.
        """

    @Call
    def complete(self, typed: str, cursor: int) -> CompletionsAnswer:
        """How a query that is being typed can go on at the cursor."""

    @Call
    def rows(self, ticket: int, start: int, count: int) -> RowsAnswer:
        """More rows of a result."""

    @Call
    def subjects(self, ticket: int, start: int, count: int) -> SubjectsAnswer:
        """The documents of some rows of a result, without what is in their texts."""

    @Call
    def document(self, id: str, ticket: int | None = None) -> DocumentView:
        """A document, with the hits of a result's query. Raises DocumentMissingError."""

    @Call
    def text(self, id: str, start: int, count: int) -> TextAnswer:
        """A piece of a document's text."""

    @Call
    def facets(self, ticket: int) -> FacetsAnswer:
        """What a result consists of."""

    @gives_way
    def entities(self, ticket: int, document: str = "") -> EntitiesAnswer:
        """The entities of a result, or of a document if one is named, each with its number of the result's documents.

        Raises DocumentMissingError.
        """

    @Call
    def entity(self, type: str, name: str) -> EntityAnswer:
        """What the library has about an entity. Raises ConfigurationError if nothing mentions it."""

    @Call
    def evidence(self, id: str) -> EvidenceAnswer:
        """What speaks for a document's date. Raises DocumentMissingError."""

    @Call
    def passages(self, ticket: int) -> PassagesAnswer:
        """The sentences with hits of a result, as far as they are few enough to be annotated at once."""

    @Call
    def text_hashes(self, ids: Sequence[str]) -> HashesAnswer:
        """The hash of the text of each of these documents that is in the library, by id."""

    @Call
    def facts(self, ids: Sequence[str]) -> FactsAnswer:
        """Author, address and pages of each of these documents that is in the library, by id."""

    @Call
    def placement(self, subject: Subject, anchor: Anchor | None) -> Placement:
        """Where a note on this passage, or with no anchor on the whole document, belongs now."""

    @Call
    def join_plan(self, id: str) -> StoryPlan:
        """What it means for notes that all stories of this document's file are one.

        Raises ConfigurationError for a file that is one story, DocumentMissingError.
        """

    @Call
    def split_plan(self, id: str) -> StoryPlan:
        """What it means for notes that a join is taken back; ``id`` is the correction's subject.

        Raises DocumentMissingError.
        """

    @Call
    def timeline(self, ticket: int, by: str = "") -> TimelineAnswer:
        """What a result was published in and what it speaks of, by day, week, month or year; "" is what fits."""

    @Call
    def source_times(self, ticket: int, by: str = "") -> SourceTimesAnswer:
        """When each source of a result published, by day, week, month or year; "" is what fits."""

    @gives_way
    def tolls(self, ticket: int) -> TollsAnswer:
        """The figures that a result's documents give of what happened: how many were killed, wounded and so on."""

    @Call
    def map(self, ticket: int, document: str = "", begin: str = "", finish: str = "", by: str = "") -> MapAnswer:
        """The places of a result, of what was published from ``begin`` to ``finish`` if these are given, both ISO.

        Those of ``document`` are marked. ``by`` is the scale of the timeline beside, as for ``timeline``.
        Raises DocumentMissingError.
        """

    @Call
    def map_file(self, ticket: int, form: str, begin: str = "", finish: str = "", start: int = 0) -> MapFileAnswer:
        """A piece, from a character on, of what is written of the places of a result in a format such as "geojson".

        ``begin`` and ``finish`` as for ``map``. Raises LibraryError where that is more than a library can tell at once.
        """

    @Call
    def sentences(self, ticket: int, begin: str, finish: str) -> SentencesAnswer:
        """What a result says of the days from ``begin`` to ``finish``, both ISO."""

    @Call
    def related(self, id: str) -> RelatedAnswer:
        """Other documents on the event that this one reports, best first. Raises DocumentMissingError."""

    @gives_way
    def unseen(self, searches: dict[str, str]) -> UnseenAnswer:
        """What saved searches, queries by name, find that was not seen of them yet."""

    @Call
    def arrived(self, after: int) -> ArrivedAnswer:
        """What is new and changed since the document with this key was the newest; nothing for -1 but the newest."""

    @Call
    def versions(self, id: str) -> VersionsAnswer:
        """The versions of a document, by the id of any, and what was edited. Raises DocumentMissingError."""

    @Call
    def compare(self, a: str, b: str) -> ComparisonAnswer:
        """Two documents side by side. Raises DocumentMissingError."""

    @Call
    def matrix(self, id: str) -> MatrixAnswer:
        """A document and the likely other accounts of its event, against each other. Raises DocumentMissingError."""


CALLS: dict[str, Call[..., Any]] = {name: call for name, call in vars(Calls).items() if isinstance(call, Call)}
