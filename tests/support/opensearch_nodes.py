"""Real nodes of OpenSearch on this machine alone, each a process of its own; ``make opensearch`` runs this module.

They are made of the artifacts that ``tests/cluster/opensearch/pom.xml`` names. Each holds the reading end of a pipe and
ends when the writing end closes, so that none outlives what has started it, however that ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tests" / "cluster" / "opensearch"
BUILD = ROOT / "build" / "opensearch"
OLDEST_JAVA = 21
HEAP = os.environ.get("DATELINE_CLUSTER_HEAP", "512m")
PATIENCE = 300.0
"""Seconds until a cluster must have come up; a node takes ten on a machine that does nothing else."""


class NoJavaError(Exception):
    """There is no Java that OpenSearch runs on."""


def find_java() -> Path:
    """The home of a Java development kit that is new enough. Raises NoJavaError."""
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in homes:
        if (home / "bin" / "javac").exists() and _version(home) >= OLDEST_JAVA:
            return home
    raise NoJavaError(f"OpenSearch needs a Java development kit {OLDEST_JAVA} or later; name one in JAVA_HOME.")


def _version(home: Path) -> int:
    with contextlib.suppress(OSError):
        found = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
        return int(found[1]) if found else 0
    return 0


def install() -> tuple[Path, str]:
    """The home of Java, and the class path of a node, fetched and compiled if that was not done yet."""
    java, known = find_java(), BUILD / "classpath"
    newest = max(file.stat().st_mtime for file in SOURCES.iterdir())
    if not known.exists() or known.stat().st_mtime < newest:
        BUILD.mkdir(parents=True, exist_ok=True)
        fetched = BUILD / "fetched"
        maven = ["mvn", "-q", "-B", "-f", str(SOURCES / "pom.xml"), "dependency:build-classpath"]
        subprocess.run([*maven, f"-Dmdep.outputFile={fetched}"], check=True, env={**os.environ, "JAVA_HOME": str(java)})
        classes = BUILD / "classes"
        path = f"{classes}:{fetched.read_text().strip()}"
        subprocess.run([java / "bin" / "javac", "-d", classes, "-cp", path, SOURCES / "OneNode.java"], check=True)
        known.write_text(path)
    return java, known.read_text()


class Nodes:
    """A running cluster of so many nodes."""

    def __init__(self, folder: Path, count: int = 3, settings: Sequence[str] = ()) -> None:
        """Start it, with its data in ``folder``, and wait until all nodes have joined. ``close`` ends it."""
        self._java, self._path = install()
        self._folder = folder
        self._settings = settings
        self._ports = [(_free_port(), _free_port()) for _ in range(count)]
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        try:
            for number in range(count):
                self.start(number)
            self.wait(count)
        except BaseException:
            self.close()
            raise

    @property
    def ports(self) -> list[int]:
        """The HTTP ports of the nodes."""
        return [http for http, _ in self._ports]

    def start(self, number: int) -> None:
        """Start a node that does not run."""
        home = self._folder / f"node-{number}"
        (home / "config").mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCES / "log4j2.properties", home / "config")
        http, transport = self._ports[number]
        names = ",".join(f"node-{one}" for one in range(len(self._ports)))
        settings = (
            "cluster.name=dateline-tests",
            f"node.name=node-{number}",
            "network.host=127.0.0.1",
            f"http.port={http}",
            f"transport.port={transport}",
            "discovery.seed_hosts=" + ",".join(f"127.0.0.1:{port}" for _, port in self._ports),
            f"cluster.initial_cluster_manager_nodes={names}",
            "cluster.routing.allocation.disk.threshold_enabled=false",
            "action.auto_create_index=false",
            "search.max_open_pit_context=3000",
            *self._settings,
        )
        command = [self._java / "bin" / "java", f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC"]
        command += ["--enable-native-access=ALL-UNNAMED", f"-Dlog4j.configurationFile={home}/config/log4j2.properties"]
        with (home / "log").open("ab") as log:
            self._processes[number] = subprocess.Popen(
                [*command, "-cp", self._path, "OneNode", str(home), *settings],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self, count: int) -> None:
        """Wait until so many nodes are one cluster. Raises RuntimeError, with the end of a node's log."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for port in self.ports:
                health = _ask(port, "/_cluster/health")
                if health.get("number_of_nodes") == count:
                    return
            for number, process in enumerate(self._processes):
                if process is not None and process.poll() is not None:
                    raise RuntimeError(f"node {number} ended: {self._end_of_log(number)}")
            time.sleep(0.5)
        raise RuntimeError(f"the nodes did not come up: {self._end_of_log(0)}")

    def _end_of_log(self, number: int) -> str:
        return (self._folder / f"node-{number}" / "log").read_text(errors="replace")[-2000:]

    def signal(self, number: int, which: signal.Signals) -> None:
        """Send a signal to a node; one that is killed is waited for."""
        process = self._processes[number]
        assert process is not None
        process.send_signal(which)
        if which == signal.SIGKILL:
            _bury(process)
            self._processes[number] = None

    def close(self) -> None:
        """End all nodes, and wait for them."""
        for process in self._processes:
            if process is not None:
                process.kill()
                _bury(process)


def _bury(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was killed, and let go of its input."""
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _ask(port: int, path: str) -> dict[str, object]:
    with (
        contextlib.suppress(OSError, ValueError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer,
    ):
        found: dict[str, object] = json.load(answer)
        return found
    return {}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def running(folder: Path, count: int) -> Iterator[Nodes]:
    """A cluster of so many nodes, for as long as it is wanted."""
    nodes = Nodes(folder, count)
    try:
        yield nodes
    finally:
        nodes.close()


def main() -> int:
    """Run three nodes, whose data lie below build/, until a signal comes."""
    if sys.argv[1:] == ["install"]:
        install()
        return 0
    told = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: told.set())
    with running(BUILD / "data", 3) as nodes:
        sys.stdout.write("".join(f"http://127.0.0.1:{port}\n" for port in nodes.ports) + "Ctrl-C ends them.\n")
        sys.stdout.flush()
        told.wait()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoJavaError as error:
        sys.exit(str(error))
