"""Texts that are mostly the same, such as the updates of one wire story: their order, and what one says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from index.compare.alignment import Aligned, Parsed, align, parse
from index.compare.comparison import Account, Difference, Figure
from index.compare.figure_table import figure_differences
from index.compare.figures import figures_of
from index.compare.happenings import Happening
from index.compare.tokens import Token
from index.compare.wording import differences
from index.model import SpanPair
from index.text.negations import NEGATIONS
from index.text.quantities import NUMBER_WORDS
from index.text.quotation_marks import find_quotations

MOST_PHRASES = 2
"""Changed phrases, added passages and dropped passages that are told in a line, at most, of each."""

_SIGNED = re.compile(r"[-−$€£¥₽₹] ?\d[\d.,]*|\d[\d.,]* ?[%‰]")
_LONGEST_SIGNED = 20  # characters of a number beside its sign
_SHOWN_WORDS = 6  # of a passage that was added or dropped


def what_differs(a: Account, b: Account) -> tuple[str, ...]:
    """What ``b`` says otherwise than ``a``, in phrases for a line, the weightiest first; none if nothing differs.

    The numbers that changed, negations and names that did, how many words were added and dropped, passages added
    and dropped, and last what is only worded otherwise.
    """
    return differing(ReadAccount(a), ReadAccount(b))


class ReadAccount:
    """An account with what is read in it when it is compared, kept for more than one comparison."""

    def __init__(self, account: Account) -> None:
        self.account = account

    @cached_property
    def parsed(self) -> Parsed:
        """Its sentences with their words."""
        return parse(self.account)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        return figures_of(self.account)


def differing(one: ReadAccount, other: ReadAccount) -> tuple[str, ...]:
    """What ``other`` says otherwise than ``one``, as ``what_differs`` tells it."""
    a, b = one.account, other.account
    here, there = one.parsed, other.parsed
    aligned = align(here, there)
    changed = list(_changed(here, there, aligned))
    figures = figure_differences(here, there, aligned, one.figures, other.figures)
    only_a = [here.sentences[n] for n in sorted(set(range(len(here.sentences))).difference(p.a for p in aligned))]
    only_b = [there.sentences[n] for n in sorted(set(range(len(there.sentences))).difference(p.b for p in aligned))]
    dropped = sum(map(len, only_a)) + sum(_count(here, one.a_words) for one in changed)
    added = sum(map(len, only_b)) + sum(_count(there, one.b_words) for one in changed)
    weighty = [one for one in changed if _weight(one, here, there) and not _told(one, figures)]
    weighty.sort(key=lambda one: -_weight(one, here, there))
    light = [one for one in changed if not _weight(one, here, there)]
    phrases = [
        *(_course(a.text, one, b.text, other) for one, other in figures),
        *(_swap(one, a.text, b.text) for one in weighty),
        *_quoting(here, there, aligned),
        *_words_more(added, dropped),
        *_passages("adds", only_b, b.text),
        *_passages("drops", only_a, a.text),
        *(_swap(one, a.text, b.text) for one in light[:MOST_PHRASES]),
    ]
    return tuple(dict.fromkeys(phrases))


def _told(difference: Difference, figures: Iterable[tuple[Figure, Figure]]) -> bool:
    """Whether a difference in words is one of figures."""
    (a_start, a_end), (b_start, b_end) = difference.a, difference.b
    return any(
        one.start < a_end and a_start < one.end and other.start < b_end and b_start < other.end
        for one, other in figures
    )


def _course(a_text: str, one: Figure, b_text: str, other: Figure) -> str:
    """ "112 → 126 dead"."""
    befell = "dead" if one.kind == Happening.KILLED else one.kind
    before, after = (_bare(text[figure.start : figure.end]) for text, figure in ((a_text, one), (b_text, other)))
    return f"{before} → {after} {befell}"


def _bare(number: str) -> str:
    """A number as it is written, without "at least" and the like before it."""
    words = number.split()
    first = next((at for at, word in enumerate(words) if word[0].isdigit() or word.casefold() in NUMBER_WORDS), 0)
    return " ".join(words[first:])


def in_series(
    keys: Sequence[int], alike: Callable[[int, int], bool], day: Callable[[int], int | None]
) -> list[list[int]]:
    """``keys`` in groups of texts that are mostly the same, each in order of time; a group is where its first key was.

    ``alike`` tells whether two texts are, ``day`` when one was published; those without a day come last.
    """
    groups: list[list[int]] = []
    for key in keys:
        joined = [group for group in groups if any(alike(key, other) for other in group)]
        if not joined:
            groups.append([key])
            continue
        for group in joined[1:]:
            joined[0] += group
            groups.remove(group)
        joined[0].append(key)
    days = {key: day(key) for key in keys}
    return [sorted(group, key=lambda key: (days[key] is None, days[key] or 0, key)) for group in groups]


def _changed(here: Parsed, there: Parsed, aligned: Iterable[Aligned]) -> Iterator[Difference]:
    for pair in aligned:
        yield from differences(here.account.text, here.sentences[pair.a], there.account.text, there.sentences[pair.b])


def _quoting(here: Parsed, there: Parsed, aligned: Iterable[Aligned]) -> Iterator[str]:
    """Sentences with the same words of which only one text has some in quotation marks."""
    marked = [
        frozenset(edge for span in find_quotations(one.account.text) for edge in (span.start, span.end))
        for one in (here, there)
    ]
    for pair in aligned:
        if here.wordings[pair.a] != there.wordings[pair.b]:
            continue
        before, after = (
            [at for at, token in enumerate(one.sentences[number]) if not edges.isdisjoint(_around(token))]
            for one, number, edges in ((here, pair.a, marked[0]), (there, pair.b, marked[1]))
        )
        if before != after:
            words = _shown(there.account.text, (there.sentences[pair.b][0].start, there.sentences[pair.b][-1].end))
            yield f"{'quotes' if len(after) > len(before) else 'no longer quotes'} “{words}”"


def _around(token: Token) -> range:
    """The places at which a quotation mark beside a word begins or ends."""
    return range(token.start - 1, token.end + 3)


def _words_more(added: int, dropped: int) -> Iterator[str]:
    counts = [f"{sign}{count:,}" for sign, count in (("+", added), ("−", dropped)) if count]
    if counts:
        yield f"{' '.join(counts)} {'word' if added + dropped == 1 else 'words'}"


def _tokens_in(parsed: Parsed, spans: Iterable[SpanPair]) -> list[Token]:
    found = [token for sentence in parsed.sentences for token in sentence]
    return [token for start, end in spans for token in found if start <= token.start < end]


def _count(parsed: Parsed, spans: Sequence[SpanPair]) -> int:
    return len(_tokens_in(parsed, spans))


def _weight(difference: Difference, here: Parsed, there: Parsed) -> int:
    """3 where a number differs, 2 where a negation does, 1 where a name does, else 0."""
    words = [*_tokens_in(here, difference.a_words), *_tokens_in(there, difference.b_words)]
    if not words or any(token.form[0].isdigit() or token.form in NUMBER_WORDS for token in words):  # none: only a sign
        return 3
    if any(token.form in NEGATIONS for token in words):
        return 2
    return int(any(token.mention >= 0 for token in words))


def _swap(difference: Difference, a_text: str, b_text: str) -> str:
    before, after = _shown(a_text, difference.a), _shown(b_text, difference.b)
    if not before or not after:
        return f"adds “{after}”" if after else f"drops “{before}”"
    return f"{before} → {after}"


def _shown(text: str, span: SpanPair) -> str:
    """The first words of a span; a sign with the number that it belongs to."""
    signed = (
        found.span() for found in _SIGNED.finditer(text, max(0, span[0] - _LONGEST_SIGNED), span[1] + _LONGEST_SIGNED)
    )
    whole = next((one for one in signed if one[0] <= span[0] and span[1] <= one[1] and span[0] < span[1]), span)
    words = text[slice(*whole)].split()
    return " ".join(words[:_SHOWN_WORDS]) + ("…" if len(words) > _SHOWN_WORDS else "")


def _passages(verb: str, passages: Sequence[Sequence[Token]], text: str) -> Iterator[str]:
    """The beginnings of the longest passages, in the order of the text."""
    longest = sorted(passages, key=len, reverse=True)[:MOST_PHRASES]
    for passage in passages:
        if passage in longest and passage:
            yield f"{verb} “{_shown(text, (passage[0].start, passage[-1].end))}”"
    if len(passages) > MOST_PHRASES:
        yield f"{verb} {len(passages) - MOST_PHRASES} more"
