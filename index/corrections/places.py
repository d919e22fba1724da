"""Places that could be two: which one the analyst says is meant, in a document or in the whole library.

The correction's place is the name, its value is as ``index.entities.locations.write_place`` writes it; its subject is
a document's id, or nothing for the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.corrections.documents import Correction, change_of, corrections
from index.corrections.entity_views import SettledPlaces
from index.errors import ConfigurationError
from index.notebook.annotation import Subject, now

if TYPE_CHECKING:
    from index.catalogue.reading import CatalogueReader
    from index.notebook.store import Notebook

LOCATION = "location"
"""The kind of corrections that say which place a name stands for."""

WHERE = "where"
"""Their field."""


def settle_place(notebook: Notebook, name: str, place: str, subject: Subject | None = None) -> None:
    """Say which place a name stands for, in a document or everywhere, as a step that can be undone.

    Raises ConfigurationError for what is written as no place, NotebookError.
    """
    place = checked_place(name, place)
    about = (subject.document, subject.title, subject.path, subject.text_hash) if subject else ("", "", "", "")
    document, title, path, text_hash = about
    known = (one for one in corrections(notebook, LOCATION) if (one.subject, one.place) == (document, name))
    before = next(known, None)
    if before is None or before.value != place:
        after = Correction(LOCATION, document, name, WHERE, place, title, path, text_hash, now())
        notebook.change(f"place of '{name}'", [change_of(before, after)], "{} undone", "{} settled again")


def checked_place(name: str, written: str) -> str:
    """The place as it is kept. Raises ConfigurationError if it is not written as one of that name."""
    from index.entities.locations import read_place  # reads the gazetteer: only where a place is settled

    read = read_place(written)
    if read is None or read[0] != name:
        raise ConfigurationError(f"'{written}' is no place called '{name}'; write it as: {name} @ LB.09 34.43,35.84")
    return written


def settled_places(catalogue: CatalogueReader, notebook: Notebook) -> SettledPlaces:
    """What the notebook says of places now. Raises NotebookError."""
    everywhere: dict[str, str] = {}
    here: dict[tuple[int, str], str] = {}
    for one in corrections(notebook, LOCATION):
        if not one.subject:
            everywhere[one.place] = one.value
            continue
        for key in catalogue.keys_of([one.subject]) or catalogue.keys_with_text(one.text_hash):
            here[key, one.place] = one.value
    return SettledPlaces(everywhere, here)
