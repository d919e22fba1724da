"""What is written to a terminal that has gone."""

from __future__ import annotations

import errno
import io

from tui.terminal.driver import PatientWriter


class GoneTerminal(io.StringIO):
    """A terminal that takes nothing more, as one whose window was closed."""

    def write(self, _: str) -> int:
        raise OSError(errno.EIO, "Input/output error")


def test_writing_to_a_terminal_that_is_gone_never_waits() -> None:
    writer = PatientWriter(GoneTerminal())
    writer.start()
    for _ in range(200):  # more than may wait to be written
        writer.write("x")
    writer.stop()
    assert not writer.is_alive()


def test_all_is_written_before_it_stops() -> None:
    terminal = io.StringIO()
    writer = PatientWriter(terminal)
    writer.start()
    for number in range(100):
        writer.write(f"{number} ")
    writer.stop()
    assert terminal.getvalue().split() == [str(number) for number in range(100)]
