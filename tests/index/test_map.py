"""The map in CONTRIBUTING names every folder and every loose module of the program, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def named(package: str) -> set[str]:
    """The folders and modules that the map names below a package."""
    (drawn,) = re.findall(r"^```\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(), re.M | re.S)
    (part,) = re.findall(rf"^{package}/ .*\n((?: +.*\n)*)", drawn, re.M)
    return set(re.findall(r"(?<![\w/])[\w/]+/(?= )|\b\w+\.py\b|[\w/]+/\w+\.py\b", part))


@pytest.mark.parametrize("package", ["index", "tui"])
def test_the_map_shows_the_tree(package: str) -> None:
    top = ROOT / package
    modules = {path.name for path in top.glob("*.py")} - {"__init__.py"}
    folders = {f"{path.parent.relative_to(top)}/" for path in top.rglob("*.py")} - {"./"}
    found = named(package)
    assert folders | modules <= found
    assert all((top / name).exists() for name in found), found
