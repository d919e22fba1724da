"""A note is asked for line by line. What was typed is on disk before it is said, as a note, a draft or a kept text."""

from __future__ import annotations

from collections.abc import Callable

from index.notebook.anchors import Anchor
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.linear.opened import OpenedDocument
from tui.saving import Saver

Asked = Callable[[str], str | None]
"""Prints a prompt and returns the line that was typed; None if there is no more."""

_COLOUR = 1


def write_note(
    notebook: Notebook,
    opened: OpenedDocument,
    sentences: tuple[int, int],
    words: str,
    say: Callable[[str], None],
    ask: Asked,
) -> bool:
    """Save a note on these sentences, the first and the last; returns whether it was saved.

    With no ``words`` they and the tags are asked for. Raises NotebookError that says where the words are kept.
    """
    span = opened.numbered.span_of(*sentences)
    anchor = Anchor.of(opened.numbered.text, span.start, span.end)
    subject = opened.view.subject
    saver = Saver(
        notebook,
        Unsaved(subject, anchor, ""),
        lambda note, tags, colour: notebook.add(subject, anchor, note, tags, colour),
    )
    tags: list[str] = []
    if not words:
        say(f"note on {opened.named(span)}: {opened.numbered.words_of(span)}")
        draft = saver.draft()
        if draft is not None:
            say(f"draft: {' '.join(draft.note.split())} (an empty line takes it)")
        typed = _asked(saver, "note: ", draft.note if draft else "", ask, say)
        if typed is None:
            return False
        words = typed or (draft.note if draft else "")
        given = _asked(saver, "tags, with commas between: ", words, ask, say)
        if given is None:
            return False
        tags = given.split(",") if given.strip() or draft is None else list(draft.tags)
    saver.save(words, tags, _COLOUR)
    say(f"saved: note by me, {opened.named(span)}.")
    return True


def _asked(saver: Saver, prompt: str, typed: str, ask: Asked, say: Callable[[str], None]) -> str | None:
    """A line; None if there is none (ctrl+d, ctrl+c), after what was typed before is kept as a draft."""
    try:
        line = ask(prompt)
    except KeyboardInterrupt:
        line = None
    if line is None and typed:
        saver.keep(typed, (), _COLOUR)
        say("kept as a draft; a there goes on with it.")
    elif line is None:
        say("no note.")
    return line
