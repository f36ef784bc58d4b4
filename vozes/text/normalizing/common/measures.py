"""Numbers with units, percentages, ranges and dimensions of them."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.language import Language, Unit
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_BEFORE_WORD, SIGN, Rule, Start, any_of, folded

_BLANK = r"[ \u00a0\u202f]?"
_NEXT_WORD = re.compile(r"[ \u00a0](\w{1,3})(?!\w)")
_CLOSING = re.compile(r"[“”»\"]")
_GOES_ON = f"{IN_NUMBERS}-–—~～〜x×"
_SECOND_UNITS = frozenset("dL dl mL ml kg ha min".split())
"""Units of several letters that stand behind a slash."""


def rules(language: Language) -> Iterator[Rule]:
    number = language.number_pattern
    start = rf"(?<![\w.])(?<!\d,){SIGN}"
    range_ = rf"(?P<first>{number})(?:{_BLANK}(?P<between>[-–—~～〜x×]){_BLANK}(?P<last>{number}))?"

    def amount(match: re.Match[str], unit: Unit) -> str:
        first = language.parse(match["first"])
        if match["last"] is None:
            return language.signed(match["sign"] or "", language.measure(first, unit))
        said = language.number(first, unit.gender)
        last = language.measure(language.parse(match["last"]), unit)
        joined = f"{said} {language.times_word} {last}" if match["between"] in "x×" else language.range(said, last)
        return language.signed(match["sign"] or "", joined)

    percent = Unit(language.percent, language.percent)
    permille = Unit(language.permille, language.permille)
    yield Rule(
        TextClass.MEASURE,
        Start.ANY_NUMBER,
        re.compile(rf"{start}{range_}{_BLANK}(?P<unit>[%‰])"),
        lambda match: amount(match, percent if match["unit"] == "%" else permille),
        behind=f"{_GOES_ON}%‰",
    )
    if language.inch_word:

        def inches(match: re.Match[str]) -> str | None:
            return None if closes_quotation(match) else language.measure(language.parse(match["first"]), inch)

        inch = Unit(language.inch_word, language.inch_word)
        pattern = re.compile(rf"{start}(?P<first>{number})[\"″](?!\w)")
        yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, pattern, inches, behind=f'{IN_NUMBERS}"″')
    if language.units:
        units = any_of(language.units)
        compound = rf"(?P<unit>{units})(?:/(?P<per>{units}))?{NOT_BEFORE_WORD}(?!/[^\W\d_]|['’-]\w|\.\w\.)"

        def measure(match: re.Match[str]) -> str | None:
            if match["unit"] in language.loose_units and not _is_surely_unit(match, language):
                return None
            unit = language.units[match["unit"]]
            if match["per"]:
                per = language.units[match["per"]].one
                unit = Unit(
                    f"{unit.one} {language.per_word} {per}", f"{unit.many} {language.per_word} {per}", unit.gender
                )
            return amount(match, unit) + "." * ends_sentence(match, certain=True)

        firsts = "".join({unit[0] for unit in language.units})
        # A full stop before a small letter belongs to the unit: `5 min. de espera`.
        stop = r"(?:\.(?=[ \u00a0][a-zà-ÿ]))?"
        pattern = re.compile(rf"{start}{range_}(?P<blank>{_BLANK}){compound}{stop}")
        yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, pattern, measure, behind=f"{_GOES_ON}{firsts}")
        yield from _bare_units(language)
    if language.scales:
        firsts = "".join({scale[0] for scale in language.scales})
        pattern = re.compile(
            rf"{start}(?P<first>{number}){_BLANK}(?P<scale>(?i:{any_of(language.scales)})){NOT_BEFORE_WORD}"
        )
        yield Rule(
            TextClass.CARDINAL,
            Start.ANY_NUMBER,
            pattern,
            lambda match: (
                language.signed(
                    match["sign"] or "", language.scaled(language.parse(match["first"]), folded(match["scale"]))
                )
                + "." * ends_sentence(match, certain=True)
            ),
            behind=f"{IN_NUMBERS}{firsts}{firsts.upper()}",
        )


def _bare_units(language: Language) -> Iterator[Rule]:
    """Yields the rule for units that no word looks like, where no number is before them: `the limit in km/h`."""
    whole = [sign for sign in language.units if sign[0].isalpha() and "/" in sign]
    firsts = [sign for sign in language.units if sign[0].isalpha() and len(sign) > 1]
    seconds = [sign for sign in language.units if len(sign) == 1 or sign[-1] in "²³" or sign in _SECOND_UNITS]
    several = Number("5")

    def say(match: re.Match[str]) -> str | None:
        if match["whole"]:
            unit = language.units[match["whole"]]
            return language.counted(several, unit.one, unit.many)
        unit, per = language.units[match["unit"]], language.units[match["per"]]
        if match["unit"] in language.loose_units:
            return None
        return f"{language.counted(several, unit.one, unit.many)} {language.per_word} {per.one}"

    if firsts and seconds:
        whole_or_parts = rf"(?:(?P<whole>{any_of(whole)})|(?P<unit>{any_of(firsts)})/(?P<per>{any_of(seconds)}))"
        pattern = re.compile(rf"(?<![\w/]){whole_or_parts}(?![\w/])")
        yield Rule(TextClass.MEASURE, Start.ATTACHED, pattern, say, behind="/")


def _is_surely_unit(match: re.Match[str], language: Language) -> bool:
    """Returns whether a sign that may be a word is a unit: right behind its number, before no word, or in small letters
    before a word for `of`."""
    following = match.string[match.end() : match.end() + 2]
    if not match["blank"] or not following.strip() or not following.strip()[0].isalnum():
        return True
    word = _NEXT_WORD.match(match.string, match.end())
    return word is not None and word[1] in language.of_words and match["unit"].islower()


def closes_quotation(match: re.Match[str]) -> bool:
    """Returns whether a quotation that ends with a match began before it, on the same sign."""
    text, sign = match.string, match[0][-1]
    last = max(text.rfind(mark, max(0, match.start() - 160), match.start()) for mark in "„“«")
    if last >= 0 and not _CLOSING.search(text, last + 1, match.start()):
        return True
    return len(re.findall(rf"(?<![\w]){sign}", text[max(0, match.start() - 160) : match.start()])) % 2 == 1
