"""The title of a web page without the name of its site."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_LETTERS = re.compile(r"[\W_]+")


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
