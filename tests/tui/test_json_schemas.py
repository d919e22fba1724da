"""Every ``--json`` says what ``docs/schemas`` says, and no schema is of an output that there is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from answering import feed_of, item, page_of, serving
from running import Output, Run

from tui.cli import dateline

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
TRIED: dict[str, list[str]] = {
    "search": ["search", "--json", "--explain", "dillon"],
    "show": ["show", "--json", "{0}"],
    "notes-written": ["notes", "add", "{0}", "--note", "read it", "--json"],
    "notes-list": ["notes", "list", "--json"],
    "timeline": ["timeline", "--json", "dillon"],
    "doctor": ["doctor", "--json"],
    "doctor-problems": ["doctor", "--only-problems", "--json"],
    "compare": ["compare", "--json", "{0}", "{1}"],
    "compare-several": ["compare", "--json", "{0}", "{1}", "{2}"],
    "related": ["related", "--json", "{0}"],
    "events": ["events", "--json"],
    "figures": ["figures", "--json"],
    "entities-show": ["entities", "show", "--json", "Syria"],
    "entities-list": ["entities", "list", "--json"],
    "sources-list": ["sources", "list", "--json"],
    "corrections-list": ["corrections", "list", "--json"],
    "versions": ["versions", "--json", "{0}"],
    "alerts": ["alerts", "--json"],
    "libraries": ["libraries", "--json"],
    "index": ["index", "--json", "{file}"],
    "analyze": ["analyze", "--json", "{file}"],
    "analyze-jsonl": ["analyze", "--jsonl", "{lines}"],
    "notes-shared": ["notes", "shared", "--json"],
    "notes-agreement": ["notes", "agreement", "Ann", "--json"],
}
"""The command whose output each schema describes."""

ALIKE = (
    ("related", ["related", "--all"]),
    ("notes-written", ["notes", "edit", "{note}", "--tag", "late", "--json"]),
    ("notes-written", ["notes", "delete", "{note}", "--json"]),
)
"""More commands, each with the schema of their output; they act on the note that is there."""

FETCHED = {
    "fetch": ["fetch", "--allow-private", "--json"],
    "fetch-list": ["fetch", "--list", "--json"],
    "captures": ["captures", "--json", "{0}"],
}
"""As ``TRIED``, of what was fetched."""

OF_NO_LIBRARY = ("analyze", "analyze-jsonl", "libraries", "index")


def schema(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


def check(output: Output, name: str) -> None:
    lines = output.out.splitlines()
    assert lines, output.err
    for line in lines:
        jsonschema.validate(json.loads(line), schema(name))


def test_there_is_a_schema_for_each_output_and_each_is_one() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {*TRIED, *FETCHED}
    for name in (*TRIED, *FETCHED):
        jsonschema.Draft202012Validator.check_schema(schema(name))


def test_what_is_printed_is_as_the_schemas_say(run: Run, home: Path, library: Path, tmp_path: Path) -> None:
    ids = [hit["id"] for hit in run("search", "--library", f"{library}/", "--json").json["hits"]]
    (tmp_path / "a.txt").write_text("Ferry\n\nAnn Smith came to Malta on 3 May 2017.\n")
    (tmp_path / "lines").write_text('{"id": 1, "text": "Ann came on Monday.", "date": "2017-05-03"}\nno json\n')
    files = {"file": tmp_path / "a.txt", "lines": tmp_path / "lines"}
    run("index", "--library", f"{library}/")  # searches are saved of what was read by this Dateline
    run("search", "--save", "talks", "nowhere", "--library", f"{library}/")
    (home / "searches.json").write_text((home / "searches.json").read_text().replace("nowhere", "dillon"))
    for name, command in TRIED.items():
        if name.startswith("notes-") and name not in ("notes-written", "notes-list"):
            continue  # these take a shared folder: below
        places = [] if name in OF_NO_LIBRARY else ["--library", f"{library}/"]
        check(run(*(part.format(*ids, **files) for part in command), *places), name)


def test_what_says_the_same_is_as_the_schemas_say(run: Run, library: Path) -> None:
    places = ["--library", f"{library}/"]
    (key,) = [hit["id"] for hit in run("search", "--json", "title:pentagon", *places).json["hits"]]
    note = run("notes", "add", key, "--note", "read it", "--json", *places).json["id"]
    for name, command in ALIKE:
        check(run(*(part.format(note=note) for part in command), *places), name)


def test_a_batch_is_as_its_schema_says(run: Run, library: Path) -> None:
    check(run("search", "--library", f"{library}/", "--batch", "-", typed='dillon\n\n"open\n'), "search")


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yields the commands that print JSON, by their words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if any(option.name == "as_json" for option in command.params):
            yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


def test_no_command_prints_json_of_which_there_is_no_schema() -> None:
    told = [tuple(command) for command in (*TRIED.values(), *FETCHED.values(), *(words for _, words in ALIKE))]
    for words in commands(dateline):
        assert any(command[: len(words)] == words for command in told), words


def test_what_was_fetched_is_as_the_schemas_say(run: Run, home: Path, tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/rss"] = feed_of(item("Ferries collide", "/a/1", "g1"))
        site.pages["/a/1"] = page_of("Ferries collide", "Two ferries collided in the fog on Monday, the guard said.")
        (home / "config").mkdir(parents=True, exist_ok=True)
        feed = f'[[feed]]\naddress = "{site.address("/rss")}"\nname = "rss"\ntags = ["sea"]\n'
        (home / "config" / "feeds.toml").write_text(f"pause = 0.0\n{feed}")
        check(run(*FETCHED["fetch"]), "fetch")
    check(run(*FETCHED["fetch-list"]), "fetch-list")
    library = ("--library", f"{tmp_path}/fetched/")
    run("index", *library, home / "captures")
    (key,) = [hit["id"] for hit in run("search", "--json", *library).json["hits"]]
    check(run(*(part.format(key) for part in FETCHED["captures"]), *library), "captures")


@pytest.mark.parametrize("name", ["notes-shared", "notes-agreement"])
def test_what_colleagues_share_is_as_the_schemas_say(run: Run, library: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (key,) = [hit["id"] for hit in run("search", "--library", f"{library}/", "--json", "title:pentagon").json["hits"]]
    for author in ("Ann", "Bob"):
        places = ["--library", f"{library}/", "--notebook", tmp_path / f"{author}.sqlite"]
        run("notes", "add", key, "--quote", "an alternate acronym", "--tag", "who", *places)
        assert run("notes", "share", folder, "--as", author, *places).code == 0
    check(run(*TRIED[name], *places), name)
