"""The worker and its client over real pipes: answers, errors, withdrawal, restart, and its end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import DocumentMissingError, LibraryMissingError, QueryError, WorkerError
from index.service.client import Client

COMMAND = [sys.executable, "-m", "index.service.worker"]


async def connected(library: Path, tmp_path: Path) -> Client:
    client = Client.spawn(library, tmp_path / "notes.sqlite")
    await client.connect()
    return client


async def test_a_search_gives_rows_and_its_document_the_hits(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    assert (await client.open()).documents == 3
    answer = await client.search("Dillon")
    assert (answer.total, len(answer.rows)) == (2, 2)
    row = answer.rows[0]
    assert next(row.snippet[start:end] for start, end in row.snippet_spans) == "Dillon"
    view = await client.document(row.id, answer.ticket)
    assert {view.text[start:end] for start, end in view.hits} == {"Dillon"}
    assert (await client.text(row.id, 5, 10)).text == view.text[5:15]
    assert (await client.rows(answer.ticket, 1, 5)).rows == answer.rows[1:]
    assert (await client.facets(answer.ticket)).documents == 2
    await client.close()


async def test_stories_of_one_file_know_each_other(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    (row,) = (await client.search("title:monitor")).rows
    second = await client.document(row.id)
    first = await client.document(second.previous_story)
    assert (second.story, second.stories, first.next_story, second.next_story) == (2, 2, second.id, "")
    await client.close()


async def test_errors_keep_their_types(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    with pytest.raises(QueryError) as error:
        await client.search("a AND (")
    assert error.value.column == 7
    with pytest.raises(DocumentMissingError):
        await client.document("nothing")
    with pytest.raises(WorkerError, match="too old"):
        await client.rows(999, 0, 1)
    await client.close()
    missing = await connected(tmp_path / "nowhere", tmp_path)
    with pytest.raises(LibraryMissingError):
        await missing.open()
    await missing.close()


async def test_a_newer_search_takes_the_place_of_older_ones(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    older = [asyncio.create_task(client.search("dillon" * n)) for n in range(20)]
    newest = asyncio.create_task(client.search("syria"))
    assert (await newest).total == 3
    for task in older:
        task.cancel()
    results = await asyncio.gather(*older, return_exceptions=True)
    assert any(isinstance(result, asyncio.CancelledError) for result in results)
    await client.close()


async def test_a_worker_that_dies_is_started_again_and_says_so(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    notices: list[str] = []
    client.on_notice = notices.append
    await client.open()
    for _ in range(3):
        assert client.process_id is not None
        os.kill(client.process_id, signal.SIGKILL)
        assert (await client.search("Dillon")).total == 2
    assert notices
    await client.close()


async def test_new_documents_are_seen_by_the_next_search(build: Callable[..., Path], tmp_path: Path) -> None:
    folder = build({"a.txt": "One\n\nThe zebra.\n"})
    client = await connected(folder, tmp_path)
    assert (await client.search("zebra")).total == 1
    build({"b.txt": "Two\n\nThe other zebra.\n"})
    assert (await client.search("zebra")).total == 2
    await client.close()


async def test_a_long_text_comes_in_pieces(build: Callable[..., Path], tmp_path: Path) -> None:
    text = "A long story.\n\n" + "zebra okapi " * 40_000
    client = await connected(build({"long.txt": text}), tmp_path)
    (row,) = (await client.search("")).rows
    view = await client.document(row.id)
    read = view.text
    while len(read) < view.length:
        read += (await client.text(row.id, len(read), view.length)).text
    assert (read, view.length) == (text, len(text))
    await client.close()


def test_the_worker_ends_when_its_input_closes(library: Path, tmp_path: Path) -> None:
    worker = subprocess.run(
        [*COMMAND, str(library), str(tmp_path / "notes.sqlite")],
        input=b'half a line\n{"id": 1, "call": "open"}\n{"id": 2, "call": "nonsense"}\n{"id": 3',
        capture_output=True,
        check=False,
    )
    answers = [json.loads(line) for line in worker.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [None, 1, 2, None]
    assert all(answer["error"]["type"] == "WorkerError" for answer in answers if answer["id"] != 1)
    assert (worker.returncode, worker.stderr) == (0, b"")


def test_the_screen_imports_nothing_heavy() -> None:
    heavy = ("whoosh", "numpy", "dateparser", "trafilatura")
    code = f"import tui.app, tui.cli.opening, sys; print([name for name in {heavy} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert printed.strip() == "[]"


async def test_a_map_travels_in_pieces_of_one_file(build: Callable[..., Path], tmp_path: Path) -> None:
    told = " ".join(f"Shell {number} fell on Raqqa, where {number} windows broke." for number in range(2500))
    client = await connected(build({"corpus.txt": f"In Syria it was a long day. {told}"}), tmp_path)
    ticket = (await client.search("")).ticket
    pieces = [await client.map_file(ticket, "geojson")]
    while (start := sum(len(one.text) for one in pieces)) < pieces[0].total:
        pieces.append(await client.map_file(ticket, "geojson", start=start))
    assert len(pieces) > 1
    features = json.loads("".join(one.text for one in pieces))["features"]
    assert [
        len(one["properties"]["reports"][0]["quotes"]) for one in features if one["properties"]["name"] == "Raqqa"
    ] == [2500]
    await client.map_file(ticket, "geojson")
    await client.map_file(ticket, "csv")
    with pytest.raises(WorkerError, match="write this one again"):
        await client.map_file(ticket, "geojson", start=100_000)
    assert json.loads((await client.map_file(ticket, "geojson", "2001-01-01", "2001-01-02")).text)["features"] == []
    await client.close()


def test_no_worker_stays_that_is_still_at_work_when_its_screen_has_gone(library: Path, tmp_path: Path) -> None:
    at_work_for_ever = (
        "import sys, time; from index.service import worker; worker.GRACE = 0.1; "
        "worker.Worker.answer = lambda *_: time.sleep(100_000); worker.main()"
    )
    command = [sys.executable, "-c", at_work_for_ever, str(library), str(tmp_path / "notes.sqlite")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(b'{"id": 1, "call": "open"}\n')
    process.stdin.close()
    assert process.wait(60) == 0
