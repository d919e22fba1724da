"""``dateline versions``, and what a search finds of older versions, as a script sees it."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from pathlib import Path

import pytest
from running import Run

from index.corrections.documents import DocumentField, correct_document
from index.home.folders import find_home
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

BEFORE = """Ferry aground

The ferry Halden ran aground on Tuesday, killing 22 people, the coast guard said.

Captain Jonas Brenn told the court that he had slept. Rescuers searched until dusk.
"""
AFTER = BEFORE.replace("22", "18").replace(", the coast guard said", "").replace("until dusk.", "until dusk!")


@pytest.fixture
def story(tmp_path: Path, run: Run) -> str:
    """The id of a story that was changed once."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for minute, text in enumerate((BEFORE, AFTER)):
        (corpus / "story.txt").write_text(text)
        os.utime(corpus / "story.txt", (1_772_500_000 + 60 * minute,) * 2)
        assert run("index", "--processes", "1", corpus).code == 0
    (hit,) = run("search", "halden", "--json").json["hits"]
    return str(hit["id"])


def test_versions_come_with_their_edits_and_digests(story: str, run: Run) -> None:
    answer = run("versions", story, "--json").json
    older, newer = answer["versions"]
    assert answer["id"] == newer["id"] == story
    assert [one["text_hash"] for one in (older, newer)] == [
        hashlib.sha256(text.encode()).hexdigest() for text in (BEFORE, AFTER)
    ]
    assert [(edit["kinds"], edit["old"], edit["new"]) for edit in newer["edits"]] == [
        (["numbers"], "22", "18"),
        (["attributions"], ", the coast guard said", ""),
    ]
    for edit in newer["edits"]:
        assert BEFORE[slice(*edit["before"])] == edit["old"]
        assert AFTER[slice(*edit["after"])] == edit["new"]
    assert older["edits"] == []


def test_the_older_text_can_be_shown_and_compared(story: str, run: Run) -> None:
    older = run("versions", story, "--json").json["versions"][0]["id"]
    assert run("show", older, "--json").json["text"] == BEFORE
    assert run("compare", older, story, "--json").code == 0
    assert run("versions", older, "--json").json["id"] == story


def test_for_people_and_to_be_cited(story: str, run: Run) -> None:
    told = run("versions", story).out
    assert "numbers: “22” → “18”" in told
    assert "attributions: taken away “, the coast guard said”" in told
    assert "cosmetic" not in told
    assert "cosmetic: “.” → “!”" in run("versions", story, "--all").out
    written = run("versions", story, "--markdown").out
    assert hashlib.sha256(BEFORE.encode()).hexdigest() in written
    assert "## Version 2: 2026-03-03T01:07:40Z" in written
    assert run("versions", story, "--markdown", "--json").code == 2


def test_a_document_that_never_changed_has_one_version(tmp_path: Path, run: Run) -> None:
    (tmp_path / "one.txt").write_text(BEFORE)
    run("index", "--processes", "1", tmp_path / "one.txt")
    (hit,) = run("search", "halden", "--json").json["hits"]
    answer = run("versions", hit["id"], "--json")
    assert (answer.code, len(answer.json["versions"])) == (1, 1)


def test_searches_for_what_was_changed(story: str, run: Run) -> None:
    assert [hit["id"] for hit in run("search", "changed:numbers", "--json").json["hits"]] == [story]
    assert run("search", "22 versions:all", "--json").json["total"] == 1
    assert run("search", "22", "--json").json["total"] == 0
    assert "versions:all" in run("search", "versions:none").err


def test_a_correction_holds_for_all_versions(story: str, run: Run) -> None:
    older = run("versions", story, "--json").json["versions"][0]["id"]
    with closing(Notebook.open(find_home().notebook(find_home().libraries / "corpus"))) as notebook:
        correct_document(notebook, Subject(story), DocumentField.TITLE, "A ferry runs aground")
        correct_document(notebook, Subject(older), DocumentField.DATE, "2026-03-02")
    shown = [run("show", one, "--json").json for one in (older, story)]
    assert [one["title"] for one in shown] == ["A ferry runs aground"] * 2
    assert [one["date"] for one in shown] == ["2026-03-02"] * 2


def test_the_timeline_counts_changes_on_the_day_that_they_came(story: str, run: Run) -> None:
    del story
    answer = run("timeline", "--by", "day", "--json").json
    assert {one["label"]: one["changed"] for one in answer["buckets"] if one["changed"]} == {"2026-03-03": 1}
    assert "1 changed" in run("timeline", "--by", "day").out
    assert "changed" not in run("timeline", "halden NOT halden").out
