"""A real sshd on this machine alone, with keys of its own, for the user who runs the tests."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

SSHD = "/usr/sbin/sshd"  # it insists on being called by its whole path
PATIENCE = 60.0


class SshServer:
    """A running sshd, and the command that reaches it."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        """``environ`` is what the server sets for every session."""
        self._folder = folder
        self.port = _free_port()
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
        shutil.copyfile(folder / "user.pub", folder / "authorized")
        settings = " ".join(f'"{name}={value}"' for name, value in environ.items())
        (folder / "sshd_config").write_text(
            f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {folder}/host\nPidFile {folder}/pid\n"
            f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
            f"PasswordAuthentication no\nAcceptEnv LANG LC_*\nSetEnv {settings}\nPrintMotd no\n"
        )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where sshd gives up its rights
        log = folder / "log"
        self._process = subprocess.Popen([SSHD, "-D", "-f", str(folder / "sshd_config"), "-E", str(log)])
        self._wait(log)

    def _wait(self, log: Path) -> None:
        end = time.monotonic() + PATIENCE
        while "Server listening" not in (log.read_text() if log.exists() else ""):
            if self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"sshd does not start: {log.read_text() if log.exists() else 'no log'}")
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        """The process that listens; each session has others below it."""
        return self._process.pid

    def command(self, remote: Sequence[str], port: int | None = None) -> list[str]:
        """The ssh command that runs another on a terminal there; ``port`` may be that of a line in between."""
        options = {
            "UserKnownHostsFile": self._folder / "known",
            "StrictHostKeyChecking": "no",
            "IdentitiesOnly": "yes",
            "IdentityFile": self._folder / "user",
            "LogLevel": "ERROR",
        }
        flags = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        target = f"{getpass.getuser()}@127.0.0.1"
        return ["ssh", "-F", "none", "-tt", "-p", str(port or self.port), *flags, target, " ".join(remote)]

    def stop(self) -> None:
        """End the server. Sessions that are open go on, as they do when sshd is upgraded."""
        self._process.terminate()
        self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
