"""Writes OLE files ([MS-CFB], version 3) for tests. Streams are filled with zeros to 4096 bytes: none is short."""

from __future__ import annotations

import itertools
import struct

SECTOR = 512
SHORTEST = 4096
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2


def ole_file(streams: dict[str, bytes]) -> bytes:
    """An OLE file with these streams; "a/b" is the stream b in the storage a."""
    entries: list[tuple[str, int, bytes]] = [("Root Entry", ROOT, b"")]
    children: dict[int, list[int]] = {0: []}
    storages = {"": 0}
    for path, content in streams.items():
        *folders, name = path.split("/")
        at = ""
        for folder in folders:
            above = storages[at]
            at = f"{at}/{folder}".lstrip("/")
            if at not in storages:
                storages[at] = len(entries)
                children[above].append(len(entries))
                children[len(entries)] = []
                entries.append((folder, STORAGE, b""))
        children[storages[at]].append(len(entries))
        entries.append((name, STREAM, content.ljust(SHORTEST, b"\0")))
    body = b""
    table: list[int] = []
    starts = []
    for _, kind, content in entries:
        count = -(-len(content) // SECTOR)
        starts.append(len(table) if kind == STREAM else END)
        table += [*range(len(table) + 1, len(table) + count), END] if count else []
        body += content.ljust(count * SECTOR, b"\0")
    directory = b"".join(directory_entries(entries, children, starts))
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    first = len(table)
    table += [*range(first + 1, first + len(directory) // SECTOR), END]
    fats = 1
    while len(table) + fats > fats * SECTOR // 4:
        fats += 1
    fat_at = len(table)
    table += [FAT] * fats
    packed = b"".join(struct.pack("<I", one) for one in table).ljust(fats * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fats, first, 0, SHORTEST, END, 0, END, 0)
    header += b"".join(struct.pack("<I", fat_at + n if n < fats else FREE) for n in range(109))
    return header + body + directory + packed


def directory_entries(
    entries: list[tuple[str, int, bytes]], children: dict[int, list[int]], starts: list[int]
) -> list[bytes]:
    right = [NONE] * len(entries)
    child = [NONE] * len(entries)
    for above, below in children.items():
        ordered = sorted(below, key=lambda one: (len(entries[one][0]), entries[one][0].upper()))
        for one, following in itertools.pairwise(ordered):
            right[one] = following
        child[above] = ordered[0] if ordered else NONE
    packed = []
    for number, (name, kind, content) in enumerate(entries):
        written = name.encode("utf-16-le")
        packed.append(
            written.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(written) + 2, kind, 1, NONE, right[number], child[number])
            + bytes(36)
            + struct.pack("<IQ", starts[number], len(content))
        )
    return packed
