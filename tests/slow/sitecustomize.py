"""Python imports this when it starts with this folder on its path: the worker then answers late.

DATELINE_SLOW is the seed of the delays, of 0 to 300 ms each.
"""

from __future__ import annotations

import os
import random
import sys
import time

LONGEST = 0.3


def delay_answers(seed: str) -> None:
    """Let every request to the worker of this process wait before it is answered."""
    from index.service.requests import Requests

    delays = random.Random(seed)
    handed_out = Requests.next

    def late(requests: Requests) -> object:
        request = handed_out(requests)
        time.sleep(delays.uniform(0, LONGEST))
        return request

    Requests.next = late  # type: ignore[method-assign, assignment]


if "index.service.worker" in sys.orig_argv:
    delay_answers(os.environ["DATELINE_SLOW"])
