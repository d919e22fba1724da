"""Who can say something: a person, an organisation or a role, as far as the words of a phrase tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from index.compare.happenings import ACTIVE, INTRANSITIVE, PEOPLE
from index.compare.tokens import MONTHS
from index.model import EntityType, Mention
from index.text.reporting_words import REPORTING


class Standing(Enum):
    """Whether a phrase names a speaker."""

    NOBODY = 0
    DOUBTFUL = 1  # a noun of which it is not known whether it can speak
    SPEAKER = 2


_PRONOUNS = frozenset("he she they we i it you who".split())
_DETERMINERS = frozenset(
    "a an the his her their its our my this that these those one another some many several most other no two three"
    " four five six few all both each every any multiple top senior former local federal state".split()
)
_ENDS_HEAD = frozenset("of for in from with at on to who that near which by about and or under".split())
_NO_START = frozenset(
    "while when with without including together sometimes as if because but and or so to of from by for than then"
    " though although where why how what which there here not is are was were be been can could would should may might"
    " will do does did has have had going let".split()
)
_FINITE = frozenset("is are was were has have had may might would will can could should".split())
_ROLES = frozenset(
    "president minister premier chancellor senator congressman governor mayor secretary spokesman spokeswoman"
    " spokesperson chief head chairman chairwoman director judge lawyer attorney general colonel major captain"
    " commander king queen prince pope bishop priest imam sheikh ambassador envoy diplomat official analyst expert"
    " economist critic author coach professor scientist friend father mother brother sister son daughter husband wife"
    " cousin uncle aunt neighbour neighbor witness source insider mp aide deputy lord justice sheriff host narrator"
    " people lawmakers everyone everybody someone somebody nobody anyone others critics proponents relatives parents"
    " police".split()
)
_ORGANIZATIONS = frozenset(
    "ministry agency group army government court police company commission committee council union party bank network"
    " campaign team department office organization organisation observatory coalition parliament congress senate"
    " university institute association federation board bureau authority authorities administration embassy newspaper"
    " magazine station channel club church foundation charity movement militia military navy force forces opposition"
    " regime firm corporation panel monitor watchdog kremlin pentagon palace house".split()
)
_TIMES = frozenset("later earlier ago today tomorrow yesterday year years month months week weeks day days".split())
_CONTRACTED = re.compile(r"n[’']t$|[’'](?:ve|re|m|ll|d)$|^(?:there|it|that|he|she|what|who|here)[’']s$")
_ROLE_ENDING = re.compile(r"(?:er|or|ist|man|woman|men|women|ian|ant|dent|ee|eer|er|yst|crat)s?$")
_NO_ROLES = frozenset(
    "later earlier latter whether ever never over under after"
    " number other another letter paper water computer member's matter quarter weather winter summer order power tower"
    " year error mirror color colour factor sector terror moment accident incident date".split()
)
_NAMES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.AFFILIATION)
_LONGEST_WITH_PRONOUN = 2  # words


def standing_of(phrase: str, mentions: Sequence[Mention]) -> Standing:
    """Whether a phrase, with the names in it, can be who says something."""
    words = [word.strip(".,;:()[]\"“”‘’'") for word in phrase.split()]
    small = [word.casefold() for word in words if word]
    if not small or small[0] in _NO_START or "percent" in small or "%" in phrase:
        return Standing.NOBODY
    if _FINITE.intersection(small[1:]) and "who" not in small:
        return Standing.NOBODY
    if _PRONOUNS.intersection(small) or _CONTRACTED.search(small[0]):
        alone = len(small) <= _LONGEST_WITH_PRONOUN and small[-1] in _PRONOUNS
        return Standing.SPEAKER if alone else Standing.NOBODY
    named = any(mention.type in _NAMES for mention in mentions)
    if named:
        starts_well = words[0][:1].isupper() or small[0] in _DETERMINERS or not _is_verb(small[0])
        return Standing.SPEAKER if starts_well else Standing.NOBODY
    return _of_noun(words, small)


def _of_noun(words: Sequence[str], small: Sequence[str]) -> Standing:
    head = next((at for at, word in enumerate(small) if at and word in _ENDS_HEAD), len(small)) - 1
    noun = re.sub(r"(?:’s|'s|s’)$", "", small[head])
    if noun.isdigit() or noun in _TIMES or noun in MONTHS or MONTHS.intersection(small):
        return Standing.NOBODY
    if noun in _ROLES or noun in _ORGANIZATIONS or noun in PEOPLE or noun.removesuffix("s") in _ROLES:
        return Standing.SPEAKER
    if _ROLE_ENDING.search(noun) and noun not in _NO_ROLES and len(noun) > 4:
        return Standing.SPEAKER
    if _is_verb(small[0]) or any(_is_verb(word) for word in small[1:head]) or small[0].endswith("ly"):
        return Standing.NOBODY
    return Standing.DOUBTFUL if small[0] in _DETERMINERS or words[0][:1].isupper() else Standing.NOBODY


def _is_verb(small: str) -> bool:
    """Whether a word looks like a verb in a form that no noun phrase begins with."""
    return small in ACTIVE or small in INTRANSITIVE or small in REPORTING or small.endswith(("ing", "ed"))
