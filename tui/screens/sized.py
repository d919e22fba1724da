"""A screen that says so when the window is too small for it, instead of drawing rubbish."""

from __future__ import annotations

import textwrap
from typing import Any

from rich.segment import Segment
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.signals import MINIMUM_HEIGHT, MINIMUM_WIDTH
from tui.widgets.rowlist import strip_of

WIDE = 100
"""Cells from which on three panes fit side by side."""

HORIZONTAL = [(0, "-too-narrow"), (MINIMUM_WIDTH, "-narrow"), (WIDE, "-wide")]
VERTICAL = [(0, "-too-short"), (MINIMUM_HEIGHT, "-high")]


class TooSmall(Widget):
    """Covers the screen while the window is too small. What is under it stays as it was."""

    def render_line(self, y: int) -> Strip:
        """Returns a line of the sentence."""
        width, height = self.size
        sentence = textwrap.wrap(
            f"This window is {width}x{height}; Dateline needs {MINIMUM_WIDTH}x{MINIMUM_HEIGHT}."
            " Enlarge it, or ctrl+q quits.",
            max(1, width - 2),
        )
        first = max(0, (height - len(sentence)) // 2)
        text = sentence[y - first] if first <= y < first + len(sentence) else ""
        return strip_of([Segment(text.center(width), self.rich_style)], width, self.rich_style)


def fit_window(screen: Screen[Any]) -> None:
    """Gives a screen the classes of the window's size: one that was under another was not told of it."""
    for bounds, length in ((HORIZONTAL, screen.app.size.width), (VERTICAL, screen.app.size.height)):
        holding = max((bound for bound in bounds if bound[0] <= length), default=bounds[0])
        for bound in bounds:
            screen.set_class(bound is holding, bound[1])


class SizedScreen(Screen[ScreenResultType]):
    """A screen with the classes ``-narrow`` or ``-wide``, and ``-too-narrow`` or ``-too-short``, by its size."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def on_screen_resume(self) -> None:
        """The window may have another size than when another screen was opened over this one."""
        fit_window(self)
