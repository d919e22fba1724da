"""Datelines: the place, agency and date with which a wire story opens.

The forms that agencies use, each at the start of a line::

    Washington (AFP) Sept 21, 2017          BEIJING, Sept. 21 (Xinhua) --
    LUGANSK, July 12. /TASS/.               Baghdad, Iraq, March 15, SPA --
    MOSCOW, 21 September 2017 –             WASHINGTON (Sputnik) —
    GENEVA (21 September 2017) –            (Beirut, September 21, 2017) –
    Paris, 21 sept 2017 (AFP) -             МОСКВА, 21 сен – РИА Новости.
    Sept. 21 (UPI) --                       Riyadh, Muharram 1, 1439, September 21, 2017, SPA --
    Berlin, den 21. September 2017 –        WASHINGTON (CNN) – 21 September 2017.
    BAGHDAD, Iraq – At least 73 people      (no agency and no date: a weak dateline)
    PARIS and LONDON —                      Reporting from Mosul, Iraq —
    Islamabad – Sep 21 (APP):               Beirut -- September 21, 2017
    21 September 2017 | Geneva –            [Geneva, 21 September 2017] –
    SOFIA (Bulgaria), September 21 (BTA) -  YEREVAN, SEPTEMBER 21, ARMENPRESS.
    LONDON--(BUSINESS WIRE)--               (Yonhap) SEOUL, Sept. 21 --

A Hijri date beside one of ours is passed over.

Only the first characters of a line are looked at, and the place is found by looking for what ends it, so that
a line of any length costs the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.text.foreign_months import month_number
from index.text.months import MONTH_NAMES, MONTHS

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

_NUMERIC_DATE = re.compile(rf"(?<!\d)[0-3]?\d([./-])[0-3]?\d\1{_YEAR}(?!\d)")
_FOREIGN_DATE = re.compile(
    rf"(?P<day>[0-3]?\d)(?:er|º|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{{3,12}})\b\.?(?:,?\s+(?:de\s+)?(?P<year>{_YEAR})\b)?"
)
_HIJRI_MONTH = (
    r"(?:[Mm]uharram|[Ss]afar|[Rr]abi(?:['’]?\s+|-)(?:al|ath|I|II)[\w' -]{0,8}|[Jj]umada[\w' -]{2,14}|[Rr]ajab"
    r"|[Ss]h['’]?a+ban|[Rr]amadh?an|[Ss]hawwal|(?:[Dd]hu|[Zz]ul)[\w' -]{4,16})"
)
_HIJRI_DATE = re.compile(rf",?\s+(?:\d\d?\s+{_HIJRI_MONTH}|{_HIJRI_MONTH}\s+\d\d?),?\s+1[34]\d\d(?:\s*A?H\b)?\s*[,/]?")

_AGENCIES = frozenset(
    (
        "AAP AFP AGERPRES AKI ANA ANHA ANI ANP ANSA ANTARA AP APA APP APS ARMENPRESS ATS AZERTAC BBC Belga BELTA "
        "Bernama Bloomberg BNA BNO BSS BTA CNA CNN CNS CP ČTK DHA DPA dpa EFE FENA FNA HINA IANS IHA Interfax INA IPS "
        "IRIN IRNA ISNA ITAR-TASS JTA KCNA KNA KUNA Kyodo Lusa LUSA MAP MEMO MENA MIA MNA MTI NAN NNA NTB NYT PA "
        "Pajhwok PAP Petra PETRA PNA PRNewswire PTI QNA REGNUM Reuters REUTERS RFE/RL RIA Ritzau RSS RT SANA SDA SPA "
        "SPX Sputnik SRNA STA Tanjug TANJUG TAP Tasnim TASS Tass Télam TT Ukrinform UNB UNI UNIAN UPI VNA VOA WAFA WAM "
        "Xinhua XINHUA XINHUANET Yonhap АП БЕЛТА Интерфакс ИТАР-ТАСС РИА ТАСС УНИАН УНН Укринформ"
    ).split()
) | {
    "Al Jazeera", "Anadolu", "Associated Press", "Europa Press", "EUROPA PRESS", "BUSINESS WIRE",
    "Business Wire", "GLOBE NEWSWIRE", "PR Newswire", "Interfax-Ukraine", "North Press",
    "RIA Novosti", "Thomson Reuters Foundation", "РИА Новости",
}  # fmt: skip
_NAMED_LIKE_AN_AGENCY = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} (?:News|Times|Post|Press|Agency|Service)")
_BRACKETED = re.compile(r"\(([^()\n]{2,40})\)")
_SLASHED = re.compile(r"[.,]?\s*/([^\W\d_][\w -]{1,20})/\.?")
_AFTER_COMMA = re.compile(r",?\s*([A-Z][A-Za-z/ -]{1,20}?)\s*(?=--|[-–—_])")
_CLOCK = re.compile(r",?\s+\d{1,2}[:.]\d\d(?:\s?(?:GMT|UTC|MSK|local time))?(?=\s*(?:[-–—/(|:]|\Z))")
_LEADS_TO_DATE = re.compile(r"\s*(?:--|[-–—|])\s*(\(?)")
_TEXT_BEHIND = re.compile(r"\s*(?:--|[-–—:.])(?=\s*\S)|(?=\s+[^\W\d_a-z])")
_SHORT_PLACE = 3  # words; more before a dash are a heading
_BAR = re.compile(r"\s*\|\s*")
_OF_A_COUNTRY = re.compile(r"\([^()\n\d]{2,30}\),\s+")
_KNOWN_BEHIND = re.compile(r"[.,]\s+([^\W\d_][\w-]{1,20})(?=\s*(?:[.:]|\Z))[.:]?")
_DASHED_AGENCY = re.compile(r"\s?--?\s?\(([^()\n]{2,40})\)\s?--?")
_AGENCY_IN_FRONT = re.compile(r"\(([^()\n]{2,30})\)\s+(?=[^\W\d_])")
_DASH = re.compile(r"\s*(?:--|[-–—_])")
_OBSERVATORY = re.compile(r"\s*[-–—]\s*(?:the\s+)?(Syrian Observatory for Human Rights|SOHR)\s*:")
_REPORTING = re.compile(r"\s*Reporting from\s+(?=[A-Z])")
_AGENCY_BEHIND_DASH = re.compile(r"\s*(?:--|[-–—])\s*([^\W\d_][^.\n]{1,20})\.(?=\s|\Z)")
_BEHIND_DATE = re.compile(r"[.:](?=\s|\Z)|\s*(?:--|[-–—])|\s*\Z")
_COLON_OR_DASH = re.compile(r"\s*(?:--|[-–—_:])(?!\d)")

_PLACE_END = re.compile(rf"[(|]|\d|\s/|--|[–—_:]|\s-\s|(?<!\w){_MONTH}\s*\d|(?<!\w){_WEEKDAY}")
_PLACE_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’])*")
_PLACE_SHAPE = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’]|-(?=\w)|/(?=\w)|,?[ ](?=\w))*\.?")
_SMALL_WORDS = frozenset("al and as ash at de del der du el es ez la le los of on sur the upon".split())
_FIRST_IN_CAPITALS = frozenset(("ON", "AT"))  # "ON THE SYRIAN-TURKISH BORDER"
_BEFORE_DATE = re.compile(r",?\s+(?:den|le|el|il|dne|dnia|ngày)\Z")  # of "Berlin, den 21. September 2017"
_INITIAL_AT_END = re.compile(r"\b[A-Z]\.[A-Z]\.?\Z")  # of "WASHINGTON, D.C."
_MARKS = "'’‘ʿʾ`"  # before a first letter
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


@dataclass(frozen=True, slots=True)
class _Date:
    """A date as a dateline has it, with the offset behind it."""

    year: int | None
    month: int
    day: int
    end: int


def match_dateline(line: str) -> Dateline | None:
    """The dateline with which the line starts (leading blanks allowed), or None."""
    head = _HIJRI_DATE.sub(lambda found: " " * len(found[0]), line[:_LOOKED_AT])
    start = len(head) - len(head.lstrip())
    if head[start : start + 1] in ("(", "["):
        return _bracketed(head, start) or _behind_agency(line, start)
    if head[start : start + 1].isascii() and (undated := _without_place(head, start)) is not None:
        return undated
    reporting = _REPORTING.match(head)
    start = reporting.end() if reporting is not None else start
    stop = _PLACE_END.search(head, start)
    if stop is None or stop.start() - start > _LONGEST_PLACE:
        return None
    place = _tidy(head[start : stop.start()])
    if not _is_place(place):
        return None
    at_dash = reporting is not None
    return _strong(head, place, stop.start()) or _weak(
        head, place, stop.start(), len(line) > len(head), any_case=at_dash
    )


def is_date_line(line: str) -> bool:
    """Whether the line is a date and little else: "September 21, 2017", "Posted: 21 Sept 2017 12:10 GMT"."""
    text = line.strip()
    found = (_DATE.search(text) or _NUMERIC_DATE.search(text)) if len(text) <= 60 else None
    return found is not None and len(text) - (found.end() - found.start()) <= 25


def _tidy(place: str) -> str:
    """A place without what leads to its date and the punctuation behind it; the stop of "D.C." stays."""
    place = _BEFORE_DATE.sub("", place.rstrip())
    tidy = place.rstrip(" \t,.-")
    return f"{tidy}." if place[len(tidy) :].startswith(".") and _INITIAL_AT_END.search(tidy) else tidy


def _is_place(place: str) -> bool:
    """Capitalised words, hyphens, commas and small words such as "al" and "of"."""
    if len(place) < 2 or not _PLACE_SHAPE.fullmatch(place) or _NAMED_LIKE_AN_AGENCY.fullmatch(place):
        return False
    words = [word.lstrip(_MARKS) for word in _PLACE_WORD.findall(place)]
    if not all(words) or len(words) > _MOST_PLACE_WORDS:
        return False
    if words[0].lower() in _NO_PLACES and not (words[0] in _FIRST_IN_CAPITALS and place.isupper()):
        return False
    if not words[0][0].isupper() and words[0] not in ("al", "el"):
        return False
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words)


def _match_date(head: str, at: int) -> _Date | None:
    """The date at an offset, in English or with a month of another language."""
    found = _DATE.match(head, at)
    if found is not None:
        year = found["year"] or found["year2"] or found["year3"]
        name = (found["month"] or found["month2"] or "").lower().rstrip(".")
        month = int(found["month3"]) if found["month3"] else MONTHS[name]
        day = int(found["day"] or found["day2"] or found["day3"])
    else:
        found = _FOREIGN_DATE.match(head, at)
        number = month_number(found["month"]) if found is not None else None
        if found is None or number is None:
            return None
        year, month, day = found["year"], number, int(found["day"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    clock = _CLOCK.match(head, found.end())
    return _Date(int(year) if year else None, month, day, clock.end() if clock is not None else found.end())


def _bracketed(head: str, start: int) -> Dateline | None:
    """``(Beirut, September 21, 2017) –``."""
    stop = _PLACE_END.search(head, start + 1)
    if stop is None or stop.start() - start > _LONGEST_PLACE:
        return None
    place = _tidy(head[start + 1 : stop.start()])
    date = _match_date(head, stop.start())
    if date is None or not _is_place(place) or head[date.end : date.end + 1] != {"(": ")", "[": "]"}[head[start]]:
        return None
    dash = _COLON_OR_DASH.match(head, date.end + 1)
    return _dateline(place, "", date, dash.end()) if dash is not None else None


def _behind_agency(line: str, start: int) -> Dateline | None:
    """``(Yonhap) SEOUL, Sept. 21 --``."""
    agency = _AGENCY_IN_FRONT.match(line, start)
    if agency is None or not is_agency(agency[1]):
        return None
    found = match_dateline(line[agency.end() :])
    return replace(found, agency=agency[1], strong=True, end=found.end + agency.end()) if found is not None else None


def _without_place(head: str, start: int) -> Dateline | None:
    """``Sept. 21 (UPI) --`` and ``21 September 2017 | Geneva –``."""
    date = _match_date(head, start)
    if date is None:
        return None
    agency, end = _agency_behind(head, date.end)
    if agency and is_agency(agency) and head[:end].endswith(("-", "–", "—")):
        return _dateline("", agency, date, end)
    bar = _BAR.match(head, date.end)
    dash = _COLON_OR_DASH.search(head, bar.end()) if bar is not None and date.year is not None else None
    place = _tidy(head[bar.end() : dash.start()]) if bar is not None and dash is not None else ""
    return _dateline(place, "", date, dash.end()) if dash is not None and _is_place(place) else None


def _strong(head: str, place: str, at: int) -> Dateline | None:
    """A dateline with an agency or a date, whose place ends at ``at``."""
    observatory = _OBSERVATORY.match(head, at)
    if observatory is not None:
        return _dateline(place, observatory[1], None, observatory.end())
    country = _OF_A_COUNTRY.match(head, at)
    if country is not None and _match_date(head, country.end()) is not None:
        at = country.end()
    bracket = _BRACKETED.match(head, at)
    if bracket is not None:
        return _date_in_bracket(head, place, bracket) or _agency_first(head, place, bracket)
    date = _match_date(head, at)
    if date is None:
        return _slashed_only(head, place, at) or _date_behind_dash(head, place, at)
    agency, end = _agency_behind(head, date.end)
    if not agency:
        dash = _COLON_OR_DASH.match(head, date.end)
        if dash is None and head[date.end :].strip(" .\t"):
            return None
        end = dash.end() if dash is not None else date.end
    return _dateline(place, agency, date, end)


def _date_in_bracket(head: str, place: str, bracket: re.Match[str]) -> Dateline | None:
    """``GENEVA (21 September 2017) –``; the date must have its year or a dash behind it."""
    date = _match_date(head, bracket.start(1))
    if date is None or date.end != bracket.end(1):
        return None
    dash = _COLON_OR_DASH.match(head, bracket.end())
    if dash is None:
        return None
    return _dateline(place, "", date, dash.end())


def _agency_first(head: str, place: str, bracket: re.Match[str]) -> Dateline | None:
    """``Washington (AFP) Sept 21, 2017 -`` and ``WASHINGTON (Sputnik) —``."""
    agency = bracket[1].strip()
    known = is_agency(agency)
    behind = bracket.end()
    while head[behind : behind + 1] in ((" ", "\t", ",") if known else (" ", "\t")):
        behind += 1
    date = _match_date(head, behind)
    if not known and (date is None or not agency[0].isupper()):
        return None
    end = date.end if date is not None else bracket.end()
    dash = _DASH.match(head, end)
    if date is None and dash is not None and (date := _whole_date(head, dash.end())) is not None:
        return _dateline(place, agency, date, date.end)
    return _dateline(place, agency, date, dash.end() if dash is not None else end)


def _whole_date(head: str, at: int) -> _Date | None:
    """The date with its year that stands between the dash of a dateline and the text: ``– 21 September 2017.``."""
    date = _match_date(head, len(head) - len(head[at:].lstrip()))
    if date is None or date.year is None:
        return None
    behind = _BEHIND_DATE.match(head, date.end)
    return replace(date, end=behind.end()) if behind is not None else None


def _slashed_only(head: str, place: str, at: int) -> Dateline | None:
    """``MOSCOW /TASS/ –`` without a date."""
    slashed = _SLASHED.match(head, at)
    if slashed is None or not is_agency(slashed[1]):
        return None
    dash = _DASH.match(head, slashed.end())
    return _dateline(place, slashed[1], None, dash.end() if dash is not None else slashed.end())


def _date_behind_dash(head: str, place: str, at: int) -> Dateline | None:
    """``Islamabad – Sep 21 (APP):``, ``Beirut -- September 21, 2017``, ``LONDON--(BUSINESS WIRE)--``."""
    dashed = _DASHED_AGENCY.match(head, at)
    if dashed is not None and is_agency(dashed[1]):
        return _dateline(place, dashed[1], None, dashed.end())
    leads = _LEADS_TO_DATE.match(head, at)
    date = _match_date(head, leads.end()) if leads is not None else None
    if leads is None or date is None:
        return None
    end = date.end + 1 if leads[1] and head[date.end : date.end + 1] == ")" else date.end
    agency, behind = _agency_behind(head, end)
    if agency and is_agency(agency):
        return _dateline(place, agency, date, behind)
    ends = _TEXT_BEHIND.match(head, end) if date.year is not None and len(place.split()) <= _SHORT_PLACE else None
    return _dateline(place, "", date, ends.end()) if ends is not None else None


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
    behind_dash = _AGENCY_BEHIND_DASH.match(head, at)
    if behind_dash is not None and is_agency(behind_dash[1]):
        return behind_dash[1], behind_dash.end()
    for form in (_SLASHED, _AFTER_COMMA, _KNOWN_BEHIND):
        found = form.match(head, at)
        if found is not None and is_agency(found[1]):
            dash = _DASH.match(head, found.end())
            return found[1], dash.end() if dash is not None else found.end()
    return "", at


def _weak(head: str, place: str, at: int, more: bool, *, any_case: bool) -> Dateline | None:
    """``BAGHDAD, Iraq – At least``: a place in capitals, a dash, and text behind it; or ``Damascus, SANA –``."""
    dash = _DASH.match(head, at)
    if dash is None or not (more or _TEXT_BEGINS.match(head, dash.end())):
        return None
    before, comma, agency = place.rpartition(", ")
    if comma and agency in _AGENCIES:
        return Dateline(before, agency, None, None, None, True, dash.end())
    first = _PLACE_WORD.match(place)
    if first is None or len(first[0]) < 2 or not (any_case or first[0].isupper()):
        return None
    return Dateline(place, "", None, None, None, False, dash.end())


def is_agency(name: str) -> bool:
    """A known agency, several of them ("Reuters/AP"), or a name such as "Pajhwok Afghan News"."""
    if name in _AGENCIES or _NAMED_LIKE_AN_AGENCY.fullmatch(name):
        return True
    parts = re.split(r"/|, | and ", name)
    return len(parts) > 1 and all(part in _AGENCIES for part in parts)


def _dateline(place: str, agency: str, date: _Date | None, end: int) -> Dateline:
    if date is None:
        return Dateline(place, agency, None, None, None, True, end)
    return Dateline(place, agency, date.year, date.month, date.day, True, end)
