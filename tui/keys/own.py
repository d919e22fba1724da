"""The analyst's own keys: ``keys.toml`` in the configuration's folder, checked before any of them holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import ConfigurationError
from index.home.folders import check_owned
from tui.keys import PLACES, SHOWN, TYPING, shown
from tui.keys.actions import Action, Context

FILE = "keys.toml"

_NAMED = frozenset(
    "escape enter tab space backspace delete insert home end pageup pagedown up down left right".split()
    + [f"f{number}" for number in range(1, 25)]
)
_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift)\+)+(?=.)")
_MEANT = {" ": "space", **{written: name for name, written in SHOWN.items()}}
_TYPED_IN = {PLACES[place][0] for place in TYPING}


def with_own_keys(actions: Sequence[Action], path: Path) -> list[Action]:
    """The table with the keys that the file gives; as it is if there is no file.

    Raises ConfigurationError with the line and the reason for what cannot be, UnsafeFolderError for a file of others.
    """
    check_owned(path)
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except FileNotFoundError:
        return list(actions)
    except RecursionError as error:
        raise ConfigurationError(f"{path} is nested too deeply to be read.") from error
    except (OSError, ValueError) as error:  # a TOMLDecodeError is a ValueError, and tells the line
        raise ConfigurationError(f"{path} cannot be read: {error}.") from error
    own: dict[tuple[Context, str], tuple[str, ...]] = {}
    try:
        for table, rows in found.items():
            own |= _own_of(actions, table, rows)
        _check_twice(actions, own)
    except _Wrong as wrong:
        raise ConfigurationError(f"{path}, line {_line(text, wrong.table, wrong.name)}: {wrong}") from None
    return [replace(one, keys=own.get((one.context, one.name), one.keys)) for one in actions]


def template(actions: Iterable[Action]) -> Iterator[str]:
    """The lines of a file that changes nothing yet: every action with its keys, as a remark."""
    context = None
    for action in actions:
        if action.context is not context:
            context = action.context
            yield f"[{_table(context)}]  # {context.value}"
        keys = ", ".join(f'"{_escaped(shown(key))}"' for key in action.keys)
        yield f'# "{action.name}" = [{keys}]  # {action.help}'


class _Wrong(Exception):  # noqa: N818 - it becomes an error once its line is known
    def __init__(self, table: str, name: str, why: str) -> None:
        super().__init__(why)
        self.table = table
        self.name = name


def _table(context: Context) -> str:
    return context.name.lower()


def _escaped(key: str) -> str:
    return key.replace("\\", "\\\\").replace('"', '\\"')


def _own_of(actions: Sequence[Action], table: str, rows: object) -> dict[tuple[Context, str], tuple[str, ...]]:
    context = next((one for one in Context if _table(one) == table), None)
    if context is None or not isinstance(rows, Mapping):
        raise _Wrong(table, "", f"[{table}] is no place; there is: {', '.join(map(_table, Context))}.")
    known = {action.name for action in actions if action.context is context}
    own: dict[tuple[Context, str], tuple[str, ...]] = {}
    for name, value in rows.items():
        if name not in known:
            raise _Wrong(table, name, f"'{name}' is no action of [{table}]; dateline help keys.toml lists all.")
        written = [value] if isinstance(value, str) else value
        if not (isinstance(written, list) and written and all(isinstance(key, str) for key in written)):
            raise _Wrong(table, name, f'the keys of \'{name}\' are a text or a list of texts, as in "{name}" = "F5".')
        own[context, name] = tuple(_key(table, name, key, typed=context in _TYPED_IN) for key in written)
    return own


def _key(table: str, name: str, written: str, *, typed: bool) -> str:
    """Textual's name of a key."""
    modifiers = _MODIFIED.match(written)
    begin = modifiers.end() if modifiers else 0
    bare = written[begin:]
    key = _MEANT.get(bare, bare.lower() if len(bare) > 1 else bare)
    if not (key in _NAMED or key in SHOWN or (len(key) == 1 and key.isprintable())):
        raise _Wrong(table, name, f"'{written}' is no key; write for example x, X, ctrl+x, F5, esc, pgup or space.")
    if typed and not modifiers and (key not in _NAMED or key == "space"):
        raise _Wrong(table, name, f"'{written}' is typed there, so it cannot be a key; write for example ctrl+x or F5.")
    return written[:begin] + (key.lower() if modifiers else key)


def _check_twice(actions: Sequence[Action], own: Mapping[tuple[Context, str], tuple[str, ...]]) -> None:
    """Raises if a key that was given is another action's at the same place."""
    taken: dict[tuple[Context, str], str] = {}
    for action in actions:
        if (action.context, action.name) not in own:
            taken.update({(action.context, shown(key)): action.name for key in action.keys})
    for (context, name), keys in own.items():
        for key in keys:
            other = taken.setdefault((context, shown(key)), name)
            if other != name:
                raise _Wrong(_table(context), name, f"'{shown(key)}' is the key of '{other}'; give that another one.")


def _line(text: str, table: str, name: str) -> int:
    """The line of an action in its table, or of the table."""
    current, heading = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*\[\s*([^\]\s]+)\s*\]", line):
            current = found[1].strip("\"'")
            heading = number if current == table else heading
        elif name and current == table and line.strip().lstrip("\"'").startswith(name):
            return number
    return heading
