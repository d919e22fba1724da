"""The names under which exports give what a record says, the surest first."""

from __future__ import annotations

FIELD_NAMES = ("id", "title", "text", "source", "date", "author", "url")
"""Our names for what a record may say."""

_SURE = {
    "id": "id identifier guid uuid",
    "title": (
        "title headline heading webtitle articletitle storytitle newstitle newsheadline articleheadline pagetitle "
        "posttitle headlinetext headlinemain linktext subject titre titel überschrift schlagzeile título titulo titolo "
        "заголовок العنوان عنوان"
    ),
    "text": (
        "fulltext text body content article articlebody articletext articlecontent maintext bodytext storytext "
        "storybody newscontent newstext textbody plaintext cleantext contenttext mainbody selftext transcript "
        "postcontent posttext tweettext messagetext rawcontent renderedcontent bodyhtml contenthtml htmlcontent "
        "articlehtml paragraphs article story document post tweet texte texto testo "
        "текст النص نص متن"
    ),
    "source": (
        "source publisher site sitename outlet publication newspaper agency sourcename sourcetitle sourcehostname "
        "publicationtitle publicationname pubtitle media medianame pagename channel provider sourcecommonname domain "
        "sourcedomain hostname website outletname mediaoutlet journal blog feedtitle subreddit quelle fuente fonte "
        "источник المصدر مصدر منبع"
    ),
    "date": (
        "date published pubdate publishedat publisheddate datepublished publishdate publicationdate datepublish "
        "firstpublished firstpublicationdate webpublicationdate publishedtime articlepublishedtime publicationtime "
        "articledate storydate newsdate documentdate dcdate postcreateddate posted postedat dateposted postdate "
        "releasedate issued datetime createdat createdtime created datecreated creationdate eventdate timestamp "
        "unixtime dateunixtime createdutc publishedon publicationdatetime pubdatetime dateofpublication dateadded time "
        "seendate datum fecha дата التاريخ تاريخ تاریخ"
    ),
    "author": (
        "author authors byline creator authorname writer reporter journalist bylineoriginal user username "
        "userscreenname screenname account handle displayname from auteur autor autore автор الكاتب"
    ),
    "url": "url link href permalink weburl articleurl storyurl sourceurl documenturl canonicalurl",
}
_WEAK_TEXTS = (
    "message notes leadparagraph description summary abstract abstractnote openingtext hitsentence excerpt "
    "contentsnippet snippet caption"
)
"""What stands for a text where a record has nothing else; an object that holds stories may have it too."""

_LEAST_SURE = 1000

KNOWN_NAMES = {name: (rank, ours) for ours, names in _SURE.items() for rank, name in enumerate(names.split())} | {
    name: (_LEAST_SURE + rank, "text") for rank, name in enumerate(_WEAK_TEXTS.split())
}
"""A file's name, as ``plain`` gives it, to how sure it is (less is surer) and our name."""

MAY_BE_A_HEADLINE = frozenset(KNOWN_NAMES[name][0] for name in "article story document post".split())
"""Ranks of the names under which some exports have the text, others the headline alone."""

WRAPPERS = frozenset(
    "fields _source attributes data article story doc document node item post tweet record snippet".split()
)
"""Members of a record that hold its fields, where an export wraps them."""

PARTS = {
    "id": ("$oid", "value", "$t", "#text"),
    "title": ("main", "rendered", "name", "text", "value", "$t", "#text"),
    "text": ("rendered", "text", "value", "$t", "#text"),
    "source": ("name", "title", "domain", "id", "uri", "$t", "#text"),
    "date": ("$date", "$numberLong", "original", "published", "value", "created", "$t", "#text"),
    "author": (
        "original",
        "name",
        "screen_name",
        "username",
        "displayName",
        "display_name",
        "handle",
        "value",
        "$t",
        "#text",
    ),
    "url": ("value", "url", "href", "$t"),
}
"""Which member of an object is its value, the surest first."""


def plain(name: str) -> str:
    """A field's name without its case and punctuation: "Article Body" and "article.body" are "articlebody"."""
    return "".join(character for character in name.casefold() if character not in " _-.:\t\u00a0").strip()


def is_weak(rank: int) -> bool:
    """Whether a name with this rank may also stand in an object that is no story."""
    return rank >= _LEAST_SURE
