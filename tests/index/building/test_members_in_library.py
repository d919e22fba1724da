"""Files within files in a library: parents, threads and pages are kept, and only what changed is read again."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

from index.building.builder import Builder
from index.building.progress import Summary
from index.catalogue.reading import CatalogueReader
from index.library.engines import open_engine
from index.model import Origin


def mail(number: int, text: str, *, before: int = 0, attached: dict[str, str] | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = f"Ann <a{number}@x.org>", "desk@x.org"
    message["Subject"], message["Date"] = f"Mail {number}", f"Tue, {number} Mar 2018 10:00:00 +0000"
    message["Message-ID"] = f"<{number}@x.org>"
    if before:
        message["References"] = f"<1@x.org> <{before}@x.org>"
    message.set_content(text)
    for name, content in (attached or {}).items():
        message.add_attachment(content, filename=name)
    return message


def build(folder: Path, *paths: Path) -> Summary:
    return Builder(folder, open_engine, processes=1).run(paths)


def write(path: Path, *mails: EmailMessage) -> Path:
    path.write_bytes(b"".join(b"From - x\n" + one.as_bytes() + b"\n" for one in mails))
    return path


def origins(folder: Path) -> dict[str, tuple[str, Origin]]:
    """The id and the origin of every document by its title, or its member."""
    catalogue = CatalogueReader(folder / "catalogue.sqlite")
    found = {}
    for key in catalogue.ordered_keys("title"):
        origin = catalogue.origin(key)
        found[origin.member or catalogue.document(key).title] = (catalogue.document(key).id, origin)
    catalogue.close()
    return found


def test_a_mailbox_with_threads_and_attachments(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    first = mail(1, "The forces entered Homs.", attached={"list.csv": "text\nOne was hurt.\nTwo were hurt.\n"})
    box = write(tmp_path / "a.mbox", first, mail(2, "They left.", before=1), mail(3, "Other news."))
    assert build(folder, box).documents == 5
    found = origins(folder)
    assert set(found) == {"1@x.org", "1@x.org/list.csv", "2@x.org", "3@x.org"}
    catalogue = CatalogueReader(folder / "catalogue.sqlite")
    attached = catalogue.relations.attached(catalogue.find(found["1@x.org"][0]))
    texts = [catalogue.document(key).text.strip() for key in attached]
    assert texts == ["One was hurt.", "Two were hurt."]
    thread = [catalogue.document(key).title for key in catalogue.relations.thread("1@x.org")]
    assert thread == ["Mail 1", "Mail 2"]
    origin = found["2@x.org"][1]
    assert origin.mail is not None
    assert (origin.type, origin.mail.message_id, origin.mail.to) == ("mail", "2@x.org", "desk@x.org")
    assert catalogue.stories_of(attached[0]) == [attached[0]]
    catalogue.close()


def test_only_mails_that_are_new_or_changed_are_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    mails = [mail(number, f"News of day {number}.", attached={"a.txt": f"Note {number}."}) for number in range(1, 6)]
    box = write(tmp_path / "a.mbox", *mails)
    build(folder, box)
    before = origins(folder)
    write(box, *mails[1:], mail(9, "The latest news."))
    summary = build(folder)
    assert (summary.added, summary.removed, summary.unchanged_records) == (1, 2, 8)
    after = origins(folder)
    assert {name: id_ for name, (id_, _) in after.items() if name in before} == {
        name: id_ for name, (id_, _) in before.items() if not name.startswith("1@")
    }
    write(
        box,
        mail(2, "News of day 2, corrected.", attached={"a.txt": "Note 2."}),
        *mails[2:],
        mail(9, "The latest news."),
    )
    summary = build(folder)
    assert (summary.added, summary.removed, summary.changed) == (1, 0, 1)  # what it said before is kept
    assert origins(folder)["2@x.org"][0] == before["2@x.org"][0]


def test_subtitles_keep_their_times_and_zip_members_their_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(
            "in/talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:01:01,000 --> 00:01:02,000\nTwo.\n"
        )
        archive.writestr("one.txt", "Words of a note.")
    build(tmp_path / "library", tmp_path / "a.zip")
    found = origins(tmp_path / "library")
    assert set(found) == {"in/talk.srt", "one.txt"}
    assert [(page.start, page.label) for page in found["in/talk.srt"][1].pages] == [(0, "00:00:01"), (5, "00:01:01")]
    assert found["one.txt"][1] == Origin("text", "one.txt")


def test_a_member_that_goes_leaves_alone(tmp_path: Path) -> None:
    def pack(*names: str) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for name in names:
                archive.writestr(name, f"Words of {name}, and no other words.")

    pack("a.txt", "b.txt", "c.txt")
    build(tmp_path / "library", tmp_path / "a.zip")
    before = origins(tmp_path / "library")
    pack("c.txt", "b.txt")
    assert build(tmp_path / "library").removed == 1
    assert {name: id_ for name, (id_, _) in origins(tmp_path / "library").items()} == {
        name: id_ for name, (id_, _) in before.items() if name != "a.txt"
    }


def test_only_a_name_that_a_file_has_may_say_its_date(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2017-09-21 report.txt", "The forces had entered the town, people said.")
    named = mail(1, "The forces had entered the town, people said.")
    del named["Message-ID"], named["Date"]
    named["Message-ID"] = "<2016-05-04.17@x.org>"
    write(tmp_path / "2015-01-02.mbox", named)
    build(tmp_path / "library", tmp_path / "a.zip", tmp_path / "2015-01-02.mbox")
    catalogue = CatalogueReader(tmp_path / "library" / "catalogue.sqlite")
    dates = {catalogue.document(key).path[-5:]: catalogue.document(key).date for key in catalogue.ordered_keys("title")}
    catalogue.close()
    assert dates == {"a.zip": "2017-09-21", ".mbox": ""}


def test_members_that_stand_at_one_place_in_turn_are_no_stories_of_one_text(tmp_path: Path) -> None:
    for names in (("b.txt",), ("a.txt", "b.txt")):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for name in names:
                archive.writestr(name, f"Words of {name}, and no other words.")
        build(tmp_path / "library", tmp_path / "a.zip")
    catalogue = CatalogueReader(tmp_path / "library" / "catalogue.sqlite")
    keys = catalogue.ordered_keys("title")
    assert [catalogue.stories_of(key) for key in keys] == [[key] for key in keys]
    assert [catalogue.siblings(key) for key in keys] == [("", "")] * 2
    assert catalogue.stories_of_file(str(tmp_path / "a.zip")) == []
    catalogue.close()
