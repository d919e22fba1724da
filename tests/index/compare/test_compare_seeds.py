"""The two seeds: AFP and Sputnik on the same meeting, quoting the same colonel."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.compare.accounts import account_of
from index.compare.comparison import Account, Comparison, NameRow
from index.compare.related import POSSIBLE, Relations
from index.compare.side_by_side import compare
from index.library.library import LocalLibrary

MEETING, STRIKES, SPUTNIK = "US, Russian generals meet", "Air strikes kill 22", "US-Led Coalition, Russian Officials"


@pytest.fixture
def opened(library: Path) -> Iterator[LocalLibrary]:
    with contextlib.closing(LocalLibrary(library)) as opened_library:
        yield opened_library


def key_of(opened: LocalLibrary, title: str) -> int:
    """The document whose title begins so."""
    keys = opened.catalogue.ordered_keys("title")
    return next(summary.key for summary in opened.catalogue.summaries(keys) if summary.title.startswith(title))


def account(opened: LocalLibrary, title: str) -> Account:
    return account_of(opened.catalogue, opened.document(key_of(opened, title)))


@pytest.fixture
def both(opened: LocalLibrary) -> tuple[Account, Account, Comparison]:
    afp, sputnik = account(opened, MEETING), account(opened, SPUTNIK)
    return afp, sputnik, compare(afp, sputnik)


def test_the_shared_quote_is_one_pair_with_its_words_marked(both: tuple[Account, Account, Comparison]) -> None:
    afp, sputnik, comparison = both
    (quote,) = [pair for pair in comparison.pairs if "distract from" in afp.text[slice(*pair.a)]]
    assert quote.quote
    assert "distract from" in sputnik.text[slice(*quote.b)]
    marked = {(afp.text[slice(*d.a)], sputnik.text[slice(*d.b)]) for d in quote.differences}
    assert ("the defeat of ISIS", "defeating ISIS [Daesh]") in marked
    (phrase,) = [d for d in quote.differences if afp.text[slice(*d.a)] == "the defeat of ISIS"]
    assert [afp.text[slice(*word)] for word in phrase.a_words] == ["the defeat of"]
    assert [sputnik.text[slice(*word)] for word in phrase.b_words] == ["defeating", "[Daesh]"]


def test_the_reworded_report_of_the_meeting_is_a_pair(both: tuple[Account, Account, Comparison]) -> None:
    afp, sputnik, comparison = both
    pairs = [(afp.text[slice(*pair.a)], sputnik.text[slice(*pair.b)]) for pair in comparison.pairs]
    assert any("met face-to-face" in a and "met face-to-face" in b for a, b in pairs)


def test_only_afp_calls_it_the_first_meeting(both: tuple[Account, Account, Comparison]) -> None:
    afp, sputnik, comparison = both
    assert any("first in-person meeting" in afp.text[slice(*span)] for span in comparison.only_a)
    assert "first in-person meeting" not in sputnik.text


def test_names_stand_with_the_source_that_uses_them(both: tuple[Account, Account, Comparison]) -> None:
    _, _, comparison = both
    rows = {row.name: row for row in comparison.names}

    def forms(row: NameRow) -> tuple[set[str], set[str]]:
        return {form.text for form in row.a}, {form.text for form in row.b}

    afp, sputnik = forms(rows["Islamic State"])
    assert {"IS", "ISIS", "Islamic State"} <= afp
    assert "Daesh" not in afp
    assert {"Daesh", "ISIS"} <= sputnik
    afp, sputnik = next(forms(row) for row in comparison.names if "Deir Ezzor" in forms(row)[0])
    assert afp == {"Deir Ezzor"}
    assert {"Deir ez-Zor", "Deir Ez-Zor"} <= sputnik
    assert {"regime", "government"} == forms(rows["government"])[0]


def test_quotes_have_their_speakers(both: tuple[Account, Account, Comparison]) -> None:
    afp, sputnik, comparison = both
    said = {afp.text[q.start : q.end][:16]: (q.name, q.verb) for q in comparison.quotes_a if q.direct}
    assert said['"The discussions'] == ("Ryan Dillon", "said")
    claims = [q.name for q in comparison.quotes_b if q.verb == "claimed"]
    assert claims == ["Igor Konashenkov"]
    assert all(q.name for q in comparison.quotes_b)
    assert any("at\xa0every level" in sputnik.text[q.start : q.end] or "at every" in sputnik.text[q.start : q.end]
               for q in comparison.quotes_b if q.direct and q.name == "Ryan Dillon")  # fmt: skip


def test_the_other_story_of_the_file_is_no_account_of_the_meeting(opened: LocalLibrary) -> None:
    relations = Relations(opened.catalogue, opened.searcher())
    (found,) = relations.related(key_of(opened, MEETING))
    assert found.key == key_of(opened, SPUTNIK)
    assert not found.duplicate
    assert {"quote", "names", "places", "time"} <= {reason.kind for reason in found.reasons}
    (back,) = relations.related(key_of(opened, SPUTNIK))
    assert back.key == key_of(opened, MEETING)
    assert relations.related(key_of(opened, STRIKES)) == []


def test_that_story_is_no_account_of_the_meeting_in_a_file_of_its_own_either(opened: LocalLibrary) -> None:
    relations = Relations(opened.catalogue, opened.searcher())
    keys = [key_of(opened, title) for title in (MEETING, STRIKES)]
    meeting, strikes = relations.leads(keys)
    assert relations.likeness(keys[0], meeting, keys[1], strikes).score < POSSIBLE
