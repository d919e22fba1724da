"""Bring a library up to date with its files. It may be interrupted at any moment; the next run goes on."""

from __future__ import annotations

import contextlib
import fnmatch
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.analysis.documents import Task, analysis_version, identity_of
from index.building.changes import UNSETTLED_TIME, content_hash, find_changes, settled_time
from index.building.date_orders import keep_orders
from index.building.joins import Joins
from index.building.older_texts import OlderTexts
from index.building.parallel import Result, analyse_all, content_size, processors
from index.building.progress import Progress, Summary
from index.building.reader import CutRecord, ReaderLimits
from index.building.reader_process import ReaderProcess
from index.building.reading_marks import beginning_of_mark, mark_of
from index.building.received import received
from index.building.repair import open_catalogue, repair
from index.catalogue.places import Leaving
from index.catalogue.staged import FileState, ReadFile, Reading, StagedDocument
from index.dates.field_clues import is_ambiguous
from index.dates.order import DateOrder
from index.engine import OpenEngine
from index.errors import NEEDS_PASSWORD, PathError
from index.home.folders import absolute, make_private_folder
from index.home.lock import writer_lock
from index.home.log import LOGGER
from index.home.settings import read_settings
from index.model import REPAIRED, WARNING, Document, Problem
from index.sources import FileStat
from index.sources.records import place_of
from index.text.neutralise import neutralise_line
from index.versions.chains import is_newer_version

UNKNOWN_HASH = ""
"""Of a file whose reading was interrupted: the next run reads it again."""

BATCH_DOCUMENTS = 2000
BATCH_CHARACTERS = 24_000_000
BATCH_SECONDS = 20.0
"""A batch is committed when it is full in one of these ways."""


@dataclass(slots=True)
class _OpenFile:
    """A file that is being read."""

    number: int
    stat: FileStat
    hash: str
    reading: str
    read_at_ns: int
    previous: dict[tuple[str, str], list[int]]  # keys of its documents, by record and content
    is_changed: bool = False  # other bytes than were read before
    problems: list[Problem] = field(default_factory=list)
    records: int = 0
    is_whole: bool = True  # its reading came to its end


@dataclass(frozen=True, slots=True)
class _Label:
    """What goes along with a task: its file, and the hash of its record's content; no hash ends the file."""

    file: _OpenFile
    record_hash: str = ""
    problem: Problem | None = None


class Builder:
    """Reads what is new or changed into one library."""

    def __init__(
        self,
        folder: Path,
        open_engine: OpenEngine,
        report: Callable[[Progress], None] = lambda _: None,
        processes: int | None = None,
        joins: Joins | None = None,
        limits: ReaderLimits | None = None,
        passwords: tuple[str, ...] = (),
    ) -> None:
        """``joins`` are the files that the analyst says are one story each, ``limits`` those of reading a part.

        ``passwords`` are tried on what is encrypted, also in files that are known to need one. They are not kept.
        """
        self._limits = limits
        self._passwords = passwords
        self._started = self._file_started = time.monotonic()
        self._folder = folder
        self._older_texts = OlderTexts(folder)
        self._open_engine = open_engine
        self._joins = joins or Joins()
        self._report = report
        self._processes = processes or processors()
        self._progress = Progress()
        self._summary = Summary()
        self._version = ""  # of the analysis
        self._encodings: tuple[tuple[str, str], ...] = ()  # globs of paths, and what their texts are in
        self._new: list[StagedDocument] = []
        self._leaving: list[Leaving] = []
        self._older: list[int] = []  # of which newer versions are read
        self._read: list[ReadFile] = []
        self._characters = 0
        self._orders: dict[str, str] = {}  # of day and month, by source

    def run(
        self,
        paths: Iterable[Path] = (),
        fields: Mapping[str, str] | None = None,
        date_order: DateOrder | None = None,
        *,
        encoding: str | None = None,
        language: str | None = None,
        scans: str | None = None,
        samples: bool = False,
        wait: bool = False,
        restless: Set[str] = frozenset(),
    ) -> Summary:
        """Add these files and folders to the library's roots, and read what is new or changed in all of them.

        ``fields`` names the fields of their records where they are not the usual ones, ``date_order`` says how
        their 03/04/2017 is read, ``encoding`` what their texts are in that are not in Unicode and ``language`` which
        they are of ("" to let each tell itself), ``scans`` the languages in which a machine is to read pictures of
        pages ("" for none); these are remembered, None leaves them as they were, and without
        ``paths`` they hold for all roots. Another writer is waited for if it says so; ``restless`` files are left as
        they were.

        Raises PathError for a path that does not exist, ConfigurationError for a model that is missing,
        LibraryLockedError and the other LibraryErrors.
        """
        self._started = time.monotonic()
        self._version = analysis_version()
        self._encodings = read_settings().encodings
        roots = [_existing(path) for path in paths]
        make_private_folder(self._folder)
        with writer_lock(self._folder, wait=wait):
            self._catalogue, told = open_catalogue(self._folder, to_fill=roots)
            process = ReaderProcess(self._limits, str(self._folder), self._passwords, self._tell)
            with contextlib.closing(self._catalogue), process as self._reader:
                self._engine = self._open_engine(self._folder, self._catalogue.meta("engine"))
                self._summary.repaired = " ".join(filter(None, (told, repair(self._catalogue, self._engine))))
                if samples:
                    self._catalogue.set_meta("samples", "yes")
                for root in roots or self._catalogue.roots():
                    self._add_root(root, fields, date_order, encoding, language, scans)
                self._update(restless)
                self._summary.documents = self._catalogue.count()
                self._summary.problems_before = self._catalogue.count_problems() - len(self._summary.problems)
        self._summary.seconds = time.monotonic() - self._started
        return self._summary

    def _add_root(
        self,
        root: str,
        fields: Mapping[str, str] | None,
        date_order: DateOrder | None,
        encoding: str | None,
        language: str | None,
        scans: str | None,
    ) -> None:
        known = self._catalogue.roots().get(root)
        before = known or Reading()
        reading = Reading(
            before.fields if fields is None else fields,
            before.date_order if date_order is None else date_order,
            before.encoding if encoding is None else encoding,
            before.language if language is None else language,
            before.scans if scans is None else scans,
        )
        if reading != known:
            self._catalogue.add_root(root, reading)

    def _tell(self) -> None:
        """Report how far the run has come by now."""
        now = time.monotonic()
        self._progress.seconds = now - self._started
        self._progress.file_seconds = now - self._file_started
        self._report(self._progress)

    def _known_files(self) -> dict[str, FileState]:
        """The files that were read before. With passwords, those that need one count as unfinished."""
        known = self._catalogue.files()
        if self._passwords:
            locked = self._catalogue.files_with_problem(NEEDS_PASSWORD)
            known = {path: replace(one, hash=None) if one.id in locked else one for path, one in known.items()}
        return known

    def _update(self, restless: Set[str]) -> None:
        roots = self._catalogue.roots()
        known = self._known_files()
        changes = find_changes(roots, known, self._mark, restless)
        self._summary.files_unchanged = changes.unchanged
        self._summary.problems += changes.problems
        self._progress.files_to_read = len(changes.to_read)
        self._progress.size_to_read = sum(_likely_size(file) for file, _ in changes.to_read)
        listing_problems = list(changes.problems)
        tasks = self._tasks(changes.to_read, known, listing_problems)
        committed = time.monotonic()
        for label, task, result in analyse_all(tasks, self._processes):
            self._take(label, task, result)
            self._tell()
            if self._is_full() or time.monotonic() - committed > BATCH_SECONDS:
                self._commit()
                committed = time.monotonic()
        for number in changes.gone:
            self._leaving += self._catalogue.all_of(number)
        self._summary.files_gone = len(changes.gone)
        self._commit(gone=changes.gone)
        if restored := self._older_texts.restore(self._catalogue):
            self._engine.commit(restored, ())
        if self._orders:
            keep_orders(self._catalogue, self._orders)
        if self._summary.added or self._summary.removed:
            self._engine.tidy()
        if listing_problems or changes.to_read or changes.gone:
            self._catalogue.set_listing_problems(listing_problems)

    # Reading: from files to tasks

    def _tasks(
        self,
        to_read: Iterable[tuple[FileStat, Reading]],
        known: Mapping[str, FileState],
        listing_problems: list[Problem],
    ) -> Iterator[tuple[_Label, Task | None]]:
        """The records that must be analysed; each file ends with a label without a task."""
        touched: list[tuple[int, int, int]] = []
        for stat, reading in to_read:
            self._progress.file, self._file_started = stat.path, time.monotonic()
            read_at = time.time_ns()
            state = known.get(stat.path)
            try:
                digest = content_hash(Path(stat.path))
            except OSError as error:
                problem = Problem(stat.path, None, f"cannot be read: {error.strerror}")
                listing_problems.append(problem)
                self._summary.problems.append(problem)
                continue
            mark = self._mark(reading, stat.path, digest)
            if state is not None and (state.hash, state.reading) == (digest, mark):
                touched.append((state.id, stat.size, settled_time(stat, read_at)))
                self._summary.files_unchanged += 1
                continue
            if state is not None and state.hash == digest and self._is_of_other_version(state.reading):
                self._summary.files_reread += 1
            number = state.id if state else self._catalogue.begin_file(stat.path, mark)
            previous = self._catalogue.documents_of(number) if state else {}
            is_changed = state is not None and bool(state.hash) and state.hash != digest
            file = _OpenFile(number, stat, digest, mark, read_at, previous, is_changed)
            yield from self._records(file, reading, reread=state is not None and state.reading != mark)
        if touched:
            self._catalogue.touch_files(touched)

    def _records(self, file: _OpenFile, reading: Reading, *, reread: bool) -> Iterator[tuple[_Label, Task | None]]:
        for cut in self._cut(file.stat.path, reading):
            if isinstance(cut, Problem):
                yield _Label(file, problem=cut), None
                continue
            file.records += 1
            identity = identity_of(cut.raw, unique=cut.unique)
            record_hash = _record_hash(cut)
            if not reread and file.previous.pop((identity, record_hash), []):
                self._summary.unchanged_records += 1
                continue
            joined = not cut.raw.member and self._joins.hold(file.stat.path, file.hash)
            yield (
                _Label(file, record_hash),
                Task(
                    file.stat.path,
                    identity,
                    cut.raw,
                    reading.date_order,
                    cut.order,
                    joined=joined,
                    is_story=bool(self._joins.pages) and place_of(cut.raw, file.stat.path) in self._joins.pages,
                    file_is_filled_in=cut.file_is_filled_in,
                    language=reading.language,
                ),
            )
        file.is_whole = not self._reader.interrupted
        self._summary.containers += self._reader.containers
        self._summary.members += self._reader.members
        yield _Label(file), None

    def _cut(self, path: str, reading: Reading) -> Iterator[CutRecord | Problem]:
        return self._reader.read(path, reading.fields, self._encoding(reading, path), reading.scans)

    def _mark(self, reading: Reading, path: str, digest: str | None) -> str:
        encoding = self._encoding(reading, path)
        told = self._joins.stories_in(path) if self._joins.pages else []
        mark = mark_of(self._version, reading, encoding, joined=self._joins.hold(path, digest))
        return f"{mark} {json.dumps(told)}" if told else mark

    def _is_of_other_version(self, reading: str | None) -> bool:
        return reading is not None and not reading.startswith(beginning_of_mark(self._version))

    def _encoding(self, reading: Reading, path: str) -> str:
        """The encoding that was named for a file: for its root, else by the first glob that its path fulfils."""
        if reading.encoding or not self._encodings:
            return reading.encoding
        return next((encoding for glob, encoding in self._encodings if fnmatch.fnmatchcase(path, glob)), "")

    # Writing: from results to commits

    def _take(self, label: _Label, task: Task | None, result: Result | None) -> None:
        file = label.file
        problem = result if isinstance(result, Problem) else label.problem
        if problem is not None:
            self._note(file, problem)
        elif task is None:
            self._end_file(file)
        if task is None or result is None:
            return
        self._progress.size += content_size(task)
        documents = () if isinstance(result, Problem) else result
        for identity, record_hash in [known for known in file.previous if known[0] == task.identity]:
            self._replace(file, task.identity, file.previous.pop((identity, record_hash)), documents)
        if not isinstance(result, Problem):
            self._new += [
                StagedDocument(
                    file.number, task.identity, label.record_hash, document, *received(task, file.stat, document)
                )
                for document in result
            ]
            self._characters += sum(len(document.text) for document in result)
            self._progress.documents += len(result)
            for document in result:
                type_ = document.origin.type
                self._summary.by_type[type_] = self._summary.by_type.get(type_, 0) + 1
            for document in result:
                for doubt in document.doubts:
                    self._note(file, Problem(_shown(task), task.raw.line, f"{WARNING}{doubt}"))
                if document.repair:
                    self._note(file, Problem(_shown(task), task.raw.line, f"{REPAIRED}{document.repair}"))
                if document.published.order and not document.published.ambiguous:
                    self._orders[document.source] = document.published.order

    def _replace(self, file: _OpenFile, identity: str, keys: Iterable[int], documents: Sequence[Document]) -> None:
        """What a record was read to before leaves; or is kept, where it is an older version of what it is now."""
        for key in keys:
            id_, title, text = self._catalogue.text_of(key)
            newer = next((one for one in documents if one.id == id_), None) if file.is_changed else None
            if newer is not None and self._is_newer_version(key, title, text, newer):
                self._older.append(key)
                self._summary.changed += 1
            else:
                self._leaving.append(Leaving(file.number, identity, key))

    def _is_newer_version(self, key: int, title: str, text: str, newer: Document) -> bool:
        """Whether a text takes the place of another, which stands nowhere else."""
        return is_newer_version(title, text, newer.title, newer.text) and not self._catalogue.is_elsewhere(key)

    def _note(self, file: _OpenFile, problem: Problem) -> None:
        file.problems.append(problem)
        self._summary.problems.append(problem)
        LOGGER.warning("not read: %s:%s: %s", problem.path, problem.line or "", problem.reason)

    def _end_file(self, file: _OpenFile) -> None:
        """A file was read to its end: what it no longer holds leaves, unless nothing in it could be read at all."""
        if file.is_whole and (file.records or not file.problems):
            gone = _places_of(file.number, file.previous)
            self._leaving += gone + [kept for place in gone for kept in self._catalogue.kept_of(place.key)]
        self._read.append(
            ReadFile(
                file.number,
                file.stat.size,
                settled_time(file.stat, file.read_at_ns) if file.is_whole else UNSETTLED_TIME,
                file.hash if file.is_whole else UNKNOWN_HASH,
                file.reading,
                tuple(file.problems),
            )
        )
        self._progress.files += 1
        self._summary.files_read += 1

    def _is_full(self) -> bool:
        return len(self._new) >= BATCH_DOCUMENTS or self._characters >= BATCH_CHARACTERS

    def _commit(self, gone: Iterable[int] = ()) -> None:
        if not (self._new or self._leaving or self._read or gone):
            return
        if self._older:
            self._older_texts.keep(self._catalogue.kept_texts(self._older))
        staged = self._catalogue.stage(self._new, self._leaving, self._older)
        if staged.entries or staged.leaving:
            self._engine.commit(staged.entries, staged.leaving)
        self._catalogue.settle(self._read, gone)
        LOGGER.info(
            "committed %d documents, removed %d, of %d files", len(staged.entries), len(staged.leaving), len(self._read)
        )
        self._progress.committed = True
        self._report(self._progress)
        self._summary.added += len(staged.entries)
        self._summary.copies += len(self._new) - len(staged.entries)
        self._summary.removed += len(staged.leaving)
        self._new, self._leaving, self._older, self._read, self._characters = [], [], [], [], 0


def _places_of(file: int, documents: Mapping[tuple[str, str], list[int]]) -> list[Leaving]:
    return [Leaving(file, identity, key) for (identity, _), keys in documents.items() for key in keys]


def _shown(task: Task) -> str:
    path = neutralise_line(task.path)
    return f"{path}/{task.raw.member}" if task.raw.member else path


def _existing(path: Path) -> str:
    found = absolute(path)
    if not found.exists():
        raise PathError(f"There is no file or folder {path}; check the spelling.")
    return str(found)


def _likely_size(file: FileStat) -> int:
    """The size of a file's content; compressed news unpacks to about three times its size."""
    return file.size * 3 if file.path.endswith((".gz", ".xz")) else file.size


def _record_hash(cut: CutRecord) -> str:
    """What a record says, and how its date is read where other records of the file decide that."""
    raw, content = cut.raw, cut.raw.content
    if not isinstance(content, bytes):
        read_as = cut.order.value if is_ambiguous(content.get("date", "")) else ""
        if cut.file_is_filled_in:
            read_as += " year only"
        content = json.dumps([sorted(content.items()), read_as]).encode()
    beside = [raw.charset, sorted(raw.values.items()), raw.pages, raw.dates, raw.mail, raw.parents]
    if any(beside):
        content += repr(beside).encode("utf-8", "replace")
    return hashlib.sha256(content).hexdigest()
