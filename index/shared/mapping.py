"""The indices of a shared library and their fields.

A library has four indices, each behind an alias: its stories, every form that occurs with its stems, everything that
names an entity, and one document about itself. Days are proleptic Gregorian ordinals.
"""

from __future__ import annotations

from typing import Any

from index.model import EntityType

Json = dict[str, Any]

SCHEMA = 1
"""Of the indices; a library of another one is not opened."""

STORIES, WORDS, SURFACES, ABOUT = "stories", "words", "surfaces", "about"

SHARDS, COPIES = 3, 1

MOST_TERMS = 65_536
"""Values in one condition."""

WINDOW = 10_000
"""Rows that are reached from the beginning of a list without walking."""

VALUES = ("source", "author", "file", "lang", "type", "to")
"""Fields that are searched by the words of a value and as a whole; each is counted by the same name."""

TIMES = ("day", "week", "month", "year")

_KEYWORD: Json = {"type": "keyword"}
_KEPT: Json = {"type": "object", "enabled": False}
_NUMBER: Json = {"type": "integer"}
_APART = 1_000_000  # words between two values of a field: no phrase reaches from one into the other

ANALYSIS: Json = {
    "tokenizer": {"one_a_line": {"type": "char_group", "tokenize_on_chars": ["\n"], "max_token_length": 8191}},
    "filter": {
        "all_of_a_line": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": ["([^\\u001f]+)"],
        }
    },
    "analyzer": {
        "dateline_index": {"type": "custom", "tokenizer": "one_a_line", "filter": ["all_of_a_line"]},
        "dateline_query": {"type": "custom", "tokenizer": "one_a_line"},
    },
}
"""A token a line, as ``index.shared.streams`` writes them; asked for with the same lines."""


def alias(library: str, kind: str) -> str:
    """The name under which one of the indices of a library is asked."""
    return f"dateline-{library}-{kind}"


def _streams(field: str, *, norms: bool = False) -> Json:
    stream = {
        "type": "text",
        "analyzer": "dateline_index",
        "search_analyzer": "dateline_query",
        "index_options": "positions",
        "norms": norms,
        "similarity": "dateline",
        "position_increment_gap": _APART,
    }
    return {f"{field}_forms": stream, f"{field}_stems": stream}


def _value(field: str) -> Json:
    return {field: _KEYWORD, f"{field}_typed": _KEYWORD, f"{field}_words": _NUMBER, **_streams(field)}


def indices() -> dict[str, Json]:
    """The body with which each index is made, by its kind."""
    stories: Json = {
        "id": _KEYWORD,
        **_streams("title", norms=True),
        **_streams("text", norms=True),
        "title_words": _NUMBER,
        "text_words": _NUMBER,
        "sort_title": _KEYWORD,
        "sort_source": _KEYWORD,
        "record": _KEYWORD,
        "record_key": _KEYWORD,
        "story": _NUMBER,
        "aliases": _KEYWORD,
        "parents": _KEYWORD,
        "thread": _KEYWORD,
        "message_id": _KEYWORD,
        "attachment": _KEYWORD,
        "carries": {"type": "boolean"},
        "changed": _KEYWORD,
        "text_hash": _KEYWORD,
        "seen_as": _KEYWORD,
        "address": _KEYWORD,
        "one_text": _KEYWORD,
        "date_begin": _NUMBER,
        "date_end": _NUMBER,
        "date_sign": _KEYWORD,
        "year": _KEYWORD,
        "months": _KEYWORD,
        "spoken": {"type": "long"},
        "spoken_length": _NUMBER,
        "located": _KEYWORD,
        "located_open": _KEYWORD,
        "unplaced": _KEYWORD,
        "country": _KEYWORD,
        "region": _KEYWORD,
        "entity": {"properties": {type_.value: _KEYWORD for type_ in EntityType}},
        "packed": _KEPT,
    }
    stories |= {f"{what}_{time}": _NUMBER for time in TIMES for what in ("published", "spoken", "received")}
    for field in VALUES:
        stories |= _value(field)
    surfaces = {
        "text": _KEYWORD,
        "type": _KEYWORD,
        "name": _KEYWORD,
        "name_typed": _KEYWORD,
        **_streams("text"),
        **_streams("name"),
        "text_words": _NUMBER,
        "name_words": _NUMBER,
    }
    words: Json = {"form": _KEYWORD, "stems": {"type": "keyword", "doc_values": False}}
    unkept = [f"{field}_{kind}" for field in ("title", "text", "name", *VALUES) for kind in ("forms", "stems")]
    return {
        STORIES: _index(stories, unkept),
        WORDS: _index(words, ["stems"]),
        SURFACES: _index(surfaces, unkept),
        ABOUT: _index({"about": _KEPT}, [], shards=1),
    }


def _index(properties: Json, unkept: list[str], shards: int = SHARDS) -> Json:
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": COPIES,
                "codec": "best_compression",
                "refresh_interval": "5s",
                "max_terms_count": MOST_TERMS,
                "max_result_window": WINDOW,
                "similarity": {"dateline": {"type": "BM25", "k1": 1.2, "b": 0.75, "discount_overlaps": False}},
                "analysis": ANALYSIS,
            }
        },
        "mappings": {
            "dynamic": "strict",
            "date_detection": False,
            "_source": {"excludes": unkept},
            "properties": properties,
        },
    }
