"""Whether a terminal takes links: OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda."""

from __future__ import annotations

from collections.abc import Mapping

_WITHOUT = ("linux", "dumb", "vt", "cons", "sun", "ansi", "eterm", "screen", "wsvt", "hurd")
"""How the names of terminals begin that show such a sequence as text, or may do so."""

_FIRST_VTE = 5000
"""The first version of VTE, as in VTE_VERSION, all of whose releases take links; some before ended with them."""


def takes_links(environ: Mapping[str, str]) -> bool:
    """Returns whether the terminal takes links or at least ignores them, as far as the environment tells."""
    term = environ.get("TERM", "").lower()
    if not term or environ.get("STY") or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return False
    if environ.get("TMUX"):
        return True  # it takes them since 3.4 and ignored them before, whatever it names itself
    version = environ.get("VTE_VERSION", "")
    if version.isdigit() and int(version) < _FIRST_VTE:
        return False
    return not term.startswith(_WITHOUT)
