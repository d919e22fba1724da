"""``dateline fetch`` over TLS: the certificate must be that of the name, and of somebody who is known."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme
from answering import feed_of, item, serving
from running import Run


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
    signer, other = trustme.CA(), trustme.CA()
    (signer if known else other).cert_pem.write_to_path(tmp_path / "known.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    signer.issue_cert(name).configure_cert(context)
    with serving(context) as site:
        site.pages["/rss"] = feed_of(item("Ferries collide", text="Two ferries collided in the fog."))
        (home / "config").mkdir(parents=True)
        (home / "config" / "feeds.toml").write_text(
            f'pause = 0.0\n[[feed]]\naddress = "https://localhost:{site.port}/rss"\nname = "rss"\nwhole = false\n'
        )
        answer = run("fetch", "--allow-private")
    assert (answer.code, site.paths()) == ((1, []) if told else (0, ["/rss"]))
    assert told in answer.err
