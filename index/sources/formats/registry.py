"""The formats of files: a row each. A format is added by a module that reads it and a row here.

A reader gets a ``Source`` and yields what it finds there (``index.sources.entries``).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from index.errors import UnreadableError
from index.sources.entries import Found
from index.sources.formats import signs
from index.sources.source import Source
from index.text.decoding import detect_encoding, normalise_newlines

Reader = Callable[[Source], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is known, and what reads it."""

    name: str  # the type of its documents, one word or two
    shown: str  # in a sentence: "mail", "a web archive"
    reader: str = ""  # "module:function", imported at first use; "" if nothing reads it
    suffixes: tuple[str, ...] = ()  # of file names, in lower case
    media_types: tuple[str, ...] = ()
    starts: tuple[tuple[int, bytes], ...] = ()  # bytes and where they stand; one of them is enough
    named: tuple[tuple[int, bytes], ...] = ()  # bytes that are enough where the name fits too
    within: tuple[bytes, ...] = ()  # where ``starts`` are those of other formats too: bytes that only this one has
    claims: Callable[[str], bool] | None = None  # whether a text begins as this format does
    accepts: Callable[[str], bool] | None = None  # whether a text of this name begins so; any does if not said
    records: bool = False  # whether it holds records, whose ids and dates are judged together
    contains: bool = False  # whether it contains further files
    may_be_bare: bool = False  # whether one that contains no document is in order
    wraps: bool = False  # whether that is one file, named as this one is without its last suffix
    disguised: bool = False  # whether its files are often named as plain text
    extra: str = ""  # what must be installed beside Dateline itself; its reader imports that, and may fail to

    def read(self, source: Source) -> Iterator[Found]:
        """Yield what a source of this format holds. Raises UnreadableError, also for an extra that is missing."""
        module, _, function = self.reader.partition(":")
        try:
            yield from cast(Reader, getattr(importlib.import_module(module), function))(source)
        except ImportError:
            if not self.extra:
                raise
            raise UnreadableError(f"{self.shown}; in Dateline's folder: pip install '.[{self.extra}]'") from None


PLAIN = "text"
"""The format that is everything else which is text; it is claimed only where a name promises nothing."""


def _unread(shown: str, suffixes: str) -> Format:
    """The row of what is known by name alone, and refused."""
    return Format(shown, shown, suffixes=tuple(suffixes.split()))


_HERE = "index.sources.formats"

_GZIP = (0, b"\x1f\x8b\x08")
_ZIP = ((0, b"PK\x03\x04"), (0, b"PK\x05\x06"))
_OLE = (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PACKAGE = tuple((30, name) for name in (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/"))
"""The name of the first part, in a zip file that an office program wrote."""


def _utf16(name: str) -> bytes:
    """The name of a stream, as it stands in an OLE file."""
    return name.encode("utf-16-le")


def _mimetype(name: bytes) -> tuple[tuple[int, bytes], ...]:
    """The first part of an OpenDocument file or an e-book, which is not compressed, says what it is."""
    return ((30, b"mimetypeapplication/" + name),)


FORMATS: tuple[Format, ...] = (
    Format(
        "web archive", "a web archive", f"{_HERE}.web_archives:read_web_archive", (".warc", ".warc.gz"),
        ("application/warc",), starts=((0, b"WARC/1."), (0, b"WARC/0."), _GZIP), within=(b"WARC/",), contains=True,
        may_be_bare=True, claims=signs.is_web_archive, disguised=True,
    ),
    Format(
        "gzip", "a gzip file", f"{_HERE}.compressed:read_gzip", (".gz", ".tgz"), ("application/gzip",),
        starts=(_GZIP,), contains=True, wraps=True,
    ),
    Format(
        "xz", "an xz file", f"{_HERE}.compressed:read_xz", (".xz", ".txz"), ("application/x-xz",),
        starts=((0, b"\xfd7zXZ\x00"),), contains=True, wraps=True,
    ),
    Format(
        "bzip2", "a bzip2 file", f"{_HERE}.compressed:read_bzip2", (".bz2", ".tbz2", ".tbz"), ("application/x-bzip2",),
        starts=((0, b"BZh"),), contains=True, wraps=True,
    ),
    Format(
        "zstandard", "a Zstandard file", f"{_HERE}.compressed:read_zstandard", (".zst", ".tzst"), ("application/zstd",),
        starts=((0, b"\x28\xb5\x2f\xfd"),), contains=True, wraps=True, extra="archives",
    ),
    Format(
        "tar", "a tar archive", f"{_HERE}.archives:read_tar", (".tar",), ("application/x-tar",),
        starts=((257, b"ustar"),), contains=True,
    ),
    Format(
        "7z", "a 7z archive", f"{_HERE}.archives:read_7z", (".7z",), ("application/x-7z-compressed",),
        starts=((0, b"7z\xbc\xaf\x27\x1c"),), contains=True, extra="archives",
    ),
    Format(
        "wacz", "a web archive", f"{_HERE}.web_archives:read_wacz", (".wacz",), ("application/wacz",),
        starts=_ZIP, within=(b"archive/",), contains=True,
    ),
    Format(
        "docx", "a Word document", f"{_HERE}.docx:read_docx", (".docx", ".docm", ".dotx", ".dotm"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",), starts=_PACKAGE,
        within=(b"word/",), named=(*_ZIP, _OLE),
    ),
    Format(
        "pptx", "a presentation", f"{_HERE}.pptx:read_pptx", (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation",), starts=_PACKAGE,
        within=(b"ppt/",), named=(*_ZIP, _OLE),
    ),
    Format(
        "odt", "an OpenDocument text", f"{_HERE}.open_document:read_open_document", (".odt", ".ott", ".sxw"),
        ("application/vnd.oasis.opendocument.text",), starts=_mimetype(b"vnd.oasis.opendocument.text"), named=_ZIP,
    ),
    Format(
        "odp", "an OpenDocument presentation", f"{_HERE}.open_document:read_open_document", (".odp", ".otp", ".sxi"),
        ("application/vnd.oasis.opendocument.presentation",),
        starts=_mimetype(b"vnd.oasis.opendocument.presentation"), named=_ZIP,
    ),
    Format(
        "epub", "an e-book", f"{_HERE}.epub:read_epub", (".epub",), ("application/epub+zip",),
        starts=_mimetype(b"epub+zip"), named=_ZIP,
    ),
    Format(
        "spreadsheet", "a spreadsheet", f"{_HERE}.spreadsheets:read_spreadsheet",
        (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".xlt", ".ods"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel",
         "application/vnd.oasis.opendocument.spreadsheet"),
        starts=(*_PACKAGE, *_mimetype(b"vnd.oasis.opendocument.spreadsheet"), _OLE),
        within=(b"xl/w", b"opendocument.spreadsheet", _utf16("Workbook")), named=(*_ZIP, _OLE), accepts=signs.is_none,
        records=True, extra="office",
    ),
    Format(
        "doc", "a Word document of before 2007", f"{_HERE}.old_office:read_doc", (".doc", ".dot"),
        ("application/msword",), starts=(_OLE,), within=(_utf16("WordDocument"),), named=(_OLE,),
        accepts=signs.is_none,
    ),
    Format(
        "ppt", "a presentation of before 2007", f"{_HERE}.old_office:read_ppt", (".ppt", ".pps", ".pot"),
        ("application/vnd.ms-powerpoint",), starts=(_OLE,), within=(_utf16("PowerPoint Document"),), named=(_OLE,),
        accepts=signs.is_none,
    ),
    Format(
        "rtf", "an RTF document", f"{_HERE}.rtf:read_rtf", (".rtf",), ("application/rtf", "text/rtf"),
        starts=((0, b"{\\rtf"),),
    ),
    Format(
        "zip", "a zip archive", f"{_HERE}.zip_archives:read_zip", (".zip",), ("application/zip",),
        starts=_ZIP, contains=True,
    ),
    Format(
        "pdf", "a PDF document", f"{_HERE}.pdf:read_pdf", (".pdf",), ("application/pdf",), starts=((0, b"%PDF-"),),
        contains=True,
    ),
    Format(
        "channel", "a channel's page", f"{_HERE}.channel_pages:read_channel", claims=signs.is_channel, records=True,
        disguised=True,
    ),
    Format(
        "web page", "a web page", f"{_HERE}.whole:read_page", (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"), claims=signs.is_html, accepts=signs.is_other_page, disguised=True,
    ),
    Format(
        "chat", "a chat", f"{_HERE}.chats:read_chat", claims=signs.is_chat, records=True,
    ),
    Format(
        "whatsapp chat", "a chat", f"{_HERE}.chats:read_whatsapp", claims=signs.is_whatsapp, records=True,
        disguised=True,
    ),
    Format(
        "feed", "a feed", f"{_HERE}.feeds:read_feed", (".rss", ".atom", ".rdf"),
        ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
        claims=signs.is_feed, records=True, disguised=True,
    ),
    Format(
        "sitemap", "a sitemap", f"{_HERE}.sitemaps:read_sitemap", claims=signs.is_sitemap, records=True,
        disguised=True,
    ),
    Format("robots", "what a site asks of robots", claims=signs.is_robots, disguised=True),
    Format(
        "saved page", "a saved web page", f"{_HERE}.saved_pages:read_saved_page", (".mht", ".mhtml"),
        ("multipart/related", "application/x-mimearchive"), claims=signs.is_saved_page, disguised=True,
    ),
    Format(
        "mailbox", "a mailbox", f"{_HERE}.mailboxes:read_mbox", (".mbox", ".mbx"), ("application/mbox",),
        claims=signs.is_mbox, accepts=signs.is_mbox, contains=True, disguised=True,
    ),
    Format(
        "mail", "mail", f"{_HERE}.mail:read_mail", (".eml", ".emlx"), ("message/rfc822", "message/global"),
        claims=signs.is_mail, accepts=signs.begins_with_header, contains=True, disguised=True,
    ),
    Format(
        "outlook message", "a message of Outlook's", f"{_HERE}.outlook:read_message", (".msg",),
        ("application/vnd.ms-outlook",), starts=(_OLE,), within=(_utf16("__substg1.0_"),), named=(_OLE,),
        accepts=signs.is_none, contains=True, extra="outlook",
    ),
    Format(
        "outlook mailbox", "a mailbox of Outlook's", f"{_HERE}.outlook_stores:read_store", (".pst", ".ost"),
        starts=((0, b"!BDN"),), accepts=signs.is_none, contains=True, extra="outlook",
    ),
    Format(
        "subtitles", "subtitles", f"{_HERE}.subtitles:read_subtitles", (".srt", ".vtt"),
        ("text/vtt", "application/x-subrip"), claims=signs.is_subtitles, disguised=True,
    ),
    _unread("subtitles of another kind", ".ass .ssa .ttml .sub .sbv"),
    Format(
        "news item", "an agency's news", f"{_HERE}.news_items:read_news", (".nitf", ".newsml"),
        ("application/nitf+xml", "application/vnd.iptc.g2.newsitem+xml"), claims=signs.is_news, records=True,
        disguised=True,
    ),
    Format("xml", "XML of an unknown kind", suffixes=(".xml",), claims=signs.is_xml, disguised=True),
    Format(
        "json lines", "JSON lines", f"{_HERE}.records:read_json_lines_file", (".jsonl", ".ndjson"),
        ("application/x-ndjson", "application/jsonl"), claims=signs.is_json_lines, accepts=signs.is_no_json_array,
        records=True,
    ),
    Format(
        "json", "JSON", f"{_HERE}.records:read_json_file", (".json",), ("application/json",), claims=signs.is_json,
        accepts=signs.is_single_json, records=True,
    ),
    Format(
        "csv", "a table", f"{_HERE}.records:read_csv_file", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"),
        records=True,
    ),
    Format(
        PLAIN, "plain text", f"{_HERE}.whole:read_text", (".txt", ".text", ".md", ".markdown"),
        ("text/plain", "text/markdown"), claims=signs.is_prose,
    ),
    _unread("a word document", ".wpd .wps .wri .sdw .pages"),
    _unread("a spreadsheet of another kind", ".numbers .wk1 .wks .123"),
    _unread("a presentation", ".key"),
    _unread("an e-book", ".mobi .azw .azw3 .fb2 .djvu"),
    _unread("an archive of another kind", ".rar .iso .cab .arj .lzh .arc .ace"),
    Format(
        "image", "an image", f"{_HERE}.scans:read_image",
        (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp"),
        ("image/jpeg", "image/png", "image/gif", "image/tiff", "image/bmp", "image/webp"),
        starts=((0, b"\xff\xd8\xff"), (0, b"\x89PNG\r\n"), (0, b"GIF8"), (0, b"II*\x00"), (0, b"MM\x00*")),
        accepts=signs.is_none,
    ),
    _unread("a drawing", ".svg"),
    _unread("sound or film", ".mp3 .m4a .wav .ogg .flac .mp4 .mov .avi .mkv .webm"),
    _unread("a calendar or address book", ".ics .vcf .ldif"),
    _unread("a program", ".css .js .ts .py .sh .c .h .java .go .rs .php"),
    _unread("settings", ".ini .cfg .conf .toml .yaml .yml .plist .sql .tex .bib"),
)  # fmt: skip
"""In the order in which they are asked whether a content is theirs. Those without a reader are refused."""


def judge_format(name: str, head: bytes, media_type: str = "") -> Format:
    """Return the format of a file by its first bytes, its name, the declared type, and how its text begins.

    Raises UnreadableError if it is empty, or in no format that is read.
    """
    if not head:
        raise UnreadableError("empty")
    path = PurePath(name)
    by_bytes = _by_bytes(head, name.lower())
    if by_bytes is not None:
        return _readable(by_bytes)
    if any(row.wraps and path.suffix.lower() in row.suffixes for row in FORMATS):
        path = path.with_suffix("")  # it was unpacked, and kept its name
    start = normalise_newlines(head.decode(detect_encoding(head), "ignore")).lstrip("\ufeff \t\n")
    return _readable(_by_text(start, _promised(path.suffix.lower(), media_type)))


def _readable(found: Format | None) -> Format:
    if found is None or not found.reader:
        raise UnreadableError(f"{found.shown if found else 'a file of no known format'}, which Dateline does not read")
    return found


def _by_bytes(head: bytes, name: str) -> Format | None:
    for row in FORMATS:
        is_named = bool(row.suffixes) and name.endswith(row.suffixes)
        if is_named and _starts(head, row.named):
            return row
        if _starts(head, row.starts) and (not row.within or is_named or any(mark in head for mark in row.within)):
            return row
    return None


def _starts(head: bytes, starts: tuple[tuple[int, bytes], ...]) -> bool:
    return any(head.startswith(magic, at) for at, magic in starts)


def _promised(suffix: str, media_type: str) -> Format | None:
    """The format that a name tells, else the one that was declared."""
    by_suffix = (row for row in FORMATS if suffix and suffix in row.suffixes)
    by_type = (row for row in FORMATS if media_type and media_type in row.media_types)
    return next(by_suffix, None) or next(by_type, None)


def _by_text(start: str, promised: Format | None) -> Format | None:
    """The promised format, unless the text begins as it does not and another claims it."""
    is_text = promised is not None and promised.name == PLAIN
    if promised is not None and promised.reader and not is_text:  # noqa: SIM102
        if promised.accepts is None or promised.accepts(start):
            return promised
    for row in FORMATS:
        asked = row.disguised if is_text else row.name != PLAIN or promised is None
        if asked and row.claims is not None and row.claims(start):
            return row
    return promised
