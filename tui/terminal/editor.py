"""Writing a text in the editor of one's choice."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from index.errors import ConfigurationError


def edited(text: str, environ: Mapping[str, str]) -> str:
    """Returns the text as the editor left it that ``VISUAL`` or ``EDITOR`` names; waits until it has ended.

    The terminal must be the editor's own meanwhile. Raises ConfigurationError if there is no editor or it fails.
    """
    named = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    if not command:
        raise ConfigurationError("Which editor? Set VISUAL or EDITOR, as in: export EDITOR=vim")
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        file = Path(folder) / "note.txt"
        file.write_text(text + "\n" if text else "", encoding="utf-8", errors="replace")
        try:
            code = subprocess.run([*command, str(file)], check=False).returncode
            if code:
                raise ConfigurationError(f"'{named}' ended with code {code}; nothing was changed.")
            return file.read_text(encoding="utf-8").removesuffix("\n")
        except OSError as error:
            raise ConfigurationError(
                f"'{named}' cannot be run: {error.strerror}; look at VISUAL and EDITOR."
            ) from error
        except UnicodeDecodeError as error:
            raise ConfigurationError(f"'{named}' did not write UTF-8; nothing was changed.") from error
