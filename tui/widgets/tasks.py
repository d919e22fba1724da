"""Work that goes on beside the keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec

from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker

Arguments = ParamSpec("Arguments")


class WorkEnded(Message):
    """Work that keys may have waited for has ended."""


def launch(
    node: DOMNode,
    group: str,
    work: Callable[Arguments, Coroutine[Any, Any, object]],
    *arguments: Arguments.args,
    **options: Arguments.kwargs,
) -> None:
    """Starts work in a task of its own. What of the same group was going on at the node is cancelled."""
    todo = partial(_until_taken_down, node, partial(work, *arguments, **options))
    _: Worker[object] = node.run_worker(todo, group=group, exclusive=True)


async def _until_taken_down(node: DOMNode, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
    """Does the work; when the app or the screen ends meanwhile, what it would show has no widget any more."""
    app, screen = node.app, node.screen
    try:
        await work()
    except NoMatches:
        if app.is_running and app.return_code is None and screen in app.screen_stack:
            raise
    finally:
        app.post_message(WorkEnded())
