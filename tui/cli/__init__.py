"""The commands. ``dateline PATH …`` opens the screen; each other command answers without one."""

from __future__ import annotations

import importlib

import click
from click.shell_completion import CompletionItem

COMMANDS = {
    "index": "tui.cli.indexing:index_paths",
    "fetch": "tui.cli.fetching:fetch",
    "captures": "tui.cli.captures:captures",
    "search": "tui.cli.searching:search",
    "show": "tui.cli.showing:show",
    "original": "tui.cli.originals:original",
    "timeline": "tui.cli.times:timeline",
    "map": "tui.cli.maps:map_places",
    "analyze": "tui.cli.analyzing:analyze",
    "notes": "tui.cli.notes:notes",
    "doctor": "tui.cli.doctor:doctor",
    "compare": "tui.cli.comparing:compare",
    "related": "tui.cli.relating:related",
    "events": "tui.cli.events:events",
    "figures": "tui.cli.figures:figures",
    "watch": "tui.cli.watching:watch",
    "alerts": "tui.cli.alerts:alerts",
    "versions": "tui.cli.versions:versions",
    "entities": "tui.cli.entities:entities",
    "sources": "tui.cli.listing:sources",
    "libraries": "tui.cli.libraries:libraries",
    "corrections": "tui.cli.corrections:corrections",
    "help": "tui.cli.helping:show_help",
    "completion": "tui.cli.helping:completion",
}
"""Where each command is; it is imported when it is called, so that the screen starts quickly."""

_OPEN = "tui.cli.opening:open_screen"
_OPTIONS = ("-h", "--help", "--version")


class _Commands(click.Group):
    """Finds commands by name, and takes anything else as paths to open: ``index`` is a command, ``./index`` a path."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = COMMANDS.get(cmd_name, _OPEN if cmd_name == "open" else None)
        if place is None:
            return None
        module, name = place.split(":")
        command = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        completing = ctx.resilient_parsing
        if not completing and (not args or (args[0] not in COMMANDS and args[0] not in _OPTIONS)):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so, else files; no command is imported for it."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = [CompletionItem(name) for name in COMMANDS if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


@click.command(
    cls=_Commands,
    options_metavar="",
    subcommand_metavar="[COMMAND | PATH …]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="dateline")
def dateline() -> None:
    """Read, search and annotate folders of news and reports, in the terminal.

    `dateline PATH …` opens the screen on files and folders; `dateline` alone opens the last library.
    """
