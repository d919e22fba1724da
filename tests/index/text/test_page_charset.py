"""The encoding of web pages: declared in every way that the HTML standard knows, wrongly declared, and not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.charsets import codec_of
from index.text.page_charset import declared_codec, decode_page

RUSSIAN = "Министр обороны заявил в четверг, что войска вошли в город и что жители возвращаются."
TEXTS = {
    "windows-1251": RUSSIAN,
    "koi8-r": RUSSIAN,
    "x-mac-cyrillic": RUSSIAN,
    "windows-1256": "قال وزير الدفاع يوم الخميس إن القوات دخلت المدينة وإن السكان يعودون إلى بيوتهم",
    "iso-8859-6": "قال وزير الدفاع يوم الخميس إن القوات دخلت المدينة وإن السكان يعودون إلى بيوتهم",
    "gb2312": "国防部长星期四说，部队已经进入该城，居民正在返回家园。",
    "big5": "國防部長星期四說，部隊已經進入該城，居民正在返回家園。",
    "shift_jis": "国防相は木曜日、部隊が市内に入ったと述べた。①住民は帰還している。",
    "euc-jp": "国防相は木曜日、部隊が市内に入ったと述べた。①住民は帰還している。",
    "iso-2022-jp": "国防相は木曜日、部隊が市内に入ったと述べた。住民は帰還している。",
    "euc-kr": "국방장관은 목요일에 군대가 도시에 들어갔다고 말했다. 주민들이 돌아오고 있다.",
    "iso-8859-9": "Savunma Bakanı perşembe günü birliklerin şehre girdiğini söyledi; halk geri dönüyor.",
    "windows-874": "รัฐมนตรีกลาโหมกล่าวเมื่อวันพฤหัสบดีว่ากองทัพเข้าเมืองแล้ว",
    "iso-8859-1": "“Les troupes sont entrées dans la ville”, a déclaré le ministre – jeudi, à l’aube.",
}
NEWSPAPER = '<link rel="stylesheet" href="/static/application.stylesheet.min.css">' * 40


def encoded(text: str, charset: str) -> bytes:
    return text.encode(codec_of(charset) or charset)


def page(text: str, head: str, before: str = "") -> str:
    return (
        f"{before}<!DOCTYPE html><html><head>{head}<title>T</title>{NEWSPAPER}</head><body><p>{text}</p></body></html>"
    )


WAYS = {
    "meta": '<meta charset="{}">',
    "bare": "<META CHARSET={} />",
    "single": "<meta name=x charset='{}'/>",
    "pragma": '<meta http-equiv="Content-Type" content="text/html; charset={}">',
    "turned": "<meta content='text/html;charset = \"{}\"' HTTP-EQUIV=content-type>",
    "spaced": '<meta http-equiv = "content-type" content="charset={} ; x=y" >',
    "upper": '<Meta\n\tcharset=" {} "\n>',
    "after a comment": "<!-- <meta charset=utf-16> > --><meta charset={}>",
    "after a script": "<script>var m = '<meta charset=big5>'; if (1 < 2) {{}}</script><meta charset={}>",
    "after a strange one": '<meta charset="x-nonsense"><meta charset={}>',
    "behind long scripts": "<script>" + "x = 1;" * 2000 + "</script><meta charset={}>",
    "behind another meta": '<meta name="d" content="charset=koi8-u"><meta charset={}>',
    "behind a tag of text": '<meta name="d" content="a > b"><link title="<meta charset=utf-7>"><meta charset={}>',
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("charset", TEXTS)
def test_a_declared_charset_decides(charset: str, way: str) -> None:
    text = TEXTS[charset]
    decoded = decode_page(encoded(page(text, WAYS[way].format(charset)), charset))
    assert f"<p>{text}</p>" in decoded


@pytest.mark.parametrize("charset", TEXTS)
def test_an_xml_declaration_and_the_transport(charset: str) -> None:
    text = TEXTS[charset]
    declaration = f'<?xml version="1.0" encoding="{charset}"?>\n'
    assert text in decode_page(encoded(page(text, "", declaration), charset))
    assert text in decode_page(encoded(page(text, ""), charset), charset.upper())


def test_the_order_of_the_standard() -> None:
    """A mark goes before the transport, that before <meta>, that before the XML declaration."""
    text = RUSSIAN
    both = page(text, "<meta charset=koi8-r>", '<?xml version="1.0" encoding="windows-1251"?>')
    assert text in decode_page(encoded(both, "koi8-r"))
    assert text in decode_page(encoded(both, "x-mac-cyrillic"), "x-mac-cyrillic")
    assert text in decode_page(codecs.BOM_UTF8 + both.encode(), "windows-1251")
    assert text in decode_page(codecs.BOM_UTF16_BE + both.encode("utf-16-be"), "windows-1251")


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        *(("utf-8", declared) for declared in ("windows-1252", "windows-1251", "gb2312", "shift_jis", "iso-2022-jp")),
        *(("windows-1251", declared) for declared in ("utf-8", "utf-16", "iso-2022-jp", "none such")),
        *(("gb2312", declared) for declared in ("utf-8", "utf-16", "iso-2022-jp", "none such")),
    ],
)
def test_a_page_that_declares_what_it_is_not(charset: str, declared: str) -> None:
    text = TEXTS["gb2312"] * 3 if charset == "gb2312" else RUSSIAN
    assert text in decode_page(encoded(page(text, f"<meta charset='{declared}'>"), charset))


@pytest.mark.parametrize("charset", ["windows-1251", "windows-1256", "shift_jis", "gb2312", "euc-kr", "koi8-r"])
def test_a_page_that_declares_nothing_is_judged_by_what_it_shows(charset: str) -> None:
    text = TEXTS[charset] * 3
    assert text in decode_page(encoded(page(text, "<script>var words = 'nothing but code';</script>"), charset))


def test_a_few_broken_characters_do_not_change_a_declared_charset() -> None:
    data = encoded(page(TEXTS["gb2312"], "<meta charset=gb2312>"), "gb2312").replace("该城".encode("gbk"), b"\xff\xff")
    assert "居民正在返回家园" in decode_page(data)


def test_labels_are_those_of_the_encoding_standard() -> None:
    for label, codec in [("latin1", "cp1252"), (" ISO-8859-1\n", "cp1252"), ("GB2312", "gb18030"), ("x-sjis", "cp932")]:
        assert codec_of(label) == codec
    assert codec_of("rot13") is None
    assert codec_of("idna") is None


@given(st.lists(st.sampled_from([b"<meta", b" charset", b"=", b'"', b"'", b">", b"<", b"!--", b"-->", b"koi8-r", b" ",
                                 b"<script>", b"</script", b"<?xml ", b"encoding=", b"http-equiv=content-type", b"/",
                                 b"content=", b"\xff", b"\xd0\x9c", b"x"]), max_size=40).map(b"".join))  # fmt: skip
def test_any_page_is_decoded(data: bytes) -> None:
    declared_codec(data)
    assert isinstance(decode_page(data), str)


@pytest.mark.parametrize(
    "piece", [b"<", b"<!--", b"<script>", b"<meta ", b"<meta charset", b"<a b='", b"<!", b"</", b"<?"]
)
def test_a_declaration_is_looked_for_in_linear_time(piece: bytes) -> None:
    declared_codec(piece * 60_000)
    decode_page(b"\xf0" * 100 + piece * 400_000)


def test_a_page_that_says_that_it_is_in_utf_7_is_read_in_it() -> None:
    page = '<html><head><meta charset="utf-7"><title>x</title></head><body>Le café fermé</body></html>'
    assert "Le café fermé" in decode_page(page.replace("é", "+AOk-").encode("ascii"))
