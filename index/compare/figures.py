"""The figures that an account gives of what happened: how many were killed, wounded, arrested, of whom, who says so.

Each sentence is read by itself. A number counts a happening by what stands beside it: a participle behind it ("12
people were killed"), a verb before it ("killing 12"), a noun of what happened ("the death toll rose to 12", "12
deaths"), a list ("12 dead and 30 wounded"), or a larger number of which it is a part ("including five children").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.compare.attribution import find_quotes
from index.compare.comparison import Account, Figure, Quote
from index.compare.counting import Counted, counted
from index.model import EntityType, Mention, Span
from index.text.quantities import Part, split_parts


def figures_of(account: Account, quotes: Sequence[Quote] | None = None) -> tuple[Figure, ...]:
    """The figures of an account in the order of its text; ``quotes`` are those of the account, if they are known."""
    quotes = find_quotes(account) if quotes is None else quotes
    return tuple(figure for span in account.sentences for figure in _figures_in(account, span, quotes))


def _figures_in(account: Account, span: Span, quotes: Sequence[Quote]) -> Iterator[Figure]:
    parts = split_parts(account.text, span.start, span.end)
    for one in counted(parts):
        start, end = parts[one.quantity.first].start, parts[one.quantity.last - 1].end
        if not _is_in_a_name(account, parts, one):
            yield _figure(account, span, quotes, parts, one, (start, end))


def _figure(
    account: Account, span: Span, quotes: Sequence[Quote], parts: Sequence[Part], one: Counted, place: tuple[int, int]
) -> Figure:
    start, end = place
    whom = account.text[parts[one.of_first].start : parts[one.of_last - 1].end] if one.of_last > one.of_first else ""
    return Figure(
        kind=one.kind.value,
        text=" ".join(account.text[start:end].split()),
        low=one.quantity.low,
        high=one.quantity.high,
        whom=" ".join(whom.split()),
        where=_nearest_place(account, span, start),
        when=_nearest_time(account, span, start),
        speaker=_speaker(quotes, start, end),
        part=one.part,
        earlier=one.earlier,
        start=start,
        end=end,
        within=(span.start, span.end),
        denied=one.denied,
    )


def _is_in_a_name(account: Account, parts: Sequence[Part], one: Counted) -> bool:
    """Whether the number's digits are a part of a name ("Brigade 17") or of a time."""
    number = parts[one.quantity.last - 1]
    names = (mention for mention in _within(account.mentions, number.start, number.end))
    named = any(mention.start < number.start or mention.end > number.end for mention in names)
    return named or any(time.start < number.start and time.end >= number.end for time in _before(account, number.start))


def _before(account: Account, place: int) -> Iterator[Span]:
    at = bisect_left(account.times, place, key=lambda time: time.start)
    for time in account.times[max(0, at - 1) : at + 1]:
        yield Span(time.start, time.end)


def _within(mentions: Sequence[Mention], start: int, end: int) -> Iterator[Mention]:
    """The mentions that share a character with a place."""
    at = bisect_left(mentions, start, key=lambda mention: mention.end)
    while at < len(mentions) and mentions[at].start < end:
        yield mentions[at]
        at += 1


def _nearest_place(account: Account, span: Span, place: int) -> str:
    places = [one for one in _within(account.mentions, span.start, span.end) if one.type is EntityType.PLACE]
    return min(places, key=lambda one: (abs(one.start - place), one.start)).name if places else ""


def _nearest_time(account: Account, span: Span, place: int) -> str:
    times = [one for one in account.times if span.start <= one.start < span.end and one.type in ("DATE", "TIME")]
    return min(times, key=lambda one: (abs(one.start - place), one.start)).value if times else ""


def _speaker(quotes: Sequence[Quote], start: int, end: int) -> str:
    """Who says it: of the quotes that hold it the shortest one with a speaker."""
    holding = [quote for quote in quotes if quote.start <= start and end <= quote.end and quote.name]
    return min(holding, key=lambda quote: quote.end - quote.start).name if holding else ""
