"""What an import would do, as data: what is new, what replaces an older note, what is there already."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from index.notebook.annotation import Annotation


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The changes that an import consists of; ``Notebook.take_in(plan.changes)`` makes them."""

    added: tuple[Annotation, ...]
    replaced: tuple[tuple[Annotation, Annotation], ...]  # the older one of the notebook and the newer
    kept: tuple[Annotation, ...]  # of the notebook: as new as those to import, or newer, and different
    same: int  # there already

    @property
    def changes(self) -> list[tuple[Annotation | None, Annotation]]:
        """What to change in the notebook."""
        return [*((None, one) for one in self.added), *self.replaced]

    @property
    def summary(self) -> str:
        """The plan on one line."""
        return (
            f"New: {len(self.added)}. Newer than in the notebook: {len(self.replaced)}. "
            f"There already: {self.same}. Older than in the notebook, left out: {len(self.kept)}."
        )


def plan_import(present: Sequence[Annotation], incoming: Sequence[Annotation]) -> ImportPlan:
    """What to do with the incoming annotations where these are present.

    An annotation is the same one if it has the same id, and there already if it says the same of the same passage,
    under whatever id. Of two with one id the one modified later counts; nothing newer is ever replaced.
    """
    by_id = {one.id: one for one in present}
    said = {_what_it_says(one) for one in present}
    added: dict[str, Annotation] = {}
    replaced: dict[str, tuple[Annotation, Annotation]] = {}
    kept: dict[str, Annotation] = {}
    same = 0
    for one in sorted(incoming, key=_moment, reverse=True):
        there = by_id.get(one.id)
        if one.id in added or one.id in replaced or _what_it_says(one) in said:
            same += 1
        elif there is None:
            added[one.id] = one
        elif _moment(one) > _moment(there):
            replaced[one.id] = (there, one)
        else:
            kept[one.id] = there
        said.add(_what_it_says(one))
    order = {one.id: place for place, one in enumerate(incoming)}
    new = sorted(added.values(), key=lambda one: order[one.id])
    return ImportPlan(tuple(new), tuple(replaced.values()), tuple(kept.values()), same)


def _moment(annotation: Annotation) -> datetime.datetime:
    """When it was modified; long ago, where that says nothing."""
    try:
        moment = datetime.datetime.fromisoformat(annotation.modified)
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _what_it_says(annotation: Annotation) -> tuple[object, ...]:
    anchor = annotation.anchor
    passage = (anchor.start, anchor.end, anchor.exact) if anchor else None
    return annotation.document, passage, annotation.note, annotation.tags, annotation.colour
