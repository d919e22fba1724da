"""How letters look where the terminal leaves it to us: Arabic ones joined, brackets turned (UAX #9, L4).

Each letter stays one cell: presentation forms are taken of single letters only, never ligatures. Letters that have no
such form stay as they are.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

_NEXT_CLOSES = (
    "(\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5\u27e6\u27e8"
    "\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22\u2e24\u2e26\u2e28"
    "\u2e55\u2e57\u2e59\u2e5b\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59\ufe5b\ufe5d\uff08\uff5f\uff62"
)
CLOSING_OF = {
    **{opening: chr(ord(opening) + 1) for opening in _NEXT_CLOSES},
    **{opening: chr(ord(opening) + 2) for opening in "[{\uff3b\uff5b"},
    "\u298d": "\u2990",
    "\u298f": "\u298e",
}
"""Brackets that come in pairs (Unicode's BidiBrackets.txt)."""

_TURNED = dict([*CLOSING_OF.items(), *zip("<≤«‹≪", ">≥»›≫", strict=True)])
_MIRROR = str.maketrans({**_TURNED, **{closing: opening for opening, closing in _TURNED.items()}})

_JOINER, _NON_JOINER, _TATWEEL = "\u200d", "\u200c", "\u0640"
_PRESENTATION_FORMS = (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFBEA), *range(0xFBFC, 0xFC00), *range(0xFE80, 0xFEF5))


class _Forms(NamedTuple):
    """A letter alone, and joined to the letter before it, to the one after it, and to both; "" where it does not."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


def mirrored(text: str) -> str:
    """The text with its brackets and the like turned, as they look from right to left."""
    return text.translate(_MIRROR)


def joined(text: str) -> str:
    """The text with its Arabic letters in the forms that they have beside their neighbours, one for one."""
    forms = _forms()
    result = list(text)
    places = [index for index, one in enumerate(text) if not _is_transparent(one)]
    for at, index in enumerate(places):
        own = forms.get(text[index])
        if own is None:
            continue
        before = text[places[at - 1]] if at else ""
        after = text[places[at + 1]] if at + 1 < len(places) else ""
        to_before = bool(own.final) and _joins_onwards(before, forms)
        to_after = bool(own.initial) and _joins_back(after, forms)
        result[index] = own[to_before + 2 * to_after] or text[index]
    return "".join(result)


def _joins_onwards(letter: str, forms: dict[str, _Forms]) -> bool:
    return letter in (_JOINER, _TATWEEL) or bool(letter and forms.get(letter, _Forms()).initial)


def _joins_back(letter: str, forms: dict[str, _Forms]) -> bool:
    return letter in (_JOINER, _TATWEEL) or bool(letter and forms.get(letter, _Forms()).final)


def _is_transparent(character: str) -> bool:
    """Whether letters join past a character: marks, and what is not seen."""
    return character not in (_JOINER, _NON_JOINER) and unicodedata.category(character) in ("Mn", "Me", "Cf")


@cache
def _forms() -> dict[str, _Forms]:
    """The presentation forms of single Arabic letters, from Unicode's compatibility decompositions."""
    found: dict[str, dict[str, str]] = {}
    for code in _PRESENTATION_FORMS:
        kind, *letters = unicodedata.decomposition(chr(code)).split()
        if len(letters) == 1:
            found.setdefault(chr(int(letters[0], 16)), {})[kind.strip("<>")] = chr(code)
    return {letter: _Forms(**forms) for letter, forms in found.items()}
