"""The log: what is in it, and where it is told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from running import Run

from index.errors import WorkerError
from index.home.folders import find_home
from index.home.log import LOGGER, SIZE, close_log, log_file, open_log
from index.service.client import Client


def test_commits_and_refusals_are_written_down_and_told_by_doctor(run: Run, tmp_path: Path, home: Path) -> None:
    corpus = tmp_path / "reports"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The zebra came on Tuesday.\n")
    (corpus / "evil\x1b[31m.csv").write_text("a,b\n1,2\n")
    assert run("index", corpus).code == 0
    close_log()
    written = (home / "state/reports/dateline.log").read_text()
    assert "committed 1 documents" in written
    assert "not read: " in written
    assert "\x1b" not in written
    told = run("doctor", "--json").json["log"]
    assert told["file"] == str(home / "state/reports/dateline.log")
    assert any("committed" in line for line in told["last"])
    assert "committed" in run("doctor").out


def test_the_level_decides_what_is_written(run: Run, tmp_path: Path, home: Path) -> None:
    (tmp_path / "a.txt").write_text("The zebra came on Tuesday.\n")
    assert run("index", "--library", "reports", "--log-level", "error", tmp_path / "a.txt").code == 0
    os.environ.pop("DATELINE_LOG", None)
    close_log()
    assert (home / "state/reports/dateline.log").read_text() == ""


def test_a_log_is_begun_anew_at_its_size(tmp_path: Path) -> None:
    file = tmp_path / "state/dateline.log"
    open_log(file)
    for _ in range(3 * SIZE // 1000):
        LOGGER.info("x" * 1000)
    close_log()
    sizes = {path.name: path.stat().st_size for path in file.parent.iterdir()}
    assert set(sizes) == {"dateline.log", "dateline.log.1"}
    assert max(sizes.values()) <= SIZE
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}


async def test_a_request_that_ends_two_workers_is_told_with_the_log(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    customised = tmp_path / "customised"
    customised.mkdir()
    (customised / "sitecustomize.py").write_text(
        "from index.library.library import LocalLibrary\n"
        "def fail(*_): raise KeyError('out of order')\n"
        "LocalLibrary.document = fail\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{customised}:{Path(__file__).parents[2]}")
    client = Client.spawn(library, tmp_path / "notes.sqlite")
    notices: list[str] = []
    client.on_notice = notices.append
    await client.connect()
    row = (await client.search("syria")).rows[0]
    with pytest.raises(WorkerError, match=r"notes/dateline.log has the details"):
        await client.evidence(row.id)
    await client.close()
    written = log_file(find_home(), tmp_path / "notes.sqlite").read_text()
    assert "out of order" in written
    assert "Traceback" in written
    assert len(notices) <= 2
