"""Amounts of money with the currency's sign or code before or after them, also with words for large numbers."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, folded

_BLANK = r"[ \u00a0\u202f]?"


def rules(language: Language) -> Iterator[Rule]:
    if not language.currency_signs:
        return
    signs = any_of(language.currency_signs)
    number = language.number_pattern
    scales = f"(?i:{any_of(language.scales)})"
    scale = rf"(?:{_BLANK}(?P<scale>{scales}){NOT_BEFORE_WORD})?" if language.scales else "(?P<scale>)"
    dash = r"(?:\s?[-–—~～〜]\s?)"
    before = re.compile(
        rf"{NOT_AFTER_WORD}(?P<sign>[-+±])?{_BLANK}(?P<currency>{signs}){_BLANK}(?P<minus>-)?(?P<first>{number})"
        rf"(?:{dash}(?:(?P=currency){_BLANK})?(?P<last>{number}))?(?!\d){scale}"
    )
    after = re.compile(
        rf"(?<![\w.])(?<!\d,)(?P<sign>[-+±])?(?P<first>{number})(?:{dash}(?P<last>{number}))?{scale}"
        rf"{_BLANK}(?P<currency>{signs}){NOT_BEFORE_WORD}"
    )

    firsts = "-+±" + "".join({sign[0] for sign in language.currency_signs})

    scale_firsts = "".join({scale[0] for scale in language.scales})
    behind = f"{IN_NUMBERS}-–—~～〜{firsts}{scale_firsts}{scale_firsts.upper()}"

    def say(match: re.Match[str]) -> str:
        currency = language.currencies[language.currency_signs[match["currency"]]]
        scale = folded(match["scale"] or "")
        sign = match["sign"] or match.groupdict().get("minus") or ""
        if match["last"] is None:
            return language.signed(sign, language.money(language.parse(match["first"]), currency, scale))
        last = language.money(language.parse(match["last"]), currency, scale)
        return language.signed(
            sign, language.range(language.number(language.parse(match["first"]), currency.gender), last)
        )

    words = Start.ANY_WORD if language.latin_beside_own else Start.LETTER
    yield Rule(TextClass.MONEY, words | Start.SIGN | Start.DIGIT, before, say, firsts)
    yield Rule(TextClass.MONEY, Start.ANY_NUMBER, after, say, behind=behind)
