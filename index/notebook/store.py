"""The notebook's front door: annotations and marks, each change on disk before the call returns.

Several sessions may have one notebook open. A change is made only if the row is still what the session last saw
of it, in every column: the revision alone would not do, as an undo takes it back and a later edit may reach the same
number again. That its passage followed a changed document in between forbids nothing: the change is made to the row
where it stands now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

from index.errors import NotebookConflictError
from index.home.settings import read_settings
from index.notebook.anchors import Anchor
from index.notebook.annotation import (
    Annotation,
    Mark,
    Subject,
    checked_colour,
    new_annotation,
    now,
    placed,
    tidy_tags,
)
from index.notebook.clock import latest_believable, next_stamp
from index.notebook.history import History, Step, named, taken_back, titled
from index.notebook.importing import Present
from index.notebook.notebook_file import NotebookFile
from index.notebook.revisions import DELETED, OTHER, PAST, Revision, revision_of, stamp_of
from index.notebook.rows import (
    TABLES,
    TAGGING,
    Change,
    Row,
    annotation_row,
    revision_row,
    row_annotation,
    row_revision,
    stored_list,
)

__all__ = ["Annotation", "Notebook", "Subject"]


class Notebook:
    """An open notebook. It is used from one thread; every method may raise NotebookError."""

    def __init__(self, file: NotebookFile) -> None:
        self.path = file.path
        self._file = file
        self._history = History()
        self._seen = file.data_version()
        self._author: str | None = None
        self._last_stamp = ""

    @classmethod
    def open(cls, path: Path, tables: Sequence[str] = TABLES) -> Notebook:
        """Open the notebook in this file; make it, and its folder, if they are not there.

        All rows of these tables are compared with their checksums; those of others when they are read.
        Raises UnsafeFolderError if the file or its folder belongs to someone else or others may write to it,
        PathError if the folder cannot be made, NotebookError if the file cannot be made or is not a notebook,
        NotebookDamagedError if it is damaged; then nothing is written to it.
        """
        return cls(NotebookFile.open(path, tables))

    def close(self) -> None:
        """Close the file. What was changed is on disk already; the day's copy is made if there is none yet."""
        self._file.close()

    def back_up_daily(self) -> None:
        """Make the copy of the day (``index.notebook.backups``) if it is due.

        One that cannot be made stops nobody's work: ``dateline doctor`` says how old the last one is.
        """
        self._file.back_up_daily()

    def backup(self, target: Path) -> None:
        """Copy the notebook, as it is now, into a new file. Raises NotebookError, also if the file exists."""
        self._file.backup(target)

    # Reading

    def annotations(self, document: str | None = None) -> list[Annotation]:
        """The annotations of one document, or all of them, by document and start; of whole documents first."""
        where = "" if document is None else "WHERE document = ?"
        order = """ORDER BY document, "start", "end", created, id"""
        rows = self._file.whole("annotations", f"{where} {order}", () if document is None else (document,))
        return [row_annotation(row) for row in rows]

    def annotation(self, key: str) -> Annotation | None:
        """The annotation with that id, as it is now, or None."""
        rows = self._file.whole("annotations", "WHERE id = ?", (key,))
        return row_annotation(rows[0]) if rows else None

    def documents_with_annotations(self) -> dict[str, int]:
        """How many annotations each document has, of those that have any; the document's own tags are none."""
        return dict(
            self._file.rows(f"SELECT document, count(*) FROM annotations WHERE NOT ({TAGGING}) GROUP BY document")
        )

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use, of notes and of documents, each with its number of these, the most used first."""
        rows = self._file.rows("SELECT id, tags FROM annotations")
        counts = Counter(tag for key, tags in rows for tag in stored_list(tags, key))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def starred(self) -> frozenset[str]:
        """The ids of the documents with a star."""
        return self._marked("starred")

    def read(self) -> frozenset[str]:
        """The ids of the documents that were read."""
        return self._marked("read")

    def marks(self) -> list[Mark]:
        """All stars and read marks."""
        return [Mark(*map(str, row)) for row in self._file.whole("marks", "ORDER BY document, mark")]

    def changed_since_last_look(self) -> bool:
        """Whether another session has changed the notebook since the last call. It costs no reading of rows."""
        seen, self._seen = self._seen, self._file.data_version()
        return seen != self._seen

    def version(self) -> tuple[int, int]:
        """Another value whenever the notebook has changed, by this session or another. It costs no reading of rows."""
        return self._file.data_version(), self._file.total_changes

    def rows(self, table: str) -> list[Row]:
        """All rows of a table, by its key."""
        return self._file.whole(table, "ORDER BY 1, 2, 3")

    # Annotations

    def add(
        self,
        subject: Subject,
        anchor: Anchor | None,
        note: str = "",
        tags: Sequence[str] = (),
        colour: int = 1,
        *,
        answers: str = "",
    ) -> Annotation:
        """Annotate a passage, or with no anchor the whole document. Raises ValueError for no such colour.

        ``answers`` is the id of the note that it replies to.
        """
        return self.add_all([(subject, anchor)], note, tags, colour, answers=answers)[0]

    def add_all(
        self,
        passages: Sequence[tuple[Subject, Anchor | None]],
        note: str,
        tags: Sequence[str],
        colour: int,
        *,
        answers: str = "",
    ) -> list[Annotation]:
        """Annotate several passages alike, as one step. Raises ValueError for no such colour."""
        made = [
            replace(self._signed(new_annotation(subject, anchor, note, tags, colour)), answers=answers)
            for subject, anchor in passages
        ]
        changes = [Change("annotations", None, annotation_row(one)) for one in made]
        what = named(made[0]) if len(made) == 1 else f"{len(made)} notes"
        done = self._do(what, changes, "{} removed again", "{} added again")
        return [row_annotation(change.after) for change in done if change.after]

    def edit(
        self,
        annotation: Annotation,
        *,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        colour: int | None = None,
    ) -> Annotation:
        """Change what is given and keep the rest; returns the annotation as it is now.

        Raises NotebookConflictError if another session has changed or deleted it since, ValueError for no such
        colour.
        """
        new = replace(
            annotation,
            note=annotation.note if note is None else note,
            tags=annotation.tags if tags is None else tidy_tags(tags),
            colour=annotation.colour if colour is None else checked_colour(colour),
        )
        return self._edit(annotation, new, "change of {} undone", "change of {} made again")

    def attach(self, annotation: Annotation, subject: Subject, anchor: Anchor | None) -> Annotation:
        """Give the annotation another passage, or another document, by hand: a step that can be undone.

        Raises NotebookConflictError as ``edit`` does.
        """
        new = placed(annotation, subject, anchor)
        return self._edit(annotation, new, "{} put back where it was", "{} attached again")

    def attach_all(self, passages: Sequence[tuple[Annotation, Subject, Anchor | None]]) -> None:
        """As ``attach`` for several at once: all of them or none, and undone together."""
        pairs = [(one, placed(one, subject, anchor)) for one, subject, anchor in passages]
        self.rewrite(f"{len(pairs)} notes", pairs, "{} put back where they were", "{} attached again")

    def follow(self, annotation: Annotation, subject: Subject, anchor: Anchor | None) -> Annotation:
        """Note where the annotation's passage stands since its document changed or moved; no step, no edit.

        Raises NotebookConflictError as ``edit`` does.
        """
        row = annotation_row(placed(annotation, subject, anchor))
        self._file.write([Change("annotations", annotation_row(annotation), row)])
        return row_annotation(row)

    def follow_all(
        self,
        annotations: Sequence[tuple[Annotation, Subject, Anchor | None]],
        marks: Sequence[tuple[Mark, Subject]],
    ) -> None:
        """As ``follow`` for many at once, and for the marks of documents that have moved; all of them or none."""
        changes = [
            Change("annotations", annotation_row(one), annotation_row(placed(one, subject, anchor)))
            for one, subject, anchor in annotations
        ]
        there = {(one.document, one.mark) for one in self.marks()}
        for mark, subject in marks:
            changes.append(Change("marks", astuple(mark), None))
            if (subject.document, mark.mark) not in there:
                changes.append(Change("marks", None, (subject.document, mark.mark, subject.text_hash)))
        if changes:
            self._file.write(changes)

    def delete(self, annotation: Annotation) -> None:
        """Delete the annotation. Raises NotebookConflictError as ``edit`` does."""
        self._do(named(annotation), self._changes(annotation, None), "deleted {} restored", "{} deleted again")

    def rewrite(
        self, what: str, notes: Sequence[tuple[Annotation | None, Annotation | None]], undone: str, redone: str
    ) -> None:
        """Add annotations (None comes first), change them or delete them (None comes second), all as one step.

        The sentences say what its undoing and its doing again did to ``what``. Raises NotebookConflictError as
        ``edit`` does; nothing is changed then.
        """
        self._do(what, [change for old, new in notes for change in self._changes(old, new)], undone, redone)

    def _changes(self, old: Annotation | None, new: Annotation | None) -> list[Change]:
        """The changes of rows that make one annotation of another; a change or a deletion is a revision."""
        if old is None:
            return [Change("annotations", None, annotation_row(self._signed(new)))] if new is not None else []
        past = Change("revisions", None, revision_row(revision_of(old), PAST))
        if new is None:
            gone = Revision(old.id, self._stamp(), (stamp_of(old),), self.author, None)
            gone_row = Change("revisions", None, revision_row(gone, DELETED))
            return [Change("annotations", annotation_row(old), None), past, gone_row]
        new = replace(new, revision=old.revision + 1, modified=now(), parents=(stamp_of(old),))
        return [Change("annotations", annotation_row(old), annotation_row(self._signed(new))), past]

    def take_in(self, changes: Sequence[tuple[Annotation | None, Annotation]], further: Sequence[Change] = ()) -> None:
        """Import: add annotations (where the first is None) or put them in another's place, as one step.

        ``further`` are the changes of other rows that belong to it. Raises NotebookConflictError as ``edit`` does;
        nothing is changed then.
        """
        rows = [
            Change("annotations", annotation_row(old) if old else None, annotation_row(new)) for old, new in changes
        ]
        what = "1 note" if len(rows) == 1 else f"{len(rows)} notes"
        self._do(what, [*rows, *further], "import of {} undone", "{} imported again")

    def present(self) -> Present:
        """All notes, revisions and marks, as an import compares them with its own."""
        return Present(self.annotations(), self.revisions(), self.marks())

    # Revisions

    def revisions(self, key: str | None = None) -> list[tuple[Revision, str]]:
        """The revisions of one note, or of all, that are kept beside the present ones, each with its state."""
        where, values = ("", ()) if key is None else ("WHERE note = ?", (key,))
        return [row_revision(row) for row in self._file.whole("revisions", f"{where} ORDER BY note, stamp", values)]

    def wordings(self, key: str) -> list[Annotation]:
        """The note's wordings that are to be settled, the one that is shown first; one if there is nothing to."""
        there = self.annotation(key)
        others = [one.content for one, state in self.revisions(key) if state == OTHER and one.content]
        return [there, *reversed(others)] if there else []

    def contested(self) -> frozenset[str]:
        """The ids of the notes with wordings that are to be settled."""
        return frozenset(row[0] for row in self._file.rows("SELECT note FROM revisions WHERE state = ?", (OTHER,)))

    def settle(self, annotation: Annotation, note: str, tags: Sequence[str], colour: int) -> Annotation:
        """Let this be what the note says, in place of all its wordings; returns the annotation as it is now.

        Raises NotebookConflictError as ``edit`` does, ValueError for no such colour.
        """
        others = [one for one, state in self.revisions(annotation.id) if state == OTHER]
        parents = tuple(sorted({stamp_of(annotation), *(one.stamp for one in others)}))
        revision = 1 + max(one.revision for one in (annotation, *(one.content for one in others if one.content)))
        new = replace(annotation, note=note, tags=tidy_tags(tags), colour=checked_colour(colour))
        new = replace(new, revision=revision, parents=parents, modified=now(), author=self.author, stamp=self._stamp())
        changes = [
            Change("annotations", annotation_row(annotation), annotation_row(new)),
            Change("revisions", None, revision_row(revision_of(annotation), PAST)),
            *(Change("revisions", revision_row(one, OTHER), revision_row(one, PAST)) for one in others),
        ]
        done = self._do(named(new), changes, "wordings of {} kept apart again", "wordings of {} settled again")
        return row_annotation(done[0].after or ())

    @property
    def author(self) -> str:
        """Whose name stands with what is written. Raises ConfigurationError."""
        if self._author is None:
            self._author = read_settings().author
        return self._author

    def _signed(self, annotation: Annotation) -> Annotation:
        return replace(annotation, author=self.author, stamp=self._stamp())

    def _stamp(self) -> str:
        """The next stamp of this notebook's clock, after all that are in it."""
        last = self._file.rows(
            "SELECT max(stamp) FROM (SELECT stamp FROM annotations UNION ALL SELECT stamp FROM revisions) "
            "WHERE stamp < ?",
            (latest_believable(),),
        )[0][0]
        self._last_stamp = next_stamp(max(last or "", self._last_stamp))
        return self._last_stamp

    # Marks

    def star(self, subject: Subject) -> None:
        """Give the document a star."""
        self._mark(subject, "starred", True, "star of {} taken off again", "star of {} put on again")

    def unstar(self, subject: Subject) -> None:
        """Take the document's star off."""
        self._mark(subject, "starred", False, "star of {} put on again", "star of {} taken off again")

    def mark_read(self, subject: Subject, *, automatic: bool = False) -> None:
        """Mark the document read; ``automatic`` (it was scrolled to its end) is no step."""
        sentences = ("{} marked unread again", "{} marked read again")
        self._mark(subject, "read", True, *sentences, automatic=automatic)

    def mark_unread(self, subject: Subject) -> None:
        """Mark the document unread."""
        self._mark(subject, "read", False, "{} marked read again", "{} marked unread again")

    # Corrections

    def change(self, what: str, changes: Sequence[Change], undone: str, redone: str) -> None:
        """Change rows as one step. The sentences say what its undoing and its doing again did to ``what``.

        Raises NotebookConflictError if another session has changed one of the rows; nothing is changed then.
        """
        self._do(what, changes, undone, redone)

    # Undo and redo

    def undo(self) -> str | None:
        """Take back this session's last step; returns what was done, or None if there is no step.

        Ids, times and revisions become what they were. Raises NotebookConflictError if another session has since
        changed one of the annotations; that step is given up, so that the one before it can still be undone.
        """
        if not self._history.done:
            return None
        step = self._history.done[-1]
        made = self._repeat(step, self._history.done, taken_back(step.changes))
        self._history.undone.append(replace(step, changes=taken_back(made)))
        return step.undone

    def redo(self) -> str | None:
        """Do the step again that was undone last; as ``undo``."""
        if not self._history.undone:
            return None
        step = self._history.undone[-1]
        made = self._repeat(step, self._history.undone, step.changes)
        self._history.done.append(replace(step, changes=made))
        return step.redone

    # How a change is made

    def _repeat(self, step: Step, steps: list[Step], changes: Sequence[Change]) -> tuple[Change, ...]:
        """Make the changes of the last of the steps, and take it off them; returns what ``_make`` does."""
        try:
            made = self._file.write(changes)
        except NotebookConflictError as error:
            steps.pop()
            verb = "undone" if steps is self._history.done else "done again"
            raise NotebookConflictError(f"Not {verb}: another session has since changed {step.what}.") from error
        steps.pop()
        return made

    def _edit(self, old: Annotation, new: Annotation, undone: str, redone: str) -> Annotation:
        """Change one annotation as a step."""
        if new == old:
            return old
        done = self._do(named(new), self._changes(old, new), undone, redone)
        return row_annotation(done[0].after or ())

    def _mark(
        self, subject: Subject, mark: str, wanted: bool, undone: str, redone: str, automatic: bool = False
    ) -> None:
        """Set or take off a mark; nothing happens if it is as wanted."""
        there = self._file.row("marks", (subject.document, mark))
        if (there is not None) == wanted:
            return
        row = (subject.document, mark, subject.text_hash)
        change = Change("marks", None, row) if wanted else Change("marks", there, None)
        if automatic:
            self._file.write([change])
        else:
            self._do(titled(subject), [change], undone, redone)

    def _do(self, what: str, changes: Sequence[Change], undone: str, redone: str) -> tuple[Change, ...]:
        """Make the changes as a step that can be undone. The sentences have a place for what is changed."""
        made = self._file.write(changes) if changes else ()
        if made:
            self._history.add(Step(made, what, undone.format(what), redone.format(what)))
        return made

    def _marked(self, mark: str) -> frozenset[str]:
        return frozenset(row[0] for row in self._file.rows("SELECT document FROM marks WHERE mark = ?", (mark,)))
