"""``dateline doctor`` notices what stands in the place of a package that Dateline needs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from running import Run


@pytest.mark.parametrize("name", ["Whoosh", "Whoosh_Reloaded"])
def test_another_distribution_of_whoosh_is_told(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert run("doctor", "--library", f"{library}/").code == 0
    installed = tmp_path / "site" / f"{name}-2.7.4.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.7.4\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    told = run("doctor", "--library", f"{library}/")
    assert (told.code, "2.7.4 is installed" in told.out) == (2, True)
