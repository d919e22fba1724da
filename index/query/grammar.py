"""The query language: from what was typed to a tree, or an error that says where and what to write instead.

    query  = either            either = both { "OR" both }         both = unary { ["AND"] unary }
    unary  = ("NOT" | "-") unary | "(" query ")" | FIELD ":" "(" query ")" | condition

Operators are operators in capitals only. ``-`` excludes at a word's start only. A field is letters, a colon and no
space after it; a colon elsewhere (``10:30``, ``https://``, ``hours: monitor``) is text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from index.dates.filters import parse_filter, parse_longest
from index.dates.order import DateOrder, way_read
from index.errors import DateFilterError, QueryError
from index.model import Span
from index.query.fields import BY_NAME, Takes
from index.query.function_words import required
from index.query.tree import QUOTES, And, DateLeaf, FlagLeaf, Leaf, Node, Not, Or, PlaceLeaf, Query, Term, TextLeaf
from index.query.typed_words import QUESTION_MARK, patterns, spelling, terms_of
from index.query.where import MOST_KILOMETRES, Near, Where, Within, read_area
from index.text.words import words

MAX_LENGTH = 10_000
MAX_DEPTH = 60
MAX_DISTANCE = 1000

_FIELD = re.compile(r"([A-Za-z]+):(?!//|[\s)'’»,;!\]]|\.(?!\.)|$)")
_FIELD_AT_END = re.compile(r"([A-Za-z]+):$")
_CHUNK = re.compile(rf"(?:[^\s(){QUOTES}]|(?<=[^\s()=:\-{QUOTES}])[{QUOTES}])+")
"""What stands between spaces and brackets. A quotation mark within or after a word quotes nothing."""
_BETWEEN_HEBREW = re.compile(r'(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
_INITIALS = re.compile(r"[A-Z]\.(?: [A-Z]\.)+(?=\s|$)")
_COMMAS = re.compile(r"(?:(?<!\d)[,;]|[,;](?!\d))(?=\w)")
_CENSORED = re.compile(r"\w\*\*+\w")
_LETTER = re.compile(r"[^\W_]|[*?]")
_TILDE = re.compile(r"~(\d*)$")
_KILOMETRES = re.compile(r"~(\d{0,5})(?:km)?(?![^\s()])", re.IGNORECASE)
_ADDRESS = re.compile(r"\w+://|www\.", re.IGNORECASE)
# Words that may belong to a date: up to a bracket, quotes, an operator, an excluded word or another field.
_DATE_RUN = re.compile(rf"[^\s(){QUOTES}]+(?:\s+(?!(?:AND|OR|NOT)\b|[-=]\w|[A-Za-z]+:\S)[^\s(){QUOTES}]+)*")

_OF_PLACES = (Takes.NEAR, Takes.REGION, Takes.AREA)


def parse(typed: str, today: datetime.date | None = None, order: DateOrder = DateOrder.AUTO) -> Query:
    """The query that was typed. ``today`` is what relative dates count from, ``order`` how 03/04/2017 is read; without
    one the day comes first. Raises QueryError."""
    if len(typed) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters; shorten it", MAX_LENGTH + 1)
    return _Parser(typed, today or datetime.date.today(), order).parse()


def parse_any(typed: str) -> Query:
    """Plain words, of which any may occur; nothing in them is an operator. Function words are not required."""
    found = tuple(
        TextLeaf(typed[word.start : word.end], word.start + 1, (term,))
        for word, term in zip(words(typed), terms_of(typed), strict=True)
    )
    kept = required(found)
    left_out = tuple(leaf for leaf in found if leaf not in kept)
    return Query(typed, Or(tuple(kept)) if kept else None, not_required=left_out)


@dataclass(slots=True)
class _Scope:
    """The field that a condition stands under, and where that was typed."""

    field: str = ""
    start: int = -1
    exact: bool = False
    word: int = -1  # where the words themselves start, after the field and the ``=``

    @property
    def takes(self) -> Takes:
        """What the field takes; the text takes words."""
        return BY_NAME[self.field].takes if self.field else Takes.WORDS

    @property
    def in_any_case(self) -> bool:
        """Whether capitals mean nothing in the field's values."""
        return bool(self.field) and BY_NAME[self.field].in_any_case

    @property
    def is_whole(self) -> bool:
        """Whether ``=`` asks for the whole value of a field: ``source:="Al Jazeera"``, not Al Jazeera English."""
        return self.exact and self.field not in ("", "title")


class _Parts:
    """The parts of an AND or OR as they are read, each with its place."""

    def __init__(self, parser: _Parser) -> None:
        self._parser = parser
        self.nodes: list[Node] = []
        self.spans: list[Span] = []

    def take(self, read: Callable[[str], Node | None], field: str) -> Node | None:
        """Read one part more, if there is one."""
        self._parser.skip_unused()
        start = self._parser.at
        node = read(field)
        if node is not None:
            self.nodes.append(node)
            self.spans.append(Span(start, self._parser.at))
        return node


class _Parser:
    """Recursive descent over the characters of one query."""

    def __init__(self, typed: str, today: datetime.date, order: DateOrder) -> None:
        self.typed = typed
        self.today = today
        self.order = order
        self.at = 0
        self.depth = 0
        self.unused: list[Leaf] = []

    def parse(self) -> Query:
        root = self._either("")
        if self.at < len(self.typed):
            raise QueryError("this bracket closes nothing; remove it or open one before", self.at + 1)
        if root is None and self.unused:
            raise QueryError("there is no letter or digit to search for; type a word", self.unused[0].column)
        return Query(self.typed, root, tuple(self.unused))

    # Operators

    def _either(self, field: str) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError("brackets and NOT are nested too deeply; simplify the query", self.at + 1)
        parts = _Parts(self)
        node = parts.take(self._both, field)
        while (column := self._take_operator("OR")) is not None:
            if node is None:
                raise QueryError("OR needs something before it; in small letters it is a word", column)
            if parts.take(self._both, field) is None:
                raise QueryError("OR needs something after it; in small letters it is a word", column)
        self.depth -= 1
        return Or(tuple(parts.nodes), spans=tuple(parts.spans)) if len(parts.nodes) > 1 else node

    def _both(self, field: str) -> Node | None:
        parts = _Parts(self)
        while True:
            column = self._take_operator("AND")
            if column is not None and not parts.nodes:
                raise QueryError("AND needs something before it; in small letters it is a word", column)
            if self._peek_operator("OR") or parts.take(self._unary, field) is None:
                if column is not None:
                    raise QueryError("AND needs something after it; in small letters it is a word", column)
                break
        if len(parts.nodes) > 1:
            return And(tuple(parts.nodes), spans=tuple(parts.spans))
        return parts.nodes[0] if parts.nodes else None

    def _unary(self, field: str) -> Node | None:
        self.skip_unused()
        start = self.at
        if start >= len(self.typed) or self.typed[start] == ")":
            return None
        column = self._take_operator("NOT")
        if column is not None or self._takes_minus():
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise QueryError("brackets and NOT are nested too deeply; simplify the query", start + 1)
            child = None if self._peek_operator("AND") or self._peek_operator("OR") else self._unary(field)
            self.depth -= 1
            if child is None:
                raise QueryError("NOT needs something after it; in small letters it is a word", start + 1)
            return Not(child)
        if self.typed[start] == "(":
            return self._group(field)
        return self._condition(field)

    def _group(self, field: str) -> Node:
        start = self.at
        self.at += 1
        node = self._either(field)
        self._skip_space()
        if self.at >= len(self.typed):
            raise QueryError("this bracket is not closed; add ) after what it holds", start + 1)
        if node is None:
            raise QueryError("there is nothing between these brackets; type something or remove them", start + 1)
        self.at += 1
        return node

    # Scanning

    def _skip_space(self) -> None:
        while self.at < len(self.typed) and self.typed[self.at].isspace():
            self.at += 1

    def skip_unused(self) -> None:
        """Pass over space and over punctuation that stands alone, which is kept to be shown as not searched."""
        while True:
            self._skip_space()
            chunk = _CHUNK.match(self.typed, self.at)
            if chunk is None or any(c.isalnum() or c == "*" for c in chunk.group()) or "\\?" in chunk.group():
                return
            if (
                chunk.group() in ("-", "=")
                and chunk.end() < len(self.typed)
                and self.typed[chunk.end()] in QUOTES + "("
            ):
                return
            self.unused.append(Leaf(chunk.group(), chunk.start() + 1))
            self.at = chunk.end()

    def _peek_operator(self, name: str) -> bool:
        self.skip_unused()
        chunk = _CHUNK.match(self.typed, self.at)
        return chunk is not None and chunk.group() == name

    def _take_operator(self, name: str) -> int | None:
        """The column of the operator if it comes next; it is passed over then."""
        if not self._peek_operator(name):
            return None
        self.at += len(name)
        return self.at - len(name) + 1

    def _takes_minus(self) -> bool:
        if self.typed[self.at] != "-":
            return False
        following = self.typed[self.at + 1 : self.at + 2]
        if not (following.isalnum() or (following and following in f"{QUOTES}(=*?")):
            return False
        self.at += 1
        return True

    # Conditions

    def _condition(self, field: str) -> Node:
        """A word, a phrase or the value of a field, under the field of the brackets around it if there is one."""
        scope = _Scope(field, self.at)
        named = _FIELD.match(self.typed, self.at)
        if named and (named.group(1).islower() or named.group(1).lower() in BY_NAME):
            scope.field = self._field(named)
            self.at = named.end()
            if self.typed[self.at] == "(":
                if scope.takes is not Takes.WORDS:
                    raise QueryError(f"{scope.field}: takes one value; write it without brackets", self.at + 1)
                return self._group(scope.field)
        unfinished = _FIELD_AT_END.match(self.typed, self.at)
        if unfinished and unfinished.group(1).lower() in BY_NAME:
            raise QueryError(f"{unfinished.group(1)}: needs a word after it, without a space", self.at + 1)
        if scope.takes is Takes.DATE:
            return self._date(scope)
        if scope.takes is Takes.FLAG:
            return self._flag(scope)
        if scope.takes in _OF_PLACES:
            return self._whereabouts(scope)
        if scope.takes in (Takes.NAME, Takes.DOCUMENT):
            return self._named(scope)
        if self.typed[self.at] == "=" and self.typed[self.at + 1 : self.at + 2].strip():
            scope.exact = True
            self.at += 1
        if self.typed[self.at] in QUOTES:
            return self._phrase(scope)
        scope.word = self.at
        return self._words(scope)

    def _field(self, named: re.Match[str]) -> str:
        name = named.group(1).lower()
        if name not in BY_NAME:
            raise QueryError(
                f"there is no field '{name}'; there are {', '.join(BY_NAME)}; to search for the words use quotes",
                named.start() + 1,
            )
        return name

    def _quoted(self) -> tuple[int, str]:
        """Where a quotation starts, and what stands in it; passes over it."""
        start = self.at
        ends = (i for i in range(start + 1, len(self.typed)) if self.typed[i] in QUOTES)
        end = next((i for i in ends if not _BETWEEN_HEBREW.match(self.typed, i)), None)
        if end is None:
            raise QueryError('this quotation is not closed; add " at its end', start + 1)
        self.at = end + 1
        return start + 1, self.typed[start + 1 : end]

    def _phrase(self, scope: _Scope) -> TextLeaf:
        start, inside = self._quoted()
        for position, character in enumerate(inside):
            if character == "*":
                raise QueryError("wildcards do not work in quotes; write the word outside them", start + position + 1)
        terms = terms_of(inside, exact=scope.exact, anyhow=scope.in_any_case)
        if not terms:
            raise QueryError("there is no letter or digit in these quotes; type a word", start)
        distance = None
        tilde = re.compile(r"~(\d*)").match(self.typed, self.at)
        if tilde:
            if not tilde.group(1) or not 1 <= int(tilde.group(1)[:6]) <= MAX_DISTANCE:
                raise QueryError(f'write how many words apart, from 1 to {MAX_DISTANCE}: "a b"~5', self.at + 1)
            if len(terms) < 2:
                raise QueryError(
                    "~ after quotes needs two words or more in them; for spelling write word~2", self.at + 1
                )
            distance = int(tilde.group(1))
            self.at = tilde.end()
        typed, value = self.typed[scope.start : self.at], inside if scope.is_whole else ""
        return TextLeaf(typed, scope.start + 1, terms, scope.field, distance, scope.is_whole, value)

    def _words(self, scope: _Scope) -> Node:
        """The words up to the next space. Those that only a comma parts are words of their own."""
        found = _INITIALS.match(self.typed, self.at) or _CHUNK.match(self.typed, self.at)
        if found is None:
            raise QueryError(f"{scope.field}: needs a value without a bracket", self.at + 1)
        self.at = found.end()
        separators = () if scope.is_whole or _ADDRESS.match(found.group()) else _COMMAS.finditer(found.group())
        bounds = [0, *(comma.end() for comma in separators), len(found.group())]
        spans = [Span(found.start() + start, found.start() + end) for start, end in pairwise(bounds)]
        spans = [span for span in spans if _LETTER.search(self.typed, span.start, span.end)]
        if not spans:
            raise QueryError("there is no letter or digit to search for; type a word", found.start() + 1)
        leaves = [self._word(scope, span) for span in spans]
        return leaves[0] if len(leaves) == 1 else And(tuple(leaves), spans=tuple(spans))

    def _word(self, scope: _Scope, span: Span) -> TextLeaf:
        text, column, distance = self.typed[span.start : span.end], span.start + 1, None
        is_address = _ADDRESS.match(text) is not None
        text = text if is_address else QUESTION_MARK.sub("", text)
        tilde = _TILDE.search(text)
        if tilde and re.search(r"[^\W_]", text[: tilde.start()]):
            terms: tuple[Term, ...] = (spelling(text[: tilde.start()], tilde.group(1), column),)
        elif ("*" in text or "?" in text) and not is_address and not _CENSORED.search(text):
            terms, distance = patterns(text, column)
        else:
            terms = terms_of(text, exact=scope.exact, anyhow=scope.in_any_case)
        if not terms:
            raise QueryError("there is no letter or digit to search for; type a word", column)
        start = scope.start if span.start == scope.word else span.start
        value = text if scope.is_whole else ""
        return TextLeaf(self.typed[start : span.end], start + 1, terms, scope.field, distance, scope.is_whole, value)

    # Values of fields that are no words

    def _value(self) -> tuple[int, str]:
        """Where the value of a field starts, and the value; passes over it."""
        if self.typed[self.at] in QUOTES:
            return self._quoted()
        chunk = _CHUNK.match(self.typed, self.at)
        if chunk is None:
            raise QueryError("a value is missing here; put it in quotes if it has spaces", self.at + 1)
        self.at = chunk.end()
        return chunk.start(), chunk.group()

    def _flag(self, scope: _Scope) -> FlagLeaf:
        start, value = self._value()
        known = BY_NAME[scope.field].flags
        if value.lower() not in known:
            choices = ", ".join(f"{scope.field}:{flag}" for flag in known)
            raise QueryError(f"there is no {scope.field}:{value}; there is {choices}", start + 1)
        return FlagLeaf(self.typed[scope.start : self.at], scope.start + 1, f"{scope.field}:{value.lower()}")

    def _whereabouts(self, scope: _Scope) -> PlaceLeaf:
        """The value of a field that asks where places lie."""
        start, value = self._value()
        where: Where | None
        if scope.takes is Takes.AREA:
            where = read_area(value)
            if where is None:
                raise QueryError(
                    "write an area as degrees, south..north,west..east: area:34.2..36.1,38.5..41.0", start + 1
                )
        elif not value.strip():
            raise QueryError(f"{scope.field}: needs the name of a place", start + 1)
        else:
            where = self._near(start, value) if scope.takes is Takes.NEAR else Within(" ".join(value.split()))
        return PlaceLeaf(self.typed[scope.start : self.at], scope.start + 1, where)

    def _near(self, start: int, value: str) -> Near:
        """A place and a distance; the distance stands behind the quotes, or behind the name without them."""
        name, tilde, _ = value.partition("~")
        if tilde:
            self.at = start + len(name)
        distance = _KILOMETRES.match(self.typed, self.at)
        if distance is None or not distance[1] or not 1 <= int(distance[1]) <= MOST_KILOMETRES:
            raise QueryError(
                f'write how many kilometres, from 1 to {MOST_KILOMETRES}: near:"deir ez-zor"~50km', self.at + 1
            )
        self.at = distance.end()
        return Near(" ".join(name.split()), int(distance[1]))

    def _named(self, scope: _Scope) -> FlagLeaf:
        if self.typed[self.at] == "=":  # a name is whole anyhow
            self.at += 1
        start, value = self._value() if self.at < len(self.typed) else (self.at, "")
        if not value.strip():
            raise QueryError(f"{scope.field}: needs {scope.takes.value} after it", start + 1)
        return FlagLeaf(self.typed[scope.start : self.at], scope.start + 1, f"{scope.field}:{value.strip()}")

    def _date(self, scope: _Scope) -> DateLeaf | FlagLeaf:
        quoted = self.typed[self.at] in QUOTES
        start, value = self._value()
        if scope.field == "date" and value.lower() == "none":
            return FlagLeaf(self.typed[scope.start : self.at], scope.start + 1, "date:none")
        before = scope.field if scope.field in ("before", "after", "since") else ""
        try:
            if quoted:
                interval = parse_filter(f"{before} {value}" if before else value, self.today, self.order)
            else:
                run = _DATE_RUN.match(self.typed, start)
                interval, length = parse_longest(run.group() if run else value, self.today, self.order, before)
                self.at = start + length
        except DateFilterError as error:
            nearest = error.nearest.removeprefix(before).strip()
            hint = f' Did you mean {scope.field}:"{nearest}"?' if nearest else ""
            raise QueryError(f"{error}{hint}", start + 1) from error
        typed = self.typed[scope.start : self.at]
        read_as = way_read(typed, self.order)
        return DateLeaf(typed, scope.start + 1, interval, "mentions" if scope.field == "mentions" else "date", read_as)
