"""What Textual 8.2 remembers of widgets that are gone, so that a long session would grow: made to forget it."""

from __future__ import annotations

from functools import lru_cache, partial

from textual._styles_cache import StylesCache
from textual.app import App
from textual.widget import Widget


def forget_theme_watcher(app: App[int], widget: Widget) -> None:
    """Lets go of a widget that watches the app's theme; Textual keeps it until the theme changes or the app ends."""
    watchers = vars(app)["__watchers"].get("theme", [])
    watchers[:] = [watcher for watcher in watchers if watcher[0] is not widget]


def share_backgrounds() -> None:
    """Remembers backgrounds for all widgets together.

    Textual means to, but its cache's key begins with the widget's own cache of painted lines, and keeps 1024 of these.
    """
    of_a_widget = vars(StylesCache)["get_inner_outer"]
    if not isinstance(of_a_widget, classmethod | staticmethod):  # else it is mended, by Textual or by us
        of_all = lru_cache(1024)(partial(of_a_widget.__wrapped__, StylesCache))
        StylesCache.get_inner_outer = staticmethod(of_all)  # type: ignore[assignment]
