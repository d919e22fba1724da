"""Damage is told, or does no harm: an engine never finds less, or something else, without a word."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines import KINDS, ask, by_key, commit

from index.engine import Engine
from index.errors import LibraryDamagedError

STORIES = {key: (f"Title {key}", f"rain fell on harbour number {key} again and again " * 3) for key in range(1, 40)}
QUERIES = ("", "rain", '"harbour number"', "har*", "harbor~", "title:7", "-9")
PLACES = 6
"""How many places of each file are damaged, one after the other."""

Answers = list[list[tuple[int, float]]]


def answers(engine: Engine) -> Answers:
    """What is found by all queries, with scores."""
    searcher = engine.searcher()
    results = [ask(searcher, typed) for typed in QUERIES]
    found = [[(key, result.score(key)) for key in result.by_score(by_key(STORIES))] for result in results]
    return [*found, [(key, 0.0) for key in sorted(engine.keys())]]


def damaged(folder: Path, sound: Path) -> Iterator[str]:
    """The folder with one file cut off, changed or missing, one after the other; what is sound lies elsewhere."""
    for file in sorted(path for path in sound.rglob("*") if path.is_file() and path.stat().st_size):
        content = file.read_bytes()
        step = max(1, len(content) // PLACES)
        for place in range(0, len(content), step):
            for kind, changed in (
                ("flipped", content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]),
                ("cut", content[:place]),
            ):
                _restore(folder, sound)
                (folder / file.relative_to(sound)).write_bytes(changed)
                yield f"{file.name} {kind} at {place}"
        _restore(folder, sound)
        (folder / file.relative_to(sound)).unlink()
        yield f"{file.name} missing"


def _restore(folder: Path, sound: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(sound, folder)


def test_damage_is_told_or_does_no_harm(fill: Callable[..., Engine], kind: str, folder: Path, tmp_path: Path) -> None:
    expected = answers(fill(STORIES))
    shutil.copytree(folder, tmp_path / "sound")
    told = 0
    for where in damaged(folder, tmp_path / "sound"):
        try:
            assert answers(KINDS[kind](folder)) == expected, where
        except LibraryDamagedError as error:
            told += 1
            assert "dateline index" in str(error)
    assert told > PLACES


def test_what_was_found_damaged_is_filled_anew(
    fill: Callable[..., Engine], kind: str, folder: Path, tmp_path: Path
) -> None:
    expected = answers(fill(STORIES))
    shutil.copytree(folder, tmp_path / "sound")
    for where in damaged(folder, tmp_path / "sound"):
        engine = KINDS[kind](folder)
        try:
            answers(engine)
        except LibraryDamagedError:
            assert not engine.exists(), where
            with pytest.raises(LibraryDamagedError):
                engine.keys()
            engine.create()
            commit(engine, STORIES)
            assert answers(engine) == expected
            return
    pytest.fail("no damage was told")
