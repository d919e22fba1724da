"""Sentences that stand in a text several times: the one that was meant is found where its paragraph tells."""

from __future__ import annotations

import random

from figures import record

from index.notebook.anchors import Anchor, locate

CASES = 1_000
WORDS = (
    "harbour ferry island strike minister union owner pilot storm village river bridge market court judge police road "
    "hospital doctor school teacher engineer factory worker wages price bread fuel winter border convoy witness report"
).split()
Sentences = list[tuple[str, int]]
"""Sentences, each with its number in the first text; -1 for those that an edit brought."""


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 14))).capitalize() + ". "


def text_of(sentences: Sentences) -> str:
    return "".join(words for words, _ in sentences)


def start_of(sentences: Sentences, number: int) -> int | None:
    """Where the sentence stands, if it is left whole."""
    at = 0
    for words, own in sentences:
        if own == number:
            return at
        at += len(words)
    return None


def edited(chance: random.Random, sentences: Sentences, repeated: str) -> Sentences:
    new = list(sentences)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(new))
        kind = chance.random()
        if kind < 0.4:
            new.insert(at, (sentence(chance), -1))
        elif kind < 0.6:
            del new[at]
        elif kind < 0.7 and repeated not in {words for words, _ in new[max(0, at - 2) : at + 2]}:
            new.insert(at, (repeated, -1))
        elif kind < 0.8:
            new.insert(chance.randrange(len(new)), new.pop(at))
        else:
            words = new[at][0].split(" ")
            words[chance.randrange(len(words) - 1)] = chance.choice(WORDS)
            changed = " ".join(words)
            new[at] = (changed, new[at][1] if changed == new[at][0] else -1)
    return new


def test_a_repeated_sentence_is_found_by_its_paragraph_and_never_taken_for_another() -> None:
    chance = random.Random(7)
    could = found = wrong = 0
    for _ in range(CASES):
        repeated = sentence(chance)
        numbers = chance.sample(range(0, 30, 3), chance.randint(2, 4))  # twins side by side are one to any reader
        sentences = [(repeated if at in numbers else sentence(chance), at) for at in range(30)]
        number, text = chance.choice(numbers), text_of(sentences)
        start = start_of(sentences, number)
        assert start is not None
        anchor = Anchor.of(text, start, start + len(repeated) - 1)
        assert anchor.which
        new = edited(chance, sentences, repeated)
        place, truth = locate(text_of(new), anchor), start_of(new, number)
        could += truth is not None
        found += place is not None and place.start == truth
        wrong += place is not None and place.exact and place.start != truth
    record("repeated sentences after an edit", f"{found} of {could} found, {wrong} in a wrong place")
    assert wrong == 0
    assert found >= 0.85 * could


def test_surroundings_that_are_repeated_as_well_tell_nothing() -> None:
    chance = random.Random(8)
    block = "".join(sentence(chance) for _ in range(20))
    middle = block.index(". ", len(block) // 2) + 2
    anchor = Anchor.of(block + block, middle, middle + 20)
    assert anchor.which == "1/2"
    assert locate("New. " + block + block, anchor) is None
