"""A hybrid logical clock: stamps that order revisions from several machines whose clocks disagree.

After Kulkarni et al., Logical Physical Clocks (2014): a stamp is later than every stamp that was seen before it, and
near the machine's own time. One that is far ahead of it is not followed, or a clock that is wrong once would poison
all stamps after it.
"""

from __future__ import annotations

import secrets
import time

_AHEAD_MILLISECONDS = 24 * 60 * 60 * 1000
"""A stamp that is further ahead than this comes from a clock that is wrong."""

_MOST_AT_ONCE = 9999


def next_stamp(last: str, milliseconds: int | None = None) -> str:
    """A stamp after ``last``: ``1780099200000-0000-a1b2c3d4``, milliseconds of Unix time, a count, and chance.

    It is not after ``last`` if that is from a clock that is more than a day ahead.
    """
    now = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    then, count = _parts(last)
    if then < now or then > now + _AHEAD_MILLISECONDS:
        then, count = now, 0
    else:
        count += 1
        then, count = (then + 1, 0) if count > _MOST_AT_ONCE else (then, count)
    return f"{then:013d}-{count:04d}-{secrets.token_hex(4)}"


def latest_believable(milliseconds: int | None = None) -> str:
    """What no stamp of a right clock is after."""
    now = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    return f"{now + _AHEAD_MILLISECONDS:013d}"


def _parts(stamp: str) -> tuple[int, int]:
    moment, _, rest = stamp.partition("-")
    count = rest.partition("-")[0]
    return (int(moment), int(count)) if moment.isdecimal() and count.isdecimal() else (0, 0)
