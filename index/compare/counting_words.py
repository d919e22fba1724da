"""The words among which the counts of a sentence stand, for the rules that read them."""

from __future__ import annotations

BE = frozenset("was were been being are is be get got".split())
"""Forms of "be" and "get" that make a verb passive."""

BESIDE_VERBS = frozenset(
    "also reportedly later already now feared believed confirmed reported still both all have had has since instantly"
    " immediately to thought presumed known allegedly apparently either then said currently internally so not far"
    " severely seriously critically badly lightly slightly found left either together".split()
)
"""Words that stand between a noun and what is said of it."""

BREAKS = frozenset(
    "that when while as after before because but which if although though by said says told took went began hit struck"
    " fired saw came made led since until whose where so than according during amid despite seeing warned".split()
)
"""Words behind which nothing more is said of the noun before them."""

PREPOSITIONS = frozenset(
    "in at on from near of with to inside outside under around across for into over between per via about against"
    " within during through toward towards along".split()
)
"""Words that end the noun phrase behind a number."""

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
"""The days of a week."""

NP_STOP = (
    BE
    | WEEKDAYS
    | BREAKS
    | PREPOSITIONS
    | frozenset(
        "and or have had has who whom the a an including among also not will would can could may while later"
        " most mostly reportedly already now allegedly apparently still then today yesterday".split()
    )
)
"""All words that do."""

FILLERS = frozenset('the another a further some additional other its their his also total of just only all " ”'.split())
"""Words between a verb and the number that is its object."""

TOLL_VERBS = frozenset(
    "to at is was reached reaches reach hit hits passed topped tops exceeds exceeded stands stood of surpassed reaching"
    " now from : topping climbs nears past as".split()
)
"""What stands directly before the number of a toll."""

SUBSETS = frozenset("including includes included among them whom comprising mostly many most some half all".split())
"""Words with which a part of those that were counted is told."""

TIME_UNITS = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades century am pm"
    " gmt percent per st nd rd th old times years-old o'clock".split()
)
"""Behind a number: it is no count of anything that happened."""

MODALS = frozenset("could may might would can should must likely expected feared set".split())
"""Words that tell of a toll that is not reached."""

EARLIER = frozenset("previous previously earlier initial initially prior".split())
"""Words that tell a number of before."""
