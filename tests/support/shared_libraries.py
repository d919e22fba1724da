"""Libraries for tests of shared ones: built here, given to a cluster."""

from __future__ import annotations

import contextlib
from pathlib import Path

from index.building.builder import Builder
from index.cluster.connection import Cluster
from index.cluster.places import SharedPlace, parse_address
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.shared.transfer import to_shared


def build(folder: Path, lines: str) -> Path:
    """A local library of these records, JSON a line."""
    (folder / "library").mkdir(mode=0o700, parents=True)
    (folder / "stories.jsonl").write_text(lines)
    Builder(folder / "library", open_engine, processes=1).run([folder / "stories.jsonl"])
    return folder / "library"


def give(folder: Path, port: int, name: str) -> SharedPlace:
    """Give all documents of a local library to a cluster; where they are then."""
    place = parse_address(f"opensearch://127.0.0.1:{port}/{name}")
    with contextlib.closing(Cluster(place)) as cluster, contextlib.closing(LocalLibrary(folder)) as library:
        keys = library.catalogue.ordered_keys("newest")
        moved = to_shared(library, keys, cluster, lambda *_: None)
        assert moved.there == moved.wanted == len(keys)
    return place
