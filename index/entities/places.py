"""Places: what a name stands for, where it is, and its other spellings."""

from __future__ import annotations

import lzma
from functools import cache
from importlib import resources

_SEVERAL_WORDS_FROM = 50_000  # inhabitants; smaller places of several words are no feature of the tagger


class Gazetteer:
    """The shipped list of places, in memory."""

    def __init__(self, text: str) -> None:
        places, _articles, _sounds = text.split("\n\n")
        self._lines = places.split("\n")
        self._rows: dict[str, int] = {}
        self.names_of_several_words: set[str] = set()
        self._populations: list[int] = []
        for row, line in enumerate(self._lines):
            _, _, _, _, population, names = line.split("\t")
            self._populations.append(int(population))
            for key in names.split("|"):
                if key not in self._rows:
                    self._rows[key] = row
                    if int(population) >= _SEVERAL_WORDS_FROM and " " in key:
                        self.names_of_several_words.add(key)
        self.first_words = {name.partition(" ")[0] for name in self.names_of_several_words}

    def population_class(self, key: str) -> int:
        """0 for no place, else the digits of its inhabitants' number from 3 to 6."""
        row = self._rows.get(key)
        return 0 if row is None else min(6, len(str(self._populations[row])) - 1)


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read on first use."""
    packed = resources.files("index.entities").joinpath("data", "gazetteer.txt.xz").read_bytes()
    return Gazetteer(lzma.decompress(packed).decode().rstrip("\n"))
