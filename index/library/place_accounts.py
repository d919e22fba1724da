"""What a result's documents say of each of its places, to be taken out of the library as a map's file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from index.catalogue.reading import CatalogueReader
from index.catalogue.stored_documents import StoredMention
from index.entities.locations import box_of, is_point
from index.library.columns import Columns
from index.library.geography import Geography
from index.library.place_map import Days, rows_published
from index.map.accounts import PlaceAccount, Report
from index.map.world import river_lines
from index.model import EntityType
from index.text.sentences import sentence_at

_LONGEST_QUOTE = 600  # characters
_READ_AT_ONCE = 500  # documents


def accounts_of_places(
    catalogue: CatalogueReader, columns: Columns, keys: Sequence[int], days: Days = (None, None)
) -> Iterator[PlaceAccount]:
    """The places of these documents, of those published in these days, each with the sentences that name it.

    Those in the most documents come first.
    """
    geography = columns.geography
    chosen = rows_published(columns, keys, days)
    within = chosen[geography.rows]
    named: dict[int, list[int]] = defaultdict(list)
    found = zip(geography.numbers[within].tolist(), columns.keys[geography.rows[within]].tolist(), strict=True)
    for number, key in found:
        named[key].append(number)
    reports = _reports(catalogue, geography, named)
    for number in sorted(reports, key=lambda at: (-len(reports[at]), geography.places[at].name, at)):
        in_order = sorted(reports[number], key=lambda one: (one.date, one.id))
        yield _account(geography, number, tuple(in_order))


def _reports(
    catalogue: CatalogueReader, geography: Geography, named: Mapping[int, Sequence[int]]
) -> dict[int, list[Report]]:
    """What documents say of each place, by its number; ``named`` are the numbers of each document's places, by key."""
    reports: dict[int, list[Report]] = defaultdict(list)
    keys = sorted(named)
    for start in range(0, len(keys), _READ_AT_ONCE):
        part = keys[start : start + _READ_AT_ONCE]
        texts, mentions = catalogue.texts(part), catalogue.mentioned.mentions_of(part)
        for summary in catalogue.summaries(part):
            _, text = texts[summary.key]
            for number in named[summary.key]:
                quotes = _quotes(text, mentions[summary.key], geography.places[number].name)
                reports[number].append(Report(summary.id, summary.title, summary.date, summary.source, quotes))
    return reports


def _quotes(text: str, mentions: Sequence[StoredMention], name: str) -> tuple[str, ...]:
    """The sentences of a text that mention the place of a name."""
    places = (one for one in mentions if one.type == EntityType.PLACE and one.name == name)
    spans = dict.fromkeys(sentence_at(text, one.start) for one in places)
    return tuple(" ".join(text[span.start : span.end].split())[:_LONGEST_QUOTE] for span in spans)


def _account(geography: Geography, number: int, reports: tuple[Report, ...]) -> PlaceAccount:
    located = geography.places[number]
    place = located.place
    lines = [tuple(line.degrees()) for line in river_lines(place.name)] if place.kind == "river" else []
    return PlaceAccount(
        name=located.name,
        kind=place.kind,
        country=geography.countries[number],
        region=geography.region_names[number],
        latitude=place.latitude,
        longitude=place.longitude,
        is_point=is_point(place),
        lines=tuple(lines),
        box=box_of(place),
        reports=reports,
    )
