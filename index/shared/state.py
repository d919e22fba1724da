"""One state of a shared library with what is known of it: its words, languages and places, and copies of documents."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path
from typing import Any

from index.cluster.connection import Cluster
from index.errors import LibraryError
from index.shared.about import About, read_about
from index.shared.copies import Copies
from index.shared.gazetteer import Gazetteer
from index.shared.view import View
from index.shared.wordlist import WordList

Json = dict[str, Any]

FRESH = 30.0
"""Seconds after which a new search looks at the library anew."""


class State:
    """What every answer about one state of a library is made of."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        """Look at the library as it is now; copies of documents lie below ``folder``. Raises LibraryError."""
        self._folder = folder
        self.cluster = cluster
        self.about: About = read_about(cluster)
        self.view = View(cluster)
        self.words = WordList(cluster, self.view)
        self._seen_at = time.monotonic()
        self._copies: Copies | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it may be searched again without looking what is new."""
        return time.monotonic() - self._seen_at < FRESH

    def close(self) -> None:
        """Let go of it."""
        if self._copies is not None:
            self._copies.close()
        try:
            self.view.close()
        except LibraryError:
            return  # it ends by itself, ten minutes after it was used last

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of its documents, "" where it is not known of one; one if all are English."""
        found = tuple(sorted(self.view.values("lang")))
        return ("",) if set(found) <= {"", "en"} else found

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """How long the times are that its documents speak of, in days but the first."""
        return tuple(int(length) for length in self.view.values("spoken_length"))

    @cached_property
    def places(self) -> Gazetteer:
        """The places that its documents name."""
        return Gazetteer(self.view)

    @property
    def copies(self) -> Copies:
        """Documents of it as a local library."""
        if self._copies is None:
            self._copies = Copies(self.view, self._folder)
        return self._copies
