"""What ``dateline help``, the man page and the screen's help say: topics, from one source.

Fields and keys come from their own tables (``index.query.fields``, ``tui.keys``). Nothing here needs Textual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.query.fields import ENTITY_KINDS, FIELDS, Takes
from tui import keys
from tui.keys import ACTIONS, Context, shown


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is typed or shown, and what it means. Without a meaning it is a heading of the lines below it."""

    shown: str
    meaning: str = ""
    runs: bool = False  # it is a query that can be run as it is


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the help."""

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]


def _examples(*rows: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(Line(shown, meaning, runs=True) for shown, meaning in rows)


QUERY = Topic(
    "query",
    "The query language",
    "A query is words and conditions, all of which must hold. The line under it says what ran: each part with its "
    "number of documents and what it was widened to. A name is found by its other names too; = or the key W turns "
    "that off.",
    _examples(
        ("syria turkey", "both words, in any of their forms"),
        ("syria OR turkey", "one of them or both; operators in capitals only"),
        ("syria -turkey", "the first and not the second; also: syria NOT turkey"),
        ("(syria OR iraq) turkey", "brackets group"),
        ('"air strikes"', "the phrase; hyphens and apostrophes do not matter"),
        ('"coalition forces"~5', "within five words, in any order"),
        ("deconflict*", "any ending; *flict any beginning, s?ria one character"),
        ("dilon~", "one letter changed; dilon~2 two"),
        ("=meets", 'this form only, and no other name; ="air strikes" the phrase as it is written'),
        ("US", "in capitals the acronym, as IS, UN and WHO"),
        ("title:syria", "in the title; the fields are in the topic fields"),
        ('source:="AFP"', "the whole value"),
        ("person:dillon", "documents that mention that person, by any name"),
        ("is:annotated", "documents with a note of yours"),
    ),
)

DATES = Topic(
    "dates",
    "Dates in a query",
    "A document's date comes from evidence: its header, its dateline, its record, its address. A day is typed as "
    "2017-09-21, a month as 2017-09, a year as 2017, or in words.",
    _examples(
        ("date:2017-09-21", "published on that day; date:2017-09 in that month"),
        ("date:2017-09-01..2017-09-15", "from one day to another, both included"),
        ("date:last week", "in words; also today, yesterday, last month, march 2016"),
        ("since:2017-09-01", "on that day or later"),
        ("after:2017-09-21", "later than that day"),
        ("before:2017-10", "earlier than that month"),
        ("date:none", "documents without a date"),
        ("has:date-conflict", "documents whose evidence is in conflict"),
    ),
)

SIGNS = Topic(
    "signs",
    "Signs on the screen",
    "A sign says what a colour says too, so that nothing is lost without colours.",
    (
        Line("!", "after a date: its evidence is in conflict; before a note: its words were not found"),
        Line("~", "after a date: it is known approximately; before a note: its words have changed"),
        Line("?", "after a date: nothing says when"),
        Line("×", "mentions of an entity in the document, beside the documents of the result"),
        Line("=", "a copy of the document before it"),
        Line("≠", "figures that differ"),
        Line("✉", "a mail"),
        Line("▤", "a document with pages"),
        Line("↳", "attached to another document: ^ goes there"),
        Line("+", "before a title: something is attached, l lists it; & lists a mail's thread"),
        Line("▸ ●", "the row at the cursor; a row that is chosen"),
        Line("1 to 6, ▌ ┊", "left of a text: a note begins, by its colour; its words, ┊ where they have changed"),
        Line("✎ ★ •", "a document with notes; with a star; new in the library"),
        Line("strong to very weak", "how much a piece of evidence counts for a date"),
    ),
)

COLOURS = Topic(
    "colours",
    "Colours",
    "Dark or light by a key; with NO_COLOR, or where a terminal has 16 colours, the terminal's own serve and signs, "
    "bold and reverse carry the meaning. On the command line: --color auto, always or never.",
    tuple(Line(kind.heading, f"names of type {kind.type} are in {kind.colours.dark}") for kind in ENTITY_KINDS),
)

MOUSE = Topic(
    "mouse",
    "The mouse",
    "Everything has a key; the mouse is not needed. A click chooses a row or puts the caret there, the wheel scrolls. "
    "To select text with the terminal's own means, hold shift (option on macOS).",
    (
        Line(
            "a web address",
            "with the caret on it is shown whole in the status line, and only then is a link that the terminal opens",
        ),
    ),
)

EXITS = Topic(
    "exits",
    "Exit codes",
    "What a script learns without reading a word.",
    (
        Line("0", "found, or done"),
        Line("1", "nothing found"),
        Line("2", "an error, with one sentence on standard error that says what to do"),
        Line("3", "something that nobody expected, with the name of the log that has the details"),
        Line("128+N", "ended by the signal N"),
    ),
)

PLACES = Topic(
    "places",
    "Where things lie, and what the environment says",
    "Libraries can be deleted and built again at any time, notebooks cannot. Below DATELINE_HOME if it is set, else: "
    "on Linux ~/.local/share/dateline, ~/.local/state/dateline and ~/.config/dateline, as the XDG variables name them; "
    "on macOS ~/Library/Application Support/dateline.",
    (
        Line(
            "config.toml",
            "in the configuration's folder: settings; mouse = false leaves the mouse to the terminal, links = false "
            "gives it no links",
        ),
        Line("keys.toml", "beside it: keys of your own; dateline help keys.toml prints all keys, to begin it with"),
        Line("DATELINE_HOME", "the folder for all that Dateline writes"),
        Line("DATELINE_LOG", "what the log tells: debug, info, warning or error"),
        Line("VISUAL, EDITOR", "the editor for long notes"),
        Line("PAGER", "what shows long output on a terminal; less by default, cat for none"),
        Line("NO_COLOR", "set: no colours"),
        Line("ESCDELAY", "milliseconds to wait for the rest of a key after esc"),
    ),
)


def _fields() -> Topic:
    lines = []
    for field in FIELDS:
        flags = " ".join(f"{field.name}:{flag}" for flag in field.flags) if field.takes is Takes.FLAG else ""
        lines.append(Line(f"{field.name}:", f"{field.help}: {flags}" if flags else field.help))
    about = "A field's value may be in quotes; = before it asks for all of it."
    return Topic("fields", "Fields of a query", about, tuple(lines))


def _keys_of(context: Context) -> tuple[Line, ...]:
    return tuple(
        Line(" ".join(map(shown, action.keys)), action.help) for action in ACTIONS if action.context is context
    )


def _keys() -> Topic:
    lines = tuple(line for context in Context for line in (Line(context.value), *_keys_of(context)))
    return Topic("keys", "Keys", "Keys of a place come before those of a wider one.", lines)


def topics() -> dict[str, Topic]:
    """All pages by their names, in the order in which they are listed."""
    pages = (QUERY, _fields(), DATES, SIGNS, _keys(), COLOURS, MOUSE, EXITS, PLACES)
    return {page.name: page for page in pages}


def pages_at(place: str) -> Iterator[Topic]:
    """Yields the pages as the screen shows them at a place of ``keys.PLACES``.

    First the keys that hold there, the nearest first, then the topics, then the keys of all other places.
    """
    here = keys.PLACES[place]
    for context in here:
        yield Topic("keys", context.value, "", _keys_of(context))
    yield from (page for name, page in topics().items() if name != "keys")
    for context in Context:
        if context not in here:
            yield Topic("keys", context.value, "", _keys_of(context))


def matching(pages: Iterable[Topic], typed: str) -> Iterator[Topic]:
    """Yields the pages with the lines in which, or in whose heading, all words typed stand, in any case."""
    words = typed.casefold().split()
    for page in pages:
        lines = tuple(line for line in page.lines if _holds(words, page.title, line.shown, line.meaning))
        if lines or _holds(words, page.title, page.about):
            yield replace(page, lines=lines)


def _holds(words: Sequence[str], *texts: str) -> bool:
    told = " ".join(texts).casefold()
    return all(word in told for word in words)


# The man page

COMMON = {
    "--library": "The library to use: a name, or a folder with a slash; else the one used last.",
    "--notebook": "The notebook to use, a file; each library has one.",
    "--log-level": "What the log tells: debug, info, warning or error.",
    "--json": "Print JSON, as docs/schemas describes it.",
    "--color": "Colours on a terminal: auto, always or never.",
}
"""Options that most commands have, told once."""


def manual_page(commands: dict[str, tuple[str, list[tuple[str, str]]]]) -> str:
    """The man page, in the macros of man(7); ``commands`` are their usages with what they do and their options."""
    return "\n".join(_page(commands)) + "\n"


def _page(commands: dict[str, tuple[str, list[tuple[str, str]]]]) -> Iterator[str]:
    yield '.TH DATELINE 1 "" Dateline "User Commands"'
    yield ".SH NAME"
    yield r"dateline \- read, search and annotate folders of news and reports, in the terminal"
    yield ".SH SYNOPSIS"
    yield r".B dateline"
    yield r"[\fIPATH\fR ...]"
    yield ".br"
    yield r".B dateline"
    yield r"\fICOMMAND\fR [\fIOPTION\fR ...] [\fIARGUMENT\fR ...]"
    yield ".SH DESCRIPTION"
    yield "A path opens the screen on files and folders; none opens the last library. Each command answers without a"
    yield "screen; dateline help prints the sections of this page."
    yield ".SH COMMANDS"
    for usage, (does, options) in commands.items():
        yield ".TP"
        yield rf"\fB{_roff(usage)}\fR"
        yield _roff(does)
        for names, text in options:
            yield ".RS"
            yield ".TP"
            yield rf"\fB{_roff(names)}\fR"
            yield _roff(text or "see above")
            yield ".RE"
    yield ".SH OPTIONS OF MOST COMMANDS"
    for names, text in COMMON.items():
        yield ".TP"
        yield rf"\fB{_roff(names)}\fR"
        yield _roff(text)
    for topic in topics().values():
        yield f'.SH "{_roff(topic.title).upper()}"'
        yield _roff(topic.about)
        for line in topic.lines:
            yield ".TP" if line.meaning else ".PP"
            yield rf"\fB{_roff(line.shown)}\fR"
            if line.meaning:
                yield _roff(line.meaning)


_ESCAPES = str.maketrans({"\\": r"\e", "-": r"\-", '"': r"\(dq", "~": r"\(ti", "^": r"\(ha"})


def _roff(text: str) -> str:
    """A text in which nothing is a request or an escape of roff."""
    escaped = text.translate(_ESCAPES)
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped
