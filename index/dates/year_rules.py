"""Rules for years and longer: 1989, 1861-1865, the late 1980s, the 19th century, nineteen ninety-four, 480 BC."""

from __future__ import annotations

import re

from index.dates.context import Context
from index.dates.day_rules import month_of
from index.dates.lexicon import DECADE_WORDS, ORDINALS, SEASONS
from index.dates.patterns import MONTH, MONTH_NAME, ORDINAL, PART_OF, SEASON, WORD_START, YEAR
from index.dates.quantities import read_amount
from index.dates.rules import Resolved, Rule, Trigger, date

_PART = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -]+(?:to[ -](?:mid|late)[ -])?)"
_COUNTED = (
    r"%|percent|people|troops|soldiers|miles|km|feet|meters|metres|dead|deaths|tons|tonnes|acres|barrels|pounds|dollars"
    r"|shares|jobs|workers|homes|employees|men|women|children|GMT|hours|hrs|per\s|points?\b|members|votes|degrees|yards"
    r"|students|years|days|prisoners|tanks|aircraft|ships|guns|casualties|civilians|others|copies|words"
)
_COMPOUND = r"foot|mile|page|member|pound|seat|room|meter|metre|acre|unit|share|man|ton"
_COUNT_BEFORE = re.compile(r"(?:\b(?:No|Room|Box|Suite|about|around|some|nearly|than|least|to)\.?\s+)$")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|of|from|by|until)\s+$")
_SENTENCE_BEGINS = re.compile(r"(?:[.!?]\s|\n|^)\W*(?:[\w,]+ ){0,3}$")
_FURTHEST_AHEAD = 60
_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}
_SPELLED = (
    r"(eighteen|nineteen|twenty)[ ](?:hundred[ ])?((?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen)"
)


def _year(found: re.Match[str], context: Context) -> Resolved:
    """A number of four digits that is a year and not a count."""
    year, before = int(found[1]), context.before(found.start(1), 14)
    if _COUNT_BEFORE.search(before) and not 1900 <= year <= 2030:
        return None
    if year < 1500 and not _YEAR_BEFORE.search(before):
        return None
    if context.known_anchor is not None and year > context.known_anchor.year + _FURTHEST_AHEAD:
        return None
    return date(str(year), looks_back=_is_aside(year, found.start(), context))


def _is_aside(year: int, start: int, context: Context) -> bool:
    """Whether an earlier or much later year stands inside a sentence: the text then goes on from the time before."""
    if context.last is None or _SENTENCE_BEGINS.search(context.before(start, 40)):
        return False
    return not context.last.year <= year <= context.last.year + 1


def _years(found: re.Match[str], _context: Context) -> Resolved:
    """ "1861-1865", "2007-08": two years."""
    first = found[1]
    second = found[2] if len(found[2]) == 4 else first[:2] + found[2]
    if int(second) <= int(first):
        return None
    return date(first, found.start(), found.end(1)), date(second, found.start(2), found.end(2))


def _decade(found: re.Match[str], _context: Context) -> Resolved:
    return date(found[1])


def _short_decade(found: re.Match[str], _context: Context) -> Resolved:
    """ "the '60s", "the sixties" of the last century."""
    if found[1]:
        return date(f"19{found[1]}") if re.search(r"['’]|the", found[0]) else None
    return date(f"19{DECADE_WORDS[found[2]]}")


def _century(found: re.Match[str], _context: Context) -> Resolved:
    number = int(found[1]) if found[1] else ORDINALS[found[2].lower()]
    return date(f"{number - 1:02d}") if 1 <= number <= 99 else None


def _spelled(found: re.Match[str], _context: Context) -> Resolved:
    """ "nineteen ninety-four", with a month or a season before it if there is one."""
    if found["two_thousand"]:
        return date("2000")
    amount = read_amount(found[4])
    if amount is None or amount == "X":
        return None
    year = str(_CENTURIES[found[3].lower()] + int(amount))
    if found["month"]:
        return date(f"{year}-{month_of(found['month']):02d}")
    return date(f"{year}-{SEASONS[found['season'].lower()]}" if found["season"] else year)


def _before_christ(found: re.Match[str], _context: Context) -> Resolved:
    """ "480 BC", "the summer of 480 BC", "499-493 BC", "the 470s BC", "the 5th century BC". No days: ISO has none."""
    if found["century"]:
        return date(f"BC{int(found['century']) - 1:02d}")
    if found["decade"]:
        return date(f"BC{int(found['decade']):03d}")
    year = f"BC{int(found['year']):04d}"
    if found["month"]:
        year += f"-{month_of(found['month']):02d}"
    elif found["season"]:
        year += f"-{SEASONS[found['season'].lower()]}"
    if not found["first"]:
        return date(year)
    first = date(f"BC{int(found['first']):04d}", found.start("first"), found.end("first"))
    return first, date(year, found.start("year"), found.end())


RULES = (
    Rule(
        re.compile(
            rf"(?:(?:[Tt]he\s+)?{PART_OF}(?:\s*the\s+)?)?(?:[Ff]iscal(?:\s+year)?\s+|[Tt]he\s+year\s+)?"
            rf"(?<![\d$£€#.,/=_@])(?<!\d:)(?<!\w\w\w\w-)(?<![A-Z]-)\b({YEAR})\b"
            rf"(?![\d%/_@]|:\d|-\d{{3}}|-\d\d-\d|[.,]\d|-(?:{_COMPOUND})|\s*(?:{_COUNTED}))(?:[ -]fiscal\s+year)?"
        ),
        (Trigger.YEAR,),
        3,
        _year,
    ),
    Rule(
        re.compile(rf"(?<![\d$£€#.,/:=_@-])\b({YEAR})[-–]({YEAR}|\d\d)\b(?![-–/]?\d|[.,]\d)"),
        (Trigger.YEAR,),
        4,
        _years,
    ),
    Rule(re.compile(rf"\b(?:[Tt]he\s+)?{_PART}?((?:1[0-9]|20)\d)0s\b"), (Trigger.YEAR,), 6, _decade),
    Rule(
        re.compile(rf"\b(?:[Tt]he\s+)?{_PART}?['’]?(\d)0s\b(?!\s*F)|\b[Tt]he\s+{_PART}?({'|'.join(DECADE_WORDS)})\b"),
        (Trigger.DECADE,),
        4,
        _short_decade,
    ),
    Rule(
        re.compile(
            rf"{WORD_START}(?:the\s+)?(?:(?:early|late|mid)[ -])?(?:(\d\d?)(?:st|nd|rd|th)|({ORDINAL}))[ -]century\b",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        6,
        _century,
    ),
    Rule(
        re.compile(
            rf"\b(?:(?P<month>{MONTH})\s+|(?:the\s+)?(?P<season>{SEASON})\s+of\s+|the\s+year\s+)?{_SPELLED}\b"
            r"|\b(?P<two_thousand>the\s+year\s+two\s+thousand)\b"
        ),
        (Trigger.SPELLED,),
        9,
        _spelled,
    ),
    Rule(
        re.compile(
            rf"(?:\b[Tt]he\s+)?(?:{PART_OF})?(?:\b(?P<month>{MONTH_NAME})\s+|\b(?P<season>{SEASON})\s+of\s+)?"
            r"(?:\b(?P<first>\d{1,4})(?:[-–]|\s+to\s+))?"
            r"\b(?:(?P<century>\d{1,2})(?:st|nd|rd|th)\s+century|(?P<decade>\d{1,3})0s|(?P<year>\d{1,4}))"
            r"\s+(?:BCE?\b|B\.C\.(?:E\.)?)"
        ),
        (Trigger.ERA,),
        10,
        _before_christ,
    ),
)
