"""The configuration file: what can be set, and what is said of what cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.analysis.documents import VERSION, analysis_version
from index.building.builder import Builder
from index.errors import ConfigurationError, UnsafeFolderError
from index.home.settings import Bidi, Settings, read_settings
from index.library.engines import open_engine


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration's file, which is not there yet."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    (tmp_path / "config").mkdir(mode=0o700)
    return tmp_path / "config" / "config.toml"


def write(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o600)


def test_without_a_file_everything_is_as_shipped(file: Path) -> None:
    assert not file.exists()
    assert read_settings() == Settings()
    assert analysis_version() == VERSION


def test_a_model_of_spacys_is_named(file: Path) -> None:
    write(file, '# ours\nentities = "spacy:en_core_web_trf"\n')
    assert read_settings() == Settings("en_core_web_trf")
    write(file, 'entities = "spacy:~/models/ours"\n')
    assert read_settings() == Settings("~/models/ours")
    write(file, 'entities = ""\n')
    assert read_settings() == Settings()


def test_who_lays_out_right_to_left_text(file: Path) -> None:
    assert read_settings().bidi is Bidi.TERMINAL
    write(file, 'bidi = "dateline"')
    assert read_settings().bidi is Bidi.DATELINE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('entities = "spacy"', "'spacy' in .* write: entities = \"spacy:MODEL\""),
        ('entities = "spacy:"', "spacy:MODEL"),
        ('entities = "flair:ner"', "'flair:ner'"),
        ("entities = 3", "'3'"),
        ('bidi = "left"', "'left' in .* is no value of bidi; there is: terminal, dateline, off"),
        ("bidi = 1", "'1'"),
        ('enitites = "spacy:x"', "'enitites' in .* is no setting; there is: entities"),
        ("entities = spacy", "cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_sentence(file: Path, text: str, said: str) -> None:
    write(file, text)
    with pytest.raises(ConfigurationError, match=said) as refused:
        read_settings()
    assert str(file) in str(refused.value)


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b'entities = "\xff\xfe"')
    file.chmod(0o600)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_settings()


def test_a_file_that_others_may_write_is_refused(file: Path) -> None:
    write(file, 'entities = "spacy:x"')
    file.chmod(0o666)
    with pytest.raises(UnsafeFolderError):
        read_settings()


def test_indexing_says_that_spacy_is_missing_before_anything_is_read(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)  # as where it is not installed
    write(file, 'entities = "spacy:en_core_web_sm"')
    (tmp_path / "a.txt").write_text("Ann Smith came.\n")
    with pytest.raises(ConfigurationError, match=r"spaCy, which is not installed; .* pip install '\.\[spacy\]'"):
        Builder(tmp_path / "library", open_engine).run([tmp_path / "a.txt"])
    assert not (tmp_path / "library").exists()


def test_documents_are_read_again_when_a_list_of_the_users_is_another(file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Smith came.\n")

    def read() -> int:
        return Builder(tmp_path / "library", open_engine, processes=1).run([tmp_path / "a.txt"]).files_read

    assert (read(), read()) == (1, 0)
    (file.parent / "names.tsv").write_text("# ours\n")
    assert (read(), read()) == (1, 0)
    (file.parent / "names.tsv").write_text("# ours, changed\n")
    assert (read(), read()) == (1, 0)
    (file.parent / "names.tsv").rename(file.parent / "places.tsv")
    assert (read(), read()) == (1, 0)
    (file.parent / "places.tsv").unlink()
    assert (read(), read()) == (1, 0)
    assert analysis_version() == VERSION
