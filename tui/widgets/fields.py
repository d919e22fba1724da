"""Fields to type in, and the order of keys.

Every key of the table is bound with priority: the app runs it at once and in order, even when a slow line delivers
many keys together. Letters for a field wait in the field's own queue, so a key that acts on what was typed first
lets the field take them in.
"""

from __future__ import annotations

import asyncio

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from index.text.neutralise import PART_OF_WORDS
from tui.terminal.textual_leaks import forget_theme_watcher
from tui.widgets.row_layout import laid_out, lays_out_rows


async def taken_in(field: Widget) -> None:
    """Returns once the field has dealt with all letters that came before."""
    done = asyncio.Event()
    if field.post_message(events.Callback(done.set)):  # call_later has the signature looked up: 0.2 ms for each key
        await done.wait()


def _keys_of(field: type[Input | TextArea]) -> dict[str, str]:
    """Returns the actions that Textual itself binds to keys in a field."""
    own = (binding for binding in field.BINDINGS if isinstance(binding, Binding))
    return {key: binding.action for binding in own for key in binding.key.split(",")}


_LINE_KEYS, _TEXT_KEYS = _keys_of(Input), _keys_of(TextArea)


async def act_in_order(field: Input | TextArea, event: events.Key) -> None:
    """Runs what Textual binds to a key in the field, in the order in which the keys came.

    Textual hands a key that types nothing up to the app, where it acts only after the letters behind it.
    """
    if event.is_printable or is_part_of_words(event):
        return
    action = (_LINE_KEYS if isinstance(field, Input) else _TEXT_KEYS).get(event.key)
    if action is not None:
        event.stop()
        event.prevent_default()
        await field.run_action(action)


def is_part_of_words(event: events.Key) -> bool:
    """Returns whether a key types a character that is not seen and belongs to words, such as a joiner."""
    return event.character is not None and event.character in PART_OF_WORDS


class LineField(Input):
    """A line to type in."""

    def render_line(self, y: int) -> Strip:
        """Returns the line, its letters as they are seen."""
        strip = super().render_line(y)
        if y or not lays_out_rows(self):
            return strip
        width = self.scrollable_content_region.width  # Textual's line is a cell longer, which would be seen at its left
        return Strip(laid_out([*strip.crop(0, width)]), width)

    async def on_key(self, event: events.Key) -> None:
        """Deletes, moves and the like, and types joiners, which Textual takes for no text."""
        if is_part_of_words(event):
            self.insert_text_at_cursor(event.character or "")
            event.stop()
            event.prevent_default()
        await act_in_order(self, event)

    def on_paste(self, event: events.Paste) -> None:
        """Takes all lines of what is pasted as one; Textual would take the first."""
        lines = event.text.splitlines()
        joined = " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else "".join(lines)
        self.replace(joined, *sorted(self.selection))
        event.stop()
        event.prevent_default()


class TextField(TextArea):
    """Some lines to type in."""

    def render_line(self, y: int) -> Strip:
        """Returns a row, its letters as they are seen."""
        strip = super().render_line(y)
        if not lays_out_rows(self):
            return strip
        line, _ = self.wrapped_document.offset_to_location(Offset(0, y + self.scroll_offset.y))
        return Strip(laid_out([*strip], self.document.get_line(line)), strip.cell_length)

    async def on_key(self, event: events.Key) -> None:
        """Deletes, moves and the like, and types joiners, which Textual takes for no text."""
        if is_part_of_words(event):
            self.insert(event.character or "")
            event.stop()
            event.prevent_default()
        await act_in_order(self, event)

    def on_unmount(self) -> None:
        """Is forgotten by the app."""
        forget_theme_watcher(self.app, self)
