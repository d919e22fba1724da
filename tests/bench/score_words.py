"""Scores how words are found in a language: whether two words of a question find the paragraph that answers it.

``python tests/bench/score_words.py FILE...``: files of XQuAD (``xquad.ar.json`` and the like, CC BY-SA 4.0), each a
language. All paragraphs of a file are a library; asked are the two longest words of each question, as plain words and
as they are written (``=``). Nothing here passes or fails.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.text.words import words


def main() -> int:
    """Print a line a file."""
    if len(sys.argv) < 2:
        sys.stderr.write("Give files of XQuAD: python tests/bench/score_words.py xquad.ar.json\n")
        return 2
    for file in map(Path, sys.argv[1:]):
        plain, exact, count = _score(file)
        sys.stdout.write(f"{file.name}: {plain / count:.1%}, as written {exact / count:.1%}, of {count:,} questions\n")
        sys.stdout.flush()
    return 0


def _score(file: Path) -> tuple[int, int, int]:
    """How many questions find their paragraph by plain words and by words as written, and how many there are."""
    paragraphs = list(_paragraphs(file))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus" / "paragraphs.jsonl"
        corpus.parent.mkdir()
        records = (json.dumps({"id": str(at), "text": text}) for at, (text, _) in enumerate(paragraphs))
        corpus.write_text("\n".join(records), encoding="utf-8")
        Builder(folder / "library", open_engine).run([corpus.parent])
        with contextlib.closing(LocalLibrary(folder / "library")) as library:
            numbers = {text.strip(): at for at, (text, _) in enumerate(paragraphs)}
            stored = library.catalogue.texts(list(library.browse().keys))
            of = {key: numbers.get(text.strip(), -1) for key, (_, text) in stored.items()}
            found = [0, 0]
            questions = [(at, question) for at, (_, asked) in enumerate(paragraphs) for question in asked]
            for at, question in questions:
                pair = _longest_two(question)
                for place, query in enumerate((" ".join(pair), " ".join(f"={one}" for one in pair))):
                    found[place] += any(of[key] == at for key in library.search(query).keys)
    return found[0], found[1], len(questions)


def _paragraphs(file: Path) -> Iterator[tuple[str, list[str]]]:
    """The paragraphs of a file, each with the questions that it answers."""
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            yield paragraph["context"], [one["question"] for one in paragraph["qas"]]


def _longest_two(question: str) -> list[str]:
    """The two longest words of a question, the first of those of one length."""
    typed = list(dict.fromkeys(question[word.start : word.end] for word in words(question)))
    return sorted(typed, key=len, reverse=True)[:2]


if __name__ == "__main__":
    sys.exit(main())
