"""The names of months in English."""

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
MONTHS["sept"] = 9
"""Month names and abbreviations, lower case and without a full stop, to 1–12."""

ROMAN_MONTHS = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}
"""The numbers of months in Roman numerals, as in "21 IX 2017", to 1–12."""
