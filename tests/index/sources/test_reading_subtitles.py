"""SubRip and WebVTT: what is said, without markup, and when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.analysis.documents import Task, analyse
from index.model import Document, Page, Problem, RawRecord
from index.sources import read_raw

Read = Callable[..., list[Any]]

SRT = """1
00:00:01,000 --> 00:00:04,000
<i>The forces</i> had entered
the town.

2
01:02:03,500 --> 01:02:05,000 X1:40 X2:600
{\\an8}- Who said so?
- <font color="#fff">AT&T</font> did, 3 < 4.
"""
VTT = """WEBVTT - Evening news
Kind: captions

STYLE
::cue { color: red }

NOTE a note
of two lines

intro
00:01.000 --> 00:04.000 align:start
<v.loud Ann Lee>We &amp; they <c.x>met</c>.</v>

00:04.000 --> 00:06.000
Good evening.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_subrip(read: Read, newline: str) -> None:
    (record,) = read("a.srt", SRT.replace("\n", newline))
    assert record.text == "The forces had entered\nthe town.\n- Who said so?\n- AT&T did, 3 < 4."
    assert record.pages == (Page(0, "00:00:01"), Page(record.text.index("- Who"), "01:02:03"))


def test_webvtt(read: Read) -> None:
    (record,) = read("a.vtt", VTT)
    assert record.text == "Ann Lee: We & they met.\nGood evening."
    assert record.title == "Evening news"
    assert record.pages == (Page(0, "00:00:01"), Page(24, "00:00:04"))


def test_captions_that_roll_up_are_read_once(read: Read) -> None:
    cues = (
        "00:00.000 --> 00:02.000\nfirst<00:00:00.500><c> words</c>",
        "00:02.000 --> 00:02.010\nfirst words",
        "00:02.010 --> 00:04.000\nfirst words\nand<00:00:02.500><c> more</c>",
    )
    (record,) = read("a.vtt", "WEBVTT\n\n" + "\n\n".join(cues))
    assert record.text == "first words\nand more"
    plain = "WEBVTT\n\n00:00.000 --> 00:01.000\nNo.\n\n00:01.000 --> 00:02.000\nNo.\n"
    assert read("b.vtt", plain)[0].text == "No.\nNo."


def test_the_times_are_the_documents_pages(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text(SRT)
    (raw,) = read_raw(tmp_path / "a.srt", {})
    assert isinstance(raw, RawRecord)
    (document,) = analyse(Task(str(tmp_path / "a.srt"), "p0", raw))
    assert isinstance(document, Document)
    assert [(page.label, document.text[page.start :][:5]) for page in document.origin.pages] == [
        ("00:00:01", "The f"),
        ("01:02:03", "- Who"),
    ]


def test_other_encodings_and_what_holds_no_caption(read: Read) -> None:
    line = "Savunma Bakanı perşembe günü birliklerin şehre girdiğini söyledi"
    (record,) = read("a.srt", f"1\n00:00:01,000 --> 00:00:04,000\n{line}\n".encode("cp1254"))
    assert record.text == line
    (problem,) = read("a.srt", "Words of a text.\n")
    assert isinstance(problem, Problem)
    assert problem.reason == "no subtitles: no caption with a time stands in it"


@pytest.mark.parametrize(
    "content",
    [
        "1\n00:00:01,000 --> 00:00:04,000\n" + "<" * 500_000,
        "WEBVTT\n\n" + "\n \n" * 300_000,
        "00:00:01,000 --> 00:00:04,000\n" * 50_000,
        "{\\" * 300_000,
    ],
    ids=lambda _: "hostile",
)
def test_subtitles_made_to_keep_a_reader_busy(read: Read, content: str) -> None:
    assert read("a.srt", content)
