"""Which addresses are reached for, and which never."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError, RefusedError
from index.fetching.client import parts_of
from index.fetching.public_addresses import addresses_of

NEVER = [
    "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1.", "0", "0.0.0.0", "255.255.255.255", "224.0.0.1",
    "169.254.169.254", "fe80::1", "ff02::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2001:0:7f00:1::", "64:ff9b:1::1", "::ffff:8.8.8.8", "fec0::1", "240.0.0.1",
]  # fmt: skip
PRIVATE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "100.64.0.1", "::1", "fd00::1"]


@pytest.mark.parametrize("host", NEVER)
@pytest.mark.parametrize("private", [True, False])
def test_addresses_that_are_never_reached_for(host: str, private: bool) -> None:
    with pytest.raises(RefusedError):
        addresses_of(host, 80, 1, private=private)


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_only_where_that_was_said(host: str) -> None:
    with pytest.raises(RefusedError, match="--allow-private"):
        addresses_of(host, 80, 1, private=False)
    assert addresses_of(host, 80, 1, private=True) == [host]


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700::1111"])
def test_public_addresses(host: str) -> None:
    assert addresses_of(host, 80, 1, private=False) == [host]


def test_a_name_is_what_it_resolves_to() -> None:
    with pytest.raises(RefusedError, match="localhost is"):
        addresses_of("localhost", 80, 5, private=False)
    with pytest.raises(FetchError):
        addresses_of("a" * 70, 80, 5, private=False)


@given(st.integers(0, 2**32 - 1))
def test_no_address_of_ipv4_is_reached_by_another_name_for_it(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    for written in (
        str(number),
        hex(number),
        f"::ffff:{plain}",
        str(ipaddress.IPv6Address((0x2002 << 112) | number << 80)),
    ):
        with pytest.raises(RefusedError):
            addresses_of(written, 80, 1, private=True)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "http://", "http://user:pw@news.example/",
        "http://news.example:99999/", "http://news.example/a b", "http://[::1/", "//news.example/", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page(address: str) -> None:
    with pytest.raises(RefusedError):
        parts_of(address)


def test_the_parts_of_an_address() -> None:
    assert parts_of("HTTPS://News.example/ä?q=é&x=%20#top") == (
        "https",
        "news.example",
        443,
        "/%C3%A4?q=%C3%A9&x=%20",
    )
    assert parts_of("http://bücher.example:8080")[1:3] == ("xn--bcher-kva.example", 8080)
