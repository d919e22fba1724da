"""Who says what stands in quotation marks, in other languages than English: the name beside a verb of saying.

Better few than wrong: a speaker is a person or a group that is known by name, in the clause before or behind the
quote that has a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.compare.comparison import Quote
from index.model import EntityType, Mention, Span

_BEHIND = 140  # characters in which the clause behind a quote is looked for
_BEFORE = 100

_VERBS = (
    r"[وف]?(?:قال|قالت|قالوا|يقول|تقول|أضاف|أضافت|صرح|صرّح|صرحت|أكد|أكدت|أعلن|أعلنت|أوضح|أوضحت|ذكر|ذكرت|تابع|كتب|حسب|بحسب)",
    r"(?:сказа|заяви|сообщи|отмети|подчеркну|добави|рассказа|написа|объяви|поясни|утвержда)л[аио]?|говорит|считает"
    r"|по словам",
    r"(?:сказа|заяви|повідоми|зазначи|дода|наголоси|підкресли|розпові|написа|оголоси|поясни|стверджува)(?:в|ла|ли|ло)|каже"
    r"|за словами",
    r"(?:a|ont)\s(?:dit|déclaré|affirmé|ajouté|annoncé|expliqué|souligné|indiqué|précisé|estimé|assuré|écrit|lancé)"
    r"|(?:déclare|affirme|ajoute|explique|indique|précise|estime|dit|déclarait|expliquait)|selon",
    r"(?:sagte|sagt|erklärte|betonte|meinte|berichtete|schrieb|teilte|fügte|kündigte|warnte|forderte|kritisierte|rief)n?"
    r"|laut|zufolge",
    r"(?:dedi|dediler|söyledi|açıkladı|belirtti|kaydetti|vurguladı|ekledi|konuştu|yazdı|ifade etti|ifadesini kullandı)",
    r"dijo|declaró|afirmó|añadió|explicó|señaló|aseguró|anunció|según|disse|declarou|afirmou|acrescentou|explicou|segundo"
    r"|ha (?:detto|dichiarato|affermato|aggiunto|spiegato)|powiedział[ai]?|oświadczył[ai]?|dodał[ai]?|stwierdził[ai]?",
    r"گفت|افزود|اعلام کرد|تأکید کرد|تصریح کرد|اظهار داشت|نوشت",
)  # fmt: skip
_SAYING = re.compile(
    rf"(?<!\w)(?:{'|'.join(_VERBS)})(?!\w)|述べた|語った|話した|強調した|批判した|表明した|说|說|表示|指出|强调|強調|宣布|称|稱",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.!?؟।。！？;؛\n](?!\w)")
_SPEAKERS = (EntityType.PERSON, EntityType.ORGANIZATION)


def said_by(masked: str, span: Span, mentions: Sequence[Mention]) -> Quote | None:
    """The quote at ``span`` with its speaker, None if no clause beside it names one; ``masked`` is without quotes.

    Offsets are those of the text.
    """
    end = _CLAUSE_END.search(masked, span.end, span.end + _BEHIND)
    behind = Span(span.end, end.start() if end else min(len(masked), span.end + _BEHIND))
    ends = [match.end() for match in _CLAUSE_END.finditer(masked, max(0, span.start - _BEFORE), span.start)]
    before = Span(ends[-1] if ends else max(0, span.start - _BEFORE), span.start)
    for clause, names_in in ((behind, behind), (before, before), (behind, before)):  # Güler, “…” dedi
        verbs = list(_SAYING.finditer(masked, clause.start, clause.end))
        named = [one for one in mentions if names_in.start <= one.start and one.end <= names_in.end]
        beside = [(verb, one) for verb in verbs for one in named if one.type in _SPEAKERS]
        if beside:
            verb, who = min(beside, key=lambda pair: abs(pair[0].start() - pair[1].start))
            return Quote(span.start, span.end, True, (who.start, who.end), who.name, verb.group(), verb.span())
    return None
