"""Characters that are not seen: typed, kept in texts and notes, marked with their word, and not sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from running import Run
from textual.events import Key

from index.home.settings import Emoji, Settings
from index.text.neutralise import for_terminal, split_emoji
from tui.text.cells import grapheme_end, grapheme_start, width_of

FAMILY = "👨\u200d👩\u200d👧"
TEXT = "The co\u00adop\u00ader\u00adation of Wa\u200btergate. \u200eنمی\u200cخواهد\u200f را گفت."


def corpus(build: Callable[..., Path]) -> Path:
    return build({"a.jsonl": json.dumps({"id": "1", "title": "Co\u00adoperation", "text": TEXT}) + "\n"})


async def type_all(app: Any, text: str) -> None:
    for character in text:
        if character.isprintable():
            await app.press(character)
        else:
            app.app.screen.focused.post_message(Key("sign", character))
            await app.pilot.pause()


async def test_a_word_is_found_and_shown_whole(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(corpus(build)) as app:
        await app.search("cooperation")
        assert app.documents.total == 1
        assert app.app.main.reading.text.strip() == TEXT
        seen = app.screen_text()
        assert "The cooperation of Watergate." in seen
        assert "نمی\u200cخواهد" in seen
        assert not set(seen) & set("\u00ad\u200b\u200e\u200f\ufffd")


async def test_joiners_are_typed_into_the_query_and_notes(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(corpus(build)) as app:
        await app.opened()
        await app.press("slash")
        await type_all(app, "نمی\u200cخواهد")
        await app.press("enter")
        await app.until(lambda: app.answered("نمی\u200cخواهد"))
        assert app.documents.total == 1
        await app.opened()
        await app.press("enter", "a")
        await type_all(app, f"{FAMILY} نمی\u200cخواهد")
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        assert app.notebook.annotations()[0].note == f"{FAMILY} نمی\u200cخواهد"


def test_the_command_line_sends_words_without_what_is_not_seen(build: Callable[..., Path], run: Run) -> None:
    library = corpus(build)
    shown = run("search", "--library", f"{library}/", "watergate").out
    assert "cooperation of Watergate" in shown
    assert not set(shown) & set("\u00ad\u200b\u200e\u200f\ufffd")
    told = run("search", "--json", "--library", f"{library}/", "watergate")
    assert told.out.isascii()
    assert "co\u00adop\u00ader\u00adation" in json.dumps(told.json, ensure_ascii=False)


@pytest.fixture
def split() -> Iterator[None]:
    split_emoji(split=True)
    yield
    split_emoji(split=False)


@pytest.mark.usefixtures("split")
def test_joined_emoji_are_sent_in_their_parts_where_that_is_set() -> None:
    assert for_terminal(f"{FAMILY} نمی\u200cخواهد क्\u200dष") == "👨👩👧 نمی\u200cخواهد क्\u200dष"
    assert (width_of(FAMILY), grapheme_end(FAMILY, 0), grapheme_start(FAMILY, 2)) == (6, 2, 2)


async def test_the_setting_splits_emoji_and_keeps_the_text(open_app: Any, build: Callable[..., Path]) -> None:
    library = build({"a.jsonl": json.dumps({"id": "1", "title": "x", "text": f"They sent {FAMILY} twice."})})
    async with open_app(library) as app:
        await app.opened()
        assert f"They sent {FAMILY} twice." in app.screen_text()
    async with open_app(library, settings=Settings(emoji=Emoji.SPLIT)) as app:
        await app.opened()
        assert "They sent 👨👩👧 twice." in app.screen_text()
        assert app.app.main.reading.text.strip() == f"They sent {FAMILY} twice."
    split_emoji(split=False)
