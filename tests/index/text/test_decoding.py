"""Bytes of any encoding become text with one kind of newline, or are refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.text.decoding import decode, repair, replace_surrogates

ENGLISH = "The café owner’s son – a naïve “colonel” – said: it’s over…\nNothing else was known.\n"
RUSSIAN = "Генерал сообщил в четверг, что войска готовы ответить. Город удержали.\n"


def assert_same(text: str, expected: str) -> None:
    """Compare long texts; pytest would take minutes to show how they differ."""
    assert text[:100] == expected[:100]
    assert len(text) == len(expected)
    assert (text == expected) is True


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("times", [1, 2000])
def test_the_encodings_of_english_files(encoding: str, times: int) -> None:
    assert_same(decode((ENGLISH * times).encode(encoding)), ENGLISH * times)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("utf-16-le", RUSSIAN),
        ("cp1250", "Wojsko zajęło miasto w środę, oświadczył rzecznik. Żołnierze są gotowi.\n"),
        ("cp1253", "Ο στρατηγός δήλωσε την Πέμπτη ότι οι δυνάμεις είναι έτοιμες.\n"),
        ("cp1254", "Sözcü perşembe günü şehrin alındığını ve sığınmacıların geçtiğini söyledi.\n"),
        ("cp1256", "قال المتحدث يوم الخميس إن القوات مستعدة للرد على أي هجوم.\n"),
        ("gb18030", "发言人星期四说,部队已经准备好应对任何袭击。\n"),
        ("shift_jis", "報道官は木曜日、部隊は攻撃に備えていると述べた。\n"),
    ],
)
@pytest.mark.parametrize("times", [1, 900])
def test_other_encodings_are_told_by_a_sample(encoding: str, text: str, times: int) -> None:
    assert_same(decode((text * times).encode(encoding)), text * times)


def test_letters_that_no_code_page_explains_are_taken_as_western() -> None:
    icelandic = "Ráðherra sagði að börnin þyrftu hjálp og að fólkið færi heim ef veður leyfði síðdegis."
    assert decode(icelandic.encode("cp1252")) == icelandic


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9",
        b"\xe9",
        b"\x93Hi\x94",
        b"\xa9 The Paper",
        b"the fishermen\x92s \x93guild\x94 \xa9 The Paper \x97 2019",
    ],
)
def test_a_few_bytes_are_taken_as_western(data: bytes) -> None:
    assert decode(data) == data.decode("cp1252")


def test_all_newlines_become_one() -> None:
    assert decode("a\r\nb\rc\x85d\u2028e\u2029f\n\r\ng".encode()) == "a\nb\nc\nd\ne\nf\n\ng"
    assert decode(b"a\r\nb\rc\r\r\nd") == "a\nb\nc\n\nd"


def test_utf8_with_some_broken_bytes_stays_utf8() -> None:
    assert decode("Fräulein Müller läßt grüßen ".encode() + b"\xff!") == "Fräulein Müller läßt grüßen �!"


def test_bytes_that_break_utf8_far_behind_the_sample() -> None:
    western = b"x" * 200_000 + "déjà vu, naïve, Ärger".encode("cp1252")
    assert decode(western).endswith("déjà vu, naïve, Ärger")
    mostly = ("naïve " * 40_000).encode() + b"plain " * 20_000 + b"\xe9" + b" plain" * 20_000
    assert decode(mostly).count("ï") == 40_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 some words", "a PDF document"),
        (b"PK\x03\x04 words", "office document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\x1f\x8b words", "compressed"),
        (b"x" * 257 + b"ustar  ", "a tar archive"),
        (bytes(1000), "not text"),
        (bytes(range(256)) * 4, "not text"),
        (random.Random(5).randbytes(4000), "not text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


def test_a_text_of_escape_sequences_is_still_a_text() -> None:
    assert decode(b"\x1b[31mred\x1b[0m \x1b]0;title\x07 a\x00b") == "\x1b[31mred\x1b[0m \x1b]0;title\x07 a\x00b"


def test_fifty_megabytes_on_one_line() -> None:
    assert len(decode("é".encode() + b"x" * 50_000_000)) == 50_000_001


def test_a_piece_of_another_encoding_is_repaired_by_itself() -> None:
    escaped = "Ärger über café".encode("cp1252").decode("utf-8", "surrogateescape")
    assert repair(escaped) == "Ärger über café"
    assert repair("naïve") == "naïve"
    assert repair("lone \ud83d half") == "lone � half"
    assert replace_surrogates("a\ud800\udc00b") == "a��b"


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_utf8_is_always_read_back(text: str) -> None:
    newlines = {"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
    expected = text.replace("\r\n", "\n").translate(str.maketrans(newlines))
    assert decode(b"\xef\xbb\xbf" + text.encode()) == expected


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableError:
        return
    assert not set(text) & set("\r\x85\u2028\u2029")
    text.encode("utf-8")
