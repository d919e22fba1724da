"""Words are found in the forms of their document's language, and marked where they stand."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.analysis.languages import language_of
from index.building.builder import Builder
from index.corrections.documents import DocumentField, checked_language, correct_document, withdraw_correction
from index.errors import ConfigurationError
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

TEXTS = {
    "en": "The minister met the generals at the dam, and they said that the strikes would go on with the army.",
    "ar": "قال المتحدث باسم القوات المسلحة إن الرئيس بوتين التقى بالرئيس التركي في المدرسة الجديدة يوم الاثنين",
    "ru": "Президент России встретился с министром обороны, сообщила пресс-служба правительства в понедельник",
    "uk": "Президента України зустріли міністри, повідомляє пресслужба уряду; обстріляли п’ять міст уночі",
    "fa": "رئیس جمهور ایران گفت که مذاکرات با کشورهای دیگر ادامه خواهد داشت و کتاب‌های مدرسه چاپ می‌شود",
    "tr": "Diyarbakır’daki ışıklar söndü, bakanlar olayla ilgili açıklama yaptı ve ülkelerin temsilcileri geldi",
    "de": "Die Regierungen haben am Montag beschlossen, die Straßen zu sperren, sagte ein Sprecher der Polizei",
    "es": "Los ataques continuaron el lunes, dijo el portavoz del ejército, y las acciones militares siguen",
    "fr": "Les attaques se sont poursuivies lundi, a déclaré le porte-parole des armées, et l’accord tient encore",
    "el": "Ο πρόεδρος της κυβέρνησης συναντήθηκε με τους υπουργούς και μίλησε για τις επιθέσεις στην πόλη",
    "hi": "सरकारों ने कहा कि सैनिकों को सीमा से हटाया जाएगा और बातचीत जारी रहेगी, मंत्री ने सोमवार को बताया",
    "he": 'ראש הממשלה נפגש עם שר הביטחון ביום שני ואמר כי צה"ל ימשיך לפעול בגבול הצפון בימים הקרובים',
    "zh": "中国政府星期一表示，双方将继续谈判，军队已经撤离边境地区，人民欢迎这一决定，总统发表讲话。",
    "ja": "政府は月曜日に、両国が交渉を続けると発表した。軍は国境から撤退し、大統領はサウジアラビアを訪問する。",
    "ko": "대통령은 월요일 국방장관을 만나 국경에서 군대를 철수하겠다고 말했다고 정부가 발표했다고 전했다",
    "none": "AK-47, 48",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalLibrary]:
    folder = tmp_path_factory.mktemp("languages")
    (folder / "corpus").mkdir()
    lines = [json.dumps({"id": name, "title": "…", "source": name, "text": text}) for name, text in TEXTS.items()]
    (folder / "corpus" / "a.jsonl").write_text("\n".join(lines))
    Builder(folder / "library", open_engine, processes=1).run([folder / "corpus"])
    opened = LocalLibrary(folder / "library")
    yield opened
    opened.close()


def found(library: LocalLibrary, query: str) -> set[str]:
    result = library.search(query)
    return {summary.source for summary in library.summaries(result, 0, 50)}


def marked(library: LocalLibrary, query: str) -> list[str]:
    result = library.search(query)
    texts = []
    for row in library.rows(result, 0, 50):
        text = library.document(row.summary.key).text
        texts += [text[span.start : span.end] for span in row.hits.text]
    return texts


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text(language: str) -> None:
    assert language_of(TEXTS[language]) == ("" if language == "none" else language)


@pytest.mark.parametrize(
    ("query", "spelled"),
    [
        ("الرئيس", ["الرئيس", "بالرئيس"]),
        ("قوات", ["القوات"]),
        ("بوتين", ["بوتين"]),
        ("المدرسه", ["المدرسة"]),
        ("президентом", ["Президент", "Президента"]),
        ("встретилась", ["встретился"]),
        ("министры", ["министром"]),
        ("Україна", ["України"]),
        ("п'ять", ["п’ять"]),
        ("ışık", ["ışıklar"]),
        ("ülke", ["ülkelerin"]),
        ("DİYARBAKIR", ["Diyarbakır"]),
        ("Regierung", ["Regierungen"]),
        ("Straße", ["Straßen"]),
        ("ataque", ["ataques"]),
        ("acción", ["acciones"]),
        ("attaque", ["attaques"]),
        ("accord", ["accord"]),
        ("επίθεση", ["επιθέσεις"]),
        ("सरकार", ["सरकारों"]),
        ("צה״ל", ['צה"ל']),
        ("谈判", ["谈判"]),
        ("サウジ", ["サウジ"]),
        ("대통령", ["대통령은"]),
        ("strike", ["strikes"]),
        ("=президентом", []),
        ("=ışık", []),
    ],
)
def test_a_word_is_found_in_the_forms_of_its_language(library: LocalLibrary, query: str, spelled: list[str]) -> None:
    assert sorted(marked(library, query)) == sorted(spelled)


def test_a_phrase_is_of_forms_too(library: LocalLibrary) -> None:
    assert marked(library, '"ataque continuó"') == ["ataques continuaron"]
    assert marked(library, '"президенты Россия"') == ["Президент России"]


def test_a_form_counts_only_in_documents_of_its_language(build: Callable[..., Path]) -> None:
    german = "Die Minister sagten am Montag, dass die Regeln verteilt werden und dass die Straße gesperrt ist."
    english = "The minister gave the report to the press, and said that the roads and the regeln are closed to them."
    records = [{"id": "de", "source": "de", "text": german}, {"id": "en", "source": "en", "text": english}]
    library = LocalLibrary(build({"a.jsonl": "\n".join(map(json.dumps, records))}))
    assert found(library, "Regel") == {"de"}
    assert found(library, "regeln") == {"de", "en"}
    assert found(library, "NOT Regel") == {"en"}
    library.close()


@pytest.mark.parametrize(
    ("text", "query", "spelled"),
    [
        ("كتاب\u200cهاي مدرسه", "کتاب", ["كتاب\u200cهاي"]),
        ("بالرئيس", "الرئيس", ["بالرئيس"]),
        ("мои министры", "министром", ["министры"]),
        ("πόλεις", "πόλη", ["πόλεις"]),
        ("the ministers", "minister", ["ministers"]),
    ],
)
def test_a_text_too_short_to_tell_has_the_usual_forms_of_its_letters(
    build: Callable[..., Path], text: str, query: str, spelled: list[str]
) -> None:
    library = LocalLibrary(build({"a.jsonl": json.dumps({"id": "1", "title": "…", "text": text})}))
    assert marked(library, query) == spelled
    library.close()


def test_documents_are_found_and_counted_by_language(library: LocalLibrary) -> None:
    assert found(library, "lang:uk") == {"uk"}
    assert found(library, "lang:ar OR lang:he") == {"ar", "he"}
    facets = [one for one in library.facets(library.search("")).facets if one.kind == "language"]
    assert {one.value: one.documents for one in facets} == {name: 1 for name in TEXTS if name != "none"}


def test_the_explain_line_names_the_forms(library: LocalLibrary) -> None:
    assert library.search("президентом").explain.line == "президентом → also президент, президента (2)"


def test_a_corrected_language_decides_the_forms(build: Callable[..., Path], tmp_path: Path) -> None:
    text = "Regeln Regeln Regeln gelten."
    folder = build({"a.jsonl": json.dumps({"id": "1", "source": "one", "text": text})})
    notes = tmp_path / "notes.sqlite"
    library = LocalLibrary(folder, notes)
    (key,) = library.search("").keys
    with contextlib.closing(Notebook.open(notes)) as notebook:
        stored = library.document(key)
        about = Subject(stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash)
        correct_document(notebook, about, DocumentField.LANGUAGE, "en")
        assert found(library, "Regel") == set()
        correct_document(notebook, about, DocumentField.LANGUAGE, " DE ")
        assert found(library, "Regel") == {"one"}
        assert marked(library, "Regel") == ["Regeln"] * 3
        assert found(library, "lang:de") == {"one"}
        assert library.catalogue.language(key) == "de"
        with pytest.raises(ConfigurationError, match="write its code"):
            correct_document(notebook, about, DocumentField.LANGUAGE, "German")
        withdraw_correction(notebook, about, DocumentField.LANGUAGE)
    library.search("")
    assert library.catalogue.language(key) == language_of(text)
    library.close()


@pytest.mark.parametrize(
    ("written", "named"),
    [("zz", "zh (Chinese)"), ("arabic", "ar (Arabic)"), ("ua", "uk (Ukrainian)"), ("ukrainan", "uk (Ukrainian)"),
     ("de+jp", "ja (Japanese)"), ("\u202e", "ar, en or ru"), ("", "ar, en or ru"), ("ar+", "ar, en or ru")],
)  # fmt: skip
def test_a_code_that_no_language_has_is_refused_with_what_is_near(written: str, named: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(named)):
        checked_language(written)


def test_all_languages_that_are_told_have_codes_that_are_taken() -> None:
    told = [checked_language(language_of(text)) for text in TEXTS.values() if language_of(text)]
    assert len(told) == len(TEXTS) - 1
    assert checked_language(" DE+en ") == "de+en"
