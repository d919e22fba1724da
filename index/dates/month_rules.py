"""Rules for months and seasons: March 2011, last May, mid-December, the summer of 1943, this winter."""

from __future__ import annotations

import re

from index.dates.context import Context, Tense
from index.dates.day_rules import YEAR_STEPS, month_of
from index.dates.lexicon import SEASONS
from index.dates.patterns import MONTH, MONTH_NAME, PART_OF, SEASON, UNIT_STEM, YEAR
from index.dates.rules import Resolved, Rule, Trigger, date, repeated, words

_SOME_OTHER_TIME = re.compile(r"\s+(?:before|after|following|preceding)\s+(?:the|his|her|their|its|a|an)\b")
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

# "May" and "March" are words and names too; "April", "June" and "August" are names
_LEADS_TO_MONTH = re.compile(
    r"(?:\b(?:in|of|since|until|by|from|early|late|to|and|through|between|during|before|after|for|till|or|this|last|next)"
    r"|[-(,]|mid-)\s*$",
    re.IGNORECASE,
)
_NAME_BEHIND = re.compile(r"\s+(?!On|In|The|At|And|But|He|She|It|For|When|As)[A-Z][a-z]")
_NAME_BEFORE = re.compile(r"\b(?:ms\.?|mrs\.?|mr\.?|theresa|said)\s*$", re.IGNORECASE)
_STRONG_LEAD = re.compile(r"\b(?:in|since|by|until|during|of|mid-|early|late)\s*$", re.IGNORECASE)
_MARCHING = re.compile(r"\s+(?:to|of|for|on|against|in\s+[A-Z])\b")
_MONTH_LEAD = re.compile(r"\b(?:in|since|last|by|until|of)\s+$", re.IGNORECASE)


def _month_year(found: re.Match[str], _context: Context) -> Resolved:
    return date(f"{int(found[2]):04d}-{month_of(found[1]):02d}")


def _month_relative_year(found: re.Match[str], context: Context) -> Resolved:
    """ "July last year", "August of that year"."""
    relative = words(found[2])
    year = context.reference.year if "of" in relative else context.anchor.year + YEAR_STEPS[relative.split()[0]]
    return date(f"{year:04d}-{month_of(found[1]):02d}")


def _month(found: re.Match[str], context: Context) -> Resolved:
    """A month without a year: "May", "last May", "every May"."""
    which, month = words(found["which"]), month_of(found["month"])
    if not which and _is_another_word(found, context):
        return None
    if which in ("each", "every"):
        return repeated(f"XXXX-{month:02d}")
    shared = context.shared_year(month, found.end())
    if shared is not None:
        year = shared
    elif which == "that":
        year = context.reference.year
    elif not which:
        year = context.near_year_of_month(month, found.start(), found.end())
    elif which in ("last", "this past"):
        year = context.anchor.year - (month >= context.anchor.month)
    elif which in ("next", "this coming"):
        year = context.anchor.year + (month <= context.anchor.month)
    else:
        year = context.anchor.year
    return date(f"{year:04d}-{month:02d}")


def _is_another_word(found: re.Match[str], context: Context) -> bool:
    """Whether "May" is a verb or a name here, "March" a march, "April", "June" and "August" a name."""
    if context.shared_year(month_of(found["month"]), found.end()) is not None:
        return False
    name = found["month"]
    before, behind = context.before(found.start("month"), 14), context.after(found.end(), 16)
    if name in ("May", "March") and not found["part"] and not _LEADS_TO_MONTH.search(before):
        return True
    if name in ("May", "April", "June", "August") and not found["part"]:
        named = _NAME_BEHIND.match(behind) and not _STRONG_LEAD.search(before)
        if named or _NAME_BEFORE.search(before):
            return True
    return name == "March" and bool(_MARCHING.match(behind)) and not _MONTH_LEAD.search(before)


def _season_year(found: re.Match[str], _context: Context) -> Resolved:
    return date(f"{found[2]}-{SEASONS[found[1].lower()]}")


def _which_season(found: re.Match[str], context: Context) -> Resolved:
    """ "last summer", "this winter", "every spring"."""
    which, code = words(found[1]), SEASONS[found[2].lower()]
    if which in ("every", "each"):
        return repeated(f"XXXX-{code}")
    anchor, start = context.anchor, _SEASON_STARTS[code]
    year = anchor.year
    if which == "that":
        year = context.reference.year
    elif which in ("last", "this past"):
        year -= anchor.month < start + (3 if which == "last" and start < 12 else 0)
    elif which in ("next", "this coming"):
        year += anchor.month >= start
    return date(f"{year:04d}-{code}")


def _season(found: re.Match[str], context: Context) -> Resolved:
    """ "in the summer", "the early summer", "spring offensive" in a history: the season nearest to hand."""
    code = SEASONS[found["season"].lower()]
    if found["bare"] is None and _SOME_OTHER_TIME.match(context.after(found.end(), 30)):
        return date(f"XXXX-{code}")  # "the summer before the election": which one is not told
    if found["bare"] is not None and not _is_bare_season(found, context):
        return None
    near = context.now
    start = _SEASON_STARTS[code]
    year = near.year
    if not context.is_history and start > near.month and context.tense(found.start(), found.end()) is not Tense.FUTURE:
        year -= 1
    return date(f"{year:04d}-{code}", found.start(), found.end())


def _is_bare_season(found: re.Match[str], context: Context) -> bool:
    """Whether a season without "the" is one: in a history, and no verb ("fall", "spring")."""
    if not context.is_history:
        return False
    campaign = re.match(r"\s+(?:offensive|campaign|season)", context.after(found.end(), 12))
    return found["season"].lower() in ("summer", "winter", "autumn") or campaign is not None


RULES = (
    Rule(
        re.compile(
            rf"(?:the\s+(?=end|begin|start|mid))?(?:{PART_OF})?\b({MONTH})(?:\s+of)?,?\s+({YEAR})\b"
            rf"(?!\s*(?:{UNIT_STEM}|people|troops))"
        ),
        (Trigger.MONTH,),
        7,
        _month_year,
    ),
    Rule(
        re.compile(
            rf"(?:{PART_OF})?\b({MONTH})\s+((?:of\s+)?(?:last|this|next)\s+year|of\s+(?:that|the\s+same)\s+year)\b"
        ),
        (Trigger.MONTH,),
        7,
        _month_relative_year,
    ),
    Rule(
        re.compile(
            rf"(?:the\s+(?=early|late|mid|end))?(?P<part>{PART_OF})?"
            r"(?:\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+past|\s+coming)?|[Ee]ach|[Ee]very|[Tt]hat)\s+)?"
            rf"\b(?P<month>{MONTH_NAME}|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?![A-Za-z])"
        ),
        (Trigger.MONTH,),
        2,
        _month,
    ),
    Rule(
        re.compile(rf"(?:[Tt]he\s+)?(?:{PART_OF})?({SEASON})\s+(?:of\s+)?({YEAR})\b"),
        (Trigger.SEASON,),
        6,
        _season_year,
    ),
    Rule(
        re.compile(
            r"\b(?:(?:early|late|mid)[ -]|later\s+|earlier\s+)?"
            rf"(last|this|next|that(?:\s+same)?|this\s+past|this\s+coming|every|each)\s+({SEASON})(?!\s+(?:in|of|to)\s+the)",
            re.IGNORECASE,
        ),
        (Trigger.SEASON,),
        6,
        _which_season,
    ),
    Rule(
        re.compile(
            rf"(?:\b[Tt]he\s+(?:{PART_OF})?|\b(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in\s+)?|(?P<bare>\b))"
            rf"(?P<season>{SEASON})"
            r"(?!\s+(?:of|from|apart|in\s+\w+\s+(?:prices|rates)|short|behind|to\s+\w+))"
        ),
        (Trigger.SEASON,),
        1,
        _season,
    ),
)
