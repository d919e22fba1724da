"""Checks every mention of a library: ``python tests/bench/check_entities.py LIBRARY``.

LIBRARY is the folder of a library without corrections. Says how many mentions are what stands at their span, and
whether the numbers of the sidebar are those of what is stored; exit code 1 if anything is wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from stored_entities import check_entities

from index.library.library import LocalLibrary


def main() -> int:
    """Check, and say it."""
    library = LocalLibrary(Path(sys.argv[1]))
    outcome = check_entities(library)
    library.close()
    for what in outcome.told:
        sys.stdout.write(what + "\n")
    kinds = ", ".join(f"{count} {kind}" for kind, count in outcome.by_type.most_common())
    sys.stdout.write(f"{outcome.documents} documents, {outcome.mentions} mentions ({kinds}), {outcome.wrong} wrong\n")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
