"""The versions of a document on the screen, and what comes into the library while it is open."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.building.builder import Builder
from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.home.seen import SeenDocuments
from index.library.engines import open_engine
from tui.screens.versions import VersionsScreen
from tui.text.times import moment

BEFORE = """Ferry aground off Averell

The ferry Halden ran aground on Tuesday, killing 22 people, the coast guard said.

Captain Jonas Brenn told the court that he had slept. Rescuers searched until dusk.
"""
AFTER = BEFORE.replace("22", "18").replace("until dusk.", "until dusk!")
MINUTE = 1_772_500_000


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes files with a time, and brings the library up to date; returns its folder."""

    def write_files(minute: int, **files: str) -> Path:
        corpus = tmp_path / "corpus"
        corpus.mkdir(exist_ok=True)
        for name, text in files.items():
            (corpus / f"{name}.txt").write_text(text)
            os.utime(corpus / f"{name}.txt", (MINUTE + 60 * minute,) * 2)
        Builder(tmp_path / "library", open_engine, processes=1).run([corpus])
        return tmp_path / "library"

    return write_files


async def test_stepping_through_versions_with_a_note_on_both(write: Callable[..., Path], open_app: Any) -> None:
    write(0, ferry=BEFORE)
    folder = write(1, ferry=AFTER)
    async with open_app(folder) as app:
        await app.search("brenn")
        assert f"changed 1×, last {moment('2026-03-03T01:07:40Z')}" in app.place
        reading = app.app.main.reading
        last = reading.view.id
        await app.press("enter", "g", ")", ")", "a")
        await app.type("why?")
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        await app.press("-")
        await app.until(lambda: reading.view.id != last)
        assert "killing 22 people" in reading.text
        assert f"version 1 of 2, {moment('2026-03-03T01:06:40Z')}" in app.place
        await app.until(lambda: any(app.reader.marks_at(place) for place in range(len(BEFORE))))
        await app.press("-")
        assert app.message == "This is the oldest version that was kept."
        await app.press("+")
        await app.until(lambda: reading.view.id == last)
        await app.press("+")
        assert app.message == "This is the last version."


async def test_the_difference_is_shown_by_kind(write: Callable[..., Path], open_app: Any) -> None:
    write(0, ferry=BEFORE)
    folder = write(1, ferry=AFTER)
    async with open_app(folder) as app:
        await app.search("brenn")
        await app.press("enter", "=")
        await app.until(lambda: isinstance(app.app.screen, VersionsScreen) and "numbers" in app.screen_text())
        shown = app.screen_text()
        assert "− 22" in shown
        assert "+ 18" in shown
        assert "1 cosmetic changes hidden" in shown
        await app.press("p")
        assert "+ !" in app.screen_text()
        await app.press("escape", "_")
        await app.until(lambda: isinstance(app.app.screen, VersionsScreen) and "2. " in app.screen_text())
        assert "− 22" not in app.screen_text()
        await app.press("g", "enter")
        await app.until(lambda: app.app.main.reading.view.version == 1)


async def test_an_edit_is_cited_with_both_digests(write: Callable[..., Path], open_app: Any, tmp_path: Path) -> None:
    write(0, ferry=BEFORE)
    folder = write(1, ferry=AFTER)
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in (BEFORE, AFTER)]
    versions = [
        f"version {place}, 2026-03-03T01:0{5 + place}:40Z, SHA-256 of its text {digest}"
        for place, digest in enumerate(digests, 1)
    ]
    async with open_app(folder) as app:
        await app.search("brenn")
        await app.press("enter", "=")
        await app.until(lambda: isinstance(app.app.screen, VersionsScreen) and "numbers" in app.screen_text())
        await app.press("y")
        await app.until(lambda: "Copied" in app.screen_text())
        copied = tmp_path / "state" / "copied.txt"
        assert copied.read_text().splitlines()[1:] == ["numbers: “22” → “18”", *versions]
        await app.press("p", "G", "y")
        await app.until(lambda: "cosmetic: “.” → “!”" in copied.read_text())
        assert copied.read_text().splitlines()[2:] == versions
        await app.press("g", "y")
        await app.until(lambda: "version 2" not in copied.read_text())
        assert copied.read_text().splitlines()[1:] == versions[:1]


async def test_a_document_without_versions_says_so(library: Path, open_app: Any) -> None:
    async with open_app(library) as app:
        for key in ("-", "+", "_", "="):
            await app.press("2", key)
            assert app.message == "No older version of this document was kept."


async def test_what_comes_in_is_told_and_taken_up_when_wanted(write: Callable[..., Path], open_app: Any) -> None:
    folder = write(0, ferry=BEFORE, port="Port closed\n\nThe port of Averell was closed by a storm.")
    async with open_app(folder) as app:
        rows = app.documents.total
        write(1, ferry=AFTER, bridge="Bridge opens\n\nThe mayor opened the new bridge over the river.")
        await app.until(lambda: "1 new, 1 changed (U)" in app.screen_text())
        assert app.documents.total == rows == 2
        await app.press("U")
        await app.until(lambda: app.documents.total == 3)
        assert "1 new" not in app.screen_text()
        await app.until(lambda: "• " in app.screen_text())
        await app.search("bridge")
        assert "• " not in app.screen_text()
        await app.press("U")
        await app.until(lambda: app.message == "Nothing has come into the library since.")


async def test_keys_do_not_wait_for_what_comes_in_to_be_counted(write: Callable[..., Path], open_app: Any) -> None:
    folder = write(0, ferry=BEFORE)
    async with open_app(folder) as app:
        worker, asked = app.app.main.client.process_id, app.app.main.workers
        os.kill(worker, signal.SIGSTOP)  # as long as counting may take
        try:
            write(1, bridge="Bridge opens\n\nThe mayor opened the new bridge over the river.")
            await app.until(lambda: any(one.group == "arrivals" and one.is_running for one in asked))
            await app.press("m")
            assert app.message.startswith("Starred")
        finally:
            os.kill(worker, signal.SIGCONT)
        await app.until(lambda: "1 new (U)" in app.screen_text())


async def test_saved_searches_tell_what_is_new_until_it_is_listed(write: Callable[..., Path], open_app: Any) -> None:
    folder = write(0, ferry=BEFORE)
    SavedSearches(find_home()).save("ferries", "ferry")
    async with open_app(folder) as app:
        await app.until(lambda: app.message == "New in saved searches: ferries: 1")
        await app.press(":")
        await app.type("ferries")
        await app.until(lambda: "search: ferries  (1 new)" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: app.answered("ferry"))
        assert app.app.main.alerts.count("ferries") == 0
        assert list(SeenDocuments(find_home(), folder).hashes("ferries")) == [app.app.main.reading.view.id]
