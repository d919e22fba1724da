"""Bytes of an unknown encoding to text with "\\n" as its only newline.

In this order: a byte order mark; UTF-16 without one, known by its NUL bytes; UTF-8; for Latin letters Windows-1252
(which is Latin-1 with printable characters where that has controls), or another code page that explains the letters
better; else what charset-normalizer says of a sample. Bytes that the encoding cannot explain become U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index.errors import UnreadableError
from index.text.code_pages import foreign_page, japanese_page, latin_page, words_in_other_letters

_SAMPLE = 2**16  # bytes; an encoding is judged by so many
_DETECTED = 2**13  # bytes of text around the unusual characters that charset-normalizer is given

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_BINARY_STARTS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "compressed data"),
    (b"BZh", "compressed data"),
    (b"\xfd7zXZ", "compressed data"),
    (b"7z\xbc\xaf", "compressed data"),
    (b"Rar!", "compressed data"),
    (b"(\xb5/\xfd", "compressed data"),
)
_TAR_MAGIC = (257, b"ustar")

# Controls that no text has; tab, the line ends, form feed, backspace and escape do occur.
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\b\x1b")
_MOST_CONTROLS = 0.3  # in what is valid UTF-8: a page full of them may be an attack, but it is text
_MOST_CONTROLS_8BIT = 0.02  # in other bytes: compressed and binary data have one in ten

_FOREIGN_SHARE = 0.4  # of the letters are above ASCII in texts that are not in Latin letters
_FEWEST_FOREIGN = 4  # letters, to say so
_FOREIGN_PAGES = [
    "cp1251", "koi8_r", "cp1253", "cp1256", "cp1255", "gb18030", "big5", "cp932", "euc_jp", "euc_kr",
]  # fmt: skip
"""Where these alone may be chosen, charset-normalizer is right on short samples too."""

_FEWEST_CLEAR = 12  # letters above ASCII in which charset-normalizer is mostly right
_CONFUSED = ("cp1251", "koi8_r", "cp1256")
"""Pages that others resemble: where the letters do not tell them clearly, charset-normalizer may be wrong."""

_MOST_NOT_NUL = 0.6  # of the bytes of Latin letters in UTF-16; other letters have halves that look like controls

_LATIN_PAGES = {
    "cp1252": "éèêëàâäáãåæçíìîïñóòôöõøœúùûüß",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîđöüäô",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîđöüäô",
    "cp1254": "çğıöşüİâîû",
}
"""Encodings of Latin letters with those letters that are frequent in the languages written in them. The first is
taken unless another explains the text clearly better; charset-normalizer confuses these on texts of usual length."""

_CLEARLY_LATIN = 0.95  # of the letters above ASCII are frequent ones
_OUT_OF_PLACE = re.compile("(?<=[A-Za-z])[°±²³¹º¼½¾¿¡¢£¥¦¬µ¶](?=[A-Za-z])|[\x80-\x9f]")
_LONE_BYTE = re.compile(rb"[\x00-\x2f]")  # never the second half of a character in the code pages above
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding, and whether that is clear."""

    encoding: str
    is_clear: bool = True


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is in doubt about it, in words; "" if nothing is."""

    text: str
    doubt: str = ""


def decode(data: bytes) -> str:
    """Return the text of ``data``, without its byte order mark, every newline as "\n".

    Raises UnreadableError if it is not text.
    """
    return decode_doubting(data).text


def decode_doubting(data: bytes) -> Decoded:
    """Return the text of ``data`` as ``decode`` does, and whether its encoding was only guessed.

    Raises UnreadableError if it is not text.
    """
    guess = _guess(data)
    if guess.encoding == "utf-8":
        try:
            return Decoded(normalise_newlines(data.decode("utf-8")))
        except UnicodeDecodeError as error:
            text = data.decode("utf-8", "replace")
            if _is_mostly_utf8(text):
                return Decoded(normalise_newlines(text))
            around = data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2]
            guess = _detect_8bit(around)
    doubt = "" if guess.is_clear else f"as {guess.encoding}, perhaps; dateline index --encoding names another"
    return Decoded(normalise_newlines(data.decode(guess.encoding, "replace")), doubt)


def normalise_newlines(text: str) -> str:
    """Return ``text`` with "\\r\\n", "\\r", NEL, U+2028 and U+2029 as "\\n"."""
    if text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    for newline in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        if newline in text:
            text = text.replace(newline, "\n")
    return text


def repair(text: str) -> str:
    """Return a piece of a stream that was decoded as UTF-8 with surrogate escapes, without any surrogate.

    A piece with bytes that are not UTF-8 is decoded anew, by itself: some files change their encoding on the way.
    """
    if not has_surrogates(text):
        return text
    try:
        data = text.encode("utf-8", "surrogateescape")
        return data.decode(_detect_8bit(data[:_SAMPLE]).encoding, "replace")
    except (UnicodeEncodeError, UnreadableError):
        return replace_surrogates(text)


def replace_surrogates(text: str) -> str:
    """Return ``text`` with U+FFFD for each lone surrogate, so that it can be encoded."""
    return _SURROGATE.sub("\ufffd", text) if has_surrogates(text) else text


def has_surrogates(text: str) -> bool:
    """Whether ``text`` holds lone surrogates: it cannot be encoded then."""
    if text.isascii():
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def detect_encoding(data: bytes) -> str:
    """Return the name of the encoding that the first bytes of ``data`` are in.

    "utf-8" also for plain ASCII: a later byte may still refute it. Raises UnreadableError if they are not text.
    """
    return _guess(data).encoding


def _guess(data: bytes) -> Guess:
    marked = marked_encoding(data)
    if marked is not None:
        return Guess(marked)
    sample = data[:_SAMPLE]
    refuse_binary(sample)
    if b"\x00" in sample and len(data) % 2 == 0:
        wide = _detect_utf16(sample)
        if wide is not None:
            return Guess(wide)
    if _is_utf8(sample):
        if _share_of_controls(sample) > _MOST_CONTROLS:
            raise UnreadableError("not text")
        return Guess("utf-8")
    return _detect_8bit(sample)


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark at the start of ``data`` names, None if there is none."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def refuse_binary(head: bytes) -> None:
    """Raise UnreadableError if the first bytes of a file are those of a known binary format."""
    for start, name in _BINARY_STARTS:
        if head.startswith(start):
            raise UnreadableError(f"not text: {name}")
    offset, magic = _TAR_MAGIC
    if head[offset:].startswith(magic):
        raise UnreadableError("not text: a tar archive")


def _share_of_controls(sample: bytes) -> float:
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 0.0


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(replaced: str) -> bool:
    """Whether a text that was decoded as UTF-8 has at least as many good characters above ASCII as bad ones."""
    unusual = len(replaced) - len(replaced.encode("ascii", "ignore"))
    return unusual >= 2 * replaced.count("\ufffd")


def _detect_utf16(sample: bytes) -> str | None:
    """Return which UTF-16 a sample without a mark is in, if it reads as text in one of them and not as bytes."""
    others = sample.replace(b"\x00", b"")
    if len(others) > _MOST_NOT_NUL * len(sample) and _share_of_controls(others) <= _MOST_CONTROLS_8BIT:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample, final=False)
        except UnicodeDecodeError:
            continue
        # In the wrong byte order a space is U+2000 and a newline U+0A00, and letters are anything.
        common = sum(text.count(character) for character in " \n,.-/、。")
        shown = "".join(text.split())
        if text and shown.isprintable() and (common * 30 >= len(text) or shown.isascii()):
            return encoding
    return None


def _detect_8bit(sample: bytes) -> Guess:
    """Return the encoding of a sample that is not valid UTF-8: "utf-8" still, if most of it is valid.

    Raises UnreadableError if it has more controls than a text.
    """
    if _share_of_controls(sample) > _MOST_CONTROLS_8BIT:
        raise UnreadableError("not text")
    if _is_mostly_utf8(sample.decode("utf-8", "replace")):
        return Guess("utf-8")
    unusual = _ABOVE_ASCII.search(sample)
    start = max(0, unusual.start() - 200) if unusual else 0
    part = _cut_between_characters(sample[start : start + _DETECTED])
    japanese = japanese_page(part)
    if japanese is not None:
        return Guess(japanese)
    letters = [letter for letter in part.decode("cp1252", "replace") if letter.isalpha()]
    above_ascii = sum(not letter.isascii() for letter in letters)
    if above_ascii < max(_FEWEST_FOREIGN, _FOREIGN_SHARE * len(letters)):
        others = words_in_other_letters(part)
        if others is not None:
            return Guess(others, is_clear=False)
        is_latin = len(_ABOVE_ASCII.findall(part)) <= len(_ASCII_LETTER.findall(part))
        return Guess(latin_page(part) or _detect_latin(part), is_clear=is_latin)
    clear = foreign_page(part)
    if clear is not None:
        return Guess(clear)
    from charset_normalizer import from_bytes  # only for texts in rare encodings

    best = from_bytes(part, cp_isolation=_FOREIGN_PAGES, preemptive_behaviour=False).best()
    if best is None:
        return Guess("cp1252", is_clear=False)
    return Guess(best.encoding, is_clear=best.encoding not in _CONFUSED and above_ascii >= _FEWEST_CLEAR)


def _detect_latin(part: bytes) -> str:
    """Return which of _LATIN_PAGES gives a text mostly the letters that are frequent in its languages."""
    shares = {}
    for encoding, frequent in _LATIN_PAGES.items():
        text = part.decode(encoding, "replace")
        letters = [letter for letter in text.lower() if letter.isalpha() and not letter.isascii()]
        odd = len(_OUT_OF_PLACE.findall(text))
        enough = len(letters) >= _FEWEST_FOREIGN
        shares[encoding] = sum(letter in frequent for letter in letters) / (len(letters) + odd) if enough else 0.0
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _CLEARLY_LATIN else "cp1252"


def _cut_between_characters(sample: bytes) -> bytes:
    """Return a long sample without the halves of characters that its ends may have cut."""
    if len(sample) < _DETECTED:
        return sample
    lone = [match.start() for match in _LONE_BYTE.finditer(sample)]
    return sample[lone[0] : lone[-1]] if len(lone) > 1 else sample
