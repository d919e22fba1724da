"""``dateline help`` and ``dateline completion``: what can be typed, and how a shell completes it."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.shell_completion import get_completion_class

from index.errors import ConfigurationError
from index.home.folders import find_home
from tui import keys
from tui.cli import COMMANDS, dateline
from tui.cli.common import at_most_one
from tui.cli.printing import TITLE, Printer, color_option, printer
from tui.keys.own import FILE as OWN_KEYS
from tui.keys.own import template, with_own_keys
from tui.manual import COMMON, Topic, manual_page, topics

SHELLS = ("bash", "zsh", "fish")
_COLUMN = 26


@click.command("help")
@click.argument("topic", required=False)
@click.option("--man", is_flag=True, help="Print the man page's source.")
@color_option
def show_help(topic: str | None, man: bool, color: str) -> int:
    """Tell about TOPIC, or which there are: the query language, dates, signs, keys, colours."""
    at_most_one({"TOPIC": topic, "--man": man})
    if not man:
        keys.use(with_own_keys(keys.ACTIONS, find_home().config / OWN_KEYS))
    pages = topics()
    if man:
        click.echo(manual_page(commands_of(dateline)), nl=False)
        return 0
    if topic == OWN_KEYS:
        click.echo("\n".join(template(keys.ACTIONS)))
        return 0
    if topic is not None and topic not in pages:
        raise ConfigurationError(f"There is no topic {topic}; there are: {', '.join(pages)}.")
    with printer(color) as out:
        if topic is None:
            _list(out, pages)
        else:
            _print(out, pages[topic])
    return 0


def _list(out: Printer, pages: dict[str, Topic]) -> None:
    out.line("dateline help TOPIC", style=TITLE)
    for page in pages.values():
        out.line(f"{page.name:10} {page.title}", indent=2)
    out.line()
    out.line("dateline COMMAND -h", style=TITLE)
    out.line(" ".join(COMMANDS), indent=2)


def _print(out: Printer, page: Topic) -> None:
    out.line(page.title, style=TITLE)
    out.line(page.about)
    for line in page.lines:
        if not line.meaning:
            out.line()
            out.line(line.shown, style=TITLE)
        elif len(line.shown) < _COLUMN:
            out.line(f"{line.shown:{_COLUMN}}{line.meaning}", indent=2)
        else:
            out.line(line.shown, indent=2)
            out.line(line.meaning, indent=2 + _COLUMN)


def commands_of(group: click.Group) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Every command by its usage, with what it does and its options with their help."""
    return dict(_commands(group, "dateline"))


def _commands(group: click.Group, prefix: str) -> Iterator[tuple[str, tuple[str, list[tuple[str, str]]]]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix} {name}")
        elif command is not None:
            taken = [_named(one) for one in command.params if isinstance(one, click.Argument)]
            options = [one for one in command.params if isinstance(one, click.Option)]
            does = " ".join((command.help or "").split())
            told = [(", ".join(one.opts), one.help or "") for one in options if one.opts[0] not in COMMON]
            yield " ".join([prefix, name, *taken]), (does, told)


def _named(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    dots = " …" if argument.nargs == -1 else ""
    return f"{name}{dots}" if argument.required or name.startswith("[") else f"[{name}{dots}]"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print what makes SHELL complete the commands and options of dateline.

    bash: eval "$(dateline completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc; fish: dateline completion
    fish > ~/.config/fish/completions/dateline.fish
    """
    made = get_completion_class(shell)
    if made is None:
        raise ConfigurationError(f"Completion for {shell} is not there; there is {', '.join(SHELLS)}.")
    click.echo(made(dateline, {}, "dateline", "_DATELINE_COMPLETE").source())
    return 0
