"""Every action with its key, in one table, from which bindings, footer, help and palette are made.

An action's name says where it is found: plain in the widget that holds the binding, ``screen.…`` in the screen above
it, ``app.…`` in the app, and ``notes.…`` in that subject of the main screen (``tui.main``). Its method there is called
``action_…``. ``tui.bound_keys`` makes Textual's bindings of the table. Its rows stand in a module for the main screen,
one for the other screens and one for the dialogs.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.keys.actions import Action as Action
from tui.keys.actions import Context as Context
from tui.keys.dialogs import DIALOGS
from tui.keys.main_screen import MAIN_SCREEN
from tui.keys.screens import SCREENS

PLACES: dict[str, tuple[Context, ...]] = {
    "documents": (Context.DOCUMENTS, Context.LIST, Context.MAIN, Context.APP),
    "reader": (Context.READER, Context.MAIN, Context.APP),
    "selecting": (Context.SELECTING, Context.READER, Context.MAIN, Context.APP),
    "entities": (Context.ENTITIES, Context.LIST, Context.MAIN, Context.APP),
    "query": (Context.QUERY, Context.APP),
    "note": (Context.NOTE, Context.APP),
    "choice": (Context.CHOICE, Context.LIST, Context.APP),
    "ask": (Context.ASK, Context.APP),
    "facets": (Context.FACETS, Context.LIST, Context.APP),
    "libraries": (Context.LIBRARIES, Context.LIST, Context.APP),
    "notebook": (Context.NOTEBOOK, Context.LIST, Context.APP),
    "wordings": (Context.WORDINGS, Context.LIST, Context.APP),
    "corrections": (Context.CORRECTIONS, Context.LIST, Context.APP),
    "timeline": (Context.TIMELINE, Context.LIST, Context.APP),
    "map": (Context.MAP, Context.APP),
    "names": (Context.NAMES, Context.APP),
    "settle": (Context.SETTLE, Context.LIST, Context.APP),
    "date": (Context.DATE, Context.LIST, Context.APP),
    "related": (Context.RELATED, Context.LIST, Context.APP),
    "comparison": (Context.COMPARISON, Context.LIST, Context.APP),
    "matrix": (Context.MATRIX, Context.LIST, Context.APP),
    "versions": (Context.VERSIONS, Context.LIST, Context.APP),
    "translation": (Context.TRANSLATION, Context.LIST, Context.APP),
    "entity": (Context.ENTITY, Context.LIST, Context.APP),
    "help": (Context.HELP, Context.LIST, Context.APP),
    "filter": (Context.FILTER, Context.APP),
    "palette": (Context.PALETTE, Context.APP),
}
"""Where the focus can be, and the contexts that hold there: an earlier one is asked before a later one."""

TYPING = ("query", "note", "ask", "filter", "palette")
"""Places where a sign is typed and is no key."""

ACTIONS: list[Action] = [*MAIN_SCREEN, *SCREENS, *DIALOGS]
"""The table. It changes only by ``use``."""


def use(actions: Iterable[Action]) -> None:
    """Lets these rows hold in place of the table's, before Textual's bindings are made of it."""
    ACTIONS[:] = actions


SHOWN = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
    "f1": "F1",
    "exclamation_mark": "!",
    "number_sign": "#",
    "asterisk": "*",
    "vertical_line": "|",
    "comma": ",",
    "percent_sign": "%",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "circumflex_accent": "^",
    "ampersand": "&",
    "backslash": "\\",
    "at": "@",
    "right_square_bracket": "]",
}
"""Keys whose names are not how they are written on the screen."""


def shown(key: str) -> str:
    """Returns a key's name as it is written on the screen."""
    return SHOWN.get(key, key)
