"""Applying the analyst's corrections to what is read of a catalogue, so that nothing has to be indexed again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.catalogue.reading import CatalogueReader
from index.catalogue.stored_versions import document_of
from index.corrections.apply_entities import EntityCorrector
from index.corrections.document_views import CorrectedDocument, StoredTime, put_corrections
from index.corrections.documents import Correction, DocumentField, corrections
from index.corrections.entity_views import NOTHING_SETTLED, EntityChanges
from index.corrections.places import settled_places
from index.dates.intervals import begin_of, finish_of, interval_of

if TYPE_CHECKING:
    from index.notebook.store import Notebook

_DAY = len("2017-09-21")


class Corrector:
    """Keeps a catalogue corrected by a notebook that others may write to meanwhile."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue
        self._seen: tuple[int, tuple[int, int]] | None = None  # the catalogue and the notebook, as they were last
        self._applied: tuple[int, list[Correction]] = (-1, [])
        self.titles: dict[int, str] = {}
        """The corrected titles, by the documents' keys; another dictionary whenever one has changed."""
        self._times: dict[tuple[str, str], list[StoredTime]] = {}  # by text hash and date
        self._entities = EntityCorrector(catalogue)
        self.places = NOTHING_SETTLED
        """Which places names stand for, where the analyst has said so."""

    @property
    def entities(self) -> EntityChanges:
        """What of the entities is other than the analysis has it."""
        return self._entities.changes

    def apply(self, notebook: Notebook) -> bool:
        """Apply what the notebook says now; True if anything is other than before. Raises NotebookError."""
        seen = (self._catalogue.generation(), notebook.version())
        if seen == self._seen:
            return False
        of_documents, of_entities = self._apply_to_documents(notebook), self._entities.apply(notebook)
        before, self.places = self.places, settled_places(self._catalogue, notebook)
        self._seen = seen
        return of_documents or of_entities or self.places != before

    def _apply_to_documents(self, notebook: Notebook) -> bool:
        found = corrections(notebook)
        wanted = (self._catalogue.generation(), found)
        if wanted == self._applied or not (found or self._applied[1]):
            return False
        by_key: dict[int, list[Correction]] = {}
        for correction in found:
            for key in self._keys(correction):
                by_key.setdefault(key, []).append(correction)
        documents = [self._corrected(key, said) for key, said in by_key.items()]
        put_corrections(self._catalogue, documents)
        self.titles = {one.key: one.title for one in documents if one.title is not None}
        said = ((key, one) for key, all_of_it in by_key.items() for one in all_of_it)
        self._catalogue.corrected_languages = {
            key: one.value for key, one in said if one.field == DocumentField.LANGUAGE
        }
        self._applied = wanted
        return True

    def _keys(self, correction: Correction) -> list[int]:
        """What a correction is about: all versions of the document with its id, else the documents with its text."""
        versions = self._catalogue.keys_of_versions(document_of(correction.subject))
        return versions or self._catalogue.keys_with_text(correction.text_hash)

    def _corrected(self, key: int, said: Iterable[Correction]) -> CorrectedDocument:
        values = {DocumentField(correction.field): correction.value for correction in said}
        date = values.get(DocumentField.DATE)
        title, source = values.get(DocumentField.TITLE), values.get(DocumentField.SOURCE)
        if not date:
            return CorrectedDocument(key, title, source, date)
        days = interval_of(date)
        times = self._times_from(key, date) if len(date) == _DAY else None
        first, last = begin_of(days).toordinal(), finish_of(days).toordinal()
        return CorrectedDocument(key, title, source, date, first, last, times)

    def _times_from(self, key: int, day: str) -> list[StoredTime]:
        """The times in a document's text, counted from the day that it is now known to be of."""
        from index.dates.expressions import find_times  # costs 30 ms: only where a date was corrected

        document = self._catalogue.document(key)
        known = (document.text_hash, day)
        if known not in self._times:
            order = self._catalogue.date_order(document.source)
            found = find_times(document.text, begin_of(interval_of(day)), order)
            self._times[known] = [StoredTime.of(time) for time in found]
        return self._times[known]
