"""A condition and its NOT share no document and together have all, whatever the condition is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary

TEXTS = [
    "Daesh left the dam.",
    "Islamic State fighters left.",
    "ISIS was beaten at Deir ez-Zor.",
    "The road to Deir Ezzor is open.",
    "It is open to us.",
    "The US and Syria met; a list: Syrian Arab Republic, Republic of Iraq, Lebanon, Jordan, Turkey, Iran, Egypt.",
    "Syria and Syria and Syria again.",
    "Strikes hit; he was striking at 48 tanks, an AK-47 and 1,000 rifles.",
    "中国人民 said президента и мой дом.",
    "",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalLibrary]:
    folder = tmp_path_factory.mktemp("complements")
    (folder / "corpus").mkdir()
    records = [
        {
            "id": str(n),
            "title": f"Story {n}",
            "source": "AFP" if n % 2 else "TASS",
            "date": f"2017-0{n % 9 + 1}",
            "text": text,
        }
        for n, text in enumerate(TEXTS)
    ]
    (folder / "corpus" / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    Builder(folder / "library", open_engine, processes=1).run([folder / "corpus"])
    opened = LocalLibrary(folder / "library")
    yield opened
    opened.close()


CONDITIONS = [
    *("daesh", "ISIS", "IS", "us", "US", "syria", "deir ezzor", '"deir ezzor"', "=striking", "strike", "str*", "*rik*"),
    *(
        "syira~",
        '"dam left"~4',
        "title:story",
        "source:afp",
        "place:syria",
        "org:isis",
        "date:2017-03",
        "before:2017-05",
    ),
    *("is:read", "ak47", "1000", "中国*", "президент", "nothing", "date:none", "-daesh", "daesh OR us", "(us -syria)"),
]
grown = st.recursive(
    st.sampled_from(CONDITIONS),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(" ".join).map("({})".format),
        st.tuples(parts, parts).map(" OR ".join).map("({})".format),
        parts.map("NOT ({})".format),
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grown)
def test_a_condition_and_its_not_are_complements(library: LocalLibrary, condition: str) -> None:
    everything = set(library.search("").keys)
    for other_names in (True, False):
        found = set(library.search(condition, other_names=other_names).keys)
        assert set(library.search(f"NOT ({condition})", other_names=other_names).keys) == everything - found


@pytest.mark.parametrize("condition", CONDITIONS[:-3])
def test_a_minus_excludes_what_the_condition_finds(library: LocalLibrary, condition: str) -> None:
    minus = f"-({condition})" if " " in condition and '"' not in condition else f"-{condition}"
    assert set(library.search(minus).keys) == set(library.search("").keys) - set(library.search(condition).keys)


def test_a_phrase_says_what_other_spellings_would_add(library: LocalLibrary) -> None:
    assert library.search('"deir ezzor"').explain.line == (
        '"deir ezzor" (1) · "deir ezzor": its other spellings 1 more, found without the quotes (W)'
    )
    assert "spellings" not in library.search('="deir ezzor"').explain.line
    assert "spellings" not in library.search('"dam left"~4').explain.line


def test_a_rare_name_of_many_words_does_not_come_first(library: LocalLibrary) -> None:
    found = library.search("syria")
    texts = [library.document(key).text for key in found.keys]
    assert len(texts) == 2
    assert texts[0].startswith("Syria and Syria")
