"""Addresses of shared libraries and the list of them: what is understood, and what is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.places import parse_address, read_places, shared_place
from index.errors import ConfigurationError, DatelineError, UnsafeFolderError
from index.home.folders import find_home, library_folder
from index.library.choosing import address_in, library_to_extend, library_to_read, remember_library, shared_folder

ROW = '[archive]\naddress = "opensearch://search.example/stories"\n'


def write_list(home: Path, content: str) -> None:
    """Make the list of libraries."""
    (home / "config").mkdir(parents=True, mode=0o700, exist_ok=True)
    (home / "config" / "libraries.toml").write_text(content)


@pytest.mark.parametrize(
    ("typed", "host", "port", "name", "is_plain"),
    [
        ("opensearch://search.example/stories", "search.example", 9200, "stories", False),
        ("opensearch://127.0.0.1:9201/a_b-c", "127.0.0.1", 9201, "a_b-c", True),
        ("opensearch://[::1]:9201/stories/", "::1", 9201, "stories", True),
        ("opensearch://localhost/stories", "localhost", 9200, "stories", True),
        ("opensearch://localhost.example/stories", "localhost.example", 9200, "stories", False),
        ("opensearch://10.0.0.1/stories", "10.0.0.1", 9200, "stories", False),
    ],
)
def test_addresses(typed: str, host: str, port: int, name: str, is_plain: bool) -> None:
    place = parse_address(typed)
    assert (place.host, place.port, place.name, place.is_plain) == (host, port, name, is_plain)
    assert parse_address(place.address) == place


@pytest.mark.parametrize(
    "typed",
    [
        "opensearch://",
        "opensearch:///stories",
        "opensearch://host",
        "opensearch://host/",
        "opensearch://host/Stories",
        "opensearch://host/a/b",
        "opensearch://host/_all",
        "opensearch://host/*",
        "opensearch://host/a?b=c",
        "opensearch://host/a#b",
        "opensearch://host:99999/a",
        "opensearch://[::1/a",
        "opensearch://me:hunter2@host/a",
    ],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(ConfigurationError, match="no address of a shared library") as error:
        parse_address(typed)
    assert "hunter2" not in str(error.value)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_address_or_refused(rest: str) -> None:
    try:
        place = parse_address(f"opensearch://{rest}")
    except ConfigurationError:
        return
    assert parse_address(place.address) == place


def test_a_library_is_named_by_its_row(home: Path) -> None:
    assert shared_place("archive") is None
    write_list(home, ROW + 'user = "reader"\npassword_env = "ARCHIVE_PASSWORD"\nca = "/etc/own.pem"\n')
    place = shared_place("archive")
    assert place is not None
    assert (place.host, place.name, place.user, place.ca) == ("search.example", "stories", "reader", "/etc/own.pem")
    assert shared_place("opensearch://search.example/stories") == place
    assert shared_place("opensearch://search.example/other") == parse_address("opensearch://search.example/other")


def test_who_logs_in(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2\n")
    write_list(home, ROW + f'user = "reader"\npassword_file = "{secret}"\n')
    secret.chmod(0o640)
    place = read_places()["archive"]
    with pytest.raises(UnsafeFolderError, match="chmod 600"):
        place.headers()
    secret.chmod(0o600)
    assert place.headers() == {"authorization": "Basic cmVhZGVyOmh1bnRlcjI="}
    assert "hunter2" not in repr(place)
    write_list(home, ROW + 'api_key_env = "ARCHIVE_KEY"\n')
    with pytest.raises(ConfigurationError, match="ARCHIVE_KEY"):
        read_places()["archive"].headers()
    monkeypatch.setenv("ARCHIVE_KEY", "abc")
    assert read_places()["archive"].headers() == {"authorization": "ApiKey abc"}
    write_list(home, ROW)
    assert read_places()["archive"].headers() == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[archive", "cannot be read"),
        ("archive = 3", r"\[archive\]"),
        ("[archive]\nuser = 'me'", "an address"),
        ("[archive]\naddress = 'opensearch://host/a'\npassword = 'hunter2'", "no setting 'password'"),
        ("[archive]\naddress = 'http://host/a'", "no address"),
        ("[archive]\naddress = 3", "texts in quotes"),
    ],
)
def test_a_list_that_cannot_be_used(home: Path, content: str, said: str) -> None:
    write_list(home, content)
    with pytest.raises(ConfigurationError, match=said) as error:
        read_places()
    assert "hunter2" not in str(error.value)


def test_a_list_that_others_may_write(home: Path) -> None:
    write_list(home, ROW)
    (home / "config" / "libraries.toml").chmod(0o666)
    with pytest.raises(UnsafeFolderError):
        read_places()


def test_an_address_is_no_folder() -> None:
    home = find_home()
    for typed in ("opensearch://host/stories", "opensearch:/host/stories"):
        with pytest.raises(ConfigurationError, match="shared library"):
            library_folder(home, typed)
        with pytest.raises(ConfigurationError, match="shared library"):
            library_to_extend(home, typed, ())


def test_a_folder_stands_for_a_shared_library(home: Path) -> None:
    write_list(home, ROW)
    found = find_home()
    folder = shared_folder(found, "archive")
    assert folder is not None
    assert folder == shared_folder(found, "opensearch://search.example/stories")
    assert address_in(folder) == "opensearch://search.example/stories"
    assert shared_folder(found, "unknown") is None
    remember_library(found, folder)
    for named in ("archive", f"{folder}/", None):
        for choose in (lambda name: library_to_read(found, name), lambda name: library_to_extend(found, name, ())):
            with pytest.raises(DatelineError, match="transfer"):
                choose(named)
