"""Typed dates as analysts write them, also in other languages: what each means on Thursday, 21 September 2017."""

from __future__ import annotations

import datetime

import pytest

from index.dates.filters import describe, parse_filter
from index.errors import DateFilterError

TODAY = datetime.date(2017, 9, 21)

ENGLISH = """
    past week                       | 2017-09-15 to 2017-09-21
    last 7 days                     | 2017-09-15 to 2017-09-21
    past 2 weeks                    | 2017-09-08 to 2017-09-21
    last fortnight                  | 2017-09-08 to 2017-09-21
    a fortnight ago                 | 2017-09-04 to 2017-09-10
    Thursday 21 September 2017      | 2017-09-21
    Thursday, September 21, 2017    | 2017-09-21
    Thu 2017-09-21                  | 2017-09-21
    Thursday 3 November             | 2016-11-03
    2017-09-21T10:15:00Z            | 2017-09-21
    2017-09-21 10:15                | 2017-09-21
    21 September 2017 at 10         | error
    9/21/17                         | 2017-09-21
    21.9.17                         | 2017-09-21
    early 2017                      | 2017-01-01 to 2017-04-30
    mid-2016                        | 2016-05-01 to 2016-08-31
    late 2016                       | 2016-09-01 to 2016-12-31
    early May                       | 2017-05-01 to 2017-05-10
    mid May 2016                    | 2016-05-11 to 2016-05-20
    the end of February 2016        | 2016-02-21 to 2016-02-29
    beginning of last month         | 2017-08-01 to 2017-08-10
    first half of 2016              | 2016-01-01 to 2016-06-30
    second half of May              | 2017-05-16 to 2017-05-31
    late 1990s                      | 1997-01-01 to 1999-12-31
    early 20th century              | 1900-01-01 to 1932-12-31
    late 19th century               | 1867-01-01 to 1899-12-31
    first week of May 2016          | 2016-05-01 to 2016-05-07
    the 4th week of February 2017   | 2017-02-22 to 2017-02-28
    last week of June               | 2017-06-24 to 2017-06-30
    fifth week of May 2016          | error
    second week of 2016             | error
    winter 2015/16                  | 2015-12-01 to 2016-02-29
    summer 2015/16                  | error
    2015/2016                       | 2015-01-01 to 2016-12-31
    2013-14                         | 2013-01-01 to 2014-12-31
    2013/11                         | 2013-11-01 to 2013-11-30
    3mar2016                        | 2016-03-03
    03-Mar-2016                     | 2016-03-03
    oct-2015                        | 2015-10-01 to 2015-10-31
    H1 2016                         | 2016-01-01 to 2016-06-30
    2016-H2                         | 2016-07-01 to 2016-12-31
    2016 Q3                         | 2016-07-01 to 2016-09-30
    week of 18 September 2017       | 2017-09-18 to 2017-09-24
    week of 2016-01-01              | 2015-12-28 to 2016-01-03
    2017-W38                        | 2017-09-18 to 2017-09-24
    2016 to present                 | 2016-01-01 to 2017-09-21
    May 2016 to now                 | 2016-05-01 to 2017-09-21
    ytd                             | 2017-01-01 to 2017-09-21
    year to date                    | 2017-01-01 to 2017-09-21
    so far this month               | 2017-09-01 to 2017-09-21
    the nineties                    | 1990-01-01 to 1999-12-31
    Christmas 2016                  | 2016-12-25
    since last Christmas            | since 2016-12-25
    New Year's Eve                  | 2016-12-31
    Easter 2016                     | 2016-03-27
    Good Friday                     | 2017-04-14
    Ramadan 2017                    | 2017-05-27 to 2017-06-24
    before Ramadan                  | until 2017-05-26
    Eid al-Fitr 2017                | 2017-06-25 to 2017-06-27
    Eid al-Adha                     | 2017-09-01 to 2017-09-04
    Nowruz 2017                     | 2017-03-21
    Muharram 1438                   | 2016-10-02 to 2016-10-31
    1 Muharram 1439                 | 2017-09-21
    30 Shahrivar 1396               | 2017-09-21
    Shahrivar                       | 2017-08-23 to 2017-09-22
    early 2016 to mid May 2016      | 2016-01-01 to 2016-05-20
    the weekend of 9 September 2017 | 2017-09-09 to 2017-09-10
    two Fridays ago                 | 2017-09-08
    Fridays                         | error
    first Monday of September 2017  | 2017-09-04
    fifth Monday of September 2017  | error
    last Friday of August           | 2017-08-25
    the last day of February 2016   | 2016-02-29
    first three months of 2017      | 2017-01-01 to 2017-03-31
    last 3 months of 2016           | 2016-10-01 to 2016-12-31
    first 10 days of May 2017       | 2017-05-01 to 2017-05-10
    first two weeks of May 2017     | 2017-05-01 to 2017-05-14
    last quarter of 2016            | 2016-10-01 to 2016-12-31
    second month of Q3 2016         | 2016-08-01 to 2016-08-31
    second 3 months of 2016         | error
    first 13 months of 2016         | error
    q3-q4 2016                      | 2016-07-01 to 2016-12-31
    Q1'17                           | 2017-01-01 to 2017-03-31
    1Q17                            | 2017-01-01 to 2017-03-31
    May '17                         | 2017-05-01 to 2017-05-31
    2017-264                        | 2017-09-21
    2017-366                        | error
    no later than 2017-05-01        | until 2017-05-01
    no earlier than May 2017        | since 2017-05-01
    21/IX/2017                      | 2017-09-21
    21.iv.2017                      | 2017-04-21
    XIII/2017                       | error
    Labor Day 2017                  | 2017-09-04
    Memorial Day 2017               | 2017-05-29
    qtd                             | 2017-07-01 to 2017-09-21
    week to date                    | 2017-09-18 to 2017-09-21
    since the war                   | error
    the last week of school         | error
"""

OTHER_LANGUAGES = """
    21 سبتمبر 2017                  | 2017-09-21
    ٢١ أيلول ٢٠١٧                   | 2017-09-21
    تشرين الأول 2016                | 2016-10-01 to 2016-10-31
    كانون الثاني                    | 2017-01-01 to 2017-01-31
    رمضان 1438                      | 2017-05-27 to 2017-06-24
    شوال 2017                       | 2017-06-25 to 2017-07-23
    ۳۰ شهریور ۱۳۹۶                  | 2017-09-21
    نوروز 2017                      | 2017-03-21
    21 сентября 2017                | 2017-09-21
    сентябрь 2016                   | 2016-09-01 to 2016-09-30
    мая 2016 .. июня 2016           | 2016-05-01 to 2016-06-30
    с                               | error
    21 septembre 2017               | 2017-09-21
    1er septembre 2017              | 2017-09-01
    août 2016                       | 2016-08-01 to 2016-08-31
    février                         | 2017-02-01 to 2017-02-28
    21. September 2017              | 2017-09-21
    März 2016                       | 2016-03-01 to 2016-03-31
    Oktober..Dezember 2016          | 2016-10-01 to 2016-12-31
    21 de septiembre de 2017        | 2017-09-21
    gennaio 2016                    | 2016-01-01 to 2016-01-31
    21 Eylül 2017                   | 2017-09-21
    since 3 mars 2016               | since 2016-03-03
    before décembre 2016            | until 2016-11-30
    letzte Woche                    | 2017-09-11 to 2017-09-17
    die letzten 7 Tage              | 2017-09-15 to 2017-09-21
    seit Anfang Mai 2017            | since 2017-05-01
    vom 3. bis 5. Mai 2017          | 2017-05-03 to 2017-05-05
    bis Mai 2017                    | until 2017-05-31
    vor dem 1. Mai 2017             | until 2017-04-30
    am 5. Mai 2017                  | 2017-05-05
    zwischen März und Mai 2017      | 2017-03-01 to 2017-05-31
    2. Quartal 2017                 | 2017-04-01 to 2017-06-30
    Sommer 2016                     | 2016-06-01 to 2016-08-31
    gestern                         | 2017-09-20
    seit dem Krieg                  | error
    du 3 au 5 mai 2017              | 2017-05-03 to 2017-05-05
    les 7 derniers jours            | 2017-09-15 to 2017-09-21
    la semaine dernière             | 2017-09-11 to 2017-09-17
    début mai 2017                  | 2017-05-01 to 2017-05-10
    le 1er mai 2017                 | 2017-05-01
    depuis la guerre                | error
    del 3 al 5 de mayo de 2017      | 2017-05-03 to 2017-05-05
    últimos 7 días                  | 2017-09-15 to 2017-09-21
    antes de mayo de 2017           | until 2017-04-30
    entre marzo y mayo de 2017      | 2017-03-01 to 2017-05-31
    ayer                            | 2017-09-20
    la settimana scorsa             | 2017-09-11 to 2017-09-17
    semana passada                  | 2017-09-11 to 2017-09-17
    vorige week                     | 2017-09-11 to 2017-09-17
    mei 2017                        | 2017-05-01 to 2017-05-31
    maj 2017                        | 2017-05-01 to 2017-05-31
    w zeszłym tygodniu              | 2017-09-11 to 2017-09-17
    на прошлой неделе               | 2017-09-11 to 2017-09-17
    с 3 по 5 мая 2017               | 2017-05-03 to 2017-05-05
    с мая 2017 года                 | since 2017-05-01
    последние 7 дней                | 2017-09-15 to 2017-09-21
    после 1 мая 2017                | since 2017-05-02
    1 квартал 2017                  | 2017-01-01 to 2017-03-31
    минулого тижня                  | 2017-09-11 to 2017-09-17
    geçen hafta                     | 2017-09-11 to 2017-09-17
    son 7 gün                       | 2017-09-15 to 2017-09-21
    الأسبوع الماضي                  | 2017-09-11 to 2017-09-17
    منذ أيار 2017                   | since 2017-05-01
    آخر 7 أيام                      | 2017-09-15 to 2017-09-21
    هفته گذشته                      | 2017-09-11 to 2017-09-17
    مهر ۱۳۹۵                        | 2016-09-22 to 2016-10-21
    2017年9月21日                    | 2017-09-21
    2017年5月                        | 2017-05-01 to 2017-05-31
    2017년 5월                       | 2017-05-01 to 2017-05-31
    先週                             | 2017-09-11 to 2017-09-17
    上周                             | 2017-09-11 to 2017-09-17
    אתמול                           | 2017-09-20
"""


def cases(table: str) -> list[tuple[str, str]]:
    return [(words.strip(), days.strip()) for words, days in (line.split("|") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("words", "days"), [*cases(ENGLISH), *cases(OTHER_LANGUAGES)])
def test_typed_dates(words: str, days: str) -> None:
    if days == "error":
        with pytest.raises(DateFilterError):
            parse_filter(words, TODAY)
    else:
        assert describe(parse_filter(words, TODAY)) == days


def test_there_are_enough_of_them() -> None:
    assert len(cases(ENGLISH) + cases(OTHER_LANGUAGES)) >= 60
    assert len(cases(OTHER_LANGUAGES)) >= 20
