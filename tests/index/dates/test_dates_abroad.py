"""Dates in headers, datelines and labels of other languages and calendars."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.abroad import read_date_abroad
from index.dates.published import find_published

TODAY = datetime.date(2026, 6, 1)


def published(text: str) -> str | None:
    return find_published(text, today=TODAY).value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("بيروت، 3 آذار/مارس 2024 (رويترز) - قال الوزير إن الجسر مغلق", "2024-03-03"),
        ("الرباط - 9 غشت 2023", "2023-08-09"),
        ("الدوحة 10 محرم 1445 هـ الموافق 28 يوليو 2023 م", "2023-07-28"),
        ("مشهد، ۱۵ خرداد ۱۴۰۲ (ایسنا) - وزیر گفت", "2023-06-05"),
        ("تاریخ انتشار: ۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("1400/01/01", "2021-03-21"),
        ("МИНСК, 3 марта 2024 г. /БЕЛТА/. Министр сказал", "2024-03-03"),
        ("Обновлено 05.09.2017 в 11:22", "2017-09-05"),
        ("Gepubliceerd op 9 maart 2022", "2022-03-09"),
        ("Data publikacji 7 lipca 2021", "2021-07-07"),
        ("עודכן ב-03/02/2021 10:30", "2021-02-03"),
        ("פורסם ב־17.11.2020", "2020-11-17"),
        ("ЛЬВІВ, 7 липня 2023 р. (Укрінформ) — Міністр сказав", "2023-07-07"),
        ("İZMİR, 9 Ağustos 2023 (AA) - Bakan açıkladı", "2023-08-09"),
        ("KRAKÓW, 4 października 2022 (PAP) - Rząd", "2022-10-04"),
        ("Mis à jour le 1er août 2017 à 09h42", "2017-08-01"),
        ("Πέμπτη, 3 Αυγούστου 2023", "2023-08-03"),
        ("יום שני, 4 במרץ 2024", "2024-03-04"),
        ("मुंबई, 7 अगस्त 2023 (भाषा) मंत्री ने कहा", "2023-08-07"),
        ("วันที่ 5 มีนาคม 2566", "2023-03-05"),
        ("新华社北京2024年3月4日电 部长说", "2024-03-04"),
        ("二〇二四年三月十四日", "2024-03-14"),
        ("中央社台北民國112年3月4日電", "2023-03-04"),
        ("令和元年５月１２日", "2019-05-12"),
        ("입력 2024년 3월 4일 18:30", "2024-03-04"),
        ("2017. december 24. László írta", "2017-12-24"),
        ("Huế, ngày 7 tháng 3 năm 2024 - Bộ trưởng nói", "2024-03-07"),
    ],
)
def test_the_date_of_a_text_is_read(text: str, day: str) -> None:
    assert published(text) == day
    assert published(f"{text}\n\n. . .\n") == day


@pytest.mark.parametrize(
    "text",
    [
        "Le maire mai Étienne a parlé de 12 maisons",
        "Ocak ailesi 12 kişi, Şubat ailesi 2025 lira",
        "Am 12 Mann: für 2025 Euro",
        "32人が2025人のうち月の日に",
        "ракета С-300 та 155 мм",
        "31 февраля 2024 года",
        "12 محرم 9999",
        "民國999年12月24日",
        "二〇二四年十三月四日",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert published(text) is None


def test_a_date_within_a_sentence_weighs_little() -> None:
    text = (
        "Министр сказал, что мост, который открыли для всех 3 марта 2020 года, закроют из-за ремонта на неделю.\n"
        "Опубликовано 5 марта 2024 года"
    )
    found = find_published(text, today=TODAY)
    assert [one.source for one in found.evidence] == ["sentence", "label"]
    assert found.value == "2024-03-05"


def test_our_calendar_goes_before_the_other_of_one_line() -> None:
    reading = read_date_abroad("14 رمضان 1445 هـ الموافق 24 مارس 2024 م")
    assert reading is not None
    assert (reading.year, reading.month, reading.day) == (2024, 3, 24)


@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    reading = read_date_abroad(text)
    if reading is not None:
        assert reading.year and reading.month and reading.day
        datetime.date(reading.year, reading.month, reading.day)
        assert 0 <= reading.start < reading.end <= len(text)
