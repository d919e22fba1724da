"""The palette: the table's actions by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.worker import Worker

from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.notebook.recovery import Unsaved
from tui import bound_keys
from tui.keys import Action, Context
from tui.main.screen import MainScreen
from tui.safety import foreign
from tui.theme import THEMES
from tui.widgets.tasks import WorkEnded

_OFFERED = {Context.MAIN: "", Context.APP: "", Context.ENTITIES: "entity: "}
"""The contexts whose actions are offered, and what stands before each name."""

_FOREMOST = 1000.0  # a score above those of all that match
_MOST_OF_DRAFT = 40  # characters of its words, and as many of those that it is about

_POINTLESS = ("app.palette", "hits.back")

WITHOUT_KEY = {
    "save this search under a name": "queries.save_search",
    "matrix: all accounts of the event, the quotes that they share and the names": "accounts.matrix",
    "group the documents by event, or no longer": "queries.group_by_event",
    "events: show the copies of the same text in the list, or fold them away": "queries.toggle_copies",
}
"""The main screen's actions that have no key: what they are called, and which they are."""


class Palette(CommandPalette):
    """The commands to choose from. Keys that wait for the list are obeyed once it is complete."""

    def __init__(self) -> None:
        super().__init__(providers=[Commands], placeholder="command")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tells that the list is complete: Textual's own work does not."""
        if event.worker.is_finished:
            self.app.post_message(WorkEnded())


class Commands(Provider):
    """The actions of the main screen and of the app, and the themes."""

    async def discover(self) -> Hits:
        """Yields every command."""
        for name, run in self._commands():
            yield DiscoveryHit(name, run)

    async def search(self, query: str) -> Hits:
        """Yields the page that is asked for, and the commands whose names match, with a score."""
        main = self.screen
        if isinstance(main, MainScreen) and (page := main.reading.page(query)) is not None:
            yield Hit(
                _FOREMOST, f"page: {foreign(main.reading.page_name(page))}", partial(main.reading.go_to_page, page)
            )
        matcher = self.matcher(query)
        for name, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run)

    def _commands(self) -> Iterator[tuple[str, Callable[[], object]]]:
        for context, before in _OFFERED.items():
            for action in bound_keys.of(context):
                if action.name not in _POINTLESS:
                    yield before + _named(action), self._run(action.name)
        main = self.screen
        if isinstance(main, MainScreen):
            for name, action_name in WITHOUT_KEY.items():
                yield name, self._run(action_name)
            for draft in main.notes.drafts():
                yield f"draft: {foreign(_words(draft))}", partial(main.notes.open_draft, draft)
            saved = SavedSearches(find_home())
            for name, query in saved.all().items():
                new = f"  ({main.alerts.count(name):,} new)" if main.alerts.count(name) else ""
                yield f"search: {foreign(name)}{new}", partial(main.alerts.search_for, name, query)
                yield f"forget search: {foreign(name)}", partial(saved.delete, name)
        for theme in THEMES:
            yield f"theme: {theme.name.removeprefix('dateline-')}", partial(setattr, self.app, "theme", theme.name)

    def _run(self, name: str) -> Callable[[], object]:
        return partial(self.app.run_action, bound_keys.command(name), self.screen)


def _words(draft: Unsaved) -> str:
    """Returns the beginning of a draft's words, and what it is about."""
    typed = " ".join((draft.note or ", ".join(draft.tags)).split())
    about = " ".join((draft.anchor.exact if draft.anchor else draft.subject.title).split())
    return f"{typed[:_MOST_OF_DRAFT]}, on “{about[:_MOST_OF_DRAFT]}”"


def _named(action: Action) -> str:
    return f"{action.help}  ({bound_keys.shown(action.keys[0])})"
