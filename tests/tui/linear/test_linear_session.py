"""A session of linear mode on a real library, by what it says to each line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.publishing import publish
from index.notebook.shared_notes import SharedFolder, share_in
from index.notebook.sharing import colleagues
from index.notebook.store import Notebook
from index.service.client import Client
from tui.linear.colleagues import Colleagues
from tui.linear.session import Session
from tui.linear.talk import say as print_line

TRAM = "The tram was late.\n\nNobody knew why. The depot said a cow stood on the rails.\n"
MANY = {f"{number:02}.txt": f"Story {number} of a cow.\n\nThe cow was {number}.\n" for number in range(1, 14)}


class Spoken:
    """A session, one line after the other; what is asked for comes from a list of lines."""

    def __init__(self, library: Path, notebook: Path, answers: Iterator[str]) -> None:
        self._library, self._notebook, self._answers = library, notebook, answers
        self.said: list[str] = []

    def obey(self, *lines: str) -> list[list[str]]:
        """What is said to each line."""
        return asyncio.run(self._obey(lines))

    async def _obey(self, lines: tuple[str, ...]) -> list[list[str]]:
        client = Client.spawn(self._library, self._notebook)
        await client.connect()
        notebook = Notebook.open(self._notebook)
        colleagues = Colleagues(notebook, self.said.append)
        session = Session(client, notebook, colleagues, self.said.append, lambda _: next(self._answers, None))
        found = []
        try:
            colleagues.begin()
            for line in lines:
                self.said.clear()
                await session.obey(line)
                found.append(list(self.said))
        finally:
            colleagues.end()
            notebook.close()
            await client.close()
        return found


@pytest.fixture
def spoken(build: Callable[..., Path], tmp_path: Path) -> Callable[..., Spoken]:
    def begin(files: dict[str, str], *answers: str) -> Spoken:
        return Spoken(build(files), tmp_path / "notes.sqlite", iter(answers))

    return begin


def test_nothing_can_be_done_without_documents_and_that_is_said(spoken: Callable[..., Spoken]) -> None:
    session = spoken({"tram.txt": TRAM})
    found = session.obey("/ zebra", "", "n", ")", "v 1", "a", "space", "j", "1 5", "x 3", "u", "o", "j 4")
    assert all(found)
    assert found[1] == ["There are no documents; / and words search."]
    assert found[8] == ["There is no document 5; the list has no documents."]
    assert found[-1] == ["Nothing follows j; ? tells what does what."]


def test_a_list_goes_on_and_hits_go_on_into_the_next_document(spoken: Callable[..., Spoken]) -> None:
    listed, more, twelfth, first, *walked, back, stopped = spoken(MANY).obey(
        "/ cow", "space", "g 12", *"nnnnnnnnnn", "g 2", "N"
    )
    assert listed[-1] == "3 more documents; space goes on."
    assert next(line for line in more if line.startswith("document")).startswith("document 11 of 13: ")
    assert twelfth[0].startswith("document 12 of 13: ")
    assert first[0] == "document 12 of 13:"
    assert any(line.startswith("hit 1 of 3: cow, ") for line in first)
    assert [lines[0].split(":")[0] for lines in walked[:5]] == [
        *("hit 2 of 3", "hit 3 of 3", "document 13 of 13", "hit 2 of 3", "hit 3 of 3")
    ]
    assert walked[5] == ["This is the last hit of the last document."]
    assert back[0].startswith("document 2 of 13: ")
    assert any(line.startswith("hit 1 of 3") for line in stopped)


def test_a_note_is_on_the_sentences_that_were_chosen_and_told_at_once(spoken: Callable[..., Spoken]) -> None:
    session = spoken({"tram.txt": TRAM}, "Why a cow?", "animals, rails")
    found = session.obey(
        "/ depot", "a", "v 2-3", "a", "v", "2 2", "o tag:rails", "x 1", "2 2", "u", "o", "v 3-2", "v 9"
    )
    assert found[1] == ["Nothing is selected; v and a sentence's number selects it."]
    words = "Nobody knew why. The depot said a cow stood on the rails."
    assert found[2] == ["selected: sentences 2 to 3:", words]
    assert found[3] == [f"note on sentences 2 to 3: {words}", "saved: note by me, sentences 2 to 3."]
    on = f"on: “{words}”, sentences 2 to 3. tags: animals, rails. colour: yellow."
    assert found[5][:5] == [
        "paragraph 2 of 2, sentences 2 to 3:",
        words,
        "hit: depot, in sentence 3.",
        "note by me: Why a cow?",
        on,
    ]
    assert found[6][:2] == ["1 note.", "note 1 by me: Why a cow?"]
    assert "note by me: Why a cow?" not in found[8]
    assert found[10][0] == "1 note."
    assert found[11] == ["There is no 3-2 among the sentences 1 to 3."]
    assert found[12] == ["There is no 9 among the sentences 1 to 3."]


def test_words_after_the_key_are_a_note_without_questions(spoken: Callable[..., Spoken]) -> None:
    found = spoken({"tram.txt": TRAM}).obey("/", ")", ")", "a Ask the depot", "}", "(", "(")
    assert found[3] == ["saved: note by me, sentence 2."]
    assert found[4] == ["end of the document."]
    assert found[5][:2] == ["sentence 1 of 3:", "The tram was late."]
    assert found[6] == ["start of the document."]


def test_a_query_that_cannot_be_understood_is_told_and_the_list_stays(spoken: Callable[..., Spoken]) -> None:
    found = spoken({"tram.txt": TRAM}).obey("/ tram", '/ "tram', "1")
    assert found[1][0].startswith("column ")
    assert found[2][0].startswith("document 1 of 1: ")


def test_a_hostile_text_moves_and_colours_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("title: \x1b[2J\x9b31mred\u202e\r\x07")
    out = capsys.readouterr().out
    assert not any(sign in out for sign in "\x1b\x9b\r\x07\u202e")
    assert out.count("\n") == 1


def test_notes_of_colleagues_are_told_and_what_is_noted_here_is_shared(
    spoken: Callable[..., Spoken], tmp_path: Path
) -> None:
    session = spoken({"tram.txt": TRAM})
    folder = tmp_path / "shared"
    folder.mkdir()
    with closing(Notebook.open(tmp_path / "ann" / "ann.sqlite")) as ann:
        start = TRAM.index("Nobody knew why.")
        anchor = Anchor.of(TRAM, start, start + len("Nobody knew why."))
        about = Subject("hers", "Trams", text_hash=anchor.text_hash)
        first = ann.add(about, anchor, "ask\x1b[2J the depot", ["doubt"])
        ann.add(about, anchor, "they know", answers=first.id)
        publish(ann, folder, "Ann Brown")
    share_in(tmp_path / "notes.sqlite", SharedFolder(folder, "Bob"))
    _, read, _, _, listed, deleted = session.obey("/tram", "", "v 1", "a mine", "o by:ann", "x 1")
    place = read.index("note by Ann Brown: ask\x1b[2J the depot")
    assert read[place + 1] == "on: “Nobody knew why.”, sentence 2. tags: doubt. colour: yellow."
    assert listed[:2] == ["2 notes.", "note 1 by Ann Brown: ask\x1b[2J the depot"]
    assert listed[3] == "note 2 by Ann Brown: they know"
    assert "it answers note 1." in listed[4]
    assert deleted == ["That is a note by Ann Brown; only your own are deleted."]
    (bob,) = colleagues(folder, "Ann Brown")
    assert [one.content.note for one in bob.revisions if one.content] == ["mine"]
