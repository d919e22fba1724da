"""What is committed is seen whole or not at all, and a searcher keeps to the state that it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines import KINDS, Held, ask, by_key, commit, filled, found

from index.catalogue.staged import IndexEntry
from index.engine import Engine
from index.errors import LibraryDamagedError
from index.query.tree import Match, Term

RAIN = {1: ("Rain", "rain fell on the harbour"), 2: ("Sun", "no rain was seen"), 3: ("Fog", "fog lay on the harbour")}

Fill = Callable[..., Engine]


def test_there_is_nothing_before_it_is_made(kind: str, folder: Path) -> None:
    engine = KINDS[kind](folder)
    assert not engine.exists()
    for use in (engine.keys, engine.searcher):
        with pytest.raises(LibraryDamagedError, match="dateline index"):
            use()


def test_an_empty_one_finds_nothing(fill: Fill) -> None:
    engine = fill()
    assert engine.exists()
    assert engine.keys() == set()
    searcher = engine.searcher()
    assert searcher.count == 0
    for typed in ("", "rain", "-rain", "ra*", "rain~", '"rain fell"', "title:rain"):
        result = ask(searcher, typed)
        assert (result.total, result.scored) == (0, False)
        assert list(result.by_score(by_key([]))) == list(result.by_place(by_key([]))) == []
    assert searcher.forms(Term("rain", Match.STEM), "text") == {}
    assert searcher.frequent_forms(1) == {}
    assert list(searcher.like([("rain", 1.0)], 1, 0.5, 10)) == []
    engine.tidy()
    assert engine.keys() == set()


def test_one_commit_adds_and_removes(fill: Fill) -> None:
    engine = fill(RAIN)
    before = engine.searcher()
    commit(engine, {4: ("Hail", "rain and hail"), 5: ("Wind", "wind")}, removed=[1, 3])
    assert engine.keys() == {2, 4, 5}
    after = engine.searcher()
    assert (after.count, found(after, "rain"), found(after, "harbour"), found(after, "")) == (3, [2, 4], [], [2, 4, 5])
    assert (before.count, found(before, "rain"), found(before, "")) == (3, [1, 2], [1, 2, 3])


def test_a_result_outlives_its_searcher_and_later_commits(fill: Fill) -> None:
    engine = fill(RAIN)
    searcher = engine.searcher()
    result = ask(searcher, "rain")
    searcher.close()
    commit(engine, {}, removed=[1, 2, 3])
    engine.tidy()
    engine.searcher()
    assert list(result.by_place(by_key([1, 2, 3]))) == [1, 2]
    assert result.score(1) > 0


def test_others_see_what_was_committed(fill: Fill, kind: str, folder: Path) -> None:
    engine, other = fill(RAIN), KINDS[kind](folder)
    assert other.keys() == {1, 2, 3}
    commit(engine, {4: ("Hail", "hail")})
    assert found(other.searcher(), "hail") == [4]


def test_a_commit_is_not_seen_before_it_is_whole(fill: Fill, kind: str, folder: Path) -> None:
    engine, other = fill(RAIN), KINDS[kind](folder)
    seen = []

    def added() -> Iterator[IndexEntry]:
        for key in (4, 5, 6):
            yield IndexEntry(key, "Hail", "hail and rain")
            seen.append((other.keys(), found(other.searcher(), "rain")))

    engine.commit(added(), [1])
    assert seen == [({1, 2, 3}, [1, 2])] * 3
    assert found(other.searcher(), "rain") == [2, 4, 5, 6]


def test_a_commit_that_is_given_up_changes_nothing(fill: Fill) -> None:
    engine = fill(RAIN)

    def broken() -> Iterator[IndexEntry]:
        yield IndexEntry(4, "Hail", "hail")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.commit(broken(), [1, 2])
    assert engine.keys() == {1, 2, 3}
    assert found(engine.searcher(), "rain OR hail") == [1, 2]
    commit(engine, {4: ("Hail", "hail")}, removed=[1])
    assert found(engine.searcher(), "rain OR hail") == [2, 4]


def test_what_is_not_there_can_be_removed(fill: Fill) -> None:
    engine = fill(RAIN)
    commit(engine, {}, removed=[2, 77])
    assert engine.keys() == {1, 3}


def test_making_it_anew_forgets_everything(fill: Fill) -> None:
    engine = fill(RAIN)
    engine.create()
    assert engine.keys() == set()
    commit(engine, {9: ("Rain", "rain")})
    assert found(engine.searcher(), "rain") == [9]


def test_what_was_removed_leaves_no_trace(kind: str, tmp_path: Path) -> None:
    left = {1: RAIN[1], 3: RAIN[3], 4: ("Rain, again", "it rained all day")}
    changed = filled(kind, tmp_path / "changed", RAIN, {5: ("Gone", "rain " * 50)})
    commit(changed, {4: left[4]}, removed=[2, 5])
    anew = filled(kind, tmp_path / "anew", left)
    _same(changed, anew)
    changed.tidy()
    _same(changed, anew)


def _same(one: Engine, other: Engine) -> None:
    first, second = one.searcher(), other.searcher()
    assert first.count == second.count
    for typed in ("rain", "harbour OR rain", "ra*", '"on the harbour"', "-fog"):
        results = [ask(searcher, typed, Held()) for searcher in (first, second)]
        keys = [list(result.by_score(by_key(range(1, 9)))) for result in results]
        assert keys[0] == keys[1], typed
        assert [results[0].score(key) for key in keys[0]] == pytest.approx([results[1].score(k) for k in keys[0]])
    for term in (Term("rain", Match.STEM), Term("*a*", Match.PATTERN), Term("seen", Match.EXACT)):
        assert first.forms(term, "text") == second.forms(term, "text")
    likes = [searcher.like([("rain", 1.0), ("harbour", 2.0)], 1, 0.0, 9) for searcher in (first, second)]
    assert [key for key, _ in likes[0]] == [key for key, _ in likes[1]]
    assert [score for _, score in likes[0]] == pytest.approx([score for _, score in likes[1]])
