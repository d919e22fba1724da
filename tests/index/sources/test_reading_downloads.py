"""Downloads from press archives: a story a document, in whatever form they come; counted against their own marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model import Problem

Read = Callable[..., list[Any]]

BODY = "The spokesman said that the forces had entered the town after two days of clashes with its defenders."

LEXIS = """
                               {n} of {of} DOCUMENTS


                            The Daily Example

                      September {day}, 2017 Thursday
                           Late Edition - Final

Forces enter Mayadin on day {day}

BYLINE: By ANNE LEE

SECTION: Section A; Pg. 8

LENGTH: 312 words

DATELINE: BEIRUT, Lebanon

BODY:
{body}

LOAD-DATE: September 25, 2017
"""
NEXIS = """Forces enter Mayadin on day {day}
The Daily Example
September {day}, 2017 Thursday

Copyright 2017 The Daily Example All Rights Reserved
Section: NEWS; Pg. 8
Length: 312 words
Byline: Anne Lee
Body

{body}

Load-Date: September 25, 2017

End of Document
"""
FACTIVA = """World
HD Forces enter Mayadin on day {day}
BY By Anne Lee
WC 312 words
PD {day} September 2017
ET 10:15
SN The Daily Example
LP {body}
AN Document DAEX0000201709{day}ed9l0000{n}
"""
FACTIVA_SHOWN = """
Forces enter Mayadin on day {day}
By Anne Lee
312 words
{day} September 2017
10:15
The Daily Example
DAEX
English
Copyright 2017.

{body}

Document DAEX0000201709{day}ed9l0000{n}
"""
PROQUEST = """
____________________________________________________________

Document {n} of {of}

Forces enter Mayadin on day {day}

Author: Anne Lee

Publication info: The Daily Example; London [London]{day} Sep 2017: 8.

Full text: {body}

Title: Forces enter Mayadin on day {day}

Publication title: The Daily Example

Publication date: Sep {day}, 2017

Section: World

ProQuest document ID: 19412200{n}

Document URL: http://search.example.com/docview/{n}
"""


def download(form: str, stories: int = 3, announced: int | None = None) -> str:
    of = stories if announced is None else announced
    return "".join(form.format(n=n, of=of, day=20 + n, body=BODY) for n in range(1, stories + 1))


@pytest.mark.parametrize("form", [LEXIS, NEXIS, FACTIVA, FACTIVA_SHOWN, PROQUEST], ids="lexis nexis f1 f2 pq".split())
def test_a_story_is_a_document_with_what_its_head_says(read: Read, form: str) -> None:
    found = read("a.txt", download(form))
    assert [record.title for record in found] == [f"Forces enter Mayadin on day {day}" for day in (21, 22, 23)]
    assert {record.source for record in found} == {"The Daily Example"}
    assert {record.author for record in found} <= {"Anne Lee", "ANNE LEE"}
    assert all(
        record.date and "2017" in record.date and str(day) in record.date for day, record in enumerate(found, 21)
    )
    assert all(record.text.count(BODY) == 1 for record in found)


def test_stories_keep_the_ids_that_their_archive_gave(read: Read) -> None:
    assert [record.record_id for record in read("a.txt", download(FACTIVA, 2))] == [
        "DAEX000020170921ed9l00001",
        "DAEX000020170922ed9l00002",
    ]
    (record,) = read("a.txt", download(PROQUEST, 1))
    assert (record.record_id, record.url) == ("194122001", "http://search.example.com/docview/1")


def test_the_list_above_the_first_story_is_no_part_of_it(read: Read) -> None:
    listed = (
        "User Name: x\n\nDocuments (2)\n\n1. Forces enter Mayadin on day 21\n\n2. Forces enter Mayadin on day 22\n\n"
    )
    found = read("a.txt", listed + download(NEXIS, 2))
    assert [record.text.partition("\n")[0] for record in found] == [
        "Forces enter Mayadin on day 21",
        "Forces enter Mayadin on day 22",
    ]
    *_, problem = read("a.txt", listed.replace("(2)", "(5)") + download(NEXIS, 2))
    assert problem.reason == "2 stories were found, where the file has 5 by its own marks"


@pytest.mark.parametrize("form", [LEXIS, PROQUEST])
def test_stories_that_are_missing_are_told(read: Read, form: str) -> None:
    *records, problem = read("a.txt", download(form, 2, announced=4))
    assert len(records) == 2
    assert isinstance(problem, Problem)
    assert problem.reason == "2 stories were found, where the file has 4 by its own marks"


def test_downloads_in_other_forms(read: Read) -> None:
    rtf = r"{\rtf1\ansi " + download(NEXIS, 2).replace("\n", "\\par\n") + "}"
    html = "<html><body>" + "".join(f"<p>{line}</p>" for line in download(NEXIS, 2).split("\n")) + "</body></html>"
    for name, content in (("a.rtf", rtf), ("a.html", html)):
        found = read(name, content)
        assert [(record.title, record.source) for record in found] == [
            ("Forces enter Mayadin on day 21", "The Daily Example"),
            ("Forces enter Mayadin on day 22", "The Daily Example"),
        ]


@pytest.mark.parametrize(
    "content",
    [
        f"A title\n\n{BODY}\n\nEnd of Document\n",
        f"See 3 of 4 DOCUMENTS below.\n\n{BODY}\n",
        f"{BODY}\n" * 40 + f"\n2 of 3 DOCUMENTS\n\nLENGTH: 3 words\n\n{BODY}\n",
        f"{BODY}\n\nDocument 1 of 3\n\n{BODY}\n",
    ],
)
def test_what_is_no_download_is_one_text(read: Read, content: str) -> None:
    (record,) = read("a.txt", content)
    assert record.text == content
