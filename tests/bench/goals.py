"""The figures to reach, and a table of which are reached."""

from __future__ import annotations

import sys
from dataclasses import dataclass

AT = 100_000
"""The number of stories that the figures are meant for; above it, times may grow as the number does."""

MEDIAN = {"phrase": 6.0, "proximity": 6.0}
"""Milliseconds that a median may have although tantivy needs less; 2 for all other kinds."""

MEDIAN_KINDS = (
    *("rare term", "common term", "two terms, AND", "three terms, OR", "phrase", "proximity", "prefix", "fuzzy"),
    *("date range", "term and date", "term, by date", "facet by source"),
)
SLOWER_THAN_SQLITE = ("date range",)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``reached`` is None where there is no goal."""

    what: str
    goal: str
    figure: str
    reached: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "reached", False: "MISSED", None: ""}[self.reached]
        return f"{self.what:<46}{self.goal:<52}{self.figure:<46}{verdict}".rstrip()


def say(line: object = "") -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def at_most(what: str, limit: float, figure: float, unit: str, remark: str = "") -> Row:
    """A figure that should be low."""
    return Row(what, f"at most {limit:g} {unit}", f"{figure:.4g} {unit}{remark}", figure <= limit)


def at_least(what: str, limit: float, figure: float, unit: str, remark: str = "") -> Row:
    """A figure that should be high."""
    return Row(what, f"at least {limit:,g} {unit}", f"{figure:,.0f} {unit}{remark}", figure >= limit)


def query_row(kind: str, documents: int, own: list[float], tantivy: list[float], sqlite: list[float]) -> Row:
    """A kind of query; times in milliseconds, none where an engine cannot answer it."""
    growth = max(1.0, documents / AT)
    slow_limit = (12 if kind in MEDIAN_KINDS else 25) * growth
    reached = high(own) <= slow_limit
    goal = f"p95 {slow_limit:g}"
    if kind in MEDIAN_KINDS and growth == 1:
        limit = max(MEDIAN.get(kind, 2.0), 1.5 * middle(tantivy) if tantivy else 0.0)
        reached &= middle(own) <= limit
        goal = f"median {limit:.1f}, {goal}"
        if sqlite and kind not in SLOWER_THAN_SQLITE:
            reached &= middle(own) < middle(sqlite)
            goal += f", ahead of FTS5's {middle(sqlite):.1f}"
    return Row(kind, f"{goal} ms", f"{show(own)} ms", reached)


def middle(times: list[float]) -> float:
    """The median."""
    ascending = sorted(times)
    half = len(ascending) // 2
    return ascending[half] if len(ascending) % 2 else (ascending[half - 1] + ascending[half]) / 2


def high(times: list[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(len(times) * 0.95) - 1]


def show(times: list[float]) -> str:
    """Median and 95th percentile."""
    return f"{middle(times):.1f} / {high(times):.1f}" if times else "-"
