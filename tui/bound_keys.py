"""What is made of the table of keys: Textual's bindings, the footer lines, what a key does at a place.

A widget or screen takes its bindings with ``bindings(Context.READER)``. All bindings have priority (see
``tui.widgets.fields``), which Textual asks from the app inwards: where a nearer context uses the same key, the
farther action refuses in its ``check_action``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from textual.binding import Binding, BindingType

from tui.keys import ACTIONS, PLACES, TYPING, Action, Context
from tui.keys import shown as shown

_LAST = ("back", "cancel", "keep draft", "quit", "help")  # of the footer's words

_FOOTER_WIDTH = 78


def command(name: str) -> str:
    """Returns Textual's name of an action of the table: the main screen finds those of its subjects by their names."""
    namespace, dot, _ = name.rpartition(".")
    return f"screen.act('{name}')" if dot and namespace not in ("app", "screen") else name


@cache
def of(context: Context) -> tuple[Action, ...]:
    """Returns the actions of a context in the table's order."""
    return tuple(action for action in ACTIONS if action.context is context)


def bindings(*contexts: Context) -> list[BindingType]:
    """Returns Textual's bindings of these contexts, to stand as a class's ``BINDINGS``."""
    return [
        Binding(",".join(action.keys), command(action.name), action.help, show=False, priority=True)
        for context in contexts
        for action in of(context)
    ]


def footer(place: str, width: int = _FOOTER_WIDTH) -> str:
    """Returns the footer line for a place of ``PLACES``: the most useful keys there, the nearest first.

    It is at most ``width`` and ``_FOOTER_WIDTH`` long: what does not fit is left out, at last the way back too, but
    never the help.
    """
    width = min(width, _FOOTER_WIDTH)
    words = [(action.footer in _LAST, f"{shown(action.keys[0])} {action.footer}") for action in _footer_actions(place)]
    last = [word for is_last, word in words if is_last]
    while len(last) > 1 and len("  ".join(last)) > width:
        del last[0]
    kept: list[str] = []
    for is_last, word in words:
        if not is_last and len("  ".join([*kept, word, *last])) <= width:
            kept.append(word)
    return "  ".join([*kept, *last])


def _footer_actions(place: str) -> Iterable[Action]:
    """The actions in the footer: none whose key means something else here, none twice."""
    taken: set[str] = set()
    words: set[str] = set()
    for context in PLACES[place]:
        for action in of(context):
            typed = place in TYPING and action.name.endswith("('sign')")
            if action.footer and action.footer not in words and not typed and not taken.intersection(action.keys):
                words.add(action.footer)
                yield action
            taken.update(action.keys)


def shadowed(place: str) -> list[tuple[str, Action, Action]]:
    """Returns the keys at a place that a nearer context takes from a farther one: key, nearer, farther."""
    owner: dict[str, Action] = {}
    result = []
    for context in PLACES[place]:
        for action in of(context):
            for key in action.keys:
                if key in owner:
                    result.append((key, owner[key], action))
                else:
                    owner[key] = action
    return result


def action_at(place: str, names: Collection[str]) -> Action | None:
    """Returns what a key of these names does at a place of ``PLACES``; None if it does nothing there, or is typed."""
    found = _actions_at(place)
    return next((found[name] for name in names if name in found), None)


@cache
def _actions_at(place: str) -> dict[str, Action]:
    """Returns what each key does at a place."""
    found: dict[str, Action] = {}
    for context in PLACES[place]:
        for action in of(context):
            if not (place in TYPING and action.name.endswith("('sign')")):
                found = dict.fromkeys(action.keys, action) | found
    return found
