"""Addresses in a text, and what of them a terminal may open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.addresses import MOST_OF_TARGET, address_at, target_of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://news.example/a?b=1#c.", "https://news.example/a?b=1#c"),
        ("(http://news.example/a_(b))", "http://news.example/a_(b)"),
        ("“https://news.example/”", "https://news.example/"),
        ("<https://news.example/x>", "https://news.example/x"),
        ("HTTPS://NEWS.EXAMPLE/, and", "HTTPS://NEWS.EXAMPLE/"),
        ("a\nhttps://news.example/x\nb", "https://news.example/x"),
    ],
)
def test_an_address_is_found_without_what_only_follows_it(text: str, address: str) -> None:
    start = text.index(address)
    for offset in range(len(text)):
        span = address_at(text, offset)
        if start <= offset < start + len(address):
            assert span is not None
            assert text[span.start : span.end] == address
        else:
            assert span is None


@pytest.mark.parametrize(
    "text", ["ftp://news.example/", "javascript:alert(1)", "file:///etc/passwd", "www.news.example", "https://", "a b"]
)
def test_nothing_else_is_an_address(text: str) -> None:
    assert all(address_at(text, offset) is None or not target_of(text) for offset in range(len(text)))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("HTTP://News.example:8080/Path?q=a%20b", "http://news.example:8080/Path?q=a%20b"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),  # its first letter is Cyrillic
        ("https://news.example/ä|b", "https://news.example/%C3%A4%7Cb"),
        ("https://bank.example@evil.example/", "https://bank.example@evil.example/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://news.example:port/", ""),
        ("https://news.example/" + "a" * MOST_OF_TARGET, ""),
    ],
)
def test_a_target_is_the_address_in_ascii(address: str, target: str) -> None:
    assert target_of(address) == target


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "HTTP://a.example/", ""]))
def test_a_target_is_of_the_web_and_ends_no_sequence(rest: str, scheme: str) -> None:
    target = target_of(scheme + rest)
    assert target == "" or target.startswith(("http://", "https://"))
    assert all("!" <= sign <= "~" for sign in target)


def test_an_address_is_not_sought_through_a_whole_text() -> None:
    assert address_at("a" * 100_000 + "https://a.example/", 50_000) is None
    assert address_at("https://a.example/" + "a" * 100_000, 90_000) is None
