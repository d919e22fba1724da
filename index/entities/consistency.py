"""A document names its people and organisations again and again: what it says once clearly holds for the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.entities import curated, features, lexicon, wordlists
from index.entities.acronyms import fits
from index.entities.gazetteer import gazetteer
from index.entities.keys import plain_key
from index.entities.places import known_places

POSSESSIVES = ("'s", "’s")


class Name(NamedTuple):
    """A name in a sentence: its words ``[first, last)`` and its label: PER, ORG, LOC, AFF or MISC."""

    first: int
    last: int
    label: str


_MAJORITY = 0.6  # of a string's mentions must agree before the others follow
_LONGEST_WHOLE = 10  # words of a name that is looked for elsewhere
_LARGE_TOWN = 5  # population class: 100,000 and more
_PREPOSITIONS = frozenset("of for on to in against".split())
_BEFORE_TIMES = frozenset("in since until till last next this early mid late during through".split())
_PROPER_CASES = frozenset("345?")  # words that are not usually written small


class _WholeNames:
    """The names of several words that a document has, each with what it mostly is."""

    def __init__(self, labels: Mapping[str, Counter[str]]) -> None:
        """``labels`` says of each string how often it was what."""
        self._labels: dict[str, str] = {}
        self._lengths: dict[str, set[int]] = defaultdict(set)  # in words, by the first word
        for string, counts in labels.items():
            first, *rest = string.split(" ")
            label, count = counts.most_common(1)[0]
            if 0 < len(rest) < _LONGEST_WHOLE and label != "MISC" and count > _MAJORITY * counts.total():
                self._labels[string] = label
                self._lengths[first].add(len(rest) + 1)

    def found_in(self, words: Sequence[str], names: Sequence[Name]) -> list[Name]:
        """``names`` with those of these that the words have, in place of what lies inside them."""
        if self._lengths.keys().isdisjoint(words):
            return sorted(names)
        result = list(names)
        for index, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                last = index + length
                label = self._labels.get(" ".join(words[index:last])) if last <= len(words) else None
                if label is None:
                    continue
                overlapped = [name for name in result if name.first < last and index < name.last]
                if all(index <= name.first and name.last <= last for name in overlapped):
                    result = [name for name in result if name not in overlapped] + [Name(index, last, label)]
        return sorted(result)


class _Evidence:
    """What a document's names say about strings: how often each was what, and of whom a word is a part."""

    def __init__(self, sentences: Sequence[Sequence[str]], names: Sequence[Sequence[Name]]) -> None:
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.surnames: set[str] = set()
        self.last_words: set[str] = set()  # of full names
        self.heads: set[str] = set()  # nouns by which the document may speak of organisations that it names
        self.acronyms: dict[str, str] = {}
        for words, found in zip(sentences, names, strict=True):
            for first, last, label in found:
                self.labels[" ".join(words[first:last])][label] += 1
                if label == "PER" and last - first > 1:
                    self.surnames.update(word for word in (words[first], words[last - 1]) if len(word) > 1)
                    self.last_words.add(words[last - 1])
                self._note_acronym(words, first, last, label)
                if label == "ORG" and (head := head_noun(words[first:last])):
                    self.heads.add(head)
        self.possessives: set[str] = set()  # names that are a person's with a possessive
        self._forget_possessives()
        self.majority = dict(self._majorities())
        self.whole = _WholeNames(self.labels)

    def _note_acronym(self, words: Sequence[str], first: int, last: int, label: str) -> None:
        """Learn from ``Long Name (LN)`` what the acronym is."""
        if words[last : last + 1] == ["("] and words[last + 2 : last + 3] == [")"]:
            acronym = words[last + 1]
            # An organisation's acronym may be that of its name in another language, so it need not fit.
            if acronym.isupper() and (label == "ORG" or fits(" ".join(words[first:last]), acronym)):
                self.acronyms.setdefault(acronym, label)

    def _majorities(self) -> list[tuple[str, str]]:
        """The strings that were found at least twice and are mostly one thing, with that."""
        found = []
        for string, counts in self.labels.items():
            label, count = counts.most_common(1)[0]
            if count >= 2 and count > _MAJORITY * counts.total():
                found.append((string, label))
        return found

    def _forget_possessives(self) -> None:
        """Forget names such as Christie's of whom the document names a person Christie."""
        for string in [string for string in self.labels if string.endswith(POSSESSIVES)]:
            person = string[:-2].rstrip()
            if person in self.last_words or (person in self.labels and self.labels[person]["PER"]):
                del self.labels[string]
                self.possessives.add(string)

    def settled(self, words: Sequence[str], name: Name) -> Name:
        """``name`` with the label that the rest of the document gives to it."""
        if " ".join(words[name.first : name.last]) in self.possessives:
            return Name(name.first, name.last - 1, "PER")
        return Name(name.first, name.last, self.label_of(words, name))

    def label_of(self, words: Sequence[str], name: Name) -> str:
        """The label that the rest of the document gives to a name."""
        string = " ".join(words[name.first : name.last])
        if name.label == "AFF":
            return name.label
        if string in self.acronyms:
            return self.acronyms[string]
        if string in self.surnames and (name.label == "PER" or not self._may_be_else(string, name.label)):
            return "PER"
        return self.majority.get(string, name.label)

    def _may_be_else(self, word: str, label: str) -> bool:
        """Whether a surname of the document is a known name of something else too, and is mostly that here."""
        key = plain_key(word)
        known = key in known_places().keys or gazetteer().population_class(key) >= _LARGE_TOWN
        counts = self.labels[word]
        return (known or curated.table().find(word) is not None) and counts["PER"] + 1 < counts[label]

    def label_of_untagged(self, words: Sequence[str], index: int) -> str | None:
        """The label of a capitalised word that the tagger passed over, if the document knows the word."""
        word = words[index]
        if word in self.last_words and _stands_alone(words, index) and not _is_month(words, index):
            return "PER"
        if word.isupper() and word.capitalize() in self.last_words and wordlists.case_class(word.lower()) not in "01":
            return "PER"
        if word in self.heads and words[index - 1 : index] in (["the"], ["The"]) and _ends_phrase(words, index):
            return "ORG"
        if wordlists.case_class(word.lower()) not in _PROPER_CASES or word in lexicon.MONTHS_AND_DAYS:
            return None
        if word in self.acronyms:
            return self.acronyms[word]
        if word in self.surnames:
            return "PER"
        return self.majority.get(word)


def head_noun(words: Sequence[str]) -> str | None:
    """The noun by which an organisation of three words and more may be called for short: "the Observatory"."""
    if len(words) < 3:
        return None
    end = next((index for index, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    return words[end - 1] if end and words[end - 1] in lexicon.SHORT_NAMES else None


def _ends_phrase(words: Sequence[str], index: int) -> bool:
    """Whether no name goes on after the word at ``index``."""
    after = words[index + 1 : index + 2]
    return not (after and (after[0][0].isupper() or after[0] in _PREPOSITIONS or after[0] == "-"))


def _stands_alone(words: Sequence[str], index: int) -> bool:
    """Whether the capital of a usual word says that it is a name: inside running text, small letters around it."""
    before, after = words[index - 1 : index], words[index + 1 : index + 2]
    return bool(before) and before[0].islower() and not (after and after[0][0].isupper())


def _is_month(words: Sequence[str], index: int) -> bool:
    """Whether the word names a time, as in "Theresa May left in May"."""
    return words[index] in lexicon.MONTHS_AND_DAYS and words[index - 1] in _BEFORE_TIMES


def make_consistent(sentences: Sequence[Sequence[str]], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each sentence after the rest of the document was heard.

    A surname that stands with a full name elsewhere is a person, an acronym is what its definition says, a string
    is what it mostly is, and what is known in this way is a name where the tagger passed it over or cut it.
    """
    evidence = _Evidence(sentences, names)
    result = []
    for words, found in zip(sentences, names, strict=True):
        kept = [evidence.settled(words, name) for name in found]
        covered = {index for name in found for index in range(name.first, name.last)}
        for index in features.name_like_words(words):
            if index not in covered and len(words[index]) > 1:
                label = evidence.label_of_untagged(words, index)
                if label is not None:
                    kept.append(Name(index, index + 1, label))
        result.append(evidence.whole.found_in(words, kept))
    return result
