"""The keys that write documents to a file or a folder, and hand them to another program."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DatelineError, DocumentMissingError
from index.home.folders import absolute
from index.model import Span
from index.notebook.annotation import Subject, now
from index.notebook.document_tags import tags_of
from index.notebook.store import Notebook
from tui.main.choosing import Choosing
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.main.searching import Searching
from tui.screens.ask import AskDialog
from tui.terminal.outside import piped_outside
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.export.documents import Document, Head
    from index.service.client import Client

MOST_PIPED = 2_000
"""Documents that are handed to a program at once, at most: they are read while one waits."""


class Exporting:
    """Documents on their way out: those that are chosen, else all of the result; in the reader the open one."""

    def __init__(
        self,
        panes: Panes,
        client: Client,
        notebook: Notebook,
        searching: Searching,
        reading: Reading,
        choosing: Choosing,
    ) -> None:
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._searching = searching
        self._reading = reading
        self._choosing = choosing
        self._writes = False
        self._command = ""  # that was given documents last

    # To a file

    def action_save(self) -> None:
        """Asks where to write the documents that are chosen, else all of the result."""
        if self._writes:
            self._panes.say("The export before this one is still being written.")
        else:
            launch(self._panes.screen, "choose", self._ask_for_file)

    async def _ask_for_file(self) -> None:
        from index.export.formats import FORMATS  # what only an export needs

        subjects = await self._meant()
        if not subjects:
            return
        head = self._head(len(subjects))

        def answered(name: str | None) -> None:
            if name:
                launch(self._panes.screen, "export", self._export, name, subjects, head)

        suffixes = ", ".join(FORMATS)
        question = f"Export {_counted(len(subjects))} to a file that ends in {suffixes}, or originals to a folder/"
        await self._panes.open(AskDialog(question, "documents.md"), answered)

    async def _meant(self) -> Sequence[Subject]:
        """Returns the documents that are chosen, else all of the result; says so if there is none."""
        try:
            chosen = await (self._choosing.subjects() if self._panes.documents.chosen else self._choosing.result())
        except DatelineError as error:
            self._panes.say(str(error))
            return ()
        if not chosen:
            self._panes.say_no_document()
        return chosen

    async def _export(self, name: str, subjects: Sequence[Subject], head: Head) -> None:
        self._writes = True
        try:
            done = await self._written(name, subjects, head)
        except DatelineError as error:
            done = str(error)
        finally:
            self._writes = False
            self._panes.status.run("")
        self._panes.say(done)

    async def _written(self, name: str, subjects: Sequence[Subject], head: Head) -> str:
        """Writes the documents; returns what is to be said of it. Raises DatelineError."""
        target = absolute(name)
        if name.endswith("/") or target.is_dir():
            return await self._copied(target, subjects, head)
        from index.export.formats import format_of
        from index.export.whole_file import WholeFile

        form, count = format_of(target.name), 0
        with WholeFile(target) as file:
            file.write(form.head(head))
            async for document in self._documents(subjects, "exporting"):
                file.write(form.entry(document))
                count += 1
        return f"{_counted(count)} in {target}{_gone(len(subjects) - count)}."

    async def _copied(self, folder: Path, subjects: Sequence[Subject], head: Head) -> str:
        from index.export.originals import LIST, Originals

        with Originals(folder, head) as originals:
            async for document in self._documents(subjects, "copying"):
                await asyncio.to_thread(originals.take, document)
            originals.write_list()
        missing = f"; {originals.missing:,} could not be copied" if originals.missing else ""
        noun = "original" if originals.copied == 1 else "originals"
        return f"{originals.copied:,} {noun} in {folder}{missing}; {LIST} there tells which is whose."

    # To a program

    def action_pipe(self) -> None:
        """Asks for the command that gets the selection, the open document, or the documents of the list."""
        launch(self._panes.screen, "choose", self._ask_for_command)

    async def _ask_for_command(self) -> None:
        reader = self._panes.reader
        if self._panes.place == "selecting" and reader.selection is not None:
            span = reader.selection
            await self._ask_command("the selection", lambda: self._selected(span))
            return
        in_list = self._panes.focused == "documents"
        subjects = await (self._meant() if in_list else self._choosing.subjects())
        if len(subjects) > MOST_PIPED:
            most = f"more than {MOST_PIPED:,} documents; choose fewer, or export them with F."
            self._panes.say(f"These are {most}")
        elif subjects:
            await self._ask_command(_counted(len(subjects)), lambda: self._plain(subjects))

    async def _ask_command(self, what: str, text: Callable[[], AsyncIterator[str]]) -> None:
        def answered(command: str | None) -> None:
            if command:
                self._command = command
                launch(self._panes.screen, "pipe", self._pipe, command, text)

        known = self._command or os.environ.get("PAGER") or "less"
        await self._panes.open(AskDialog(f"Give {what} to the command", known), answered)

    async def _pipe(self, command: str, text: Callable[[], AsyncIterator[str]]) -> None:
        try:
            pieces = [piece async for piece in text()]
            code = piped_outside(self._panes.screen.app, "".join(pieces), command)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self._panes.say(f"'{command}' ended with code {code}." if code else f"'{command}' has ended.")
        self._panes.status.run("")

    async def _selected(self, span: Span) -> AsyncIterator[str]:
        """Yields these characters of the open document. Raises DatelineError."""
        yield (await self._reading.whole_text())[span.start : span.end]

    async def _plain(self, subjects: Sequence[Subject]) -> AsyncIterator[str]:
        """Yields documents as plain text. Raises DatelineError."""
        from index.export.formats import Plain

        form = Plain()
        yield form.head(self._head(len(subjects)))
        async for document in self._documents(subjects, "reading"):
            yield form.entry(document)

    # What is told of them

    def _head(self, count: int) -> Head:
        from index.export.documents import Head

        answer, library = self._searching.answer, self._searching.library
        return Head(answer.query if answer else "", library.name if library else "", count, now())

    async def _documents(self, subjects: Sequence[Subject], doing: str) -> AsyncIterator[Document]:
        """Yields what is told of each; one that has left the library is left out. Raises DatelineError."""
        from index.export.documents import Document

        for number, subject in enumerate(subjects):
            if number % 20 == 0 and len(subjects) > 20:
                self._panes.status.run(f"{doing}: {number:,} of {len(subjects):,}")
            try:
                view = await self._client.document(subject.document)
                text = await self._reading.text_of(view.id, view)
            except DocumentMissingError:
                continue
            tags = tags_of(self._notebook.annotations(subject.document))
            yield Document(view.subject, view.author, view.language, view.origin.member, tags, text)


def _counted(count: int) -> str:
    return "1 document" if count == 1 else f"{count:,} documents"


def _gone(count: int) -> str:
    return f"; {count:,} had left the library" if count else ""
