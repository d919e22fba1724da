"""The worker finds where notes belong; the answer comes whole through the pipe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.library.library import LocalLibrary
from index.library.passages import passages_with_hits
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.moved_documents import Placement
from index.service.client import Client

STORY = (
    "Tram drivers strike\n\nTram drivers in Basel stopped work at dawn. The city offered them a shorter Friday. "
    "Nobody came to the talks at the town hall on Sunday night."
)
QUOTE = "The city offered them a shorter Friday."


async def test_found_approximate_and_orphan_come_through_the_pipe(build: Callable[..., Path], tmp_path: Path) -> None:
    client = Client.spawn(build({"tram.txt": STORY}), tmp_path / "notes.sqlite")
    await client.connect()
    (row,) = (await client.search("")).rows
    view = await client.document(row.id)
    start = view.text.index(QUOTE)
    subject = Subject(view.id, view.title, view.source, view.date, view.path, view.text_hash)
    anchor = Anchor.of(view.text, start, start + len(QUOTE))
    assert (await client.text_hashes([view.id, "elsewhere"])).hashes == {view.id: view.text_hash}
    assert await client.placement(subject, anchor) == Placement("unchanged", subject, anchor, start, start + len(QUOTE))
    moved = await client.placement(replace(subject, document="elsewhere"), anchor)
    assert (moved.outcome, moved.subject, moved.anchor) == ("found", subject, anchor)
    assert (await client.placement(replace(subject, document="elsewhere"), None)).subject == subject
    longer = Anchor.of("Long before. " + view.text.replace("shorter", "short"), start + 13, start + 50)
    assert (await client.placement(subject, longer)).outcome == "approximate"
    lost = Anchor.of("They offered a shorter Friday, nobody came.", 5, 42)
    orphan = await client.placement(replace(subject, document="elsewhere", text_hash=""), lost)
    assert (orphan.outcome, orphan.subject, orphan.anchor) == ("orphan", None, None)
    assert orphan.proposals[0].subject == subject
    await client.close()


async def test_the_sentences_with_hits_come_once_each(build: Callable[..., Path], tmp_path: Path) -> None:
    folder = build({"tram.txt": STORY + " The talks about talks went on.", "else.txt": "Nothing\n\nNo talks here."})
    client = Client.spawn(folder, tmp_path / "notes.sqlite")
    await client.connect()
    result = await client.search("talks")
    answer = await client.passages(result.ticket)
    assert sorted(one.anchor.exact for one in answer.passages) == [
        "No talks here.",
        "Nobody came to the talks at the town hall on Sunday night.",
        "The talks about talks went on.",
    ]
    assert (answer.documents, answer.complete) == (2, True)
    for one in answer.passages:
        view = await client.document(one.subject.document)
        assert one.anchor == Anchor.of(view.text, one.anchor.start, one.anchor.end)
    await client.close()


def test_too_many_passages_are_not_complete(build: Callable[..., Path]) -> None:
    library = LocalLibrary(build({f"{number}.txt": f"Story {number}\n\nThe zebra {number}." for number in range(5)}))
    found = library.search("zebra")
    assert len(passages_with_hits(library, found, 5).passages) == 5
    answer = passages_with_hits(library, found, 4)
    assert (len(answer.passages), answer.complete) == (4, False)
    library.close()
