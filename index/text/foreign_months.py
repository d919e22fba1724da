"""Month names of other languages than English, as news agencies and forms write them."""

from __future__ import annotations

import re

_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")

# A line a language, a field a month, its forms apart by blanks; forms of two words have an underscore.
_NAMES = """
janvier janv|février fevrier févr fevr fév fev|mars|avril avr|mai|juin|juillet juil|août aout|septembre sept|octobre oct|novembre nov|décembre decembre déc dec
januar jänner jaenner jan|februar feber feb|märz maerz mär mrz|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez
enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept sep set|octubre oct|noviembre nov|diciembre dic
gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre sett set|ottobre ott|novembre nov|dicembre dic
janeiro jan|fevereiro fev|março marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez
januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sept sep|oktober okt|november nov|december dec
ocak oca|şubat subat şub|mart|nisan nis|mayıs mayis may|haziran haz|temmuz tem|ağustos agustos ağu|eylül eylul eyl|ekim eki|kasım kasim kas|aralık aralik ara
январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая|июнь июня июн|июль июля июл|август августа авг|сентябрь сентября сен сент|октябрь октября окт|ноябрь ноября ноя нояб|декабрь декабря дек
січень січня|лютий лютого|березень березня|квітень квітня|травень травня|червень червня|липень липня|серпень серпня|вересень вересня|жовтень жовтня|листопад листопада|грудень грудня
يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس اذار|ابريل نيسان افريل|مايو ايار ماي|يونيو حزيران جوان يونيه|يوليو تموز جويليه يوليه|اغسطس اب اوت|سبتمبر ايلول شتنبر|اكتوبر تشرين_الاول|نوفمبر تشرين_الثاني نونبر|ديسمبر كانون_الاول دجنبر
styczeń stycznia sty|luty lutego lut|marzec marca mar|kwiecień kwietnia kwi|maj maja|czerwiec czerwca cze|lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz|październik października paź|listopad listopada lis|grudzień grudnia gru
leden ledna|únor února|březen března|duben dubna|květen května|červen června|červenec července|srpen srpna|září|říjen října|listopadu|prosinec prosince
ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie
január|február|március|április|május|június|július|augusztus|szeptember|október|november|december
januari jan|februari feb|mars|april apr|maj|juni jun|juli jul|augusti aug|september|oktober okt|november nov|december dec
януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември
січ|лют|бер берез|квіт|трав|черв|лип|серп|вер верес|жовт|лист листоп|груд
ιανουάριος ιανουαρίου ιαν|φεβρουάριος φεβρουαρίου φεβ|μάρτιος μαρτίου μαρ|απρίλιος απριλίου απρ|μάιος μαΐου μαΐ|ιούνιος ιουνίου ιουν|ιούλιος ιουλίου ιουλ|αύγουστος αυγούστου αυγ|σεπτέμβριος σεπτεμβρίου σεπ|οκτώβριος οκτωβρίου οκτ|νοέμβριος νοεμβρίου νοε|δεκέμβριος δεκεμβρίου δεκ
ינואר|פברואר|מרץ מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
जनवरी|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर
জানুয়ারি জানুয়ারী|ফেব্রুয়ারি ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট আগষ্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর
جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر
มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม
يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو يوليوز|اغسطس غشت|سبتمبر|اكتوبر|نوفمبر|ديسمبر
ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر
"""  # noqa: E501


def fold_month(name: str) -> str:
    """A month's name in the form in which the table has it: lower case, one form of each Arabic letter."""
    return " ".join(name.casefold().replace("i̇", "i").translate(_ARABIC_LETTERS).split()).rstrip(".")


FOREIGN_MONTHS: dict[str, int] = {}
"""Folded names and short forms to 1-12. No form means different months in different languages."""
for _line in _NAMES.strip().splitlines():
    for _number, _forms in enumerate(_line.split("|"), start=1):
        for _form in _forms.split():
            FOREIGN_MONTHS.setdefault(fold_month(_form.replace("_", " ")), _number)

_WORD = r"[^\W\d_]{2,12}"
DAY_MONTH_YEAR = re.compile(
    rf"(?<!\w)(?P<day>[0-3]?\d)(?:er|º|°|\.)?\s+(?:de\s+|d['’])?"
    rf"(?P<month>{_WORD}(?:\s{_WORD})?)\.?(?:\s?/\s?{_WORD}(?:\s{_WORD})?)?,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
)
"""A day, one or two words (which may be a month's name) and a year."""


def month_number(words: str) -> int | None:
    """The month that one word or two name in another language than English; None if they name none."""
    return FOREIGN_MONTHS.get(fold_month(words))
