"""Cutting a file into raw records: which format it is in, and what it holds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from index.errors import UnreadableError
from index.model import Problem, RawRecord
from index.sources.entries import Entry, Fault
from index.sources.fields import FieldNames
from index.sources.formats.csv_records import read_csv
from index.sources.formats.json_lines import DECODER, read_json_lines
from index.sources.formats.json_values import read_json_values
from index.sources.formats.signs import (
    chat_of,
    is_html,
    is_json_feed,
    is_mail,
    is_mbox,
    is_prose,
    is_subtitles,
    is_web_archive,
    xml_root,
)
from index.sources.lines import open_text
from index.sources.opening import MAX_RECORD_BYTES, mebibytes, open_unpacked
from index.text.decoding import detect_encoding, normalise_newlines
from index.text.neutralise import neutralise_line

MOST_LISTED = 1000
"""So many broken records of one file are listed one by one; the rest are only counted."""

HOPELESS = 10_000
"""A file with so many broken records is given up where they are half of all."""

_FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "json lines", ".ndjson": "json lines", ".json": "json",
    ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
"""The format that a file's name promises. Any other name is judged by the content."""

_HEAD = 2**16  # bytes by which a format is judged
_NOT_READ = {
    **dict.fromkeys((".eml", ".mbox", ".mbx", ".msg", ".pst", ".ost"), "mail"),
    **dict.fromkeys((".mht", ".mhtml", ".warc", ".wacz"), "a web archive"),
    **dict.fromkeys((".rss", ".atom", ".rdf", ".opml"), "a feed"),
    **dict.fromkeys((".srt", ".vtt", ".sbv", ".ass", ".ssa", ".ttml"), "subtitles"),
    ".pdf": "a PDF document",
    **dict.fromkeys((".doc", ".docx", ".docm", ".dot", ".dotx", ".rtf", ".odt", ".pages"), "a word document"),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers"), "a spreadsheet"),
    **dict.fromkeys((".ppt", ".pptx", ".pps", ".ppsx", ".odp", ".key"), "a presentation"),
    **dict.fromkeys((".epub", ".mobi", ".azw", ".azw3", ".fb2", ".djvu"), "an e-book"),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".tbz2", ".txz", ".7z", ".rar", ".bz2", ".zst", ".iso"), "an archive"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".svg"), "an image"),
    **dict.fromkeys(
        (".mp3", ".m4a", ".wav", ".ogg", ".flac", ".mp4", ".mov", ".avi", ".mkv", ".webm"), "sound or film"
    ),
    **dict.fromkeys((".ics", ".vcf", ".ldif"), "a calendar or address book"),
    **dict.fromkeys((".css", ".js", ".ts", ".py", ".sh", ".c", ".h", ".java", ".go", ".rs", ".php"), "a program"),
    **dict.fromkeys((".ini", ".cfg", ".conf", ".toml", ".yaml", ".yml", ".plist", ".sql", ".tex", ".bib"), "settings"),
}
"""What a file's name promises that Dateline does not read."""

_PROSE = 2**12  # characters by which a text is judged to be prose
_OBJECT_START = re.compile(r'(?:\[\s*+)?\{\s*+"[^"\\]*+"\s*+:')


def read_raw(path: Path, fields: Mapping[str, str]) -> Iterator[RawRecord | Problem]:
    """Yield the records of a file in their order, or what is wrong with one, or with the file.

    ``fields`` maps our names of fields to those in the file (see FIELD_NAMES in ``index.sources.fields``); usual
    names are known without it. Places count broken records too, so that they do not change when one is mended.
    Cheap and streaming: a record is made readable by ``to_record``.

    Raises ConfigurationError if ``fields`` has a name that is none of ours.
    """
    names = FieldNames(fields)
    shown = neutralise_line(str(path))
    try:
        with open_unpacked(path) as stream:
            form = judge_format(path.name, stream.peek()[:_HEAD])
            if form in ("text", "html"):
                yield RawRecord(0, 1, form, _read_whole(stream))
            else:
                yield from _number(_read_entries(stream, form, names), names, shown)
    except UnreadableError as error:
        yield Problem(shown, None, str(error))


def judge_format(name: str, head: bytes) -> str:
    """Return "text", "html", "json lines", "json" or "csv" for a file by its name and its first bytes.

    Raises UnreadableError if it is empty or no text.
    """
    if not head:
        raise UnreadableError("empty")
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    if suffixes and suffixes[-1] in (".gz", ".xz"):
        suffixes.pop()
    promised = _FORMATS.get(suffixes[-1]) if suffixes else None
    start = normalise_newlines(head.decode(detect_encoding(head), "ignore")).lstrip("\ufeff \t\n")
    if promised in (None, "text") and is_html(start):
        return "html"
    refused = _refused(start, promised, suffixes[-1] if suffixes else "")
    if refused:
        raise UnreadableError(f"{refused}, which Dateline does not read")
    if promised is None:
        if _starts_with_json_object(start):
            return "json lines"
        return "json" if _OBJECT_START.match(start) else "text"
    if promised == "json" and _starts_with_json_object(start) and _second_line(start).startswith("{"):
        return "json lines"
    if promised == "json lines" and start.startswith("["):
        return "json"
    return promised


def _refused(start: str, promised: str | None, suffix: str) -> str | None:
    """Return what a file is, if it is of a kind that would not be read as it is meant; None if it may be read."""
    root = xml_root(start)
    if promised in (None, "text"):
        if is_mail(start) or is_mbox(start):
            return "mail"
        if is_subtitles(start):
            return "subtitles"
        if is_web_archive(start):
            return "a web archive"
        if root is not None:
            return "a feed" if root in ("rss", "feed", "rdf") else f"XML ({root[:30]})"
    if promised in (None, "json") or start.startswith("window."):
        chat = chat_of(start)
        if chat is not None:
            return f"a chat exported from {chat}"
    if promised in (None, "json") and is_json_feed(start):
        return "a feed"
    if promised is not None:
        return None
    return _NOT_READ.get(suffix) or _unknown(start)


def _unknown(start: str) -> str | None:
    if _OBJECT_START.match(start) or is_prose(start[:_PROSE]):
        return None
    return "a file of no known format"


def _starts_with_json_object(start: str) -> bool:
    """Whether the first line is a JSON object, or begins like one that is longer than ``start``."""
    line, newline, _ = start.partition("\n")
    if not newline and len(start) >= _HEAD // 4:
        return _OBJECT_START.match(start) is not None
    try:
        return isinstance(DECODER.decode(line), dict)
    except (ValueError, RecursionError):
        return False


def _second_line(start: str) -> str:
    return start.partition("\n")[2].lstrip()


def _read_whole(stream: io.BufferedReader) -> bytes:
    content = stream.read(MAX_RECORD_BYTES + 1)
    if len(content) > MAX_RECORD_BYTES:
        raise UnreadableError(f"more than {mebibytes(MAX_RECORD_BYTES)} in one text")
    if not content.strip():
        raise UnreadableError("empty")
    return content


def _read_entries(stream: io.BufferedReader, form: str, names: FieldNames) -> Iterator[Entry | Fault]:
    with open_text(stream) as text:
        if form == "csv":
            yield from read_csv(text, names)
        elif form == "json":
            yield from read_json_values(text, names)
        else:
            yield from read_json_lines(text)


def _number(entries: Iterator[Entry | Fault], names: FieldNames, shown: str) -> Iterator[RawRecord | Problem]:
    place = -1
    broken = 0
    try:
        for place, entry in enumerate(entries):
            record = _to_raw(place, entry, names)
            if isinstance(record, RawRecord):
                yield record
                continue
            broken += 1
            if broken <= MOST_LISTED:
                yield Problem(shown, record.line, record.reason)
            if broken >= HOPELESS and 2 * broken > place:
                raise UnreadableError(f"given up: {broken:,} of its first {place + 1:,} records cannot be read")
        if place < 0:
            raise UnreadableError("empty: it holds no record")
    except UnreadableError as error:
        yield Problem(shown, None, str(error))
    if broken > MOST_LISTED:
        yield Problem(shown, None, f"{broken - MOST_LISTED:,} more of its records cannot be read")


def _to_raw(place: int, entry: Entry | Fault, names: FieldNames) -> RawRecord | Fault:
    if isinstance(entry, Fault):
        return entry
    content = names.extract(entry.values)
    if "text" not in content:
        return Fault(entry.line, "a record without a text")
    return RawRecord(place, entry.line, "fields", content)
