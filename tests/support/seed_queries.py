"""Queries on the seeds' three documents with what they find, for the command line and for the screen."""

from __future__ import annotations

QUERIES: list[tuple[str, set[str]]] = [
    ("", {"meeting", "strikes", "sputnik"}),
    ("syria turkey", {"strikes"}),
    ("hikmet OR turkey", {"strikes", "sputnik"}),
    ("dillon AND euphrates", {"meeting", "sputnik"}),
    ("NOT dillon", {"strikes"}),
    ("-regime Syria", {"sputnik"}),
    ("(turkey OR hikmet) =daesh", {"sputnik"}),
    ("deir ezzor", {"meeting", "sputnik"}),
    ('"deir ezzor"', {"meeting"}),
    ("daesh", {"meeting", "strikes", "sputnik"}),
    ("=daesh", {"sputnik"}),
    ("-daesh", set()),
    ("isis dillon", {"meeting", "sputnik"}),
    ('"in order to ensure"', {"sputnik"}),
    ("“in order to ensure”", {"sputnik"}),
    ('"Middle East US led"', {"sputnik"}),
    ('"Dillon Ryan"~5', {"meeting", "sputnik"}),
    ('"dillon coalition"~2', set()),
    ("deconflict*", {"meeting", "sputnik"}),
    ("*flict", {"meeting", "strikes", "sputnik"}),
    ("s?ria", {"meeting", "strikes", "sputnik"}),
    ("Dilon~1", {"meeting", "sputnik"}),
    ("Dilon~", {"meeting", "sputnik"}),
    ("=meets", set()),
    ('="air strikes"', {"strikes"}),
    ("US", {"meeting", "sputnik"}),
    ("U.S.", {"meeting", "sputnik"}),
    ("IS", {"meeting"}),
    ("SYRIA", {"meeting", "strikes", "sputnik"}),
    ("hikmet", {"sputnik"}),
    ("title:monitor", {"strikes"}),
    ("source:afp", {"meeting", "strikes"}),
    ("source:=AFP title:pentagon", {"meeting"}),
    ('file:"f2706b8f9e4ff4d6"', {"sputnik"}),
    ("person:dillon", {"meeting", "sputnik"}),
    ("place:idlib turkey", {"strikes"}),
    ("date:2017-09", {"meeting", "strikes", "sputnik"}),
    ("date:2017-09-22..2017-10-01", set()),
    ("before:2017", set()),
    ("since:2017 -dillon", {"strikes"}),
    ("date:none", set()),
    ("has:date-conflict", {"meeting"}),
    ("is:annotated", set()),
    ("hours: monitor", {"strikes"}),
    ("10:30", set()),
    ("https://example.org", set()),
    ("al-nusra", {"sputnik"}),
]
"""Each query with the short names of the documents that it finds."""

MALFORMED = [
    ("Syria AND (", 11),
    ('"open', 1),
    ("foo:bar", 1),
    ("date:banana", 6),
    ("*", 1),
    ("a OR", 3),
    ("is:blue", 4),
    ("dilon~9", 6),
]
"""Queries that cannot be understood, and the column at which each goes wrong."""

NAMES = {"US, Russian generals": "meeting", "Air strikes kill": "strikes", "US-Led Coalition": "sputnik"}
"""The seeds' documents: how their titles begin, and their short names."""


def short_name(title: str) -> str:
    """The short name of the document with this title."""
    return next(name for start, name in NAMES.items() if title.startswith(start))
