"""Which texts of one address are versions of one document, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.text.words import word_forms
from index.versions.noise import is_new_version

LEAST_SHARED = 0.2
"""Of the shorter text's runs of words; a page that has less in common with what stood there tells another story."""

_RUN = 3  # words
_MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Capture:
    """A text as it was received at a time (ISO, UTC)."""

    key: int
    received: str
    title: str
    text: str


@dataclass(slots=True)
class Chain:
    """The versions of one document, the oldest first; of each, the captures that are the same but for noise."""

    versions: list[list[Capture]] = field(default_factory=list)

    @property
    def last(self) -> Capture:
        """What the document is now: the newest version, as it was received first."""
        return self.versions[-1][0]


def chains_of(captures: Sequence[Capture]) -> list[Chain]:
    """The documents among the captures of one address, which are given in order of time."""
    chains: list[Chain] = []
    for capture in captures:
        for chain in chains:
            last = chain.last
            if not is_new_version(last.title, last.text, capture.title, capture.text):
                chain.versions[-1].append(capture)
                break
            if tells_the_same(last.title, last.text, capture.title, capture.text):
                chain.versions.append([capture])
                break
        else:
            chains.append(Chain([[capture]]))
    return chains


def tells_the_same(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Whether two texts that differ may be versions of one story."""
    one, other = _runs(text), _runs(other_text)
    if not one or not other:
        return title == other_title
    return len(one & other) >= LEAST_SHARED * min(len(one), len(other))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = word_forms(text)[:_MOST_WORDS]
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()


def is_newer_version(title: str, text: str, newer_title: str, newer_text: str) -> bool:
    """Whether a text that took the place of another is a version of it, and differs by more than noise."""
    return is_new_version(title, text, newer_title, newer_text) and tells_the_same(title, text, newer_title, newer_text)
