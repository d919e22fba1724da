"""Work that goes on beside the keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec

from textual.dom import DOMNode
from textual.worker import Worker

Arguments = ParamSpec("Arguments")


def launch(
    node: DOMNode,
    group: str,
    work: Callable[Arguments, Coroutine[Any, Any, object]],
    *arguments: Arguments.args,
    **options: Arguments.kwargs,
) -> None:
    """Starts work in a task of its own. What of the same group was going on at the node is cancelled."""
    _: Worker[object] = node.run_worker(partial(work, *arguments, **options), group=group, exclusive=True)
