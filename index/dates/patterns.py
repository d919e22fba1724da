"""Parts of regular expressions for English time expressions.

They are written without groups of their own, so that they can be put together. None repeats a group that can
itself match in several ways, so that they are linear on any text.
"""

from __future__ import annotations

from index.dates.lexicon import ORDINALS, SMALL_NUMBERS, TENS

MONTH_NAME = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
MONTH_SHORT = r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
MONTH = rf"(?:{MONTH_NAME}|{MONTH_SHORT})"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:Mon|Tues?|Weds?|Thurs?|Thur|Fri|Sat|Sun)\.)"
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)\b"
WORD_START = r"\b(?=\w)"
"""Put before a pattern whose parts may each be missing, and begin words: it is not tried inside and behind words."""

YEAR = r"(?:1[0-9]\d\d|20\d\d)"
DAY_NUMBER = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?\b"
ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"

_WORDS = "|".join(sorted([*list(SMALL_NUMBERS)[1:], *TENS], key=len, reverse=True))
NUMBER_WORD = rf"(?:{_WORDS})"
AMOUNT = (
    rf"(?:\d[\d,]*(?:\.\d+|[ -]\d/\d)?"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD})?(?:[ -]hundred|[ -]thousand)?"
    r"|an?[ ](?:dozen|couple(?:[ ]of)?|hundred|thousand|few)|half[ ]an?|an?|several|(?:the[ ])?few|many"
    r"|dozens[ ]of|hundreds[ ]of|thousands[ ]of|couple[ ]of)"
)
"""A number of units, in digits or words, exact or vague. Case is left to the rule."""

OR_AMOUNT = rf"(?:\s+(?:to|or)\s+{AMOUNT}(?=[ -]))?"
"""The second amount of "two to three weeks": belongs to the expression, whose value is the first's."""

UNIT_STEM = (
    r"(?:second|minute|min|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|centur(?=y|ies)"
    r"|millenni(?=um|a))"
)
UNIT = rf"(?:{UNIT_STEM}(?:s|y|ies|um|a)?\b)"
APPROXIMATELY = (
    r"(?:(?:about|around|almost|nearly|more\s+than|less\s+than|at\s+least|at\s+most|up\s+to|just\s+over|just\s+under"
    r"|over|roughly|approximately|no\s+more\s+than)\s+)"
)
PART_OF = (
    r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -](?:in\s+)?|[Ee]arlier\s+|[Ll]ater\s+"
    r"|(?:[Tt]he\s+)?(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd)\s+of\s+)"
)
""" "early ", "mid-", "the end of ": belongs to the expression and does not change its value."""

PART_OF_DAY = r"(?:morning|afternoon|evening|night|dawn|dusk|midday|noon|midnight|lunchtime)s?\b"
ZONE = r"(?:\s*(?:GMT|EST|EDT|PST|PDT|CST|CDT|MST|MDT|UTC|BST|CET|Eastern(?:\s+time)?|local\s+time)\b)"
AM_PM = r"[ap]\.?\s?m\b\.?"
CLOCK = (
    rf"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:[:.][0-5]\d)?(?:\s*{AM_PM})?|1?\d\.[0-5]\d\s*{AM_PM}|1?\d\s*{AM_PM}"
    rf"|1?\d\so'clock|noon\b|midnight\b){ZONE}?"
)
