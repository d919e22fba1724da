"""Names by simple rules: runs of capitalised words, told apart by the words in and around them."""

from __future__ import annotations

from index.entities import lexicon
from index.entities.tokens import Sentence
from index.model import EntityType

_CONNECTIVES = frozenset("of for al bin ibn de la del van von der el da di".split())
_PLACE_PREPOSITIONS = frozenset("in at near from to across around outside inside towards into over".split())
_SENTENCE_STARTS = frozenset(
    "The A An In On At But And Or If It He She They We You I This That These Those There When While After Before As "
    "For From With By Of To Not No So What Who Why How Its His Her Their Our Meanwhile However Earlier Since Until "
    "According Also Both Some Many More Most Part Air Dozens".split()
)


def _end_of_run(words: list[str], start: int) -> int:
    """The end of the run of capitalised words and the connectives between them that begins at ``start``."""
    end = start + 1
    while end < len(words):
        word = words[end]
        following = words[end + 1][:1] if end + 1 < len(words) else ""
        if word[:1].isupper() and word not in lexicon.MONTHS_AND_DAYS:
            end += 1
        elif word in _CONNECTIVES and following.isupper():
            end += 2
        elif word.lower().startswith(("al-", "ez-", "el-")):
            end += 1
        else:
            break
    return end


def _type_of(run: list[str], titled: bool, before: str) -> EntityType:
    """What a run of capitalised words names, by the words in it and before it."""
    text = " ".join(run)
    if text in lexicon.affiliations():
        return EntityType.AFFILIATION
    if text in lexicon.country_names():
        return EntityType.PLACE
    if any(word.rstrip(".") in lexicon.ORGANIZATION_WORDS for word in run):
        return EntityType.ORGANIZATION
    if titled:
        return EntityType.PERSON
    if any(word in lexicon.PLACE_WORDS for word in run) or before.lower() in _PLACE_PREPOSITIONS:
        return EntityType.PLACE
    if len(run) == 1:
        return EntityType.ORGANIZATION
    return EntityType.PERSON


def tag(sentence: Sentence) -> list[tuple[int, int, EntityType]]:
    """The names of a sentence as (first word, last word exclusive, type)."""
    words = sentence.words
    found = []
    index = 0
    while index < len(words):
        word = words[index]
        if not word[:1].isupper() or word in _SENTENCE_STARTS or word in lexicon.MONTHS_AND_DAYS:
            index += 1
            continue
        end = _end_of_run(words, index)
        first = index
        while first < end - 1 and words[first] in lexicon.affiliations():
            found.append((first, first + 1, EntityType.AFFILIATION))
            first += 1
        titled = False
        while first < end and words[first].rstrip(".") in lexicon.TITLES:
            titled = True
            first += 1
        if first < end:
            before = words[index - 1] if index else ""
            found.append((first, end, _type_of(words[first:end], titled, before)))
        index = end
    return found
