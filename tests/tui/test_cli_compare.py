"""The commands that compare documents, as a script sees them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import STORIES, json_lines

from tui.__main__ import main

Answer = tuple[int, str, str]
Ask = Callable[..., Answer]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], library: Path) -> Ask:
    """Runs a command of ``dateline`` on the library of the seeds: its exit code and what it printed."""

    def run(command: str, *arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["dateline", command, "--library", str(library), *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return run


@pytest.fixture
def ids(ask: Ask) -> dict[str, str]:
    """The ids of the three stories, by the first word of their titles."""
    _, out, _ = ask("search", "--json")
    return {hit["title"].split()[0]: hit["id"] for hit in json.loads(out)["hits"]}


def texts(ask: Ask, *documents: str) -> list[str]:
    return [json.loads(ask("show", document, "--json")[1])["text"] for document in documents]


def test_compare_prints_pairs_with_offsets_into_both_texts(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("compare", ids["US,"], ids["US-Led"], "--json")
    comparison: dict[str, Any] = json.loads(out)
    a, b = texts(ask, ids["US,"], ids["US-Led"])
    assert code == 0
    assert (comparison["a"]["source"], comparison["b"]["source"]) == ("AFP", "Sputnik")
    differences = [difference for pair in comparison["pairs"] for difference in pair["differences"]]
    marked = [(a[slice(*difference["a"])], b[slice(*difference["b"])]) for difference in differences]
    assert ("the defeat of ISIS", "defeating ISIS [Daesh]") in marked
    assert any("first in-person meeting" in a[slice(*span)] for span in comparison["only_a"])
    assert {"pairs", "only_a", "only_b", "names", "figures", "quotes_a", "quotes_b"} <= comparison.keys()


def test_compare_prints_counts_and_names_for_people(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("compare", ids["US,"], ids["US-Led"])
    assert code == 0
    assert "shared" in out.splitlines()[2]
    assert "only AFP" in out.splitlines()[2]
    assert "‘the defeat of ISIS’ against ‘defeating ISIS [Daesh]’" in out
    assert "Islamic State (organization): AFP: IS" in out


def test_compare_of_nothing_in_common_finds_nothing(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("compare", ids["Air"], ids["US-Led"], "--json")
    assert code == 1
    assert json.loads(out)["pairs"] == []


def test_compare_with_an_unknown_document_is_an_error(ask: Ask, ids: dict[str, str]) -> None:
    code, out, err = ask("compare", ids["Air"], "nothing-such")
    assert (code, out) == (2, "")
    assert "nothing-such" in err


def test_related_names_the_other_account_and_why(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("related", ids["US,"], "--json")
    (found,) = json.loads(out)["related"]
    assert code == 0
    assert found["id"] == ids["US-Led"]
    assert found["duplicate"] is False
    assert 0.5 < found["score"] <= 1
    assert {"quote", "names"} <= {reason["kind"] for reason in found["reasons"]}
    code, out, _ = ask("related", ids["US,"])
    assert "Ryan Dillon" in out


def test_related_to_nothing_says_so(ask: Ask, ids: dict[str, str]) -> None:
    code, out, err = ask("related", ids["Air"])
    assert (code, out) == (1, "")
    assert "No other document" in err


def test_related_for_all_prints_a_line_each(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("related", "--all", "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {line["id"]: [other["id"] for other in line["related"]] for line in lines} == {
        ids["US,"]: [ids["US-Led"]],
        ids["US-Led"]: [ids["US,"]],
        ids["Air"]: [],
    }
    assert all("record" in line for line in lines)


@pytest.mark.parametrize("arguments", [(), ("x", "--all")])
def test_related_needs_one_document_or_all(ask: Ask, arguments: tuple[str, ...]) -> None:
    code, _, err = ask("related", *arguments)
    assert code == 2
    assert "--all" in err


def test_events_put_accounts_together(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("events", "--json")
    events = json.loads(out)["events"]
    assert code == 0
    assert [{document["id"] for document in event["documents"]} for event in events] == [
        {ids["US,"], ids["US-Led"]},
        {ids["Air"]},
    ]
    assert [event["sources"] for event in events] == [2, 1]


def test_events_of_a_query_and_of_nothing(ask: Ask, ids: dict[str, str]) -> None:
    _, out, _ = ask("events", "Idlib AND monitor", "--json")
    (event,) = json.loads(out)["events"]
    assert [document["id"] for document in event["documents"]] == [ids["Air"]]
    code, _, err = ask("events", "zeppelin")
    assert code == 1
    assert "Nothing found" in err
    assert "2 documents, 2 sources" in ask("events")[1]


def test_three_documents_are_counted_against_each_other(ask: Ask, ids: dict[str, str]) -> None:
    code, out, _ = ask("compare", *ids.values(), "--json")
    matrix: dict[str, Any] = json.loads(out)
    assert code == 0
    assert [account["id"] for account in matrix["accounts"]] == list(ids.values())
    meeting, sputnik = (list(ids).index(name) for name in ("US,", "US-Led"))
    assert matrix["shared_quotes"][meeting][sputnik] == matrix["shared_quotes"][sputnik][meeting] > 0
    (dillon,) = [row for row in matrix["names"] if row["name"] == "Ryan Dillon"]
    text = texts(ask, ids["US-Led"])[0]
    assert "Dillon" in text[dillon["firsts"][sputnik] :][:20]
    _, out, _ = ask("compare", *ids.values())
    assert "Quoted sentences that each two share" in out
    assert "Ryan Dillon (person)" in out


@pytest.mark.parametrize("more", [(), ("US-Led", "Air", "--format", "html")])
def test_a_document_to_keep_is_made_of_two_accounts(ask: Ask, ids: dict[str, str], more: Sequence[str]) -> None:
    code, _, err = ask("compare", ids["US,"], *(ids.get(word, word) for word in more))
    assert code == 2
    assert "Name two documents" in err


def test_events_tell_copies(ask: Ask, build: Callable[..., Path]) -> None:
    folder = build({"stories.jsonl": json_lines(STORIES)})
    _, out, _ = ask("events", "--json", "--library", f"{folder}/")
    event = json.loads(out)["events"][0]
    ids = {document["record"]: document["id"] for document in event["documents"]}
    copies = {document["record"]: document["copy_of"] for document in event["documents"] if document["copy_of"]}
    assert set(ids) == {"wire", "copy", "own"}
    assert copies in ({"copy": ids["wire"]}, {"wire": ids["copy"]})
    assert "= copy " in ask("events", "--library", f"{folder}/")[1]
