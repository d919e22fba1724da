"""Names found by a model of spaCy's: a small pipeline that the test makes and saves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from index.building.builder import Builder
from index.entities import find_mentions
from index.entities.spacy_model import SECTION, identity_of_model, load_model
from index.errors import ConfigurationError
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.model import EntityType

NAMES = {
    "Ann Smith": "PERSON",
    "Harbour Board": "ORG",
    "Varna": "GPE",
    "Long Quay": "FAC",
    "Bulgarian": "NORP",
    "noon": "TIME",
    "Мария Стоева": "PER",
    "the Gull": "organization",
}
TEXT = (
    "\U0001f6a2 İ noon:\nthe Gull left Varna.\n\n"
    "Ann Smith of the Harbour Board met Мария Стоева, a Bulgarian, on Long Quay."
)

Save = Callable[[dict[str, str]], Path]
Configure = Callable[[str], None]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Saves a pipeline that finds these names, each with its label."""

    def saved(names: dict[str, str]) -> Path:
        pipeline = spacy.blank("en")
        ruler = pipeline.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": name} for name, label in names.items()])
        ruler.add_patterns([{"label": "ORG", "pattern": [{"ORTH": "Quay"}, {"IS_SPACE": True}]}])
        pipeline.to_disk(tmp_path / "model")
        return tmp_path / "model"

    return saved


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))

    def configured(entities: str) -> None:
        file = tmp_path / "home" / "config" / "config.toml"
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(f"entities = {json.dumps(entities)}\n")
        file.chmod(0o600)
        load_model.cache_clear()

    return configured


def test_labels_are_our_types_and_offsets_are_exact(save: Save, configure: Configure) -> None:
    configure(f"spacy:{save(NAMES)}")
    found = find_mentions(TEXT)
    assert [(one.text, one.type) for one in found] == [
        ("the Gull", EntityType.ORGANIZATION),
        ("Varna", EntityType.PLACE),
        ("Ann Smith", EntityType.PERSON),
        ("Harbour Board", EntityType.ORGANIZATION),
        ("Мария Стоева", EntityType.PERSON),
        ("Bulgarian", EntityType.AFFILIATION),
        ("Long Quay", EntityType.PLACE),
    ]
    assert all(TEXT[one.start : one.end] == one.text for one in found)


def test_blanks_at_the_edges_are_cut_off(save: Save, configure: Configure) -> None:
    configure(f"spacy:{save({})}")
    (mention,) = find_mentions("They met on the Quay \n\n at last.")
    assert (mention.text, mention.start) == ("Quay", 16)


def test_a_text_of_several_sections_is_read_to_its_end(save: Save, configure: Configure) -> None:
    configure(f"spacy:{save(NAMES)}")
    text = "\n\n".join([TEXT] * (3 * SECTION // len(TEXT)))
    found = find_mentions(text)
    assert len(found) == 7 * (3 * SECTION // len(TEXT))
    assert all(text[one.start : one.end] == one.text for one in found)


def test_documents_are_read_again_when_the_model_is_another(save: Save, configure: Configure, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(30):  # so many are read by several processes
        (corpus / f"{number}.txt").write_text("A blue whelk sank.\n")

    def index() -> tuple[int, int]:
        read = Builder(tmp_path / "library", open_engine, processes=2).run([corpus]).files_read
        library = LocalLibrary(tmp_path / "library")
        found = len(library.search('org:"blue whelk"').keys)
        library.close()
        return read, found

    configure("")
    assert index() == (30, 0)
    model = save({"blue whelk": "ORG"})
    configure(f"spacy:{model}")
    assert index() == (30, 30)
    assert index() == (0, 30)
    before = identity_of_model(str(model))
    save({"blue whelk": "PERSON", "sank": "DATE"})
    assert identity_of_model(str(model)) != before
    configure(f"spacy:{model}")
    assert index() == (30, 0)
    configure("")
    assert index() == (30, 0)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("en_no_such_model", "no model 'en_no_such_model'; run: python -m spacy download en_no_such_model"),
        ("/no/such/folder", "no model of spaCy's in /no/such/folder"),
        ("no/such", "no model of spaCy's in .*/home/config/no/such"),
        ("..", "no model '..'"),
    ],
)
def test_a_model_that_is_missing_is_told(configure: Configure, tmp_path: Path, name: str, said: str) -> None:
    configure(f"spacy:{name}")
    (tmp_path / "a.txt").write_text("Ann Smith came.\n")
    with pytest.raises(ConfigurationError, match=said):
        Builder(tmp_path / "library", open_engine).run([tmp_path / "a.txt"])
    with pytest.raises(ConfigurationError, match=said):
        find_mentions("Ann Smith came.")


def test_a_model_that_cannot_be_loaded_is_told(save: Save, configure: Configure, tmp_path: Path) -> None:
    model = save(NAMES)
    configure(f"spacy:{model}")
    for name in ("config.cfg", "meta.json"):
        (model / name).write_text("{}")
        with pytest.raises(ConfigurationError, match=f"cannot load the model '{model}': "):
            find_mentions("Ann Smith came.")
    (tmp_path / "a.txt").write_text("Ann Smith came.\n")
    answer = subprocess.run(
        [sys.executable, "-m", "dateline", "index", tmp_path / "a.txt"], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert answer.stderr.startswith("dateline: spaCy cannot load the model")


def test_a_folder_in_the_working_directory_is_no_model(
    save: Save, configure: Configure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(NAMES)
    monkeypatch.chdir(tmp_path)
    configure("spacy:model")
    with pytest.raises(ConfigurationError, match="no model 'model'"):
        find_mentions("Ann Smith came.")


def test_spacy_is_imported_only_where_it_is_asked_for(save: Save, configure: Configure) -> None:
    program = (
        "import sys; from index.analysis.loose_texts import analyse_text; analyse_text('Ann Smith came.'); "
        "print('spacy' in sys.modules)"
    )

    def imported() -> str:
        return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    configure("")
    assert imported() == "False\n"
    configure(f"spacy:{save(NAMES)}")
    assert imported() == "True\n"
