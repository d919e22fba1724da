"""``dateline [PATH …]``: index what is new, then open the screen. The worker starts while Textual is imported."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import click

from index.catalogue.reading import CatalogueReader
from index.errors import ConfigurationError, DatelineError, LibraryError, PathError
from index.home.folders import Home, absolute, find_home, library_folder
from index.home.lock import session_open
from index.home.log import LOGGER, log_file
from index.home.settings import read_settings
from index.home.starting import module_command
from index.library.choosing import SAMPLES, last_library, library_of, remember_library, seeds_folder, shared_folder
from index.library.libraries import finish_renaming
from index.notebook.store import Notebook
from index.service.client import Client
from tui import keys
from tui.cli.common import library_options
from tui.cli.door import begin_log, end_when_told
from tui.keys.own import FILE as OWN_KEYS
from tui.keys.own import with_own_keys
from tui.terminal import signals
from tui.terminal.early_keys import EarlyKeys

INTERRUPTED = 130


@click.command("open")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fresh", is_flag=True, help="Start clean instead of where the last session ended.")
@click.option("--linear", is_flag=True, help="No screen: lines in, lines out, as DATELINE_LINEAR=1 and TERM=dumb ask.")
@library_options
def open_screen(paths: tuple[Path, ...], fresh: bool, linear: bool, library: str | None, notebook: Path | None) -> int:
    """Open the screen on files and folders, or on the last library."""
    for path in paths:
        if not absolute(path).exists():
            raise PathError(f"There is no file or folder {path}; check the spelling. The commands: dateline --help")
    if linear:
        os.environ[signals.LINEAR_VARIABLE] = "1"  # the processes that are started heed it too
    linear = signals.linear(sys.stdin, sys.stdout, os.environ)
    if not linear and (sentence := signals.refusal(sys.stdin, sys.stdout, os.environ)):
        raise DatelineError(sentence)
    signals.prepare(os.environ)
    home, settings = find_home(), read_settings()
    keys.use(with_own_keys(keys.ACTIONS, home.config / OWN_KEYS))
    finish_renaming(home)
    folder, to_index = _choose(home, library, paths)
    notebook_file = notebook or home.notebook(folder)
    if notebook_file.exists():
        with contextlib.closing(Notebook.open(notebook_file)) as notes:  # a damaged one is told before all else
            notes.back_up_daily()
    with contextlib.nullcontext() if linear else EarlyKeys(sys.stdin.fileno()) as early:
        if to_index and (code := _index(folder, notebook_file, to_index)):
            return code
        remember_library(home, folder)
        begin_log(log_file(home, notebook_file))
        LOGGER.info("open %s", folder)
        client = Client.spawn(folder, notebook_file)
        if early is None:
            end_when_told()
            from tui.linear.loop import run as run_linear  # it imports no Textual

            with session_open(home.sessions(notebook_file)):
                return run_linear(client, Notebook.open(notebook_file))
        from tui.app import run  # the worker opens the library while Textual is imported

        return run(client, Notebook.open(notebook_file), home.state, early, settings, fresh=fresh)


def _choose(home: Home, library: str | None, paths: tuple[Path, ...]) -> tuple[Path, tuple[Path, ...]]:
    """The library to open, and the paths to index first."""
    shared = shared_folder(home, library) if library else None
    if shared is not None and paths:
        raise ConfigurationError("A shared library takes no files here; index them, and give them to it with transfer.")
    if shared is not None:
        return shared, ()
    if library:
        return library_folder(home, library), paths
    if paths:
        return library_of(home, paths), paths
    last = last_library(home)
    if last is not None:
        return last, ()
    return library_folder(home, SAMPLES), (seeds_folder(),)


def _index(folder: Path, notebook: Path, paths: tuple[Path, ...]) -> int:
    """Bring the library up to date in a process of its own, which shows its progress and says what went wrong.

    The exit code is 0 if there is something to open all the same.
    """
    places = ["--library", f"{folder}/", "--notebook", str(notebook)]
    command = module_command("tui", "index", "--quiet", *places, *map(str, paths))
    code = subprocess.run(command, check=False).returncode
    return 0 if code != INTERRUPTED and _holds_documents(folder) else code


def _holds_documents(folder: Path) -> bool:
    try:
        catalogue = CatalogueReader(folder / "catalogue.sqlite")
    except LibraryError:
        return False
    with contextlib.closing(catalogue):
        return bool(catalogue.ordered_keys("newest", 0, 1))
