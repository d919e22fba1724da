"""The lists that people can read and extend: tab-separated, a head line, comments that begin with #."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.errors import ConfigurationError
from index.home.folders import find_home

_SHIPPED = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of the shipped list ``name``, without comments and head, all as wide as the head."""
    return _parse((_SHIPPED / name).read_text(encoding="utf-8"), Path(name))


def rows_with_additions(name: str) -> Iterator[list[str]]:
    """The rows of the list that the user has under ``name`` in the configuration's folder, then the shipped ones.

    Raises ConfigurationError for a list of the user's that cannot be read.
    """
    path = find_home().config / name
    if path.is_file():
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"The list {path} cannot be read as UTF-8 text: {error}.") from error
        yield from _parse(text, path)
    yield from rows(name)


def _parse(text: str, path: Path) -> Iterator[list[str]]:
    """The rows of a list; ConfigurationError names the line that has too many columns."""
    columns = 0
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = len(cells)
        elif len(cells) > columns:
            raise ConfigurationError(f"Line {number} of {path} has {len(cells)} columns; its head has {columns}.")
        else:
            yield cells + [""] * (columns - len(cells))


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(part for part in cell.split("|") if part)
