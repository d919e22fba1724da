"""What a machine reads on pictures of pages: tesseract, where it is installed and somebody asked for it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import IO, NamedTuple

import pypdfium2

from index.errors import ConfigurationError, UnreadableError
from index.model import WARNING, Page
from index.sources.entries import Fault, Text
from index.sources.formats.pdf_lines import LINE_END_HYPHEN, Line, PageLines
from index.sources.formats.pdf_text import put_together
from index.sources.formats.programs import read_stream_by_program
from index.sources.source import Source

PROGRAM = "tesseract"

_DOTS = 300  # per inch: what tesseract's documentation recommends
_POINTS = 72  # per inch
_MOST_PIXELS = 30_000_000  # of a page; a sheet of A3 has 17 million at 300 dots per inch
_UNSURE = 0.3  # words that are less sure are strokes and stains
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\Z")


class Scanned(NamedTuple):
    """What was read on the picture of a page, and how sure that is on average, 0 to 1."""

    lines: PageLines
    certainty: float


def check_languages(languages: str) -> None:
    """Raise ConfigurationError unless tesseract is installed and reads these languages."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise ConfigurationError(f"Scans are read by the program {PROGRAM}, which is not installed.")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    known = sorted(set(listed.stdout.split("\n")[1:]) - {"", "osd"})
    if missing := [one for one in languages.split("+") if one not in known]:
        raise ConfigurationError(
            f"{PROGRAM} does not read '{missing[0]}' here; it reads {', '.join(known) or 'no language'}."
        )


def scanned_page(page: pypdfium2.PdfPage, languages: str) -> Scanned | None:
    """What a machine reads on a page of a PDF, None where it finds no word.

    ``languages`` are tesseract's names with "+" between them. Raises UnreadableError if the program is missing or
    cannot be run.
    """
    width, height = page.get_size()
    scale = min(_DOTS / _POINTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    rows, columns = pixels.shape[:2]
    picture = b"P5 %d %d 255\n" % (columns, rows) + pixels.tobytes()
    return next(_pages_of(_read(io.BytesIO(picture), languages, "a scan"), scale), None)


def read_image(source: Source) -> Iterator[Text | Fault]:
    """Yield what a machine reads on a picture, each of its pages a page. Raises UnreadableError."""
    languages = source.budget.scans
    if not languages:
        raise UnreadableError("not text: an image")
    with source.seekable() as stream:
        pages = list(_pages_of(_read(stream, languages, "an image"), _DOTS / _POINTS))
    if not pages:
        raise UnreadableError("an image on which no word was found")
    found = put_together([page.lines for page in pages])
    certainties = [page.certainty for page in pages]
    yield Text(
        {"text": found.text},
        pages=tuple(
            Page(start, str(number), certainty)
            for number, (start, certainty) in enumerate(zip(found.starts, certainties, strict=True), 1)
        ),
    )
    yield read_by_machine(certainties, len(pages))


def read_by_machine(certainties: Sequence[float], total: int) -> Fault:
    """What is said of a document of which some pages were read by a machine."""
    which = "" if len(certainties) == total else f"{len(certainties):,} of its {total:,} pages "
    surest = f"{min(certainties):.0%} to {max(certainties):.0%}" if len(certainties) > 1 else f"{certainties[0]:.0%}"
    return Fault(None, f"{WARNING}{which}by a machine ({PROGRAM}), {surest} sure of its words")


def _read(picture: IO[bytes], languages: str, shown: str) -> bytes:
    output = read_stream_by_program(PROGRAM, (), picture, ("stdout", "-l", languages, "tsv"), shown)
    if output.code:
        raise UnreadableError(f"{shown} that {PROGRAM} cannot read: damaged, or too much for it")
    return output.written


class _Word(NamedTuple):
    page: int
    line: tuple[str, str, str]  # numbers of block, paragraph and line
    left: int
    top: int
    width: int
    height: int
    certainty: float
    text: str


def _pages_of(told: bytes, scale: float) -> Iterator[Scanned]:
    """The pages of tesseract's table of words; places in it are pixels from the upper left corner."""
    rows = csv.DictReader(io.StringIO(told.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [word for row in rows if (word := _word(row)) is not None]
    for _, of_page in groupby(words, key=lambda word: word.page):
        kept = list(of_page)
        foot = max(word.top + word.height for word in kept)
        lines = (_line(list(of_line), foot, scale) for _, of_line in groupby(kept, key=lambda word: word.line))
        letters = sum(len(word.text) for word in kept)
        certainty = sum(word.certainty * len(word.text) for word in kept) / letters
        yield Scanned(PageLines(tuple(lines), head=foot / scale), round(certainty, 2))


def _word(row: Mapping[str, str | None]) -> _Word | None:
    """A row of the table as a word; None if it is no word, or one that is hardly sure."""
    text = (row.get("text") or "").strip()
    try:
        certainty = float(row["conf"] or "") / 100
        page, left, top, width, height = (
            int(row[name] or "") for name in ("page_num", "left", "top", "width", "height")
        )
    except (KeyError, ValueError):
        return None
    if not text or certainty < _UNSURE:
        return None
    line = (row.get("block_num") or "", row.get("par_num") or "", row.get("line_num") or "")
    return _Word(page, line, left, top, width, height, min(certainty, 1.0), text)


def _line(words: Sequence[_Word], foot: int, scale: float) -> Line:
    text = _HYPHEN.sub(LINE_END_HYPHEN, " ".join(word.text for word in words))
    left, right = words[0].left / scale, max(word.left + word.width for word in words) / scale
    base = (foot - statistics.median(word.top + word.height for word in words)) / scale
    size = statistics.median(word.height for word in words) / scale
    return Line(text, min(left, right), right, base, size)
