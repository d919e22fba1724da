"""A paragraph beside what a program of the analyst's own makes of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import TranslationError
from index.home.translating import translated

UPPER = "import sys; sys.stdout.write(sys.stdin.read().upper() + chr(27) + '[31m')"
FAILS = "import sys; sys.stderr.write('no such language'); sys.exit(3)"


def name_program(home: Path, *command: str) -> None:
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "config.toml").write_text(f"translate = {json.dumps(command)}\n")


async def test_the_paragraph_at_the_caret_is_shown_beside_its_translation(
    open_app: Any, library: Path, home: Path
) -> None:
    name_program(home, sys.executable, "-c", UPPER)
    async with open_app(library, size=(120, 40)) as app:
        await app.opened()
        await app.press("enter", "right_curly_bracket", "ctrl+t")
        await app.until(lambda: "␛[31M" in app.screen_text().upper())
        shown = app.screen_text()
        assert "Translated by a machine" in shown and "\x1b" not in shown
        words = app.app.main.reading.text.split()
        assert any(word.upper() in shown and word in shown for word in words if len(word) > 6 and word.islower())
        await app.press("escape")
        await app.until(lambda: "Translated by a machine" not in app.screen_text())
        assert not app.notebook.annotations()


async def test_without_a_program_the_key_says_how_to_name_one(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.opened()
        await app.press("ctrl+t")
        await app.until(lambda: "translate = " in app.message)


async def test_what_a_program_says_is_neutralised_and_its_failure_told() -> None:
    assert await translated((sys.executable, "-c", UPPER), "мост") == "МОСТ␛[31m"
    with pytest.raises(TranslationError, match=r"could not translate \(3\): no such language"):
        await translated((sys.executable, "-c", FAILS), "x")
    with pytest.raises(TranslationError, match="cannot be started: No such file"):
        await translated(("/nowhere/translator",), "x")
