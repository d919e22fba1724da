"""Names in other languages and scripts: what they stand for, and how a known name is written in them.

Three lists: the curated one of persons, groups and places (with what users add), the countries by the Unicode CLDR,
and towns of 15,000 and more inhabitants by GeoNames. They are read when a text or a query first needs them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from index.entities import curated, lexicon
from index.entities.gazetteer import gazetteer
from index.entities.keys import plain_key
from index.entities.mapped_tables import row_key, shipped_table
from index.entities.places import known_places
from index.entities.tables import parts, rows, rows_with_additions
from index.errors import ConfigurationError
from index.model import EntityType

_IGNORED = re.compile("[\u00ad\u0640\u200b-\u200f\u2060\ufeff\u064b-\u065f\u0670\u0591-\u05c7]")
_ONE_FORM = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه"}
    | {"ё": "е", "ʼ": "'", "’": "'", "״": '"', "׳": "'", "ı": "i"}
)
_SEPARATORS = re.compile(r"[\s\-‐‑–.·・‌]+")
_SPACED = re.compile("[\u0400-\u06ff]")  # Cyrillic to Arabic
_USUAL_FIRST = "*"
# Pictures, the eye, the gate, the base, the city …
_USUAL_WORDS = (
    "صور قم عين العين باب الباب الحي السلام الثورة المدينة القاعدة الشرق الكوت المرج الحديدة النور الرياض الخير سر "
    "مرو بن علي الشمال الجنوب الوسط مدينة بلد البلد کرج رود شهر باغ ده 大和 平和 中央 新聞 東北 長安 Мир Орёл Орел Рим "
    "Бор Дно Клин Белый Красный Светлый Новый Старый Первый Ура Весна Роман Заря "
    "وأن دوشنبه سالم ميدان بالاي أمان بريده أحمدي بحري بودا تاني جنت جنان حصار خفي رشيد ريم رينو ساري سكر سوري سنة "
    "سيان غازي قرشي كسل كيف لوم ليل مان مدان مرادي مشهد مليا مينا ميري منا هالة وين ينفو صبيا رمادي أسفي أمل قوم جده "
    "الخمس عشاق حائل فاس پرت پونه گلستان ملك دورة كالا كلان نارا واري وان تور ستيف سانگي مردان لاتر لستر كاتك ديره رباط"
).split()


class Known(NamedTuple):
    """What a name of another language stands for; ``alone`` says whether it does where it stands by itself."""

    name: str
    type: EntityType
    alone: bool
    rank: int = 0  # inhabitants of a town; 0 for what is curated


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    type: EntityType
    forms: tuple[str, ...]  # those that are usual words too begin with *


def name_key(name: str) -> str:
    """The key by which ways of writing one name are one: without case, vowel points, hyphens and full stops."""
    folded = unicodedata.normalize("NFKC", name)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", _IGNORED.sub("", _SEPARATORS.sub(" ", folded)).replace("İ", "i"))
    return _SEPARATORS.sub(" ", folded.casefold().translate(_ONE_FORM)).strip()


def _canonical(name: str, kind: EntityType) -> str:
    """The one name that the other lists have for ``name``."""
    if kind is EntityType.PLACE:
        return known_places().name(plain_key(name)) or name
    entry = curated.table().find(name)
    return entry.name if entry is not None and entry.type is kind else name


def _entries() -> Iterator[_Entry]:
    """The curated names and the countries."""
    kinds = set(EntityType)
    for name, kind, others in rows_with_additions("scripts.tsv"):
        if kind not in kinds:
            raise ConfigurationError(f"'{kind}' is no type of entity (for '{name}'); use {', '.join(EntityType)}.")
        yield _Entry(_canonical(name, EntityType(kind)), EntityType(kind), parts(others))
    countries = {country.code: country for country in lexicon.countries()}
    for code, others in rows("country_scripts.tsv"):
        yield _Entry(countries[code].name, EntityType.PLACE, parts(others))


class _Abroad:
    """The curated names and the countries, by their names and by their forms."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self.forms: dict[tuple[str, EntityType], list[str]] = {}
        self.by_key: dict[str, Known] = {}
        for name, kind, forms in ((entry.name, entry.type, entry.forms) for entry in entries):
            listed = self.forms.setdefault((name, kind), [])
            for form in forms:
                written = form.removeprefix(_USUAL_FIRST)
                if written not in listed:
                    listed.append(written)
                self.by_key.setdefault(name_key(written), Known(name, kind, written == form))
            if kind is not EntityType.PLACE:
                for key in (name_key(name), plain_key(name)):  # Viktor Orbán, Viktor Orban
                    self.by_key.setdefault(key, Known(name, kind, alone=True))
            if kind is EntityType.PERSON and any(map(_is_bare_surname, forms)):
                # Who is called by the surname alone elsewhere is asked for by it here, too.
                surname = name.split()[-1].removeprefix("al-").removeprefix("el-")
                self.by_key.setdefault(name_key(surname), Known(name, kind, alone=False))


def _is_bare_surname(form: str) -> bool:
    """Whether a person's form is one word of a script that has blanks between words."""
    return " " not in form and bool(_SPACED.match(form.removeprefix(_USUAL_FIRST)))


@cache
def _abroad() -> _Abroad:
    return _Abroad(_entries())


def known_abroad(name: str) -> Known | None:
    """What ``name``, written as other languages do, stands for; None if no list has it."""
    key = name_key(name)
    if not key:
        return None
    known = _abroad().by_key.get(key)
    if known is not None or key.isascii() or not _has_other_script(key):
        return known
    row = shipped_table("town_script_keys").get(key) if key not in usual_words() else None
    if row is None:
        return None
    town = gazetteer().town(int(row))
    return Known(_canonical(town.name, EntityType.PLACE), EntityType.PLACE, True, town.rank)


def _has_other_script(key: str) -> bool:
    """Whether a name has letters that are not Latin."""
    return any(letter > "\u036f" and letter.isalpha() for letter in key)


@cache
def usual_words() -> frozenset[str]:
    """The keys of towns' names that are usual words where they are written so."""
    return frozenset(map(name_key, _USUAL_WORDS))


def written_abroad(name: str, kind: EntityType) -> tuple[str, ...]:
    """How other languages write the name of a known person, group or place, in the order of the lists."""
    forms = list(_abroad().forms.get((name, kind), ()))
    if kind is EntityType.PLACE:
        listed = known_places().by_plain_key(plain_key(name))
        if not listed or listed[0].kind == "city":
            forms += _of_town(name, listed[0].country if listed else "")
    return tuple(dict.fromkeys(form for form in forms if name_key(form) not in usual_words()))


def _of_town(name: str, country: str) -> list[str]:
    """The names in other scripts of the largest town of this name, in ``country`` if that is known."""
    for row in gazetteer().rows_of(plain_key(name)):
        forms = shipped_table("town_scripts").get(row_key(row))
        if forms is None:
            return []
        if not country or gazetteer().town(row).country == country:
            return [form for form in forms.split("|") if form]
    return []
