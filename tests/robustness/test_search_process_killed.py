"""The search process is killed again and again while a script types, scrolls and writes notes."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

from analyst import Analyst
from figures import record
from pty_terminal import children, open_dateline, until_gone

from index.home.folders import find_home
from index.notebook.store import Notebook

KILLS = int(os.environ.get("DATELINE_KILLS", "100"))
"""How often the search process is killed."""


def test_the_screen_goes_on_by_itself(library: Path) -> None:
    chance = random.Random(3)
    told: set[bool] = set()
    with open_dateline(library) as terminal:
        terminal.on_frame = lambda: told.add("The search process ended and was started again." in terminal.text)
        analyst = Analyst(terminal, seed=1)
        for _ in range(KILLS):
            analyst.work(chance.uniform(0.05, 1))
            for worker in children(terminal.pid):
                os.kill(worker, signal.SIGKILL)
        analyst.work(5)
        processes = [terminal.pid, *children(terminal.pid)]
        assert len(processes) == 2
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        until_gone(processes)
    assert True in told
    notebook = Notebook.open(find_home().notebook(library))
    saved = {one.note for one in notebook.annotations()}
    notebook.close()
    assert analyst.confirmed
    assert set(analyst.confirmed) <= saved
    record(
        "search process killed while typing and scrolling",
        f"{KILLS} times; {analyst.keys} keys; {len(analyst.confirmed)} notes confirmed, 0 lost",
    )
