"""A comparison as lines: what stands beside what, what is marked, and where each line leads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.comparison import (
    Comparison,
    ComparisonAnswer,
    Difference,
    FigureCandidate,
    NameForm,
    NameRow,
    Pair,
    Quote,
    Side,
)
from index.model import SpanPair
from index.notebook.annotation import Subject
from tui.text.cells import width_of
from tui.text.side_by_side import (
    ONLY_FIRST,
    ONLY_SECOND,
    REWORDED,
    SAME,
    Block,
    Cell,
    blocks,
    counts,
    labels,
    lines,
    noted,
)

A_TEXT = "Lund met Brenn. It rained. They left Oslo."
B_TEXT = "Early on. Brenn met Lund. No rain fell! They left Oslo. Later on."


def span(text: str, part: str) -> SpanPair:
    start = text.index(part)
    return start, start + len(part)


def answer(
    pairs: tuple[Pair, ...] = (),
    only_a: tuple[SpanPair, ...] = (),
    only_b: tuple[SpanPair, ...] = (),
    *,
    names: tuple[NameRow, ...] = (),
    figures: tuple[FigureCandidate, ...] = (),
    quotes_a: tuple[Quote, ...] = (),
    quotes_b: tuple[Quote, ...] = (),
    sources: tuple[str, str] = ("Post", "Star"),
    texts: tuple[str, str] = (A_TEXT, B_TEXT),
) -> ComparisonAnswer:
    sides = [Side(source, "", source, "", 0) for source in sources]
    comparison = Comparison(*sides, pairs, only_a, only_b, names, figures, quotes_a, quotes_b)
    return ComparisonAnswer(comparison, *texts, Subject("a"), Subject("b"))


def pair(a: str, b: str, a_words: tuple[str, ...] = (), b_words: tuple[str, ...] = ()) -> Pair:
    whole_a, whole_b = span(A_TEXT, a), span(B_TEXT, b)
    differences = ()
    if a_words or b_words:
        marked = tuple(span(A_TEXT, word) for word in a_words), tuple(span(B_TEXT, word) for word in b_words)
        differences = (Difference(whole_a, whole_b, *marked),)
    return Pair(whole_a, whole_b, 1.0, False, differences)


MEETING = pair("Lund met Brenn.", "Brenn met Lund.", ("Lund", "Brenn"), ("Brenn", "Lund"))
LEAVING = pair("They left Oslo.", "They left Oslo.")
WHOLE = answer(
    (MEETING, LEAVING),
    (span(A_TEXT, "It rained."),),
    tuple(span(B_TEXT, part) for part in ("Early on.", "No rain fell!", "Later on.")),
)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("Post", "Star"), ("Post", "Star")),
        (("Post", "Post"), ("Post A", "Post B")),
        (("", "Star"), ("A", "Star B")),
        (("", ""), ("A", "B")),
        (("Po\x1b[2Jst", "Star"), ("Po␛[2Jst", "Star")),
    ],
)
def test_labels_tell_the_accounts_apart(sources: tuple[str, str], expected: tuple[str, str]) -> None:
    assert labels(answer(sources=sources).comparison) == expected


def test_counts_name_the_accounts() -> None:
    assert counts(WHOLE.comparison) == "2 shared, 1 only Post, 3 only Star"


def test_what_both_say_comes_first_then_what_only_one_says() -> None:
    found = blocks(WHOLE)
    headings = [block.heading for block in found if block.heading]
    assert headings == ["Both say: = same words, ≈ other words", "Only Post", "Only Star"]
    assert [(block.sign, block.a and block.a.text, block.b and block.b.text) for block in found if block.sign] == [
        (REWORDED, "Lund met Brenn.", "Brenn met Lund."),
        (SAME, "They left Oslo.", "They left Oslo."),
        (ONLY_FIRST, "It rained.", None),
        (ONLY_SECOND, None, "Early on."),
        (ONLY_SECOND, None, "No rain fell!"),
        (ONLY_SECOND, None, "Later on."),
    ]
    assert [block.differs for block in found if block.sign] == [True, False, True, True, True, True]


def test_a_folded_part_leaves_its_heading_and_a_count() -> None:
    found = blocks(WHOLE, folded={"Only Star"})
    assert (found[-1].heading, found[-1].folded) == ("Only Star", 3)
    assert lines(found, ("Post", "Star"), 60, beside=True)[-2].pieces == [("Only Star · 3 folded away", "heading")]
    assert len(found) == len(blocks(WHOLE)) - 3


def test_the_strongest_differences_come_first_if_that_is_wanted() -> None:
    calm, strong = pair("They left Oslo.", "They left Oslo."), MEETING
    found = blocks(answer((calm, strong)), strongest_first=True)
    assert [block.sign for block in found if block.sign] == [REWORDED, SAME]


def test_numbers_and_names_are_marked_strongly_and_other_words_unless_they_are_nearly_all() -> None:
    texts = ("The old boat of Lund sank with 12 men.", "The big ship of Brenn sank with 14 men.")
    whole = tuple((0, len(text)) for text in texts)
    words = (("old boat", "Lund", "12"), ("big ship", "Brenn", "14"))
    marks = [
        [(text.index(word), text.index(word) + len(word)) for word in its]
        for text, its in zip(texts, words, strict=True)
    ]
    differing = Pair(
        whole[0], whole[1], 0.5, False, (Difference(whole[0], whole[1], tuple(marks[0]), tuple(marks[1])),)
    )
    _, block = blocks(answer((differing,), texts=texts))
    assert block.a is not None
    assert [block.a.text[slice(*mark)] for mark in block.a.marks] == ["Lund", "12"]
    assert [block.a.text[slice(*mark)] for mark in block.a.light] == ["old boat"]
    nearly_all = Pair(whole[0], whole[1], 0.5, False, (Difference(whole[0], whole[1], ((4, 31),), ((4, 31),)),))
    small = (texts[0].lower().replace("12", "few"), texts[1].lower().replace("14", "few"))
    _, calm = blocks(answer((nearly_all,), texts=small))
    assert calm.a is not None
    assert (calm.a.marks, calm.a.light) == ((), ())


def test_each_cell_knows_its_passage_and_the_words_that_differ() -> None:
    for block in blocks(WHOLE):
        for cell, text in ((block.a, A_TEXT), (block.b, B_TEXT)):
            if cell is not None:
                assert text[slice(*cell.passage)] == cell.text
                assert cell.offset == cell.passage[0]
    reworded = next(block for block in blocks(WHOLE) if block.sign == REWORDED)
    assert reworded.b is not None
    assert [reworded.b.text[slice(*mark)] for mark in reworded.b.marks] == ["Brenn", "Lund"]


def test_a_sentence_that_has_two_counterparts_stands_twice() -> None:
    twice = answer((MEETING, Pair(MEETING.a, span(B_TEXT, "No rain fell!"), 0.5, False)))
    found = [block for block in blocks(twice) if not block.heading]
    assert [block.a and block.a.text for block in found] == ["Lund met Brenn."] * 2


def test_tables_have_headings_and_lead_into_the_texts() -> None:
    rows = (
        NameRow("Lund", "person", (NameForm("Lund", (span(A_TEXT, "Lund"),)),), (NameForm("L.", ((20, 24), (9, 11))),)),
        NameRow("Oslo", "place", (NameForm("Oslo", ((37, 41),)),), (NameForm("Oslo", ((50, 54),)),)),
        NameRow("Brenn", "person", (NameForm("Brenn", ((9, 14),)),), ()),
    )
    figure = FigureCandidate("number", (0, 4), (10, 15), "22", "18", ("killed",))
    said = Quote(16, 25, True, None, "Lund", "said", None)
    unknown = Quote(0, 9, True)
    found = blocks(answer(names=rows, figures=(figure,), quotes_a=(said,), quotes_b=(unknown,)))
    assert [block.heading for block in found if block.heading] == [
        "Names: what each calls them, and how often",
        "Numbers and times that may differ",
        "Who says so: Post",
        "Who says so: Star",
    ]
    lund, oslo, number, post, star = (block for block in found if not block.heading)
    assert (lund.sign, oslo.sign) == (REWORDED, SAME)
    assert lund.b == Cell("L. 2", (), (9, 11))
    assert number.a == Cell("22 (killed)", ((0, 2),), (0, 4))
    assert post.a == Cell("Lund said: It rained", ((0, 9),), (16, 25))
    assert star.b == Cell("somebody: Early on.", ((0, 8),), (0, 9))
    assert post.whole
    assert not post.differs


def test_notes_mark_the_blocks_whose_passages_they_touch() -> None:
    found = blocks(WHOLE)
    rain = span(A_TEXT, "rained")
    late = span(B_TEXT, "Later")
    texts = [(block.a or block.b or Cell(block.heading)).text for block in found]
    assert {texts[number] for number in noted(found, [rain], [late])} == {"It rained.", "Later on."}
    assert noted(found, [], []) == frozenset()
    beside = span(A_TEXT, "It rained.")
    assert noted(found, [(beside[1], beside[1] + 1)], []) == frozenset()


# Lines


def written(found: list[Block], width: int, *, beside: bool) -> list[str]:
    rows = lines(found, ("Post", "Star"), width, beside=beside)
    return ["".join(text for text, _ in row.pieces).rstrip() for row in rows]


def test_two_columns_stand_beside_each_other() -> None:
    assert written(blocks(WHOLE)[1:5], 43, beside=True) == [
        "Lund met Brenn.      ≈ Brenn met Lund.",
        "",
        "They left Oslo.      = They left Oslo.",
        "",
        "Only Post",
        "",
        "< It rained.",
        "",
    ]


def test_in_a_narrow_window_one_stands_above_the_other() -> None:
    assert written([blocks(WHOLE)[1], blocks(WHOLE)[-1]], 43, beside=False) == [
        "≈ Post      Lund met Brenn.",
        "  Star      Brenn met Lund.",
        "",
        "> Later on.",
        "",
    ]


def test_a_long_sentence_goes_on_in_its_own_column() -> None:
    block = Block(REWORDED, Cell("one two three four"), Cell("five"))
    assert written([block], 23, beside=True) == ["one two    ≈ five", "three four │", ""]


def test_marked_words_have_a_style_of_their_own_on_every_row() -> None:
    block = Block(REWORDED, Cell("one two three", ((4, 13),)), Cell("x"))
    rows = lines([block], ("A", "B"), 19, beside=True)
    assert rows[0].pieces[:2] == [("one ", ""), ("two", "differs")]
    assert rows[1].pieces[0] == ("three", "differs")


def test_what_a_terminal_obeys_is_not_in_the_lines() -> None:
    hostile = answer((Pair((0, 9), (0, 9), 1.0, False),), texts=("a\x1b[2Jb\nc\td", "\x9b2J\u202eabc\r\n."))
    for beside in (True, False):
        for row in lines(blocks(hostile), ("A", "B"), 60, beside=beside):
            assert all(text.isprintable() for text, _ in row.pieces)


CELLS = st.none() | st.builds(
    Cell,
    st.text(alphabet=st.sampled_from("ab İ漢字é.👩 "), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3).map(
        lambda marks: tuple(sorted((min(mark), max(mark)) for mark in marks))
    ),
)
BLOCKS = st.lists(
    st.tuples(CELLS, CELLS).filter(lambda cells: cells != (None, None)).map(lambda cells: Block(REWORDED, *cells)),
    max_size=4,
)


@settings(deadline=None, max_examples=60)
@given(BLOCKS, st.integers(30, 90), st.booleans())
def test_lines_hold_every_word_and_fit_the_width(found: list[Block], width: int, beside: bool) -> None:
    rows = lines(found, ("Post", "Star"), width, beside=beside)
    for row in rows:
        assert sum(width_of(text) for text, _ in row.pieces) <= width
    for number, block in enumerate(found):
        shown = "".join(text for row in rows if row.block == number for text, _ in row.pieces)
        for cell in filter(None, (block.a, block.b)):
            assert all(letter in shown for letter in cell.text)
