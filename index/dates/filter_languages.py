"""Times that are typed in other languages, put into English word by word: "seit Anfang Mai 2017", "на прошлой неделе".

Only words of times are known, and only what is not understood in English is translated, so that no English word can
be taken for another language's.
"""

from __future__ import annotations

import re

from index.dates.other_calendars import ascii_digits
from index.text.foreign_months import month_number
from index.text.months import MONTH_NAMES

# What a word or several mean in English, and what they are in German, French, Spanish, Italian, Portuguese, Dutch,
# Polish, Czech, Swedish, Russian, Ukrainian, Turkish, Arabic, Persian, Hebrew, Chinese, Japanese and Korean.
_TABLE = """
since: seit, seit dem, ab, ab dem, depuis, depuis le, à partir de, à partir du, desde, desde el, a partir de, dal, da, a partire da, desde o, sinds, vanaf, od, sedan, с, со, з, із, починаючи з, начиная с, منذ, من, از, מאז
before: vor, vor dem, avant, avant le, antes de, antes del, prima di, prima del, antes do, voor, przed, před, före, до, перед, قبل, پیش از, قبل از, לפני
after: nach, nach dem, après, après le, después de, después del, dopo, dopo il, depois de, depois do, na, po, efter, после, після, بعد, بعد از, پس از, אחרי
until: bis, bis zum, jusqu'à, jusqu'au, jusqu'en, hasta, hasta el, fino a, fino al, até, até o, tot, do, till, حتى, تا, עד
to: bis, bis zum, au, al, ao, tot, t/m, do, till, по, إلى, الى, تا, עד
between: zwischen, zwischen dem, entre, entre le, entre el, tra, tra il, fra, entre o, tussen, między, pomiędzy, mezi, mellan, между, між, بين, بین, בין
and: und, und dem, et, et le, y, y el, e, e il, e o, en, i, a, och, и, і, та, و, ו
from: vom, von, du, del, van, od, från, с, от, з, від, من, از, מ
yesterday: gestern, hier, ayer, ieri, ontem, gisteren, wczoraj, včera, igår, вчера, вчора, dün, أمس, امس, دیروز, אתמול, 昨天, 昨日, 어제
today: heute, aujourd'hui, hoy, oggi, hoje, vandaag, dziś, dzisiaj, dnes, idag, сегодня, сьогодні, bugün, اليوم, امروز, היום, 今天, 今日, 오늘
tomorrow: morgen, demain, mañana, domani, amanhã, jutro, zítra, imorgon, завтра, yarın, غدا, فردا, מחר, 明天, 明日, 내일
last week: la semaine dernière, semaine dernière, la semana pasada, semana pasada, la settimana scorsa, settimana scorsa, a semana passada, semana passada, w zeszłym tygodniu, zeszły tydzień, ubiegły tydzień, minulý týden, förra veckan, на прошлой неделе, прошлая неделя, прошлую неделю, минулого тижня, минулий тиждень, geçen hafta, الأسبوع الماضي, الاسبوع الماضي, هفته گذشته, هفته پیش, בשבוע שעבר, 上周, 上週, 先週, 지난주
last month: le mois dernier, mois dernier, el mes pasado, mes pasado, il mese scorso, mese scorso, o mês passado, mês passado, w zeszłym miesiącu, zeszły miesiąc, minulý měsíc, förra månaden, в прошлом месяце, прошлый месяц, минулого місяця, geçen ay, الشهر الماضي, ماه گذشته, ماه پیش, בחודש שעבר, 上个月, 上個月, 先月, 지난달
last year: l'année dernière, l'an dernier, année dernière, el año pasado, año pasado, l'anno scorso, anno scorso, o ano passado, ano passado, w zeszłym roku, zeszły rok, minulý rok, loni, förra året, в прошлом году, прошлый год, минулого року, geçen yıl, geçen sene, العام الماضي, السنة الماضية, سال گذشته, پارسال, בשנה שעברה, 去年, 昨年, 작년
this week: diese woche, dieser woche, cette semaine, esta semana, questa settimana, deze week, w tym tygodniu, ten tydzień, tento týden, denna vecka, на этой неделе, эта неделя, цього тижня, bu hafta, هذا الأسبوع, این هفته, השבוע, 本周, 这周, 本週, 今週, 이번주, 이번 주
this month: diesen monat, dieser monat, ce mois-ci, ce mois, este mes, questo mese, este mês, deze maand, w tym miesiącu, ten miesiąc, tento měsíc, denna månad, в этом месяце, этот месяц, цього місяця, bu ay, هذا الشهر, این ماه, החודש, 本月, 这个月, 今月, 이번달, 이번 달
this year: dieses jahr, cette année, este año, quest'anno, este ano, dit jaar, w tym roku, ten rok, letos, i år, в этом году, этот год, цього року, bu yıl, bu sene, هذا العام, هذه السنة, امسال, השנה, 今年, 올해
next week: nächste woche, kommende woche, la semaine prochaine, la próxima semana, la settimana prossima, próxima semana, volgende week, w przyszłym tygodniu, příští týden, nästa vecka, на следующей неделе, наступного тижня, gelecek hafta, الأسبوع القادم, هفته آینده, 下周, 来週, 다음주
last: letzte, letzten, letzter, letztes, vorige, voriger, vorigen, voriges, vergangene, vergangenen, vergangenes, die letzten, den letzten, les derniers, les dernières, dernier, dernière, derniers, dernières, último, últimos, los últimos, las últimas, última, últimas, pasado, ultimo, ultimi, gli ultimi, ultima, ultime, scorso, scorsa, os últimos, as últimas, laatste, de laatste, afgelopen, ostatni, ostatnie, ostatnich, poslední, senaste, de senaste, последние, последних, за последние, прошлый, прошлая, прошлую, останні, останніх, за останні, son, geçen, آخر, الماضي, الماضية, 过去, 過去, 最近
days: tage, tagen, tag, jours, jour, días, día, giorni, giorno, dias, dia, dagen, dni, dní, dagar, дней, дня, день, днів, дні, gün, أيام, ايام, يوم, يوما, روز, ימים
weeks: woche, wochen, semaine, semaines, semana, semanas, settimana, settimane, weken, tydzień, tygodnie, tygodni, týdny, týdnů, vecka, veckor, неделя, недели, недель, тиждень, тижні, тижнів, hafta, أسابيع, اسابيع, أسبوع, هفته, שבועות
months: monat, monate, monaten, monats, mois, mes, meses, mese, mesi, mês, maand, maanden, miesiąc, miesiące, miesięcy, měsíce, měsíců, månad, månader, месяц, месяца, месяцев, місяць, місяці, місяців, ay, أشهر, اشهر, شهور, شهر, ماه, חודשים
years: jahr, jahre, jahren, an, ans, année, années, año, años, anno, anni, ano, anos, jaar, jaren, rok, lata, lat, roku, roky, let, år, год, года, лет, рік, роки, років, yıl, سنوات, أعوام, سنة, سال, שנים
early: anfang, début, début de, principios de, a principios de, comienzos de, inizio, inizio di, início de, começo de, begin, początek, na początku, začátek, začátkem, början av, начало, в начале, начале, початок, на початку, أوائل, اوائل, اوایل, بداية, תחילת
mid: mitte, mi, mi-, à la mi, mediados de, a mediados de, metà, metà di, meados de, medio, połowa, w połowie, polovina, v polovině, mitten av, середина, в середине, середине, середина, в середині, منتصف, اواسط, אמצע
late: ende, fin, fin de, fines de, finales de, a finales de, fine, fine di, fim de, final de, eind, einde, koniec, pod koniec, konec, koncem, slutet av, конец, в конце, конце, кінець, наприкінці, أواخر, اواخر, نهاية, סוף
spring: frühling, frühjahr, printemps, primavera, lente, wiosna, wiosną, jaro, vår, våren, весна, весной, весны, весна, навесні, ilkbahar, ربيع, بهار, אביב, 春天, 春季, 春, 봄
summer: sommer, été, verano, estate, verão, zomer, lato, latem, léto, sommaren, лето, летом, лета, літо, влітку, yaz, صيف, تابستان, קיץ, 夏天, 夏季, 夏, 여름
autumn: herbst, automne, otoño, autunno, outono, herfst, jesień, jesienią, podzim, höst, hösten, осень, осенью, осени, осінь, восени, sonbahar, خريف, پاییز, סתיו, 秋天, 秋季, 秋, 가을
winter: hiver, invierno, inverno, zima, zimą, vinter, vintern, зима, зимой, зимы, взимку, kış, شتاء, زمستان, חורף, 冬天, 冬季, 冬, 겨울
ago: zuvor, geleden, temu, назад, тому, sedan dess
monday: montag, lundi, lunes, lunedì, segunda-feira, maandag, poniedziałek, pondělí, måndag, понедельник, понеділок, pazartesi, الاثنين, الإثنين, دوشنبه
tuesday: dienstag, mardi, martes, martedì, terça-feira, dinsdag, wtorek, úterý, tisdag, вторник, вівторок, salı, الثلاثاء, سه‌شنبه
wednesday: mittwoch, mercredi, miércoles, mercoledì, quarta-feira, woensdag, środa, středa, onsdag, среда, среду, середа, çarşamba, الأربعاء, چهارشنبه
thursday: donnerstag, jeudi, jueves, giovedì, quinta-feira, donderdag, czwartek, čtvrtek, torsdag, четверг, четвер, perşembe, الخميس, پنجشنبه
friday: freitag, vendredi, viernes, venerdì, sexta-feira, vrijdag, piątek, pátek, fredag, пятница, пятницу, п'ятниця, cuma, الجمعة, جمعه
saturday: samstag, sonnabend, samedi, sábado, sabato, zaterdag, sobota, lördag, суббота, субботу, субота, cumartesi, السبت, شنبه
sunday: sonntag, dimanche, domingo, domenica, zondag, niedziela, neděle, söndag, воскресенье, неділя, pazar, الأحد, یکشنبه
"""  # noqa: E501
_LEFT_OUT = frozenset(
    "am im in der den die das dem des le la les l' el los il lo gli o os de di do du del della het w we v ve в во у "
    "на за г года году рік року r. roku yılı في عام سنة سال در ב".split()
)
_MOST_WORDS = 4
_ORDINAL = re.compile(r"(\d{1,2})(?:\.|er|ère|e|º|°|ª|-?го|-?е|-?й|日|일)")
_QUARTER = re.compile(
    r"([1-4])(?:\.|er|ère|e|ème|º|°|ª|-?й)?\s*(?:quartals?|trimestre|kwartał|kwartaal|квартал|çeyrek|čtvrtletí|분기|季度|四半期)",
    re.IGNORECASE,
)
_LAST_BEHIND = re.compile(r"(\d+)\s+(derni(?:ers|ères)|روز گذشته|هفته گذشته|ماه گذشته)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?)?")


def _row(english: str) -> list[str]:
    """The foreign phrases of one line of the table."""
    line = next(line for line in _TABLE.splitlines() if line.startswith(f"{english}: "))
    return line.partition(": ")[2].split(", ")


def _meanings() -> dict[str, str]:
    """Each foreign phrase, in small letters, to its English; what a phrase means first in the table goes before."""
    found: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        english, _, foreign = line.partition(": ")
        for phrase in foreign.split(", "):
            found.setdefault(phrase, english)
    return found


_MEANINGS = _meanings()
_RANGES = frozenset(_row("to"))


def in_english(typed: str) -> str:
    """What was typed with the words of other languages in English; "" if it has none that is known."""
    words = _YEAR_FIRST.sub(
        lambda found: "-".join(part.zfill(2) for part in found.groups() if part), ascii_digits(typed)
    )
    words = _QUARTER.sub(r"q\1", words)
    words = _LAST_BEHIND.sub(r"\2 \1", words).replace("’", "'")
    parts = [part.strip(",،") for part in words.split()]
    english: list[str] = []
    at = 0
    while at < len(parts):
        meaning, taken = _meaning(parts, at, is_first=not english)
        beside_year = _is_year(english[-1:]) or _is_year(parts[at + taken : at + taken + 1])
        if meaning and not (meaning == "years" and beside_year):  # "мая 2017 года"
            english.append(meaning)
        at += taken
    if english and english[0] == "since" and "to" in english:
        english[0] = "from"
    translated = " ".join(english)
    return translated if translated != typed.strip() else ""


def _is_year(word: list[str]) -> bool:
    return bool(word) and re.fullmatch(r"[12]\d{3}", word[0]) is not None


def _meaning(parts: list[str], at: int, *, is_first: bool) -> tuple[str, int]:
    """The English of the longest phrase that begins at a word, and how many words it has.

    What means "until" in front of a time means "to" behind another.
    """
    for count in range(min(_MOST_WORDS, len(parts) - at), 0, -1):
        phrase = " ".join(parts[at : at + count]).casefold()
        if not is_first and phrase in _RANGES:
            return "to", count
        meaning = _MEANINGS.get(phrase)
        if meaning is not None:
            return meaning, count
        month = month_number(phrase) if count <= 2 and not phrase.isdigit() else None
        if month is not None:
            return MONTH_NAMES[month - 1], count
    word = parts[at]
    if word.casefold() in _LEFT_OUT:
        return "", 1
    ordinal = _ORDINAL.fullmatch(word)
    return (ordinal[1] if ordinal is not None else word), 1
