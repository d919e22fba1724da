"""The language of a text: by its script where that decides, by frequent words for English, else by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LOOKED_AT = 2_000
"""Characters of a text that are looked at."""

FEWEST_LETTERS = 20
"""Of fewer letters no language is told."""

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


def language_of(text: str) -> str:
    """The ISO 639 code of a text's language; "" where it is too short to tell."""
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
    return str(language) if probability >= _SURE else ""


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
