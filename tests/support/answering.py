"""A web server on loopback that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Reply:
    """What is sent. ``length`` is declared in place of the real one; ``drip`` is a pause after each byte."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: float = 0.0

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Answerer = Callable[[dict[str, str]], Reply]


@dataclass(slots=True)
class Site:
    """Its pages by path: a reply, or what makes one out of the request's headers. ``asked`` are paths and headers."""

    port: int = 0
    pages: dict[str, Reply | Answerer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def feed_of(*items: str, title: str = "Harbour News") -> Reply:
    """An RSS feed of these items."""
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    return Reply(body, headers={"Content-Type": "application/rss+xml"})


def item(title: str, link: str = "", guid: str = "", text: str = "", date: str = "") -> str:
    """An item of RSS."""
    parts = {"title": title, "link": link, "guid": guid, "description": text, "pubDate": date}
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items() if value)}</item>"


def page_of(title: str, *paragraphs: str, head: str = "") -> Reply:
    """A web page with an article."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    html = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}"
    return Reply(f"{html}</article></body></html>", headers={"Content-Type": "text/html; charset=utf-8"})


def packed(reply: Reply, cut: int = 0) -> Reply:
    """A reply that is packed with gzip, without its last bytes."""
    content = gzip.compress(reply.content)
    return Reply(content[: len(content) - cut], reply.status, {**reply.headers, "Content-Encoding": "gzip"})


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site of its own for the time of a test, over TLS with a context; nothing reaches it from elsewhere."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            found = site.pages.get(self.path, Reply("not found", 404, {"Content-Type": "text/plain"}))
            reply = found(headers) if callable(found) else found
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.content) if reply.length is None else reply.length))
            self.end_headers()
            self.close_connection = True
            with contextlib.suppress(OSError):
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            if not reply.drip:
                self.wfile.write(reply.content)
            for byte in reply.content if reply.drip else b"":
                self.wfile.write(bytes([byte]))
                time.sleep(reply.drip)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
