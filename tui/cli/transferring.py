"""Documents copied between a local library and a shared one, for ``dateline libraries transfer``."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from index.cluster.connection import Cluster
from index.cluster.places import SharedPlace, shared_place
from index.errors import ConfigurationError
from index.home.folders import Home, find_home, library_folder, make_private_folder
from index.library.choosing import library_to_read, shared_folder
from index.library.library import LocalLibrary
from index.shared.library import SharedLibrary
from index.shared.transfer import Moved, to_local, to_shared


def transfer_documents(source: str, target: str, query: str) -> Moved:
    """Copy the documents that a query finds, or all, and count them where they are then.

    Raises ConfigurationError unless just one of the two is shared, QueryError and the LibraryErrors.
    """
    home = find_home()
    there, here = shared_place(source), shared_place(target)
    if (there is None) == (here is None):
        raise ConfigurationError(
            "One of the two must be a shared library, opensearch://HOST/NAME, and the other a local one."
        )
    if there is not None:
        return _take_home(home, there, source, target, query)
    assert here is not None
    folder = library_to_read(home, source)
    with (
        contextlib.closing(Cluster(here)) as cluster,
        contextlib.closing(LocalLibrary(folder, home.notebook(folder))) as chooser,
        contextlib.closing(LocalLibrary(folder)) as library,  # without corrections: they are the notebook's
    ):
        keys = sorted(chooser.search(query).keys if query else chooser.browse().keys)
        return to_shared(library, keys, cluster, _report)


def _take_home(home: Home, place: SharedPlace, source: str, target: str, query: str) -> Moved:
    folder, stand_in = library_folder(home, target), shared_folder(home, source)
    assert stand_in is not None
    with contextlib.closing(SharedLibrary(place, stand_in, home.notebook(stand_in))) as shared:
        wanted = shared.translated(query) if query else None
    make_private_folder(folder)
    with contextlib.closing(Cluster(place)) as cluster:
        return to_local(cluster, wanted, Path(folder), _report)


def _report(moved: int, wanted: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{moved:,} of {wanted:,} documents" + ("\n" if moved >= wanted else ""))
        sys.stderr.flush()
