"""What holds an annotation to its passage (``index.notebook.text_selectors``), and how the passage is found again."""

from __future__ import annotations

from index.notebook.text_selectors import CONTEXT, Anchor, Place, hash_text
from index.text.neutralise import REPLACEMENT, as_before

__all__ = ["CONTEXT", "Anchor", "Place", "hash_text", "locate"]


def _was_made_before(text: str, anchor: Anchor, text_hash: str) -> bool:
    """Whether a note was made on the text as 0.1.0 kept it, with signs for soft hyphens and joiners, one for one."""
    if text.isascii() or not anchor.text_hash or anchor.text_hash == (text_hash or hash_text(text)):
        return False
    before = as_before(text)
    signs = REPLACEMENT in anchor.prefix + anchor.exact + anchor.suffix
    return before != text and (signs or hash_text(before) == anchor.text_hash)


def locate(text: str, anchor: Anchor, text_hash: str = "") -> Place | None:
    """The place of the anchor's passage in the text, or None where no place is sure enough.

    The position, if the text is the anchor's own; else, of a quote that stood there several times, the place whose
    wider surroundings are its own; else the quote in its whole context, if that stands there once; else the likeliest
    place (``index.notebook.placing``). ``text_hash`` is the text's hash, where the caller has it.
    """
    if _was_made_before(text, anchor, text_hash):
        text, text_hash = as_before(text), ""
    at_position = text[anchor.start : anchor.end] == anchor.exact
    if at_position and anchor.text_hash and anchor.text_hash == (text_hash or hash_text(text)):
        return Place(anchor.start, anchor.end, exact=True, score=1.0)
    if anchor.which:
        from index.notebook.repeated import place_among_equals

        told = place_among_equals(text, anchor)
        if told is not None:
            return told
    if len(anchor.prefix) == len(anchor.suffix) == CONTEXT:
        whole = anchor.prefix + anchor.exact + anchor.suffix
        first = text.find(whole)
        if first >= 0 and text.find(whole, first + 1) >= 0:
            return None  # it stands there twice with the same context: nothing tells them apart
        if first >= 0:
            start = first + CONTEXT
            return Place(start, start + len(anchor.exact), exact=True, score=1.0)

    from index.notebook.placing import likeliest_place  # it imports rapidfuzz, which a start must not wait for

    return likeliest_place(text, anchor)
