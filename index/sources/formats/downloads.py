"""The stories of a press archive's download, as texts."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.entries import Fault, Text
from index.text.downloads import split_download


def stories_of_download(text: str) -> Iterator[Text | Fault]:
    """Yield the stories of a download, and a fault where they are not as many as it says; nothing if it is none."""
    found = split_download(text)
    if found is None:
        return
    stories, announced = found
    line = 1
    position = 0
    for story in stories:
        words = text[story.start : story.end]
        start = story.start + len(words) - len(words.lstrip())
        line += text.count("\n", position, start)
        position = start
        yield Text({"text": words.strip("\n").rstrip()} | story.fields, line=line)
    if len(stories) != announced:
        yield Fault(None, f"{len(stories):,} stories were found, where the file has {announced:,} by its own marks")
