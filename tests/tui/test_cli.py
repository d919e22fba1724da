"""The commands without a screen, as a script sees them: JSON, exit codes, one sentence for each error."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import Output, Run
from seed_queries import MALFORMED, QUERIES, short_name

from index.model import EntityType
from index.text.collation import collation_key

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def seeds(library: Path) -> str:
    return f"{library}/"


def titles(answer: Any) -> set[str]:
    """The hits by short names."""
    return {short_name(hit["title"]) for hit in answer["hits"]}


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_what_queries_find(run: Run, seeds: str, query: str, expected: set[str]) -> None:
    output = run("search", "--library", seeds, "--json", query)
    answer = output.json
    assert titles(answer) == expected
    assert answer["total"] == len(expected)
    assert (output.code, output.err) == (0 if expected else 1, "")
    for hit in answer["hits"]:
        text = run("show", "--library", seeds, "--json", hit["id"]).json["text"]
        for start, end in hit["spans"]:
            assert text[start:end] == text[start:end].strip() != ""


@pytest.mark.parametrize(
    ("query", "surfaces"),
    [
        ("US", {"US"}),
        ("IS", {"IS"}),
        ("hikmet", {"HİKMET"}),
        ('"in order to ensure"', {"in\u00a0order to\u00a0ensure"}),
        ('"deir ezzor"', {"Deir Ezzor"}),
        ("ryan -regime", {"Ryan"}),
        ("deconflict*", {"deconfliction", "deconflict"}),
        ("dillon date:2017 source:sputnik", {"Dillon"}),
    ],
)
def test_spans_are_what_matched(run: Run, seeds: str, query: str, surfaces: set[str]) -> None:
    found = set()
    for hit in run("search", "--library", seeds, "--json", query).json["hits"]:
        text = run("show", "--library", seeds, "--json", hit["id"]).json["text"]
        found |= {text[start:end] for start, end in hit["spans"]}
        assert all(hit["title"][start:end] for start, end in hit["title_spans"])
    assert found == surfaces


@pytest.mark.parametrize(("query", "column"), MALFORMED)
def test_a_malformed_query_is_an_error_with_its_column(run: Run, seeds: str, query: str, column: int) -> None:
    output = run("search", "--library", seeds, query)
    assert (output.code, output.out) == (2, "")
    assert output.err.startswith(f"dateline: column {column}: ")
    assert output.err.count("\n") == 1


def test_a_batch_gives_a_line_for_each_line(run: Run, seeds: str, tmp_path: Path) -> None:
    queries = [f"syria word{number}" for number in range(195)] + ["", "Dillon", '"open', "foo:bar", "a AND"]
    (tmp_path / "queries").write_text("\n".join(queries) + "\n")
    output = run("search", "--library", seeds, "--json", "--limit", 2, "--batch", tmp_path / "queries")
    answers = [json.loads(line) for line in output.out.splitlines()]
    assert [answer["query"] for answer in answers] == queries
    assert [answer["query"] for answer in answers if "error" in answer] == ["", *queries[-3:]]
    assert (output.code, answers[196]["total"]) == (2, 2)
    assert answers[-1]["error"]["column"] == 3


def test_any_ranks_by_any_of_plain_words(run: Run, seeds: str) -> None:
    answer = run("search", "--library", seeds, "--match", "any", "--json", "zebra (turkey AND: -dillon").json
    assert titles(answer) == {"strikes", "meeting", "sputnik"}


def test_names_are_as_typed_if_asked(run: Run, seeds: str) -> None:
    assert run("search", "--library", seeds, "--as-typed", "--json", "daesh").json["total"] == 1


def test_columns_limit_order_and_csv(run: Run, seeds: str) -> None:
    few = run("search", "--library", seeds, "--json", "--fields", "id,date", "--limit", 1, "syria").json
    assert (few["total"], [set(hit) for hit in few["hits"]]) == (3, [{"id", "date"}])
    ordered = run("search", "--library", seeds, "--json", "--sort", "title", "syria").json["hits"]
    assert [hit["title"] for hit in ordered] == sorted((hit["title"] for hit in ordered), key=collation_key)
    table = list(csv.reader(io.StringIO(run("search", "--library", seeds, "--csv", "syria").out)))
    assert (table[0][:3], len(table)) == (["id", "title", "source"], 4)
    assert run("search", "--library", seeds, "--fields", "colour", "syria").code == 2


def test_a_saved_search_runs_again(run: Run, seeds: str) -> None:
    assert run("search", "--library", seeds, "--save", "colonel", "Dillon").code == 0
    assert run("search", "--library", seeds, "--saved", "colonel", "--json").json["total"] == 2
    assert "no saved search" in sentence(run("search", "--library", seeds, "--saved", "nothing"))
    assert run("search", "--library", seeds, "--save", "broken", "a AND").code == 2
    assert "no saved search" in sentence(run("search", "--library", seeds, "--saved", "broken"))


def test_formulas_are_defused_in_csv(run: Run, build: Callable[..., Path]) -> None:
    folder = build({"a.jsonl": json.dumps({"title": "=HYPERLINK(1)", "text": "zebra", "source": "+1"})})
    table = list(csv.reader(io.StringIO(run("search", "--library", f"{folder}/", "--csv", "zebra").out)))
    assert table[1][1:3] == ["'=HYPERLINK(1)", "'+1"]


def test_explain_tells_both_counts_of_an_acronym(run: Run, seeds: str) -> None:
    (term,) = run("search", "--library", seeds, "--json", "--explain", "IS").json["explain"]["terms"]
    assert (term["documents"], term["meaning"]) == (1, "in capitals; 3 in any case")


def test_nothing_found_names_the_word_and_offers_spellings(run: Run, seeds: str) -> None:
    output = run("search", "--library", seeds, "dilon syria")
    assert output.code == 1
    assert "nothing has dilon" in output.out
    assert "dillon" in output.out


def test_show_tells_entities_and_where_they_stand(run: Run, seeds: str) -> None:
    hits = run("search", "--library", seeds, "--json", "title:pentagon").json["hits"]
    shown = run("show", "--library", seeds, "--json", hits[0]["id"]).json
    assert (shown["source"], shown["date"], shown["story"], shown["stories"]) == ("AFP", "2017-09-21", 1, 2)
    assert shown["date_note"] == "header 1995-01-01, dateline 2017-09-21"
    assert {entity["type"] for entity in shown["entities"]} <= set(EntityType)
    for entity in shown["entities"]:
        assert shown["text"][entity["start"] : entity["end"]] == entity["text"]
    assert run("show", "--library", seeds, hits[0]["id"][:6]).out.startswith(hits[0]["title"])
    assert run("show", "--library", seeds, "nothing").code == 2


def test_the_first_index_makes_the_library_that_is_searched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.md").write_text("# A heading\n\nThe zebra met the okapi in Homs.\n")
    output = run("index", tmp_path / "reports")
    assert (output.code, "1 document in library 'reports': 1 new" in output.out) == (0, True)
    assert run("search", "--json", "zebra").json["hits"][0]["title"] == "A heading"
    (tmp_path / "more.txt").write_text("Another zebra.\n")
    assert run("index", "--library", "reports", "--json", tmp_path / "more.txt").json["documents"] == 2
    assert run("search", "--json", "zebra").json["total"] == 2


def test_the_samples_are_not_extended(run: Run, tmp_path: Path, home: Path) -> None:
    assert run("index", "--library", "samples", SEEDS).code == 0
    (tmp_path / "own.txt").write_text("A zebra of my own.\n")
    assert run("index", "--json", tmp_path / "own.txt").json["documents"] == 1
    assert {folder.name for folder in (home / "libraries").iterdir()} == {"samples", "own-txt"}


def test_own_field_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("unit,motto,wording\n7,Zebras,The okapi.\n")
    run("index", "--field", "text=wording", "--field", "title=motto", "--field", "id=unit", tmp_path / "a.csv")
    (hit,) = run("search", "--json", "okapi").json["hits"]
    assert (hit["record"], hit["title"]) == ("7", "Zebras")
    assert run("index", "--field", "nonsense", tmp_path / "a.csv").code == 2
    twice = run("index", "--field", "text=wording", "--field", "text=motto", tmp_path / "a.csv")
    assert "given twice" in sentence(twice)


def test_what_could_not_be_read_before_is_told_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "zebra"}\n{broken\n')
    assert "earlier runs" not in run("index", tmp_path / "a.jsonl").out
    assert "1 more problems of earlier runs" in run("index", tmp_path / "a.jsonl").out


def sentence(output: Output) -> str:
    assert output.code == 2
    assert output.err.count("\n") == 1, output.err
    assert output.err.startswith("dateline: ")
    return output.err


def test_each_error_is_one_sentence(run: Run, tmp_path: Path) -> None:
    assert "no library yet" in sentence(run("search", "zebra"))
    assert "no file or folder" in sentence(run("index", tmp_path / "nowhere"))
    assert "no file or folder" in sentence(run(tmp_path / "nowhere"))
    assert "cannot name a library" in sentence(run("search", "--library", "..", "zebra"))
    assert "No such option" in sentence(run("index", "--nonsense"))
    (tmp_path / "empty").mkdir()
    assert "nothing that Dateline can read" in sentence(run("index", tmp_path / "empty"))
    (tmp_path / "picture.png").write_bytes(bytes(range(256)) * 4)
    output = run("index", tmp_path / "picture.png")
    assert "nothing that Dateline can read" in sentence(output)
    assert "not read" in output.out


def test_no_terminal_is_told(run: Run) -> None:
    assert "not a terminal" in sentence(run(SEEDS))


def test_doctor_tells_what_could_not_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "zebra"}\n{broken\n')
    run("index", tmp_path / "a.jsonl")
    report = run("doctor", "--json")
    assert report.code == 0
    assert (report.json["library"]["documents"], report.json["library"]["date_none"]) == (1, 1)
    (problem,) = report.json["problems"]
    assert (problem["path"], problem["line"]) == (str(tmp_path / "a.jsonl"), 2)
    assert "a.jsonl:2" in run("doctor").out


def test_hostile_names_and_queries_print_no_control_characters(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "cor\x1b]0;pwned\x07pus"
    folder.mkdir()
    (folder / "a\x1b[31m\n.txt").write_text("A \x1b[31mred\x1b[0m \u202ezebra \x9b2J\n")
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_bytes(b"Another zebra.\n")
    (folder / "b\x1b]52;c;AAAA\x07.png").write_bytes(bytes(range(256)))
    outputs = [run("index", folder), run("search", "zebra"), run("search", "\x1b[31m\x9b"), run("doctor")]
    outputs.append(run("search", "--json", "zebra"))
    assert outputs[-1].json["total"] == 2
    for output in outputs:
        assert all(character.isprintable() or character == "\n" for character in output.out + output.err)
