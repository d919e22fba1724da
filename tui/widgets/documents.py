"""The list of documents: a window on a result of any length, whose rows are asked for as they scroll into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Sequence

from index.answers.listing import EventView, Row, RowsAnswer, SearchAnswer
from index.errors import DatelineError
from index.model import SpanPair
from tui.bound_keys import bindings
from tui.keys import Context
from tui.widgets.chosen import Chosen
from tui.widgets.rowlist import Piece, RowList, broken
from tui.widgets.status import Notice
from tui.widgets.tasks import launch

PAGE = 20
"""Rows that are asked for at once: a window of 40 lines full, as each letter that is typed waits for them."""

_PAGES_KEPT = 100
_TALL = 30  # lines from which on a document has room for a title, or a snippet, of two

MAIL, PAGES, ATTACHED, CARRIES = "✉", "▤", "↳", "+"
"""Signs before a title: a mail, a document with pages, what is attached to another, what something is attached to."""

FetchRows = Callable[[int, int, int], Awaitable[RowsAnswer]]
"""Asks for rows: ticket, start, count."""


class DocumentList(RowList):
    """Title, source, date and a snippet with its hits; signs for annotations and stars; read titles are not bold."""

    BINDINGS = bindings(Context.DOCUMENTS)

    def __init__(self, fetch: FetchRows, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._ticket = 0
        self._total = 0
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._pending: set[int] = set()
        self._marked: tuple[Collection[str], ...] = (frozenset(),) * 3  # annotated, starred, read
        self._new: Collection[str] = frozenset()
        self._compact = False
        self.lines_per_row, self.gap = 4, 1
        self.chosen: Chosen[int] = Chosen()  # by their rows' numbers, until the result is another

    # The result

    @property
    def total(self) -> int:
        """The number of documents in the result."""
        return self._total

    def show(self, answer: SearchAnswer, cursor: int = 0) -> None:
        """Shows another result from its first row on, or from ``cursor``."""
        self._ticket = answer.ticket
        self._total = answer.total
        self._pages.clear()
        self._pending.clear()
        self.chosen.clear()
        for start in range(0, len(answer.rows), PAGE):
            rows = answer.rows[start : start + PAGE]
            if len(rows) == PAGE or start + len(rows) == self._total:
                self._pages[start // PAGE] = rows
        self.set_reactive(DocumentList.cursor, self.validate_cursor(cursor))
        self.scroll_to(y=0, animate=False)
        self.rows_changed()
        self._scroll_to_cursor()

    def mark(self, annotated: Collection[str], starred: Collection[str], read: Collection[str]) -> None:
        """Says which documents have annotations, which a star, and which were read, by their ids."""
        if self._marked != (annotated, starred, read):
            self._marked = (annotated, starred, read)
            self.refresh()

    def mark_new(self, documents: Collection[str]) -> None:
        """Says which documents have come into the library and were not opened yet, by their ids."""
        if self._new != documents:
            self._new = documents
            self.refresh()

    def is_chosen(self, index: int) -> bool:
        """Returns whether a document is chosen."""
        return index in self.chosen

    def toggle_chosen(self) -> bool:
        """Chooses the document at the cursor, or no longer; returns False if there is none."""
        if not self._total:
            return False
        self.chosen.toggle(self.cursor)
        self.refresh_row(self.cursor)
        return True

    def toggle_all_chosen(self) -> bool:
        """Chooses all documents of the result, or none; returns False if there are none."""
        self.chosen.toggle_all(range(self._total))
        self.refresh()
        return self._total > 0

    def choose_none(self) -> None:
        """Chooses nothing any more."""
        self.chosen.clear()
        self.refresh()

    def row(self, index: int) -> Row | None:
        """Returns a row, or None while it is on its way."""
        page = self._pages.get(index // PAGE)
        if page is None:
            self._ask_for(index // PAGE)
            return None
        self._pages.move_to_end(index // PAGE)
        return page[index % PAGE] if index % PAGE < len(page) else None

    async def fetched_row(self, index: int) -> Row | None:
        """Returns a row, waiting for it if it has to be asked for; None if there is none. Raises DatelineError."""
        if not 0 <= index < self._total:
            return None
        if index // PAGE not in self._pages:
            await self._load(index // PAGE)
        return self.row(index)

    def watch_cursor(self, old: int, new: int) -> None:
        """Asks for what comes next before the cursor is there."""
        super().watch_cursor(old, new)
        self._ask_for(new // PAGE + 1)

    def _ask_for(self, page: int) -> None:
        if page not in self._pages and page not in self._pending and page * PAGE < self._total:
            self._pending.add(page)
            launch(self, f"rows-{page}", self._load_or_say, page)

    async def _load_or_say(self, page: int) -> None:
        try:
            await self._load(page)
        except DatelineError as error:
            self.post_message(Notice(str(error)))

    async def _load(self, page: int) -> None:
        ticket = self._ticket
        try:
            answer = await self._fetch(ticket, page * PAGE, PAGE)
        finally:
            self._pending.discard(page)
        if ticket != self._ticket:
            return
        self._pages[page] = answer.rows
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        if self.shows(page * PAGE, (page + 1) * PAGE):
            self.refresh()
        if self.cursor // PAGE == page:
            self.post_message(self.CursorMoved(self, self.cursor))

    # Drawing

    def on_resize(self) -> None:
        """Chooses how many lines a document has, by the height."""
        self._choose_lines()
        super().on_resize()

    def toggle_compact(self) -> None:
        """Shows a document in one line, its date and title, or in several again."""
        self._compact = not self._compact
        self._choose_lines()

    def _choose_lines(self) -> None:
        if self._compact:
            self.set_lines_per_row(1)
        else:
            self.set_lines_per_row(5 if self.size.height >= _TALL else 4, gap=1)

    def row_count(self) -> int:
        """Returns the number of documents."""
        return self._total

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns title, source and date, the snippet and a blank line; where it is compact date and title."""
        row = self.row(index)
        if row is None:
            return [[("  …", "muted")], *([] for _ in range(self.lines_per_row - 1))]
        annotated, starred, read = (row.id in documents for documents in self._marked)
        title: list[Piece] = [(f"{kind} ", "muted")] if (kind := _kind(row)) else []
        if row.event is not None and row.event.copy:
            title.append(("= copy ", "sign"))
        if starred:
            title.append(("★ ", "sign"))
        if row.id in self._new:
            title.append(("• ", "sign"))
        title.append((one_line(row.title) or "(no title)", "" if read else "strong"))
        date = row.date + row.date_sign if row.date else "no date"
        sign = "✎" if annotated else " "
        if self.lines_per_row == 1:
            bracket = _bracket(row.event, 2)[0]
            return [[(self.pointer(index) + bracket, ""), (sign, "sign"), (f"{date:<11} ", "muted"), *title]]
        about = " · ".join(filter(None, (one_line(row.source), date, _copies(row.event))))
        told = [*self._title_lines(title, width - 3), [(about, "muted")]]
        told += self._snippet_lines(row, width - 3, self.lines_per_row - self.gap - len(told))
        brackets = _bracket(row.event, len(told))
        below = "│" if brackets[-1] in "┌│" else " "
        lines: list[list[Piece]] = [
            [(f" {bracket} ", "muted"), *line] for bracket, line in zip(brackets, told, strict=True)
        ]
        lines[0][:1] = [(self.pointer(index) + brackets[0], ""), (sign, "sign")]
        return [*lines, [(f" {below}", "muted")]]

    def _title_lines(self, title: list[Piece], room: int) -> list[list[Piece]]:
        """Returns a title in one line, or where there is room in two at most."""
        if self.lines_per_row < 5:
            return [title]
        first, rest = broken(title, room)
        return [first, rest] if rest else [first]

    def _snippet_lines(self, row: Row, room: int, lines: int) -> list[list[Piece]]:
        """Returns what an event has, or is changed by, or a row's snippet, in so many lines."""
        event = row.event
        if event is not None and event.number == 1 and event.documents > 1:
            told: list[list[Piece]] = [[(_of_event(event), "heading")]]
        elif event is not None and event.changed:
            told = [[(one_line(f"≈ {event.changed}"), "sign")]]
        else:
            rest, told = snippet_pieces(row, room), []
            while len(told) < lines - 1:
                first, rest = broken(rest, room)
                told.append(first)
            told.append(rest)
        return [*told, *([] for _ in range(lines - len(told)))]


def _kind(row: Row) -> str:
    """Returns the signs of a mail, of what has pages, of what is attached, and of what something is attached to."""
    attached = ATTACHED if row.is_attached else ""
    own = MAIL if row.type == "mail" else PAGES if row.has_pages else ""
    return attached + own + (CARRIES if row.carries else "")


def _bracket(event: EventView | None, lines: int) -> str:
    """Returns the sign in each line of a row that holds the rows of an event together."""
    if event is None or event.rows == 1:
        return " " * lines
    first, last = event.number == 1, event.number == event.rows
    return ("┌" if first else "│") + "│" * (lines - 2) + ("└" if last else "│")


def _of_event(event: EventView) -> str:
    """Says how many documents and sources an event has."""
    sources = f"{event.sources:,} {'source' if event.sources == 1 else 'sources'}"
    return f"{event.documents:,} documents · {sources}"


def _copies(event: EventView | None) -> str:
    """Says how many copies of a row's document there are, if any."""
    count = event.copies if event is not None else 0
    return f"{count:,} {'copy' if count == 1 else 'copies'}" if count else ""


def one_line(text: str) -> str:
    """Returns the text with newlines as spaces, one for one."""
    return text.replace("\n", " ")


def snippet_pieces(row: Row, width: int) -> list[Piece]:
    """Returns a row's snippet as ``hit_pieces`` does."""
    return hit_pieces(row.snippet, row.snippet_spans, width)


def hit_pieces(snippet: str, spans: Sequence[SpanPair], width: int) -> list[Piece]:
    """Returns a snippet cut at its hits, begun at such a word that the first hit is seen in ``width`` cells."""
    text = one_line(snippet)
    first_end = spans[0][1] if spans else 0
    position = 0
    pieces: list[Piece] = []
    if first_end > width:
        position = _word_start(text, spans[0][0], width // 3)
        pieces.append(("…", "snippet"))
    for start, end in spans:
        pieces += [(text[position:start], "snippet"), (text[start:end], "hit")]
        position = end
    pieces.append((text[position:], "snippet"))
    return [piece for piece in pieces if piece[0]]


def _word_start(text: str, before: int, reach: int) -> int:
    """Returns where the first word begins that starts at most ``reach`` characters before an offset."""
    space = text.find(" ", max(0, before - reach), before)
    return space + 1 if space >= 0 else before
