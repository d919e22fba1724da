"""All corrections of a notebook together: listed, said in words, taken back one by one, taken in from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import astuple

from index.corrections.documents import DOCUMENT, Correction, change_of, corrections
from index.corrections.entities import Entity, EntityField, entity_corrections, read_anchor
from index.corrections.pages import PAGES
from index.corrections.places import LOCATION
from index.corrections.stories import STORIES
from index.errors import ConfigurationError
from index.notebook.store import Notebook

_SENTENCES = {
    EntityField.MERGE: "{about} is {becomes}",
    EntityField.SPLIT: "“{place}” of {about} is {becomes}",
    EntityField.RENAME: "{about} is called {name}",
    EntityField.TYPE: "{about} is of type {type}",
    EntityField.NOT: "{about} is no entity",
    EntityField.IS: "“{place}” in '{title}' is {becomes}",
    EntityField.NOT_HERE: "“{place}” in '{title}' is no entity",
}


def all_corrections(notebook: Notebook) -> list[Correction]:
    """Every correction, of documents, entities, passages and places, in the order in which they were made.

    Raises NotebookError.
    """
    of_documents = (one for kind in (DOCUMENT, STORIES, PAGES, LOCATION) for one in corrections(notebook, kind))
    found = [*of_documents, *entity_corrections(notebook)]
    return sorted(found, key=lambda one: (one.made, astuple(one)))


def correction_id(correction: Correction) -> str:
    """Eight letters and digits that name a correction: the same for what is said of the same thing."""
    name = "\0".join(_key(correction)).encode("utf-8", "replace")
    return base64.b32encode(hashlib.blake2b(name, digest_size=5).digest()).decode().lower()


def find_correction(notebook: Notebook, wanted: str) -> Correction:
    """The correction with that id, or with the only id that starts so. Raises ConfigurationError, NotebookError."""
    found = [one for one in all_corrections(notebook) if correction_id(one).startswith(wanted.lower())]
    if len(found) != 1 or not wanted:
        many = "Several corrections are" if found else "No correction is"
        raise ConfigurationError(f"{many} called '{wanted}'; see: dateline corrections list")
    return found[0]


def describe(correction: Correction) -> str:
    """What a correction says, as a sentence without a full stop."""
    if correction.kind == STORIES:
        return f"'{correction.title}' is one story"
    if correction.kind == PAGES:
        return f"'{correction.subject}' is a story"
    if correction.kind == DOCUMENT:
        value = f"'{correction.value}'" if correction.value else "not known"
        return f"the {correction.field} of '{correction.title}' is {value}"
    if correction.kind == LOCATION:
        within = f" in '{correction.title}'" if correction.subject else ""
        return f"“{correction.place}”{within} is the place {correction.value}"
    field = EntityField(correction.field)
    place = " ".join(read_anchor(correction.place).exact.split()) if field.is_of_passage else correction.place
    about = "" if field.is_of_passage else str(Entity.parse(correction.subject))
    becomes = Entity.parse(correction.value) if correction.value else None
    return _SENTENCES[field].format(
        about=about,
        place=place,
        title=correction.title,
        becomes=becomes or "",
        name=becomes.name if becomes else "",
        type=becomes.type.value if becomes else "",
    )


def withdraw(notebook: Notebook, correction: Correction) -> None:
    """Take one correction back, however long ago it was made, as a step. Raises NotebookError.

    Where stories were joined, notes stay in the joined one: ``library.story_plans`` brings them back to their stories.
    """
    change = change_of(correction, None)
    notebook.change(f"correction that {describe(correction)}", [change], "{} made again", "{} taken back again")


def take_in_corrections(notebook: Notebook, incoming: Sequence[Correction]) -> int:
    """Take corrections over as one step; returns how many. One that is there already is kept if it is no older.

    Raises NotebookError.
    """
    known = {_key(one): one for one in all_corrections(notebook)}
    changes = []
    for one in {_key(one): one for one in incoming}.values():
        before = known.get(_key(one))
        if before is None or before.made < one.made:
            changes.append(change_of(before, one))
    count = len(changes)
    if changes:
        what = "1 correction" if count == 1 else f"{count} corrections"
        notebook.change(what, changes, "import of {} undone", "{} imported again")
    return count


def _key(correction: Correction) -> tuple[str, str, str, str]:
    return correction.kind, correction.subject, correction.place, correction.field
