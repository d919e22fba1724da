"""A session of linear mode: what each command does, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from index.answers.document import DocumentView
from index.answers.listing import Row, SearchAnswer
from index.errors import DatelineError
from index.notebook.annotation import Annotation
from index.notebook.filtering import select
from index.notebook.moved_documents import Followed
from index.notebook.store import Notebook
from index.service.client import Client
from tui.linear import spoken
from tui.linear.annotating import Asked, write_note
from tui.linear.colleagues import Colleagues
from tui.linear.commands import COMMANDS, parse
from tui.linear.opened import OpenedDocument

ROWS = 10
"""How many documents are listed at once."""

_TEXT_PIECE = 262_144  # characters of a long text that are asked for at once
_SELECTION = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")

Say = Callable[[str], None]


class Session:
    """Obeys one line after the other."""

    def __init__(self, client: Client, notebook: Notebook, colleagues: Colleagues, say: Say, ask: Asked) -> None:
        """``say`` prints a line; ``ask`` prints a prompt and returns the line typed, None at the end of all."""
        self._client = client
        self._notebook = notebook
        self._colleagues = colleagues
        self._say = say
        self._ask = ask
        self._answer: SearchAnswer | None = None
        self._rows: dict[int, Row] = {}
        self._row = 0  # number, from 1, of the list's document that was told last
        self._listed_until = 0
        self._opened: OpenedDocument | None = None
        self._opened_row = 0
        self._selected = (0, 0)  # first and last sentence; 0 for none
        self._notes: list[Annotation] = []  # as they were listed last
        self._in_text = False  # whether the text, and not the list, was told last
        self.followed = Followed()
        self.ended = False

    async def obey(self, line: str) -> None:
        """Do what a line says. An error is said, and nothing is changed by it."""
        command, argument = parse(line)
        if command is None:
            self._say(f"There is no command '{argument}'; ? tells all of them.")
            return
        if argument and not command.argument:
            self._say(f"Nothing follows {command.key or 'an empty line'}; ? tells what does what.")
            return
        try:
            await getattr(self, f"_do_{command.name}")(argument)
        except DatelineError as error:
            self._say(str(error))

    # The list

    async def _do_search(self, query: str) -> None:
        answer = await self._client.search(query, "", ROWS)
        self._answer, self._rows, self._opened = answer, dict(enumerate(answer.rows, start=1)), None
        self._row, self._listed_until, self._selected = 0, 0, (0, 0)
        if query:
            self._say(f"searched: {answer.explain.line}")
        if answer.is_near:
            self._say("No document has all words; these have most of them.")
        self._say(f"{spoken.counted(answer.total, 'document')}, by {answer.order}.")
        if answer.explain.suggestions:
            self._say(f"there is: {', '.join(answer.explain.suggestions)}")
        if answer.total:
            await self._list_from(1)

    async def _do_list(self, argument: str) -> None:
        number = await self._numbered(argument or str(self._row or 1))
        if number:
            await self._list_from(number)

    async def _list_from(self, first: int) -> None:
        last = min(first + ROWS - 1, self._total)
        for number in range(first, last + 1):
            self._all(spoken.row_lines(await self._fetched(number), number, self._total))
        self._row, self._listed_until, self._in_text = first, last, False
        if last < self._total:
            self._say(f"{spoken.counted(self._total - last, 'more document')}; space goes on.")

    async def _do_next_document(self, _: str) -> None:
        await self._go_to(self._row + 1, "This is the last document.")

    async def _do_previous_document(self, _: str) -> None:
        await self._go_to(self._row - 1, "This is the first document.")

    async def _do_first_document(self, argument: str) -> None:
        number = await self._numbered(argument or "1")
        if number:
            await self._go_to(number, "")

    async def _do_last_document(self, _: str) -> None:
        await self._go_to(self._total, "There are no documents.")

    async def _go_to(self, number: int, otherwise: str) -> None:
        if not 1 <= number <= self._total:
            self._say(otherwise)
            return
        self._row, self._listed_until, self._in_text = number, number, False
        self._all(spoken.row_lines(await self._fetched(number), number, self._total))

    async def _numbered(self, typed: str) -> int:
        """The number of a document of the list; 0, which is said, if there is none."""
        if typed.isdecimal() and 1 <= int(typed) <= self._total:
            return int(typed)
        self._say(f"There is no document {typed}; the list has {spoken.counted(self._total, 'document')}.")
        return 0

    @property
    def _total(self) -> int:
        return self._answer.total if self._answer else 0

    async def _fetched(self, number: int) -> Row:
        if number not in self._rows and self._answer is not None:
            answer = await self._client.rows(self._answer.ticket, number - 1, ROWS)
            self._rows.update(enumerate(answer.rows, start=number))
        return self._rows[number]

    # The text

    async def _do_read(self, _: str) -> None:
        await self._tell_from(1, with_heading=True)

    async def _do_reread(self, argument: str) -> None:
        if not argument:
            await self._tell_from(1, with_heading=True)
        elif argument.isdecimal():
            await self._tell_from(int(argument), with_heading=False)
        else:
            self._say(f"There is no paragraph {argument}.")

    async def _tell_from(self, paragraph: int, *, with_heading: bool) -> None:
        opened = await self._document()
        if opened is None:
            return
        if with_heading:
            self._all(opened.heading(self._notebook.author))
        if 1 <= paragraph <= len(opened.numbered.paragraphs):
            self._all(opened.tell(paragraph, self._notebook.author))
        else:
            self._say(f"There is no paragraph {paragraph}.")

    async def _do_more(self, _: str) -> None:
        if not self._in_text or self._opened is None:
            if self._listed_until < self._total:
                await self._list_from(self._listed_until + 1)
            else:
                self._say("This is the last document.")
        elif self._opened.told_until < len(self._opened.numbered.paragraphs):
            self._all(self._opened.tell(self._opened.told_until + 1, self._notebook.author))
        else:
            self._say("end of the document.")

    async def _do_next_sentence(self, _: str) -> None:
        await self._tell_sentence(1)

    async def _do_previous_sentence(self, _: str) -> None:
        await self._tell_sentence(-1)

    async def _tell_sentence(self, step: int) -> None:
        opened = await self._document()
        if opened is None:
            return
        number = opened.sentence + step
        if 1 <= number <= len(opened.numbered.sentences):
            self._all(opened.tell_sentence(number, self._notebook.author))
        else:
            self._say("end of the document." if step > 0 else "start of the document.")

    async def _do_next_paragraph(self, _: str) -> None:
        await self._tell_paragraph(1)

    async def _do_previous_paragraph(self, _: str) -> None:
        await self._tell_paragraph(-1)

    async def _tell_paragraph(self, step: int) -> None:
        opened = await self._document()
        if opened is None:
            return
        number = opened.numbered.paragraph_of(opened.sentence) + step if opened.sentence else max(step, 0)
        if 1 <= number <= len(opened.numbered.paragraphs):
            self._all(opened.tell_paragraph(number, self._notebook.author))
        else:
            self._say("end of the document." if step > 0 else "start of the document.")

    async def _document(self) -> OpenedDocument | None:
        """The document of the list that was told last, with all of its text; None, which is said, without one."""
        if not self._total:
            self._say("There are no documents; / and words search.")
            return None
        self._row = self._row or 1
        return await self._opened_at_row()

    async def _opened_at_row(self) -> OpenedDocument:
        if self._opened is None or self._opened_row != self._row:
            self._opened = await self._fetch(self._row)
            self._opened_row, self._selected = self._row, (0, 0)
        self._in_text = True
        return self._opened

    async def _fetch(self, number: int) -> OpenedDocument:
        row = await self._fetched(number)
        view = await self._client.document(row.id, self._answer.ticket if self._answer else None)
        text = view.text
        while len(text) < view.length:
            text += (await self._client.text(view.id, len(text), _TEXT_PIECE)).text
        return OpenedDocument(view, text, self._notes_on(view))

    def _notes_on(self, view: DocumentView) -> list[Annotation]:
        return [*self._notebook.annotations(view.subject.document), *self._colleagues.about(view)]

    # Hits

    async def _do_next_hit(self, _: str) -> None:
        await self._walk(1)

    async def _do_previous_hit(self, _: str) -> None:
        await self._walk(-1)

    async def _walk(self, step: int) -> None:
        """The next hit of the document, or else the first or last one of the document beside it."""
        is_open = self._opened is not None and self._opened_row == self._row
        opened = await self._document()
        if opened is None:
            return
        number = opened.hit + step if opened.hit else int(step > 0)
        if not is_open:
            self._tell_heading(opened)
            number = 1
        elif not 1 <= number <= len(opened.hits):
            if not 1 <= self._row + step <= self._total:
                where = "last hit of the last" if step > 0 else "first hit of the first"
                self._say(f"This is the {where} document.")
                return
            opened = await self._beside(step)
            number = 1 if step > 0 else len(opened.hits)
        if 1 <= number <= len(opened.hits):
            self._all(opened.tell_hit(number))
        else:
            self._say("no hits in this document.")

    async def _beside(self, step: int) -> OpenedDocument:
        """The document beside the opened one, told by its heading."""
        self._row += step
        opened = await self._opened_at_row()
        self._tell_heading(opened)
        return opened

    def _tell_heading(self, opened: OpenedDocument) -> None:
        self._say(f"document {self._row} of {self._total}:")
        self._all(spoken.heading_lines(opened.view))

    # Notes

    async def _do_select(self, argument: str) -> None:
        opened = await self._document()
        if opened is None:
            return
        if not argument:
            self._selected = (0, 0)
            self._say("nothing is selected.")
            return
        found = _SELECTION.fullmatch(argument)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= len(opened.numbered.sentences):
            self._say(f"There is no {argument} among the sentences 1 to {len(opened.numbered.sentences)}.")
            return
        self._selected = (first, last)
        self._say(f"selected: {spoken.sentences_named(range(first, last + 1))}:")
        self._say(opened.numbered.words_of(opened.numbered.span_of(first, last)))

    async def _do_annotate(self, words: str) -> None:
        opened = await self._document()
        if opened is None:
            return
        first, last = self._selected if self._selected[0] else (opened.sentence, opened.sentence)
        if not first:
            self._say("Nothing is selected; v and a sentence's number selects it.")
            return
        if write_note(self._notebook, opened, (first, last), words, self._say, self._ask):
            self._selected = (0, 0)
        self._show_notes()

    async def _do_notes(self, typed: str) -> None:
        self._notes = select([*self._notebook.annotations(), *self._colleagues.notes], typed, "document", self.followed)
        self._say(f"{spoken.counted(len(self._notes), 'note')}.")
        numbers = {note.id: number for number, note in enumerate(self._notes, start=1)}
        for number, note in enumerate(self._notes, start=1):
            place = spoken.cited(note)
            if answered := numbers.get(note.answers):
                place += f"; it answers note {answered}"
            if self.followed.is_orphan(note):
                place += "; its words were not found"
            elif self.followed.is_approximate(note):
                place += "; its words have changed"
            self._all(spoken.note_lines(note, self._notebook.author, place, number))

    async def _do_delete(self, argument: str) -> None:
        if not argument.isdecimal() or not 1 <= int(argument) <= len(self._notes):
            self._say("o lists the notes, each with its number; x and the number deletes one.")
            return
        note = self._notes[int(argument) - 1]
        if self._colleagues.has(note):
            self._say(f"That is a note by {note.author}; only your own are deleted.")
            return
        self._notebook.delete(note)
        self._say(f"deleted: note {argument}; u brings it back.")
        self._show_notes()

    async def _do_undo(self, _: str) -> None:
        done = self._notebook.undo()
        self._say(f"Done: {done}." if done else "There is nothing to undo.")
        self._show_notes()

    def _show_notes(self) -> None:
        """Let the opened document have the notes that the notebook has now."""
        if self._opened is not None:
            self._opened.show_notes(self._notes_on(self._opened.view))

    # The rest

    async def _do_help(self, _: str) -> None:
        self._say("Each command is a line: a key of the screen, and what may follow it. ctrl+c stops what is told.")
        self._all(command.line for command in COMMANDS)

    async def _do_quit(self, _: str) -> None:
        self.ended = True

    def _all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)
