"""What a session leaves for the next one."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui import session
from tui.session import Draft, SessionState

TEXT = st.text(max_size=30)
DRAFTS = st.builds(Draft, TEXT, st.integers(), st.integers(), TEXT, TEXT, st.integers(0, 6), TEXT)
STATES = st.builds(
    SessionState,
    TEXT,
    TEXT,
    st.integers(),
    TEXT,
    st.integers(),
    TEXT,
    st.booleans(),
    st.booleans(),
    TEXT,
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


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "nul\0"])
def test_what_is_no_state_starts_clean(text: str) -> None:
    assert session.from_json(text) == SessionState()


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


def test_a_missing_or_unreadable_file_starts_clean(tmp_path: Path) -> None:
    assert session.load(tmp_path / "none") == SessionState()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert session.load(tmp_path / "bytes") == SessionState()
