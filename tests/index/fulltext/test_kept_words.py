"""What is kept of texts that were searched: the words of the newest, up to a number of bytes that holds."""

import tracemalloc

from index.query.hits import KEPT_BYTES, KEPT_LENGTH, words_of

COMMON = "police the city of Raqqa said and "


def news(number: int) -> str:
    """A text as long as those that are kept, of which a third of the words are its own."""
    own = (f"{COMMON}word{number}x{at} " for at in range(KEPT_LENGTH // len(COMMON)))
    return "".join(own)[:KEPT_LENGTH]


def test_the_words_of_many_texts_take_no_more_than_their_bound() -> None:
    """However many texts are looked at: it was a thousand texts, which were 200 MB of news."""
    size = words_of(news(-1)).nbytes
    tracemalloc.start()
    try:
        for number in range(2 * KEPT_BYTES // size + 1):
            words_of(news(number))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert KEPT_BYTES / 2 < kept < KEPT_BYTES * 1.5


def test_the_words_of_the_newest_texts_are_kept() -> None:
    """What was looked at a moment ago is not read again; a text that is longer is not kept."""
    text = news(-2)
    assert words_of(text) is words_of("".join(text))
    assert words_of(f"{text} more") is not words_of(f"{text} more")
