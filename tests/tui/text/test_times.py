from __future__ import annotations

import pytest

from index.answers.document import TimeView
from tui.text.times import time_note


@pytest.mark.parametrize(
    ("words", "value", "begin", "finish", "note"),
    [
        ("Thursday", "2017-09-21", "2017-09-21", "2017-09-21", "Thursday = 2017-09-21"),
        ("last\nMay", "2017-05", "2017-05-01", "2017-05-31", "last May = 2017-05, 2017-05-01 to 2017-05-31"),
        ("48 hours", "PT48H", "", "", "48 hours = PT48H"),
        ("Tuesday night", "XXXX-XX-XX", "", "", "Tuesday night = no day known"),
        ("the 21st of September of the year 2017", "2017-09-21", "", "", "the 21st of September o… = 2017-09-21"),
    ],
)
def test_what_a_time_was_resolved_to(words: str, value: str, begin: str, finish: str, note: str) -> None:
    text = f"It was {words}, they said."
    time = TimeView(7, 7 + len(words), "DATE", value, begin, finish)
    assert time_note(text, time) == note
