"""In ten scripts, with marks and characters that are not seen, what is found is what an oracle of letters finds."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from index.library.library import LocalLibrary

WORDS = {
    "latin": "Éire café naïve façade Straße coöperate",
    "cyrillic": "мой мои Йод її іі ёлка ўсё",
    "greek": "Αθήνα ΑΘΗΝΑ πόλη πόλης",
    "arabic": "الرئيس مُحَمَّد محمد كتاب علي على مدرسة مدرسه",
    "persian": "کتاب نمی\u200cخواهد کتاب\u200cها",
    "hebrew": "שלום צה״ל מַלְכָּה מלכה",
    "devanagari": "क्या कया हिन्दी सरकार क्\u200dया",
    "hangul": "대통령 정부 국방",
    "kana": "ガス カス パリ バリ",
    "han": "中国 国人 人民",
}
SEPARATORS = [" ", "  ", ", ", "\n", " — ", "\u00a0", "; "]
UNSEEN = ["\u00ad", "\u200b", "\u2060", "\u200e"]
CHARACTERS_ARE_WORDS = ("kana", "han")


def disguised(chance: random.Random, word: str) -> str:
    """A word with characters in it that are not seen, or decomposed."""
    if chance.random() < 0.3:
        word = unicodedata.normalize("NFD", word)
    at = chance.randrange(1, len(word)) if len(word) > 1 else 0
    unseen = chance.choice(UNSEEN)
    return word[:at] + unseen + word[at:] if at and chance.random() < 0.4 and word[at].isalpha() else word


def letters(word: str) -> str:
    """What decides a word, said otherwise than in the code: by script, from the composed form."""
    kept = []
    seen = "".join(letter for letter in word.casefold() if unicodedata.category(letter) != "Cf")
    for letter in unicodedata.normalize("NFC", seen):
        name = unicodedata.name(letter, "")
        plain = unicodedata.normalize("NFD", letter)
        if name.startswith(("ARABIC FATH", "ARABIC DAMMA", "ARABIC SHADDA", "HEBREW POINT", "HEBREW PUNCTUATION")):
            continue
        is_accent = name.startswith(("LATIN", "GREEK")) or letter == "ё"
        kept.append(plain[0] if is_accent else letter)
    return "".join(kept).replace("ς", "σ")


def words_of(text: str) -> list[str]:
    return text.replace("—", " ").replace(",", " ").replace(";", " ").split()


def stands_in(script: str, word: str, text: str) -> bool:
    """Characters stand one after the other, whatever punctuation is between them; other words are whole."""
    if script in CHARACTERS_ARE_WORDS:
        return letters(word) in letters("".join(words_of(text)))
    return letters(word) in map(letters, words_of(text))


@pytest.mark.parametrize("script", WORDS)
def test_exact_words_in_a_script(script: str, build: Callable[..., Path]) -> None:
    chance = random.Random(script)
    vocabulary = WORDS[script].split()
    texts = {
        f"d{number}": "".join(
            disguised(chance, chance.choice(vocabulary)) + chance.choice(SEPARATORS)
            for _ in range(chance.randint(1, 12))
        )
        for number in range(12)
    }
    lines = [json.dumps({"id": name, "title": name, "source": name, "text": text}) for name, text in texts.items()]
    library = LocalLibrary(build({"a.jsonl": "\n".join(lines)}))
    for word in vocabulary:
        typed = disguised(chance, word)
        found = library.search(f'="{typed}"')
        expected = {name for name, text in texts.items() if stands_in(script, word, text)}
        rows = library.rows(found, 0, 50)
        assert {row.summary.source for row in rows} == expected, word
        for row in rows:
            text = library.document(row.summary.key).text
            assert row.hits.text
            assert {letters("".join(words_of(text[span.start : span.end]))) for span in row.hits.text} == {
                letters(word)
            }
    library.close()
