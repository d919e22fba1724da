"""Reads annotated text in the IOB2 format: a word and its tag a line, sentences parted by empty lines."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from index.entities import lexicon
from index.entities.features import is_name_like
from index.entities.tokens import sentences

TYPES = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "NORP": "AFF", "MISC": "MISC",
}  # fmt: skip
_TITLE = re.compile(rf"(?:{'|'.join(sorted(lexicon.TITLES, key=len, reverse=True))})\b *\.? +", re.IGNORECASE)
_MARK = re.compile(r"\[([POLM]) ([^\[\]]+)\]")
_MARKS = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC"}


class Annotated(NamedTuple):
    """The words of a sentence and a tag each: O, B-TYPE or I-TYPE."""

    words: list[str]
    tags: list[str]


def blocks(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The sentences of a file as (word, tag) pairs; an empty one between documents."""
    block: list[tuple[str, str]] = []
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.rstrip("\n").rpartition(" ")
            if word == "-DOCSTART-" or not word:
                if block:
                    yield block
                block = []
                if word:
                    yield []
            else:
                block.append((word, tag))
    if block:
        yield block


def _spans(block: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """The words joined by blanks, and the names in that text as (start, end, type)."""
    names: list[tuple[int, int, str]] = []
    position = 0
    last = "O"
    for word, tag in block:
        end = position + len(word)
        if tag != "O":
            if tag.startswith("I-") and last != "O" and last[2:] == tag[2:]:
                names[-1] = (names[-1][0], end, names[-1][2])
            else:
                names.append((position, end, tag[2:]))
        last = tag
        position = end + 1
    return " ".join(word for word, _ in block), names


def _without_title(text: str, name: tuple[int, int, str]) -> tuple[int, int, str]:
    """A person's name without the titles that some corpora count as a part of it."""
    start, end, kind = name
    while kind == "PER" and (match := _TITLE.match(text, start, end)) and match.end() < end:
        start = match.end()
    return start, end, kind


def annotate(text: str, names: list[tuple[int, int, str]]) -> Iterator[Annotated]:
    """The sentences of ``text`` in the tagger's own words, tagged by the ``names`` in it.

    So that all corpora say the same, nationalities are affiliations and persons have no titles in each.
    """
    names = [_without_title(text, name) for name in names]
    for sentence in sentences(text):
        tags = []
        for word, (start, end) in zip(sentence.words, sentence.spans, strict=True):
            name = next((name for name in names if name[0] < end and start < name[1]), None)
            if name is None:
                tags.append("B-AFF" if word in lexicon.affiliations() else "O")
                continue
            kind = TYPES[name[2]]
            if kind == "MISC" and " ".join(text[name[0] : name[1]].split()) in lexicon.affiliations():
                kind = "AFF"
            tags.append(("B-" if start <= name[0] else "I-") + kind)
        yield Annotated(sentence.words, tags)


def read(path: Path) -> Iterator[list[Annotated]]:
    """The documents of a corpus."""
    document: list[Annotated] = []
    for block in blocks(path):
        if block:
            document.extend(annotate(*_spans(block)))
        elif document:
            yield document
            document = []
    if document:
        yield document


def read_marked(path: Path) -> Iterator[Annotated]:
    """The sentences of a text in which names are marked as ``[P Ann Lee]``: P, O, L or M and the name."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            continue
        text = ""
        names = []
        position = 0
        for mark in _MARK.finditer(line):
            text += line[position : mark.start()]
            names.append((len(text), len(text) + len(mark[2]), _MARKS[mark[1]]))
            text += mark[2]
            position = mark.end()
        yield from annotate(text + line[position:], names)


def with_spaced_hyphens(annotated: Iterable[Annotated]) -> Iterator[Annotated]:
    """The sentences with a hyphenated name once more, blanks around the hyphens, as some publishers write them."""
    for words, tags in annotated:
        if not any("-" in word[1:-1] and is_name_like(word) for word in words):
            continue
        spaced: list[str] = []
        spaced_tags: list[str] = []
        for word, tag in zip(words, tags, strict=True):
            pieces = [piece for piece in re.split("(-)", word) if piece] if "-" in word[1:-1] else [word]
            spaced += pieces
            spaced_tags += [tag, *[tag.replace("B-", "I-")] * (len(pieces) - 1)]
        yield Annotated(spaced, spaced_tags)
