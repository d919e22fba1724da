"""Several stories in one file: where each begins, and what begins nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.stories import split_stories

SEEDS = Path(__file__).parents[3] / "seeds"

BODY = (
    "The harbour master said that nine ships were waiting outside the port for the storm to pass, and that two\n\n"
    "of them carried grain for the mills in the north of the country, where bread has become scarce this month.\n\n"
    "A pilot boat went out to the largest of them in the morning and came back with a sailor who had been hurt.\n"
)


def slices(text: str) -> list[str]:
    return [text[story.start : story.end] for story in split_stories(text)]


def headlines(text: str) -> list[str | None]:
    return [
        text[story.headline.start : story.headline.end] if story.headline else None for story in split_stories(text)
    ]


def test_the_first_seed_holds_two_stories_and_its_last_dateline_is_none() -> None:
    text = (SEEDS / "000_fbe346ddadf0d6d9.txt").read_text(encoding="utf-8")
    first, second = slices(text)
    assert first.startswith(" date 1995-01-01 US, Russian generals meet")
    assert second.startswith("Air strikes kill 22 in northwest Syria in 48 hours: monitor")
    assert second.rstrip().endswith("Beirut (AFP) Sept 19, 2017")
    assert headlines(text) == [None, "Air strikes kill 22 in northwest Syria in 48 hours: monitor"]


def test_the_second_seed_is_one_story() -> None:
    text = (SEEDS / "004_f2706b8f9e4ff4d6.txt").read_text(encoding="utf-8")
    assert slices(text) == [text]


def test_an_empty_text_is_one_empty_story() -> None:
    (story,) = split_stories("")
    assert (story.start, story.end, story.headline) == (0, 0, None)


@pytest.mark.parametrize(
    "opening",
    [
        "Storm closes the port\n\nNICOSIA, Sept. 21 (Xinhua) -- ",
        "Storm closes the port\nBy Ann Example\nNICOSIA (Reuters) - ",
        "Storm closes the port\nBy Ann Example\nSeptember 21, 2017\n\nNICOSIA (AP) — ",
        "Is the port closed by the storm?\n\nNicosia, 21 September 2017 – ",
        "  STORM CLOSES THE PORT\n\n  NICOSIA, September 21. /TASS/. ",
    ],
)
def test_a_story_begins_at_the_headline_over_its_dateline(opening: str) -> None:
    text = f"Ships wait\n\nLIMASSOL (AFP) Sept 20, 2017 - {BODY}\n\n{opening}{BODY}"
    assert [piece.strip() for piece in slices(text)][1:] == [f"{opening}{BODY}".strip()]
    assert headlines(text) == [None, opening.strip().partition("\n")[0]]


def test_a_story_without_a_headline_begins_at_its_dateline() -> None:
    text = f"LIMASSOL (AFP) - {BODY}\n\nNICOSIA (AFP) - {BODY}\n\nPAPHOS (AFP) - {BODY}"
    assert [piece[:8] for piece in slices(text)] == ["LIMASSOL", "NICOSIA ", "PAPHOS ("]
    assert headlines(text) == [None, None, None]


def test_hard_wrapped_lines_count_as_body() -> None:
    wrapped = "\n".join(BODY.replace("\n", " ")[at : at + 72] for at in range(0, 290, 72))
    text = f"LIMASSOL (AFP) - {wrapped}\n\nStorm closes the port\n\nNICOSIA (AFP) - {wrapped}"
    assert headlines(text) == [None, "Storm closes the port"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Ships wait\n\nLIMASSOL (AFP) - {BODY}\n\nNICOSIA (AFP) Sept 21, 2017\n", id="orphan at the end"),
        pytest.param(f"NICOSIA (AFP) - A correction.\n\nLIMASSOL (AFP) - {BODY}", id="too little before it"),
        pytest.param(f"Ships wait\n\n{BODY}\nby Staff Writers\nLIMASSOL (AFP) - {BODY}", id="a long standfirst"),
        pytest.param(
            f"LIMASSOL (AFP) - {BODY}\n\nLarnaca, March 12, 2017: {BODY}\nPaphos, March 13, 2017: {BODY}",
            id="a chronology",
        ),
        pytest.param(f"LIMASSOL (AFP) - {BODY}\nThe Port Workers' League (PWL) met. {BODY}", id="an abbreviation"),
        pytest.param(f"LIMASSOL (AFP) - {BODY}\nThe Port Authority (PA) keeper spoke. {BODY}", id="an authority"),
        pytest.param(
            f"Ships wait\n\n{'Ships wait outside the port of Limassol for the storm to pass. ' * 12}"
            f"(AP Photo/Ann Example, File)\n\nLIMASSOL (AP) — {BODY}",
            id="a long caption",
        ),
        pytest.param(f"LIMASSOL – {BODY}\nStorm closes port\n\nNICOSIA – {BODY}", id="weak datelines"),
    ],
)
def test_these_are_one_story(text: str) -> None:
    assert slices(text) == [text]


def test_an_orphan_between_two_stories_belongs_to_the_first() -> None:
    text = (
        f"LIMASSOL (AFP) - {BODY}\nNICOSIA (AFP) Sept 19, 2017\n\n"
        f"Storm closes the port\n\nNICOSIA (AFP) Sept 21, 2017 - {BODY}"
    )
    assert headlines(text) == [None, "Storm closes the port"]
    assert slices(text)[0].rstrip().endswith("Sept 19, 2017")


ARCHIVED = "{}\n\n512 words\n{} September 2017\n15:15\nPort Wire News\nPWN\nEnglish\n(c) 2017 Port Wire\n\n{}\n\n"


@pytest.mark.parametrize(
    "stories",
    [
        pytest.param(
            [
                ARCHIVED.format(f"Storm closes port {day}", day, BODY) + f"Document PWN00000201709{day}ed9l00abc\n\n\n"
                for day in (20, 21, 22)
            ],
            id="numbers of documents",
        ),
        pytest.param(
            [
                f"{number} of 3 DOCUMENTS\n\nPort Wire\n\nSeptember 2{number}, 2017 Thursday\n\n"
                f"Storm closes port {number}\n\nBYLINE: By Ann Example\nLENGTH: 512 words\n\n{BODY}\n\n"
                f"LOAD-DATE: September 2{number}, 2017\n\n"
                for number in (1, 2, 3)
            ],
            id="counted documents",
        ),
        pytest.param(
            [f"Storm closes port {day}\nPort Wire\n\n{BODY}\n\nEnd of Document\n\n" for day in (20, 21)],
            id="ends of documents",
        ),
        *(
            pytest.param(
                [
                    f"Storm closes port again\n\nBy Ann Example\nSeptember 20, 2017\n\n{BODY}\n\n{row}\n\n",
                    f"Ships wait for storm to pass\n\n{sign}{BODY}",
                ],
                id=f"{row} {sign[:8]}",
            )
            for row in ("***", "* * *", "-" * 40, "=====", "————")
            for sign in ("By Joe Roe\n\n", "21 September 2017\n\n", "GENEVA (AFP) - ", "GENEVA — ")
        ),
    ],
)
def test_lines_of_archives_and_rows_part_stories(stories: list[str]) -> None:
    text = "".join(stories)
    assert slices(text) == stories


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Ships wait\n\n{BODY}\n\n***\n\n{BODY}", id="sections"),
        pytest.param(f"Ships wait\n\n{BODY}\n\n* * *\n\nThe second day of it\n\n{BODY}", id="a heading"),
        pytest.param(f"Ships wait\n\n{BODY}\n\nThe second day of it\n-----\nBy the pier\n{BODY}", id="underlined"),
        pytest.param(f"Ships wait\n\n***\n\nStorm closes the port\nBy Joe Roe\n{BODY}", id="too little before it"),
        pytest.param(f"{BODY}\n\n***\n\nRead about the storm too\nBy Joe Roe\n", id="too little behind it"),
    ],
)
def test_rows_within_a_story_part_none(text: str) -> None:
    assert slices(text) == [text]


def test_a_place_and_a_dash_begin_a_story_only_below_a_headline_and_a_byline() -> None:
    first, second = f"LIMASSOL – {BODY}\n", f"Storm closes port\nBy Ann Example\n\nNICOSIA — {BODY}"
    assert slices(first + second) == [first, second]


PIECES = [
    "***\n",
    "Document PWN0000020170921ed9l00abc\n",
    "2 of 3 DOCUMENTS\n",
    BODY,
    "Storm closes the port\n",
    "\n",
    "NICOSIA (AFP) Sept 21, 2017",
    " - ",
    "By Ann Example\n",
    "May 3, 2017\n",
    "x",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60))
def test_the_slices_tile_the_text(text: str) -> None:
    stories = split_stories(text)
    assert "".join(text[story.start : story.end] for story in stories) == text
    assert stories[0].start == 0 and stories[-1].end == len(text)
    for story in stories:
        if story.headline is not None:
            assert story.start <= story.headline.start < story.headline.end <= story.end


SHORT = (
    "The harbour master said that nine ships were waiting outside the port for the storm to pass, and that two of them "
)
SHORT += "carried grain for the mills in the north, where bread has become scarce. He asked the pilots to wait."


@pytest.mark.parametrize(
    ("between", "head"),
    [
        ("=====================", "Port closed by storm\nHarbour Post, 22 September 2017"),
        ("", "### Port closed by storm\n22.09.2017"),
        ("news·20170921·HP·0123", "Harbour Post\nInterior, 22 September 2017, p. 4"),
        ("* * *", "Port closed by storm\n22/09/2017"),
    ],
)
def test_short_stories_are_parted_by_rows_headings_and_archives(between: str, head: str) -> None:
    text = f"# Ships wait outside the port\n21.09.2017\n\n{SHORT}\n{between}\n{head}\n\n{SHORT}\n"
    first, second = slices(text)
    assert second.startswith(head)
    assert first.rstrip().endswith(between or "wait.")


@pytest.mark.parametrize("between", ["## The second day", "Sections\n--------", "* * *"])
def test_sections_of_a_story_are_no_stories(between: str) -> None:
    assert len(slices(f"# Ships wait outside the port\n21.09.2017\n\n{SHORT}\n\n{between}\n\n{SHORT}\n")) == 1
