"""Work beside the keys that ends when what it would show is gone."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import WorkerFailed

from tui.widgets.tasks import launch


class Working(Screen[None]):
    """A screen whose work looks for a widget that is not there, once it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()

    async def on_mount(self) -> None:
        launch(self, "work", self._work)

    async def _work(self) -> None:
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.query_one("#gone")  # as if the answer had come just before the screen was left
        self.query_one("#gone")


async def test_work_of_a_screen_that_was_left_ends_in_silence() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Working()
        await app.push_screen(screen)
        screen.dismiss(None)
        await pilot.pause()
    assert app.return_code is None  # and leaving the block has raised nothing


async def test_a_mistake_on_a_screen_that_is_there_is_told() -> None:
    app: App[None] = App()
    with pytest.raises(WorkerFailed) as failure:
        async with app.run_test() as pilot:
            screen = Working()
            await app.push_screen(screen)
            screen.go_on.set()
            await pilot.pause()
    assert isinstance(failure.value.error, NoMatches)
