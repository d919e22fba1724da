"""Tables of events that have no column for a text, or name it as few others do: ACLED, and GDELT's events.

ACLED's columns: https://acleddata.com/acled-codebook. GDELT's: "The GDELT Event Database Data Format Codebook", 1.0
(58 columns) and 2.0 (61), whose files have no header; the roots of its codes are those of CAMEO 1.1b3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

_GDELT_HEAD = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode "
    "Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code "
    "Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code "
    "Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code IsRootEvent EventCode EventBaseCode "
    "EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
).split()
_GDELT_PLACE = "Type FullName CountryCode ADM1Code Lat Long FeatureID".split()
_GDELT_PLACE_2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
_HOLDERS = ("Actor1Geo_", "Actor2Geo_", "ActionGeo_")


def _gdelt(place: Iterable[str]) -> list[str]:
    parts = list(place)
    return [*_GDELT_HEAD, *(holder + part for holder in _HOLDERS for part in parts), "DATEADDED", "SOURCEURL"]


WITHOUT_HEADER = {len(columns): columns for columns in (_gdelt(_GDELT_PLACE), _gdelt(_GDELT_PLACE_2))}
"""The columns of tables that have no header, by their number."""

_CAMEO = {
    "01": "makes a public statement", "02": "appeals", "03": "expresses intent to cooperate", "04": "consults",
    "05": "engages in diplomatic cooperation", "06": "engages in material cooperation", "07": "provides aid",
    "08": "yields", "09": "investigates", "10": "demands", "11": "disapproves", "12": "rejects", "13": "threatens",
    "14": "protests", "15": "exhibits force posture", "16": "reduces relations", "17": "coerces", "18": "assaults",
    "19": "fights", "20": "uses unconventional mass violence",
}  # fmt: skip


def is_gdelt_row(columns: list[str]) -> bool:
    """Whether a row of cells is one of GDELT's events."""
    return (
        len(columns) in WITHOUT_HEADER
        and columns[0].isdecimal()
        and len(columns[1]) == 8
        and columns[1].isdecimal()
        and columns[-1].startswith(("http", "BBC", "unspecified"))
    )


def _of_gdelt(row: Mapping[str, str]) -> dict[str, str]:
    """What happened, where, and how often it was told."""
    did = _CAMEO.get(row.get("EventRootCode", "").zfill(2), "acts")
    sentence = " ".join(filter(None, (row.get("Actor1Name", "") or "Somebody", did, row.get("Actor2Name", ""))))
    place = row.get("ActionGeo_FullName", "")
    title = ", ".join(filter(None, (sentence, place)))
    told = " ".join(
        f"{name}: {row[column]}."
        for name, column in (("Event code", "EventCode"), ("Articles", "NumArticles"), ("Tone", "AvgTone"))
        if row.get(column)
    )
    return {
        "id": row.get("GLOBALEVENTID", ""), "title": title, "text": f"{title}.\n{told}", "date": row.get("SQLDATE", ""),
        "source": "GDELT", "url": row.get("SOURCEURL", ""),
    }  # fmt: skip


def _of_acled(row: Mapping[str, str]) -> dict[str, str]:
    """The notes, below what happened and where."""
    event = row.get("sub_event_type", "") or row.get("event_type", "")
    place = ", ".join(dict.fromkeys(filter(None, (row.get(name, "") for name in ("location", "admin1", "country")))))
    actors = " – ".join(filter(None, (row.get("actor1", ""), row.get("actor2", ""))))
    dead = row.get("fatalities", "")
    told = "\n".join(filter(None, (actors, f"Fatalities: {dead}" if dead else "")))
    return {
        "id": row.get("event_id_cnty", ""), "title": ": ".join(filter(None, (event, place))),
        "text": "\n\n".join(filter(None, (row.get("notes", ""), told))), "date": row.get("event_date", ""),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Preset:
    """A table that is known by some of its columns, and what its rows say by our names of fields."""

    columns: frozenset[str]
    read: Callable[[Mapping[str, str]], dict[str, str]]


_PRESETS = (
    _Preset(frozenset(("event_id_cnty", "event_date", "event_type", "notes")), _of_acled),
    _Preset(frozenset(("GLOBALEVENTID", "SQLDATE", "EventRootCode", "SOURCEURL")), _of_gdelt),
)


def preset_of(header: Iterable[str]) -> Callable[[Mapping[str, str]], dict[str, str]] | None:
    """What reads the rows of a table with this header, None if it is none of those that are known."""
    columns = frozenset(header)
    return next((preset.read for preset in _PRESETS if preset.columns <= columns), None)
