"""The Unicode bidirectional algorithm (UAX #9) for texts without explicit formatting.

Embeddings, overrides and isolates are visible signs by the time a text gets here (``index.text.neutralise``), so that
rules X1 to X8 have nothing to do and a paragraph is one run of one level. What is left: the levels of characters (P,
W, N, I and X9) and their order in a row (L1, L2). Joining and mirroring (L4) are in ``tui.text.letter_forms``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from tui.text.letter_forms import CLOSING_OF

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A character that may run from right to left, or may make others do so."""

_LEFT_OUT = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_WHITE = frozenset(("B", "S", "WS"))
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # rules N0 to N2 take numbers for R
_CLOSING = frozenset(CLOSING_OF.values())
_EQUIVALENT = {"\u2329": "\u3008", "\u232a": "\u3009"}  # canonically
_MOST_OPEN = 63  # brackets, by BD16


@lru_cache(4096)
def _class_of(character: str) -> str:
    return unicodedata.bidirectional(character) or "L"


def base_level(text: str) -> int:
    """The level of a paragraph by its first strong letter (P2, P3): 1 for one from right to left, else 0."""
    for character in text:
        found = _class_of(character)
        if found in ("L", "R", "AL"):
            return int(found != "L")
    return 0


@lru_cache(64)
def levels(text: str, base: int) -> bytes:
    """The level of each character of a paragraph whose own level is ``base``; odd ones run from right to left."""
    classes = [_class_of(character) for character in text]
    kept = [index for index, one in enumerate(classes) if one not in _LEFT_OUT]
    types = [classes[index] for index in kept]
    direction = "R" if base else "L"
    _resolve_weak(types, direction)
    _resolve_brackets([text[index] for index in kept], types, [classes[index] for index in kept], direction)
    _resolve_neutral(types, direction)
    found = bytearray([base]) * len(text)
    of_type = {"L": 2, "R": 1, "EN": 2, "AN": 2} if base else {"L": 0, "R": 1, "EN": 2, "AN": 2}  # I1, I2
    for index, one in zip(kept, types, strict=True):
        found[index] = of_type[one]
    for index in range(1, len(text)):
        if classes[index] in _LEFT_OUT:
            found[index] = found[index - 1]
    return bytes(found)


def _resolve_weak(types: list[str], direction: str) -> None:
    """Rules W1 to W7."""
    strong = previous = direction
    for index, one in enumerate(types):
        previous = previous if one == "NSM" else one
        if previous in ("L", "R", "AL"):
            strong = previous
        types[index] = "AN" if previous == "EN" and strong == "AL" else previous
    types[:] = ["R" if one == "AL" else one for one in types]
    for index in range(1, len(types) - 1):
        before, one, after = types[index - 1 : index + 2]
        if before == after and ((one == "ES" and before == "EN") or (one == "CS" and before in ("EN", "AN"))):
            types[index] = before
    start = 0
    for one, group in groupby(list(types)):
        end = start + len(list(group))
        if one == "ET" and "EN" in (types[start - 1 : start] + types[end : end + 1]):
            types[start:end] = ["EN"] * (end - start)
        start = end
    strong = direction
    for index, one in enumerate(types):
        if one in ("ES", "ET", "CS"):
            types[index] = "ON"
        elif one in ("L", "R"):
            strong = one
        elif one == "EN" and strong == "L":
            types[index] = "L"


def _resolve_brackets(characters: Sequence[str], types: list[str], before_weak: Sequence[str], direction: str) -> None:
    """Rule N0: a pair of brackets runs as what stands in it, or before it."""
    for opening, closing in _bracket_pairs(characters, types):
        inside = {_STRONG[one] for one in types[opening + 1 : closing] if one in _STRONG}
        if not inside:
            continue
        runs = direction
        if direction not in inside:
            context = next((_STRONG[one] for one in reversed(types[:opening]) if one in _STRONG), direction)
            runs = context if context in inside else direction
        for place in (opening, closing):
            types[place] = runs
            for mark in range(place + 1, len(types)):
                if before_weak[mark] != "NSM":
                    break
                types[mark] = runs


def _bracket_pairs(characters: Sequence[str], types: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of brackets (BD16), in the order in which they open."""
    open_ones: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(characters):
        if types[index] != "ON":
            continue
        character = _EQUIVALENT.get(character, character)
        if character in CLOSING_OF:
            if len(open_ones) == _MOST_OPEN:
                return []
            open_ones.append((CLOSING_OF[character], index))
        elif character in _CLOSING:
            depth = next((at for at in range(len(open_ones) - 1, -1, -1) if open_ones[at][0] == character), -1)
            if depth >= 0:
                pairs.append((open_ones[depth][1], index))
                del open_ones[depth:]
    return sorted(pairs)


def _resolve_neutral(types: list[str], direction: str) -> None:
    """Rules N1 and N2: what has no direction runs as what stands on both its sides, else as the paragraph."""
    start = 0
    for neutral, group in groupby(list(types), _NEUTRAL.__contains__):
        end = start + len(list(group))
        if neutral:
            before = _STRONG[types[start - 1]] if start else direction
            after = _STRONG[types[end]] if end < len(types) else direction
            types[start:end] = [before if before == after else direction] * (end - start)
        start = end


def row_levels(text: str, found: bytes, base: int) -> bytearray:
    """The levels of a row of the paragraph (L1): ``text`` is the row, ``found`` its characters' levels so far.

    White space at its end runs as the paragraph, and so does what stands before a tab.
    """
    result = bytearray(found)
    trailing = True
    for index in range(len(text) - 1, -1, -1):
        one = _class_of(text[index])
        if one in ("S", "B"):
            trailing = True
        if trailing and (one in _WHITE or one in _LEFT_OUT):
            result[index] = base
        else:
            trailing = False
    return result


def visual_order(found: Sequence[int]) -> list[int]:
    """The places of things of these levels from left to right (L2)."""
    order = list(range(len(found)))
    odd = [level for level in found if level % 2]
    if not odd:
        return order
    for level in range(max(found), min(odd) - 1, -1):
        for start, end in _runs_from(level, [found[index] for index in order]):
            order[start:end] = order[start:end][::-1]
    return order


def _runs_from(level: int, found: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for above, group in groupby(found, lambda one: one >= level):
        end = start + len(list(group))
        if above:
            yield start, end
        start = end
