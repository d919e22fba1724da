"""The app on a real library, with its worker and its notebook, driven by keys."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from forked import ForkedClient
from pressing import key_event
from running import Output, Run
from textual.pilot import Pilot

from index.home.settings import Settings
from index.notebook.store import Notebook
from tui.__main__ import main
from tui.app import DatelineApp
from tui.session import FILE, SessionState, load
from tui.widgets.documents import DocumentList
from tui.widgets.reader import Reader
from tui.widgets.status import ExplainLine, StatusLine

PATIENCE = 60.0
"""Seconds after which something that was waited for will never come, on the slowest machine."""


class Driven:
    """A running app, and what is seen on it."""

    def __init__(self, app: DatelineApp, pilot: Pilot[int], notebook: Notebook) -> None:
        self.app = app
        self.pilot = pilot
        self.notebook = notebook

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until they have been obeyed and what they started at once has settled."""
        for key in keys:
            # Not by the pilot, which waits after each until the process idles: a twentieth of a second for nothing.
            self.app.post_message(key_event(key))
            await self.pilot._wait_for_screen()
        await self.until(lambda: self.app._exit or not self.app.keys_wait)

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await asyncio.sleep(0.01)
        await self.pilot.pause()

    async def search(self, query: str) -> None:
        """Search, and wait for the reader to show the first document found."""
        await self.press("slash")
        await self.press(*["backspace"] * len(self.app.main.query_one("#query").value))  # type: ignore[attr-defined]
        await self.type(query)
        await self.press("enter")
        await self.until(lambda: self.answered(query))
        await self.opened()

    def answered(self, query: str) -> bool:
        """Whether the list shows the result of this query."""
        answer = self.app.main.searching.answer
        return answer is not None and answer.query == query

    async def opened(self) -> None:
        """Wait until the reader shows the document at the list's cursor."""
        reading, documents = self.app.main.reading, self.documents
        await self.until(lambda: reading.view is not None and reading.index == documents.cursor)

    @property
    def documents(self) -> DocumentList:
        return self.app.main.query_one(DocumentList)

    @property
    def reader(self) -> Reader:
        return self.app.main.query_one(Reader)

    @property
    def explanation(self) -> str:
        return self.app.main.query_one(ExplainLine).text

    @property
    def message(self) -> str:
        return self.app.main.query_one(StatusLine).message

    @property
    def place(self) -> str:
        return self.app.main.query_one(StatusLine).place

    @property
    def title(self) -> str:
        view = self.app.main.reading.view
        return view.title if view else ""

    def screen_text(self) -> str:
        """All that is on the screen, line by line; "" while it is being laid out."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        if len(lines) != height:
            return ""  # the window has another size, and the screen is not laid out for it yet
        return "\n".join("".join(segment.text for segment in line)[:width] for line in lines)


Open = Callable[..., "asynccontextmanager[Driven]"]


@pytest.fixture
def open_app(tmp_path: Path) -> Callable[..., object]:
    """Opens the app on a library, and closes it and its worker again."""

    @asynccontextmanager
    async def opened(
        library: Path, size: tuple[int, int] = (80, 24), fresh: bool = True, settings: Settings | None = None
    ) -> AsyncIterator[Driven]:
        file = tmp_path / "notebook.sqlite"
        state = tmp_path / "state"
        client = ForkedClient.spawn(library, file)
        notebook = Notebook.open(file)
        session = SessionState() if fresh else load(state / FILE)
        app = DatelineApp(client, notebook, state, session, settings=settings)
        try:
            async with app.run_test(size=size) as pilot:
                driven = Driven(app, pilot, notebook)
                await driven.until(lambda: app.main.searching.answer is not None)
                if driven.documents.total:
                    await driven.until(lambda: app.main.reading.view is not None)
                yield driven
                app.exit()  # as the analyst does: what still works for a screen finds it gone
        finally:
            notebook.close()

    return opened


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``dateline`` with these arguments, and with a text typed on its standard input where one is given."""

    def run_dateline(*arguments: object, typed: str | None = None) -> Output:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        if typed is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        return Output(int(end.value.code or 0), printed.out, printed.err)

    return run_dateline
