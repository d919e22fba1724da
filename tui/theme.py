"""The colour themes, made of the 256 colours of xterm so that a line costs few bytes, and looks the same, anywhere.

The names under ``variables`` are what ``dateline.tcss`` uses. With NO_COLOR, or on a terminal of 16 colours, the
terminal's own colours serve (``ansi``) and signs, bold and reverse carry the meaning.
"""

from __future__ import annotations

from textual.theme import Theme

from index.query.fields import ENTITY_KINDS

DARK = Theme(
    name="dateline-dark",
    dark=True,
    primary="#5fafff",
    secondary="#87afaf",
    accent="#ffd75f",
    warning="#ffaf5f",
    error="#ff8787",
    success="#87d787",
    foreground="#d0d0d0",
    background="#1c1c1c",
    surface="#1c1c1c",
    panel="#262626",
    boost="#262626",
    text_alpha=1.0,
    variables={
        "strong": "#eeeeee",
        "muted": "#949494",
        "faint": "#585858",
        "bar": "#303030",
        "cursor": "#005f87",
        "cursor-text": "#ffffff",
        "cursor-blurred": "#3a3a3a",
        "hit": "#ffd75f",
        "hit-background": "#444444",
        "current-hit": "#000000",
        "current-hit-background": "#ffd75f",
        "selection": "#5f5faf",
        "selection-text": "#ffffff",
        "mark-1": "#ffd700",
        "mark-2": "#87d75f",
        "mark-3": "#5fafff",
        "mark-4": "#ff87ff",
        "mark-5": "#5fd7d7",
        "mark-6": "#ff8787",
        **{kind.type: kind.colours.dark for kind in ENTITY_KINDS},
        "input-cursor-background": "#d0d0d0",
        "input-cursor-foreground": "#1c1c1c",
        "input-selection-background": "#5f5faf",
    },
)

LIGHT = Theme(
    name="dateline-light",
    dark=False,
    primary="#005faf",
    secondary="#5f8787",
    accent="#875f00",
    warning="#af5f00",
    error="#af0000",
    success="#005f00",
    foreground="#303030",
    background="#ffffff",
    surface="#ffffff",
    panel="#eeeeee",
    boost="#eeeeee",
    text_alpha=1.0,
    variables={
        "strong": "#080808",
        "muted": "#6c6c6c",
        "faint": "#bcbcbc",
        "bar": "#e4e4e4",
        "cursor": "#005faf",
        "cursor-text": "#ffffff",
        "cursor-blurred": "#dadada",
        "hit": "#5f0000",
        "hit-background": "#ffff87",
        "current-hit": "#000000",
        "current-hit-background": "#ffaf00",
        "selection": "#afd7ff",
        "selection-text": "#000000",
        "mark-1": "#af8700",
        "mark-2": "#008700",
        "mark-3": "#005fd7",
        "mark-4": "#af00af",
        "mark-5": "#008787",
        "mark-6": "#d70000",
        **{kind.type: kind.colours.light for kind in ENTITY_KINDS},
        "input-cursor-background": "#303030",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#afd7ff",
    },
)

PLAIN = Theme(
    name="dateline-plain",
    ansi=True,
    dark=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "strong": "ansi_default",
        "muted": "ansi_default",
        "faint": "ansi_default",
        "bar": "ansi_default",
        "cursor": "ansi_blue",
        "cursor-text": "ansi_bright_white",
        "cursor-blurred": "ansi_default",
        "hit": "ansi_yellow",
        "hit-background": "ansi_default",
        "current-hit": "ansi_black",
        "current-hit-background": "ansi_yellow",
        "selection": "ansi_cyan",
        "selection-text": "ansi_black",
        "mark-1": "ansi_yellow",
        "mark-2": "ansi_green",
        "mark-3": "ansi_blue",
        "mark-4": "ansi_magenta",
        "mark-5": "ansi_cyan",
        "mark-6": "ansi_red",
        **{kind.type: kind.colours.plain for kind in ENTITY_KINDS},
    },
)

THEMES = (DARK, LIGHT, PLAIN)


ENTITY_STYLES = "\n".join(
    f".row--{kind.type}, .reader--{kind.type} {{ color: ${kind.type}; }}" for kind in ENTITY_KINDS
)
"""The style sheet's rules for the names of each type."""


def default_name(plain: bool) -> str:
    """Returns the name of the theme to start with; ``plain`` where colours are few or unwanted."""
    return PLAIN.name if plain else DARK.name
