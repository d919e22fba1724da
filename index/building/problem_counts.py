"""What was refused, by reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.model import Problem

_DETAILS = re.compile(r"\s*[;(].*", re.DOTALL)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
"""What a reason says of the one file: a place in it, a number of its members."""


def refused_by_reason(problems: Iterable[Problem]) -> dict[str, int]:
    """How many files, members and records were not read for each reason, the most frequent first."""
    reasons = (problem.reason for problem in problems if not problem.is_warning)
    found = Counter(_NUMBER.sub("…", _DETAILS.sub("", reason)) for reason in reasons)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
