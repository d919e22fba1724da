"""The title of a web page without the name of its site."""

from __future__ import annotations

import re
from typing import Any

_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_NO_TITLE = re.compile(
    r"\W*(?:for immediate release|(?:press|news|media) (?:release|statement)|press|news|statement|untitled"
    r"|home(?: ?page)?|pressemitteilung(?:en)?|communiqué(?: de presse)?|nota de prensa"
    r"|comunicado(?: de prensa| de imprensa)?|comunicato stampa"
    r"|persbericht|пресс-релиз|новости|бюллетень|بيان صحفي)\W*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[\W_]+")


def headline_of(tree: Any, title: str) -> str:
    """The title, or the first heading that is one where it only says what kind of page it is ("Press release")."""
    if not _NO_TITLE.fullmatch(title.strip()):
        return title
    headings = (" ".join(one.text_content().split()) for one in tree.iter("h1", "h2"))
    return next((words for words in headings if words and not _NO_TITLE.fullmatch(words)), title)


def without_site_name(title: str, site: str) -> str:
    """The title without "… - Site" or "Site | …"; a part counts as the site's name where it begins with it."""
    name = _LETTERS.sub("", site.casefold().removeprefix("www."))
    if not name:
        return title
    parts = list(_SEPARATOR.finditer(title))
    if not parts:
        return title
    first, last = parts[0], parts[-1]
    if _is_site(title[last.end() :], name):
        return title[: last.start()].rstrip()
    return title[first.end() :].lstrip() if _is_site(title[: first.start()], name) else title


def _is_site(part: str, name: str) -> bool:
    letters = _LETTERS.sub("", part.casefold())
    return bool(letters) and (letters.startswith(name) or name.startswith(letters))
