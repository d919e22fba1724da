"""Nothing but ``dateline fetch`` reaches for an address: connecting is blocked in all processes, and told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

BLOCK = """
import os, socket
def refused(self, address, *others):
    if self.family != socket.AF_UNIX:
        with open(os.environ["TOLD"], "a") as told:
            print(address, file=told)
        raise OSError("blocked")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refused
def asked(host, *others, **named):
    with open(os.environ["TOLD"], "a") as told:
        print(host, file=told)
    raise socket.gaierror("blocked")
socket.getaddrinfo = asked
"""
RUN = """
import sys
from dateline.__main__ import main
for line in sys.argv[1:]:
    sys.argv = ["dateline", *line.split("|")]
    try:
        main()
    except SystemExit as end:
        print("code", end.code)
"""
PAGE = """<html><head><title>Ferries</title><link rel="stylesheet" href="http://203.0.113.7/x.css"></head><body><article>
<h1>Ferries late</h1><img src="http://203.0.113.7/pixel.gif"><p>Ferries to the islands were late again on Monday.</p>
</article></body></html>"""
MAIL = """From: a@news.example
To: b@news.example
Subject: Ferries
Date: Sat, 28 Nov 2026 09:15:00 +0200
MIME-Version: 1.0
Content-Type: text/html

<p>Late <img src="http://203.0.113.7/pixel.gif"> again, the line said on Monday.</p>
"""
FEED = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "http://203.0.113.7/x">]><rss><channel>
<item><title>Late &x;</title><link>http://203.0.113.7/</link></item></channel></rss>"""


def reached(tmp_path: Path, *lines: str) -> tuple[list[str], list[str]]:
    """What commands printed of their ends, and the addresses that were reached for."""
    block, told = tmp_path / "block", tmp_path / "told"
    block.mkdir(exist_ok=True)
    (block / "sitecustomize.py").write_text(BLOCK)
    told.write_text("")
    environment = os.environ | {"PYTHONPATH": str(block), "TOLD": str(told)}
    found = subprocess.run(
        [sys.executable, "-c", RUN, *lines], env=environment, capture_output=True, text=True, check=True
    )
    return [line for line in found.stdout.splitlines() if line.startswith("code")], told.read_text().splitlines()


def test_nothing_but_fetch_reaches_for_an_address(tmp_path: Path, home: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, content in (("a.html", PAGE), ("b.eml", MAIL), ("c.rss", FEED)):
        (corpus / name).write_text(content)
    (home / "config").mkdir(parents=True)
    (home / "config/feeds.toml").write_text('[[feed]]\naddress = "http://203.0.113.7/rss"\n')
    codes, addresses = reached(
        tmp_path, f"index|{corpus}|--quiet", "search|late|--json", "doctor", "timeline", "fetch|--list"
    )
    assert codes == ["code 0"] * 5
    assert addresses == []


def test_the_block_would_tell(tmp_path: Path, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config/feeds.toml").write_text('[[feed]]\naddress = "http://news.example/rss"\n')
    codes, addresses = reached(tmp_path, "fetch")
    assert (codes, set(addresses)) == (["code 1"], {"news.example"})


def test_the_contract_is_about_every_package() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (held,) = [
        one["source_modules"]
        for one in contracts
        if one["name"] == "only what fetches or asks a cluster reaches a network"
    ]
    there = {f"index.{path.stem}" for path in (ROOT / "index").iterdir() if path.stem[0] not in "_."}
    assert there - set(held) == {"index.cluster", "index.fetching"}


def test_the_parts_of_urllib_that_reach_a_network_are_not_imported() -> None:
    reaching = re.compile(r"urllib\.(?:request|robotparser)|from urllib import|^\s*import urllib\s*$", re.MULTILINE)
    files = [path for package in ("index", "tui") for path in (ROOT / package).rglob("*.py")]
    assert [path for path in files if reaching.search(path.read_text())] == []
