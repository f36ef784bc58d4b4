"""Rules for formulas of Portuguese: powers, terms, ions, factorials, numbers times a power of ten, divisions."""

import re
from collections.abc import Iterator
from functools import partial
from string import ascii_lowercase, ascii_uppercase

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.symbols import FACTORIAL
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.rates import units_of_rates
from vozes.text.normalizing.rules import IN_NUMBERS, Rule, Start, any_of, spell

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWERS = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWER = re.compile(r"(?P<base>(?<!\w)[a-zA-Zα-ω]{1,2})?(?P<power>⁻?[⁰¹²³⁴-⁹]{1,4})(?![⁰¹²³⁴-⁹])")
_TERM = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,6}(?:,\d+)?)(?P<letters>[a-z]{1,2})(?P<power>[²³⁴-⁹])?"
    r"(?=\s?[+=^*/÷×)]|\s?-\s?\d|(?<=[²³⁴-⁹]))(?!\w)"
)
_FUNCTION = re.compile(r"(?<!\w)(?P<name>[fgh])\((?P<of>[a-z])\)(?=\s?=)")
_ION = re.compile(r"(?<!\w)(?P<letters>(?:[A-Z][a-z]?[₀-₉\d]?){1,3})(?P<number>[²³⁴])?(?P<sign>[⁺⁻])(?![\w⁺⁻])")
_AFTER_IONS = "⁺⁻²³⁴₀₁₂₃₄₅₆₇₈₉0123456789"
_EXPONENT = re.compile(r"(?<![\w.,])(?P<number>\d{1,6}(?:[.,]\d{1,12})?)[eE](?P<power>[-+]?\d{1,3})(?![\w.,]\w|\w)")
_DIVISION = re.compile(r"/(?=\s\d)")
_DASH = re.compile(r"(?<= )[-–—](?= \d{1,6}(?:[ºª]| [^\W\d_]{3}))")
"""A dash before a number that something else is counted with."""
_OPERATOR = re.compile(r"[=+×*÷]")
_NEAR = 24


def rules(language: Language) -> Iterator[Rule]:
    number = language.number_pattern
    powers = re.compile(rf"(?<![\w.,])(?P<number>{number})(?P<power>⁻?[⁰¹²³⁴-⁹]{{1,4}})(?![\w⁻])")
    units = any_of(sign for sign in units_of_rates(language) if not sign.isalpha() or len(sign) < 4)
    science = re.compile(
        r"(?<![\w.,])(?P<number>\d{1,6}(?:[.,]\d{1,12})?) ?[x×·*] ?10"
        rf"(?:\^(?P<plain>-?\d{{1,3}})|(?P<power>[{_POWERS}]{{1,4}}))(?:[ \u00a0]?(?P<unit>{units}))?(?!\w)"
    )
    formula = partial(Rule, TextClass.FORMULA)
    yield formula(Start.SIGN, FACTORIAL, lambda _: "fatorial", "!")
    yield formula(Start.ANY_WORD, _ION, partial(_ion, language), ascii_uppercase, _AFTER_IONS)
    yield formula(Start.DIGIT, _EXPONENT, partial(_exponent, language), behind=".,eE")
    yield formula(Start.ATTACHED, _POWER, partial(_power, language), behind=_POWERS)
    yield formula(Start.ANY_WORD | Start.SIGN, _POWER, partial(_power, language), _POWERS)
    yield formula(Start.DIGIT, powers, partial(_number_power, language), behind=f"{IN_NUMBERS}{_POWERS}")
    yield formula(Start.ANY_NUMBER, science, partial(_scientific, language), behind=f"{IN_NUMBERS}x×·*")
    yield formula(Start.DIGIT, _TERM, partial(_term, language), behind=f"{ascii_lowercase},")
    yield formula(Start.ATTACHED, _FUNCTION, _function, "fgh", "(")
    yield formula(Start.SIGN, _DIVISION, _division, "/")
    yield Rule(TextClass.SYMBOL, Start.SIGN, _DASH, _dash, "-–—")


def _ion(language: Language, match: re.Match[str]) -> str:
    number = f" {language.integer(match['number'].translate(_RAISED))}" if match["number"] else ""
    sign = language.plus if match["sign"] == "⁺" else language.minus
    return f"{language.spelled(match['letters'])}{number} {sign}"


def _exponent(language: Language, match: re.Match[str]) -> str:
    """Returns a number as computers write it: `1,5e-3`."""
    return _times_ten(language, match["number"], match["power"])


def _power(language: Language, match: re.Match[str]) -> str | None:
    if match[0] in language.units:
        return language.units[match[0]].one
    if not match["base"] and not re.match(r"[\w)\]]", match.string[match.start() - 1 : match.start()]):
        return language.digits_in_turn(match["power"].translate(_RAISED).lstrip("-"))
    said = _raised_to(language, match["power"])
    return f"{spell(match['base'])} {said}" if match["base"] else said


def _number_power(language: Language, match: re.Match[str]) -> str:
    return f"{language.number(language.parse(match['number']))} {_raised_to(language, match['power'])}"


def _scientific(language: Language, match: re.Match[str]) -> str:
    unit = f" {language.units[match['unit']].many}" if match["unit"] else ""
    return _times_ten(language, match["number"], match["power"] or match["plain"]) + unit


def _term(language: Language, match: re.Match[str]) -> str | None:
    if match["letters"] + (match["power"] or "") in language.units:
        return None
    said = [language.number(language.parse(match["number"])), spell(match["letters"])]
    return " ".join(said + ([_raised_to(language, match["power"])] if match["power"] else []))


def _function(match: re.Match[str]) -> str:
    return f"{spell(match['name'])} de {spell(match['of'])}"


def _times_ten(language: Language, number: str, power: str) -> str:
    return f"{language.number(language.parse(number))} vezes dez elevado a {_signed(language, power)}"


def _raised_to(language: Language, power: str) -> str:
    digits = power.translate(_RAISED)
    if digits in ("2", "3"):
        return "ao quadrado" if digits == "2" else "ao cubo"
    return f"elevado a {_signed(language, digits)}"


def _signed(language: Language, power: str) -> str:
    digits = power.translate(_RAISED)
    return language.signed("-" if digits[0] == "-" else "", language.integer(digits.lstrip("+-")))


def _division(match: re.Match[str]) -> str | None:
    text, start = match.string, match.start()
    is_formula = _OPERATOR.search(text, max(0, start - _NEAR), match.end() + _NEAR) is not None
    return "dividido por" if is_formula and re.match(r"[\d)] ", text[start - 2 : start]) else None


def _dash(match: re.Match[str]) -> str | None:
    """Returns the dash, which stays one, unless a formula is near."""
    near = max(0, match.start() - _NEAR), match.end() + _NEAR
    return None if _OPERATOR.search(match.string, *near) else match[0]
