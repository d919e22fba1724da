"""Which of the words that share an English stem are forms of one another.

The Porter stemmer joins what only looks alike: protest and protestant, response and responsible, political and polite.
Here inflection counts always (plural, third person, past, participle), and derivation only by the endings that keep
what a word means: evacuate, evacuation, evacuator; quick, quickly; hostile, hostility; resist, resistance. What these
rules would join all the same, or part, is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.text.stemming import has_usual_forms

_AGENTS_AND_ACTS = (
    ("e", "ion"), ("", "ion"), ("e", "ation"), ("", "ation"), ("y", "ication"), ("e", "ition"), ("", "ition"),
    ("", "ment"), ("e", "ment"), ("", "er"), ("e", "er"), ("e", "or"), ("", "or"), ("ate", "ant"), ("ise", "ization"),
)  # fmt: skip
"""What a verb ends in, and what the nouns of it end in instead that tell of one verb: investigation, investigator."""

_VERBAL = (*_AGENTS_AND_ACTS, ("e", "al"), ("", "ance"), ("e", "ance"), ("", "ence"))
"""What a verb ends in, and what the nouns of it end in instead: who does it, and that it is done."""

_OF_QUALITY = (
    ("", "ly"), ("le", "ly"), ("y", "ily"), ("ic", "ically"), ("", "ness"), ("y", "iness"), ("t", "ce"), ("t", "cy"),
    ("ble", "bility"), ("le", "lity"), ("re", "rity"), ("al", "ality"), ("id", "idity"), ("ar", "arity"),
    ("ics", "ical"), ("ic", "ical"),
)  # fmt: skip
"""What an adjective ends in, and what its adverb and its noun end in instead."""

_DERIVED = frozenset((*_VERBAL, *_OF_QUALITY))
_LONGEST_ENDING = max(len(ending) for ending, _ in _DERIVED)
_VERB_ENDINGS = {
    of_noun: [ending for ending, instead in _AGENTS_AND_ACTS if instead == of_noun] for _, of_noun in _AGENTS_AND_ACTS
}
_LONGEST_NOUN_ENDING = max(map(len, _VERB_ENDINGS))

_TOGETHER = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "terror/terrorism withdraw/withdrawal deny/denial try/trial nation/national region/regional critic/criticism"
        " criticize/criticism democrat/democratic"
    ).split()
)
"""Words that mean the same thing by other endings."""

_APART = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "prime/priming prime/primed will/willing even/evening even/evenly good/goods like/likely hard/hardly"
        " name/namely near/nearly late/lately live/lively short/shortly part/partly wit/witness busy/business"
        " depart/department apart/apartment compart/compartment custom/customer office/officer posit/position"
        " constitute/constitution generate/generation profess/profession import/importance import/important"
        " universe/university severe/several remove/remover critic/critical polit/politics polit/political"
        " decade/decadence present/presence moment/momently public/publican public/publication"
        " private/privation important/importation opposite/opposition"
    ).split()
)
"""Words that a rule joins although they mean other things."""

_SHORTEST = 3  # letters of a word without its ending
_VOWEL = re.compile("[aeiouy]")
_ES = re.compile(r"(?:[sxzo]|ch|sh)es\Z")  # a plural in -es, not in -s
_DOUBLED = re.compile(r"([bdfglmnprtz])\1\Z")


def is_form(form: str, other: str, language: str = "") -> bool:
    """Whether a word that shares the stem of another in a language is a form of it; in other languages it always is."""
    return not has_usual_forms(other, language) or not form.isascii() or are_forms(form, other)


@lru_cache(maxsize=65536)
def are_forms(one: str, other: str) -> bool:
    """Whether two folded English words of one stem are forms of one another. It is the same for either first."""
    if one == other:
        return True
    if frozenset((_singular(one), _singular(other))) in _APART:
        return False
    of_one, of_other = _bases(one), _bases(other)
    return (
        not of_one.isdisjoint(of_other)
        or any(_is_derived(base, derived) or _is_derived(derived, base) for base in of_one for derived in of_other)
        or not _verbs(of_one).isdisjoint(_verbs(of_other))
    )


def _singular(word: str) -> str:
    return word.removesuffix("s") if not word.endswith("ss") else word


@lru_cache(maxsize=65536)
def _bases(word: str) -> frozenset[str]:
    """A word and what it may be inflected from: hearings from hearing, and that from hear."""
    found = {word, *_uninflected(word)}
    return frozenset(found.union(*(_uninflected(base) for base in found if base.endswith(("ing", "er", "ed")))))


def _uninflected(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield from _kept(word[:-3] + "y")
    elif _ES.search(word):
        yield from _kept(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield from _kept(word[:-1])
    if word.endswith("ied"):
        yield from _kept(word[:-3] + "y")
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            base = word.removesuffix(ending)
            yield from _kept(base)
            yield from _kept(base + "e")
            if _DOUBLED.search(base):
                yield from _kept(base[:-1])


def _kept(base: str) -> Iterator[str]:
    if len(base) > 1 and _VOWEL.search(base):
        yield base


def _is_derived(base: str, derived: str) -> bool:
    pair = frozenset((base, derived))
    if pair in _TOGETHER:
        return True
    if pair in _APART or len(base) < _SHORTEST:
        return False
    return any(
        (base[kept:], derived[kept:]) in _DERIVED and base[:kept] == derived[:kept]
        for kept in range(max(0, len(base) - _LONGEST_ENDING), len(base) + 1)
    )


@lru_cache(maxsize=65536)
def _verbs(bases: frozenset[str]) -> frozenset[str]:
    """The verbs whose nouns words may be: investigation and investigator are of one."""
    found = (
        verb
        for base in bases
        if len(base) >= _SHORTEST
        for kept in range(max(0, len(base) - _LONGEST_NOUN_ENDING), len(base))
        for ending in _VERB_ENDINGS.get(base[kept:], ())
        if len(verb := base[:kept] + ending) > _SHORTEST and frozenset((verb, base)) not in _APART
    )
    return frozenset(found)
