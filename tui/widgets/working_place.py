"""Where the terminal's cursor stands: it is not shown, but braille lines, speech and magnifiers follow it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, TextArea


@runtime_checkable
class HasWorkingPlace(Protocol):
    """A widget in which the analyst works at one place."""

    def working_place(self) -> Offset:
        """The cell of that place, from the first of the widget's content."""
        ...


def working_place(focused: Widget | None) -> Offset:
    """The cell of the screen at which the analyst works; the first one where there is no such place."""
    if isinstance(focused, TextArea):
        return focused.cursor_screen_offset
    if isinstance(focused, Input):  # Textual's is a cell too far behind the last letter
        return focused.cursor_screen_offset - Offset(int(focused.cursor_position >= len(focused.value)), 0)
    if isinstance(focused, Widget) and isinstance(focused, HasWorkingPlace):
        return focused.content_region.offset + focused.working_place()
    return Offset(0, 0)
