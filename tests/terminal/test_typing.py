"""Typing: every key shows at once and in order, also while the search is busy, dead, or many keys come together."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

from pty_terminal import Terminal, children, open_dateline, until_gone

WORD = "deconflict"
PREFIXES = [WORD[:length] for length in range(1, len(WORD) + 1)]


def stories() -> dict[str, str | bytes]:
    """A story for each beginning of the word, so that each beginning typed has another result."""
    return {
        f"{number:02}.txt": f"Story {number} about {prefix}\n\nThe river rose, and {prefix} was said.\n"
        for number, prefix in enumerate(PREFIXES)
    }


def shown_result(terminal: Terminal) -> str:
    """The word whose result is shown, as the line under the query tells it; "" for another result."""
    match = re.match(rf" *(?:nothing has )?({'|'.join(reversed(PREFIXES))})\b", terminal.lines[1])
    return match[1] if match else ""


def typed(terminal: Terminal) -> str:
    """What stands in the query line."""
    return terminal.lines[0].removeprefix(" /").strip()


def test_keys_show_while_the_search_stands_still_and_old_results_never_come(build: Callable[..., Path]) -> None:
    with open_dateline(build(stories())) as terminal:
        seen: list[str] = []
        terminal.on_frame = lambda: seen.append(shown_result(terminal))
        (worker,) = children(terminal.pid)
        terminal.press("/")
        for number, prefix in enumerate(PREFIXES):
            os.kill(worker, signal.SIGCONT if number % 3 == 2 else signal.SIGSTOP)
            terminal.type(prefix[-1])
            terminal.until(lambda prefix=prefix: typed(terminal) == prefix, f"the echo of {prefix}")
            if number % 3 == 1:
                terminal.until_shown("searching…")
        os.kill(worker, signal.SIGCONT)
        terminal.until(lambda: shown_result(terminal) == WORD, "the result")
        terminal.until_shown("1 of 10 documents")
        terminal.until_quiet()
        lengths = [len(result) for result in seen if result]
        assert lengths == sorted(lengths)
        assert shown_result(terminal) == WORD


def test_keys_that_come_together_act_in_order(library: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.type("/abx\x7fc")
        terminal.until(lambda: typed(terminal) == "abc", "abc")
        terminal.type("\x15def\x1b[D\x1b[Dgh\x7fi")
        terminal.until(lambda: typed(terminal) == "dgief", "dgief")
        terminal.type("\x05\x15Dillon\r\ra")  # from the end: ctrl+u clears to the left
        terminal.type("abx\x7fc\x1b[D\x1b[Dgh\x7fi\r")
        terminal.until_shown("Note saved.")
        terminal.type("o")
        terminal.until_shown("Notebook", "▸ 1 agibc", "1 note")


def test_a_search_process_that_dies_while_one_types_is_started_again(library: Path) -> None:
    with open_dateline(library) as terminal:
        seen: list[str] = []
        terminal.on_frame = lambda: seen.append(terminal.text)
        terminal.press("/")
        for letter in "Dillon":
            workers = children(terminal.pid)
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            until_gone(workers)
            terminal.type(letter)
            terminal.until(lambda letter=letter: typed(terminal).endswith(letter), f"the echo of {letter}")
        terminal.until_shown("2 of 3 documents", "Dillon (2)")
        assert any("The search process ended and was started again." in text for text in seen)
        terminal.press("enter")
        terminal.until_shown("document 1/2")
