"""The note dialog. What was typed is in the notebook, or a draft, before it closes; else it stays, with the reason."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, TextArea

from index.errors import DatelineError
from index.notebook.annotation import COLOUR_NAMES
from tui.bound_keys import bindings
from tui.keys import Context
from tui.safety import foreign
from tui.saving import Saver
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.session import Draft
from tui.terminal.outside import edited_outside
from tui.widgets.fields import LineField, TextField, taken_in
from tui.widgets.rowlist import strip_of
from tui.widgets.status import KeyLine, TextLine


class Ended(StrEnum):
    """How a note dialog was left. The value is the sentence about it."""

    SAVED = "Note saved."
    KEPT = "Kept as a draft: the same key here brings it back, : on the main screen lists it."
    DISCARDED = "What was typed is thrown away."
    UNTOUCHED = ""


def split_tags(text: str) -> list[str]:
    """Returns the tags of a line in which they are separated by commas."""
    return [tag for tag in (part.strip() for part in text.split(",")) if tag]


def completed_tags(text: str, known: Sequence[str]) -> str | None:
    """Returns the line with its last, unfinished tag completed to the first known one that begins so."""
    done, comma, last = text.rpartition(",")
    typed = last.lstrip()
    match = next((tag for tag in known if typed and tag.startswith(typed) and tag != typed), None)
    return None if match is None else done + comma + last[: len(last) - len(typed)] + match


class TagSuggester(Suggester):
    """Completes the tag that is being typed from those in use."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Returns the line with its last tag completed."""
        return completed_tags(value, self._known)


class ColourRow(Widget, can_focus=True):
    """The six colours, each with its number as a sign; a digit chooses, 0 is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"colour--{number}" for number in range(len(COLOUR_NAMES))}

    def __init__(self, chosen: int) -> None:
        super().__init__(id="colour")
        self.chosen = chosen

    def on_key(self, event: events.Key) -> None:
        """Chooses by digit, left and right."""
        step = {"left": -1, "h": -1, "right": 1, "l": 1}.get(event.key)
        if step is not None:
            self._choose((self.chosen + step) % len(COLOUR_NAMES))
        elif event.key.isdigit() and int(event.key) < len(COLOUR_NAMES):
            self._choose(int(event.key))
        else:
            return
        event.stop()

    def _choose(self, number: int) -> None:
        self.chosen = number
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """Returns the row; the chosen colour stands in brackets."""
        segments = []
        for number, name in enumerate(COLOUR_NAMES):
            text = f"[{number} {name}]" if number == self.chosen else f" {number} {name} "
            style = self.rich_style + self.get_component_rich_style(f"colour--{number}", partial=True)
            segments.append(Segment(text, style + Style(bold=True) if number == self.chosen else style))
        return strip_of(segments, self.size.width, self.rich_style)


class Refusal(TextLine):
    """Why a note could not be saved, in as many lines as that takes."""

    def show(self, text: str) -> None:
        """Shows another sentence."""
        super().show(text)
        self.styles.height = len(self._lines)

    @property
    def _lines(self) -> list[str]:
        return textwrap.wrap(foreign(self.text), max(1, self.size.width - 2)) or [""]

    def render_line(self, y: int) -> Strip:
        """Returns a line of the sentence."""
        lines = self._lines
        segments = [Segment(f" {lines[y]}" if y < len(lines) else "", self.rich_style)]
        return strip_of(segments, self.size.width, self.rich_style)


class NoteDialog(ModalScreen[Ended]):
    """Edits note, tags and colour of a passage. Its result says how it was left."""

    BINDINGS = bindings(Context.NOTE)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(
        self,
        quote: str,
        saver: Saver,
        stored: Draft,
        known_tags: Sequence[str],
        title: str = "",
        typed: Draft | None = None,
    ) -> None:
        """``stored`` says what it is about and what the notebook holds of it; ``title`` is for no single quote.

        In the fields stand ``typed``, else the words of a draft, else those of the notebook.
        """
        super().__init__()
        self._problem = ""
        kept = None
        try:
            kept = saver.draft()
        except DatelineError as error:
            self._problem = f"! {error}"
        begun = replace(stored, note=kept.note, tags=", ".join(kept.tags), colour=kept.colour) if kept else stored
        self._title = ("Draft: " if kept else "") + (title or f"Note on “{' '.join(quote.split())}”")
        self._saver = saver
        self._stored = stored
        self._draft = typed or begun
        self._known_tags = known_tags

    def compose(self) -> ComposeResult:
        """Makes the fields."""
        with Vertical(id="dialog"):
            yield TextLine(f" {self._title}", classes="title")
            yield TextField(self._draft.note, id="note", compact=True, highlight_cursor_line=False)
            with Horizontal(classes="field"):
                yield TextLine(" tags", classes="label")
                yield LineField(
                    self._draft.tags,
                    id="tags",
                    compact=True,
                    placeholder="separated by commas",
                    suggester=TagSuggester(self._known_tags),
                    select_on_focus=False,
                )
            with Horizontal(classes="field"):
                yield TextLine(" colour", classes="label")
                yield ColourRow(self._draft.colour)
            yield Refusal(id="refusal")
            yield KeyLine("note", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts in the note, at its end."""
        area = self.query_one(TextArea)
        area.cursor_blink = False
        self.query_one(Input).cursor_blink = False
        area.move_cursor(area.document.end)
        self.set_focus(area)
        self.query_one(Refusal).show(self._problem)

    @property
    def draft(self) -> Draft:
        """What it is about and what stands in the fields now."""
        try:
            return replace(
                self._draft,
                note=self.query_one(TextArea).text,
                tags=self.query_one("#tags", Input).value,
                colour=self.query_one(ColourRow).chosen,
            )
        except NoMatches:  # a signal has come while the fields were being made
            return self._draft

    async def action_save(self) -> None:
        """Saves and closes; stays open with the reason if it could not be saved."""
        if self.focused is not None:
            await taken_in(self.focused)
        typed = self.draft
        try:
            self._saver.save(typed.note, split_tags(typed.tags), typed.colour)
        except DatelineError as error:
            self.query_one(Refusal).show(f"! {error}")
        else:
            self.dismiss(Ended.SAVED)

    async def action_new_line(self) -> None:
        """Makes a new line in the note."""
        area = self.query_one(TextArea)
        if area.has_focus:
            await taken_in(area)
            area.insert("\n")

    async def action_editor(self) -> None:
        """Lets the analyst write the note in an editor, which has the terminal until it ends."""
        area = self.query_one(TextArea)
        await taken_in(area)
        failure, text = "", area.text
        try:
            text = edited_outside(self.app, text)
        except DatelineError as error:
            failure = f"! {error}"
        self.query_one(Refusal).show(failure)
        if text != area.text:
            area.load_text(text)
            area.move_cursor(area.document.end)

    async def action_cancel(self) -> None:
        """Closes without saving; what was typed is kept as a draft first."""
        if self.focused is not None:
            await taken_in(self.focused)
        typed = self.draft
        try:
            if self._is_worth_keeping(typed):
                self._saver.keep(typed.note, split_tags(typed.tags), typed.colour)
                self.dismiss(Ended.KEPT)
            else:
                self._saver.discard()
                self.dismiss(Ended.UNTOUCHED)
        except DatelineError as error:
            self.query_one(Refusal).show(f"! {error} ctrl+g throws it away.")

    def _is_worth_keeping(self, typed: Draft) -> bool:
        """Whether there are words, and others than those of the notebook. An edited note may have been emptied."""
        as_stored = (self._stored.note, self._stored.tags, self._stored.colour)
        has_words = bool(typed.note.strip() or split_tags(typed.tags))
        return (typed.note, typed.tags, typed.colour) != as_stored and (has_words or bool(typed.annotation))

    def action_discard(self) -> None:
        """Closes without saving and throws away what was typed, and the draft that it came from."""
        try:
            self._saver.discard()
        except DatelineError as error:
            self.query_one(Refusal).show(f"! {error}")
        else:
            self.dismiss(Ended.DISCARDED)
