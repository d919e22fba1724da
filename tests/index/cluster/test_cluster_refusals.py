"""What a cluster or the way to it may answer: each comes as a sentence, and never as fewer documents."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from index.cluster.connection import Cluster, PointGoneError
from index.cluster.places import SharedPlace
from index.errors import (
    ConfigurationError,
    DatelineError,
    LibraryError,
    LibraryMissingError,
    QueryError,
    UnreachableError,
)

SECRET = "hunter2"


class Answering:
    """A host on this machine that gives answers one after the other, and keeps what it was asked."""

    def __init__(self, answers: list[tuple[int, Any]], context: ssl.SSLContext | None = None) -> None:
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        remaining = iter(answers)
        host = self

        class Handler(BaseHTTPRequestHandler):
            """One request."""

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                host.asked.append((self.path, dict(self.headers), body))
                status, found = next(remaining)
                content = found if isinstance(found, bytes) else json.dumps(found).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = _answer  # noqa: N815 - as http.server calls them

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        if context is not None:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = int(self.server.server_port)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()


Answer = Callable[..., Answering]


@pytest.fixture
def answering() -> Iterator[Answer]:
    """Makes hosts that end with the test."""
    with contextlib.ExitStack() as stack:

        def make(*answers: tuple[int, Any], context: ssl.SSLContext | None = None) -> Answering:
            host = Answering(list(answers), context)
            stack.callback(host.close)
            return host

        yield make


def cluster_at(port: int, **named: Any) -> Cluster:
    """What asks the host at a port."""
    return Cluster(SharedPlace("127.0.0.1", port, "stories", **named))


def error_of(*kinds: str) -> dict[str, Any]:
    """An error as OpenSearch tells it."""
    return {"error": {"type": kinds[0], "root_cause": [{"type": kind} for kind in kinds]}}


@pytest.mark.parametrize(
    ("status", "answer", "kind", "said"),
    [
        (401, {}, LibraryError, "You may not use stories"),
        (403, error_of("security_exception"), LibraryError, "You may not use stories"),
        (403, error_of("cluster_block_exception"), LibraryError, "its disk is full, or it is read-only"),
        (404, error_of("index_not_found_exception"), LibraryMissingError, "There is no library stories"),
        (404, error_of("search_context_missing_exception"), PointGoneError, "search again"),
        (400, error_of("search_phase_execution_exception", "too_many_clauses"), QueryError, "too long"),
        (500, error_of("circuit_breaking_exception"), LibraryError, "overloaded"),
        (400, error_of("parsing_exception"), LibraryError, "does not understand"),
        (200, b"<html>hello</html>", LibraryError, "does not answer as OpenSearch does"),
        (200, b"[1, 2]", LibraryError, "does not answer as OpenSearch does"),
        (502, b"<html>bad gateway</html>", LibraryError, "does not understand"),
        (302, b"", LibraryError, "does not answer as OpenSearch does"),
        (200, {"_shards": {"failed": 1, "total": 3}, "hits": {}}, LibraryError, "1 of 3 parts"),
        (200, {"timed_out": True, "hits": {}}, LibraryError, "nothing is shown rather than too little"),
    ],
)
def test_answers_that_are_none(answering: Answer, status: int, answer: Any, kind: type[Exception], said: str) -> None:
    cluster = cluster_at(answering((status, answer)).port)
    with pytest.raises(kind, match=said) as error:
        cluster.search(["dateline-stories-stories"], {"query": {"match_all": {}}})
    assert isinstance(error.value, DatelineError)


def test_part_of_several_searches_is_missing(answering: Answer) -> None:
    whole = {"_shards": {"failed": 0, "total": 3}, "hits": {}}
    cluster = cluster_at(answering((200, {"responses": [whole, {"_shards": {"failed": 2, "total": 3}}]})).port)
    with pytest.raises(LibraryError, match="2 of 3 parts"):
        cluster.searches([{}, {}])


def test_nobody_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(UnreachableError, match="stories cannot be reached") as error:
        cluster_at(port).ask("GET", ["x"])
    assert "Your notes are here" in str(error.value)


def test_parts_of_a_path_are_quoted(answering: Answer) -> None:
    host = answering((200, {"a": 1}))
    cluster_at(host.port).ask("GET", ["a/b", "../_all?x#y", "ü"])
    assert host.asked[0][0] == "/a%2Fb/..%2F_all%3Fx%23y/%C3%BC"


def test_what_there_is_no_room_for_is_sent_again(answering: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.cluster.connection.time.sleep", lambda _: None)
    first = {"items": [{"index": {"status": 201}}, {"index": {"status": 429}}]}
    host = answering((429, {}), (200, first), (200, {"items": [{"index": {"status": 200}}]}))
    assert cluster_at(host.port).bulk("stories", [("one", {"n": 1}), ("two", {"n": 2})]) == 2
    sent = [body.count(b'"_id"') for _, _, body in host.asked]
    assert sent == [2, 2, 1]
    assert b'"_id":"two"' in host.asked[2][2]
    assert all("require_alias=true" in path for path, _, _ in host.asked)


def test_a_document_that_is_refused_ends_the_transfer(answering: Answer) -> None:
    refused = {"items": [{"index": {"status": 400, "error": {"type": "mapper_parsing_exception"}}}]}
    with pytest.raises(LibraryError, match="mapper_parsing_exception"):
        cluster_at(answering((200, refused)).port).bulk("stories", [("one", {})])


# TLS and logging in, at an endpoint with certificates of its own


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 and one for another host, each signed by itself."""
    folder = tmp_path_factory.mktemp("certificates")
    for name, alternative in (("own", "IP:127.0.0.1"), ("other", "DNS:other.example")):
        make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split()
        named = ["-subj", f"/CN={name}", "-addext", f"subjectAltName={alternative}"]
        files = ["-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"]
        subprocess.run([*make, *named, *files], check=True, capture_output=True)
    return folder


def serving(certificates: Path, name: str) -> ssl.SSLContext:
    """What a host with one of the certificates speaks."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    return context


def test_a_certificate_that_is_trusted_and_who_logs_in(
    answering: Answer, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = answering((200, {"ok": 1}), (401, {}), context=serving(certificates, "own"))
    monkeypatch.setenv("STORIES_PASSWORD", SECRET)
    named = {"ca": str(certificates / "own.pem"), "user": "reader", "secrets": {"password_env": "STORIES_PASSWORD"}}
    cluster = cluster_at(host.port, **named)
    assert cluster.ask("GET", ["x"]) == {"ok": 1}
    assert host.asked[0][1]["authorization"] == "Basic cmVhZGVyOmh1bnRlcjI="
    with pytest.raises(LibraryError, match="as reader") as error:
        cluster.ask("GET", ["x"])
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(("has", "trusts"), [("own", "other"), ("other", "other")])
def test_a_certificate_that_is_not_trusted(answering: Answer, certificates: Path, has: str, trusts: str) -> None:
    host = answering((200, {"ok": 1}), context=serving(certificates, has))
    with pytest.raises(UnreachableError, match=r"certificate of 127\.0\.0\.1 is not trusted"):
        cluster_at(host.port, ca=str(certificates / f"{trusts}.pem")).ask("GET", ["x"])
    assert host.asked == []


def test_certificates_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        cluster_at(1, ca=str(tmp_path / "none.pem"))
