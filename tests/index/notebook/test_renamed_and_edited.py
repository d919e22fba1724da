"""Files that were renamed and edited at once: their notes help each other to be found, and none is put elsewhere."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from edited_stories import edited, same_but_for_a_number, sentence
from figures import record

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.library.note_places import follow_documents
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

STORIES = int(os.environ.get("DATELINE_TEST_RENAMED", "40"))
NOTES = 5


def test_nearly_all_notes_are_found_and_none_in_a_wrong_place(tmp_path: Path, path: Path) -> None:
    chance = random.Random(6)
    corpus, folder = tmp_path / "corpus", tmp_path / "library"
    corpus.mkdir()
    stories = [[sentence(chance) for _ in range(10)] for _ in range(STORIES)]
    for number, story in enumerate(stories):
        (corpus / f"{number}.txt").write_text("\n\n".join(story))
    Builder(folder, open_engine, processes=1).run([corpus])
    with closing(LocalLibrary(folder)) as library, closing(Notebook.open(path)) as notebook:
        # By path: the order of ids follows from the folder, and the notes of this test must not.
        for stored in sorted(map(library.document, library.browse().keys), key=lambda document: document.path):
            about = Subject(stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash)
            for _ in range(NOTES - 1):
                line = chance.choice([line for line in stored.text.split("\n") if len(line) > 40])
                start = stored.text.index(line) + chance.randrange(12)
                end = start + chance.randint(4, len(line) - 13)
                notebook.add(about, Anchor.of(stored.text, start, end), line)
            notebook.add(about, None, f"whole {Path(stored.path).stem}")
            notebook.star(about)
    kept: set[str] = set()
    for number, story in enumerate(stories):
        new = edited(chance, story)
        kept |= {old for old in story if any(same_but_for_a_number(old, line) for line in new)}
        (corpus / f"{number}.txt").unlink()
        (corpus / f"new-{number}.txt").write_text("\n\n".join(new))
    Builder(folder, open_engine, processes=1).run([corpus])
    with closing(LocalLibrary(folder)) as library, closing(Notebook.open(path)) as notebook:
        followed = follow_documents(library, notebook)
        notes = [note for note in notebook.annotations() if note.anchor is None or note.note in kept]
        found = wrong = 0
        for note in notes:
            if followed.is_orphan(note):
                continue
            found += 1
            text = library.document(library.catalogue.find(note.document)).text
            if note.anchor is None:
                wrong += Path(note.path).stem != note.note.replace("whole ", "new-")
            elif note.id not in followed.approximate:
                line_start = text.rfind("\n", 0, note.anchor.start) + 1
                line = text[line_start : (text + "\n").index("\n", note.anchor.end)]
                wrong += not same_but_for_a_number(line, note.note)
        assert wrong == 0
        assert found >= 0.97 * len(notes)
        assert len(notebook.starred() & {note.document for note in notebook.annotations()}) >= 0.97 * len(notes) / NOTES
    record("notes of files renamed and edited", f"{found} of {len(notes)} found, {wrong} in a wrong place")


def test_notes_of_one_document_help_each_other(build: Callable[..., Path], path: Path, tmp_path: Path) -> None:
    before = (
        "PORT, March 1 - The harbour master said on Thursday that twelve ferries were hit by a storm near Varna.\n\n"
        "The ministry confirmed the figure and said that repairs had begun before dawn on the next day.\n\n"
        "“We will sail again,” a pilot said by radio.\n"
    )
    folder = build({"a.txt": before})
    with closing(LocalLibrary(folder)) as library, closing(Notebook.open(path)) as notebook:
        stored = library.document(library.browse().keys[0])
        about = Subject(stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash)
        quotes = ["twelve ferries were hit", "repairs had begun before dawn", "Varna", "“We will sail again,”"]
        for quote in quotes:
            start = stored.text.index(quote)
            notebook.add(about, Anchor.of(stored.text, start, start + len(quote)), quote)
        notebook.add(about, None, "the whole")
    corpus = tmp_path / "built-corpus"
    (corpus / "a.txt").unlink()
    (corpus / "b.txt").write_text(before.replace("twelve", "14"))
    Builder(folder, open_engine, processes=1).run([corpus])
    with closing(LocalLibrary(folder)) as library, closing(Notebook.open(path)) as notebook:
        followed = follow_documents(library, notebook)
        assert (len(followed.found), len(followed.approximate), len(followed.orphans)) == (4, 1, 0)
        assert {Path(note.path).name for note in notebook.annotations()} == {"b.txt"}
        again = follow_documents(library, notebook)
        assert (len(again.found), len(again.approximate), len(again.orphans)) == (0, 1, 0)
