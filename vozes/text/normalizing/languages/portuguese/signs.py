"""Rules for signs of Portuguese between or behind words and numbers: `c/`, `aluno(a)`, `Campinas-SP`, `10 x 15 cm`.

Formulas and rates have modules of their own.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.tables import ABBREVIATIONS
from vozes.text.normalizing.rules import Rule, Start, any_of

_STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO"
_STATE = re.compile(rf"[-/–](?P<state>{any_of(_STATES.split())})(?![\w-])")
_STATE_IN_BRACKETS = re.compile(rf"(?<=\()(?:{any_of(_STATES.split())})(?=\))")
_PREPOSITIONS = {"c": "com", "p": "para", "s": "sem"}
_PREPOSITION = re.compile(r"(?<![\w/.])(?P<letter>[cpsCPS])/(?=\s?[^\W_]{2}|\s?\d|\s[^\W_])(?!\s?\d{1,2}/)")
_RANGE = re.compile(r"[-–—](?=\s?(?P<last>\d[\d.,]{0,12}\s?(?:[^\W\d_]{1,4}|[%°ºª][CF]?)))")
_UNIT_BEFORE = re.compile(r"\d\s?(?P<unit>[^\W\d_]{1,4}|[%°ºª][CF]?)\s?$")
_EITHER = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{1,24})\((?P<end>as|a|es|s)\)")
_BLOOD = re.compile(r"(?<!\w)(?P<group>AB|A|B|O)(?P<sign>[+-])(?!\w)")
_BLOOD_BEFORE = re.compile(r"\b(?:sangue|sangu\w+|tipo|fator|doador\w*)\b[^.!?,;\n]{0,24}$", re.IGNORECASE)
_VERSUS = re.compile(r"(?<=[\w.] )[xX×](?= [\w$€£])")
_PRICE_FOLLOWS = re.compile(r" (?:R\$|US\$|[$€£]) ?\d")
_CAPITALS_AROUND = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]+|custo|\)) [xX] (?:[A-ZÀ-Þ][^\W\d_]|benef)")
_LENGTHS_AROUND = re.compile(r"\d [xX×] \d[\d.,]{0,6} ?(?:[cdkm]?m|pol|px)\b|\d ?(?:[cdkm]?m|pol\.?|px|m²) [xX×] ?\d")
_PER_BEFORE = frozenset("pessoa mês dia hora unidade cabeça semana ano kg noite".split())
_WORD_FOLLOWS = re.compile(r" ?([^\W\d_]+)")
_AMOUNT_BEFORE_SIGN = re.compile(r"\d(?: reais)? $")
_TOGETHER = re.compile(
    r"(?<!\w)c/c(?= (?:o |os |a |as )?(?:arts?|artigos?|§|§§|lei|inc|incisos?|súmula)\b|  ?§)", re.IGNORECASE
)
_ABOUT = re.compile(r"(?<!\w)c\. ?(?=(?:1\d{3}|20\d\d)(?!\w|[.,]\d))")
_JUDGED = re.compile(r"(?<!\w)j\.(?: em)?(?= ?\d{1,2}[./]\d{1,2}[./]\d{2})")
_REGISTRATION = re.compile(r"(?<!\w)I\.?(?P<kind>[EM])(?:\.:?|:)(?= ?(?:n[º°.] ?)?\d)")
_REGISTRATIONS = {"E": "inscrição estadual", "M": "inscrição municipal"}
_PREFIXED_YEAR = re.compile(r"(?<!\w)(?P<prefix>(?i:pós|pré|anti))-(?P<year>(?:1[5-9]|20)\d\d)(?!\w|[.,-]\d)")
_NEAR = 24


def rules(language: Language) -> Iterator[Rule]:
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _TOGETHER, lambda _: "combinado com", "cC", "/")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _ABOUT, lambda _: "cerca de", "c", ".")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _JUDGED, lambda _: "julgado em", "j", ".")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _REGISTRATION, _registration, "I", ".E")
    yield Rule(
        TextClass.DATE, Start.ATTACHED, _PREFIXED_YEAR, lambda match: _prefixed_year(language, match), behind="-"
    )
    yield Rule(TextClass.SYMBOL, Start.SIGN, re.compile(r"(?<= )\|(?= )"), lambda _: ",", "|")
    yield Rule(TextClass.RANGE, Start.SIGN, _RANGE, _range, "-–—")
    yield Rule(TextClass.ABBREVIATION, Start.SIGN, _STATE, lambda match: _state(language, match), "-–/")
    yield Rule(
        TextClass.ACRONYM, Start.LETTER, _STATE_IN_BRACKETS, lambda match: language.spelled(match[0]), behind=")"
    )
    yield Rule(TextClass.SYMBOL, Start.SIGN, re.compile(r"~(?=[ ]?\d)"), lambda _: "aproximadamente", "~")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, re.compile(r"(?<=º )sem\."), lambda _: "semestre", "s", ".")
    yield Rule(
        TextClass.SYMBOL, Start.SIGN, re.compile(r"(?<!\w)#(?=\d|[A-Z]{1,6}-\d)|#(?=\d)"), lambda _: "número", "#"
    )
    yield Rule(
        TextClass.ABBREVIATION,
        Start.LETTER,
        _PREPOSITION,
        _preposition,
        "cpsCPS",
        "/",
    )
    yield Rule(TextClass.ABBREVIATION, Start.LETTER, _EITHER, _either, behind="(")
    yield Rule(TextClass.ACRONYM, Start.LETTER, _BLOOD, lambda match: _blood(language, match), "ABO", "+-")
    yield Rule(TextClass.ABBREVIATION, Start.ANY_WORD | Start.SIGN, _VERSUS, _versus, "xX×")
    alone = re.compile(r"(?<!\w)(?P<sign>R\$|US\$|U\$)(?!\s?[-+]?\d)")
    names = {"R$": "reais", "US$": "dólares", "U$": "dólares"}
    yield Rule(TextClass.MONEY, Start.LETTER, alone, lambda match: names[match["sign"]], "RU", "$")


def _preposition(match: re.Match[str]) -> str:
    letter = match["letter"].lower()
    word = _WORD_FOLLOWS.match(match.string, match.end())
    is_price = (
        letter == "p"
        and word
        and word[1].lower() in _PER_BEFORE
        and _AMOUNT_BEFORE_SIGN.search(match.string, max(0, match.start() - 8), match.start())
    )
    return "por" if is_price else _PREPOSITIONS[letter]


def _registration(match: re.Match[str]) -> str:
    return _REGISTRATIONS[match["kind"]] + ":" * match[0].endswith(":")


def _prefixed_year(language: Language, match: re.Match[str]) -> str:
    return f"{match['prefix']} {language.year(int(match['year']))}"


def _range(match: re.Match[str]) -> str | None:
    """Returns what is said between two amounts with the same unit: `10%-20%`, `1º-3º`."""
    before = _UNIT_BEFORE.search(match.string, max(0, match.start() - 8), match.start())
    if before is None or not match["last"].endswith(before["unit"]):
        return None
    return "a"


def _state(language: Language, match: re.Match[str]) -> str | None:
    """Returns the letters of a state behind the name of a place: `Campinas-SP`."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if match[0][0] == "/" and match.string[match.end() : match.end() + 1] == ")" and before[-1:].isupper():
        return language.spelled(match["state"])
    return language.spelled(match["state"]) if re.search(r"[A-ZÀ-Þ][\w'’ ]*[a-zà-ÿ]$", before) else None


def _either(match: re.Match[str]) -> str | None:
    word, end = match["word"], match["end"]
    if word.lower() in ABBREVIATIONS:
        return None
    stem = word[:-1] if word[-1] in "oO" else word
    if end == "as":
        return f"{word} ou {word[:-2]}as" if word.endswith("os") else f"{word} ou {word}as"
    if end == "a" and word[-1] not in "oOrslz":
        return None
    return f"{word} ou {stem}a" if end == "a" else f"{word} ou {word}{end}"


def _blood(language: Language, match: re.Match[str]) -> str | None:
    if _BLOOD_BEFORE.search(match.string, max(0, match.start() - 40), match.start()) is None:
        return None
    return f"{language.spelled(match['group'])} {'positivo' if match['sign'] == '+' else 'negativo'}"


def _versus(match: re.Match[str]) -> str | None:
    """Returns what an x between two names means, or between two lengths: `Flamengo x Vasco`, `10 cm x 15 cm`."""
    if _PRICE_FOLLOWS.match(match.string, match.end()):
        return "vezes"
    around = match.string[max(0, match.start() - _NEAR) : match.end() + 12]
    if _LENGTHS_AROUND.search(around):
        return "por"
    return "versus" if _CAPITALS_AROUND.search(around) else None
