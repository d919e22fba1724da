"""Which account calls whom what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.compare.alignment import Parsed
from index.compare.comparison import Account, NameForm, NameRow
from index.compare.tokens import name_key
from index.model import SpanPair

TERM = "term"
"""The type of a row of common nouns."""

_CHOICES = (
    ("government", "governments", "regime", "authorities", "administration"),
    tuple(
        "rebels rebel militant militants fighters insurgent insurgents terrorist terrorists jihadist jihadists"
        " extremist extremists opposition guerrillas gunmen separatists".split()
    ),
    ("protesters", "demonstrators", "rioters", "activists"),
    ("migrants", "refugees", "immigrants", "asylum"),
    ("war", "conflict", "crisis", "invasion", "operation", "uprising", "revolution"),
)
"""Nouns of which the choice says where an account stands; the first is the row's name."""

_CHOICE = {word: choices[0] for choices in _CHOICES for word in choices}

_Forms = dict[str, list[SpanPair]]


def names_by_account(a: Parsed, b: Parsed) -> tuple[NameRow, ...]:
    """What each account calls each entity, and which of some telling nouns it uses.

    First come the entities that the accounts call differently, then those that both name, then the rest; each time
    those that are named most often first. Telling nouns are given only where the accounts choose differently.
    """
    of_a, of_b = _entities(a.account), _entities(b.account)
    names, types = _most_frequent(a.account, b.account)
    rows = [NameRow(names[key], types[key], *_sides(of_a, of_b, key)) for key in of_a | of_b]
    terms_a, terms_b = _terms(a), _terms(b)
    for name in terms_a.keys() & terms_b.keys():
        if terms_a[name].keys() != terms_b[name].keys():
            rows.append(NameRow(name, TERM, *_sides(terms_a, terms_b, name)))
    return tuple(sorted(rows, key=_order))


def _entities(account: Account) -> dict[str, _Forms]:
    found: defaultdict[str, _Forms] = defaultdict(dict)
    for mention in account.mentions:
        written = " ".join(mention.text.split())
        found[name_key(mention)].setdefault(written, []).append((mention.start, mention.end))
    return found


def _terms(parsed: Parsed) -> dict[str, _Forms]:
    found: defaultdict[str, _Forms] = defaultdict(dict)
    for sentence in parsed.sentences:
        for token in sentence:
            if token.mention < 0 and token.form in _CHOICE:
                found[_CHOICE[token.form]].setdefault(token.form, []).append((token.start, token.end))
    return found


def _sides(
    of_a: dict[str, _Forms], of_b: dict[str, _Forms], key: str
) -> tuple[tuple[NameForm, ...], tuple[NameForm, ...]]:
    return _ranked(of_a.get(key, {})), _ranked(of_b.get(key, {}))


def _ranked(forms: _Forms) -> tuple[NameForm, ...]:
    ranked = sorted(forms.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(NameForm(text, tuple(spans)) for text, spans in ranked)


def _most_frequent(*accounts: Account) -> tuple[dict[str, str], dict[str, str]]:
    """By key of an entity: its name and its type, as most mentions give them."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for account in accounts:
        for mention in account.mentions:
            names[name_key(mention)][mention.name] += 1
            types[name_key(mention)][mention.type.value] += 1
    return _winners(names), _winners(types)


def _winners(counted: dict[str, Counter[str]]) -> dict[str, str]:
    return {key: min(counts, key=lambda value: (-counts[value], value)) for key, counts in counted.items()}


def _order(row: NameRow) -> tuple[bool, bool, int, str]:
    in_both = bool(row.a and row.b)
    same = {form.text.casefold() for form in row.a} == {form.text.casefold() for form in row.b}
    return not in_both, in_both and same, -_count(row.a) - _count(row.b), row.name


def _count(forms: Sequence[NameForm]) -> int:
    return sum(len(form.spans) for form in forms)
