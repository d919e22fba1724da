"""What can go wrong: a type each, with a sentence for the person at the screen.

``str(error)`` is that sentence: what happened, and what to do. It may quote foreign text, so whoever shows it
neutralises it first.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that Dateline expects to go wrong."""


class PathError(DatelineError):
    """A path that does not exist or cannot be read."""


NEEDS_PASSWORD = "needs a password"
"""How the reason begins why something encrypted is not read."""


class UnreadableError(DatelineError):
    """A file or a record that cannot be read: binary, cut short, too large. The rest goes on."""


class NothingToReadError(DatelineError):
    """The paths hold nothing that Dateline can read."""


class LibraryError(DatelineError):
    """The library cannot be opened or written."""


class LibraryMissingError(LibraryError):
    """There is no such library."""


class LibraryLockedError(LibraryError):
    """Another process is writing to the library."""


class LibraryDamagedError(LibraryError):
    """The library's files are damaged or of another version; it can be built again."""


class UnreachableError(LibraryError):
    """A shared library whose host does not answer, or not as the one that it should be."""


class UnsafeFolderError(DatelineError):
    """A file or folder belongs to someone else, or others may write to it."""


class DocumentMissingError(DatelineError):
    """No document has that id, or several do."""


class QueryError(DatelineError):
    """A query that cannot be understood. ``column`` counts the query's characters from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


class WorkerError(DatelineError):
    """The worker process ended or does not answer."""


class NotebookError(DatelineError):
    """The notebook could not be read or written; what was typed is still in the dialog."""


class NotebookDamagedError(NotebookError):
    """The notebook's file is damaged; nothing was written to it."""


class NotebookHeldError(NotebookError):
    """Another program has held the notebook for longer than one waits."""


class NotebookConflictError(NotebookError):
    """Another session has changed the same annotation since."""


class SessionDamagedError(DatelineError):
    """The file that says where the last session ended cannot be used."""


class ConfigurationError(DatelineError):
    """An option or a setting that cannot be used as given."""


class TranslationError(DatelineError):
    """The program that is to translate could not."""


class FetchError(DatelineError):
    """An address that did not answer as it should. The other feeds go on."""


class RefusedError(FetchError):
    """An address that is not reached for: another scheme than http and https, or no public address."""


class DateFilterError(DatelineError):
    """A typed date that cannot be understood. ``word`` is what was not, at ``offset`` in what was typed.

    ``nearest`` is what would be understood, if a word seems to be misspelt.
    """

    def __init__(self, message: str, word: str, offset: int, nearest: str = "") -> None:
        super().__init__(message)
        self.word = word
        self.offset = offset
        self.nearest = nearest
