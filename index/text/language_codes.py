"""The codes of languages: ISO 639-1, and of ISO 639-3 those of living languages that have no shorter one."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

_NAMES = """
aa Afar;ab Abkhazian;ae Avestan;af Afrikaans;ak Akan;am Amharic;an Aragonese;ar Arabic;as Assamese;av Avaric;ay Aymara
az Azerbaijani;ba Bashkir;be Belarusian;bg Bulgarian;bi Bislama;bm Bambara;bn Bengali;bo Tibetan;br Breton;bs Bosnian
ca Catalan;ce Chechen;ch Chamorro;co Corsican;cr Cree;cs Czech;cu Church Slavic;cv Chuvash;cy Welsh;da Danish;de German
dv Divehi;dz Dzongkha;ee Ewe;el Greek;en English;eo Esperanto;es Spanish;et Estonian;eu Basque;fa Persian;ff Fulah
fi Finnish;fj Fijian;fo Faroese;fr French;fy Western Frisian;ga Irish;gd Scottish Gaelic;gl Galician;gn Guarani
gu Gujarati;gv Manx;ha Hausa;he Hebrew;hi Hindi;ho Hiri Motu;hr Croatian;ht Haitian;hu Hungarian;hy Armenian;hz Herero
ia Interlingua;id Indonesian;ie Interlingue;ig Igbo;ii Sichuan Yi;ik Inupiaq;io Ido;is Icelandic;it Italian
iu Inuktitut;ja Japanese
jv Javanese;ka Georgian;kg Kongo;ki Kikuyu;kj Kuanyama;kk Kazakh;kl Greenlandic;km Khmer;kn Kannada
ko Korean;kr Kanuri;ks Kashmiri;ku Kurdish;kv Komi;kw Cornish;ky Kyrgyz;la Latin;lb Luxembourgish;lg Ganda;li Limburgish
ln Lingala;lo Lao;lt Lithuanian;lu Luba-Katanga;lv Latvian;mg Malagasy;mh Marshallese;mi Maori;mk Macedonian
ml Malayalam;mn Mongolian;mr Marathi;ms Malay;mt Maltese;my Burmese;na Nauru;nb Norwegian Bokmål;nd North Ndebele
ne Nepali;ng Ndonga;nl Dutch;nn Norwegian Nynorsk;no Norwegian;nr South Ndebele;nv Navajo;ny Chichewa;oc Occitan
oj Ojibwa;om Oromo;or Oriya;os Ossetian;pa Punjabi;pi Pali;pl Polish;ps Pashto;pt Portuguese;qu Quechua;rm Romansh
rn Rundi;ro Romanian;ru Russian;rw Kinyarwanda;sa Sanskrit;sc Sardinian;sd Sindhi;se Northern Sami;sg Sango;si Sinhala
sk Slovak;sl Slovenian;sm Samoan;sn Shona;so Somali;sq Albanian;sr Serbian;ss Swati;st Southern Sotho;su Sundanese
sv Swedish;sw Swahili;ta Tamil;te Telugu;tg Tajik;th Thai;ti Tigrinya;tk Turkmen;tl Tagalog;tn Tswana;to Tonga
tr Turkish;ts Tsonga;tt Tatar;tw Twi;ty Tahitian;ug Uyghur;uk Ukrainian;ur Urdu;uz Uzbek;ve Venda;vi Vietnamese
vo Volapük;wa Walloon;wo Wolof;xh Xhosa;yi Yiddish;yo Yoruba;za Zhuang;zh Chinese;zu Zulu
apc Levantine Arabic;ary Moroccan Arabic;arz Egyptian Arabic;ckb Central Kurdish;cmn Mandarin;fil Filipino;kmr Kurmanji
mai Maithili;nan Min Nan;prs Dari;shi Tachelhit;syr Syriac;tzm Tamazight;yue Cantonese;zgh Moroccan Tamazight
"""

_OFTEN_TYPED = {
    "ua": "uk", "cn": "zh", "jp": "ja", "kr": "ko", "gr": "el", "il": "he", "iw": "he", "ir": "fa", "in": "hi",
    "dk": "da", "cz": "cs", "se": "sv", "br": "pt", "sy": "ar", "rs": "sr", "pk": "ur", "us": "en", "gb": "en",
    "ger": "de", "deu": "de", "eng": "en", "fra": "fr", "spa": "es", "rus": "ru", "ara": "ar", "ukr": "uk", "tur": "tr",
    "fas": "fa", "per": "fa", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "heb": "he", "por": "pt", "ita": "it",
    "farsi": "fa",
}  # fmt: skip
"""Codes of countries, and longer ones, with the language that is meant."""

MOST_NEAR = 3


@cache
def language_names() -> dict[str, str]:
    """The English name of each language by its code."""
    rows = (row.partition(" ") for line in _NAMES.split("\n") for row in line.split(";") if row)
    return {code: name for code, _, name in rows}


def near_languages(written: str) -> list[str]:
    """The codes that may be meant by what is none, the likeliest first: by country, by name, by letters."""
    wanted = written.strip().lower()
    names = language_names()
    found = [_OFTEN_TYPED[wanted]] if wanted in _OFTEN_TYPED else []
    by_name = {name.lower(): code for code, name in names.items()}
    found += [code for name, code in by_name.items() if len(wanted) > MOST_NEAR and name.startswith(wanted)]
    found += [by_name[name] for name in get_close_matches(wanted, by_name, MOST_NEAR)]
    found += get_close_matches(wanted, names, MOST_NEAR, cutoff=0.5)
    return list(dict.fromkeys(found))[:MOST_NEAR]
