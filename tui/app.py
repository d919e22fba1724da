"""The app: it wires the client, the notebook and the screens to the terminal, and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import App
from textual.command import CommandPalette
from textual.widgets import Input, TextArea

from index.errors import DatelineError
from tui import session, terminal, theme
from tui.clipboard import osc52
from tui.driver import ThriftyDriver
from tui.keys import Context, bindings
from tui.safety import SafeLines
from tui.screens.main import MainScreen
from tui.screens.marking import Copied
from tui.session import SessionState
from tui.widgets.status import Notice

if TYPE_CHECKING:
    from index.client import Client
    from index.notebook.store import Notebook

SESSION_FILE = "session.json"

_TERMINAL_LOOK = 2.0
"""Seconds between two looks at whether the terminal is still there."""


class DatelineApp(SafeLines, App[int]):
    """One session on one library."""

    CSS_PATH = "dateline.tcss"
    BINDINGS = bindings(Context.APP)
    ENABLE_COMMAND_PALETTE = False  # ours lists the table of keys
    TITLE = "Dateline"

    def __init__(self, client: Client, notebook: Notebook, folder: Path, state: SessionState) -> None:
        plain = terminal.few_colors(os.environ)
        super().__init__(driver_class=ThriftyDriver, ansi_color=plain or None)
        self.animation_level = "none"
        self._client = client
        self._notebook = notebook
        self._folder = folder
        self._state = state
        self._main: MainScreen | None = None
        for one in theme.THEMES:
            self.register_theme(one)
        names = {one.name for one in theme.THEMES}
        self.theme = state.theme if state.theme in names and not plain else theme.default_name(plain)

    async def on_mount(self) -> None:
        """Opens the library and shows it."""
        terminal.on_end(self._ended)
        self.set_interval(_TERMINAL_LOOK, self._look_at_terminal)
        self.app_resume_signal.subscribe(self, self._resumed)
        self._client.on_notice = self._tell
        try:
            await self._client.connect()
            library = await self._client.open()
        except DatelineError as error:
            self.exit(2, message=str(error))
            return
        self._main = MainScreen(self._client, self._notebook, library, self._state)
        await self.push_screen(self._main)

    # The terminal

    def _ended(self, code: int) -> None:
        self.exit(code, return_code=code)

    def _look_at_terminal(self) -> None:
        if not self.is_headless and terminal.hung_up(sys.__stdin__.fileno()):  # type: ignore[union-attr]
            terminal.leave_at_once(129)

    def on_resize(self) -> None:
        """A terminal may show anything after its size has changed."""
        if isinstance(self._driver, ThriftyDriver):
            self._driver.forget_screen()

    def _resumed(self, _: App[int]) -> None:
        self.action_redraw()

    def action_redraw(self) -> None:
        """Draws the whole screen again."""
        self.on_resize()
        self.screen.refresh(layout=True)

    # Messages and actions

    def _tell(self, sentence: str) -> None:
        if self._main is not None:
            self._main.say(sentence)

    @on(Copied)
    def _copy(self, event: Copied) -> None:
        target = self._folder / "copied.txt"
        try:
            session.store(target, event.text)
        except OSError as error:
            self._tell(f"Copied to the terminal only; {target} could not be written: {error.strerror}.")
        else:
            self._tell(f"Copied; it is also in {target}.")
        if self._driver is not None:  # Textual has no public way to send a wrapped OSC 52
            self._driver.write(osc52(event.text, os.environ))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A sign that can be typed is no key while one types."""
        return not (parameters == ("sign",) and isinstance(self.focused, Input | TextArea))

    async def action_help(self, key: str = "") -> None:  # noqa: ARG002
        """Shows the keys."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            await self.push_screen(HelpScreen())

    async def action_palette(self, key: str = "") -> None:  # noqa: ARG002
        """Shows the commands."""
        from tui.screens.palette import Commands

        if not isinstance(self.screen, CommandPalette):
            await self.push_screen(CommandPalette(providers=[Commands], placeholder="command"))

    def action_help_quit(self) -> None:
        """ctrl+c ends many programs, but not this one."""
        self.screen.post_message(Notice("ctrl+q quits."))


def run(client: Client, notebook: Notebook, state: Path, *, fresh: bool = False) -> int:
    """Shows the screen until the analyst leaves; returns the exit code.

    ``state`` is the folder below which each notebook has one for its sessions' state and the text copied last;
    ``fresh`` takes up no earlier session. The client was spawned already, so that its worker started while Textual
    was imported.
    """
    folder = state / notebook.path.stem
    app = DatelineApp(client, notebook, folder, SessionState() if fresh else session.load(folder / SESSION_FILE))
    code = app.run()
    return code if code is not None else app.return_code or 0
