"""Files are taken when they have come to rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.building.quiet_files import CHANGED, GONE, LONGEST, NEW, QUIET, QuietFiles


def test_a_file_is_ready_when_it_has_been_the_same_for_two_seconds() -> None:
    files = QuietFiles()
    assert files.look({"/a": (1, 1)}, 0).restless == {"/a"}
    assert files.look({"/a": (2, 2)}, 1.5).ready == {}  # it grows
    assert files.look({"/a": (2, 2)}, 3.4).restless == {"/a"}
    ready = files.look({"/a": (2, 2)}, 3.5)
    assert ready.ready == {"/a": NEW}
    files.take(ready)
    assert files.look({"/a": (2, 2)}, 9).ready == {}


def test_changed_and_gone_files_and_one_that_came_back() -> None:
    files = QuietFiles()
    files.look({"/a": (1, 1), "/b": (1, 1)}, 0)
    files.take(files.look({"/a": (1, 1), "/b": (1, 1)}, 2))
    files.look({"/a": (5, 5)}, 3)
    assert files.look({"/a": (5, 5), "/b": (1, 1)}, 4).ready == {}  # an editor had put it aside
    assert files.look({"/a": (5, 5), "/b": (1, 1)}, 5).ready == {"/a": CHANGED}
    files.take(files.look({"/a": (5, 5), "/b": (1, 1)}, 5))
    files.look({"/a": (5, 5)}, 6)
    assert files.look({"/a": (5, 5)}, 8).ready == {"/b": GONE}


def test_what_cannot_be_listed_is_not_gone() -> None:
    files = QuietFiles()
    files.look({"/net/a": (1, 1), "/c": (1, 1)}, 0)
    files.take(files.look({"/net/a": (1, 1), "/c": (1, 1)}, 2))
    files.look({}, 3, ["/net"])
    assert files.look({}, 6, ["/net"]).ready == {"/c": GONE}


def test_a_file_that_never_rests_is_read_in_the_end() -> None:
    files = QuietFiles()
    looks = [files.look({"/log": (second, second)}, second) for second in range(int(LONGEST) + 1)]
    assert [second for second, look in enumerate(looks) if look.ready] == [int(LONGEST)]


STATS = st.dictionaries(st.sampled_from(["/a", "/b", "/c"]), st.tuples(st.integers(0, 2), st.integers(0, 2)))


@given(st.lists(STATS, max_size=8))
def test_what_was_taken_is_what_lies_there_in_the_end(states: list[dict[str, tuple[int, int]]]) -> None:
    files = QuietFiles()
    held: dict[str, tuple[int, int]] = {}
    now = 0.0
    for state in [*states, *[states[-1] if states else {}] * 2]:
        now += QUIET
        look = files.look(state, now)
        for path, how in look.ready.items():
            assert how == (GONE if path not in state else CHANGED if path in held else NEW)
        files.take(look)
        held = {path: stat for path, stat in held.items() if path not in look.ready} | {
            path: state[path] for path in look.ready if path in state
        }
    assert held == (states[-1] if states else {})
