"""What makes no version of a page: counters, invitations to read on, times of rendering, spaces."""

from __future__ import annotations

import pytest

from index.versions.noise import is_new_version

STORY = "The ferry Halden ran aground.\n\n{}\n\nFourteen people died, the coast guard said."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,204 views", "1,377 views"),
        ("Comments (12)", "Comments (40)"),
        ("Read more: Storm closes the port", "Read more: Port opens again"),
        ("Updated 5 minutes ago", "Updated 2 hours ago"),
        ("Last updated: 28 Nov 2026 13:40", "Last updated: 29 Nov 2026 08:00"),
        ("Page rendered in 17 ms", "Page rendered in 94 ms"),
        ("3 min read", ""),
        ("We and our 812 partners store cookies on your device.", ""),
        ("© 2026 Coastwire", "© 2027 Coastwire"),
        ("  ", "\n\n"),
    ],
)
def test_noise_makes_no_version(one: str, other: str) -> None:
    assert not is_new_version("Ferry", STORY.format(one), "Ferry", STORY.format(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fifty were hurt.", "Sixty were hurt."),
        ("Shares fell 3 percent.", "Shares fell 4 percent."),
        ("Share prices fell by 3 percent.", "Share prices fell by 4 percent."),
        ("Updated figures put the toll at 12.", "Updated figures put the toll at 13."),
        ("Read more than 12 letters.", "Read more than 13 letters."),
        ("He likes 12 of them.", "He likes 13 of them."),
        ("The toll was updated on Monday to 12.", "The toll was updated on Monday to 13."),
        ("It was a storm.", "It was a storm?"),
    ],
)
def test_a_word_a_number_or_a_mark_of_the_story_makes_one(one: str, other: str) -> None:
    assert is_new_version("Ferry", STORY.format(one), "Ferry", STORY.format(other))


def test_a_headline_makes_one() -> None:
    assert is_new_version("14 dead", STORY, "9 dead", STORY)
    assert not is_new_version("14 dead", STORY, "14  dead ", STORY)
