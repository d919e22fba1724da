"""All the text of some HTML, as it would be read: for mails and feeds, where nothing is boilerplate."""

from __future__ import annotations

import re

import lxml.etree

from index.errors import UnreadableError
from index.sources.formats.page_limits import MAX_PAGE_BYTES, checked_page

_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "iframe"))
_LINES = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol pre section table tbody tfoot thead tr ul body".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote table ul ol pre".split())
_CELLS = frozenset(("td", "th"))
_TOLD = _UNSEEN | _LINES | _PARAGRAPHS | _CELLS | {"br"}
"""All others are but their words."""

_BLANKS = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_PARSER = lxml.etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
_EMPTY_LINES = re.compile(r"\n{3,}")


def html_to_text(html: str) -> str:
    """Return the text of a piece of HTML; blocks are lines, quoted ones begin with "> ", links are their words.

    Raises UnreadableError if it is too large, too deeply nested, or cannot be parsed.
    """
    if len(html) > MAX_PAGE_BYTES:
        raise UnreadableError(f"HTML of more than {MAX_PAGE_BYTES // 2**20} MiB")
    html, _ = checked_page(html)
    if not html.strip():
        return ""
    try:
        root = lxml.etree.fromstring(html.encode("utf-8", "replace"), _PARSER)
    except (lxml.etree.LxmlError, ValueError):
        raise UnreadableError("HTML that cannot be parsed") from None
    return text_of_markup(root) if root is not None else ""


def text_of_markup(root: lxml.etree._Element) -> str:
    """Return the text of an element whose names are those of HTML, without namespaces."""
    writer = _Writer()
    unseen = 0
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        name = element.tag
        is_plain = name not in _TOLD
        if event == "start":
            unseen += not is_plain and name in _UNSEEN
            if not unseen:
                if not is_plain:
                    writer.begin(name)
                if text := element.text:
                    writer.write(text)
            continue
        if not is_plain:
            if not unseen:
                writer.end(name)
            unseen -= name in _UNSEEN
        if not unseen and (text := element.tail) and element is not root:
            writer.write(text)
    return writer.text()


class _Writer:
    """Lines that are being written. ``quoted`` and ``kept`` count the open quotations and preformatted blocks."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self._quoted = 0
        self._kept = 0

    def begin(self, name: str) -> None:
        if name in _LINES or name == "p":
            self._end_line(blank=name in _PARAGRAPHS)
        if name == "br":
            self._end_line(forced=True)
        elif name in _CELLS and self._line.strip():
            self._line = self._line.rstrip() + " "
        self._quoted += name == "blockquote"
        self._kept += name == "pre"

    def end(self, name: str) -> None:
        if name in _LINES or name == "p":
            self._end_line(blank=name in _PARAGRAPHS)
        self._quoted -= name == "blockquote"
        self._kept -= name == "pre"

    def write(self, text: str) -> None:
        if self._kept:
            first, *others = text.split("\n")
            self._line += first
            for line in others:
                self._end_line(forced=True)
                self._line = line
            return
        words = text if text.isprintable() and "  " not in text else _BLANKS.sub(" ", text)
        self._line += words.lstrip(" ") if not self._line or self._line.endswith(" ") else words

    def _end_line(self, *, blank: bool = False, forced: bool = False) -> None:
        """End the line, if it holds something or must be ended; ``blank`` leaves an empty line behind it."""
        line = self._line.rstrip()
        if line.strip() or forced:
            self._lines.append("> " * self._quoted + line)
        self._line = ""
        if blank and self._lines and self._lines[-1].strip("> "):
            self._lines.append("")

    def text(self) -> str:
        self._end_line()
        return _EMPTY_LINES.sub("\n\n", "\n".join(self._lines)).strip("\n")
