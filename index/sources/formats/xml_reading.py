"""XML from strangers, parsed element by element: nothing is fetched, no entity is expanded, small faults are mended."""

from __future__ import annotations

import html.entities
import io
import re
from collections.abc import Iterator

import lxml.etree

from index.errors import UnreadableError
from index.sources.source import Source
from index.text.page_charset import decode_xml

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{0,31});)?")
_MARKUP = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)")
_TAIL = 4096  # characters in which the end of the root is looked for
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
        for _, element in events:
            if any(local_name(one) in wanted for one in element.iterancestors()):
                continue
            number += 1
            if whole is not None and number > whole:
                raise UnreadableError(f"the file is cut short within the last of its {number:,} parts")
            if before is not None and (holder := before.getparent()) is not None:
                holder.remove(before)  # else each part would be looked at again with every later one
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
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: lxml.etree._Element) -> str:
    """Return all the text in an element."""
    return "".join(element.itertext())


def _mended(text: str) -> str:
    """A document without its declaration, in UTF-8 as it is given to the parser; its stray "&" are "&amp;"."""
    text = _CONTROLS.sub("\ufffd", _DECLARATION.sub("", text))
    pieces: list[str] = []
    position = 0
    for kept in _MARKUP.finditer(text):
        pieces += (_REFERENCE.sub(_reference, text[position : kept.start()]), kept[0])
        position = kept.end()
    return "".join((*pieces, _REFERENCE.sub(_reference, text[position:])))


def _reference(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    known = html.entities.html5.get(f"{found[2]};") if found[2] else None
    return known if known is not None and known not in "<&" else f"&amp;{found[0][1:]}"
