"""Requests that are withdrawn when their answer is on its way already, as they are while somebody scrolls."""

from __future__ import annotations

import json
import os
import tracemalloc

from index.service.messages import Request
from index.service.requests import Requests

TIMES = 30
AT_ONCE = 1000


def test_what_is_withdrawn_too_late_is_forgotten() -> None:
    receiving, sending = os.pipe()
    with os.fdopen(receiving, "rb") as incoming, os.fdopen(sending, "w") as outgoing:
        requests = Requests(incoming)
        number = 0
        held = []
        tracemalloc.start()
        try:
            for _ in range(TIMES):
                for _ in range(AT_ONCE):
                    number += 1
                    outgoing.write(json.dumps({"cancel": number}) + "\n")
                number += 1
                outgoing.write(json.dumps({"id": number, "call": "rows"}) + "\n")
                outgoing.flush()
                request = requests.next()
                assert isinstance(request, Request) and request.id == number
                held.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
            outgoing.close()
        assert requests.next() is None
    assert held[-1] < held[0] + 500 * AT_ONCE, held  # those of a time or two; all would be 3 MB
