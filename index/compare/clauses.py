"""Who is the subject of a verb of saying, by the words around it.

Rules instead of a parser: English news puts the speaker directly beside the verb, with at most an apposition, an
adverb or an auxiliary between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.text.reporting_words import REPORTING, STATEMENT

QUOTED = '"'
"""Stands for every character of a quoted passage, so that its words are not taken for those around it."""

PRONOUNS = frozenset("he she they i we it you who".split())
_AUXILIARIES = frozenset(
    "also later then has had have having would will could should might may did does do is was are were be been being"
    " previously recently repeatedly earlier now just still once again even first further often always never not"
    " since twice all both themselves himself herself itself to n't".split()
)
_CONJUNCTIONS = frozenset(
    "that but as when while because after before if where although though whereas until unless since so whether"
    " how why what nor yet than".split()
)
_NO_SUBJECT_START = frozenset(
    "and or but to of that which as was is are were has had have be from by with about for than into because if"
    " when while where who whom whose not on at".split()
)
_OPENERS = frozenset(
    "in on at during after before by with from for about under over since until following despite asked speaking"
    " earlier later meanwhile yesterday today still instead however but and so yet then".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PAUSES = frozenset(",;:—–()[]―|")
_DETERMINERS = frozenset("a an the his her their its one another some many several two three this that these".split())
_ONLY_BESIDE_QUOTES = frozenset("continue begin go hold read point respond counter joke sing".split())
_BEFORE_NOUNS = frozenset("in of such no any same first new".split())
_BEFORE_BASE_FORMS = frozenset("i we you they who to would will could should may might did do does not".split())
_LONGEST_SUBJECT = 25  # words
_FARTHEST_CUE = 30  # words between a quote and its verb
_FEWEST_WORDS = 4  # of a reported statement
_WORD = re.compile(rf"{QUOTED}+|--|[^\W_](?:[^\W_]|[’'.&\-](?=[^\W_]))*\.?|[^\w\s]|_")
_ABBREVIATION = re.compile(r"(?:[^\W_]{1,3}|[Gg]en|[Ss]gt|[Pp]rof|(?:[^\W_]\.)+[^\W_])\.")


class Word(NamedTuple):
    """A word or mark between quotes: its place, and its letters made small."""

    start: int
    end: int
    text: str
    small: str


class Cue(NamedTuple):
    """A verb of saying with its subject: words ``[first, last)``; both as numbers into a list of words."""

    verb: int
    first: int
    last: int


def split_words(masked: str, start: int, end: int) -> list[Word]:
    """The words and marks of ``masked[start:end]``; full stops that end a sentence stand alone."""
    found = []
    for match in _WORD.finditer(masked, start, end):
        text = match.group()
        if text.endswith(".") and len(text) > 1 and not _ABBREVIATION.fullmatch(text):
            text = text[:-1]
        found.append(Word(match.start(), match.start() + len(text), text, text.casefold()))
    return found


def is_cue(words: Sequence[Word], number: int) -> bool:
    """Whether this word is a verb of saying, and not a noun of the same form: 'his tweet', 'in order', 'the report'."""
    word = words[number]
    base = REPORTING.get(word.small)
    if base is None or (number and word.text[0].isupper() and not word.text.isupper()):
        return False
    before = words[number - 1].small if number else ""
    if base in _ONLY_BESIDE_QUOTES and number + 1 < len(words) and words[number + 1].text[0].isalnum():
        return False
    if before in _DETERMINERS or before.endswith(("’s", "'s")) or before in _BEFORE_NOUNS:
        return False
    return word.small != base or before in _BEFORE_BASE_FORMS or before.endswith("s") or base in ("read", "put")


def cue_after(words: Sequence[Word]) -> Cue | None:
    """The verb and speaker that follow a quote: 'said Dillon', 'Dillon, a spokesman, said'."""
    first = next((n for n, word in enumerate(words) if word.small not in _PAUSES and word.small != "--"), len(words))
    if first == len(words) or words[first].text.startswith(QUOTED):
        return None
    if is_cue(words, first) and words[first].small != "told":
        last = _inverted_subject(words, first + 1)
        return Cue(first, first + 1, last) if last > first + 1 else None
    if words[first].small in _NO_SUBJECT_START:
        return None
    for number in range(first + 1, min(len(words), first + _FARTHEST_CUE)):
        if words[number].text.startswith(QUOTED):
            return None
        if is_cue(words, number) and not words[number].small.endswith("ing"):
            subject = subject_before(words, number, first)
            if subject is not None:
                return Cue(number, *subject)
    return None


def _inverted_subject(words: Sequence[Word], first: int) -> int:
    """Where the subject that begins at ``first``, behind its verb, ends."""
    if first >= len(words):
        return first
    opening = words[first]
    if opening.small in _NO_SUBJECT_START or opening.small in _OPENERS or not opening.text[0].isalnum():
        return first
    last = first
    while last < len(words) and last - first < _LONGEST_SUBJECT:
        word = words[last]
        if word.small in _PAUSES or word.text in (".", "--") or word.text.startswith(QUOTED):
            break
        if last > first and word.small in _CONJUNCTIONS | {"in", "on", "at", "during", "told", "who", "to"}:
            break
        last += 1
    return last


def cue_before(words: Sequence[Word]) -> Cue | None:
    """The last verb before a quote with its speaker: 'Dillon said: …', 'he called it …', 'X attacked Y, saying …'."""
    for number in range(len(words) - 1, max(-1, len(words) - 1 - _FARTHEST_CUE), -1):
        if not is_cue(words, number):
            continue
        if words[number].small.endswith("ing"):
            subject = _main_subject(words, number)
        else:
            subject = subject_before(words, number, 0)
        if subject is not None:
            return Cue(number, *subject)
    return None


def _main_subject(words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """The subject of the verb on which a participle hangs: the first words of the clause, up to its finite verb."""
    quoted = [number for number in range(verb) if words[number].text.startswith(QUOTED)]
    start = quoted[-1] + 1 if quoted else 0
    while start < verb and words[start].small in _PAUSES:
        start += 1
    start = _after_opening(words, start, verb)
    if verb and words[verb - 1].small in ("is", "was", "are", "were", "been", "’s", "'s"):
        return subject_before(words, verb, 0)
    last = start
    while last < verb and words[last].small not in _PAUSES and not _is_finite(words, last, start):
        last += 1
    return (start, last) if last > start else None


def _is_finite(words: Sequence[Word], number: int, start: int) -> bool:
    word = words[number]
    if number == start:
        return False
    return (
        word.small in _AUXILIARIES
        or is_cue(words, number)
        or (word.text.islower() and word.small.endswith(("ed", "ook")))
    )


def _after_opening(words: Sequence[Word], start: int, stop: int) -> int:
    """Where a clause really begins, behind 'On Thursday,' and the like."""
    if start < stop and words[start].small in _OPENERS:
        comma = next((n for n in range(start, stop) if words[n].text == ","), None)
        if comma is not None and comma + 1 < stop:
            return comma + 1
    return start


def subject_before(words: Sequence[Word], verb: int, floor: int) -> tuple[int, int] | None:
    """The words ``[first, last)`` before a finite verb that are its subject; none are before ``floor``."""
    last = _before_adverbs(words, verb, floor)
    if last > floor and words[last - 1].small in ("who", "which") and last - 1 > floor:
        last -= 1
    if last > floor and words[last - 1].small in (",", ")", "—", "–", "--"):
        last = _before_apposition(words, last - 1, floor)
    if last <= floor or words[last - 1].small in ("and", "or"):
        return _coordinated(words, last, floor)
    first = last
    while first > floor and last - first < _LONGEST_SUBJECT and not _bounds(words, first - 1):
        first -= 1
    return _trimmed(words, _list_start(words, first, last, floor), last)


def _list_start(words: Sequence[Word], first: int, last: int, floor: int) -> int:
    """Where the list begins that goes on with 'Russia and Turkey': names of a word or two with commas between."""
    if not any(word.small == "and" for word in words[first:last]):
        return first
    while first - 1 > floor and words[first - 1].text == ",":
        start = first - 1
        while start > floor and first - start < 4 and words[start - 1].text[:1].isupper():
            start -= 1
        if start == first - 1 or (start > floor and not _bounds(words, start - 1)):
            break
        first = start
    return first


def _before_adverbs(words: Sequence[Word], last: int, floor: int) -> int:
    """Where a subject ends that has 'also', 'on Thursday' or 'has repeatedly' between itself and its verb."""
    while last > floor:
        word = words[last - 1]
        if word.small in _WEEKDAYS and last - 1 > floor:
            last -= 2 if words[last - 2].small in ("on", "late", "early") else 1
        elif word.small in _AUXILIARIES or _is_adverb(word):
            last -= 1
        else:
            break
    return last


def _is_adverb(word: Word) -> bool:
    return word.text.islower() and word.text.endswith("ly") and len(word.text) > 4


def _bounds(words: Sequence[Word], number: int) -> bool:
    word = words[number]
    if word.small in _PAUSES or word.small in _CONJUNCTIONS or word.small in ("who", "which"):
        return True
    return word.text in (".", "?", "!", "--", "“", "”") or word.text.startswith(QUOTED)


def _before_apposition(words: Sequence[Word], end: int, floor: int) -> int:
    """Where the subject ends that has the apposition before ``end`` behind it: 'Paul Ryan, the speaker, said'."""
    opening = {")": "("}.get(words[end].text, words[end].text)
    number = end - 1
    while number > floor and words[number].text != opening:
        number -= 1
    if number <= floor:
        return floor
    if words[number - 1].small in (",",) and number - 1 > floor:
        number -= 1
    before = next((n for n in range(number - 1, floor - 1, -1) if _bounds(words, n)), floor - 1)
    begins = words[before + 1] if before + 1 < number else None
    if before > floor and words[before].text == "," and begins and _is_apposition(begins):
        return _before_apposition(words, number, floor)
    return number


def _is_apposition(word: Word) -> bool:
    return word.small in ("of", "a", "an", "the", "who", "which", "from") or word.text[0].isdigit()


def _coordinated(words: Sequence[Word], last: int, floor: int) -> tuple[int, int] | None:
    """The subject of the first of two verbs: 'he laughed and said'."""
    if last <= floor:
        return None
    first = last - 1
    while first > floor and not _bounds(words, first - 1):
        first -= 1
    if first - 1 > floor and words[first - 1].small in ("who", "which"):
        last = first - 2 if words[first - 2].text == "," else first - 1
        return subject_before(words, last, floor) if last > floor else None
    stop = first
    while stop < last - 1 and not _is_finite(words, stop, first):
        stop += 1
    return _trimmed(words, first, stop) if stop > first else None


def _trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """A subject without what stands before it in its clause: 'and on Thursday Dillon' is 'Dillon'."""
    if first == last:
        return None
    if words[last - 1].small in PRONOUNS:
        return last - 1, last
    if words[first].small == "according" and last - first > 2:
        first += 2
    if words[first].small in _OPENERS | _NO_SUBJECT_START:
        start = last - 1
        while start > first and (words[start - 1].text[:1].isupper() and words[start - 1].small not in _OPENERS):
            start -= 1
        determiner = next((n for n in range(last - 1, first, -1) if words[n].small in _DETERMINERS), None)
        if not words[last - 1].text[:1].isupper():
            start = determiner if determiner is not None else start
        first = start
    return first, last


def cue_of_statement(words: Sequence[Word]) -> Cue | None:
    """The first finite verb in a sentence that reports a statement and has a subject."""
    for number in range(1, len(words)):
        if not is_cue(words, number) or REPORTING[words[number].small] not in STATEMENT:
            continue
        if words[number].small.endswith("ing"):
            continue
        subject = subject_before(words, number, 0)
        if subject is not None:
            return Cue(number, *subject)
    return None


def statement_of(words: Sequence[Word], cue: Cue) -> tuple[int, int] | None:
    """The words ``[first, last)`` of a sentence that are what its speaker says, quoted words among them."""
    after = cue.verb + 1
    before = cue.first - 1
    while before > 0 and words[before].text in _PAUSES:
        before -= 1
    if before >= 0 and words[before].text.startswith(QUOTED):
        return None  # the speaker of the quote before it
    if after < len(words) and words[after].small == "that":
        after += 1
    follows = words[after].small if after < len(words) else "."
    stands_behind = cue.first > _FEWEST_WORDS and words[cue.first - 1].text in (",", "—", "--")
    if stands_behind and (follows in _OPENERS | _WEEKDAYS or not follows[0].isalnum()):
        return (0, cue.first - 1) if words[0].small not in _OPENERS else None
    last = len(words) - 1 if words and words[-1].text in (".", "!", "?") else len(words)
    return (after, last) if last - after >= _FEWEST_WORDS else None
