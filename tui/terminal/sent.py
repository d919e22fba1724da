"""What the terminal shows, so that of each frame only the cells are sent that differ: fewer bytes over a slow line.

Textual repaints whole widgets and, when the layout changes, the whole screen, sometimes twice. A frame is cursor
moves (CUP), colours and attributes (SGR) and text, as ECMA-48 names them, and links (OSC 8); whatever holds anything
else is sent as it is, and what the terminal shows is then unknown.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

_TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x1b\n]+)|\n|\x1b\]8;[^;\x1b]*;([^\x1b]*)\x1b\\")
_LINK = "\x1b"
"""Stands between the SGR parameters of a cell and the target of its link, where it has one."""
_WORTH_A_MOVE = 6
"""Cells that stay the same are sent again rather than jumped over up to this number; a move has as many bytes."""

_SEEN_ON_BLANKS = {"4", "7", "9", "21", "53"}  # underline, reverse, strike, double underline, overline
_LETTERS, _BEHIND = re.compile(r"3\d|9\d"), re.compile(r"4\d|10\d")  # colours of letters, and behind them
_UNKNOWN = ("", "")

Cell = tuple[str, str]
"""A character and the SGR parameters that it was painted with, with its link's target behind them if it has one.

Of a blank without a link only those parameters that can be seen.
"""


class SentScreen:
    """The cells that were sent, by row. Rows and columns count from 1, as in the escape sequences."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._cursor: tuple[int, int] | None = None
        self._pen = ""

    def forget(self) -> None:
        """Nothing is known of the terminal any more: the next frame is sent whole."""
        self._rows.clear()
        self._cursor = None

    def difference(self, frame: str) -> str:
        """Returns what has to be sent so that the terminal shows the frame over what was sent before."""
        tokens = list(_TOKEN.finditer(frame))
        if not tokens or tokens[0].start() or sum(len(token[0]) for token in tokens) != len(frame):
            self.forget()
            return frame
        out: list[str] = []
        row, column, style, link = 1, 1, "", ""
        cells: list[Cell] = []
        for token in tokens:
            line, place, parameters, text, target = token.groups()
            if line is not None:
                self._send(out, row, column, cells)
                row, column, cells, style = int(line), int(place), [], ""
            elif parameters is not None:
                style = "" if parameters == "0" else parameters
            elif text is not None:
                seen = style + link
                blank = seen if link else _on_blanks(style)
                cells += [(character, blank if character == " " else seen) for character in text]
            elif target is not None:
                link = _LINK + target if target else ""
        self._send(out, row, column, cells)
        if self._pen:
            self._take_pen(out, "")
        if self._cursor != (row, column):
            out.append(self._move(row, column))
            self._cursor = (row, column)
        return "".join(out)

    def _send(self, out: list[str], row: int, column: int, cells: list[Cell]) -> None:
        """Sends those of a row's cells, from a column on, that the terminal does not show yet."""
        if not cells:
            return
        known = self._rows.setdefault(row, [])
        if missing := column - 1 + len(cells) - len(known):
            known.extend([_UNKNOWN] * missing)
        start = column - 1
        if not all(_is_narrow(character) for character, _ in cells):
            del known[start:]  # a terminal may think otherwise of the width of these
            self._paint(out, row, column, cells)
            self._cursor = None
            return
        shown = known[start : start + len(cells)]
        if shown == cells:
            return
        for first, last in _runs([index for index, cell in enumerate(cells) if cell != shown[index]]):
            self._paint(out, row, column + first, cells[first:last])
        known[start : start + len(cells)] = cells

    def _paint(self, out: list[str], row: int, column: int, cells: list[Cell]) -> None:
        if self._cursor != (row, column):
            out.append(self._move(row, column))
        for character, style in cells:
            if style != self._pen and not (character == " " and _on_blanks(self._pen) == style):
                self._take_pen(out, style)
            out.append(character)
        self._cursor = (row, column + len(cells))

    def _take_pen(self, out: list[str], style: str) -> None:
        """Paints in this style from now on. The rows of a link are one to the terminal, as they have its number."""
        (before, _, old), (parameters, _, new) = self._pen.partition(_LINK), style.partition(_LINK)
        out.append(_order(before, parameters))
        if new != old:
            out.append(f"\x1b]8;id={zlib.crc32(new.encode()):x};{new}\x1b\\" if new else "\x1b]8;;\x1b\\")
        self._pen = style

    def _move(self, row: int, column: int) -> str:
        if self._cursor is not None and self._cursor[0] == row and column > self._cursor[1]:
            return f"\x1b[{column - self._cursor[1]}C"
        return f"\x1b[{row};{column}H"


def _runs(indexes: list[int]) -> list[tuple[int, int]]:
    """Returns the runs, end exclusive, that hold these ascending indexes; near ones share a run."""
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and index - runs[-1][1] < _WORTH_A_MOVE:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


@lru_cache(4096)
def _is_narrow(character: str) -> bool:
    return character.isascii() or get_character_cell_size(character) == 1


class _Look(NamedTuple):
    """What SGR parameters make of the letters; colours are "" for the usual ones."""

    attributes: tuple[str, ...]
    letters: str
    behind: str


@lru_cache(512)
def _look(parameters: str) -> _Look:
    attributes, letters, behind = list[str](), "", ""
    for part in _parted(parameters.split(";")):
        if _LETTERS.match(part):
            letters = part if part != "39" else ""
        elif _BEHIND.match(part):
            behind = part if part != "49" else ""
        else:
            attributes.append(part)
    return _Look(tuple(attributes), letters, behind)


@lru_cache(4096)
def _order(before: str, after: str) -> str:
    """Returns what makes a terminal paint as after some SGR parameters in place of others: the shortest order."""
    one, other = _look(before), _look(after)
    if one == other:
        return ""
    whole = [*other.attributes, other.letters, other.behind]
    anew = ";".join(["0", *filter(None, whole)])
    if one.attributes != other.attributes:
        return f"\x1b[{anew}m"
    letters = [other.letters or "39"] if one.letters != other.letters else []
    behind = [other.behind or "49"] if one.behind != other.behind else []
    return f"\x1b[{min(';'.join(letters + behind), anew, key=len)}m"


def _parted(parameters: list[str]) -> Iterator[str]:
    """Yields each parameter, a colour of the palette or by its parts as one."""
    index = 0
    while index < len(parameters):
        size = {"5": 3, "2": 5}.get("".join(parameters[index + 1 : index + 2]), 1)
        end = index + (size if parameters[index] in ("38", "48") else 1)
        yield ";".join(parameters[index:end])
        index = end


@lru_cache(512)
def _on_blanks(style: str) -> str:
    """Returns what can be seen of SGR parameters on a blank: the background, lines through the cell, and a link."""
    if _LINK in style:
        return style
    parameters = style.split(";")
    if _SEEN_ON_BLANKS.intersection(_attributes(parameters)):
        return style
    seen = [part for part in _parted(parameters) if _BEHIND.match(part)]
    return ";".join(seen)


def _attributes(parameters: list[str]) -> list[str]:
    """Returns the parameters that are no part of a colour."""
    return [part for part in _parted(parameters) if ";" not in part]
