"""Downloads from press archives (LexisNexis, Factiva, ProQuest): their stories, and what stands above each.

Each archive marks where a document begins or ends, and some say how many there are. A story keeps its text whole;
what its head says of publication, byline and date is taken from there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.datelines import is_date_line
from index.text.story_ends import is_byline, is_word_count

_BEGINS = re.compile(
    r"^[ \t]*(?:(\d{1,5}) of (\d{1,5}) DOCUMENTS|Document +(\d{1,5}) of (\d{1,5}))[ \t]*$", re.MULTILINE
)
_FACTIVA_END = re.compile(
    r"^[ \t]*(?:AN(?:[ \t]*\|)?[ \t]+)?Document ([A-Z][A-Z0-9]{3,9}\d{8}\w{4,})[ \t]*$", re.MULTILINE
)
_NEXIS_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_NEXIS_FIELD = re.compile(r"^[ \t]*(?:Load-Date|Length|Byline|Section):", re.MULTILINE)
_NEXIS_COUNT = re.compile(r"^[ \t]*Documents? \((\d{1,5})\)[ \t]*$", re.MULTILINE)
_NEXIS_FIRST = re.compile(r"^[ \t]*1\.[ \t|]+(\S[^\n]*)$", re.MULTILINE)
_ANY = re.compile(
    rb"\d of \d{1,5} DOCUMENTS|Document +\d{1,5} of \d|End of Document|Document [A-Z][A-Z0-9]{3,9}\d{8}\w{4}"
)

_LABEL = re.compile(r"[ \t]*([A-Z][A-Za-z -]{2,24}):(?:[ \t]+(.*))?\Z")
_CODE = re.compile(r"[ \t]*(SE|HD|BY|WC|PD|ET|SN|SC|LA|CY|LP|TD|ED|PG|CR)(?:[ \t]+\||[ \t])[ \t]*(.*)\Z")
_NAMED = {
    "headline": "title", "title": "title", "byline": "author", "author": "author", "publication title": "source",
    "publication date": "date", "document url": "url", "proquest document id": "id",
}  # fmt: skip
_CODED = {"HD": "title", "BY": "author", "SN": "source", "PD": "date"}
_BODY_LABELS = frozenset(("body", "full text", "abstract"))
_DAY = re.compile(r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT| UTC)?")
_BY = re.compile(r"\A(?:by|from)\s+", re.IGNORECASE)
_HEAD_LINES = 40
_LAST_LINES = 30
_LEAST_BODY = 40  # characters
_MOST_BESIDE = 3000  # characters of what an archive writes above and below the stories


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A story of a download: where it stands in the text, and what its head says, by our names of fields."""

    start: int
    end: int
    fields: dict[str, str]


def may_be_download(content: bytes) -> bool:
    """Whether the bytes of a text or page hold a mark of an archive's."""
    return _ANY.search(content) is not None


def split_download(text: str) -> tuple[list[Downloaded], int] | None:
    """Return the stories of a download and how many it says it has, or None if the text is no download.

    What stands above the first and below the last is no story if it is short: the search, the list of what it found.
    """
    parts = _of_begins(text) or _of_ends(text)
    if parts is None:
        return None
    spans, announced = parts
    stories = []
    for start, end, identifier in spans:
        if len(text[start:end].strip()) >= _LEAST_BODY:
            fields = _fields(text[start:end])
            if identifier:
                fields["id"] = identifier
            stories.append(Downloaded(start, end, fields))
    return (stories, announced) if any(story.fields for story in stories) else None


_Spans = tuple[list[tuple[int, int, str]], int]


def _of_begins(text: str) -> _Spans | None:
    marks = list(_BEGINS.finditer(text))
    if not marks or len(text[: marks[0].start()].strip()) > _MOST_BESIDE:
        return None
    announced = max(int(mark[2] or mark[4]) for mark in marks)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark.end(), end, "") for mark, end in zip(marks, ends, strict=True)], announced


def _of_ends(text: str) -> _Spans | None:
    marks = list(_FACTIVA_END.finditer(text))
    is_factiva = bool(marks)
    if not marks and _NEXIS_FIELD.search(text) is not None:
        marks = list(_NEXIS_END.finditer(text))
    if not marks:
        return None
    starts = [_first_start(text, marks[0].start())] + [mark.end() for mark in marks[:-1]]
    ends = [mark.start() for mark in marks]
    names = [mark[1] if is_factiva else "" for mark in marks]
    spans = list(zip(starts, ends, names, strict=True))
    behind = len(text[marks[-1].end() :].strip())
    if behind > _MOST_BESIDE or (behind >= _LEAST_BODY and _NEXIS_FIELD.search(text, marks[-1].end())):
        spans.append((marks[-1].end(), len(text), ""))  # the end of its last story is missing
    count = _NEXIS_COUNT.search(text, 0, marks[0].start())
    return spans, int(count[1]) if count else len(marks)


def _first_start(text: str, end: int) -> int:
    """Where the first story begins, behind the list of all stories that may stand above it."""
    first = _NEXIS_FIRST.search(text, 0, end) if _NEXIS_COUNT.search(text, 0, end) else None
    again = text.find(f"\n{first[1].strip()}", first.end(), end) if first else -1
    return again + 1 if again >= 0 else 0


def _fields(story: str) -> dict[str, str]:
    lines = story.strip("\n").split("\n")
    found = dict(_labelled(lines[:_HEAD_LINES]))
    for name, value in _labelled(lines[-_LAST_LINES:]):
        found.setdefault(name, value)
    head = _head(lines[:_HEAD_LINES])
    for name, value in _of_factiva(head) or _of_nexis(head):
        found.setdefault(name, value)
    if "author" in found:
        found["author"] = _BY.sub("", found["author"])
    day = _DAY.search(found.get("date", ""))
    if day is not None:
        found["date"] = day[0]
    return {name: value for name, value in found.items() if value}


def _labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        label, code = _LABEL.match(line), _CODE.match(line)
        if label is not None and label[1].lower() in _NAMED:
            value = label[2] or (lines[number + 1] if number + 1 < len(lines) else "")
            yield _NAMED[label[1].lower()], " ".join(value.split())
        elif code is not None and code[1] in _CODED:
            yield _CODED[code[1]], " ".join(code[2].split())


def _head(lines: list[str]) -> list[list[str]]:
    """The blocks of lines above the first label, or above the text."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        words = line.strip()
        label = _LABEL.match(line)
        if (label is not None and not is_date_line(words)) or len(words) > 300:
            break
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _of_factiva(head: list[list[str]]) -> list[tuple[str, str]]:
    """A headline, a byline, the number of words, the day, the hour, the paper."""
    lines = [line for block in head for line in block]
    count = next((number for number, line in enumerate(lines) if is_word_count(line)), 0)
    if not count or count + 2 >= len(lines) or _DAY.match(lines[count + 1]) is None:
        return []
    title = [line for line in lines[:count] if not is_byline(line)]
    byline = next((line for line in lines[:count] if is_byline(line)), "")
    behind = [line for line in lines[count + 2 : count + 4] if _TIME.fullmatch(line) is None]
    return [
        ("title", " ".join(title)), ("author", byline), ("date", lines[count + 1]), ("source", next(iter(behind), "")),
    ]  # fmt: skip


def _of_nexis(head: list[list[str]]) -> list[tuple[str, str]]:
    """The paper and the day above the headline, or below it."""
    lines = [line for block in head for line in block]
    day = next((number for number, line in enumerate(lines) if _DAY.match(line)), -1)
    if day < 1:
        return []
    source = lines[day - 1]
    title = " ".join(lines[: day - 1]) if day > 1 else " ".join(head[-1]) if lines[day] not in head[-1] else ""
    return [("title", title), ("source", source), ("date", lines[day])]
