"""The lines around the panes: what ran, what holds, which keys there are. Each repaints itself alone."""

from __future__ import annotations

import textwrap
import time

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui import bound_keys
from tui.safety import foreign
from tui.widgets.row_layout import laid_out, lays_out_rows
from tui.widgets.rowlist import cut, strip_of

MESSAGE_SECONDS = 10.0
_LEAST_SECONDS = 1.0  # for which a message stays, whatever keys are pressed

_MOST_LINES = 4  # of a message or an explanation


class Notice(Message):
    """One sentence for the analyst; the screen's status line shows it for a while."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


def wrapped(text: str, width: int, most: int = _MOST_LINES, cut: str = " …") -> list[str]:
    """Returns a text in at most ``most`` lines of at most ``width`` characters, safe; ``cut`` ends a cut one."""
    lines = textwrap.wrap(foreign(text), max(len(cut), width), max_lines=most, placeholder=cut)
    return lines or [""]


class TextLine(Widget):
    """One line of plain text that repaints only when the text changes."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def show(self, text: str) -> None:
        """Shows another text."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Returns the line."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        return strip_of(self._seen(foreign(self.text)), width, self.rich_style)

    def _seen(self, line: str) -> list[Segment]:
        """Returns the line as it is seen, as far as the width has room for it."""
        segments = cut([Segment(line, self.rich_style)], self.size.width, self.rich_style)
        return laid_out(segments) if lays_out_rows(self) else segments


class ExplainLine(TextLine):
    """What ran, what is wrong with what was typed, a question: in as many lines as it needs, within reason.

    With a ``key`` it is one line that ends in that key until it is opened; what is wrong is always seen whole.
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None, key: str = "") -> None:
        super().__init__(text, id=id, classes=classes)
        self._key = key
        self._opened = False
        self._refused = False
        self._under = 0
        self._offered = ""

    def toggle(self) -> None:
        """Shows the text whole, or one line of it again."""
        self._opened = not self._opened
        self._show_all(self.text)

    def explain(self, text: str) -> None:
        """Shows what ran."""
        self.remove_class("-error")
        self._refused = False
        self._show_all(text)

    def refuse(self, sentence: str, under: int = 0) -> None:
        """Shows what is wrong, below the cell ``under`` of the line above if there is room for it there."""
        self.add_class("-error")
        self._refused = True
        self._under = under
        self._show_all(f"! {sentence}")

    def offer(self, text: str) -> None:
        """Shows what can be chosen in place of the text; "" shows that again."""
        if text != self._offered:
            self._offered = text
            self._show_all(self.text)
            self.refresh()

    def on_resize(self) -> None:
        """Cuts the text anew."""
        self._show_all(self.text)

    def _show_all(self, text: str) -> None:
        self.show(text)
        self.styles.height = len(self._lines())

    def _lines(self) -> list[str]:
        width = self.size.width
        if self._offered:
            return wrapped(self._offered, width, 1)
        if self._refused and self._under:
            placed = f"{' ' * self._under}^{foreign(self.text).removeprefix('!')}"
            if cell_len(placed) <= width:
                return [placed]
        if not self._key or self._refused:
            return wrapped(self.text, width)
        if not self._opened:
            return wrapped(self.text, width, 1, f" … {self._key}")
        return wrapped(self.text, width, max(_MOST_LINES, self.app.size.height // 2))

    def render_line(self, y: int) -> Strip:
        """Returns a line."""
        lines = self._lines()
        text = lines[y] if y < len(lines) else ""
        return strip_of(self._seen(text), self.size.width, self.rich_style)


class KeyLine(TextLine):
    """The most useful keys at a place of ``keys.PLACES``, from the table: as many as there is room for."""

    def __init__(self, place: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(place, id=id, classes=classes)

    @property
    def place(self) -> str:
        """The place whose keys are shown."""
        return self._text

    def show_place(self, place: str) -> None:
        """Shows the keys of another place."""
        self.show(place)

    @property
    def text(self) -> str:
        """The text that is shown."""
        return bound_keys.footer(self._text, self.size.width) if self._text else ""


class StatusLine(Widget):
    """On the left the library, or for some seconds a message; on the right what runs and where one is."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._always = ""
        self._said = ""
        self._since = 0.0  # when it was said, by the monotonic clock
        self._doing = ""
        self._where = self._aside = ""
        self._address = ""
        self._timer: Timer | None = None

    @property
    def message(self) -> str:
        """The message that is shown at the moment, or ""."""
        return self._said

    @property
    def place(self) -> str:
        """The right-hand part: hit and document."""
        return self._where

    def stand(self, text: str) -> None:
        """Sets what the left shows when there is no message: library and number of documents."""
        self._change("_always", text)

    def say(self, sentence: str) -> None:
        """Shows a message for some seconds, in place of the one before."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(MESSAGE_SECONDS, self.hush)
        self._since = time.monotonic()
        self._change("_said", sentence)

    def hush(self) -> None:
        """Ends the message."""
        self._change("_said", "")

    def key_pressed(self) -> None:
        """Ends the message that was there to be read before the key."""
        if self._said and time.monotonic() - self._since > _LEAST_SECONDS:
            self.hush()

    def run(self, what: str) -> None:
        """Shows what is running; "" when nothing is."""
        self._change("_doing", what)

    def locate(self, text: str, aside: str = "") -> None:
        """Shows hit and document on the right; before them ``aside``, where the line has room for all that it says."""
        self._change("_aside", aside)
        self._change("_where", text)

    def show_address(self, address: str) -> None:
        """Shows a web address whole, in as many lines as it needs; "" shows the library again."""
        self._change("_address", address)

    def _change(self, attribute: str, value: str) -> None:
        if getattr(self, attribute) != value:
            setattr(self, attribute, value)
            self.styles.height = len(self._lines())
            self.refresh()

    @property
    def _right(self) -> str:
        right = foreign("  ".join(filter(None, (self._doing, self._where))))
        aside = "" if self._said or self._address else foreign(self._aside)
        told = f"{aside} · {right}" if aside and right else aside or right
        if aside and cell_len(f" {foreign(self._always)}  {told} ") <= self.size.width:
            right = told
        return f" {right} " if right else ""

    def _lines(self) -> list[str]:
        """The left part, cut into as many lines as a long message needs; the last has room for the right part."""
        width = max(1, self.size.width - 1)
        if self._said:
            lines = wrapped(self._said, width)
        elif self._address:
            address = foreign(self._address)
            lines = [address[start : start + width] for start in range(0, len(address), width)]
        else:
            return [foreign(self._always)]
        if cell_len(lines[-1]) + cell_len(self._right) > width:
            lines.append("")
        return lines

    def render_line(self, y: int) -> Strip:
        """Returns a line: the right part whole, the left part cut where it has to be."""
        width = self.size.width
        style = self.rich_style + Style(bold=True) if self._said else self.rich_style
        lines = self._lines()
        left = [Segment(f" {lines[y]}" if y < len(lines) else "", style)]
        right = self._right if y == len(lines) - 1 else ""
        room = max(0, width - cell_len(right))
        return Strip.join([strip_of(left, room, self.rich_style), Strip([Segment(right, self.rich_style)])])
