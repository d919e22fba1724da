"""What a kill left between two commits is settled, and an engine that does not fit the catalogue is filled again."""

from __future__ import annotations

from index.catalogue.writing import CatalogueWriter
from index.engine import Engine
from index.errors import LibraryDamagedError

DOCUMENTS_AT_ONCE = 2000


def repair(catalogue: CatalogueWriter, engine: Engine) -> str:
    """Settle what a kill left between two commits, and build the index again if it does not fit the catalogue.

    Returns a sentence that says what was done, "" if nothing was. Each document is in the index once afterwards.
    """
    pending, leaving = catalogue.unsettled()
    try:
        indexed = engine.keys()
    except LibraryDamagedError:
        indexed = None
    if indexed is not None and (pending or leaving):
        # Only saves time: taken the wrong way round, the index does not fit the catalogue below and is built anew.
        index_is_ahead = pending[0] in indexed if pending else leaving[0] not in indexed
        if index_is_ahead:
            catalogue.settle()
        else:
            catalogue.withdraw()
    elif pending or leaving:
        catalogue.withdraw()
    current = catalogue.current_keys()
    if indexed == set(current):
        return ""
    fresh = indexed is None and not current
    engine.create()
    for start in range(0, len(current), DOCUMENTS_AT_ONCE):
        engine.commit(catalogue.entries(current[start : start + DOCUMENTS_AT_ONCE]), ())
    return "" if fresh else "The index did not fit the catalogue and was built again from it."
