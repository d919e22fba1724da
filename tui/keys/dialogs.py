"""The keys of what opens over a screen to be answered."""

from __future__ import annotations

from tui.keys.actions import Action, Context, section

DIALOGS: tuple[Action, ...] = (
    *section(
        Context.NOTE,
        ("screen.save", "enter", "save", "save"),
        ("screen.new_line", "ctrl+j", "a new line in the note", "new line"),
        ("screen.editor", "ctrl+o", "write the note in the editor of VISUAL or EDITOR"),
        ("app.focus_next", "tab", "next field: note, tags, colour", "next"),
        ("app.focus_previous", "shift+tab", "previous field"),
        ("screen.discard", "ctrl+g", "close and throw away what was typed", "discard"),
        ("screen.cancel", "escape", "close; what was typed is kept as a draft", "keep draft"),
    ),
    *section(
        Context.CHOICE,
        ("screen.choose", "enter", "take this note", "take it"),
        ("screen.back", "escape q", "leave them", "cancel"),
    ),
    *section(
        Context.ASK,
        ("screen.answer", "enter", "take it", "take it"),
        ("screen.complete", "tab right", "complete to the name shown in grey"),
        ("screen.discard", "ctrl+g", "leave it and throw away what was typed"),
        ("screen.cancel", "escape", "leave it; what was typed stands there when it is asked again", "cancel"),
    ),
    *section(
        Context.SETTLE,
        ("screen.choose", "enter", "take this place", "take it"),
        ("screen.back", "escape q", "leave it", "cancel"),
    ),
    *section(
        Context.NAMES,
        ("screen.choose", "enter", "list the documents that name it", "documents"),
        ("screen.back", "escape q u", "back to the map", "back"),
    ),
    *section(
        Context.DATE,
        ("screen.choose", "enter", "take this date", "take it"),
        ("screen.type", "d", "type another date", "another date"),
        ("screen.turn", "o", "read 03/04/2017 the other way round, or back", "turn round"),
        ("screen.withdraw", "x", "take your word back: the evidence decides", "take back"),
        ("screen.back", "escape q D", "back", "back"),
    ),
    *section(
        Context.FILTER,
        ("screen.take", "enter", "go on in what is left", "take it"),
        ("screen.up", "up", "row up"),
        ("screen.down", "down", "row down"),
        ("screen.cancel", "escape", "show all again", "show all"),
    ),
    *section(
        Context.PALETTE,
        ("screen.choose", "enter", "do it", "do it"),
        ("screen.up", "up", "command up"),
        ("screen.down", "down", "command down"),
        ("screen.window_up", "pageup", "page up"),
        ("screen.window_down", "pagedown", "page down"),
        ("screen.back", "escape", "leave it", "cancel"),
    ),
)
