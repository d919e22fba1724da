"""What a session leaves for the next one."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SessionDamagedError
from tui import session
from tui.session import Draft, SessionState

TEXT = st.text(max_size=30)
PLACES = st.integers(0, 2**53 - 1)
DRAFTS = st.builds(Draft, TEXT, PLACES, PLACES, TEXT, TEXT, st.integers(0, 6), TEXT)
STATES = st.builds(
    SessionState,
    TEXT,
    TEXT,
    PLACES,
    TEXT,
    PLACES,
    TEXT,
    st.booleans(),
    st.booleans(),
    PLACES,
    PLACES,
    TEXT,
    PLACES,
    st.none() | DRAFTS,
)


@settings(deadline=None, max_examples=60)
@given(STATES)
def test_a_state_comes_back_as_it_was(state: SessionState) -> None:
    assert session.from_json(session.to_json(state)) == state


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["query", "row", "reading", "draft", "pane", "x"]),
        st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT) | st.dictionaries(TEXT, TEXT),
    )
)
def test_a_damaged_state_is_taken_as_far_as_it_goes(found: dict[str, object]) -> None:
    state = session.from_json(json.dumps(found))
    query = found.get("query")
    assert state.query == (query if isinstance(query, str) else "")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'"x"', b"nul\0", b"\xff\xfe\x00", b"[" * 100_000, b"9" * 9_999]
)
def test_what_is_no_state_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(content)
    with pytest.raises(SessionDamagedError, match="starts clean"):
        session.load(path)


def test_a_pipe_a_folder_and_a_huge_file_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(20_000_000)
    for name in ("pipe", "folder", "huge"):
        with pytest.raises(SessionDamagedError, match=name):
            session.load(tmp_path / name)


def test_numbers_beyond_their_range_take_their_defaults() -> None:
    draft = {"document": "d", "start": -5, "end": 10**30, "note": "words", "colour": 99}
    state = session.from_json(json.dumps({"row": -1, "caret": 2**60, "query": "a\ud800b", "draft": draft}))
    assert state == SessionState(query="a\ufffdb", draft=Draft(document="d", note="words"))


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([field.name for field in fields(SessionState)]), inner)
    ),
    max_leaves=10,
)


@settings(deadline=None, max_examples=300)
@given(NESTED)
def test_any_json_is_a_state_or_refused_and_can_be_stored(found: object) -> None:
    try:
        state = session.from_json(json.dumps(found))
    except ValueError:
        assert not isinstance(found, dict)
        return
    session.to_json(state).encode()
    assert session.from_json(session.to_json(state)) == state
    assert 0 <= state.row < 2**53
    assert state.draft is None or state.draft.colour in range(7)


def test_a_state_is_stored_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "session.json"
    session.store(path, session.to_json(SessionState(query="dillon")))
    assert session.load(path).query == "dillon"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["session.json"]


def test_what_cannot_be_stored_leaves_the_old_state(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    session.store(path, "old")
    with pytest.raises(UnicodeEncodeError):
        session.store(path, "\ud800")
    assert path.read_text() == "old"


def test_a_missing_file_starts_clean(tmp_path: Path) -> None:
    assert session.load(tmp_path / "none") == SessionState()
