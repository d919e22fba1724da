"""``dateline doctor``: the library's state, what could not be read and why, versions, and the terminal's abilities."""

from __future__ import annotations

import contextlib
import locale
import os
import platform
import sqlite3
import sys
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from index.analysis.documents import analysis_version
from index.building.problem_counts import refused_by_reason
from index.building.reading_marks import beginning_of_mark
from index.catalogue.reading import CatalogueReader
from index.errors import DatelineError, LibraryDamagedError, NotebookDamagedError
from index.home.folders import Home, find_home
from index.home.log import last_entries, log_file
from index.library.choosing import library_to_read
from index.library.library import LocalLibrary
from index.model import Problem
from index.notebook.checking import newest_good_copy
from index.notebook.store import Notebook
from index.sources.formats.no_story import NO_STORY
from tui.cli.common import at_most_one, counted, json_option, library_options, print_json, say, tallied
from tui.cli.moved_notes import examine_notes

NETWORK_FILE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs")
)
"""SQLite's locks and its write-ahead log are not reliable on these (sqlite.org/wal.html)."""

LOG_ENTRIES = 5
"""How many of the log's last entries are shown."""

PACKAGES = ("dateline", "textual", "rich", "whoosh3", "dateparser", "trafilatura", "numpy")

OTHER_WHOOSHES = ("Whoosh", "Whoosh-Reloaded")
"""Distributions that put another package ``whoosh`` in the place of ours."""


@click.command()
@click.option("--captures", "verified", is_flag=True, help="Compare the digests of all captures, too.")
@library_options
@click.option("--only-problems", is_flag=True, help="Tell only what could not be read, and why.")
@json_option
def doctor(verified: bool, library: str | None, notebook: Path | None, only_problems: bool, as_json: bool) -> int:
    """Tell the state of a library and of this terminal. The exit code is 2 if something needs mending."""
    at_most_one({"--captures": verified, "--only-problems": only_problems})
    home = find_home()
    if only_problems:
        return _tell_problems(home, library, as_json=as_json)
    report, problems = _examine(home, library, notebook)
    if verified:
        report["captures"] = _verified(home, report)
    report["log"] = _log(home, notebook, report)
    report["terminal"] = _terminal()
    report["versions"] = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version} | {
        name: _version(name) for name in PACKAGES
    }
    report["errors"] += [
        f"{name} {found} is installed, which has modules of the same names as whoosh3; run: pip uninstall {name}, "
        "then: pip install --force-reinstall whoosh3"
        for name in OTHER_WHOOSHES
        if (found := _version(name))
    ]
    try:
        report["versions"]["analysis"] = analysis_version()
    except DatelineError as error:
        report["errors"].append(str(error))
    if as_json:
        print_json(report | {"problems": [asdict(problem) for problem in problems]})
    else:
        _print(report, problems)
    return 2 if report["errors"] else 0


def _version(name: str) -> str:
    """The version of a distribution, "" if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _tell_problems(home: Home, library: str | None, *, as_json: bool) -> int:
    """Tell what could not be read and why. The exit code is 1 if all could be."""
    with contextlib.closing(CatalogueReader(library_to_read(home, library) / "catalogue.sqlite")) as catalogue:
        problems = catalogue.problems()
    if as_json:
        print_json({"problems": [asdict(problem) for problem in problems], "refused": refused_by_reason(problems)})
    else:
        _print_problems(problems)
    return 0 if problems else 1


def _examine(home: Home, library: str | None, notebook: Path | None) -> tuple[dict[str, Any], list[Problem]]:
    report: dict[str, Any] = {"library": None, "errors": [], "warnings": []}
    problems: list[Problem] = []
    try:
        folder = library_to_read(home, library)
        report["library"] = {"folder": str(folder)}
        notes = notebook or home.notebook(folder)
        damage = _damage_of(notes)
        opened = LocalLibrary(folder, None if damage else notes)
        try:
            if catalogue_damage := opened.catalogue.damage():
                raise LibraryDamagedError(catalogue_damage)
            opened.info()  # takes up what the analyst has corrected
            report["library"] |= opened.catalogue.counts() | {"roots": opened.catalogue.roots()}
            report["library"]["types"] = {type_: len(keys) for type_, keys in opened.catalogue.values("type").items()}
            problems = opened.catalogue.problems()
            if older := opened.catalogue.files_not_read_as(beginning_of_mark(analysis_version())):
                verb = "was" if older == 1 else "were"
                report["warnings"].append(
                    f"{counted(older, 'file')} of the library {verb} read by another version of Dateline, or with "
                    "other lists; read again with: dateline index"
                )
            report["library"]["refused"] = refused_by_reason(problems)
            found = len(opened.search("").keys)
            if found != report["library"]["documents"]:
                report["errors"].append(
                    f"The index holds {found} documents and the catalogue {report['library']['documents']}; "
                    "run: dateline index"
                )
        finally:
            opened.close()
        if damage:
            report["errors"].append(damage)
        else:
            _examine_notebook(folder, notes, report)
        for place in {folder, home.data}:
            if (kind := file_system(place)) in NETWORK_FILE_SYSTEMS:
                report["warnings"].append(
                    f"{place} is on a network file system ({kind}), where SQLite may lose data; set DATELINE_HOME."
                )
    except DatelineError as error:
        report["errors"].append(str(error))
    return report, problems


def _damage_of(notebook: Path) -> str:
    """The sentence that tells how the notebook is damaged; "" if it is whole or not there."""
    if notebook.exists():
        try:
            Notebook.open(notebook).close()
        except NotebookDamagedError as error:
            return str(error)
    return ""


def _examine_notebook(folder: Path, path: Path, report: dict[str, Any]) -> None:
    report["notebook"] = {"file": str(path), "annotations": 0, "approximate": 0, "orphans": 0}
    if path.exists():
        with contextlib.closing(Notebook.open(path)) as opened:
            report["notebook"]["annotations"] = len(opened.annotations())
            report["notebook"]["newest_copy"] = str(newest_good_copy(path) or "none")
        if followed := examine_notes(folder, path):
            report["notebook"] |= {"approximate": len(followed.approximate), "orphans": len(followed.orphans)}


def file_system(path: Path) -> str:
    """The kind of file system that a path lies on, as the kernel calls it; "" where it does not tell."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for mount in mounts:
        _, place, its_kind, *_ = mount.split(" ")
        if os.path.commonpath([place, path.absolute()]) == place and len(place) >= len(best):
            best, kind = place, its_kind
    return kind


def _verified(home: Home, report: dict[str, Any]) -> dict[str, Any]:
    """How many captures there are; those that are not what was written are errors, torn ones warnings."""
    from index.captures.reading import SUFFIXES, captured_in  # costs a tenth of a second

    files = sorted(path for path in home.captures.rglob("*") if path.name.endswith(SUFFIXES) and path.is_file())
    records = 0
    for file in files:
        for one in captured_in(file):
            records += 1
            if one.fault:
                kind = "warnings" if one.fault.startswith("torn") else "errors"
                report[kind].append(f"{file}, the record at byte {one.offset}: {one.fault}")
    return {"folder": str(home.captures), "files": len(files), "records": records}


def _log(home: Home, notebook: Path | None, report: dict[str, Any]) -> dict[str, Any]:
    """The log of this notebook's sessions, and what was written there last."""
    file = Path(report.get("notebook", {}).get("file") or notebook or "")
    path = log_file(home, file if file.name else None)
    try:
        return {"file": str(path), "last": last_entries(path, LOG_ENTRIES)}
    except (DatelineError, OSError) as error:
        report["warnings"].append(f"The log {path} cannot be read: {error}")
        return {"file": str(path), "last": []}


def _terminal() -> dict[str, Any]:
    width, height = os.get_terminal_size() if sys.stdout.isatty() else (0, 0)
    return {
        "is_terminal": sys.stdout.isatty(),
        "columns": width,
        "lines": height,
        "term": os.environ.get("TERM", ""),
        "colorterm": os.environ.get("COLORTERM", ""),
        "no_color": "NO_COLOR" in os.environ,
        "encoding": locale.getpreferredencoding(False),
        "multiplexer": "tmux" if "TMUX" in os.environ else "screen" if "STY" in os.environ else "",
        "ssh": "SSH_CONNECTION" in os.environ,
    }


def _shown(key: str, value: Any) -> str:
    if isinstance(value, dict):
        return tallied(value) or "none"
    if not isinstance(value, list):
        return str(value)
    return "".join(f"\n        {line}" for line in value) if key == "last" else ", ".join(value)


def _print(report: dict[str, Any], problems: list[Problem]) -> None:
    for name in ("library", "notebook", "captures", "terminal", "versions", "log"):
        if facts := report.get(name):
            say(f"{name}:")
            for key, value in facts.items():
                say(f"    {key}: {_shown(key, value)}")
    for kind in ("errors", "warnings"):
        for sentence in report[kind]:
            say(f"{kind[:-1]}: {sentence}")
    _print_problems(problems)


def _print_problems(problems: list[Problem]) -> None:
    say(f"problems of reading: {len(problems)}")
    if any(problem.reason.startswith(NO_STORY) for problem in problems):
        say("    a page that is a story after all: dateline corrections story PAGE")
    for problem in problems:
        line = f":{problem.line}" if problem.line else ""
        say(f"    {problem.path}{line}: {problem.reason}")
