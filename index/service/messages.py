"""The lines that the screen and the worker send each other.

A request is ``{"id": 7, "call": "search", "arguments": {...}}``; its answer is ``{"id": 7, "result": {...}}`` or
``{"id": 7, "error": {"type": "QueryError", "message": "...", "column": 3}}``. ``{"cancel": 7}`` withdraws a request: it
may still be answered, and nobody reads the answer. What is no request is answered too, with ``"id": null``.
"""

from __future__ import annotations

import msgspec

from index.errors import DatelineError, QueryError


class Request(msgspec.Struct, forbid_unknown_fields=True):
    """A call with its arguments as they came, or the withdrawal of one."""

    id: int = -1
    call: str = ""
    arguments: msgspec.Raw = msgspec.Raw(b"{}")
    cancel: int | None = None


class Problem(msgspec.Struct, omit_defaults=True):
    """An error as it travels: the name of its type, its sentence, and the column of what was typed."""

    type: str
    message: str
    column: int = 0


class Reply(msgspec.Struct, omit_defaults=True):
    """The result of a request, or its error."""

    id: int | None
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: Problem | None = None


def problem_of(error: DatelineError) -> Problem:
    """An error as it travels."""
    if isinstance(error, QueryError):
        return Problem(type(error).__name__, error.message, error.column)
    return Problem(type(error).__name__, str(error))
