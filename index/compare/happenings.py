"""What can happen to people and things, and the words by which English news counts it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Happening(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"  # killed or wounded, not told apart; for the Turkish army also captured: "neutralised"
    MISSING = "missing"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    RESCUED = "rescued"
    ARRESTED = "arrested"
    ABDUCTED = "abducted"
    DESTROYED = "destroyed"
    DEPLOYED = "deployed"
    STRIKES = "strikes"
    MONEY = "money"
    MAGNITUDE = "magnitude"
    DISTANCE = "distance"


_PARTICIPLES = {
    Happening.KILLED: (
        "killed slain martyred massacred executed beheaded assassinated murdered slaughtered eliminated drowned"
        " butchered lynched hanged"
    ),
    Happening.WOUNDED: "wounded injured hurt maimed hospitalized hospitalised",
    Happening.CASUALTIES: "neutralised neutralized",
    Happening.MISSING: "missing disappeared",
    Happening.DISPLACED: "displaced uprooted homeless",
    Happening.EVACUATED: "evacuated bussed bused",
    Happening.RESCUED: "rescued saved",
    Happening.ARRESTED: "arrested detained imprisoned jailed captured",
    Happening.ABDUCTED: "abducted kidnapped",
    Happening.DESTROYED: "destroyed damaged downed flattened razed gutted demolished wrecked levelled leveled torched",
    Happening.DEPLOYED: "deployed",
}
PARTICIPLES: dict[str, Happening] = {word: kind for kind, words in _PARTICIPLES.items() for word in words.split()}
"""Words that say what befell those that were counted before them: "12 people were killed", "12 people killed"."""

STATES: dict[str, Happening] = {
    "dead": Happening.KILLED,
    "deceased": Happening.KILLED,
    "unaccounted": Happening.MISSING,
}
"""Adjectives that do the same: "12 people are dead", "12 dead"."""

_ACTIVE = {
    Happening.KILLED: (
        "kill kills killed killing slay slays massacre massacres massacred massacring execute executes executed"
        " executing behead beheads beheaded beheading murder murders murdered murdering slaughtered eliminate"
        " eliminated eliminating assassinated claims claim claimed claiming"
    ),
    Happening.WOUNDED: (
        "wound wounds wounded wounding injure injures injured injuring hurt hurting hospitalised hospitalized"
    ),
    Happening.CASUALTIES: "neutralise neutralised neutralising neutralize neutralized neutralizing",
    Happening.DISPLACED: "displace displaces displaced displacing uprooted uprooting",
    Happening.EVACUATED: "evacuate evacuates evacuated evacuating",
    Happening.RESCUED: "rescue rescues rescued rescuing",
    Happening.ARRESTED: "arrest arrests arrested arresting detain detains detained detaining captured capturing",
    Happening.ABDUCTED: "abduct abducts abducted abducting kidnap kidnaps kidnapped kidnapping",
    Happening.DESTROYED: (
        "destroy destroys destroyed destroying downed downing damaged damaging flattened razed razing gutted gutting"
        " demolished demolishing wrecked levelled leveled torched torching"
    ),
    Happening.DEPLOYED: "deploy deploys deployed deploying",
}
ACTIVE: dict[str, Happening] = {word: kind for kind, words in _ACTIVE.items() for word in words.split()}
"""Verbs whose object is what is counted: "killing 22"."""

_TO_DEATH = "stabbed burned burnt crushed beaten tortured starved trampled hacked stoned frozen clubbed bled".split()
PHRASES: dict[tuple[str, ...], Happening] = {
    **{(word, "to", "death"): Happening.KILLED for word in _TO_DEATH},
    ("lost", "their", "lives"): Happening.KILLED,
    ("lost", "her", "life"): Happening.KILLED,
    ("lost", "his", "life"): Happening.KILLED,
    ("made", "homeless"): Happening.DISPLACED,
    ("left", "homeless"): Happening.DISPLACED,
    ("taken", "hostage"): Happening.ABDUCTED,
    ("held", "hostage"): Happening.ABDUCTED,
    ("taken", "into", "custody"): Happening.ARRESTED,
    ("under", "arrest"): Happening.ARRESTED,
    ("shot", "down"): Happening.DESTROYED,
    ("burned", "down"): Happening.DESTROYED,
    ("burnt", "down"): Happening.DESTROYED,
}
"""Several words that say what befell those that were counted before them."""

_TROOPS = "men soldiers fighters troops militants servicemen policemen officers rebels combatants marines".split()
_WITH_OBJECT = (
    ("lost lose loses losing", _TROOPS, Happening.KILLED),
    ("took take takes taking seized holding", ["hostages", "captives"], Happening.ABDUCTED),
    ("took take takes taking", ["prisoners"], Happening.ARRESTED),
    ("sent send sends sending dispatched dispatching", [*_TROOPS, "advisers", "advisors"], Happening.DEPLOYED),
    ("pulled pulling found", ["survivors"], Happening.RESCUED),
    ("down", ["helicopters", "jets", "planes", "aircraft", "drones", "warplanes", "missiles"], Happening.DESTROYED),
)
WITH_OBJECT: dict[tuple[str, str], Happening] = {
    (verb, noun): kind for verbs, nouns, kind in _WITH_OBJECT for verb in verbs.split() for noun in nouns
}
"""Verbs that say so with some objects only: "lost 30 men", "shot down two jets"."""

NONE: dict[str, Happening] = {
    "casualties": Happening.CASUALTIES,
    "deaths": Happening.KILLED,
    "fatalities": Happening.KILLED,
    "injuries": Happening.WOUNDED,
}
"""Nouns of which there may be none: "no casualties"."""

INTRANSITIVE: dict[str, Happening] = {
    "died": Happening.KILLED,
    "die": Happening.KILLED,
    "dies": Happening.KILLED,
    "perished": Happening.KILLED,
    "drowned": Happening.KILLED,
    "fled": Happening.DISPLACED,
    "disappeared": Happening.MISSING,
}
"""Verbs whose subject is what is counted: "12 people died"."""

_COUNTED = {
    Happening.KILLED: "dead deaths fatalities martyrs bodies corpses",
    Happening.WOUNDED: "wounded injured injuries",
    Happening.CASUALTIES: "casualties",
    Happening.ARRESTED: "arrests detainees",
    Happening.MISSING: "missing",
    Happening.ABDUCTED: "abductions",
    Happening.STRIKES: "airstrikes",
}
COUNTED: dict[str, Happening] = {word: kind for kind, words in _COUNTED.items() for word in words.split()}
"""Nouns that are counted and say by themselves what happened: "12 deaths"."""

_NOMINAL = {
    Happening.KILLED: (
        "death deaths killing killings martyrdom murder execution executions beheading massacre dead fatalities victims"
        " martyrs killed lives slaying assassination"
    ),
    Happening.WOUNDED: "injury injuries wounding injured wounded",
    Happening.CASUALTIES: "casualties",
    Happening.ARRESTED: "arrest arrests detention capture detained",
    Happening.ABDUCTED: "abduction kidnapping",
    Happening.DISPLACED: "displacement displaced",
    Happening.EVACUATED: "evacuation",
    Happening.DESTROYED: "destruction",
    Happening.DEPLOYED: "deployment",
    Happening.MISSING: "disappearance missing",
    Happening.RESCUED: "rescue",
}
NOMINAL: dict[str, Happening] = {word: kind for kind, words in _NOMINAL.items() for word in words.split()}
"""Nouns of what happened: "the deaths of 12 people", "the number of dead rose to 12"."""

PEOPLE = frozenset(
    "people persons civilians civilian children child kids infants babies women men girls boys woman man girl boy"
    " soldiers fighters militants rebels members troops policemen police officers journalists workers medics doctors"
    " nurses students pupils residents villagers pilgrims passengers prisoners hostages migrants refugees families"
    " evacuees victims casualties others elements personnel terrorists jihadists insurgents gunmen commanders generals"
    " guards martyrs dead wounded injured protesters demonstrators activists attackers bombers volunteers staff crew"
    " sailors pilots firefighters rescuers employees citizens nationals foreigners inhabitants worshippers mourners"
    " combatants servicemen advisers advisors recruits operatives extremists mercenaries patients teachers adults"
    " marines survivors captives"
    " teenagers relatives persons souls lives bodies militiamen peacekeepers deserters defectors leaders shoppers"
    " person soldier fighter militant rebel member policeman officer journalist worker medic doctor nurse student"
    " resident villager passenger prisoner hostage migrant refugee victim guard terrorist commander general pilot"
    " protester demonstrator activist attacker bomber volunteer employee citizen national adult teenager man"
    " minors elderly youths farmers drivers paramedics tourists displaced".split()
)
"""Nouns of people that news counts."""

THINGS = frozenset(
    "aircraft jets planes helicopters drones tanks vehicles trucks buses cars houses homes buildings shops schools"
    " hospitals ambulances missiles rockets bombs shells mosques churches bridges boats ships warplanes".split()
)
"""Nouns of things that are destroyed, sent or fired."""

STRIKES = frozenset("airstrikes strikes raids sorties missiles rockets bombs shells mortars".split())
"""What is carried out, fired or dropped."""

STRIKING = frozenset(
    "carried launched conducted fired dropped launching firing dropping conducting carrying hit fell".split()
)
"""Verbs with which a number of ``STRIKES`` is told."""

_UNITS = {
    "km": "km kilometres kilometers kilometre kilometer",
    "mi": "miles mile",
    "m": "m metres meters metre meter",
    "ft": "feet foot ft",
    "yd": "yards yard",
}
DISTANCES: dict[str, str] = {word: unit for unit, words in _UNITS.items() for word in words.split()}
"""Units of length, each with its sign."""

_CURRENCIES = {
    "$": "dollars dollar",
    "€": "euros euro",
    "£": "pounds",
    "₽": "rubles roubles",
    "¥": "yen yuan",
    "lira": "lira",
    "rial": "rial rials",
    "franc": "francs",
}
MONEY: dict[str, str] = {word: sign for sign, words in _CURRENCIES.items() for word in words.split()}
"""Currencies that stand behind their number, each with its sign."""


def can_befall(kind: Happening, nouns: Sequence[str]) -> bool:
    """Whether what these nouns name can have suffered that: things are destroyed, people are killed."""
    head = next((noun for noun in reversed(nouns) if noun in PEOPLE or noun in THINGS), "")
    if kind in (Happening.DESTROYED, Happening.DEPLOYED):
        return True
    return head not in THINGS or head in PEOPLE


def currency_of(number: str, unit: str) -> str:
    """The sign of the currency of a sum, which stands before its number or behind; "" if there is none."""
    sign = next((sign for sign in _CURRENCIES if sign in number), "")
    return sign or next((MONEY[word] for word in f"{number} {unit}".casefold().split() if word in MONEY), "")
