"""The snippets of a list: of a long text from its beginning if that has hits, never from a word cut in two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.query import snippets
from index.query.snippets import beginning

FILLING = "Nobody crossed the river that night. " * 20
RECORDS = [
    {"id": "both", "title": "One", "text": f"The bridge fell. {FILLING} The bridge and the bridge were closed."},
    {"id": "end", "title": "Two", "text": f"It fell. {FILLING} The bridge was closed."},
    {"id": "title", "title": "Bridge", "text": FILLING},
    {"id": "short", "title": "Four", "text": "A bridge."},
]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalLibrary]:
    monkeypatch.setattr(snippets, "BEGINNING", 300)
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    Builder(tmp_path / "library", open_engine, processes=1).run([tmp_path / "a.jsonl"])
    opened = LocalLibrary(tmp_path / "library")
    yield opened
    opened.close()


def snippets_of(library: LocalLibrary, query: str) -> dict[str | None, tuple[str, list[str]]]:
    """For each record found its snippet, and the hits in it."""
    found = library.search(query)
    return {
        summary.record: (snippet.text, [snippet.text[span.start : span.end] for span in snippet.spans])
        for summary, snippet in library.snippets(found, 0, 10)
    }


def test_hits_are_shown_wherever_they_are(library: LocalLibrary) -> None:
    told = snippets_of(library, "bridge")
    assert told["both"][0].startswith("The bridge fell.")
    assert told["end"][1] == ["bridge"]
    assert told["title"] == (told["title"][0], [])
    assert told["short"] == ("A bridge.", ["bridge"])
    assert set(told) == {"both", "end", "title", "short"}


def test_a_text_fulfils_conditions_as_a_whole(library: LocalLibrary) -> None:
    told = snippets_of(library, "fell AND closed")
    assert set(told) == {"both", "end"}
    assert set(told["both"][1] + told["end"][1]) <= {"fell", "closed"}
    assert all(hits for _, hits in told.values())


def test_it_is_given_up_between_rows(library: LocalLibrary) -> None:
    calls = iter(range(2))

    def give_up_later() -> None:
        next(calls)

    with pytest.raises(StopIteration):
        library.snippets(library.search("bridge"), 0, 10, give_up_later)


@settings(deadline=None)
@given(st.text(alphabet="ab \n", max_size=60), st.integers(1, 40))
def test_a_beginning_ends_at_a_space(text: str, length: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snippets, "BEGINNING", length)
        found = beginning(text)
    assert text.startswith(found)
    assert len(found) <= length or found == text
    assert found == text or text[len(found)] == " "
