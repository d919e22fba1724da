"""One mail in two boxes, and one attachment of many mails, are one document with several places."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from mails import mail, mbox

from index.answers.document import OriginView
from index.building import builder
from index.building.builder import Builder
from index.building.progress import Summary
from index.errors import DocumentMissingError
from index.library.engines import open_engine
from index.library.library import LocalLibrary

ORDERS = {"orders.txt": "Orders of the day, for all who walk.\n"}


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[LocalLibrary]:
    with contextlib.closing(LocalLibrary(folder)) as library:
        yield library


def build(folder: Path, *paths: Path) -> Summary:
    return Builder(folder, open_engine, processes=1).run(paths)


def found(folder: Path, query: str = "") -> dict[str, OriginView]:
    """The origin of each document by its id, in the order of titles."""
    with opened(folder) as library:
        summaries = library.summaries(library.search(query, "title"), 0, 100)
        return {one.id: library.origin(one.key) for one in summaries}


@pytest.fixture
def boxes(tmp_path: Path) -> tuple[Path, Path]:
    """Two boxes with one mail in common, which carries an attachment; the second has it in another mail again."""
    (tmp_path / "in").mkdir()
    inbox, sent = tmp_path / "in" / "a-inbox.mbox", tmp_path / "in" / "b-sent.mbox"
    shared = mail(1, "The forces entered Homs.", attached=dict(ORDERS))
    inbox.write_bytes(mbox(shared, mail(2, "Only in the inbox.")))
    sent.write_bytes(mbox(shared, mail(3, "Only sent.", attached=dict(ORDERS))))
    return inbox, sent


def test_they_are_one_document_with_its_places(tmp_path: Path, boxes: tuple[Path, Path]) -> None:
    folder = tmp_path / "library"
    summary = build(folder, boxes[0].parent)
    assert (summary.documents, summary.added, summary.copies) == (4, 4, 3)
    (first,) = found(folder, "homs")
    origin = found(folder, "homs")[first]
    assert [(Path(place.path).name, place.member) for place in origin.elsewhere] == [("b-sent.mbox", "1@x.org")]
    (orders,) = found(folder, "orders")
    third = next(iter(found(folder, 'title:"mail 3"')))
    places = found(folder, "orders")[orders]
    assert places.parent == first
    assert [(place.member, place.parent) for place in places.elsewhere] == [
        ("1@x.org/orders.txt", first),
        ("3@x.org/orders.txt", third),
    ]
    assert found(folder, f"parent:{third}").keys() == found(folder, f"parent:{first}").keys() == {orders}
    assert len(found(folder, "file:sent")) == 3
    assert len(found(folder, "has:attachment")) == 2
    assert build(folder).files_unchanged == 2


def test_it_stays_as_long_as_it_has_a_place(tmp_path: Path, boxes: tuple[Path, Path]) -> None:
    folder = tmp_path / "library"
    build(folder, boxes[0].parent)
    (before,), (orders,) = found(folder, "homs"), found(folder, "orders")
    boxes[0].write_bytes(mbox(mail(2, "Only in the inbox.")))
    summary = build(folder)
    assert (summary.documents, summary.removed) == (4, 0)
    (after,) = found(folder, "homs")
    assert after == before and not found(folder, "homs")[after].elsewhere
    assert list(found(folder, "orders")) == [orders]
    assert [place.member for place in found(folder, "orders")[orders].elsewhere] == ["3@x.org/orders.txt"]
    boxes[1].unlink()
    summary = build(folder)
    assert (summary.documents, summary.removed) == (1, 3)
    assert not found(folder, "homs") and not found(folder, "orders")


def test_another_body_stays_visible(tmp_path: Path, boxes: tuple[Path, Path]) -> None:
    folder = tmp_path / "library"
    build(folder, boxes[0].parent)
    boxes[0].write_bytes(mbox(mail(1, "The forces left Homs."), mail(2, "Only in the inbox.")))
    summary = build(folder)
    assert (summary.documents, summary.added, summary.removed) == (5, 1, 0)
    with_homs = found(folder, "homs")
    one, other = with_homs
    assert with_homs[one].differing == (other,) and with_homs[other].differing == (one,)
    boxes[0].write_bytes(mbox(mail(1, "The forces entered Homs.", attached=dict(ORDERS))))
    build(folder)
    (again,) = found(folder, "homs").values()
    assert len(again.elsewhere) == 1 and again.differing == ()


def test_another_version_of_the_analysis_reads_it_anew_once(
    tmp_path: Path, boxes: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "library"
    build(folder, boxes[0].parent)
    before = found(folder)
    monkeypatch.setattr(builder, "analysis_version", lambda: "another")
    assert build(folder).documents == 4
    after = found(folder)
    assert after.keys() == before.keys()
    assert [len(one.elsewhere) for one in after.values()] == [len(one.elsewhere) for one in before.values()]
    boxes[0].unlink()
    boxes[1].write_bytes(mbox(mail(7, "The last one.")))
    assert build(folder).documents == 1


def test_an_id_of_another_place_names_the_document(tmp_path: Path, boxes: tuple[Path, Path]) -> None:
    folder, alone = tmp_path / "library", tmp_path / "alone"
    build(alone, boxes[1])
    (elsewhere,) = found(alone, "homs")
    build(folder, boxes[0].parent)
    with opened(folder) as library:
        assert library.catalogue.document(library.find(elsewhere)).title == "Mail 1"
        with pytest.raises(DocumentMissingError):
            library.find("nothing")


def test_what_is_alike_within_one_attachment_stays_apart(tmp_path: Path) -> None:
    rows = {"rows.csv": "text\nOne was hurt.\nOne was hurt.\n"}
    box = tmp_path / "a.mbox"
    box.write_bytes(mbox(mail(1, "Words.", attached=dict(rows)), mail(2, "More.", attached=dict(rows))))
    assert build(tmp_path / "library", box).documents == 4
