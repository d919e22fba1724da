"""Where a story begins behind its header: what only names it is left out, and never a sentence of it."""

from __future__ import annotations

import pytest

from index.text.titles import story_start

PROSE = "Two generals met on Thursday near the river, an officer said, after a week of talks by telephone."
TITLE = "Generals meet near the river"


@pytest.mark.parametrize(
    "header",
    [
        f"date 1995-01-01 {TITLE}\n\n\n\nby Staff Writers\n\n\n\nHarbour (AFP) Sept 21, 2017\n",
        f"date 2017-09-21 Register\n21 September 2017\n    Ships sail\n\n    {TITLE}\n    © Sputnik/ Jo\n    East\n",
        f"{TITLE}\nBy Jo Doe\n",
        "21 September 2017\n",
        f"# {TITLE}\n",
    ],
)
def test_a_header_ends_where_the_story_begins(header: str) -> None:
    text = f"{header}\n    {PROSE}\n\nIt went on.\n"
    assert text[story_start(text, TITLE) :].split("\n\n")[0].strip() == PROSE


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nIt went on.",
        f"The harbour is shut.\n\n{PROSE}",
        f"WASHINGTON (AFP) - It is over.\n\n{PROSE}",
        f"What we know\nBoats\nBridges\n{PROSE}",
        "Boats\nBridges\nBanks",
        f"{TITLE}\n21 September 2017\n",
        "",
    ],
)
def test_nothing_else_is_a_header(text: str) -> None:
    assert story_start(text, TITLE) == 0


def test_a_header_ends_before_the_first_line_that_may_belong_to_the_story() -> None:
    text = f"{TITLE}\nBy Jo Doe\nIt is over.\n{PROSE}\n"
    assert story_start(text, TITLE) == text.index("It is over.")
