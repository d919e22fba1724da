"""Documents with paragraphs in several languages, languages that were named, and words written together."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.analysis.languages import languages_of
from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary

ENGLISH = "The minister met the generals at the dam, and they said that the strikes would go on with the army."
GERMAN = "Die Minister sagten am Montag, dass die Brücken und die Straßen der Stadt seit Tagen gesperrt sind."
RUSSIAN = "Президент России встретился с министром обороны, сообщила пресс-служба правительства в понедельник."
FRENCH = "Les ministres ont déclaré lundi que les ponts de la ville resteraient fermés, et que l’accord tient encore."


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (ENGLISH, "en"),
        (f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}", "en+de"),
        (f"{RUSSIAN}\n{RUSSIAN}\n\n{ENGLISH}", "ru+en"),
        (f"{GERMAN}\n\n{ENGLISH}\n{FRENCH}\n{GERMAN}\n{GERMAN}", "de+fr+en"),
        (f"{GERMAN}\nAls er kam\nKurz: ja", "de"),
        ("AK-47, 48", ""),
    ],
)
def test_paragraphs_that_differ_have_their_languages(text: str, languages: str) -> None:
    assert languages_of(text) == languages


@pytest.fixture
def library(build: Callable[..., Path]) -> LocalLibrary:
    texts = {
        "both": f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}",
        "russian": f"{RUSSIAN}\n{RUSSIAN}\n\n{ENGLISH}",
        "french": FRENCH,
        "english": ENGLISH.replace("strikes", "bridges"),
    }
    records = [json.dumps({"id": name, "title": "…", "source": name, "text": text}) for name, text in texts.items()]
    return LocalLibrary(build({"a.jsonl": "\n".join(records)}))


def marked(library: LocalLibrary, query: str) -> set[tuple[str, str]]:
    """The sources of what is found, each with the words that are marked."""
    found = set()
    for row in library.rows(library.search(query), 0, 50):
        text = library.document(row.summary.key).text
        found |= {(row.summary.source, text[span.start : span.end]) for span in row.hits.text}
    return found


def test_words_have_the_forms_of_all_languages_of_their_document(library: LocalLibrary) -> None:
    assert marked(library, "Brücke") == {("both", "Brücken")}
    assert marked(library, "strike") == {("both", "strikes"), ("russian", "strikes")}
    assert marked(library, "президентами") == {("russian", "Президент")}
    assert {summary.source for summary in library.summaries(library.search("lang:de"), 0, 9)} == {"both"}
    assert library.search("NOT Brücke").result.total == 3
    library.close()


def test_an_article_before_an_apostrophe_is_not_asked_for(library: LocalLibrary) -> None:
    assert marked(library, "l'accord") == {("french", "accord")}
    assert marked(library, "d’accords") == {("french", "accord")}
    assert marked(library, '"l’accord"') == {("french", "l’accord")}
    assert marked(library, "d'armée") == set()
    library.close()


@pytest.mark.parametrize("query", ["Fluechtling", "Flüchtling", "fluchtling"])
def test_an_umlaut_may_be_written_with_an_e(build: Callable[..., Path], query: str) -> None:
    text = f"{GERMAN} Die Flüchtlinge und ein Fluechtling warten."
    library = LocalLibrary(build({"a.jsonl": json.dumps({"id": "1", "title": "…", "text": text})}))
    assert {word for _, word in marked(library, query)} == {"Flüchtlinge", "Fluechtling"}
    library.close()


def test_a_language_is_named_for_a_folder_and_remembered(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Regeln gelten hier")
    folder = tmp_path / "library"

    def files_read(language: str | None = None) -> int:
        return Builder(folder, open_engine, processes=1).run([corpus], language=language).files_read

    assert files_read() == 1
    assert files_read("de") == 1
    assert files_read() == 0
    library = LocalLibrary(folder)
    assert {word for _, word in marked(library, "Regel")} == {"Regeln"}
    assert library.search("lang:de").result.total == 1
    library.close()
    assert files_read("") == 1


LAGER = "Das Lager ist voll, und die Flüchtlinge warten seit Montag; die Regierung sagte, das Land werde helfen."


@pytest.fixture
def german(build: Callable[..., Path]) -> LocalLibrary:
    texts = {
        "whole": LAGER,
        "compound": "Im Flüchtlingslager sagten die Helfer am Montag, dass die Vorräte für eine Woche nicht reichen.",
        "derived": "Die Landung war am Montag, und sie wurde von der Küste aus gesehen, wie die Fischer sagten.",
        "twice": "Flüchtlingslager sind voll; das Flüchtlingslager ist seit Montag auch für die Helfer zu klein.",
    }
    records = [json.dumps({"id": name, "title": "…", "source": name, "text": text}) for name, text in texts.items()]
    return LocalLibrary(build({"a.jsonl": "\n".join(records)}))


def test_a_german_word_is_found_in_compounds_and_ranks_them_lower(german: LocalLibrary) -> None:
    result = german.search("Flüchtling")
    sources = [summary.source for summary in german.summaries(result, 0, 9)]
    assert set(sources) == {"whole", "compound", "twice"} and sources.index("whole") < sources.index("compound")
    assert ("compound", "Flüchtlingslager") in marked(german, "Flüchtling")
    assert marked(german, "Lager") == {
        ("whole", "Lager"),
        *((one, "Flüchtlingslager") for one in ("compound", "twice")),
    }
    assert '"fluchtlingslager"' in result.explain.line
    assert marked(german, "=Flüchtlinge") == {("whole", "Flüchtlinge")}
    typed = german.search("Flüchtling", other_names=False)
    assert [summary.source for summary in german.summaries(typed, 0, 9)] == ["whole"]
    german.close()


def test_a_hebrew_word_is_found_with_its_prefixes(build: Callable[..., Path]) -> None:
    texts = {
        "bare": "ממשלה חדשה הוקמה ביום שני, כך אמר דובר הצבא, והשרים ייפגשו בירושלים בשבוע הבא",
        "article": "ראש הממשלה נפגש עם שר הביטחון ביום שני ואמר כי הדיונים יימשכו בימים הקרובים",
        "in": "השרים בממשלה הצביעו ביום שני נגד ההצעה, והדיון בה יימשך בשבוע הבא לפי הודעת הדובר",
        "other": "הדובר אמר ביום שני כי הדיון יימשך בשבוע הבא, וכי השרים הצביעו נגד ההצעה של האופוזיציה",
    }
    records = [json.dumps({"id": name, "title": "…", "source": name, "text": text}) for name, text in texts.items()]
    library = LocalLibrary(build({"a.jsonl": "\n".join(records)}))
    everywhere = {("bare", "ממשלה"), ("article", "הממשלה"), ("in", "בממשלה")}
    assert marked(library, "ממשלה") == everywhere
    assert marked(library, "הממשלה") == everywhere
    assert marked(library, "=ממשלה") == {("bare", "ממשלה")}
    library.close()
