"""Bars of a timeline in text: what was published, then what is spoken of, told apart by their signs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from index.answers.counts import Bucket, Toll

Range = tuple[float, float]
"""The least and the highest number."""

PUBLISHED = "█"
SPOKEN = "░"


def bar(published: int, spoken: int, most: int, width: int) -> tuple[str, str]:
    """The two parts of a bar, together at most ``width`` cells, where ``most`` fills it. No count is without a cell."""
    solid = _cells(published, most, width)
    light = _cells(spoken, most, width)
    return PUBLISHED * solid, SPOKEN * max(min(light, width - solid), 0)


def _cells(count: int, most: int, width: int) -> int:
    return max(1, count * width // most) if count and most else 0


def course(tolls: Iterable[Toll], buckets: Sequence[Bucket]) -> dict[int, Range]:
    """The least and the highest number that was given in each bucket, by its place; nothing in one without a number.

    A date known only by a longer time than the buckets is in none of them.
    """
    begins = [bucket.begin for bucket in buckets]
    found: dict[int, Range] = {}
    for toll in tolls:
        at = bisect_right(begins, _first_day(toll.date)) - 1
        if at >= 0 and _lies_in(toll.date, buckets[at]):
            numbers = (toll.low, toll.high if toll.high is not None else toll.low)
            low, high = found.get(at, numbers)
            found[at] = (min(low, *numbers), max(high, *numbers))
    return found


def toll_bar(numbers: Range, most: float, width: int) -> tuple[str, str]:
    """A bar to the least number, and on to the highest, together at most ``width`` cells, where ``most`` fills it."""
    least, highest = (_share(number, most, width) for number in numbers)
    return PUBLISHED * least, SPOKEN * (highest - least)


def numbers_of(numbers: Range) -> str:
    """A least and a highest number in words: "43", or "43 to 126"."""
    low, high = (f"{number:,.10g}" for number in numbers)
    return low if low == high else f"{low} to {high}"


def merged(counts: Sequence[int], width: int) -> list[int]:
    """Counts of times added up so that no more than ``width`` are left, each of as many times."""
    each = -(-len(counts) // max(1, width))
    return [sum(counts[start : start + each]) for start in range(0, len(counts), each)] if each else []


def _share(number: float, most: float, width: int) -> int:
    return min(width, max(1, int(number * width / most))) if number > 0 and most > 0 and width > 0 else 0


def _first_day(date: str) -> str:
    return date + "0000-01-01"[len(date) :]


def _lies_in(date: str, bucket: Bucket) -> bool:
    """Whether a date that begins not before a bucket lies in it as a whole, as far as its precision goes."""
    return bucket.begin <= _first_day(date) and date <= bucket.finish[: len(date)] and _is_no_longer(date, bucket)


def _is_no_longer(date: str, bucket: Bucket) -> bool:
    least = {4: 4, 7: 7}.get(len(bucket.label), 10)
    return len(date) >= least
