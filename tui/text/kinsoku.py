"""Where a row may be broken without a space: kinsoku, and Korean.

Chinese and Japanese break between any two characters but before what closes and after what opens (JIS X 4051, and the
classes CL, CJ, EX, NS and OP of Unicode's UAX 14); Korean breaks at its spaces.
"""

from __future__ import annotations

import re

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
_IS_HANGUL = re.compile(f"[{_HANGUL}]")

_CLOSING = "、。，．：；！？）］｝〕〉》」』】〙〗〛｠〞〟｡､｣･・％～〜゠"
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
_REPEATING = "ーｰ々〻ゝゞヽヾ"
_OPENING = "（［｛〔〈《「『【〘〖〚｟〝｢￥＄"
_NOT_FIRST = frozenset(_CLOSING + _SMALL_KANA + _REPEATING)
_NOT_LAST = frozenset(_OPENING)

# Signs that other scripts have too, where a row may well begin with one after a space (Swedish opens with ”).
_NOT_FIRST_IN_WORDS = _NOT_FIRST | frozenset("”’")
_NOT_LAST_IN_WORDS = _NOT_LAST | frozenset("“‘")
_NOT_FIRST_BESIDE_WIDE = _NOT_FIRST_IN_WORDS | frozenset("!),.:;?]}%»›…‥‰°℃")
_NOT_LAST_BESIDE_WIDE = _NOT_LAST_IN_WORDS | frozenset("([{«‹$€£")

LAST_OF_WIDE_ROW = f"(?![{re.escape(_OPENING)}{_HANGUL}])"
"""What precedes, in a regular expression, the last wide character of a row that another wide one follows."""

FIRST_OF_WIDE_ROW = f"(?![{re.escape(_CLOSING)}{_SMALL_KANA}{_REPEATING}{_HANGUL}])"
"""What precedes, in a regular expression, the wide character that begins the row after."""


def breaks_between(before: str, after: str) -> bool:
    """Whether a row may be broken between two characters of which one is wide; after a space it was broken at that."""
    if before == " " or before in _NOT_LAST_BESIDE_WIDE or after in _NOT_FIRST_BESIDE_WIDE:
        return False
    return not (_IS_HANGUL.match(before) or _IS_HANGUL.match(after))


def breaks_at_space(before: str, after: str) -> bool:
    """Whether a row may be broken at the space between two characters; "" for one that there is not."""
    return before not in _NOT_LAST and after not in _NOT_FIRST


def cuts_between(before: str, after: str) -> bool:
    """Whether what is too long for a row may be cut between two characters."""
    return before not in _NOT_LAST_IN_WORDS and after not in _NOT_FIRST_IN_WORDS
