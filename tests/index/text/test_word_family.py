"""What a word of a query is widened to: inflection always, derivation where it keeps the meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.stemming import stem
from index.text.word_family import are_forms, is_form

FORMS = """
protest/protests/protested/protesting/protester/protesters strike/strikes/striking try/tries/tried/trying
stop/stops/stopped/stopping hearing/hearings/hear/heard city/cities evacuate/evacuated/evacuation/evacuations
investigate/investigation/investigators/investigations immigrant/immigrants/immigration govern/governments/government
quick/quickly hostile/hostility secure/security legal/legality resist/resistance different/difference/differently
terror/terrorism politics/political withdraw/withdrawal/withdrew organize/organizer/organizations deny/denied/denial
"""


def pairs(listed: str) -> list[tuple[str, str]]:
    families = [family.split("/") for family in listed.split()]
    return [(one, other) for one, *others in families for other in others if stem(one) == stem(other)]


@pytest.mark.parametrize(("one", "other"), pairs(FORMS))
def test_forms_of_a_word_are_found(one: str, other: str) -> None:
    assert are_forms(one, other)
    assert are_forms(other, one)


@pytest.mark.parametrize(
    "pair",
    (
        "protest/protestant response/responsible responsive/responsibility strike/strikingly prime/priming prime/primed"
        " may/maye universe/university busy/business depart/department office/officers custom/customers will/willing"
        " general/generous import/important political/polite candidate/candid several/severe position/positive"
        " constitute/constitution relate/relatives wit/witness public/publication opposite/opposition"
    ).split(),
)
def test_what_only_looks_alike_is_not(pair: str) -> None:
    one, other = pair.split("/")
    assert not are_forms(one, other)
    assert not are_forms(other, one)


def test_other_languages_and_letters_are_as_their_stems_have_it() -> None:
    assert is_form("солдаты", "солдат")
    assert is_form("priming", "prime", "de")
    assert not is_form("priming", "prime", "en")


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_it_is_the_same_for_either_first(one: str, other: str) -> None:
    assert are_forms(one, other) == are_forms(other, one)
    assert are_forms(one, one)


@given(st.from_regex(r"[bcdfgklmnprt][aeiou][bcdfgklmnprt]{1,2}", fullmatch=True))
def test_regular_inflection_always_counts(verb: str) -> None:
    assert all(are_forms(verb, verb + ending) for ending in ("s", "ed", "ing"))
