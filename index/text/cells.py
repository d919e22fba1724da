"""Cells of a table that a spreadsheet will open."""

from __future__ import annotations

from index.text.neutralise import neutralise

_FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for a formula at the start of a cell (https://owasp.org/www-community/attacks/CSV_Injection)."""


def defused(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula: with an apostrophe before it where it could be."""
    safe = neutralise(cell)
    return f"'{safe}" if safe.lstrip().startswith(_FORMULA_STARTS) else safe
