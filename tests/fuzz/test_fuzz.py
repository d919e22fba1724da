"""Fuzzing: `make fuzz`. Whatever is typed, read or sent, nothing is raised but the errors that have a sentence.

What it finds becomes a test beside the others of its module. DATELINE_FUZZ is the number of examples for each target.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import io
import json
import lzma
import os
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from figures import record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index.errors
from index.analysis.documents import Task, analyse, identity_of
from index.dates.expressions import find_times
from index.dates.filters import parse_filter
from index.dates.order import DateOrder
from index.errors import DateFilterError, DatelineError, NotebookError, QueryError
from index.library.library import LocalLibrary
from index.model import Document, Problem
from index.notebook.anchors import Anchor, hash_text, locate
from index.notebook.export.formats import FORMATS
from index.notebook.importing import plan_import
from index.notebook.reading.notes import read_notes
from index.notebook.store import Notebook
from index.service.worker import serve
from index.sources import read_raw
from index.text.neutralise import NOT_SENT, PART_OF_WORDS, for_terminal

EXAMPLES = int(os.environ.get("DATELINE_FUZZ", "1000"))
TODAY = datetime.date(2017, 9, 25)

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

QUERY_PIECES = """AND OR NOT - ( ) " “ ” ~ ~2 * ? = title: source: file: person: place: date: before: after: since: tag:
note: is:annotated date:none date:2017-09 .. 2017-09-01 "last week" US IS syria dillon deir ezzor = : \\ ' ’ [ ] { } ^ +
U.S. al-nusra 10:30 https://x.y/z \u0130 \u00a0 \u202e \x00 \ud800 \U0001f600 漢字 é ß""".split()
DATE_PIECES = """last next this week month year day days ago yesterday today tomorrow Monday Sept September 21 2017 1995
21/9/2017 2017-09-21 between and from to until since before after early mid late spring quarter Q3 half of the noon at
10:30 pm GMT a couple of several 13th century 1990s '90s .. - – 0 99999999999 31 Feb fortnight weekend Easter""".split()
TEXT_PIECES = """date 2017-09-21 (AFP) Reuters WASHINGTON — - by Staff Writers \n \n\n \r \t \x00 \x1b]0;x\x07 © Mr. Dr.
said "Quoted," he said. Deir Ezzor ISIS US-led U.S. Jan. 5 yesterday <p> </div> &amp; {"text": "x"} , ; . ... …
\ufeff \u2028
Colonel Ryan Dillon Sept 21, 2017 HİKMET 漢字 \ud83d [@click=app.quit] http://x.y/2017/09/21/ a b c""".split(" ")


def made_of(pieces: list[str], most: int = 14) -> st.SearchStrategy[str]:
    """Texts of known pieces, of any characters, and of both."""
    some = st.lists(st.sampled_from(pieces) | st.text(max_size=6), max_size=most)
    return st.builds(lambda words, glue: glue.join(words), some, st.sampled_from([" ", ""]))


@pytest.fixture(scope="module")
def opened(_seeds_library: Path) -> Iterator[LocalLibrary]:
    """The library of the seeds, opened once."""
    with contextlib.closing(LocalLibrary(_seeds_library)) as library:
        yield library


@fuzzed
@given(made_of(QUERY_PIECES), st.sampled_from(["", "newest", "relevance", "title"]))
def test_query_language(opened: LocalLibrary, query: str, order: str) -> None:
    try:
        found = opened.search(query, order)
    except QueryError as error:
        assert 1 <= error.column <= len(query) + 1
        return
    for row in opened.rows(found, 0, 3):
        stored = opened.document(opened.catalogue.find(row.summary.id))
        for span in found.hits(stored.key, stored.title, stored.text).text:
            assert 0 <= span.start < span.end <= len(stored.text)


@fuzzed
@given(made_of(DATE_PIECES), st.sampled_from(list(DateOrder)))
def test_date_filters(words: str, order: DateOrder) -> None:
    try:
        days = parse_filter(words, TODAY, order)
    except DateFilterError as error:
        assert 0 <= error.offset <= len(words)
        return
    assert days.begin is None or days.finish is None or days.begin <= days.finish


@fuzzed
@given(made_of(DATE_PIECES, 25), st.dates() | st.none())
def test_time_expressions(text: str, anchor: datetime.date | None) -> None:
    for mention in find_times(text, anchor):
        assert 0 <= mention.start < mention.end <= len(text)


SUFFIXES = [".txt", ".md", ".html", ".jsonl", ".json", ".csv", ".xml", ".txt.gz", ".jsonl.xz", ""]
contents = st.binary(max_size=400) | made_of(TEXT_PIECES, 40).map(lambda text: text.encode("utf-8", "replace"))


@fuzzed
@given(contents, st.sampled_from(SUFFIXES), st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1252"]), st.booleans())
def test_sources_and_analysis(tmp_path: Path, content: bytes, suffix: str, encoding: str, cut: bool) -> None:
    data = content.decode("utf-8", "replace").encode(encoding, "replace")
    packed = {"z": lambda: gzip.compress(data), "x": lambda: lzma.compress(data)}
    data = packed[suffix[-1]]() if suffix.endswith((".gz", ".xz")) and suffix[-1] in packed else data
    file = tmp_path / f"file{suffix}"
    file.write_bytes(data[: len(data) // 2] if cut else data)
    for raw in read_raw(file, {}):
        if isinstance(raw, Problem):
            assert_harmless(raw.reason)
            continue
        analysed = analyse(Task(str(file), identity_of(raw, unique=False), raw))
        for document in [] if isinstance(analysed, Problem) else analysed:
            assert_sound(document)


def assert_harmless(shown: str) -> None:
    """A terminal obeys nothing in it. Space characters and what belongs to words stay; the latter is not all sent."""
    assert all(sign.isprintable() or sign in PART_OF_WORDS or unicodedata.category(sign) == "Zs" for sign in shown)
    assert not set(for_terminal(shown)) & set(NOT_SENT)


def assert_sound(document: Document) -> None:
    """Its text and all that is shown of it are harmless, and every span lies in the text."""
    for shown in (document.title, document.source, *document.text.split("\n")):
        assert_harmless(shown)
    for span in (*document.mentions, *document.times):
        assert 0 <= span.start < span.end <= len(document.text)


@fuzzed
@given(made_of(TEXT_PIECES, 30), st.data())
def test_anchors(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = Anchor.of(text, start, data.draw(st.integers(start + 1, len(text))))
    unchanged = locate(text, anchor, hash_text(text))
    assert unchanged is not None
    assert (unchanged.start, unchanged.end) == (anchor.start, anchor.end)
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + data.draw(made_of(TEXT_PIECES, 5)) + text[data.draw(st.integers(at, len(text))) :]
    place = locate(changed, anchor)
    if place is not None:
        assert 0 <= place.start < place.end <= len(changed)


NOTE_KEYS = """id type target body selector source exact prefix suffix start end value purpose note tags colour created
modified document uri text rows items annotations @context motivation quote title path text_hash""".split()
NOTE_VALUES = ["TextQuoteSelector", "TextPositionSelector", "Annotation", "tagging", "2020-01-01T00:00:00Z", "x"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(NOTE_VALUES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NOTE_KEYS), inner, max_size=8),
    max_leaves=25,
)


NOTE_RECORDS: list[dict[str, Any]] = [
    {
        "id": "3f0c1b9e-52a4-4c58-9d53-0f4c7e2f7a11",
        "revision": 2,
        "document": "d-1",
        "title": "Ferries late",
        "source": "Harbour Post",
        "date": "2021-03-01",
        "path": "/corpus/ferries.txt",
        "text_hash": "00",
        "anchor": {"start": 3, "end": 8, "exact": "ferry", "prefix": "a ", "suffix": " is", "repeated": False},
        "note": "why?",
        "tags": ["late", "sea"],
        "colour": 3,
        "created": "2021-03-01T12:30:00.000Z",
        "modified": "2021-03-02T12:30:00.000Z",
    },
    {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno/7",
        "type": "Annotation",
        "created": "2020-01-01T01:02:03Z",
        "body": [
            {"type": "TextualBody", "value": "why?", "purpose": "commenting"},
            {"value": "t", "purpose": "tagging"},
        ],
        "target": {
            "source": {"id": "http://example.org/page", "dc:title": "Page"},
            "selector": [
                {"type": "TextQuoteSelector", "exact": "quoted", "prefix": "was ", "suffix": " here"},
                {"type": "TextPositionSelector", "start": 4, "end": 10},
            ],
            "state": {"type": "State", "dateline:sha256": "00"},
            "styleClass": ["dateline-colour-2"],
        },
    },
    {
        "id": "kQ3VbOJtEeeTlyvPp4jWzA",
        "created": "2021-03-01T12:30:00.123456+00:00",
        "updated": "2021-03-02T14:30:00+02:00",
        "user": "acct:someone@hypothes.is",
        "uri": "https://example.org/varna",
        "text": "Who pays?",
        "tags": ["port"],
        "document": {"title": ["Dockers return"]},
        "target": [
            {
                "source": "https://example.org/varna",
                "selector": [
                    {"type": "TextPositionSelector", "start": 120, "end": 129},
                    {"type": "TextQuoteSelector", "exact": "the union", "prefix": "Monday. ", "suffix": " said"},
                ],
            }
        ],
    },
]


@fuzzed
@given(st.lists(json_values | st.text(max_size=20), min_size=1, max_size=4), st.booleans())
def test_files_of_notes(values: list[object], as_lines: bool) -> None:
    text = "\n".join(map(json.dumps, values)) if as_lines else json.dumps(values[0])
    try:
        read = read_notes(text)
    except NotebookError as error:
        assert "this file" in str(error)
        return
    for note in read.annotations:
        assert note.anchor is None or 0 <= note.anchor.start < note.anchor.end


STRANGE = json_values | st.sampled_from(
    ["\ud800", ["\ud800"], 10**400, -1, 2**53, "acct:", "9999-12-31T23:59:59-12:00"]
)


def places_in(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to all values in a JSON value, from the outside in."""
    yield way
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places_in(one, (*way, key))


def put(value: Any, way: tuple[str | int, ...], new: Any) -> Any:
    """The JSON value with another one at that place in it."""
    if not way:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = put(value[way[0]], way[1:], new)
    return copy


@fuzzed
@given(st.sampled_from(NOTE_RECORDS), st.data(), st.integers(1, 3))
def test_notes_with_strange_values(tmp_path: Path, record: dict[str, Any], data: st.DataObject, changes: int) -> None:
    """Whatever stands in the place of a value: what is taken in is stored, exported and read again as it is."""
    changed: Any = record
    for _ in range(changes):
        changed = put(changed, data.draw(st.sampled_from(list(places_in(changed)))), data.draw(STRANGE))
    try:
        read = read_notes(json.dumps([changed, record]))
    except NotebookError as error:
        assert "this file" in str(error)
        return
    for sentence in read.problems:
        assert sentence.endswith(".")
    # A notebook of its own: in one that remembers the note of an earlier example as deleted, it would be restored.
    with TemporaryDirectory(dir=tmp_path) as folder, closing(Notebook.open(Path(folder) / "fuzz.sqlite")) as notebook:
        plan = plan_import(notebook.present(), read.incoming)
        notebook.take_in(plan.changes, plan.further)
        notes = notebook.annotations()
        assert set(read.annotations) & set(notes)
        for form, write in FORMATS.items():
            written = write(notes)
            written.encode()
            if form in ("w3c", "jsonl"):
                assert not plan_import(notebook.present(), read_notes(written).incoming).changes


arguments = st.fixed_dictionaries({}, optional={"query": made_of(QUERY_PIECES), "id": st.text(max_size=20)})
lines = st.lists(
    st.tuples(
        st.sampled_from(["open", "search", "document", "rows", "facets", "text", "nothing"]), arguments, st.text()
    )
)


def request_of(number: int, call: str, given_arguments: dict[str, str]) -> str:
    """A request as the client makes it, with values of any content."""
    query, key = given_arguments.get("query", ""), given_arguments.get("id", "x")
    every = {
        "search": {"query": query, "order": "", "limit": 5, "other_names": False},
        "document": {"id": key, "ticket": None},
        "rows": {"ticket": len(query), "start": 0, "count": 5},
        "facets": {"ticket": len(key)},
        "text": {"id": key, "start": 0, "count": 5},
    }
    return json.dumps({"id": number, "call": call, "arguments": every.get(call, {})})


@settings(fuzzed, max_examples=max(20, EXAMPLES // 20))
@given(lines)
def test_protocol(_seeds_library: Path, tmp_path: Path, lines: list[tuple[str, dict[str, str], str]]) -> None:
    sent, wanted = [], set()
    for number, (call, given_arguments, noise) in enumerate(lines):
        sent += [json.dumps(noise)[:-1], request_of(number, call, given_arguments)]  # half a line, from one that died
        wanted.add(number)
    answers = io.BytesIO()
    requests = io.BytesIO(("\n".join(sent) + "\n").encode("utf-8", "surrogatepass"))
    serve(_seeds_library, tmp_path / "notebook.sqlite", requests, answers)
    for line in answers.getvalue().splitlines():
        answer = json.loads(line)
        if answer["id"] is not None:
            wanted.remove(answer["id"])
        assert "result" in answer or issubclass(getattr(index.errors, answer["error"]["type"]), DatelineError)


def test_tell_the_report() -> None:
    record(
        "foreign files of notes fuzzed", f"{2 * EXAMPLES:,}: a sentence, or kept and written again as it was", "inputs"
    )
    record("inputs fuzzed", f"{EXAMPLES:,} for each of 6 targets, {max(20, EXAMPLES // 20):,} conversations", "inputs")
