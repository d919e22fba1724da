"""A node that is killed: every answer meanwhile is right or an error with a sentence, and all are right afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from opensearch_nodes import PATIENCE, Nodes
from shared_libraries import build, give

from index.errors import LibraryError
from index.service.library import Library
from index.shared.library import SharedLibrary

DOCUMENTS, SEARCHES = 40, int(os.environ.get("DATELINE_CLUSTER_SEARCHES", "30"))
QUERIES = {"harbour": DOCUMENTS, "number*": DOCUMENTS, '"number 7"': 1, "-storm": DOCUMENTS // 2, "stories": DOCUMENTS}


@pytest.fixture
def library(nodes: Nodes, name: str, tmp_path: Path) -> Iterator[Library]:
    """A library, each part of which lies on two nodes."""
    if len(nodes.ports) < 3:
        pytest.skip("a cluster of three nodes loses one and goes on")
    records = [
        {"id": str(n), "title": f"Story number {n}", "text": f"{'A storm' if n % 2 else 'Rain'} fell on harbour {n}."}
        for n in range(DOCUMENTS)
    ]
    folder = build(tmp_path / "built", "\n".join(map(json.dumps, records)))
    place = give(folder, nodes.ports[0], name)
    settled(nodes)
    with contextlib.closing(SharedLibrary(place, tmp_path / "stand-in", tmp_path / "notes.sqlite")) as opened:
        yield opened


def settled(nodes: Nodes) -> None:
    """Wait until each part lies where it is to be."""
    health = f"http://127.0.0.1:{nodes.ports[0]}/_cluster/health?wait_for_status=green&timeout=200s"
    with urllib.request.urlopen(health, timeout=PATIENCE) as answer:
        assert json.load(answer)["status"] == "green"


def total(library: Library, query: str) -> int:
    return library.search(query, "newest", other_names=True, check=lambda: None).total


def test_a_node_is_killed_while_it_is_searched(nodes: Nodes, library: Library) -> None:
    assert {query: total(library, query) for query in QUERIES} == QUERIES
    nodes.signal(1, signal.SIGKILL)
    right, said = 0, set()
    for number in range(SEARCHES):
        query = list(QUERIES)[number % len(QUERIES)]
        try:
            found = total(library, query)
        except LibraryError as error:
            said.add(str(error))
            time.sleep(0.5)
            continue
        assert found == QUERIES[query]
        right += 1
    assert all(one.endswith(".") for one in said)
    assert right > 0, said
    nodes.start(1)
    nodes.wait(3)
    settled(nodes)
    assert {query: total(library, query) for query in QUERIES} == QUERIES
