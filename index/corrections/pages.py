"""Pages that a rule takes for no story and the analyst for one: the correction says which, and they are read again.

Its subject is the page as the list of problems names it: its file, and within it the member.
"""

from __future__ import annotations

from index.corrections.documents import Correction, change_of, corrections
from index.notebook.annotation import now
from index.notebook.store import Notebook

PAGES = "pages"
"""The kind of corrections that are about pages."""

STORY = "story"
"""The field of a correction that makes a page a story."""


def told_stories(notebook: Notebook) -> list[Correction]:
    """The pages that are stories, as corrections. Raises NotebookError."""
    return corrections(notebook, PAGES)


def tell_story(notebook: Notebook, page: str) -> bool:
    """Say that a page is a story, as a step that can be undone; False if that was said already. Raises NotebookError.

    It holds once the library was brought up to date.
    """
    if any(one.subject == page for one in told_stories(notebook)):
        return False
    made = Correction(PAGES, page, "", STORY, "yes", page, page, "", now())
    notebook.change(f"'{page}' as a story", [change_of(None, made)], "{} taken back", "{} told again")
    return True
