"""Titles and agencies of plain text stories."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Span
from index.text.stories import split_stories
from index.text.titles import MAX_TITLE, choose_title, find_source

SEEDS = Path(__file__).parents[3] / "seeds"
PROSE = "The army said on Monday that it had taken the harbour town of Port Linden after a siege of four months."


def titles_and_sources(name: str) -> list[tuple[str, str]]:
    text = (SEEDS / name).read_text(encoding="utf-8")
    found = []
    for story in split_stories(text):
        piece = text[story.start : story.end]
        headline = story.headline and Span(story.headline.start - story.start, story.headline.end - story.start)
        assert choose_title(piece, name, None) == choose_title(piece, name, headline)
        found.append((choose_title(piece, name, headline), find_source(piece)))
    return found


def test_the_seeds() -> None:
    assert titles_and_sources("000_fbe346ddadf0d6d9.txt") == [
        ("US, Russian generals meet to talk Syria ops: Pentagon", "AFP"),
        ("Air strikes kill 22 in northwest Syria in 48 hours: monitor", "AFP"),
    ]
    assert titles_and_sources("004_f2706b8f9e4ff4d6.txt") == [
        ("US-Led Coalition, Russian Officials Discuss Deir Ez-Zor Operations", "Sputnik")
    ]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (" date 2019-03-04 Army takes Port Linden\n\n", "Army takes Port Linden"),
        (" date 2019-03-04 Army moves\nHarbour town taken after siege\n", "Harbour town taken after siege"),
        (" date 2019-03-04 Untold misery everywhere\n\n", "Untold misery everywhere"),
        ("# Army takes Port Linden #\n\n", "Army takes Port Linden"),
        ("Army takes Port Linden\nBy Jane Doe and Joe Roe\n4 March 2019\n\n", "Army takes Port Linden"),
        ("World news\n\nFor whom the bell tolls\n\n", "For whom the bell tolls"),
        ("© Agency/ JOE ROE\nSoldiers march into town\n\n", "Soldiers march into town"),
        ("Photo by Joe Roe of the army in Port Linden\nNew era dawns today\n\n", "New era dawns today"),
        ("The army in Port Linden. REUTERS/Joe Roe\nNew era dawns today\n\n", "New era dawns today"),
        ("PORT LINDEN (AFP) March 4, 2019\nA new era dawns\n\n", "A new era dawns"),
        ("FOR IMMEDIATE RELEASE\nContact: Jane Doe, press@example.org\nArmy takes the port\n\n", "Army takes the port"),
        ("EMBARGOED UNTIL 00:01 GMT 4 MARCH 2019\nPress release\nArmy takes the port\n\n", "Army takes the port"),
        ("Who   holds\tthe town?\n\n", "Who holds the town?"),
    ],
)  # fmt: skip
def test_the_best_of_the_lines_above_the_first_paragraph(above: str, title: str) -> None:
    assert choose_title(above + PROSE + "\n\nMore was not said.", "file.txt", None) == title


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Middle East\n\n",
        " date 2019-03-04 Register\n\n",
        "By Jane Doe, Special Correspondent\n\n",
        "© Agency/ JOE ROE\n\n",
        "Monday, 4 March 2019\nPublished: 2019-03-04 12:30 GMT\n\n",
        "PORT LINDEN (Reuters) - ",
    ],
)
def test_no_usable_line_leaves_the_first_words(above: str) -> None:
    title = choose_title(above + PROSE, "file.txt", None)
    assert title == "The army said on Monday that it had taken the harbour town of Port Linden after…"


def test_a_paragraph_wrapped_by_hand_is_one() -> None:
    wrapped = (
        "The army said on Monday that it had taken the harbour town of Port\n"
        "Linden after a siege of four months, in which many of its people had\n"
        "fled to the islands in whatever would float.\n"
    )
    assert choose_title("Islands shelter people who fled\n\n" + wrapped, "f", None) == "Islands shelter people who fled"
    assert choose_title(wrapped, "f", None).startswith(
        "The army said on Monday that it had taken the harbour town of Port Linden"
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hello", "Hello"),
        ("World news", "World news"),
        ("", "file.txt"),
        ("\n \n", "file.txt"),
        ("Beirut (AFP) Sept 19, 2017", "file.txt"),
        ("2017-09-21", "file.txt"),
        ("© Someone", "file.txt"),
        ("*****", "file.txt"),
        ("word" * 200, ("word" * 200)[:MAX_TITLE]),
    ],
)
def test_texts_that_hardly_say_anything(text: str, title: str) -> None:
    assert choose_title(text, "file.txt", None) == title


def test_the_splitters_headline_is_a_candidate_and_wins_a_draw() -> None:
    text = "Quiet days\n\nNobody had seen it coming\n\n" + PROSE
    assert choose_title(text, "f", Span(12, 37)) == "Nobody had seen it coming"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("PORT LINDEN (AFP) March 4, 2019 - Words.", "AFP"),
        ("A title\n\nPORT LINDEN, March 4. /TASS/. Words.", "TASS"),
        ("BEIJING, March 4 (Xinhua) -- Words.", "Xinhua"),
        ("A title\n© Sputnik/ JOE ROE\n\nWords.", "Sputnik"),
        ("Words of the story. --Reuters", "Reuters"),
        ("Words of the story.\n\nSource: Associated Press\n", "AP"),
        ("Words of the story. (AP)", "AP"),
        ("A title\nReuters, 4 March 2019\n\nWords.", "Reuters"),
        ("A title\n4 March 2019 | AFP\n\nWords.", "AFP"),
        ("A title\n4 March 2019, Reutersville\n\nWords.", ""),
        ("Reuters and AFP were there, said the man.", ""),
        ("© Joe Roe/ Somewhere\nWords.", ""),
        ("", ""),
    ],
)
def test_the_agency(text: str, source: str) -> None:
    assert find_source(text) == source


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="aB .\n#©date2019-03 \x1b\u202e", max_size=200), st.text(min_size=1, max_size=20))
def test_a_title_is_one_short_visible_line(text: str, name: str) -> None:
    title = choose_title(text, name, None)
    assert title.strip() or not name.strip()
    assert len(title) <= MAX_TITLE
    assert len(title.splitlines()) <= 1
    assert "\x1b" not in title
    assert "\u202e" not in title
