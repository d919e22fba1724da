"""Cutting a file into raw records: which format it is in, what it holds, and what the files within it hold."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import IO

from index.errors import UnreadableError
from index.model import WARNING, Problem, RawRecord
from index.sources.entries import Entry, Fault, Found, Member, Text, Whole
from index.sources.fields import FieldNames
from index.sources.formats.registry import Format, judge_format
from index.sources.limits import MAX_DEPTH, Budget, LimitError
from index.sources.source import Source
from index.text.neutralise import neutralise_line

MOST_LISTED = 1000
"""So many broken records of one file are listed one by one; the rest are only counted."""

_TOO_DEEP = f"containers within containers, more than {MAX_DEPTH} deep"

HOPELESS = 10_000
"""A file with so many broken records is given up where they are half of all."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text, or the records of one file or member.

    ``records`` may be called again, until the next leaf is asked for: its records are the same then.
    ``judged_together`` tells whether what the others say is needed to read one of them.
    """

    records: Callable[[], Iterator[RawRecord | Problem]]
    judged_together: bool = False


def read_raw(path: Path, fields: Mapping[str, str]) -> Iterator[RawRecord | Problem]:
    """Yield the records of a file in their order, or what is wrong with one, or with the file.

    ``fields`` maps our names of fields to those in the file (see ``index.sources.field_names``); usual
    names are known without it. Places count broken records too, so that they do not change when one is mended.
    Cheap and streaming: a record is made readable by ``to_record``.

    Raises ConfigurationError if ``fields`` has a name that is none of ours.
    """
    for leaf in read_leaves(path, FieldNames(fields), Budget()):
        if isinstance(leaf, Problem):
            yield leaf
        else:
            yield from leaf.records()


def read_leaves(path: Path, names: FieldNames, budget: Budget, encoding: str = "") -> Iterator[Leaf | Problem]:
    """Yield what a file holds, and the files within it, one after another, or what is wrong.

    ``encoding`` is what texts are in that are not in Unicode and say nothing of it.
    """
    walk = Walk(path, budget)
    try:
        source = Source.of_file(path, budget, names, encoding)
    except UnreadableError as error:
        yield walk.problem("", None, str(error))
        return
    yield from walk.leaves(source)
    if walk.too_deep > MOST_LISTED:
        yield walk.problem("", None, f"{walk.too_deep - MOST_LISTED:,} more {_TOO_DEEP}")


@dataclass(slots=True)
class Walk:
    """A walk through a file and all that it contains."""

    path: Path
    budget: Budget
    places: int = 0  # records so far
    names_given: dict[tuple[str, str], int] = field(default_factory=dict)  # within each container, how often
    over: bool = False  # a limit over the whole file is reached
    too_deep: int = 0  # containers that were left alone

    def problem(self, member: str, line: int | None, reason: str) -> Problem:
        path = neutralise_line(str(self.path))
        return Problem(f"{path}/{member}" if member else path, line, reason)

    def leaves(self, source: Source) -> Iterator[Leaf | Problem]:
        self.budget.begin_part()
        try:
            form = judge_format(source.name, source.head(), source.media_type)
            if form.contains:
                yield from self._container(source, form)
            else:
                yield self._leaf(source, form, lambda: form.read(source))
        except UnreadableError as error:
            yield self._failure(source, error)

    def _failure(self, source: Source, error: UnreadableError) -> Problem:
        if isinstance(error, LimitError):
            self.over = True
        return self.problem(source.member, None, str(error))

    def _container(self, source: Source, form: Format) -> Iterator[Leaf | Problem]:
        """Yield the texts of a container, if it has some, and what it contains."""
        texts = members = 0
        parents = source.parents
        empty = True
        for found in form.read(source):
            self.budget.begin_part()
            empty = False
            if isinstance(found, Member):
                self.budget.containers += not members
                members += 1
                yield from self._member(found, source, parents)
            elif isinstance(found, Fault):
                yield self.problem(_joined(source.member, found.member), found.line, found.reason)
            else:
                yield self._leaf(source, form, partial(iter, (found,)), texts)
                texts += 1
                parents = (*source.parents, source.member)
            if self.over:
                return
        if empty and not form.may_be_bare:
            yield self.problem(source.member, None, "empty: it holds nothing")

    def _member(self, member: Member, source: Source, parents: tuple[str, ...]) -> Iterator[Leaf | Problem]:
        name = self._own_name(source.member, neutralise_line(member.name))
        path = _joined(source.member, name)
        ended = self.budget.fatal.get(self.budget.count_member())
        if ended is not None:
            yield self.problem(path, None, ended)
        elif source.depth >= MAX_DEPTH:
            self.too_deep += 1
            if self.too_deep <= MOST_LISTED:
                yield self.problem(path, None, _TOO_DEEP)
        else:
            yield from self.leaves(_within(source, member, path, parents))

    def copy_member(self, source: Source, wanted: str, target: IO[bytes]) -> bool:
        """Write the bytes of the member that has this path; whether there is one.

        What contains it is read up to there only: an archive lets go of a member when the next is asked for.
        """
        form = judge_format(source.name, source.head(), source.media_type)
        if not form.contains or source.depth >= MAX_DEPTH:
            return False
        for member in form.read(source):
            if not isinstance(member, Member):
                continue
            self.budget.count_member()
            path = _joined(source.member, self._own_name(source.member, neutralise_line(member.name)))
            inner = _within(source, member, path, ())
            if path == wanted and member.name:
                with inner.open() as stream:
                    shutil.copyfileobj(stream, target)
                return True
            if (not member.name or wanted.startswith(f"{path}/")) and self.copy_member(inner, wanted, target):
                return True
        return False

    def _own_name(self, container: str, name: str) -> str:
        """The name of a member within its container, made different from one that had it before."""
        if not name:
            return name
        times = self.names_given[(container, name)] = self.names_given.get((container, name), 0) + 1
        return name if times == 1 else f"{name} ({times})"

    def _leaf(self, source: Source, form: Format, read: Callable[[], Iterator[Found]], first: int = 0) -> Leaf:
        start = self.places

        def records() -> Iterator[RawRecord | Problem]:
            self.places = start
            for item in self._records(source, form, read(), first):
                self.budget.begin_part()
                yield item

        return Leaf(records, judged_together=form.records)

    def _records(
        self, source: Source, form: Format, found: Iterable[Found], first: int
    ) -> Iterator[RawRecord | Problem]:
        number = -1
        broken = 0
        try:
            for number, item in enumerate(found):
                record = _to_raw(item, source, form, (self.places, first + number))
                self.places += 1
                if isinstance(record, RawRecord):
                    yield record
                    if isinstance(item, Entry) and item.warning:
                        yield self.problem(source.member, item.line, WARNING + item.warning)
                    continue
                broken += 1
                if broken <= MOST_LISTED:
                    yield self.problem(_joined(source.member, record.member), record.line, record.reason)
                if broken >= HOPELESS and 2 * broken > number:
                    raise UnreadableError(f"given up: {broken:,} of its first {number + 1:,} records cannot be read")
            if number < 0:
                raise UnreadableError("empty: it holds no record")
        except UnreadableError as error:
            yield self._failure(source, error)
        if broken > MOST_LISTED:
            yield self.problem(source.member, None, f"{broken - MOST_LISTED:,} more of its records cannot be read")


def _within(source: Source, member: Member, path: str, parents: tuple[str, ...]) -> Source:
    """A member as the source of what it holds itself."""
    return Source(
        name=member.name if member.file_name is None else member.file_name,
        opener=member.open,
        budget=source.budget,
        names=source.names,
        member=path,
        parents=parents,
        depth=source.depth + 1,
        media_type=member.media_type,
        charset=member.charset,
        encoding=source.encoding,
        values=member.values,
        dates=member.dates,
        packed=member.packed,
    )


def _joined(container: str, name: str) -> str:
    return "/".join(filter(None, (container, name)))


def _to_raw(found: Found, source: Source, form: Format, at: tuple[int, int]) -> RawRecord | Fault:
    """The record of what was found; ``at`` are its numbers in the file and in its member."""
    if isinstance(found, Fault):
        return found
    if isinstance(found, Member):
        raise TypeError(f"the row of {form.name} in the registry does not say that it contains files")
    place, number = at
    record = RawRecord(
        place, 1, "fields", {}, type=form.name, number=number, member=source.member, parents=source.parents,
        dates=source.dates, file_name=source.name if source.depth else None,
    )  # fmt: skip
    if isinstance(found, Whole):
        return replace(
            record, form="html" if found.is_page else "text", content=found.content, charset=found.charset,
            values=found.values, dates=source.dates + found.dates,
        )  # fmt: skip
    if isinstance(found, Text):
        return replace(
            record, form="fields" if form.records else "made", content=dict(source.values) | dict(found.values),
            line=found.line, pages=found.pages, dates=source.dates + found.dates, mail=found.mail,
        )  # fmt: skip
    content = source.names.extract(found.values)
    if "text" not in content:
        return Fault(found.line, source.names.reason_without_text(found.values))
    return replace(record, line=found.line, content=dict(source.values) | content)
