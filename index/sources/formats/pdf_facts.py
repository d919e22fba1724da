"""What a PDF tells of its title and its day: what programs wrote into it, and what its type shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.dates.readings import read_date
from index.sources.formats.pdf_lines import LINE_END_HYPHEN, Line
from index.text.titles import MAX_TITLE

_PROGRAMS_WROTE = re.compile(
    r"untitled|(?:document|presentation|slide|book|layout|title)\s*\d*\Z|no (?:job )?name\b"
    r"|.*\.(?:docx?|docm|indd|qxd|pmd|pdf|tex|dvi|pptx?|xlsx?|rtf|odt|pages|html?|cdr|ai|ps|wpd|fm)\Z|https?:",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"microsoft (?:word|powerpoint|excel|publisher)\s*-\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3
_LARGE = 1.2  # sizes of a page's usual type that a headline's has at least
_SAME = 0.95  # of the size of a headline that its further lines have at least
_TELLING = 4  # letters of a word that tells what a text is about
_CREATED = re.compile(
    r"(?:D:)?\s*(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Z+-])(?:(\d\d)'?:?(\d\d)?'?)?)?", re.ASCII
)


def title_of(written: str, first_page: Sequence[Line]) -> str:
    """Return the title of a document, "" if its text is to tell it.

    It is ``written``, the title in its metadata, if that stands on the first page; else the headline in large type
    there whose words recur most in the rest of the page; else ``written`` if it has three words and is none that
    programs fill in.
    """
    written = " ".join(_PROGRAM.sub("", written).split())[:MAX_TITLE]
    usable = bool(written) and not _PROGRAMS_WROTE.match(written) and len(_WORD.findall(written)) > 1
    on_page = " ".join(_WORD.findall(" ".join(line.text for line in first_page).casefold()))
    if usable and " ".join(_WORD.findall(written.casefold())) in on_page:
        return written
    headline = _headline(first_page)
    return headline or (written if usable and len(_WORD.findall(written)) >= _FEWEST_WORDS else "")


def _headline(lines: Sequence[Line]) -> str:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    candidates = [
        (group[0].size, text)
        for group in _groups([line if line.size >= _LARGE * usual else None for line in lines])
        if len(_WORD.findall(text := _joined(group))) >= _FEWEST_WORDS and len(text) <= MAX_TITLE
    ]
    words = Counter(word for line in lines for word in _telling(line.text))

    def recurring(candidate: tuple[float, str]) -> tuple[int, float]:
        size, text = candidate
        own = Counter(_telling(text))
        return sum(words[word] > count for word, count in own.items()), size

    return max(candidates, key=recurring, default=(0.0, ""))[1]


def _groups(lines: Iterable[Line | None]) -> list[list[Line]]:
    """Lines that follow each other in type of one size; None stands for a line of the text."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        last = groups[-1][-1] if groups[-1] else None
        if line is None or (last is not None and not _SAME <= line.size / last.size <= 1 / _SAME):
            groups.append([])
        if line is not None:
            groups[-1].append(line)
    return [group for group in groups if group]


def _joined(group: Sequence[Line]) -> str:
    return " ".join(" ".join(line.text for line in group).replace(LINE_END_HYPHEN + " ", "-").split())


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _TELLING]


def creation_date(written: str) -> str:
    """Return the day, and the hour if it is given, of a date as PDF writes it ("D:20180314093000+01'00'"), in ISO."""
    found = _CREATED.match(written.strip())
    if found is None or found[3] is None:
        return ""
    day = "-".join(found.group(1, 2, 3))
    if found[5] is None:
        return day
    zone = "" if found[7] is None else "Z" if found[8] is None else f"{found[7]}{found[8]}:{found[9] or '00'}"
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{'Z' if zone.startswith('Z') else zone}"


def date_in_margins(margins: Iterable[str]) -> str:
    """Return the day that headers and footers name, as it is written there; "" if there are none, or several."""
    found = {
        line[reading.start : reading.end]
        for line in margins
        if (reading := read_date(line)) is not None and reading.year is not None and reading.day is not None
    }
    return found.pop() if len(found) == 1 else ""
