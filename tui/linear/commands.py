"""The commands of linear mode: the keys of the screen, each typed as a line, with what may follow it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.keys import ACTIONS, Context, shown


@dataclass(frozen=True, slots=True)
class Command:
    """A command. ``action`` and ``context`` name the row of the table of keys that it shares its key with."""

    name: str
    action: str
    context: Context
    argument: str  # what may follow the key, as the help tells it; "" for nothing
    help: str

    @property
    def key(self) -> str:
        """What is typed for it; "" is an empty line, for enter."""
        keys = next(one.keys for one in ACTIONS if one.name == self.action and one.context is self.context)
        return _TYPED.get(keys[0], shown(keys[0]))

    @property
    def line(self) -> str:
        """Its line in the help."""
        key = self.key or "an empty line"
        return f"{key}{' ' * bool(self.argument)}{self.argument}: {self.help}."


_TYPED = {"enter": "", "space": "space"}

COMMANDS: tuple[Command, ...] = (
    Command("search", "queries.edit", Context.MAIN, "WORDS", "search; with no words all documents"),
    Command("list", "panes.documents", Context.MAIN, "[NUMBER]", "list documents, from this number on"),
    Command("next_document", "down", Context.LIST, "", "the next document"),
    Command("previous_document", "up", Context.LIST, "", "the previous document"),
    Command("first_document", "top", Context.LIST, "[NUMBER]", "go to the first document, or that with this number"),
    Command("last_document", "end", Context.LIST, "", "go to the last document"),
    Command("read", "hits.read", Context.DOCUMENTS, "", "read the document"),
    Command("reread", "panes.reader", Context.MAIN, "[NUMBER]", "read the document from its start, or a paragraph on"),
    Command("more", "page_down", Context.LIST, "", "go on with the list or the text"),
    Command("next_hit", "hits.next", Context.MAIN, "", "the next hit, on into the next document"),
    Command("previous_hit", "hits.previous", Context.MAIN, "", "the previous hit, back into the previous document"),
    Command("next_sentence", "sentence", Context.READER, "", "the next sentence"),
    Command("previous_sentence", "sentence_back", Context.READER, "", "the previous sentence"),
    Command("next_paragraph", "paragraph", Context.READER, "", "the next paragraph"),
    Command("previous_paragraph", "paragraph_back", Context.READER, "", "the previous paragraph"),
    Command(
        "select",
        "hits.select_characters",
        Context.READER,
        "[NUMBER, or FIRST-LAST]",
        "select a sentence, or several, by number; with no number select nothing",
    ),
    Command(
        "annotate",
        "notes.annotate",
        Context.MAIN,
        "[WORDS]",
        "write a note on the selected sentences, or the last one that was read; with no words it asks for them",
    ),
    Command("notes", "notes.notebook", Context.MAIN, "[FILTER]", "list notes; FILTER as in the notebook: tag:x, by:x"),
    Command("delete", "notes.delete", Context.READER, "NUMBER", "delete a note, by its number in the list of notes"),
    Command("undo", "notes.undo", Context.MAIN, "", "undo the last change of a note"),
    Command("help", "app.help('sign')", Context.APP, "", "tell these commands"),
    Command("quit", "app.quit", Context.DOCUMENTS, "", "quit"),
)
"""Every command, in the order in which the help tells them. A session has a method for each, by its name."""

_BY_KEY = {command.key: command for command in COMMANDS}


def parse(line: str) -> tuple[Command | None, str]:
    """The command that a line names, None if it names none, and what follows its key.

    A letter stands alone or before a space or a digit, so that a word is no command; other signs need no space.
    """
    typed = line.strip()
    if not typed:
        return _BY_KEY["space" if line.startswith(" ") else ""], ""
    word, _, rest = typed.partition(" ")
    if word in _BY_KEY:
        return _BY_KEY[word], rest.strip()
    key, behind = typed[0], typed[1:]
    command = _BY_KEY.get(key)
    if command is None or (key.isalnum() and not (key.isalpha() and behind[0].isdigit())):
        return None, typed
    return command, behind.strip()
