"""Requests to a cluster: JSON there and back, each answer whole or an error with a sentence.

An answer that is smaller than the truth is never given: a part of the index that does not answer is an error.
"""

from __future__ import annotations

import contextlib
import random
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import urllib3
from urllib3.exceptions import HTTPError, SSLError, TimeoutError

from index.cluster.places import SharedPlace
from index.errors import ConfigurationError, LibraryError, LibraryMissingError, QueryError, UnreachableError
from index.home.folders import SHARED_LIST as FILE

Json = dict[str, Any]

SECONDS = 60.0
"""How long an answer may take."""

CONNECT_SECONDS = 5.0
LARGEST_ANSWER = 64 * 1024 * 1024
BULK_BYTES = 5 * 1024 * 1024
BULK_ITEMS = 500
PATIENCE = 900.0
"""Seconds for which a bulk request that a cluster has no room for is sent again."""

MOST_CLAUSES = 8192
_BUSY = (429, 503)
_TRIES_OF_A_SEARCH = 4  # 0.5 s, 1 s and 2 s apart


class PointGoneError(LibraryError):
    """The view of the library that a result was found in is there no more."""


class PartMissingError(LibraryError):
    """A part of the library does not answer, or did not when its view was opened."""


_NODE_IS_GONE = {
    "node_not_connected_exception",
    "node_disconnected_exception",
    "no_such_node_exception",
    "no_node_available_exception",
    "connect_transport_exception",
    "no_shard_available_action_exception",
    "node_closed_exception",
    "master_not_discovered_exception",
    "cluster_manager_not_discovered_exception",
}
"""What OpenSearch says where a node went away."""


class Cluster:
    """The cluster of a shared library."""

    def __init__(self, place: SharedPlace) -> None:
        """Nothing is asked yet. Raises ConfigurationError, UnsafeFolderError for what ``libraries.toml`` names."""
        self.place = place
        self._headers = {"content-type": "application/json", **place.headers()}
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=SECONDS)
        if place.is_plain:
            self._pool: urllib3.HTTPConnectionPool = urllib3.HTTPConnectionPool(
                place.host, place.port, timeout=timeout, maxsize=4, retries=False
            )
        else:
            self._pool = urllib3.HTTPSConnectionPool(
                place.host, place.port, timeout=timeout, maxsize=4, retries=False, ssl_context=_trusting(place.ca)
            )

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()

    def ask(
        self, method: str, path: Sequence[str], body: object = None, params: Mapping[str, str] | None = None
    ) -> Json:
        """The answer to a request; the parts of ``path`` are quoted. Raises LibraryError and QueryError."""
        content = msgspec.json.encode(body) if body is not None else None
        status, answer = self._send(method, path, content, params)
        if status >= 400:
            raise self._refusal(status, answer)
        return answer

    def search(self, path: Sequence[str], body: Json, params: Mapping[str, str] | None = None) -> Json:
        """The answer to a search, of all of the index or an error; a cluster that is busy is asked again."""
        for attempt in range(_TRIES_OF_A_SEARCH):
            content = msgspec.json.encode(body)
            given = {"allow_partial_search_results": "false", **(params or {})}
            status, answer = self._send("POST", [*path, "_search"], content, given)
            if status not in _BUSY or attempt == _TRIES_OF_A_SEARCH - 1:
                break
            time.sleep(0.5 * 2**attempt)
        if status >= 400:
            raise self._refusal(status, answer)
        self._check_whole(answer)
        return answer

    def searches(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several searches, which name what they look in, sent as one request."""
        if not bodies:
            return []
        head = b'{"allow_partial_search_results":false}'
        lines = b"".join(head + b"\n" + msgspec.json.encode(body) + b"\n" for body in bodies)
        status, answer = self._send("POST", ["_msearch"], lines, {})
        if status >= 400:
            raise self._refusal(status, answer)
        for one in answer["responses"]:
            if one.get("status", 200) >= 400:
                raise self._refusal(one["status"], one)
            self._check_whole(one)
        return list(answer["responses"])

    def bulk(self, index: str, documents: Iterable[tuple[str, Json]]) -> int:
        """Write documents by id, which take the place of those that have it; how many.

        What a cluster has no room for now is sent again, for ``PATIENCE`` seconds. Raises LibraryError.
        """
        written = 0
        for batch in _batches(documents):
            self._bulk(index, batch)
            written += len(batch)
        return written

    def _bulk(self, index: str, batch: Sequence[tuple[str, bytes]]) -> None:
        waiting, pause, end = list(batch), 0.5, time.monotonic() + PATIENCE
        while True:
            lines = b"".join(
                msgspec.json.encode({"index": {"_index": index, "_id": id_}}) + b"\n" + content + b"\n"
                for id_, content in waiting
            )
            status, answer = self._send("POST", ["_bulk"], lines, {"require_alias": "true"})
            if status < 400:
                found = [item["index"] for item in answer["items"]]
                again = [one for one, told in zip(waiting, found, strict=True) if told["status"] in _BUSY]
                for told in found:
                    if told["status"] >= 400 and told["status"] not in _BUSY:
                        raise self._refusal(told["status"], told)
                waiting = again
            elif status not in _BUSY:
                raise self._refusal(status, answer)
            if not waiting:
                return
            if time.monotonic() > end:
                raise LibraryError(f"{self.place.host} has had no room for more for {PATIENCE / 60:.0f} minutes.")
            time.sleep(pause * random.uniform(0.5, 1))
            pause = min(60.0, pause * 2)

    def _send(
        self, method: str, path: Sequence[str], content: bytes | None, params: Mapping[str, str] | None
    ) -> tuple[int, Json]:
        address = "/" + "/".join(quote(part, safe="") for part in path)
        if params:
            address += "?" + urlencode(params)
        headers = dict(self._headers)
        if path and path[-1] in ("_bulk", "_msearch"):
            headers["content-type"] = "application/x-ndjson"
        try:
            answer = self._pool.urlopen(
                method, address, body=content, headers=headers, redirect=False, preload_content=False
            )
            with contextlib.closing(answer):
                payload = answer.read(LARGEST_ANSWER + 1)
        except (HTTPError, OSError) as error:
            raise self._unreachable(error) from error
        if len(payload) > LARGEST_ANSWER:
            raise LibraryError(f"{self.place.host} answers with more than 64 MB; narrow the query.")
        try:
            found = msgspec.json.decode(payload) if payload.strip() else {}
        except (msgspec.DecodeError, UnicodeDecodeError):
            found = {}
        if not isinstance(found, dict) or (answer.status < 400 and not found and method != "HEAD"):
            raise LibraryError(f"{self.place.host}:{self.place.port} does not answer as OpenSearch does.")
        return answer.status, found

    def _check_whole(self, answer: Json) -> None:
        shards = answer.get("_shards", {})
        if shards.get("failed") or answer.get("timed_out"):
            missing, of = shards.get("failed", 0), shards.get("total", 0)
            raise PartMissingError(
                f"Part of {self.place.name} is missing ({missing} of {of} parts);"
                " nothing is shown rather than too little. Try again, or ask who runs it."
            )

    def _unreachable(self, error: Exception) -> LibraryError:
        place = self.place
        text = str(error)
        if isinstance(error, SSLError) or "CERTIFICATE_VERIFY_FAILED" in text:
            reason = "it is not the host's own, out of date, or signed by somebody unknown"
            return UnreachableError(f"The certificate of {place.host} is not trusted: {reason}. See 'ca' in {FILE}.")
        if isinstance(error, TimeoutError) and "Read" in type(error).__name__:
            return LibraryError(
                f"{place.name} takes longer than {SECONDS:.0f} seconds to answer;"
                " a wildcard at the beginning of a word costs most."
            )
        return UnreachableError(
            f"{place.name} cannot be reached ({place.host}:{place.port}). Your notes are here; try again later."
        )

    def _refusal(self, status: int, answer: Json) -> LibraryError | QueryError | ConfigurationError:
        place, error = self.place, answer.get("error") or {}
        kinds = set(_kinds(error))
        if status in (401, 403) and "cluster_block_exception" not in kinds:
            who = f" as {place.user}" if place.user else ""
            return LibraryError(f"You may not use {place.name} on {place.host}{who}; ask who runs it. See {FILE}.")
        if kinds & {"search_context_missing_exception"}:
            return PointGoneError("The library was opened anew meanwhile; search again.")
        if "index_not_found_exception" in kinds:
            return LibraryMissingError(f"There is no library {place.name} on {place.host}.")
        if kinds & {"too_many_clauses", "too_many_nested_clauses"}:
            return QueryError("this query is too long for a shared library; leave some of its words out")
        if "cluster_block_exception" in kinds:
            return LibraryError(f"{place.host} takes nothing more now: its disk is full, or it is read-only.")
        if kinds & _NODE_IS_GONE:
            return PartMissingError(f"Part of {place.name} is missing; nothing is shown rather than too little.")
        if status in _BUSY or kinds & {"circuit_breaking_exception", "rejected_execution_exception"}:
            if kinds & {"no_shard_available_action_exception", "search_phase_execution_exception"}:
                return PartMissingError(f"Part of {place.name} is missing; nothing is shown rather than too little.")
            return LibraryError(f"{place.host} is overloaded; narrow the query, or try later.")
        return LibraryError(
            f"{place.host} does not understand what it was asked ({status} {', '.join(sorted(kinds))})."
        )


def _kinds(error: object) -> Iterator[str]:
    """The types of an error and of all that have caused it."""
    if isinstance(error, dict):
        if isinstance(error.get("type"), str):
            yield error["type"]
        for name in ("root_cause", "caused_by", "failed_shards", "reason"):
            yield from _kinds(error.get(name))
    elif isinstance(error, list):
        for one in error:
            yield from _kinds(one)


def _trusting(ca: str) -> ssl.SSLContext:
    """What checks certificates and hosts' names, always. Raises ConfigurationError if the named ones cannot be read."""
    try:
        return ssl.create_default_context(cafile=ca or None)
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError(f"The certificates in {ca}, which {FILE} names, cannot be read.") from error


def _batches(documents: Iterable[tuple[str, Json]]) -> Iterator[list[tuple[str, bytes]]]:
    batch: list[tuple[str, bytes]] = []
    size = 0
    for id_, document in documents:
        content = msgspec.json.encode(document)
        if batch and (size + len(content) > BULK_BYTES or len(batch) >= BULK_ITEMS):
            yield batch
            batch, size = [], 0
        batch.append((id_, content))
        size += len(content)
    if batch:
        yield batch
