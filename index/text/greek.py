"""Stems of Greek words: without the endings of nouns, adjectives and verbs, the longest first.

Snowball's Greek stemmer leaves forms of one word apart (Ολλανδία and Ολλανδίας, γερμανική and γερμανικά). Forms are
folded: without accents, and a sigma at the end is as any other.
"""

from __future__ import annotations

_NOUNS = "α ασ εσ ων ουσ ου οσ ο η ησ οι ε εισ εωσ εων ωσ ι"
_LONGER = (
    "ια ιασ ιεσ ιων ιο ιου ιοι ιουσ ω ει ουμε ετε ουν ουνε οντασ ωντασ ομαι εσαι εται ομαστε ονται αν αμε ατε ματοσ"
    " ματα ματων μα αδεσ αδων αδα αδασ"
    " ησα ησεσ ησε ησαμε ησατε ησαν ησει ησουν σει σουν σε σα σαν θηκε θηκαν θηκα θει θουν θω"
    " ιζει ιζουν ιζεται ιζονται ιστηκε ιστηκαν ιστει ιστουν ισει ισουν ισε ισαν ισα ιζε ιζαν"
    " ωνει ωνουν ωνεται ωσει ωσε ωσαν ωθηκε ωθηκαν ωθει ειται ουνται ουσε ουσαν ηθηκε ηθηκαν ηθει ηθουν"
    " μενοσ μενη μενησ μενο μενου μενοι μενεσ μενα μενων μενουσ ημενοσ ημενη ημενο ημενοι ημενα ημενεσ ημενων"
    " ευει ευουν ευεται ευονται ευσε ευσαν ευτηκε ευσει ευσουν ευτει"
    " ιση ισησ ισεισ ισεων ηση ησησ ησεισ ησεων ωση ωσησ ωσεισ ωσεων ευση ευσησ ευσεισ ευσεων"
)
"""Of verbs and of the nouns of what they tell: χρησιμοποιεί, χρησιμοποιήθηκαν, χρησιμοποίηση."""

_AFTER_THREE = tuple(sorted(_NOUNS.split(), key=len, reverse=True))
_AFTER_FOUR = tuple(sorted((*_NOUNS.split(), *_LONGER.split()), key=len, reverse=True))


def stem(form: str) -> str:
    """The stem of a folded Greek word: four letters are left at least, or three before the endings of nouns."""
    for endings, least in ((_AFTER_FOUR, 4), (_AFTER_THREE, 3)):
        for ending in endings:
            if form.endswith(ending) and len(form) - len(ending) >= least:
                return form.removesuffix(ending)
    return form
