"""Rules for units of Portuguese that are not behind a number of their own: `km/dia`, `R$ 70/barril`, `R$ 5 o kg`."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import IN_NUMBERS, Rule, Start, any_of

_WORDS = "mês ano dia hora minuto segundo semana noite pessoa unidade quilo litro metro aluno aula habitante".split()
_PERIODS = frozenset("dia semana mês ano hora noite pessoa".split())
_AMOUNT_BEFORE = re.compile(r"\d\s?(?:mil\s|mi\s|milhões\s)?(?:[^\W\d_]{1,14}\.?)?$|[%\"″']$")
_THING_BEFORE = re.compile(r"(?<![\d/])\d[\d.,]* ?[^\d/.;:!?\n]{1,20}(?<! dia)(?<! mês)(?<! ano)(?<! semana)$")
_PRICED = re.compile(r"(?<=\d)/(?=[a-zà-ÿ]{3,})")
_MONEY_BEFORE = re.compile(r"[$€£] ?[\d.,]+$")
_UNIT_ALONE = re.compile(r"(?<![\w.,/@#-])(?:kg|km|cm|mm|kWh)(?![\w/@-]|\.? ?\d|\.\w)")
_ONE_BEFORE = frozenset("o por cada um do no ao pelo".split())
_SPOONS = re.compile(
    r"(?:(?<=\bcolher )|(?<=\bcolheres )|(?<=\bxícara )|(?<=\bxícaras )|(?<=\bcopo )|(?<=\bcopos )|(?<=\bxíc\. )"
    r"|(?<=\bcol\. ))"
    r"\((?:de )?(?P<of>chá|sopa|café|sobremesa|requeijão)\)"
)
_NEAR = 24


def units_of_rates(language: Language) -> Mapping[str, str]:
    """Returns what may stand behind a slash, with what is said for one of it."""
    units = {sign: unit.one for sign, unit in language.units.items() if sign not in language.loose_units}
    return {sign: one for sign, one in units.items() if sign[0].isalpha()} | {word: word for word in _WORDS}


def rules(language: Language) -> Iterator[Rule]:
    units = units_of_rates(language)
    raised = any_of(sign for sign in units if sign[-1] in "²³")
    rate = re.compile(rf"/\s?(?P<per>{any_of([*units, '@'])})\b(?:\.(?=[;,)]))?(?![/-]\w)|/(?P<raised>{raised})")
    plain = [sign for sign in language.units if sign.isalpha()]
    in_time = re.compile(
        rf"(?<![\w.,])(?P<number>{language.number_pattern}) ?(?P<unit>{any_of(plain)})(?=/(?:{'|'.join(_WORDS)})(?!\w))"
    )
    behind_number = IN_NUMBERS + "".join({sign[0] for sign in plain})
    yield Rule(TextClass.MEASURE, Start.SIGN, rate, partial(_rate, language, units), "/")
    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, in_time, partial(_in_time, language), behind=behind_number)
    yield Rule(TextClass.ABBREVIATION, Start.WORD | Start.ATTACHED, _UNIT_ALONE, partial(_unit_alone, language), "kcm")
    yield Rule(TextClass.MONEY, Start.SIGN, _PRICED, _priced, "/")
    yield Rule(TextClass.MEASURE, Start.SIGN, _SPOONS, lambda match: f"de {match['of']}", "(")


def _rate(language: Language, units: Mapping[str, str], match: re.Match[str]) -> str | None:
    sign = match["per"] or match["raised"]
    place = max(0, match.start() - _NEAR), match.start()
    is_amount = _AMOUNT_BEFORE.search(match.string, *place) is not None
    if not is_amount and not (sign in _PERIODS and _THING_BEFORE.search(match.string, *place)):
        return None
    return f"por {units.get(sign) or language.units[sign].one}"


def _in_time(language: Language, match: re.Match[str]) -> str:
    return language.measure(language.parse(match["number"]), language.units[match["unit"]])


def _unit_alone(language: Language, match: re.Match[str]) -> str:
    """Returns the name of a unit without a number: `R$ 5 o kg`, `altura em cm`."""
    unit = language.units[match[0]]
    before = match.string[max(0, match.start() - 8) : match.start()].lower().split()
    return unit.one if before and before[-1] in _ONE_BEFORE else unit.many


def _priced(match: re.Match[str]) -> str | None:
    """Returns what is said between a price and what has it: `R$ 70/barril`."""
    return "por" if _MONEY_BEFORE.search(match.string, max(0, match.start() - _NEAR), match.start()) else None
