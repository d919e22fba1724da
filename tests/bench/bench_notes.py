"""How many notes are found again, and what it costs, after every story was edited and its file renamed.

    python tests/bench/bench_notes.py [--stories 1000] [--notes 5] [--one-file] [--gone 100]

With --one-file the stories are lines of one file; with --gone so many of them are deleted, so that their notes are
orphans. Nothing is asserted here: the goals are 97 % found, nothing wrong, and an index without changes that costs at
most 0.1 s more than one without notes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from edited_stories import edited, same_but_for_a_number, sentence
from measuring import cost_of

from index.home.folders import find_home
from index.library.library import LocalLibrary
from index.notebook.anchors import Anchor, hash_text
from index.notebook.annotation import Annotation, Subject
from index.notebook.store import Notebook

DATELINE = Path(sys.executable).with_name("dateline")
RUNS = 7
SENTENCES = 10

Story = list[str]


@dataclass(slots=True)
class Outcome:
    """What became of the notes whose words are still there, and of the others."""

    could: int = 0
    found: int = 0
    wrong: int = 0
    orphans: int = 0


def write(corpus: Path, stories: Sequence[Story], prefix: str, *, one_file: bool) -> None:
    """The stories as files of this prefix, in place of all that were there."""
    for path in corpus.iterdir():
        path.unlink()
    if one_file:
        lines = [json.dumps({"title": " ".join(one[0].split()[:8]), "text": "\n\n".join(one)}) for one in stories]
        (corpus / f"{prefix}.jsonl").write_text("\n".join(lines))
        return
    for number, story in enumerate(stories):
        (corpus / f"{prefix}{number}.txt").write_text("\n\n".join(story))


def annotate(chance: random.Random, library: Path, notebook: Path, notes: int) -> None:
    """So many notes on each document, one of them on the whole; each has the sentence that it is on as its words."""
    with contextlib.closing(LocalLibrary(library)) as opened, contextlib.closing(Notebook.open(notebook)) as book:
        for stored in sorted(map(opened.document, opened.browse().keys), key=lambda one: (one.path, one.id)):
            about = Subject(stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash)
            for _ in range(notes - 1):
                line = chance.choice([line for line in stored.text.split("\n") if len(line) > 40])
                start = stored.text.index(line) + chance.randrange(12)
                anchor = Anchor.of(stored.text, start, start + chance.randint(12, len(line) - 13))
                book.add(about, anchor, line)
            book.add(about, None, stored.text.split("\n")[0])


def judged(library: Path, notebook: Path, kept: set[str], first: set[str]) -> Outcome:
    """What became of the notes. ``kept`` are the sentences that are left, ``first`` those that a story begins with."""
    outcome = Outcome()
    with contextlib.closing(LocalLibrary(library)) as opened, contextlib.closing(Notebook.open(notebook)) as book:
        there = {one.id for one in opened.catalogue.summaries(opened.browse().keys)}
        for note in book.annotations():
            known = note.document in there
            possible = note.note in (first if note.anchor is None else kept)
            outcome.could += possible
            outcome.orphans += not known
            if known:
                text = opened.document(opened.catalogue.find(note.document)).text
                judge(note, text, outcome, possible=possible)
    return outcome


def judge(note: Annotation, text: str, outcome: Outcome, *, possible: bool) -> None:
    """Count a note that is in a document that is there."""
    lines = [line for line in text.split("\n") if line]
    if not any(same_but_for_a_number(line, note.note) for line in lines):
        # The document may be the right one, without the note's own sentence; wrong is a place that was found in it.
        outcome.wrong += note.anchor is not None and note.text_hash == hash_text(text)
        return
    outcome.found += possible
    anchor = note.anchor
    if anchor is not None and text[anchor.start : anchor.end] == anchor.exact:
        start = text.rfind("\n", 0, anchor.start) + 1
        line = text[start : (text + "\n").index("\n", anchor.end)]
        outcome.wrong += not same_but_for_a_number(line, note.note)


def measure(stories: int, notes: int, gone: int, *, one_file: bool) -> None:
    """Make it, edit it, and print what was found and what it cost."""
    chance = random.Random(6)
    with tempfile.TemporaryDirectory() as base:
        corpus, library, home = Path(base) / "corpus", Path(base) / "library", Path(base) / "home"
        corpus.mkdir()
        environ = {**os.environ, "DATELINE_HOME": str(home)}
        os.environ["DATELINE_HOME"] = str(home)
        index = [DATELINE, "index", "--quiet", "--library", f"{library}/", corpus]
        first = [[sentence(chance) for _ in range(SENTENCES)] for _ in range(stories)]
        write(corpus, first, "first-", one_file=one_file)
        cost_of(index, environ)
        without = statistics.median(cost_of(index, environ)[0].cpu for _ in range(RUNS))
        notebook = find_home().notebook(library)
        annotate(chance, library, notebook, notes)
        cost_of(index, environ)
        before = statistics.median(cost_of(index, environ)[0].cpu for _ in range(RUNS))
        second = [edited(chance, story) for story in first[gone:]]
        kept = {old for story, new in zip(first[gone:], second, strict=True) for old in story if alike(old, new)}
        write(corpus, second, "renamed-", one_file=one_file)
        began = time.perf_counter()
        changed, _ = cost_of(index, environ)
        outcome = judged(library, notebook, kept, {story[0] for story in first[gone:]} & kept)
        time.sleep(2.1)
        after = statistics.median(cost_of(index, environ)[0].cpu for _ in range(RUNS))
        sys.stdout.write(
            f"{stories * notes:,} notes on {stories:,} stories in {'one file' if one_file else 'files'}, {gone} gone: "
            f"{outcome.found:,} of {outcome.could:,} found ({outcome.found / max(outcome.could, 1):.1%}), "
            f"{outcome.wrong} wrong; index after the edit {changed.cpu:.1f} s of CPU "
            f"({time.perf_counter() - began:.0f} s with judging); without changes {without:.2f} s before there were "
            f"notes, {before:.2f} s with notes, {after:.2f} s with {outcome.orphans:,} orphans\n"
        )


def alike(old: str, new: Story) -> bool:
    """Whether a sentence is left, but for a number."""
    return any(same_but_for_a_number(old, line) for line in new)


def main() -> None:
    """Measure what the command asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--notes", type=int, default=5)
    parser.add_argument("--gone", type=int, default=100)
    parser.add_argument("--one-file", action="store_true")
    chosen = parser.parse_args()
    measure(chosen.stories, chosen.notes, chosen.gone, one_file=chosen.one_file)


if __name__ == "__main__":
    main()
