"""Copying over any line: OSC 52 for the terminal, and always a file, since no terminal confirms the first.

OSC 52 is xterm's (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Manipulate Selection Data"). tmux and
screen let it through only in their own wrapping.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

LARGEST = 74_994
"""Bytes of text that most terminals accept in one OSC 52 (100,000 once encoded). More is only in the file."""

_SCREEN_PIECE = 256  # GNU screen drops longer strings


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """Returns the escape sequences that put the text in the terminal's clipboard; "" if it is too long for them."""
    raw = text.encode("utf-8", "replace")
    if len(raw) > LARGEST:
        return ""
    bare = f"\x1b]52;c;{base64.b64encode(raw).decode()}\x07"
    if environ.get("TMUX"):
        # tmux takes the bare one with set-clipboard on, and the wrapped one with allow-passthrough on.
        return bare + "\x1bPtmux;" + bare.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY"):
        pieces = [bare[i : i + _SCREEN_PIECE] for i in range(0, len(bare), _SCREEN_PIECE)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return bare
