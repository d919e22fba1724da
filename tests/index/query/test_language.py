"""What a query means, and the errors that say where and what to write instead."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates.intervals import DayInterval
from index.errors import QueryError
from index.query.grammar import parse, parse_any
from index.query.tree import And, DateLeaf, FlagLeaf, Match, Node, Not, Or, Term, TextLeaf, leaves

TODAY = datetime.date(2017, 9, 25)


def shape(node: Node | None) -> object:
    """A tree as nested tuples that are easy to write down."""
    if isinstance(node, And):
        return ("and", *map(shape, node.children))
    if isinstance(node, Or):
        return ("or", *map(shape, node.children))
    if isinstance(node, Not):
        return ("not", shape(node.child))
    if isinstance(node, TextLeaf):
        words = " ".join(term.form for term in node.terms)
        return f"{node.field}:{words}" if node.field else words
    if isinstance(node, FlagLeaf):
        return node.flag
    return None if node is None else (node.interval.begin, node.interval.finish)


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("", None),
        ("   ", None),
        ("syria turkey", ("and", "syria", "turkey")),
        ("syria AND turkey", ("and", "syria", "turkey")),
        ("a OR b c", ("or", "a", ("and", "b", "c"))),
        ("(a OR b) c", ("and", ("or", "a", "b"), "c")),
        ("NOT a", ("not", "a")),
        ("-regime Syria", ("and", ("not", "regime"), "syria")),
        ("a NOT b", ("and", "a", ("not", "b"))),
        ('-"a b"', ("not", "a b")),
        ("-(a b)", ("not", ("and", "a", "b"))),
        ("and or not", ("and", "and", "or", "not")),
        ('"deir ezzor"', "deir ezzor"),
        ("“deir ezzor”", "deir ezzor"),
        ("„deir ezzor“", "deir ezzor"),
        ('"Deir Ez-Zor\'s\u00a0hub"', "deir ez zor s hub"),
        ("al-nusra", "al nusra"),
        ("hours: monitor", ("and", "hours", "monitor")),
        ("10:30", "10 30"),
        ("https://example.org/a", "https example org a"),
        ("well-known -known", ("and", "well known", ("not", "known"))),
        ("a - b", ("and", "a", "b")),
        ("a & b", ("and", "a", "b")),
        ("Why now? And how?", ("and", "why", "now", "and", "how")),
        ("a ?? b", ("and", "a", "b")),
        ("a --b", ("and", "a", "b")),
        ("convoy,rifles", ("and", "convoy", "rifles")),
        ("-convoy,rifles", ("not", ("and", "convoy", "rifles"))),
        ("title:convoy,rifles", ("and", "title:convoy", "title:rifles")),
        ("1,000 tanks", ("and", "1000", "tanks")),
        ("AK47", "ak 47"),
        ("J. K. Rowling", ("and", "jk", "rowling")),
        ("Exclusive:Trump says", ("and", "exclusive trump", "says")),
        ("a vegetable:' no", ("and", "a", "vegetable", "no")),
        ('the 5" pipe', ("and", "the", "5", "pipe")),
        ('he said" it', ("and", "he", "said", "it")),
        ('צה"ל תקף', ("and", "צהל", "תקף")),
        ('"צה"ל תקף"', "צהל תקף"),
        ("f**k off", ("and", "f k", "off")),
        ("п’ять", "пять"),
        ("https://example.org/a?b=c", "https example org a b c"),
        ("title:dillon", "title:dillon"),
        ("TITLE:Dillon", "title:dillon"),
        ('source:"al jazeera"', "source:al jazeera"),
        ("title:(a OR b)", ("or", "title:a", "title:b")),
        ("-source:afp", ("not", "source:afp")),
        ("HİKMET", "hikmet"),
        ("is:annotated", "is:annotated"),
        ("has:date-conflict", "has:date-conflict"),
        ("date:none", "date:none"),
        ("date:2017-09", (datetime.date(2017, 9, 1), datetime.date(2017, 9, 30))),
        ('date:"last week"', (datetime.date(2017, 9, 18), datetime.date(2017, 9, 24))),
        ("since:2016", (datetime.date(2016, 1, 1), None)),
        ("before:2016", (None, datetime.date(2015, 12, 31))),
        ("after:2016", (datetime.date(2017, 1, 1), None)),
    ],
)
def test_meaning(typed: str, meaning: object) -> None:
    assert shape(parse(typed, TODAY).root) == meaning


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("meets", Term("meets", Match.STEM)),
        ("=meets", Term("meets", Match.EXACT)),
        ("US", Term("us", Match.ACRONYM)),
        ("U.S.", Term("us", Match.ACRONYM)),
        ("us", Term("us", Match.STEM)),
        ("SYRIA", Term("syria", Match.EXACT)),
        ("NATO", Term("nato", Match.EXACT)),
        ("UN", Term("un", Match.ACRONYM)),
        ("un", Term("un", Match.STEM)),
        ("MIT", Term("mit", Match.ACRONYM)),
        ("source:UN", Term("un", Match.EXACT)),
        ("tag:EU", Term("eu", Match.EXACT)),
        ("why?", Term("why", Match.STEM)),
        ("why?!", Term("why", Match.STEM)),
        ("=meets?", Term("meets", Match.EXACT)),
        ("wh??", Term("wh", Match.STEM)),
        ("(war?)", Term("war", Match.STEM)),
        (r"war\?", Term("war?", Match.PATTERN)),
        (r"wa\?\?", Term("wa??", Match.PATTERN)),
        ("w?r?", Term("w?r", Match.PATTERN)),
        ("deconflict*", Term("deconflict*", Match.PATTERN)),
        ("*flict", Term("*flict", Match.PATTERN)),
        ("s?ria", Term("s?ria", Match.PATTERN)),
        ("Dilon~", Term("dilon", Match.FUZZY, 1)),
        ("dilon~2", Term("dilon", Match.FUZZY, 2)),
    ],
)
def test_one_word(typed: str, term: Term) -> None:
    (leaf,) = leaves(parse(typed).root)
    assert isinstance(leaf, TextLeaf)
    assert leaf.terms == (term,)


def test_exact_phrase_and_distance() -> None:
    (exact,) = leaves(parse('="air strikes"').root)
    assert isinstance(exact, TextLeaf)
    assert [term.match for term in exact.terms] == [Match.EXACT, Match.EXACT]
    (near,) = leaves(parse('"dillon coalition"~5').root)
    assert isinstance(near, TextLeaf)
    assert near.distance == 5


@pytest.mark.parametrize(
    ("typed", "column", "advice"),
    [
        ("Syria AND (", 11, "not closed"),
        ("Syria AND", 7, "AND needs something after"),
        ("AND Syria", 1, "AND needs something before"),
        ("a OR", 3, "OR needs something after"),
        ("OR", 1, "OR needs something before"),
        ("NOT", 1, "NOT needs something after"),
        ("a NOT OR b", 3, "NOT needs something after"),
        ("a)", 2, "closes nothing"),
        ("()", 1, "nothing between"),
        ("(a OR b", 1, "not closed"),
        ('"open', 1, "not closed"),
        ('say "open', 5, "not closed"),
        ('""', 1, "no letter or digit"),
        ('"--"', 1, "no letter or digit"),
        ("foo:bar", 1, "no field 'foo'"),
        ("a foo:bar", 3, "no field 'foo'"),
        ("date:banana", 6, "banana"),
        ("date:2017-13", 6, "2017-13"),
        ("*", 1, "matches every word"),
        ("a *?*", 3, "matches every word"),
        (r"a \?", 3, "matches every word"),
        ("*ab", 1, "three letters"),
        ('"deconflict*"', 12, "wildcards do not work in quotes"),
        ("dilon~3", 6, "~1 or ~2"),
        ("al-nusra~", 1, "one word"),
        ('"a b"~', 6, "how many words"),
        ('"a b"~0', 6, "how many words"),
        ('"a"~5', 4, "two words"),
        ("is:blue", 4, "is:annotated"),
        ("date:(2017)", 6, "without brackets"),
        ("…", 1, "no letter or digit"),
        ("title:", 1, "needs a word"),
    ],
)
def test_error_says_where_and_what(typed: str, column: int, advice: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(typed, TODAY)
    assert (error.value.column, advice in error.value.message) == (column, True), str(error.value)


def test_punctuation_that_stands_alone_is_told_of() -> None:
    query = parse("syria & turkey")
    assert [(leaf.typed, leaf.column) for leaf in query.unused] == [("&", 7)]


def test_any_takes_plain_words() -> None:
    query = parse_any("what is -not (a field: of")
    assert isinstance(query.root, Or)
    assert [leaf.typed for leaf in leaves(query.root)] == ["field"]
    assert [leaf.typed for leaf in query.not_required] == ["what", "is", "not", "a", "of"]


@pytest.mark.parametrize(
    ("typed", "taken", "days", "words"),
    [
        ("date:september 2017", "date:september 2017", ("2017-09-01", "2017-09-30"), []),
        ("date:september 2017 bombing", "date:september 2017", ("2017-09-01", "2017-09-30"), ["bombing"]),
        ("before:september 2017", "before:september 2017", (None, "2017-08-31"), []),
        ("date:march..may 2017", "date:march..may 2017", ("2017-03-01", "2017-05-31"), []),
        ("date:summer 2015 storm", "date:summer 2015", ("2015-06-01", "2015-08-31"), ["storm"]),
        ("storm date:last week", "date:last week", ("2017-09-18", "2017-09-24"), ["storm"]),
        ("(date:q3 2016) storm", "date:q3 2016", ("2016-07-01", "2016-09-30"), ["storm"]),
        ("date:last week AND storm", "date:last week", ("2017-09-18", "2017-09-24"), ["storm"]),
        ("date:last week -storm", "date:last week", ("2017-09-18", "2017-09-24"), ["storm"]),
        ("date:may to syria", "date:may", ("2017-05-01", "2017-05-31"), ["to", "syria"]),
        ("date:2016 is:read", "date:2016", ("2016-01-01", "2016-12-31"), []),
        ("since:1 Sept 2016 storm", "since:1 Sept 2016", ("2016-09-01", None), ["storm"]),
        ("mentions:the end of may storm", "mentions:the end of may", ("2017-05-21", "2017-05-31"), ["storm"]),
        ('date:"last week" 2016', 'date:"last week"', ("2017-09-18", "2017-09-24"), ["2016"]),
    ],
)
def test_the_longest_run_of_words_that_is_a_date_belongs_to_it(
    typed: str, taken: str, days: tuple[str | None, str | None], words: list[str]
) -> None:
    found = list(leaves(parse(typed, TODAY).root))
    (date,) = (leaf for leaf in found if isinstance(leaf, DateLeaf))
    assert (date.typed, typed[date.column - 1 :].startswith(taken)) == (taken, True)
    assert (date.interval.begin and str(date.interval.begin), str(date.interval.finish or "") or None) == days
    assert [leaf.typed for leaf in found if isinstance(leaf, TextLeaf)] == words


@pytest.mark.parametrize(
    ("typed", "named", "hint"),
    [
        ("since:the invasion", "'invasion'", ""),
        ("date:last banana", "'banana'", ""),
        ("date:septembr 2017", "'septembr'", 'date:"september 2017"'),
        ("before:lst week 2017", "'lst'", ""),
        ("since:yesterdy", "'yesterdy'", 'since:"yesterday"'),
    ],
)
def test_what_is_no_date_is_named_with_what_would_be_one(typed: str, named: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed, TODAY)
    assert named in str(caught.value) and hint in str(caught.value)


def test_date_leaf_keeps_the_interval() -> None:
    (leaf,) = leaves(parse("date:2017-09-01..2017-09-21").root)
    assert isinstance(leaf, DateLeaf)
    assert leaf.interval == DayInterval(datetime.date(2017, 9, 1), datetime.date(2017, 9, 21))


WORDS = ["syria", "US", "AND", "OR", "NOT", "2017", "none", "é", "İ", "北京", "annotated"]
MARKS = [
    "(",
    ")",
    '"',
    "“",
    "-",
    "=",
    "~",
    "~2",
    "*",
    "?",
    ":",
    "..",
    "'",
    "//",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\x00",
    "\ud800",
]
FIELDS = ["title:", "date:", "is:", "foo:"]
PIECES = st.sampled_from([*WORDS, *MARKS, *FIELDS])


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_is_understood_or_refused_with_a_column(typed: str) -> None:
    try:
        query = parse(typed, TODAY)
    except QueryError as error:
        assert 1 <= error.column <= len(typed) + 1
    else:
        for leaf in leaves(query.root):
            assert typed[leaf.column - 1 :].startswith(leaf.typed)


def test_deep_nesting_is_refused() -> None:
    for typed in ("(" * 5000 + "a" + ")" * 5000, "NOT " * 2000 + "a", "-(" * 2000 + "a" + ")" * 2000):
        with pytest.raises(QueryError):
            parse(typed)
