"""Notes as Markdown (CommonMark): a heading a document, a block quote a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.notebook.annotation import Annotation, Subject
from index.notebook.export.grouping import by_document, by_tag
from index.notebook.export.options import PLAIN, Options
from index.text.neutralise import neutralise

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&@$^]|^[+\-=]")
"""What has a meaning in a line or at its start; a backslash takes it away."""

_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp)(:)|\b(?<!\\)(www)(\.)", re.IGNORECASE)
"""What many readers of Markdown make a link of by themselves; a backslash before its sign keeps it plain."""

_NUMBER = re.compile(r"^(\d+)([.)])")
"""A list's number at the start of a line."""


def to_markdown(annotations: Sequence[Annotation], options: Options = PLAIN) -> str:
    """Each document's notes with citation, quote, note and tags. Foreign text is escaped: it is never markup."""
    parts = ["# Notes"]
    if options.by_tag:
        for tag, group in by_tag(annotations):
            parts.append(f"## {escaped_line(tag) or 'Without a tag'}")
            parts += [_entry(annotation, options, cited=True) for annotation in group]
    else:
        for subject, group in by_document(annotations):
            parts.append(f"## {title_link(subject, options)}")
            parts.append(escaped_line(options.origin(subject)))
            parts += [_entry(annotation, options) for annotation in group]
    return "\n\n".join(part for part in parts if part) + "\n"


def title_link(subject: Subject, options: Options) -> str:
    """The title, as a link to the document's own address if it has one."""
    title, address = escaped_line(options.title(subject)), options.address(subject)
    return f"[{title}](<{_target(address)}>)" if address else title


def _entry(annotation: Annotation, options: Options, *, cited: bool = False) -> str:
    anchor = annotation.anchor
    parts = []
    if anchor:
        parts.append("\n".join(f"> {line}".rstrip() for line in escaped_lines(anchor.exact)))
    parts.append("  \n".join(escaped_lines(annotation.note)))
    about = [", ".join(f"`{_code(tag)}`" for tag in annotation.tags)]
    if cited:
        about = [title_link(annotation.subject, options), escaped_line(options.origin(annotation.subject))]
    about.append(escaped_line(options.place(annotation)))
    parts.append("— " + ", ".join(part for part in about if part))
    return "\n\n".join(part for part in parts if part)


def _target(address: str) -> str:
    """The address as it stands in angle brackets."""
    return re.sub(r"[<>\s]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), neutralise(address))


def escaped_lines(text: str) -> list[str]:
    """Its lines, escaped; none of them is empty space that would end the paragraph or begin a code block."""
    return [escaped_line(line) or "\u00a0" for line in neutralise(text).split("\n")] if text else []


def escaped_line(text: str) -> str:
    """The text on one line, in which nothing is markup or a link."""
    escaped = _MARKUP.sub(r"\\\g<0>", neutralise(text).replace("\n", " ").strip())
    return _ADDRESS.sub(_unlinked, _NUMBER.sub(r"\1\\\2", escaped))


def _unlinked(found: re.Match[str]) -> str:
    return f"{found[1] or found[3]}\\{found[2] or found[4]}"


def _code(text: str) -> str:
    """The text as it stands in a code span, which knows no escapes."""
    return neutralise(text).replace("\n", " ").replace("`", "'")
