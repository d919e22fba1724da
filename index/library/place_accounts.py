"""What a result's documents say of each of its places, to be taken out of the library as a map's file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from index.catalogue.reading import CatalogueReader
from index.entities.locations import box_of, is_point
from index.entities.regions import Region
from index.library.columns import Columns
from index.library.geography import Located
from index.map.accounts import PlaceAccount, Report
from index.map.world import river_lines
from index.model import EntityType
from index.text.sentences import sentence_at

_LONGEST_QUOTE = 600  # characters


def accounts_of_places(catalogue: CatalogueReader, columns: Columns, keys: Sequence[int]) -> Iterator[PlaceAccount]:
    """The places of these documents, those in the most documents first, each with the sentences that name it."""
    geography = columns.geography
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[columns.rows_of(np.array(sorted(keys), np.int64))] = True
    within = chosen[geography.rows]
    documents: dict[int, list[int]] = defaultdict(list)
    found = zip(geography.numbers[within].tolist(), columns.keys[geography.rows[within]].tolist(), strict=True)
    for number, key in found:
        documents[number].append(key)
    order = sorted(documents, key=lambda at: (-len(documents[at]), geography.places[at].name, at))
    for number in order:
        located = geography.places[number]
        reports = (_report(catalogue, key, located.name) for key in documents[number])
        yield _account(located, tuple(sorted(reports, key=lambda one: (one.date, one.id))))


def _report(catalogue: CatalogueReader, key: int, name: str) -> Report:
    (summary,) = catalogue.summaries([key])
    text = catalogue.texts([key])[key][1]
    places = [one for one in catalogue.mentions(key) if one.type == EntityType.PLACE and one.name == name]
    spans = dict.fromkeys(sentence_at(text, one.start) for one in places)
    quotes = (" ".join(text[span.start : span.end].split())[:_LONGEST_QUOTE] for span in spans)
    return Report(summary.id, summary.title, summary.date, summary.source, tuple(quotes))


def _account(located: Located, reports: tuple[Report, ...]) -> PlaceAccount:
    place, country = located.place, located.place.country.partition("-")[0]
    lines = [tuple(line.degrees()) for line in river_lines(place.name)] if place.kind == "river" else []
    return PlaceAccount(
        name=located.name,
        kind=place.kind,
        country=country,
        region=Region(country, place.region).name if place.region else "",
        latitude=place.latitude,
        longitude=place.longitude,
        is_point=is_point(place),
        lines=tuple(lines),
        box=box_of(place),
        reports=reports,
    )
