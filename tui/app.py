"""The app: it wires the client, the notebook and the screens to the terminal, and nothing else."""

from __future__ import annotations

import contextlib
import inspect
import os
import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual import events, on
from textual.app import App
from textual.css.query import NoMatches
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input, TextArea

from index.errors import DatelineError, SessionDamagedError
from index.home.patience import begun
from index.home.settings import Bidi, Emoji, Settings
from index.text.neutralise import split_emoji
from tui import session, theme
from tui.bound_keys import action_at, bindings
from tui.keys import Context
from tui.main.libraries import LibraryChosen
from tui.main.notes import DraftSettled
from tui.main.screen import MainScreen, Refused
from tui.main.waiting import acts_at_once, is_busy
from tui.safety import SafeLines
from tui.session import SessionState
from tui.switching import OpenLibrary, open_other
from tui.terminal import signals
from tui.terminal.clipboard import osc52
from tui.terminal.driver import ThriftyDriver
from tui.terminal.links import takes_links
from tui.terminal.textual_leaks import share_backgrounds
from tui.widgets.copied import Copied
from tui.widgets.fields import taken_in
from tui.widgets.row_layout import LaysOutRows
from tui.widgets.status import KeyLine, Notice, StatusLine
from tui.widgets.tasks import WorkEnded
from tui.widgets.working_place import working_place

if TYPE_CHECKING:
    from index.notebook.store import Notebook
    from index.service.client import Client
    from tui.main.commands import Command
    from tui.terminal.early_keys import EarlyKeys

_TERMINAL_LOOK = 2.0
"""Seconds between two looks at whether the terminal is still there."""

_SIGNALLED = 128  # exit codes above this say by which signal

_LAID_OUT_BY = {
    Bidi.TERMINAL: "Right-to-left text is laid out by the terminal.",
    Bidi.DATELINE: "Right-to-left text is laid out by Dateline.",
    Bidi.OFF: "Right-to-left text stands in the order in which it is read, from the left.",
}

_STATE_KEPT = 5.0
"""Seconds after which a change of the session's state is on disk at the latest."""


class DatelineApp(SafeLines, LaysOutRows, App[int]):
    """One session on one library."""

    CSS_PATH = "dateline.tcss"
    CSS = theme.ENTITY_STYLES
    BINDINGS = bindings(Context.APP)
    ENABLE_COMMAND_PALETTE = False  # ours lists the table of keys
    TITLE = "Dateline"
    DEFAULT_MODE = "library"
    MODES: ClassVar = {"between": Screen}  # what is shown while another library is opened

    def __init__(
        self,
        client: Client,
        notebook: Notebook,
        folder: Path,
        state: SessionState,
        notice: str = "",
        settings: Settings | None = None,
    ) -> None:
        """``notice`` is a sentence to begin with."""
        plain = signals.few_colors(os.environ)
        super().__init__(driver_class=ThriftyDriver, ansi_color=plain or None)
        self.animation_level = "none"
        self._library = OpenLibrary(client, notebook, folder)
        settings = settings or Settings()
        split_emoji(split=settings.emoji is Emoji.SPLIT)
        self._gives_links = settings.links and takes_links(os.environ)
        self._bidi = settings.bidi
        self._turned = Bidi.OFF if self._bidi is Bidi.DATELINE else Bidi.DATELINE
        self._stored = state
        self._notice = notice
        self._recent: list[str] = []  # names of commands of the palette, the latest first
        self._typed: deque[events.Key | events.Paste] = deque()
        self.main = MainScreen(client, notebook, state)
        self.add_mode(self.DEFAULT_MODE, lambda: self.main)
        self.failure: DatelineError | None = None
        self.unexpected: Exception | None = None
        for one in theme.THEMES:
            self.register_theme(one)
        names = {one.name for one in theme.THEMES}
        self.theme = state.theme if state.theme in names and not plain else theme.default_name(plain)

    @property
    def cursor_position(self) -> Offset:
        """The cell at which each frame leaves the terminal's cursor: where the analyst works."""
        return working_place(self.focused)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        """Textual's fields say where theirs is; whichever has the focus is asked when a frame is sent."""

    def on_mount(self) -> None:
        """Begins to watch what may end the session."""
        self._lay_out_rows(self._bidi)
        signals.on_end(self._ended)
        self.set_interval(_TERMINAL_LOOK, self._look_at_terminal)
        self.set_interval(_STATE_KEPT, self._keep_state)
        self.app_resume_signal.subscribe(self, self._resumed)
        self._begin()

    def _begin(self) -> None:
        """Begins with the library that is open now."""
        self._library.hold()
        self.main.panes.reader.gives_links = self._gives_links
        self._library.client.on_notice = self.main.worker_restarted
        if self._notice:
            self.call_after_refresh(self.main.say, self._notice)

    async def on_unmount(self) -> None:
        """Ends the worker."""
        await self._library.leave()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self.failure = event.error
        self.exit(2)

    # Keys

    @property
    def keys_wait(self) -> bool:
        """Whether keys were pressed that could not be obeyed yet."""
        return bool(self._typed)

    async def on_event(self, event: events.Event) -> None:
        """Lets keys and pastes wait for their turn; a click on a screen that is not there yet means nothing."""
        if event.is_forwarded or not isinstance(event, events.Key | events.Paste | events.MouseEvent):
            await super().on_event(event)
        elif isinstance(event, events.MouseEvent):
            if self.main.is_ready:
                await super().on_event(event)
        elif _quits(event) and any(map(_quits, self._typed)):
            self.exit()  # asked for twice: what the keys before wait for may never come
        else:
            self._typed.append(event)
            await self._obey()

    @on(WorkEnded)
    async def _obey(self) -> None:
        """Obeys keys in the order in which they came, up to the first that has to wait."""
        while self._typed and self.main.is_ready and not self._exit:
            if not self.main.is_typed_in:
                await taken_in(self.main)  # a dialog that has closed hands over its result
                self._drop_typed_for_no_result()
            if not self._typed or not self._may_act(self._typed[0]):
                return
            for status in (self.main.panes.status,) if self.screen is self.main else self.screen.query(StatusLine):
                status.key_pressed()
            await super().on_event(self._typed.popleft())

    def _drop_typed_for_no_result(self) -> None:
        """Drops keys that were typed for the result of a query that was refused: they are not for another result."""
        while self._typed and self.screen is self.main and self._typed[0].time < self.main.searching.refused_at:
            self._typed.popleft()

    def _may_act(self, event: events.Key | events.Paste) -> bool:
        names = {event.key, event.character or ""} if isinstance(event, events.Key) else set()
        if self.screen is self.main:
            return self.main.may_act(names)
        if not self.screen.is_mounted:  # work that ends then opens it: what is typed is for the field that it has
            return False
        return not is_busy(self.screen) or acts_at_once(action_at("help", names))

    # The session

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Writes down where the analyst is, and ends."""
        self._keep_state()
        super().exit(result, return_code, message)

    @on(DraftSettled)
    def _keep_state(self) -> None:
        """Writes down where the analyst is, if that has changed. What cannot be written is done without."""
        if self._exit or not (self.is_running and self.main.is_ready):  # screens that are taken down count no longer
            return
        state = self.main.state
        if state != self._stored:
            with contextlib.suppress(OSError):
                session.store(self._library.sessions / session.FILE, session.to_json(state))
                self._stored = state

    def _handle_exception(self, error: Exception) -> None:
        """Keeps the first error that nobody expected, for the one place that tells of such; Textual ends the app.

        A widget that is missing because the screens are being taken down is none.
        """
        if self._exit and isinstance(error, NoMatches):
            return
        self.unexpected = self.unexpected or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ends the app; Textual would print a traceback."""
        self._close_messages_no_wait()

    @on(LibraryChosen)
    async def _switch(self, event: LibraryChosen) -> None:
        """Goes on in another library, where its last session ended. Keys wait meanwhile."""
        self._keep_state()
        self.main.is_ready = False
        await self.switch_mode("between")
        await self.remove_mode(self.DEFAULT_MODE)  # nothing that is shown asks what is closed now
        begun(self.main.colleagues.finish)
        await self._library.close()
        try:
            self._library, sentence = open_other(event.chosen.folder, event.chosen.name, event.before)
        except DatelineError as error:
            self.failure = error
            self.exit(2)
            return
        self._stored, notice = _last_session(self._library.sessions / session.FILE, fresh=False)
        self._notice = sentence or notice
        self.main = MainScreen(self._library.client, self._library.notebook, self._stored)
        self.add_mode(self.DEFAULT_MODE, lambda: self.main)
        await self.switch_mode(self.DEFAULT_MODE)
        self._begin()

    # The terminal

    def _ended(self, code: int) -> None:
        self.exit(code, return_code=code)

    def _look_at_terminal(self) -> None:
        if not self.is_headless and _terminal_is_gone():
            self._keep_state()
            signals.leave_at_once(129)

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

    def _lay_out_rows(self, bidi: Bidi) -> None:
        """Has right-to-left text laid out by the terminal, by Dateline or by nobody."""
        if isinstance(self._driver, ThriftyDriver):
            self._driver.let_terminal_order(bidi is Bidi.TERMINAL)
        self.lays_out_rows = bidi is Bidi.DATELINE

    # Messages and actions

    @on(Copied)
    def _copy(self, event: Copied) -> None:
        target = self._library.sessions / "copied.txt"
        try:
            session.store(target, event.text)
        except OSError as error:
            told = f"Copied to the terminal only; {target} could not be written: {error.strerror}."
        else:
            told = f"Copied; it is also in {target}."
        told = f"Copied: {event.text} · {told.removeprefix('Copied; ')}" if event.shown else told
        status = None if self.screen is self.main else next(iter(self.screen.query(StatusLine)), None)
        (self.main if status is None else status).say(told)
        if self._driver is not None:  # Textual has no public way to send a wrapped OSC 52
            self._driver.write(osc52(event.text, os.environ))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A sign that can be typed is no key while one types."""
        return not (parameters == ("sign",) and isinstance(self.focused, Input | TextArea))

    async def action_help(self, key: str = "") -> None:  # noqa: ARG002
        """Shows the help, of the place where the focus is first."""
        from tui.screens.filter import FilterLine
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen | FilterLine):
            runs = self.main.queries.run_example if self.screen is self.main else None
            await self.push_screen(HelpScreen(self._place, runs))

    @property
    def _place(self) -> str:
        """The place of ``keys.PLACES`` where the focus is: that of which the screen shows the keys."""
        shown = self.screen.query(KeyLine)
        return shown.first().place if shown else "documents"

    def action_turn_rows(self, key: str = "") -> None:  # noqa: ARG002
        """Lays out right-to-left text otherwise than it is set, or again as it is set."""
        self._bidi, self._turned = self._turned, self._bidi
        self._lay_out_rows(self._bidi)
        for widget in self.screen.walk_children():
            widget.refresh()
        self.screen.post_message(Notice(_LAID_OUT_BY[self._bidi]))

    async def action_palette(self, key: str = "") -> None:  # noqa: ARG002
        """Shows the commands."""
        from tui.main.palette import Palette
        from tui.screens.filter import FilterLine

        if not isinstance(self.screen, Palette | FilterLine):
            await self.push_screen(Palette(self.screen, self._place, self._recent), self._chosen)

    async def _chosen(self, command: Command | None) -> None:
        if command is not None:
            done = command.run()
            if inspect.isawaitable(done):
                await done

    async def action_quit(self) -> None:
        """Quits once the letters before the key are in their field, so that a draft has them all."""
        if self.focused is not None:
            await taken_in(self.focused)
        self.exit()

    def close_notebook(self) -> None:
        """Closes the notebook of the library that was open last."""
        self.main.colleagues.finish()
        self._library.notebook.close()

    def action_help_quit(self) -> None:
        """ctrl+c ends many programs, but not this one."""
        self.screen.post_message(Notice("ctrl+q quits."))


def run(
    client: Client, notebook: Notebook, state: Path, early: EarlyKeys, settings: Settings, *, fresh: bool = False
) -> int:
    """Shows the screen until the analyst leaves; returns the exit code. Raises DatelineError for a bad library.

    ``state`` is the folder below which each notebook has one for its sessions' state and the text copied last;
    ``fresh`` takes up no earlier session; ``early`` is what was typed before the screen is there. The client was
    spawned already, so that its worker started while Textual was imported.
    """
    folder = state / notebook.path.stem
    share_backgrounds()
    ThriftyDriver.early = early
    app = DatelineApp(client, notebook, folder, *_last_session(folder / session.FILE, fresh=fresh), settings)
    try:
        code = app.run(mouse=settings.mouse)
    finally:
        app.close_notebook()
    if app.return_code and app.return_code > _SIGNALLED and _terminal_is_gone():
        signals.leave_at_once(app.return_code)
    if app.failure is not None:
        raise app.failure
    if app.unexpected is not None:
        raise app.unexpected
    return code if code is not None else app.return_code or 0


def _last_session(path: Path, *, fresh: bool) -> tuple[SessionState, str]:
    """Where the last session ended, and a sentence if that cannot be known."""
    if fresh:
        return SessionState(), ""
    try:
        return session.load(path), ""
    except SessionDamagedError as error:
        return SessionState(), str(error)


def _quits(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key == "ctrl+q"


def _terminal_is_gone() -> bool:
    return sys.__stdin__ is not None and signals.hung_up(sys.__stdin__.fileno())
