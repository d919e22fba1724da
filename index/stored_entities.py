"""What one generation of the catalogue says of entities, read once: corrections are applied to it in memory."""

from __future__ import annotations

from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from index.catalogue.reading import CatalogueReader
from index.fulltext.packed import IntArray
from index.name_words import NameWords


class StoredEntities:
    """What the analysis has found, without corrections; each part is read when it is asked for first."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue
        self.generation = catalogue.generation()

    @cached_property
    def surfaces(self) -> list[tuple[int, str, str, str]]:
        """Number, text, type and entity's name of everything that names an entity."""
        return self._catalogue.surfaces()

    @cached_property
    def mentions(self) -> tuple[IntArray, IntArray, npt.NDArray[np.int32]]:
        """The keys of documents, how many mentions each has, and the numbers of their surfaces one after another."""
        found = self._catalogue.mentions_by_document()
        keys = np.array([key for key, _ in found], np.int64)
        counts = np.array([numbers.count(",") + 1 for _, numbers in found], np.int64)
        return keys, counts, np.fromstring(",".join(numbers for _, numbers in found), np.int32, sep=",")

    @cached_property
    def names(self) -> NameWords:
        """The words of all names and of everything that names an entity."""
        return NameWords(chain.from_iterable((text, name) for _, text, _, name in self.surfaces))
