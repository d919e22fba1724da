"""What every test can ask for: a home of its own, and the library of the two seeds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from forked import CONTEXT
from hypothesis import is_hypothesis_test, settings

from index.building.builder import Builder
from index.building.reader_process import ReaderProcess
from index.library.engines import open_engine

pytest.register_assert_rewrite("library_contract")  # tests that several modules take

settings.register_profile("local", deadline=None)  # no test depends on how busy the machine is
settings.register_profile("ci", deadline=None, derandomize=True)  # the same examples at every run
settings.load_profile("ci" if os.environ.get("CI") else "local")

EVERY_EXAMPLE = "DATELINE_TEST_EXAMPLES" in os.environ
"""Whether each property is tried with as many examples as it says, which takes minutes; otherwise with a quarter."""

LEAST_EXAMPLES = 10

CHECKOUT = Path(__file__).parent.parent
SEEDS = CHECKOUT / "seeds"

# Processes that tests start find the packages of the checkout, as the tests do; what is installed finds them by itself.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(CHECKOUT), os.environ.get("PYTHONPATH"))))

ReaderProcess.context = CONTEXT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take fewer examples of each property unless all are asked for."""
    if EVERY_EXAMPLE:
        return
    for test in {item.obj for item in items if isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)}:
        own: settings = getattr(test, "_hypothesis_internal_use_settings", None) or settings()
        fewer = min(own.max_examples, max(LEAST_EXAMPLES, own.max_examples // 4))
        test._hypothesis_internal_use_settings = settings(own, max_examples=fewer)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that no other test sees."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DATELINE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def _seeds_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("libraries") / "seeds"
    Builder(folder, open_engine, processes=1).run([SEEDS])
    return folder


@pytest.fixture
def library(_seeds_library: Path, tmp_path: Path) -> Path:
    """The folder of a library of the two seeds: three documents."""
    folder = tmp_path / "seeds-library"
    shutil.copytree(_seeds_library, folder)
    return folder


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """Builds a library of files, given as names and texts; returns its folder."""

    def build_library(files: dict[str, str | bytes], name: str = "built") -> Path:
        corpus = tmp_path / f"{name}-corpus"
        for file, content in files.items():
            path = corpus / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        folder = tmp_path / name
        Builder(folder, open_engine, processes=1).run([corpus])
        return folder

    return build_library
