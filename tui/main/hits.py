"""The keys that go through documents, hits and mentions, and select."""

from __future__ import annotations

from tui.main.choosing import Choosing
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.ask import AskDialog


class Hits:
    """How the analyst goes through the open document."""

    def __init__(self, panes: Panes, reading: Reading, choosing: Choosing) -> None:
        self._panes = panes
        self._reading = reading
        self._choosing = choosing

    def action_read(self) -> None:
        """Reads the document at the list's cursor."""
        if self._panes.documents.total:
            self._reading.open_row(self._panes.documents.cursor)
            self._panes.go_to_reader()
        else:
            self._panes.say_no_document()

    def action_select_characters(self) -> None:
        """Begins or ends a selection by character."""
        self._panes.reader.action_select_characters()
        self._panes.show_keys()

    def action_select_paragraphs(self) -> None:
        """Begins or ends a selection by paragraph."""
        self._panes.reader.action_select_paragraphs()
        self._panes.show_keys()

    def action_cancel_selection(self) -> None:
        """Drops the selection."""
        self._panes.reader.action_cancel_selection()
        self._panes.show_keys()

    def action_toggle_fold(self) -> None:
        """Opens what is folded at the caret, else the header; or folds it again."""
        if self._reading.view is None:
            self._panes.say_no_document()
        elif not self._panes.reader.toggle_fold():
            self._panes.say("Nothing of this text is folded: it has no header.")

    def action_next_mention(self) -> None:
        """Goes to the next mention of the entity."""
        self._go_to_mention(1)

    def action_previous_mention(self) -> None:
        """Goes to the previous mention of the entity."""
        self._go_to_mention(-1)

    def _go_to_mention(self, step: int) -> None:
        found = self._panes.entities.step(step, self._panes.reader.caret if self._panes.focused == "reader" else None)
        if found is not None:
            mention, number, count = found
            self._panes.reader.go_to(mention.start)
            reason = f" ({mention.reason})" if mention.reason else ""
            self._panes.say(f"{mention.name}{reason}: mention {number} of {count}")
        elif self._panes.entities.current is None:
            self._panes.say_no_entity()
        else:
            self._panes.say(
                f"{self._panes.entities.current.name} is not in this document; + lists the documents that name it."
            )

    async def action_find(self) -> None:
        """Asks what to find in the open document."""
        if self._reading.view is None:
            self._panes.say_no_document()
        else:
            await self._panes.open(AskDialog("Find in this document"), self._find)

    def _find(self, query: str | None) -> None:
        if query:
            self._reading.find(query)

    def action_next(self) -> None:
        """Goes to the next hit."""
        self._reading.next_hit()

    def action_next_single(self) -> None:
        """Goes to the next hit, also where it is of the same passage."""
        self._reading.next_hit(single=True)

    def action_previous(self) -> None:
        """Goes to the previous hit."""
        self._reading.previous_hit()

    def action_back(self) -> None:
        """Ends a find or what is chosen, else goes back from entities and reader to the documents."""
        if self._reading.finding:
            self._reading.end_find()
        elif not self._choosing.clear():
            self._panes.go_to("documents")
