"""Words that say little about which event a story tells of, though they carry meaning.

From a library of a few stories nobody can tell which of their words are rare, so what any reader of news knows about
it is written down here. In a large library its own counts decide.
"""

from __future__ import annotations

from functools import cache

from index.entities import lexicon
from index.text.words import word_forms

COMMON_SHARE = 0.05
"""Of stories in which a usual word of news stands, by rule of thumb."""

COUNTRY_SHARE = 0.1
"""Of stories in which a given country or its people are named, by rule of thumb."""

RARE_SHARE = 0.005
"""Of stories in which any other word stands, by rule of thumb."""

_COMMON = (
    "able access account accused across act action activists activity administration afp agence agencies"
    " agency agree agreed agreement aid aim aimed air allegation allegations alleged allegedly allied allies"
    " allow ally american announced announcement ap area areas armed army arrested article asked associated"
    " attack attacked attacks attempt authorities authority backed ban based battle began begin believe"
    " believed better big black body bomb border break bring brought build building business call called"
    " campaign capital car care carried carry case cause center central centre chairman chance change charge"
    " charges chief child children citizens city civil civilian civilians claim claimed claims clear close"
    " coalition comes coming comment comments commission committee common community company concern concerns"
    " condition conference confirmed conflict control controlled copyright council countries country couple"
    " course court created crime crisis current cut daily data date daughter dead deal death decided decision"
    " defence defense department deputy despite development did died different director discuss discussed"
    " district doctor dozens drive due earlier east eastern economic economy effort efforts election emergency"
    " employees end ended ensure event events evidence executive expected face facility fact family far father"
    " federal fell fight fighters fighting film financial find fire firm five focus following force forced"
    " forces foreign forward found four free friday friends full fund future game general global goal good"
    " government great ground group groups growth half hand hands happened hard head headed health hear heard"
    " held help high hit hold home hope hospital hour hours house human hundreds image important incident"
    " included increase industry information injured inside international interview investigation involved"
    " islamic issue issued issues job join joined key kill killed kind knew know known large launched law"
    " lawyer lead leader leaders leading leave led left legal level life light line live lives living local"
    " long longer look looking lost love low main major making man market mass matter media meet meeting"
    " member members men met middle military million minister ministry mission moment money morning mother"
    " move moved multiple murder names nation national nations near need needed network news night north"
    " northeast northern northwest number numbers office officer officers official officials oil old online"
    " open opened operation operations opposition order organization outside parents parliament parties party"
    " past pay peace people percent person photo place places plan planned plans play point points police"
    " policy political position possible post power presence present president press presse pressure prevent"
    " previous price prime prison private problem process program project property protect protection proved"
    " province provinces public published quarter question questions quickly raid raids raised reached read"
    " real reason received recent recently record region regional register related relations release released"
    " remain remained remains response rest result results return returned reuters review right rights rise"
    " rising road role room rule rules run running russian safe safety sale scene school search season seat"
    " secretary section security seek seeking seen senior sent sentence series serious service services set"
    " setting share shares shooting short shot shows side sides sign signed significant similar single site"
    " situation size small social soldiers son sought source sources south southeast southern southwest"
    " special sputnik staff staged stand star start started state states step stop stopped stories story"
    " street strike strikes strong struck students study suffered support supported suspected system taken"
    " taking talk talks target targeted tass team tension tensions term terms terror terrorist terrorists"
    " tests thousands threat times top town trade tried trip troops true try trying turn turned union unit"
    " united university updated used using victim victims video view village violence visit vote waiting wall"
    " want wanted war warned watch water weapons website week weekend west western white wife win woman women"
    " won word words work worked workers working world worth wounded write writer writers wrong xinhua young".split()
)


AGENCIES = frozenset(
    (
        "agence france presse",
        "anadolu agency",
        "associated press",
        "bloomberg",
        "deutsche presse agentur",
        "interfax",
        "press association",
        "press trust of india",
        "reuters",
        "ria novosti",
        "sputnik",
        "tass",
        "united press international",
        "xinhua",
    )
)
"""News agencies by their folded names: whoever reports an event, the event is another matter."""


@cache
def _shares() -> dict[str, float]:
    shares = dict.fromkeys(_COMMON, COMMON_SHARE)
    for country in lexicon.countries():
        for name in (country.name, *country.others, *country.demonyms):
            shares |= dict.fromkeys(word_forms(name), COUNTRY_SHARE)
    return shares


def usual_share(form: str) -> float:
    """The share of all news in which a folded word may be expected, before any was seen."""
    return _shares().get(form, RARE_SHARE)
