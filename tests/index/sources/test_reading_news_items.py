"""What agencies send: NITF, NewsML-G2, NewsML 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model import Record

Read = Callable[..., list[Any]]

NITF = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf{namespace}><head><title>Slug</title><docdata><doc-id id-string="x.1"/><date.issue norm="20170921T101500Z"/>
<doc.copyright holder="Agence X" year="2017"/></docdata></head>
<body><body.head><hedline><hl1>Forces enter Mayadin</hl1></hedline><byline>By Ann Lee</byline>
<dateline><location>BEIRUT</location>, Sept 21</dateline></body.head>
<body.content><p>The forces had <em>entered</em> the town.</p><p>Émigrés left.</p></body.content></body></nitf>
"""
G2 = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>x</sent></header>
<itemSet>
<newsItem guid="urn:one" version="2"><itemMeta><provider literal="XA"><name>Agency X</name></provider>
<versionCreated>2017-09-22T08:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2017-09-21T10:15:00Z</contentCreated><by>Bob Roe</by><headline>First head</headline>
</contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>
</head><body><p>First text.</p><p>And more.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:two"><itemMeta><versionCreated>2017-09-23</versionCreated></itemMeta>
<contentMeta><headline>Second head</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">Plain text.
Of two lines.</inlineData></contentSet></newsItem>
<packageItem guid="urn:p"><itemMeta><title>A package</title></itemMeta></packageItem>
<newsItem guid="urn:photo"><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>
"""
INNER = NITF[NITF.index("<nitf") :].format(namespace="")
NEWSML_1 = f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier>
<PublicIdentifier>urn:newsml:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20170921T101500Z</FirstCreated><ThisRevisionCreated>20170921T101500Z</ThisRevisionCreated>
</NewsManagement><NewsComponent><NewsLines><HeadLine>Old head</HeadLine><ByLine>Cy</ByLine></NewsLines>
<ContentItem><DataContent>{INNER}</DataContent>
</ContentItem></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize("name", ["a.xml", "a.nitf", "a", "a.txt"])
@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_nitf(read: Read, name: str, namespace: str, encoding: str) -> None:
    (record,) = read(name, NITF.format(encoding=encoding, namespace=namespace).encode(encoding))
    assert record == Record(
        0,
        "BEIRUT, Sept 21\n\nThe forces had entered the town.\n\nÉmigrés left.",
        record_id="x.1",
        title="Forces enter Mayadin",
        source="Agence X",
        author="By Ann Lee",
        date="20170921T101500Z",
    )


def test_newsml_g2(read: Read) -> None:
    first, second, problem = read("a.xml", G2)
    assert (first.text, first.title, first.author) == ("First text.\n\nAnd more.", "First head", "Bob Roe")
    assert (first.source, first.date, first.record_id) == ("Agency X", "2017-09-21T10:15:00Z", "urn:one")
    assert first.dates == (("updated", "2017-09-22T08:00:00Z"),)
    assert (second.text, second.title, second.date) == ("Plain text.\nOf two lines.", "Second head", "2017-09-23")
    assert problem.reason == "an item without a text"


def test_newsml_1(read: Read) -> None:
    (record,) = read("a.xml", NEWSML_1)
    assert (record.title, record.author, record.record_id) == ("Old head", "Cy", "urn:newsml:1")
    assert "The forces had entered the town." in record.text
    assert record.date == "20170921T101500Z"


def test_an_agencys_file_without_an_item_and_one_that_is_cut(read: Read) -> None:
    (problem,) = read("a.xml", "<newsMessage><itemSet/></newsMessage>")
    assert problem.reason == "a file of an agency's without any item"
    *items, problem = read("a.xml", G2[: G2.index("Of two lines")])
    assert [item.title for item in items] == ["First head"]
    assert "cut short" in problem.reason
