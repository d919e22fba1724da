"""A folder of files that were made to do harm: to the terminal, to the memory, to other folders, to the reading."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import socket
import stat
import unicodedata
from pathlib import Path

ESCAPES = {
    "csi": "\x1b[31m\x1b[2J\x1b[5;5Hmoved",
    "c1-csi": "\x9b31m\x9b2Jmoved",
    "osc-title": "\x1b]0;owned\x07",
    "osc-title-long": "\x1b]2;owned\x1b\\",
    "osc-link": "\x1b]8;;http://evil.example/\x1b\\link\x1b]8;;\x1b\\",
    "osc-clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "c1-osc": "\x9d52;c;b3duZWQ=\x9c",
    "dcs": "\x1bP+q544e\x1b\\",
    "dcs-tmux": "\x1bPtmux;\x1b\x1b]52;c;b3duZWQ=\x07\x1b\\",
    "apc": "\x1b_Gi=1,a=q;AAAA\x1b\\",
    "pm-sos": "\x1b^pm\x1b\\\x1bXsos\x1b\\",
    "reset": "\x1bc\x1b[!p\x1b#8",
    "c0": "\x00\x05\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "bidi": "\u202egnp.exe\u202c \u2066isolate\u2069 \u061c\u200f",
    "zero-width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f\xadg",
    "lines": "x\u2028y\u2029z\x85w",
    "tags-private": "\U000e0041\ue000\U000f0000",
    "markup": "[@click=app.quit]click here[/] [/oops] [b]bold[/b] [link=http://evil.example/]link[/link]",
    "formula": '=HYPERLINK("http://evil.example/","x") +cmd|\' /C calc\'!A0 @SUM(1) -1+1',
}
"""What is dangerous to show, by name."""

SECRET = "canarysecretword"
"""A word that stands only in files outside the corpus: finding it means that something was read that was not named."""


def make(folder: Path, outside: Path, megabytes: int, records: int) -> int:
    """Fill ``folder``; files outside that it points to are in ``outside``. Returns how many files it has.

    ``megabytes`` is the size of a single line, ``records`` the number of tiny records in one file.
    """
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(f"A secret\n\nThe {SECRET} is here.\n")
    for make_some in (_texts, _names, _records, _web_pages, _odd_encodings):
        make_some(folder)
    _large(folder, megabytes, records)
    _bombs(folder)
    _no_files(folder, outside)
    return sum(1 for _ in folder.rglob("*"))


def _texts(folder: Path) -> None:
    for name, text in ESCAPES.items():
        (folder / f"text-{name}.txt").write_text(f"Bridge {text}\n\nThe bridge. {text}\n", "utf-8", newline="")
        (folder / f"header-{name}.txt").write_text(f" date 2017-09-21 {text}\n\n{text} (AFP) — The bridge.\n", "utf-8")
        (folder / f"marked-{name}.md").write_text(f"# {text}\n\n```\n{text}\n```\n", "utf-8")


def _names(folder: Path) -> None:
    odd = folder / "odd names"
    odd.mkdir()
    names = [name.replace("\0", "").replace("/", "|")[:60].encode() for name in ESCAPES.values()]
    names += [
        b"new\nline",
        b"\xff\xfe\xe4 not utf-8",
        b"-rf",
        b"--library=x",
        b"~root",
        b"$(reboot)",
        b"`reboot`",
        b"*",
    ]
    names += [
        b"con",
        b"a" * 240,
        "pаypal".encode(),
        unicodedata.normalize("NFD", "Ärger").encode(),
        b" ",
        b"%s%n",
        b"'\"",
    ]
    for number, name in enumerate(names):
        (odd / os.fsdecode(name + b".txt")).write_text(f"Bridge {number}\n\nThe bridge.\n")
    deep = folder
    for _ in range(60):
        deep /= "deep" * 8
    deep.mkdir(parents=True)
    (deep / "story.txt").write_text("Bridge\n\nA deep bridge.\n")


def _records(folder: Path) -> None:
    places = ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "\x00", "a" * 100_000, "C:\\boot.ini"]
    with (folder / "records.jsonl").open("w") as file:
        for name, text in ESCAPES.items():
            record = {
                "id": text,
                "title": text,
                "source": text,
                "author": text,
                "url": text,
                "date": text,
                "text": text,
            }
            file.write(json.dumps(record | {"text": f"The bridge {name}. {text}"}) + "\n")
        for place in places:
            file.write(
                json.dumps({"id": place, "title": place, "url": place, "text": "The bridge.", "path": place}) + "\n"
            )
        file.write(
            '{"id": 1, "text": "cut\n{"a": }\n[1, 2]\nnull\n"text"\n{"text": {"text": "nested"}}\n{"text": 1e999}\n'
        )
        file.write(
            "[" * 100_000 + "\n" + '{"a":' * 100_000 + "\n" + '{"text": "\\ud800 lone"}\n{"id": 2, "text": null}\n'
        )
    with (folder / "records.csv").open("w", newline="") as file:
        file.write("id,title,text,date\n")
        for name, text in ESCAPES.items():
            cell = text.replace('"', '""').replace("\0", "")
            file.write(f'{name},"{cell}","The bridge. {cell}",2017-09-21\n')
        file.write('open,"never closed,text\n' * 3)
    (folder / "wide.csv").write_text("text," * 50_000 + "\n" + "x," * 50_000 + "\n")


def _web_pages(folder: Path) -> None:
    pages = {
        "nested": "<div>" * 100_000 + "<p>The bridge.</p>",
        "tables": "<table><tr><td>" * 5_000 + "The bridge.",
        "entities": '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]><p>&a;' + "&lol;" * 1000,
        "outer": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>The bridge &x;</p>',
        "script": "<script>" + "x=1;" * 100_000 + "</script><p onclick=alert(1)>The bridge</p>",
        "attributes": "<p " + " ".join(f"a{n}=b" for n in range(20_000)) + ">The bridge",
        "empty": "<html></html>",
        "base": "<base href='file:///etc/'><a href='passwd'>The bridge</a><iframe src='/etc/passwd'></iframe>",
    }
    for name, page in pages.items():
        (folder / f"page-{name}.html").write_text(page)
    for name, text in ESCAPES.items():
        page = f"<html><title>{text}</title><meta name=author content='{text}'><p>The bridge. {text * 20}</p>"
        (folder / f"page-{name}.html").write_text(page, "utf-8")


def _odd_encodings(folder: Path) -> None:
    text = "The bridge of Ärger — “quoted”.\n" * 20
    for encoding in ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "cp037", "utf-8-sig"):
        (folder / f"as-{encoding}.txt").write_bytes(text.encode(encoding, "replace"))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 4096)
    (folder / "random.html").write_bytes(os.urandom(100_000))
    (folder / "empty.txt").touch()
    (folder / "nul.txt").write_bytes(bytes(1_000_000))
    (folder / "cut.txt").write_bytes("Die Brücke".encode()[:-5])


def _large(folder: Path, megabytes: int, records: int) -> None:
    line = "The bridge was closed and people crossed by boat in the rain "
    long = line * (megabytes * 1_000_000 // len(line))
    (folder / "one-line.txt").write_text(long)
    (folder / "one-word.txt").write_text("a" * (megabytes * 1_000_000))
    (folder / "one-record.jsonl").write_text(json.dumps({"id": "long", "text": long}))
    for name, piece in {
        "quotes": '"',
        "spaces": " ",
        "dots": ". ",
        "dates": "2017-01-02 ",
        "names": "Mr X. Y. ",
        "dashes": "—-",
    }.items():
        (folder / f"many-{name}.txt").write_text(f"Bridge\n\nThe bridge {piece * (1_000_000 // len(piece))}\n")
    with (folder / "tiny.jsonl").open("w") as file:
        for number in range(records):
            file.write(f'{{"id": {number}, "text": "tiny {number}"}}\n')


def _bombs(folder: Path) -> None:
    zeros = bytes(100_000_000)
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(zeros) * 50)  # members one after another are one file
    (folder / "bomb.jsonl.xz").write_bytes(lzma.compress(zeros, preset=1) * 50)
    long = b"The bridge was closed. " * 4_000_000
    (folder / "long.txt.gz").write_bytes(gzip.compress(long, 1) * 50)
    inner = gzip.compress(gzip.compress(gzip.compress(b"The bridge. " * 100_000)))
    (folder / "thrice.txt.gz").write_bytes(inner)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(b"The bridge. " * 100_000)[:-20])
    (folder / "no.txt.gz").write_bytes(b"this is no gzip")
    (folder / "no.jsonl.xz").write_bytes(os.urandom(1000))


def _no_files(folder: Path, outside: Path) -> None:
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "outside").symlink_to(outside)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "up").symlink_to("..")
    (folder / "nowhere.txt").symlink_to("nowhere at all")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path must be short
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
    if os.geteuid() == 0:
        os.mknod(folder / "zero.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        os.mknod(folder / "disk.txt", stat.S_IFBLK | 0o600, os.makedev(8, 0))
