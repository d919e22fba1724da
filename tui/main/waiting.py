"""Which keys wait: for the screen to be there, and for what the keys before them have asked for.

A key acts on what the analyst will see once the keys before it have acted: what follows ``enter`` in the query line
acts on that query's result. Keys typed ahead over a slow line so do the same as keys typed slowly.
"""

from __future__ import annotations

from textual.dom import DOMNode

from tui.keys import Action, Context

_BACKGROUND = (
    "alerts",
    "arrivals",
    "colleagues",
    "completions",
    "entities",
    "export",
    "follow",
    "marks",
    "saved",
    "text",
)
"""Groups of work that no key asks for."""

_AT_ONCE = ("queries.edit", "hits.back", "screen.back", "screen.cancel")
"""Actions, besides the app's, that lead away from what is being waited for."""


def is_busy(node: DOMNode, *, but: str = "") -> bool:
    """Returns whether work that a key asked for goes on at a screen; work of the group ``but`` does not count."""
    return any(
        worker.node is node and not (worker.is_finished or worker.is_cancelled)
        for worker in node.workers
        if worker.group not in (*_BACKGROUND, but)
    )


def acts_at_once(action: Action | None) -> bool:
    """Returns whether an action never waits: it quits, helps, draws again, or leads away."""
    return action is not None and (action.name.startswith("app.") or action.name in _AT_ONCE)


def moves_in_list(action: Action | None) -> bool:
    """Returns whether an action only moves a list's cursor, which need not wait for a document to be open."""
    return action is not None and action.context is Context.LIST
