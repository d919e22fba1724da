"""What a comparison of two accounts says, as dataclasses that travel as JSON.

The two accounts are called ``a`` and ``b``. Offsets are code points into the text of the account that is named,
end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Mention, Span, SpanPair, TimeMention
from index.notebook.annotation import Subject


@dataclass(frozen=True, slots=True)
class Account:
    """A text with what the analysis found in it: what goes into a comparison.

    Mentions, sentences and times are in the order of the text and do not overlap.
    """

    id: str
    title: str
    source: str
    text: str
    mentions: tuple[Mention, ...]
    sentences: tuple[Span, ...]
    times: tuple[TimeMention, ...] = ()
    date: str = ""  # ISO, as precise as known; "" if unknown


@dataclass(frozen=True, slots=True)
class Side:
    """One of the accounts, as the head of its column needs it."""

    id: str
    title: str
    source: str
    date: str
    sentences: int

    @classmethod
    def of(cls, account: Account) -> Side:
        """What is shown of an account."""
        return cls(account.id, account.title, account.source, account.date, len(account.sentences))


@dataclass(frozen=True, slots=True)
class Difference:
    """A phrase that stands differently in the two sentences of a pair; one of the two spans may be empty.

    ``a_words`` and ``b_words`` are the words in it that really differ: in "the defeat of ISIS" against "defeating
    ISIS [Daesh]" they are "the defeat of", and "defeating" and "Daesh".
    """

    a: SpanPair
    b: SpanPair
    a_words: tuple[SpanPair, ...] = ()
    b_words: tuple[SpanPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each account that say the same, with what differs in their wording.

    ``score`` is 1.0 for the same words in the same order, else the weight of what they share, from 0 to 1.
    ``quote`` tells whether both stand in quotation marks, at least in part.
    """

    a: SpanPair
    b: SpanPair
    score: float
    quote: bool
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way in which an account writes a name, and every place where it does."""

    text: str
    spans: tuple[SpanPair, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """What each account calls one entity; ``type`` is an entity's type, or "term" for a common noun."""

    name: str
    type: str
    a: tuple[NameForm, ...]
    b: tuple[NameForm, ...]


@dataclass(frozen=True, slots=True)
class FigureCandidate:
    """A number or a time that may stand for the same thing in both accounts, and differs. Never more than a candidate.

    ``about`` are the words that both have near it.
    """

    kind: str  # "number" or "time"
    a: SpanPair
    b: SpanPair
    a_text: str
    b_text: str
    about: tuple[str, ...]


def remark_on(denied: bool, earlier: bool) -> str:
    """What is to be said of a figure that is denied or a former one, in words for the person at the screen."""
    return "denied" if denied else "a former number" if earlier else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, of whom and what happened, at ``text[start:end]`` of an account, by the words of sentence ``within``.

    ``low`` and ``high`` bound the number; ``high`` is None where it may be larger. ``part`` tells that it is a part of
    another figure of its sentence ("including five children"), ``earlier`` that a former number is told ("a previous
    toll of 20"), ``denied`` that it is told to be denied. ``where``, ``when`` and ``speaker`` are "" where the sentence
    does not say.
    """

    kind: str  # of Happening
    text: str  # as it is written: "at least 112"
    low: float
    high: float | None
    whom: str
    where: str
    when: str
    speaker: str
    part: bool
    earlier: bool
    start: int
    end: int
    within: tuple[int, int]
    denied: bool = False

    @property
    def remark(self) -> str:
        """What else is to be said of the number, in words for the person at the screen; "" for nothing."""
        return remark_on(self.denied, self.earlier)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the table of figures: the same happening as each account counts it, or as only one does (None).

    ``differs`` tells that both count the same and give other numbers.
    """

    kind: str
    a: Figure | None
    b: Figure | None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is quoted or reported to have said.

    ``speaker`` is where the account names who said it, ``name`` who that is as far as the account tells it, and
    ``verb`` the word that says how ("said", "claimed", "denied"), at ``cue``. They are None or "" where the account
    does not say. A speaker is a person, an organisation or a role; where that is not sure, it is ``doubtful``.
    """

    start: int
    end: int
    direct: bool  # in quotation marks
    speaker: SpanPair | None = None
    name: str = ""
    verb: str = ""
    cue: SpanPair | None = None
    doubtful: bool = False  # the speaker may not be one


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two accounts side by side. Pairs are in the order of ``a``; ``only_a`` and ``only_b`` are sentences."""

    a: Side
    b: Side
    pairs: tuple[Pair, ...]
    only_a: tuple[SpanPair, ...]
    only_b: tuple[SpanPair, ...]
    names: tuple[NameRow, ...]
    figures: tuple[FigureCandidate, ...]
    quotes_a: tuple[Quote, ...]
    quotes_b: tuple[Quote, ...]
    table: tuple[FigureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """Answer to ``compare``: the comparison, the texts that its offsets are of, and the documents for a note."""

    comparison: Comparison
    a_text: str
    b_text: str
    a_subject: Subject
    b_subject: Subject


@dataclass(frozen=True, slots=True)
class NameCount:
    """An entity, how often each account names it and where first (-1: nowhere), in the order of the accounts."""

    name: str
    type: str
    counts: tuple[int, ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AccountFigure:
    """A figure, and the number of the account that gives it."""

    account: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Matrix:
    """The accounts of an event against names and against each other.

    ``figures`` are by kind, each in order of publication. ``names`` begins with the entities that most accounts name.
    ``shared_quotes[i][j]`` is how many quoted sentences the accounts ``i`` and ``j`` share; it is symmetric.
    """

    accounts: tuple[Side, ...]
    names: tuple[NameCount, ...]
    shared_quotes: tuple[tuple[int, ...], ...]
    figures: tuple[AccountFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    """Answer to ``matrix``: the accounts of a document's event, itself first, then the surest.

    ``copies`` of the same texts are not among them, and so many accounts are ``left_out`` because there are too many.
    """

    matrix: Matrix
    copies: int
    left_out: int
