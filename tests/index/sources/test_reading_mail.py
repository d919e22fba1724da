"""Mails, mailboxes and saved pages: text, names, charsets, attachments, threads; and mails made to break a parser."""

from __future__ import annotations

import base64
import email.policy
import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.documents import Task, analyse, identity_of
from index.model import Document, Problem, RawRecord, Record
from index.sources import read_raw, to_record
from index.sources.formats.mail import NO_TEXT
from index.sources.formats.mail_headers import decode_words

HEAD = "From: Ann Lee <ann@example.org>\nTo: desk@example.org\nDate: Tue, 13 Mar 2018 23:30:00 -0500\n"
BODY = "The forces had entered the town after two days of clashes.\n"


def read(path: Path, content: bytes | str) -> list[RawRecord | Problem]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_raw(path, {}))


def record_of(raw: RawRecord | Problem) -> Record:
    assert isinstance(raw, RawRecord), raw
    record = to_record(raw, "a")
    assert isinstance(record, Record), record
    return record


def only(tmp_path: Path, content: bytes | str) -> Record:
    (raw,) = read(tmp_path / "a.eml", content)
    return record_of(raw)


def mail_of(text: str = BODY, *, subject: str = "Town entered", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann Lee <ann@example.org>", "desk@example.org", subject
    message["Message-ID"] = "<one@example.org>"
    message["Date"] = "Tue, 13 Mar 2018 23:30:00 -0500"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_mail_is_a_document(tmp_path: Path) -> None:
    head = (
        HEAD
        + "Received: from a\n\tby b; Wed, 14 Mar 2018 06:02:00 +0000\nReceived: by a; Tue, 13 Mar 2018 23:31:00 -0500\n"
    )
    references = "Message-ID: <3@x>\nReferences: <1@x>\n <2@x>\nIn-Reply-To: <2@x>\nCc: Bob <b@x>\n"
    (raw,) = read(tmp_path / "a.eml", f"{head}{references}Subject: =?utf-8?q?Caf=C3=A9?=\n =?utf-8?q?_raid?=\n\n{BODY}")
    record = record_of(raw)
    assert (record.text, record.title, record.author) == (BODY.strip(), "Café raid", "Ann Lee")
    assert (record.date, record.record_id) == ("Tue, 13 Mar 2018 23:30:00 -0500", "3@x")
    assert record.dates == (("received", "Wed, 14 Mar 2018 06:02:00 +0000"),)
    assert isinstance(raw, RawRecord)
    assert raw.type == "mail"
    assert raw.mail is not None
    assert (raw.mail.message_id, raw.mail.thread, raw.mail.to, raw.mail.cc) == (
        "3@x",
        "1@x",
        "desk@example.org",
        "Bob <b@x>",
    )


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Министр обороны заявил"),
        ("koi8-r", "Министр обороны заявил"),
        ("iso-2022-jp", "国防相は木曜日、部隊が"),
        ("gb2312", "国防部长星期四说"),
        ("big5", "國防部長星期四說"),
        ("iso-8859-6", "قال وزير الدفاع"),
        ("utf-7", "Müller & Söhne"),
        ("cp850", "Müller in Köln"),
        ("utf-8", "Müller — “Köln”"),
    ],
)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_charsets_and_encodings(tmp_path: Path, charset: str, text: str, encoding: str) -> None:
    data = f"{text}\n".encode(charset)
    packed = {"base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data), "8bit": data}[encoding]
    word = base64.b64encode(text.encode(charset)).decode()
    head = f"{HEAD}Subject: =?{charset}?B?{word}?=\nContent-Type: text/plain; charset={charset}\n"
    record = only(tmp_path, f"{head}Content-Transfer-Encoding: {encoding}\n\n".encode() + packed)
    assert (record.title, record.text) == (text, text)


@pytest.mark.parametrize("charset", ["unknown-8bit", "x-nonsense", "us-ascii", '"', "rot13", "utf-8\x00"])
def test_a_charset_that_is_none_or_the_wrong_one(tmp_path: Path, charset: str) -> None:
    head = f"{HEAD}Subject: =?{charset}?Q?x?=\nContent-Type: text/plain; charset={charset}\n\n"
    assert only(tmp_path, head.encode() + "Müller in Köln, déjà vu".encode()).text == "Müller in Köln, déjà vu"


def test_a_word_that_was_cut_within_a_character(tmp_path: Path) -> None:
    data = "Москва и область".encode()
    words = [base64.b64encode(data[at : at + 5]).decode() for at in range(0, len(data), 5)]
    subject = "\n ".join(f"=?UTF-8?B?{word}?=" for word in words)
    assert only(tmp_path, f"{HEAD}Subject: {subject}\n\n{BODY}").title == "Москва и область"


def test_headers_in_raw_bytes(tmp_path: Path) -> None:
    assert only(tmp_path, f"{HEAD}Subject: Café öffnet\n\n{BODY}".encode()).title == "Café öffnet"
    assert only(tmp_path, f"{HEAD}Subject: Café öffnet\n\n{BODY}".encode("cp1252")).title == "Café öffnet"


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ('"Lee, Ann" <ann@x.org>', "Lee, Ann"),
        ("ann@x.org (Ann Lee)", "Ann Lee"),
        ("<ann@x.org>", "ann@x.org"),
        ("ann@x.org", "ann@x.org"),
        ("=?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <j@x.org>", "Jürgen Müller"),
        ("Editors: ann@x.org, bob@x.org;", "Editors: ann@x.org, bob@x.org;"),
        ("(" * 3000, None),
    ],
)
def test_who_wrote_it(tmp_path: Path, written: str, author: str | None) -> None:
    found = only(tmp_path, f"From: {written}\nSubject: x\nDate: x\nMessage-ID: <1@x>\n\n{BODY}").author
    assert found == author if author else found is not None


def test_of_alternatives_the_plain_text_is_read_and_else_the_page(tmp_path: Path) -> None:
    page = "<html><body><p>The <b>other</b> text.</p></body></html>"
    assert only(tmp_path, mail_of(html=page).as_bytes()).text == BODY.strip()
    assert only(tmp_path, mail_of(" ", html=page).as_bytes()).text == "The other text."


def test_a_mail_as_a_page_is_read_whole(tmp_path: Path) -> None:
    page = """<html><head><title>no</title><style>p {}</style></head><body><h1>Sit&shy;rep</h1><p>One<br>two.</p>
    <ul><li>First<li>Second</ul><table><tr><td>Dead</td><td>12</td></tr><tr><td>Hurt</td><td>30</td></tr></table>
    <blockquote><p>What was <i>said</i>.</p></blockquote><pre>a  b\n c</pre><script>no()</script>--
    <br>Ann</body></html>"""
    record = only(tmp_path, f"{HEAD}Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}")
    lines = [line for line in record.text.split("\n") if line]
    assert lines == ["Sit\u00adrep".replace("\u00ad", record.text[3]), "One", "two.", "First", "Second", "Dead 12",
                     "Hurt 30", "> What was said.", "a  b", " c", "--", "Ann"]  # fmt: skip


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    inner = mail_of("The inner text.\n", subject="Inner")
    inner.add_attachment(b"text\nA row of words.\n", maintype="text", subtype="csv", filename="rows.csv")
    message = mail_of()
    message.add_attachment("Words of a note.\n", filename="../notes/été.txt")
    message.add_attachment(inner)
    message.add_attachment(b"\x89PNG\r\n" + bytes(50), maintype="image", subtype="png", filename="map.png")
    path = tmp_path / "a.eml"
    found = read(path, message.as_bytes())
    documents = {}
    for raw in found:
        if isinstance(raw, RawRecord):
            (document,) = analyse(Task(str(path), identity_of(raw, unique=False), raw))
            assert isinstance(document, Document)
            documents[raw.member] = document
    assert [(document.text.strip(), document.origin.type) for document in documents.values()] == [
        (BODY.strip(), "mail"),
        ("Words of a note.", "text"),
        ("The inner text.", "mail"),
        ("A row of words.", "csv"),
    ]
    names = list(documents)
    assert names == ["", "été.txt", "message", "message/rows.csv"]
    assert [documents[name].origin.parent for name in names] == [
        "",
        documents[""].id,
        documents[""].id,
        documents["message"].id,
    ]
    assert [(item.path, item.reason) for item in found if isinstance(item, Problem)] == [
        (f"{path}/map.png", "not text: an image")
    ]


def test_pictures_of_the_layout_and_signatures_are_no_attachments(tmp_path: Path) -> None:
    message = mail_of(" ", html='<p>Words <img src="cid:logo"></p>')
    payload = message.get_payload()
    payload[1].add_related(b"\x89PNG", "image", "png", cid="<logo>")  # type: ignore[index, union-attr]
    message.add_attachment(b"xx", maintype="application", subtype="pgp-signature", filename="signature.asc")
    assert only(tmp_path, message.as_bytes()).text == "Words"


def test_a_mail_without_a_text_is_there_for_what_is_attached_to_it(tmp_path: Path) -> None:
    message = mail_of("\n")
    message.add_attachment("Words.\n", filename="a.txt")
    found = read(tmp_path / "a.eml", message.as_bytes())
    assert [record_of(raw).text for raw in found] == [NO_TEXT, "Words.\n"]


def test_lines_that_a_program_broke_are_joined(tmp_path: Path) -> None:
    text = "A line that \ngoes on here.\n> quoted \n> words\n-- \nAnn\n"
    head = f"{HEAD}Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\n"
    assert only(tmp_path, head + text).text == "A line that goes on here.\n> quoted words\n-- \nAnn"


def test_what_cannot_be_decoded_is_told_at_the_end_and_as_a_problem(tmp_path: Path) -> None:
    head = f"{HEAD}Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    part = "--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    content = head + f"--b\n\nThe first part.\n{part}{base64.b64encode(bytes(range(32)) * 9).decode()}\n--b--\n"
    raw, problem = read(tmp_path / "a.eml", content)
    assert record_of(raw).text == "The first part.\n\n[Not read: text/plain: not text]"
    assert isinstance(problem, Problem)
    assert (problem.path, problem.reason) == (f"{tmp_path}/a.eml/text/plain", "not text")


def test_a_piece_of_a_mail_says_so(tmp_path: Path) -> None:
    head = f"{HEAD}Subject: x\nMIME-Version: 1.0\nContent-Type: message/partial; id=a; number=1; total=2\n\n"
    raw, problem = read(tmp_path / "a.eml", f"{head}Subject: y\n\nThe first half")
    assert isinstance(problem, Problem)
    assert problem.reason == "part 1 of 2 of a mail that was sent in pieces"
    assert record_of(raw).text.startswith("The first half")


MBOX = (
    f"From ann@example.org Tue Mar 13 23:30:00 2018\n{HEAD}Message-ID: <1@x>\nSubject: One\n\nFrom Russia with love\n"
    f"they came at 10:30: a line.\n>From the start\n>>From quoted\n\nFrom - Wed\n{HEAD}Subject: Two\n\n"
    "From a friend@home\nno header"
    f"\n\nFrom MAILER-DAEMON Wed Mar 14 23:30:00 2018\n{HEAD}Message-ID: <1@x>\nSubject: Three\n\nEnd.\n"
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.mbox", "a", "a.txt"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_mailbox_is_cut_between_its_mails(tmp_path: Path, name: str, newline: str) -> None:
    found = read(tmp_path / name, MBOX.replace("\n", newline))
    assert [(raw.member, record_of(raw).title) for raw in found if isinstance(raw, RawRecord)] == [
        ("1@x", "One"),
        ("mail 2", "Two"),
        ("1@x (2)", "Three"),
    ]
    assert "they came at 10:30: a line.\nFrom the start\n>From quoted" in record_of(found[0]).text
    assert record_of(found[1]).text.endswith("no header")


def test_a_mail_keeps_its_id_when_the_mailbox_grows_and_shrinks(tmp_path: Path) -> None:
    def ids(mails: list[int]) -> dict[str, str]:
        box = "".join(f"From - x\n{HEAD}Message-ID: <{n}@x>\nSubject: {n}\n\nText {n}.\n\n" for n in mails)
        found = read(tmp_path / "a.mbox", box)
        return {raw.member: identity_of(raw, unique=False) for raw in found if isinstance(raw, RawRecord)}

    whole = ids([1, 2, 3])
    assert ids([3, 4]) == {"3@x": whole["3@x"], "4@x": "m4@x\x1fp0"}


def test_a_maildir_is_read_by_what_its_files_hold(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "1520998200.M1P2.host:2,S", mail_of().as_bytes())
    assert isinstance(found, RawRecord)
    assert found.type == "mail"


def test_a_saved_page(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>The government of Zürich said “no” to sanctions, paper {n} wrote.</p>" for n in range(5))
    page = f"<html><head><title>No in Zürich</title></head><body><article>{paragraphs}</article></body></html>"
    content = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/story\nSubject: No in Zurich\n"
        "Date: Tue, 13 Mar 2018 23:30:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{quopri.encodestring(page.encode()).decode()}\n--b\nContent-Type: image/png\n\nxx\n--b--\n"
    )
    for name in ("a.mht", "a.mhtml", "a"):
        (raw,) = read(tmp_path / name, content)
        record = record_of(raw)
        assert (record.title, record.url) == ("No in Zürich", "https://example.org/story")
        assert record.dates == (("saved", "Tue, 13 Mar 2018 23:30:00 -0000"),)
        assert "The government of Zürich said “no”" in record.text


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 30_000,
        HEAD + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)),
        HEAD + "Subject: " + "(" * 100_000 + "\n\nx",
        HEAD + "Subject: " + "=?utf-8?Q?" * 50_000 + "\n\nx",
        "To: a:b;" * 20_000 + "\n" + HEAD + "\nx",
        HEAD + "Content-Type: " + 'text/plain; a="' * 20_000 + "\n\nx",
        HEAD + "Content-Type: text/plain; " + "".join(f"a*{n}*=x;" for n in range(5000)) + "\n\nx",
        HEAD + "Content-Disposition: attachment; filename*=utf-99'en'%ff%fe\n\nx",
        HEAD + "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\nM\n",
        "From: x\n" * 50_000,
        HEAD + "Content-Type: text/html\n\n" + "<div>" * 5000,
        ":\n: :\n\n",
    ],
    ids=lambda _: "hostile",
)
def test_mails_made_to_break_a_parser(tmp_path: Path, content: str) -> None:
    found = read(tmp_path / "a.eml", content)
    assert found
    for item in found:
        if isinstance(item, RawRecord):
            to_record(item, "a")


PIECES = ["From: a\n", "Subject: ", "=?utf-8?b?", "=?", "?=", "\n\n", "--b\n", "From - 1:1\n", "\n", "x", "\x00", "é",
          "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: base64\n",
          "Content-Type: multipart/mixed; boundary=b\n",
          "Content-Disposition: attachment; filename=a.eml\n", "Content-Type: text/html; charset=x\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_mail_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    for item in read(tmp_path_factory.mktemp("mail") / "a.eml", content.encode("utf-8")):
        if isinstance(item, RawRecord):
            to_record(item, "a")


@given(st.text(max_size=80))
def test_encoded_words_come_back(text: str) -> None:
    message = EmailMessage(policy=email.policy.SMTP)
    shown = " ".join(text.encode("utf-8", "ignore").decode().split())
    if not shown.isprintable() or "=?" in shown:
        return
    message["Subject"] = shown
    written = message.as_bytes().decode("ascii").partition(":")[2]
    assert decode_words(written) == shown
