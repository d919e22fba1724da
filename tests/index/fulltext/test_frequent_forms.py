"""The forms of a field that stand in many documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.fulltext.engine import FullText
from index.fulltext.schema import TEXT_FIELD


def test_frequent_forms_are_given_with_their_documents(build: Callable[..., Path]) -> None:
    folder = build({"1.txt": "rain rain Énd", "2.txt": "Rain fell", "3.txt": "rain, end", "4.txt": "sun"})
    field = FullText(folder / "index").snapshot().field(TEXT_FIELD)
    assert field.frequent_forms(2) == {"rain": 3, "end": 2}
    assert field.frequent_forms(1) == {form: field.document_frequency(form) for form in field.forms}
