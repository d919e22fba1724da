"""What a feed says: its entries, each with what it is known by, and the sitemaps that it names."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.errors import UnreadableError
from index.fetching.times import moment_of
from index.sources.entries import Fault, Found, Text
from index.sources.fields import FieldNames
from index.sources.formats.registry import judge_format
from index.sources.formats.signs import xml_root
from index.sources.formats.sitemaps import sitemap_entries, sitemaps_within
from index.sources.limits import Budget, mebibytes
from index.sources.source import Source
from index.text.addresses import address_key, is_web_address
from index.text.decoding import detect_encoding

ITEM_TYPE = "application/feed+json"
_FEEDS = frozenset(("feed", "sitemap", "channel"))
_GZIP = b"\x1f\x8b\x08"
_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of a feed. ``key`` is what it is known by, however often the feed is read."""

    key: str
    address: str  # "" if it has none that may be reached for
    title: str
    text: str  # what the feed itself says of it
    own_id: str = ""
    source: str = ""
    author: str = ""
    date: str = ""  # ISO where it can be understood
    updated: str = ""

    @property
    def hash(self) -> str:
        """Of what it says."""
        return hashlib.sha256(f"{self.title}\0{self.text}".encode()).hexdigest()

    def as_item(self) -> bytes:
        """The entry as a JSON Feed (https://jsonfeed.org/version/1.1) of one item."""
        item = {
            "id": self.own_id or self.key,
            "url": self.address,
            "title": self.title,
            "content_text": self.text,
            "date_published": self.date,
            "date_modified": self.updated,
        }
        told: dict[str, object] = {name: value for name, value in item.items() if value}
        if self.author:
            told["authors"] = [{"name": self.author}]
        return json.dumps({"version": _VERSION, "title": self.source, "items": [told]}).encode()


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a feed in its order, the sitemaps that it names with when they changed, and what is wrong."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


def contents_of(content: bytes, address: str, media_type: str = "", charset: str = "", *, most: int) -> Contents:
    """What a feed says that was got from an address. Raises UnreadableError if it is none."""
    if content.startswith(_GZIP):
        content = _unpacked(content, most)
    source = Source(
        "",
        lambda: io.BytesIO(content),
        Budget(size=len(content)),
        FieldNames({}),
        media_type=media_type,
        charset=charset,
        values={"url": address},
    )
    head = source.head()
    if not head.strip():
        raise UnreadableError("it is empty")
    start = head.decode(detect_encoding(head), "ignore").lstrip("\ufeff \t\r\n")
    if xml_root(start) == "sitemapindex":
        return Contents(sitemaps=tuple(sitemaps_within(source)))
    form = judge_format("", head)
    if form.name not in _FEEDS:
        raise UnreadableError(f"it is no feed but {form.shown}")
    texts, problems = _read(sitemap_entries(source) if form.name == "sitemap" else form.read(source))
    return Contents(tuple(_entries(texts)), problems=tuple(problems))


def _read(found: Iterator[Found]) -> tuple[list[Text], list[str]]:
    texts, problems = [], []
    try:
        for one in found:
            if isinstance(one, Text):
                texts.append(one)
            elif isinstance(one, Fault):
                problems.append(one.reason)
    except UnreadableError as error:
        if not texts:
            raise
        problems.append(str(error))
    return texts, problems


def _entries(texts: Iterable[Text]) -> Iterator[Entry]:
    """The entries: known by their address, if no other has it, else by their own id, else by what they say."""
    texts = list(texts)
    ids = Counter(text.values.get("id", "") for text in texts)
    address_keys = [_address_key(text) for text in texts]
    keys = Counter(address_keys)
    for text, key in zip(texts, address_keys, strict=True):
        values = text.values
        own = values.get("id", "")
        if not key or keys[key] > 1:
            said = f"{values.get('title', '')}\0{values.get('text', '')}"
            key = f"id {own}" if own and ids[own] == 1 else f"text {hashlib.sha256(said.encode()).hexdigest()}"
        dates = dict(text.dates)
        yield Entry(
            key,
            values.get("url", "") if is_web_address(values.get("url", "")) else "",
            values.get("title", ""),
            values.get("text", ""),
            own,
            values.get("source", ""),
            values.get("author", ""),
            moment_of(values.get("date", "")) or values.get("date", ""),
            moment_of(dates.get("updated", "")) or dates.get("updated", ""),
        )


def _address_key(text: Text) -> str:
    address = text.values.get("url", "")
    return address_key(address) if is_web_address(address) else ""


def _unpacked(content: bytes, most: int) -> bytes:
    """A sitemap that was packed as a file. Raises UnreadableError."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            found = stream.read(most + 1)
    except EOFError:
        raise UnreadableError("it is cut short: its gzip data has no end") from None
    except (OSError, zlib.error):
        raise UnreadableError("its gzip data is damaged") from None
    if len(found) > most:
        raise UnreadableError(f"it is more than {mebibytes(most)} when unpacked")
    return found
