"""Quoted replies and signatures of mails."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.text.quoting import quoted_parts

MAIL = """I can come.

On Thu, 1 Mar 2018 Ann wrote:
> The forces entered Homs.
>
> At dawn.

So it was.
--\x20
Bob, desk
"""


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quoted_parts(text)]


def test_what_is_quoted_goes_with_its_introduction() -> None:
    quoted = "On Thu, 1 Mar 2018 Ann wrote:\n> The forces entered Homs.\n>\n> At dawn."
    assert parts(MAIL) == [quoted, "-- \nBob, desk\n"]
    assert parts("> Alone.\nAn answer.\n> More.\n") == ["> Alone.", "> More."]
    assert parts("a > b\nNo -- signature") == []
    assert parts("-- \nBob, desk:\n> Words.\n") == ["-- \nBob, desk:\n", "> Words."]


@given(st.text(alphabet="ab >:-\n"))
def test_parts_stand_in_the_text_in_order(text: str) -> None:
    found = quoted_parts(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
