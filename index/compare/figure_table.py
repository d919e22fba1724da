"""The figures of two accounts beside each other, and those of many in order of time."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from index.compare.alignment import CONTRARY, Aligned, Parsed, by_number
from index.compare.common_words import COUNTRY_SHARE, usual_share
from index.compare.comparison import Account, AccountFigure, Figure, FigureRow
from index.compare.happenings import Happening
from index.compare.same_figures import FAR_OTHER, in_other_periods, number_of, same_people, times_more, whom
from index.model import EntityType
from index.text.quantities import NUMBER_WORDS
from index.text.words import word_forms

SAME_STATEMENT = 0.3
"""Score from which on two aligned sentences tell of the same happening, so that their figures may be compared."""

OPENING = 4
"""Sentences at a text's beginning of which a figure is taken for that of the event itself."""

FAR_APART = 3
"""Days between two publications from which on figures of their events are compared only in aligned sentences."""

ROUNDING = 0.1
"""A number and a bound so near to each other may be the same: "more than 120" and 126."""

ORDER = {kind.value: number for number, kind in enumerate(Happening)}
"""The order of the kinds in a table."""

_VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "several", "tens")


def figure_differences(
    a: Parsed, b: Parsed, pairs: Iterable[Aligned], of_a: Sequence[Figure], of_b: Sequence[Figure]
) -> list[tuple[Figure, Figure]]:
    """The figures that count the same happening and give other numbers: rather none than a wrong one.

    They stand in sentences that say the same, or each is the first of its kind where a text begins, in the same place.
    """
    candidates = [*_in_pairs(a, b, pairs, of_a, of_b), *_of_the_event(a.account, b.account, of_a, of_b)]
    found: list[tuple[Figure, Figure]] = []
    used: set[tuple[int, Figure]] = set()
    for one, other in sorted(candidates, key=lambda pair: _symmetric(*pair)):
        if (0, one) in used or (1, other) in used or not _contradict(one, other):
            continue
        if _gives(of_b, one) or _gives(of_a, other):  # the account has the other's number as well
            continue
        used |= {(0, one), (1, other)}
        found.append((one, other))
    return sorted(found, key=lambda pair: (pair[0].start, pair[1].start))


def figure_table(
    differing: Iterable[tuple[Figure, Figure]], of_a: Sequence[Figure], of_b: Sequence[Figure]
) -> tuple[FigureRow, ...]:
    """The table of two accounts by kind: what both give alike, where they differ, and what only one gives."""
    rows = [FigureRow(one.kind, one, other, differs=True) for one, other in differing]
    taken_a, taken_b = {row.a for row in rows}, {row.b for row in rows}
    left_a = [figure for figure in _distinct(of_a) if figure not in taken_a]
    left_b = [figure for figure in _distinct(of_b) if figure not in taken_b]
    for figure in list(left_a):
        same = next((other for other in left_b if _alike(figure, other)), None)
        if same is not None:
            rows.append(FigureRow(figure.kind, figure, same))
            left_a.remove(figure)
            left_b.remove(same)
    rows += [FigureRow(figure.kind, figure, None) for figure in left_a]
    rows += [FigureRow(figure.kind, None, figure) for figure in left_b]
    return tuple(sorted(rows, key=_row_order))


def figures_in_time(accounts: Sequence[Account], figures: Callable[[Account], Sequence[Figure]]) -> list[AccountFigure]:
    """The figures of several accounts by kind, each in order of publication, so that a toll's course can be read."""
    found = [
        AccountFigure(number, figure)
        for number, account in enumerate(accounts)
        for figure in _distinct(figures(account))
    ]
    return sorted(
        found,
        key=lambda one: (
            ORDER[one.figure.kind],
            one.figure.part,
            not accounts[one.account].date,
            accounts[one.account].date,
            one.account,
            one.figure.start,
        ),
    )


def _in_pairs(
    a: Parsed, b: Parsed, pairs: Iterable[Aligned], of_a: Sequence[Figure], of_b: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    by_a, by_b = by_number(a.account.sentences, of_a), by_number(b.account.sentences, of_b)
    for pair in pairs:
        if pair.score >= SAME_STATEMENT:
            for one in by_a.get(pair.a, ()):
                for other in by_b.get(pair.b, ()):
                    unlike = pair.score < CONTRARY and _unlike(a.account, one, b.account, other)
                    if _same_happening(one, other) and not unlike and not _elsewhere(a.account, one, b.account, other):
                        yield one, other


def _of_the_event(
    a: Account, b: Account, of_a: Sequence[Figure], of_b: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    days = _days_between(a.date, b.date)
    if days is None or days > FAR_APART:
        return
    mains_b = {figure.kind: figure for figure in reversed(list(mains(b, of_b)))}
    mains_a = {figure.kind: figure for figure in reversed(list(mains(a, of_a)))}
    for kind, one in mains_a.items():
        other = mains_b.get(kind)
        if other is None or not _same_happening(one, other):
            continue
        in_one_town = any(_is_town(place) for place in _places(a, one) & _places(b, other))
        if in_one_town and not (_unlike(a, one, b, other) or _elsewhere(a, one, b, other)):
            yield one, other


def mains(account: Account, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures of the event itself: whole and recent ones in the first sentences."""
    end = account.sentences[min(OPENING, len(account.sentences)) - 1].end if account.sentences else 0
    return (figure for figure in figures if figure.end <= end and not (figure.part or figure.remark))


def _elsewhere(a: Account, one: Figure, b: Account, other: Figure) -> bool:
    """Whether the sentences of both name places, but none in common, or count over other times."""
    here, there = _places(a, one), _places(b, other)
    if here and there and here.isdisjoint(there):
        return True
    return in_other_periods(a.text[slice(*one.within)], b.text[slice(*other.within)])


def _unlike(a: Account, one: Figure, b: Account, other: Figure) -> bool:
    """Whether figures whose sentences have not much in common hardly count the same: at another time, or far others.

    A sentence without a day tells of when the account was published.
    """
    days = _days_between(one.when or a.date, other.when or b.date)
    return times_more(one, other) > FAR_OTHER or (days is not None and days > 1)


def _places(account: Account, figure: Figure) -> frozenset[str]:
    """The places that the sentence of a figure names."""
    start, end = figure.within
    first = bisect_left(account.mentions, start, key=lambda mention: mention.start)
    last = bisect_left(account.mentions, end, key=lambda mention: mention.start)
    return frozenset(one.name for one in account.mentions[first:last] if one.type is EntityType.PLACE)


def _is_town(place: str) -> bool:
    """Whether a place is less than a country, in which other things happen on the same day."""
    forms = word_forms(place)
    return bool(forms) and not all(usual_share(form) == COUNTRY_SHARE for form in forms)


def _days_between(one: str, other: str) -> int | None:
    try:
        return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
    except ValueError:
        return None


def _same_happening(one: Figure, other: Figure) -> bool:
    """Whether two figures can count the same: the same happening, of the same people or in the same unit, at no other
    time, and both as something that is so."""
    if one.kind != other.kind or one.part != other.part or one.remark or other.remark:
        return False
    days = _days_between(one.when, other.when)
    if days is not None and days > 1:  # the day may be that on which it was said
        return False
    return same_people(one, other)


def _contradict(one: Figure, other: Figure) -> bool:
    """Whether two numbers of the same thing differ, and not only because one of them is vague or rounded."""
    if number_of(one) == number_of(other) or _is_vague(one) or _is_vague(other):
        return False
    if one.high is None and other.high is None and _bound(one) == _bound(other):
        return True
    if one.low == one.high and other.low == other.high and not (_bound(one) or _bound(other)):
        return True
    low, high = sorted((number_of(one), number_of(other)))
    return high - low > ROUNDING * high


def _bound(figure: Figure) -> str:
    """The words that stand before a number: "at least", "about"; "" if none do."""
    first = figure.text.casefold().split()[0]
    return "" if first[0].isdigit() or first in NUMBER_WORDS or "-" in first else first


def _is_vague(figure: Figure) -> bool:
    return figure.text.casefold().split()[-1] in _VAGUE


def _gives(figures: Iterable[Figure], one: Figure) -> bool:
    """Whether one of these figures has the same number for the same kind and people, on the same day."""
    return any(
        number_of(figure) == number_of(one) and figure.when in (one.when, "") and _same_happening(figure, one)
        for figure in figures
    )


def _alike(one: Figure, other: Figure) -> bool:
    same = one.kind == other.kind and one.part == other.part and one.remark == other.remark
    return same and number_of(one) == number_of(other) and same_people(one, other)


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    """The figures without repeats: of the same kind, number and people only the first."""
    found: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        found.setdefault((figure.kind, figure.low, figure.high, whom(figure), figure.part, figure.remark), figure)
    return list(found.values())


def _symmetric(one: Figure, other: Figure) -> tuple[object, ...]:
    """An order of pairs that is the same whichever account comes first."""
    places = sorted((one.start, other.start))
    return (sum(places), places, *sorted((one.text, other.text)))


def _row_order(row: FigureRow) -> tuple[object, ...]:
    shown = row.a or row.b
    assert shown is not None
    return ORDER[row.kind], not row.differs, row.a is None or row.b is None, shown.part, row.a is None, shown.start
