"""What a site puts between the paragraphs of a story, and the lead that stands above it."""

from __future__ import annotations

import pytest

from index.sources.formats.page_notices import is_notice, without_notices
from index.sources.formats.web_pages import extract_article

SAID = "that the harbour master closed the port again, and that the ships waited outside it for the storm to pass."
STORY = "".join(f"<p>Paragraph {number} says {SAID}</p>" for number in range(6))
LEAD = (
    "The storm has closed the port of Vis for the third time this winter, and two hundred islanders who had come to "
    "the mainland for the market had to stay there over night."
)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ferries wait for the storm to pass",
        "RELATED",
        "[Related: Ferries wait]",
        "Subscribe now to our Port Edition for the full story.",
        "Sign up to our newsletter and get the news of the port each morning",
        "Follow the Port Post on Twitter and @portpost on Instagram",
        "Already a subscriber? Log in",
        "To read the full story, please subscribe.",
        "¡Síguenos en Facebook!",
        "Lea también: El puerto cierra",
        "À lire aussi » Le port ferme",
        "Lesen Sie auch:",
        "Zum Newsletter anmelden",
        "Czytaj też: Port zamknięty",
        "Читайте также: Порт закрыт",
        "اقرأ أيضا: إغلاق الميناء",
        "© 2019 Port Post. All rights reserved.",
        "ANZEIGE",
        "Advertisement",
        "This post may contain affiliate links.",
    ],
)
def test_a_notice_of_the_site_is_no_line_of_the_story(line: str) -> None:
    assert is_notice(line)
    assert without_notices(f"{SAID}\n{line}\n{SAID}") == f"{SAID}\n{SAID}"


@pytest.mark.parametrize(
    "line",
    [
        "Related deaths rose to twelve on Monday.",
        "Read more than one account before you believe it, he said.",
        "Sign up for an account with the same address as before.",
        "Get the island's fishermen to talk, and they speak of the weather.",
        "Follow the river for a mile, the guide said, and you come to the mill.",
        "Newsletters of the guild told of the storm.",
        "Join the queue, and wait.",
        "Copyright law was not what the fishermen had in mind.",
        "Werbung für das Amt machte niemand.",
    ],
)
def test_a_line_that_only_begins_alike_stays(line: str) -> None:
    assert not is_notice(line)


def test_a_text_that_is_mostly_notices_stays() -> None:
    text = "Read more: A\nRead more: B\nThe end."
    assert without_notices(text) == text


@pytest.mark.parametrize("tag", ["p", "div", "h2"])
def test_the_lead_above_the_story_is_kept(tag: str) -> None:
    page = (
        f'<html><head><title>Storm</title><meta name="description" content="{LEAD}"></head><body><header><h1>Storm</h1>'
        f'<{tag} class="deck">{LEAD}</{tag}></header><article>{STORY}</article></body></html>'
    )
    lines = extract_article(page.encode()).values["text"].split("\n")
    assert lines.count(LEAD) == 1
    assert lines.index(LEAD) < lines.index(f"Paragraph 0 says {SAID}")


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Storm</h1>{STORY}</article><aside><p>{LEAD}</p></aside>",
        f"<nav><p>{LEAD}</p></nav><article><h1>Storm</h1>{STORY}</article>",
        f"<article><h1>Storm</h1>{STORY}</article><div><p>{LEAD}</p></div>",
    ],
)
def test_what_stands_beside_or_below_the_story_is_no_lead(body: str) -> None:
    page = (
        f'<html><head><title>Storm</title><meta name="description" content="{LEAD}"></head><body>{body}</body></html>'
    )
    assert LEAD not in extract_article(page.encode()).values["text"]
