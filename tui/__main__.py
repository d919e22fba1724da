"""The command ``dateline``: arguments and exit codes. 0 found or done, 1 nothing found, 2 an error, 3 unexpected."""

from __future__ import annotations

import os
import sys

from tui.cli import dateline
from tui.cli.door import run_safely


def main() -> None:
    """Run the command line; every error is one sentence on standard error."""
    os.umask(0o077)  # what Dateline writes is its owner's alone
    os.environ["PYTHONSAFEPATH"] = "1"  # our processes import nothing from the folder that they are started in
    sys.exit(run_safely(lambda: dateline.main(prog_name="dateline", standalone_mode=False)))


if __name__ == "__main__":
    main()
