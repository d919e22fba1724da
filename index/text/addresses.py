"""Addresses of pages: what all ways to write the address of one page have in common."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|cmpid|ocid|ncid|smid|ref_src|mkt_tok"
    r"|at_\w+|xtor|wt_\w+|amp|outputtype",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, not what is read."""

_AMP_CACHE = re.compile(
    r"(?:[\w.-]+\.cdn\.ampproject\.org/(?:[cv]/)?(?:s/)?|www\.google\.\w+/amp/(?:s/)?)", re.IGNORECASE
)
_PROXY = re.compile(r"via\.hypothes\.is/(?=https?://)", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=/?$|\.html?$)|^/amp(?=/)", re.IGNORECASE)

_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[^\s\[\]\\#?;]*(?:\?[^\s#\[\]\\]+)?")
"""An address that is whole and needs nothing resolved, as nearly all links of feeds are."""


def is_web_address(iri: str) -> bool:
    """Whether it is the address of a page."""
    return iri.lower().startswith(("http://", "https://"))


def resolved(base: str, link: str) -> str:
    """A link as an address of its own, relative to the address of what it stands in; "" if it leads to no web page.

    Without a base a link without a scheme stays as it is.
    """
    link = link.strip()
    if _PLAIN.fullmatch(link):
        return link
    try:
        whole = urljoin(base, link) if link else ""
        scheme = urlsplit(whole).scheme.lower()
    except ValueError:
        return ""
    return whole if scheme in ("http", "https", "") else ""


def address_key(address: str) -> str:
    """What all ways to write the address of one page have in common: no scheme, fragment, tracking or AMP."""
    host, path, query = _parts(address)
    if not query:
        return f"{host}{path}"
    kept = sorted(
        (name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    )
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def core_of(address: str) -> str:
    """A part of the address that stands in every way to write it."""
    host, path, _ = _parts(address)
    longest = max(path.split("/"), key=len)
    return longest if re.fullmatch(r"[A-Za-z0-9-]{4,}", longest) else host


def _parts(address: str) -> tuple[str, str, str]:
    """Host, path and query without what does not tell pages apart."""
    bare = _PROXY.sub("", address.partition("#")[0].partition("://")[2])
    bare = bare.partition("://")[2] if is_web_address(bare) else bare
    bare = _AMP_CACHE.sub("", bare, count=1) if _AMP_CACHE.match(bare) else bare
    try:
        split = urlsplit(f"//{bare}")
    except ValueError:
        return bare.lower(), "", ""
    host = (split.netloc.rpartition("@")[2]).lower().removesuffix(":80").removesuffix(":443")
    for prefix in ("www.", "amp.", "m."):
        host = host.removeprefix(prefix)
    return host, _AMP_PATH.sub("", unquote(split.path)).rstrip("/"), split.query
