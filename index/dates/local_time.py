"""Days of moments that programs tell in UTC, where something else tells the day that it was at the place.

A page that went up in Denver at 18:09 on the eighth says 01:09 on the ninth, in UTC, to programs.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.dates.clues import Clue

_MOMENT = re.compile(
    r"\s*(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?\s*"
)
_IN_UTC = ("Z", "UTC", "GMT", "+00:00", "+0000", "-00:00")
_WEST, _EAST = datetime.timedelta(hours=12), datetime.timedelta(hours=14)
_MOVED = ("metadata", "json-ld", "time")
_LOCAL = ("url", "visible")


def in_local_time(clues: Sequence[Clue], written: Iterable[tuple[str, str]]) -> list[Clue]:
    """The clues, those that were told in UTC moved by a day where another tells that it was another day there.

    ``written`` are the dates of the record, each with its source, from which clues were made. A local day is that of an
    address, of what the page shows, or of a moment without a zone or in another one than UTC.
    """
    moments = [found for source, text in written if source in _MOVED and (found := _MOMENT.fullmatch(text))]
    shown = [clue.value for clue in clues if clue.source in _LOCAL and clue.day is not None and clue.other is None]
    days: dict[str, datetime.date] = {}
    for found in moments:
        moment = _clock(found) if found["zone"] in _IN_UTC else None
        if moment is None:
            continue
        beside = (clock for other in moments if other["zone"] not in _IN_UTC and (clock := _clock(other)))
        told = [clock.date().isoformat() for clock in beside if _is_same_moment(clock - moment)] or shown
        day = _local_day(moment, told)
        if day is not None:
            days[found["day"]] = day
    return [_moved(clue, days) for clue in clues]


def _clock(found: re.Match[str]) -> datetime.datetime | None:
    """What a clock shows there, without its zone."""
    try:
        return datetime.datetime.fromisoformat(f"{found['day']}T{found['time']}")
    except ValueError:
        return None


def _is_same_moment(ahead: datetime.timedelta) -> bool:
    """Whether a clock that is so much ahead of UTC can show the same moment: zones are quarters of an hour apart."""
    return -_WEST <= ahead <= _EAST and ahead % datetime.timedelta(minutes=15) == datetime.timedelta()


def _local_day(moment: datetime.datetime, told: list[str]) -> datetime.date | None:
    """The day that was told and that it can have been somewhere at that moment, if that was another one."""
    if moment.date().isoformat() in told:
        return None
    try:
        possible = {(moment - _WEST).date().isoformat(), (moment + _EAST).date().isoformat()}
    except OverflowError:
        return None
    return next((datetime.date.fromisoformat(day) for day in told if day in possible), None)


def _moved(clue: Clue, days: dict[str, datetime.date]) -> Clue:
    day = days.get(clue.value) if clue.source in _MOVED and clue.other is None else None
    return replace(clue, year=day.year, month=day.month, day=day.day) if day is not None else clue
