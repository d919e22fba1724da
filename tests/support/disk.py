"""A small disk of its own, made in memory, that can be filled, grown and made read-only. Mounting it takes root."""

from __future__ import annotations

import subprocess
from pathlib import Path


class Disk:
    """A mounted tmpfs."""

    def __init__(self, folder: Path, size: str) -> None:
        folder.mkdir(mode=0o700)
        self.folder = folder
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "none", str(folder)], check=True)

    def change(self, options: str) -> None:
        """Mount it again with other options: ``ro``, ``rw``, ``size=…``."""
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.folder)], check=True)

    def fill(self) -> None:
        """Leave not a byte free."""
        with (self.folder / "filling").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    def free(self) -> None:
        """Give the space back."""
        (self.folder / "filling").unlink()

    def remove(self) -> None:
        """Unmount it, also while something has a file open there."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
