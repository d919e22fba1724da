"""Programs of the system's that read what nothing else reads: run without a shell, their time and output bounded."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from index.errors import UnreadableError
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.sources.source import Source

_SECONDS = 30.0
_END_SECONDS = 1.0  # for a program to end that has closed its output
_PIECE = 2**16  # bytes


class Output(NamedTuple):
    """What a program has written, and the code with which it ended; below 0 it was ended by a signal."""

    written: bytes
    code: int


def read_by_program(program: str, options: Sequence[str], source: Source, shown: str) -> bytes:
    """Return what a program writes of a source, which it gets as its last argument (see ``read_stream_by_program``)."""
    with source.seekable() as stream:
        return read_stream_by_program(program, options, stream, (), shown).written


def read_stream_by_program(
    program: str, before: Sequence[str], stream: IO[bytes], behind: Sequence[str], shown: str
) -> Output:
    """Return what a program writes of bytes, which it gets in a file that nobody else can read.

    Its arguments are ``before``, the file, and ``behind``; ``shown`` is what is read, in a sentence. Raises
    UnreadableError if the program is not installed, cannot be run, takes more than half a minute, or writes too much.
    """
    path = shutil.which(program)
    if path is None:
        raise UnreadableError(f"{shown}; to read it, install the program {program}")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "document"
        with given.open("xb") as file:
            shutil.copyfileobj(stream, file)
        return _output([path, *before, str(given), *behind], folder, program)


def _read(process: subprocess.Popen[bytes]) -> bytes:
    """What it writes, up to a byte more than is taken."""
    written = bytearray()
    output = process.stdout
    while output is not None and len(written) <= MAX_RECORD_BYTES and (piece := os.read(output.fileno(), _PIECE)):
        written += piece
    return bytes(written)


def _output(command: list[str], folder: str, program: str) -> Output:
    environment = {"PATH": os.defpath, "HOME": folder, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder,
            env=environment,
        )  # fmt: skip
    except OSError as error:
        raise UnreadableError(f"{program} cannot be run: {(error.strerror or str(error)).lower()}") from None
    with process:
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(_SECONDS, end)
        clock.start()
        try:
            written = _read(process)
            if len(written) <= MAX_RECORD_BYTES:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_END_SECONDS)
        finally:
            clock.cancel()
            process.kill()  # it has closed its output, or writes what nobody reads
    if late.is_set():
        raise UnreadableError(f"{program} took more than {_SECONDS:g} seconds")
    if len(written) > MAX_RECORD_BYTES:
        raise UnreadableError(f"more than {mebibytes(MAX_RECORD_BYTES)} in one text")
    return Output(written, process.returncode)
