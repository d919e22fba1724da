"""The dates of feeds and of HTTP, odd ones too, in ISO 8601."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from index.text.foreign_months import month_number
from index.text.months import MONTHS

_CLOCK = r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = r"\s*(?P<zone>Z|[A-Za-z]{2,5}|(?:(?:GMT|UTC)\s*)?[+-]\d\d:?(?:\d\d)?)?"
_TIME = rf"(?:[T,]?\s*(?:-|at)?\s*{_CLOCK}{_ZONE})?"
_WEEKDAY = r"(?:[^\W\d_]{1,12}\.?,?\s+)?"
_FORMS = tuple(
    re.compile(rf"\s*{form}{_TIME}(?:\s*\([^()]*\))?\s*", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)",
        rf"{_WEEKDAY}(?P<day>\d\d?)[. -]+(?P<name>[^\W\d_]{{3,12}})\.?[ ,-]+(?P<year>\d{{4}}|\d\d)",
        rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,12}})\.?\s+(?P<day>\d\d?),?\s+(?P<year>\d{{4}})",
        r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})",
    )
)
_EPOCH = re.compile(r"\s*(\d{9,10})(?:\d{3})?\s*")
_LONGEST = 100
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d\d):?(\d\d)?", re.IGNORECASE)
_FARTHEST = 14 * 60  # minutes from UTC
_HOURS = {
    "z": 0, "gmt": 0, "utc": 0, "ut": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "trt": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Hours before UTC (RFC 5322 and what feeds write). Those that mean several zones, as IST, are not here."""


def moment_of(written: str) -> str:
    """A date in ISO 8601: with its time and offset; the day alone where the zone is not known; "" if none is told."""
    written = written[:_LONGEST]
    if not written:
        return ""
    epoch = _EPOCH.fullmatch(written)
    if epoch is not None:
        return datetime.datetime.fromtimestamp(int(epoch[1]), datetime.UTC).isoformat()
    for form in _FORMS:
        found = form.fullmatch(written)
        if found is not None:
            return _iso(found.groupdict())
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    year = int(parts["year"] or 0)
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    name = parts.get("name")
    month = _month(name) if name else int(parts.get("month") or 0)
    hour, minute, second = int(parts["hour"] or 0), int(parts["minute"] or 0), int(parts["second"] or 0)
    if half := parts["half"]:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        day = datetime.datetime(year, month, int(parts["day"] or 0))
        if hour or minute or second:
            day += datetime.timedelta(hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError):
        return ""
    zone = _offset(parts["zone"] or "")
    if hour > 24 or minute > 59:
        return ""
    return f"{day:%Y-%m-%d}" if parts["hour"] is None or zone is None else day.replace(tzinfo=zone).isoformat()


@lru_cache(maxsize=100)
def _month(name: str) -> int:
    """The number of a month, 0 if it is none."""
    return MONTHS.get(name.casefold()) or month_number(name.casefold()) or 0


@lru_cache(maxsize=100)
def _offset(zone: str) -> datetime.timezone | None:
    numeric = _OFFSET.fullmatch(zone)
    if numeric is not None:
        minutes = int(numeric[2]) * 60 + int(numeric[3] or 0)
        if minutes > _FARTHEST:
            return None
        return datetime.timezone(datetime.timedelta(minutes=minutes if numeric[1] == "+" else -minutes))
    hours = _HOURS.get(zone.lower())
    return None if hours is None else datetime.timezone(datetime.timedelta(hours=hours))


def seconds_until(written: str, now: datetime.datetime) -> float | None:
    """The seconds that a Retry-After means (RFC 9110, 10.2.3); None if it says nothing."""
    if re.fullmatch(r"\s*\d{1,12}\s*", written):
        return float(written)
    moment = moment_of(written)
    if "T" not in moment:
        return None
    return max(0.0, (datetime.datetime.fromisoformat(moment) - now).total_seconds())
