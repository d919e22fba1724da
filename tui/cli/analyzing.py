"""``dateline analyze``: stories, dates, times and entities of texts that are in no library."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import click

from index.analysis.documents import Task, analyse, identity_of
from index.analysis.loose_texts import TextAnalysis, analyse_text
from index.catalogue.date_words import date_note, date_sign
from index.errors import ConfigurationError, PathError, UnreadableError
from index.model import Document, Mention, Problem, Published, RawRecord, TimeMention
from index.sources import read_raw
from tui.cli.common import json_option, parse_day, print_json, say, warn


@click.command()
@click.argument("file")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text: what 'today' means in it.")
@click.option("--jsonl", is_flag=True, help='Read a line {"id", "text", "date"} each, and write one for each.')
@json_option
def analyze(file: str, date: str | None, jsonl: bool, as_json: bool) -> int:
    """Tell the stories, dates, times and entities of FILE (- for standard input) without a library."""
    if jsonl and date:
        raise ConfigurationError("--date goes with one text; with --jsonl each line has its own date.")
    if jsonl:
        return _analyse_lines(file)
    documents = _documents(file, parse_day("--date", date) if date else None)
    if as_json:
        print_json({"file": file, "stories": [_as_object(document) for document in documents]})
    else:
        for document in documents:
            _print(document)
    return 0


# One file


def _documents(file: str, date: datetime.date | None) -> list[Document]:
    documents: list[Document] = []
    problems = []
    for raw in _raw_records(file):
        problem: Problem | None = raw if isinstance(raw, Problem) else None
        if isinstance(raw, RawRecord):
            result = analyse(Task(file, identity_of(raw, unique=False), raw, anchor=date))
            if isinstance(result, Problem):
                problem = result
            else:
                documents += result
        if problem is not None:
            problems.append(f"line {problem.line}: {problem.reason}" if problem.line else problem.reason)
    if not documents:
        raise UnreadableError(f"There is nothing to analyze in {file}: {problems[0] if problems else 'no text'}.")
    for reason in problems:
        warn(f"not read: {file}, {reason}")
    return documents


def _raw_records(file: str) -> Iterator[RawRecord | Problem]:
    if file == "-":
        return iter([RawRecord(0, 1, "text", sys.stdin.buffer.read())])
    if not Path(file).is_file():
        raise PathError(f"There is no file {file}; check the spelling.")
    return read_raw(Path(file), {})


def _as_object(document: Document) -> dict[str, Any]:
    """A story with its text; offsets are into that text."""
    return {
        "id": document.record,
        "story": document.story,
        "stories": document.stories,
        "title": document.title,
        "source": document.source,
        "published": _published(document.published),
        "text": document.text,
        "times": [_time(time) for time in document.times],
        "entities": [_entity(mention) for mention in document.mentions],
    }


def _published(published: Published) -> dict[str, Any]:
    return {
        **asdict(published),
        "anchor": published.anchor.isoformat() if published.anchor else None,
    }


def _print(document: Document) -> None:
    published = document.published
    say(document.title)
    story = f"story {document.story} of {document.stories}" if document.stories > 1 else ""
    date = f"published {published.value or 'unknown'}{date_sign(document)}"
    say("    " + " · ".join(filter(None, (document.source, date, date_note(document), story))))
    for evidence in published.evidence:
        say(f"    {evidence.value}  {evidence.source}, weight {evidence.weight}")
    say(f"  {len(document.times)} times")
    for time in document.times:
        days = f" ({time.begin} to {time.finish})" if time.begin != time.finish else ""
        say(f"    {time.start}: {' '.join(time.text.split())} = {time.value}{days}")
    say(f"  {len(document.mentions)} mentions")
    for mention in document.mentions:
        name = "" if mention.name == mention.text else f" = {mention.name}"
        say(f"    {mention.start}: {' '.join(mention.text.split())}{name} ({mention.type})")
    say()


# Many texts, a line each


def _analyse_lines(file: str) -> int:
    """Answer each line with a line. One that cannot be understood gets its error, and the rest go on."""
    with ExitStack() as stack:
        lines: BinaryIO
        if file == "-":
            lines = sys.stdin.buffer
        else:
            try:
                lines = stack.enter_context(Path(file).open("rb"))
            except OSError as error:
                raise PathError(f"The lines in {file} cannot be read: {error.strerror}.") from error
        for line in lines:
            print_json(_answer(line))
            sys.stdout.flush()
    return 0


def _answer(line: bytes) -> dict[str, Any]:
    request: dict[str, Any] = {}
    try:
        request = _request(line)
        text, date, url = _fields(request)
    except ConfigurationError as error:
        return {"id": request.get("id"), "error": str(error)}
    analysis = analyse_text(text, date, url)
    return {
        "id": request.get("id"),
        "published": analysis.published.value,
        "stories": _stories(analysis),
        "times": [_time(time) for time in analysis.times()],
        "entities": [_entity(mention) for mention in analysis.mentions()],
    }


def _request(line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "not UTF-8, or nested too deeply"
        raise ConfigurationError(f"This line is no JSON: {reason}.") from error
    if not isinstance(request, dict):
        raise ConfigurationError('This line is no JSON object; write {"id": …, "text": …, "date": …}.')
    return request


def _fields(request: dict[str, Any]) -> tuple[str, datetime.date | None, str | None]:
    """The text, the date if there is one, and the URL if there is one."""
    text, date, url = request.get("text"), request.get("date"), request.get("url")
    if not isinstance(text, str):
        raise ConfigurationError("This line has no text.")
    if url is not None and not isinstance(url, str):
        raise ConfigurationError("The url of this line is no string.")
    if not date:
        return text, None, url
    try:
        return text, datetime.datetime.fromisoformat(date).date(), url
    except (ValueError, TypeError) as error:
        raise ConfigurationError(f"The date {json.dumps(date)} is not a day; write it as 2017-09-21.") from error


def _stories(analysis: TextAnalysis) -> list[dict[str, Any]]:
    return [
        {"start": story.start, "end": story.end, "title": found.title, "published": _published(found.published)}
        for story, found in analysis.stories
    ]


def _time(time: TimeMention) -> dict[str, Any]:
    return {
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type,
        "value": time.value,
        "begin": time.begin.isoformat() if time.begin else None,
        "finish": time.finish.isoformat() if time.finish else None,
    }


def _entity(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "name": mention.name,
    }
