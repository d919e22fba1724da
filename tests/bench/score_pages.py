"""Scores how web pages are read: their article and their date, on public sets that somebody has fetched by hand.

``python tests/bench/score_pages.py FOLDER...``, each a checkout of one of these, told by what it holds:

- github.com/scrapinghub/article-extraction-benchmark (MIT; 181 pages, each with its article): words F1, and F1 of runs
  of four words, which its own ``evaluate.py`` gives;
- github.com/adbar/trafilatura (Apache-2.0; ``tests/evaldata.json``: what a page's text must hold and must not): F1;
- github.com/adbar/htmldate (Apache-2.0; ``tests/eval_default.json``: the day of each page): right, different, undated,
  and how many of the wrong ones are told to be unsure.

Beside each figure of articles stands that of trafilatura as it comes. The pages belong to their publishers: nothing of
them is kept here. ``--pages N`` reads N of a set's pages, always the same ones; ``--list`` names the worst. Nothing
here passes or fails.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import trafilatura

from index.analysis.documents import Task, analyse
from index.catalogue.date_words import LIKELY
from index.errors import UnreadableError
from index.model import Problem, Published, RawRecord
from index.sources.formats.page_limits import decoded_page
from index.sources.formats.web_pages import extract_article

_WORD = re.compile(r"\w+")
_WORST = 12


def main() -> int:
    """Print a line a set and extractor."""
    parser = argparse.ArgumentParser(description="Scores how web pages are read.")
    parser.add_argument("folders", nargs="+", type=Path, help="checkouts of the public sets")
    parser.add_argument("--pages", type=int, default=0, help="how many pages of a set; 0 for all")
    parser.add_argument("--list", action="store_true", help="name the worst pages")
    options = parser.parse_args()
    known = 0
    for folder in options.folders:
        for file, score in _SETS.items():
            if (folder / file).exists():
                known += 1
                score(folder / file, options.pages, options.list)
    if not known:
        sys.stderr.write(f"None of the folders is one of these sets; they have {', '.join(_SETS)}.\n")
    return 0 if known else 2


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _some(names: Iterable[str], pages: int) -> list[str]:
    """So many of the names, those whose digests come first, so that more pages are these and others."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[: pages or None]


def _ours(page: bytes) -> str:
    try:
        return extract_article(page, is_story=True).values["text"]
    except UnreadableError:
        return ""


def _as_it_comes(page: bytes) -> str:
    try:
        html, _ = decoded_page(page, "")
    except UnreadableError:
        return ""
    return trafilatura.extract(html, include_comments=False) or ""


_EXTRACTORS: Mapping[str, Callable[[bytes], str]] = {"dateline": _ours, "trafilatura": _as_it_comes}


# The article of each page


def _score_articles(truth: Path, pages: int, list_worst: bool) -> None:
    gold = json.loads(truth.read_text(encoding="utf-8"))
    chosen = _some(gold, pages)
    for name, extract in _EXTRACTORS.items():
        figures: dict[int, list[tuple[float, float]]] = {1: [], 4: []}
        for key in chosen:
            found = extract(gzip.decompress((truth.parent / "html" / f"{key}.html.gz").read_bytes()))
            for size, measured in figures.items():
                measured.append(_overlap(gold[key]["articleBody"], found, size))
        words, runs = (_f1(measured) for measured in figures.values())
        _say(f"articles, {len(chosen)} pages, {name}: words F1 {words:.3f}, runs of four words {runs:.3f}")
        if list_worst and name == "dateline":
            for (precision, recall), key in sorted(zip(figures[1], chosen, strict=True), key=lambda one: sum(one[0]))[
                :_WORST
            ]:
                _say(f"    precision {precision:.2f} recall {recall:.2f} {key[:12]} {gold[key]['url']}")


def _overlap(true: str, found: str, size: int) -> tuple[float, float]:
    """Precision and recall of the runs of so many words, each counted as often as it stands there."""
    wanted, got = (Counter(_runs(_WORD.findall(text), size)) for text in (true, found))
    common = (wanted & got).total()
    return common / got.total() if got else float(not wanted), common / wanted.total() if wanted else 1.0


def _runs(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)) if words)


def _f1(measured: list[tuple[float, float]]) -> float:
    """Of the means of precision and recall, as the set's own evaluation has it."""
    precision, recall = (statistics.mean(values) for values in zip(*measured, strict=True))
    return 2 * precision * recall / (precision + recall)


# What a page's text must hold, and must not


def _score_segments(truth: Path, pages: int, list_worst: bool) -> None:
    gold: dict[str, dict[str, Any]] = json.loads(truth.read_text(encoding="utf-8"))
    there = [address for address, one in gold.items() if (truth.parent / "eval" / one["file"]).exists()]
    chosen = _some(there, pages)
    for name, extract in _EXTRACTORS.items():
        faults: dict[str, tuple[int, int]] = {}
        right = 0
        for address in chosen:
            one = gold[address]
            text = _plain(extract((truth.parent / "eval" / one["file"]).read_bytes()))
            held, wrong = (sum(_plain(part) in text for part in one[kind]) for kind in ("with", "without"))
            right += held
            faults[address] = (wrong, len(one["with"]) - held)
        wrong, missing = (sum(values) for values in zip(*faults.values(), strict=True))
        f1 = 2 * right / (2 * right + wrong + missing)
        _say(
            f"segments, {len(chosen)} pages, {name}: F1 {f1:.3f}, precision {right / (right + wrong):.3f},"
            f" recall {right / (right + missing):.3f}"
        )
        if list_worst and name == "dateline":
            for address in sorted(faults, key=lambda one: -sum(faults[one]))[:_WORST]:
                _say(f"    {faults[address][0]} too much, {faults[address][1]} missing: {address}")


def _plain(text: str) -> str:
    return " ".join(text.split())


# The day of each page


def _score_days(truth: Path, pages: int, list_worst: bool) -> None:
    gold: dict[str, dict[str, Any]] = json.loads(truth.read_text(encoding="utf-8"))
    there = [address for address, one in gold.items() if (truth.parent / "eval" / one["file"]).exists()]
    told: Counter[str] = Counter()
    for address in _some(there, pages):
        page, right = (truth.parent / "eval" / gold[address]["file"]).read_bytes(), gold[address]["date"]
        published = _published(address, page)
        kind = "right" if published.value == right else "different" if published.value else "undated"
        told[kind] += 1
        told["conflict"] += kind == "different" and bool(published.conflict)
        told["unsure"] += kind == "different" and not published.conflict and _is_unsure(published)
        if list_worst and kind != "right":
            sources = [f"{one.source} {one.value}" for one in published.evidence]
            _say(f"    {kind}: {published.value} for {right}: {address} ({', '.join(sources[:6])})")
    _say(
        f"days, {told['right'] + told['different'] + told['undated']} pages, dateline: {told['right']} right,"
        f" {told['different']} different ({told['conflict']} of them told to be in conflict, {told['unsure']} more"
        f" to be unsure), {told['undated']} undated"
    )


def _is_unsure(published: Published) -> bool:
    """Whether the list shows it with its sign for what is unsure or no day."""
    return published.ambiguous or published.confidence < LIKELY or len(published.value or "") < len("2017-09-21")


def _published(address: str, page: bytes) -> Published:
    raw = RawRecord(0, 1, "html", page, "web page", values={"url": address})
    found = analyse(Task("page.html", "p0", raw, is_story=True))
    return Published() if isinstance(found, Problem) else found[0].published


_SETS: Mapping[str, Callable[[Path, int, bool], None]] = {
    "ground-truth.json": _score_articles,
    "tests/evaldata.json": _score_segments,
    "tests/eval_default.json": _score_days,
}


if __name__ == "__main__":
    sys.exit(main())
