"""Verbs that say the opposite of each other, by which two sentences with much else in common contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

from index.compare.tokens import Token

_OPPOSITES = (
    ("accept accepts accepted approve approves approved", "reject rejects rejected refuse refuses refused"),
    ("pass passes passed approved adopted", "veto vetoes vetoed block blocks blocked defeated rejected"),
    ("support supports supported back backs backed", "oppose opposes opposed"),
    ("confirm confirms confirmed admit admits admitted", "deny denies denied"),
    ("rose rise rises risen increased increase climbed", "fell fall falls fallen decreased decrease dropped"),
    ("won win wins beat beats defeated", "lost lose loses"),
    ("convicted guilty", "acquitted cleared"),
    ("arrested jailed detained", "released freed"),
    ("open opens opened reopened", "close closes closed shut"),
    ("captured seized took recaptured entered", "lost withdrew retreated left abandoned"),
    ("arrived arrives", "departed departs left"),
    ("resumed resume began started", "suspended suspend halted ended stopped"),
    ("survived survives alive", "died killed dead"),
)
_OPPOSED = [(frozenset(one.split()), frozenset(other.split())) for one, other in _OPPOSITES]


def are_opposed(here: Iterable[Token], there: Iterable[Token]) -> bool:
    """Whether one sentence has only one verb of a pair of opposites and the other only the other one."""
    forms, others = {token.form for token in here}, {token.form for token in there}
    return any(
        _only(mine, one, other) and _only(its, other, one)
        for one, other in _OPPOSED
        for mine, its in ((forms, others), (others, forms))
    )


def _only(forms: set[str], wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    return not forms.isdisjoint(wanted) and forms.isdisjoint(unwanted)
