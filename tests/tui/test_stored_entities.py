"""What is stored of entities is what the texts say, and what the sidebar shows is what is stored, of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored_entities import check_entities

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary

NAMES = [
    *("Angela Merkel", "Mrs. Merkel", "HİKMET DURGUN", "Deir ez-Zor", "\u202eDaesh", "IS", "the Observatory"),
    *("Syrian Observatory for Human Rights (SOHR)", "Kh-101s", "barrel bombs", "Operation Blue Heron", "R-Ga."),
    *(
        "\u0130stanbul",
        "Zoe\u0308 Ka\u0308rn",
        "A\u200bB Corp.",
        "\U0001f1f8\U0001f1fe Syria",
        "Thad Cochran –",
        "McDonald's",
    ),
    *("\x00", "\r\n", "\n\n", "[/red]", "ﬁnland", "ẞ Bank", "said", "in", ".", "\t", "—", "''", "U.N.", "@AnnaBerg"),
]
TEXTS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=25).map(" ".join),
        st.text(min_size=1, max_size=80),
    ).filter(str.strip),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=12)
@given(TEXTS)
def test_spans_and_numbers_agree_whatever_is_read(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "files").mkdir()
    records = "\n".join(json.dumps({"text": text}) for text in texts)
    (folder / "files" / "a.jsonl").write_text(records, encoding="utf-8")
    Builder(folder / "library", open_engine, processes=1).run([folder / "files"])
    library = LocalLibrary(folder / "library", folder / "notes.sqlite")
    outcome = check_entities(library)
    library.close()
    assert outcome.wrong == 0, outcome.told


def test_the_samples_agree(tmp_path: Path) -> None:
    Builder(tmp_path / "library", open_engine, processes=1).run([Path(__file__).parents[2] / "seeds"])
    library = LocalLibrary(tmp_path / "library", tmp_path / "notes.sqlite")
    outcome = check_entities(library)
    library.close()
    assert (outcome.documents, outcome.wrong) == (3, 0)
    assert outcome.mentions > 100
