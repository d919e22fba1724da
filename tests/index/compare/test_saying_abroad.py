"""Quotes of other languages: their marks, and who says them."""

from __future__ import annotations

import pytest

from index.compare.attribution import find_quotes
from index.compare.comparison import Account
from index.entities import find_mentions
from index.text.sentences import sentences


def said(text: str) -> list[tuple[str, str]]:
    account = Account("1", "", "", text, tuple(find_mentions(text)), tuple(sentences(text)), (), None)
    return [(text[quote.start : quote.end], quote.name) for quote in find_quotes(account) if quote.direct]


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("Мост закрыт.\n\n«Мы откроем его в пятницу утром», — заявил Сергей Лавров журналистам в Минске.",
         "«Мы откроем его в пятницу утром»", "Sergei Lavrov"),
        ("Міст закрито.\n\n«Ми відкриємо його у п’ятницю», — сказав Володимир Зеленський журналістам.",
         "«Ми відкриємо його у п’ятницю»", "Volodymyr Zelensky"),
        ("أغلق الجسر صباح اليوم.\n\n«سنفتح الجسر يوم الجمعة»، قال بشار الأسد للصحفيين في دمشق.",
         "«سنفتح الجسر يوم الجمعة»", "Bashar al-Assad"),
        ("Le pont est fermé.\n\n« Nous le rouvrirons vendredi matin », a déclaré Emmanuel Macron à la presse.",
         "« Nous le rouvrirons vendredi matin »", "Emmanuel Macron"),
        ("Die Brücke ist gesperrt.\n\n„Wir öffnen sie am Freitag wieder“, sagte Olaf Scholz vor der Presse.",
         "„Wir öffnen sie am Freitag wieder“", "Olaf Scholz"),
        ("Die Brücke ist gesperrt.\n\n»Wir öffnen sie am Freitag wieder«, erklärte Angela Merkel der Presse.",
         "»Wir öffnen sie am Freitag wieder«", "Angela Merkel"),
        ("Köprü bu sabah kapatıldı.\n\nRecep Tayyip Erdoğan, “Cuma sabahı köprüyü açacağız” dedi gazetecilere.",
         "“Cuma sabahı köprüyü açacağız”", "Recep Tayyip Erdogan"),
        ("橋は閉鎖された。\n\nプーチン大統領は「金曜日に再開する」と述べた。",
         "「金曜日に再開する」", "Vladimir Putin"),
        ("大桥已经关闭。\n\n普京说：“我们星期五重新开放大桥。”", "“我们星期五重新开放大桥。”", "Vladimir Putin"),
    ],
)  # fmt: skip
def test_who_says_a_quote(text: str, quote: str, name: str) -> None:
    assert said(text) == [(quote, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Мост закрыт. В городе Минск ждали гостей.\n\n«Мы откроем его в пятницу утром», — заявил рабочий на мосту.",
        "Сергей Лавров уехал утром. «Мы откроем мост в пятницу утром». Дождь шёл весь день, и мост стоял пустой.",
        "Die Brücke »Alte Liebe am Hafen« ist gesperrt, und Olaf Scholz fuhr nach Hause, ohne ein Wort zu sprechen.",
    ],
)
def test_nobody_says_what_no_known_name_says(text: str) -> None:
    assert not [name for _, name in said(text) if name]
