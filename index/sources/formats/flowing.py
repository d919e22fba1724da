"""A text that is written paragraph by paragraph, with the pages on which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.errors import UnreadableError
from index.model import Page
from index.sources.entries import Fault, Text
from index.sources.formats.downloads import stories_of_download
from index.sources.limits import MAX_RECORD_BYTES, mebibytes

_ROW_OF_BLOCKS = 3  # paragraphs in one cell: such a table is there for the look of the page


class Flow:
    """Paragraphs, parted by blank lines; between the items of a list and the rows of a table there is none."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._is_tight = False
        self._waiting: list[str] = []  # labels of pages that begin with the next paragraph
        self._pages: list[Page] = []

    def add(self, words: str, *, tight: bool = False) -> None:
        """Write a paragraph, unless it is blank. Raises UnreadableError if the text becomes too long."""
        words = words.strip("\n").rstrip()
        if not words.strip():
            return
        if self._pieces:
            joint = "\n" if tight and self._is_tight else "\n\n"
            self._pieces.append(joint)
            self._length += len(joint)
        self._begin_pages()
        self._pieces.append(words)
        self._length += len(words)
        self._is_tight = tight
        if self.is_too_long:
            raise UnreadableError(f"more than {mebibytes(MAX_RECORD_BYTES)} in one text")

    def separate(self) -> None:
        """Let a blank line stand before what is written next."""
        self._is_tight = False

    def begin_page(self, label: str) -> None:
        """Begin a page with what is written next."""
        self._waiting.append(label)
        self.separate()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self._pieces

    @property
    def is_too_long(self) -> bool:
        """Whether more was written than one text may hold."""
        return self._length > MAX_RECORD_BYTES

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._pieces)

    def pages(self) -> tuple[Page, ...]:
        """Return the pages that were begun; those at the end may hold nothing."""
        self._begin_pages()
        return tuple(self._pages)

    def _begin_pages(self) -> None:
        self._pages += [Page(self._length, label) for label in self._waiting]
        self._waiting.clear()


def write_row(flow: Flow, cells: list[list[str]]) -> None:
    """Write a row of a table, given the paragraphs of its cells: on a line, unless it is there for the page's look."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 or any(len(cell) > _ROW_OF_BLOCKS for cell in filled):
        for cell in filled:
            for words in cell:
                flow.add(words)
        return
    line = " | ".join(" ".join(" ".join(cell).split()) for cell in cells)
    flow.add(line.rstrip(" |"), tight=True)


def comment_head(author: str, date: str) -> str:
    """What stands before a comment; ``date`` is in ISO form."""
    return ", ".join(filter(None, (f"Comment by {author}" if author else "Comment", date[:10]))) + ":"


def with_unread(text: str, reasons: Iterable[str]) -> str:
    """A text with what could not be read of it told at its end."""
    unread = "".join(f"\n[Not read: {reason}]" for reason in reasons)
    return f"{text}\n{unread}" if unread else text


def made_text(
    flow: Flow, values: dict[str, str], dates: Iterable[tuple[str, str]], faults: list[Fault]
) -> Iterator[Text | Fault]:
    """Yield a text as it was written, and what could not be read of it, which is also told at its end.

    A download of a press archive's is its stories. Raises UnreadableError if nothing was read, or too much.
    """
    if flow.is_too_long:
        raise UnreadableError(f"more than {mebibytes(MAX_RECORD_BYTES)} in one text")
    if flow.is_empty:
        raise UnreadableError(faults[0].reason if faults else "it has no text, perhaps only pictures")
    text = with_unread(flow.text(), (fault.reason for fault in faults))
    stories = list(stories_of_download(flow.text()))
    if stories:
        yield from (*stories, *faults)
        return
    told = {"text": text} | {name: value for name, value in values.items() if value.strip()}
    yield Text(told, pages=flow.pages(), dates=tuple((source, date) for source, date in dates if date))
    yield from faults
