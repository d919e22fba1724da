"""Every action with its key, in one table, from which bindings, footer, help and palette are made.

An action's name says where it is found: plain in the widget that holds the binding, ``screen.…`` in the screen above
it, ``app.…`` in the app, and ``notes.…`` in that subject of the main screen (``tui.main``). Its method there is called
``action_…``. ``tui.bound_keys`` makes Textual's bindings of the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Where a key means something. The value is its heading in the help."""

    APP = "Everywhere"
    MAIN = "Main screen"
    LIST = "Any list"
    DOCUMENTS = "Documents"
    READER = "Reader"
    SELECTING = "Reader, while selecting"
    ENTITIES = "Entities"
    ENTITY = "About an entity"
    QUERY = "Query line"
    NOTE = "Note dialog"
    CHOICE = "Several notes on one place"
    ASK = "Dialog with one line"
    NOTEBOOK = "Notebook"
    WORDINGS = "Wordings of a note"
    CORRECTIONS = "Corrections"
    TIMELINE = "Timeline"
    MAP = "Map"
    NAMES = "Names on no map"
    SETTLE = "Which place is meant"
    DATE = "Date of a document"
    FACETS = "Facets"
    RELATED = "Related documents"
    COMPARISON = "Comparison"
    MATRIX = "Accounts of an event"
    VERSIONS = "Versions of a document"
    HELP = "Help"
    FILTER = "Filter of a list"
    PALETTE = "Palette"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does. ``keys`` are Textual's names; the first is the one that is shown."""

    name: str
    keys: tuple[str, ...]
    context: Context
    help: str
    footer: str = ""  # its word in the footer line; "" keeps it out


PLACES: dict[str, tuple[Context, ...]] = {
    "documents": (Context.DOCUMENTS, Context.LIST, Context.MAIN, Context.APP),
    "reader": (Context.READER, Context.MAIN, Context.APP),
    "selecting": (Context.SELECTING, Context.READER, Context.MAIN, Context.APP),
    "entities": (Context.ENTITIES, Context.LIST, Context.MAIN, Context.APP),
    "query": (Context.QUERY, Context.APP),
    "note": (Context.NOTE, Context.APP),
    "choice": (Context.CHOICE, Context.LIST, Context.APP),
    "ask": (Context.ASK, Context.APP),
    "facets": (Context.FACETS, Context.LIST, Context.APP),
    "notebook": (Context.NOTEBOOK, Context.LIST, Context.APP),
    "wordings": (Context.WORDINGS, Context.LIST, Context.APP),
    "corrections": (Context.CORRECTIONS, Context.LIST, Context.APP),
    "timeline": (Context.TIMELINE, Context.LIST, Context.APP),
    "map": (Context.MAP, Context.APP),
    "names": (Context.NAMES, Context.APP),
    "settle": (Context.SETTLE, Context.LIST, Context.APP),
    "date": (Context.DATE, Context.LIST, Context.APP),
    "related": (Context.RELATED, Context.LIST, Context.APP),
    "comparison": (Context.COMPARISON, Context.LIST, Context.APP),
    "matrix": (Context.MATRIX, Context.LIST, Context.APP),
    "versions": (Context.VERSIONS, Context.LIST, Context.APP),
    "entity": (Context.ENTITY, Context.LIST, Context.APP),
    "help": (Context.HELP, Context.LIST, Context.APP),
    "filter": (Context.FILTER, Context.APP),
    "palette": (Context.PALETTE, Context.APP),
}
"""Where the focus can be, and the contexts that hold there: an earlier one is asked before a later one."""

TYPING = ("query", "note", "ask", "filter", "palette")
"""Places where a sign is typed and is no key."""


def _section(context: Context, *rows: tuple[str, str, str] | tuple[str, str, str, str]) -> Iterator[Action]:
    for name, keys, help_text, *footer in rows:
        yield Action(name, tuple(keys.split()), context, help_text, *footer)


ACTIONS: tuple[Action, ...] = (
    *_section(
        Context.APP,
        ("app.help('sign')", "?", "help: keys, those of the place first, the query language, signs", "help"),
        ("app.help", "f1", "help, also while typing", "help"),
        ("app.palette('sign')", ":", "commands by name"),
        ("app.palette", "ctrl+p", "commands by name, also while typing"),
        ("app.redraw", "ctrl+l", "draw the screen again"),
        ("app.turn_rows('sign')", "backslash", "lay out right-to-left text here, or again as it is set"),
        ("app.suspend_process", "ctrl+z", "put Dateline in the background; fg brings it back"),
        ("app.quit", "ctrl+q", "quit"),
    ),
    *_section(
        Context.MAIN,
        ("queries.edit", "/", "edit the query", "search"),
        ("queries.facets", "f", "facets: what the result consists of, to narrow it down"),
        ("hits.find", "ctrl+f", "find in the open document; esc ends it"),
        ("hits.next", "n", "next hit, on into the next document", "next hit"),
        ("hits.previous", "N", "previous hit, back into the previous document"),
        ("panes.next", "tab", "next pane"),
        ("panes.previous", "shift+tab", "previous pane"),
        ("panes.documents", "1", "documents"),
        ("panes.reader", "2", "reader"),
        ("panes.entities", "3", "entities"),
        ("panes.zoom", "z", "give the pane the whole window, or show the others again"),
        ("panes.widen", "greater_than_sign", "make the list wider; in the entity pane, that one"),
        ("panes.narrow", "less_than_sign", "make the list narrower; in the entity pane, that one"),
        ("panes.toggle_entities", "e", "show or fold the entity pane"),
        ("sidebar.toggle_result", "E", "entities of the whole result, or of the document again"),
        (
            "notes.annotate",
            "a",
            "annotate the selection, or the sentence at the caret, or go on with a draft",
            "annotate",
        ),
        ("hit_notes.annotate", "A", "annotate every hit of the query, once it has shown how many there are"),
        ("marks.star", "m", "give the document a star, or take it off"),
        ("marks.toggle_read", "r", "mark the document read, or unread"),
        ("marks.tag", "number_sign", "tags of the document; tag: finds them"),
        ("copies.citation", "y", "copy the selection, or the sentence at the caret, with its source"),
        ("copies.quote", "Y", "copy the selection, or the sentence at the caret, alone"),
        ("notes.undo", "u", "undo the last change of a note"),
        ("notes.redo", "ctrl+r", "make the undone change again"),
        ("arrivals.take", "U", "take up what has come into the library since"),
        ("relations.parent", "circumflex_accent", "go to what the document is attached to"),
        ("relations.thread", "ampersand", "list the thread of the mail, the oldest first"),
        ("relations.copy_place", "at", "copy the document's web address, or the path of its file"),
        ("queries.sort", "s", "sort by relevance, newest, oldest, source, title"),
        ("queries.toggle_compact", "comma", "a document a line in the list, or several lines again"),
        ("queries.toggle_other_names", "W", "find other names of what the query names, or only those typed"),
        ("notes.notebook", "o", "notebook: all notes", "notebook"),
        ("dates.timeline", "t", "timeline: what was published and is spoken of, day by day or year by year"),
        ("places.map", "p", "places: a map of those that the result's documents name"),
        ("dates.evidence", "D", "the document's date: what speaks for it, and your own word"),
        ("accounts.related", "c", "compare: other accounts of what the document reports, and two side by side"),
        ("corrections.title", "H", "say what the document's title is"),
        ("corrections.source", "B", "say whose story the document is: its source"),
        ("corrections.language", "L", "say what language the document is in"),
        ("corrections.join_stories", "J", "say that the stories of the document's file are one: join them"),
        ("corrections.all", "O", "corrections: all that you have put right, to take any of it back"),
        ("dates.toggle_times", "T", "mark the times that the text names, or do not"),
        ("hits.toggle_fold", "i", "open the header of the text, or what is folded at the caret, or fold it again"),
        ("panes.toggle_explanation", "K", "show all of the line that says what ran, or one line of it"),
        ("hits.back", "escape q", "back", "back"),
    ),
    *_section(
        Context.LIST,
        ("down", "j down", "down"),
        ("up", "k up", "up"),
        ("page_down", "space pagedown", "page down"),
        ("page_up", "b pageup", "page up"),
        ("half_down", "ctrl+d", "half a page down"),
        ("half_up", "ctrl+u", "half a page up"),
        ("top", "g home", "first"),
        ("end", "G end", "last"),
    ),
    *_section(
        Context.DOCUMENTS,
        ("hits.read", "enter", "read the document", "read"),
        ("relations.attachments", "l", "list what is attached to the document"),
        ("app.quit", "q", "quit", "quit"),
    ),
    *_section(
        Context.READER,
        ("notes.open", "enter", "open the annotation at the caret; of several, the chosen one"),
        ("notes.delete", "x", "delete the annotation at the caret; of several, the chosen one"),
        ("caret_left", "h left", "character back"),
        ("caret_right", "l right", "character on"),
        ("caret_down", "j down", "line down"),
        ("caret_up", "k up", "line up"),
        ("word", "w", "word on"),
        ("word_back", "b", "word back"),
        ("sentence", ")", "sentence on"),
        ("sentence_back", "(", "sentence back"),
        ("paragraph", "}", "paragraph on, past the end to the file's next story"),
        ("paragraph_back", "{", "paragraph back, past the start to the file's previous story"),
        ("page_down", "space pagedown", "page down"),
        ("page_up", "pageup", "page up"),
        ("half_down", "ctrl+d", "half a page down"),
        ("half_up", "ctrl+u", "half a page up"),
        ("top", "g home", "start of the text"),
        ("end", "G end", "end of the text"),
        ("versions.older", "-", "the document's older version"),
        ("versions.newer", "+", "the document's newer version"),
        ("versions.list", "_", "all versions of the document"),
        ("versions.difference", "=", "what was edited in the document, each change by its kind"),
        ("hits.next_mention", "right_square_bracket", "next mention of the entity chosen beside the text"),
        ("hits.previous_mention", "left_square_bracket", "previous mention of that entity"),
        ("entities.declare", "I", "say which entity the selection names"),
        ("entities.reject_mention", "X", "say that the mention at the caret names nothing"),
        ("hits.select_characters", "v", "select by character", "select"),
        ("hits.select_paragraphs", "V", "select by paragraph"),
    ),
    *_section(
        Context.SELECTING,
        ("swap_ends", "o", "go to the selection's other end", "other end"),
        ("hits.cancel_selection", "escape", "drop the selection", "cancel"),
    ),
    *_section(
        Context.ENTITIES,
        ("hits.next_mention", "enter", "go to the next mention", "mention"),
        ("hits.previous_mention", "backspace", "go to the previous mention"),
        ("sidebar.sort", "s", "sort by mentions in the document (×), or by documents of the result", "sort"),
        ("sidebar.demand", "+", "only documents with the entity; again takes it away", "only with"),
        ("sidebar.exclude", "-", "no documents with the entity; again takes it away"),
        ("entities.about", "i", "about the entity: its names and who uses them, dates, company, place", "about"),
        ("entities.merge", "M", "say which other entity it is: merge the two"),
        ("entities.rename", "R", "say what it is called"),
        ("entities.retype", "C", "say what type it is of"),
        ("entities.split", "S", "say who else is meant by the name at the mention gone to last: split it off"),
        ("entities.reject", "x", "say that it is no entity, wherever it is mentioned"),
        ("entities.reject_mention", "X", "say that the mention gone to last names nothing"),
    ),
    *_section(
        Context.ENTITY,
        ("screen.back", "escape q i", "back", "back"),
    ),
    *_section(
        Context.QUERY,
        ("queries.run", "enter", "run the query and go to the documents", "run"),
        ("queries.older", "up", "older query", "older"),
        ("queries.newer", "down", "newer query"),
        ("delete_left_all", "ctrl+u", "clear the query, from the cursor back", "clear"),
        ("queries.leave", "escape tab", "back to the documents", "back"),
    ),
    *_section(
        Context.NOTE,
        ("screen.save", "enter", "save", "save"),
        ("screen.new_line", "ctrl+j", "a new line in the note", "new line"),
        ("screen.editor", "ctrl+o", "write the note in the editor of VISUAL or EDITOR"),
        ("app.focus_next", "tab", "next field: note, tags, colour", "next"),
        ("app.focus_previous", "shift+tab", "previous field"),
        ("screen.discard", "ctrl+g", "close and throw away what was typed", "discard"),
        ("screen.cancel", "escape", "close; what was typed is kept as a draft", "keep draft"),
    ),
    *_section(
        Context.CHOICE,
        ("screen.choose", "enter", "take this note", "take it"),
        ("screen.back", "escape q", "leave them", "cancel"),
    ),
    *_section(
        Context.NOTEBOOK,
        ("screen.open", "enter", "open the document there; of an orphan, where its words may be", "open"),
        ("screen.edit", "a", "edit the note", "edit"),
        ("screen.delete", "x", "delete the note", "delete"),
        ("screen.wordings", "c", "the wordings of a note that was changed in two places, side by side, to settle"),
        ("screen.filter", "/", "filter: words, tag:…, colour:1, source:…, date:2017-09, is:orphan", "filter"),
        ("screen.orphans", "exclamation_mark", "only the notes whose words were not found, or all again"),
        ("screen.sort", "s", "sort by document, newest, oldest, source, date, colour"),
        ("screen.attach", "t", "attach the note to the reader's selection, or the sentence at its caret"),
        ("screen.export", "E", "export the notes shown to a file", "export"),
        ("screen.undo", "u", "undo the last change of a note"),
        ("screen.redo", "ctrl+r", "make the undone change again"),
        ("screen.back", "escape q o", "back", "back"),
    ),
    *_section(
        Context.WORDINGS,
        *((f"screen.take({number})", str(number), f"let the note be wording {number}") for number in range(1, 10)),
        ("screen.join", "a", "make one wording of them all", "join"),
        ("screen.back", "escape q c", "back", "back"),
    ),
    *_section(
        Context.CORRECTIONS,
        ("screen.withdraw", "x", "take the correction back", "take back"),
        ("screen.undo", "u", "undo the last change", "undo"),
        ("screen.redo", "ctrl+r", "make the undone change again"),
        ("screen.back", "escape q O", "back", "back"),
    ),
    *_section(
        Context.FACETS,
        ("screen.demand", "+ enter", "only documents with the value", "only these"),
        ("screen.exclude", "-", "no documents with the value", "none of these"),
        ("screen.back", "escape q f", "back to the documents", "back"),
    ),
    *_section(
        Context.ASK,
        ("screen.answer", "enter", "take it", "take it"),
        ("screen.complete", "tab right", "complete to the name shown in grey"),
        ("screen.discard", "ctrl+g", "leave it and throw away what was typed"),
        ("screen.cancel", "escape", "leave it; what was typed stands there when it is asked again", "cancel"),
    ),
    *_section(
        Context.TIMELINE,
        ("screen.filter", "enter", "make the time, the interval or the source a condition of the query", "filter"),
        ("screen.next_figure", "f", "draw how many were killed, wounded, … along the time; then the counts", "figures"),
        ("screen.by_source", "s", "show each source in a row of its own, or all together again", "sources"),
        ("screen.begin_interval", "v", "begin an interval at the cursor, or drop it", "interval"),
        ("screen.open", "o", "open the document at the chosen sentence", "open"),
        ("screen.zoom_in", "greater_than_sign", "shorter times: years, months, weeks, days", "shorter"),
        ("screen.zoom_out", "less_than_sign", "longer times: days, weeks, months, years", "longer"),
        ("screen.next_list", "tab shift+tab", "go to the sentences, or back to the times", "sentences"),
        ("screen.back", "escape q t", "back", "back"),
    ),
    *_section(
        Context.MAP,
        ("screen.zoom_in", "+", "enlarge, around the chosen place if it is in view", "larger"),
        ("screen.zoom_out", "-", "shrink", "smaller"),
        ("screen.west", "h left", "move west"),
        ("screen.south", "j down", "move south"),
        ("screen.north", "k up", "move north"),
        ("screen.east", "l right", "move east"),
        ("screen.all", "0", "show all places", "all"),
        ("screen.next_place", "n", "the place in the next fewer documents", "next"),
        ("screen.previous_place", "N", "the place in the next more documents"),
        ("screen.open", "enter", "list the documents of the place: it becomes a condition of the query", "documents"),
        ("screen.filter", "a", "make the area that is shown a condition of the query", "area"),
        ("screen.next_unsure", "c", "the next place of which texts leave open which one is meant"),
        ("screen.settle", "P", "say which place is meant, in the document or in the whole library"),
        ("screen.list_names", "u", "list the names that are on no map; enter lists the documents of one"),
        ("screen.next_time", "right_square_bracket", "the next time alone; after the last, all times", "time"),
        ("screen.previous_time", "left_square_bracket", "the time before alone; before the first, all times"),
        ("screen.shorter", "greater_than_sign", "shorter times: years, months, weeks, days"),
        ("screen.longer", "less_than_sign", "longer times: days, weeks, months, years"),
        ("screen.back", "escape q p", "back", "back"),
    ),
    *_section(
        Context.SETTLE,
        ("screen.choose", "enter", "take this place", "take it"),
        ("screen.back", "escape q", "leave it", "cancel"),
    ),
    *_section(
        Context.NAMES,
        ("screen.choose", "enter", "list the documents that name it", "documents"),
        ("screen.back", "escape q u", "back to the map", "back"),
    ),
    *_section(
        Context.DATE,
        ("screen.choose", "enter", "take this date", "take it"),
        ("screen.type", "d", "type another date", "another date"),
        ("screen.turn", "o", "read 03/04/2017 the other way round, or back", "turn round"),
        ("screen.withdraw", "x", "take your word back: the evidence decides", "take back"),
        ("screen.back", "escape q D", "back", "back"),
    ),
    *_section(
        Context.RELATED,
        ("screen.compare", "enter", "compare the two documents side by side", "compare"),
        ("screen.open", "o", "open the document", "open"),
        ("screen.matrix", "m", "all accounts of the event: the quotes that they share, the names", "all accounts"),
        ("screen.toggle_copies", "x", "show the copies of the same text, or fold them away", "copies"),
        ("screen.back", "escape q c", "back", "back"),
    ),
    *_section(
        Context.COMPARISON,
        ("screen.next_difference", "n", "next difference", "next"),
        ("screen.previous_difference", "N", "previous difference"),
        (
            "screen.next_part",
            "tab",
            "next part: figures, what both say, what only one says, names, who says so",
            "part",
        ),
        ("screen.previous_part", "shift+tab", "previous part"),
        ("screen.fold", "z", "fold the part away below its heading, or show it again"),
        ("screen.order", "s", "order what both say: strongest differences first, or as the text has it", "order"),
        ("screen.open_first", "enter", "open the passage in the first document, or the only one", "open"),
        ("screen.open_second", "o", "open the passage in the second document"),
        ("screen.annotate", "a", "annotate: a pair as one note on both passages, or the only passage", "annotate"),
        ("screen.annotate_first", "1", "annotate the first document's passage alone"),
        ("screen.annotate_second", "2", "annotate the second document's passage alone"),
        ("screen.undo", "u", "undo the last change of a note"),
        ("screen.redo", "ctrl+r", "make the undone change again"),
        ("screen.export", "E", "export the comparison to a file", "export"),
        ("screen.back", "escape q c", "back", "back"),
    ),
    *_section(
        Context.MATRIX,
        ("screen.compare", "enter", "compare the accounts of row and column, or read the name there", "compare, read"),
        ("column_left", "h left", "column to the left", "left"),
        ("column_right", "l right", "column to the right", "right"),
        ("screen.open", "o", "open the column's document", "open"),
        ("screen.back", "escape q m", "back", "back"),
    ),
    *_section(
        Context.VERSIONS,
        ("screen.open", "enter", "open the version, at the place of the edit", "open"),
        ("screen.edits", "=", "show what was edited below each version, or the versions alone", "edits"),
        ("screen.cosmetic", "p", "show changes of case and punctuation too, or no longer", "punctuation"),
        ("screen.back", "escape q _", "back", "back"),
    ),
    *_section(
        Context.HELP,
        ("screen.run", "enter", "run the example that stands at the cursor", "run"),
        ("screen.filter", "/", "filter: only lines that hold what is typed; esc shows all", "filter"),
        ("screen.next_page", "tab", "next page: keys, the query language, fields, dates, signs, colours", "next page"),
        ("screen.previous_page", "shift+tab", "previous page"),
        ("screen.back", "escape q", "back", "back"),
    ),
    *_section(
        Context.FILTER,
        ("screen.take", "enter", "go on in what is left", "take it"),
        ("screen.up", "up", "row up"),
        ("screen.down", "down", "row down"),
        ("screen.cancel", "escape", "show all again", "show all"),
    ),
    *_section(
        Context.PALETTE,
        ("screen.choose", "enter", "do it", "do it"),
        ("screen.up", "up", "command up"),
        ("screen.down", "down", "command down"),
        ("screen.window_up", "pageup", "page up"),
        ("screen.window_down", "pagedown", "page down"),
        ("screen.back", "escape", "leave it", "cancel"),
    ),
)
"""The table."""

_SHOWN = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
    "f1": "F1",
    "exclamation_mark": "!",
    "number_sign": "#",
    "comma": ",",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "circumflex_accent": "^",
    "ampersand": "&",
    "backslash": "\\",
    "at": "@",
    "right_square_bracket": "]",
}


def shown(key: str) -> str:
    """Returns a key's name as it is written on the screen."""
    return _SHOWN.get(key, key)
