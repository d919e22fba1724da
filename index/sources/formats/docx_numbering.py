"""The numbers and styles of paragraphs in Word documents, which are not in the text but are counted.

ECMA-376 part 1: 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST_DIGITS = 8
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HIGHEST_ROMAN = 4000
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_BULLET = "-"


@dataclass(slots=True)
class _Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int = 1
    form: str = "decimal"
    shown: str = ""  # "%1.%2" are the numbers of the first and the second level


@dataclass(slots=True)
class _List:
    """A list as a document uses it: what it looks like, and how far it is counted."""

    levels: dict[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)


class Numbering:
    """A handler of ``word/numbering.xml``, and the counting of what is numbered."""

    unseen = frozenset(("w:pPr", "w:rPr"))

    def __init__(self) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._list = _List({})
        self._level = _Level()
        self._number = ""
        self._overridden = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the form of a list."""
        value = attributes.get("w:val", "")
        if name == "w:abstractNum":
            self._list = self._abstract[attributes.get("w:abstractNumId", "")] = _List({})
        elif name == "w:lvl":
            self._level = self._list.levels[_number(attributes.get("w:ilvl", ""))] = _Level()
        elif name == "w:start":
            self._level.start = _number(value)
        elif name == "w:numFmt":
            self._level.form = value
        elif name == "w:lvlText":
            self._level.shown = value
        elif name == "w:num":
            self._number = attributes.get("w:numId", "")
        elif name == "w:abstractNumId":
            self._lists[self._number] = self._list = self._abstract.get(value, _List({}))
        elif name == "w:lvlOverride":
            self._overridden = _number(attributes.get("w:ilvl", ""))
        elif name == "w:startOverride":  # the list is one of its own, as far as it is counted
            level = self._list.levels.get(self._overridden, _Level())
            own = _Level(_number(value), level.form, level.shown)
            self._list = _List(self._list.levels | {self._overridden: own})
            self._lists[self._number] = self._list

    def end(self, name: str) -> None:
        """Nothing ends."""

    def text(self, words: str) -> None:
        """There are no words."""

    def next_mark(self, number: str, level: int) -> str:
        """Count one more paragraph of a list, and return what stands before it; "" if nothing does."""
        own = self._lists.get(number)
        if own is None or level not in own.levels:
            return ""
        form = own.levels[level]
        own.counted[level] = own.counted.get(level, form.start - 1) + 1
        for deeper in [one for one in own.counted if one > level]:
            del own.counted[deeper]
        if form.form == "bullet":
            return _BULLET
        if form.form == "none":
            return ""
        return _PLACE.sub(lambda place: _written(own, int(place[1]) - 1), form.shown).strip()


def _written(own: _List, level: int) -> str:
    form = own.levels.get(level, _Level())
    number = own.counted.get(level, form.start)
    if form.form in ("lowerLetter", "upperLetter") and number > 0:
        written = _ALPHABET[(number - 1) % 26] * ((number - 1) // 26 + 1)
    elif form.form in ("lowerRoman", "upperRoman"):
        written = roman(number)
    else:
        return str(number)
    return written.upper() if form.form.startswith("upper") else written


def roman(number: int) -> str:
    """Return a number in small Roman letters; one of 4,000 and more, or less than 1, in digits."""
    if not 0 < number < _HIGHEST_ROMAN:
        return str(number)
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else 0


@dataclass(slots=True)
class Style:
    """A style of paragraphs. ``name`` is the same in every language of Word's."""

    name: str = ""
    based_on: str = ""
    list_number: str = ""
    list_level: int = 0


class Styles:
    """A handler of ``word/styles.xml``."""

    unseen = frozenset(("w:rPr", "w:docDefaults", "w:latentStyles", "w:tblPr"))

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._style = Style()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take what is said of a style."""
        value = attributes.get("w:val", "")
        if name == "w:style":
            self._style = self._styles[attributes.get("w:styleId", "")] = Style()
        elif name == "w:name":
            self._style.name = value.lower()
        elif name == "w:basedOn":
            self._style.based_on = value
        elif name == "w:numId":
            self._style.list_number = value
        elif name == "w:ilvl":
            self._style.list_level = _number(value)

    def end(self, name: str) -> None:
        """Nothing ends."""

    def text(self, words: str) -> None:
        """There are no words."""

    def is_title(self, style: str) -> bool:
        """Whether a style is that of a document's title."""
        found = self._styles.get(style)
        return (found.name if found else style.lower()) == "title"

    def list_of(self, style: str) -> tuple[str, int]:
        """The number of the list that a style belongs to, "" if none, and the level there."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            found = self._styles[style]
            if found.list_number:
                return found.list_number, found.list_level
            seen.add(style)
            style = found.based_on
        return "", 0
