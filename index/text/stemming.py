"""Stems of words by language: what the forms of one word have in common.

Snowball's stemmers (PyStemmer) where there is one that bears folded forms, with what they leave apart in Russian,
German and Hindi; for Arabic light10 (Larkey, Ballesteros and Connell, 2007), which joins the article and leaves short
words alone; for Turkish, Greek, Ukrainian, Persian and Korean endings of our own. Forms are folded, so that a stem is
of letters without accents.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import Stemmer

from index.text import greek, turkish
from index.text.languages import SEVERAL

DEFAULT = "en"
"""The language of whose words nothing else is known."""

STEMMING = 2
"""Goes up with every change of a rule here, so that a library that is shared has the same stems for all."""

_OTHER_LETTERS = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk ko ky mk ml mn mr my ne pa ps ru sr ta te th uk ur yi zh".split()
)
"""Languages that are not written in Latin letters, in which these are of foreign words, mostly English ones."""

_SNOWBALL = {
    "en": "english",
    "ru": "russian",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "pl": "polish",
    "el": "greek",
    "hi": "hindi",
    "sv": "swedish",
    "da": "danish",
    "no": "norwegian",
    "nb": "norwegian",
    "fi": "finnish",
    "hu": "hungarian",
    "ro": "romanian",
    "ca": "catalan",
    "cs": "czech",
    "sr": "serbian",
    "id": "indonesian",
    "lt": "lithuanian",
    "et": "estonian",
}

_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"})
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل", "و")
_ARABIC_SUFFIXES = {"ها": 3, "ان": 4, "ات": 2, "ون": 4, "ين": 4, "يه": 3, "ه": 3, "ي": 3}
"""Endings with the letters that are left at least: بوتين and ايران end in none."""
_PERSIAN_SUFFIXES = ("هايي", "هاي", "ها", "تري", "تر", "ان", "ات", "اي", "ي")
_UKRAINIAN = (
    "ами ями ого ому ими іми ові еві ієї ої ою ею єю ах ях ам ям ом ем єм ів їв ев их іх им ім ій ий ої ої ою"
    " ала ало али ила ило или ив ав ють уть ать ять ити ати ться є ї я ю а о у е и і ь й"
)
_LETTERS_WITH_FLEETING = 5
_LETTERS_WITH_S = 4
_LETTERS_OF_PARTICIPLE = 6
_KOREAN = "에서는 으로는 에서 에게 으로 까지 부터 처럼 보다 이나 에는 은 는 이 가 을 를 의 에 로 와 과 도 만"


def stem(form: str, language: str = DEFAULT) -> str:
    """The stem of a folded word in a language; words of languages without a rule are their own stems.

    In English, or where no language is known, words in other letters have the stems that are usual in these. So have
    foreign words in other languages: ASCII in Russian is English, Russian in a German text Russian. Of several
    languages ("de+en") it is the first.
    """
    language = language.partition(SEVERAL)[0]
    if not has_usual_forms(form, language):
        return _rule(language)(form)
    return str(_snowball(DEFAULT).stemWord(form)) if form.isascii() else _by_letters(form)


def has_usual_forms(form: str, language: str) -> bool:
    """Whether a word has those forms in a document that it has where no language is known."""
    if language in ("", DEFAULT):
        return True
    return form.isascii() if language in _OTHER_LETTERS else _is_foreign(form)


def _is_foreign(form: str) -> bool:
    """Whether a word is written in other letters than Latin ones."""
    return "\u0370" <= form[0] < "\u1e00" or form[0] >= "\u1f00"


def _by_letters(form: str) -> str:
    first = form[0]
    if "\u0600" <= first <= "\u06ff":
        return _persian(_arabic(form))
    language = next((name for name, start, end in _LETTERS if start <= first <= end), DEFAULT)
    return str(_snowball(language).stemWord(form))


def stems(forms: list[str]) -> list[str]:
    """The English stems of many forms, in their order."""
    return list(_snowball(DEFAULT).stemWords(forms))


@cache
def _snowball(language: str) -> Stemmer.Stemmer:
    import Stemmer  # the screen knows the tree of a query, and stems no word

    return Stemmer.Stemmer(_SNOWBALL[language], 0)


@cache
def _rule(language: str) -> Callable[[str], str]:
    if language in _OWN:
        return _OWN[language]
    if language in _SNOWBALL:
        stemmer = _snowball(language)
        return lambda form: str(stemmer.stemWord(form))
    return lambda form: form


@lru_cache(maxsize=65536)
def _arabic(form: str) -> str:
    """light10: the article with what is written together with it, then the endings, while enough is left."""
    word = form.translate(_ARABIC_LETTERS)
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= (3 if prefix == "و" else 2):
            word = word.removeprefix(prefix)
            break
    for suffix, least in _ARABIC_SUFFIXES.items():
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            word = word.removesuffix(suffix)
    return word


@lru_cache(maxsize=65536)
def _persian(form: str) -> str:
    return _without_ending(form.translate(_ARABIC_LETTERS), _PERSIAN_SUFFIXES, 3)


def _without_ending(form: str, endings: tuple[str, ...], least: int) -> str:
    """The form without the longest of the endings after which so many letters are left at least."""
    for ending in endings:
        if form.endswith(ending) and len(form) - len(ending) >= least:
            return form.removesuffix(ending)
    return form


def _by_endings(listed: str, least: int) -> Callable[[str], str]:
    endings = tuple(sorted(set(listed.split()), key=len, reverse=True))
    return lambda form: _without_ending(form, endings, least)


_FLEETING = re.compile("(?<=[^аеиоуыэюяьй])[ое](?=[кцнлр]$)")  # забастовок, of забастовка
_IN_IR = re.compile("(?<=...)ир(?:ован|овани|овал|ова|у|ующ|уем)$")  # финансировал, финансирование


def _russian(form: str) -> str:
    root = str(_snowball("ru").stemWord(form))
    if len(root) >= _LETTERS_WITH_FLEETING:
        root = _FLEETING.sub("", root)
    return _IN_IR.sub("ир", root.rstrip("ьй") if len(root) >= _LETTERS_WITH_FLEETING else root)


_IN_IER = re.compile("(?<=...i)er(?:t|te|ten|ung|end)?$")  # finanziert, finanzieren
_LATIN = re.compile("(?<=......)u[sm]$")  # Algorithmus, Algorithmen
_NO_PARTICIPLE = re.compile("(?:heit|keit|schaft|tat|at|ent|ant|ist|st|(?<!li)cht|ekt|akt|ept|ort|amt)$")


def _german(form: str) -> str:
    root = str(_snowball("de").stemWord(form))
    if len(root) > _LETTERS_WITH_S and root[-1] == "s" and root[-2] in "aeio":
        root = root[:-1]  # Südamerikas
    root = _LATIN.sub("", _IN_IER.sub("", root))
    if len(root) > _LETTERS_OF_PARTICIPLE and root[-1] == "t" and not _NO_PARTICIPLE.search(root):
        root = str(_snowball("de").stemWord(root.removesuffix("t").removesuffix("e")))  # verhindert, verhindern
    return root


_DEVANAGARI_SPELLINGS = str.maketrans({"\u093c": "", "\u0901": "\u0902"})  # टेलीविज़न, पाँच
_NASAL = re.compile("[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u092e])")  # हिन्दी is also written हिंदी
_FOREIGN_PLURAL = re.compile("(?<=....)\u094d\u0938$")  # हुगोनॉट्स, of हुगोनॉट


def _hindi(form: str) -> str:
    spelled = _NASAL.sub("\u0902", _FOREIGN_PLURAL.sub("", form.translate(_DEVANAGARI_SPELLINGS)))
    return str(_snowball("hi").stemWord(spelled.replace("\u094d\u0924\u094d\u0924", "\u094d\u0924")))


_OWN: dict[str, Callable[[str], str]] = {
    "ar": _arabic,
    "fa": _persian,
    "ur": _persian,
    "tr": turkish.stem,
    "az": turkish.stem,
    "el": greek.stem,
    "ru": _russian,
    "de": _german,
    "hi": _hindi,
    "uk": _by_endings(_UKRAINIAN, 3),
    "ko": _by_endings(_KOREAN, 2),
}

_LETTERS = (("el", "\u0370", "\u03ff"), ("ru", "\u0400", "\u04ff"), ("hi", "\u0900", "\u097f"))

UMLAUTS = re.compile("[aou]")
"""Vowels that German also writes with an e behind them, for the umlaut that folding took away."""

FIRST_LETTER_VARIES = frozenset(("ar", "fa", "ur"))
"""Languages in which the forms of a word may begin otherwise than its stem."""

SPELLED_OTHERWISE = {"ar": "\u0600\u0700", "fa": "\u0600\u0700", "ur": "\u0600\u0700", "hi": "\u0900\u0980"}
"""Languages whose stems have other letters than their forms anywhere; from where to where their script goes."""

LAST_LETTER_VARIES = frozenset(("ru", "tr", "az"))
"""Languages in which a form may differ from its stem before the stem's last letter: kitap, забастовок."""
