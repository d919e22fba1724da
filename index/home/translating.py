"""A paragraph in other words: by a program that the user names, which reads a paragraph and writes one.

Dateline sends nothing anywhere; what the program does is the user's own choice. Its answer is kept nowhere.
"""

from __future__ import annotations

import asyncio

from index.errors import ConfigurationError, TranslationError
from index.home.settings import TRANSLATE, read_settings
from index.text.neutralise import neutralise

PATIENCE = 120.0
"""Seconds that a program has for a paragraph."""

MOST_BYTES = 1_000_000
"""Of an answer that are taken."""


def translator() -> tuple[str, ...]:
    """The program with its arguments. Raises ConfigurationError where none is named."""
    command = read_settings().translate
    if not command:
        said = f'{TRANSLATE} = ["NAME"] in config.toml names one that reads a paragraph and writes one'
        raise ConfigurationError(f"No program translates; {said}.")
    return command


async def translated(command: tuple[str, ...], paragraph: str) -> str:
    """What the program writes for a paragraph, neutralised. Raises TranslationError."""
    name = command[0]
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise TranslationError(f"The program {name} that translates cannot be started: {reason}.") from error
    try:
        async with asyncio.timeout(PATIENCE):
            answer, told = await process.communicate(paragraph.encode("utf-8", "replace"))
    except TimeoutError as error:
        raise TranslationError(f"The program {name} has not translated within {PATIENCE:.0f} seconds.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        why = " ".join(neutralise(told.decode("utf-8", "replace")).split())[:200] or "it says nothing of it"
        raise TranslationError(f"The program {name} could not translate ({process.returncode}): {why}")
    return neutralise(answer[:MOST_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")).strip()
