"""The order of day and month in dates such as 03/04/2017."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

_LOOKED_AT = 50_000  # characters of a text in which dates are counted
_SHORT_YEAR = 2  # digits
_NUMERIC = re.compile(
    r"(?<![\d/.-])(\d\d?)(?:/(\d\d?)/(?:\d{4}|\d\d)|\.(\d\d?)\.(?:19|20)\d\d|-(\d\d?)-(?:19|20)\d\d)(?![\d/-])"
)


class DateOrder(StrEnum):
    """How a numeric date is read. ``auto`` follows the unambiguous dates of the same source."""

    AUTO = "auto"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"

    @property
    def words(self) -> str:
        """ "day first" or "month first"; "" for auto."""
        return "" if self is DateOrder.AUTO else self.value.replace("-", " ")


@dataclass(slots=True)
class OrderEvidence:
    """Counts a source's dates that can be read in one way only, such as 21/09/2017."""

    day_first: int = 0
    month_first: int = 0

    def add(self, first: int, second: int) -> None:
        """Count a date whose first two numbers these are. One that can be read both ways says nothing."""
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1

    def order(self) -> DateOrder:
        """The order that at least nine in ten of them show; AUTO while nothing is known."""
        total = self.day_first + self.month_first
        if total and self.day_first >= 0.9 * total:
            return DateOrder.DAY_FIRST
        if total and self.month_first >= 0.9 * total:
            return DateOrder.MONTH_FIRST
        return DateOrder.AUTO


def order_in(*texts: str) -> DateOrder:
    """The order that the numeric dates of one document show; AUTO if all can be read both ways or there are none."""
    evidence = OrderEvidence()
    for text in texts:
        for found in _NUMERIC.finditer(text, 0, _LOOKED_AT):
            evidence.add(int(found[1]), int(found[2] or found[3] or found[4]))
    return evidence.order()


def turned(day: str) -> str:
    """An ISO day with day and month in each other's place; "" if that is no other day."""
    year, month, number = day.split("-") if day.count("-") == 2 else ("", "", "")
    return f"{year}-{number}-{month}" if year and month != number and int(number) <= 12 else ""


def can_be_turned(text: str) -> bool:
    """Whether there is a numeric date in the text in which day and month could change places."""
    return way_read(text, DateOrder.DAY_FIRST) != ""


def way_read(text: str, order: DateOrder) -> str:
    """ "day first" or "month first" where the text has a numeric date that can be read both ways, else ""."""
    for found in _NUMERIC.finditer(text, 0, _LOOKED_AT):
        first, second = int(found[1]), int(found[2] or found[3] or found[4])
        if first != second and max(first, second) <= 12:
            return assumed(order, re.split(r"\D", found[0])[-1]).words
    return ""


def assumed(order: DateOrder, year: str) -> DateOrder:
    """The order, or where it is not known that of most who write so: 9/3/16 is American, 03/04/2017 is anyone's."""
    if order is not DateOrder.AUTO:
        return order
    return DateOrder.MONTH_FIRST if len(year) == _SHORT_YEAR else DateOrder.DAY_FIRST


def read_numeric(first: int, second: int, year: int, order: DateOrder) -> tuple[datetime.date, ...]:
    """The days that two numbers and a year can mean, the likelier one first.

    One if only one reading is a day or the order is set; two if both are and the order is ``auto`` (day first
    leads, as in most of the world); none if neither is.
    """
    readings = []
    for day, month in ((first, second), (second, first)):
        try:
            readings.append(datetime.date(year, month, day))
        except ValueError:
            continue
    if len(readings) < 2 or readings[0] == readings[1]:
        return tuple(readings[:1])
    if order is DateOrder.AUTO:
        return tuple(readings)
    return (readings[0] if order is DateOrder.DAY_FIRST else readings[1],)
