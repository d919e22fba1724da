"""What is worked out for a word once."""

from __future__ import annotations

from index.entities.remembering import Remembered


def lengths_with_calls() -> tuple[Remembered[int], list[str]]:
    calls: list[str] = []

    def length(word: str) -> int:
        calls.append(word)
        return len(word)

    return Remembered(length), calls


def test_a_value_is_worked_out_once() -> None:
    lengths, calls = lengths_with_calls()
    assert [lengths[word] for word in ("Raqqa", "Hama", "Raqqa")] == [5, 4, 5]
    assert calls == ["Raqqa", "Hama"]


def test_what_is_remembered_is_bounded() -> None:
    lengths, _ = lengths_with_calls()
    assert lengths["x" * 1_000_000] == 1_000_000
    assert not lengths
    for number in range(100_001):
        lengths[str(number)]
    assert 0 < len(lengths) <= 100_000
