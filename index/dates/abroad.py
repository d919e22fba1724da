"""Full dates in texts of other languages: months by name, calendars, and where in a line a date stands.

Months are those of ``index.text.foreign_months``, taken from the Unicode CLDR. A date needs its year, so that a word
that is a month's name too (mai, mars, Ocak) is none beside any number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from index.dates.clues import Clue, clue_of
from index.dates.other_calendars import ERAS, ascii_digits, day_of, month_of
from index.dates.readings import DateReading
from index.text.foreign_months import fold_month, month_number
from index.text.months import MONTHS

_LOOKED_AT = 200  # characters of a line
_LONGEST_PLACE = 60  # characters before a dateline's date
_SHORT_LINE = 60
_MOST_ELSE = 30  # characters of a line that is a date beside the date

_MARKS = "\u064b-\u065f\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31-\u0e3a\u0e47-\u0e4e"
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_ORDINAL = r"(?:er|ère|º|°|ª|\.|-го|-е|-ое|й)?"
_YEAR = r"(?P<year>[12]\d\d\d)(?!\d)"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>[0-3]?\d){_ORDINAL}[\s,]*(?:de\s+|d['’]|of\s+)?(?P<month>{_WORD}(?:\s{_WORD})?)\.?"
    rf"(?:\s?/\s?(?P<other>{_WORD}(?:\s{_WORD})?))?,?\s*(?:de\s+|del\s+|عام\s+|سنة\s+|سال\s+)?{_YEAR}"
)
_MONTH_FIRST = re.compile(rf"(?<!\w)(?P<month>{_WORD})\.?\s+(?P<day>[0-3]?\d),?\s+{_YEAR}")
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}\.?\s+(?P<month>{_WORD})\s+(?P<day>[0-3]?\d)(?!\d)\.?")
_CJK = re.compile(
    rf"(?:(?P<era>{'|'.join(ERAS)})\s*)?(?<!\d)(?P<year>\d{{1,4}}|元)\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日"
)
_HAN = re.compile(
    r"(?P<year>[〇零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_KOREAN = re.compile(r"(?<!\d)(?P<year>\d{4})\s*년\s*(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일")
_VIETNAMESE = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm|,)?\s+(?P<year>\d{4})(?!\d)")
_PERSIAN = re.compile(r"(?<!\d)(?P<year>1[34]\d\d)[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:20)?\d\d|19\d\d)(?![\d.])")
_HEBREW = re.compile(r"(?<=ב[-־–])(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>(?:20)?\d\d|19\d\d)(?![\d./])")
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}

_LABELS = frozenset(
    "نشر تاريخ التاريخ انتشار تاریخ опубликовано дата добавлено опубліковано публікація додано "
    "giriş yayın yayınlanma tarihi "
    "publié publie posté veröffentlicht stand datum opublikowano data dodano publikacja publicado fecha pubblicato "
    "geplaatst gepubliceerd δημοσίευση ημερομηνία פורסם תאריך प्रकाशित दिनांक तारीख วันที่ เผยแพร่ "
    "发布时间 发布 日期 時間 时间 来源 公開 掲載 配信 公開日 掲載日 입력 등록 기사입력 승인 발행".split()
)
_UPDATED = frozenset(
    "تحديث روزرسانی بروزرسانی обновлено изменено оновлено güncelleme güncellenme jour màj aktualisiert geändert "
    "zaktualizowano aktualizacja actualizado aggiornato atualizado bijgewerkt ενημέρωση עודכן अपडेट อัปเดต "
    "更新 更新日 更新时间 최종수정 수정 업데이트".split()
)
_DATELINE_END = re.compile(
    r"\s*(?:г\.|год[а]?|р\.|року|م|هـ|r\.|roku)?[,.]?\s*(?:[(/（【\[|]|--|[-–—:]|[電电]|보도|$|\w{2,12}\s*$)"
)
_PLACE = re.compile(rf"[\s\"“«【(（]*+(?:[^\W\d_](?:[^\W\d_]|[{_MARKS}])*+|[\s,،、.'’·=\-–—】)）])++$")
_BEFORE_DATES = frozenset("den le el il lo a dne dnia ngày".split())  # of "Berlin, den 21. September 2017"
_ENGLISH_MONTHS = frozenset(form for month in MONTHS for form in (month, f"{month}.", f"{month},"))
_SENTENCE = re.compile(r"[.!?؟。।:：]\s*\S")


def abroad_clue(line: str, start: int, number: int) -> Clue | None:
    """What a line of a text's head tells of its date in another language; ``number`` counts lines from 0.

    A dateline, a label and a line of its own weigh as they do in English, a date within a sentence little.
    """
    head = line[:_LOOKED_AT]
    plain = ascii_digits(head)
    if not any("0" <= letter <= "9" for letter in plain) and "年" not in plain:
        return None
    reading = read_date_abroad(plain)
    if reading is None:
        return None
    source = _source(plain, reading, len(line), number)
    if source == "sentence" and not _ENGLISH_MONTHS.isdisjoint(plain[reading.start : reading.end].lower().split()):
        return None  # what English says of its days in sentences is read elsewhere
    return clue_of(source, reading, start) if source else None


def is_persian_date(line: str) -> bool:
    """Whether a line is nothing but a date of the Persian calendar in numbers: 1396/10/03."""
    return _PERSIAN.fullmatch(line.strip()) is not None


def _source(line: str, reading: DateReading, length: int, number: int) -> str:
    """What kind of evidence a date is by its place in the line: a label, a dateline, a line of its own, a sentence."""
    before, behind = line[: reading.start], line[reading.end :]
    words = {word.casefold() for word in re.findall(_WORD, before[-_LONGEST_PLACE:])}
    short = len(before) <= _LONGEST_PLACE
    if short and not words.isdisjoint(_UPDATED):
        return "updated"
    if short and not words.isdisjoint(_LABELS):
        return "label"
    if length <= _SHORT_LINE and length - (reading.end - reading.start) <= _MOST_ELSE:
        return "line"
    place = before.strip()
    if short and _is_place(before) and _DATELINE_END.match(behind):
        return "dateline"
    if not place and length <= _LOOKED_AT // 2:
        return "line"
    return "sentence" if number < 3 else ""


def _is_place(before: str) -> bool:
    """Whether what stands before a date may be a dateline's place, and does not lead to the date in a sentence."""
    if not before.strip() or not _PLACE.fullmatch(before) or _SENTENCE.search(before):
        return False
    last = before.split()[-1]
    return not last.islower() or last in _BEFORE_DATES


def read_date_abroad(text: str) -> DateReading | None:
    """The full date in a text whose digits are those of ASCII; one of our calendar before those of others."""
    found = [reading for read in _READERS for reading in read(text)]
    return min(found, key=lambda one: (one[0], one[1].start))[1] if found else None


_Ranked = tuple[int, DateReading]  # 0 where it is of our calendar, 1 where it is not


def _reading(match: re.Match[str], year: int, month: int, day: int) -> DateReading | None:
    """The reading of a match; None for a day that there is not, or of another age."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return DateReading(year, month, day, match.start(), match.end()) if 1900 <= year <= 2100 else None


def _named(text: str) -> Iterator[_Ranked]:
    """Dates with the name of a month, in any calendar."""
    for form in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST):
        for match in form.finditer(text):
            ranked = _of_month(match, match["month"])
            if ranked is not None:
                yield ranked


def _of_month(match: re.Match[str], words: str) -> _Ranked | None:
    """The date of a match whose month is the first word, or the first two, of ``words``."""
    year, day = int(match["year"]), int(match["day"])
    first = words.split()[0]
    for name in dict.fromkeys((words, first, first.removeprefix("ב"))):
        month = month_number(name)
        if month is not None:
            if 2400 <= year <= 2700 and "\u0e00" <= name[0] <= "\u0e7f":
                year -= 543
            reading = _reading(match, year, month, day)
            return (0, reading) if reading is not None else None
        other = month_of(fold_month(name))
        found = day_of(other[0], year, other[1], day) if other is not None and 1300 <= year < 1500 else None
        if found is not None:
            return 1, DateReading(found.year, found.month, found.day, match.start(), match.end())
    return None


def _numbered(form: re.Pattern[str]) -> Callable[[str], Iterator[_Ranked]]:
    """A reader of dates in numbers of our calendar, year, month and day by their names in ``form``."""

    def read(text: str) -> Iterator[_Ranked]:
        for match in form.finditer(text):
            year = int(match["year"])
            reading = _reading(match, year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
            if reading is not None:
                yield 0, reading

    return read


def _with_era(text: str) -> Iterator[_Ranked]:
    """``令和7年5月12日``, ``民國106年12月24日``, ``2025年5月12日``."""
    for match in _CJK.finditer(text):
        year = 1 if match["year"] == "元" else int(match["year"])
        if match["era"] or len(match["year"]) == 4:
            reading = _reading(match, year + ERAS.get(match["era"] or "", 0), int(match["month"]), int(match["day"]))
            if reading is not None:
                yield 0, reading


def _in_han(text: str) -> Iterator[_Ranked]:
    """``二〇二五年五月十二日``."""
    for match in _HAN.finditer(text):
        year = int("".join(str(_HAN_DIGITS[digit]) for digit in match["year"]))
        reading = _reading(match, year, _han_number(match["month"]), _han_number(match["day"]))
        if reading is not None:
            yield 0, reading


def _han_number(written: str) -> int:
    """A number up to 99 in Chinese."""
    tens, ten, ones = written.partition("十")
    if not ten:
        return _HAN_DIGITS[written] if len(written) == 1 else 0
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones[0]] if ones else 0)


def _persian(text: str) -> Iterator[_Ranked]:
    """``1396/10/03``: a year of the Persian calendar in numbers."""
    for match in _PERSIAN.finditer(text):
        day = day_of("persian", int(match["year"]), int(match["month"]), int(match["day"]))
        if day is not None:
            yield 1, DateReading(day.year, day.month, day.day, match.start(), match.end())


_READERS: tuple[Callable[[str], Iterator[_Ranked]], ...] = (
    _named, _with_era, _in_han, *map(_numbered, (_KOREAN, _VIETNAMESE, _DOTTED, _HEBREW)), _persian,
)  # fmt: skip
