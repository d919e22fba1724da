"""Which addresses of the network may be reached for: public ones, and private ones where the analyst said so.

The names of hosts come out of strangers' feeds. So a name is resolved once, all that it resolves to is checked, and the
connection goes to just that (against DNS rebinding); addresses in unusual forms, and those of IPv6 that carry one of
IPv4, are refused (https://cheatsheetseries.owasp.org, "Server Side Request Forgery Prevention").
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading

from index.errors import FetchError, RefusedError

_CARRIERS = tuple(
    ipaddress.ip_network(net)
    for net in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")
)
"""Of IPv6: those that stand for an address of IPv4 (RFC 4291, 6052, 8215, 4380, 3056), and site-local ones."""

_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")
_LOOPBACK_V6 = ipaddress.ip_address("::1")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def addresses_of(host: str, port: int, seconds: float, *, private: bool) -> list[str]:
    """The numeric addresses of a host, each of which may be connected to; ``private`` allows those of an intranet.

    Raises RefusedError if one of them may not, FetchError if there is none.
    """
    try:
        found = [ipaddress.ip_address(host)]
    except ValueError:
        if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            raise RefusedError(f"{host} is an address in an unusual form, and is not reached for") from None
        found = _resolved(host, port, seconds)
    for address in found:
        check(address, host, private=private)
    return list(dict.fromkeys(map(str, found)))


def is_private(host: str, port: int, seconds: float) -> bool:
    """Whether a host is one of an intranet. Raises FetchError."""
    try:
        addresses_of(host, port, seconds, private=False)
    except RefusedError:
        addresses_of(host, port, seconds, private=True)
        return True
    return False


def check(address: Address, host: str, *, private: bool) -> None:
    """Raises RefusedError if an address may not be reached for."""
    shown = str(address) if str(address) == host else f"{host} is {address}, which"
    if address.version == 6 and address != _LOOPBACK_V6 and any(address in net for net in _CARRIERS):
        raise RefusedError(f"{shown} stands for another address, and is not reached for")
    if address.is_link_local or address.is_multicast or address.is_unspecified or _is_reserved(address):
        raise RefusedError(f"{shown} is no address of a server, and is not reached for")
    if not address.is_global and not private:
        raise RefusedError(f"{shown} is no public address; if the feed is in your own network: --allow-private")


def _is_reserved(address: Address) -> bool:
    return address.is_reserved and address != _LOOPBACK_V6


def _resolved(host: str, port: int, seconds: float) -> list[Address]:
    """What a name resolves to, asked in a thread: the system's resolver knows no deadline. Raises FetchError."""
    answers: queue.Queue[list[str] | OSError | UnicodeError] = queue.Queue()

    def ask() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(info[4][0]).partition("%")[0] for info in infos])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.1))
    except queue.Empty:
        raise FetchError(f"the name {host} was not resolved in time") from None
    if isinstance(answer, Exception) or not answer:
        raise FetchError(f"there is no host {host}")
    return [ipaddress.ip_address(one) for one in answer]
