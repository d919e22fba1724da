"""Every construct of the query language: which documents are found, and how many fulfil each condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from engines import Held, ask, by_key, found

from index.engine import Searcher
from index.query.tree import Match, Or, Term, TextLeaf, Widened

STORIES = {
    1: ("Air strikes near Deir ez-Zor", "The US said its air strikes struck a convoy. Nobody met us there."),
    2: ("Generals meet", "They met in Moscow; a further meeting, about deconfliction, is planned. İdlib was quiet."),
    3: ("Strike at the harbour", "Dockers went on strike. Striking workers told us that talks failed."),
    4: ("Café du Nord", "A cafe near the harbour. U.S. tourists like it; the naïve striker does not."),
    5: ("北京的天气", "北京 is dry, 48 degrees were measured. HİKMET wrote of conflict and conflicts."),
    6: ("", "air, then a long way off, at last, near the end of the harbour road: strikes"),
    7: ("No words", ""),
    8: ("Syria's south", "bomb bomb and a third: bomb. Whoever said IS was behind it"),
}
EVERY = list(STORIES)


@pytest.fixture
def searcher(searched: Callable[..., Searcher]) -> Searcher:
    """The stories, in two commits."""
    first = {key: STORIES[key] for key in (1, 2, 3)}
    return searched(first, {key: STORIES[key] for key in (4, 5, 6, 7, 8)})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", EVERY),
        ("strike", [1, 3, 6]),
        ("meets", [2]),
        ("=strike", [3]),
        ("=strikes", [1, 6]),
        ("US", [1, 4]),
        ("us", [1, 3, 4]),
        ("IS", [8]),
        ("idlib", [2]),
        ("hikmet", [5]),
        ("café", [4]),
        ("naive", [4]),
        ("48", [5]),
        ("北京", [5]),
        ("syria", [8]),
        ("zebra", []),
        ("strike harbour", [3, 6]),
        ("strike AND NOT harbour", [1]),
        ("-strike", [2, 4, 5, 7, 8]),
        ("NOT (strike OR harbour)", [2, 5, 7, 8]),
        ("strike OR cafe", [1, 3, 4, 6]),
        ("(strike OR cafe) -air", [3, 4]),
        ("-strike -harbour -conflict -bomb", [2, 7]),
        ('"air strikes"', [1]),
        ('"strikes air"', []),
        ('"deir ez zor"', [1]),
        ("ez-zor", [1]),
        ('="on strike"', [3]),
        ('="on strikes"', []),
        ('"strike harbour"~3', [3, 6]),
        ('"harbour strike"~3', [3, 6]),
        ('"strike harbour"~2', [6]),
        ('"bomb bomb"~1', [8]),
        ('"bomb bomb bomb"~5', [8]),
        ('"bomb bomb bomb"~4', []),
        ('"US air"~3', [1]),
        ("deconf*", [2]),
        ("*flict", [5]),
        ("*conf*", [2, 5]),
        ("s?ria", [8]),
        ("str*ke", [3]),
        ("deir-ez*", [1]),
        ("stirke~2", [3]),
        ("harbor~1", [3, 4, 6]),
        ("harbor~", [3, 4, 6]),
        ("title:strike", [1, 3]),
        ("title:harbour", [3]),
        ('title:"at the harbour"', [3]),
        ("title:(strike -air)", [3]),
        ("title:str*", [1, 3]),
        ("-title:strike", [2, 4, 5, 6, 7, 8]),
    ],
)
def test_which_documents_are_found(searcher: Searcher, typed: str, expected: list[int]) -> None:
    assert found(searcher, typed) == expected
    assert ask(searcher, typed).total == len(expected)


@pytest.mark.parametrize(
    "typed",
    ["source:afp", 'source:="AFP"', "person:dillon", "date:2017", "mentions:2016", "tag:ferry", "is:starred"],
)
def test_other_conditions_are_the_catalogues(searcher: Searcher, typed: str) -> None:
    held = Held({typed: [2, 3, 8, 99]})
    assert found(searcher, typed, held) == [2, 3, 8]
    assert found(searcher, f"{typed} strike", held) == [3]
    assert found(searcher, f"{typed} OR strike", held) == [1, 2, 3, 6, 8]
    assert found(searcher, f"-{typed}", held) == [1, 4, 5, 6, 7]
    assert not ask(searcher, typed, held).scored


def test_each_condition_is_counted_alone(searcher: Searcher) -> None:
    result = ask(searcher, "(strike OR cafe) -harbour source:afp", Held({"source:afp": [1, 2]}))
    counted = {condition.typed: number for condition, number in result.by_condition.items()}
    assert counted == {"strike": 3, "cafe": 1, "harbour": 3, "source:afp": 2}
    assert result.total == 1
    assert result.left_out == {}


def test_which_conditions_a_document_fulfils(searcher: Searcher) -> None:
    result = ask(searcher, "(strike OR cafe) -harbour source:afp", Held({"source:afp": [1, 2]}))
    by_typed = {condition.typed: condition for condition in result.by_condition}
    fulfilled = {
        typed: [key for key in [*EVERY, 77] if result.fulfils(key, condition)] for typed, condition in by_typed.items()
    }
    assert fulfilled == {"strike": [1, 3, 6], "cafe": [4], "harbour": [3, 4, 6], "source:afp": [1, 2]}
    assert not result.fulfils(1, TextLeaf("other", 1, (Term("other", Match.EXACT),)))


def test_other_names_are_counted_with_what_was_typed(searcher: Searcher) -> None:
    names = tuple(TextLeaf(form, 1, (Term(form, Match.EXACT),)) for form in ("moscow", "cafe", "zebra"))
    widened = Widened(names, "moscow", 1, "also called so")
    result = searcher.run(Or((widened, TextLeaf("bomb", 9, (Term("bomb", Match.STEM),)))), Held())
    counted = {condition.typed: number for condition, number in result.by_condition.items() if condition != widened}
    assert counted == {"moscow": 1, "cafe": 1, "zebra": 0, "bomb": 1}
    assert result.by_condition[widened] == 2
    assert [key for key in EVERY if result.fulfils(key, widened)] == [2, 4]
    assert sorted(result.by_place(by_key(EVERY))) == [2, 4, 8]


def test_corrected_titles_take_the_place_of_those_that_were_committed(searcher: Searcher) -> None:
    titles = {3: "Dockers stay away", 7: "A strike, after all", 99: "strike"}
    assert found(searcher, "title:strike", titles=titles) == [1, 7]
    assert found(searcher, "strike", titles=titles) == [1, 3, 6, 7]
    assert found(searcher, 'title:"stay away"', titles=titles) == [3]
    assert found(searcher, "title:strike", titles={3: "Other"}) == [1]
    assert found(searcher, "title:strike") == [1, 3]


class GivenUpError(Exception):
    """What a check raises."""


def test_a_check_may_give_up_between_steps(searcher: Searcher) -> None:
    for steps in range(3):
        left = iter(range(steps))

        def check(left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise GivenUpError

        with pytest.raises(GivenUpError):
            ask(searcher, "strike OR harbour OR bomb", check=check)
    assert found(searcher, "strike OR harbour OR bomb") == [1, 3, 4, 6, 8]


@pytest.mark.parametrize("typed", ["", "strike", "-strike", "strike OR cafe", '"air strikes"', "strik*"])
def test_hidden_documents_are_neither_found_nor_counted(searcher: Searcher, typed: str) -> None:
    hidden = (1, 4)
    plain, result = ask(searcher, typed), ask(searcher, typed, hidden=hidden)
    assert list(result.by_place(by_key(EVERY))) == [key for key in plain.by_place(by_key(EVERY)) if key not in hidden]
    assert result.total == len(result.by_place(by_key(EVERY)))
    for condition in plain.by_condition:
        kept = [key for key in EVERY if key not in hidden and plain.fulfils(key, condition)]
        assert result.by_condition[condition] == len(kept)
        assert [key for key in EVERY if result.fulfils(key, condition)] == kept
