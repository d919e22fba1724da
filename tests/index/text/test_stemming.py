"""Forms of a word have one stem in its language; words that only look alike have not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.folding import fold
from index.text.stemming import stem

FORMS = {
    "tr": """
        ışık/ışıklar/ışığı/ışıkları saldırı/saldırılar/saldırıda/saldırının asker/askerler/askerlerin/askeri
        kitap/kitabı/kitaplar Suriye/Suriyede/Suriyenin açıkladı/açıklama/açıklamasında/açıklanmıştır
        hükümet/hükümetin/hükümetlerle bakanlık/bakanlığı/bakanlıktan üniversite/üniversitenin ev/evler/evlerinde
    """,
    "az": "silah/silahlar/silahların əsgər/əsgərlər/əsgərlərin",
    "el": """
        Ολλανδία/Ολλανδίας γερμανική/γερμανικά/γερμανικού δικαστήριο/δικαστηρίου/δικαστήρια επίθεση/επιθέσεις
        χρησιμοποιεί/χρησιμοποιούν/χρησιμοποιήθηκαν πόλεμος/πολέμου/πόλεμο κυβέρνηση/κυβερνήσεων
    """,
    "ru": """
        забастовка/забастовок/забастовки финансировал/финансирование/финансирует поправки/поправок
        уровень/уровня президент/президентом
    """,
    "de": """
        verhindert/verhindern klassifiziert/klassifizieren/klassifizierte veröffentlicht/veröffentlichen
        Südamerika/Südamerikas Algorithmus/Algorithmen Soldat/Soldaten Sicherheit/Sicherheiten
    """,
    "hi": "टेलीविज़न/टेलीविजन हिन्दी/हिंदी पाँच/पांच सरकार/सरकारों परिवर्तन/परिवर्त्तन जिंगल/जिंगल्स",
}
APART = {
    "tr": "Türkler/Türkiye başkan/başka ordu/ordino Irak/ırmak doları/dolayı",
    "el": "πόλη/πόλεμος χώρα/χωριό",
    "ru": "ответ/ответственный мир/мирза новость/новый столица/столик Павел/пал",
    "de": "Soldat/solide Schaft/Schal Macht/machbar Bericht/Gericht Stadt/Staat Sicherheit/sichtbar",
    "hi": "संस्था/संस्थान राज्य/राजा",
}


def pairs(families: dict[str, str]) -> list[tuple[str, str, str]]:
    listed = [(language, family.split("/")) for language, texts in families.items() for family in texts.split()]
    return [(language, one, other) for language, (one, *others) in listed for other in others]


@pytest.mark.parametrize(("language", "one", "other"), pairs(FORMS))
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stem(fold(one), language) == stem(fold(other), language)


@pytest.mark.parametrize(("language", "one", "other"), pairs(APART))
def test_other_words_have_other_stems(language: str, one: str, other: str) -> None:
    assert stem(fold(one), language) != stem(fold(other), language)


@given(
    language=st.sampled_from(["tr", "az", "el", "ru", "de", "hi", "ar", "fa", "uk", "ko", "he", "xx", "de+tr"]),
    surface=st.text(st.sampled_from("abdeilmnrstukßıİğçşάαεισςνοтьйеокавстиحكومةهای한은कों़ँ्र"), min_size=1, max_size=30),
)
def test_a_word_keeps_a_stem(language: str, surface: str) -> None:
    form = fold(surface)
    root = stem(form, language)
    assert 0 < len(root) <= len(form)
