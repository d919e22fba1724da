"""Building a library: only what is new or changed is read, nothing is lost or doubled, whatever happens."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.building.progress import Summary
from index.building.reader_process import ReaderProcess
from index.catalogue.writing import CatalogueWriter
from index.errors import LibraryLockedError, PathError, UnsafeFolderError
from index.fulltext.engine import FullText
from index.home.lock import writer_lock
from index.library.engines import open_engine
from index.library.library import LocalLibrary


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(6):
        (folder / f"story{number}.txt").write_text(f"Story number {number}\n\nThe zebra met word{number} in Homs.\n")
        os.utime(folder / f"story{number}.txt", (1_500_000_000, 1_500_000_000))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


def build(folder: Path, *paths: Path, fields: dict[str, str] | None = None) -> Summary:
    return Builder(folder, open_engine, processes=1).run(paths, fields)


def found(folder: Path, query: str) -> list[str]:
    """The texts' first lines of what a query finds."""
    library = LocalLibrary(folder)
    try:
        keys = library.search(query).keys
        return sorted(library.document(key).text.split("\n")[0] for key in keys)
    finally:
        library.close()


def ids(folder: Path) -> set[str]:
    library = LocalLibrary(folder)
    try:
        return {summary.id for summary in library.catalogue.summaries(library.search("").keys)}
    finally:
        library.close()


def test_nothing_is_read_twice(corpus: Path, folder: Path) -> None:
    assert (build(folder, corpus).added, build(folder).files_read) == (6, 0)
    again = build(folder, corpus)
    assert (again.added, again.files_unchanged, again.documents) == (0, 6, 6)


def test_names_keep_their_numbers_where_few_are_remembered(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text(
        "Ann Lee met Bob Ray in Homs, Syria.\n\nIn Homs, Ann Lee said that Bob Ray left.\n"
    )
    (tmp_path / "two.txt").write_text("Bob Ray went from Homs to Syria.\n\nAnn Lee stayed in Homs.\n")
    monkeypatch.setattr("index.catalogue.inserting.MOST_SURFACES", 2)
    build(folder, tmp_path / "one.txt", tmp_path / "two.txt")
    library = LocalLibrary(folder)
    names = [mention.name for key in library.search("").keys for mention in library.catalogue.mentioned.mentions(key)]
    library.close()
    assert sorted(names) == 3 * ["Ann Lee"] + 3 * ["Bob Ray"] + 4 * ["Homs"] + 2 * ["Syria"]


def test_a_changed_file_is_read_again_and_found_once(corpus: Path, folder: Path) -> None:
    build(folder, corpus)
    before = ids(folder)
    (corpus / "story3.txt").write_text("Story number 3\n\nThe okapi met nobody.\n")
    summary = build(folder)
    assert (summary.added, summary.changed, summary.removed, summary.files_read) == (1, 1, 0, 1)
    assert found(folder, "okapi") == ["Story number 3"]
    assert found(folder, "word3") == []
    assert len(found(folder, "")) == 6
    assert ids(folder) == before


def test_a_touched_file_is_not_read_again(corpus: Path, folder: Path) -> None:
    build(folder, corpus)
    os.utime(corpus / "story1.txt", (1_500_000_100, 1_500_000_100))
    assert build(folder).files_read == 0


def test_a_file_changed_within_the_clock_grain_is_noticed(corpus: Path, folder: Path) -> None:
    file = corpus / "story1.txt"
    file.write_text("One\n\nThe first form.\n")
    times = file.stat().st_mtime_ns
    build(folder, corpus)
    file.write_text("One\n\nThe other form.\n"[:20])
    os.utime(file, ns=(times, times))
    build(folder)
    assert found(folder, "other") == ["One"]


def test_a_gone_file_leaves_and_a_missing_root_drops_nothing(corpus: Path, folder: Path, tmp_path: Path) -> None:
    build(folder, corpus)
    (corpus / "story0.txt").unlink()
    assert build(folder).files_gone == 1
    assert len(found(folder, "zebra")) == 5
    corpus.rename(tmp_path / "elsewhere")
    summary = build(folder)
    assert len(found(folder, "zebra")) == 5
    assert [problem.path for problem in summary.problems] == [str(corpus)]


def test_only_changed_records_are_read_again(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    records = [{"id": str(n), "title": f"T{n}", "text": f"zebra word{n}"} for n in range(5)]
    file.write_text("\n".join(map(json.dumps, records)))
    build(folder, file)
    before = ids(folder)
    records[2]["text"] = "okapi"
    del records[4]
    file.write_text("\n".join(map(json.dumps, records)) + "\n")
    summary = build(folder)
    assert (summary.added, summary.removed, summary.unchanged_records) == (1, 2, 3)
    assert found(folder, "okapi") == ["okapi"]
    assert ids(folder) < before


def test_ids_of_records_that_are_not_unique_come_from_their_place(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(json.dumps({"id": "same", "text": f"zebra {n}"}) for n in range(3)))
    build(folder, file)
    assert len(ids(folder)) == 3


def test_other_field_names_mean_reading_again(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.csv"
    file.write_text("unit,story,text\n1,okapi,zebra\n")
    build(folder, file)
    assert found(folder, "zebra") == ["zebra"]
    build(folder, file, fields={"text": "story"})
    assert (found(folder, "zebra"), found(folder, "okapi")) == ([], ["okapi"])
    assert build(folder).files_read == 0  # the names stay with the root


def test_building_again_elsewhere_gives_the_same_ids(corpus: Path, folder: Path, tmp_path: Path) -> None:
    build(folder, corpus)
    build(tmp_path / "other", corpus)
    assert ids(folder) == ids(tmp_path / "other")


def test_what_cannot_be_read_is_told_and_kept(corpus: Path, folder: Path) -> None:
    (corpus / "picture.txt").write_bytes(bytes(range(256)) * 10)
    (corpus / "broken.jsonl").write_text('{"text": "zebra"}\n{broken\n{"text": "okapi"}\n')
    summary = build(folder, corpus)
    assert {(Path(p.path).name, p.line) for p in summary.problems} >= {("broken.jsonl", 2)}
    assert "picture.txt" in {Path(p.path).name for p in summary.problems}
    assert found(folder, "okapi") == ["okapi"]
    build(folder)
    library = LocalLibrary(folder)
    assert len(library.catalogue.problems()) == len(summary.problems)
    library.close()


def test_a_second_writer_is_told_who_holds_the_lock(corpus: Path, folder: Path) -> None:
    build(folder, corpus)
    with writer_lock(folder), pytest.raises(LibraryLockedError, match=f"process {os.getpid()} "):
        build(folder)


def test_a_missing_path_is_an_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(PathError, match="nowhere"):
        build(folder, tmp_path / "nowhere")


def test_a_library_that_others_may_write_is_refused(corpus: Path, folder: Path) -> None:
    build(folder, corpus)
    folder.chmod(0o777)
    with pytest.raises(UnsafeFolderError):
        LocalLibrary(folder)
    with pytest.raises(UnsafeFolderError):
        build(folder)


def test_files_are_private(corpus: Path, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "dateline", "index", "--library", f"{folder}/", str(corpus)], check=True)
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the cut file open
@pytest.mark.parametrize("damage", ["missing", "cut", "version"])
def test_a_damaged_index_is_built_again_from_the_catalogue(corpus: Path, folder: Path, damage: str) -> None:
    build(folder, corpus)
    if damage == "missing":
        shutil.rmtree(folder / "index")
    elif damage == "cut":
        for file in (folder / "index").glob("*.toc"):
            file.write_bytes(file.read_bytes()[:20])
    else:
        (folder / "index" / "version").write_text("0")
    corpus.rename(corpus.with_name("moved away"))
    assert "built again" in build(folder).repaired
    gc.collect()
    assert len(found(folder, "zebra")) == 6


# Kills


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _build_and_die(folder: Path, step: str) -> None:
    """Build, and be killed before or after one of the three commits."""
    when, place = step.split(" ")
    owner, name = (FullText if place == "commit" else CatalogueWriter), place
    original: Callable[..., object] = getattr(owner, name)

    def dying(*arguments: object, **options: object) -> None:
        if when == "after":
            original(*arguments, **options)
        _die()

    setattr(owner, name, dying)
    ReaderProcess.context = multiprocessing.get_context("spawn")  # the server that forks is the parent's
    build(folder)


@pytest.mark.parametrize("place", ["stage", "commit", "settle"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_between_two_commits_loses_and_doubles_nothing(
    corpus: Path, folder: Path, when: str, place: str
) -> None:
    build(folder, corpus)
    (corpus / "story1.txt").write_text("Story number 1\n\nThe okapi and the zebra.\n")
    (corpus / "story2.txt").unlink()
    (corpus / "story9.txt").write_text("Story number 9\n\nA new zebra.\n")
    child = multiprocessing.get_context("fork").Process(target=_build_and_die, args=(folder, f"{when} {place}"))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    old = [f"Story number {n}" for n in range(6)]
    new = [f"Story number {n}" for n in (0, 1, 3, 4, 5, 9)]
    assert found(folder, "zebra") in (old, new)  # one state or the other, never a mixture
    assert len(found(folder, "")) == 6
    build(folder)
    assert found(folder, "zebra") == found(folder, "") == new
    assert found(folder, "okapi") == ["Story number 1"]


KILLS = 5


def test_kills_at_random_moments_lose_nothing_that_was_committed(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    total = 400
    file.write_text("\n".join(json.dumps({"id": str(n), "text": f"zebra number{n} " * 20}) for n in range(total)))
    chance = random.Random(7)
    script = (
        "import sys; from pathlib import Path; import index.building.builder as b;"
        "from index.library.engines import open_engine; b.BATCH_DOCUMENTS = 40;"
        "print('go', flush=True); b.Builder(Path(sys.argv[1]), open_engine, processes=2).run([Path(sys.argv[2])])"
    )
    committed = 0
    for _ in range(KILLS):
        child = subprocess.Popen([sys.executable, "-c", script, str(folder), str(file)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0.0, 1.0))
        child.kill()
        child.wait()
        child.stdout.close()
        if (folder / "catalogue.sqlite").exists() and (folder / "index").exists():
            build(folder) if not committed else None
            now = len(found(folder, "zebra"))
            assert now >= committed
            assert len(found(folder, "")) == now
            committed = now
    build(folder, file)
    assert len(found(folder, "zebra")) == total
