"""Work on a folder that may never answer, as one of a server that is gone: in a thread that nobody has to wait for.

A thread that hangs in the kernel cannot be ended. It is a daemon, so that it never keeps its process from ending.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from index.errors import DatelineError, PathError
from index.home.log import LOGGER

Found = TypeVar("Found")

PATIENCE = 3.0
"""Seconds after which a folder is said not to answer."""


def begun(work: Callable[[], Found]) -> Future[Found]:
    """The work, which goes on in a thread of its own from now on."""
    future: Future[Found] = Future()
    future.set_running_or_notify_cancel()  # who no longer waits for it takes nothing from who still does

    def do() -> None:
        try:
            future.set_result(work())
        except (DatelineError, OSError) as error:
            future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - the door of this thread: perhaps nobody asks for the result
            LOGGER.exception("unexpected in a thread beside")
            future.set_exception(error)

    threading.Thread(target=do, name="patience", daemon=True).start()
    return future


def awaited(future: Future[Found], what: object, seconds: float = PATIENCE) -> Found:
    """What the work returns or raises. Raises PathError if ``what`` it asks does not answer within so many seconds."""
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        if future.done():
            raise
        raise PathError(silence(what)) from None


def silence(what: object) -> str:
    """What to say of something that does not answer."""
    return f"{what} does not answer; is the disk or the server still there that it lies on?"
