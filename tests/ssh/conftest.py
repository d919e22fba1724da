"""Dateline behind a real sshd."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from ssh_server import SshServer


@pytest.fixture
def server(tmp_path: Path, home: Path) -> Iterator[SshServer]:
    """An sshd whose sessions have this test's home."""
    folder = tmp_path / "sshd"
    folder.mkdir(mode=0o700)
    settings = {"DATELINE_HOME": str(home)}
    if "PYTHONPATH" in os.environ:
        settings["PYTHONPATH"] = os.environ["PYTHONPATH"]
    running = SshServer(folder, settings)
    yield running
    running.stop()
