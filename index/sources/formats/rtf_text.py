"""The text of RTF, by striprtf, and what that leaves out: notes, comments, text boxes, list marks, HTML within RTF.

Rich Text Format 1.9.1, and [MS-OXRTFEX] for HTML that Outlook has wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.sources.formats.flowing import Flow, comment_head
from index.text.decoding import replace_surrogates

_CELL, _LINE = "\uee00", "\uee01"  # stand for ends of cells and of lines until paragraphs are made
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_HIGH = re.compile("[\x80-\xff]")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_NUMBERED = re.compile(r"\\u(-?\d{5,10}) ?|\\uc(?=[^a-z0-9-])")
_CELL_END = re.compile(r"\\(?:nest)?cell(?![a-z]) ?")
_LINE_END = re.compile(r"\\line(?![a-z]) ?")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_HTML_HIDDEN = re.compile(r"\\htmlrtf1?(?![a-z0-9]).*?(?:\\htmlrtf0 ?|\Z)", re.DOTALL)
_HTML_TAG = re.compile(r"\\\*\\htmltag\d* ?")
_HTML = re.compile(r"\\fromhtml1?(?![a-z0-9])")
_LISTED = re.compile(r"(?:\W|\w{1,5}[.)]|\(\w{1,5}\))\t")
_CHARSETS = {78: 128, 79: 136, 80: 129, 82: 177, 85: 134, 86: 238, 87: 204, 88: 222, 89: 238}
"""Character sets of the Macintosh for which there is no codec, and those of Windows for the same letters."""
_CHARSET = re.compile(r"\\fcharset(\d{1,3})")

_CHARACTERS = 0x110000

_GROUP = re.compile(
    r"\{\s*(?P<star>\\\*)?\s*\\(?P<name>footnote|annotation|atnauthor|atndate|info|headerl|headerr|headerf|header|footerl|footerr"
    r"|footerf|footer|shp|do|pict|shppict|nonshppict|objdata|fldinst|pntext|themedata|datastore)(?![a-z]) ?"
)
_DELETED = re.compile(r"\{(?:\s*\\[a-z]+-?\d*)*?\s*\\deleted(?![a-z0-9])")
_SHAPE_TEXT = re.compile(r"\{\s*(?:\\\*)?\s*\\(?:shptxt|dptxbxtext)(?![a-z]) ?")
_DROPPED = frozenset("pict shppict nonshppict objdata fldinst themedata datastore atndate".split())
_DEEPEST = 50  # groups within each other that are read for themselves

# What striprtf raises at what is not RTF as it knows it.
_STUMBLES = (ArithmeticError, LookupError, TypeError, ValueError)


@dataclass(slots=True)
class RtfParts:
    """The source of a document's text, and what was taken out of it: all without the header of the document."""

    head: str = ""  # fonts and code page, without which no part can be read
    body: str = ""
    info: str = ""
    notes: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)  # author and source
    margins: list[tuple[str, str]] = field(default_factory=list)  # "Header" or "Footer", and source
    is_cut_short: bool = False
    author: str = ""  # of the comment that comes next


def take_apart(data: bytes) -> RtfParts:
    """Take a document apart. Raises UnreadableError if it is no RTF."""
    if not data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError("no RTF document: it begins differently")
    source = _without_binary(data.decode("latin-1"))
    source = _HIGH.sub(lambda found: f"\\'{ord(found[0]):02x}", source)
    source = _NUMBERED.sub(_possible, source)
    source = _CHARSET.sub(lambda found: f"\\fcharset{_CHARSETS.get(int(found[1]), int(found[1]))}", source)
    parts = RtfParts()
    table = source.find("{\\fonttbl")
    ends = _group_ends(source)
    if table >= 0:
        parts.head = source[table : ends.get(table, table)]
    page = _CODE_PAGE.search(source)
    parts.head = f"{{\\rtf1\\ansi\\ansicpg{page[1] if page else 1252}{parts.head}"
    parts.is_cut_short = -1 in ends
    parts.body = "".join(_pieces(source, 0, len(source), ends, parts, 0))
    return parts


def _possible(found: re.Match[str]) -> str:
    """A character's number as it stands, "" if no character has it."""
    return found[0] if found[1] and -(2**16) <= int(found[1]) < _CHARACTERS else ""


def _without_binary(source: str) -> str:
    kept = []
    position = 0
    while (found := _BINARY.search(source, position)) is not None:
        kept.append(source[position : found.start()])
        position = found.end() + int(found[1])
    return "".join((*kept, source[position:]))


def _group_ends(source: str) -> dict[int, int]:
    """Where each group ends that begins at an offset; -1 is among them if the last ones do not end."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    for brace in _BRACE.finditer(source):
        if brace[0] == "{":
            open_.append(brace.start())
        elif brace[0] == "}" and open_:
            ends[open_.pop()] = brace.end()
    for start in open_:
        ends[start] = len(source)
    if open_:
        ends[-1] = len(source)
    return ends


def _pieces(source: str, start: int, end: int, ends: dict[int, int], parts: RtfParts, depth: int) -> Iterator[str]:
    """The source of a range without the groups that are read for themselves, which go to ``parts``."""
    position = start
    while position < end:
        group = source.find("{", position, end)
        while group > 0 and source[group - 1] == "\\" and group not in ends:
            group = source.find("{", group + 1, end)
        if group < 0:
            break
        yield source[position:group]
        position = group
        named = _GROUP.match(source, group, end)
        closed = min(ends.get(group, group + 1), end)
        if named is not None and depth < _DEEPEST:
            yield from _taken(named["name"], source, named.end(), closed, ends, parts, depth)
            position = closed
        elif _DELETED.match(source, group, min(end, group + 400)):
            position = closed
        else:
            yield "{"
            position = group + 1
    yield source[position:end]


def _taken(
    name: str, source: str, start: int, closed: int, ends: dict[int, int], parts: RtfParts, depth: int
) -> Iterator[str]:
    """What stands in the text for a group of a name, whose words lie from ``start`` to ``closed``."""
    inner = source[start : max(start, closed - 1)]
    if name == "footnote":
        place = len(parts.notes)
        parts.notes.append("")
        parts.notes[place] = "".join(_pieces(source, start, max(start, closed - 1), ends, parts, depth + 1))
        yield f"{{[{place + 1}]}}"
    elif name == "atnauthor":
        parts.author = inner
    elif name == "annotation":
        parts.comments.append((parts.author, inner))
    elif name == "info":
        parts.info = inner
    elif name.startswith(("header", "footer")):
        parts.margins.append((name[:6].capitalize(), inner))
    elif name in ("shp", "do"):
        boxed = _SHAPE_TEXT.search(source, start, closed)
        if boxed is not None:
            to = max(boxed.end(), min(ends.get(boxed.start(), closed), closed) - 1)
            yield "\\par "
            yield from _pieces(source, boxed.end(), to, ends, parts, depth + 1)
            yield "\\par "
    elif name == "pntext":
        yield f"{{{inner}}}"
    elif name not in _DROPPED:
        yield source[start:closed]


def plain(parts: RtfParts, source: str) -> str:
    """The words of a part of a document, a paragraph a line. Raises UnreadableError."""
    from striprtf.striprtf import rtf_to_text

    source = _CELL_END.sub(f"{{\\\\uc0\\\\u{ord(_CELL)} }}", source)
    source = _LINE_END.sub(f"{{\\\\uc0\\\\u{ord(_LINE)} }}", source)
    page = _CODE_PAGE.search(parts.head)
    whole = source if source.lstrip().startswith("{\\rtf") else f"{parts.head}{source}}}"
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            whole, encoding=_codec(page[1] if page else ""), errors="replace"
        )
    except _STUMBLES as error:
        raise UnreadableError(f"damaged RTF ({type(error).__name__})") from None
    return replace_surrogates(_PAIR.sub(_joined, text))


def _codec(page: str) -> str:
    try:
        "".encode(f"cp{page}")
    except LookupError:
        return "cp1252"
    return f"cp{page}"


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def wrapped_html(parts: RtfParts) -> str | None:
    """The HTML that was wrapped in a document, None if none was. Raises UnreadableError."""
    if not _HTML.search(parts.body, 0, 4096):
        return None
    source = _HTML_TAG.sub("", _HTML_HIDDEN.sub("", parts.body))
    return plain(parts, source).replace(_CELL, "").replace(_LINE, "\n")


def write_text(parts: RtfParts, flow: Flow) -> None:
    """Write the paragraphs of a document, its notes and comments, headers and footers. Raises UnreadableError."""
    _write(plain(parts, parts.body), flow.add)
    flow.separate()
    for number, note in enumerate(parts.notes, 1):
        flow.add(f"[{number}] {_on_a_line(plain(parts, note))}", tight=True)
    flow.separate()
    for author, comment in parts.comments:
        words = _on_a_line(plain(parts, comment))
        if words:
            flow.add(f"{comment_head(_on_a_line(plain(parts, author)), '')} {words}", tight=True)
    flow.separate()
    margins = [f"{kind}: {words}" for kind, source in parts.margins if (words := _on_a_line(plain(parts, source)))]
    for words in dict.fromkeys(margins):
        if any(sign.isalpha() for sign in words.partition(": ")[2]):
            flow.add(words, tight=True)


def _write(text: str, add: Callable[..., None]) -> None:
    for line in text.split("\n"):
        if _CELL in line:
            cells = [" ".join(cell.replace(_LINE, " ").split()) for cell in line.split(_CELL)]
            add(" | ".join(cells).rstrip(" |"), tight=True)
        else:
            add(line.replace(_LINE, "\n").rstrip(), tight=_LISTED.match(line) is not None)


def _on_a_line(text: str) -> str:
    return " ".join(text.replace(_CELL, " ").replace(_LINE, " ").split())
