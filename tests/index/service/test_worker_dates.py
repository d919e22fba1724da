"""Timeline, sentences, evidence and corrections over the worker's pipes."""

from __future__ import annotations

from pathlib import Path

from index.corrections.documents import DocumentField, correct_document
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
from index.service.client import Client


async def connected(library: Path, tmp_path: Path) -> Client:
    client = Client.spawn(library, tmp_path / "notes.sqlite")
    await client.connect()
    return client


async def test_a_timeline_and_the_sentences_of_one_of_its_times(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    ticket = (await client.search("Dillon")).ticket
    timeline = await client.timeline(ticket)
    assert (timeline.by, timeline.documents) == ("day", 2)
    last = timeline.buckets[-1]
    assert (last.label, last.published, last.spoken) == ("2017-09-21", 2, 2)
    answer = await client.sentences(ticket, last.begin, last.finish)
    assert answer.total == sum(len(sentence.spans) for sentence in answer.sentences)
    assert {one.text[slice(*span)] for one in answer.sentences for span in one.spans} >= {"Thursday", "Sept 21, 2017"}
    view = await client.document(answer.sentences[0].id)
    assert view.text[answer.sentences[0].start :].startswith(
        answer.sentences[0].text[slice(*answer.sentences[0].spans[0])]
    )
    assert (await client.timeline(ticket, "year")).by == "year"
    await client.close()


async def test_the_evidence_for_a_date_and_what_the_analyst_says(library: Path, tmp_path: Path) -> None:
    client = await connected(library, tmp_path)
    answer = await client.search("title:Pentagon")
    (row,) = answer.rows
    evidence = await client.evidence(row.id)
    assert (evidence.date, evidence.date_sign, evidence.found) == ("2017-09-21", "!", "2017-09-21")
    assert [(one.source, one.value) for one in evidence.evidence] == [
        ("dateline", "2017-09-21"),
        ("header", "1995-01-01"),
    ]
    assert evidence.evidence[0].words == "Washington (AFP) Sept 21, 2017"
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    subject = Subject(row.id, row.title, row.source, row.date, "", row.text_hash)
    correct_document(notebook, subject, DocumentField.DATE, "2017-09-22")
    (shown,) = (await client.rows(answer.ticket, 0, 1)).rows
    assert (shown.date, shown.date_sign) == ("2017-09-22", "")
    assert (await client.search("has:date-conflict")).total == 0
    evidence = await client.evidence(row.id)
    assert (evidence.date, evidence.date_note) == ("2017-09-22", "your correction of 2017-09-21")
    assert (evidence.found, evidence.found_note) == ("2017-09-21", "header 1995-01-01, dateline 2017-09-21")
    view = await client.document(row.id)
    assert {time.value for time in view.times if view.text[time.start : time.end] == "Thursday"} == {"2017-09-21"}
    notebook.undo()
    notebook.close()
    assert (await client.document(row.id)).date == "2017-09-21"
    await client.close()
