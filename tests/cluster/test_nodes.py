"""The nodes that the tests run are a real cluster, each a process of its own."""

from __future__ import annotations

import json
import urllib.request

from opensearch_nodes import Nodes


def test_each_node_is_a_process_of_one_cluster(nodes: Nodes) -> None:
    told = []
    for port in nodes.ports:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_nodes/jvm,plugins", timeout=30) as answer:
            told.append(json.load(answer)["nodes"])
    assert all(set(one) == set(told[0]) for one in told)
    assert len({node["jvm"]["pid"] for node in told[0].values()}) == len(nodes.ports)
    assert all(node["version"] == "3.9.0" for node in told[0].values())
