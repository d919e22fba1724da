"""History and saved searches: kept between sessions, private, whole after a kill."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ConfigurationError, PathError
from index.home.folders import Home, find_home
from index.home.searches import MOST_REMEMBERED, History, SavedSearches


def test_history_keeps_each_query_once_and_the_last_last() -> None:
    history = History(find_home())
    for query in ("a", "b", " a ", "", "c"):
        history.remember(query)
    assert History(find_home()).queries() == ["b", "a", "c"]


def test_history_is_bounded_and_private() -> None:
    home = find_home()
    for number in range(MOST_REMEMBERED + 5):
        History(home).remember(f"query {number}")
    assert len(History(home).queries()) == MOST_REMEMBERED
    assert (home.state / "history.json").stat().st_mode & 0o077 == 0
    assert [file.name for file in home.state.iterdir()] == ["history.json"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_query_comes_back(tmp_path_factory: pytest.TempPathFactory, queries: list[str]) -> None:
    base = tmp_path_factory.mktemp("home")
    history = History(Home(base, base / "state", base / "config"))
    for query in queries:
        history.remember(query)
    kept = [query.strip() for query in queries if query.strip()]
    assert set(history.queries()) == set(kept)
    assert history.queries()[-1:] == kept[-1:]


def test_saved_searches_by_name() -> None:
    saved = SavedSearches(find_home())
    saved.save("weekly", 'homs date:"last week"')
    saved.save("all", "syria")
    assert SavedSearches(find_home()).all() == {"all": "syria", "weekly": 'homs date:"last week"'}
    assert saved.query("weekly") == 'homs date:"last week"'
    saved.delete("all")
    with pytest.raises(ConfigurationError, match="there is weekly"):
        saved.query("all")


def test_a_cut_file_is_no_obstacle_and_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    home = find_home()
    History(home).remember("a")
    (home.state / "history.json").write_text('["a", "b')
    assert History(home).queries() == []
    blocked = Home(tmp_path / "file" / "below", tmp_path / "file" / "state", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(PathError):
        History(blocked).remember("a")


def save_one(number: int) -> None:
    SavedSearches(find_home()).save(f"search {number}", "syria")


def test_searches_that_several_processes_save_are_all_kept() -> None:
    with ProcessPoolExecutor(3, multiprocessing.get_context("fork")) as pool:
        list(pool.map(save_one, range(12)))
    assert len(SavedSearches(find_home()).all()) == 12


def test_a_search_needs_a_name() -> None:
    with pytest.raises(ConfigurationError, match="needs a name"):
        SavedSearches(find_home()).save("  ", "syria")
