"""The words by which English reports what somebody said."""

from __future__ import annotations

_REGULAR = (
    "accept accuse acknowledge add address admonish advise affirm agree allege announce answer appeal applaud argue"
    " ask assail assert attack bemoan blame blast boast brand call caution challenge charge cite claim comment"
    " complain concede conclude condemn confess confirm contend continue counter criticize criticise declare decry"
    " defend demand denounce describe detail disclose dismiss dispute dub echo emphasize emphasise exclaim exhort"
    " explain express hail highlight hint implore imply inform insist instruct interject joke lament laud list mention"
    " mock muse note observe opine order phrase pledge point praise predict proclaim promise pronounce propose protest"
    " quip reaffirm reason recall recount reckon recommend reflect reiterate relate remark remember remind repeat reply"
    " report request respond retort reveal scold scream shout signal specify speculate state stress stipulate suggest"
    " summarize summarise surmise threaten tout trumpet tweet underline underscore urge utter voice vow warn whisper"
    " wonder post quote label rail liken rant remonstrate rebuke ridicule slam tease testify estimate reject"
)
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "read": "reads reading",
    "deny": "denies denied denying",
    "reply": "replies replied replying",
    "imply": "implies implied implying",
    "testify": "testifies testified testifying",
    "decry": "decries decried decrying",
    "think": "thinks thought thinking",
    "believe": "believes believed believing",
    "hold": "holds held holding",
    "sing": "sings sang singing",
    "chant": "chants chanted chanting",
    "admit": "admits admitted admitting",
    "quip": "quips quipped quipping",
    "hint": "hints hinted hinting",
    "put": "puts putting",
    "swear": "swears swore sworn swearing",
    "begin": "begins began",
    "go": "goes",
}


def _forms(base: str) -> list[str]:
    stem = base.removesuffix("e")
    return [base, f"{base}es" if base.endswith(("s", "sh", "ch")) else f"{base}s", f"{stem}ed", f"{stem}ing"]


REPORTING: dict[str, str] = {form: base for base in _REGULAR.split() for form in _forms(base)}
"""Each form of a verb of saying, in small letters, with its base form."""
REPORTING |= {form: base for base, forms in _IRREGULAR.items() for form in (base, *forms.split())}

STATEMENT = frozenset(
    "say tell claim deny warn add announce argue insist confirm acknowledge admit allege accuse state declare assert"
    " contend suggest stress emphasize emphasise note reiterate urge vow promise threaten demand believe report predict"
    " explain complain concede conclude disclose estimate express pledge propose reveal recall testify denounce condemn"
    " blame criticize criticise dismiss reject".split()
)
"""Base forms that report a statement also where nothing is quoted."""
