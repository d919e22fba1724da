"""Older texts of files and pages are kept as versions of the document that they have become."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.building.older_texts import OlderTexts
from index.building.progress import Summary
from index.errors import DocumentMissingError
from index.home.folders import find_home
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.model import EditKind

STORY = """Ferry aground off Port Averell

AVERELL, March 3, 2026 (Coastwire) - The ferry Halden ran aground off Port Averell on Tuesday, killing {dead} people,
the coast guard said.

Captain Jonas Brenn told the court that he had slept. Rescuers searched until dusk.
{more}"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


Write = Callable[..., Summary]


@pytest.fixture
def write(corpus: Path, tmp_path: Path) -> Write:
    """Writes files, each a minute later than those before, and brings the library up to date."""
    minutes = iter(range(100))

    def write_files(**files: str | bytes | None) -> Summary:
        for name, content in files.items():
            path = corpus / name.replace("_", ".")
            if content is None:
                path.unlink()
                continue
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            moment = 1_772_500_000 + 60 * next(minutes)
            os.utime(path, (moment, moment))
        return Builder(tmp_path / "library", open_engine, processes=1).run([corpus])

    return write_files


@pytest.fixture
def library(tmp_path: Path) -> Callable[[], LocalLibrary]:
    return lambda: LocalLibrary(tmp_path / "library")


def ids(library: LocalLibrary, query: str) -> list[str]:
    found = library.search(query)
    return [summary.id for summary in library.summaries(found, 0, 100)]


def test_the_older_text_of_a_changed_file_is_kept(write: Write, library: Callable[[], LocalLibrary]) -> None:
    write(story_txt=STORY.format(dead=22, more=""))
    (id_,) = ids(library(), "halden")
    assert write(story_txt=STORY.format(dead=18, more="")).changed == 1
    opened = library()
    assert ids(opened, "halden") == [id_]
    older, newer = opened.versions(id_)
    assert (newer.id, older.kinds, newer.kinds) == (id_, (EditKind.NUMBERS,), ())
    assert older.received < newer.received
    assert "killing 22 people" in opened.document(opened.find(older.id)).text
    assert "killing 18 people" in opened.document(opened.find(id_)).text


def test_the_search_finds_the_last_version_and_all_when_asked(
    write: Write, library: Callable[[], LocalLibrary]
) -> None:
    write(story_txt=STORY.format(dead=22, more=""), other_txt="Storm closes the port.\n\nNo ferry sailed, 22 waited.")
    write(story_txt=STORY.format(dead=18, more=""))
    opened = library()
    assert len(ids(opened, "22")) == 1
    assert len(ids(opened, "22 versions:all")) == 2
    assert opened.search("ferry").keys != opened.search("ferry versions:all").keys
    assert opened.search("ferry").explain.terms[0].documents == 2
    assert opened.search("ferry versions:all").explain.terms[0].documents == 3
    assert len(opened.search("-halden").keys) == 1
    assert opened.info().documents == 2 == len(opened.browse().keys)
    found = opened.search("ferry versions:all")
    assert opened.facets(found).documents == 3
    assert len(opened.summaries(found, 0, 10)) == 3


def test_changed_documents_are_found_by_what_was_edited(write: Write, library: Callable[[], LocalLibrary]) -> None:
    write(story_txt=STORY.format(dead=22, more=""), other_txt="Storm closes the port.\n\nNo ferry sailed, 22 waited.")
    write(story_txt=STORY.format(dead=18, more=""))
    opened = library()
    assert len(ids(opened, "is:changed")) == len(ids(opened, "changed:numbers")) == 1
    assert ids(opened, "changed:names") == []
    assert len(ids(opened, "-is:changed")) == 1


def test_noise_makes_no_version(write: Write, library: Callable[[], LocalLibrary]) -> None:
    write(story_txt=STORY.format(dead=22, more="\n1,204 views\n"))
    assert write(story_txt=STORY.format(dead=22, more="\n1,377 views\n")).changed == 0
    (id_,) = ids(library(), "halden")
    assert len(library().versions(id_)) == 1


def test_another_story_in_the_same_file_is_no_version(write: Write, library: Callable[[], LocalLibrary]) -> None:
    write(story_txt=STORY.format(dead=22, more=""))
    write(story_txt="Mayor opens bridge\n\nThe mayor of Aldwick opened the new bridge over the river on Sunday.")
    (id_,) = ids(library(), "bridge")
    assert len(library().versions(id_)) == 1
    assert ids(library(), "halden versions:all") == []


def test_versions_go_with_their_file(write: Write, library: Callable[[], LocalLibrary]) -> None:
    write(story_txt=STORY.format(dead=22, more=""), other_txt="Storm closes the port.")
    write(story_txt=STORY.format(dead=18, more=""))
    write(story_txt=None)
    assert len(ids(library(), "halden versions:all")) == 0
    assert len(library().browse().keys) == 1


def test_a_third_version_and_back_to_the_first(write: Write, library: Callable[[], LocalLibrary]) -> None:
    for dead in (22, 18, 22):
        write(story_txt=STORY.format(dead=dead, more=""))
    (id_,) = ids(library(), "halden")
    first, second, third = library().versions(id_)
    assert first.text_hash == third.text_hash != second.text_hash
    assert len({first.id, second.id, third.id}) == 3


def page(dead: int, address: str = "https://news.example/ferry", body: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.format(dead=dead, more=body).split("\n\n")[1:])
    return (
        f'<html><head><title>Ferry aground</title><link rel="canonical" href="{address}"></head><body><article>'
        f"<h1>Ferry aground</h1>{paragraphs}</article></body></html>"
    )


def capture(time: str, html: str, address: str = "https://news.example/ferry") -> bytes:
    """A record of a web archive."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{time}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: {time}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n")


def test_captures_of_one_address_are_versions_of_one_document(
    write: Write, library: Callable[[], LocalLibrary]
) -> None:
    first = capture("2026-09-21T12:00:00Z", page(22))
    write(day1_warc=first)
    (id_,) = ids(library(), "halden")
    again = capture("2026-09-21T13:00:00Z", page(22), "http://www.news.example/ferry?utm_source=x")
    write(day2_warc=again + capture("2026-09-21T14:05:00Z", page(18)))
    assert ids(library(), "halden") == [id_]
    older, newer = library().versions(id_)
    assert (older.received, older.captures, older.kinds) == ("2026-09-21T12:00:00Z", 2, (EditKind.NUMBERS,))
    assert (newer.received, newer.captures, newer.id) == ("2026-09-21T14:05:00Z", 1, id_)
    assert library().document(library().find(id_)).text.count("18") == 1


def test_an_older_capture_that_comes_later_does_not_become_the_last(
    write: Write, library: Callable[[], LocalLibrary]
) -> None:
    write(day2_warc=capture("2026-09-21T14:05:00Z", page(18)))
    (id_,) = ids(library(), "halden")
    write(day1_warc=capture("2026-09-21T12:00:00Z", page(22)))
    assert ids(library(), "halden") == [id_]
    assert [version.received[11:16] for version in library().versions(id_)] == ["12:00", "14:05"]
    write(day2_warc=None)
    (left,) = ids(library(), "halden")
    assert len(library().versions(left)) == 1


def test_front_pages_and_other_stories_of_an_address_are_documents_of_their_own(
    write: Write, library: Callable[[], LocalLibrary]
) -> None:
    other = "<html><title>Bridge</title><article><h1>Bridge opens</h1><p>" + "The mayor cut a ribbon today. " * 9
    write(
        a_warc=capture("2026-09-21T12:00:00Z", page(22)),
        b_warc=capture("2026-09-21T13:00:00Z", f"{other}</p></article></html>"),
        c_warc=capture("2026-09-21T12:00:00Z", page(5, "https://front.example/"), "https://front.example/"),
        d_warc=capture("2026-09-21T13:00:00Z", page(6, "https://front.example/"), "https://front.example/"),
    )
    assert len(library().browse().keys) == 4


def test_a_kill_between_two_commits_loses_no_version(
    write: Write, library: Callable[[], LocalLibrary], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(story_txt=STORY.format(dead=22, more=""))
    (id_,) = ids(library(), "halden")
    for victim in ("index.fulltext.engine.FullText.commit", "index.catalogue.writing.CatalogueWriter.settle"):
        with monkeypatch.context() as patched:
            patched.setattr(victim, _die)
            with pytest.raises(KeyboardInterrupt):
                write(story_txt=STORY.format(dead=18, more=""))
    write()
    assert [version.kinds for version in library().versions(id_)] == [(EditKind.NUMBERS,), ()]
    assert len(ids(library(), "halden versions:all")) == 2


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_id_that_is_not_there_is_told(write: Write, library: Callable[[], LocalLibrary]) -> None:
    write(story_txt=STORY.format(dead=22, more=""))
    with pytest.raises(DocumentMissingError):
        library().versions("nothing")


def test_older_texts_of_files_survive_when_the_library_is_built_anew(
    write: Write, library: Callable[[], LocalLibrary], tmp_path: Path
) -> None:
    """They lie among the captures, and are no documents there, nor put back twice."""
    for dead in (22, 18, 17):
        write(story_txt=STORY.format(dead=dead, more=""))
    (id_,) = ids(library(), "halden")
    before = library().versions(id_)
    assert [version.kinds for version in before] == [(EditKind.NUMBERS,), (EditKind.NUMBERS,), ()]
    shutil.rmtree(tmp_path / "library")
    write()
    after = library().versions(id_)
    assert [replace(version, key=0) for version in after] == [replace(version, key=0) for version in before]
    assert [library().document(library().find(version.id)).text.count("22") for version in after] == [1, 0, 0]
    assert len(ids(library(), "halden versions:all")) == 3
    assert write().added == 0
    assert len(library().versions(id_)) == 3
    captures = find_home().captures
    assert Builder(tmp_path / "other", open_engine, processes=1).run([captures]).documents == 0
    write(story_txt=STORY.format(dead=16, more=""))
    assert len(library().versions(id_)) == 4


def test_an_older_text_that_the_file_has_again_is_not_put_back_beside_it(
    write: Write, library: Callable[[], LocalLibrary], tmp_path: Path
) -> None:
    for dead in (22, 18, 17):
        write(story_txt=STORY.format(dead=dead, more=""))
    shutil.rmtree(tmp_path / "library")
    write(story_txt=STORY.format(dead=18, more=""))
    (id_,) = ids(library(), "halden")
    assert [version.received for version in library().versions(id_)] == ["2026-03-03T01:06:40Z", "2026-03-03T01:09:40Z"]
    assert [version.kinds for version in library().versions(id_)] == [(EditKind.NUMBERS,), ()]


def test_what_the_catalogue_has_of_another_time_is_not_put_back(
    write: Write, library: Callable[[], LocalLibrary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is built anew, and killed before it has taken up what was kept, goes on with other times."""
    for dead in (22, 18):
        write(story_txt=STORY.format(dead=dead, more=""))
    shutil.rmtree(tmp_path / "library")
    with monkeypatch.context() as patched:
        patched.setattr(OlderTexts, "restore", lambda *_: ())
        for dead in (22, 18):
            write(story_txt=STORY.format(dead=dead, more=""))
    write()
    (id_,) = ids(library(), "halden")
    assert [version.received for version in library().versions(id_)] == ["2026-03-03T01:08:40Z", "2026-03-03T01:09:40Z"]
    assert len(ids(library(), "halden versions:all")) == 2


def test_older_texts_come_back_with_a_folder_that_is_added_later(
    write: Write, library: Callable[[], LocalLibrary], tmp_path: Path
) -> None:
    for dead in (22, 18):
        write(story_txt=STORY.format(dead=dead, more=""))
    shutil.rmtree(tmp_path / "library")
    (tmp_path / "another.txt").write_text("Nothing happened in Varna.")
    Builder(tmp_path / "library", open_engine, processes=1).run([tmp_path / "another.txt"])
    write()
    (id_,) = ids(library(), "halden")
    assert len(library().versions(id_)) == 2


def test_an_older_text_that_is_damaged_is_left_out(
    write: Write, library: Callable[[], LocalLibrary], tmp_path: Path
) -> None:
    for dead in (22, 18, 17):
        write(story_txt=STORY.format(dead=dead, more=""))
    (id_,) = ids(library(), "halden")
    (file,) = find_home().captures.rglob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-20])
    shutil.rmtree(tmp_path / "library")
    write()
    assert [version.received for version in library().versions(id_)] == ["2026-03-03T01:06:40Z", "2026-03-03T01:08:40Z"]
