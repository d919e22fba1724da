"""Several accounts against names and against each other."""

from __future__ import annotations

from collections.abc import Callable

from index.compare.comparison import Account
from index.compare.matrix import make_matrix

MakeAccount = Callable[..., Account]

GROUP = ("organization", "Islamic State")
QUOTE = '"The old bridge will be closed to lorries until the spring,"'


def test_names_are_counted_for_each_account_whatever_it_calls_them(account: MakeAccount) -> None:
    names = {"Daesh": GROUP, "ISIS": GROUP, "Oslo": ("place", "Oslo"), "Tarin": ("place", "Tarin")}
    accounts = [account("Daesh, Daesh. Oslo.", names), account("ISIS in Oslo.", names), account("ISIS. Tarin.", names)]
    matrix = make_matrix(accounts)
    assert [(row.name, row.counts) for row in matrix.names] == [
        ("Islamic State", (2, 1, 1)),
        ("Oslo", (1, 1, 0)),
        ("Tarin", (0, 0, 1)),
    ]


def test_each_account_tells_where_it_has_a_name_first(account: MakeAccount) -> None:
    names = {"Oslo": ("place", "Oslo"), "Tarin": ("place", "Tarin")}
    matrix = make_matrix([account("In Oslo. Oslo.", names), account("Tarin, not Oslo.", names)])
    assert {row.name: row.firsts for row in matrix.names} == {"Oslo": (3, 11), "Tarin": (-1, 0)}


def test_accounts_that_quote_the_same_are_marked_both_ways(account: MakeAccount) -> None:
    accounts = [
        account(f"{QUOTE} Lund said."),
        account(f"Speaking to reporters, Lund said: {QUOTE} and left."),
        account("The old bridge will be closed to lorries until the spring, Lund said."),
    ]
    assert make_matrix(accounts).shared_quotes == ((0, 1, 0), (1, 0, 0), (0, 0, 0))


def test_no_accounts_make_an_empty_matrix() -> None:
    assert make_matrix([]).names == ()
