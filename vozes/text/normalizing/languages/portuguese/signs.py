"""Rules for signs of Portuguese between or behind words and numbers: rates, formulas, powers, `c/`, `aluno(a)`."""

import re
from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.symbols import FACTORIAL
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.tables import ABBREVIATIONS
from vozes.text.normalizing.rules import IN_NUMBERS, Rule, Start, any_of, spell

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWERS = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWER = re.compile(r"(?P<base>(?<!\w)[a-zA-Zα-ω]{1,2})?(?P<power>⁻?[⁰¹²³⁴-⁹]{1,4})(?![⁰¹²³⁴-⁹])")
_TERM = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,6}(?:,\d+)?)(?P<letters>[a-z]{1,2})(?P<power>[²³⁴-⁹])?"
    r"(?=\s?[+=^*/÷×)]|\s?-\s?\d|(?<=[²³⁴-⁹]))(?!\w)"
)
_FUNCTION = re.compile(r"(?<!\w)(?P<name>[fgh])\((?P<of>[a-z])\)(?=\s?=)")
_AMOUNT_BEFORE = re.compile(r"\d\s?(?:mil\s|mi\s|milhões\s)?(?:[^\W\d_]{1,14}\.?)?$|[%\"″']$")
_WORDS = "mês ano dia hora minuto segundo semana noite pessoa unidade quilo litro metro aluno aula habitante".split()
_PERIODS = frozenset("dia semana mês ano hora noite pessoa".split())
_THING_BEFORE = re.compile(r"(?<![\d/])\d[\d.,]* ?[^\d/.;:!?\n]{1,20}(?<! dia)(?<! mês)(?<! ano)(?<! semana)$")
_STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO"
_STATE = re.compile(rf"[-/–](?P<state>{any_of(_STATES.split())})(?![\w-])")
_STATE_IN_BRACKETS = re.compile(rf"(?<=\()(?:{any_of(_STATES.split())})(?=\))")
_PREPOSITIONS = {"c": "com", "p": "para", "s": "sem"}
_PREPOSITION = re.compile(r"(?<![\w/.])(?P<letter>[cpsCPS])/(?=\s?[^\W_]{2}|\s?\d|\s[^\W_])(?!\s?\d{1,2}/)")
_DASH = re.compile(r"(?<= )[-–—](?= \d{1,6}(?:[ºª]| [^\W\d_]{3}))")
"""A dash before a number that something else is counted with."""
_RANGE = re.compile(r"[-–—](?=\s?(?P<last>\d[\d.,]{0,12}\s?(?:[^\W\d_]{1,4}|[%°ºª][CF]?)))")
_UNIT_BEFORE = re.compile(r"\d\s?(?P<unit>[^\W\d_]{1,4}|[%°ºª][CF]?)\s?$")
_EITHER = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{1,24})\((?P<end>as|a|es|s)\)")
_BLOOD = re.compile(r"(?<!\w)(?P<group>AB|A|B|O)(?P<sign>[+-])(?!\w)")
_BLOOD_BEFORE = re.compile(r"\b(?:sangue|sangu\w+|tipo|fator|doador\w*)\b[^.!?,;\n]{0,24}$", re.IGNORECASE)
_VERSUS = re.compile(r"(?<=[\w.] )[xX×](?= [\w$€£])")
_PRICE_FOLLOWS = re.compile(r" (?:R\$|US\$|[$€£]) ?\d")
_CAPITALS_AROUND = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]+|custo|\)) [xX] (?:[A-ZÀ-Þ][^\W\d_]|benef)")
_LENGTHS_AROUND = re.compile(r"\d [xX×] \d[\d.,]{0,6} ?(?:[cdkm]?m|pol|px)\b|\d ?(?:[cdkm]?m|pol\.?|px|m²) [xX×] ?\d")
_UNIT_ALONE = re.compile(r"(?<![\w.,/@#-])(?:kg|km|cm|mm|kWh)(?![\w/@-]|\.? ?\d|\.\w)")
_ONE_BEFORE = frozenset("o por cada um do no ao pelo".split())
_PER_BEFORE = frozenset("pessoa mês dia hora unidade cabeça semana ano kg noite".split())
_WORD_FOLLOWS = re.compile(r" ?([^\W\d_]+)")
_AMOUNT_BEFORE_SIGN = re.compile(r"\d(?: reais)? $")
_SPOONS = re.compile(
    r"(?:(?<=\bcolher )|(?<=\bcolheres )|(?<=\bxícara )|(?<=\bxícaras )|(?<=\bcopo )|(?<=\bcopos )|(?<=\bxíc\. )"
    r"|(?<=\bcol\. ))"
    r"\((?:de )?(?P<of>chá|sopa|café|sobremesa|requeijão)\)"
)
_TOGETHER = re.compile(
    r"(?<!\w)c/c(?= (?:o |os |a |as )?(?:arts?|artigos?|§|§§|lei|inc|incisos?|súmula)\b|  ?§)", re.IGNORECASE
)
_ABOUT = re.compile(r"(?<!\w)c\. ?(?=(?:1\d{3}|20\d\d)(?!\w|[.,]\d))")
_JUDGED = re.compile(r"(?<!\w)j\.(?: em)?(?= ?\d{1,2}[./]\d{1,2}[./]\d{2})")
_REGISTRATION = re.compile(r"(?<!\w)I\.?(?P<kind>[EM])(?:\.:?|:)(?= ?(?:n[º°.] ?)?\d)")
_REGISTRATIONS = {"E": "inscrição estadual", "M": "inscrição municipal"}
_ION = re.compile(r"(?<!\w)(?P<letters>(?:[A-Z][a-z]?[₀-₉\d]?){1,3})(?P<number>[²³⁴])?(?P<sign>[⁺⁻])(?![\w⁺⁻])")
_AFTER_IONS = "⁺⁻²³⁴₀₁₂₃₄₅₆₇₈₉0123456789"
_EXPONENT = re.compile(r"(?<![\w.,])(?P<number>\d{1,6}(?:[.,]\d{1,12})?)[eE](?P<power>[-+]?\d{1,3})(?![\w.,]\w|\w)")
_PREFIXED_YEAR = re.compile(r"(?<!\w)(?P<prefix>(?i:pós|pré|anti))-(?P<year>(?:1[5-9]|20)\d\d)(?!\w|[.,-]\d)")
_MONEY_BEFORE = re.compile(r"[$€£] ?[\d.,]+$")
_OPERATOR = re.compile(r"[=+×*÷]")
_NEAR = 24


def rules(language: Language) -> Iterator[Rule]:
    per = {
        sign: unit.one
        for sign, unit in language.units.items()
        if sign not in language.loose_units and sign[0].isalpha()
    }
    per |= {word: word for word in _WORDS}
    priced = re.compile(r"(?<=\d)/(?=[a-zà-ÿ]{3,})")
    raised = any_of(sign for sign in per if sign[-1] in "²³")
    rate = re.compile(rf"/\s?(?P<per>{any_of([*per, '@'])})\b(?:\.(?=[;,)]))?(?![/-]\w)|/(?P<raised>{raised})")

    def say_rate(match: re.Match[str]) -> str | None:
        sign = match["per"] or match["raised"]
        place = max(0, match.start() - _NEAR), match.start()
        if _AMOUNT_BEFORE.search(match.string, *place) is None and not (
            sign in _PERIODS and _THING_BEFORE.search(match.string, *place)
        ):
            return None
        return f"por {per.get(sign) or language.units[sign].one}"

    def number_power(match: re.Match[str]) -> str | None:
        return f"{language.number(language.parse(match['number']))} {say_power(language, match['power'])}"

    def scientific(match: re.Match[str]) -> str:
        number, power = language.number(language.parse(match["number"])), match["power"] or match["plain"]
        unit = f" {language.units[match['unit']].many}" if match["unit"] else ""
        digits = power.translate(_RAISED)
        exponent = language.signed("-" if digits[0] == "-" else "", language.integer(digits.lstrip("-")))
        return f"{number} vezes dez elevado a {exponent}{unit}"

    def power(match: re.Match[str]) -> str | None:
        if match[0] in language.units:
            return language.units[match[0]].one
        if not match["base"] and not re.match(r"[\w)\]]", match.string[match.start() - 1 : match.start()]):
            return language.digits_in_turn(match["power"].translate(_RAISED).lstrip("-"))
        said = say_power(language, match["power"])
        return f"{spell(match['base'])} {said}" if match["base"] else said

    def term(match: re.Match[str]) -> str | None:
        if match["letters"] + (match["power"] or "") in language.units:
            return None
        said = [language.number(language.parse(match["number"])), spell(match["letters"])]
        return " ".join(said + ([say_power(language, match["power"])] if match["power"] else []))

    yield Rule(TextClass.MEASURE, Start.SIGN, rate, say_rate, "/")
    unit_firsts = "".join({sign[0] for sign in language.units if sign.isalpha()})
    plain_units = any_of(sign for sign in language.units if sign.isalpha())
    in_time = re.compile(
        rf"(?<![\w.,])(?P<number>{language.number_pattern}) ?(?P<unit>{plain_units})"
        rf"(?=/(?:{'|'.join(_WORDS)})(?!\w))"
    )

    def say_in_time(match: re.Match[str]) -> str:
        return language.measure(language.parse(match["number"]), language.units[match["unit"]])

    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, in_time, say_in_time, behind=IN_NUMBERS + unit_firsts)
    yield Rule(
        TextClass.ABBREVIATION,
        Start.WORD | Start.ATTACHED,
        _UNIT_ALONE,
        lambda match: _unit_alone(language, match),
        "kcm",
    )
    yield Rule(TextClass.MONEY, Start.SIGN, priced, _priced, "/")
    yield Rule(TextClass.MEASURE, Start.SIGN, _SPOONS, lambda match: f"de {match['of']}", "(")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _TOGETHER, lambda _: "combinado com", "cC", "/")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _ABOUT, lambda _: "cerca de", "c", ".")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _JUDGED, lambda _: "julgado em", "j", ".")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _REGISTRATION, _registration, "I", ".E")
    yield Rule(TextClass.FORMULA, Start.SIGN, FACTORIAL, lambda _: "fatorial", "!")
    yield Rule(
        TextClass.FORMULA, Start.ANY_WORD, _ION, lambda match: _ion(language, match), ascii_uppercase, _AFTER_IONS
    )
    yield Rule(
        TextClass.FORMULA,
        Start.DIGIT,
        _EXPONENT,
        lambda match: _exponent(language, match),
        behind=".,eE",
    )
    yield Rule(
        TextClass.DATE, Start.ATTACHED, _PREFIXED_YEAR, lambda match: _prefixed_year(language, match), behind="-"
    )
    yield Rule(TextClass.FORMULA, Start.ATTACHED, _POWER, power, behind=_POWERS)
    yield Rule(TextClass.FORMULA, Start.ANY_WORD | Start.SIGN, _POWER, power, _POWERS)
    powers = re.compile(rf"(?<![\w.,])(?P<number>{language.number_pattern})(?P<power>⁻?[⁰¹²³⁴-⁹]{{1,4}})(?![\w⁻])")
    yield Rule(TextClass.FORMULA, Start.DIGIT, powers, number_power, behind=f"{IN_NUMBERS}{_POWERS}")
    science = re.compile(
        r"(?<![\w.,])(?P<number>\d{1,6}(?:[.,]\d{1,12})?) ?[x×·*] ?10"
        rf"(?:\^(?P<plain>-?\d{{1,3}})|(?P<power>[{_POWERS}]{{1,4}}))"
        rf"(?:[ \u00a0]?(?P<unit>{any_of(sign for sign in per if not sign.isalpha() or len(sign) < 4)}))?(?!\w)"
    )
    yield Rule(TextClass.FORMULA, Start.ANY_NUMBER, science, scientific, behind=f"{IN_NUMBERS}x×·*")
    yield Rule(TextClass.FORMULA, Start.DIGIT, _TERM, term, behind=f"{ascii_lowercase},")
    yield Rule(
        TextClass.FORMULA,
        Start.ATTACHED,
        _FUNCTION,
        lambda match: f"{spell(match['name'])} de {spell(match['of'])}",
        "fgh",
        "(",
    )
    division = re.compile(r"/(?=\s\d)")
    yield Rule(TextClass.FORMULA, Start.SIGN, division, _division, "/")
    yield Rule(TextClass.SYMBOL, Start.SIGN, re.compile(r"(?<= )\|(?= )"), lambda _: ",", "|")
    yield Rule(TextClass.SYMBOL, Start.SIGN, _DASH, _dash, "-–—")
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


def _unit_alone(language: Language, match: re.Match[str]) -> str:
    """Returns the name of a unit without a number: `R$ 5 o kg`, `altura em cm`."""
    unit = language.units[match[0]]
    before = match.string[max(0, match.start() - 8) : match.start()].lower().split()
    return unit.one if before and before[-1] in _ONE_BEFORE else unit.many


def _priced(match: re.Match[str]) -> str | None:
    """Returns what is said between a price and what has it: `R$ 70/barril`."""
    return "por" if _MONEY_BEFORE.search(match.string, max(0, match.start() - _NEAR), match.start()) else None


def _registration(match: re.Match[str]) -> str:
    return _REGISTRATIONS[match["kind"]] + ":" * match[0].endswith(":")


def _ion(language: Language, match: re.Match[str]) -> str:
    number = f" {language.integer(match['number'].translate(_RAISED))}" if match["number"] else ""
    sign = language.plus if match["sign"] == "⁺" else language.minus
    return f"{language.spelled(match['letters'])}{number} {sign}"


def _exponent(language: Language, match: re.Match[str]) -> str:
    """Returns a number as computers write it: `1,5e-3`."""
    power = match["power"]
    exponent = language.signed("-" if power[0] == "-" else "", language.integer(power.lstrip("+-")))
    return f"{language.number(language.parse(match['number']))} vezes dez elevado a {exponent}"


def _prefixed_year(language: Language, match: re.Match[str]) -> str:
    return f"{match['prefix']} {language.year(int(match['year']))}"


def say_power(language: Language, power: str) -> str:
    digits = power.translate(_RAISED)
    if digits in ("2", "3"):
        return "ao quadrado" if digits == "2" else "ao cubo"
    return "elevado a " + language.signed("-" if digits[0] == "-" else "", language.integer(digits.lstrip("-")))


def _division(match: re.Match[str]) -> str | None:
    text, start = match.string, match.start()
    is_formula = _OPERATOR.search(text, max(0, start - _NEAR), match.end() + _NEAR) is not None
    return "dividido por" if is_formula and re.match(r"[\d)] ", text[start - 2 : start]) else None


def _dash(match: re.Match[str]) -> str | None:
    near = max(0, match.start() - _NEAR), match.end() + _NEAR
    return None if _OPERATOR.search(match.string, *near) else match[0]


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
