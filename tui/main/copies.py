"""The keys that copy what the reader shows."""

from __future__ import annotations

from index.answers.document import DocumentView
from index.errors import DatelineError
from index.notebook.anchors import Anchor
from index.notebook.citation import citation
from index.text.pages import cited
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.widgets.copied import Copied
from tui.widgets.tasks import launch


class Copies:
    """Hands the reader's passage to the app to be copied."""

    def __init__(self, panes: Panes, reading: Reading) -> None:
        self._panes = panes
        self._reading = reading

    def action_citation(self) -> None:
        """Copies the passage as a citation."""
        self._begin(with_source=True)

    def action_quote(self) -> None:
        """Copies the passage alone."""
        self._begin(with_source=False)

    def _begin(self, *, with_source: bool) -> None:
        if self._reading.view is None:
            self._panes.say_no_document()
        else:
            launch(self._panes.screen, "copy", self._copy, self._reading.view, with_source=with_source)

    async def _copy(self, view: DocumentView, *, with_source: bool) -> None:
        span = self._panes.reader.passage()
        try:
            text = await self._reading.whole_text()
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if span.start < span.end:
            anchor = Anchor.of(text, span.start, span.end)
            page = cited(view.pages, span.start)
            quote = citation(view.subject, anchor, page) if with_source else anchor.exact
            self._panes.screen.post_message(Copied(quote))
