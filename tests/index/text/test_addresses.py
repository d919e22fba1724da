"""Addresses of pages, however they are written."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.addresses import address_key, core_of, resolved

PAGE = "https://example.org/news/late-ferries?id=7"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/news/late-ferries?id=7",
        "https://www.example.org/news/late-ferries/?id=7",
        "https://EXAMPLE.org:443/news/late-ferries?id=7#comments",
        "https://example.org/news/late-ferries?utm_source=x&id=7&fbclid=abc",
        "https://example.org/news/late-ferries/amp?id=7",
        "https://example.org/news/late-ferries?id=7&amp=1",
        "https://amp.example.org/news/late-ferries?id=7",
        "https://example.org/news/late%2Dferries?id=7",
        "https://via.hypothes.is/https://example.org/news/late-ferries?id=7",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/late-ferries?id=7",
        "https://www.google.com/amp/s/www.example.org/news/late-ferries?id=7",
    ],
)
def test_an_address_is_known_however_it_is_written(address: str) -> None:
    assert address_key(address) == address_key(PAGE)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/news/late-ferries",
        "https://example.org/news/late-ferries?id=8",
        "https://example.org/news/Late-ferries?id=7",
        "https://example.com/news/late-ferries?id=7",
        "https://example.org/news/late-ferries/2?id=7",
        "https://[::1/news",
    ],
)
def test_other_pages_have_other_keys(address: str) -> None:
    assert address_key(address) != address_key(PAGE)


@given(st.sampled_from(["news", "late-ferries", "ö", "a%20b", "x" * 300]), st.sampled_from(["", "?a=1", "#x", "/amp"]))
def test_the_core_of_an_address_stands_in_it(segment: str, rest: str) -> None:
    address = f"https://Example.org/{segment}{rest}"
    assert core_of(address).lower() in address.lower()


@given(
    st.sampled_from(("http://", "https://", "HTTP://", "", "//", "/", "javascript:")),
    st.sampled_from(("a.example", "a.example:80", "[::1]", "u@h", "")),
    st.text("/.ab?=&#;:%é[]\\ -_~@", max_size=12),
)
def test_a_link_is_resolved_as_the_standard_has_it(scheme: str, host: str, rest: str) -> None:
    """The oracle is urljoin, which addresses that are plainly whole need not go through."""
    link = f"{scheme}{host}{rest}".strip()
    try:
        whole = urljoin("http://feed.example/rss/", link) if link else ""
        expected = whole if urlsplit(whole).scheme in ("http", "https", "") else ""
    except ValueError:
        expected = ""
    assert resolved("http://feed.example/rss/", link) == expected
