"""What a text says of persons that it names beside one another: a surname that they share, a nickname."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.entities import curated, wordlists
from index.entities.keys import plain_key
from index.entities.people import Written, surname_key

_AND = re.compile(r"\s*(?:,|,?\s+and|&)\s+")
_KNOWN_AS = re.compile(
    r"""\s*,?\s*\(?(?:who\s+(?:is|was)\s+)?(?:(?:also|better|widely|commonly|popularly|otherwise|universally)\s+)?
    (?:known|nicknamed|dubbed|a\.?k\.?a\.?)(?:\s+simply)?(?:\s+(?:as|by\s+(?:his|her|the)\s+(?:nickname|nom\s+de\s+guerre)
    (?:\s+of)?,?))?\s+["“‘']?\s*""",
    re.VERBOSE,
)
_QUOTED_BEFORE, _QUOTED_AFTER = re.compile(r"\s+[\"“]"), re.compile(r"[\"”]\s+")


def with_shared_surnames(mentions: Sequence[Written], between: Sequence[str]) -> list[Written]:
    """``mentions`` with given names told whose surname they share: "Anna and Karl Berg".

    ``between`` has the text between each mention and the next.
    """
    result = list(mentions)
    surnames: set[str] | None = None
    for place in range(len(result) - 2, -1, -1):
        one, after = result[place], result[place + 1]
        words = after.text.split()
        surname = after.surname or (words[-1] if len(words) > 1 else "")
        if surname and " " not in one.text and not one.title and _AND.fullmatch(between[place]) is not None:
            if surnames is None:
                surnames = {surname_key(mention.text) for mention in mentions if " " in mention.text}
            key = plain_key(one.text)
            if key not in surnames and not _is_surname(one.text) and key != plain_key(words[0]):
                result[place] = one._replace(surname=surname, paired=True)
                result[place + 1] = after._replace(paired=True)
    return result


def with_nicknames(mentions: Sequence[Written], between: Sequence[str]) -> list[Written]:
    """``mentions`` with nicknames told whose they are: "Anna Berg, known as Birdie".

    ``between`` has the text between each mention and the next.
    """
    result = list(mentions)
    for place, gap in enumerate(between):
        one, after = result[place], result[place + 1]
        if " " in one.text and _KNOWN_AS.fullmatch(gap):
            result[place + 1] = after._replace(nickname_of=one.text)
        elif " " not in one.text and _QUOTED_BEFORE.fullmatch(gap) and place + 1 < len(between):
            last = result[place + 2]
            if " " not in last.text and _QUOTED_AFTER.fullmatch(between[place + 1]):
                full = f"{one.text} {last.text}"
                result[place] = one._replace(nickname_of=full)
                result[place + 1] = after._replace(nickname_of=full)
                result[place + 2] = last._replace(nickname_of=full)
    return result


def _is_surname(name: str) -> bool:
    """Whether a word is rather a surname than a given name: a curated person's, or one of the lists."""
    if plain_key(name) in curated.table().surnames:
        return True
    return wordlists.is_last_name(name) and not wordlists.is_first_name(name)
