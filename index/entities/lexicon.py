"""The curated lists: countries and their people, affiliations, and the words that mark a name's kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.entities.tables import parts, rows

MONTHS_AND_DAYS = frozenset(
    (
        "January February March April May June July August September October November December Jan Feb Mar Apr "
        "Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed "
        "Thu Fri Sat Sun GMT UTC"
    ).split()
)

TITLES = frozenset(
    (
        "Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame Baron Baroness President Vice-President Premier "
        "Chancellor Minister Secretary Senator Sen Sens Rep Reps Representative Congressman Congresswoman "
        "Governor Gov Mayor Ambassador King Queen Prince Princess Emperor Emir Sultan Sheikh Shaikh Sheik "
        "Mullah Ayatollah Imam Pope Cardinal Archbishop Bishop Rev Reverend Father Sister Brother Rabbi Judge "
        "Justice General Gen Colonel Col Lieutenant Lt Major Maj Captain Capt Sergeant Sgt Admiral Adm "
        "Brigadier Brig Commander Cmdr Corporal Cpl Private Pvt Marshal Chairman Chairwoman Spokesman "
        "Spokeswoman Spokesperson Coach Officer Inspector Superintendent Detective Constable Chief Analyst "
        "Lawyer Attorney Prosecutor Chef Director CEO MP MEP Hon Honourable Honorable Deputy Maulana Hajj "
        "Haji Hadji Comrade Crown Msgr Supt Pastor Speaker Commissioner"
    ).split()
)

PLURAL_TITLES = frozenset("Sens Reps Govs Messrs Profs Drs Gens Cols Presidents Senators Representatives".split())
TITLES_BEFORE_NAMES = (TITLES | PLURAL_TITLES | {"Chair"}) - {"Justice", "Major", "Prince", "Marshal"}
"""Words before a person's name that are no part of it. Those taken out are given names, too."""

ORGANIZATION_WORDS = frozenset(
    (
        "Inc Corp Co Ltd LLC PLC Plc AG SA NV GmbH Group Holdings Holding Bank University College Institute Council "
        "Committee Commission Ministry Department Agency Authority Association Organization Organisation Federation "
        "Confederation Union League Party Front Army Forces Force Brigade Brigades Battalion Division Corps Command "
        "Navy Police Court Parliament Senate Congress Assembly Foundation Center Centre Observatory Society Club FC "
        "United City Times Post News Journal Tribune Herald Guardian Company Corporation Industries Airlines Airways "
        "Motors Systems Technologies Services Partners Bureau Office Board Fund Trust Museum Hospital School Church "
        "Alliance Coalition Movement Network Press Agency Media Television Radio Studios Records Militia Regiment "
        "Secretariat Mission Tribunal Cabinet Chamber Exchange Airline Energy Oil Petroleum Telecom Insurance"
    ).split()
)
ORGANIZATION_HEADS = frozenset(
    (
        "Committee Subcommittee Commission Ministry Association Federation Confederation University Institute "
        "Foundation Corporation Authority Tribunal Secretariat Directorate Consortium Syndicate Coalition Observatory"
    ).split()
)
"""Last words of names of several words that are always organisations."""

SHORT_NAMES = frozenset(
    (
        "Observatory Institute Foundation Commission Committee Council Ministry Agency Authority Association "
        "Federation Confederation Union League Front Coalition Alliance Movement Fund Bank Bureau Board Center "
        "Centre Society Museum University College Tribunal Secretariat Mission Trust Brigade Chamber Exchange "
        "Corporation Organization Organisation Department Times Post Journal Tribune Herald"
    ).split()
)
"""Nouns that may stand for an organisation whose name has them, once it was named: the Observatory."""


PLACE_WORDS = frozenset(
    (
        "River Valley Lake Sea Ocean Gulf Bay Strait Straits Peninsula Island Islands Mountain Mountains Mount Mt "
        "Desert Province Governorate County District State City Town Village Street Road Avenue Airport Airbase Base "
        "Camp Port Bridge Dam Square Park North South East West Northern Southern Eastern Western Central Heights "
        "Hills Coast Region Basin Delta Plateau Forest Canal Highway Border Plains Strip Territory Republic Kingdom"
    ).split()
)


# Words with capitals that name no person, organisation or place.
NO_NAMES = frozenset(
    (
        "CEO CFO COO CTO CIO GDP GNP CPI MoU MOU PhD MBA BA MA LGBT LGBTQ LGBTI HIV AIDS TV DNA RNA SMS GPS IED IEDs "
        "VAT IPO NGO NGOs MP MPs MLA MEP MEPs MD VP PM DIY PR HR IT ID IDs UFO USB PC PCs DVD CD CDs PDF URL WiFi "
        "Internet COVID Covid COVID-19 Covid-19 SARS Ebola H1N1 AK-47 AM PM EST EDT PST PDT BST CET IST AD BC BCE CE "
        "Q1 Q2 Q3 Q4 H1 H2 EPS EBITDA ETF FDI SUV SUVs EV EVs ATM ATMs PPE ICU ICUs PTSD DUI FAQ RIP VIP VIPs AI God "
        "Allah Lord Christmas Easter Ramadan Eid Islam Christianity Christ Bible Quran Koran Earth Moon Mars OK SOS "
        "Mr Mrs Ms Dr Sir Madam President King Queen Prince Princess Pope Emperor Minister Chairman Senator Governor "
        "General Colonel Captain Republic Party Corporation Company Group North South East West State City Province "
        "Web World Cup Covid19 Monday Tuesday Wednesday Thursday Friday Saturday Sunday English Bill Act TB USD "
        "Obamacare ObamaCare Brexit Medicaid Medicare Left Right Democracy PAC GMO "
        "Airlines Newsletters LLC Inc Ltd PLC Plc GmbH Govs Sens Reps Us"
    ).split()
) | {
    *("First Lady", "First Minister", "Prime Minister", "Vice President", "Attorney General", "Foreign Minister"),
    *("Special Counsel", "American Dream", "Daily Newsletters"),
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with all its names; latitude and longitude in whole degrees of its middle."""

    code: str
    name: str
    others: tuple[str, ...]
    demonyms: tuple[str, ...]
    latitude: float
    longitude: float


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories of the list."""
    return tuple(
        Country(code, name, parts(others), parts(demonyms), float(latitude), float(longitude))
        for code, name, others, demonyms, latitude, longitude in rows("countries.tsv")
    )


@cache
def country_names() -> frozenset[str]:
    """Every name of every country, as written."""
    return frozenset(name for country in countries() for name in (country.name, *country.others))


@cache
def country_codes() -> dict[str, str]:
    """The code of a country by each of its names and its people's."""
    return {
        name: country.code
        for country in reversed(countries())
        for name in (country.name, *country.others, *country.demonyms)
    }


@cache
def affiliations() -> dict[str, str]:
    """Every affiliation as written, with the affiliation that it is a form of: Syrians → Syrian."""
    found = {form: country.demonyms[0] for country in countries() for form in country.demonyms}
    for (form,) in rows("affiliations.txt"):
        singular = form.removesuffix("s")
        found.setdefault(form, singular if singular in found else form)
    return found
