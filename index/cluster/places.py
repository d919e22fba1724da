"""Where shared libraries are: addresses as they are typed, and the rows of ``libraries.toml``.

A row has a name, an address, and how to log in. Secrets are named by a file of mode 0600 or a variable of the
environment, and are read when they are used; they stand in no argument, log or error.
"""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from index.errors import ConfigurationError
from index.home.folders import SHARED_LIST as FILE
from index.home.folders import absolute, check_owned, check_secret, find_home

SCHEME = "opensearch://"
PORT = 9200
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_KEYS = ("address", "user", "password_file", "password_env", "api_key_file", "api_key_env", "ca")


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A shared library on a cluster, and how to log in there."""

    host: str
    port: int
    name: str
    user: str = ""
    ca: str = ""  # a file with the certificates that are trusted; "" for those of the system
    secrets: Mapping[str, str] = field(default_factory=dict)  # which file or variable has the password or API key

    @property
    def address(self) -> str:
        """As it is typed, without any secret."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{SCHEME}{host}{'' if self.port == PORT else f':{self.port}'}/{self.name}"

    @property
    def is_plain(self) -> bool:
        """Whether it is asked without TLS: on this machine alone, and only where no certificates are named."""
        return is_loopback(self.host) and not self.ca

    def headers(self) -> dict[str, str]:
        """What logs in, read now. Raises ConfigurationError, UnsafeFolderError for a file that others may read."""
        from urllib3.util import make_headers

        key = self._secret("api_key")
        if key:
            return {"authorization": f"ApiKey {key}"}
        if not self.user:
            return {}
        return make_headers(basic_auth=f"{self.user}:{self._secret('password')}")

    def _secret(self, kind: str) -> str:
        if variable := self.secrets.get(f"{kind}_env"):
            if variable not in os.environ:
                raise ConfigurationError(f"The variable {variable}, which {FILE} names, is not set.")
            return os.environ[variable]
        if named := self.secrets.get(f"{kind}_file"):
            path = absolute(named)
            check_secret(path)
            try:
                return path.read_text(encoding="utf-8").strip()
            except (OSError, ValueError) as error:
                raise ConfigurationError(f"The file {path}, which {FILE} names, cannot be read.") from error
        return ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, without any name being looked up."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_address(typed: str) -> bool:
    """Whether what was typed for a library is the address of a shared one."""
    return typed.startswith(SCHEME)


def parse_address(typed: str) -> SharedPlace:
    """The place of an address. Raises ConfigurationError."""
    try:
        parts = urlsplit(typed if is_address(typed) else "")
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        host, port = None, PORT
    name = parts.path.strip("/") if host else ""
    if not host or not _NAME.fullmatch(name) or parts.username or parts.password or parts.query or parts.fragment:
        raise ConfigurationError(
            f"'{typed.rpartition('@')[2]}' is no address of a shared library; write {SCHEME}HOST/NAME, the name in"
            f" small letters, digits, '-' and '_'. Who logs in stands in {FILE}."
        )
    return SharedPlace(host, port, name)


def read_places() -> dict[str, SharedPlace]:
    """The rows of ``libraries.toml`` by name; none without that file. Raises ConfigurationError, UnsafeFolderError."""
    path = find_home().config / FILE
    check_owned(path)  # it decides who is spoken to
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"The list of libraries {path} cannot be read: {error}.") from error
    return {name: _place(path, name, row) for name, row in found.items()}


def _place(path: Path, name: str, row: object) -> SharedPlace:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise ConfigurationError(f"In {path} the row [{name}] must have texts in quotes, one a line.")
    unknown = sorted(row.keys() - set(_KEYS))
    if unknown or "address" not in row:
        what = f"no setting '{unknown[0]}'" if unknown else "an address to give"
        raise ConfigurationError(f"In {path} the row [{name}] has {what}; there are {', '.join(_KEYS)}.")
    place = parse_address(row["address"])
    secrets = {key: row[key] for key in _KEYS if key in row and key.startswith(("password_", "api_key_"))}
    return SharedPlace(place.host, place.port, place.name, row.get("user", ""), row.get("ca", ""), secrets)


def shared_place(named: str) -> SharedPlace | None:
    """The shared library that is named: by its address, or by a row; None if it is none.

    An address that a row has is logged in to as the row says. Raises ConfigurationError, UnsafeFolderError.
    """
    if not is_address(named):
        return read_places().get(named)
    place = parse_address(named)
    return next((row for row in read_places().values() if row.address == place.address), place)
