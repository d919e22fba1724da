"""What holds of the comparison of any two texts."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.compare.comparison import Account, Comparison
from index.compare.side_by_side import compare
from index.model import EntityType, Mention, Span, SpanPair
from index.text.sentences import sentences

WORDS = (
    "the a of in and officers soldiers met killed wounded 12 eighteen village bridge river market rebels government"
    " regime said warned denied Dillon Ankara Daesh ceasefire convoy shelling Tuesday not"
).split()
ENTITIES = {
    "Dillon": (EntityType.PERSON, "Ryan Dillon"),
    "Ankara": (EntityType.PLACE, "Ankara"),
    "Daesh": (EntityType.ORGANIZATION, "Islamic State"),
}

SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(lambda words: "So " + " ".join(words) + "."),
    max_size=8,
)
ANY_TEXT = st.text(alphabet=st.sampled_from("ab İZ0 9.,\n\"'“”«»‘’([)]…—!?:٣"), max_size=200)
QUICK = settings(deadline=None, max_examples=40)


def of_sentences(written: list[str]) -> Account:
    """An account of these sentences, with the names in them."""
    text = " ".join(written)
    spans, place = [], 0
    for sentence in written:
        spans.append(Span(place, place + len(sentence)))
        place += len(sentence) + 1
    return Account("x", "", "", text, tuple(_mentions(text)), tuple(spans))


def _mentions(text: str) -> list[Mention]:
    found = []
    place = 0
    for piece in text.replace(".", " ").split(" "):
        if piece in ENTITIES:
            found.append(Mention(place, place + len(piece), piece, *ENTITIES[piece]))
        place += len(piece) + 1
    return found


def pairs_in_words(comparison: Comparison, a: Account, b: Account) -> Counter[tuple[str, str]]:
    """The pairs as they read."""
    return Counter((a.text[slice(*pair.a)], b.text[slice(*pair.b)]) for pair in comparison.pairs)


@QUICK
@given(SENTENCES, SENTENCES)
@example(["Officers soldiers dillon."], ["Dillon officers soldiers."])
def test_exchanging_the_accounts_exchanges_the_sides(first: list[str], second: list[str]) -> None:
    a, b = of_sentences(first), of_sentences(second)
    forth, back = compare(a, b), compare(b, a)
    assert {(pair.a, pair.b, pair.score, pair.quote) for pair in forth.pairs} == {
        (pair.b, pair.a, pair.score, pair.quote) for pair in back.pairs
    }
    assert {(pair.a, pair.b, d.a, d.b) for pair in forth.pairs for d in pair.differences} == {
        (pair.b, pair.a, d.b, d.a) for pair in back.pairs for d in pair.differences
    }
    assert (forth.only_a, forth.only_b) == (back.only_b, back.only_a)
    assert [(row.name, row.a, row.b) for row in forth.names] == [(row.name, row.b, row.a) for row in back.names]
    assert {(found.a, found.b) for found in forth.figures} == {(found.b, found.a) for found in back.figures}


@QUICK
@given(SENTENCES)
def test_an_account_shares_everything_with_itself(written: list[str]) -> None:
    account = of_sentences(written)
    comparison = compare(account, account)
    assert comparison.only_a == comparison.only_b == ()
    assert [(pair.a, pair.b, pair.score, pair.differences) for pair in comparison.pairs] == [
        ((span.start, span.end), (span.start, span.end), 1.0, ()) for span in account.sentences
    ]
    assert comparison.figures == ()


@QUICK
@given(SENTENCES, SENTENCES.flatmap(lambda written: st.tuples(st.just(written), st.permutations(written))))
def test_the_order_of_sentences_does_not_change_the_pairs(
    first: list[str], second: tuple[list[str], list[str]]
) -> None:
    a, b, shuffled = of_sentences(first), of_sentences(second[0]), of_sentences(list(second[1]))
    assert pairs_in_words(compare(a, b), a, b) == pairs_in_words(compare(a, shuffled), a, shuffled)


@QUICK
@given(ANY_TEXT, ANY_TEXT)
def test_every_span_lies_in_its_text(first: str, second: str) -> None:
    a = Account("a", "", "", first, (), tuple(sentences(first)))
    b = Account("b", "", "", second, (), tuple(sentences(second)))
    comparison = compare(a, b)
    assert all(0 <= start <= end <= len(first) for start, end in spans_of_a(comparison))
    back = compare(b, a)
    assert all(0 <= start <= end <= len(second) for start, end in spans_of_a(back))


def spans_of_a(comparison: Comparison) -> list[SpanPair]:
    """Every span of a comparison that lies in the first text."""
    spans = [*comparison.only_a, *(pair.a for pair in comparison.pairs), *(found.a for found in comparison.figures)]
    for pair in comparison.pairs:
        for difference in pair.differences:
            spans += [difference.a, *difference.a_words]
    spans += [span for row in comparison.names for form in row.a for span in form.spans]
    for quote in comparison.quotes_a:
        spans += [(quote.start, quote.end), *filter(None, (quote.speaker, quote.cue))]
    return spans
