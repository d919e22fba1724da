"""Which parts of a text are English, by their script and their most usual words.

That is all that is asked before names are looked for: the tagger knows English only, and took German months for
persons. It is cheap enough to be asked of every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LONGEST_SAMPLE = 4_000  # characters by which a text is judged
_CHARACTERS_A_WORD = 160  # of a text in which one of the surest words comes so often that it is English
_FEWEST_LETTERS = 40  # of a line that is judged by itself
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2e80-\ud7ff]")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")

_ENGLISH = frozenset(
    "the and of to that for with from said were has have had by this they which are it its as at be was he his "
    "will would who not but their she her been after".split()
)
_SURELY_ENGLISH = re.compile(r" (?:the|and|of|to|that) ")
# Usual words of other languages in Latin letters, a language a line; those that English or names have are left out.
_OTHERS = tuple(
    frozenset(line.split())
    for line in """
des et une qui dans pour par sur est aux avec ce elle été plus ne pas selon ont cette leur sont mais au du les
der und von zu mit auf für dem ein eine ist nicht sich auch als wurde sie nach bei wird sagte haben das
que una por con para su lo como más pero fue sus este esta los las del
que uma um por com para não ao mais foi dos das na sua pelo
che una un con della dei nel sono gli dal ha più anche è
het een van dat voor zijn aan niet door naar heeft ook uit
się że nie jest od za przez po dla jak oraz przy na
ve bir bu için ile olarak olan gibi daha çok ancak sonra kadar dedi
och att det som på är av för inte har om ett
og det som på av til ikke har et å
și în cu pe din fost pentru nu este să mai că
se na že je byl pro jako jsou
az és hogy nem egy volt meg csak
ja ei että oli hän ovat mutta myös
yang dan ini itu dengan untuk dari pada dalam tidak
""".strip().splitlines()
)


def is_english(text: str) -> bool:
    """Whether a text is English, as far as its beginning tells; one that cannot be told is."""
    sample = text[:_LONGEST_SAMPLE]
    if len(_SURELY_ENGLISH.findall(sample)) * _CHARACTERS_A_WORD > len(sample):
        return True
    return not _is_other(sample, least=2)


def looks_english(line: str) -> bool:
    """Whether a line has one of the words that show English at once, or two of the usual ones."""
    if _SURELY_ENGLISH.search(line) is not None:
        return True
    return sum(map(_ENGLISH.__contains__, line.lower().split())) > 1


def other_parts(text: str) -> list[tuple[int, int]]:
    """Where the parts of a text stand that are not English, as (start, end); lines are judged one by one.

    A line that is too short to be judged is what the text is.
    """
    english = is_english(text)
    found: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if _is_other_line(text[start:end], english):
            if found and not text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text that have something on them start and end."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not text[start:end].isspace() and end > start:
            yield start, end
        start = end + 1


def _is_other_line(line: str, english: bool) -> bool:
    """Whether a line of a text that is ``english`` or not is of another language."""
    if english and (len(line) < _FEWEST_LETTERS or _SURELY_ENGLISH.search(line)) and not _OTHER_LETTERS.search(line):
        return False
    if not line.isascii() and _is_of_other_script(line):
        return True
    if len(line) < _FEWEST_LETTERS:
        return not english
    return _is_other(line, least=4) if english else not _is_surely_english(line)


def _is_of_other_script(text: str) -> bool:
    """Whether two letters of five are not Latin."""
    letters = sum(map(str.isalpha, text))
    return letters > 1 and len(_NOT_LATIN.findall(text)) > 0.4 * letters


def _counts(words: Sequence[str]) -> tuple[int, int]:
    """How many words are usual English ones, and how many are usual in the other language that has most of them."""
    return sum(word in _ENGLISH for word in words), max(sum(word in usual for word in words) for usual in _OTHERS)


def _is_other(text: str, *, least: int) -> bool:
    """Whether a text is of another language: of another script, or with its usual words and few English ones.

    It needs ``least`` usual words of the other language, and one word in sixteen.
    """
    if not text.isascii() and _is_of_other_script(text):
        return True
    words = _WORD.findall(text.lower())
    english, other = _counts(words)
    if other >= least and other > 2 * english and other > len(words) / 16:
        return True
    if english or text.isascii():
        return False
    accented = sum(_ACCENTED.search(word) is not None for word in words)
    return len(words) >= 4 and accented >= 2 and other > 0 and accented > len(words) / 8


def _is_surely_english(line: str) -> bool:
    """Whether a line in a text of another language is English."""
    english, other = _counts(_WORD.findall(line.lower()))
    return english >= 3 and english > 2 * other
