"""Every key of the table, pressed while the screen starts: it waits, and then does what it does later."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from pressing import key_event

from index.notebook.store import Notebook
from index.service.client import Client
from tui.app import DatelineApp
from tui.keys import ACTIONS
from tui.session import SessionState

PATIENCE = 60.0
"""Seconds after which something that was waited for will never come, on the slowest machine."""

KEYS = sorted({key for action in ACTIONS for key in action.keys} - {"ctrl+z"})
"""All keys, but the one that stops the process."""

TURNS = (0, 4, 16, 64, 256)
"""Turns of the event loop after which a key is pressed: from before there is a screen until all is listed."""


EVERY_KEY = "DATELINE_TEST_KEYS" in os.environ
"""Whether every key is pressed at every turn, which takes minutes; otherwise each is at one of them."""


class KeptClient(Client):
    """A client whose worker serves one app after another."""

    async def connect(self) -> None:
        """Begin to listen, once."""
        if self._reader is None:
            await super().connect()

    async def close(self) -> None:
        """Leave the worker alone."""

    async def end(self) -> None:
        await super().close()


async def started_with(client: Client, notebook: Notebook, folder: Path, key: str, turns: int) -> DatelineApp:
    """Start the app, press a key after so many turns, and quit once it was obeyed."""
    app = DatelineApp(client, notebook, folder, SessionState())
    running = asyncio.create_task(app.run_async(headless=True, size=(80, 24)))
    for _ in range(turns):
        await asyncio.sleep(0)
    app.post_message(key_event(key))
    came = asyncio.Event()
    app.call_later(came.set)  # behind the key: an app that ends before it has come to the key never obeys it
    async with asyncio.timeout(PATIENCE):
        while not running.done() and (not came.is_set() or app.keys_wait or app.main.reading.view is None):
            await asyncio.sleep(0.005)
        app.exit(0)
        await running
    return app


@pytest.mark.parametrize("turns", TURNS)
async def test_no_key_does_harm_while_the_screen_starts(library: Path, tmp_path: Path, turns: int) -> None:
    at = TURNS.index(turns)
    notebook = Notebook.open(tmp_path / "notebook.sqlite")
    client = KeptClient.spawn(library, notebook.path)
    try:
        for key in KEYS if EVERY_KEY else KEYS[at :: len(TURNS)]:
            app = await started_with(client, notebook, tmp_path / "state", key, turns)
            assert app.return_code == 0, key
            assert not app.keys_wait, key
    finally:
        await client.end()
        notebook.close()
