"""Datelines: the place, agency and date with which a wire story opens.

The forms that agencies use, each at the start of a line::

    Washington (AFP) Sept 21, 2017          BEIJING, Sept. 21 (Xinhua) --
    LUGANSK, July 12. /TASS/.               Baghdad, Iraq, March 15, SPA --
    MOSCOW, 21 September 2017 –             WASHINGTON (Sputnik) —
    BAGHDAD, Iraq – At least 73 people      (no agency and no date: a weak dateline)

Only the first characters of a line are looked at, and the place is found by looking for what ends it, so that
a line of any length costs the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dates.lexicon import MONTH_NAMES, MONTHS

_LOOKED_AT = 160
_LONGEST_PLACE = 60
_MOST_PLACE_WORDS = 8

_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_MONTH = "(?:{}|(?:{})\\b\\.?)".format(
    "|".join([*MONTH_NAMES, *(name.upper() for name in MONTH_NAMES)]),
    "|".join([*_SHORT_MONTHS, *(name.upper() for name in _SHORT_MONTHS)]),
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:"
    rf"(?P<month>{_MONTH})\s*(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>{_YEAR})\b)?"
    rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>{_YEAR})\b)?"
    rf"|(?P<year3>{_YEAR})-(?P<month3>[01]\d)-(?P<day3>[0-3]\d)\b)"
)

_AGENCIES = frozenset(
    (
        "AAP AFP AKI ANA ANHA ANI ANSA AP BBC Belga Bloomberg BNO CNA CNN CNS CP DHA DPA dpa EFE FNA IANS IHA "
        "Interfax INA IPS IRIN IRNA ISNA ITAR-TASS JTA KNA KUNA Kyodo MEMO MNA NNA NYT PA Pajhwok PAP PTI QNA Reuters "
        "REUTERS RFE/RL RIA RT SANA SPA SPX Sputnik STA TASS Tass UNI UPI VOA WAFA WAM Xinhua XINHUA XINHUANET "
        "Yonhap"
    ).split()
) | {"Al Jazeera", "Anadolu", "Associated Press", "RIA Novosti", "Thomson Reuters Foundation"}
_NAMED_LIKE_AN_AGENCY = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} (?:News|Times|Post|Press|Agency|Service)")
_BRACKETED = re.compile(r"\(([^()\n]{2,40})\)")
_SLASHED = re.compile(r"[.,]?\s*/([A-Za-z][\w -]{1,20})/\.?")
_AFTER_COMMA = re.compile(r",?\s*([A-Z][A-Za-z/ -]{1,20}?)\s*(?=--|[-–—_])")
_DASH = re.compile(r"\s*(?:--|[-–—_])")
_COLON_OR_DASH = re.compile(r"\s*(?:--|[-–—_:])(?!\d)")

_PLACE_END = re.compile(rf"\(|\d|\s/|--|[–—_:]|\s-\s|(?<!\w){_MONTH}\s*\d|(?<!\w){_WEEKDAY}")
_PLACE_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’])*")
_PLACE_SHAPE = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’]|-(?=\w)|/(?=\w)|,?[ ](?=\w))*\.?")
_SMALL_WORDS = frozenset("al as ash at de del der du el es ez la le los of on sur the upon".split())
_NO_PLACES = frozenset(
    "after as at before between by correction from in of on posted published since the till until updated".split()
)
_TEXT_BEGINS = re.compile(r"\s*[^\W\d_a-z]|\s*[\"“'‘]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a line. Parts that it does not give are "" or None.

    ``strong`` says that it names an agency or a date. ``end`` is the offset in the line just behind it, its
    dash included.
    """

    place: str
    agency: str
    year: int | None
    month: int | None
    day: int | None
    strong: bool
    end: int


def match_dateline(line: str) -> Dateline | None:
    """The dateline with which the line starts (leading blanks allowed), or None."""
    head = line[:_LOOKED_AT]
    start = len(head) - len(head.lstrip())
    stop = _PLACE_END.search(head, start)
    if stop is None or stop.start() - start > _LONGEST_PLACE:
        return None
    place = head[start : stop.start()].rstrip(" \t,.-")
    if not _is_place(place):
        return None
    return _strong(head, place, stop.start()) or _weak(head, place, stop.start(), len(line) > len(head))


def is_date_line(line: str) -> bool:
    """Whether the line is a date and little else: "September 21, 2017", "Posted: 21 Sept 2017 12:10 GMT"."""
    text = line.strip()
    found = _DATE.search(text) if len(text) <= 60 else None
    return found is not None and len(text) - (found.end() - found.start()) <= 25


def _is_place(place: str) -> bool:
    """Capitalised words, hyphens, commas and small words such as "al" and "of"."""
    if len(place) < 2 or not _PLACE_SHAPE.fullmatch(place) or _NAMED_LIKE_AN_AGENCY.fullmatch(place):
        return False
    words = _PLACE_WORD.findall(place)
    if len(words) > _MOST_PLACE_WORDS or words[0].lower() in _NO_PLACES:
        return False
    if not words[0][0].isupper() and words[0] not in ("al", "el"):
        return False
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words)


def _strong(head: str, place: str, at: int) -> Dateline | None:
    """A dateline with an agency or a date, whose place ends at ``at``."""
    bracket = _BRACKETED.match(head, at)
    if bracket is not None:
        return _agency_first(head, place, bracket)
    date = _DATE.match(head, at)
    if date is None or not _is_day(date):
        return _slashed_only(head, place, at)
    agency, end = _agency_behind(head, date.end())
    if not agency:
        dash = _COLON_OR_DASH.match(head, date.end())
        if dash is None and head[date.end() :].strip(" .\t"):
            return None
        end = dash.end() if dash is not None else date.end()
    return _dateline(place, agency, date, end)


def _agency_first(head: str, place: str, bracket: re.Match[str]) -> Dateline | None:
    """``Washington (AFP) Sept 21, 2017 -`` and ``WASHINGTON (Sputnik) —``."""
    agency = bracket[1].strip()
    known = is_agency(agency)
    behind = bracket.end()
    while head[behind : behind + 1] in ((" ", "\t", ",") if known else (" ", "\t")):
        behind += 1
    date = _DATE.match(head, behind)
    if date is not None and not _is_day(date):
        date = None
    end = date.end() if date is not None else bracket.end()
    dash = _DASH.match(head, end)
    if not known and (date is None or not agency[0].isupper()):
        return None
    return _dateline(place, agency, date, dash.end() if dash is not None else end)


def _slashed_only(head: str, place: str, at: int) -> Dateline | None:
    """``MOSCOW /TASS/ –`` without a date."""
    slashed = _SLASHED.match(head, at)
    if slashed is None or not is_agency(slashed[1]):
        return None
    dash = _DASH.match(head, slashed.end())
    return _dateline(place, slashed[1], None, dash.end() if dash is not None else slashed.end())


def _agency_behind(head: str, at: int) -> tuple[str, int]:
    """The agency behind a date and the offset behind it and its dash; "" if there is none."""
    space = at
    while head[space : space + 1] in (" ", "\t", ","):
        space += 1
    bracket = _BRACKETED.match(head, space)
    if bracket is not None:
        dash = _COLON_OR_DASH.match(head, bracket.end())
        if is_agency(bracket[1].strip()) or dash is not None:
            return bracket[1].strip(), dash.end() if dash is not None else bracket.end()
        return "", at
    for form in (_SLASHED, _AFTER_COMMA):
        found = form.match(head, at)
        if found is not None and is_agency(found[1]):
            dash = _DASH.match(head, found.end())
            return found[1], dash.end() if dash is not None else found.end()
    return "", at


def _weak(head: str, place: str, at: int, more: bool) -> Dateline | None:
    """``BAGHDAD, Iraq – At least``: a place in capitals, a dash, and text behind it; or ``Damascus, SANA –``."""
    dash = _DASH.match(head, at)
    if dash is None or not (more or _TEXT_BEGINS.match(head, dash.end())):
        return None
    before, comma, agency = place.rpartition(", ")
    if comma and agency in _AGENCIES:
        return Dateline(before, agency, None, None, None, True, dash.end())
    first = _PLACE_WORD.match(place)
    if first is None or len(first[0]) < 2 or not first[0].isupper():
        return None
    return Dateline(place, "", None, None, None, False, dash.end())


def is_agency(name: str) -> bool:
    """A known agency, several of them ("Reuters/AP"), or a name such as "Pajhwok Afghan News"."""
    if name in _AGENCIES or _NAMED_LIKE_AN_AGENCY.fullmatch(name):
        return True
    parts = re.split(r"/|, | and ", name)
    return len(parts) > 1 and all(part in _AGENCIES for part in parts)


def _is_day(date: re.Match[str]) -> bool:
    day = int(date["day"] or date["day2"] or date["day3"])
    month = int(date["month3"]) if date["month3"] else 1
    return 1 <= day <= 31 and 1 <= month <= 12


def _dateline(place: str, agency: str, date: re.Match[str] | None, end: int) -> Dateline:
    if date is None:
        return Dateline(place, agency, None, None, None, True, end)
    year = date["year"] or date["year2"] or date["year3"]
    month = int(date["month3"]) if date["month3"] else MONTHS[(date["month"] or date["month2"]).lower().rstrip(".")]
    day = int(date["day"] or date["day2"] or date["day3"])
    return Dateline(place, agency, int(year) if year else None, month, day, True, end)
