"""What a plain text does not say outright: its title, and the agency that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.model import Span
from index.text.agencies_abroad import agency_abroad, english_agency
from index.text.datelines import is_date_line, match_dateline
from index.text.neutralise import neutralise_line
from index.text.sentences import paragraph_at

MAX_TITLE = 300
"""Characters of a title that are kept."""

_LOOKED_AT = 20_000  # characters, for the first paragraph and the lines above it
_MOST_LINES = 40
_SHORTEST_PROSE = 60  # characters of a paragraph that ends like a sentence
_LONGEST_BYLINE = 10  # words
_FIRST_WORDS = 80  # characters of a title that is made of first words
_SECTION_WORDS = 2  # a line of so few words may be a section's name ("Middle East")

_HEADER = re.compile(r"\s*date \d{4}-\d{2}-\d{2}\b[ \t]*(.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*\Z")
_PROSE_ENDS = (".", "…", '."', ".”", ".'", ".’", ".)", '?"', '!"', "?”", "!”")
_PROSE_ENDS_ABROAD = ("。", "؟", "।", "！", "？", "。」", "。”", "。』", ".»", ".“", ".״")
_SENTENCE_ENDS = (*_PROSE_ENDS, *_PROSE_ENDS_ABROAD, "?", "!", ":")
_SHORTEST_PROSE_ABROAD = 20  # characters; a script without blanks says more with each
_BYLINE = re.compile(r"(?:by|written by|reporting by|story by|author:)\s+(.+)", re.IGNORECASE)
_BYLINE_SMALL_WORDS = frozenset(
    "and for in of the staff writer writers reporter reporters correspondent de al van".split()
)
_CREDIT = re.compile(
    r"©|\(c\)|copyright\b|(?:file )?(?:photo|photograph|picture|image|caption|credit|source|video)s?(?: by|:|/)"
    r"|https?://|www\.",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"(?:for\s+)?(?:immediate\s+release|embargoed)\b|(?:news|press|media)\s+(?:release|statement|contacts?)\s*:?\Z"
    r"|press\s+release\b\s*[-:–—]|(?:press\s+|media\s+)?contacts?:|for\s+release\b.*\d|strictly\s+embargoed\b",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(r"\b(?:AFP|AP|AP Photo|EPA|Getty Images|Reuters|REUTERS|Sputnik) ?/ ?[A-Z]")
_DATE_WORD = re.compile(
    r"\d[\d:./,-]*(?:st|nd|rd|th|am|pm|h)?"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[.,]*"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december),?"
    r"|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[.,]*|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?"
    r"|date:?|published:?|posted:?|updated:?|first|last|created:?|modified:?|issued:?|on|at|of|am|pm|a\.m\.|p\.m\."
    r"|gmt|utc|bst|est|edt|pst|pdt|cet|cest|[-–—|,]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_COMMON = frozenset(
    "a an and are as at be but by for from has have he his in into is it its of on or over s she that the their they "
    "to was were who will with".split()
)

_AGENCIES = {
    "aap": "AAP", "afp": "AFP", "agence france-presse": "AFP", "ani": "ANI", "ansa": "ANSA", "ap": "AP",
    "associated press": "AP", "anadolu": "Anadolu", "anadolu agency": "Anadolu", "bloomberg": "Bloomberg",
    "dpa": "dpa", "efe": "EFE", "interfax": "Interfax", "irna": "IRNA", "isna": "ISNA", "itar-tass": "TASS",
    "kyodo": "Kyodo", "pti": "PTI", "reuters": "Reuters", "ria": "RIA Novosti", "ria novosti": "RIA Novosti",
    "rt": "RT", "sana": "SANA", "sputnik": "Sputnik", "tass": "TASS", "upi": "UPI", "xinhua": "Xinhua",
    "xinhuanet": "Xinhua", "yonhap": "Yonhap",
}  # fmt: skip
_PARTS_OF_LINE = re.compile(r"\s*(?:[,|·•:–—(/]|\s-\s)\s*")  # of a line with a date
_CREDITED = re.compile(r"©\s*([A-Z][\w -]{1,25}?)\s*(?:/|\Z)")
_SIGNED = re.compile(r"(?:--|[-–—(/©]|\bsource:)\s*([A-Z][A-Za-z -]{1,25}?)\s*[)/]?\.?\s*\Z", re.IGNORECASE)
_LAST_LINES = 3
_LONGEST_SIGNATURE = 60  # characters


def choose_title(story_text: str, file_name: str, headline: Span | None) -> str:
    """Return a title for a story of plain text, on one line.

    Candidates are the words after the header's date, ``headline`` (a span of ``story_text`` that the splitter took
    for one), Markdown headings, and the short lines above the first paragraph. The one that shares most words with
    that paragraph wins; else the splitter's headline, the header's words, the first candidate, the paragraph's first
    words, or ``file_name``. A dateline, a byline, a caption or a bare date is never a title, and a line of one or two
    words, which may name a section, only if there is nothing else.
    """
    opening = _read_opening(story_text)
    candidates = [opening.header, *opening.lines]
    if headline is not None:
        candidates.insert(0, story_text[headline.start : headline.end])
    usable = [tidy for line in candidates if (tidy := _tidy(line)) and _may_be_title(tidy)]
    proper = [line for line in usable if line in opening.headings or _count_words(line) > _SECTION_WORDS]
    vocabulary = _content_words(opening.paragraph)
    best = max(proper, key=lambda line: len(_content_words(line) & vocabulary), default="")
    names = [best, _first_words(opening.paragraph), *usable, neutralise_line(file_name)]
    return next((name for name in names if name), "")[:MAX_TITLE].rstrip()


def _count_words(line: str) -> int:
    """How many words a line has; of what is written without blanks two characters count as one."""
    return len(_WORD.findall(line)) + len(_UNSPACED.findall(line)) // 2


def find_source(story_text: str) -> str:
    """Return the agency of a wire story, such as "AFP", by its usual short name; "" if it names none.

    It is looked for in the datelines near the start, a line such as "Reuters, 16 April 2017" and a credit such as
    "© Sputnik/ NAME" there, and a signature such as "--Reuters" in the last lines.
    """
    lines = [line for _, line in _lines(story_text[:_LOOKED_AT])]
    for line in lines:
        dateline = match_dateline(line)
        if dateline is not None and dateline.agency:
            return _AGENCIES.get(dateline.agency.lower(), english_agency(dateline.agency))
        if agency := agency_abroad(line):
            return agency
    credited = [part for line in lines if is_date_line(line) for part in _PARTS_OF_LINE.split(line.strip())]
    credited += [match[1] for line in lines if (match := _CREDITED.match(line))]
    end = story_text[-_LOOKED_AT:].rstrip().rsplit("\n", _LAST_LINES)[-_LAST_LINES:]
    signed = [match[1] for line in reversed(end) if (match := _SIGNED.search(line[-_LONGEST_SIGNATURE:]))]
    return next((_AGENCIES[name.lower()] for name in credited + signed if name.lower() in _AGENCIES), "")


def story_start(story_text: str, title: str) -> int:
    """Return where a story's first line begins behind its header; 0 if there is none.

    A header is what stands above the first paragraph and names the story only: ``title``, a byline, dates, credits, a
    dateline by itself. Below a line "date YYYY-MM-DD" it is all that stands there and is no sentence.
    """
    head = story_text[:_LOOKED_AT]
    end = 0
    is_raw = False
    for number, (start, line) in enumerate(_lines(head)):
        behind = head.find("\n", start) + 1
        is_raw = is_raw or (number == 0 and _HEADER.match(line) is not None)
        names_story = (number == 0 and is_raw) or _is_of_header(_tidy(line), title)
        if behind == 0 or (not names_story and line.endswith(_SENTENCE_ENDS)):
            return end
        if not names_story and _is_prose(_paragraph(head, start)):
            return end
        if names_story or is_raw:
            end = behind
    return 0  # no paragraph follows: the lines are all that there is


def _is_of_header(line: str, title: str) -> bool:
    """Whether a line only names the story: its title, who wrote it, when, where, whose picture it has."""
    heading = _HEADING.match(line)
    if title and (heading[1] if heading is not None else line) == title:
        return True
    dateline = match_dateline(line)
    return not _may_be_title(line) and (dateline is None or dateline.end >= len(line))


@dataclass(slots=True)
class _Opening:
    """How a story begins: the header's words, the lines above the first paragraph, and that paragraph."""

    header: str = ""
    lines: list[str] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)  # those of the lines that Markdown marks as headings
    paragraph: str = ""  # without its dateline


def _read_opening(story_text: str) -> _Opening:
    opening = _Opening()
    head = story_text[:_LOOKED_AT]
    for number, (start, line) in enumerate(_lines(head)):
        header = _HEADER.match(line) if number == 0 else None
        heading = _HEADING.match(line)
        if header is not None:
            opening.header = header[1]
        elif heading is not None:
            opening.lines.append(heading[1])
            opening.headings.add(_tidy(heading[1]))
        elif _is_prose(paragraph := _paragraph(head, start)):
            opening.paragraph = _without_dateline(paragraph)
            return opening
        else:
            opening.lines.append(line)
    if opening.lines:  # no line reads like prose: the longest stands for it
        longest = max(range(len(opening.lines)), key=lambda index: len(opening.lines[index]))
        paragraph = opening.lines[longest]
        del opening.lines[longest:]
        opening.paragraph = _without_dateline(paragraph) if _may_be_title(paragraph) else ""
    return opening


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first lines that are not blank, stripped, with where they start."""
    start = count = 0
    while start < len(text) and count < _MOST_LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if line:
            count += 1
            yield start, line
        start = end + 1


def _paragraph(text: str, start: int) -> str:
    span = paragraph_at(text, start)
    return text[span.start : span.end]


def _is_prose(paragraph: str) -> bool:
    if len(paragraph) >= MAX_TITLE:
        return True
    if paragraph.endswith(_PROSE_ENDS_ABROAD):
        return len(paragraph) >= _SHORTEST_PROSE_ABROAD
    if len(paragraph) < _SHORTEST_PROSE:
        return False
    return paragraph.endswith(_PROSE_ENDS) or (". " in paragraph and len(paragraph) >= 2 * _SHORTEST_PROSE)


def _without_dateline(paragraph: str) -> str:
    dateline = match_dateline(paragraph)
    return paragraph[dateline.end :].lstrip(" \t\xa0-–—:_") if dateline is not None else paragraph


def _may_be_title(line: str) -> bool:
    if not _WORD.search(line) or _CREDIT.match(line) or _RELEASE.match(line) or _PHOTO_CREDIT.search(line):
        return False
    if all(_DATE_WORD.fullmatch(word) for word in line.split()):
        return False
    byline = _BYLINE.match(line)
    if byline is not None and _is_name_list(byline[1]):
        return False
    dateline = match_dateline(line)
    return dateline is None or not (dateline.strong or dateline.end >= len(line))


def _is_name_list(words: str) -> bool:
    names = _WORD.findall(words)
    if len(names) > _LONGEST_BYLINE:
        return False
    return all(name[0].isupper() or name.lower() in _BYLINE_SMALL_WORDS for name in names)


def _content_words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def _first_words(paragraph: str) -> str:
    words = _tidy(paragraph[: 2 * MAX_TITLE])
    if len(words) <= _FIRST_WORDS:
        return words
    return words[: _FIRST_WORDS + 1].rpartition(" ")[0] + "…" if " " in words[:_FIRST_WORDS] else words


def _tidy(line: str) -> str:
    return neutralise_line(" ".join(line.split()))
