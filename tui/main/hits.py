"""The keys that go through documents, hits and mentions, and select."""

from __future__ import annotations

from tui.main.panes import PaneScreen
from tui.main.reading import Reading
from tui.screens.ask import AskDialog


class ReadingActions(PaneScreen):
    """What the main screen does with the open document."""

    reading: Reading

    def action_read(self) -> None:
        """Reads the document at the list's cursor."""
        if self.documents.total:
            self.reading.open_row(self.documents.cursor)
            self.to_reader()

    def action_select_characters(self) -> None:
        """Begins or ends a selection by character."""
        self.reader.action_select_characters()
        self.show_keys()

    def action_select_paragraphs(self) -> None:
        """Begins or ends a selection by paragraph."""
        self.reader.action_select_paragraphs()
        self.show_keys()

    def action_cancel_selection(self) -> None:
        """Drops the selection."""
        self.reader.action_cancel_selection()
        self.show_keys()

    def action_next_mention(self) -> None:
        """Goes to the next mention of the entity."""
        self._go_to_mention(1)

    def action_previous_mention(self) -> None:
        """Goes to the previous mention of the entity."""
        self._go_to_mention(-1)

    def _go_to_mention(self, step: int) -> None:
        found = self.entities.step(step, self.reader.caret if self.focused_pane == "reader" else None)
        if found is not None:
            mention, number, count = found
            self.reader.go_to(mention.start)
            reason = f" ({mention.reason})" if mention.reason else ""
            self.say(f"{mention.name}{reason}: mention {number} of {count}")
        elif self.entities.current is not None:
            self.say(f"{self.entities.current.name} is not in this document; + lists the documents that name it.")

    async def action_find(self) -> None:
        """Asks what to find in the open document."""
        if self.reading.view is not None:
            await self.app.push_screen(AskDialog("Find in this document"), self._find)

    def _find(self, query: str | None) -> None:
        if query:
            self.reading.find(query)

    def action_next_hit(self) -> None:
        """Goes to the next hit."""
        self.reading.next_hit()

    def action_previous_hit(self) -> None:
        """Goes to the previous hit."""
        self.reading.previous_hit()

    def action_back(self) -> None:
        """Ends a find in the document, else goes back from entities and reader to the documents."""
        if self.reading.finding:
            self.reading.end_find()
        else:
            self.pane("documents")
