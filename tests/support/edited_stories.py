"""Stories of words by chance, and what an editor makes of them: for notes that are to be found again."""

from __future__ import annotations

import random

WORDS = (
    "harbour ferry island strike minister union owner pilot storm village river bridge market court judge police road "
    "hospital doctor school teacher engineer factory worker wages price bread fuel winter border convoy witness report"
).split()
VERBS = "closed opened delayed refused visited accused praised repaired counted left reached lost found joined".split()


def sentence(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=chance.randint(6, 14))
    words.insert(2, chance.choice(VERBS))
    words.insert(5, str(chance.randint(10, 999)))
    return " ".join(words).capitalize() + "."


def edited(chance: random.Random, sentences: list[str]) -> list[str]:
    """The story with a number changed, a sentence put in and now and then one taken out."""
    new = list(sentences)
    at = chance.randrange(len(new))
    number = next(word for word in new[at].rstrip(".").split() if word.isdigit())
    new[at] = new[at].replace(number, str(int(number) + 1), 1)
    if chance.random() < 0.3:
        del new[chance.randrange(len(new))]
    new.insert(chance.randrange(len(new) + 1), sentence(chance))
    return new


def same_but_for_a_number(one: str, other: str) -> bool:
    pairs = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) == len(other.split()) and sum(a != b for a, b in pairs) <= 1
