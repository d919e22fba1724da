"""The notes of files that have changed, brought up to date by a worker that finds the places and a notebook here."""

from __future__ import annotations

from index.notebook.moved_documents import Followed, Following
from index.notebook.store import Notebook
from index.service.client import Client


async def follow_documents(client: Client, notebook: Notebook) -> Followed:
    """Bring the notebook's anchors and marks up to date with the library, one after the other. Raises DatelineError."""
    following = Following(notebook)
    hashes = (await client.text_hashes(following.documents)).hashes
    for annotation in following.notes(hashes):
        following.take_note(annotation, await client.placement(annotation.subject, annotation.anchor))
    second = following.second_look(hashes)
    following.take_second([(one, await client.placement(about, one.anchor)) for one, about in second])
    became = following.became(hashes)
    for mark in following.marks(hashes):
        following.take_mark(mark, await client.placement(became.get(mark.document, mark.subject), None))
    following.write()
    return following.followed
