"""Which 8-bit code page a text is in, told by the letters that are frequent in the languages written in it.

It knows the pages that charset-normalizer confuses, or does not try: those of DOS and the Macintosh among them. What
it does not see clearly it leaves to others.
"""

from __future__ import annotations

import re

_RUSSIAN = "оеаинтсрвлкмдпуяыьгз"  # nine tenths of Russian, four fifths of its neighbours
_ARABIC = "اليمنتروبةعدسفهكقأحج"
_WESTERN = "éèêëàâäáãåæçíìîïñóòôöõøœúùûüß’‘“”«»–—…"

_FOREIGN = {
    "cp1251": _RUSSIAN,
    "koi8_r": _RUSSIAN,
    "cp866": _RUSSIAN,
    "iso8859_5": _RUSSIAN,
    "cp1256": _ARABIC,
    "iso8859_6": _ARABIC,
}
_LATIN_ELSEWHERE = {"cp437": _WESTERN, "cp850": _WESTERN, "mac_roman": _WESTERN}
"""Pages of Latin letters whose bytes are mostly signs, or nothing, in Windows-1252."""

_FEWEST = 12  # characters above ASCII, to tell pages of other letters apart
_SHARE = 0.7  # of these are frequent letters
_SHARE_OF_NAMES = 0.5
_AHEAD = 0.1  # of the next page, in shares
_FEWEST_ODD = 2
_ODD_SHARE = 0.3
_KANA = re.compile("[\u3041-\u30fa\u30fc]")
_FOREIGN_WORDS = re.compile(rb"(?<![A-Za-z\x80-\xff])[\xc0-\xff]{4,}(?![A-Za-z\x80-\xff])")
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
_ODD = re.compile(r"(?<=[a-z])[^\x00-\x7fß-öø-ÿ’‘“”«»–—…œ™®©°´²³€\xa0]")
"""In a text read as Windows-1252: what is no small letter, nor a mark that is set so, directly after a letter."""


def japanese_page(part: bytes) -> str | None:
    """Return the page in which some bytes are Japanese, None if a third of what is not ASCII is kana in none."""
    for page in ("cp932", "euc_jp"):
        text = part.decode(page, "replace")
        unusual = sum(not sign.isascii() for sign in text)
        kana = len(_KANA.findall(text))
        if kana > 2 and 3 * kana >= unusual and "\ufffd" not in text:
            return page
    return None


def words_in_other_letters(part: bytes) -> str | None:
    """Return the page of Cyrillic or Arabic words that stand in a Latin text, None if there are none.

    No word of Latin letters is of accented letters alone.
    """
    words = _FOREIGN_WORDS.findall(part)
    if not words or 2 * sum(map(len, words)) < len(_ABOVE_ASCII.findall(part)):
        return None
    return foreign_page(b" ".join(words), share=_SHARE_OF_NAMES)


def foreign_page(part: bytes, *, share: float = _SHARE) -> str | None:
    """Return the page of Cyrillic or Arabic letters that explains some bytes best, None if none does so clearly."""
    shares = {page: _share(part, page, frequent) for page, frequent in _FOREIGN.items()}
    first, second = sorted(shares, key=lambda page: -shares[page])[:2]
    return first if shares[first] >= share and shares[first] - shares[second] >= _AHEAD else None


def _share(part: bytes, page: str, frequent: str) -> float:
    """The share that frequent small letters have of a text's characters above ASCII."""
    unusual = [sign for sign in part.decode(page, "replace") if not sign.isascii() and not sign.isspace()]
    return sum(sign in frequent for sign in unusual) / len(unusual) if len(unusual) >= _FEWEST else 0.0


def latin_page(part: bytes) -> str | None:
    """Return the page of DOS or the Macintosh that some Latin text is in, None unless Windows-1252 makes no sense."""
    read = part.decode("cp1252", "replace")
    unusual = sum(not sign.isascii() for sign in read)
    odd = len(_ODD.findall(read))
    if odd < max(_FEWEST_ODD, _ODD_SHARE * unusual):
        return None
    shares = {page: _latin_share(part, page, frequent) for page, frequent in _LATIN_ELSEWHERE.items()}
    best = max(shares, key=lambda page: shares[page])
    return best if shares[best] >= _SHARE else None


def _latin_share(part: bytes, page: str, frequent: str) -> float:
    unusual = [sign for sign in part.decode(page, "replace") if not sign.isascii()]
    return sum(sign in frequent for sign in unusual) / len(unusual)
