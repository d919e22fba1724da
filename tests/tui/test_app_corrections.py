"""What the analyst knows better, on the screen: documents put right, one mention, and the list of all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.corrections.listing import all_corrections, describe
from tui.screens.ask import AskDialog
from tui.screens.corrections import CorrectionList, CorrectionsScreen, in_two_lines
from tui.widgets.entities import EntityList


def names(app: Any) -> list[str]:
    return [row.name for row in app.app.main.query_one(EntityList).rows if not row.line]


def said(app: Any) -> list[str]:
    return [describe(one) for one in all_corrections(app.notebook)]


async def choose(app: Any, name: str) -> Any:
    """Put the cursor of the entity pane on an entity; returns the pane."""
    pane = app.app.main.query_one(EntityList)
    await app.press("3")
    pane.cursor = [row.name for row in pane.rows].index(name)
    await app.pilot.pause()
    return pane


async def asked(app: Any) -> None:
    await app.until(lambda: isinstance(app.app.screen, AskDialog) and app.app.focused)


async def answer(app: Any, typed: str) -> None:
    await asked(app)
    await app.press("ctrl+u")
    await app.type(typed)
    await app.press("enter")


async def test_title_and_source_are_said_shown_in_list_and_reader_and_taken_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        before = app.title
        await app.press("H")
        await asked(app)
        assert f"The title of “{before[:40]}" in " ".join(app.screen_text().splitlines()[-4:])
        await answer(app, "Generals meet")
        await app.until(lambda: app.title == "Generals meet")
        assert "Generals meet" in app.screen_text().splitlines()[2]
        assert said(app) == [f"the title of '{before}' is 'Generals meet'"]
        await app.press("B")
        await answer(app, "Reuters")
        await app.until(lambda: app.app.main.reading.view.source == "Reuters")
        await app.press("u", "u")
        await app.until(lambda: app.title == before)
        assert said(app) == []
        await app.press("ctrl+r", "ctrl+r")
        await app.search("source:reuters")
        assert (app.documents.total, app.title) == (1, "Generals meet")


async def test_nothing_is_said_by_esc_by_the_same_words_and_of_a_file_of_one_story(
    open_app: Any, library: Path
) -> None:
    async with open_app(library) as app:
        await app.search("title:coalition")
        for keys in (["H", "enter"], ["B", "escape"], ["B", "ctrl+u", "enter"]):
            await app.press(keys[0])
            await asked(app)
            await app.press(*keys[1:])
        await app.press("J")
        await app.until(lambda: "nothing to join" in app.message)
        assert said(app) == []


async def test_one_mention_is_rejected_from_the_pane(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:coalition")
        pane = await choose(app, "Ryan Dillon")
        count = len(pane.current.mentions)
        await app.press("enter", "enter")
        gone = pane.last_mention.start
        await app.press("X")
        await app.until(lambda: pane.current and len(pane.current.mentions) == count - 1)
        assert pane.current.name == "Ryan Dillon"
        assert gone not in [mention.start for mention in pane.current.mentions]
        await app.press("u")
        await app.until(lambda: pane.current and len(pane.current.mentions) == count)


async def test_one_mention_is_rejected_at_the_readers_caret(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:coalition")
        await app.press("2")
        mention = app.app.main.reading.view.mentions[3]
        app.reader.go_to(mention.start)
        await app.press("X")
        await app.until(lambda: mention.start not in [one.start for one in app.app.main.reading.view.mentions])
        assert app.reader.caret == mention.start
        count = len(said(app))
        await app.press("X")
        await app.until(lambda: "There is no mention here" in app.message)
        assert len(said(app)) == count == 1


async def test_a_name_is_completed_and_the_cursor_goes_to_what_it_was_merged_with(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("title:coalition")
        pane = await choose(app, "Hikmet Durgun")
        await app.press("M")
        await asked(app)
        await app.type("igor")
        await app.until(
            lambda: "person:Igor Konashenkov" in app.screen_text() or "person:igor Konash" in app.screen_text()
        )
        await app.press("tab", "enter")
        await app.until(lambda: "Hikmet Durgun" not in names(app))
        assert pane.current.name == "Igor Konashenkov"
        assert len(pane.current.mentions) == 2
        assert said(app) == ["person:Hikmet Durgun is person:Igor Konashenkov"]


async def test_the_list_takes_any_correction_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:coalition")
        await choose(app, "Ryan Dillon")
        await app.press("R")
        await answer(app, "R. Dillon")
        await app.until(lambda: "R. Dillon" in names(app))
        await choose(app, "Igor Konashenkov")
        await app.press("x")
        await app.until(lambda: "Igor Konashenkov" not in names(app))
        await app.press("O")
        await app.until(lambda: isinstance(app.app.screen, CorrectionsScreen))
        shown = app.screen_text()
        assert "person:Ryan Dillon is called R. Dillon" in shown
        assert "person:Igor Konashenkov is no entity" in shown
        listed = app.app.screen.query_one(CorrectionList)
        assert listed.row_count() == 2
        await app.press("j", "x")
        await app.until(lambda: listed.row_count() == 1)
        assert "Taken back: person:Ryan Dillon is called R. Dillon." in app.screen_text()
        assert said(app) == ["person:Igor Konashenkov is no entity"]
        await app.press("u")
        await app.until(lambda: listed.row_count() == 2)
        await app.press("j", "x", "escape")
        await app.until(lambda: "Ryan Dillon" in names(app))
        assert "Igor Konashenkov" not in names(app)


async def test_stories_are_joined_and_parted_again_from_the_list(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:monitor")
        assert app.app.main.reading.view.stories == 2
        await app.press("J")
        await app.until(lambda: app.app.main.searching.library.documents == 2)
        await app.search("monitor")
        view = app.app.main.reading.view
        assert view.stories == 1
        assert "face-to-face" in view.text
        assert "hours: monitor" in view.text
        await app.press("O")
        await app.until(lambda: "is one story" in app.screen_text())
        await app.press("x")
        await app.until(lambda: app.app.main.searching.library.documents == 3)
        await app.press("escape")
        await app.search("title:monitor")
        assert app.app.main.reading.view.stories == 2
        assert said(app) == []


async def test_what_is_corrected_is_hostile_as_any_text(open_app: Any, build: Callable[..., Path]) -> None:
    name = "[@click=app.quit]Bold[/oops]"
    async with open_app(build({"a.txt": "Title\n\nAngela Merkel spoke in Berlin.\n"}), size=(120, 40)) as app:
        await choose(app, "Angela Merkel")
        await app.press("R")
        await answer(app, name)
        await app.until(lambda: name in names(app))
        assert name[:15] in app.screen_text()
        await app.press("O")
        await app.until(lambda: f"is called {name}" in app.screen_text())


async def test_the_palette_offers_every_correction(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("title:coalition")
        await choose(app, "Ryan Dillon")
        for typed, shown in (
            ("document's title", "say what the document's title is  (H)"),
            ("document is: its source", "say whose story the document is: its source  (B)"),
            ("stories of the document's", "are one: join them  (J)"),
            ("corrections: all", "corrections: all that you have put right"),
            ("entity: merge", "merge the two  (M)"),
            ("entity: split", "split it off  (S)"),
        ):
            await app.press("colon")
            await app.type(typed)
            await app.until(lambda shown=shown: shown in app.screen_text())
            await app.press("escape")
        await app.press("colon")
        await app.type("entity: say that it is no entity")
        await app.until(lambda: "wherever it is mentioned  (x)" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: said(app) == ["person:Ryan Dillon is no entity"])


def test_a_long_correction_shows_its_end() -> None:
    assert in_two_lines("the source of 'Storm' is 'AFP'", 40) == ("the source of 'Storm' is 'AFP'", "")
    assert in_two_lines("the source of 'Storm' is 'AFP'", 20) == ("the source of", "'Storm' is 'AFP'")
    first, second = in_two_lines(f"the title of '{'storm ' * 20}' is 'Fire on a ferry'", 30)
    assert first == "the title of 'storm storm"
    assert second.endswith("' is 'Fire on a ferry'")
    assert (second[0], len(second)) == ("…", 30)


async def test_a_question_is_shown_whole_in_a_narrow_window(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(60, 24)) as app:
        await app.search("title:coalition")
        await app.press("2", "g", "v", "w", "w", "w", "I")
        await asked(app)
        await app.until(lambda: "weapon)" in app.screen_text())
        assert "enter take it" in app.screen_text().splitlines()[-1]
