"""Lines of an article that are not its own: what else to read, calls to subscribe or follow, rights, advertisements.

An extractor keeps them where they stand between paragraphs. They are known by how they begin, in the languages in which
most pages are written; a paragraph that only speaks of newsletters is longer, or begins otherwise.
"""

from __future__ import annotations

import re

_LONGEST = 300  # characters of such a line
_LEAST_LEFT = 0.5  # of the text: a page that is mostly such lines is about them

# Each line of the tables below is a pattern; what stands before a line's end, a colon, a dash or an arrow.
_READ_ALSO = r"""
(?:read|see|watch) (?:also|more|next)
also read|read (?:the )?full (?:story|article)
related(?: (?:stories|articles|news|posts|coverage|content))?
you (?:may|might) (?:also )?(?:like|be interested in)
recommended (?:for you|stories)|more (?:on this|stories|from)
don['’]t miss|most read|up next|explore more
(?:lea|lee|leer|vea|ver|mira|mire) (?:también|además|tambien|más|mas)
además lea|no deje de leer|puedes? leer|más sobre
(?:también )?(?:le|te) (?:puede|podría|recomendamos) (?:interesar|leer)
(?:notas|noticias|artículos) relacionad[ao]s|relacionad[ao]s?
(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet|à découvrir aussi
auch (?:lesen|interessant)|lies auch|siehe auch|schon gelesen|zum weiterlesen|top-themen
lesen sie (?:auch|hier|dazu|mehr)(?: die folgenden beiträge)?
mehr (?:zum thema|themen|dazu)|mehr (?:zum thema )?auf \S+|passend zum thema
(?:weitere|aktuelle|ähnliche|verwandte|kommentierte) (?:themen|artikel|beiträge|meldungen)(?: zum thema)?
das könnte (?:sie|dich) (?:auch )?interessieren
(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)|dowiedz się więcej|polecamy
leia (?:também|mais)|veja (?:também|mais)|saiba mais
leggi anche|leggi tutto|vedi anche|ti potrebbe interessare
lees (?:ook|verder|meer)|zie ook|läs (?:också|även|mer)|les også|læs også|lue myös
(?:читайте|смотрите) (?:также|еще|ещё|подробнее)|материалы по теме|по теме|подробнее
читайте також|дивіться також
(?:bunu da|ayrıca) okuyun|ilgili haberler?
اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|شاهد أيضا|مواضيع ذات صلة|ذات صلة|قرأ أيضا
بیشتر بخوانید|עוד בנושא|相关(?:阅读|新闻|报道)|関連記事|あわせて読みたい|관련기사
"""
_NETWORK = r"(?:twitter|facebook|instagram|telegram|whatsapp|youtube|tiktok|linkedin|x|google news|threads|bluesky)\b"
_OFFER = (
    r"(?:newsletters?|inbox|edition|full story|updates|alerts|canal|boletín|whatsapp|telegram|facebook|instagram"
    r"|twitter|youtube|infolettre|briefing|digest)\b"
)
# What a line begins with, whatever follows.
_CALLS = rf"""
(?:please |now )?(?:subscribe|sign up|register|log ?in|sign in|join|get|download|receive)\b[^\n]{{0,90}}?\b{_OFFER}
to (?:read|view|see|continue|keep) [^.]{{0,60}}, ?(?:please )?(?:subscribe|sign (?:in|up)|log ?in|register)\b
(?:subscribe|register|log ?in|sign (?:in|up)) (?:now |here |today )?to (?:read|view|unlock|continue|see|access|keep)\b
(?:follow|like|find|join) (?:us|our|the|@)[^\n]{{0,60}}\b(?:on|@)\s?{_NETWORK}
never miss\b[^\n]{{0,60}}\b(?:sign|subscrib)
for (?:the latest|more) [^\n]{{0,60}}\b(?:download|subscribe|follow us|sign up)
(?:if you['’]?(?:re| are) )?[^\n]{{0,40}}already a (?:subscriber|member)|first-time subscribers
we want to hear what you think|(?:submit|send) (?:us )?a letter to the editor
click here to (?:read|subscribe|join|sign)
(?:síguenos|siguenos|síganos|suscríb[ae]te|suscribete|suscríbase|únete|unete|únase|hazte (?:miembro|socio)|regístrate)
descarga (?:nuestra|la) app|recibe (?:las|nuestr|en tu)|mira lo que tiene nuestro canal
ya sabías que[^\n]{{0,60}}\b(?:canal|telegram|whatsapp)
abonnez-vous|inscrivez-vous|suivez[- ]nous|recevez (?:notre|nos|toute)|téléchargez l['’]appli
(?:hier )?(?:zum|zur|unser(?:en|em)?) newsletter|newsletter (?:abonnieren|anmelden|bestellen)
folgen? (?:sie )?uns\b|jetzt (?:kostenlos |gratis )?(?:abonnieren|anmelden|registrieren|newsletter)|abonnieren sie
besuchen sie unseren [^\n]{{0,20}}shop|sie sind (?:aktuell )?nicht eingeloggt
(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht
zapraszamy (?:też )?do subskrypcji|zapisz się|obserwuj nas|subskrybuj|śledź nas
(?:siga|inscreva-se|assine|receba)\b[^\n]{{0,60}}\b(?:newsletter|canal|instagram|telegram|whatsapp|notícias)
(?:iscriviti|seguici|ricevi)\b[^\n]{{0,60}}\b(?:newsletter|canale|telegram|whatsapp|facebook|instagram|su)\b
(?:подписывайтесь|подпишитесь|подписаться)\b|підписуйтес[ья]\b
abone ol(?:un)?\b|bizi takip edin|تابعونا|اشترك (?:في|معنا)
"""
_RIGHTS = r"""
(?:©|\(c\)|copyright\b)[^\n]{0,40}(?:(?:19|20)\d\d|getty|reuters|afp|all rights)
[^\n]{0,60}\ball rights reserved\b|alle rechte vorbehalten|todos los derechos reservados|tous droits réservés
todos os direitos reservados|все права защищены
(?:crédits?(?: photos?)?|titelbild|imágenes capturadas|foto de portada)\s?(?::|de\b)
"""
_ADVERTISING = r"""
(?:anzeige|werbung|advertisement|publicidad|publicité|advertentie|реклама|reklama|pubblicità)\b\s*(?:$|[-–—:|.*])
(?:anzeige|werbung)[,.] |dieser (?:beitrag|artikel|text) enthält (?:werbung|affiliate)
(?:this|the) (?:post|article|page) (?:may )?contains? (?:affiliate|references to products)
[^\n]{0,80}\baffiliate links\b|we may (?:receive|earn) [^\n]{0,30}\b(?:commission|compensation)
"""


def _any_of(*tables: str) -> str:
    return "(?:" + "|".join(line for table in tables for line in table.strip().splitlines()) + ")"


_NOTICE = re.compile(
    rf"[^\w©]*+(?:{_any_of(_READ_ALSO)}\s*(?:$|[:»>›→|–—-]|\.\.\.|…)|{_any_of(_CALLS, _RIGHTS, _ADVERTISING)})",
    re.IGNORECASE,
)


def without_notices(text: str) -> str:
    """The text without such lines; as it is if they are half of it."""
    left = "\n".join(line for line in text.split("\n") if not is_notice(line))
    return left if len(left) >= _LEAST_LEFT * len(text) else text


def is_notice(line: str) -> bool:
    """Whether a line of an article is a notice of its site."""
    return len(line) <= _LONGEST and _NOTICE.match(line) is not None
