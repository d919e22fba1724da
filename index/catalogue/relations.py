"""How documents hang together: what is attached to what, and which mails make up a thread."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Sequence
from dataclasses import dataclass

from index.catalogue.asking import Ask

CARRIES = (
    "(EXISTS (SELECT 1 FROM attachments WHERE attachments.document = documents.key)"
    " OR EXISTS (SELECT 1 FROM origins part WHERE part.parent = documents.id AND part.parent != ''))"
)
"""Whether something is attached to a document, as SQL."""

OLDEST_FIRST = "date_begin IS NULL, date_end, place, documents.id"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: its file, the path within that, and the id of what it is attached to there."""

    path: str
    member: str
    parent: str


class Relations:
    """What a catalogue knows of the relations between its documents, which are named by their keys."""

    def __init__(self, ask: Ask, found: str) -> None:
        """``found`` says in SQL which rows of documents can be found."""
        self._ask = ask
        self._found = found

    def attached(self, key: int) -> list[int]:
        """The documents that are attached to this one, in their order."""
        parents = "(SELECT id FROM documents WHERE key = ? UNION SELECT id FROM places WHERE document = ?)"
        return self._keys(
            f"SELECT key FROM documents WHERE {self._found} AND key IN"
            f" (SELECT document FROM origins WHERE parent != '' AND parent IN {parents} UNION"
            f" SELECT document FROM places WHERE parent != '' AND parent IN {parents}) ORDER BY place, story",
            (key,) * 4,
        )

    def repair(self, key: int) -> tuple[str, str]:
        """What was repaired in a document, and the SHA-256 of that as it stood; "" if nothing was."""
        rows = self._ask("SELECT what, digest FROM repairs WHERE document = ?", (key,))
        return rows[0] if rows else ("", "")

    def alias(self, id_: str) -> int | None:
        """The document that stands at another place, where it would have this id; None if there is none."""
        keys = self._keys(
            f"SELECT document FROM places JOIN documents ON document = key WHERE places.id = ? AND {self._found}",
            (id_,),
        )
        return keys[0] if keys else None

    def elsewhere(self, key: int) -> list[Place]:
        """Where a document stands beside the place that its row names."""
        rows = self._ask(
            "SELECT path, member, parent FROM places JOIN files ON file = files.id WHERE document = ?"
            " ORDER BY path, member",
            (key,),
        )
        return [Place(os.fsdecode(path), member, parent) for path, member, parent in rows]

    def paths_elsewhere(self) -> list[tuple[str, int]]:
        """The path of each file in which a document stands beside its first place, with the document."""
        rows = self._ask("SELECT path, document FROM places JOIN files ON file = files.id", ())
        return [(os.fsdecode(path), key) for path, key in rows]

    def differing(self, key: int) -> list[int]:
        """Other mails with the Message-ID of this one: their texts differ from its own."""
        return self._keys(
            "SELECT key FROM origins JOIN documents ON document = key WHERE message_id != '' AND message_id ="
            f" (SELECT message_id FROM origins WHERE document = ?) AND key != ? AND {self._found} ORDER BY key",
            (key, key),
        )

    def thread_of(self, key: int) -> list[int]:
        """The mails of the thread that this one is in, the oldest first; none for what is no mail."""
        rows = self._ask("SELECT thread FROM origins WHERE document = ?", (key,))
        return self.thread(rows[0][0]) if rows else []

    def thread(self, thread: str) -> list[int]:
        """The mails of the thread that began with the mail of this Message-ID, the oldest first."""
        return self._keys(
            "SELECT key FROM origins JOIN documents ON document = key"
            f" WHERE thread = ? AND thread != '' AND {self._found} ORDER BY {OLDEST_FIRST}",
            (thread,),
        )

    def carrying(self, name: str = "*") -> list[int]:
        """The documents to which something is attached that has this name, or whose name holds it.

        ``*`` and ``?`` stand for any letters and for one; capitals mean nothing.
        """
        wanted = name.casefold()
        pattern = wanted if any(sign in wanted for sign in "*?") else f"*{wanted}*"
        pattern = pattern.replace("[", "[[]")
        named = self._ask(
            f"SELECT key, name FROM attachments JOIN documents ON document = key WHERE {self._found} UNION ALL"
            " SELECT key, member FROM origins part JOIN documents ON documents.id = part.parent"
            f" WHERE part.parent != '' AND {self._found}",
            (),
        )
        found = {key for key, path in named if fnmatch.fnmatchcase(path.rpartition("/")[2].casefold(), pattern)}
        return sorted(found)

    def _keys(self, statement: str, parameters: Sequence[object]) -> list[int]:
        return [key for (key,) in self._ask(statement, parameters)]
