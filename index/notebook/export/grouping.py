"""Annotations by the document that they are about, or by tag."""

from __future__ import annotations

from collections.abc import Sequence

from index.notebook.annotation import Annotation, Subject
from index.text.collation import collation_key


def by_document(annotations: Sequence[Annotation]) -> list[tuple[Subject, list[Annotation]]]:
    """The annotations of each document together, in the order in which the documents first occur."""
    groups: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        groups.setdefault(annotation.document, []).append(annotation)
    return [(group[0].subject, group) for group in groups.values()]


def by_tag(annotations: Sequence[Annotation]) -> list[tuple[str, list[Annotation]]]:
    """The annotations with each tag, by tag; those without any last, under ""."""
    groups: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        for tag in annotation.tags or ("",):
            groups.setdefault(tag, []).append(annotation)
    return sorted(groups.items(), key=lambda pair: (not pair[0], collation_key(pair[0])))
