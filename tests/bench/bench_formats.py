"""How quickly PDF documents are read, and how many of the words that two other engines find: pdftotext and pypdf.

``python bench_formats.py FOLDER_OR_FILE ...``; a folder is looked through. The words of a file are counted once each.
Words that both other engines have are taken to stand in it.
"""

from __future__ import annotations

import contextlib
import logging
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from goals import Row, at_least, say

from index.model import RawRecord
from index.sources import read_raw

_WORD = re.compile(r"[^\W\d_]{2,}")
_PATIENCE = 20  # seconds for pypdf and one file
_MOST_SHOWN = 10


@dataclass
class _Read:
    """What was read of all files."""

    seconds: float = 0.0
    files: int = 0
    pages: int = 0
    refused: int = 0
    slowest: tuple[float, str] = (0.0, "")
    known: int = 0  # words that both other engines have
    found: int = 0  # those of them that Dateline has
    compared: int = 0  # files
    lost: list[tuple[int, int, str, list[str]]] = field(default_factory=list)


def bench_formats(paths: Iterable[Path]) -> list[Row]:
    """Read these files, and print what was lost of them."""
    read = _Read()
    for path in paths:
        text = _timed(path, read)
        if text:
            _compare(path, text, read)
    slowest = f"slowest {read.slowest[0]:.2f} s: {read.slowest[1]}"
    say(f"{read.files} files, {read.pages} pages, {read.refused} refused; {slowest}")
    for lost, known, name, words in sorted(read.lost, reverse=True)[:_MOST_SHOWN]:
        say(f"    {lost} of {known} words not found in {name}: {' '.join(words[:8])}")
    share = 100 * read.found / max(1, read.known)
    return [
        at_least("PDF", 200, read.pages / max(read.seconds, 1e-9), "pages a CPU second"),
        Row(
            f"words of {read.compared} PDF that two others find",
            "at least 99 %",
            f"{share:.2f} % of {read.known:,}",
            share >= 99,
        ),
    ]


def _timed(path: Path, read: _Read) -> str:
    """The text of a file, "" if there is none; the time counts also where it is refused."""
    start = time.process_time()
    records = [one for one in read_raw(path, {}) if isinstance(one, RawRecord) and one.type == "pdf" and not one.member]
    seconds = time.process_time() - start
    read.seconds += seconds
    read.slowest = max(read.slowest, (seconds, path.name))
    read.files += 1
    read.refused += not records
    read.pages += sum(len(one.pages) for one in records)
    return "\n".join(one.content["text"] for one in records if not isinstance(one.content, bytes))


def _compare(path: Path, text: str, read: _Read) -> None:
    known = _words(_pdftotext(path)) & _words(_pypdf(path))
    if not known:
        return
    lost = known - _words(text)
    read.compared += 1
    read.known += len(known)
    read.found += len(known) - len(lost)
    if lost:
        read.lost.append((len(lost), len(known), path.name, sorted(lost)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _pdftotext(path: Path) -> str:
    try:
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _pypdf(path: Path) -> str:
    from pypdf import PdfReader

    with _at_most(_PATIENCE):
        try:
            return "\n".join(page.extract_text() for page in PdfReader(path).pages)
        except Exception:  # noqa: BLE001 - another engine's, which raises whatever it likes
            return ""
    return ""


@contextlib.contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    except TimeoutError:
        pass
    finally:
        signal.alarm(0)


def main() -> None:
    """Read the files that are named, or lie in the folders that are."""
    logging.disable(logging.CRITICAL)
    named = [Path(name) for name in sys.argv[1:]]
    if not named:
        sys.exit("usage: make bench-formats CORPUS='FOLDER_OR_FILE ...'")
    files = [file for path in named for file in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    for row in bench_formats(files):
        say(row)


if __name__ == "__main__":
    main()
