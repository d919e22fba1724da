"""``--encoding``, its row in the configuration, and what is told of guesses and repairs."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.__main__ import main

Run = Callable[..., tuple[int, str, str]]
SHORT = "НАЧАЛО"
MIXED = "ЁЖ на Я"
SPOILT = "Der MinisterprÃ¤sident sagte, die BrÃ¼cke sei gesperrt.\nUnd sonst nichts.\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return command


def test_an_encoding_is_named_for_a_folder_and_remembered(tmp_path: Path, run: Run) -> None:
    corpus = tmp_path / "in"
    corpus.mkdir()
    (corpus / "old.txt").write_bytes(MIXED.encode("cp866"))
    (corpus / "rows.csv").write_bytes(f"text\n{MIXED} в ряду\n".encode("cp866"))
    (corpus / "new.txt").write_text(f"{SHORT} в Юникоде")
    run("index", corpus, "--encoding", "IBM866")
    assert json.loads(run("search", "ёж", "--json")[1])["total"] == 2
    assert json.loads(run("search", "Юникоде", "--json")[1])["total"] == 1
    (corpus / "more.txt").write_bytes(f"{MIXED} {SHORT}".encode("cp866"))
    assert "1 file read" in run("index")[1]
    assert json.loads(run("search", "начало ёж", "--json")[1])["total"] == 1
    assert "4 files read" in run("index", corpus, "--encoding", "auto")[1]
    code, _, err = run("index", corpus, "--encoding", "klingon")
    assert code == 2 and "no encoding 'klingon'" in err


def test_the_configuration_names_encodings_by_globs(tmp_path: Path, home: Path, run: Run) -> None:
    (home / "config").mkdir(parents=True, mode=0o700)
    (home / "config" / "config.toml").write_text('[encodings]\n"*/dos/*" = "cp866"\n')
    (tmp_path / "in" / "dos").mkdir(parents=True)
    (tmp_path / "in" / "dos" / "a.txt").write_bytes(MIXED.encode("cp866"))
    run("index", tmp_path / "in")
    assert json.loads(run("search", "ёж", "--json")[1])["total"] == 1
    (home / "config" / "config.toml").write_text('[encodings]\n"*" = "klingon"\n')
    code, _, err = run("index", tmp_path / "in")
    assert code == 2 and "'klingon'" in err


def test_a_guess_is_a_line_and_a_repair_keeps_the_digest(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "guess.txt").write_bytes(SHORT.encode("cp1251"))
    spoilt = tmp_path / "in" / "spoilt.txt"
    spoilt.write_text(SPOILT)
    _, out, _ = run("index", tmp_path / "in")
    assert "guess.txt:1: read, but as " in out and ", perhaps; dateline index --encoding" in out
    assert "spoilt.txt:1: repaired: 1 of its lines" in out and "0 not read" in out
    (hit,) = json.loads(run("search", "Ministerpräsident", "--json")[1])["hits"]
    shown = json.loads(run("show", hit["id"], "--json")[1])
    assert shown["text"].startswith("Der Ministerpräsident sagte, die Brücke")
    assert shown["original_digest"] == hashlib.sha256(spoilt.read_bytes()).hexdigest()
    assert "repaired: 1 of its lines" in run("show", hit["id"])[1]
