"""A real cluster for the tests of this folder: three nodes, or as many as ``DATELINE_NODES`` says.

With ``DATELINE_OPENSEARCH=PORT`` it is one that runs already, such as that of ``make opensearch``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from opensearch_nodes import Nodes, running


@pytest.fixture(scope="session")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """The nodes of a cluster that the tests start and end, with nothing in it yet."""
    with running(tmp_path_factory.mktemp("cluster"), int(os.environ.get("DATELINE_NODES", "3"))) as started:
        yield started


@pytest.fixture(scope="session")
def port(request: pytest.FixtureRequest) -> int:
    """The HTTP port of a node."""
    if given := os.environ.get("DATELINE_OPENSEARCH"):
        return int(given)
    nodes: Nodes = request.getfixturevalue("nodes")
    return nodes.ports[0]


@pytest.fixture(scope="module")
def name() -> str:
    """A name for a library that no other test has."""
    return f"test-{uuid4().hex[:12]}"
