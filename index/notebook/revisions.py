"""The revisions of a note: which one follows which, and which of them nobody has followed up yet.

A revision names those that it was made of. Those that none names are the note's heads: one, unless the note was
changed in two places that knew nothing of each other; then both are kept until somebody settles them. Nothing here
depends on the order in which revisions become known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.notebook.annotation import Annotation

PAST, OTHER, DELETED = "past", "other", "deleted"
"""What a revision beside the present one is: followed up, another wording to settle, or the note's deletion."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a note."""

    note: str  # the note's id
    stamp: str
    parents: tuple[str, ...]
    author: str
    content: Annotation | None  # None: it was deleted


@dataclass(frozen=True, slots=True)
class History:
    """All known revisions of one note, by stamp."""

    revisions: dict[str, Revision]

    @classmethod
    def of(cls, revisions: Iterable[Revision]) -> History:
        """The history that consists of these."""
        return cls({one.stamp: one for one in revisions})

    def joined(self, others: Iterable[Revision]) -> History:
        """This history and what others know of it; of what both know, what is known here."""
        return History({one.stamp: one for one in others} | self.revisions)

    @property
    def heads(self) -> list[Revision]:
        """The revisions that none was made of, the latest first."""
        followed = {parent for one in self.revisions.values() for parent in one.parents}
        loose = [one for one in self.revisions.values() if one.stamp not in followed]
        return sorted(loose, key=lambda one: one.stamp, reverse=True)

    @property
    def wordings(self) -> list[Revision]:
        """The heads that say different things, the latest first: none if the note was deleted, two to settle."""
        found: dict[tuple[object, ...], Revision] = {}
        for head in self.heads:
            if head.content is not None:
                found.setdefault(words_of(head.content), head)
        return list(found.values())

    @property
    def current(self) -> Annotation | None:
        """What the note is; None if it was deleted. What was deleted here and changed there is kept."""
        wordings = self.wordings
        return wordings[0].content if wordings else None

    def leading_to(self, stamp: str) -> list[Revision]:
        """The revision with this stamp and all that it was made of, as far as they are known."""
        found: dict[str, Revision] = {}
        waiting = [stamp]
        while waiting:
            one = waiting.pop()
            if one in self.revisions and one not in found:
                found[one] = self.revisions[one]
                waiting += found[one].parents
        return list(found.values())

    def state_of(self, revision: Revision) -> str:
        """What a revision is that is not the present one."""
        if revision.content is None:
            return DELETED
        return OTHER if revision in self.wordings[1:] else PAST


def revision_of(annotation: Annotation) -> Revision:
    """The revision that an annotation is the content of."""
    return Revision(annotation.id, stamp_of(annotation), annotation.parents, annotation.author, annotation)


def stamp_of(annotation: Annotation) -> str:
    """The annotation's stamp; one from before there were stamps has the one that the same words always get."""
    if annotation.stamp:
        return annotation.stamp
    words = json.dumps([annotation.id, annotation.revision, *words_of(annotation)], ensure_ascii=False)
    mark = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{0:013d}-{min(annotation.revision, 9999):04d}-{mark}"


def words_of(annotation: Annotation) -> tuple[object, ...]:
    """What a person has put into it. The quote is not among it: it becomes the words of the text it is found in."""
    return annotation.note, annotation.tags, annotation.colour


def made_of(annotation: Annotation, heads: Iterable[Revision]) -> Annotation:
    """The annotation as a revision that follows up all the heads."""
    return replace(annotation, parents=tuple(sorted(one.stamp for one in heads)))
