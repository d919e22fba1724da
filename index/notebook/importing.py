"""What an import would do, as data: what is new, what follows what is there, and what says something else.

Nothing that anybody wrote is overwritten: a note that was changed here and there keeps both wordings until they are
settled (``index.notebook.revisions``).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace

from index.notebook.annotation import Annotation, Mark
from index.notebook.clock import next_stamp
from index.notebook.revisions import History, Revision, revision_of, stamp_of, words_of
from index.notebook.rows import Change, annotation_row, revision_row

Kept = tuple[Revision, str]
"""A revision beside the present one, and its state."""


@dataclass(frozen=True, slots=True)
class Present:
    """What is in the notebook."""

    annotations: Sequence[Annotation] = ()
    revisions: Sequence[Kept] = ()
    marks: Sequence[Mark] = ()


NOTHING = Present()


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is to be taken in."""

    annotations: Sequence[Annotation] = ()
    revisions: Sequence[Revision] = ()
    marks: Sequence[Mark] = ()


@dataclass(slots=True)
class ImportPlan:
    """What an import consists of; ``Notebook.take_in(plan.changes, plan.further)`` does it."""

    added: list[Annotation] = field(default_factory=list)
    replaced: list[tuple[Annotation, Annotation]] = field(default_factory=list)  # the notebook's and what follows it
    contested: list[tuple[Annotation, Annotation]] = field(default_factory=list)  # two wordings, the notebook's first
    kept: list[Annotation] = field(default_factory=list)  # of the notebook, with what it was made of incoming
    deleted: list[Annotation] = field(default_factory=list)  # of the notebook, which others have deleted since
    same: int = 0  # there already
    changes: list[tuple[Annotation | None, Annotation]] = field(default_factory=list)
    further: list[Change] = field(default_factory=list)  # of revisions and marks

    @property
    def summary(self) -> str:
        """The plan on one line."""
        parts = [
            f"New: {len(self.added)}.",
            f"Newer than in the notebook: {len(self.replaced)}.",
            f"There already: {self.same}.",
            f"Older than in the notebook, left out: {len(self.kept)}.",
        ]
        if self.deleted:
            parts.append(f"Deleted there since: {len(self.deleted)}.")
        if self.contested:
            parts.append(f"Changed here and there, both wordings kept: {len(self.contested)}.")
        return " ".join(parts)


def plan_import(present: Present, incoming: Incoming, *, restore: bool = True) -> ImportPlan:
    """What to do with what comes in. With ``restore``, a note that was deleted here comes back."""
    plan = ImportPlan()
    here = _histories(present)
    there = {one.id: one for one in present.annotations}
    states = {(one.note, one.stamp): state for one, state in present.revisions}
    known: dict[str, list[Revision]] = {}
    for revision in incoming.revisions:
        known.setdefault(revision.note, []).append(revision)
    arriving: dict[str, list[Annotation]] = {}
    for annotation in sorted(incoming.annotations, key=_moment):
        arriving.setdefault(annotation.id, []).append(annotation)
    order = {one.id: place for place, one in enumerate(incoming.annotations)}
    for key in sorted({*arriving, *known}, key=lambda key: order.get(key, len(order))):
        before = here.get(key, History({}))
        after = before.joined(known.get(key, ()))
        for annotation in arriving.get(key, ()):
            after = after.joined(_as_revisions(annotation, after))
        if restore and after.current is None and key in arriving:
            after = after.joined([_brought_back(arriving[key][-1], after)])
        _tell(plan, there.get(key), before, after, arriving.get(key, ()))
        _put(plan, there.get(key), after, states)
    marks = {(one.document, one.mark) for one in present.marks}
    plan.further += [
        Change("marks", None, astuple(one)) for one in incoming.marks if (one.document, one.mark) not in marks
    ]
    return plan


def _histories(present: Present) -> dict[str, History]:
    found: dict[str, list[Revision]] = {one.id: [revision_of(one)] for one in present.annotations}
    for revision, _ in present.revisions:
        found.setdefault(revision.note, []).append(revision)
    return {key: History.of(revisions) for key, revisions in found.items()}


def _as_revisions(annotation: Annotation, known: History) -> list[Revision]:
    """The revision that an annotation is; none if it is known, or is what a known one was made of.

    One that has no stamp is of another program, or of a Dateline that had none: then the first revision is what all
    others were made of, and a later one was made of the first, if that is known.
    """
    revision = revision_of(annotation)
    if annotation.stamp:
        return [revision]
    contents = [one.content for one in known.revisions.values() if one.content is not None]
    if any(words_of(one) == words_of(annotation) for one in contents):
        return []
    first = max((one for one in contents if one.revision == 1), key=_moment, default=None)
    if annotation.revision > 1 or not contents:
        return [replace(revision, parents=(stamp_of(first),))] if first else [revision]
    if first is not None and _moment(annotation) > _moment(first):
        return [replace(revision, parents=(stamp_of(first),))]
    return []


def _brought_back(annotation: Annotation, known: History) -> Revision:
    """The revision that follows up the note's deletion."""
    parents = tuple(sorted(head.stamp for head in known.heads))
    stamp = next_stamp(max(known.revisions))
    return revision_of(replace(annotation, stamp=stamp, parents=parents))


def _tell(
    plan: ImportPlan, there: Annotation | None, before: History, after: History, arriving: Sequence[Annotation]
) -> None:
    """Put the note where it belongs among what is told."""
    current = after.current
    if current is None:
        plan.deleted += [there] if there is not None else []
    elif there is None:
        plan.added.append(current)
    elif after.revisions.keys() == before.revisions.keys():
        said = {words_of(one.content) for one in before.wordings if one.content}
        if all(words_of(one) in said for one in arriving):
            plan.same += 1
        else:
            plan.kept.append(there)
    elif others := [one.content for one in after.wordings if one.content and words_of(one.content) != words_of(there)]:
        known = stamp_of(there) in {one.stamp for one in after.wordings}
        (plan.contested if known or len(after.wordings) > 1 else plan.replaced).append((there, others[0]))
    else:
        plan.same += 1


def _put(plan: ImportPlan, there: Annotation | None, after: History, states: Mapping[tuple[str, str], str]) -> None:
    """Add the changes of rows that make the notebook know all of the history."""
    current = after.current
    if current is not None and (there is None or stamp_of(current) != stamp_of(there)):
        plan.changes.append((there, replace(current, parents=after.revisions[stamp_of(current)].parents)))
    if current is None and there is not None:
        plan.further.append(Change("annotations", annotation_row(there), None))
    for stamp, revision in sorted(after.revisions.items()):
        state, known = after.state_of(revision), states.get((revision.note, stamp))
        is_current = current is not None and stamp == stamp_of(current)
        wanted = None if is_current else revision_row(revision, state)
        found = None if known is None else revision_row(revision, known)
        if wanted != found:
            plan.further.append(Change("revisions", found, wanted))


def _moment(annotation: Annotation) -> datetime.datetime:
    """When it was modified; long ago, where that says nothing."""
    try:
        moment = datetime.datetime.fromisoformat(annotation.modified)
    except ValueError:
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
