"""By what the first characters of a file show the format that it is in, where its name does not tell.

Each is asked of the start of a text, without byte order mark and white space before it.
"""

from __future__ import annotations

import json
import re

_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|\n|$)")
_MAIL_SENDERS = frozenset(("from", "sender", "return-path", "delivered-to", "to", "subject"))
_MAIL_MARKS = frozenset(
    ("message-id", "mime-version", "received", "return-path", "delivered-to", "content-type", "x-mailer", "date")
)
_FEWEST_MARKS = 2
_FEWEST_MESSAGES = 2

_MBOX_LINE = re.compile(
    r"From (?:-|\S+@\S+|[^\n]{0,200}?\b\d{1,2}:\d\d)[^\n]*\n(?:>?[A-Za-z][A-Za-z0-9-]{0,60}:(?:[ \t]|\n))"
)
_SAVED_PAGE = re.compile(r"^Snapshot-Content-Location:|^From: <?Saved by ", re.MULTILINE)
_HTML = re.compile(r"(?:<\?xml[^>]*+>\s*+)?(?:<!--[^>]*+>\s*+)*+<(?:!doctype\s++html|html|head|body)\b", re.IGNORECASE)
_XML_ROOT = re.compile(
    r"(?:<\?[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+|<!doctype[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)*+"
    r"<([A-Za-z_][\w.-]*+(?::[\w.-]++)?)(?=[\s/>])",
    re.IGNORECASE,
)
_SRT = re.compile(r"\d{1,6}[ \t]*\n\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_VTT = re.compile(r"WEBVTT(?:[ \t\n]|$)")
_WARC = re.compile(r"WARC/[01]\.\d+\r?\n")
_TWITTER_ARCHIVE = re.compile(r"window\.YTD\.[\w.]+\s*=")

_TELEGRAM = r'"type"\s*+:\s*+"(?:\w{1,30}_(?:chat|group|channel|supergroup)|saved_messages)"'
_CHATS = (
    (_TELEGRAM, r'"messages"\s*+:\s*+\['),
    (r'"sender_name"\s*+:', r'"timestamp_ms"\s*+:', r'"messages"\s*+:\s*+\['),
)
_SLACK = (r'"type"\s*+:\s*+"message"', r'"ts"\s*+:\s*+"\d{9,10}\.\d{6}"')
WHATSAPP_MESSAGE = re.compile(
    r"\u200e?\[?(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),?[ \u202f](\d{1,2})[:.](\d\d)(?:[:.]\d\d)?"
    r"(?:[ \u202f]?([AaPp])\.?[ \u202f]?[Mm]\.?)?(?:\]| -)[ ](?:([^:\n]{1,80}):[ ]|(?=[^:\n]+$))"
)
"""How WhatsApp begins a message in a text: day, hour, minute, "a" or "p", and who sent it, if somebody did."""

_CHANNEL = re.compile(r"""\bclass\s*=\s*["'][^"'<>]*\btgme_(?:channel_history|widget_message)\b""")
_AGENT = re.compile(r"(?:user-agent|sitemap)\s*:", re.IGNORECASE)
_ROBOTS_LINE = re.compile(r"\s*[a-z-]{3,20}\s*:", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*+:\s*+"https?:(?:\\?/){2}jsonfeed\.org\\?/version')
_JSON_OBJECT = re.compile(r'\{\s*+"[^"\\]*+"\s*+:')
_JSON_START = re.compile(r'(?:\[\s*+)?\{\s*+"[^"\\]*+"\s*+:')
_LONG_LINE = 2**14  # characters
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)


def is_mail(start: str) -> bool:
    """Whether a text begins with the headers of a mail: a sender or subject, and what programs write beside it."""
    names: set[str] = set()
    for line in start.split("\n"):
        header = _HEADER.match(line)
        if header is not None:
            names.add(header[1].lower())
        elif not line.strip() or not (names and line[0] in " \t"):
            break
    return bool(names & _MAIL_SENDERS) and len(names & _MAIL_MARKS) >= _FEWEST_MARKS


def begins_with_header(start: str) -> bool:
    """Whether the first line of a text is a header, as in a mail, or the line that stands before one in a mailbox."""
    return _HEADER.match(start) is not None or is_mbox(start)


def is_saved_page(start: str) -> bool:
    """Whether a text begins with the headers that browsers write before a page that they save."""
    head = start.partition("\n\n")[0]
    return is_mail(start) and _SAVED_PAGE.search(head) is not None


def is_mbox(start: str) -> bool:
    """Whether a text begins with the line that separates the mails of a mailbox, and a header behind it."""
    return _MBOX_LINE.match(start) is not None


def is_html(start: str) -> bool:
    """Whether a text begins like a web page."""
    return _HTML.match(start) is not None


def xml_root(start: str) -> str | None:
    """Return the name of the root element if a text is XML, in lower case and without its prefix."""
    root = _XML_ROOT.match(start)
    if root is None or not (start.startswith(("<?xml", "<!DOCTYPE")) or root[1].lower() in _KNOWN_ROOTS):
        return None
    return root[1].rpartition(":")[2].lower()


_KNOWN_ROOTS = frozenset(("rss", "feed", "rdf:rdf", "nitf", "newsml", "newsitem", "newsmessage", "tt", "urlset"))


def is_subtitles(start: str) -> bool:
    """Whether a text is WebVTT or SubRip."""
    return _VTT.match(start) is not None or _SRT.match(start) is not None


def is_web_archive(start: str) -> bool:
    """Whether a text begins with a record of a WARC file."""
    return _WARC.match(start) is not None


def is_chat(start: str) -> bool:
    """Whether a text is a messenger's export of a chat, as Telegram, Facebook, Slack and Twitter write it."""
    if _TWITTER_ARCHIVE.match(start):
        return True
    if start.startswith("["):
        return all(re.search(sign, start) for sign in _SLACK)
    return start.startswith("{") and any(all(re.search(sign, start) for sign in signs) for signs in _CHATS)


def is_whatsapp(start: str) -> bool:
    """Whether a text is a chat that WhatsApp exported."""
    lines = [line for line in start.split("\n", 8)[:8] if line.strip()]
    begun = sum(WHATSAPP_MESSAGE.match(line) is not None for line in lines)
    return begun >= _FEWEST_MESSAGES and 2 * begun >= len(lines)


def is_feed(start: str) -> bool:
    """Whether a text is RSS, RDF, Atom or a JSON feed."""
    return xml_root(start) in ("rss", "feed", "rdf") or is_json_feed(start)


def is_sitemap(start: str) -> bool:
    """Whether a text is a sitemap (https://www.sitemaps.org/protocol.html)."""
    return xml_root(start) == "urlset"


def is_channel(start: str) -> bool:
    """Whether a text is the public page of a channel of Telegram's, as t.me/s/NAME shows it."""
    return is_html(start) and _CHANNEL.search(start) is not None


def is_other_page(start: str) -> bool:
    """Whether what is named a web page may be that, and not the page of a channel."""
    return not is_channel(start)


def is_robots(start: str) -> bool:
    """Whether a text is robots.txt (RFC 9309)."""
    lines = [line for line in start.split("\n", 20)[:20] if line.strip() and not line.startswith("#")]
    return bool(lines) and _AGENT.match(lines[0]) is not None and all(_ROBOTS_LINE.match(line) for line in lines)


def is_news(start: str) -> bool:
    """Whether a text is NITF or NewsML."""
    return xml_root(start) in ("nitf", "newsml", "newsitem", "newsmessage")


def is_xml(start: str) -> bool:
    """Whether a text is XML of any kind."""
    return xml_root(start) is not None


def is_json_lines(start: str) -> bool:
    """Whether the first line is a JSON object, or begins like one that is longer than what is seen of it."""
    line, newline, _ = start.partition("\n")
    if not newline and len(start) >= _LONG_LINE:
        return _JSON_OBJECT.match(start) is not None
    try:
        return isinstance(_DECODER.decode(line), dict)
    except (ValueError, RecursionError):
        return False


def is_no_json_array(start: str) -> bool:
    """Whether what is named JSON lines may be that."""
    return not start.startswith("[")


def is_json(start: str) -> bool:
    """Whether a text begins with a JSON object that has a member, or with an array of such."""
    return _JSON_START.match(start) is not None


def is_none(start: str) -> bool:  # noqa: ARG001
    """Whether what is named as a file of bytes may be one although it is a text: it may not."""
    return False


def is_single_json(start: str) -> bool:
    """Whether what is named JSON is one value of records, no JSON lines, feed or chat."""
    lines = is_json_lines(start) and start.partition("\n")[2].lstrip().startswith("{")
    return not (lines or is_chat(start) or is_json_feed(start))


def is_json_feed(start: str) -> bool:
    """Whether a text is a JSON feed (https://jsonfeed.org/version/1.1)."""
    return start.startswith("{") and _JSON_FEED.search(start) is not None


_JUDGED = 2**12  # characters
_LONG_WORD = 60  # characters without a space, as base64 has them
_CODE = re.compile(r"[{}\[\]<>=;|\\$*+&%@^~`]")
_FEWEST_SIGNS = 20
_MOST_SIGNS = 0.1  # of what is not blank


def is_prose(start: str) -> bool:
    """Whether a text reads as words in sentences: no code, no settings, no encoded data."""
    start = start[:_JUDGED]
    words = start.split()
    dense = sum(len(word) for word in words)
    letters = sum(character.isalpha() for character in start)
    if not dense or letters < dense / 2:
        return False
    encoded = sum(len(word) for word in words if len(word) > _LONG_WORD and word.isascii())
    signs = len(_CODE.findall(start))
    return encoded < dense / 2 and (signs < _FEWEST_SIGNS or signs < _MOST_SIGNS * dense)
