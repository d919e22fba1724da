"""Notes in the comparison: on a passage of either document, or one on a passage of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from index.compare.comparison import ComparisonAnswer
from index.errors import DatelineError
from index.model import SpanPair
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.saving import Saver
from tui.screens import steps
from tui.screens.note import Ended, NoteDialog
from tui.screens.note_dialogs import known_tags
from tui.session import Draft
from tui.text.side_by_side import labels
from tui.widgets.comparison import ComparisonList


class ComparisonNotes:
    """What a comparison does with the notebook.

    The notebook keeps one passage a note: a note on two passages is one step that makes two alike, each on its own
    document, and that is undone as one.
    """

    def __init__(self, app: App[int], notebook: Notebook, shown: ComparisonList, say: Callable[[str], None]) -> None:
        """``say`` shows a sentence in the status line."""
        self._app = app
        self._notebook = notebook
        self._shown = shown
        self._say = say
        self._answer: ComparisonAnswer | None = None

    def begin(self, answer: ComparisonAnswer) -> None:
        """Takes up what is compared, and shows which passages have notes."""
        self._answer = answer
        self._show()

    def _show(self) -> None:
        answer = self._answer
        if answer is None:
            return
        try:
            notes = [self._noted(subject) for subject in (answer.a_subject, answer.b_subject)]
        except DatelineError as error:
            self._say(str(error))
        else:
            self._shown.mark(*notes)

    def _noted(self, subject: Subject) -> list[SpanPair]:
        """The passages of a document with a note, as far as its text is still the one that they were made on."""
        anchors = (annotation.anchor for annotation in self._notebook.annotations(subject.document))
        return [(one.start, one.end) for one in anchors if one is not None and one.text_hash == subject.text_hash]

    async def annotate(self, *sides: int) -> None:
        """Asks for a note on the passages of these sides, 0 and 1, or on the only one that is there."""
        found = self._passages(sides)
        if not found:
            which = "" if len(sides) > 1 else ("first ", "second ")[sides[0]]
            self._say(f"The {which}document has no passage on this line.")
            return
        subject, anchor = found[0]
        draft = Draft(subject.document, anchor.start, anchor.end)
        title = "" if len(found) == 1 else self._title(found)
        dialog = NoteDialog(anchor.exact, self._saver(found), draft, known_tags(self._notebook), title)
        await self._app.push_screen(dialog, lambda ended: self._ended(ended, len(found)))

    def _passages(self, sides: Sequence[int]) -> list[tuple[Subject, Anchor]]:
        """The passages at the cursor, of these sides as far as they have one."""
        block = self._shown.current
        if block is None or self._answer is None:
            return []
        cells = (block.a, block.b)
        texts = (self._answer.a_text, self._answer.b_text)
        subjects = (self._answer.a_subject, self._answer.b_subject)
        passages = ((side, cell.passage) for side in sides if (cell := cells[side]) is not None)
        return [(subjects[side], Anchor.of(texts[side], *span)) for side, span in passages if span[0] < span[1]]

    def _title(self, passages: Sequence[tuple[Subject, Anchor]]) -> str:
        names = labels(self._answer.comparison) if self._answer is not None else ()
        quotes = (" ".join(anchor.exact.split()) for _, anchor in passages)
        first, second = (f"{name} “{quote}" for name, quote in zip(names, quotes, strict=True))
        return f"Note on both: {first[:36]}…” and {second[:36]}…”"

    def _saver(self, passages: Sequence[tuple[Subject, Anchor]]) -> Saver:
        """What saves the note on all of them at once, or keeps it with all of them if that fails."""
        (subject, anchor), *others = passages
        return Saver(
            self._notebook,
            Unsaved(subject, anchor, "", besides=tuple(others)),
            lambda note, tags, colour: self._notebook.add_all(passages, note, tags, colour),
        )

    def _ended(self, ended: Ended | None, count: int) -> None:
        if ended is Ended.SAVED and count > 1:
            self._say("Note saved on both passages; u takes it back from both.")
        elif ended:
            self._say(ended)
        self._show()

    def undo(self) -> None:
        """Takes back the session's last change of the notebook."""
        self._say(steps.undo(self._notebook))
        self._show()

    def redo(self) -> None:
        """Makes the change again that was taken back last."""
        self._say(steps.redo(self._notebook))
        self._show()
