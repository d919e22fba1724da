"""Several stories in one text file: where each begins.

The lines of archives and rows of stars part them (``story_ends``). Between these a story is known by its dateline.
A boundary is a line that opens with a strong dateline (a place with an agency or a date) after at least 250
characters of body; from it one walks back over a byline, a date and one headline. A dateline that names neither
agency nor date begins a story only below a headline with a byline or a date between them. A dateline with fewer than
150 characters behind it is an orphan, left over from a page's layout, and begins nothing. The rule found the
stories of both seeds and split none of 276 single stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.model import Span, Story
from index.text.datelines import is_date_line, match_dateline
from index.text.story_ends import is_byline, is_headline, story_starts

_LEAST_BODY = 250
_LEAST_BODY_ALONE = 600  # with neither a headline nor a dateline of its own, it may be a long standfirst
_LEAST_BODY_PARTED = 150  # where a line of an archive or a row parts it from the next
_LEAST_STORY = 150
_MOST_FURNITURE = 4  # lines between a headline and its dateline
_LOOKED_AT = 200

_BODY_LINE = re.compile(r"^[ \t\u00a0]*(\S[^\n]{59,})$", re.M)  # shorter ones are headings and captions
_DATELINE_LIKE = re.compile(r"^[ \t\u00a0]*[^\W\d_a-z][^\n]{0,70}?(?:\(|\d|/|--|[–—_:]|[ \t]-[ \t])", re.M)
_PHOTO_CREDIT = re.compile(r"\([^()\n]{2,90}\)[ \t]*$")  # ends a caption: "(AP Photo/Ann Example)"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that opens with a strong dateline."""

    start: int  # of the line
    behind: int  # the offset behind the dateline
    has_agency: bool
    is_strong: bool


@dataclass(slots=True)
class _Open:
    """The story being read: where it starts, and what was seen of it up to ``seen``."""

    start: int = 0
    headline: Span | None = None
    has_dateline: bool = False
    seen: int = 0
    body: int = 0

    def read_to(self, text: str, offset: int) -> None:
        """Count the body up to ``offset``."""
        for line in _BODY_LINE.finditer(text, self.seen, offset):
            if not _PHOTO_CREDIT.search(text, max(line.start(), line.end() - 100), line.end()):
                self.body += line.end() - line.start(1)
        self.seen = offset


def split_stories(text: str) -> tuple[Story, ...]:
    """The stories of a text file, in order; there is always one.

    Their slices tile the text: the first starts at 0, the last ends at ``len(text)``. ``headline`` is set
    where a boundary was found by one, without the blanks around it.
    """
    certain = _certain_starts(text)
    stories: list[Story] = []
    story = _Open()
    candidates = list(_candidates(text))
    ends = [candidate.start for candidate in candidates[1:]] + [len(text)]
    for candidate, end in zip(candidates, ends, strict=False):
        if _is_orphan(text, candidate.behind, end):
            continue
        while certain and certain[0] <= candidate.start:
            stories.append(Story(story.start, certain[0], story.headline))
            story = _Open(certain[0], _headline_at(text, certain[0]), seen=certain.pop(0))
        story.read_to(text, candidate.start)
        start, headline, signs = _opening(text, candidate.start)
        if not candidate.is_strong and not (headline is not None and signs):
            continue
        if start > story.start and _is_boundary(story, candidate, headline):
            stories.append(Story(story.start, start, story.headline))
            story = _Open(start, headline, seen=candidate.start)
        story.has_dateline = True
    for start in certain:
        stories.append(Story(story.start, start, story.headline))
        story = _Open(start, _headline_at(text, start))
    stories.append(Story(story.start, len(text), story.headline))
    return tuple(stories)


def _certain_starts(text: str) -> list[int]:
    """Where stories start that an archive's line or a row of stars parts; each has enough of a body before the next."""
    starts: list[int] = []
    for start in story_starts(text):
        before = _Open(seen=starts[-1] if starts else 0)
        before.read_to(text, start)
        if before.body >= _LEAST_BODY_PARTED:
            starts.append(start)
    while starts and len(text[starts[-1] :].strip()) < _LEAST_STORY:
        starts.pop()
    return starts


def _headline_at(text: str, start: int) -> Span | None:
    """The headline with which a story starts, if it does."""
    end = text.find("\n", start, start + _LOOKED_AT)
    line = text[start : end if end >= 0 else start + _LOOKED_AT]
    words = line.strip().lstrip("# \t")
    if not is_headline(words):
        return None
    first = start + line.index(words)
    return Span(first, first + len(words))


def _candidates(text: str) -> Iterator[_Candidate]:
    for line in _DATELINE_LIKE.finditer(text):
        start = line.start()
        end = text.find("\n", start, start + _LOOKED_AT)
        head = text[start : end if end >= 0 else start + _LOOKED_AT]
        dateline = match_dateline(head)
        if dateline is None:
            continue
        if dateline.day is None and head[dateline.end - 1] == ")" and head[dateline.end :].strip():
            continue  # "The Port Authority (PA) said": letters that are an agency's elsewhere
        yield _Candidate(start, start + dateline.end, bool(dateline.agency), dateline.strong)


def _is_orphan(text: str, start: int, end: int) -> bool:
    """Whether fewer than 150 characters stand behind a dateline, up to the next one."""
    return len(text[start : min(end, start + 4 * _LEAST_STORY)].strip()) < _LEAST_STORY


def _is_boundary(story: _Open, candidate: _Candidate, headline: Span | None) -> bool:
    """Whether another story begins here, given what was read of the one before."""
    if headline is not None:
        return story.body >= _LEAST_BODY
    if not candidate.has_agency:  # an entry of a chronology looks the same
        return False
    return story.body >= (_LEAST_BODY if story.has_dateline else _LEAST_BODY_ALONE)


def _opening(text: str, dateline: int) -> tuple[int, Span | None, bool]:
    """Where the story of the dateline begins, walking back over its furniture and one headline, and whether the
    furniture has a byline or a date."""
    start = dateline
    signs = False
    for _ in range(_MOST_FURNITURE):
        line = _line_before(text, start)
        if line is None:
            break
        head = text[line.start : min(line.end, line.start + _LOOKED_AT)]
        words = head.strip()
        if is_byline(words) or is_date_line(words):
            start = line.start
            signs = True
        elif is_headline(words):
            first = line.start + head.index(words)
            return line.start, Span(first, first + len(words)), signs
        else:
            break
    return start, None, signs


def _line_before(text: str, offset: int) -> Span | None:
    """The last line with something on it that ends before the line at ``offset``."""
    end = offset
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end == 0:
        return None
    return Span(text.rfind("\n", 0, end) + 1, end)
