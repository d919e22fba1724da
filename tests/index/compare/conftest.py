"""Accounts made of a text and of the names in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from index.compare.comparison import Account
from index.model import EntityType, Mention, TimeMention
from index.text.sentences import sentences

MakeAccount = Callable[..., Account]


def make_account(
    text: str, names: dict[str, tuple[str, str]] | None = None, times: tuple[TimeMention, ...] = (), source: str = ""
) -> Account:
    """An account in which each of ``names`` (as written: type and the entity's one name) is a mention."""
    spelled = sorted(names or {}, key=len, reverse=True)
    mentions = []
    if spelled:
        for found in re.finditer("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in spelled), text):
            type_, name = (names or {})[found.group()]
            mentions.append(Mention(found.start(), found.end(), found.group(), EntityType(type_), name))
    return Account("x", "", source, text, tuple(mentions), tuple(sentences(text)), times)


@pytest.fixture
def account() -> MakeAccount:
    """Makes an account of a text, with the names in it."""
    return make_account
