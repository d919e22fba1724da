"""Textual's driver for terminals, sending only what differs from what the terminal shows."""

from __future__ import annotations

import contextlib
from itertools import chain

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.early_keys import EarlyKeys
from tui.terminal.pasting import PastingParser
from tui.terminal.sent import SentScreen

_EXPLICIT_ORDER, _IMPLICIT_ORDER = "\x1b[8l", "\x1b[8h"
"""Whether what is sent stands in the order in which it is seen, or is put into it by the terminal: BDSM of ECMA-48."""


class PatientWriter(linux_driver.WriterThread):  # type: ignore[misc, name-defined] # Textual exports it nowhere
    """Goes on taking what is to be written where the terminal is gone, so that nobody waits for room for ever."""

    def run(self) -> None:
        """Writes until it is stopped."""
        while (text := self._queue.get()) is not None:
            with contextlib.suppress(OSError):
                self._file.write(text)
                if not self._queue.qsize():
                    self._file.flush()
        with contextlib.suppress(OSError):
            self._file.flush()


class ThriftyDriver(LinuxDriver):
    """A frame comes as one write that begins with a move of the cursor; all other writes are left alone."""

    early: EarlyKeys | None = None
    """What was typed before the screen was there, and how the terminal was then."""

    _sent: SentScreen | None = None
    _terminal_orders = True

    def start_application_mode(self) -> None:
        """Takes the terminal, to leave it at last as it was before Dateline began to take keys from it."""
        linux_driver.WriterThread = PatientWriter  # type: ignore[attr-defined] # no other way to choose it
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self._terminal_orders:
            super().write(_EXPLICIT_ORDER)
        if self.early is not None and self.early.modes is not None:
            self.attrs_before = self.early.modes

    def stop_application_mode(self) -> None:
        """Gives the terminal back, also when Dateline is put in the background."""
        if not self._terminal_orders:
            super().write(_IMPLICIT_ORDER)
        super().stop_application_mode()

    def let_terminal_order(self, orders: bool) -> None:
        """Says whether the terminal is to lay out right-to-left text; one that does not know the mode ignores it."""
        if orders != self._terminal_orders:
            self._terminal_orders = orders
            super().write(_IMPLICIT_ORDER if orders else _EXPLICIT_ORDER)
            self.forget_screen()

    def run_input_thread(self) -> None:
        """Reads keys and pastes until the end, after those that were typed before."""
        if self.early is not None and self.early.typed:
            typed, self.early.typed = self.early.typed, ""
            parser = PastingParser()
            for event in chain(parser.feed(typed), parser.feed("")):  # the end lets an ``escape`` at the end go
                self.process_message(event)
        linux_driver.XTermParser = PastingParser  # type: ignore[attr-defined] # no other way to choose it
        super().run_input_thread()

    def write(self, data: str) -> None:
        """Writes data to the terminal; of a frame, the difference to the ones before."""
        if self._sent is None:
            self._sent = SentScreen()
        if data.startswith("\x1b[") and "H" in data[:10]:
            data = self._sent.difference(data)
        elif "\x1b[?1049" in data:
            self._sent.forget()
        super().write(data)

    def forget_screen(self) -> None:
        """Sends the next frame whole: something else may have written to the terminal."""
        if self._sent is not None:
            self._sent.forget()
