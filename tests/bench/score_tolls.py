"""Scores the figures that are taken from reports: ``python tests/bench/score_tolls.py REPORTS [GOLD]``.

REPORTS is a table or a folder that ``dateline index`` reads; GOLD has lines of a record's id, a kind and a number, by
default ``tolls_gold.tsv`` beside this. Only the records and the kinds that GOLD has are scored. Nothing here passes or
fails.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from index.building.builder import Builder
from index.compare.accounts import account_of
from index.compare.figures import figures_of
from index.library.engines import open_engine
from index.library.library import LocalLibrary

GOLD = Path(__file__).parent / "tolls_gold.tsv"

ID_FIELD = "unit_id"
"""What the reports call a record's id."""

VAGUE = frozenset("dozens scores hundreds thousands millions several tens".split())

Toll = tuple[str, str, float]
"""A record, a kind and a number."""


def main() -> int:
    """Print precision and recall, and what was wrong and missed."""
    if len(sys.argv) not in (2, 3):
        sys.stderr.write("Give the reports: python tests/bench/score_tolls.py REPORTS [GOLD]\n")
        return 2
    gold = read_gold(Path(sys.argv[2]) if len(sys.argv) == 3 else GOLD)
    found = tolls_in(Path(sys.argv[1]), {record for record, _, _ in gold}, {kind for _, kind, _ in gold})
    right = found & gold
    sys.stdout.write(
        f"{len(gold)} tolls, precision {len(right) / max(1, len(found)):.3f}, recall {len(right) / len(gold):.3f}\n"
    )
    for what, tolls in (("wrong", found - gold), ("missed", gold - found)):
        for record, kind, number in sorted(tolls):
            sys.stdout.write(f"{what}: {record} {kind} {number:,.10g}\n")
    return 0


def read_gold(file: Path) -> set[Toll]:
    """The tolls of a file, without its lines of comment."""
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(record, kind, float(number)) for record, kind, number in (line.split("\t") for line in lines)}


def tolls_in(reports: Path, records: set[str], kinds: set[str]) -> set[Toll]:
    """The tolls of these kinds that these records of some reports give; a vague number ("dozens") is none."""
    with tempfile.TemporaryDirectory() as folder:
        Builder(Path(folder) / "library", open_engine, processes=2).run([reports], {"id": ID_FIELD})
        library = LocalLibrary(Path(folder) / "library")
        found: set[Toll] = set()
        for summary in library.catalogue.summaries(library.catalogue.ordered_keys("oldest")):
            if summary.record in records:
                account = account_of(library.catalogue, library.document(summary.key))
                found |= {
                    (summary.record, figure.kind, figure.low)
                    for figure in figures_of(account)
                    if figure.kind in kinds and figure.text.split()[-1].casefold() not in VAGUE
                }
        library.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
