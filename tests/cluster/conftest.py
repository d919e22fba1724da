"""A real cluster for the tests of this folder: three nodes, or as many as ``DATELINE_NODES`` says."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from opensearch_nodes import Nodes, running


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """The nodes of a cluster that has nothing in it yet."""
    with running(tmp_path_factory.mktemp("cluster"), int(os.environ.get("DATELINE_NODES", "3"))) as started:
        yield started
