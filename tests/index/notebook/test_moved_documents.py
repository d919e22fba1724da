"""Notes, stars and read marks follow their documents through a real library."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.library.note_places import LibraryDocuments, examine, follow_documents
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.moved_documents import Followed
from index.notebook.store import Notebook

STORY = (
    "Ferry crews walk out\n\nFerry crews in Stavanger walked out on Tuesday over night shifts. Talks with the owners "
    "had lasted nine days. The owners offered two free weekends a month. Some forty lorries waited at the quay by noon."
)
OTHER = "Harvest begins\n\nThe hop harvest began near Žatec on Monday, a week late. Growers expect less than last year."
QUOTE = "The owners offered two free weekends a month."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "ferry.txt").write_text(STORY)
    (folder / "hops.txt").write_text(OTHER)
    return folder


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook.open(tmp_path / "notes.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def read(tmp_path: Path, corpus: Path) -> Iterator[Callable[[], LocalLibrary]]:
    """Indexes the corpus as it is now, and opens the library."""
    opened: list[LocalLibrary] = []

    def index_and_open() -> LocalLibrary:
        Builder(tmp_path / "library", open_engine, processes=1).run([corpus])
        opened.append(LocalLibrary(tmp_path / "library"))
        return opened[-1]

    yield index_and_open
    for library in opened:
        library.close()


def subject_in(library: LocalLibrary, name: str) -> Subject:
    (one,) = [row for row in library.catalogue.summaries(library.browse().keys) if row.path.endswith(f"/{name}")]
    return Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)


def text_of(library: LocalLibrary, document: str) -> str:
    return library.document(library.catalogue.find(document)).text


def annotate(library: LocalLibrary, notebook: Notebook, quote: str = QUOTE, name: str = "ferry.txt") -> Annotation:
    subject = subject_in(library, name)
    text = text_of(library, subject.document)
    start = text.index(quote)
    return notebook.add(subject, Anchor.of(text, start, start + len(quote)), "a note")


def words_of(library: LocalLibrary, note: Annotation) -> str:
    assert note.anchor
    return text_of(library, note.document)[note.anchor.start : note.anchor.end]


def test_nothing_is_looked_at_where_nothing_changed(read: Callable[[], LocalLibrary], notebook: Notebook) -> None:
    library = read()
    annotate(library, notebook)
    before = notebook.annotations()
    assert follow_documents(library, notebook) == Followed()
    assert notebook.annotations() == before


def test_a_note_follows_its_words_in_a_changed_file(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path
) -> None:
    annotate(read(), notebook)
    (corpus / "ferry.txt").write_text(STORY.replace("Talks with", "It was the first time in years. Talks with"))
    library = read()
    followed = follow_documents(library, notebook)
    (note,) = notebook.annotations()
    assert words_of(library, note) == QUOTE
    assert note.text_hash == subject_in(library, "ferry.txt").text_hash
    assert (note.revision, note.note, followed.summary) == (1, "a note", "Notes: 1 found again.")
    assert follow_documents(library, notebook) == Followed()


def test_a_note_a_star_and_a_read_mark_follow_a_moved_file(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path
) -> None:
    library = read()
    annotate(library, notebook)
    notebook.star(subject_in(library, "ferry.txt"))
    notebook.mark_read(subject_in(library, "ferry.txt"))
    notebook.star(subject_in(library, "hops.txt"))
    (corpus / "old").mkdir()
    shutil.move(corpus / "ferry.txt", corpus / "old" / "ferry.txt")
    library = read()
    follow_documents(library, notebook)
    moved = subject_in(library, "old/ferry.txt")
    (note,) = notebook.annotations()
    assert (note.document, note.path, words_of(library, note)) == (moved.document, moved.path, QUOTE)
    assert notebook.starred() == {moved.document, subject_in(library, "hops.txt").document}
    assert notebook.read() == {moved.document}
    assert follow_documents(library, notebook) == Followed()


@pytest.mark.parametrize("quote", [QUOTE, QUOTE[2:-4]])
def test_a_long_quote_is_found_in_another_file_though_it_was_cut_within_words(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path, quote: str
) -> None:
    annotate(read(), notebook, quote)
    (corpus / "ferry.txt").unlink()
    (corpus / "week.txt").write_text(f"The week\n\nWhat happened this week. {STORY.partition(chr(10))[2].strip()}")
    library = read()
    follow_documents(library, notebook)
    (note,) = notebook.annotations()
    assert note.path.endswith("/week.txt")
    assert words_of(library, note) == quote


def test_changed_words_are_approximate_and_keep_their_anchor(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path
) -> None:
    made = annotate(read(), notebook)
    (corpus / "ferry.txt").write_text(STORY.replace("two free", "three free"))
    library = read()
    followed = follow_documents(library, notebook)
    assert notebook.annotations() == [made]
    placement = followed.approximate[made.id]
    text = text_of(library, made.document)
    assert text[placement.start : placement.end] == QUOTE.replace("two", "three")


def test_an_orphan_is_listed_with_proposals_and_never_dropped(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path
) -> None:
    made = annotate(read(), notebook)
    (corpus / "ferry.txt").unlink()
    (corpus / "later.txt").write_text("Later\n\nThe crews said no. The owners had offered two free weekends a month.")
    library = read()
    followed = follow_documents(library, notebook)
    assert notebook.annotations() == [made]
    (proposal, *_) = followed.orphans[made.id].proposals
    text = text_of(library, proposal.subject.document)
    assert "two free weekends" in text[proposal.start : proposal.end]
    assert followed.summary == "Notes: 1 not found any more, see: dateline notes list."


def test_what_another_session_writes_into_a_note_meanwhile_is_kept(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path
) -> None:
    made = annotate(read(), notebook)
    (corpus / "ferry.txt").write_text("News. " + STORY)
    library = read()
    following = examine(library, notebook)
    other = Notebook.open(notebook.path)
    edited = other.edit(made, note="edited meanwhile")
    other.close()
    following.write()
    (note,) = notebook.annotations()
    assert (note.note, words_of(library, note)) == (edited.note, QUOTE)


@pytest.mark.parametrize("quote", ["x" * 30_000, '"*( AND', "的" * 50, "…", "a b"])
def test_a_hostile_quote_is_an_orphan_at_worst(
    read: Callable[[], LocalLibrary], notebook: Notebook, corpus: Path, quote: str
) -> None:
    (corpus / "strange.txt").write_text(f"Strange things\n\nThey wrote: {quote} and then left.")
    made = annotate(read(), notebook, quote, "strange.txt")
    (corpus / "strange.txt").unlink()
    assert set(follow_documents(read(), notebook).orphans) == {made.id}


def test_only_documents_with_the_whole_phrase_are_looked_at_if_there_are_any(
    read: Callable[[], LocalLibrary], corpus: Path
) -> None:
    for number in range(8):
        (corpus / f"like{number}.txt").write_text(f"Offer {number}\n\nA weekend free, two owners offered. A month.")
    documents = LibraryDocuments(read())
    held = [one.subject.path for one in documents.with_quote("ners offered two free weekends a mon")]
    assert held == [str(corpus / "ferry.txt")]
    assert len(list(documents.with_quote("ners offered three free weekends a mon"))) == 5
    assert list(documents.with_quote("…")) == []
