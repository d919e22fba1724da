"""Copies originals out of the files that hold them, in a process that may die: what it cuts up is a stranger's.

Run as ``python -m index.export.copying``: each line of standard input is a JSON list of a file's path, a path within it
("" for all of it) and where to; the answer is a line with a JSON string, "" or what is wrong.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from pathlib import Path

from index.errors import UnreadableError
from index.sources.originals import copy_original

MEMORY = 1_610_612_736
"""Bytes that the process may have, as the one that reads files."""

SECONDS = 30
"""Of computing for one original."""


def main() -> None:
    """Copy until standard input closes."""
    os.umask(0o077)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    for line in sys.stdin:
        path, member, target = json.loads(line)
        used = sum(os.times()[:2])
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS, resource.RLIM_INFINITY))
        sys.stdout.write(json.dumps(_copied(Path(path), member, Path(target))) + "\n")
        sys.stdout.flush()


def _copied(path: Path, member: str, target: Path) -> str:
    """Copy one; what is half written is removed."""
    try:
        with target.open("xb") as file:
            copy_original(path, member, file)
    except FileExistsError:
        return f"{target} is there already"
    except (UnreadableError, MemoryError) as error:
        target.unlink(missing_ok=True)
        return str(error) or "it needs more memory than is allowed"
    except OSError as error:
        target.unlink(missing_ok=True)
        return error.strerror or "it cannot be read"
    return ""


if __name__ == "__main__":
    main()
