"""The table of calls: every call is answered as it is declared, and what is no call gets an error."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.service.calls import CALLS
from index.service.client import Client
from index.service.library import Library
from index.service.worker import KEPT_RESULTS, Worker

COMMAND = [sys.executable, "-m", "index.service.worker"]


@pytest.mark.parametrize("name", list(CALLS))
def test_every_call_is_answered_by_what_takes_and_gives_the_same(name: str) -> None:
    declared = CALLS[name].declaration
    answering = inspect.signature(getattr(Worker, name, None) or getattr(Library, name))
    taken = [one for one in answering.parameters if one not in ("self", "check")]
    assert taken == list(declared.parameters)
    assert ("check" in answering.parameters) == CALLS[name].interruptible
    assert answering.return_annotation == declared.return_annotation


MALFORMED = (
    (b"{}", "does not know"),
    (b'{"id": 1, "call": 7}', "no request"),
    (b"[1, 2]", "no request"),
    (b'\xff\xfe{"id": 1}', "no request"),
    (b'{"id": 1, "call": "nonsense"}', "nonsense"),
    (b'{"id": 1, "call": "rows"}', "rows"),
    (b'{"id": 1, "call": "rows", "arguments": {"ticket": "x", "start": 0, "count": 1}}', "rows"),
    (b'{"id": 1, "call": "search", "arguments": {"query": "a", "path": "/etc"}}', "search"),
    (b"[" * 100_000, "no request"),
)
"""Lines that are no request, each with what is said of it."""


def test_malformed_input_gets_an_error(library: Path, tmp_path: Path) -> None:
    good = b'{"id": 9, "call": "open"}'
    lines = [line for malformed, _ in MALFORMED for line in (malformed, good)]
    command = [*COMMAND, str(library), str(tmp_path / "notes.sqlite")]
    worker = subprocess.run(command, input=b"\n".join([*lines, b""]), capture_output=True, check=True)
    answers = list(map(json.loads, worker.stdout.splitlines()))
    assert len(answers) == len(lines)
    for (_, told), refused in zip(MALFORMED, answers[::2], strict=True):
        assert refused["error"]["type"] == "WorkerError"
        assert told in refused["error"]["message"]
    assert [answer["result"]["documents"] for answer in answers[1::2]] == [3] * len(MALFORMED)


async def test_what_a_library_prints_does_not_reach_the_client(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noisy = tmp_path / "noisy"
    noisy.mkdir()
    code = "from index.library.library import LocalLibrary\nsearch = LocalLibrary.search\n"
    code += "def noisy(*args, **named):\n    print('{\"id\": 2, oops')\n    return search(*args, **named)\n"
    (noisy / "sitecustomize.py").write_text(code + "LocalLibrary.search = noisy\n")
    monkeypatch.setenv("PYTHONPATH", f"{noisy}:{Path(__file__).parents[3]}")
    client = Client.spawn(library, tmp_path / "notes.sqlite")
    await client.connect()
    assert (await client.search("Dillon")).total == 2
    await client.close()


async def test_a_request_that_is_given_up_is_withdrawn(library: Path, tmp_path: Path) -> None:
    client = Client.spawn(library, tmp_path / "notes.sqlite")
    await client.connect()
    first = await client.search("Dillon")
    assert client.process_id is not None
    os.kill(client.process_id, signal.SIGSTOP)
    before = [asyncio.create_task(client.facets(first.ticket)) for _ in range(200)]  # read before the next is answered
    given_up = asyncio.create_task(client.search("Syria"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    os.kill(client.process_id, signal.SIGCONT)
    await asyncio.gather(*before)
    await client.open()
    assert (await client.search("Syria")).ticket == first.ticket + 1
    await client.close()


async def test_the_result_that_was_not_looked_at_for_longest_is_given_up(library: Path, tmp_path: Path) -> None:
    client = Client.spawn(library, tmp_path / "notes.sqlite")
    await client.connect()
    tickets = [(await client.search("Dillon")).ticket for _ in range(KEPT_RESULTS)]
    await client.rows(tickets[0], 0, 1)
    await client.search("Syria")
    assert len((await client.rows(tickets[0], 0, 1)).rows) == 1
    with pytest.raises(Exception, match="too old"):
        await client.rows(tickets[1], 0, 1)
    await client.close()
