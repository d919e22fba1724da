"""A name is matched as a name: capitals are not taken for usual words, and no letter of a name is stemmed away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary

TEXTS = {
    "told": "The witnesses told us that they saw nothing.",
    "usa": "The USA sent two envoys.",
    "states": "Envoys from the United States and the U.S. Navy came.",
    "enfant": "Un enfant est mort, dit la police.",
    "un": "The UN condemned the attack.",
    "nations": "The United Nations condemned the attack.",
    "mali": "Au Mali, les soldats sont partis.",
    "au": "The AU sent observers.",
    "hama": "Shells fell on Hama and on the villages around it.",
    "hamas": "Hamas signed the truce.",
    "isi": "Officers of the ISI were named.",
    "isis": "ISIS withdrew from the dam.",
    "roberts": "Justice Roberts wrote the opinion.",
    "robert": "Robert left early.",
    "syrian": "A Syrian was asked.",
    "syrians": "Many Syrians fled.",
    "rifle": "They handed over an ak-47 and two pistols.",
}


@pytest.fixture
def search(tmp_path: Path) -> Iterator[Callable[..., set[str]]]:
    (tmp_path / "corpus").mkdir()
    lines = [json.dumps({"id": name, "title": name[:1] + "…", "text": text}) for name, text in TEXTS.items()]
    (tmp_path / "corpus" / "texts.jsonl").write_text("\n".join(lines))
    Builder(tmp_path / "library", open_engine, processes=1).run([tmp_path / "corpus"])
    library = LocalLibrary(tmp_path / "library")
    by_text = {text: name for name, text in TEXTS.items()}

    def found(query: str, *, other_names: bool = True) -> set[str]:
        keys = library.search(query, other_names=other_names).keys
        return {by_text[library.document(key).text.strip()] for key in keys}

    yield found
    library.close()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("USA", {"usa", "states"}),
        ("U.S.", {"states"}),
        ("us", {"told", "states"}),
        ("UN", {"un", "nations"}),
        ("un", {"un", "enfant"}),
        ("United Nations", {"un", "nations"}),
        ("African Union", {"au"}),
        ("Hama", {"hama"}),
        ("hama", {"hama"}),
        ("Hamas", {"hamas"}),
        ("ISI", {"isi"}),
        ("Roberts", {"roberts"}),
        ("Robert", {"robert"}),
        ("Syrian", {"syrian", "syrians"}),
        ("AK-47", {"rifle"}),
        ("attacks", {"un", "nations"}),
        ("place:Hama", {"hama"}),
        ("NOT Hama truce", {"hamas"}),
    ],
)
def test_a_name_finds_what_it_names(search: Callable[..., set[str]], query: str, names: set[str]) -> None:
    assert search(query) == names


def test_as_typed_a_name_is_still_no_form_of_another_word(search: Callable[..., set[str]]) -> None:
    assert search("Hama", other_names=False) == {"hama"}
    assert search("UN", other_names=False) == {"un"}
