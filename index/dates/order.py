"""The order of day and month in dates such as 03/04/2017."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class DateOrder(StrEnum):
    """How a numeric date is read. ``auto`` follows the unambiguous dates of the same source."""

    AUTO = "auto"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


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
