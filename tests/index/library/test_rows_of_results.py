"""Rows of a result: what of a text is shown where the query has no words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.library.library import LocalLibrary


def test_a_row_without_hits_begins_behind_a_header_that_blanks_stand_before(build: Callable[..., Path]) -> None:
    header = " date 2017-09-21 Register\n21 September 2017\n    Ferries wait in the harbour of Vis\n\n"
    library = LocalLibrary(
        build({"a.txt": f"{header}The ferries to Vis did not sail on Monday, since the harbour was full of ice.\n"})
    )
    ((_, snippet),) = library.snippets(library.browse(), 0, 1)
    assert snippet.text.startswith("The ferries to Vis")
    library.close()
