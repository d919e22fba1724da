"""Times that occur once, every year or every week, and which of their occurrences is meant."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from index.dates.intervals import DayInterval, begin_of, finish_of

_LEAP_CYCLE = 8  # years within which every day of the calendar occurs
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A time that occurs once."""

    interval: DayInterval

    def latest(self, _limit: datetime.date) -> DayInterval:
        """The interval itself."""
        return self.interval

    def earliest(self, _limit: datetime.date) -> DayInterval:
        """The interval itself."""
        return self.interval


@dataclass(frozen=True, slots=True)
class Yearly:
    """A time that comes once a year. ``make`` raises ValueError in a year that lacks it (29 February)."""

    make: Callable[[int], DayInterval]

    def latest(self, limit: datetime.date) -> DayInterval:
        """The last occurrence that has begun by ``limit``."""
        return self._first(range(limit.year, limit.year - _LEAP_CYCLE - 1, -1), lambda days: begin_of(days) <= limit)

    def earliest(self, limit: datetime.date) -> DayInterval:
        """The first occurrence that is not over before ``limit``."""
        return self._first(range(limit.year - 1, limit.year + _LEAP_CYCLE + 1), lambda days: finish_of(days) >= limit)

    def _first(self, candidates: range, wanted: Callable[[DayInterval], bool]) -> DayInterval:
        for year in candidates:
            try:
                days = self.make(year)
            except ValueError:
                continue
            if wanted(days):
                return days
        raise ValueError("there is no such day")


@dataclass(frozen=True, slots=True)
class Weekly:
    """Days of every week: their first weekday (0 is Monday) and how many they are."""

    weekday: int
    count: int = 1

    def latest(self, limit: datetime.date) -> DayInterval:
        """The last occurrence that has begun by ``limit``."""
        begin = limit - (limit.weekday() - self.weekday) % 7 * _DAY
        return DayInterval(begin, begin + (self.count - 1) * _DAY)

    def earliest(self, limit: datetime.date) -> DayInterval:
        """The first occurrence that is not over before ``limit``."""
        finish = limit + (self.weekday + self.count - 1 - limit.weekday()) % 7 * _DAY
        return DayInterval(finish - (self.count - 1) * _DAY, finish)


Point = Fixed | Yearly | Weekly
