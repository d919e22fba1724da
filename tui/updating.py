"""Bringing the library up to date from the screen, in a process of its own, as neither screen nor worker writes it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from index.errors import LibraryError
from index.home.starting import module_command


async def update_library(library: Path, notebook: Path) -> None:
    """Read again what has changed in a library's files, or is read otherwise since stories were joined or split.

    Raises LibraryError with what went wrong. Cancelled, it ends the process: what was committed is kept.
    """
    places = ["--library", f"{library}/", "--notebook", str(notebook)]
    process = await asyncio.create_subprocess_exec(
        *module_command("tui", "index", "--quiet", *places),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if process.returncode:
        *_, reason = said.decode(errors="replace").strip().splitlines() or ["the process that reads them ended."]
        raise LibraryError(f"The files were not read again: {reason.removeprefix('dateline: ')}")
