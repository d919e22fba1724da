"""Words that are written together with the word that was typed: German compounds, Hebrew words with their prefixes.

What belongs together is told by the words of the library itself: Flüchtlingslager is Flüchtling and Lager where Lager
stands in it, too; a Hebrew word is without its prefix where the rest stands in it. What is found so ranks lower.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from index.query.tree import And, Match, Node, Not, Or, Query, Term, TextLeaf, Widened
from index.query.widening import is_plain
from index.text.languages import languages_in
from index.text.stemming import stem

Forms = Callable[[Term], Mapping[str, int]]
"""The words of the texts that a word of a query asks for, and in how many documents each stands."""

MOST_WORDS = 40
"""Words written together that one word is widened to, the most frequent."""

LEAST_TYPED = 5  # letters of a German word that is looked for in others
LEAST_PART = 4  # letters of the other part
_LINKS = ("", "s", "es", "n", "en", "er", "e")
"""What joins the parts of a German compound."""

_HEBREW = re.compile("[\u05d0-\u05ea]{3,}")
_PREFIXES = tuple("ה ו ב ל מ ש כ וה וב ול ומ וש וכ כש מה שה שב של בה".split())
"""The article and the particles that Hebrew writes together with the next word, alone and together."""


def widen_by_parts(query: Query, languages: Collection[str], forms: Forms) -> Query:
    """The query with each plain word also found where it is part of another, as its documents' languages have it."""
    spoken = {one for language in languages for one in languages_in(language)}
    finders = [find for language, find in _FINDERS.items() if language in spoken]
    if query.root is None or not finders:
        return query
    return replace(
        query, root=_widened(query.root, lambda form: [one for find in finders for one in find(form, forms)])
    )


def _widened(node: Node, related: Callable[[str], list[str]]) -> Node:
    if isinstance(node, Widened):
        return node
    if isinstance(node, And | Or):
        return replace(node, children=tuple(_widened(child, related) for child in node.children))
    if isinstance(node, Not):
        return Not(_widened(node.child, related))
    if not isinstance(node, TextLeaf) or not is_plain(node) or len(node.terms) > 1:
        return node
    (term,) = node.terms
    found = related(term.form) if term.match is Match.STEM else []
    others = tuple(TextLeaf(form, node.column, (Term(form, Match.EXACT),)) for form in dict.fromkeys(found))
    if not others:
        return node
    return Widened((node, *others), node.typed, node.column, "written together with it", ranks_lower=True)


def _compounds(form: str, forms: Forms) -> list[str]:
    """The German words of which a word is the first or the last part, the other part being a word by itself."""
    if len(form) < LEAST_TYPED or not form.isalpha():
        return []
    root = stem(form, "de")
    first = forms(Term(f"{root}*", Match.PATTERN)) if len(root) >= LEAST_TYPED else {}
    last = forms(Term(f"*{form}", Match.PATTERN))
    by_frequency = sorted({**first, **last}.items(), key=lambda pair: (-pair[1], pair[0]))
    whole = [one for one, _ in by_frequency if stem(one, "de") != root]
    return [
        one
        for one in whole
        if any(forms(Term(part, Match.STEM, language="de")) for part in _other_parts(one, form, root))
    ][:MOST_WORDS]


def _other_parts(compound: str, form: str, root: str) -> Iterator[str]:
    """What a compound may have beside a word."""
    for known in {form, root}:
        for link in _LINKS:
            if compound.startswith(known + link) and len(compound) - len(known + link) >= LEAST_PART:
                yield compound.removeprefix(known + link)
    if compound.endswith(form):
        head = compound.removesuffix(form)
        for link in _LINKS:
            if head.endswith(link) and len(head) - len(link) >= LEAST_PART:
                yield head.removesuffix(link)


def _with_prefixes(form: str, forms: Forms) -> list[str]:
    """The Hebrew words that are a word with other prefixes; its own are taken off where the rest is a word too."""
    if not _HEBREW.fullmatch(form):
        return []
    bare = [form]
    for prefix in _PREFIXES:
        rest = form.removeprefix(prefix)
        if rest != form and _HEBREW.fullmatch(rest) and forms(Term(rest, Match.EXACT)):
            bare.append(rest)
    candidates = [one for word in bare for one in (word, *(prefix + word for prefix in _PREFIXES))]
    return [one for one in candidates if one != form and forms(Term(one, Match.EXACT))][:MOST_WORDS]


_FINDERS = {"de": _compounds, "he": _with_prefixes}
