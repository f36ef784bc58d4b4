"""Rules for amounts of Portuguese: ordinals, large numbers before nouns and units, short money, halves.

Here are those whose reading hangs on the words around them; plain measures and money are common rules.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language, Unit
from vozes.text.normalizing.languages.portuguese.context import last_words
from vozes.text.normalizing.languages.portuguese.genders import gender_around, is_feminine
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_BEFORE_WORD, SIGN, Rule, Start, any_of, spell

_LOOK_BACK = 40
_START = r"(?<![\w.,])"
_BLANK = r"[ \u00a0\u202f]?"
_ORDINAL = re.compile(
    rf"{_START}(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,12}})"
    rf"(?:\.? ?(?P<suffix>[ºª])|(?P<degree>°)|(?P<letter>[oa]))(?P<many>s)?"
    rf"(?:{NOT_BEFORE_WORD}|(?<=[ºª])(?=[A-Z](?!\w)))"
    r"(?:\.(?=,? [a-zà-ÿ])|-(?P<annex>[A-Z])(?!\w))?"
)
_NO_ORDINAL_FOLLOWS = re.compile(
    r" ?(?:[^\w ]|$|\n|(?:d[eoa]s?|e|em|n[oa]s?|à|às|a|ao|com|ou|até|hoje|ontem|amanhã|para|por|graus?|[CFNSLOWE]"
    r"|norte|sul|leste|oeste)\b)"
)
_LETTER_FOLLOWS = re.compile(r" [^\W\d_]{2}|-feira|s\b|\)")
_ARTICLES = frozenset("o no do ao a na da à art artigo arts § §§ parágrafo dia".split())
_ORDINAL_BEFORE = re.compile(r"\d[oaºª]s? (?:e|ou|a|ao|até|à) $")
_LAW = frozenset("art artigo arts artigos § §§ parágrafo".split())
_WARM = tuple(
    "mín máx min. max. temperatura termômetro calor frio forno graus clima sensação febre faz fez marc ângulo "
    "giro".split()
)
"""How words begin before which `º` is a degree."""
_WEEKDAY = r"(?:[2-6]ª|s[áa]b|dom|sex)"
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w){_WEEKDAY}\.? (?:a|à|até) $")
_WEEKDAY_FOLLOWS = re.compile(rf" (?:a|à|até) {_WEEKDAY}(?! [^\W\d_]{{3}})")
_EVERY_BEFORE = re.compile(r"\btodas? (?:as )?(?:[2-6]ª(?:, | e )(?:às )?){1,4}$")
_SMALL_SCALES = {"mi": "milhão", "bi": "bilhão", "tri": "trilhão"}
_THOUSANDS = {"k": "mil", "m": "mi", "b": "bi"}
_RESOLUTIONS = "2458"
"""`4K` is no number of thousands."""
_COUNTED_IN_MILLIONS = r"(?= (?:de|seguidores|inscritos|views|visualizações|downloads|usuários|curtidas|likes)\b)"
_HALF = re.compile(r"(?:1/2|½)(?![\d/]|[.,]\d)")
_SINGLES = {"¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_KITCHEN = frozenset(
    """
    xícara xícaras copo copos colher colheres lata latas pacote pacotes hora horas quilo quilos litro litros
    """.split()
)
_PREPOSITIONS = frozenset(
    """
    de do da dos das e em no na nos nas a o ao à as os para por com que ou é foi até entre mais menos se
    """.split()
)
_NO_NOUNS = "(?:d[eao]s?|por|a|e|no|na|em|para|com)"
_NOT_DIGITS = Start.ANY_WORD | Start.SIGN


def rules(language: Language) -> Iterator[Rule]:
    yield Rule(TextClass.ORDINAL, Start.DIGIT, _ORDINAL, lambda match: _ordinal(language, match), behind=".ºª°oa")
    edition = re.compile(rf"{_START}(?P<number>\d{{1,3}})\.(?= ed\.)")
    yield Rule(
        TextClass.ORDINAL, Start.DIGIT, edition, lambda match: language.ordinal(int(match["number"]), "f"), behind="."
    )
    lot = re.compile(rf"{_START}\d{{1,4}}(?=,? [lL]t\.? ?\d)")
    yield Rule(TextClass.CARDINAL, Start.ANY_NUMBER, lot, lambda match: language.integer(match[0]), behind="lL,")
    yield from _scale_rules(language)
    yield from _money_rules(language)
    yield from _fraction_rules(language)


def _scale_rules(language: Language) -> Iterator[Rule]:
    number = language.number_pattern
    words = any_of(scale for scale in language.scales if len(scale) > 3 or scale == "mil")
    small = any_of(scale for scale in _SMALL_SCALES if scale in language.scales)
    soon = r"(?=[-+±]?\d[\d.,\u00a0\u202f –—-]{0,40}[mMbBtTqQ])"
    scale = re.compile(
        rf"{_START}{soon}{SIGN}(?P<number>{number})(?:{_BLANK}[-–—]{_BLANK}(?P<last>{number}))?{_BLANK}"
        rf"(?P<scale>(?i:{words}|{small})\b)(?:{_BLANK}(?P<unit>{_sure_units(language)}){NOT_BEFORE_WORD}(?!/\w))?(?!\s?[€$£%])"
    )
    attached = re.compile(
        rf"{_START}{SIGN}(?P<number>{number})(?P<scale>[kK]|M{_COUNTED_IN_MILLIONS}){NOT_BEFORE_WORD}"
    )
    yield Rule(
        TextClass.CARDINAL,
        Start.ANY_NUMBER,
        scale,
        lambda match: _scaled(language, match),
        behind=f"{IN_NUMBERS}-–—mMbBtTqQ",
    )
    yield Rule(
        TextClass.CARDINAL, Start.DIGIT, attached, lambda match: _attached(language, match), behind=f"{IN_NUMBERS}kKM"
    )


def _money_rules(language: Language) -> Iterator[Rule]:
    number = language.number_pattern
    signs = [sign for sign in language.currency_signs if not sign.isalpha()]
    before = re.compile(
        rf"(?<!\w)(?P<minus>-)?(?P<currency>{any_of(signs)}){_BLANK}(?P<number>{number}){_BLANK}(?P<scale>[kKMB])"
        rf"{NOT_BEFORE_WORD}"
    )
    behind = re.compile(
        rf"{_START}(?=-?\d[\d.,]*{_BLANK}[kKM][€$£])(?P<minus>-)?(?P<number>{number}){_BLANK}(?P<scale>[kKM])"
        rf"(?P<currency>[€$£]){NOT_BEFORE_WORD}"
    )
    firsts = "".join({"-", *(sign[0] for sign in signs)})
    scales = any_of(scale for scale in language.scales)
    two = re.compile(
        rf"(?:(?<=\b[Dd]e )|(?<=\b[Ee]ntre ))(?P<currency>{any_of(signs)}){_BLANK}(?P<number>{number}) "
        rf"(?P<joint>a|e|até|ou) (?P<last>{number})(?: (?P<scale>{scales}){NOT_BEFORE_WORD})?"
        rf"(?![\w%€$/-]|[.,]\d|,? (?!{_NO_NOUNS}\b)[\w€$%])"
    )
    half = re.compile(
        rf"(?<!\w)(?P<minus>-)?(?P<currency>{any_of(signs)}){_BLANK}(?P<number>{number}) (?P<scale>{scales}) e meio"
        rf"{NOT_BEFORE_WORD}"
    )
    yield Rule(
        TextClass.MONEY, Start.LETTER | Start.SIGN, two, lambda match: _two_amounts(language, match), firsts, "$."
    )
    yield Rule(
        TextClass.MONEY, Start.LETTER | Start.SIGN, half, lambda match: _and_a_half(language, match), firsts, "$."
    )
    yield Rule(
        TextClass.MONEY, Start.LETTER | Start.SIGN, before, lambda match: _short_money(language, match), firsts, "$."
    )
    yield Rule(
        TextClass.MONEY,
        Start.ANY_NUMBER,
        behind,
        lambda match: _short_money(language, match),
        behind=f"{IN_NUMBERS}kKM",
    )


def _fraction_rules(language: Language) -> Iterator[Rule]:
    half = re.compile(
        rf"{_START}(?<!/)(?:(?P<whole>\d{{1,3}})(?: e |[ \u00a0])?)?{_HALF.pattern}"
        rf"(?:{_BLANK}(?:(?P<unit>{any_of(language.units)}){NOT_BEFORE_WORD}|(?P<noun>[^\W\d_]+)))?"
    )
    part = re.compile(
        rf"{_START}(?<!/)(?:(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})|(?P<single>[{''.join(_SINGLES)}])){_BLANK}"
        rf"(?:(?P<unit>{_sure_units(language)}|[lLgm])|(?P<noun>{any_of(_KITCHEN)})){NOT_BEFORE_WORD}"
    )
    singles = "".join(_SINGLES)
    noon = re.compile(rf"(?:(?<=\b[Mm]eio-dia e )|(?<=\b[Mm]eia-noite e )|(?<=\b[Mm]eio dia e )){_HALF.pattern}")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, noon, lambda _: "meia", "1", "/")
    for start, first, after in ((Start.ANY_NUMBER, "", "/½e0123456789"), (_NOT_DIGITS, "½", "")):
        yield Rule(TextClass.FRACTION, start, half, lambda match: _half(language, match), first, after)
    for start, first, after in ((Start.ANY_NUMBER, "", "/"), (_NOT_DIGITS, singles, "")):
        yield Rule(TextClass.FRACTION, start, part, lambda match: _part(language, match), first, after)


def _sure_units(language: Language) -> str:
    """Returns a pattern of the units that are no words or letters too."""
    return any_of(sign for sign in language.units if sign not in language.loose_units and sign[0].isalpha())


def _ordinal(language: Language, match: re.Match[str]) -> str | None:
    digits, text = match["number"].replace(".", ""), match.string
    if int(digits) == 0 or (digits[0] == "0" and not match["suffix"]):
        return None
    if re.match(r" ?[CF]\b", text[match.end() : match.end() + 3]):
        return None
    law = match["degree"] and last_words(text, match.start())[1] in _LAW
    if match["degree"] and not law and (int(digits) > 100 or _NO_ORDINAL_FOLLOWS.match(text, match.end())):
        return None
    if match["suffix"] == "º" and not match["many"] and _is_warm(match):
        return language.measure(language.parse(match["number"]), Unit("grau", "graus"))
    if match["letter"] and not (match["many"] or _LETTER_FOLLOWS.match(text, match.end())) and not _has_article(match):
        return None
    gender = "f" if (match["suffix"] or match["letter"] or "o") in "ªa" else "m"
    said = "terça" if digits == "3" and _is_weekday(match) else language.ordinal(int(digits), gender)
    annex = f" {spell(match['annex'])}" if match["annex"] else ""
    return said + ("s" if match["many"] else "") + annex


def _is_weekday(match: re.Match[str]) -> bool:
    """Returns whether `3ª` is a weekday: before `feira`, or in a range with another one."""
    text = match.string
    if re.match(r"[ -]feira", text[match.end() : match.end() + 6]):
        return True
    if _NO_ORDINAL_FOLLOWS.match(text, match.end()) is None:
        return False
    in_range = _WEEKDAY_BEFORE.search(text, max(0, match.start() - 12), match.start())
    if last_words(text, match.start())[1] in ("toda", "todas") or _EVERY_BEFORE.search(
        text, max(0, match.start() - 24), match.start()
    ):
        return True
    return bool(match["many"] or in_range or _WEEKDAY_FOLLOWS.match(text, match.end()))


def _has_article(match: re.Match[str]) -> bool:
    before = _ORDINAL_BEFORE.search(match.string, max(0, match.start() - 8), match.start())
    return before is not None or last_words(match.string, match.start())[1] in _ARTICLES


def _is_warm(match: re.Match[str]) -> bool:
    """Returns whether `º` stands for degrees, by what is before and behind it."""
    text = match.string
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()].lower().split()
    return any(word.startswith(_WARM) for word in before) and _NO_ORDINAL_FOLLOWS.match(text, match.end()) is not None


def _scaled(language: Language, match: re.Match[str]) -> str:
    number, scale = language.parse(match["number"]), match["scale"].lower()
    unit = language.units[match["unit"]] if match["unit"] else None
    gender = "m"
    if scale == "mil":
        gender = unit.gender if unit else gender_around(match.string, match.start(), match.end())
    said = _with_scale(language, number, scale, gender)
    if match["last"]:
        first = language.number(number, gender)
        said = language.range(first, _with_scale(language, language.parse(match["last"]), scale, gender))
    if unit is not None:
        said += f" {unit.many}" if scale == "mil" else f" de {unit.many}"
    return language.signed(match["sign"] or "", said)


def _with_scale(language: Language, number: Number, scale: str, gender: str) -> str:
    if scale == "mil":
        return "mil" if number.is_one else f"{language.number(number, gender)} mil"
    if scale in _SMALL_SCALES:
        return language.scaled(number, scale)
    return f"{language.number(number)} {scale}"


def _attached(language: Language, match: re.Match[str]) -> str | None:
    if match["scale"] == "K" and match["number"] in _RESOLUTIONS:
        return f"{language.integer(match['number'])} {spell('K')}"
    scale = _THOUSANDS[match["scale"].lower()]
    gender = gender_around(match.string, match.start(), match.end())
    return language.signed(match["sign"] or "", _with_scale(language, language.parse(match["number"]), scale, gender))


def _short_money(language: Language, match: re.Match[str]) -> str | None:
    scale = _THOUSANDS[match["scale"].lower()]
    if scale not in language.scales:
        return None
    currency = language.currencies[language.currency_signs[match["currency"]]]
    return language.signed(match["minus"] or "", language.money(language.parse(match["number"]), currency, scale))


def _two_amounts(language: Language, match: re.Match[str]) -> str:
    """Returns two amounts of which the first alone has a sign, and the last the word for a large number."""
    currency = language.currencies[language.currency_signs[match["currency"]]]
    first = language.number(language.parse(match["number"]), currency.gender)
    last = language.money(language.parse(match["last"]), currency, match["scale"] or "")
    return f"{first} {match['joint']} {last}"


def _and_a_half(language: Language, match: re.Match[str]) -> str:
    currency = language.currencies[language.currency_signs[match["currency"]]]
    joint = language.scaled_joint(match["scale"])
    said = f"{language.scaled(language.parse(match['number']), match['scale'])} e meio"
    return language.signed(match["minus"] or "", " ".join(filter(None, (said, joint, currency.many))))


def _half(language: Language, match: re.Match[str]) -> str | None:
    """Returns a half before what it is of: `meia xícara`, `um quilo e meio`; None where nothing is known to follow."""
    whole = int(match["whole"] or 0)
    unit, noun = language.units[match["unit"]] if match["unit"] else None, match["noun"]
    if unit is None and (noun is None or len(noun) < 3 or noun.lower() in _PREPOSITIONS):
        return _alone_and_a_half(language, match, whole) if noun is None and " e " in match[0] else None
    if unit is None:
        feminine = is_feminine(noun.lower(), one=whole < 2) or is_feminine(noun.lower(), one=whole >= 2)
        unit = Unit(noun, noun, "f" if feminine else "m")
    half = "meia" if unit.gender == "f" else "meio"
    if not whole:
        return f"{half} {unit.one}"
    return f"{language.measure(Number(str(whole)), unit)} e {half}"


def _alone_and_a_half(language: Language, match: re.Match[str], whole: int) -> str:
    """Returns a number and a half of nothing that is named; behind `às` it is an hour."""
    is_hour = last_words(match.string, match.start())[1] in ("às", "as", "pelas", "das")
    return f"{language.cardinal(whole, 'f')} e meia" if is_hour else f"{language.cardinal(whole)} e meio"


def _part(language: Language, match: re.Match[str]) -> str | None:
    """Returns a part of a unit or measure, which wants `de`: `três quartos de xícara`."""
    top, bottom = _SINGLES[match["single"]] if match["single"] else (int(match["top"]), int(match["bottom"]))
    if not 0 < top < bottom:
        return None
    whole = language.units[match["unit"]].one if match["unit"] else match["noun"]
    return f"{language.fraction(top, bottom)} de {whole}"
