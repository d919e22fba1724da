"""A real process on a pseudo terminal, what a terminal shows of it, and every byte that it sent."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte
from escapes import Kind, Token, tokens

PATIENCE = 60.0
"""Seconds after which something that was waited for will never come, on the slowest machine."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "space": " ",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""What a terminal sends for a key, as xterm does."""

DATELINE = str(Path(sys.executable).with_name("dateline"))
"""The command as it was installed beside this Python."""


def dateline_command(library: Path) -> list[str]:
    """The command that opens the screen on a library's folder."""
    return [DATELINE, "--library", f"{library}/"]


_UNSET = ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TMUX", "STY", "TERM_PROGRAM", "TEXTUAL", "LC_ALL", "PYTHONUTF8")
_KNOWS_SYNCHRONISED_OUTPUT = "\x1b[?2026;2$y"
_UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<=>][\d;]*[a-z]|\x1b\[\?\d+\$p|\x1b\]\d\d[^\x07]*\x07")


class Terminal:
    """A terminal with a process in it, which leads a session of its own. Sizes are columns and rows."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.sent = ""
        self.byte_count = 0
        self.last_answer = time.monotonic()
        """When something came last."""
        self.exit_code: int | None = None
        self.on_frame: Callable[[], None] = lambda: None
        """Called whenever the screen is whole: the program has sent the end of a synchronised update."""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._open = True
        settings = {name: value for name, value in os.environ.items() if not name.startswith(_UNSET)}
        settings |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", **(environ or {})}
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            _set_size(0, size)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # which whoever runs the tests in the background ignores
            os.execvpe(command[0], list(command), settings)

    # What it shows

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return list(self.screen.display)

    @property
    def text(self) -> str:
        """All that the screen shows, with single spaces where lines and columns end."""
        return " ".join(" ".join(self.lines).split())

    @property
    def window_title(self) -> str:
        """The title that was asked for with OSC 0 or 2; "" if none was."""
        return str(self.screen.title)

    def row_of(self, text: str) -> int:
        """The row, from 0, that shows this text. Raises AssertionError if none does."""
        for row, line in enumerate(self.lines):
            if text in line:
                return row
        raise AssertionError(f"{text!r} is not shown:\n" + "\n".join(self.lines))

    # Keys

    def press(self, *keys: str) -> None:
        """Press keys by their names; a name that is none is typed as it is."""
        for key in keys:
            self.type(KEYS.get(key, key))

    def type(self, text: str) -> None:
        """Send characters as they are."""
        os.write(self.descriptor, text.encode())

    def paste(self, text: str) -> None:
        """Paste a text, bracketed as a terminal does."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Click the left button on a cell, counted from 0."""
        self.type(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def resize(self, size: tuple[int, int]) -> None:
        """Change the terminal's size; the kernel tells the program."""
        self.screen.resize(lines=size[1], columns=size[0])
        _set_size(self.descriptor, size)

    # Waiting

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Read what is sent until something holds. Raises AssertionError if it never does."""
        end = time.monotonic() + PATIENCE
        while not condition():
            still_there = self.read(0.05)
            if time.monotonic() > end or not (still_there or condition()):
                state = "does not come" if still_there else "cannot come any more"
                raise AssertionError(f"{what or 'what was waited for'} {state}:\n" + "\n".join(self.lines))

    def until_shown(self, *texts: str) -> None:
        """Wait until the screen shows all these texts."""
        self.until(lambda: all(text in self.text for text in texts), f"{texts}")

    def until_gone(self, text: str) -> None:
        """Wait until the screen does not show this text."""
        self.until(lambda: text not in self.text, f"the end of {text!r}")

    def until_quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing has come for some time: for what a test measures, or must not find."""
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < seconds:
            before = self.byte_count
            if not self.read(seconds / 4):
                return
            if self.byte_count != before:
                quiet_since = time.monotonic()

    def read(self, seconds: float) -> bool:
        """Read what comes within some seconds. Returns False once the program has closed its side."""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:  # EIO: nobody has the other side open
            return False
        self.byte_count += len(data)
        self.last_answer = time.monotonic()
        self._take(self._decoder.decode(data))
        return bool(data)

    def _take(self, data: str) -> None:
        self.sent += data
        found, self._rest = tokens(self._rest + data)
        for token in found:
            self._show(token)

    def _show(self, token: Token) -> None:
        if token.text == "\x1b[?2026$p":
            self.type(_KNOWS_SYNCHRONISED_OUTPUT)
        elif token.text == "\x1b[?1049h":
            self.screen.erase_in_display(2)  # pyte has no other screen to go to
        elif token.kind is not Kind.STRING and not _UNKNOWN_TO_PYTE.fullmatch(token.text):
            self._stream.feed(token.text)
        if token.text == "\x1b[?2026l":
            self.on_frame()

    # The end

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process, not to what it has started."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when a line is cut: the kernel sends SIGHUP to the process that leads the session."""
        if self._open:
            self._open = False
            os.close(self.descriptor)

    def wait(self) -> int:
        """Read until the process has ended; returns its exit code, negative for the signal that killed it."""
        end = time.monotonic() + PATIENCE
        while self.exit_code is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.exit_code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError("the process does not end:\n" + "\n".join(self.lines))
            elif not self._open or not self.read(0.05):
                time.sleep(0.05)
        while self._open and self.read(0) and select.select([self.descriptor], [], [], 0)[0]:
            pass  # what was sent last
        return self.exit_code

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process if it still runs, and close the terminal."""
        if self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                self.signal(signal.SIGKILL)
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.hang_up()

    @property
    def reads_lines(self) -> bool:
        """Whether the terminal echoes and gives whole lines, as a shell leaves it, and not single keys."""
        flags = termios.tcgetattr(self.descriptor)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)


def _set_size(descriptor: int, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def open_dateline(
    library: Path,
    size: tuple[int, int] = (80, 24),
    environ: Mapping[str, str] | None = None,
    shown: str = r"document \d+/\d+",
) -> Terminal:
    """Dateline on a library, once it shows what matches this pattern: by default the place in the status line."""
    terminal = Terminal(dateline_command(library), size, environ)
    try:
        terminal.until(lambda: re.search(shown, terminal.text), shown)
    except AssertionError:
        terminal.close()
        raise
    return terminal


# Processes


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _status(int(entry.name))[:1] == [str(pid)]:
            found.append(int(entry.name))
    return sorted(found)


def runs(pid: int) -> bool:
    """Whether a process runs: it is there, and is no zombie that merely waits to be counted."""
    return bool(_status(pid))


def _status(pid: int) -> list[str]:
    """The parent of a process that runs; nothing for one that does not."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
    return [] if after_name[0] in "ZX" else [after_name[1]]


def until_gone(pids: Sequence[int]) -> None:
    """Wait until none of these processes runs. Raises AssertionError if some never end."""
    end = time.monotonic() + PATIENCE
    while left := [pid for pid in pids if runs(pid)]:
        if time.monotonic() > end:
            raise AssertionError(f"still running: {left}")
        time.sleep(0.02)
