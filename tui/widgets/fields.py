"""Fields to type in, and the order of keys.

Every key of the table is bound with priority: the app runs it at once and in order, even when a slow line delivers
many keys together. Letters for a field wait in the field's own queue, so a key that acts on what was typed first
lets the field take them in.
"""

from __future__ import annotations

import asyncio

from textual.widget import Widget


async def taken_in(field: Widget) -> None:
    """Returns once the field has dealt with all letters that came before."""
    done = asyncio.Event()
    if field.call_later(done.set):
        await done.wait()
