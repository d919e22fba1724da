"""Every shape that the W3C's model has a sample of (sections 3 and 4) goes in and comes out as it was written.

The words and addresses are our own; the numbers are those of the samples in https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.notebook.export.web_annotation import to_w3c
from index.notebook.importing import plan_import
from index.notebook.reading.notes import read_notes
from index.notebook.store import Notebook

PAGE = "http://harbour.example/ferry.html"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CHOICE_OF_BODIES = {
    "type": "Choice",
    "items": [
        {"id": "http://notes.example/en", "language": "en"},
        {"id": "http://notes.example/fr", "language": "fr"},
    ],
}
PERSON = {"id": "http://people.example/ann", "type": "Person", "name": "Ann Brown", "nickname": "ann"}
QUOTE = {"type": "TextQuoteSelector", "exact": "the ferry", "prefix": "when ", "suffix": " sank"}
XPATH = {"type": "XPathSelector", "value": "/html/body/p[2]/table/tr[2]/td[3]/span"}


def part(**more: Any) -> dict[str, Any]:
    """A part of the page."""
    return {"type": "SpecificResource", "source": PAGE, **more}


def selected(**selector: Any) -> dict[str, Any]:
    return {"source": PAGE, "selector": selector}


def sequence(kind: str, *items: Any) -> dict[str, Any]:
    return {"type": kind, "items": list(items)}


SAMPLES: dict[str, dict[str, Any]] = {
    "1 a body and a target": {"body": "http://notes.example/post1", "target": PAGE},
    "2 a part as target": {
        "body": {"id": "http://notes.example/post1#xywh=0,0,1,1", "type": "Text"},
        "target": "http://harbour.example/boat.jpg#xywh=100,100,300,300",
    },
    "3 formats and languages": {
        "body": {
            "id": "http://notes.example/sound.mp3",
            "format": "audio/mpeg",
            "language": "fr",
            "processingLanguage": "fr",
            "textDirection": "ltr",
        },
        "target": {"id": "http://gifts.example/patron", "format": "application/pdf", "language": ["en", "ar"]},
    },
    "4 classes": {"body": {"id": "http://notes.example/v", "type": "Video"}, "target": {"id": PAGE, "type": "Text"}},
    "5 an embedded text": {
        "body": {"type": "TextualBody", "value": "<p>j'adore !</p>", "format": "text/html", "language": "fr"},
        "target": PAGE,
    },
    "6 a string as body": {"bodyValue": "Who said so?", "target": PAGE},
    "7 a text that says the same": {
        "body": {"type": "TextualBody", "value": "Who said so?", "format": "text/plain"},
        "target": PAGE,
    },
    "8 no body": {"target": PAGE},
    "9 several bodies": {
        "body": ["http://notes.example/description1", {"type": "TextualBody", "value": "tag1", "purpose": "tagging"}],
        "target": ["http://harbour.example/image1", "http://harbour.example/image2"],
    },
    "10 a choice": {"body": CHOICE_OF_BODIES, "target": PAGE},
    "11 lifecycle": {
        "creator": PERSON,
        "created": "2015-01-28T12:00:00Z",
        "modified": "2015-01-29T09:00:00Z",
        "generator": {"id": "http://client.example/1", "type": "Software", "name": "Code v2.1", "homepage": PAGE},
        "generated": "2015-02-04T12:00:00Z",
        "body": {"id": "http://notes.example/review1", "creator": "http://people.example/bob", "created": "2014-06-02"},
        "target": PAGE,
    },
    "12 agents": {
        "creator": {**PERSON, "email_sha1": "58bad08927902ff9307b621c54716dcc5083e339"},
        "generator": {"id": "http://client.example/1", "type": "Software", "name": "Code", "homepage": PAGE},
        "body": "http://notes.example/review1",
        "target": PAGE,
    },
    "13 an audience": {
        "audience": {"id": "http://people.example/roles/teacher", "type": "schema:EducationalAudience"},
        "body": "http://notes.example/classnotes1",
        "target": PAGE,
    },
    "14 accessibility": {
        "motivation": "commenting",
        "body": "http://notes.example/v1",
        "target": {"id": "http://harbour.example/v1", "type": "Video", "accessibility": "captions"},
    },
    "15 motivation and purpose": {
        "motivation": "bookmarking",
        "body": [
            {"type": "TextualBody", "value": "readme", "purpose": "tagging"},
            {"type": "TextualBody", "value": "A good description of the topic.", "purpose": "describing"},
        ],
        "target": PAGE,
    },
    "16 rights": {
        "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
        "body": {"id": "http://notes.example/review1", "rights": "http://creativecommons.org/licenses/by-nc/4.0/"},
        "target": PAGE,
    },
    "17 other identities": {
        "canonical": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df",
        "via": "http://other.example/anno1",
        "body": {"id": "http://notes.example/review1", "rights": "http://rights.example/0"},
        "target": PAGE,
    },
    "18 a part with a purpose": {
        "body": {"type": "SpecificResource", "purpose": "tagging", "source": "http://places.example/city1"},
        "target": {"id": "http://harbour.example/photo1", "type": "Image"},
    },
    "19 a selector elsewhere": {"body": "http://notes.example/d1", "target": part(selector="http://s.example/1")},
    "20 a fragment": {
        "body": {"source": PAGE, "purpose": "describing", "selector": {"type": "FragmentSelector", "value": "p3"}},
        "target": selected(
            type="FragmentSelector", conformsTo="http://www.w3.org/TR/media-frags/", value="xywh=50,50,640,480"
        ),
    },
    "21 CSS": {"body": "http://notes.example/n", "target": selected(type="CssSelector", value="#elemid > .p")},
    "22 XPath": {"body": "http://notes.example/n", "target": selected(**XPATH)},
    "23 a quote": {"body": "http://notes.example/n", "target": selected(**QUOTE)},
    "24 a position": {
        "body": "http://notes.example/n",
        "target": selected(type="TextPositionSelector", start=412, end=795),
    },
    "25 bytes": {
        "body": "http://notes.example/n",
        "target": selected(type="DataPositionSelector", start=4096, end=4104),
    },
    "26 a drawing elsewhere": {
        "body": "http://notes.example/road1",
        "target": {"source": PAGE, "selector": {"id": "http://svg.example/1", "type": "SvgSelector"}},
    },
    "27 a drawing": {
        "body": "http://notes.example/road1",
        "target": selected(type="SvgSelector", value="<svg:svg><svg:rect x='1'/></svg:svg>"),
    },
    "28 a range": {
        "body": "http://notes.example/n",
        "target": selected(
            type="RangeSelector",
            startSelector={"type": "XPathSelector", "value": "//table[1]/tr[1]/td[2]"},
            endSelector={"type": "XPathSelector", "value": "//table[1]/tr[1]/td[4]"},
        ),
    },
    "29 a refinement": {
        "body": "http://notes.example/n",
        "target": selected(type="FragmentSelector", value="para5", refinedBy=QUOTE),
    },
    "30 a state elsewhere": {"body": "http://notes.example/n", "target": part(state={"id": "http://states.example/1"})},
    "31 a time": {
        "body": "http://notes.example/n",
        "target": {
            "source": PAGE,
            "state": {"type": "TimeState", "cached": "http://archive.example/1", "sourceDate": "2015-07-20T13:30:00Z"},
        },
    },
    "32 a request": {
        "body": "http://notes.example/n",
        "target": {"source": PAGE, "state": {"type": "HttpRequestState", "value": "Accept: application/pdf"}},
    },
    "33 a state that is refined": {
        "body": "http://notes.example/n",
        "target": {
            "source": PAGE,
            "state": {
                "type": "TimeState",
                "sourceDate": "2016-02-01T12:05:23Z",
                "refinedBy": {"type": "HttpRequestState", "value": "Accept: application/pdf"},
            },
        },
    },
    "34 styles": {
        "stylesheet": {"id": "http://styles.example/1.css", "type": "CssStylesheet"},
        "body": "http://notes.example/n",
        "target": {"source": PAGE, "styleClass": "red"},
    },
    "35 an embedded style": {
        "stylesheet": {"type": "CssStylesheet", "value": ".red { color: red }"},
        "body": "http://notes.example/n",
        "target": {"source": PAGE, "styleClass": "red"},
    },
    "36 a rendering": {
        "body": "http://notes.example/n",
        "target": {"source": PAGE, "selector": QUOTE, "renderedVia": {"id": "http://r.example/1", "type": "Software"}},
    },
    "37 a scope": {
        "body": "http://notes.example/n",
        "target": {"source": "http://harbour.example/boat.jpg", "scope": PAGE},
    },
    "38 a choice that is shown": {"motivation": "commenting", "body": CHOICE_OF_BODIES, "target": PAGE},
    "39 a composite": {
        "motivation": "commenting",
        "body": {"type": "TextualBody", "value": "These belong together"},
        "target": sequence("Composite", "http://harbour.example/1", {"source": PAGE, "selector": XPATH}),
    },
    "40 a list": {
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": "important"},
        "target": sequence("List", "http://harbour.example/1", "http://harbour.example/2"),
    },
    "41 independents": {
        "motivation": "classifying",
        "body": "http://vocab.example/art/portrait",
        "target": sequence("Independents", "http://harbour.example/1", "http://harbour.example/2"),
    },
}


def annotation_of(name: str) -> dict[str, Any]:
    number = name.partition(" ")[0]
    return {"@context": CONTEXT, "id": f"http://notes.example/anno{number}", "type": "Annotation", **SAMPLES[name]}


def exported(notebook: Notebook) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(to_w3c(notebook.annotations()))["first"]["items"]
    return items


def taken_in(folder: Path, text: str) -> list[dict[str, Any]]:
    """What a notebook that has read this exports."""
    with closing(Notebook.open(folder / "n.sqlite")) as notebook:
        plan = plan_import(notebook.present(), read_notes(text).incoming)
        notebook.take_in(plan.changes, plan.further)
        return exported(notebook)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_out_as_it_was_written(name: str, tmp_path: Path) -> None:
    sample = annotation_of(name)
    (first,) = taken_in(tmp_path / "first", json.dumps(sample))
    wanted = {key: value for key, value in sample.items() if key != "@context"}
    assert {key: value for key, value in first.items() if key in wanted} == wanted
    (second,) = taken_in(tmp_path / "second", json.dumps({"@context": CONTEXT, **first}))
    assert second == first


def test_all_of_them_at_once(tmp_path: Path) -> None:
    items = [annotation_of(name) for name in SAMPLES]
    collection = {"@context": CONTEXT, "type": "AnnotationPage", "items": items}
    assert {one["id"] for one in taken_in(tmp_path, json.dumps(collection))} == {one["id"] for one in items}


@pytest.mark.parametrize(("name", "told"), [("28 a range", "RangeSelector"), ("39 a composite", "Composite")])
def test_what_a_note_cannot_hold_is_told(name: str, told: str) -> None:
    problems = read_notes(json.dumps(annotation_of(name))).problems
    assert any(told in reason for reason in problems)


@pytest.mark.parametrize("none", [None, 5, "", ["http://notes.example/1"]])
def test_an_id_that_is_none_is_no_other_note_each_time_it_travels(none: object, tmp_path: Path) -> None:
    (first,) = taken_in(tmp_path / "first", json.dumps({**annotation_of("1 a body and a target"), "id": none}))
    assert first["id"].startswith("urn:uuid:")
    (second,) = taken_in(tmp_path / "second", json.dumps({"@context": CONTEXT, **first}))
    assert second == first
