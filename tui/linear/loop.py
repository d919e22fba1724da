"""Linear mode from its first line to its last: a line is read, obeyed, and the next one is read."""

from __future__ import annotations

import asyncio
import contextlib

from index.errors import DatelineError
from index.notebook.recovery import save_kept
from index.notebook.store import Notebook
from index.service.client import Client
from index.service.following import follow_documents
from tui.linear import spoken
from tui.linear.colleagues import Colleagues
from tui.linear.session import Session
from tui.linear.talk import ask, say
from tui.saving import unsaved_folder


def run(client: Client, notebook: Notebook) -> int:
    """Read and obey lines until the analyst leaves; returns the exit code. Raises DatelineError for a bad library."""
    with asyncio.Runner() as runner, contextlib.closing(notebook):
        colleagues = Colleagues(notebook, say)
        try:
            session = Session(client, notebook, colleagues, say, ask)
            client.on_notice = say
            colleagues.begin()
            runner.run(_begin(client, notebook, session))
            while not session.ended and (line := _next_line()) is not None:
                try:
                    runner.run(session.obey(line))
                except KeyboardInterrupt:
                    say("stopped.")
                colleagues.tell()
        finally:
            runner.run(client.close())
            colleagues.end()
    return 0


def _next_line() -> str | None:
    """What is typed; None at the end. ctrl+c ends no session."""
    while True:
        try:
            return ask()
        except KeyboardInterrupt:
            say("q quits.")


async def _begin(client: Client, notebook: Notebook, session: Session) -> None:
    """Say what is open, bring notes up to date, and list all documents."""
    await client.connect()
    info = await client.open()
    documents = spoken.counted(info.documents, "document")
    say(f"Dateline, linear mode. library: {info.name}, {documents}. ? tells the commands.")
    try:
        count, problems = save_kept(unsaved_folder(notebook), notebook)
        session.followed = await follow_documents(client, notebook)
    except DatelineError as error:
        say(str(error))
    else:
        if problems:
            say(f"A text that was kept cannot be read back: {problems[0].path}: {problems[0].reason}")
        if count:
            say("What could not be saved last time is in the notebook now.")
        if session.followed.found:
            say(session.followed.summary)
    await session.obey("/")
