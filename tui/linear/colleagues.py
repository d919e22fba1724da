"""What colleagues share, in linear mode: looked at each second beside the lines that are typed, told with these."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from index.answers.document import DocumentView
from index.errors import DatelineError
from index.notebook.annotation import Annotation
from index.notebook.shared_notes import SharedNotes
from index.notebook.store import Notebook

_LOOK = 1.0
"""Seconds between two looks at the folder."""


class Colleagues:
    """The notes of colleagues; what is written here is shared, too."""

    def __init__(self, notebook: Notebook, say: Callable[[str], None]) -> None:
        self._shared = SharedNotes(notebook.path)
        self._say = say
        self._told: tuple[str, ...] = ()
        self._ended = threading.Event()

    @property
    def notes(self) -> list[Annotation]:
        """What colleagues have noted and is not hidden."""
        return self._shared.shown

    def about(self, view: DocumentView) -> list[Annotation]:
        """Their notes on passages of a document."""
        return self._shared.about((view.subject.document, view.id), view.text_hash, view.url)

    def has(self, note: Annotation) -> bool:
        """Whether a note is a colleague's."""
        return self._shared.note(note.id) is not None

    def begin(self) -> None:
        """Look at the folder, say what is wrong with it, and go on looking until the end."""
        try:
            self._shared.look_now(publish_own=True)
        except DatelineError as error:
            self._say(str(error))
        self.tell()
        threading.Thread(target=self._look, name="colleagues", daemon=True).start()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK):
            self._shared.begin_look(publish_own=True)

    def tell(self) -> None:
        """Say what is wrong with the files in the folder, once."""
        problems = self._shared.problems
        for problem in problems:
            if problem not in self._told:
                self._say(problem)
        self._told = problems

    def end(self) -> None:
        """Share what was written last. A folder that does not answer is not waited for."""
        self._ended.set()
        with contextlib.suppress(DatelineError):  # what is not shared now is shared by the next session
            self._shared.look_now()
            self._shared.look_now(publish_own=True)  # the first may have begun before the last note
