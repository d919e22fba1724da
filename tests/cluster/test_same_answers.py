"""A shared library and a local one of the same documents give the same answers to any query."""

from __future__ import annotations

import contextlib
import json
import os
import random
from collections.abc import Iterator

import pytest
from shared_libraries import build, give

from index.notebook.anchors import Anchor
from index.notebook.document_tags import tag_documents
from index.notebook.store import Notebook
from index.service.library import Library
from index.service.served import ServedLibrary
from index.shared.library import SharedLibrary

QUERIES = int(os.environ.get("DATELINE_CLUSTER_QUERIES", "150"))
SEED = int(os.environ.get("DATELINE_CLUSTER_SEED", "19"))
ROUNDS = 5

STORIES = 120
SOURCES = ("The Post", "The Star", "Post of Kalvik", "", "Le Monde d’ici")
HOSTILE = (
    "قال ﷺ الجيش syria once more",  # a letter whose form is four words
    "AIDS aid workers, and the AIDS clinic",  # the stem in small letters is not the word in capitals
    "US bomb. The bomb squad of the US told us",
    "😀 Dillon said 😀 that nothing was said",  # two units in UTF-16
    "x" + "a" * 300 + " tail of a long word",
    "y" + "b" * 9_000 + " tail of a longer word",
    'title:"quoted" AND (text) OR * {"match_all": {}} \\ / [1 TO 5] ~2 ^3',
    "北京 and 上海 met; 北京市 did not",
    "Straße und Maße: die Straßen, des Hauses",
    "one line \u2028 another \u0085 and another\x0b end",
)
WORDS = (
    "strike strikes striking struck meet meets meeting met US us AIDS aid aids bomb bombs bombing ferry ferries harbour"
    " Kalvik Brenn Dillon said the of a Syria Aleppo Hama Hamas Daesh café cafe naïve don't Deir ez-Zor U.S. 1,000 48"
    " conflict deconflict deconfliction monday yesterday 2019 march"
).split()
OTHER_LANGUAGES = {
    "es": "Los barcos de la ciudad llegaron ayer con las familias y los niños que esperaban en los puertos del norte.",
    "de": "Die Fähren fuhren gestern mit den Familien und den Kindern aus den Häfen im Norden in die großen Städte.",
    "ru": "Корабли вышли из порта вчера с семьями и детьми, которые ждали помощи в северных городах страны.",
    "fr": "Les bateaux sont arrivés hier avec les familles et les enfants qui attendaient dans les ports du nord.",
}
TYPED = (
    *WORDS, "=meets", "=us", "=AIDS", "str*", "*flict", "*trik*", "c?fe", "s?ria", "*ombs*", "stike~", "syrai~2",
    "bom~", "fery~", "ﷺ", "北京", "Häfen", "puertos", "порта", "ports", "x" + "a" * 300, "xa*", "deir-ez*", '"US us"',
    '"US us"~1', '"bomb bomb"~5', '"of the US"', '"bomb squad"', '"said nothing"~4', '"ez-Zor Deir"~3',
    '"meet meets"~3', '"AIDS aid"', "title:strike", 'title:"story 7"', "title:st*", "source:post",
    'source:="The Post"', "source:*post*", "source:=post", 'source:"post of"', "author:brenn", "file:stories",
    "file:json*", "lang:es", "type:json", 'type:="json lines"', "to:anyone", "person:brenn", 'person:="Jonas Brenn"',
    "place:kalvik", "place:syria", "org:lines", "entity:aleppo", "entity:b*", "entity:daesh", "near:aleppo~200km",
    "in:Syria", "in:SY", "area:30..40,30..45", "date:2019", "date:2019-03", "before:2019-02", "since:2019-03-05",
    "date:none", "after:2018", "mentions:2019", "mentions:2019-03-04", "mentions:2019-03", "has:date-conflict",
    "has:attachment", "attachment:*.pdf", "parent:nothing", "thread:nothing", "is:annotated", "is:starred",
    "is:read", "is:unread", "is:changed", "changed:numbers", "tag:check", 'tag:="to do"', "note:look", "tag:*check*",
    "is:new",
)  # fmt: skip


def lines() -> str:
    """The records, JSON a line."""
    chance = random.Random(SEED)
    records = []
    for number in range(STORIES):
        text = " ".join(chance.choices(WORDS, k=chance.randint(5, 60))).capitalize() + "."
        if number % 3 == 0:
            text += " Jonas Brenn of Brenn Lines spoke in Kalvik on 4 March 2019 about Aleppo in Syria."
        if number % 10 == 0:
            text += " " + HOSTILE[number // 10 % len(HOSTILE)]
        if number % 7 == 0:
            text = chance.choice(list(OTHER_LANGUAGES.values())) * 2
        date = chance.choice(("2019-03-04", "2019-03-05", "2019-02", "2018", "", "2019-01-31"))
        title = f"Story {number} {chance.choice(WORDS)}"
        records.append(
            {"id": f"r{number}", "title": title, "source": chance.choice(SOURCES), "date": date, "text": text}
            | ({"author": "Brenn, J."} if number % 5 == 0 else {})
        )
    records += [
        {"id": f"h{n}", "title": text[:60], "source": "Hostile", "text": text} for n, text in enumerate(HOSTILE)
    ]
    return "\n".join(json.dumps(one) for one in records)


def generated(chance: random.Random, depth: int = 2) -> str:
    """A query of the language."""
    kind = chance.choice(("leaf", "leaf", "and", "or", "not")) if depth else "leaf"
    if kind == "leaf":
        return chance.choice(TYPED)
    if kind == "not":
        return (
            f"-{chance.choice(TYPED)}" if depth < 2 else f"{chance.choice(TYPED)} NOT ({generated(chance, depth - 1)})"
        )
    parts = [f"({generated(chance, depth - 1)})" if chance.random() < 0.4 else chance.choice(TYPED) for _ in range(2)]
    return (" OR " if kind == "or" else " ").join(parts)


def nobody_waits() -> None:
    """A check that never gives up."""


@pytest.fixture(scope="module")
def both(port: int, name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """The local library and the shared one, with the same notebook."""
    folder = tmp_path_factory.mktemp("same")
    local = build(folder, lines())
    notes = folder / "notes.sqlite"
    place = give(local, port, name)
    with (
        contextlib.closing(ServedLibrary(local, notes)) as served,
        contextlib.closing(SharedLibrary(place, folder / "stand-in", notes)) as shared,
    ):
        rows = served.search("", "", other_names=True, check=nobody_waits).rows(0, 200, nobody_waits)
        with contextlib.closing(Notebook.open(notes)) as notebook:
            for row in rows[::9]:
                view = served.document(row.id)
                notebook.add(view.subject, Anchor.of(view.text, 0, 10), "look here", ("check", "to do"))
            for row in rows[::7]:
                notebook.mark_read(served.document(row.id).subject)
            notebook.star(served.document(rows[3].id).subject)
            tag_documents(notebook, [served.document(rows[5].id).subject], ["check"])
        yield served, shared


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_generated_queries(both: tuple[Library, Library], round_: int) -> None:
    chance = random.Random(SEED * 1000 + round_)
    for number in range(QUERIES // ROUNDS):
        query = generated(chance)
        order = ("", "newest", "oldest", "source", "title")[number % 5]
        same(both, query, order)


def test_each_condition_alone(both: tuple[Library, Library]) -> None:
    for query in TYPED:
        same(both, query, "newest")


def same(both: tuple[Library, Library], query: str, order: str) -> None:
    """Both libraries answer alike: total, explanation, ids, snippets and spans; in the same order, unless by score."""
    local, shared = (one.search(query, order, other_names=True, check=nobody_waits) for one in both)
    assert shared.total == local.total, query
    assert shared.order == local.order, query
    assert shared.explain == local.explain, query
    rows = [one.rows(0, 200, nobody_waits) for one in (shared, local)]
    if local.order == "relevance":
        rows = [tuple(sorted(one, key=lambda row: row.id)) for one in rows]
    assert rows[0] == rows[1], query
    if local.total:
        id_ = rows[1][0].id
        views = [one.document(id_) for one in (shared, local)]
        assert views[0] == views[1], query
