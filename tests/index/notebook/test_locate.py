from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notebook.anchors import Anchor, Place, hash_text, locate
from index.notebook.placing import proposals

STORY = (
    "Harbour pilots in Varna ended their strike on Monday. Talks had lasted for eleven days. "
    "“Nobody wins a strike like this one,” said Petar Kolev, who leads the pilots. The ministry paid half of what "
    "they had asked for. Forty ships were still waiting outside the breakwater at noon. The first to enter was a "
    "grain carrier from Constanța. Nobody was hurt."
)
QUOTE = "The ministry paid half of what they had asked for."


def anchor_of(quote: str, text: str = STORY) -> Anchor:
    start = text.index(quote)
    return Anchor.of(text, start, start + len(quote))


def found(text: str, anchor: Anchor) -> tuple[str, bool] | None:
    place = locate(text, anchor)
    return (text[place.start : place.end], place.exact) if place else None


def test_an_anchor_holds_its_quote_its_context_and_the_hash() -> None:
    anchor = anchor_of(QUOTE)
    assert anchor.exact == QUOTE
    assert STORY[anchor.start - 32 : anchor.start] == anchor.prefix
    assert STORY[anchor.end : anchor.end + 32] == anchor.suffix
    assert anchor.text_hash == hash_text(STORY)
    assert hash_text("Ü") == "913d7314efae6e928bc40f303f3860e56c842124ee6430b1e9d84bec8397e146"
    assert not anchor.repeated
    assert Anchor.of("aa bb aa", 0, 2).prefix == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, len(STORY) + 1)])
def test_there_is_no_anchor_without_a_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        Anchor.of(STORY, start, end)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200), st.data())
def test_in_its_own_text_every_passage_is_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert locate(text, Anchor.of(text, start, end)) == Place(start, end, exact=True, score=1.0)


@settings(deadline=None, max_examples=100)
@given(st.text("ab .", min_size=1, max_size=80), st.text("ab .", max_size=120), st.data())
def test_an_exact_place_always_holds_the_quote(text: str, changed: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = Anchor.of(text, start, data.draw(st.integers(start + 1, len(text))))
    place = locate(changed, anchor)
    if place is not None:
        assert 0 <= place.start < place.end <= len(changed)
        assert place.exact == (changed[place.start : place.end] == anchor.exact)


def test_text_before_it_only_shifts_a_passage() -> None:
    changed = "Corrected on Tuesday.\n\n" + STORY
    place = locate(changed, anchor_of(QUOTE))
    assert place == Place(changed.index(QUOTE), changed.index(QUOTE) + len(QUOTE), exact=True, score=1.0)


def test_changed_words_are_approximate() -> None:
    changed = STORY.replace("paid half of what", "paid a third of what")
    assert found(changed, anchor_of(QUOTE)) == (QUOTE.replace("half", "a third"), False)


def test_a_moved_sentence_is_found() -> None:
    changed = QUOTE + " " + STORY.replace(QUOTE + " ", "")
    assert found(changed, anchor_of(QUOTE)) == (QUOTE, True)


def test_a_few_words_of_a_moved_sentence_are_found() -> None:
    changed = QUOTE + " " + STORY.replace(QUOTE + " ", "")
    assert found(changed, anchor_of("half of what")) == ("half of what", True)


def test_a_deleted_passage_has_no_place() -> None:
    assert locate(STORY.replace(QUOTE + " ", ""), anchor_of(QUOTE)) is None
    assert locate("", anchor_of(QUOTE)) is None


def test_the_same_words_elsewhere_are_not_the_passage() -> None:
    nobody = anchor_of("Nobody")
    assert found("News. " + STORY, nobody) == ("Nobody", True)
    deleted = STORY.replace("“Nobody wins a strike like this one,” said Petar Kolev, who leads the pilots. ", "")
    assert deleted.count("Nobody") == 1
    assert locate(deleted, nobody) is None


def test_the_context_chooses_among_repeated_quotes() -> None:
    changed = STORY.replace("Forty ships", QUOTE + " Forty ships").replace("Talks had", "New. Talks had")
    changed += " " + QUOTE
    first = STORY.replace("Talks had", "New. Talks had").index(QUOTE)
    place = locate(changed.replace(QUOTE + " " + QUOTE, QUOTE + " They took it. " + QUOTE), anchor_of(QUOTE))
    assert place is None or place.start == first


def test_between_two_places_that_are_about_as_like_the_old_one_nobody_can_choose() -> None:
    text = "The harbour master said on Tuesday that the ferry was late again and nobody from the union objected to it."
    anchor = anchor_of("the ferry was late again", text)
    one = text.replace("Tuesday", "Thursday")
    other = text.replace("Tuesday", "Saturday").replace("union", "onion")
    assert found(one, anchor) == ("the ferry was late again", True)
    assert locate(f"{one} It rained. {other}", anchor) is None


def test_a_copy_is_not_taken_for_a_passage_that_was_changed() -> None:
    changed = STORY.replace(QUOTE, QUOTE.replace("half", "most")) + " Again: " + QUOTE
    assert found(changed, anchor_of(QUOTE)) == (QUOTE.replace("half", "most"), False)


def test_a_passage_that_others_took_the_place_of_is_not_its_copy() -> None:
    changed = STORY.replace(QUOTE, "No sum was ever named by either side, on the record or off it.") + "\n\n" + QUOTE
    assert locate(changed, anchor_of(QUOTE)) is None


def test_a_sentence_like_it_beside_it_is_not_a_deleted_passage() -> None:
    first = "Militia shelled the town of Idra on Monday and twelve people were killed."
    second = "Militia shelled the town of Karsa on Monday and twelve people were killed."
    text = f"It was the worst day of the whole war so far. {first} {second} Rain began to fall."
    assert locate(text.replace(first + " ", ""), anchor_of(first, text)) is None
    assert locate(text.replace(second + " ", ""), anchor_of(second, text)) is None


def test_between_a_passage_and_its_copy_beside_it_nobody_can_choose() -> None:
    text = (
        "The pilots went home,” he added. The ministry paid the pilots half of it,” he added. Forty ships wait today."
    )
    quote = "The ministry paid the pilots half of it,” he added."
    assert locate(text.replace(quote, f"{quote} {quote}"), anchor_of(quote, text)) is None


def test_a_passage_that_was_either_changed_or_moved_has_no_place() -> None:
    before = STORY[: STORY.index(QUOTE)]
    changed = before + QUOTE.replace("half", "most") + " Then it rained for weeks, and harvest failed. " + QUOTE
    assert locate(changed, anchor_of(QUOTE)) is None
    assert found(changed.removesuffix(QUOTE), anchor_of(QUOTE)) == (QUOTE.replace("half", "most"), False)


def test_twins_with_the_same_context_cannot_be_told_apart() -> None:
    row = "Advertisement. Read on below. Subscribe to our letter today. Advertisement. Read on below. "
    text = row * 4
    anchor = Anchor.of(text, len(row) + 30, len(row) + 40)
    assert locate("New. " + text, anchor) is None


@pytest.mark.parametrize(
    ("text", "quote", "changed"),
    [
        ("Cô giáo nói cầu đã đóng. " * 1 + "Người dân chờ ở bờ sông suốt đêm. Trời mưa to.", "chờ ở bờ sông", "Mới. "),
        ("The crew 👩‍🚀 is safe. Fans 🇧🇬 wave from the pier 👋🏽 all night long. It rains 🌧️ hard.", "🇧🇬 wave", "🆕 "),
        ("大桥已经关闭。居民在河边等了一夜，没有人受伤。雨下得很大。", "等了一夜", "新消息。"),
    ],
)
def test_offsets_are_code_points_in_every_script(text: str, quote: str, changed: str) -> None:
    anchor = anchor_of(quote, text)
    place = locate(changed + text, anchor)
    assert place is not None
    assert (place.start, place.end) == (anchor.start + len(changed), anchor.end + len(changed))


def test_an_orphan_has_proposals_the_likeliest_first() -> None:
    changed = (
        "A wholly new story. The ministry paid a tenth of what they had wanted. Then it rained. " + QUOTE[:30] + "."
    )
    anchor = Anchor.of("x " * 20 + QUOTE + " y" * 20, 40, 40 + len(QUOTE))
    assert locate(changed, anchor) is None
    best = proposals(changed, anchor)[0]
    assert changed[best.start : best.end].startswith("The ministry paid")
    assert proposals("nothing like it", anchor) == []


def test_a_quote_that_is_everywhere_in_a_long_text_has_no_place() -> None:
    text = "a b " * 1_250_000
    assert locate("x" + text, Anchor.of(text, 2_000_000, 2_000_003)) is None


def test_a_passage_as_long_as_a_book_is_found_by_its_words_or_not_at_all() -> None:
    text = "".join(f"Sentence {number} of the book. " for number in range(40_000))
    anchor = Anchor.of(text, 100, len(text) - 100)
    assert locate("New. " + text, anchor) == Place(105, len(text) - 95, exact=True, score=1.0)
    assert locate(text.replace("20000 of", "twenty thousand of"), anchor) is None


def test_looking_in_a_text_of_one_sentence_over_and_over_ends() -> None:
    text = "The same words stand here again and again. " * 20_000
    anchor = Anchor.of(text.replace("again and", "time and", 1), 0, 42)
    assert locate(text, anchor) is None


def test_a_note_made_before_soft_hyphens_were_kept_finds_its_place() -> None:
    text = "The co\u00adop\u00ader\u00adation of the two armies. نمی\u200cخواهد. The end of the two armies."
    kept_before = text.replace("\u00ad", "\ufffd").replace("\u200c", "\ufffd")
    for quote in ("co\ufffdop\ufffder\ufffdation of", "The end", "نمی\ufffdخواهد"):
        start = kept_before.index(quote)
        anchor = Anchor.of(kept_before, start, start + len(quote))
        place = locate(text, anchor)
        assert place is not None
        assert (place.start, place.end, place.exact) == (start, start + len(quote), True)
        changed = locate("More words. " + text, anchor)
        assert changed is not None
        assert text[changed.start - 12 : changed.end - 12] == text[start : start + len(quote)]
