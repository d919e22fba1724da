"""Agencies and titles of stories in other languages."""

from __future__ import annotations

import pytest

from index.text.titles import choose_title, find_source


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("بيروت، 3 آذار/مارس 2024 (رويترز) - قال الوزير إن الجسر مغلق.", "Reuters"),
        ("القاهرة في 3 أكتوبر 2017 /أ ش أ/ قال الوزير", "MENA"),
        ("الرياض 24 مارس 2024 م واس", "SPA"),
        ("مشهد، ۱۵ خرداد ۱۴۰۲ (ایسنا) - وزیر گفت", "ISNA"),
        ("МИНСК, 3 марта 2024 г. /ТАСС/. Министр сказал", "TASS"),
        ("ЛЬВІВ, 7 липня 2023 р. (Укрінформ) — Міністр сказав", "Ukrinform"),
        ("İZMİR, 9 Ağustos 2023 (AA) - Bakan açıkladı", "Anadolu"),
        ("新华社北京2024年3月4日电 部长说，桥将关闭。", "Xinhua"),
        ("【パリ共同】大臣は橋を閉鎖すると述べた。", "Kyodo"),
        ("(파리=연합뉴스) 김철수 특파원 = 장관은 말했다.", "Yonhap"),
        ("मुंबई, 7 अगस्त 2023 (भाषा) मंत्री ने कहा", "PTI"),
        ("ΠΑΤΡΑ, 12 Μαΐου 2024 (ΑΠΕ-ΜΠΕ) - Ο υπουργός είπε", "ANA-MPA"),
    ],
)
def test_the_agency_of_a_dateline_is_known_by_its_usual_name(line: str, agency: str) -> None:
    assert find_source(f"Title\n\n{line}\n") == agency


@pytest.mark.parametrize(
    "line",
    [
        "وفا الوعد أمر مهم (في رأي الناس) قال الوزير",
        "Он читал ТАСС и говорил (с друзьями) о мосте.",
        "共同の家に住む（三人）と述べた。",
        "She said “no” (AA) and left – with them.",
    ],
)
def test_what_is_no_dateline_names_no_agency(line: str) -> None:
    assert find_source(f"{line}\n") == ""


@pytest.mark.parametrize(
    ("title", "paragraph"),
    [
        ("部长宣布关闭大桥", "新华社北京2024年3月4日电（记者李明）部长4日宣布，大桥将关闭一周。他说：“我们别无选择。”"),
        ("橋を一週間閉鎖へ", "【パリ共同】大臣は月曜日、島へ渡る橋を一週間にわたって閉鎖すると述べた。"),
        (
            "هل يغلق الجسر",
            "بيروت، 3 آذار/مارس 2024 (رويترز) - سأل الوزير الناس هل يغلق الجسر أمام السيارات لمدة أسبوع؟",
        ),
        ("पुल एक सप्ताह बंद रहेगा", "मुंबई, 7 अगस्त 2023 (भाषा) मंत्री ने कहा कि पुल मरम्मत के लिए एक सप्ताह बंद रहेगा।"),
    ],
)
def test_the_title_is_the_line_above_a_paragraph_that_ends_by_its_scripts_signs(title: str, paragraph: str) -> None:
    assert choose_title(f"{title}\n\n{paragraph}\n", "file.txt", None) == title
