"""Other accounts of an event, found in a library, and events as groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from ferry_stories import OWN_ACCOUNT, STORIES, WIRE, json_lines

from index.building.builder import Builder
from index.compare.events import group_by_event
from index.compare.related import Likeness, Related, Relations
from index.errors import DocumentMissingError
from index.library.engines import open_engine
from index.library.library import LocalLibrary

Build = Callable[..., Path]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalLibrary]:
    folder = tmp_path_factory.mktemp("related")
    (folder / "stories.jsonl").write_text(json_lines(STORIES))
    Builder(folder / "library", open_engine, processes=1).run([folder / "stories.jsonl"])
    library = LocalLibrary(folder / "library")
    yield library
    library.close()


def related(opened: LocalLibrary, record: str, count: int = 20) -> dict[str | None, Related]:
    """The proposals for a record, by record, in their order."""
    found = Relations(opened.catalogue, opened.searcher()).related(opened.catalogue.find(record), count)
    records = {summary.key: summary.record for summary in opened.catalogue.summaries(other.key for other in found)}
    return {records[other.key]: other for other in found}


def test_accounts_of_the_same_event_come_with_reasons(opened: LocalLibrary) -> None:
    found = related(opened, "own")
    assert set(found) == {"wire", "copy"}
    reasons = {reason.kind: reason.values for reason in found["wire"].reasons}
    assert "Jonas Brenn" in reasons["names"]
    assert reasons["time"] == ("1 day apart",)
    assert "ferry" in reasons["words"]
    assert found["wire"].score > 0.5


def test_the_same_text_in_another_paper_is_told_apart(opened: LocalLibrary) -> None:
    found = related(opened, "wire")
    assert found["copy"].duplicate
    assert not found["own"].duplicate
    assert "copy" in {reason.kind for reason in found["copy"].reasons}


def test_copies_of_one_another_are_one_proposal_and_its_copies(opened: LocalLibrary) -> None:
    first, second = related(opened, "own").values()
    assert (first.duplicate, second.duplicate) == (False, False)
    assert (first.copy_of, second.copy_of) == (None, first.key)


def test_a_document_like_no_other_has_no_related_ones(opened: LocalLibrary) -> None:
    assert related(opened, "budget") == {}


def test_no_more_are_proposed_than_asked_for(opened: LocalLibrary) -> None:
    assert len(related(opened, "own", count=1)) == 1


def test_likeness_is_the_same_both_ways(opened: LocalLibrary) -> None:
    relations = Relations(opened.catalogue, opened.searcher())
    keys = opened.catalogue.ordered_keys("title")
    leads = relations.leads(keys)
    for key, lead in zip(keys, leads, strict=True):
        for other, its_lead in zip(keys, leads, strict=True):
            forth = relations.likeness(key, lead, other, its_lead).value
            assert forth == pytest.approx(relations.likeness(other, its_lead, key, lead).value)


def test_leads_are_the_same_one_by_one_as_many_at_once(opened: LocalLibrary) -> None:
    keys = opened.catalogue.ordered_keys("title")
    together = Relations(opened.catalogue, opened.searcher()).leads(keys)
    for key, lead in zip(keys, together, strict=True):
        (alone,) = Relations(opened.catalogue, opened.searcher()).leads([key])
        assert (alone.terms.tolist(), alone.weights.tolist()) == (lead.terms.tolist(), lead.weights.tolist())
        assert (alone.runs, alone.quoted) == (lead.runs, lead.quoted)


def test_far_apart_in_time_is_less_likely_the_same_event(build: Build) -> None:
    stories = [
        {"id": "now", "title": "Ferry capsizes", "date": "2019-03-04", "text": WIRE},
        {"id": "near", "title": "Search goes on", "date": "2019-03-05", "text": OWN_ACCOUNT},
        {"id": "far", "title": "Search goes on", "date": "2011-03-05", "text": OWN_ACCOUNT},
    ]
    opened = LocalLibrary(build({"stories.jsonl": json_lines(stories)}))
    found = related(opened, "now")
    assert next(iter(found)) == "near"
    assert found["near"].score > found.get("far", Related(0, 0.0, (), False)).score
    opened.close()


def test_stories_of_one_file_are_no_accounts_of_one_another(build: Build) -> None:
    first, second = WIRE.partition("Captain")[0] + OWN_ACCOUNT, OWN_ACCOUNT + WIRE.partition("Divers")[2]
    text = f"Kalvik (AFP) March 4, 2019\n\n{first}\n\nKalvik (AFP) March 4, 2019 - {second}\n"
    together = LocalLibrary(build({"both.txt": text}, "together"))
    apart = LocalLibrary(build({"a.txt": f"{first}\n", "b.txt": f"{second}\n"}, "apart"))
    for opened, expected in ((together, 0), (apart, 1)):
        keys = opened.catalogue.ordered_keys("title")
        relations = Relations(opened.catalogue, opened.searcher())
        assert [len(relations.related(key)) for key in keys] == [expected, expected]
        opened.close()


def test_a_shared_quote_makes_it_more_likely() -> None:
    assert Likeness(0.2, 3, None, 0.0).score > Likeness(0.2, 0, None, 0.0).score


def test_events_are_groups_of_accounts(opened: LocalLibrary) -> None:
    keys = opened.catalogue.ordered_keys("oldest")
    events = group_by_event(Relations(opened.catalogue, opened.searcher()), keys)
    records = {summary.key: summary.record for summary in opened.catalogue.summaries(keys)}
    groups = [{records[key] for key in event.keys} for event in events]
    assert groups[0] == {"wire", "copy", "own"}
    assert sorted(map(sorted, groups[1:])) == [["budget"], ["river"]]


def test_nothing_makes_no_event(opened: LocalLibrary) -> None:
    assert group_by_event(Relations(opened.catalogue, opened.searcher()), []) == []


def test_the_nearest_in_time_is_found_among_many_that_are_alike(build: Build) -> None:
    days = (f"{2001 + number // 12}-{number % 12 + 1:02}-17" for number in range(60))
    stories = [
        {"id": f"old{number}", "title": "Ferry capsizes", "date": day, "text": f"{WIRE} It was ferry number {number}."}
        for number, day in enumerate(days)
    ]
    stories.append({"id": "asked", "title": "Ferry capsizes off Kalvik", "date": "2019-03-04", "text": WIRE})
    stories.append({"id": "near", "title": "Search goes on", "date": "2019-03-05", "text": OWN_ACCOUNT + WIRE[:200]})
    opened = LocalLibrary(build({"stories.jsonl": json_lines(stories)}))
    assert next(iter(related(opened, "asked"))) == "near"
    assert list(related(opened, "asked", count=1)) == ["near"]
    opened.close()


def test_a_document_that_left_meanwhile_is_said_to_have_left(build: Build, tmp_path: Path) -> None:
    folder = build({f"{number}.jsonl": json_lines([one]) for number, one in enumerate(STORIES)})
    with closing(LocalLibrary(folder)) as library:
        relations = Relations(library.catalogue, library.searcher())
        keys = library.catalogue.ordered_keys("newest")
        relations.leads(keys)
        (tmp_path / "built-corpus" / "0.jsonl").unlink()
        Builder(folder, open_engine, processes=1).run()
        there = set(library.catalogue.ordered_keys("newest"))
        for key in keys:
            if key in there:
                assert {one.key for one in relations.related(key)} <= there
            else:
                with pytest.raises(DocumentMissingError):
                    relations.related(key)
    assert len(there) == len(keys) - 1
