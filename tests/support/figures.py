"""Figures that tests hand to the report: a line of JSON each, in the file that DATELINE_FIGURES names."""

from __future__ import annotations

import json
import os
from pathlib import Path


def record(what: str, figure: str) -> None:
    """Keep a figure for the report, if one is being made."""
    if path := os.environ.get("DATELINE_FIGURES"):
        with Path(path).open("a") as file:
            file.write(json.dumps([what, figure]) + "\n")
