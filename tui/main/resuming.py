"""Between the main screen and the session's state: what is written down, and how it is taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import DatelineError
from tui.screens.note import NoteDialog
from tui.session import Draft, SessionState

if TYPE_CHECKING:
    from tui.main.screen import MainScreen


def state_of(main: MainScreen) -> SessionState:
    """Returns where the analyst is."""
    view = main.reading.view
    top = main.app.screen
    return SessionState(
        query=main.line.value.strip(),
        order=main.searching.order,
        row=main.documents.cursor,
        document=view.id if view else "",
        caret=main.reader.caret,
        pane=main.focused_pane,
        reading=main.reader_alone,
        entities_folded=main.entities_folded,
        theme=main.app.theme,
        draft=top.draft if isinstance(top, NoteDialog) and top.is_mounted else None,
    )


async def resume(main: MainScreen, state: SessionState) -> None:
    """Takes up a session once its query was answered: document, caret, pane, and a note that was not saved."""
    main.entities_folded = state.entities_folded
    document, caret = state.document, state.caret
    if state.draft is not None and state.draft.document:  # a late answer may have opened another under the dialog
        document, caret = state.draft.document, state.draft.start
    if not document:
        main.reading.result_changed()
        return
    opened = await _open(main, document, caret, state.row)
    if state.draft is not None:
        await _take_up(main, state.draft)
    if not opened:
        return
    main.reader_alone = state.reading
    main.lay_out()
    if state.pane == "reader":
        main.pane("reader")


async def _open(main: MainScreen, document: str, caret: int, number: int) -> bool:
    """Opens the document, at its row if that shows it still; False, with the reason, if it is not there any more."""
    try:
        row = await main.documents.fetched_row(number)
        in_result = row is not None and row.id == document
        await main.reading.open_now(document, caret, number if in_result else None)
    except DatelineError as error:
        main.say(str(error))
        main.reading.result_changed()
        return False
    return True


async def _take_up(main: MainScreen, draft: Draft) -> None:
    """Opens the dialog again that was cut off."""
    try:
        if await main.take_up(draft):
            main.say("This note was not saved when the last session ended.")
    except DatelineError as error:
        main.say(str(error))
