"""Edits between versions of a document in words, and as they are cited."""

from __future__ import annotations

from collections.abc import Iterator

from index.answers.document import EditView, VersionsAnswer, VersionView
from index.model import EditKind
from index.text.neutralise import neutralise_line

_ORDER = {kind.value: place for place, kind in enumerate(EditKind)}


def weighed(edits: tuple[EditView, ...]) -> list[EditView]:
    """The edits, the weightiest first."""
    return sorted(edits, key=lambda edit: _ORDER[edit.kinds[0]])


def kinds_told(edit: EditView) -> str:
    """The kinds of an edit, the weightiest first."""
    return ", ".join(edit.kinds) + (" (headline)" if edit.in_title else "")


def change(edit: EditView) -> str:
    """What became of which words, on one line."""
    old, new = (" ".join(words.split()) for words in (edit.old, edit.new))
    if edit.kinds[0] == EditKind.MOVED:
        return f"“{new}”"
    if old and new:
        return f"“{old}” → “{new}”"
    return f"added “{new}”" if new else f"taken away “{old}”"


def cited_edits(answer: VersionsAnswer, at: int, edits: tuple[EditView, ...]) -> str:
    """Edits that made the version at a place of the one before it, with when either came and the digest of its text."""
    return "\n".join(_cited(answer, at, edits)) + "\n"


def _cited(answer: VersionsAnswer, at: int, edits: tuple[EditView, ...]) -> Iterator[str]:
    version = answer.versions[at]
    yield neutralise_line(", ".join(filter(None, (" ".join(version.title.split()), answer.url))))
    for edit in weighed(edits):
        yield neutralise_line(f"{kinds_told(edit)}: {change(edit)}")
    for place in range(max(0, at - 1), at + 1):
        yield _with_digest(place + 1, answer.versions[place])


def _with_digest(number: int, version: VersionView) -> str:
    return f"version {number}, {version.received or 'at an unknown time'}, SHA-256 of its text {version.text_hash}"
