"""Words that hold a sentence together, and say little of what a question is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from index.query.tree import And, Match, Node, Query, TextLeaf, Widened

FUNCTION_WORDS = frozenset(
    "a about after against all an and any are as at be been before but by did do does for from had has have he her him"
    " his how i if in into is it its more most no not of on or our over she so than that the their them then there they"
    " this to was we were what when where which who whom whose why will with would you your".split()
)

FUNCTION_WORDS |= frozenset(
    "في من على إلى الى عن مع أن ان التي الذي هذا هذه ما لا كان كانت قد بعد قبل كما أو او ثم بين هو هي"
    " и в на не что с по к из за от у о для как это его её ее но а до при так же бы во был была были которые который"
    " і та у з що не до від про за як це його її але або також при щодо під був була були який які"
    " der das den dem und ist nicht ein eine einer einem einen von zu auf sich auch wird wurde wurden nach bei"
    " le la les du et une dans qui que aux au ce cette ses sont avec pas été"
    " ve bir bu ile icin olan olarak daha cok gibi sonra kadar ise".split()
)
"""Those of Arabic, Russian, Ukrainian, German, French and Turkish that are no words of English: die, war, son."""


QUESTION_WORDS = frozenset("how what when where which who whom whose why".split())


def says_little(leaf: TextLeaf) -> bool:
    """Whether a condition is nothing but function words; WHO and IT in capitals are names."""
    return all(term.match is not Match.ACRONYM and term.form in FUNCTION_WORDS for term in leaf.terms)


def required(leaves: Sequence[TextLeaf]) -> list[TextLeaf]:
    """The conditions without those of function words; all of them where there are no others."""
    return [leaf for leaf in leaves if not says_little(leaf)] or list(leaves)


def without_question_words(query: Query) -> Query:
    """The query without the function words of a question, which need not occur: "who claimed responsibility for".

    A question is what begins with a word that asks, and has no brackets. Words of names that the query was widened by
    stay.
    """
    root = query.root
    if not isinstance(root, And) or "(" in query.typed or not _is_function_word(root.children[0], QUESTION_WORDS):
        return query
    dropped = [child for child in root.children if isinstance(child, TextLeaf) and _is_function_word(child)]
    kept = tuple(child for child in root.children if child not in dropped)
    if not any(isinstance(child, TextLeaf | Widened) for child in kept):
        return query
    return replace(query, root=kept[0] if len(kept) == 1 else And(kept), not_required=tuple(dropped))


def _is_function_word(node: Node, listed: Collection[str] = FUNCTION_WORDS) -> bool:
    """Whether a condition is a function word as it comes, among those that are ``listed``."""
    return (
        isinstance(node, TextLeaf)
        and not node.field
        and len(node.terms) == 1
        and node.terms[0].match is Match.STEM
        and node.terms[0].form in listed
        and node.typed[0].isalpha()
    )
