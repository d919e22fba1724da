"""The versions of a document, and what was edited between them, each change by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from index.answers.document import EditView, VersionsAnswer, VersionView
from index.model import EditKind
from tui.bound_keys import bindings
from tui.keys import Context
from tui.safety import foreign
from tui.screens.sized import SizedScreen, TooSmall
from tui.text.edits import cited_edits
from tui.text.times import moment
from tui.widgets.copied import Copied
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine

_DIGITS = 16  # of a digest that are shown


@dataclass(frozen=True, slots=True)
class VersionPlace:
    """A version, and an offset in its text to go to."""

    version: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A version, or something that was edited to make it."""

    number: int
    version: VersionView
    edit: EditView | None = None


class VersionList(RowList):
    """Versions with their times and digests, and below each what was edited to make it."""

    def __init__(self) -> None:
        super().__init__(id="versions")
        self.lines_per_row = 3
        self._lines: Sequence[_Line] = ()

    def show(self, lines: Sequence[_Line], cursor: int) -> None:
        """Shows these, from a place on."""
        self._lines = lines
        self.set_reactive(VersionList.cursor, self.validate_cursor(cursor))
        self.rows_changed()
        self._scroll_to_cursor()

    @property
    def current(self) -> _Line | None:
        """What the cursor is on."""
        return self._lines[self.cursor] if self._lines else None

    def row_count(self) -> int:
        """Returns the number of versions and edits."""
        return len(self._lines)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns the lines of a version or an edit."""
        line, pointer = self._lines[index], f"{self.pointer(index)} "
        if line.edit is not None:
            return _edit_lines(line.edit, pointer)
        version = line.version
        kinds = dict.fromkeys(edit.kinds[0] for edit in version.edits if edit.kinds[0] != EditKind.COSMETIC)
        told = f"changed: {', '.join(kinds)}" if kinds else ""
        captured = f" · captured {version.captures}×" if version.captures > 1 else ""
        return [
            [(pointer, ""), (f"{line.number}. {moment(version.received)}{captured}", "heading")],
            [(f"  {foreign(version.title)}", "strong")],
            [(f"  {told or 'as it was first'} · {version.text_hash[:_DIGITS]}…", "muted")],
        ]


def _edit_lines(edit: EditView, pointer: str) -> list[list[Piece]]:
    kinds = ", ".join(edit.kinds) + (" · headline" if edit.in_title else "")
    old, new = (" ".join(foreign(words).split()) for words in (edit.old, edit.new))
    if edit.kinds[0] == EditKind.MOVED:
        old = ""
    return [
        [(pointer, ""), (kinds, "sign")],
        [("  − ", "muted"), (old, "")] if old else [],
        [("  + ", "muted"), (new, "strong")] if new else [],
    ]


class VersionsScreen(SizedScreen[VersionPlace]):
    """The versions of a document. Its result is the place that was chosen, or None."""

    BINDINGS = bindings(Context.VERSIONS)

    def __init__(self, answer: VersionsAnswer, at: int, *, edits: bool) -> None:
        """``at`` is the number of the version that is open, from 0; with ``edits`` they are shown at once."""
        super().__init__()
        self._answer = answer
        self._at = at
        self._edits = edits
        self._cosmetic = False

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(f" Versions of {foreign(self._answer.title)}", classes="title")
        yield VersionList()
        yield StatusLine(id="status")
        yield KeyLine("versions", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Goes to the open version, or to what was edited to make it."""
        self.set_focus(self._list)
        self._show(self._at)

    @property
    def _list(self) -> VersionList:
        return self.query_one(VersionList)

    def _show(self, at: int) -> None:
        lines: list[_Line] = []
        cursor = hidden = 0
        for place, version in enumerate(self._answer.versions):
            if place == at:
                cursor = len(lines)
            lines.append(_Line(place + 1, version))
            shown = self._shown(version)
            hidden += len(version.edits) - len(shown)
            if self._edits:
                lines += [_Line(place + 1, version, edit) for edit in shown]
        self._list.show(lines, cursor)
        left_out = f" · {hidden:,} cosmetic changes hidden" if hidden and self._edits else ""
        self.query_one(StatusLine).stand(f"{len(self._answer.versions):,} versions{left_out}")

    def _shown(self, version: VersionView) -> tuple[EditView, ...]:
        return tuple(edit for edit in version.edits if self._cosmetic or edit.kinds[0] != EditKind.COSMETIC)

    def _place(self) -> int:
        line = self._list.current
        return line.number - 1 if line is not None else self._at

    def action_edits(self) -> None:
        """Shows what was edited below each version, or the versions alone."""
        self._edits = not self._edits
        self._show(self._place())

    def action_cosmetic(self) -> None:
        """Shows changes of case and punctuation too, or no longer."""
        self._cosmetic = not self._cosmetic
        self._edits = True
        self._show(self._place())

    def action_cite(self) -> None:
        """Copies the edit, or all that made the version, with the digests of both versions."""
        line = self._list.current
        if line is not None:
            edits = self._shown(line.version) if line.edit is None else (line.edit,)
            self.post_message(Copied(cited_edits(self._answer, line.number - 1, edits)))

    def action_open(self) -> None:
        """Chooses the version, at the place of the edit."""
        line = self._list.current
        if line is not None:
            in_text = line.edit is not None and not line.edit.in_title
            self.dismiss(VersionPlace(line.version.id, line.edit.after[0] if in_text and line.edit else 0))

    def action_back(self) -> None:
        """Closes the list."""
        self.dismiss(None)
