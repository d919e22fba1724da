"""Pictures of whole screens, as Textual draws them in SVG: those of ``docs/screens``, and what two have in common."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
RENEW = "DATELINE_RENEW_PICTURES"

_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_ID = re.compile(r"terminal-\d+")
_PIECE = re.compile(r'<text [^>]*?x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', re.DOTALL)
_SIZE = re.compile(r'viewBox="([^"]+)"')


def without_addresses(svg: str) -> str:
    """Returns a picture that names no font on the network; the viewer's own serves. Its ids are always the same.

    Some viewers drop blanks at the beginning of a piece unless they are told to keep them.
    """
    kept = _ID.sub("terminal", _COMMENT.sub("", _FACES.sub("", svg)))
    kept = kept.replace('<svg class="rich-terminal"', '<svg xml:space="preserve" class="rich-terminal"', 1)
    return "\n".join(line.rstrip() for line in kept.splitlines()) + "\n"


def text_of(svg: str) -> list[str]:
    """Returns the words that a picture shows, line by line."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in _PIECE.findall(svg):
        lines.setdefault(float(y), []).append((float(x), unescape(text).replace("\xa0", " ")))
    joined = ("".join(text for _, text in sorted(pieces)) for _, pieces in sorted(lines.items()))
    return [" ".join(line.split()) for line in joined]


def size_of(svg: str) -> str:
    """Returns the size of a picture."""
    found = _SIZE.search(svg)
    return found[1] if found else ""


def is_picture(name: str, svg: str) -> bool:
    """Returns whether text and size are those of the file of this name, or that is to be made anew."""
    file, made = FOLDER / f"{name}.svg", without_addresses(svg)
    there = file.read_text() if file.exists() else ""
    return bool(os.environ.get(RENEW)) or (size_of(made), text_of(made)) == (size_of(there), text_of(there))


def check_picture(name: str, svg: str) -> None:
    """Compare text and size of a picture with those of the file of this name.

    Raises AssertionError with how to make the files anew.
    """
    if os.environ.get(RENEW):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.svg").write_text(without_addresses(svg))
    assert is_picture(name, svg), (
        f"The picture '{name}' is another one. If that is right, make them anew and look at them: make pictures"
    )
