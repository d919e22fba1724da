"""Foreign text of every dangerous kind changes nothing but itself: told by the bytes that reach the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from escapes import Kind, Token, foreign_to_the_screen, tokens
from pty_terminal import Terminal, open_dateline

from index.home.folders import find_home
from index.library.library import LocalLibrary
from index.notebook.anchors import Anchor
from index.notebook.store import Notebook, Subject
from tui.session import Draft, SessionState, store, to_json

ESCAPES = {
    "CSI": "\x1b[31m\x1b[2J\x1b[5;5Hmoved",
    "C1 CSI": "\x9b31m\x9b2Jmoved",
    "OSC title": "\x1b]0;owned\x07",
    "OSC title, long end": "\x1b]2;owned\x1b\\",
    "OSC link": "\x1b]8;;http://evil.example/\x1b\\link\x1b]8;;\x1b\\",
    "OSC clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "C1 OSC": "\x9d52;c;b3duZWQ=\x9c",
    "DCS": "\x1bP+q544e\x1b\\",
    "DCS of tmux": "\x1bPtmux;\x1b\x1b]52;c;b3duZWQ=\x07\x1b\\",
    "APC": "\x1b_Gi=1,a=q;AAAA\x1b\\",
    "PM and SOS": "\x1b^pm\x1b\\\x1bXsos\x1b\\",
    "reset": "\x1bc\x1b[!p\x1b#8",
    "C0": "\x00\x05\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "bidi": "\u202egnp.exe\u202c \u2066isolate\u2069 \u061c\u200f",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f\xadg",
    "lines": "x\u2028y\u2029z\x85w",
    "tags and private use": "\U000e0041\ue000\U000f0000",
}
MARKUP = "[@click=app.quit]click here[/] [/oops] [b]bold[/b] [link=http://evil.example/]link[/link]"
HOSTILE = " ".join(ESCAPES.values()) + " " + MARKUP
STORY = f"Colonel {MARKUP} Smith met General {ESCAPES['OSC title']} Jones in Berlin."


def corpus() -> dict[str, str | bytes]:
    """Files whose names, fields and texts are all hostile."""
    name = HOSTILE.translate({0: None, ord("/"): "|", ord("\n"): None})
    record = {"id": HOSTILE, "title": f"Title {HOSTILE}", "source": f"Source {HOSTILE}", "author": HOSTILE}
    record |= {"url": f"http://evil.example/{HOSTILE}", "date": f"2020-01-01 {HOSTILE}", "text": f"{STORY} {HOSTILE}"}
    return {
        f"{name.encode()[:200].decode(errors='ignore')}.txt": f"Bridge {MARKUP}\n\n{STORY}\n\n{HOSTILE}\n" * 3,
        "records.jsonl": json.dumps(record) + "\n" + json.dumps(record | {"id": "2", "title": ""}),
        **{f"story-{number}.txt": f"{text}\n\nA bridge. {text}\n" for number, text in enumerate(ESCAPES.values())},
    }


@pytest.mark.parametrize("dangerous", ESCAPES.values(), ids=ESCAPES)
def test_the_oracle_sees_each_of_them(dangerous: str) -> None:
    assert list(foreign_to_the_screen(f"words {dangerous} words"))
    assert "".join(token.text for token in tokens(f"words {dangerous}")[0]) == f"words {dangerous}"


def test_nothing_foreign_reaches_the_terminal(build: Callable[..., Path]) -> None:
    library = build(corpus(), name="na[@click=app.quit]me\x1b]0;owned\x07\u202e")
    with open_dateline(library, (120, 40)) as terminal:
        terminal.paste("q")  # a paste is no key
        terminal.press("/")
        terminal.paste(f"bridge OR {HOSTILE}")
        terminal.until(lambda: "␛[31m" in terminal.lines[0], "the query")
        terminal.press("ctrl+u")
        terminal.type("smith OR bridge")
        terminal.press("enter")
        terminal.until_shown("/ smith OR bridge", "smith (3) OR bridge", "hit 1/7 · document 1/")
        read_every_document(terminal)
        click_everywhere(terminal, "click here")
        annotate(terminal)
        terminal.press("o")
        terminal.until_shown("Notebook", "1 note", "[/oops]")
        click_everywhere(terminal, "click here")
        terminal.press("a")
        terminal.until_shown("Note on “")
        terminal.press("escape")
        terminal.until_gone("Note on “")
        terminal.press("q")
        terminal.until_gone("1 note")
        terminal.press("?")
        terminal.until_shown("character back")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert foreign(terminal) == []


def test_what_was_stored_by_others_is_as_harmless(library: Path, home: Path) -> None:
    """A session's state and a notebook that was filled by an import hold what was never typed here."""
    opened = LocalLibrary(library)
    document = opened.document(opened.browse("newest").keys[0])
    opened.close()
    file = home / "notebooks" / find_home().notebook(library).name
    notebook = Notebook.open(file)
    subject = Subject(document.id, HOSTILE, HOSTILE, HOSTILE, HOSTILE, document.text_hash)
    notebook.add(subject, Anchor.of(document.text, 0, 200), HOSTILE, [HOSTILE])
    notebook.close()
    draft = Draft(document.id, 0, 100, HOSTILE, HOSTILE)
    state = SessionState(query=f"dillon OR {HOSTILE}", document=document.id, theme=HOSTILE, draft=draft)
    store(home / "state" / file.stem / "session.json", to_json(state))
    with open_dateline(library, (120, 40), shown="Note on “.*click here") as terminal:
        assert terminal.lines[0].startswith(" / dillon OR ␛[31m")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
        terminal.press("o")
        terminal.until_shown("2 notes")
        click_everywhere(terminal, "click here")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert foreign(terminal) == []


def foreign(terminal: Terminal) -> list[Token]:
    """What reached the terminal that the screen never sends by itself."""
    assert terminal.window_title == ""
    assert [token for token in tokens(terminal.sent)[0] if token.kind is Kind.STRING] == []
    return list(foreign_to_the_screen(terminal.sent))


def read_every_document(terminal: Terminal) -> None:
    """Open each document of the list, and go through all panes."""
    terminal.press("3", "enter", "2", "space", "1")
    for number in range(2, len(ESCAPES) + 1):
        terminal.press("j")
        terminal.until(lambda number=number: f"document {number}/" in terminal.text, "the next document")
    terminal.press("e", "s", "2", "tab", "1", "g")
    terminal.until_quiet()


def click_everywhere(terminal: Terminal, text: str) -> None:
    """Click on each place that shows the text."""
    for row, line in enumerate(terminal.lines):
        if (column := line.find(text)) >= 0:
            terminal.click(column + 2, row)
    terminal.until_quiet()


def annotate(terminal: Terminal) -> None:
    """Make a hostile note, with hostile tags."""
    terminal.press("2", "a")
    terminal.until_shown("Note on “")
    terminal.paste(HOSTILE)
    terminal.press("tab")
    terminal.paste(HOSTILE)
    terminal.until_quiet()
    terminal.press("enter")
    terminal.until_shown("Note saved.")
