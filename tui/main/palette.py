"""The palette: every action of the screen below by its name, and what else can be chosen there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.notebook.recovery import Unsaved
from tui import bound_keys
from tui.bound_keys import bindings
from tui.keys import PLACES, Action, Context
from tui.main.commands import Command, found, recent_first
from tui.main.screen import MainScreen
from tui.safety import foreign
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.theme import THEMES
from tui.widgets.fields import LineField, taken_in
from tui.widgets.rowlist import Piece, RowList, fitted
from tui.widgets.status import KeyLine, TextLine

_MOST_OF_DRAFT = 40  # characters of its words, and as many of those that it is about
_MOST_RECENT = 5

_POINTLESS = ("app.palette", "hits.back", "screen.back")

_BEFORE = {Context.ENTITIES: "entity: ", Context.READER: "reader: "}
"""What stands before the names of a pane's actions, which read the same as others otherwise."""

_ELSEWHERE = (Context.MAIN, Context.ENTITIES, Context.READER)
"""The contexts whose actions the main screen offers wherever the focus is."""

WITHOUT_KEY = {
    "save this search under a name": "queries.save_search",
    "matrix: all accounts of the event, the quotes that they share and the names": "accounts.matrix",
    "group the documents by event, or no longer": "queries.group_by_event",
    "events: show the copies of the same text in the list, or fold them away": "queries.toggle_copies",
}
"""The main screen's actions that have no key: what they are called, and which they are."""


class CommandList(RowList):
    """Commands below the headings of their groups."""

    def __init__(self) -> None:
        super().__init__(id="commands")
        self._rows: list[Command | str] = []  # a heading is its text

    def show(self, commands: Sequence[Command]) -> None:
        """Shows these, the cursor on the first."""
        self._rows = []
        for group, members in groupby(commands, key=lambda one: one.group):
            self._rows += [group, *members]
        self.set_reactive(CommandList.cursor, min(1, max(0, len(self._rows) - 1)))
        self.scroll_to(y=0, animate=False)
        self.rows_changed()

    @property
    def current(self) -> Command | None:
        """The command at the cursor."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Command) else None

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Returns whether it is a command."""
        return isinstance(self._rows[index], Command)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns a heading, or a command with its key, which is seen where the name has to be cut."""
        row = self._rows[index]
        if isinstance(row, str):
            return [[(f" {row}", "heading")]]
        name = foreign(row.name)
        room = min(cell_len(name), width - 2 - cell_len(row.shown_key))
        return [[(f"{self.pointer(index)} {fitted(name, room)}{row.shown_key}", "")]]


class Palette(ModalScreen[Command]):
    """Lists commands and finds them by what is typed. Its result is the one chosen, or None."""

    BINDINGS = bindings(Context.PALETTE)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, below: Screen[object], place: str, recent: list[str]) -> None:
        """``place`` of ``keys.PLACES`` is where the focus is on the screen ``below``; ``recent`` is kept up to date."""
        super().__init__()
        self._below = below
        self._place = place
        self._recent = recent
        self._commands: list[Command] = []

    def compose(self) -> ComposeResult:
        """Makes the line and the list."""
        with Vertical(id="palette"):
            with Horizontal(id="query-bar"):
                yield TextLine(" :", id="prompt")
                yield LineField(id="command", compact=True, select_on_focus=False, placeholder="words of a command")
            yield CommandList()
            yield KeyLine("palette", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Lists all."""
        self._commands = list(self._all())
        line = self.query_one(Input)
        line.cursor_blink = False
        self.set_focus(line)
        self._list.show(recent_first(self._commands, self._recent))

    @property
    def _list(self) -> CommandList:
        return self.query_one(CommandList)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        typed = event.value.strip()
        if typed:
            self._list.show([*self._page(typed), *found(self._commands, typed)])
        else:
            self._list.show(recent_first(self._commands, self._recent))

    # What there is

    def _page(self, typed: str) -> Iterator[Command]:
        main = self._below
        if isinstance(main, MainScreen) and (page := main.reading.page(typed)) is not None:
            yield Command(f"page: {main.reading.page_name(page)}", "Page", partial(main.reading.go_to_page, page))

    def _all(self) -> Iterator[Command]:
        """The actions that hold at the place, the nearest first, and what else the screen has."""
        hidden = {farther.name for _, _, farther in bound_keys.shadowed(self._place)}
        here: list[Context] = [context for context in PLACES[self._place] if context is not Context.LIST]
        main = self._below if isinstance(self._below, MainScreen) else None
        if main is not None:
            here = [*here[:-1], *(context for context in _ELSEWHERE if context not in here), here[-1]]
        for context in here:
            for action in bound_keys.of(context):
                if action.name not in (*_POINTLESS, *hidden) and "." in action.name and "('sign')" not in action.name:
                    yield Command(self._named(action), context.value, self._run(action.name), _key(action))
            if main is not None and context is Context.MAIN:
                yield from (Command(name, context.value, self._run(act)) for name, act in WITHOUT_KEY.items())
        if main is not None:
            yield from _kept(main)
        for theme in THEMES:
            name = theme.name.removeprefix("dateline-")
            yield Command(f"theme: {name}", "Themes", partial(setattr, self.app, "theme", theme.name))

    def _named(self, action: Action) -> str:
        return _BEFORE.get(action.context, "") + action.help

    def _run(self, name: str) -> Callable[[], object]:
        if isinstance(self._below, MainScreen) and name.partition(".")[0] in self._below.subjects:
            return partial(self._below.action_act, name)  # also while one types in the query line
        return partial(self.app.run_action, name, self._below)

    # The keys

    async def action_choose(self) -> None:
        """Ends with the command at the cursor."""
        await self._listed()
        chosen = self._list.current
        if chosen is not None:
            self._recent[:] = [chosen.name, *(one for one in self._recent if one != chosen.name)][:_MOST_RECENT]
            self.dismiss(chosen)

    async def action_up(self) -> None:
        """Moves up in the list."""
        await self._listed()
        self._list.move(-1)

    async def action_down(self) -> None:
        """Moves down in the list."""
        await self._listed()
        self._list.move(1)

    async def action_window_up(self) -> None:
        """Moves a window up in the list."""
        await self._listed()
        self._list.action_page_up()

    async def action_window_down(self) -> None:
        """Moves a window down in the list."""
        await self._listed()
        self._list.action_page_down()

    async def action_back(self) -> None:
        """Closes the palette, once the letters before the key have found what they find."""
        await self._listed()
        self.dismiss(None)

    async def _listed(self) -> None:
        await taken_in(self.query_one(Input))
        await taken_in(self)


def _kept(main: MainScreen) -> Iterator[Command]:
    """Drafts and saved searches."""
    for draft in main.notes.drafts():
        yield Command(f"draft: {_words(draft)}", "Drafts", partial(main.notes.open_draft, draft))
    saved = SavedSearches(find_home())
    for name, query in saved.all().items():
        new = f"  ({main.alerts.count(name):,} new)" if main.alerts.count(name) else ""
        yield Command(f"search: {name}{new}", "Saved searches", partial(main.alerts.search_for, name, query))
        yield Command(f"forget search: {name}", "Saved searches", partial(saved.delete, name))


def _words(draft: Unsaved) -> str:
    """Returns the beginning of a draft's words, and what it is about."""
    typed = " ".join((draft.note or ", ".join(draft.tags)).split())
    about = " ".join((draft.anchor.exact if draft.anchor else draft.subject.title).split())
    return f"{typed[:_MOST_OF_DRAFT]}, on “{about[:_MOST_OF_DRAFT]}”"


def _key(action: Action) -> str:
    """The key that is told: one that is also typed where the sign is no letter."""
    signs = (one for one in bound_keys.of(action.context) if one.name == f"{action.name}('sign')")
    return bound_keys.shown(next(signs, action).keys[0])
