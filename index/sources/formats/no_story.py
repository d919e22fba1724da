"""Pages that are no story: checks for robots, paywalls' stubs, error pages, questions for consent, lists of stories.

A rule holds only for pages with little text, or with hardly any text that is no link: a story lost would be worse than
a page too much. Which rule it was is told, and the analyst can overrule it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from index.sources.formats.page_limits import parsed_page

NO_STORY = "no story, but "
"""How the reason begins for which such a page is left out."""

_BRIEF = 700  # characters; in the 80 pages of stories that this was tried on, the shortest has more
_SHORT = 1500

_PARTS = re.compile(r"\s+[|–—·•»-]\s+|\s*\|\s*")
_CHALLENGES = re.compile(
    r"(?:just a|one) moment(?:, please)?|attention required!?|access denied|security (?:check|verification)|robot check"
    r"|are you (?:a )?(?:human|robot)|human verification|pardon our interruption|(?:verify|verifying) you are human"
    r"|checking (?:your|the) browser|ddos.guard|403(?: error)?|(?:403 )?forbidden|captcha",
    re.IGNORECASE,
)
_CHALLENGE_WORDS = re.compile(
    r"checking (?:your|if the site|the) (?:browser|connection)|(?:verify|confirm|prove) (?:that )?you(?:'re| are)"
    r" (?:a )?(?:human|not a robot)|enable javascript and cookies to continue|unusual traffic from your"
    r"|complete the captcha"
    r"|(?:turn|switch) javascript on and reload|please (?:enable|turn on) (?:javascript|cookies)",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"(?:error )?404(?: error)?|(?:\W*404\W+)?(?:page|article|story|document|file)"
    r" (?:was |is |could )?(?:not (?:be )?found|does(?:n[o']t| not) exist|no longer (?:exists|available))|not found"
    r"|seite nicht gefunden|page introuvable"
    r"|p[áa]gina no encontrada|страница не найдена|сторінку не знайдено|الصفحة غير موجودة",
    re.IGNORECASE,
)
_MISSING_WORDS = re.compile(
    r"(?:page|article|story) (?:that )?you(?:'re| are)? (?:look(?:ing)?|tried|requested|want)[^.]{0,40}"
    r"(?:no longer|not (?:be )?found|does(?:n't| not) exist|(?:been|was) (?:moved|removed|deleted))",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_WALL = re.compile(r"""\b(?:class|id)\s*=\s*["'][^"'<>]{0,200}\b(?:paywall|regwall|subscribe-wall)""", re.IGNORECASE)
_SUBSCRIBE = re.compile(
    r"(?:subscribe|sign (?:in|up)|log in|register) (?:now |today )?to (?:read|continue|keep reading|unlock|view)"
    r"|already a (?:subscriber|member)|(?:for|to) (?:paying )?(?:subscribers|members) only"
    r"|to (?:continue|go on) reading|subscribers can read",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:…|\.\.\.)\s*$", re.MULTILINE)
_CONSENT_TITLES = re.compile(
    r"before you continue|(?:your )?(?:cookie|privacy|consent)(?: (?:settings|choices|preferences|notice|policy))?"
    r"|we value your privacy|manage (?:your )?(?:cookies|consent)",
    re.IGNORECASE,
)
_CONSENT_WORDS = re.compile(
    r"\b(?:cookies?|partners|accept all|reject all|consent|personal data|vendors|your choices?|privacy)\b",
    re.IGNORECASE,
)
_FEWEST_CONSENT_WORDS = 4

_FEWEST_LINKS = 15
_WORDS_OF_A_HEADLINE = 4
_MOST_LINKED = 0.6
_PROSE = 200  # characters of a block outside of links that reads like prose
_STORY = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*NewsArticle|Article|BlogPosting|Report\w*|LiveBlogPosting)"')


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules are asked about: the page, and what was read out of it."""

    html: str
    text: str
    titles: tuple[str, ...]  # the page's own and its first heading
    is_dated: bool  # it says of itself when it was published

    def is_called(self, pattern: re.Pattern[str]) -> bool:
        """Whether a title, or the part of one before its site's name, is just that."""
        parts = [part for title in self.titles for part in (title, *_PARTS.split(title))]
        return any(pattern.fullmatch(part.strip(" .…!?*")) for part in parts)


def why_no_story(html: str, text: str, title: str, *, is_dated: bool) -> str:
    """The rule by which a page is no story, "" if none says so. ``text`` and ``title`` are what was read out of it.

    ``is_dated`` tells whether it says of itself when it was published.
    """
    if len(text) > _SHORT and is_dated:
        return ""
    tree = parsed_page(html)
    if tree is None:
        return ""
    headings = (next(tree.iter(name), None) for name in ("title", "h1"))
    own = (" ".join(one.text_content().split()) for one in headings if one is not None)
    page = Page(html, text or " ".join(tree.text_content().split())[: _SHORT + 1], (title, *own), is_dated)
    for name, rule in _RULES:
        if rule(page):
            return name
    return "a list of stories" if _is_list(page, tree) else ""


def _is_challenge(page: Page) -> bool:
    if len(page.text) > _SHORT:
        return False
    return page.is_called(_CHALLENGES) or (len(page.text) < _BRIEF and _CHALLENGE_WORDS.search(page.text) is not None)


def _is_missing(page: Page) -> bool:
    if len(page.text) > _SHORT:
        return False
    return page.is_called(_MISSING) or (len(page.text) < _BRIEF and _MISSING_WORDS.search(page.text) is not None)


def _is_stub(page: Page) -> bool:
    if len(page.text) > _BRIEF:
        return False
    signs = (
        _NOT_FREE.search(page.html) is not None,
        _WALL.search(page.html) is not None,
        _SUBSCRIBE.search(page.text) is not None,
        _CUT.search(page.text) is not None,
    )
    return sum(signs) >= 2


def _is_consent(page: Page) -> bool:
    words = {found.lower() for found in _CONSENT_WORDS.findall(page.text[: _SHORT + 1])}
    return len(page.text) <= _SHORT and len(words) >= _FEWEST_CONSENT_WORDS and page.is_called(_CONSENT_TITLES)


_RULES = (
    ("a check for robots", _is_challenge),
    ("a page that says that there is none", _is_missing),
    ("the start of a story behind a paywall", _is_stub),
    ("a question for consent", _is_consent),
)


def _is_list(page: Page, tree: Any) -> bool:
    """Whether a page is headlines that are links, for the most part or above teasers, and tells no story of its own."""
    if page.is_dated or page.html.count("<a") < _FEWEST_LINKS or _STORY.search(page.html):
        return False
    if any((one.get("content") or "").lower() == "article" for one in tree.iterfind(".//meta[@property='og:type']")):
        return False
    within_links = {part for link in tree.iter("a") for part in link.iter()}
    linked = total = headlines = 0
    headed = sum(
        any(len(link.text_content().split()) >= _WORDS_OF_A_HEADLINE for link in heading.iter("a"))
        or (heading.getparent().tag == "a" and len(heading.text_content().split()) >= _WORDS_OF_A_HEADLINE)
        for heading in tree.iter("h2", "h3", "h4")
    )
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "title"):
            continue
        own = len(" ".join((element.text or "").split()))
        is_linked = element in within_links
        linked += own if is_linked else 0
        total += own + len(" ".join((element.tail or "").split()))
        if own >= _PROSE and not is_linked:
            return False
        if element.tag == "a":
            headlines += len(element.text_content().split()) >= _WORDS_OF_A_HEADLINE
    return headlines >= _FEWEST_LINKS and (linked > _MOST_LINKED * total or headed >= _FEWEST_LINKS)
