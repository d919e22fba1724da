"""Outlook's messages: words in their code pages, recipients, attachments, RTF; damaged files."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ole_file import ole_file

from index.analysis.documents import Task, analyse, identity_of
from index.errors import UnreadableError
from index.model import Document, Problem, RawRecord
from index.sources import read_raw
from index.sources.formats.compressed_rtf import unpack_rtf

Read = Callable[..., list[Any]]

UNICODE, STRING8, BINARY, LONG, TIME = 0x1F, 0x1E, 0x102, 0x03, 0x40
SENT = 131_504_769_000_000_000  # 2017-09-21 10:15:00 UTC, in 100 ns from 1601


def properties(at: str, header: int, *values: tuple[int, int, object]) -> dict[str, bytes]:
    """The streams of an object's properties: words, bytes, numbers and times."""
    fixed = bytes(header)
    streams = {}
    for number, kind, value in values:
        if isinstance(value, str):
            streams[f"{at}__substg1.0_{number:04X}{kind:04X}"] = value.encode("utf-16-le")
        elif isinstance(value, bytes):
            streams[f"{at}__substg1.0_{number:04X}{kind:04X}"] = value
        else:
            fixed += struct.pack("<HHIQ", kind, number, 0, value)
    return {f"{at}__properties_version1.0": fixed} | streams


def message(*values: tuple[int, int, object], more: dict[str, bytes] | None = None) -> bytes:
    return ole_file(properties("", 32, *values) | (more or {}))


SUBJECT, BODY = (0x37, UNICODE, "A subject"), (0x1000, UNICODE, "Words of the mail.\r\nAnd more.")


def documents(path: Path, content: bytes) -> dict[str, Document]:
    path.write_bytes(content)
    found = {}
    for raw in read_raw(path, {}):
        assert isinstance(raw, RawRecord), raw
        (document,) = analyse(Task(str(path), identity_of(raw, unique=False), raw))
        assert isinstance(document, Document)
        found[raw.member] = document
    return found


def test_a_message_is_a_mail(tmp_path: Path) -> None:
    who = (0xC1A, UNICODE, "Anne Löwe"), (0xC1F, UNICODE, "/O=OFFICE/CN=ANNE"), (0x5D01, UNICODE, "anne@example.com")
    more = properties(
        "__recip_version1.0_#00000000/", 8, (0xC15, LONG, 1), (0x3001, UNICODE, "Bo Li"), (0x39FE, UNICODE, "b@c.org")
    ) | properties("__recip_version1.0_#00000001/", 8, (0xC15, LONG, 2), (0x3001, UNICODE, "The press office"))
    content = message(
        SUBJECT, BODY, *who, (0x39, TIME, SENT), (0x1035, UNICODE, "<2@x>"), (0x1039, UNICODE, "<1@x>"), more=more
    )
    for name in ("a.msg", "a"):
        document = documents(tmp_path / name, content)[""]
        assert (document.title, document.author) == ("A subject", "Anne Löwe")
        assert document.text == "Words of the mail.\nAnd more."
        assert document.published.value == "2017-09-21"
        assert document.origin.type == "mail"
        mail = document.origin.mail
        assert mail is not None
        assert (mail.message_id, mail.thread, mail.to, mail.cc) == ("2@x", "1@x", "Bo Li <b@c.org>", "The press office")


def test_the_headers_with_which_it_came_go_before(tmp_path: Path) -> None:
    headers = "Received: by a;\r\n Thu, 21 Sep 2017 10:15:09 +0000\r\nFrom: Anne <a@b.c>\r\nContent-Type: text/html\r\n"
    document = documents(tmp_path / "a.msg", message(SUBJECT, BODY, (0x7D, UNICODE, headers), (0xC1A, UNICODE, "X")))[
        ""
    ]
    assert (document.author, document.title, document.text[:5]) == ("Anne", "A subject", "Words")


@pytest.mark.parametrize(
    ("codec", "words", "told"),
    [
        ("cp1251", "Силы автоматически вошли в город", (0x3FFD, LONG, 1251)),
        ("cp1251", "Силы автоматически вошли в город", (0x3FF1, LONG, 1049)),
        ("cp1251", "Силы автоматически вошли в город утром", (0x3FFD, LONG, 1252)),
        ("cp950", "部隊進入該城，居民正在返回家園", (0x3FDE, LONG, 950)),
        ("cp950", "部隊進入該城，居民正在返回家園", (0x3FF1, LONG, 0x404)),
        ("utf-8", "Силы – 部隊", (0x3FFD, LONG, 1252)),
        ("cp1252", "Un café – déjà", (0x3FFD, LONG, 1252)),
    ],
)
def test_words_of_eight_bits_in_their_code_page(tmp_path: Path, codec: str, words: str, told: Any) -> None:
    data = words.encode(codec)
    document = documents(tmp_path / "a.msg", message((0x37, STRING8, data), (0x1000, STRING8, data), told))[""]
    assert (document.title, document.text) == (words, words)


def test_attachments_and_messages_within(tmp_path: Path) -> None:
    inner = "__attach_version1.0_#00000001/__substg1.0_3701000D/"
    more = (
        properties(
            "__attach_version1.0_#00000000/", 8, (0x3701, BINARY, b"town,dead\n\n".ljust(4096)),
            (0x3707, UNICODE, "Zählung.txt"), (0x3704, UNICODE, "ZHLUNG.TXT"), (0x370E, UNICODE, "text/plain"),
        )
        | properties("__attach_version1.0_#00000001/", 8, (0x3001, UNICODE, "Before"))
        | properties(inner, 24, (0x37, UNICODE, "An inner one"), (0x1000, UNICODE, "Inner words."))
    )  # fmt: skip
    found = documents(tmp_path / "a.msg", message(SUBJECT, BODY, more=more))
    assert list(found) == ["", "Zählung.txt", "Before"]
    assert found["Before"].title == "An inner one"
    assert {found["Before"].origin.parent, found["Zählung.txt"].origin.parent} == {found[""].id}


def test_an_object_that_cannot_be_read_is_told(read: Read) -> None:
    more = properties("__attach_version1.0_#00000000/", 8, (0x3001, UNICODE, "x"))
    more["__attach_version1.0_#00000000/__substg1.0_3701000D/CONTENTS"] = b"x"
    (record,) = read("a.msg", message(SUBJECT, BODY, more=more))
    assert record.text.endswith("[Not read: attachment 1: an object of another program]")


def compressed(data: bytes, size: int | None = None, kind: int = 0x75465A4C) -> bytes:
    """RTF in the form that is compressed, without a reference in it but to the end."""
    body = b""
    for start in range(0, len(data), 8):
        body += b"\0" + data[start : start + 8]
    end = (207 + len(data)) % 4096 << 4
    if len(data) % 8:
        body = body[: -(len(data) % 8) - 1] + bytes([1 << len(data) % 8]) + data[-(len(data) % 8) :]
    else:
        body += b"\1"
    body += end.to_bytes(2, "big")
    return struct.pack("<IIII", len(body) + 12, len(data) if size is None else size, kind, 0) + body


def test_rtf_as_outlook_compresses_it(tmp_path: Path) -> None:
    # The examples of [MS-OXRTFCP] 4.1 and 4.2.
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c09002062770 5b06c647d0a800fa0".replace(
            " ", ""
        )
    )
    assert unpack_rtf(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpack_rtf(crossing) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    rtf = rb"{\rtf1\ansi\ansicpg1251 \'d1\'e8\'eb\'fb\par and more}"
    document = documents(tmp_path / "a.msg", message(SUBJECT, (0x1009, BINARY, compressed(rtf))))[""]
    assert document.text == "Силы\n\nand more"
    html = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}Words <{\*\htmltag72 </p>}\htmlrtf\par\htmlrtf0}"
    document = documents(tmp_path / "b.msg", message(SUBJECT, (0x1009, BINARY, compressed(html))))[""]
    assert document.text.startswith("Words")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_rtf_is_unpacked(data: bytes) -> None:
    assert unpack_rtf(compressed(data)) == data
    try:
        unpack_rtf(data)
    except UnreadableError as error:
        assert str(error).startswith("its ")


@pytest.mark.parametrize(
    "content",
    [
        ole_file({"x": b""}),
        message(SUBJECT, BODY)[:3000],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
        b"Words of a text.",
    ],
    ids=["other", "cut", "empty", "text"],
)
def test_what_is_no_message_is_told(read: Read, content: bytes) -> None:
    (problem,) = read("a.msg", content)
    assert isinstance(problem, Problem)
    assert "damaged" in problem.reason


def test_damaged_mailboxes_and_missing_extras(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (b"!BDN" + bytes(2000), b"Words."):
        (problem,) = read("a.pst", content)
        assert problem.reason == "a damaged mailbox of Outlook's"
    for module in ("olefile", "pypff"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    (problem,) = read("a.pst", b"!BDN" + bytes(2000))
    assert problem.reason == "a mailbox of Outlook's; in Dateline's folder: pip install '.[outlook]'"
    (problem,) = read("a.msg", message(SUBJECT, BODY))
    assert problem.reason == "a message of Outlook's; in Dateline's folder: pip install '.[outlook]'"


def test_rtf_that_is_cut_short_is_told(tmp_path: Path) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252 Words of the mail\par and more"
    document = documents(tmp_path / "a.msg", message(SUBJECT, (0x1009, BINARY, compressed(rtf))))[""]
    assert document.text == "Words of the mail\n\nand more\n\n[Not read: the rest of its text: it is cut short]"
