"""A page that a rule takes for no story is told in doctor, and the analyst can overrule it."""

from __future__ import annotations

from pathlib import Path

from running import Run

PAGE = "<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>{}</p></body></html>"
LOG = "A page of the log of the ferry Sozopol is missing, the museum said on Monday."


def test_a_rule_is_told_overruled_and_obeyed_again(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "log.html").write_text(PAGE.format(LOG))
    (corpus / "other.txt").write_text("Ferries to the islands were late again on Monday, the line said.\n")
    run("index", corpus, "--processes", 1)
    (problem,) = run("doctor", "--json").json["problems"]
    assert problem["reason"] == "no story, but a page that says that there is none"
    assert run("search", "sozopol", "--json").json["total"] == 0
    assert run("corrections", "story", tmp_path / "nothing").code == 2
    assert run("corrections", "story", problem["path"]).code == 0
    assert run("doctor", "--json").json["problems"] == []
    assert run("search", "sozopol", "--json").json["total"] == 1
    (told,) = run("corrections", "list", "--json").json["corrections"]
    assert told["sentence"] == f"'{problem['path']}' is a story"
    assert run("corrections", "withdraw", told["id"]).code == 0
    assert run("search", "sozopol", "--json").json["total"] == 0
