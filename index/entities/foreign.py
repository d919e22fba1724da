"""Names in texts of other languages than English: what the lists know for certain, and nothing that is guessed.

A word is tried as it stands and, where its language bends names, in the form that the lists would have: Москве is
Москва, ودمشق is دمشق with "and" before it, Ankara’nın is Ankara. Scripts without blanks are searched for known names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from index.entities import curated, lexicon, wordlists
from index.entities.abroad import Known, known_abroad, name_key
from index.entities.gazetteer import Place, gazetteer
from index.entities.keys import plain_key
from index.entities.places import known_places
from index.model import EntityType, Mention

_LONGEST_NAME = 5  # words
_LONGEST_RUN = 10  # characters of a name in a script without blanks
_LARGE, _LARGE_UNCASED, _LARGE_RUN = 50_000, 200_000, 1_000_000  # inhabitants of towns that are believed
_LARGE_LATIN = 200_000
_NEVER = 10**9

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963\u200c\u200d"
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD = re.compile(rf"[^\W\d_]{_LETTER}*(?:[\"״׳'’ʼ.·\-‑]{_LETTER}+)*")
_BETWEEN = re.compile(r"[ \t\u00a0]{1,2}|\n")
_RUNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff・·\u0e00-\u0e7f]{2,}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_NOT_SPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")
_ELIDED = re.compile(r"(?:[ldLD]|[Dd]ell|[Aa]ll|[Nn]ell|[Dd]all|[Ss]ull|[Qq]u)['’](?=[A-Z\u00c0-\u00de])")
_WITHOUT_VOWELS = re.compile(r"[\u0590-\u06ff]")  # of three letters most are usual words
_LIKE_ADJECTIVE = re.compile(r"[\u0400-\u052f](?:ый|ий|ая|ое|ие|ые|ого|ому|ым|им|ском|цком)\Z")  # Северный, Братском
_BEGINS = re.compile(r"(?:^|\n|[.!?…:;«“„\"—–•*])\W*\Z")
_LOOKED_BACK = 12  # characters
_SHORTEST_SUFFIXED = 3  # letters: N’Djamena has no suffix
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_SUFFIX = re.compile(r"['’](?=[^\W\d_]{1,7}$)")  # Ankara’nın

_PARTICLES = frozenset(
    (
        "은 는 이 가 을 를 의 에 에서 와 과 도 로 으로 에게 께서 만 나 까지 부터 "
        "라고 측 군 시 산 인 발 대통령 총리 장관"
    ).split()
)
_ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب")
_HEBREW_PREFIXES = ("ב", "ו", "ה", "ל", "מ", "ש", "כ", "וב", "ול", "ומ", "שב", "של", "שה", "מה", "כש", "בה")
# What stands at the end of a bent name, with what the lists have there. The longest that fits is tried first.
_Endings = tuple[tuple[str, str], ...]
_CYRILLIC_ENDINGS: _Endings = (
    ("иями", "ия"), ("ского", "ский"), ("скому", "ский"), ("ським", "ський"), ("ського", "ський"), ("ському", "ський"),
    ("ским", "ский"), ("ском", "ский"), ("ською", "ська"), ("ией", "ия"), ("ією", "ія"), ("ами", "а"), ("ого", "ый"),
    ("єві", "їв"), ("єва", "їв"), ("єву", "їв"),
    ("ова", "ів"), ("ову", "ів"), ("овом", "ів"), ("ові", "ів"), ("ым", ""), ("им", ""), ("ом", ""), ("ем", "ь"),
    ("ем", "й"), ("ой", "а"), ("ою", "а"), ("ей", "я"), ("ью", "ь"), ("ах", "ы"), ("ии", "ия"), ("ию", "ия"),
    ("ії", "ія"), ("ію", "ія"), ("ві", "в"), ("ю", "ь"), ("ю", "й"), ("ю", "я"), ("я", "ь"), ("я", "й"), ("я", "я"),
    ("е", "а"), ("е", ""), ("е", "ь"), ("е", "я"), ("и", "а"), ("и", "ь"), ("и", "я"), ("ы", "а"), ("у", "а"),
    ("у", ""),
    ("а", ""), ("і", "а"), ("і", ""), ("і", "ь"), ("і", "я"), ("ї", "я"), ("о", ""),
)  # fmt: skip
_LATIN_ENDINGS: _Endings = (
    ("skiego", "ski"), ("skiemu", "ski"), ("skim", "ski"), ("iem", ""), ("owi", ""), ("em", ""), ("ie", "a"),
    ("ii", "ia"), ("ję", "ja"), ("ją", "ja"), ("ji", "ja"), ("ą", "a"), ("ę", "a"), ("y", "a"), ("i", "a"), ("u", ""),
    ("a", ""), ("s", ""), ("yi", ""), ("yı", ""),
)  # fmt: skip
_GREEK_ENDINGS: _Endings = (("ας", "α"), ("ης", "η"), ("ου", "ος"), ("ο", "ος"), ("ον", "ος"), ("ος", ""))
_SHORTEST_BENT = 4  # letters
_SMALL_NAMES = frozenset(("dpa",))  # names that are written with small letters
_SHORT = 4  # letters of what is a name only in capitals, as others write it


class _Word(NamedTuple):
    """A word of a text and the offset where it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


def find_abroad(text: str, start: int, end: int) -> Iterator[Mention]:
    """The known names in ``text[start:end]``, which is of another language than English, in their order.

    Each has the name that English texts have for what it names, and the reason.
    """
    found = [*_in_spaced(text, start, end), *_in_runs(text, start, end)]
    last = start
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if mention.start >= last:
            yield mention
            last = mention.end


def _mention(text: str, start: int, end: int, known: Known) -> Mention:
    surface = text[start:end]
    reason = "" if surface == known.name else f"{known.name} in another language"
    return Mention(start, end, surface, known.type, known.name, reason)


def _in_spaced(text: str, start: int, end: int) -> Iterator[Mention]:
    """The names in what is written with blanks between words."""
    words = [_Word(match[0], match.start()) for match in _WORD.finditer(text, start, end)]
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            run = words[at : at + length]
            if not all(_BETWEEN.fullmatch(text, a.end, b.start) for a, b in pairwise(run)):
                continue
            found = _named([word.text for word in run])
            if found is not None and not (length == 1 and _only_begins(text, run[0], found[0])):
                known, before, behind = found
                yield _mention(text, run[0].start + before, run[-1].end - behind, known)
                at += length
                break
        else:
            at += 1


def _only_begins(text: str, word: _Word, known: Known) -> bool:
    """Whether a capital only begins a sentence as far as we know: a town is then meant by its own name, if it is large.

    Вона is "she" and no case of Вон, Benim is "mine" and not what somebody calls Benin City.
    """
    if not known.rank or not _CASED.match(word.text) or not _BEGINS.search(text[: word.start][-_LOOKED_BACK:]):
        return False
    if _LIKE_ADJECTIVE.search(word.text):
        return True
    as_it_stands = _known(word.text) is known and len(word.text) > _SHORT and known.rank >= _LARGE_LATIN
    is_latin = word.text[0] <= "\u024f"
    return not as_it_stands or (is_latin and plain_key(word.text) != plain_key(known.name))


def _named(words: Sequence[str]) -> tuple[Known, int, int] | None:
    """What some words name, and how many letters before and behind the name belong to other words."""
    elided = _ELIDED.match(words[0])
    if elided is not None:  # l’ONU, d’Alep
        rest = _named((words[0][elided.end() :], *words[1:]))
        return (rest[0], rest[1] + elided.end(), rest[2]) if rest is not None else None
    if _CASED.match(words[0]) and not words[0][0].isupper() and words[0] not in _SMALL_NAMES:
        return None
    if len(words) > 1 and not _may_begin(words[0]):
        return None
    name = " ".join(words)
    suffix = _SUFFIX.search(name)
    if suffix is not None and _CASED.match(name) and (known := _known(name[: suffix.start()])) is not None:
        return known, 0, len(name) - suffix.start()
    is_suffixed = suffix is not None and suffix.start() >= _SHORTEST_SUFFIXED and name[0] <= "\u024f"
    known = None if is_suffixed else _known(name)  # Van’da is no Vanda
    if known is not None:
        return known, 0, 0
    for prefix in _prefixes(name):
        bare = name.removeprefix(prefix)
        if bare == name or bare.startswith(" "):
            continue
        if (known := _known(bare)) is not None and _is_sure(known, name):
            return known, len(prefix), 0
    if _HANGUL.match(name[-1]):
        return _before_particle(name)
    known = next((found for bent in _bent(name) if (found := _known(bent)) is not None), None)
    if known is None or (known.rank and _LIKE_ADJECTIVE.search(name)):
        return None
    return known, 0, 0


@lru_cache(maxsize=20_000)
def _may_begin(word: str) -> bool:
    """Whether a name of several words may begin with ``word``: not a word of one letter in small letters."""
    return len(word) > 1 or not _CASED.match(word)


def _is_sure(known: Known, name: str) -> bool:
    """Whether a name is long enough that a letter before it is believed to be a word of its own."""
    return len(name) > _SHORTEST_BENT and known.alone


def _prefixes(name: str) -> Sequence[str]:
    """The words that are written together with the next in the script of ``name``."""
    if "\u0600" <= name[0] <= "\u06ff":
        return _ARABIC_PREFIXES
    return _HEBREW_PREFIXES if "\u0590" <= name[0] <= "\u05ff" else ()


def _before_particle(name: str) -> tuple[Known, int, int] | None:
    """What a Korean word names before its particles."""
    for length in range(len(name) - 1, 1, -1):
        if name[length:] in _PARTICLES and name[length - 1] != " " and (known := _known(name[:length])) is not None:
            return known, 0, len(name) - length
    return None


def _bent(name: str) -> Iterator[str]:
    """The names of which ``name`` may be a case. All words of a name of several are bent alike, or the last alone."""
    words = name.split(" ")
    if len(words) > 3:
        return
    forms = [list(dict.fromkeys(_unbent(word))) for word in words]
    if len(words) == 1:
        yield from forms[0]
    elif len(words) == 2:
        yield from (f"{words[0]} {last}" for last in forms[1])
        yield from (f"{first} {last}" for first in forms[0] for last in (words[1], *forms[1]))


def _unbent(word: str) -> Iterator[str]:
    """The forms that ``word`` may be a case of."""
    if len(word) < _SHORTEST_BENT or not _CASED.match(word):
        return
    small = word.lower()
    endings = _CYRILLIC_ENDINGS if "\u0400" <= small[0] <= "\u052f" else _LATIN_ENDINGS
    if "\u0370" <= small[0] <= "\u03ff":
        endings = _GREEK_ENDINGS
    for ending, instead in endings:
        if small.endswith(ending) and len(word) - len(ending) + max(1, len(instead)) >= _SHORTEST_BENT:
            yield word[: len(word) - len(ending)] + instead


@lru_cache(maxsize=20_000)
def _known(name: str) -> Known | None:
    """What ``name`` stands for where it stands by itself in a text of another language."""
    known = known_abroad(name)
    if known is not None and known.alone:
        is_short = known.type is EntityType.ORGANIZATION and name.isascii() and len(name) <= _SHORT
        if is_short and not (name.isupper() or name in _SMALL_NAMES):
            return None
        return known if known.rank >= _least(name, known) else None
    return _known_in_latin(name) if _CASED.match(name) and name[0] <= "\u024f" else None


def _least(name: str, known: Known) -> int:
    """The inhabitants that a town must have to be believed where its name stands alone."""
    if not known.rank or " " in name or "-" in name:
        return 0
    if _NOT_SPACED.match(name):
        return _LARGE_RUN
    if _CASED.match(name):
        return _LARGE_LATIN if len(name) < _SHORT or _LIKE_ADJECTIVE.search(name) else _LARGE
    return _NEVER if len(name) < _SHORT and _WITHOUT_VOWELS.match(name) else _LARGE_UNCASED


def _known_in_latin(name: str) -> Known | None:
    """What a name in Latin letters stands for that no list of other languages has: a curated one, or a large town."""
    entry = curated.table().find(name)
    if entry is not None and (" " in name or name.isupper() or entry.type is EntityType.PERSON):
        return Known(entry.name, entry.type, alone=True)
    key = plain_key(name)
    if not key or _is_word(name):
        return None
    listed = known_places().by_plain_key(key)
    if listed and listed[0].kind in ("city", "country") and not (name.isupper() and len(name) <= 3):
        if not _is_spelled_so(name, listed[0]):
            return None
        return Known(listed[0].name, EntityType.PLACE, alone=True)
    towns = gazetteer().by_plain_key(key)
    if towns and towns[0].rank >= _LARGE_LATIN and _is_spelled_so(name, towns[0]):
        return Known(towns[0].name, EntityType.PLACE, True, towns[0].rank)
    return None


def _is_spelled_so(name: str, town: Place) -> bool:
    """Whether a town is written so: its other names are listed without accents, so that Barış would be Paris."""
    if name.isascii() or plain_key(name) == plain_key(town.name):
        return True
    spelled = name.translate(_UMLAUTS)
    return name in town.others or (spelled != name and plain_key(spelled) in town.others)


# Towns that are usual words of a language in Latin letters: eat, hall, towers, nice, port, gold …
_LATIN_WORDS = frozenset(
    "essen halle tours nice porto oro mai mars rennes nancy bari como mont split most bar van batman san santo santa "
    "sale salto leon victoria florida natal santos para cali pune surat bor ordu yalova usak mersin konak plan "
    "stade hof hamm bonn ulm paris-nord moers bunde siegen minden manila sana benim adalet tenis city esse tanta gente "
    "plano pensa coroa americana conquista meca".split()
)


def _is_word(name: str) -> bool:
    """Whether a name in Latin letters is rather a usual word or a person's."""
    small = name.casefold()
    return (
        small in _LATIN_WORDS
        or name in lexicon.MONTHS_AND_DAYS
        or wordlists.case_class(small) in "012"
        or (" " not in name and (wordlists.is_first_name(name) or wordlists.is_last_name(name)))
    )


def _in_runs(text: str, start: int, end: int) -> Iterator[Mention]:
    """The names in what is written without blanks, the longest first."""
    for run in _RUNS.finditer(text, start, end):
        at = run.start()
        while at < run.end() - 1:
            for length in range(min(_LONGEST_RUN, run.end() - at), 1, -1):
                known = _known(text[at : at + length])
                if known is not None and name_key(text[at : at + length]):
                    yield _mention(text, at, at + length, known)
                    at += length
                    break
            else:
                at += 1
