"""One name for many: gives each mention of a document its entity's name, with the reason where they differ.

The order: the curated table; an acronym that the document defines; for persons, titles and surnames; for
organisations, a leading article and a trailing noun; for places, the gazetteer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from index.entities import curated, lexicon
from index.entities.acronyms import definitions, fits
from index.entities.armament import weapon_named
from index.entities.beside import with_nicknames, with_shared_surnames
from index.entities.keys import article_key, plain_key
from index.entities.organizations import Organizations
from index.entities.people import Named, Written, name_people, with_small_letters
from index.entities.places import Surroundings, find_place, is_rather_a_quarter, names_quarters, whereabouts
from index.entities.quarters import is_of_a_province, parts_of_towns
from index.entities.recognition import Found
from index.entities.tokens import is_hard_wrapped
from index.entities.told_apart import with_regions_told
from index.model import EntityType, Mention

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_LONGEST_TITLE = 20  # characters
_LONGEST_GAP = 80  # characters of the text between two persons that say something of both
_TITLES = "|".join(["Prime Minister", "Vice President", *sorted(lexicon.TITLES, key=len, reverse=True)])
_TITLE_BEFORE = re.compile(rf"\b({_TITLES})\.?\s+\Z")
_GOES_ON = re.compile(r"\s+(?:of|for|on|to|against)\s")
_SHORTEST_FOREIGN = 5  # letters of an acronym that does not fit the name that it is of
_GROUP_NOUN = re.compile(r"\s+(?:group|militants|fighters|militia)$")
_PLACE_NOUN = re.compile(
    r"\s+(?:province|governorate|region|city|town|village|river|district|state|area|desert|island|airport)$",
    re.IGNORECASE,
)
_PLACE_NOUN_BEFORE = re.compile(r"^(?:city|town|province|state|governorate|district|village)\s+of\s+", re.IGNORECASE)


def name_mentions(text: str, found: Sequence[Found], title: str = "", in_title: Sequence[Found] = ()) -> list[Mention]:
    """The mentions that were ``found`` in ``text``, named. Those found in the title may give full names."""
    surfaces = _surfaces(text, found)
    of_title = _people(title, in_title, _surfaces(title, in_title))
    names_of_people = iter(name_people(_people(text, found, surfaces), of_title))
    organizations = Organizations(
        (start, surface)
        for (start, _, kind), surface in zip(found, surfaces, strict=True)
        if kind is EntityType.ORGANIZATION
    )
    acronyms = definitions(text, _organizations_by_end(found, surfaces))
    around = _surroundings(found, surfaces)
    namer = _Namer(acronyms, around, organizations)
    parts = parts_of_towns(text, found, surfaces, around)
    mentions = []
    for (start, end, kind), surface in zip(found, surfaces, strict=True):
        if kind is EntityType.PERSON:
            named = next(names_of_people)
        elif kind is EntityType.PLACE and article_key(surface) in parts and not is_of_a_province(text, end):
            named = Named(parts[article_key(surface)], "the text tells of a part of a town")
        else:
            # "the Center for an Informed Public" is not short for another center.
            named = namer.name(start, surface, kind, alone=_GOES_ON.match(text, end) is None)
        mentions.append(Mention(start, end, text[start:end], kind, named.name, named.reason))
    return with_regions_told(text, mentions)


def _organizations_by_end(found: Sequence[Found], surfaces: Sequence[str]) -> dict[int, str]:
    """The names of organisations by where they end."""
    return {
        end: surface for (_, end, kind), surface in zip(found, surfaces, strict=True) if kind is EntityType.ORGANIZATION
    }


def _surfaces(text: str, found: Sequence[Found]) -> list[str]:
    """What each of those found says, with one blank for any white space."""
    return [" ".join(text[start:end].split()) for start, end, _ in found]


def _people(text: str, found: Sequence[Found], surfaces: Sequence[str]) -> list[Written]:
    """The mentions of persons, each with its paragraph and the title that stands before it."""
    separator = "\n\n" if is_hard_wrapped(text) else "\n"
    breaks = [match.start() for match in re.finditer(separator, text)]
    people = []
    between = []
    before = 0
    for (start, end, kind), surface in zip(found, surfaces, strict=True):
        if kind is EntityType.PERSON:
            title = _TITLE_BEFORE.search(text, max(0, start - _LONGEST_TITLE), start)
            people.append(Written(start, surface, bisect_right(breaks, start), title[1] if title else ""))
            between.append(text[before : min(start, before + _LONGEST_GAP)])
            before = end
    return with_shared_surnames(with_nicknames(people, between[1:]), between[1:])


def _surroundings(found: Sequence[Found], surfaces: Sequence[str]) -> Surroundings:
    """The countries that a document speaks of: by their names, their people's, and by places known beyond doubt."""
    codes = lexicon.country_codes()
    named: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for (_, _, kind), surface in zip(found, surfaces, strict=True):
        if kind in (EntityType.PLACE, EntityType.AFFILIATION) and surface in codes:
            named[codes[surface].partition("-")[0]] += 1
        elif kind is EntityType.PLACE and (place := whereabouts(surface)) is not None and not names_quarters(place):
            near[place.country.partition("-")[0]] += 1
    near.pop("", None)
    most = (named + near + near).most_common(1)
    return Surroundings(frozenset(named), frozenset(near), most[0][0] if most else "")


def _is_known_acronym(acronym: str, name: str) -> bool:
    """Whether an acronym that the lists know is defined by a name that they do not know: MINUSMA by its long name."""
    if len(acronym) < _SHORTEST_FOREIGN or curated.table().find(name) is not None or fits(name, acronym):
        return False
    known = curated.table().find(acronym)
    return known is not None and known.type is EntityType.ORGANIZATION and f" {acronym[0]}" in f" {name}"


class _Namer:
    """Names the organisations, places and affiliations of one document."""

    def __init__(self, acronyms: dict[str, str], around: Surroundings, organizations: Organizations) -> None:
        self._acronyms = acronyms
        self._around = around
        self._organizations = organizations
        self._forms: dict[tuple[EntityType, str], str] = {}
        self._acronym_of = {name: acronym for acronym, name in acronyms.items() if _is_known_acronym(acronym, name)}

    def name(self, start: int, surface: str, kind: EntityType, *, alone: bool) -> Named:
        """The one name of what ``surface`` at ``start`` names, and why; ``alone`` if no name goes on after it."""
        long_name = self._acronyms.get(surface)
        if long_name is not None and self._is_meant(surface, long_name, kind):
            return Named(self._resolve(long_name, kind).name, f"defined in the text: {long_name} ({surface})")
        meant = self._organizations.meant(start, surface) if alone and kind is EntityType.ORGANIZATION else None
        if meant is not None and curated.table().find(surface) is None:
            return Named(self._resolve(meant.name, kind).name, meant.reason)
        return self._resolve(surface, kind)

    @staticmethod
    def _is_meant(acronym: str, name: str, kind: EntityType) -> bool:
        """Whether an acronym of the document's own stands for ``name``, and is not the known name of something else."""
        if fits(name, acronym):
            return True
        known = curated.table().find(acronym)
        return kind is EntityType.ORGANIZATION and (known is None or known is curated.table().find(name))

    def _resolve(self, surface: str, kind: EntityType) -> Named:
        """As ``name``, for what is no acronym of the document's own."""
        known = curated.table().find(surface)
        if known is not None and known.type is kind:
            return Named(known.name, "" if surface == known.name else f"another name of {known.name}")
        if kind is EntityType.ORGANIZATION:
            return self._organization(surface)
        if kind is EntityType.PLACE:
            return self._place(surface)
        if kind is EntityType.WEAPON:
            name = weapon_named(surface)
            return Named(name, "" if name == surface else f"another name of {name}")
        if kind is EntityType.OPERATION:
            return self._first_form(surface, with_small_letters(surface), kind)
        form = lexicon.affiliations().get(with_small_letters(surface), surface)
        return Named(form, "" if form == surface else f"a form of {form}")

    def _organization(self, surface: str) -> Named:
        """An organisation that is not curated as it stands."""
        acronym = self._acronym_of.get(_ARTICLE.sub("", surface))
        if acronym is not None:
            return Named(
                self._resolve(acronym, EntityType.ORGANIZATION).name, f"defined in the text: {surface} ({acronym})"
            )
        core = _GROUP_NOUN.sub("", _ARTICLE.sub("", surface))
        if core in lexicon.affiliations():
            core = surface
        known = curated.table().find(core)
        if known is not None and known.type is EntityType.ORGANIZATION:
            return Named(known.name, f"another name of {known.name}")
        return self._first_form(surface, core, EntityType.ORGANIZATION)

    def _place(self, surface: str) -> Named:
        """A place, by the gazetteer if that has it."""
        core = _PLACE_NOUN.sub("", _PLACE_NOUN_BEFORE.sub("", _ARTICLE.sub("", surface)))
        if core in lexicon.country_names() and not surface.endswith(core):
            core = surface  # a U.S. district is not the United States
        for name in dict.fromkeys((surface, core)):
            found = find_place(name, self._around)
            if found is None or is_rather_a_quarter(found[0], self._around):
                continue
            place, reason = found
            if place.name == surface:
                return Named(place.name, "")
            if plain_key(place.name) == plain_key(name):
                reason = "the same name but for the kind of place" if name != surface else "the same spelling"
            return Named(place.name, f"{reason}: {place.name}")
        return self._first_form(surface, core, EntityType.PLACE)

    def _first_form(self, surface: str, core: str, kind: EntityType) -> Named:
        """The form in which the document first writes what no list has."""
        form = self._forms.setdefault((kind, article_key(core)), core)
        return Named(form, "" if form == surface else "another way of writing the name")
