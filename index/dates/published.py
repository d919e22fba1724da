"""A document's own date: what speaks for it, what was chosen, and whether the evidence is in conflict."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from index.dates.clues import WEIGHTS, Clue
from index.dates.combination import Candidate, conflict_phrase, conflict_with_days, text_cues, weigh
from index.dates.dates_beside import clues_beside
from index.dates.field_clues import file_name_clue, record_clue, title_clue, url_clue
from index.dates.intervals import begin_of, interval_of
from index.dates.local_time import in_local_time
from index.dates.order import DateOrder, can_be_turned, order_in
from index.dates.text_clues import text_clues
from index.model import DateEvidence, Published
from index.text.neutralise import neutralise_line

_NEAR = datetime.timedelta(days=2)
_ZONES = datetime.timedelta(days=1)  # it may be tomorrow where the story was written
_OF_PUBLICATION = ("header", "record", "metadata", "json-ld", "time", "visible", "url", "label")
_UPDATE_ALONE = 0.45  # of an update's day where no more is known
_SHOWN = 60  # characters of a date field that a note quotes


def find_published(
    text: str,
    *,
    record_date: str | None = None,
    record_is_metadata: bool = False,
    record_is_mail: bool = False,
    title: str | None = None,
    url: str | None = None,
    file_name: str | None = None,
    today: datetime.date | None = None,
    order: DateOrder = DateOrder.AUTO,
    record_order: DateOrder = DateOrder.AUTO,
    file_is_filled_in: bool = False,
    dates_beside: Sequence[tuple[str, str]] = (),
) -> Published:
    """When the story was published, as precisely as the evidence tells.

    ``record_date`` is its record's date field as written, or the date in a page's metadata when
    ``record_is_metadata``, or a mail's Date when ``record_is_mail``.
    ``today`` bounds what can have been published (the real day if not given). How
    03/04/2017 is read is decided by the document's own unambiguous dates, else by ``order``, else by ``record_order``,
    which was learnt from other records of its source; where the record has a date of its own, the latter says nothing
    of the text's lines. Without any of these both readings are weighed and the result is marked ambiguous.
    ``file_is_filled_in`` says that every date of the record's file is a 1 January, of which only the year counts.
    ``dates_beside`` are other dates of the record, each with its source: "json-ld", "received", "captured", …

    ``anchor`` is the day that "today" means in the text: the dateline's, which may lie a day or two before
    publication.
    """
    today = today or datetime.date.today()
    own = order_in(record_date or "", text)
    told = order if own is DateOrder.AUTO else own
    in_record = record_order if told is DateOrder.AUTO else told
    in_text = told if record_date else in_record
    clues = text_clues(text, in_text)
    if record_date:
        clue = record_clue(record_date, in_record, is_metadata=record_is_metadata, file_is_filled_in=file_is_filled_in)
        if clue is not None and record_is_mail and clue.weight == WEIGHTS["record"]:
            clue = replace(clue, weight=WEIGHTS["mail"])  # what a mail is about may have happened on any day
        clues += [clue] if clue is not None else []
    if title and (clue := title_clue(title, in_text)):
        clues.append(clue)
    if url and (clue := url_clue(url)):
        clues.append(clue)
    if file_name and (clue := file_name_clue(file_name)):
        clues.append(clue)
    clues += clues_beside(dates_beside, in_record)
    if record_is_metadata and (record_date or dates_beside):
        clues = in_local_time(clues, [("metadata", record_date or ""), *dates_beside])
    unread = record_date if record_date and not any(clue.source in ("record", "metadata") for clue in clues) else ""
    candidates = weigh(clues, text_cues(text, today), today)
    past = [candidate for candidate in candidates if candidate.day <= today + _ZONES]
    if not past or _only_placeholders(past) or _outweighed(past[0], clues):
        published = _coarse(clues, candidates, today)
    else:
        published = _chosen(past, clues)
    used = in_record if in_record is not DateOrder.AUTO else _order_read(published, clues)
    note = published.note
    if unread and not note:
        note = f"the date field cannot be read: {neutralise_line(unread[:_SHOWN])}"
    elif not note and not published.ambiguous and used is not DateOrder.AUTO and can_be_turned(record_date or ""):
        learnt_from = "its other dates" if own is not DateOrder.AUTO else "others of its source"
        note = f"read {used.words}, as {'was set' if told is order is not DateOrder.AUTO else f'{learnt_from} are'}"
    return replace(published, order="" if used is DateOrder.AUTO else used.value, note=note)


def _only_placeholders(candidates: list[Candidate]) -> bool:
    return all(clue.placeholder or clue.year_only for candidate in candidates for clue in candidate.clues)


def _outweighed(best: Candidate, clues: list[Clue]) -> bool:
    """Whether a month or a year is surer than the best day, which lies outside it."""
    return any(
        clue.weight > best.confidence and not interval_of(clue.value).contains(best.day)
        for clue in clues
        if clue.day is None and clue.value
    )


def _chosen(candidates: list[Candidate], clues: list[Clue]) -> Published:
    """The surest day; a dateline's day gives way to a publication day right behind it, but stays the anchor."""
    best = next(
        candidate for candidate in candidates if not all(clue.placeholder or clue.year_only for clue in candidate.clues)
    )
    published = best
    if best.has("dateline"):
        later = (
            other for other in candidates if best.day < other.day <= best.day + _NEAR and other.has(*_OF_PUBLICATION)
        )
        published = next(later, best)
    anchor = next(
        (other for other in candidates if other.has("dateline") and _just_before(other, published)), published
    )
    others = [candidate for candidate in candidates if candidate not in (best, published)]
    return Published(
        value=published.day.isoformat(),
        anchor=anchor.day,
        confidence=round(min(published.confidence, _UPDATE_ALONE if published.is_update_alone else 1.0), 3),
        conflict=conflict_phrase(published, others, clues),
        ambiguous=published.ambiguous,
        evidence=_evidence(clues, candidates),
    )


def _just_before(candidate: Candidate, published: Candidate) -> bool:
    return published.day - _NEAR <= candidate.day <= published.day


def _coarse(clues: list[Clue], candidates: list[Candidate], today: datetime.date) -> Published:
    """The best month or year where no day is known."""
    coarse = [clue for clue in clues if clue.year is not None and not clue.placeholder and _has_begun(clue, today)]
    evidence = _evidence(clues, candidates)
    if not coarse:
        return Published(note=_placeholder_note(clues) or _future_note(candidates, today), evidence=evidence)
    best = max(coarse, key=lambda clue: (clue.weight, clue.month is not None))
    value = f"{best.year:04d}" if best.year_only else best.value
    note = (
        f"only the year: every date of its file is a 1 January ({best.source} {best.value})" if best.year_only else ""
    )
    return Published(
        value=value,
        confidence=round(best.weight, 3),
        conflict=None if best.year_only else conflict_with_days(best, candidates),
        note=note,
        evidence=evidence,
    )


def _order_read(published: Published, clues: list[Clue]) -> DateOrder:
    """How the numeric date that was chosen was read, where either way was possible; both lead with the day."""
    for clue in clues:
        if clue.other is not None and published.value == clue.other.isoformat():
            return DateOrder.MONTH_FIRST
        if clue.other is not None and published.value == clue.value:
            return DateOrder.DAY_FIRST
    return DateOrder.AUTO


def _placeholder_note(clues: list[Clue]) -> str:
    """Why a date that is written down was not taken: it is what programs write where they know none."""
    written = next((clue for clue in clues if clue.placeholder), None)
    return f"{written.source} {written.value} is what programs write where they know no date" if written else ""


def _has_begun(clue: Clue, today: datetime.date) -> bool:
    return begin_of(interval_of(clue.value)) <= today + _ZONES


def _future_note(candidates: list[Candidate], today: datetime.date) -> str:
    """Why a day that is written down was not taken: it has not come."""
    future = next((candidate for candidate in candidates if candidate.day > today + _ZONES), None)
    return f"{future.clues[0].source} {future.day.isoformat()} lies in the future" if future else ""


def _evidence(clues: list[Clue], candidates: list[Candidate]) -> tuple[DateEvidence, ...]:
    """The clues as evidence, in the order of the text; one without a year has the year it was given."""
    evidence = []
    for clue in clues:
        given = next((candidate.day.isoformat() for candidate in candidates if clue in candidate.clues), "")
        value = clue.value or given
        if value:
            evidence.append(DateEvidence(clue.source, value, round(clue.weight, 3), clue.start, clue.end))
    return tuple(evidence)
