"""Which library ``dateline index`` means: one folder, one library, unless another is named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from running import Run

from index.catalogue.writing import CatalogueWriter
from index.home.folders import make_private_folder

PATIENCE = 60.0


def folder_of(place: Path, name: str, word: str) -> Path:
    """A folder with one story, which has this word."""
    folder = place / name
    folder.mkdir()
    (folder / "story.txt").write_text(f"Story of {name}\n\nThe {word} left the harbour on Tuesday.\n")
    return folder


def names(home: Path) -> set[str]:
    """The names of all libraries."""
    return {folder.name for folder in (home / "libraries").iterdir()}


def test_each_folder_has_a_library_of_its_own(run: Run, tmp_path: Path, home: Path) -> None:
    one, other = folder_of(tmp_path, "one", "zebra"), folder_of(tmp_path, "other", "walrus")
    assert run("index", one).code == run("index", other).code == 0
    assert names(home) == {"one", "other"}
    assert (run("search", "zebra").code, run("search", "walrus").code) == (1, 0)
    assert (run("search", "--library", "one", "zebra").code, run("search", "--library", "one", "walrus").code) == (0, 1)


def test_a_folder_goes_to_its_library_again(run: Run, tmp_path: Path, home: Path) -> None:
    one, other = folder_of(tmp_path, "one", "zebra"), folder_of(tmp_path, "other", "walrus")
    run("index", one)
    run("index", other)
    (one / "new.txt").write_text("Another story\n\nThe giraffe came on Friday.\n")
    assert "1 new" in run("index", one).out
    inside = folder_of(one, "inside", "lynx")
    assert "1 new" in run("index", inside).out
    assert names(home) == {"one", "other"}
    assert run("search", "giraffe").code == run("search", "lynx").code == 0


def test_folders_of_one_name_have_a_library_each(run: Run, tmp_path: Path, home: Path) -> None:
    for place, word in (("a", "zebra"), ("b", "walrus")):
        (tmp_path / place).mkdir()
        run("index", folder_of(tmp_path / place, "reports", word))
    assert names(home) == {"reports", "reports-2"}


def test_a_named_library_is_extended_on_purpose(run: Run, tmp_path: Path, home: Path) -> None:
    one, other = folder_of(tmp_path, "one", "zebra"), folder_of(tmp_path, "other", "walrus")
    run("index", "--library", "case", one)
    run("index", "--library", "case", other)
    assert names(home) == {"case"}
    assert run("search", "zebra").code == run("search", "walrus").code == 0
    run("index", one, other)
    assert names(home) == {"case"}


def test_without_a_path_the_last_library_is_brought_up_to_date(run: Run, tmp_path: Path) -> None:
    one, other = folder_of(tmp_path, "one", "zebra"), folder_of(tmp_path, "other", "walrus")
    run("index", one)
    run("index", other)
    (other / "new.txt").write_text("Another story\n\nThe giraffe came on Friday.\n")
    assert "1 new" in run("index").out
    assert run("search", "giraffe").code == 0


def test_of_two_libraries_that_hold_a_folder_its_own_is_meant(run: Run, tmp_path: Path) -> None:
    one, other = folder_of(tmp_path, "one", "zebra"), folder_of(tmp_path, "other", "walrus")
    run("index", one)
    run("index", "--library", "both", one, other)
    assert "library 'one'" in run("index", one).out
    assert "library 'both'" in run("index", other).out


def test_a_library_is_there_from_its_first_commit(run: Run, tmp_path: Path, home: Path) -> None:
    corpus = tmp_path / "many"
    corpus.mkdir()
    lines = (f'{{"id": "{number}", "text": "The zebra {number} came on Tuesday."}}' for number in range(2000))
    (corpus / "stories.jsonl").write_text("\n".join(lines))
    small = "import index.building.builder as b; b.BATCH_DOCUMENTS = 40; from tui.__main__ import main; main()"
    command = [sys.executable, "-c", small, "index", "--processes", "1", str(corpus)]
    with subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        end = time.monotonic() + PATIENCE
        while not (home / "state/last-library").exists() and time.monotonic() < end and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert 0 < run("search", "--json", "zebra").json["total"] < 2000
    assert run("index", "--quiet").code == 0
    assert names(home) == {"many"}


def test_a_first_run_that_was_killed_early_leaves_the_name_free(run: Run, tmp_path: Path, home: Path) -> None:
    make_private_folder(home / "libraries/one")
    CatalogueWriter(home / "libraries/one/catalogue.sqlite").close()
    assert run("index", folder_of(tmp_path, "one", "zebra")).code == 0
    assert names(home) == {"one"}
