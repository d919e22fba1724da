"""The originals of documents copied into a folder, with a list of which is whose."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from index.errors import PathError
from index.export.documents import Document, Head
from index.home.folders import write_whole
from index.home.starting import module_command
from index.text.cells import defused
from index.text.neutralise import neutralise_line

LIST = "originals.csv"
"""The name of the list in the folder."""

_COLUMNS = ("file", "id", "title", "path", "member", "problem")
_MOST_OF_NAME = 80


class Originals:
    """A folder that takes originals, each once; several documents of one file share it.

    As a context it ends the process that copies.
    """

    def __init__(self, folder: Path, head: Head) -> None:
        """Make the folder, of mode 0700. Raises PathError if it cannot be made, or holds something already."""
        self._folder = folder
        self._head = head
        self._names: dict[tuple[str, str], str] = {}  # of the copies
        self._problems: dict[tuple[str, str], str] = {}
        self._rows: list[tuple[str, ...]] = []
        self._process: subprocess.Popen[str] | None = None
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if any(folder.iterdir()):
                raise PathError(f"{folder} is not empty; name another folder.")
        except OSError as error:
            raise PathError(f"{folder} cannot be made: {error.strerror}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def copied(self) -> int:
        """How many originals were copied."""
        return len(self._names)

    @property
    def missing(self) -> int:
        """How many could not be."""
        return len(self._problems)

    def take(self, document: Document) -> None:
        """Copy the document's original, if it was not yet."""
        subject, key = document.subject, (document.subject.path, document.member)
        if key not in self._names and key not in self._problems:
            name = f"{len(self._names) + len(self._problems) + 1:04} {_file_name(document)}"
            if problem := self._copy(key, self._folder / name):
                self._problems[key] = problem
            else:
                self._names[key] = name
        told = (self._names.get(key, ""), subject.document, subject.title, *key, self._problems.get(key, ""))
        self._rows.append(told)

    def write_list(self) -> None:
        """Write which file is whose original, and what could not be copied. Raises PathError."""
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow((f"# {neutralise_line(self._head.sentence)}",))
        table.writerow(_COLUMNS)
        table.writerows(map(defused, row) for row in self._rows)
        target = self._folder / LIST
        try:
            write_whole(target, out.getvalue().encode("utf-8", "replace"))
        except OSError as error:
            raise PathError(f"{target} cannot be written: {error.strerror}.") from error

    def _copy(self, key: tuple[str, str], target: Path) -> str:
        """Copy an original; returns what is wrong, or ""."""
        process = self._process = self._process or subprocess.Popen(
            module_command("index.export.copying"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        answer = ""
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps([*key, str(target)]) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        if not answer:  # it has died of the file
            self._end()
            target.unlink(missing_ok=True)
            return "it takes more time or memory than is allowed"
        return str(json.loads(answer))

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _file_name(document: Document) -> str:
    """What the original is called, as any file system takes it; a stranger chose it."""
    name = Path(document.member or document.subject.path).name
    name = re.sub(r"[^\w.() -]+", "_", neutralise_line(name)).strip(". ") or "original"
    stem, dot, suffix = name.rpartition(".")
    return name if len(name) <= _MOST_OF_NAME else f"{stem[: _MOST_OF_NAME - len(suffix[:10])]}{dot}{suffix[:10]}"
