"""Which numbers of a sentence count something that happened, and what: by the words that stand beside them.

Rules instead of a parser, as for the subjects of verbs of saying: news counts the dead in few forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.compare.counting_words import (
    BE,
    BESIDE_VERBS,
    BREAKS,
    FILLERS,
    NP_STOP,
    PREPOSITIONS,
    SUBSETS,
    TOLL_VERBS,
    WEEKDAYS,
)
from index.compare.happenings import (
    ACTIVE,
    COUNTED,
    INTRANSITIVE,
    MONEY,
    NOMINAL,
    PARTICIPLES,
    PEOPLE,
    PHRASES,
    STATES,
    STRIKES,
    STRIKING,
    THINGS,
    WITH_OBJECT,
    Happening,
    can_befall,
)
from index.compare.measures import counts_somebody, is_calendar, is_of_them, measured
from index.compare.unreal_counts import (
    FARTHEST_TOLL,
    befell_nobody,
    is_denied,
    is_former,
    is_supposed,
    is_to_come,
    nobody,
)
from index.text.quantities import Part, Quantity, find_quantities

_LONGEST_NOUN = 6  # parts of a noun phrase behind a number
_FARTHEST_VERB = 18  # parts between a noun phrase and its verb
_BOTH = frozenset((Happening.KILLED, Happening.WOUNDED))


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with what it counts: parts ``[of_first, of_last)`` name whom or what."""

    quantity: Quantity
    kind: Happening
    of_first: int
    of_last: int
    part: bool = False
    earlier: bool = False
    denied: bool = False


def counted(parts: Sequence[Part]) -> list[Counted]:
    """What the numbers of a sentence count; numbers that count nothing that happened are left out."""
    return _Sentence(parts).counted()


class _Sentence:
    """One sentence, read from left to right."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._small = [part.small for part in parts]
        none = nobody(self._small)
        numbers = [one for one in find_quantities(parts) if not is_calendar(self._small, one)]
        counting = (one for one in numbers if not any(zero.first < one.last and one.first < zero.last for zero in none))
        self._quantities = sorted([*none, *counting], key=lambda one: one.first)
        self._starts = {one.first: one for one in self._quantities}
        self._found: list[Counted] = []

    def counted(self) -> list[Counted]:
        for quantity in self._quantities:
            if is_supposed(self._small, quantity.first):
                continue
            if quantity.low == quantity.high == 0:
                names_them = self._small[quantity.first : quantity.last] in (["no"], ["not", "one"])
                first, last = self._noun(quantity) if names_them else (quantity.last, quantity.last)
                kinds = befell_nobody(self._small, first, last)
                self._found += (Counted(quantity, kind, first, last) for kind in kinds)
                continue
            found = self._of_a_whole(quantity) or self._count(quantity)
            if found is not None:
                self._found.append(replace(found, denied=is_denied(self._small, quantity.first)))
        return self._found

    def _at(self, place: int) -> str:
        return self._small[place] if 0 <= place < len(self._small) else ""

    # What a number is of

    def _noun(self, one: Quantity) -> tuple[int, int]:
        """The noun phrase behind a number: "people", "of the dead", "Syrian soldiers"."""
        first = one.last
        if self._at(first) == "of":
            first += 1
            if self._at(first) in ("the", "its", "their", "his", "those", "these", "them", "whom"):
                first += 1
                if self._at(first - 1) in ("them", "whom", "those", "these"):
                    return first, first
        last = first
        while last < len(self._small) and last - first < _LONGEST_NOUN and self._may_be_noun(last):
            last += 1
        return first, last

    def _may_be_noun(self, place: int) -> bool:
        small = self._small[place]
        if not small[0].isalpha() or small in NP_STOP or place in self._starts or self._phrase_at(place) is not None:
            return False
        if small in PEOPLE:
            return True
        verb = small in ACTIVE or small in INTRANSITIVE or small in PARTICIPLES or small in STATES
        adjective = verb and self._at(place + 1) in PEOPLE  # "12 wounded soldiers", "three captured fighters"
        return adjective or not verb

    # The rules, the surest first

    def _of_a_whole(self, one: Quantity) -> Counted | None:
        """ "12 of the 50 passengers were killed", where 12 were, and "12 of the 50 dead were children"."""
        start = self._behind_of(one.last)
        whole = self._starts.get(start) if start else None
        if whole is None or one.sign:
            return None
        first, last = self._noun(whole)
        kind, _ = self._verb_behind(last)
        if kind is not None:
            return Counted(one, kind, first, last)
        told = next((COUNTED[noun] for noun in self._small[first:last] if noun in COUNTED), None)
        return Counted(one, told, first, last, part=True) if told is not None else None

    def _behind_of(self, place: int) -> int:
        """Where the whole begins of which a part stands before ``place``; 0 if there is none."""
        if self._at(place) != "of":
            return 0
        return place + 2 if self._at(place + 1) in ("the", "its", "their", "his", "these", "those") else place + 1

    def _is_whole(self, one: Quantity) -> bool:
        """Whether something is said of a part of this number only: "of the 50 passengers, 12 were killed"."""
        at = one.first - 1
        at -= self._at(at) in ("the", "its", "their", "his", "these", "those")
        return self._at(at) == "of" and (
            at == 0 or self._at(at - 1) == "," or any(o.last == at for o in self._quantities)
        )

    def _count(self, one: Quantity) -> Counted | None:
        first, last = self._noun(one)
        measure = measured(self._small, one)
        if measure is not None:
            has_unit = measure is Happening.DISTANCE or self._at(one.last) in MONEY
            return Counted(one, measure, one.last, one.last + has_unit)
        nouns = self._small[first:last]
        if not counts_somebody(self._small, one, nouns):
            return None
        earlier = is_former(self._small, one)
        before = self._subset_of(one, first)
        if before is not None:
            return Counted(one, before, first, last, part=True, earlier=earlier)
        kind, part = self._by_verb_before(one, nouns), self._belongs_to_another(one)
        if kind is None:
            kind, of_dead = self._by_words_behind(first, last, named_only=self._is_whole(one))
            part = part or of_dead
        if kind is None:
            kind = self._by_toll(one, nouns)
        if kind is None and self._at(one.first - 1) == "from" and self._at(one.first - 2) in ("up", "down"):
            kind, earlier = self._found[-1].kind if self._found else None, True
        if kind is None:
            kind, part = self._in_a_list(one, last)
        if kind is Happening.STRIKES or (kind is not None and not can_befall(kind, nouns)):
            kind = None
        if kind is None and STRIKES.intersection(nouns) and self._struck(one, last):
            kind = Happening.STRIKES
        return Counted(one, kind, first, last, part, earlier) if kind is not None else None

    def _belongs_to_another(self, one: Quantity) -> bool:
        """Whether somebody else is counted with these: "a man and his two daughters"."""
        return self._at(one.first - 1) in ("his", "her", "their") and self._at(one.first - 2) == "and"

    def _subset_of(self, one: Quantity, first: int) -> Happening | None:
        """What befell the larger number that this one is a part of."""
        before = self._at(one.first - 1)
        own = COUNTED.get(self._at(first)) if self._at(one.last + 1) in ("the", "those") else None
        if own is not None and self._at(one.last) == "of" and self._at(first + 1) not in PEOPLE:  # "109 of the dead"
            return own
        of_these = self._small[max(0, one.first - 4) : one.first]  # "of those killed, 12 were children"
        if of_these[:1] == ["of"] and of_these[1:2] in (["the"], ["those"]) and of_these[3:] == [","]:
            return NOMINAL.get(of_these[2]) if self._at(self._noun(one)[1]) in BE or self._at(one.last) in BE else None
        told = before in ("including", "includes", "included") or (
            before in ("them", "whom") and self._at(one.first - 2) == "among"
        )
        told = told or is_of_them(self._small, one.last)
        if not told or self._by_verb_before(one, ()) is not None:
            return None
        whole = next((found for found in reversed(self._found) if not found.part), None)
        if whole is not None:
            return whole.kind
        words = self._small[max(0, one.first - 10) : one.first]
        fates = (ACTIVE.get(word) for word in reversed(words))
        return next((fate for fate in fates if fate is not None), Happening.KILLED if "toll" in words else None)

    def _by_verb_before(self, one: Quantity, nouns: Sequence[str]) -> Happening | None:
        """ "killing 22 people", "the deaths of 22", "claimed the lives of 22"."""
        place = one.first - 1
        while place >= 0 and one.first - place <= 4 and self._small[place] in FILLERS:
            if self._small[place] == "of" and self._at(place - 1) in NOMINAL:
                return NOMINAL[self._at(place - 1)]
            place -= 1
        if self._at(place) == "and":  # "killing a woman and nine children"
            article = next((at for at in range(place - 2, place - 5, -1) if self._at(at) in ("a", "an")), 0)
            place = article - 1 if article else place
            place -= 2 if self._at(place - 1) in ("himself", "herself", "themselves", "itself") else 0
        word = self._at(place)
        kind = next((WITH_OBJECT[word, noun] for noun in nouns if (word, noun) in WITH_OBJECT), ACTIVE.get(word))
        if kind is None or self._is_passive(place) or self._at(place - 1) == "those":
            return None
        if word.startswith("claim") and "lives" not in [*nouns, *self._small[place : one.first]]:
            return None
        if self._follows_number(place) and self._fate_behind(one):  # "12 killed 30 wounded"
            return None
        return self._both(place, kind, -1)

    def _is_passive(self, verb: int) -> bool:
        return any(self._at(place) in BE for place in range(max(0, verb - 2), verb))

    def _follows_number(self, place: int) -> bool:
        return any(self._noun(other)[1] == place for other in self._quantities)

    def _fate_behind(self, one: Quantity) -> bool:
        first, last = self._noun(one)
        told = {*self._small[first:last], self._at(last)}
        return not told.isdisjoint(PARTICIPLES.keys() | STATES.keys() | COUNTED.keys())

    def _both(self, place: int, kind: Happening, step: int) -> Happening:
        """The kind of "killed and wounded 12", where the two are not told apart."""
        beside = place + step * (2 if self._at(place + step) in ("and", "or", "/") else 1)
        other = ACTIVE.get(self._at(beside)) or PARTICIPLES.get(self._at(beside))
        return Happening.CASUALTIES if {kind, other} == _BOTH else kind

    def _by_words_behind(self, first: int, last: int, *, named_only: bool) -> tuple[Happening | None, bool]:
        """ "12 people were killed", "12 dead", "12 people killed", "12 children were among the dead"."""
        nouns = self._small[first:last]
        for noun in nouns:
            if noun in COUNTED:
                return self._both(self._small.index(noun, first), COUNTED[noun], 1), False
            if PARTICIPLES.get(noun) and noun in PEOPLE:
                return PARTICIPLES[noun], False
        for noun in nouns:
            if noun in PARTICIPLES:  # "12 captured fighters"
                return PARTICIPLES[noun], False
        return (None, False) if named_only else self._verb_behind(last)

    def _verb_behind(self, last: int) -> tuple[Happening | None, bool]:
        """What is said of the noun phrase that ends at ``last``, and whether it is a part of some larger number."""
        be = have = listed = inside = beside = False
        for place in range(last, min(len(self._small), last + _FARTHEST_VERB)):
            small = self._small[place]
            beside = (beside and small != ",") or self._of_whom_are(place)
            if beside:
                continue
            phrase = self._phrase_at(place)
            if phrase is not None:
                return phrase, False
            if small == "among" and self._at(place + 1) not in ("them", "whom") and (be or place == last):
                return self._among(place), True
            if small in PARTICIPLES or small in STATES:
                if not inside or be:
                    return self._participle(place, be, have or listed), False
            elif small in INTRANSITIVE and not be and self._at(place - 1) != "who":
                return INTRANSITIVE[small], False
            elif self._inserts(place):
                inside = True
            elif self._ends(place, be, listed or inside):
                if small not in (",", ")") or not inside:
                    return None, False
                inside = False
            be = be or small in BE
            have = have or small in ("have", "had", "has")
            listed = listed or small in ("and", "or")
        return None, False

    def _phrase_at(self, place: int) -> Happening | None:
        return PHRASES.get(tuple(self._small[place : place + 3])) or PHRASES.get(tuple(self._small[place : place + 2]))

    def _participle(self, place: int, be: bool, may_be_active: bool) -> Happening | None:
        small = self._small[place]
        if not be and (may_be_active or self._has_object(place)):
            return None
        return self._both(place, PARTICIPLES.get(small) or STATES[small], 1)

    def _inserts(self, place: int) -> bool:
        """Whether words about who they are begin here: ", five of them children,", "mostly women"."""
        small, following = self._small[place], self._at(place + 1)
        if small in ("including", "mostly", "many", "most", "some") or (
            small == "among" and following in ("them", "whom")
        ):
            return True
        if place in self._starts:
            own = self._starts[place]
            return is_of_them(self._small, own.last)
        return small in (",", "(") and (following in SUBSETS or place + 1 in self._starts)

    def _of_whom_are(self, place: int) -> bool:
        """Whether "11 of whom were children" begins here."""
        own = self._starts.get(place)
        return own is not None and self._at(own.last + 1) == "whom" and self._at(own.last + 2) in BE

    def _ends(self, place: int, be: bool, goes_on: bool) -> bool:
        """Whether nothing behind this place is said of the noun phrase."""
        small = self._small[place]
        if small in (",", ")", ".", ";", ":", "–", "—", "-", "|", "?", "!"):
            return True
        if place in self._starts:
            return not goes_on
        finite = small.endswith("ed") and not be and not goes_on and small not in BESIDE_VERBS
        return small in BREAKS or small in ACTIVE or finite

    def _among(self, place: int) -> Happening | None:
        fates = (
            PARTICIPLES.get(one) or STATES.get(one) or COUNTED.get(one) for one in self._small[place + 1 : place + 8]
        )
        return next((fate for fate in fates if fate is not None), None)

    def _has_object(self, verb: int) -> bool:
        """Whether a verb behind a noun is active: "20 fighters killed 30 civilians"."""
        following = verb + 1
        if following in self._starts:
            return not self._fate_behind(self._starts[following])
        behind = self._at(following + 1)
        somebody = self._at(following) in PEOPLE and behind not in PARTICIPLES and behind not in STATES
        return somebody or self._at(following) in ("a", "an", "the", "him", "her", "them")

    def _by_toll(self, one: Quantity, nouns: Sequence[str]) -> Happening | None:
        """ "the death toll rose to 126", "the number of dead reached 126", "Death toll at least 112"."""
        window = range(one.first - 1, max(-1, one.first - 1 - FARTHEST_TOLL), -1)
        directly = self._at(one.first - 1) in TOLL_VERBS
        if THINGS.intersection(nouns) or (nouns and not directly and not PEOPLE.intersection(nouns)):
            return None
        if self._small[one.last : one.last + 2] == ["the", "number"]:  # "brought to 49 the number killed"
            killed = next((NOMINAL[word] for word in self._small[one.last + 2 : one.last + 5] if word in NOMINAL), None)
            if killed is not None:
                return killed
        told = directly or one.last - one.first > 1
        for place in window:
            small = self._small[place]
            if small in (".", ";") or (place in self._starts and not self._may_stand_between(self._starts[place])):
                return None
            if small in ("toll", "number") and is_to_come(self._small[place : one.first]):
                return None
            if small == "toll" and told:
                beside = (NOMINAL.get(self._at(place - 1)), NOMINAL.get(self._at(place + 2)))
                return next((kind for kind in beside if kind is not None), Happening.KILLED)
            counts = small == "number" and self._at(place + 1) == "of"
            behind = self._at(place + 2) if self._at(place + 2) not in ("the", "people") else self._at(place + 3)
            if counts and told and behind in NOMINAL:
                return NOMINAL[behind]
        return None

    def _may_stand_between(self, other: Quantity) -> bool:
        """Whether a number between a toll and its own is a former one or a part."""
        return is_former(self._small, other) or any(found.quantity == other and found.part for found in self._found)

    def _in_a_list(self, one: Quantity, last: int) -> tuple[Happening | None, bool]:
        """What befell the number before it, with only "and" between: "killed 12 civilians and three soldiers"."""
        if not self._found:
            return None, False
        before = self._found[-1]
        if self._is_of_another_day(before, one):
            return before.kind, before.part
        joint = [small for small in self._small[before.of_last : one.first] if small not in FILLERS]
        behind = self._at(last)
        ends = not behind or not behind[0].isalpha() or behind in PREPOSITIONS or behind in ("and", "including", "when")
        joined = joint in (["and"], [","], [",", "and"], ["as", "well", "as"], ["plus"]) or (before.part and not joint)
        if joined and ends:
            named = PEOPLE.intersection(self._small[one.last : last])
            return (before.kind, before.part) if named else (None, False)
        return None, False

    def _is_of_another_day(self, before: Counted, one: Quantity) -> bool:
        """ "killed 8 people on Monday and 12 on Tuesday"."""
        between = self._small[before.of_last : one.first]
        day = self._at(one.last + 1) if self._at(one.last) == "on" else self._at(one.last)
        return between[-1:] in (["and"], [","]) and day in WEEKDAYS and not WEEKDAYS.isdisjoint(between)

    def _struck(self, one: Quantity, last: int) -> bool:
        return not STRIKING.isdisjoint(self._small[max(0, one.first - 5) : one.first] + self._small[last : last + 4])
