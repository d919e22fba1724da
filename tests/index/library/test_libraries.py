"""The libraries of a home: told, renamed with all that belongs to them, forgotten without their notes."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from index.errors import ConfigurationError, LibraryLockedError
from index.home.folders import find_home
from index.home.lock import session_open, writer_lock
from index.home.seen import SeenDocuments
from index.library.choosing import last_library, remember_library
from index.library.libraries import all_libraries, finish_renaming, forget_library, rename_library
from index.notebook.store import Notebook, Subject

SUBJECT = Subject("ferry", "Ferry stranded")


@pytest.fixture
def harbour(library: Path) -> Path:
    """A library of the home with a note, a session and a document that was seen."""
    home = find_home()
    folder = home.libraries / "harbour"
    folder.parent.mkdir(mode=0o700, parents=True)
    shutil.copytree(library, folder)
    note_in("harbour", "a note")
    home.sessions(home.notebook(folder)).mkdir(mode=0o700, parents=True)
    (home.sessions(home.notebook(folder)) / "session.json").write_text("{}")
    home.notebook(folder).with_name("harbour.sqlite.daily.2017-09-21").write_text("a copy")
    SeenDocuments(home, folder).mark([""], {"ferry": "hash"})
    remember_library(home, folder)
    return folder


def note_in(name: str, note: str) -> None:
    with contextlib.closing(Notebook.open(find_home().notebook(find_home().libraries / name))) as notebook:
        notebook.add(SUBJECT, None, note)


def notes_of(name: str) -> list[str]:
    with contextlib.closing(Notebook.open(find_home().notebook(find_home().libraries / name))) as notebook:
        return [one.note for one in notebook.annotations()]


@pytest.mark.usefixtures("harbour")
def test_a_library_is_told_with_its_roots_documents_notes_and_what_is_new() -> None:
    (one,) = all_libraries(find_home(), lambda _: 1)
    assert (one.name, one.last, one.documents, one.new, one.notes, one.error) == ("harbour", True, 3, 2, 1, "")
    assert [Path(root).name for root in one.roots] == ["seeds"]
    assert all_libraries(find_home(), lambda _: 0)[0].new == 0  # nothing is known of an earlier session


def test_all_that_belongs_to_a_library_gets_its_name(harbour: Path) -> None:
    home = find_home()
    new = rename_library(home, harbour, "port")
    assert [one.name for one in all_libraries(home, lambda _: 0)] == ["port"]
    assert notes_of("port") == ["a note"]
    assert (home.state / "port" / "session.json").exists()
    assert (home.data / "notebooks" / "port.sqlite.daily.2017-09-21").exists()
    assert SeenDocuments(home, new).hashes() == {"ferry": "hash"}
    assert last_library(home) == new
    assert not list(home.data.rglob("harbour*")) and not list(home.state.rglob("harbour*"))


@pytest.mark.parametrize("moved", range(5))
def test_a_kill_while_it_is_renamed_leaves_it_to_the_next_run(
    harbour: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, left = Path.rename, [moved]

    def killed(self: Path, target: Path) -> Path:
        if self.name.startswith("harbour"):
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as context:
        context.setattr(Path, "rename", killed)
        with contextlib.suppress(KeyboardInterrupt):
            rename_library(find_home(), harbour, "port")
    finish_renaming(find_home())
    finish_renaming(find_home())
    assert [one.name for one in all_libraries(find_home(), lambda _: 0)] == ["port"]
    assert notes_of("port") == ["a note"]
    assert last_library(find_home()) == find_home().libraries / "port"


def test_a_name_that_is_taken_or_cannot_be_one_is_refused(harbour: Path) -> None:
    note_in("other", "a note of a library that was forgotten")
    for name in ("other", "harbour", "a/b", "", "../up"):
        with pytest.raises(ConfigurationError):
            rename_library(find_home(), harbour, name)
    assert notes_of("harbour") == ["a note"]


def test_neither_is_done_while_it_is_open_or_written(harbour: Path) -> None:
    home = find_home()
    for held in (session_open(home.sessions(home.notebook(harbour))), writer_lock(harbour)):
        with held:
            with pytest.raises(LibraryLockedError):
                rename_library(home, harbour, "port")
            with pytest.raises(LibraryLockedError):
                forget_library(home, harbour)
    assert harbour.exists()


def test_the_notes_of_a_forgotten_library_stay(harbour: Path) -> None:
    forget_library(find_home(), harbour)
    assert all_libraries(find_home(), lambda _: 0) == []
    assert notes_of("harbour") == ["a note"]


def test_a_library_elsewhere_is_not_deleted(library: Path) -> None:
    with pytest.raises(ConfigurationError):
        forget_library(find_home(), library)
    assert library.exists()
