"""Names found by a model of spaCy's that the user has installed: the optional extra ``dateline[spacy]``.

spaCy is imported only where the configuration asks for it; importing it takes 0.7 s of CPU.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.entities.recognition import Found, sections
from index.errors import ConfigurationError
from index.home.folders import check_owned, find_home
from index.model import EntityType

_LABELS = {
    EntityType.PERSON: "per persname prs ps",
    EntityType.ORGANIZATION: "org organisation orgname gpe_org og",
    EntityType.PLACE: "gpe loc fac facility gpe_loc placename geogname lc",
    EntityType.AFFILIATION: "norp aff nat_rel_pol drv",
}
"""The labels of spaCy's trained pipelines (https://spacy.io/models), in small letters."""

_TYPES = {kind.value: kind for kind in EntityType} | {
    label: kind for kind, labels in _LABELS.items() for label in labels.split()
}
"""A pipeline of the user's own may also have the words that we use."""

SECTION = 50_000
"""Characters of a text that a model reads together: spaCy warns of 1 GB of memory for each 100,000 (error E088)."""


class SpacyModel:
    """A pipeline that is loaded."""

    def __init__(self, name: str) -> None:
        """Load the pipeline that is called so, or with a slash lies in that folder. Raises ConfigurationError."""
        identity_of_model(name)
        spacy: Any = importlib.import_module("spacy")
        try:
            self._pipeline: Any = spacy.load(_folder(name) or name)
        except (OSError, ValueError, ImportError, KeyError, TypeError) as error:
            reason = " ".join(str(error).split())[:200]
            raise ConfigurationError(f"spaCy cannot load the model '{name}': {reason}") from error

    def recognize(self, text: str) -> list[Found]:
        """The names in ``text`` in their order, not overlapping; labels that are none of our types are left out."""
        return [
            Found(start + found.start, start + found.end, found.type)
            for start, end in sections(text, SECTION)
            for found in self._recognize_section(text[start:end])
        ]

    def _recognize_section(self, text: str) -> list[Found]:
        found = []
        for entity in self._pipeline(text).ents:
            kind = _TYPES.get(entity.label_.casefold())
            surface = text[entity.start_char : entity.end_char]
            start = entity.start_char + len(surface) - len(surface.lstrip())
            end = start + len(surface.strip())
            if kind is not None and start < end:
                found.append(Found(start, end, kind))
        return found


@lru_cache(maxsize=1)
def load_model(name: str) -> SpacyModel:
    """The pipeline, which is kept for the next text. Raises ConfigurationError."""
    return SpacyModel(name)


def identity_of_model(name: str) -> str:
    """What tells this model from others and from other versions of itself and of spaCy; it is not loaded for that.

    Raises ConfigurationError if spaCy or the model is missing, UnsafeFolderError for a folder that others may write.
    """
    if importlib.util.find_spec("spacy") is None:
        raise ConfigurationError(
            "The configuration asks for spaCy, which is not installed; in Dateline's folder: pip install '.[spacy]'"
        )
    folder = _folder(name)
    if folder is not None:
        if not (folder / "meta.json").is_file():
            raise ConfigurationError(f"There is no model of spaCy's in {folder}, which the configuration names.")
        check_owned(folder)
        return f"spacy {importlib.metadata.version('spacy')} {name} {_digest(folder)}"
    try:
        return f"spacy {importlib.metadata.version('spacy')} {name} {importlib.metadata.version(name)}"
    except (importlib.metadata.PackageNotFoundError, ValueError) as error:
        raise ConfigurationError(
            f"spaCy has no model '{name}'; run: python -m spacy download {name}, or name a folder with a slash."
        ) from error


def _folder(name: str) -> Path | None:
    """The folder that a name with a slash means; one without is a package's, wherever one is."""
    return find_home().config / Path(name).expanduser() if "/" in name else None


def _digest(folder: Path) -> str:
    """Of the names, sizes and times of a folder's files: a model may hold hundreds of megabytes."""
    states = sorted((str(file.relative_to(folder)), file.stat()) for file in folder.rglob("*") if file.is_file())
    told = repr([(name, state.st_size, state.st_mtime_ns) for name, state in states])
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]
