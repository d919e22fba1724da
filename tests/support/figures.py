"""Figures that tests hand to the report: a line of JSON each, in the file that DATELINE_FIGURES names."""

from __future__ import annotations

import json
import os
from pathlib import Path

KINDS = {
    "faults": "Faults tried",
    "inputs": "Inputs tried",
    "bytes": "Bytes and delays",
    "memory": "Memory",
    "terminals": "Kinds of terminals",
}
"""What a figure is about, and the heading of its part of the table."""


def record(what: str, figure: str, kind: str = "faults") -> None:
    """Keep a figure for the report, if one is being made. ``kind`` is one of KINDS."""
    if path := os.environ.get("DATELINE_FIGURES"):
        with Path(path).open("a") as file:
            file.write(json.dumps([kind, what, figure]) + "\n")
