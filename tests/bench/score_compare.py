"""Scores related documents, events and quotes, and times comparisons.

``python tests/bench/score_compare.py DATA [LIBRARY]``: DATA holds ``events/*.jsonl`` (documents with the ``event``
that each reports, as ECB+ has them) and ``quotes/*/text`` with ``quotes/*/attributions`` (PolNeAR's standoff format).
LIBRARY is the folder of a library of some size, on which the search for related documents is timed. Nothing here
passes or fails.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.building.builder import Builder
from index.catalogue.stored_documents import Summary
from index.compare.accounts import account_of
from index.compare.attribution import find_quotes
from index.compare.comparison import Account, Quote
from index.compare.events import group_by_event
from index.compare.related import Relations
from index.compare.side_by_side import compare
from index.entities import find_mentions
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.text.sentences import sentences

SEEDS = Path(__file__).parents[2] / "seeds"
Places = list[tuple[int, int]]


def main() -> int:
    """Print all figures."""
    if len(sys.argv) not in (2, 3):
        sys.stderr.write("Give the folder with the data: python tests/bench/score_compare.py DATA [LIBRARY]\n")
        return 2
    data = Path(sys.argv[1])
    for file in sorted(data.glob("events/*.jsonl")):
        _score_events(file)
    for folder in sorted(data.glob("quotes/*/text")):
        _score_quotes(folder.parent)
    _time_comparisons(sorted(data.glob("quotes/*/text/*.txt")))
    if len(sys.argv) == 3:
        _time_related(Path(sys.argv[2]))
    return 0


def say(line: str) -> None:
    """A line of figures."""
    sys.stdout.write(line + "\n")


def cpu(run: Callable[[], object]) -> float:
    """Seconds of CPU time that a call takes."""
    began = time.process_time()
    run()
    return time.process_time() - began


# Related documents and events


def _score_events(file: Path) -> None:
    gold = {str(story["id"]): str(story["event"]) for story in map(json.loads, file.read_text().splitlines())}
    with tempfile.TemporaryDirectory() as folder:
        Builder(Path(folder) / "library", open_engine, processes=2).run([file])
        library = LocalLibrary(Path(folder) / "library")
        keys = library.catalogue.ordered_keys("oldest")
        events = {summary.key: _event(summary, gold) for summary in library.catalogue.summaries(keys)}
        relations = Relations(library.catalogue, library.searcher())
        right = 0

        def propose() -> None:
            nonlocal right
            for key in keys:
                right += any(events[found.key] == events[key] for found in relations.related(key)[:1])

        seconds = cpu(propose)
        groups = [group.keys for group in group_by_event(relations, keys)]
        library.close()
    precision, recall = b_cubed(groups, events)
    score = 2 * precision * recall / (precision + recall)
    say(f"{file.name}: first proposal right {right / len(keys):.1%}, {seconds / len(keys) * 1000:.0f} ms a document")
    say(f"{file.name}: {len(groups)} events, B-cubed P {precision:.3f} R {recall:.3f} F1 {score:.3f}")


def _event(summary: Summary, gold: dict[str, str]) -> str:
    return gold[summary.record or ""]


def b_cubed(groups: Sequence[Sequence[int]], events: dict[int, str]) -> tuple[float, float]:
    """B-cubed precision and recall (Bagga and Baldwin, 1998) of a grouping of documents."""
    sizes: dict[str, int] = {}
    for event in events.values():
        sizes[event] = sizes.get(event, 0) + 1
    precision = recall = 0.0
    for group in groups:
        for key in group:
            same = sum(events[other] == events[key] for other in group)
            precision += same / len(group)
            recall += same / sizes[events[key]]
    return precision / len(events), recall / len(events)


# Quotes

_QUOTED = re.compile(r"[“\"][^“”\"]{1,3000}[”\"]")


@dataclass(frozen=True)
class Attribution:
    """What an annotator marked: who says it, and what is said."""

    source: Places
    content: Places


def read_attributions(file: Path) -> Iterator[Attribution]:
    """The attributions of one file in PolNeAR's standoff format."""
    rows = [line.split("\t") for line in file.read_bytes().decode().split("\n")]
    marked: dict[str, Places] = {}
    for row in rows:
        if row[0].startswith("T"):
            places = row[1].split(" ", 1)[1].split(";")
            marked[row[0]] = [(int(place.split()[0]), int(place.split()[1])) for place in places]
    for row in rows:
        if row[0].startswith("E"):
            parts = [part.split(":") for part in row[1].split()]
            source = [place for role, name in parts if role.startswith("Source") for place in marked[name]]
            content = [place for role, name in parts if role.startswith("Content") for place in marked[name]]
            yield Attribution(source, content)


def _overlap(place: tuple[int, int], places: Places) -> int:
    return sum(max(0, min(place[1], end) - max(place[0], start)) for start, end in places)


def _score_quotes(folder: Path) -> None:
    """A quote counts if four fifths of it lie in an attributed content.

    Its speaker is right if it meets the source, or is the entity that the source names; one that is marked doubtful is
    counted apart. Where an annotator marked the verb as the source, the speaker beside it is right.
    """
    quotes = given = right = elsewhere = doubtful = 0
    for file in sorted((folder / "text").glob("*.txt")):
        text = file.read_bytes().decode()
        account = Account("", "", "", text, tuple(find_mentions(text)), tuple(sentences(text)))
        found = [quote for quote in find_quotes(account) if quote.direct]
        gold = [one for path in folder.glob(f"attributions/{file.stem}*") for one in read_attributions(path)]
        for match in _QUOTED.finditer(text):
            length = match.end() - match.start()
            mine = [quote for quote in found if _overlap(match.span(), [(quote.start, quote.end)]) >= length / 2]
            quote = mine[0] if mine and mine[0].speaker is not None else None
            said = [one for one in gold if one.source and _overlap(match.span(), one.content) >= 0.8 * length]
            quotes += bool(said)
            if quote is not None and quote.doubtful:
                doubtful += 1
            elif quote is not None and said:
                given += 1
                right += _is_right(account, quote, said[0].source)
            else:
                elsewhere += quote is not None
    say(f"{folder.name}: {quotes} quotes, speaker precision {right / given:.3f}, recall {right / quotes:.3f}")
    say(f"{folder.name}: precision {right / (given + elsewhere):.3f} if quotes that nobody annotated count as wrong")
    say(f"{folder.name}: {doubtful} speakers marked as doubtful are not among these")


def _is_right(account: Account, quote: Quote, source: Places) -> bool:
    if quote.speaker is not None and _overlap(quote.speaker, source):
        return True
    if quote.cue is not None and _overlap(quote.cue, source):
        return True
    named = {mention.name for mention in account.mentions if _overlap((mention.start, mention.end), source)}
    return quote.name in named


# Speed


def _time_comparisons(files: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Builder(Path(folder) / "library", open_engine, processes=1).run([SEEDS])
        library = LocalLibrary(Path(folder) / "library")
        keys = library.catalogue.ordered_keys("title")
        accounts = [account_of(library.catalogue, library.document(key)) for key in keys]
        library.close()
    say(f"the seeds: {cpu(lambda: compare(accounts[1], accounts[2])):.3f} s of CPU")
    texts = [file.read_bytes().decode() for file in files]
    half = len(texts) // 2
    long = [_long_account(texts[: half + 5]), _long_account(texts[half:])]
    say(f"two documents of 100 KB: {cpu(lambda: compare(*long)):.3f} s of CPU")


def _time_related(folder: Path) -> None:
    """What one document costs of which nothing was read before, as when ``c`` is pressed; the first opens the index."""
    library = LocalLibrary(folder)
    keys = library.catalogue.ordered_keys("newest")
    relations = Relations(library.catalogue, library.searcher())
    first = cpu(lambda: relations.related(keys[0]))
    asked = random.Random(1).sample(keys, min(50, len(keys)))
    times = sorted(cpu(lambda: relations.related(key)) for key in asked)  # noqa: B023 - called at once
    library.close()
    say(
        f"related among {len(keys):,} documents: median {times[len(times) // 2] * 1000:.0f} ms of CPU,"
        f" slowest {times[-1] * 1000:.0f} ms, the very first {first * 1000:.0f} ms"
    )


def _long_account(texts: Sequence[str]) -> Account:
    text = "\n\n".join(texts)[:100_000]
    return Account("", "", "", text, tuple(find_mentions(text)), tuple(sentences(text)))


if __name__ == "__main__":
    sys.exit(main())
