"""``dateline fetch`` over TLS: the certificate must be that of the name, and of somebody who is known."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from answering import feed_of, item, serving
from running import Run

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates")


def certificate(folder: Path, name: str) -> Path:
    """A certificate for a name, signed by itself, made now, with its key."""
    made = folder / f"{name}.pem"
    key = folder / f"{name}.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
            *("-keyout", str(key), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


@pytest.mark.parametrize(
    ("name", "known", "told"),
    [
        ("localhost", True, ""),
        ("localhost", False, "no safe connection"),
        ("elsewhere.example", True, "no safe connection"),
    ],
)
def test_only_a_known_certificate_of_the_right_name_is_talked_to(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, known: bool, told: str
) -> None:
    made = certificate(tmp_path, name)
    known_to_all = certificate(tmp_path, "another.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(made if known else known_to_all))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made)
    with serving(context) as site:
        site.pages["/rss"] = feed_of(item("Ferries collide", text="Two ferries collided in the fog."))
        (home / "config").mkdir(parents=True)
        (home / "config" / "feeds.toml").write_text(
            f'pause = 0.0\n[[feed]]\naddress = "https://localhost:{site.port}/rss"\nname = "rss"\nwhole = false\n'
        )
        answer = run("fetch", "--allow-private")
    assert (answer.code, site.paths()) == ((1, []) if told else (0, ["/rss"]))
    assert told in answer.err
