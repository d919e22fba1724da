"""What the screen's process imports: nothing heavy, and nothing that belongs below the worker."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from index.library.library import LocalLibrary

SCREENS = ("tui.app", "tui.screens.help", "tui.main.palette", "tui.__main__", "tui.cli.opening")
HEAVY = ("whoosh", "numpy", "rapidfuzz", "dateparser", "trafilatura", "Stemmer")
HEAVY += ("index.library.library", "index.service.worker")


def test_the_screen_imports_nothing_heavy() -> None:
    code = f"import sys, {', '.join(SCREENS)}; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_terminal_is_looked_at_before_textual_is_imported() -> None:
    code = "import sys, tui.terminal.signals, tui.cli.opening; print('textual' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


READS = ("textual", "rich", "dateparser", "trafilatura", "lxml", "asyncio", "multiprocessing", "index.entities.tagger")
READS += ("index.building.builder", "index.catalogue.writing", "index.versions.edits", "tui.cli.indexing", "tui.keys")
SEARCHES = (*READS, "rapidfuzz", "gzip", "importlib.resources", "logging.handlers", "whoosh.writing")
SEARCHES += ("index.answers", "index.fulltext.writer", "index.library.facets", "index.library.geography")
SEARCHES += ("index.library.timeline", "index.map.accounts", "index.notebook.store")
PRINTS = (*READS[:2], *HEAVY[:-2], "index.library.library", "sqlite3")
MAY_NOT_LOAD = {
    ("search", "--json", "syria"): SEARCHES,
    ("search", "--json", "konashenkov"): SEARCHES,
    ("show", "--json", "{id}"): READS,
    ("sources", "list", "--json"): READS,
    ("libraries", "--json"): (*READS, "numpy", "whoosh"),
    ("completion", "fish"): PRINTS,
    ("help", "query"): PRINTS,
    ("--version",): PRINTS,
}
"""What a command does not use, and so does not import."""


@pytest.mark.parametrize("arguments", MAY_NOT_LOAD)
def test_a_command_imports_nothing_that_it_does_not_use(library: Path, arguments: tuple[str, ...]) -> None:
    with contextlib.closing(LocalLibrary(library)) as opened:
        first = opened.catalogue.summaries(list(opened.browse().keys)[:1])[0].id
    places = ["--library", f"{library}/"] if arguments[0] in ("search", "show", "sources") else []
    command = [sys.executable, "-X", "importtime", "-m", "dateline", *(one.format(id=first) for one in arguments)]
    told = subprocess.run([*command, *places], capture_output=True, text=True, check=False)
    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert told.returncode in (0, 1)
    assert "tui.cli" in loaded
    assert not loaded.intersection(MAY_NOT_LOAD[arguments])
