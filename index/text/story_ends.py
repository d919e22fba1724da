"""Lines that part the stories of one file: those of archives (Factiva, Nexis, Europresse), rows of stars or dashes,
headings of Markdown.

What an archive writes below each document ends a story for certain. A row of stars may also part the sections of one
story: it ends one only where the head of another follows, a headline with a byline, a date or a dateline below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.text.datelines import is_date_line, match_dateline

_CERTAIN = re.compile(
    r"^[ \t]*(?:Document [A-Z][A-Z0-9]{3,9}\d{8}\w{4,}|End of Document|news·\d{8}·[\w·-]+"
    r"|(?P<before>Document +\d{1,4} of \d{1,4}|\d{1,4} of \d{1,4} DOCUMENTS))[ \t]*$",
    re.MULTILINE,
)
_ROW = re.compile(r"^[ \t]*([*=_#~–—-])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,3})[ \t]+(?=\S)", re.MULTILINE)
_BYLINE = re.compile(r"(?:by|from|reporting by|written by)\s+\S", re.IGNORECASE)
_WORD_COUNT = re.compile(r"(?:length:?\s*)?\d[\d,]*\s+words", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!…:;,][\"”’')]*$")
_HEAD_LINES = 8  # lines below a headline in which a story's head shows
_LONGEST_HEADLINE = 140
_SHORTEST_HEADLINE = 12
_LOOKED_AT = 200


def is_word_count(line: str) -> bool:
    """Whether the line is an archive's "512 words"."""
    return _WORD_COUNT.fullmatch(line.strip()) is not None


def is_byline(line: str) -> bool:
    """Whether the line says who wrote it."""
    return _BYLINE.match(line) is not None and len(line) < 70


def is_headline(line: str) -> bool:
    """12 to 140 characters that are no sentence, caption or byline."""
    if not _SHORTEST_HEADLINE <= len(line) <= _LONGEST_HEADLINE or _SENTENCE_END.search(line):
        return False
    if line.startswith(("(", "©")) or _BYLINE.match(line):
        return False
    return any(character.isalpha() for character in line)


def story_starts(text: str) -> Iterator[int]:
    """Where the line begins with which a story starts for certain, in order; the text's start is not among them."""
    found = {_next_line(text, end.start() if end["before"] else end.end()) for end in _CERTAIN.finditer(text)}
    found |= {
        start
        for row in _ROW.finditer(text)
        if not _is_underline(text, row.start()) and _has_head(text, start := _next_line(text, row.end()))
    }
    found |= {one.start() for one in _HEADING.finditer(text) if _has_head(text, one.start())}
    yield from sorted(start for start in found if 0 < start < len(text))


def _next_line(text: str, offset: int) -> int:
    """Where the first line begins at or behind the offset that has something on it."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return text.rfind("\n", 0, offset) + 1 if offset < len(text) else len(text)


def _is_underline(text: str, row: int) -> bool:
    """Whether the row stands right below a short line of words, as a heading is underlined."""
    above = text[text.rfind("\n", 0, max(row - 1, 0)) + 1 : row].strip()
    return 0 < len(above) <= _LONGEST_HEADLINE


def _has_head(text: str, start: int) -> bool:
    """Whether a headline begins here, with a sign of a new story in the lines below it."""
    lines = _first_lines(text, start)
    if not lines or not is_headline(lines[0].lstrip("# \t")):
        return False
    for line in lines[1:]:
        if is_byline(line) or is_date_line(line) or is_word_count(line) or match_dateline(line) is not None:
            return True
        if len(line) >= _LONGEST_HEADLINE:
            return False
    return False


def _first_lines(text: str, start: int) -> list[str]:
    """The first lines from here on that are not blank, cut to what is looked at."""
    lines: list[str] = []
    while start < len(text) and len(lines) <= _HEAD_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _LOOKED_AT)].strip()
        if line:
            lines.append(line)
        start = end + 1
    return lines
