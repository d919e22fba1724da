"""The lines of the entity pane, without a screen: types, orders, numbers, and what is not listed."""

from __future__ import annotations

from index.answers.counts import EntitiesAnswer, EntityCount
from index.answers.document import MentionView
from tui.widgets.entity_rows import EntityRow, Order, document_rows, mentions_by_entity, numbers, result_rows

MENTIONS = mentions_by_entity(
    [
        MentionView(0, 1, "place", "Raqqa"),
        MentionView(2, 3, "person", "Ryan Dillon"),
        MentionView(4, 5, "place", "Euphrates"),
        MentionView(6, 7, "place", "Euphrates"),
    ]
)
DOCUMENTS = {("place", "Raqqa"): 12, ("place", "Euphrates"): 3, ("person", "Ryan Dillon"): 2}
RESULT = EntitiesAnswer(
    (EntityCount("place", "Raqqa", 12), EntityCount("place", "Homs", 9), EntityCount("person", "Ryan Dillon", 2)),
    {"place": 40, "person": 1, "affiliation": 0},
)


def shown(rows: list[EntityRow]) -> list[tuple[str, int, int | None]]:
    return [(row.name, len(row.mentions), row.documents) for row in rows]


def test_a_documents_entities_stand_by_type_the_most_mentioned_first() -> None:
    assert shown(document_rows(MENTIONS, {}, Order.MENTIONS)) == [
        ("People", 0, None),
        ("Ryan Dillon", 1, None),
        ("Places", 0, None),
        ("Euphrates", 2, None),
        ("Raqqa", 1, None),
    ]


def test_they_stand_by_documents_of_the_result_with_both_numbers() -> None:
    assert shown(document_rows(MENTIONS, DOCUMENTS, Order.DOCUMENTS))[2:] == [
        ("Places", 0, None),
        ("Raqqa", 1, 12),
        ("Euphrates", 2, 3),
    ]


def test_counting_does_not_move_what_is_sorted_by_mentions() -> None:
    mentions = mentions_by_entity([MentionView(0, 1, "place", name) for name in ("Raqqa", "Homs", "Aleppo")])
    counted = {("place", "Raqqa"): 9, ("place", "Homs"): 5, ("place", "Aleppo"): 1}
    before = [row.name for row in document_rows(mentions, {}, Order.MENTIONS)]
    assert [row.name for row in document_rows(mentions, counted, Order.MENTIONS)] == before


def test_a_document_without_entities_has_no_headings() -> None:
    assert document_rows({}, {}, Order.MENTIONS) == []


def test_a_result_lists_what_is_told_and_what_the_document_adds_with_the_rest_as_a_number() -> None:
    assert shown(result_rows(RESULT, MENTIONS, DOCUMENTS, Order.DOCUMENTS)) == [
        ("People · 1", 0, None),
        ("Ryan Dillon", 1, 2),
        ("Places · 40", 0, None),
        ("Raqqa", 1, 12),
        ("Homs", 0, 9),
        ("Euphrates", 2, 3),
        ("… 37 more", 0, None),
    ]


def test_a_document_that_is_not_of_the_result_adds_nothing() -> None:
    elsewhere = dict.fromkeys(DOCUMENTS, 0)
    assert "Euphrates" not in [row.name for row in result_rows(RESULT, MENTIONS, elsewhere, Order.MENTIONS)]


def test_a_result_sorted_by_mentions_begins_with_the_documents() -> None:
    places = [row.name for row in result_rows(RESULT, MENTIONS, DOCUMENTS, Order.MENTIONS) if row.type == "place"]
    assert places[1:4] == ["Euphrates", "Raqqa", "Homs"]


def test_numbers_are_by_type_and_name() -> None:
    assert numbers(RESULT.entities)["place", "Homs"] == 9
