"""The older texts of changed files: kept as captures before newer ones take their place, and put back from there.

A catalogue can be deleted and built anew; what its files hold no more would be lost with it. So each such text is a
``conversion`` record of a WARC file of the library's own among the captures.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from index.analysis.documents import Known, analyse_story
from index.analysis.languages import language_of
from index.captures.reading import captured_in, payload_at
from index.captures.writing import CaptureFolder
from index.catalogue.kept_texts import CurrentText, Held, KeptText
from index.catalogue.staged import IndexEntry, StagedDocument
from index.catalogue.writing import CatalogueWriter
from index.errors import DocumentMissingError, UnreadableError
from index.home.folders import find_home
from index.home.log import LOGGER
from index.model import Document, Origin
from index.versions.noise import is_new_version

ROLE = "older-text"
"""What these records say that they are: evidence, and no document of another library."""

_TYPE = "application/json"
_RESTORED = "older-texts"
"""The fact in a catalogue that says of which folders it has what was kept before they came to it."""


class OlderTexts:
    """The older texts of one library's files."""

    def __init__(self, library: Path) -> None:
        home = find_home()
        self._folder = home.captures / f"files-of-{home.notebook(library).stem}"

    def keep(self, texts: Iterable[KeptText]) -> None:
        """Write texts that are about to become older versions; they are on disk when this returns. Raises PathError."""
        folder = CaptureFolder(self._folder, LOGGER.warning)
        for text in texts:
            content = json.dumps(asdict(text), ensure_ascii=False).encode("utf-8", "replace")
            folder.conversion(Path(text.path).as_uri(), datetime.datetime.now(datetime.UTC), content, _TYPE, role=ROLE)

    def read(self) -> dict[str, list[KeptText]]:
        """All that were kept, by the id of their document, the oldest first; what is damaged is told in the log."""
        found: dict[str, dict[str, KeptText]] = {}
        for file in sorted(self._folder.glob("*.warc.gz")):
            try:
                for record in captured_in(file):
                    if record.fault:
                        LOGGER.warning("an older text is left out: %s: %s", file, record.fault)
                    elif record.role == ROLE:
                        text = KeptText(**json.loads(payload_at(record)))
                        found.setdefault(text.own, {})[text.received] = text
            except (UnreadableError, DocumentMissingError, ValueError, TypeError) as error:
                LOGGER.warning("older texts are left out: %s: %s", file, error)
        return {own: [by_time[at] for at in sorted(by_time)] for own, by_time in found.items()}

    def restore(self, catalogue: CatalogueWriter) -> list[IndexEntry]:
        """Put what was kept into a catalogue that was made since, as older versions; the index is to take these up.

        This is done again for every folder that comes to the library.
        """
        roots = json.dumps(sorted(catalogue.roots()))
        if catalogue.meta(_RESTORED) == roots:
            return []
        entries = []
        for own, texts in self.read().items() if self._folder.exists() else ():
            current = catalogue.current_text(own)
            if current is not None:
                entries += _put(catalogue, current, own, texts)
        catalogue.set_meta(_RESTORED, roots)
        return entries


def _put(catalogue: CatalogueWriter, current: CurrentText, own: str, texts: Iterable[KeptText]) -> list[IndexEntry]:
    """Put back, the newest first, what the catalogue has not: neither of that time, nor as the version that follows."""
    times = {current.received, *(one.received for one in current.older)}
    wanted = [one for one in texts if one.received not in times]
    newer: Held | KeptText = Held(current.received, current.title, current.text)
    entries = []
    both: list[Held | KeptText] = [*current.older, *wanted]
    for text in sorted(both, key=lambda one: one.received, reverse=True):
        if isinstance(text, KeptText):
            if not is_new_version(text.title, text.text, newer.title, newer.text):
                continue
            staged = StagedDocument(current.file, current.identity, "", _document(current, own, text), text.received)
            entries.append(catalogue.put_older(staged, current.id, (newer.title, newer.text)))
        newer = text
    return entries


def _document(current: CurrentText, own: str, text: KeptText) -> Document:
    found = analyse_story(text.text, Known(title=text.title, date=text.date or None))
    return Document(
        id=own,
        path=text.path,
        place=current.place,
        record=current.record,
        story=1,
        stories=1,
        start=0,
        title=text.title,
        source=text.source,
        author=text.author,
        url=text.url,
        text=text.text,
        text_hash=hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=found.published,
        mentions=found.mentions,
        times=found.times,
        origin=Origin(type=text.type),
        language=language_of(text.text),
    )
