"""PDF documents: the order of reading, hyphens, headers, pages, attachments, and what cannot be read."""

from __future__ import annotations

import gzip
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import HEIGHT, PICTURE, Put, down, make_pdf, rows

from index.analysis.documents import Task, analyse, identity_of
from index.model import Document, Page, Problem, RawRecord
from index.sources import read_raw
from index.sources.formats.pdf_facts import creation_date
from index.sources.formats.pdf_lines import LINE_END_HYPHEN, Line, PageLines
from index.sources.formats.pdf_text import put_together

LEFT = [
    "The harbour was closed on",
    "Friday after two barges had",
    "collided near the northern",
    "lock. Nobody was hurt, but",
    "the pilots said that the fog",
    "had been thicker than they",
    "had seen in twenty years.",
]
RIGHT = [
    "Rain is expected over the",
    "hills from Saturday, when a",
    "front that now lies off the",
    "coast will move inland. The",
    "rivers are low after a dry",
    "summer, and no town needs",
    "to fear that they will rise.",
]
DAMAGED = "damaged: it is no PDF document, or its list of pages is lost"


def read(tmp_path: Path, content: bytes, name: str = "a.pdf") -> list[RawRecord | Problem]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read_raw(path, {}))


def text_of(tmp_path: Path, content: bytes) -> str:
    (raw,) = read(tmp_path, content)
    return _text(raw)


def _text(raw: RawRecord | Problem) -> str:
    assert isinstance(raw, RawRecord), raw
    assert not isinstance(raw.content, bytes)
    return raw.content["text"]


def document_of(tmp_path: Path, content: bytes) -> Document:
    (raw, *_) = read(tmp_path, content)
    assert isinstance(raw, RawRecord), raw
    found = analyse(Task(str(tmp_path / "a.pdf"), identity_of(raw, unique=True), raw))
    assert not isinstance(found, Problem), found
    return found[0]


def test_the_lines_of_a_paragraph_are_one_line(tmp_path: Path) -> None:
    second = down(["The second paragraph is set", "apart from the first one."], top=560)
    assert text_of(tmp_path, make_pdf([down(LEFT) + second])) == (
        f"{' '.join(LEFT)}\n\nThe second paragraph is set apart from the first one."
    )


def test_an_indent_begins_a_paragraph(tmp_path: Path) -> None:
    put = [*down(LEFT), Put(75, 720 - 14 * 7, "A new thought begins here"), Put(60, 720 - 14 * 8, "and goes on below.")]
    assert text_of(tmp_path, make_pdf([put])) == f"{' '.join(LEFT)}\nA new thought begins here and goes on below."


def test_columns_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    headline = [Put(60, 770, "Barges collide in fog while the rain stays away from the coast", 16)]
    text = text_of(tmp_path, make_pdf([headline + rows([LEFT, RIGHT], [60, 300])]))
    assert text.endswith(f"\n\n{' '.join(LEFT)}\n\n{' '.join(RIGHT)}")


def test_columns_drawn_one_after_the_other_stay_so(tmp_path: Path) -> None:
    text = text_of(tmp_path, make_pdf([down(RIGHT, 300) + down(LEFT)]))
    assert text == f"{' '.join(RIGHT)}\n\n{' '.join(LEFT)}"


def test_a_table_is_read_by_its_rows(tmp_path: Path) -> None:
    names = ["Port", "Arden", "Brixham", "Corfe", "Dunster", "Exe", "Fowey", "Gweek"]
    numbers = ["Ships", "12", "7", "31", "4", "18", "9", "22"]
    text = text_of(tmp_path, make_pdf([rows([names, numbers], [60, 300])]))
    assert text.split("\n") == [f"{name}  {number}" for name, number in zip(names, numbers, strict=True)]


def test_the_cells_of_a_form_are_read_by_their_rows(tmp_path: Path) -> None:
    left = ["Name of the ship", "Port of registry", "Name of the master", "Last port of call", "Next port", "Cargo"]
    right = ["Grey Heron of Arden", "Arden Harbour", "Ann Lee Whitfield", "Corfe on the Hill", "Fowey", "Timber"]
    text = text_of(tmp_path, make_pdf([rows([left, right], [60, 300])]))
    assert text.split("\n") == [f"{name}  {value}" for name, value in zip(left, right, strict=True)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The council met the Saudi-", "led force in the old town"], "Saudi-led"),
        (["Ministers had said that Al-", "Assad would not come at all"], "Al-Assad"),
        (["Two of the older type, F-", "16 jets, flew over the town"], "F-16"),
        (["The road to Deir ez-", "Zor was closed on Friday too"], "ez-Zor"),
        (["They held the zumbo-", "ria until the zumboria fell"], "zumboria until"),
        (["They held the zumbo-", "ria although it had been lost"], "zumbo-ria"),
        (["All that the coali-", "tion had asked for was given"], "coalition"),
        (["The two agencies had co-", "operated in it for a long time"], "co-operated"),
        (["They spoke of the pre-", "and the postwar years at length"], "pre- and the"),
        (["It was dated the 14 of 2018-", "03-14 and had been signed"], "2018-03-14"),
    ],
)
def test_hyphens_at_line_ends(tmp_path: Path, lines: list[str], expected: str) -> None:
    text = text_of(tmp_path, make_pdf([down(lines)]))
    assert expected in text
    assert "\n" not in text


def test_ligatures_are_resolved(tmp_path: Path) -> None:
    assert text_of(tmp_path, make_pdf([down(["The ﬁrst ﬂeet"])])) == "The first fleet"


def test_headers_and_footers_are_left_out_and_date_the_document(tmp_path: Path) -> None:
    pages = [
        [Put(60, 800, "THE ARDEN COURIER, 14 March 2018"), *down(words), Put(290, 30, str(number))]
        for number, words in enumerate([LEFT, RIGHT, LEFT[::-1]], 7)
    ]
    document = document_of(tmp_path, make_pdf(pages))
    assert "COURIER" not in document.text
    assert not any(number in document.text.split() for number in "789")
    assert document.published.value == "2018-03-14"
    assert [(one.source, one.value) for one in document.published.evidence] == [("page header", "2018-03-14")]


def test_what_recurs_within_pages_is_text(tmp_path: Path) -> None:
    pages = [[Put(60, 600, f"Report of station {number}"), *down(LEFT, top=500)] for number in range(4)]
    assert text_of(tmp_path, make_pdf(pages)).count("Report of station") == 4


def test_what_stands_on_two_pages_only_is_text(tmp_path: Path) -> None:
    pages = [[Put(60, 800, "THE ARDEN COURIER"), *down(words)] for words in (LEFT, RIGHT)]
    assert text_of(tmp_path, make_pdf(pages)).count("THE ARDEN COURIER") == 2


def test_pages_are_known_by_label_and_number(tmp_path: Path) -> None:
    pages = [b"", down(["A preface of some length"]), b"", down(LEFT), down(RIGHT), b""]
    document = document_of(tmp_path, make_pdf(pages, labels="[0 << /S /r >> 3 << /S /D /St 1 >>]"))
    assert document.origin.type == "pdf"
    assert [page.label for page in document.origin.pages] == ["i", "ii", "iii", "1", "2", "3"]
    begins = [document.text[page.start :][:5] for page in document.origin.pages]
    assert begins == ["A pre", "A pre", "The h", "The h", "Rain ", ""]


def test_a_sentence_goes_on_over_the_page(tmp_path: Path) -> None:
    (raw,) = read(tmp_path, make_pdf([down(LEFT[:4]), down(LEFT[4:])]))
    assert _text(raw) == " ".join(LEFT)
    assert isinstance(raw, RawRecord)
    assert raw.pages == (Page(0, "1"), Page(len(" ".join(LEFT[:4])) + 1, "2"))


def test_metadata_are_weak_evidence(tmp_path: Path) -> None:
    facts = {"Title": "The harbour is closed", "CreationDate": "D:20180315093000+01'00'"}
    document = document_of(tmp_path, make_pdf([down(["The harbour", "is closed", *LEFT])], facts=facts))
    assert document.title == "The harbour is closed"
    assert document.published.value == "2018-03-15"
    assert document.published.confidence <= 0.25
    dated = document_of(tmp_path, make_pdf([[*down(LEFT), Put(60, 760, "14 March 2017")]], facts=facts))
    assert dated.published.value == "2017-03-14"


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - fog7.doc", "fog_final.indd", "Document1", ""])
def test_titles_that_programs_fill_in_are_none(tmp_path: Path, title: str) -> None:
    headline = Put(60, 770, "Fog closes the harbour", 20)
    document = document_of(tmp_path, make_pdf([[headline, *down(LEFT)]], facts={"Title": title}))
    assert document.title == "Fog closes the harbour"


def test_what_is_filled_into_a_form_is_read(tmp_path: Path) -> None:
    assert "Ann Lee Whitfield" in text_of(tmp_path, make_pdf([down(LEFT)], field="Ann Lee Whitfield"))


def test_attachments_are_documents(tmp_path: Path) -> None:
    inner = make_pdf([down(["A report that was attached."])])
    content = make_pdf([down(LEFT)], attachments={"notes.txt": b"Notes of the pilots.\n", "inner.pdf": inner})
    outer, *others = read(tmp_path, content)
    assert _text(outer) == " ".join(LEFT)
    assert {one.member: one.type for one in others if isinstance(one, RawRecord)} == {
        "notes.txt": "text",
        "inner.pdf": "pdf",
    }
    assert all(isinstance(one, RawRecord) and one.parents == ("",) for one in others)


def test_a_pdf_in_a_compressed_file_is_read(tmp_path: Path) -> None:
    (raw,) = read(tmp_path, gzip.compress(make_pdf([down(LEFT)])), "a.pdf.gz")
    assert _text(raw) == " ".join(LEFT)


def reasons(tmp_path: Path, content: bytes) -> list[str]:
    return [one.reason for one in read(tmp_path, content) if isinstance(one, Problem)]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert reasons(tmp_path, make_pdf([down(LEFT)], locked=True)) == ["needs a password"]
    assert reasons(tmp_path, b"%PDF-1.7\nnothing\n") == [DAMAGED]
    assert reasons(tmp_path, b"The forces had entered the town.\n") == [DAMAGED]
    assert reasons(tmp_path, make_pdf([b""])) == ["empty: nothing stands on its pages"]
    assert reasons(tmp_path, make_pdf([PICTURE])) == ["its page has no text, as scans have none"]
    assert reasons(tmp_path, make_pdf([PICTURE, PICTURE])) == ["its 2 pages have no text, as scans have none"]


def test_pages_without_text_are_counted(tmp_path: Path) -> None:
    raw, *problems = read(tmp_path, make_pdf([down(LEFT), PICTURE, PICTURE, b"", down(RIGHT), PICTURE]))
    told = "3 of 6 pages (2–3, 6) have no text, as scans have none"
    assert _text(raw).endswith(f"\n\n[Not read: {told}]")
    assert [one.reason for one in problems if isinstance(one, Problem) and one.is_warning] == [f"read, but {told}"]


def test_letters_without_a_meaning_are_told(tmp_path: Path) -> None:
    content = b"BT /F1 11 Tf 60 700 Td (" + b"\x10\x11\x12\x13\x14\x15" * 6 + b") Tj ET"
    problems = [one for one in read(tmp_path, make_pdf([down(LEFT), content])) if isinstance(one, Problem)]
    assert [one.reason for one in problems] == [
        "read, but 1 of 2 pages (2) has fonts that do not say which letters they show"
    ]


@pytest.mark.parametrize("cut", [20, 60, 200, 500, 900])
def test_a_damaged_document_is_read_or_refused_in_a_sentence(tmp_path: Path, cut: int) -> None:
    content = make_pdf([down(LEFT), down(RIGHT)])
    for damaged in (content[:-cut], content[:cut], content[:cut] + b"\xff" * 40 + content[cut + 40 :]):
        found = read(tmp_path, damaged)
        assert found
        assert all(isinstance(one, RawRecord) or one.reason for one in found)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D:20180314", "2018-03-14"),
        ("D:20180314093000+01'00'", "2018-03-14T09:30:00+01:00"),
        ("D:20180314093000-05'30", "2018-03-14T09:30:00-05:30"),
        ("D:20180314093000Z00'00'", "2018-03-14T09:30:00Z"),
        ("D:201803140930", "2018-03-14T09:30:00"),
        ("20180314", "2018-03-14"),
        ("D:2018", ""),
        ("yesterday", ""),
    ],
)
def test_creation_dates(written: str, expected: str) -> None:
    assert creation_date(written) == expected


WORDS = ["The ﬁrst", "and 12.", "-", "Al", "9", "goes on from here to the edge", "coali", "tion", "• one"]


def any_line(chance: Random) -> Line:
    words, x = chance.choice(WORDS), chance.choice([60.0, 75.0, 300.0])
    hyphen = LINE_END_HYPHEN * chance.randint(0, 1)
    base, size = 12.0 * chance.randint(0, HEIGHT // 12), chance.choice([9.0, 11.0, 20.0])
    return Line(words + hyphen, x, x + 5 * len(words), base, size)


@given(st.integers(0, 2**32))
def test_no_letter_is_lost_and_every_page_begins_where_its_text_does(seed: int) -> None:
    chance = Random(seed)
    pages = [[any_line(chance) for _ in range(chance.randint(0, 9))] for _ in range(chance.randint(0, 5))]
    found = put_together([PageLines(tuple(lines), 0, HEIGHT) for lines in pages])

    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, text.replace("ﬁ", "fi")))

    assert letters(found.text) == "".join(letters(line.text) for body in found.bodies for line in body)
    assert LINE_END_HYPHEN not in found.text
    assert len(found.starts) == len(pages)
    assert list(found.starts) == sorted(found.starts)
    for start, body in zip(found.starts, found.bodies, strict=True):
        if body:
            assert letters(found.text[start:]).startswith(letters(body[0].text))
