"""Notes and their library, as several commands need them: where the notes belong now, and bringing them there.

What reads a library is imported only where there are notes: it takes a twentieth of a second.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.building.joins import Joins
from index.catalogue.reading import CatalogueReader
from index.corrections.pages import told_stories
from index.corrections.stories import story_joins
from index.errors import DatelineError
from index.home.folders import find_home, make_private_folder, read_ordinary_file, write_whole
from index.model import Page
from index.notebook.annotation import Annotation
from index.notebook.export.options import DocumentFacts
from index.notebook.moved_documents import Followed, FollowedCounts
from index.notebook.store import Notebook
from tui.cli.common import warn

_MOST_BYTES = 10_000

Told = TypeVar("Told")

if TYPE_CHECKING:
    from index.library.library import LocalLibrary


def examine_notes(folder: Path | None, file: Path) -> Followed | None:
    """Where the notes of a notebook belong now; nothing is written. None if that cannot be told, which is warned of."""

    def ask(library: LocalLibrary, notebook: Notebook) -> Followed:
        from index.library.note_places import examine

        return examine(library, notebook).followed

    return _asked(folder, file, ask)


def follow_notes(folder: Path | None, file: Path) -> FollowedCounts | None:
    """Bring a notebook's anchors up to date with its library; returns how many notes that concerned.

    None if that could not be done, which is warned of and is no error: the next opening does it. Nothing is looked
    for again if neither library nor notebook has changed since.
    """

    def ask(library: LocalLibrary, notebook: Notebook) -> Followed:
        from index.library.note_places import follow_documents

        return follow_documents(library, notebook)

    if folder is None or not file.exists():
        return None
    counts = _remembered(folder, file)
    if counts is not None:
        return counts
    followed = _asked(folder, file, ask)
    if followed is None:
        return None
    _remember(folder, file, followed.counts)
    return followed.counts


def _remembered(folder: Path, file: Path) -> FollowedCounts | None:
    """What the last look found, if library and notebook are as they were then."""
    try:
        found = json.loads(read_ordinary_file(_memory(file), _MOST_BYTES))
        if found["seen"] == _seen(folder, file):
            return FollowedCounts(0, int(found["approximate"]), int(found["orphans"]))
    except (OSError, ValueError, TypeError, LookupError, RecursionError, DatelineError):
        return None  # it is looked for again
    return None


def _remember(folder: Path, file: Path, counts: FollowedCounts) -> None:
    try:
        seen = _seen(folder, file)
        make_private_folder(_memory(file).parent)
        content = json.dumps({"seen": seen, "approximate": counts.approximate, "orphans": counts.orphans})
        write_whole(_memory(file), content.encode())
    except (OSError, DatelineError) as error:
        warn(f"Where the notes belong will be looked for again next time: {error}")


def _memory(file: Path) -> Path:
    return find_home().state / file.stem / "followed.json"


def _seen(folder: Path, file: Path) -> list[object]:
    """What tells whether library or notebook have changed. Raises OSError, LibraryError."""
    with contextlib.closing(CatalogueReader(folder / "catalogue.sqlite")) as catalogue:
        generation = catalogue.generation()
    status = file.stat()
    return [str(folder.absolute()), generation, str(file.absolute()), status.st_mtime_ns, status.st_size]


def outcomes_of(folder: Path | None, annotations: Sequence[Annotation]) -> Counter[str]:
    """How many of these notes will be found, approximate or orphans in a library; empty if that cannot be told."""
    if folder is None:
        return Counter()
    from index.library.library import LocalLibrary
    from index.library.note_places import place

    try:
        with contextlib.closing(LocalLibrary(folder)) as library:
            return Counter(place(library, one.subject, one.anchor).outcome for one in annotations)
    except DatelineError as error:
        warn(f"Where the notes would belong could not be found out: {error}")
        return Counter()


def facts_about(folder: Path | None, annotations: Sequence[Annotation]) -> dict[str, DocumentFacts]:
    """What a library says of the documents of these notes; nothing if it cannot be read, which is warned of."""
    from index.library.note_places import facts_of

    documents = {one.document for one in annotations}
    return _told(folder, lambda library: facts_of(library, documents), "Authors, addresses and pages")


def pages_about(folder: Path | None, annotations: Sequence[Annotation]) -> dict[str, tuple[Page, ...]]:
    """The pages of the documents of these notes; none if the library cannot be read, which is warned of."""
    from index.library.note_places import pages_of

    return _told(folder, lambda library: pages_of(library, annotations), "Pages")


def _told(folder: Path | None, ask: Callable[[LocalLibrary], dict[str, Told]], what: str) -> dict[str, Told]:
    if folder is None:
        return {}
    from index.library.library import LocalLibrary

    try:
        with contextlib.closing(LocalLibrary(folder)) as library:
            return ask(library)
    except DatelineError as error:
        warn(f"{what} are left out: {error}")
        return {}


def joins_of(file: Path) -> Joins:
    """The files that the analyst has joined, by this notebook; none if there is none. Raises NotebookError.

    It reads corrections only: to compare thousands of notes with their checksums takes longer than all else does where
    no file has changed.
    """
    if not file.exists():
        return Joins()
    with contextlib.closing(Notebook.open(file, ("corrections",))) as notebook:
        return Joins.of([*story_joins(notebook), *told_stories(notebook)])


def _asked(folder: Path | None, file: Path, ask: Callable[[LocalLibrary, Notebook], Followed]) -> Followed | None:
    if folder is None or not file.exists():
        return None
    from index.library.library import LocalLibrary

    try:
        with contextlib.closing(LocalLibrary(folder)) as library, contextlib.closing(Notebook.open(file)) as notebook:
            return ask(library, notebook)
    except DatelineError as error:
        warn(f"Where the notes belong now could not be found out: {error}")
        return None
