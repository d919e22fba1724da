"""The fields of the query language and the types of entities: the one table of both.

The grammar, the conditions, the facets, the entity pane, the colours and the help take theirs from here. To add a type
of entity is a member of ``EntityType`` and a row of ``ENTITY_KINDS``. Imports nothing heavy: the screen needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from index.model import EditKind, EntityType


class Takes(Enum):
    """What stands after a field's colon."""

    WORDS = "words"
    DATE = "a date"
    FLAG = "one of a few words"
    NEAR = "a place and a distance"
    REGION = "a country or region"
    AREA = "degrees"
    NAME = "a name, with * and ?"
    DOCUMENT = "the id of a document"


class HeldBy(Enum):
    """What a field's words are compared with."""

    INDEX = "words of the index"
    CATALOGUE = "a value of the catalogue"
    ENTITIES = "names of entities"
    NOTES = "the analyst's notes"
    PLACES = "where places lie"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the query language. ``help`` says what it finds."""

    name: str
    takes: Takes
    help: str
    held_by: HeldBy = HeldBy.CATALOGUE
    flags: tuple[str, ...] = ()
    in_any_case: bool = False  # its values are written in any case, so that capitals mean nothing


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour of a type's names: in the dark and the light theme, and on a terminal of 16 colours."""

    dark: str
    light: str
    plain: str


@dataclass(frozen=True, slots=True)
class EntityKind:
    """A type of entity with the field that asks for it."""

    type: EntityType
    field: str
    heading: str
    colours: Colours
    help: str


@dataclass(frozen=True, slots=True)
class FacetKind:
    """A kind of facet with the field that asks for its values."""

    kind: str
    field: str
    heading: str


ENTITY_KINDS = (
    EntityKind(
        EntityType.PERSON,
        "person",
        "People",
        Colours("#87d7d7", "#005f5f", "ansi_cyan"),
        "documents that mention that person, by any name",
    ),
    EntityKind(
        EntityType.ORGANIZATION,
        "org",
        "Organizations",
        Colours("#d7afff", "#5f00af", "ansi_magenta"),
        "documents that mention that organization, by any name",
    ),
    EntityKind(
        EntityType.PLACE,
        "place",
        "Places",
        Colours("#afd787", "#005f00", "ansi_green"),
        "documents that mention that place, by any name",
    ),
    EntityKind(
        EntityType.AFFILIATION,
        "affiliation",
        "Affiliations",
        Colours("#d7af87", "#875f00", "ansi_yellow"),
        "documents that mention that nation, faith or party's people",
    ),
    EntityKind(
        EntityType.OPERATION,
        "operation",
        "Operations",
        Colours("#87afff", "#005faf", "ansi_bright_blue"),
        "documents that mention that military operation",
    ),
    EntityKind(
        EntityType.WEAPON,
        "weapon",
        "Weapons",
        Colours("#ff8787", "#af0000", "ansi_bright_red"),
        "documents that mention that weapon or vehicle",
    ),
)
"""The types of entities in the order of every list."""

IS = ("annotated", "starred", "read", "unread", "changed", "new")
ALL_VERSIONS = "versions:all"

FIELDS = (
    Field("title", Takes.WORDS, "words of the title", HeldBy.INDEX),
    Field("source", Takes.WORDS, 'who published it; source:="AFP" is the whole value', in_any_case=True),
    Field("author", Takes.WORDS, "who wrote it", in_any_case=True),
    Field("file", Takes.WORDS, "the path of its file", in_any_case=True),
    Field("lang", Takes.WORDS, "the language it is written in: ar, de, en, ru …", in_any_case=True),
    Field("type", Takes.WORDS, "what it was read from: mail, page, chat, text …", in_any_case=True),
    Field("to", Takes.WORDS, "who a mail was sent to, or in copy", in_any_case=True),
    Field("attachment", Takes.NAME, "something of that name is attached to it: *.pdf"),
    Field("parent", Takes.DOCUMENT, "attached to the document with that id"),
    Field("thread", Takes.DOCUMENT, "mails of the thread that the one with that id, or Message-ID, is in"),
    *(Field(kind.field, Takes.WORDS, kind.help, HeldBy.ENTITIES) for kind in ENTITY_KINDS),
    Field("entity", Takes.WORDS, "documents that mention an entity of any type", HeldBy.ENTITIES),
    Field("near", Takes.NEAR, 'names a place so near: near:"al bab"~50km', HeldBy.PLACES),
    Field("in", Takes.REGION, "names a place there: in:Syria, in:SY, in:Aleppo", HeldBy.PLACES),
    Field("area", Takes.AREA, "names a place between degrees: area:34..36,38..41", HeldBy.PLACES),
    Field("tag", Takes.WORDS, "a tag of your notes, or of the document itself", HeldBy.NOTES, in_any_case=True),
    Field("note", Takes.WORDS, "words of your notes", HeldBy.NOTES),
    Field("by", Takes.WORDS, "noted by a colleague; tag:, note: and is:annotated are then theirs", HeldBy.NOTES),
    Field("date", Takes.DATE, 'the document\'s date: 2017-09, "last week", none', flags=("none",)),
    Field("before", Takes.DATE, "dated before that day, month or year"),
    Field("after", Takes.DATE, "dated after it"),
    Field("since", Takes.DATE, "dated on it or after"),
    Field("mentions", Takes.DATE, "speaks of that day, month or year"),
    Field("is", Takes.FLAG, "your own marks; changed since it was first read", flags=IS),
    Field("changed", Takes.FLAG, "what was edited in it: numbers, names …", flags=tuple(EditKind)),
    Field("versions", Takes.FLAG, "older versions too, and not only the last", flags=("all",)),
    Field("has", Takes.FLAG, "what is in doubt, or attached", flags=("date-conflict", "attachment")),
)
"""The fields in the order in which they are told."""

BY_NAME = {field.name: field for field in FIELDS}

FACET_KINDS = (
    FacetKind("source", "source", "Sources"),
    FacetKind("type", "type", "Types"),
    FacetKind("language", "lang", "Languages"),
    FacetKind("year", "date", "Years"),
    FacetKind("month", "date", "Months"),
    *(FacetKind(kind.type, kind.field, kind.heading) for kind in ENTITY_KINDS),
    FacetKind("country", "in", "Countries"),
    FacetKind("region", "in", "Regions"),
    FacetKind("tag", "tag", "Tags"),
)
"""The kinds of facets in the order in which they are shown."""

TYPE_OF_FIELD = {kind.field: kind.type for kind in ENTITY_KINDS}
"""The type of entity that a field asks for; ``entity`` asks for any."""

FIELD_OF_FACET = {facet.kind: facet.field for facet in FACET_KINDS}
"""The field that asks for the values of each kind of facet."""
