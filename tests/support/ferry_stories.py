"""Stories for libraries of tests: three accounts of one event, a copy of one of them, and two other events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

QUOTE = "The ferry should never have left the harbour in such a sea"

WIRE = (
    "A ferry with 140 passengers capsized in heavy seas off Kalvik on Monday, the coast guard said. Captain Jonas Brenn"
    " was pulled from the water after three hours by a fishing boat. Divers from Orrland searched the wreck until dusk,"
    " when the wind forced them to stop. The owner, Brenn Lines, said the vessel had been inspected in spring and found"
    " fit for sea. Relatives waited in the school of Kalvik through the night for news of those still missing."
)
OWN_ACCOUNT = (
    "Rescuers in Kalvik resumed the search on Tuesday for dozens missing since a ferry overturned. Jonas Brenn, its"
    " captain, is in hospital in Orrland. Prosecutors want to know why the ferry of Brenn Lines sailed in such weather."
)
THIRD_ACCOUNT = (
    f'"{QUOTE}," said Marta Lund, whose brother is missing. The captain, Jonas Brenn, steered the ferry of Brenn Lines'
    " out of Kalvik on Monday although the coast guard had warned of heavy seas. It capsized with 140 passengers."
    " Divers from Orrland went down to the wreck."
)
FOURTH_ACCOUNT = (
    f'Relatives of the passengers missing off Kalvik are angry. "{QUOTE}," Marta Lund told this paper. The ferry of'
    " Brenn Lines capsized on Monday in heavy seas. Its captain, Jonas Brenn, was saved; divers from Orrland look for"
    " the dead in the wreck."
)
OTHER_FERRY = (
    "A ferry on the Mirra river in Dolania ran aground with 60 passengers on Monday. Nobody was hurt. Minister Salo"
    " Untu said the low water of the Mirra was to blame, and promised to have the river dredged before the summer."
)
BUDGET = (
    "The parliament of Dolania passed the budget on Monday after a night of debate. Treasurer Ena Vork spoke of a hard"
    " year. Pensions rise by two percent, and the tax on diesel falls."
)
STORIES = (
    {"id": "wire", "title": "Ferry capsizes off Kalvik", "source": "The Post", "date": "2019-03-04", "text": WIRE},
    {"id": "copy", "title": "Ferry disaster", "source": "The Mail", "date": "2019-03-05", "text": WIRE[:420]},
    {"id": "own", "title": "Search goes on", "source": "The Star", "date": "2019-03-05", "text": OWN_ACCOUNT},
    {"id": "river", "title": "Ferry aground", "source": "The Star", "date": "2019-03-04", "text": OTHER_FERRY},
    {"id": "budget", "title": "Budget passed", "source": "The Post", "date": "2019-03-04", "text": BUDGET},
)
"""An event with three documents, of which one is a copy, and two with one each."""

MANY = (
    *STORIES,
    {"id": "third", "title": "Warned in vain", "source": "The Sun", "date": "2019-03-05", "text": THIRD_ACCOUNT},
    {"id": "fourth", "title": "Anger in Kalvik", "source": "The Moon", "date": "2019-03-06", "text": FOURTH_ACCOUNT},
)
"""The same with two more accounts of the event, which share a quote."""


def json_lines(stories: Iterable[Mapping[str, str]]) -> str:
    """Stories as a file of JSON lines."""
    return "\n".join(json.dumps(story) for story in stories)
