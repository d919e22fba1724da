"""At the start of a session: texts that could not be saved, and the notes of files that have changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.notebook.moved_documents import Followed, Following
from index.notebook.recovery import save_kept
from tui.main.notes import Marking
from tui.saving import unsaved_folder

if TYPE_CHECKING:
    from index.service.client import Client


class NoteFollowing(Marking):
    """What the main screen does once its library is open. The worker finds the places; the notebook is written here."""

    client: Client

    def __init__(self) -> None:
        super().__init__()
        self.followed = Followed()
        """What became of the notes of changed files."""

    def save_kept(self) -> None:
        """Saves what an earlier session could not save, and says so."""
        try:
            count, problems = save_kept(unsaved_folder(self.notebook), self.notebook)
        except DatelineError as error:
            self.say(str(error))
            return
        if problems:
            self.say(f"A text that was kept cannot be read back: {problems[0].path}: {problems[0].reason}")
        elif count:
            self.say("What could not be saved last time is in the notebook now.")

    async def follow_documents(self) -> None:
        """Brings the notebook's anchors and marks up to date with the library, one after the other."""
        try:
            following = Following(self.notebook)
            hashes = (await self.client.text_hashes(following.documents)).hashes
            for annotation in following.notes(hashes):
                following.take_note(annotation, await self.client.placement(annotation.subject, annotation.anchor))
            second = following.second_look(hashes)
            following.take_second([(one, await self.client.placement(about, one.anchor)) for one, about in second])
            became = following.became(hashes)
            for mark in following.marks(hashes):
                following.take_mark(mark, await self.client.placement(became.get(mark.document, mark.subject), None))
            following.write()
        except DatelineError as error:
            self.say(str(error))
            return
        self.followed = following.followed
        if self.followed.found or self.followed.marks:
            self._notebook_changed()
        if self.followed.found:
            self.say(self.followed.summary)
