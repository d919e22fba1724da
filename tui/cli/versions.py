"""``dateline versions``: what a document was before, and what was edited in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from index.answers.document import VersionsAnswer
from index.library.document_versions import document_versions
from index.model import EditKind
from tui.cli.common import at_most_one, json_option, library_options, opened_library, print_json, say
from tui.text.edits import change, kinds_told, weighed


@click.command()
@click.argument("document")
@click.option("--markdown", is_flag=True, help="Print Markdown, to be cited: each version with its digest.")
@click.option("--all", "with_cosmetic", is_flag=True, help="Show changes of case and punctuation too.")
@library_options
@json_option
def versions(
    document: str, markdown: bool, with_cosmetic: bool, library: str | None, notebook: Path | None, as_json: bool
) -> int:
    """List the versions of DOCUMENT, the oldest first, and what was edited between them, each change by its kind."""
    at_most_one({"--markdown": markdown, "--json": as_json})
    with opened_library(library, notebook) as opened:
        answer = document_versions(opened, document)
    if not with_cosmetic:
        answer = without_cosmetic(answer)
    if as_json:
        print_json(asdict(answer))
    else:
        for line in _markdown(answer) if markdown else _lines(answer):
            say(line)
    return 0 if len(answer.versions) > 1 else 1


def without_cosmetic(answer: VersionsAnswer) -> VersionsAnswer:
    """The answer without edits that change no word."""
    shown = (
        replace(one, edits=tuple(edit for edit in one.edits if edit.kinds[0] != EditKind.COSMETIC))
        for one in answer.versions
    )
    return replace(answer, versions=tuple(shown))


def _lines(answer: VersionsAnswer) -> Iterator[str]:
    yield answer.title
    for number, version in enumerate(answer.versions, 1):
        yield f"{number}. {version.received or 'at an unknown time'} · {version.id}"
        for edit in weighed(version.edits):
            yield f"    {kinds_told(edit)}: {change(edit)}"


def _markdown(answer: VersionsAnswer) -> Iterator[str]:
    yield f"# {_escaped(answer.title)}"
    if answer.url and not set(answer.url) & set("<> "):
        yield from ("", f"Address: <{answer.url}>")
    for number, version in enumerate(answer.versions, 1):
        captures = f", captured {version.captures} times" if version.captures > 1 else ""
        yield from ("", f"## Version {number}: {version.received or 'at an unknown time'}{captures}")
        yield from ("", f"SHA-256 of the text: {version.text_hash}")
        for place, edit in enumerate(weighed(version.edits)):
            yield from () if place else ("",)
            yield f"- {kinds_told(edit)}: {_escaped(change(edit))}"


def _escaped(text: str) -> str:
    """Text that Markdown does not read as markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!~&" else sign for sign in text)
