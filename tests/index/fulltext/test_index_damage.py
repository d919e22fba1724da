"""A damaged index is found out, or it gives the right answers; it never gives wrong ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.catalogue.staged import IndexEntry
from index.errors import LibraryDamagedError
from index.fulltext.arrayfile import PAGE, ArrayFile, ArrayFileWriter
from index.fulltext.engine import FullText
from index.fulltext.evaluate import Evaluator
from index.query.grammar import parse

TEXTS = (
    "Air strikes killed 22 people in northwest Syria, the US said.",
    "The strike near Deir ez-Zor was deconflicted; strikes go on.",
    "Generals met in Moscow. They will meet again, it is said.",
    "No strike was seen over the 48 hours. " * 30,
)
MANY = tuple(" ".join(f"w{number * number % 997}" for number in range(seed, seed + 900)) for seed in range(60))
QUERIES = (
    "w9",
    '"w0 w1 w4"',
    '"w16 w9"~3',
    "w1?",
    "*996",
    "w*",
    "w*-w*",
    "strike",
    "=strikes",
    "US",
    '"deir ezzor" OR "deir ez zor"',
    '"strike hours"~9',
    "deconf*",
    "*flict*",
    "meat~",
)

Answers = list[list[tuple[int, float]]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three segments, one of several pages, with a deleted document."""
    index = FullText(tmp_path_factory.mktemp("sound") / "index")
    index.create()
    index.commit([IndexEntry(number, f"Title {number}", text) for number, text in enumerate(TEXTS[:3])], ())
    index.commit([IndexEntry(number, "A strike", TEXTS[3]) for number in (10, 11)], [2])
    index.commit([IndexEntry(number, "Many pages", text) for number, text in enumerate(MANY, 20)], [])
    assert len(list(index.folder.glob("*.post"))) == 3
    return index.folder


def answers(folder: Path) -> Answers:
    """What the index says to all queries, and which documents it holds."""
    index = FullText(folder)
    snapshot = index.snapshot()
    found = [Evaluator(snapshot, None).run(parse(query).root).matches for query in QUERIES]  # type: ignore[arg-type]
    by_key = [
        sorted(zip(snapshot.keys[matches.docs].tolist(), matches.scores.tolist(), strict=True)) for matches in found
    ]
    return [*by_key, [(key, 0.0) for key in sorted(index.keys())]]


def damaged_copies(sound: Path, folder: Path, damage: str) -> Iterator[str]:
    """The index with one file damaged at one place at a time, in all regions of all files."""
    for file in sorted(path for path in sound.iterdir() if path.suffix in (".docs", ".post", ".toc", "")):
        content = file.read_bytes()
        if not content:
            continue
        step = 5 if file.suffix == ".toc" else max(1, len(content) // 100)
        for place in range(0, len(content), step):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(sound, folder)
            changed = bytes([content[place] ^ 0x55]) + content[place + 1 :] if damage == "flip" else b""
            (folder / file.name).write_bytes(content[:place] + changed)
            yield f"{file.name} at {place} of {len(content)}"


@pytest.mark.parametrize("damage", ["flip", "cut"])
def test_damage_is_found_or_does_no_harm(sound: Path, tmp_path: Path, damage: str) -> None:
    expected = answers(sound)
    refused = 0
    for where in damaged_copies(sound, tmp_path / "index", damage):
        try:
            assert answers(tmp_path / "index") == expected, where
        except LibraryDamagedError as error:
            refused += 1
            assert "dateline index" in str(error)
    assert refused > 100


def test_damage_found_late_is_repaired_by_the_next_run(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    for file in folder.glob("*.post"):
        file.write_bytes(file.read_bytes().replace(b"deconflicted", b"deconflictex"))
    with pytest.raises(LibraryDamagedError):
        answers(folder)
    assert not FullText(folder).exists()
    with pytest.raises(LibraryDamagedError):
        FullText(folder).keys()


def test_a_missing_segment_is_damage(sound: Path, tmp_path: Path) -> None:
    for ending in ("*.post", "*.toc"):
        folder = tmp_path / ending.removeprefix("*.")
        shutil.copytree(sound, folder)
        next(folder.glob(ending)).unlink()
        with pytest.raises(LibraryDamagedError):
            answers(folder)


def test_a_file_of_another_index_is_damage(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    smallest, *_, largest = sorted(folder.glob("*.docs"), key=lambda path: path.stat().st_size)
    shutil.copyfile(smallest, largest)
    with pytest.raises(LibraryDamagedError):
        answers(folder)


def test_a_page_is_checked_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "arrays"
    writer = ArrayFileWriter(path.open("wb"))
    values = np.arange(5 * PAGE, dtype=np.uint32)
    writer.write("values", values)
    writer.close()
    content = bytearray(path.read_bytes())
    content[3 * PAGE] ^= 1
    path.write_bytes(content)
    file = ArrayFile(path)
    file.check("values", 0, PAGE // 2)
    assert file.unchecked("values")[: PAGE // 2].tolist() == values[: PAGE // 2].tolist()
    with pytest.raises(LibraryDamagedError):
        file.check("values", PAGE // 2, PAGE)
    with pytest.raises(LibraryDamagedError):
        file.check_all()


def test_arrays_of_every_size_come_back(tmp_path: Path) -> None:
    path = tmp_path / "arrays"
    arrays = {f"{count}": np.arange(count, dtype=np.uint16) for count in (0, 1, 3, PAGE // 2 - 12, PAGE, 2 * PAGE + 1)}
    writer = ArrayFileWriter(path.open("wb"))
    for name, array in arrays.items():
        writer.write(name, array)
    writer.close()
    file = ArrayFile(path)
    file.check_all()
    assert {name: file.array(name).tolist() for name in file.names()} == {n: a.tolist() for n, a in arrays.items()}
