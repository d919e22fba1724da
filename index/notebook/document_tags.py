"""Tags of whole documents.

They are an annotation of the document that has no passage and no words, so that they are undone, exported, imported and
shared as notes are. Two people who tag a document each have one of their own, and both count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.notebook.annotation import Annotation, Subject, new_annotation, tidy_tags

if TYPE_CHECKING:
    from index.notebook.store import Notebook


def is_tagging(annotation: Annotation) -> bool:
    """Whether an annotation is nothing but the tags of a document."""
    return annotation.anchor is None and bool(annotation.tags) and not (annotation.note or annotation.answers)


def tags_of(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    """The tags that the document has, of which these are the annotations."""
    return tidy_tags([tag for one in annotations if is_tagging(one) for tag in one.tags])


def tag_documents(
    notebook: Notebook, subjects: Sequence[Subject], add: Collection[str], remove: Collection[str] = ()
) -> int:
    """Give documents tags and take others off, as one step; returns how many documents changed.

    Raises NotebookError.
    """
    rewritten: list[tuple[Annotation | None, Annotation | None]] = []
    changed = 0
    for subject in subjects:
        found = [one for one in notebook.annotations(subject.document) if is_tagging(one)]
        edits = _edits(subject, found, tidy_tags(list(add)), frozenset(remove))
        rewritten += edits
        changed += bool(edits)
    if rewritten:
        what = f"of “{subjects[0].title or subjects[0].document}”" if changed == 1 else f"of {changed:,} documents"
        notebook.rewrite(what, rewritten, "tags {} put back as they were", "tags {} changed again")
    return changed


def _edits(
    subject: Subject, found: Sequence[Annotation], add: Sequence[str], remove: Collection[str]
) -> list[tuple[Annotation | None, Annotation | None]]:
    """What becomes of the annotations that are a document's tags; the first gets those that none has."""
    there = tags_of(found)
    missing = [tag for tag in add if tag not in there]
    edits: list[tuple[Annotation | None, Annotation | None]] = []
    for place, one in enumerate(found):
        left = [tag for tag in one.tags if tag not in remove]
        wanted = tidy_tags([*left, *missing] if place == 0 else left)
        if wanted != one.tags:
            edits.append((one, replace(one, tags=wanted) if wanted else None))
    if missing and not found:
        edits.append((None, new_annotation(subject, None, "", missing, 0)))
    return edits
