from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject, new_annotation
from index.notebook.export.formats import FORMATS
from index.notebook.importing import ImportPlan, Incoming, Present
from index.notebook.importing import plan_import as plan_of
from index.notebook.reading.notes import read_notes
from index.notebook.store import Notebook


def plan_import(present: Sequence[Annotation], incoming: Sequence[Annotation]) -> ImportPlan:
    """What to do with notes where these are present, and no other revisions."""
    return plan_of(Present(present), Incoming(incoming))


HYPOTHESIS = {
    "id": "kQ3VbOJtEeeTlyvPp4jWzA",
    "created": "2021-03-01T12:30:00.123456+00:00",
    "updated": "2021-03-02T14:30:00+02:00",
    "user": "acct:someone@hypothes.is",
    "uri": "https://example.org/varna",
    "text": "Who pays?",
    "tags": ["port", "port", " "],
    "document": {"title": ["Dockers return"]},
    "target": [
        {
            "source": "https://example.org/varna",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 1},
                {"type": "TextPositionSelector", "start": 120, "end": 129},
                {"type": "TextQuoteSelector", "exact": "the union", "prefix": "Monday. ", "suffix": " said that"},
            ],
        }
    ],
}

FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno/7",
    "type": "Annotation",
    "created": "2020-01-01T01:02:03Z",
    "bodyValue": "a plain remark",
    "target": {
        "source": "http://example.org/page",
        "selector": {"type": "TextQuoteSelector", "exact": "quoted", "prefix": "was ", "suffix": " here"},
    },
}


def w3c(**changes: Any) -> Annotation:
    read = read_notes(json.dumps({**FOREIGN, **changes}))
    assert read.problems == []
    return read.annotations[0]


@pytest.mark.parametrize("form", ["annotations", "rows"])
def test_hypothesis_export_is_read(form: str) -> None:
    read = read_notes(json.dumps({"export_date": "2021", form: [HYPOTHESIS, {**HYPOTHESIS, "id": "x", "target": []}]}))
    first, reply = read.annotations
    assert first.anchor == Anchor(120, 129, "the union", "Monday. ", " said that", "", repeated=True)
    assert (first.document, first.title, first.note, first.tags) == (
        "https://example.org/varna",
        "Dockers return",
        "Who pays?",
        ("port",),
    )
    assert (first.created, first.modified) == ("2021-03-01T12:30:00.123Z", "2021-03-02T12:30:00.000Z")
    assert reply.anchor is None
    assert first.id != reply.id
    assert read_notes(json.dumps([HYPOTHESIS])).annotations == [first]


def test_web_annotations_of_others_are_read() -> None:
    read = w3c()
    assert read.anchor == Anchor(0, 6, "quoted", "was ", " here", "", repeated=True)
    assert (read.document, read.note, read.created, read.revision) == (
        "http://example.org/page",
        "a plain remark",
        "2020-01-01T01:02:03Z",
        1,
    )
    assert read.modified == read.created
    assert w3c().id == read.id != w3c(id="http://example.org/anno/8").id
    assert w3c(id="urn:uuid:3f0c1b9e-52a4-4c58-9d53-0f4c7e2f7a11").id == "3f0c1b9e-52a4-4c58-9d53-0f4c7e2f7a11"


@pytest.mark.parametrize(
    ("body", "note", "tags"),
    [
        ({"type": "TextualBody", "value": "one"}, "one", ()),
        (["http://example.org/x", {"value": "two"}], "http://example.org/x\n\ntwo", ()),
        ([{"value": "t", "purpose": "tagging"}, {"value": "n", "purpose": ["commenting"]}], "n", ("t",)),
        ([], "", ()),
    ],
)
def test_bodies_in_each_form_become_notes_and_tags(body: Any, note: str, tags: tuple[str, ...]) -> None:
    read = w3c(body=body)
    assert (read.note, read.tags) == (note, tags)


@pytest.mark.parametrize(
    "target",
    ["http://example.org/page", ["http://example.org/page"], {"id": "http://example.org/page", "type": "Text"}],
)
def test_targets_in_each_form_name_their_document(target: Any) -> None:
    read = w3c(target=target)
    assert (read.document, read.anchor) == ("http://example.org/page", None)


def test_collections_pages_and_lists_are_read() -> None:
    page = {"type": "AnnotationPage", "items": [FOREIGN, {**FOREIGN, "id": "urn:x:2"}]}
    for form in (page, {"type": "AnnotationCollection", "first": page}, page["items"]):
        assert len(read_notes(json.dumps(form)).annotations) == 2


def test_what_does_not_hold_is_reported_and_the_rest_is_read() -> None:
    good = FORMATS["jsonl"]([new_annotation(Subject("d"), None, "good", (), 1)])
    bad = [json.loads(good) | change for change in ({"colour": 9}, {"note": 5}, {"created": "soon"}, {"tags": [1]})]
    bad += [json.loads(good) | {"anchor": {"exact": "x", "start": 5, "end": 2}}, json.loads(good) | {"anchor": 3}, 17]
    read = read_notes(good + "no json\n" + "\n".join(json.dumps(one) for one in bad))
    assert [one.note for one in read.annotations] == ["good"]
    assert read.problems == [
        "Line 2 is no JSON.",
        "Note 2 was left out: there is no colour 9.",
        "Note 3 was left out: its 'note' is no text.",
        "Note 4 was left out: one of its times is none.",
        "Note 5 was left out: its 'tags' is no list of texts.",
        "Note 6 was left out: its 'end' is no whole number from 6 on.",
        "Note 7 was left out: its 'anchor' is no object.",
        "Note 8 was left out: it is no annotation.",
    ]


def test_values_of_other_types_where_texts_are_expected_do_no_harm() -> None:
    selector = {"type": ["Other", "TextQuoteSelector", 3], "exact": "quoted"}
    target = {"source": "u", "selector": [{"type": ["A"], "exact": "e"}, {"type": {}}, selector]}
    assert read_notes(json.dumps({**FOREIGN, "target": target})).annotations[0].anchor
    target = {"source": "u", "selector": {**selector, "type": ["TextQuoteSelector"]}, "styleClass": {"a": 1}}
    assert w3c(target=target).colour == 0


def test_what_is_no_character_becomes_a_replacement() -> None:
    own = {"id": "\ud800", "document": "d\udfff", "note": "n\ud800", "tags": ["\udc00"], "colour": 0}
    (read,) = read_notes(json.dumps(own)).annotations
    assert (read.document, read.note, read.tags) == ("d\ufffd", "n\ufffd", ("\ufffd",))
    assert w3c(id="\ud800", body=["\ud800"]).note == "\ufffd"
    hypothesis = json.dumps({**HYPOTHESIS, "id": "\ud800", "document": {"title": ["\ud800"]}})
    assert read_notes(hypothesis).annotations[0].title == "\ufffd"


SAMPLES: list[tuple[dict[str, Any], list[str]]] = [
    ({"body": "http://example.org/review", "target": "http://example.org/page"}, []),
    ({"body": {"type": "Choice", "items": ["http://example.org/a"]}, "target": "http://example.org/page"}, ["Choice"]),
    ({"body": {"type": "SpecificResource", "source": "http://example.org/b"}, "target": "u:x"}, ["part of a resource"]),
    ({"target": {"type": "Composite", "items": ["http://example.org/a", "http://example.org/b"]}}, ["Composite"]),
    ({"target": {"type": "List", "items": [{"source": "http://example.org/a"}]}}, ["List of targets"]),
    ({"target": {"type": "Independents", "items": ["http://example.org/a"]}}, ["Independents"]),
    ({"target": ["http://example.org/a", {"source": "http://example.org/b"}]}, ["several targets"]),
    ({"target": {"source": "u:x", "selector": {"type": "FragmentSelector", "value": "page=3"}}}, ["FragmentSelector"]),
    ({"target": {"source": "u:x", "selector": {"type": "CssSelector", "value": "#e > p"}}}, ["CssSelector"]),
    ({"target": {"source": "u:x", "selector": {"type": "XPathSelector", "value": "/html"}}}, ["XPathSelector"]),
    ({"target": {"source": "u:x", "selector": {"type": "SvgSelector", "id": "u:svg"}}}, ["SvgSelector"]),
    ({"target": {"source": "u:x", "selector": {"type": "DataPositionSelector", "start": 4, "end": 9}}}, ["DataPos"]),
    ({"target": {"source": "u:x", "selector": {"type": "TextPositionSelector", "start": 4, "end": 9}}}, ["without a"]),
    ({"target": {"source": "u:x", "selector": {"type": "RangeSelector", "startSelector": {}}}}, ["RangeSelector"]),
    (
        {
            "target": {
                "source": "u:x",
                "selector": {
                    "type": "FragmentSelector",
                    "value": "p2",
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "quoted"},
                },
            }
        },
        ["FragmentSelector", "refinedBy"],
    ),
    ({"target": {"source": "u:x", "state": {"type": "HttpRequestState", "value": "Accept: text/plain"}}}, []),
    ({"canonical": "urn:uuid:dbfb1861", "via": "http://other.example.org/anno1", "target": "u:x"}, []),
    ({"creator": {"type": "Person", "name": "Ann"}, "generator": "http://example.org/tool", "target": "u:x"}, []),
    (
        {"body": {"type": "TextualBody", "value": "ملاحظة", "language": "ar", "textDirection": "rtl"}, "target": "u:x"},
        [],
    ),
    ({"audience": {"type": "schema:EducationalAudience"}, "rights": "http://example.org/cc", "target": "u:x"}, []),
    (
        {"stylesheet": {"type": "CssStylesheet", "value": ".red {}"}, "target": {"source": "u:x", "styleClass": "red"}},
        [],
    ),
    ({"motivation": "bookmarking", "bodyValue": "Comment", "target": {"id": "u:x#t", "language": ["en", "fr"]}}, []),
]
"""What the model's own samples show, each with what is told of it."""


@pytest.mark.parametrize(("sample", "told"), SAMPLES)
def test_what_the_model_can_say_is_kept_and_comes_back(sample: dict[str, Any], told: list[str]) -> None:
    record = {"type": "Annotation", "created": "2015-01-31T12:03:45Z", **sample}
    for whole in (record, {"id": "http://example.org/anno1", **record}):
        read = read_notes(json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", **whole}))
        assert len(read.problems) == bool(told)
        assert all(words in read.problems[0] for words in told)
        (item,) = json.loads(FORMATS["w3c"](read.annotations))["first"]["items"]
        for name, value in whole.items():
            assert item[name] == value
        again = read_notes(FORMATS["w3c"](read.annotations))
        assert (again.problems, again.annotations) == ([], read.annotations)


def test_a_foreign_annotation_whose_words_were_changed_is_exported_with_the_new_ones(notebook: Notebook) -> None:
    notebook.take_in([(None, w3c(creator="Ann"))])
    edited = notebook.edit(notebook.annotations()[0], note="changed")
    (item,) = json.loads(FORMATS["w3c"]([edited]))["first"]["items"]
    assert "bodyValue" not in item
    assert [body["value"] for body in item["body"]] == ["changed"]
    assert (item["target"], item["creator"]) == (FOREIGN["target"], "Ann")


def test_a_document_with_a_web_address_is_named_by_it(text: str) -> None:
    about = Subject("d-1", "عنوان", url="https://example.org/story")
    made = new_annotation(about, Anchor.of(text, 3, 9), "ملاحظة", (), 1)
    (item,) = json.loads(FORMATS["w3c"]([made]))["first"]["items"]
    assert item["target"]["source"]["id"] == "https://example.org/story"
    assert item["target"]["source"]["textDirection"] == item["body"][0]["textDirection"] == "rtl"
    assert read_notes(FORMATS["w3c"]([made])).annotations == [made]


def test_pages_within_pages_are_read_as_deep_as_json_goes() -> None:
    text = json.dumps({"first": {"items": [FOREIGN]}})
    for _ in range(300):
        text = '{"next": ' + text + "}"
    assert len(read_notes(text).annotations) == 1


@pytest.mark.parametrize("text", ["{}", "just words", "[1, 2]", "[" * 100_000, '{"a": 1' + "0" * 5_000 + "}", "null"])
def test_a_file_of_something_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NotebookError, match="No notes can be read"):
        read_notes(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FOREIGN, *HYPOTHESIS, "items", "selector", "state", "exact"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=100)
@given(JSON, st.sampled_from([FOREIGN, HYPOTHESIS]), st.sampled_from([*FOREIGN, *HYPOTHESIS]))
def test_no_json_makes_the_import_fail_otherwise(value: Any, record: dict[str, Any], name: str) -> None:
    for form in (value, {**record, name: value}, {"items": [record, value]}):
        try:
            read_notes(json.dumps(form))
        except NotebookError as error:
            assert str(error).startswith("No notes can be read")


def note(number: int, words: str, modified: str) -> Annotation:
    made = new_annotation(Subject("d"), Anchor.of("some text to mark", number, number + 3), words, (), 1)
    return replace(made, id=f"00000000-0000-4000-8000-{number:012}", modified=modified)


def test_an_import_adds_the_new_replaces_the_older_and_keeps_the_newer() -> None:
    present = [note(1, "old", "2020-01-01T00:00:00.000Z"), note(2, "newer here", "2022-01-01T00:00:00.000Z")]
    present.append(note(3, "same", "2020-01-01T00:00:00.000Z"))
    incoming = [
        note(1, "newer there", "2021-01-01T00:00:00Z"),
        note(2, "older there", "2021-01-01T00:00:00.000Z"),
        note(3, "same", "2021-01-01T00:00:00.000Z"),
        note(4, "new", "2020-06-01T00:00:00.000Z"),
        note(4, "new, and later", "2020-07-01T00:00:00.000Z"),
        replace(note(3, "same", "2021-01-01T00:00:00.000Z"), id="11111111-0000-4000-8000-000000000000"),
    ]
    plan = plan_import(present, incoming)
    assert [one.note for one in plan.added] == ["new, and later", "same"]
    assert [(old.note, new.note) for old, new in plan.replaced] == [("old", "newer there")]
    assert [one.note for one in plan.kept] == ["newer here"]
    assert plan.same == 1
    assert (
        plan.summary
        == "New: 2. Newer than in the notebook: 1. There already: 1. Older than in the notebook, left out: 1."
    )


@pytest.mark.parametrize(
    ("here", "there", "replaced"),
    [
        ("2021-01-01T00:00:00.000Z", "2021-01-01T00:00:00.000Z", False),
        ("2021-01-01T00:00:00.500Z", "2021-01-01T00:00:00Z", False),
        ("2021-01-01T00:00:00Z", "2021-01-01T00:00:00.500Z", True),
    ],
)
def test_the_later_moment_counts_however_it_is_written(here: str, there: str, replaced: bool) -> None:
    plan = plan_import([note(1, "here", here)], [note(1, "there", there)])
    assert (len(plan.replaced), len(plan.kept)) == ((1, 0) if replaced else (0, 1))


def test_importing_an_export_twice_doubles_nothing(notebook: Notebook, text: str, subject: Subject) -> None:
    notebook.add(subject, Anchor.of(text, 0, 7), "one", ["a"], 2)
    notebook.add(subject, None, "two")
    exported = {name: FORMATS[name](notebook.annotations()) for name in ("w3c", "jsonl")}
    before = notebook.annotations()
    for written in exported.values():
        plan = plan_import(notebook.annotations(), read_notes(written).annotations)
        assert (plan.changes, plan.same) == ([], 2)
    for one in before:
        notebook.delete(one)
    notebook.take_in(plan_import([], read_notes(exported["w3c"]).annotations).changes)
    assert notebook.annotations() == before
