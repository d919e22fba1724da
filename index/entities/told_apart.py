"""Towns that a text tells from a larger namesake by what it adds: Alexandria, Virginia is not the one in Egypt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.entities.locations import is_point, lies_in, namesakes
from index.entities.places import whereabouts
from index.entities.regions import find_region
from index.model import EntityType, Mention

_COMMA = ", "
_SIGNS = tuple(",.;:)")


def with_regions_told(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in order, with the names of such towns as "Alexandria, Virginia", wherever they stand."""
    told: dict[str, str] = {}
    for town, after in pairwise(mentions):
        beside = town.type is after.type is EntityType.PLACE and text[town.end : after.start] == _COMMA
        if beside and _ends_there(text, after) and _is_told_apart(town.name, after.name):
            told.setdefault(town.name, f"{town.name}{_COMMA}{after.name}")
    return [
        Mention(one.start, one.end, one.text, one.type, told[one.name], f"the text adds where it is: {told[one.name]}")
        if one.type is EntityType.PLACE and one.name in told
        else one
        for one in mentions
    ]


def _ends_there(text: str, added: Mention) -> bool:
    """Whether what is added ends before a sign, if it is a country: "In Paris, Canada said" is no Paris of Canada."""
    region = find_region(added.name)
    return region is None or bool(region.code) or text[added.end : added.end + 1] in _SIGNS


def _is_told_apart(name: str, within: str) -> bool:
    """Whether a region that is added to a town's name means another than the likeliest of that name."""
    usual, added, region = whereabouts(name), whereabouts(within), find_region(within)
    if region is None or usual is None or usual.kind in ("country", "continent"):
        return False
    if added is not None and added.kind == "city":
        return False  # "in Rome, New York and Tokyo"
    return not lies_in(usual, region) and any(is_point(one) and lies_in(one, region) for one in namesakes(name))
