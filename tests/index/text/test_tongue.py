"""Which parts of a text are English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.tongue import is_english, other_parts

ENGLISH = "The minister said on Monday that the bridge to the island would be closed for a week."
OTHERS = {
    "ar": "قال الوزير يوم الاثنين إن الجسر سيغلق لمدة أسبوع أمام السيارات.",
    "de": "Der Minister sagte am Montag, dass die Brücke zur Insel für eine Woche nicht befahrbar ist.",
    "es": "El ministro dijo el lunes que el puente de la isla estará cerrado una semana por obras.",
    "fr": "Le ministre a dit lundi que le pont de l’île serait fermé pour une semaine par des travaux.",
    "el": "Ο υπουργός είπε τη Δευτέρα ότι η γέφυρα θα κλείσει για μια εβδομάδα.",
    "ja": "大臣は月曜日、橋を一週間閉鎖すると述べた。",
    "ko": "장관은 월요일에 다리를 일주일 동안 폐쇄한다고 말했다.",
    "nl": "De minister zei maandag dat de brug naar het eiland een week dicht is voor het verkeer.",
    "pl": "Minister powiedział w poniedziałek, że most na wyspę zostanie zamknięty na tydzień przez remont.",
    "pt": "O ministro disse na segunda-feira que a ponte não abre por uma semana para obras.",
    "ru": "Министр сказал в понедельник, что мост на остров закроют на неделю.",
    "tr": "Bakan pazartesi günü köprünün bir hafta için kapalı olacağını ve yolun açık kalacağını söyledi.",
    "uk": "Міністр сказав у понеділок, що міст на острів закриють на тиждень.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_languages_are_not_english(text: str) -> None:
    assert not is_english(text)
    assert other_parts(text) == [(0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Quotes in brief",
        "No way. No means no.",
        "Recep Tayyip Erdoğan met Angela Merkel",
        "São Paulo, Brasília and Curitiba",
        "1. Real Madrid 12 5 3 4 20 18\n2. San Lorenzo de Almagro 12 4 3 5\n3. Olimpia de Asunción 12 3 3 6",
        "",
    ],
)
def test_english_and_what_cannot_be_told_is_english(text: str) -> None:
    assert is_english(text)
    assert other_parts(text) == []


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_paragraph_of_another_language_stands_apart_in_an_english_text(other: str) -> None:
    text = f"{ENGLISH} {ENGLISH}\n\n{other} {other}\n\n{ENGLISH}"
    ((start, end),) = other_parts(text)
    assert text[start:end] == f"{other} {other}"


def test_an_english_paragraph_stands_apart_in_a_text_of_another_language() -> None:
    text = f"{OTHERS['de']} {OTHERS['de']} {OTHERS['de']}\n{ENGLISH}\n{OTHERS['de']}"
    assert [text[start:end] for start, end in other_parts(text)][1:] == [OTHERS["de"]]
    assert ENGLISH not in "".join(text[start:end] for start, end in other_parts(text))


@given(st.lists(st.sampled_from([ENGLISH, *OTHERS.values(), "", " ", "x"]), max_size=8).map("\n".join))
def test_parts_are_in_order_and_have_something_on_them(text: str) -> None:
    last = 0
    for start, end in other_parts(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip()
        last = end
