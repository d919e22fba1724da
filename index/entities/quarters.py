"""Parts of towns: the Salah Eddin neighbourhood of Aleppo is not the province of that name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.entities.gazetteer import Place
from index.entities.keys import article_key
from index.entities.locations import distance
from index.entities.places import Surroundings, find_place, whereabouts
from index.entities.recognition import Found
from index.model import EntityType

_AFTER = re.compile(
    r"\s+(?:residential\s+)?(?P<noun>neighbou?rhood|quarter|mosque|district|area(?=\s+(?:of|in)\s+[A-Z]))\b(?!-)"
    r"(?:\s+(?:of|in)\s+(?:the\s+city\s+of\s+)?(?P<town>[A-Z]\w+(?:[ -][A-Z]\w+)?))?"
)
_OF_A_PROVINCE = re.compile(r"\s+(?:province|governorate|state)\b")
_BEFORE = re.compile(r"\b(?P<noun>neighbou?rhood|quarter)\s+of\s+\Z")
_ONE_OF_SEVERAL = re.compile(r"\b[Aa]n?\s+\Z")  # "an Aleppo neighbourhood" is one in Aleppo

_WIDE = frozenset("region continent sea ocean desert valley mountains mountain river country province state".split())
"""Kinds of places that are larger than a town, so that a part of one is not meant by their name."""

_LARGE = 500_000  # inhabitants of a town that is itself meant before "neighbourhood"
_LONGEST_BEFORE = 20  # characters of what may stand before a name
_NEAR = 30.0  # kilometres, about as far as a large town's suburbs


def parts_of_towns(text: str, found: Sequence[Found], surfaces: Sequence[str], around: Surroundings) -> dict[str, str]:
    """Names of their own, by article key, for what a document calls a neighbourhood, a district, a mosque.

    They are those that a list would link to something else: a town far from all others that the document names, or
    what is larger than a town.
    """
    towns = _towns(found, surfaces)
    parts: dict[str, str] = {}
    for (start, end, kind), surface in zip(found, surfaces, strict=True):
        noun, town = _called(text, start, end) if kind is EntityType.PLACE else ("", "")
        linked = find_place(surface, around) if noun else None
        if linked is not None and _is_elsewhere(linked[0], noun, _town(town), towns, around):
            parts.setdefault(article_key(surface), f"{surface} {noun}")
    return parts


def is_of_a_province(text: str, end: int) -> bool:
    """Whether what ends there is called a province, which shares the name of a part of a town at most."""
    return _OF_A_PROVINCE.match(text, end) is not None


def _called(text: str, start: int, end: int) -> tuple[str, str]:
    """What the name from ``start`` to ``end`` is called as a part of a town, and the town that is told with it."""
    before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    if before is not None:
        return before["noun"], ""
    after = _AFTER.match(text, end)
    if after is None or _ONE_OF_SEVERAL.search(text, max(0, start - _LONGEST_BEFORE), start):
        return "", ""
    return after["noun"], after["town"] or ""


def _town(name: str) -> Place | None:
    place = whereabouts(name) if name else None
    return place if place is not None and place.kind == "city" else None


def _towns(found: Sequence[Found], surfaces: Sequence[str]) -> list[Place]:
    names = (surface for (_, _, kind), surface in zip(found, surfaces, strict=True) if kind is EntityType.PLACE)
    return [place for place in map(_town, dict.fromkeys(names)) if place is not None]


def _is_elsewhere(linked: Place, noun: str, town: Place | None, towns: Sequence[Place], around: Surroundings) -> bool:
    """Whether the linked place cannot be the part of a town that is spoken of; ``town`` is the one named with it."""
    if linked.kind in _WIDE:
        return noun not in ("district", "area") or linked.kind not in ("country", "province", "state")
    if linked.kind != "city":
        return False
    if town is not None and town.country != linked.country:
        return True
    if noun in ("district", "area"):
        return False  # they are called after their chief towns, and lie in provinces that are called like towns
    others = [other for other in towns if other != linked]
    told = linked.country in around.named or any(other.country == linked.country for other in others)
    is_large = linked.rank >= _LARGE and (told or (noun != "mosque" and not around.named))
    in_it = town is not None and linked.rank > town.rank and noun != "mosque"  # the neighbourhood of the larger one
    if is_large or in_it:
        return False
    near = others if town is None else [town]
    return all(distance(linked.latitude, linked.longitude, other.latitude, other.longitude) > _NEAR for other in near)
