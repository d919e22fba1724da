"""Weighs clues to a document's own date against each other.

Each day gets the chance that not all of the clues for it are wrong (noisy-or). Clues without a year take the
year that lies nearest to the others'. Coarser clues support the days that lie in them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.dates.clues import Clue
from index.dates.intervals import begin_of, finish_of, interval_of
from index.dates.lexicon import WEEKDAYS
from index.dates.readings import make_day

_LOOKED_AT = 30_000  # characters of the text in which years and weekdays are looked for
_TRUSTED = 0.5
_NEAR = 2  # days that publication may lie behind the dateline without being in conflict
_OLDER_THAN_TEXT = 0.15
_FUTURE = 0.1
_GUESSED = 0.3

_PAST_YEAR = re.compile(r"\b(?:in|since)\s+(?:(?:early|late|mid|[A-Z][a-z]{2,8}\.?)[ -])?((?:19|20)\d\d)\b")
_WEEKDAY = r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
_NEWS_VERB = r"(?:said|told|announced|reported|confirmed|killed|met|ordered|vowed|warned)"
_SAID_ON = re.compile(
    rf"\b{_NEWS_VERB}\b[^.\n]{{0,40}}?\b{_WEEKDAY}(?!\s+(?:night|evening))|\bon\s+{_WEEKDAY}[^.\n]{{0,30}}\b{_NEWS_VERB}\b"
)
_ON_WEEKDAY = re.compile(rf"\b(?:on|since|early|late)\s+{_WEEKDAY}(?!,?\s+(?:\d|[A-Z][a-z]+\.?\s+\d))")
_LEAD = 800  # characters of a story that tell what is new


@dataclass(frozen=True, slots=True)
class TextCues:
    """What the running text says of its day: the last year it looks back on, and weekdays of fresh news."""

    last_year: int
    weekdays: tuple[int, ...]

    def fit(self, day: datetime.date) -> float:
        """The share of the weekdays that are this day or the one before it; a half without any."""
        if not self.weekdays:
            return 0.5
        return sum((day.weekday() - weekday) % 7 <= 1 for weekday in self.weekdays) / len(self.weekdays)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day, the clues for it and how sure they make it. ``guessed``: its year is a guess."""

    day: datetime.date
    clues: tuple[Clue, ...]
    confidence: float
    guessed: bool

    def has(self, *sources: str) -> bool:
        """Whether a clue of one of these sources speaks for it."""
        return any(clue.source in sources for clue in self.clues)

    @property
    def is_update_alone(self) -> bool:
        """Whether it is the day of an update, and no more is known: publication was not later."""
        return all(clue.source == "updated" for clue in self.clues)

    @property
    def is_second_reading(self) -> bool:
        """Whether no clue means this day by its likelier reading."""
        return all(clue.other == self.day for clue in self.clues)

    @property
    def ambiguous(self) -> bool:
        """Whether every clue for it could be read as another day."""
        return all(clue.other is not None for clue in self.clues)


def text_cues(text: str, today: datetime.date) -> TextCues:
    """The cues in the first pages of a text."""
    head = text[:_LOOKED_AT]
    years = [int(found[1]) for found in _PAST_YEAR.finditer(head) if int(found[1]) <= today.year]
    weekdays = [WEEKDAYS[(found[1] or found[2]).lower()] for found in _SAID_ON.finditer(head)]
    if lead := _ON_WEEKDAY.search(head, 0, _LEAD):
        weekdays.insert(0, WEEKDAYS[lead[1].lower()])
    return TextCues(max(years, default=0), tuple(weekdays[:6]))


def weigh(clues: list[Clue], cues: TextCues, today: datetime.date) -> list[Candidate]:
    """The days that the clues speak for, the surest first."""
    days: dict[datetime.date, list[Clue]] = {}
    guessed: set[datetime.date] = set()
    dated = [clue for clue in clues if clue.year is not None and clue.weight >= 0.15]
    for clue in clues:
        for day in _days_of(clue, dated, cues, today):
            days.setdefault(day, []).append(clue)
            if clue.year is None and not dated:
                guessed.add(day)
    newest = max((day.year for day, speaking in days.items() if day <= today and _is_trusted(speaking)), default=0)
    candidates = []
    for day, speaking in days.items():
        confidence = _with_support(day, speaking, clues, days)
        if day.year < min(cues.last_year, newest) and len({clue.source for clue in speaking}) == 1:
            confidence *= _OLDER_THAN_TEXT
        if day > today:
            confidence *= _FUTURE
        if cues.weekdays:
            confidence *= 0.9 + 0.1 * cues.fit(day)
        if day in guessed:
            confidence = min(confidence, _GUESSED)
        candidates.append(Candidate(day, tuple(speaking), confidence, day in guessed))
    return sorted(candidates, key=lambda found: (-found.confidence, found.is_second_reading, found.day))


def conflict_phrase(chosen: Candidate, others: Iterable[Candidate], clues: list[Clue]) -> str | None:
    """ "header 1995-01-01, dateline 2017-09-21" if another trusted day differs by more than two days, if a
    placeholder was overruled or if 1 January of another year was; None if there is no conflict."""
    parts = []
    for other in others:
        clue = max(other.clues, key=lambda clue: clue.weight)
        if clue in chosen.clues or abs((other.day - chosen.day).days) <= _NEAR:
            continue
        if clue.source == "updated" and other.day > chosen.day:
            continue
        if _is_trusted(other.clues) or clue.placeholder or (clue.year_only and other.day.year != chosen.day.year):
            parts.append(f"{clue.source} {other.day.isoformat()}")
    for clue in clues:
        if clue.day is None and clue.weight >= _TRUSTED and _is_far(chosen.day, clue.value):
            parts.append(f"{clue.source} {clue.value}")
    if not parts:
        return None
    best = max(chosen.clues, key=lambda clue: clue.weight)
    return ", ".join([*dict.fromkeys(parts), f"{best.source} {chosen.day.isoformat()}"])


def conflict_with_days(best: Clue, candidates: Iterable[Candidate]) -> str | None:
    """ "record 2020-01-01, url 2020-06" if a trusted day lies more than a month outside the month or year that was
    chosen; None if none does."""
    parts = [
        f"{max(other.clues, key=lambda clue: clue.weight).source} {other.day.isoformat()}"
        for other in candidates
        if best not in other.clues and _is_trusted(other.clues) and _is_far(other.day, best.value)
    ]
    return ", ".join([*dict.fromkeys(parts), f"{best.source} {best.value}"]) if parts else None


def _is_trusted(clues: Iterable[Clue]) -> bool:
    """Whether one of them gives the day in full and weighs half or more."""
    return any(clue.weight >= _TRUSTED and clue.year is not None for clue in clues)


def _is_far(day: datetime.date, value: str) -> bool:
    """Whether a day lies more than a month outside a month or year: magazines are dated ahead."""
    interval = interval_of(value)
    month = datetime.timedelta(days=31)
    return not begin_of(interval) - month <= day <= finish_of(interval) + month


def _days_of(clue: Clue, dated: list[Clue], cues: TextCues, today: datetime.date) -> list[datetime.date]:
    """The days that a clue can mean: none if it gives no day, two if it is ambiguous."""
    if clue.month is None or clue.day is None:
        return []
    if clue.year is not None:
        day = make_day(clue.year, clue.month, clue.day)
        return [found for found in (day, clue.other) if found is not None]
    years = {clue_.year + step for clue_ in dated if clue_.year for step in (-1, 0, 1)}
    if not years and cues.weekdays and cues.last_year and clue.source != "late dateline":
        years = {cues.last_year, cues.last_year + 1}
    days = [day for year in years if (day := make_day(year, clue.month, clue.day)) and day <= today]
    references = [_middle(clue_) for clue_ in dated]

    def distance(day: datetime.date) -> float:
        months = min((abs((day - reference).days) for reference in references), default=0) / 30
        return months - 2 * cues.fit(day)

    return [min(sorted(days, reverse=True), key=distance)] if days else []


def _middle(clue: Clue) -> datetime.date:
    """A day to measure distances from: the clue's own, or the middle of its month or year."""
    month = 7 if clue.month is None or clue.year_only else clue.month
    day = 1 if clue.day is None or clue.year_only else clue.day
    return make_day(clue.year or 1, month, day) or datetime.date(clue.year or 1, month, 1)


def _with_support(
    day: datetime.date, speaking: list[Clue], clues: list[Clue], days: dict[datetime.date, list[Clue]]
) -> float:
    """Noisy-or of the clues for a day, one a source, of the months and years it lies in and of days beside it."""
    doubt = 1.0
    if any(clue.source != "updated" for clue in speaking):
        speaking = [clue for clue in speaking if clue.source != "updated"]  # an update on the day itself says no more
    for clue in {clue.source: clue for clue in sorted(speaking, key=lambda clue: clue.weight)}.values():
        doubt *= 1 - clue.weight * (1 if clue.year is not None else 0.9)
    for clue in clues:
        coarse = clue.day is None or clue.year_only
        if (
            coarse
            and clue not in speaking
            and clue.year == day.year
            and (clue.month in (None, day.month) or clue.year_only)
        ):
            doubt *= 1 - 0.5 * clue.weight
    for near, others in days.items():
        if 0 < abs((near - day).days) <= _NEAR:
            doubt *= 1 - 0.3 * max(clue.weight for clue in others)
    return 1 - doubt
