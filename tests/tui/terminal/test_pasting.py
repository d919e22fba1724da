"""A pasted text presses no key, whatever it holds and however it is cut into pieces."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Key, Paste

from tui.terminal.pasting import PasteGuard, PastingParser

ESCAPE = "\x1b"
START, END = "\x1b[200~", "\x1b[201~"

keys = st.text(st.sampled_from("aj\x1b[2~0"), max_size=8)
pasted = st.text(st.sampled_from("aj\x1b[20~]\n"), max_size=20).filter(lambda text: END not in text)


@settings(deadline=None, max_examples=200)
@given(keys, pasted, keys, st.data())
def test_only_what_is_pasted_changes(before: str, text: str, after: str, data: st.DataObject) -> None:
    if START in before + START[:-1] or END in (text + END)[:-1] or START in after:
        return
    sent = before + START + text + END + after
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    guard = PasteGuard()
    pieces = [guard.clean(sent[start:end]) for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert "".join(pieces) == before + START + text.replace(ESCAPE, "␛") + END + after


def test_a_paste_is_one_message_and_no_key() -> None:
    parser = PastingParser()
    messages = list(parser.feed(f"x{START}a\x1b[31mq\x1b]0;t\x07\x1bj{END}y"))
    assert [type(message) for message in messages] == [Key, Paste, Key]
    assert messages[1].text == "a␛[31mq␛]0;t\x07␛j"  # type: ignore[attr-defined]
