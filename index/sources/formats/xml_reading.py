"""XML from strangers, parsed element by element: nothing is fetched, no entity is expanded, small faults are mended."""

from __future__ import annotations

import html.entities
import io
import re
from collections.abc import Iterator
from functools import lru_cache

import lxml.etree

from index.errors import UnreadableError
from index.sources.source import Source
from index.text.page_charset import decode_xml

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{0,31});)?")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)")
_TAIL = 4096  # characters in which the end of the root is looked for
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_BYTES = bytes(sign for sign in range(0x20) if sign not in b"\t\n\r")
_NO_CHARACTERS = "\uffff".encode()[:2]  # U+FFFE and U+FFFF begin so, and a few others


def elements(source: Source, *names: str) -> Iterator[lxml.etree._Element]:
    """Yield the outermost elements of these local names, whatever their namespace, each when it is whole.

    Their ancestors are as far as they were read; what was yielded is cleared afterwards. Raises UnreadableError.
    """
    text = _mended(decode_xml(source.whole(), source.charset))
    events = lxml.etree.iterparse(
        io.BytesIO(text.encode("utf-8", "replace")),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    whole = _whole_elements(text, names)
    wanted = {name.lower() for name in names}
    try:
        number = 0
        before: lxml.etree._Element | None = None
        holder: lxml.etree._Element | None = None  # of the elements before, and in none of these names itself
        for _, element in events:
            if holder is None or element.getparent() is not holder:
                if any(local_name(one) in wanted for one in element.iterancestors()):
                    continue
                holder = element.getparent()
            number += 1
            if whole is not None and number > whole:
                raise UnreadableError(f"the file is cut short within the last of its {number:,} parts")
            if before is not None and (parent := before.getparent()) is not None:
                parent.remove(before)  # else each part would be looked at again with every later one
            yield element
            element.clear(keep_tail=True)
            before = element
    except (lxml.etree.LxmlError, ValueError) as error:
        raise UnreadableError(f"broken XML: {str(error)[:200]}") from None


def _whole_elements(text: str, names: tuple[str, ...]) -> int | None:
    """How many of the elements are closed in a document that is cut short, None if it has its end."""
    root = _ROOT.search(text)
    if root is None or re.search(rf"</{re.escape(root[1])}\s*>", text[-_TAIL:]):
        return None
    return len(re.findall(rf"</(?:[\w.-]+:)?(?:{'|'.join(names)})\s*>", text))


def local_name(element: lxml.etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def text_of(element: lxml.etree._Element) -> str:
    """Return all the text in an element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _mended(text: str) -> str:
    """A document without its declaration, in UTF-8 as it is given to the parser; its stray "&" are "&amp;"."""
    text = _DECLARATION.sub("", text)
    if _holds_controls(text):
        text = _CONTROLS.sub("\ufffd", text)
    pieces: list[str] = []
    position = 0
    while (start := text.find("<!", position)) >= 0:
        end = _end_of_kept(text, start)
        pieces += (_REFERENCE.sub(_reference, text[position:start]), text[start:end])
        position = end
    return "".join((*pieces, _REFERENCE.sub(_reference, text[position:])))


def _end_of_kept(text: str, start: int) -> int:
    """Where a comment or CDATA that begins there ends; of other markup, behind its first two signs."""
    for begin, end in (("<![CDATA[", "]]>"), ("<!--", "-->")):
        if text.startswith(begin, start):
            found = text.find(end, start + len(begin))
            return found + len(end) if found >= 0 else len(text)
    return start + 2


def _holds_controls(text: str) -> bool:
    """Whether there may be characters that XML does not allow: bytes are searched in a tenth of the time."""
    data = text.encode("utf-8", "replace")
    return len(data.translate(None, _CONTROL_BYTES)) < len(data) or _NO_CHARACTERS in data


def _reference(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    known = html.entities.html5.get(f"{found[2]};") if found[2] else None
    return known if known is not None and known not in "<&" else f"&amp;{found[0][1:]}"
