"""The paragraph at the caret in another language, by a program of the analyst's own."""

from __future__ import annotations

from index.errors import DatelineError
from index.home.translating import translator
from index.text.paragraphs import paragraph_at
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.translation import TranslationScreen


class Translations:
    """What a machine says that a paragraph says."""

    def __init__(self, panes: Panes, reading: Reading) -> None:
        self._panes = panes
        self._reading = reading

    async def action_translate(self) -> None:
        """Shows the paragraph at the caret beside what the configured program makes of it."""
        if self._reading.view is None:
            self._panes.say("There is no text; ctrl+t translates the paragraph at the caret.")
            return
        span = paragraph_at(self._reading.text, self._panes.reader.caret)
        try:
            screen = TranslationScreen(self._reading.text[span.start : span.end], translator())
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            await self._panes.open(screen)
