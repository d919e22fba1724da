"""The way of an analyst, with keys alone: search, walk the hits, mark a sentence, find the mark again tomorrow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pty_terminal import Terminal, open_dateline

from index.library.library import LocalLibrary


def place(terminal: Terminal) -> str:
    """Hit and document as the status line tells them."""
    found = re.findall(r"hit \d+/\d+ .*?document \d+/\d+", terminal.text)
    return found[-1] if found else ""


def expected_places(library: Path, query: str) -> list[str]:
    """What the status line should tell at each hit, taken from the library's own answer."""
    opened = LocalLibrary(library)
    found = opened.search(query, "")
    places = []
    for number, row in enumerate(opened.rows(found, 0, 50)):
        stored = opened.document(opened.catalogue.find(row.summary.id))
        hits = found.hits(stored.key, stored.title, stored.text)
        count = len(hits.text) + len(hits.title)
        story = f"story {stored.story} of {stored.stories} · " if stored.stories > 1 else ""
        places += [f"hit {n + 1}/{count} · {story}document {number + 1}/{len(found.keys)}" for n in range(count)]
    opened.close()
    return places


def walk(terminal: Terminal) -> list[str]:
    """Press n until the last hit; returns the places on the way."""
    terminal.until(lambda: place(terminal), "the first hit")
    places = [place(terminal)]
    last = "This is the last hit of the"
    while last not in terminal.text:
        terminal.press("n")
        terminal.until(lambda: place(terminal) not in (places[-1], "") or last in terminal.text, "the next hit")
        if place(terminal) != places[-1]:
            places.append(place(terminal))
    return places


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_search_walk_mark_and_find_again(library: Path, size: tuple[int, int]) -> None:
    with open_dateline(library, size) as terminal:
        search(terminal, "Dillon")
        terminal.until_shown("2 of 3 documents", "document 1/2")
        assert walk(terminal) == expected_places(library, "Dillon")
        quote = mark_a_sentence(terminal, "Who met whom?", "deconfliction")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0

    with open_dateline(library, size) as terminal:
        terminal.until_shown("✎")
        terminal.press("o")
        terminal.until_shown("Who met whom?", "#deconfliction", quote)
        terminal.press("enter")
        terminal.until_gone("Who met whom?")
        terminal.until_shown(quote)
        terminal.press("enter")
        terminal.until_shown("Note on “" + quote, "Who met whom?")


def search(terminal: Terminal, query: str) -> None:
    terminal.press("/")
    terminal.type(query)
    terminal.press("enter")


def mark_a_sentence(terminal: Terminal, note: str, tag: str) -> str:
    """Select the sentence at the caret and annotate it; returns its first words."""
    terminal.press("2", "(", "v", ")", "a")
    terminal.until_shown("Note on “")
    quote = re.search(r"Note on “(\S+ \S+)", terminal.text)
    assert quote is not None
    terminal.type(note)
    terminal.press("tab")
    terminal.type(tag)
    terminal.press("enter")
    terminal.until_shown("Note saved.")
    return quote[1]
