"""Texts in the code pages of DOS, of the Macintosh and of old Unix are told from each other and from mojibake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.decoding import decode_doubting
from index.text.mojibake import repaired

RUSSIAN = "Министр обороны заявил вчера, что войска вошли в город на рассвете и заняли вокзал."
UKRAINIAN = "Міністр оборони заявив учора, що війська увійшли до міста на світанку."
ARABIC = "قال وزير الدفاع إن القوات دخلت المدينة عند الفجر وسيطرت على المحطة"
FRENCH = "Le ministre a déclaré hier que l'armée était entrée à l'aube dans la cité, près de l'école."
GERMAN = "Die Straße führt über die Brücke; die Kämpfe dauerten länger als üblich."
ENGLISH = "He doesn’t say what “they” can’t do – it’s the café’s owner, a naïve man…"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        *((RUSSIAN, page) for page in ("cp1251", "koi8_r", "cp866", "iso8859_5")),
        (UKRAINIAN, "cp1251"),
        *((ARABIC, page) for page in ("cp1256", "iso8859_6")),
        *((FRENCH, page) for page in ("cp1252", "cp437", "cp850", "mac_roman")),
        *((GERMAN, page) for page in ("cp1252", "cp437", "cp850", "mac_roman")),
        *((ENGLISH, page) for page in ("cp1252", "mac_roman")),
    ],
)
def test_a_page_is_told_by_its_letters(text: str, page: str) -> None:
    found = decode_doubting(text.encode(page))
    assert (found.text, found.doubt) == (text, "")


def test_what_is_only_guessed_says_so() -> None:
    found = decode_doubting("НАЧАЛО".encode("cp1251"))
    assert "perhaps" in found.doubt and "--encoding" in found.doubt


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, GERMAN, ENGLISH, "Łódź i Kraków"])
@pytest.mark.parametrize("page", ["latin-1", "cp1252", "cp1251"])
def test_what_was_read_in_the_wrong_page_is_repaired_and_nothing_else(text: str, page: str) -> None:
    assert repaired(text) == (text, 0)
    try:
        spoilt = text.encode().decode(page)
    except UnicodeDecodeError:
        return
    meant, lines = repaired(f"Before.\n{spoilt}\nAfter.")
    assert meant in (f"Before.\n{text}\nAfter.", f"Before.\n{spoilt}\nAfter.")
    if page == "cp1252" or (page == "cp1251" and text == RUSSIAN):
        assert lines == 1


@given(st.text())
def test_no_text_makes_it_fail_or_loses_a_line(text: str) -> None:
    assert repaired(text)[0].count("\n") == text.count("\n")


@pytest.mark.parametrize("page", ["cp932", "euc_jp"])
def test_a_short_japanese_text_is_told_by_its_kana(page: str) -> None:
    assert decode_doubting("橋は閉鎖された。".encode(page)).text == "橋は閉鎖された。"


def test_words_in_other_letters_within_an_english_text_are_read_and_the_guess_is_told() -> None:
    text = "The envoy, Сергей Волков, came on Friday; Волков left by the night train."
    found = decode_doubting(text.encode("cp1251"))
    assert found.text == text
    assert "cp1251, perhaps" in found.doubt


@pytest.mark.parametrize("text", ["Le café était fermé, à Noël.", "«À bientôt», dit-il, été comme hiver, là-bas."])
def test_accented_words_are_not_taken_for_other_letters(text: str) -> None:
    assert decode_doubting(text.encode("cp1252")).text == text


def test_turkish_and_baltic_letters_that_were_read_wrong_are_repaired() -> None:
    assert repaired("Ä°zmir ve RÄ«ga: yaÄŸmur") == ("İzmir ve Rīga: yağmur", 1)
    assert repaired("Die Äpfel, Å 5 und ÅRHUS") == ("Die Äpfel, Å 5 und ÅRHUS", 0)
