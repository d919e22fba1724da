"""Names in texts of other languages: those that the lists know, and none that is guessed."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.entities.aliases import other_names
from index.model import EntityType


def names(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.name) for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "بيروت، 3 آذار/مارس 2024 (رويترز) - قال الرئيس ماكرون إن باريس وبرلين تدعمان الأمم المتحدة.",
            ["Beirut", "Reuters", "Emmanuel Macron", "Paris", "Berlin", "United Nations"],
        ),
        (
            "تهران، ۳ مهر ۱۴۰۲ (ایسنا) - دونالد ترامپ درباره سوریه سخن گفت.",
            ["Tehran", "Islamic Students News Agency", "Donald Trump", "Syria"],
        ),
        (
            "МИНСК, 3 марта. /ТАСС/. В Москве Ангела Меркель встретилась с Эммануэлем Макроном и говорила о Германии.",
            ["Minsk", "TASS", "Moscow", "Angela Merkel", "Emmanuel Macron", "Germany"],
        ),
        (
            "ЛЬВІВ (Укрінформ) — У Києві та Харкові Президента Зеленського чекали.",
            ["Lviv", "Ukrinform", "Kyiv", "Kharkiv"],
        ),
        ('ראש הממשלה נתניהו אמר בירושלים כי צה"ל פעל בסוריה ובלבנון.', ["Benjamin Netanyahu", "Jerusalem"]),
        (
            "İSTANBUL (AA) - Ankara’daki toplantıda Almanya ve Rusya’nın temsilcileri bir araya geldi, dedi bakan.",
            ["Istanbul", "Anadolu Agency", "Ankara", "Germany", "Russia"],
        ),
        (
            "BERLIN, 3. März 2024 (dpa) - Die Sprecherin sagte am Montag im Mai, dass Warschau und Moskau nicht reden.",
            ["Berlin", "Deutsche Presse-Agentur", "Warsaw", "Moscow"],
        ),
        (
            "新华社北京3月3日电 法国总统马克龙宣布，联合国将支持乌克兰。",
            ["Xinhua", "Beijing", "France", "Emmanuel Macron"],
        ),
        (
            "【パリ共同】フランスのマクロン大統領はウクライナについて述べた。",
            ["Paris", "Kyodo News", "France", "Emmanuel Macron"],
        ),
        (
            "(파리=연합뉴스) 마크롱 대통령은 프랑스에서 우크라이나를 지지한다고 말했다.",
            ["Yonhap", "Emmanuel Macron", "France"],
        ),
        ("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) - Ο πρόεδρος της Γαλλίας μίλησε για τη Συρία.", ["Athens", "France", "Syria"]),
        ("WARSZAWA (PAP) - Rząd Francji powiedział, że w Moskwie oraz w Syrii nie było rozmów.", ["Warsaw", "Syria"]),
    ],
)
def test_known_names_have_their_one_name(text: str, expected: list[str]) -> None:
    found = [name for _, name in names(text)]
    assert [name for name in expected if name not in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Mann sagte am Montag im Mai, dass die Straße und das Haus in Essen nicht offen sind.",
        "الوزير يأكل حمصا في المدينة وينظر إلى صور العين.",
        "Мир и весна: первый белый день принес новый свет, сказали соседи.",
        "Le mardi de mai, la mairie a dit que les tours et les ponts ne sont pas ouverts.",
        "大和の心と平和を大切にする。",
    ],
)
def test_usual_words_are_no_names(text: str) -> None:
    assert names(text) == []


def test_offsets_are_those_of_the_name_without_what_is_written_with_it() -> None:
    for text, surface in (
        ("وصل الوزير إلى باريس وبرلين يوم الاثنين", "برلين"),
        ("Bakan dün Ankara’nın kararını ve yolunu açıkladı.", "Ankara"),
    ):
        assert [text[m.start : m.end] for m in find_mentions(text)][-1] == surface


def test_bent_names_are_the_name() -> None:
    for form in ("Москва", "Москве", "Москву", "Москвой", "Москвы"):
        text = f"Министр сказал, что в субботу будет {form} на карте."
        assert names(text)[-1] == (form, "Moscow")


def test_english_paragraphs_go_to_the_tagger_and_others_do_not() -> None:
    english = "Anna Berg said on Monday that the bridge to the island would be closed for a week."
    german = "Der Sprecher sagte am Montag, dass die Brücke nach Kiew für eine Woche nicht offen ist."
    found = find_mentions(f"{english} {english}\n\n{german}\n\n{english}")
    assert [mention.name for mention in found] == ["Anna Berg"] * 2 + ["Kyiv", "Anna Berg"]


def test_a_reason_tells_that_the_name_is_of_another_language() -> None:
    (mention,) = find_mentions("Министр сказал в субботу: это Сирия.")
    assert mention.type is EntityType.PLACE
    assert "another language" in mention.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вона мовчала. Тоді прийшли люди. Бо ніхто не знав, чому вона вийшла з дому вранці.", []),
        ("Но никто не ответил. Новая партия груза ушла. Роман уехал рано утром, сообщили соседи.", []),
        ("Benim için zor oldu, dedi komşusu. Barış istiyoruz. Adalet yerini buldu, diyorlar bugün.", []),
        ("Sana ne oldu, dedi annesi. Sanayi büyüyor, ama köylerde Çobanı aradılar diye yazdı gazete.", []),
        ("او روز دوشنبه گفت که حال همه خوب است و اگر لازم باشد در میدان می‌مانند و آنان نیز می‌آیند.", []),
        ("وقال إن الأمل كبير وأن الليل طويل، وكيف يكون الصبر في مشهد كهذا وأن القوم نيام منذ زمن بعيد.", []),
        ("Graça chegou cedo e disse que esse dia foi longo. Tanta gente esperou na rua, disse ela.", []),
        ("Герой вернулся в Харьков и в Смоленском районе встретил друзей из Грозного, рассказал он.", ["Kharkiv"]),
        ("Wir fuhren nach München und Zürich. Die Vereinten Nationen schwiegen dazu, sagte er.",
         ["Munich", "Zurich", "United Nations"]),
        ("Selon l’ONU et l’Agence France-Presse, la route d’Alep reste fermée pour les habitants.",
         ["United Nations", "Agence France-Presse", "Aleppo"]),
        ("Van’da kar yağdı, Ankara’da ise hava açıktı; yetkililer yolların kapalı olduğunu söyledi.", ["Ankara"]),
        ("وصل الوفد إلى الخرطوم وصيدا ثم رفح، ثم عاد من شيراز و مشهد إلى بيروت مساء أمس برا.",
         ["Khartoum", "Sidon", "Rafah", "Shiraz", "Beirut"]),
    ],
)  # fmt: skip
def test_usual_words_are_no_towns(text: str, expected: list[str]) -> None:
    found = [mention.name for mention in find_mentions(text) if mention.type is not EntityType.PERSON]
    assert found == expected
    assert all(mention.text == mention.text.strip() for mention in find_mentions(text))


@pytest.mark.parametrize("word", ["Рубио", "روبيو", "Marco Rubio", "marco rubio"])
def test_who_is_only_in_the_list_of_scripts_is_found_by_the_english_name_too(word: str) -> None:
    found = other_names(word)
    assert found is not None
    assert {"Рубіо", "鲁比奥"} <= set(found[0])
