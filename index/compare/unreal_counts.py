"""Numbers that a sentence does not count as having happened by now: denied, supposed, former, to come, or none."""

from __future__ import annotations

from index.compare.counting_words import BE, BESIDE_VERBS, EARLIER, MODALS, PREPOSITIONS
from index.compare.happenings import ACTIVE, INTRANSITIVE, NONE, PARTICIPLES, PEOPLE, STATES, Happening
from index.text.quantities import Quantity

FARTHEST_TOLL = 30
"""Parts between the word "toll" and its number."""

_DENYING = frozenset(
    "deny denies denied denying dispute disputes disputed reject rejects rejected refute refutes refuted dismiss"
    " dismisses dismissed untrue false".split()
)
_CLAIMS = frozenset("reports report claims claim allegations rumours rumors suggestions".split())
_SUPPOSING = frozenset(("if", "unless", "whether"))
_FURTHER = frozenset(
    "other others else further more additional reports report immediate one fewer less longer doubt".split()
)
_MOST_BETWEEN = 5  # words that say where nobody was hurt: "no one in the building was hurt"


def is_denied(small: list[str], first: int) -> bool:
    """Whether somebody denies what the number at ``first`` counts: "denied (reports) that 12 people were killed"."""
    at = first - 1
    if at >= 0 and small[at] in ACTIVE and small[at].endswith("ing"):
        at -= 1
        at -= at >= 0 and small[at] == "having"
    at -= at >= 0 and small[at] in ("that", "of")
    at -= at >= 0 and small[at] in _CLAIMS
    if at >= 0 and small[at] in _DENYING:
        return True
    return list(small[max(0, at - 1) : at + 1]) == ["not", "true"]


def is_supposed(small: list[str], first: int) -> bool:
    """Whether the number at ``first`` is only supposed: "if 12 people were killed"."""
    return first > 0 and small[first - 1] in _SUPPOSING


def is_former(small: list[str], one: Quantity) -> bool:
    """Whether a number is said to have been corrected or passed: "a previous toll of 20", "rose from 20 to 30"."""
    window = small[max(0, one.first - 6) : one.first]
    following = small[one.last] if one.last < len(small) else ""
    rose_from = small[max(0, one.first - 1) : one.first] == ["from"] and following == "to"
    tolls = (at for at in range(max(0, one.first - FARTHEST_TOLL), one.first) if small[at] == "toll")
    of_toll = any(EARLIER.intersection(small[max(0, at - 2) : at]) for at in tolls)
    return bool(EARLIER.intersection(window)) or of_toll or rose_from


def is_to_come(between: list[str]) -> bool:
    """Whether a toll has not reached its number, by the words between them: "the toll could rise above 100".

    "May be" is an estimate of what has happened.
    """
    behind = zip(between, [*between[1:], ""], strict=True)
    return any(word in MODALS and following not in ("be", "have") for word, following in behind)


def nobody(small: list[str]) -> list[Quantity]:
    """Where a sentence says "nobody", "no one", "not one" or "no" of something, as the number 0."""
    found = []
    for at, word in enumerate(small):
        following = small[at + 1] if at + 1 < len(small) else ""
        if word == "nobody":
            found.append(Quantity(at, at + 1, 0, 0))
        elif word in ("no", "not") and following == "one":
            found.append(Quantity(at, at + 2, 0, 0))
        elif word == "no" and following not in _FURTHER:
            found.append(Quantity(at, at + 1, 0, 0))
    return found


def befell_nobody(small: list[str], first: int, last: int) -> list[Happening]:
    """What befell none of those whom the words ``[first, last)`` name: "no casualties", "no one was hurt"."""
    told = [NONE[noun] for noun in small[first:last] if noun in NONE]
    if told:
        joined = last + 1 < len(small) and small[last] in ("or", "and")
        return [*told, NONE[small[last + 1]]] if joined and small[last + 1] in NONE else told
    if last > first and PEOPLE.isdisjoint(small[first:last]):
        return []
    at = last
    if at < len(small) and small[at] in PREPOSITIONS:
        verb = (place for place in range(at + 1, min(len(small), at + 2 + _MOST_BETWEEN)) if small[place] in BE)
        at = next(verb, at)
    be = False
    while at < len(small) and (small[at] in BE or small[at] in BESIDE_VERBS):
        be = be or small[at] in BE
        at += 1
    fate = small[at] if at < len(small) else ""
    kind = PARTICIPLES.get(fate) or STATES.get(fate) if be else INTRANSITIVE.get(fate)
    return [kind] if kind is not None else []
