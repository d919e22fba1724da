"""What a query on a shared library can go on with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.library.completions import COLUMNS
from index.notebook.store import Notebook
from index.query.fields import ENTITY_KINDS, TYPE_OF_FIELD, Field, HeldBy, Takes
from index.query.tree import Match, Term
from index.shared.state import State

MOST_WORDS = 500
"""Words with a beginning that are counted; of more none are offered before the next letter."""


class KnownShared:
    """What one state of a library knows, and the tags of the notebook."""

    def __init__(self, state: State, notebook: Notebook | None) -> None:
        self._state = state
        self._notebook = notebook

    def words(self, begun: str) -> Mapping[str, int]:
        """The words of the texts that begin so."""
        term = Term(f"{begun}*", Match.PATTERN)
        return self._state.words.counts(term, "text") if len(self._state.words.matching(term)) <= MOST_WORDS else {}

    def values(self, field: Field, begun: str) -> Iterable[tuple[str, int]]:  # noqa: ARG002 - as it is asked
        """The values of a field."""
        names = [field.name] if field.name in COLUMNS else []
        if field.held_by is HeldBy.ENTITIES or field.takes is Takes.NEAR:
            wanted = "place" if field.takes is Takes.NEAR else field.name
            types = (kind.type for kind in ENTITY_KINDS if TYPE_OF_FIELD.get(wanted, kind.type) == kind.type)
            names = [f"entity.{type_}" for type_ in types]
        elif field.takes is Takes.REGION:
            names = ["country", "region"]
        elif field.takes is Takes.DATE:
            names = ["year"]
        elif field.name == "tag" and self._notebook is not None:
            return self._notebook.tags()
        found = self._state.view.values_of(names)
        return [(value, count) for counts in found.values() for value, count in counts.items() if value]
