"""One text analysed by itself, with offsets into it exactly as it was given."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.analysis.documents import Known, StoryAnalysis, analyse_story
from index.model import Mention, Published, Span, Story, TimeMention
from index.text.neutralise import neutralise
from index.text.stories import split_stories


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """The stories of a text, each with what was found in it. All offsets are into the whole text."""

    stories: tuple[tuple[Story, StoryAnalysis], ...]

    @property
    def published(self) -> Published:
        """The first story's own date: the text's."""
        return self.stories[0][1].published

    def times(self) -> Iterator[TimeMention]:
        """The time mentions of all stories, in order."""
        return (time for _, found in self.stories for time in found.times)

    def mentions(self) -> Iterator[Mention]:
        """The mentions of all stories, in order."""
        return (mention for _, found in self.stories for mention in found.mentions)


def analyse_text(text: str, date: datetime.date | None = None, url: str | None = None) -> TextAnalysis:
    """What a text tells. A given date is what "today" means in all of its stories.

    ``text`` may hold anything; what is not fit to be shown is read as something harmless of the same length.
    """
    readable = neutralise(_same_length_newlines(text))
    known = Known(date=date.isoformat() if date else None, url=url, anchor=date)
    stories = []
    for story in split_stories(readable):
        headline = story.headline and Span(story.headline.start - story.start, story.headline.end - story.start)
        found = analyse_story(readable[story.start : story.end], replace(known, headline=headline))
        stories.append((story, _shifted(found, story.start, text)))
    return TextAnalysis(tuple(stories))


def _same_length_newlines(text: str) -> str:
    """Every newline as one "\\n", a "\\r" before it as a space, so that no offset changes."""
    text = text.replace("\r\n", " \n")
    for newline in ("\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(newline, "\n")
    return text


def _shifted(found: StoryAnalysis, by: int, text: str) -> StoryAnalysis:
    """The analysis of a story that starts at ``by``, with offsets into the text and its own words."""
    evidence = tuple(
        replace(one, start=one.start + by, end=one.end + by) if one.start is not None and one.end is not None else one
        for one in found.published.evidence
    )
    mentions = (
        replace(one, start=one.start + by, end=one.end + by, text=text[one.start + by : one.end + by])
        for one in found.mentions
    )
    times = (
        replace(one, start=one.start + by, end=one.end + by, text=text[one.start + by : one.end + by])
        for one in found.times
    )
    return StoryAnalysis(found.title, replace(found.published, evidence=evidence), tuple(mentions), tuple(times))
