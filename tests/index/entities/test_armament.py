"""Operations and weapons: what the lists have, and what is written as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.entities import armament, find_mentions
from index.library.engines import open_engine
from index.library.library import LocalLibrary


def found(text: str) -> list[tuple[str, str, str]]:
    kinds = ("operation", "weapon")
    return [(m.text, m.type.value, m.name) for m in find_mentions(text) if m.type.value in kinds]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sarin", "sarin"),
        ("barrel bombs", "barrel bomb"),
        ("Kalashnikovs", "Kalashnikov"),
        ("AK-47s", "Kalashnikov"),
        ("HIMARS", "HIMARS"),
        ("Kh-101", "Kh-101"),
        ("Kh-101s", "Kh-101"),
        ("MiG-29SMT", "MiG-29SMT"),
        ("IEDs", "improvised explosive device"),
        ("TOW missiles", "TOW missile"),
        ("car bomb", "vehicle bomb"),
    ],
)
def test_weapons_have_one_name(written: str, name: str) -> None:
    assert found(f"The town was hit by {written} on that night.") == [(written, "weapon", name)]


@pytest.mark.parametrize(
    "text",
    [
        "He was stung by bees, took two steps and had a tow.",
        "The designer Mikhail Kalashnikov died in Izhevsk. Kalashnikov was 94.",
        "A patriot and a predator made a grad smile with a scud of clouds.",
        "They drove to Moab in Utah and saw the arches there.",
        "Visas of the kinds B-1 and B-2 are told of on page A-10 of the paper.",
        "The doctors began the operation on Monday, and the Operation was long.",
    ],
)
def test_usual_words_and_persons_are_no_weapons_or_operations(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Operation Inherent Resolve", "Operation Inherent Resolve"),
        ("Operation Euphrates Shield", "Operation Euphrates Shield"),
        ("Euphrates Shield", "Operation Euphrates Shield"),
        ("Operation Pillar of Defence", "Operation Pillar of Defense"),
        ("Operation Blue Heron", "Operation Blue Heron"),
        ("Operation Song of the Heron", "Operation Song of the Heron"),
    ],
)
def test_operations_are_found_whole(written: str, name: str) -> None:
    text = f"The troops that had been sent to the north for {written} left it after some weeks."
    assert found(text) == [(written, "operation", name)]


def test_an_organisation_that_is_called_an_operation_is_one() -> None:
    assert found("The children were helped by surgeons of Operation Smile in the north.") == []


def test_the_users_own_weapons_come_first(configured: Path) -> None:
    (configured / "weapons.tsv").write_text("name\tclass\tothers\nquiet arrow\tmissile\tQA-1|sarin\n", encoding="utf-8")
    assert [name for _, _, name in found("They fired a quiet arrow, a QA-1 and sarin.")] == ["quiet arrow"] * 3


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    folder = tmp_path / "config"
    folder.mkdir()
    armament._weapons.cache_clear()
    yield folder
    armament._weapons.cache_clear()


def test_documents_are_found_by_them(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text("Helicopters dropped barrel bombs, and AK-47s were fired.", encoding="utf-8")
    (files / "b.txt").write_text("The coalition for Operation Inherent Resolve denied it.", encoding="utf-8")
    Builder(tmp_path / "library", open_engine, processes=1).run([files])
    library = LocalLibrary(tmp_path / "library", tmp_path / "notes.sqlite")
    queries = ("weapon:kalashnikov", "weapon:barrel", "operation:inherent", "entity:resolve", "weapon:sarin")
    counts = [len(library.search(query).keys) for query in queries]
    library.close()
    assert counts == [1, 1, 1, 1, 0]
