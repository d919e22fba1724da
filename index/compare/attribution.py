"""Who says so: the quotes and the reported speech of an account, each with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from index.compare.clauses import QUOTED, Cue, Word, cue_after, cue_before, cue_of_statement, split_words, statement_of
from index.compare.comparison import Account, Quote
from index.compare.saying_abroad import said_by
from index.compare.speakers import Standing, standing_of
from index.model import EntityType, Mention, Span, SpanPair
from index.text.quotation_marks import find_quotations

_FEWEST_WORDS = 4  # of a quote that takes over the speaker of the one before it
_NEAR = 400  # characters looked at on either side of a quote
_ACCORDING = re.compile(r"\baccording to ([^,.;:\"]{2,120})", re.IGNORECASE)
_SIGNED = re.compile(r"\s*[―—–-]{1,2}\s*([A-Z][^\n,.;:\"]{2,60})")
_RELATIVE = frozenset("what which whom and but because though although".split())
_THIRD_PERSONS = frozenset("he she it they".split())
_MOST_BEFORE_SUBJECT = 5  # words: titles, a role
_MALE_OR_FEMALE = frozenset(("he", "she"))


class _Speakers:
    """Gives speakers their names, and remembers whom pronouns and roles mean."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._starts = [mention.start for mention in account.mentions]
        self._last_person = ""
        self._last_words = ""

    def name(self, start: int, end: int) -> str:
        """Who is meant by ``text[start:end]``; "" if that is a pronoun of nobody known."""
        words = self._account.text[start:end].split()
        small = " ".join(words).casefold()
        if small in _MALE_OR_FEMALE:
            return self._last_person or self._person_before(start)
        if small in ("i", "we", "it", "they", "who", "you"):
            return ""
        person = self._person_in(start, end)
        if person:
            self._last_person, self._last_words = person, self._account.text[max(0, start - 60) : end].casefold()
            return person
        if small.startswith("the ") and words[-1].casefold() in self._last_words.split():
            return self._last_person
        whole = [mention for mention in self._inside(start, end) if mention.start == start and mention.end == end]
        return whole[0].name if whole else " ".join(words)

    def standing(self, start: int, end: int) -> Standing:
        """Whether ``text[start:end]`` can be who says something."""
        return standing_of(self._account.text[start:end], self._inside(start, end))

    def is_name(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` begins with the name of somebody."""
        return any(mention.start == start for mention in self._inside(start, end))

    def beginning(self, start: int, end: int, pronoun: str) -> SpanPair | None:
        """The name near the beginning of ``text[start:end]`` that a pronoun can stand for."""
        kinds = (EntityType.PERSON,) if pronoun in _MALE_OR_FEMALE else (EntityType.PERSON, EntityType.ORGANIZATION)
        named = (mention for mention in self._inside(start, end) if mention.type in kinds)
        first = next(named, None)
        if first is None or len(self._account.text[start : first.start].split()) > _MOST_BEFORE_SUBJECT:
            return None
        return first.start, first.end

    def _inside(self, start: int, end: int) -> list[Mention]:
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return [mention for mention in self._account.mentions[first:last] if mention.end <= end]

    def _person_in(self, start: int, end: int) -> str:
        """The person who is the head of a phrase: the last one, unless a preposition stands before."""
        people = [mention for mention in self._inside(start, end) if mention.type is EntityType.PERSON]
        if not people:
            return ""
        before = self._account.text[start : people[-1].start].split()
        after = self._account.text[people[-1].end : end].strip()
        if after.startswith(("’s", "'s")) or {"for", "of", "to", "with", "from", "by"}.intersection(before):
            return ""
        return people[-1].name

    def _person_before(self, place: int) -> str:
        number = bisect_right(self._starts, place - 1)
        people = (mention for mention in reversed(self._account.mentions[max(0, number - 20) : number]))
        return next((mention.name for mention in people if mention.type is EntityType.PERSON), "")


class _Reader:
    """Goes through an account once and finds its quotes."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._quoted = find_quotations(account.text)
        self._masked = _mask(account.text, self._quoted)
        self._sentence_starts = [sentence.start for sentence in account.sentences]
        self._speakers = _Speakers(account)

    def direct(self) -> list[Quote]:
        """The passages in quotation marks; one of a few words with nobody to say it is no quote, but a distance."""
        found: list[Quote] = []
        for span in self._quoted:
            quote = self._attributed(span) or self._continued(span, found[-1] if found else None)
            if quote is not None:
                found.append(quote)
        return found

    def reported(self) -> list[Quote]:
        """What is reported in the account's own words, sentence by sentence; words in quotation marks may be in it."""
        found = []
        for sentence in self._account.sentences:
            words = split_words(self._masked, sentence.start, sentence.end)
            cue = cue_of_statement(words)
            said = statement_of(words, cue) if cue is not None else None
            if cue is not None and said is not None and _own_words(words[slice(*said)]):
                quote = self._quote(Span(words[said[0]].start, words[said[1] - 1].end), words, cue)
                if quote is not None:
                    found.append(replace(quote, direct=False))
            elif cue is None:
                found += self._according(sentence)
        return found

    def _according(self, sentence: Span) -> list[Quote]:
        match = _ACCORDING.search(self._masked, sentence.start, sentence.end)
        if not match:
            return []
        text = self._masked
        opens = match.start() == sentence.start
        start, end = (match.end() + 1, sentence.end) if opens else (sentence.start, match.start())
        while start < end and (text[start].isspace() or text[start] == ","):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;"):
            end -= 1
        if not _own_words(split_words(text, start, end)):
            return []
        name = self._speakers.name(*match.span(1))
        return [Quote(start, end, False, match.span(1), name, "according to", (match.start(), match.start(1) - 1))]

    def _attributed(self, span: Span) -> Quote | None:
        after = split_words(self._masked, span.end, self._scope_end(span))
        before = split_words(self._masked, self._scope_start(span), span.start)
        for words, cue in ((after, cue_after(after)), (before, cue_before(before))):
            quote = self._quote(span, words, cue) if cue is not None else None
            if quote is not None:
                return quote
        return (
            self._by_preposition(span)
            or self._signed(span)
            or self._announced(span)
            or (None if self._account.text.isascii() else said_by(self._masked, span, self._account.mentions))
        )

    def _quote(self, span: Span, words: Sequence[Word], cue: Cue) -> Quote | None:
        """The quote with its speaker; None if those words cannot be one."""
        start, end = words[cue.first].start, words[cue.last - 1].end
        verb = words[cue.verb]
        standing = self._speakers.standing(start, end)
        if standing is Standing.NOBODY:
            return None
        start, end = self._subject_meant(words, cue) or (start, end)
        name, doubtful = self._speakers.name(start, end), standing is Standing.DOUBTFUL
        return Quote(span.start, span.end, True, (start, end), name, verb.small, (verb.start, verb.end), doubtful)

    def _subject_meant(self, words: Sequence[Word], cue: Cue) -> SpanPair | None:
        """Whom a pronoun in a later clause means: whom the sentence begins with, as in "Berg denied what he called".

        None where there is no such clause, or where the sentence begins with nobody.
        """
        relative = cue.first and words[cue.first - 1].small in _RELATIVE
        if not relative or cue.last - cue.first > 1 or words[cue.first].small not in _THIRD_PERSONS:
            return None
        sentence = self._sentence(words[cue.first].start)
        first = split_words(self._masked, sentence.start, words[cue.first].start)[:1]
        if first and first[0].small in _THIRD_PERSONS:
            return first[0].start, first[0].end
        return self._speakers.beginning(sentence.start, words[cue.first].start, words[cue.first].small)

    def _by_preposition(self, span: Span) -> Quote | None:
        """'according to X' in the same sentence."""
        for start, end in ((span.end, self._scope_end(span)), (self._scope_start(span), span.start)):
            match = _ACCORDING.search(self._masked, start, end)
            if match:
                speaker = match.span(1)
                cue = (match.start(), match.start(1) - 1)
                return Quote(span.start, span.end, True, speaker, self._speakers.name(*speaker), "according to", cue)
        return None

    def _signed(self, span: Span) -> Quote | None:
        """A name behind a dash: “…” ― Jane Doe."""
        match = _SIGNED.match(self._masked, span.end, span.end + 80)
        if not match or not self._speakers.is_name(*match.span(1)):
            return None
        return Quote(span.start, span.end, True, match.span(1), self._speakers.name(*match.span(1)))

    def _announced(self, span: Span) -> Quote | None:
        """A quote that is a paragraph of its own, after a line such as 'He said:'."""
        before = self._masked[max(0, span.start - _NEAR) : span.start].rstrip()
        if not before.endswith(":"):
            return None
        end = span.start - _NEAR + len(before) if span.start > _NEAR else len(before)
        words = split_words(self._masked, self._sentence(end - 1).start, end)
        cue = cue_before(words)
        return self._quote(span, words, cue) if cue else None

    def _continued(self, span: Span, previous: Quote | None) -> Quote | None:
        """A quote without a verb beside it: the speaker of the one before goes on, if only space lies between."""
        if len(self._account.text[span.start : span.end].split()) < _FEWEST_WORDS:
            return None
        sentence = self._sentence(span.start)
        if previous is None or sentence.start < span.start - 1:
            return Quote(span.start, span.end, True)
        between = self._masked[previous.end : span.start]
        goes_on = "\n" not in between.strip() and between.count("\n\n") <= 1 and len(between) <= _NEAR
        if not goes_on:
            return Quote(span.start, span.end, True)
        return Quote(span.start, span.end, True, previous.speaker, previous.name, previous.verb, previous.cue)

    def _sentence(self, place: int) -> Span:
        number = max(0, bisect_right(self._sentence_starts, place) - 1)
        return self._account.sentences[number] if self._account.sentences else Span(0, len(self._account.text))

    def _scope_start(self, span: Span) -> int:
        return max(min(self._sentence(span.start).start, span.start), span.start - _NEAR)

    def _scope_end(self, span: Span) -> int:
        last = self._account.text[span.end - 2 : span.end - 1]
        sentence = self._sentence(span.end - 1)
        if last in "?!,—" or sentence.end > span.end:
            following = self._masked.find("\n", span.end)
            line_end = following if following >= 0 else len(self._masked)
            if sentence.end <= span.end:
                sentence = self._sentence(min(span.end + 1, len(self._masked) - 1))
            return max(span.end, min(sentence.end, line_end, span.end + _NEAR))
        return span.end


def _mask(text: str, spans: Sequence[Span]) -> str:
    """The text with every character of these spans made the same, so that only the words around them are left."""
    pieces = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], QUOTED * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _own_words(words: Sequence[Word]) -> bool:
    """Whether enough of these words stand outside quotation marks."""
    return sum(word.text[0].isalnum() for word in words) >= _FEWEST_WORDS


def find_quotes(account: Account) -> tuple[Quote, ...]:
    """The quotes and the reported speech of an account, in the order of its text."""
    found = [*_Reader(account).direct(), *_Reader(account).reported()]
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))
