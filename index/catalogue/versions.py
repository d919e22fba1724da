"""The older texts of documents are kept when newer ones are settled."""

from __future__ import annotations

import sqlite3

from index.catalogue.schema import CURRENT, GIVING_WAY, LEAVING, OLDER, PENDING
from index.catalogue.stored_versions import SEPARATOR
from index.model import EditKind
from index.versions.chains import Capture, Chain, chains_of
from index.versions.edits import Version, edits_between

_UNSETTLED = f"state != {CURRENT}"


def settle_versions(connection: sqlite3.Connection) -> None:
    """Delete leaving rows, make pending ones current, and those that they have replaced older versions of them."""
    addresses = [
        address
        for (address,) in connection.execute(
            "SELECT DISTINCT address FROM documents JOIN received ON document = key"
            f" WHERE address != '' AND state IN (?, ?, ?) AND {_UNSETTLED}",
            (PENDING, LEAVING, GIVING_WAY),
        )
    ]
    known = {address: _ids_at(connection, address) for address in addresses}
    connection.execute(f"DELETE FROM documents WHERE state = ? AND {_UNSETTLED}", (LEAVING,))
    _keep_replaced(connection)
    connection.execute(f"UPDATE documents SET state = ? WHERE state = ? AND {_UNSETTLED}", (CURRENT, PENDING))
    for address in addresses:
        _chain(connection, address, known[address])


def _ids_at(connection: sqlite3.Connection, address: str) -> set[str]:
    """The ids of the documents that have older versions at an address."""
    rows = connection.execute("SELECT of FROM versions JOIN received USING (document) WHERE address = ?", (address,))
    return {id_ for (id_,) in rows}


def _keep_replaced(connection: sqlite3.Connection) -> None:
    """Texts that their files hold no more become versions of the documents that are read from there now."""
    replaced = connection.execute(
        f"SELECT key, documents.id, title, text, mtime_ns FROM documents JOIN files ON file = files.id"
        f" WHERE state = ? AND {_UNSETTLED}",
        (GIVING_WAY,),
    ).fetchall()
    for key, id_, title, text, modified in replaced:
        connection.execute(
            "INSERT OR IGNORE INTO received SELECT ?, strftime('%Y-%m-%dT%H:%M:%SZ', ?, 'unixepoch'), '', ?",
            (key, max(0, modified or 0) // 1_000_000_000, id_),
        )
        connection.execute("INSERT OR REPLACE INTO versions VALUES (?, ?, 0, 1, '')", (key, id_))
        newer = connection.execute(
            "SELECT title, text FROM documents JOIN received ON document = key"
            f" WHERE own = (SELECT own FROM received WHERE document = ?) AND state = ? AND {_UNSETTLED}",
            (key, PENDING),
        ).fetchone()
        kinds = _kinds(title, text, *newer) if newer else ""
        _make_older(connection, key, id_, kinds)


def add_older(connection: sqlite3.Connection, key: int, of: str, newer: tuple[str, str]) -> None:
    """Make a row that was put in just now an older version, which its file holds no more, of a document."""
    title, text = connection.execute("SELECT title, text FROM documents WHERE key = ?", (key,)).fetchone()
    connection.execute("INSERT INTO versions VALUES (?, ?, 0, 1, '')", (key, of))
    _make_older(connection, key, of, _kinds(title, text, *newer))


def _make_older(connection: sqlite3.Connection, key: int, of: str, kinds: str, *, same: bool = False) -> None:
    (received,) = connection.execute("SELECT at FROM received WHERE document = ?", (key,)).fetchone()
    stamp = "".join(sign for sign in received.removesuffix("Z") if sign.isalnum())
    id_ = f"{of}{SEPARATOR}{stamp or key}"
    if connection.execute("SELECT 1 FROM documents WHERE id = ? AND key != ?", (id_, key)).fetchone():
        id_ += f"-{key}"
    connection.execute("UPDATE documents SET state = ?, id = ? WHERE key = ?", (OLDER, id_, key))
    connection.execute(
        "INSERT INTO versions VALUES (?, ?, ?, 0, ?)"
        " ON CONFLICT (document) DO UPDATE SET of = excluded.of, same = excluded.same, kinds = excluded.kinds",
        (key, of, same, kinds),
    )


def _kinds(title: str, text: str, newer_title: str, newer_text: str) -> str:
    found = {
        kind for edit in edits_between(Version(title, text), Version(newer_title, newer_text)) for kind in edit.kinds
    }
    return " ".join(kind for kind in EditKind if kind in found)


# Pages that were captured at one address


def _chain(connection: sqlite3.Connection, address: str, known: set[str]) -> None:
    """Let the last version at an address be the document. ``known`` are the ids that documents there had."""
    rows = connection.execute(
        "SELECT key, at, title, text, own FROM received JOIN documents ON key = document"
        " WHERE address = ? AND state IN (?, ?) ORDER BY at, key",
        (address, CURRENT, OLDER),
    ).fetchall()
    own = {key: id_ for key, *_, id_ in rows}
    for chain in chains_of([Capture(*row[:4]) for row in rows]):
        _settle_chain(connection, chain, own, known)


def _settle_chain(connection: sqlite3.Connection, chain: Chain, own: dict[int, str], known: set[str]) -> None:
    keys = sorted(capture.key for version in chain.versions for capture in version)
    of = min({own[key] for key in keys} & known, default=own[keys[0]])
    newer: Capture | None = None
    for version in reversed(chain.versions):
        first, *others = version
        if newer is None:
            connection.execute("DELETE FROM versions WHERE document = ?", (first.key,))
            connection.execute("UPDATE documents SET state = ?, id = ? WHERE key = ?", (CURRENT, of, first.key))
        else:
            _make_older(connection, first.key, of, _kinds(first.title, first.text, newer.title, newer.text))
        for other in others:
            _make_older(connection, other.key, of, "", same=True)
        newer = first
