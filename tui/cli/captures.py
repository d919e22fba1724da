"""``dateline captures``: what a server answered when a document was fetched, and where that stands."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from index.captures.reading import SUFFIXES, Captured, captured_in, record_at
from index.catalogue.stored_documents import StoredDocument
from index.errors import ConfigurationError, DocumentMissingError
from index.home.folders import write_whole
from index.text.addresses import address_key
from tui.cli.common import at_most_one, json_option, library_options, opened_library, print_json, say, warn


@click.command()
@click.argument("document")
@click.option("--export", "target", metavar="FILE", help="Write the record of DOCUMENT itself; - for standard output.")
@library_options
@json_option
def captures(document: str, target: str | None, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Tell every capture of the page that DOCUMENT is: address, time, status, digest, file and offset."""
    at_most_one({"--export": target, "--json": as_json})
    with opened_library(library, notebook) as opened:
        stored = opened.document(opened.find(document))
        member = opened.catalogue.origin(stored.key).member
    found = _captures_of(stored, member)
    if target is not None:
        return _export(stored, member, found, target)
    for one in found:
        if as_json:
            print_json(asdict(one) | {"file": str(one.file)})
            continue
        status = " ".join(filter(None, (one.kind, one.status)))
        say(f"{one.time}  {status}  {one.digest}  {one.file}:{one.offset}  {one.address}")
        if one.fault:
            warn(f"{one.file}:{one.offset}: {one.fault}")
    return 0 if found else 1


def _captures_of(stored: StoredDocument, member: str) -> list[Captured]:
    """The captures of a document's page in the WARC files beside its own.

    Raises DocumentMissingError if it has none.
    """
    file = Path(stored.path)
    if not file.name.endswith(SUFFIXES):
        raise DocumentMissingError(f"'{stored.title}' was not captured: it was read from {file}.")
    beside = sorted(one for one in file.parent.iterdir() if one.name.endswith(SUFFIXES) and one.is_file())
    found = [record for one in beside for record in captured_in(one) if _is_of(record, stored, member)]
    return sorted(found, key=lambda record: record.time)


def _is_of(record: Captured, stored: StoredDocument, member: str) -> bool:
    """Whether a record is of the document's page, or the one that it was read out of."""
    if not record.address or record.kind in ("request", "warcinfo", "metadata"):
        return False
    same_page = bool(stored.url) and address_key(record.address) == address_key(stored.url)
    return same_page or member.startswith(f"{record.address} {record.time}")


def _export(stored: StoredDocument, member: str, found: list[Captured], target: str) -> int:
    names = ((one, f"{one.address} {one.time}") for one in found if str(one.file) == stored.path)
    own = next((one for one, name in names if member.startswith(name)), None)
    if own is None:
        raise DocumentMissingError(f"The record of '{stored.title}' is not in {stored.path} any more.")
    record = record_at(own.file, own.offset, own.length)
    if target == "-":
        sys.stdout.buffer.write(record)
        return 0
    try:
        write_whole(Path(target), record)
    except OSError as error:
        raise ConfigurationError(f"{target} cannot be written: {error.strerror}.") from error
    return 0
