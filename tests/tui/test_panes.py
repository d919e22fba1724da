"""What the panes make of rows and fields, without a screen."""

from __future__ import annotations

from index.answers.listing import Row
from tui.screens.note import completed_tags, split_tags
from tui.widgets.documents import snippet_pieces
from tui.widgets.rowlist import fitted


def row(snippet: str, *spans: tuple[int, int]) -> Row:
    return Row("id", "title", "AFP", "2017-09-21", "", 1, 1, snippet, spans)


def test_a_snippet_is_cut_at_its_hits() -> None:
    pieces = snippet_pieces(row("met in Syria today", (7, 12)), 40)
    assert pieces == [("met in ", "snippet"), ("Syria", "hit"), (" today", "snippet")]


def test_a_narrow_snippet_begins_so_that_the_hit_is_seen() -> None:
    text = "a long way of words before the hit in Syria and on"
    pieces = snippet_pieces(row(text, (38, 43)), 20)
    assert pieces[0] == ("…", "snippet")
    shown = "".join(piece for piece, _ in pieces)
    assert 0 < shown.index("Syria") < 15
    assert text.endswith(shown.removeprefix("…"))


def test_a_snippet_is_one_line() -> None:
    assert snippet_pieces(row("two\nlines"), 40) == [("two lines", "snippet")]


def test_text_is_fitted_by_cells() -> None:
    assert fitted("abc", 5) == "abc  "
    assert fitted("abcdef", 4) == "abc…"
    assert fitted("漢字漢字", 5) == "漢字…"
    assert fitted("漢字漢字", 4) == "漢 …"


def test_tags_are_separated_by_commas() -> None:
    assert split_tags(" syria, , us-led coalition ,") == ["syria", "us-led coalition"]


def test_the_tag_being_typed_is_completed() -> None:
    known = ["military", "meeting"]
    assert completed_tags("mil", known) == "military"
    assert completed_tags("syria, me", known) == "syria, meeting"
    assert completed_tags("military", known) is None
    assert completed_tags("", known) is None
    assert completed_tags("x, ", known) is None
