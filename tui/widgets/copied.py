"""What a key has copied, on its way to the app, which knows the terminal."""

from __future__ import annotations

from textual.message import Message


class Copied(Message):
    """A text is to be copied; it is told whole if it is ``shown``."""

    def __init__(self, text: str, *, shown: bool = False) -> None:
        super().__init__()
        self.text = text
        self.shown = shown
