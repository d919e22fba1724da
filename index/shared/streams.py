"""Words as a cluster keeps them: one token a line, made here, so that both kinds of libraries have the same words.

Every word is a line with its form, or with its stems in the languages of the text; a short word in capitals has its
capitals behind it. The cluster puts what is on a line at one position, and analyses nothing else.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from index.text.languages import languages_in
from index.text.stemming import has_usual_forms, stem
from index.text.words import words

BESIDE = "\u001f"
"""Stands between what is at one position."""

OF_LANGUAGE = "\u001e"
"""Stands between a language and a stem in it."""

LONGEST_TOKEN = 1000
"""Characters; of a longer word, the first 900 and a hash are kept."""

LONGEST_VALUE = 8000


def token(word: str) -> str:
    """A word as a token."""
    return word if len(word) <= LONGEST_TOKEN else f"{word[:900]}{_hash(word)}"


def value(text: str) -> str:
    """A value of a field that is compared as a whole."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}{_hash(text)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def streams(text: str, language: str = "") -> tuple[str, str, int]:
    """The forms of a text's words, their stems, each word a line, and how many words there are.

    Of a text in several languages ("de+en") a word has a stem in each of them.
    """
    forms, stems = [], []
    spoken = languages_in(language)
    for word in words(text):
        behind = [word.form.upper()] if word.capitals else []
        forms.append(BESIDE.join([token(word.form), *behind]))
        stems.append(BESIDE.join([*dict.fromkeys(stem_token(word.form, one) for one in spoken), *behind]))
    return "\n".join(forms), "\n".join(stems), len(forms)


@lru_cache(maxsize=65536)
def stem_token(form: str, language: str) -> str:
    """What a form is found by in a text of one language: its stem there, with the language.

    A word that has English forms, or those that are usual in its letters, is its own token: which other words are forms
    of it is no question of stems alone, so that they are looked up in the list of words.
    """
    if has_usual_forms(form, language):
        return token(form)
    return f"{language}{OF_LANGUAGE}{token(stem(form, language) or form)}"


def stem_value(form: str, language: str) -> str:
    """The stem of a form as the list of words has it, with the language unless its forms are the usual ones."""
    return f"{'' if has_usual_forms(form, language) else language}{OF_LANGUAGE}{token(stem(form, language) or form)}"
