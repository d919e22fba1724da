"""What one generation of the catalogue says of entities, read once: corrections are applied to it in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.catalogue.reading import CatalogueReader
from index.query.name_words import NameWords

SURFACES_AT_ONCE = 20_000
DOCUMENTS_AT_ONCE = 2_000
"""So many are read in one step, some hundredths of a second."""


Surface = tuple[int, str, str, str]
"""Number, text, type and entity's name of what names an entity."""


class StoredEntities:
    """What the analysis has found, without corrections; it is read when it is asked for first."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue
        self.generation = catalogue.generation()
        self._surfaces: list[Surface] = []
        self._documents: list[tuple[int, str]] = []
        self._complete = False

    def read(self, check: Callable[[], None]) -> None:
        """Read it in small steps, with a ``check`` after each, which may raise; what was read by then is kept."""
        while not self._complete:
            last_surface = self._surfaces[-1][0] if self._surfaces else -1
            last_document = self._documents[-1][0] if self._documents else -1
            surfaces = self._catalogue.mentioned.surfaces(last_surface, SURFACES_AT_ONCE)
            documents = self._catalogue.mentioned.mentions_by_document(last_document, DOCUMENTS_AT_ONCE)
            self._surfaces += _sharing(surfaces)
            self._documents += documents
            self._complete = not surfaces and not documents
            check()

    @property
    def surfaces(self) -> list[Surface]:
        """Number, text, type and entity's name of everything that names an entity."""
        self.read(lambda: None)
        return self._surfaces

    @cached_property
    def mentions(self) -> tuple[IntArray, IntArray, npt.NDArray[np.int32]]:
        """The keys of documents, how many mentions each has, and the numbers of their surfaces one after another."""
        self.read(lambda: None)
        found, self._documents = self._documents, []
        keys = np.array([key for key, _ in found], np.int64)
        counts = np.array([numbers.count(",") + 1 for _, numbers in found], np.int64)
        return keys, counts, np.fromstring(",".join(numbers for _, numbers in found), np.int32, sep=",")

    @cached_property
    def names(self) -> NameWords:
        """The words of all names and of everything that names an entity."""
        return NameWords(chain.from_iterable((text, name) for _, text, _, name in self.surfaces))


def _sharing(surfaces: Iterable[Surface]) -> Iterator[Surface]:
    """The same, in which equal strings are one: most entities are called by their names, and there are seven types."""
    known: dict[str, str] = {}
    one = known.setdefault
    return ((number, one(text, text), one(type_, type_), one(name, name)) for number, text, type_, name in surfaces)
