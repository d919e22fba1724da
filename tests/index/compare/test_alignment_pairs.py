"""Which sentences become a pair, and which words of a pair are marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.compare.comparison import Account, Comparison
from index.compare.side_by_side import compare

MakeAccount = Callable[..., Account]

ISLAMIC_STATE = ("organization", "Islamic State")


def as_read(comparison: Comparison, a: Account, b: Account) -> list[tuple[str, str]]:
    return [(a.text[slice(*pair.a)], b.text[slice(*pair.b)]) for pair in comparison.pairs]


def marked(comparison: Comparison, a: Account, b: Account) -> list[tuple[str, str]]:
    return [(a.text[slice(*d.a)], b.text[slice(*d.b)]) for pair in comparison.pairs for d in pair.differences]


def test_a_reworded_sentence_finds_its_counterpart_elsewhere(account: MakeAccount) -> None:
    a = account("The bridge at Tarin was closed on Monday. Engineers found cracks in two of its stone pillars.")
    b = account("Cracks were found by engineers in two stone pillars, officials say. Nobody was hurt. It rained.")
    comparison = compare(a, b)
    assert as_read(comparison, a, b) == [
        (
            "Engineers found cracks in two of its stone pillars.",
            "Cracks were found by engineers in two stone pillars, officials say.",
        )
    ]
    assert [b.text[slice(*span)] for span in comparison.only_b] == ["Nobody was hurt.", "It rained."]


def test_names_made_one_by_their_entity_align(account: MakeAccount) -> None:
    names = {"Daesh": ISLAMIC_STATE, "ISIS": ISLAMIC_STATE, "Raqqa": ("place", "Raqqa"), "Karim": ("person", "Karim")}
    a = account("Karim said Daesh had fled Raqqa.", names)
    b = account("ISIS left Raqqa days ago, according to Karim.", names)
    assert len(compare(a, b).pairs) == 1
    unnamed = account(b.text)
    assert compare(account(a.text), unnamed).pairs == ()


def test_a_sentence_of_one_may_be_two_of_the_other(account: MakeAccount) -> None:
    a = account("The convoy left Harim at dawn with medicine and flour, and reached the camp near Sarmin by noon.")
    b = account("The convoy left Harim at dawn with medicine and flour. It reached the camp near Sarmin by noon.")
    comparison = compare(a, b)
    assert len(comparison.pairs) == 2
    assert comparison.only_b == ()


def test_of_equally_good_counterparts_the_order_of_the_text_chooses_none(account: MakeAccount) -> None:
    first = "Rebels shelled the mill while goats, chickens, sheep, horses and geese ran about."
    second = "Rebels shelled the mill while bakers, tailors, cobblers, masons and smiths fled about."
    a = account("Rebels shelled the mill.")
    chosen = set()
    for text in (f"{first} {second}", f"{second} {first}"):
        b = account(text)
        chosen.update(as_read(compare(a, b), a, b))
    assert len(chosen) == 1


def test_a_pair_is_a_quote_if_both_stand_in_quotation_marks(account: MakeAccount) -> None:
    plain = account("The river near Tarin is still rising, Lund said.")
    quoted = account('"The river near Tarin is still rising," Lund said.')
    assert [compare(a, b).pairs[0].quote for a, b in ((quoted, quoted), (quoted, plain), (plain, quoted))] == [
        True,
        False,
        False,
    ]


def test_usual_words_alone_make_no_pair(account: MakeAccount) -> None:
    a = account("He said on Thursday that they would be there. The minister said on Friday it was not his.")
    b = account("She said on Thursday that it was over. On Friday a spokesman said they had not been told.")
    assert compare(a, b).pairs == ()


def test_equal_sentences_pair_even_without_a_word(account: MakeAccount) -> None:
    a, b = account("***\n\nNo comment.\n\n***"), account("***\n\nNo  comment.")
    comparison = compare(a, b)
    assert comparison.only_a == comparison.only_b == ()
    assert all(pair.score == 1.0 and not pair.differences for pair in comparison.pairs)


def test_an_ellipsis_is_marked_against_what_it_leaves_out(account: MakeAccount) -> None:
    a = account('"We need to share maps to ensure... prevention of accidental fire on our columns," Lund said.')
    b = account('"We need to share maps to ensure the swift prevention of accidental fire on our columns," Lund said.')
    assert marked(compare(a, b), a, b) == [("...", "the swift")]


def test_hunks_with_one_word_between_are_one_phrase_and_brackets_are_kept(account: MakeAccount) -> None:
    a = account("The talks in Sarmin will not distract from the removal of PKS, the envoy told reporters.")
    b = account("The talks in Sarmin will not distract from removing PKS [the party], the envoy told reporters.")
    assert marked(compare(a, b), a, b) == [("the removal of PKS", "removing PKS [the party]")]


def test_words_that_only_one_has_stand_against_nothing(account: MakeAccount) -> None:
    a = account("The old mill beside the river burned down overnight.")
    b = account("The old mill beside the river burned down overnight, neighbours said angrily.")
    ((nothing, added),) = marked(compare(a, b), a, b)
    assert (nothing, added) == ("", "neighbours said angrily")


def test_case_and_accents_are_no_difference(account: MakeAccount) -> None:
    a, b = account("HİKMET saw the Café burn near Tarin."), account("Hikmet saw the cafe burn near Tarin.")
    (pair,) = compare(a, b).pairs
    assert (pair.score, pair.differences) == (1.0, ())


@pytest.mark.parametrize("sentence", ["Rebels shelled the market near the old bridge.", "word"])
def test_a_text_that_says_the_same_a_thousand_times_is_aligned(account: MakeAccount, sentence: str) -> None:
    a, b = account(f"{sentence}\n\n" * 1000), account(f"{sentence}\n\n" * 900)
    comparison = compare(a, b)
    assert len(comparison.pairs) == 1000
    assert comparison.only_a == comparison.only_b == ()
