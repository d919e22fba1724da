"""The languages of a text: by its script where that decides, by frequent words for English, else by py3langid."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from index.text.languages import SEVERAL
from index.text.tongue import looks_english

LOOKED_AT = 2_000
"""Characters of a text that are looked at."""

FEWEST_LETTERS = 20
"""Of fewer letters no language is told."""

FEWEST_IN_PARAGRAPH = 40
"""Letters of a paragraph of which a language is told."""

MOST_PARAGRAPHS = 60
"""Paragraphs of a text whose languages are told."""

_SURE_OF_PARAGRAPH = 0.9

_SCRIPTS = (
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("he", "\u0590-\u05ff"),
    ("th", "\u0e00-\u0e7f"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("ko", "\uac00-\ud7a3"),
    ("ja", "\u3040-\u30ff"),
    ("zh", "\u3400-\u9fff"),
)
"""Scripts that one language is written in; Chinese characters are Japanese where kana stand among them."""

_SURE = 0.5
"""A less likely language is not told; such texts have the forms that are usual in their letters."""

_CANDIDATES = (
    "af am ar az be bg bn ca cs da de el en es et fa fi fr gu he hi hr hu hy id it ja ka kk ko ku ky lt lv mk ml mr ms"
    " nb ne nl nn no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tr uk ur uz vi zh"
).split()
"""Languages that are told, with neighbours: Belarusian is no Russian. Dialects would take what is theirs."""

_MOSTLY = 0.5
_KANA = 0.1
_ENGLISH = frozenset("the and to that was for with said his from have has are were which would".split())
_ENGLISH_SHARE = 0.09


def languages_of(text: str) -> str:
    """The languages of a text, that of most of it first: "de", "de+en" where paragraphs differ; "" if none is told.

    Paragraphs that cannot be told are of the language of the whole.
    """
    whole = language_of(text)
    if not whole:
        return ""
    letters = Counter({whole: len(text)})
    for paragraph in _paragraphs_to_tell(text):
        language = _language_of_paragraph(paragraph)
        if language not in ("", whole):
            letters[language] += len(paragraph)
            letters[whole] -= len(paragraph)
    return SEVERAL.join(language for language, _ in letters.most_common())


def _paragraphs_to_tell(text: str) -> list[str]:
    """The paragraphs that may be of another language; most of English ones show at once that they are English."""
    long = [one for one in text.split("\n") if len(one) >= FEWEST_IN_PARAGRAPH]
    return [one for one in long if not looks_english(one)][:MOST_PARAGRAPHS] if len(long) > 1 else []


def _language_of_paragraph(text: str) -> str:
    letters = sum(map(str.isalpha, text))
    return language_of(text, sure=_SURE_OF_PARAGRAPH) if letters >= FEWEST_IN_PARAGRAPH else ""


def language_of(text: str, *, sure: float = _SURE) -> str:
    """The ISO 639 code of a text's language; "" where it is too short, or less likely than ``sure``."""
    beginning = text[:LOOKED_AT]
    letters = sum(map(str.isalpha, beginning))
    if letters < FEWEST_LETTERS:
        return ""
    written = beginning.lower().split()
    if sum(map(_ENGLISH.__contains__, written)) > _ENGLISH_SHARE * len(written):
        return "en"
    by_script = _by_script(beginning, letters)
    if by_script:
        return by_script
    language, probability = _identifier().classify(beginning)
    return str(language) if probability >= sure else ""


def _by_script(text: str, letters: int) -> str:
    if text.isascii():
        return ""
    for language, characters in _SCRIPTS:
        share = len(re.findall(f"[{characters}]", text)) / letters
        if share > (_KANA if language == "ja" else _MOSTLY):
            return language
    return ""


@cache
def _identifier() -> Any:
    """py3langid's model, read for the first text that needs it: it takes a second and 120 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.nb_classes)
    identifier.set_languages([language for language in _CANDIDATES if language in known])
    return identifier
