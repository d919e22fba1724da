"""News agencies as other languages name them in their datelines: (سانا), /ТАСС/, 新华社莫斯科, 【モスクワ共同】."""

from __future__ import annotations

import re
import unicodedata

_LOOKED_AT = 120  # characters of a line

_AGENCIES = {
    "AFP": "أ ف ب|أ.ف.ب|فرانس برس|Франс Пресс|法新社|AFP時事",
    "ANA-MPA": "ΑΠΕ-ΜΠΕ|ΑΠΕ",
    "ANSA": "أنسا",
    "AP": "أ ب|أسوشيتد برس|美联社|美聯社",
    "APA": "АПА",
    "Anadolu": "AA|الأناضول|آناتولی|Анадолу",
    "Armenpress": "Арменпресс",
    "BelTA": "БЕЛТА|БелТА",
    "CNA": "中央社",
    "CNS": "中新社",
    "DHA": "DHA",
    "dpa": "د ب أ|د.ب.أ|德新社",
    "EFE": "إفي|埃菲社",
    "Fars": "فارس",
    "IHA": "İHA",
    "INA": "واع",
    "Interfax": "Интерфакс|Інтерфакс|إنترفاكس",
    "Interfax-Ukraine": "Интерфакс-Украина|Інтерфакс-Україна",
    "IRNA": "ایرنا|إرنا",
    "ISNA": "ایسنا|إيسنا",
    "Jiji": "時事|時事通信",
    "KCNA": "조선중앙통신|朝中社",
    "KUNA": "كونا",
    "Kyodo": "共同|共同通信|共同社",
    "MAP": "و م ع",
    "MENA": "أ ش أ|أ.ش.أ",
    "Mehr": "مهر",
    "News1": "뉴스1",
    "Newsis": "뉴시스",
    "PAP": "PAP",
    "Petra": "بترا",
    "PTI": "भाषा|पीटीआई",
    "QNA": "قنا",
    "Reuters": "رويترز|رویترز|Рейтер|路透社|ロイター|로이터|Ρόιτερς",
    "RIA": "РИА Новости|РИА|РІА Новини|ريا نوفوستي|俄新社",
    "SANA": "سانا|САНА",
    "SPA": "واس",
    "TASS": "ТАСС|ИТАР-ТАСС|تاس|塔斯社|タス",
    "Tasnim": "تسنیم|تسنيم",
    "UNI": "वार्ता",
    "UNIAN": "УНИАН|УНІАН",
    "Ukrinform": "Укринформ|Укрінформ",
    "WAFA": "وفا",
    "WAM": "وام",
    "Xinhua": "新华社|新華社|شينخوا|شینهوا|Синьхуа|신화",
    "Yonhap": "연합뉴스|韩联社|韓聯社|聯合ニュース",
}
_BY_FORM = {form: name for name, forms in _AGENCIES.items() for form in forms.split("|")}
_FORM = "(?P<agency>" + "|".join(map(re.escape, sorted(_BY_FORM, key=len, reverse=True))) + ")"
_FORMS = (
    re.compile(
        rf"(?:[^(/（【\[]|(?<=\w)/(?=\w)){{0,90}}[(/（【\[](?:[^()/【】]{{1,30}}[=＝・·\s])?{_FORM}[)/）】\]]"
    ),  # with place before it
    re.compile(rf"\s*[【(（][^【】()（）\d]{{1,20}}?{_FORM}[】)）]"),  # 【モスクワ共同】
    re.compile(rf"\s*{_FORM}[\u3400-\u9fff]{{1,12}}(?:\d|民[國国])"),  # 新华社莫斯科2025年
    re.compile(rf".{{4,90}}?\d\s*(?:م|هـ)?\s{_FORM}(?:\s*[-–—:]|\s*$)"),  # الرياض 24 مارس 2024 م واس
)


_DASH = re.compile(r"\s*[-–—]")


def agency_abroad(line: str) -> str:
    """The usual short name of the agency in a dateline of another language at the start of ``line``, "" if none."""
    head = unicodedata.normalize("NFC", line[:_LOOKED_AT])
    if head.isascii() or not any(letter > "\x7f" and letter.isalpha() for letter in head):
        return ""
    for form in _FORMS:
        found = form.match(head)
        if found and (not found["agency"].isascii() or _DASH.match(head, found.end())):
            return _BY_FORM[found["agency"]]
    return ""


def english_agency(name: str) -> str:
    """The usual short name of an agency that another language calls ``name``; others as they are."""
    return _BY_FORM.get(name, name)
