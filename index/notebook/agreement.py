"""How far two analysts agree in the tags that they give to the same passages: Cohen's kappa.

Cohen, A Coefficient of Agreement for Nominal Scales (1960): the agreement beyond that which chance would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.notebook.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two analysts use a tag: on how many passages both, one alone, or neither put it."""

    tag: str
    both: int
    first: int
    second: int
    neither: int

    @property
    def kappa(self) -> float | None:
        """-1 to 1; None where both always, or both never, give the tag, so that chance explains everything."""
        total = self.both + self.first + self.second + self.neither
        one, other = (self.both + self.first) / total, (self.both + self.second) / total
        chance = one * other + (1 - one) * (1 - other)
        observed = (self.both + self.neither) / total
        return None if chance == 1 else (observed - chance) / (1 - chance)


def agreements(first: Sequence[Annotation], second: Sequence[Annotation]) -> list[Agreement]:
    """For each tag that either gives to a passage that both have annotated, by tag.

    Passages are the same if they overlap in the same text by at least half of the longer one.
    """
    pairs = [(set(one.tags), set(other.tags)) for one in first for other in second if same_passage(one, other)]
    tags = sorted({tag for one, other in pairs for tag in one | other})
    return [_agreement(tag, [(tag in one, tag in other) for one, other in pairs]) for tag in tags]


def _agreement(tag: str, given: Sequence[tuple[bool, bool]]) -> Agreement:
    counts = [given.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))]
    return Agreement(tag, *counts)


def same_passage(one: Annotation, other: Annotation) -> bool:
    """Whether both are about the same words of the same text, or both about the whole of it."""
    if not one.text_hash or one.text_hash != other.text_hash:
        return False
    here, there = one.anchor, other.anchor
    if here is None or there is None:
        return here is there
    overlap = min(here.end, there.end) - max(here.start, there.start)
    return overlap * 2 >= max(here.end - here.start, there.end - there.start)
