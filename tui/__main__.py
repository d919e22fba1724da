"""The command ``dateline``: arguments and exit codes. 0 found or done, 1 nothing found, 2 an error."""

from __future__ import annotations

import os
import sys

import click

from index.errors import DatelineError
from index.text.neutralise import neutralise_line
from tui.cli import dateline


def main() -> None:
    """Run the command line; every error is one sentence on standard error."""
    os.umask(0o077)  # what Dateline writes is its owner's alone
    os.environ["PYTHONSAFEPATH"] = "1"  # our processes import nothing from the folder that they are started in
    try:
        code = dateline.main(prog_name="dateline", standalone_mode=False)
    except DatelineError as error:
        code = _complain(str(error))
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        code = _complain(f"{error.format_message()} See: dateline --help")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: nothing more to write
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _complain(sentence: str) -> int:
    sys.stderr.write(f"dateline: {neutralise_line(sentence)}\n")
    return 2


if __name__ == "__main__":
    main()
