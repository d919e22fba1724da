"""Clues to a story's own date that stand in its text: header line, datelines, labels, lines that are a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.dates.abroad import abroad_clue, is_persian_date
from index.dates.clues import WEIGHTS, Clue, clue_of, doubted_if_filled_in
from index.dates.foreign import may_be_foreign_date, read_foreign_date
from index.dates.order import DateOrder
from index.dates.readings import DateReading, read_date
from index.dates.record_forms import read_record_date
from index.text.datelines import is_agency, match_dateline
from index.text.front_dates import front_date

_HEAD_LINES = 25
_HEAD_BODY = 700  # characters of body after which the head is over
_BODY_LINE = 120
_SHORT_LINE = 45
_LINE = 140  # a longer line is text, and only its beginning is looked at
_TAIL = 400
_LEAST_OF_LIST = 4  # days of lines that are a list
_IN_LIST = 0.4
_LATE = 200_000  # characters in which later datelines are looked for

_HEADER = re.compile(r"\s*date\s+(?=\d{4}-\d\d-\d\d\b)")
_LABEL = re.compile(
    r"(?:^|[|•·(–—-]\s*|\bwas\s+|\b(?=[^:\n]{0,25}:))"
    r"(?:(?P<embargo>(?:strictly )?embargo(?:ed)?(?: (?:until|till|to|for))?|not for (?:publication|release) before)"
    r"|(?P<published>(?:for )?(?:immediate )?release(?: date)?|first published"
    r"|published|posted|created|issued|date of publication|publication date|pubdate"
    r"|date|veröffentlicht|publié|publicado|pubblicato|опубликовано|yayınlanma)"
    r"|(?P<updated>last updated|updated|last modified|modified|actualizado|aggiornato|aktualisiert))\b"
    r"(?:\s+(?:on|at|am|le|el|il))?\s*:?\s*",
    re.IGNORECASE,
)
_LABELS = ("embargo", "label", "updated")
_LABEL_GAP = 25  # characters between a label and its date
_LATE_DATELINE = re.compile(r"^[ \t]*[^\W\d_a-z][^\n]{0,70}?(?:\(|\d|/|--|[–—])", re.MULTILINE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_HAS_DIGIT = re.compile(r"\d")
_CAPTION = re.compile(
    r"@\w|\b(?:photo|file|image|picture|screenshot|caption|getty images)\b|/(?:AFP|AP|Reuters|Getty)", re.IGNORECASE
)
_LEADS_ELSEWHERE = re.compile(r"\b(?:by|until|before|after|since|starting|from|in|of|for|to)\s+$", re.IGNORECASE)
_LEADS_TO_DAY = frozenset("on in at of am le el il".split())
_QUOTED_MAIL = re.compile(
    r"\s*>|[\s*_]*-{2,} ?(?:original|forwarded|weitergeleitete|ursprüngliche|message)\b"
    r"|[^\n]*\d[^\n]*\b(?:wrote|writes|schrieb|écrit|escribió|escreveu|ha scritto|написал\w*)\b[^\n]{0,80}:\s*$",
    re.IGNORECASE,
)
"""The line with which a mail begins to quote another: "On Thu, 1 Mar 2018 Ann wrote:"."""
_WEEKDAY_DATE = re.compile(
    r"\b(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+(?=\d|[A-Z][a-z]+\.?\s\d)"
)


def text_clues(text: str, order: DateOrder) -> list[Clue]:
    """All clues in the text, in its order; those in its first lines weigh most.

    Where a mail begins to quote another, the first lines are over: what follows has a date of its own.
    """
    clues = []
    body, offset = 0, 0
    for number, (start, line) in enumerate(_lines(text)):
        if number >= _HEAD_LINES or body >= _HEAD_BODY or _QUOTED_MAIL.match(line[:_LINE]):
            break
        clue = _line_clue(line, start, number, order)
        if clue is not None and clue.source == "line" and _ends_a_citation(text, start, line):
            clue = replace(clue, source="sentence", weight=WEIGHTS["sentence"])
        if clue is not None:
            clues.append(clue)
            clues += _labels_behind(line, start, clue, order)
        body += len(line) if len(line) > _BODY_LINE else 0
        offset = start + len(line)
    clues = _less_sure_in_list(clues)
    clues += _late_datelines(text, offset)
    clues += _last_line(text, offset, order)
    copyright_line = _COPYRIGHT.search(text, 0, _LATE)
    if copyright_line is not None:
        year = int(copyright_line[1])
        clues.append(Clue("copyright", 0.15, year, None, None, copyright_line.start(1), copyright_line.end(1)))
    return clues


def _ends_a_citation(text: str, start: int, line: str) -> bool:
    """Whether a line that ends in a full stop goes on from one above it that ends in a semicolon or a comma."""
    return line.rstrip().endswith(".") and text[max(0, start - _LINE) : start].rstrip(" \t\n").endswith((";", ","))


def _less_sure_in_list(clues: list[Clue]) -> list[Clue]:
    """The clues; of many dated lines, each of which tells of something else, all but the first weigh less."""
    lines = [clue for clue in clues if clue.source == "line"]
    if len({clue.value for clue in lines}) < _LEAST_OF_LIST:
        return clues
    listed = lines[1:]
    return [replace(clue, weight=clue.weight * _IN_LIST) if clue in listed else clue for clue in clues]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something on them, and where each starts."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if not line.isspace() and line:
            yield start, line
        start = end + 1


def _line_clue(line: str, start: int, number: int, order: DateOrder) -> Clue | None:
    """What one line of the head says."""
    head = line[: _LINE + 60]
    if number < 2 and (header := _HEADER.match(head)):
        reading = read_date(head[header.end() : header.end() + 10])
        if reading is None:
            return None
        return doubted_if_filled_in(clue_of("header", reading, start + header.end()))
    dateline = match_dateline(head)
    if dateline is not None and dateline.strong:
        if dateline.day is None:
            return None
        return Clue("dateline", 0.93, dateline.year, dateline.month, dateline.day, start, start + dateline.end)
    if not _HAS_DIGIT.search(head) and head.isascii():
        return None
    return _labelled(head, start, order) or _date_line(line, start, order) or _abroad(line, start, number)


def _abroad(line: str, start: int, number: int) -> Clue | None:
    """What a line of another language says: one with other letters, a label of its own, or another calendar."""
    clue = abroad_clue(line, start, number)
    ours = line[:_LINE].isascii() and not is_persian_date(line)
    return clue if clue is not None and (not ours or clue.source in ("label", "updated")) else None


def _labels_behind(line: str, start: int, clue: Clue, order: DateOrder) -> Iterator[Clue]:
    """The other dates of a line with several labels: "Last updated 29/11/2017 | First published 27/11/2017"."""
    found: Clue | None = clue
    while found is not None and found.source in _LABELS and found.end is not None:
        behind = found.end - start
        found = _labelled(line[behind : _LINE + 60], start + behind, order)
        if found is not None:
            yield found


def _labelled(head: str, start: int, order: DateOrder) -> Clue | None:
    """``Published: 21 September 2017``."""
    label = _LABEL.search(head)
    if label is None:
        return None
    rest = head[label.end() : label.end() + 60]
    reading = read_date(rest, order)
    if reading is None and may_be_foreign_date(rest):
        reading = read_foreign_date(rest)
    if reading is None or reading.year is None or reading.start > _LABEL_GAP:
        return None
    source = "embargo" if label["embargo"] else "updated" if label["updated"] else "label"
    clue = clue_of(source, reading, start + label.end())
    return _less_sure_if_numeric(clue)


def _date_line(line: str, start: int, order: DateOrder) -> Clue | None:
    """A line that is a date, or that begins or ends with one."""
    if len(line) > _LINE:
        return _opening_date(line, start, order)
    words = line.strip()
    reading = read_date(line, order)
    if reading is None or reading.year is None:
        foreign = read_foreign_date(line) if may_be_foreign_date(words) else None
        if foreign is not None:
            return clue_of("line", foreign, start)
        if reading is None or len(words) >= 30:
            return _front_date(line, start, order)
        return clue_of("line", reading, start, 0.8)
    if _CAPTION.search(line):
        return clue_of("sentence", reading, start)
    if words.endswith(".") and _is_in_sentence(line[: reading.start].split()):
        return clue_of("sentence", reading, start)
    if len(words) < _SHORT_LINE:
        return _less_sure_if_numeric(clue_of("line", reading, start))
    if words.endswith(".") or not _stands_apart(line, reading):
        return clue_of("sentence", reading, start)
    return _less_sure_if_numeric(clue_of("line", reading, start, 0.65))


def _is_in_sentence(before: list[str]) -> bool:
    """Whether the words before a date are those of a sentence, as in "A man was born on"."""
    return len(before) > 2 and before[-1] in _LEADS_TO_DAY and any(word[0].islower() for word in before[:-1])


def _stands_apart(line: str, reading: DateReading) -> bool:
    """Whether the date begins or ends the line, or is a part of it by itself, and no "by" or "since" leads to it."""
    if _LEADS_ELSEWHERE.search(line, 0, reading.start):
        return False
    at_an_end = not line[: reading.start].strip() or not line[reading.end :].strip()
    return at_an_end or "|" in line or _WEEKDAY_DATE.match(line.strip()) is not None


def _opening_date(line: str, start: int, order: DateOrder) -> Clue | None:
    """A long line that opens with a date, or has one with its weekday near its start, as flattened pages do."""
    head = line[:_LINE]
    reading = read_date(head, order)
    if reading is None or reading.year is None:
        return _front_date(head, start, order)
    before = head[: reading.start]
    if line[reading.end : reading.end + 1] == ";":  # "Sep 8, 2018; New York: …" under a photograph
        return clue_of("sentence", reading, start)
    if not before.strip(" \t("):
        return _less_sure_if_numeric(clue_of("line", reading, start, 0.9))
    weekday = _WEEKDAY_DATE.search(head)
    if weekday is None or weekday.end() != reading.start:
        return None
    opens = weekday.start() == len(head) - len(head.lstrip())
    if _ends_in_agency(head[: weekday.start()]):
        return clue_of("line", reading, start, 0.95)
    behind_a_name = re.search(r"\b[A-Z]\w*\s+$", head[: weekday.start()])
    if not opens and (behind_a_name is None or _CAPTION.search(line, 0, 2 * _LINE)):
        return None
    return clue_of("line", reading, start, 0.95 if opens else 0.6)


def _front_date(head: str, start: int, order: DateOrder) -> Clue | None:
    """A date in front that is written as in other languages, or with a short year: "16. April 2017: Storm"."""
    front = front_date(head)
    reading = read_record_date(head[: front[0]].strip(" (["), order) if front is not None else None
    if reading is None or reading.year is None:
        return None
    return _less_sure_if_numeric(clue_of("line", reading, start, 0.9))


def _ends_in_agency(before: str) -> bool:
    """Whether the words before a date end in an agency's name, as in "Bridge hit AFP Friday 5 Sep 2014"."""
    words = before.split()
    return any(is_agency(" ".join(words[-count:])) for count in (1, 2) if count <= len(words))


def _less_sure_if_numeric(clue: Clue) -> Clue:
    """Half the weight where day and month could change places."""
    return replace(clue, weight=clue.weight * 0.5) if clue.other is not None else clue


def _late_datelines(text: str, offset: int) -> Iterator[Clue]:
    """Datelines behind the head: left over from a page's layout, or of another story."""
    for line in _LATE_DATELINE.finditer(text, offset, min(len(text), offset + _LATE)):
        end = text.find("\n", line.start(), line.start() + 200)
        dateline = match_dateline(text[line.start() : end if end >= 0 else line.start() + 200])
        if dateline is not None and dateline.day is not None:
            start, stop = line.start(), line.start() + dateline.end
            yield Clue("late dateline", 0.25, dateline.year, dateline.month, dateline.day, start, stop)


def _last_line(text: str, offset: int, order: DateOrder) -> list[Clue]:
    """A short line at the very end that holds a full date."""
    tail_start = max(offset, len(text) - _TAIL)
    tail = text[tail_start:].rstrip()
    start = tail.rfind("\n") + 1
    line = tail[start:]
    if not line.strip() or len(line) > _SHORT_LINE or match_dateline(line) is not None:
        return []
    reading = read_date(line, order)
    if reading is None or reading.year is None:
        return []
    return [_less_sure_if_numeric(clue_of("last line", reading, tail_start + start))]
