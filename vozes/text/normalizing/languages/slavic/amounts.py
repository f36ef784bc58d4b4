"""Rules for amounts in Russian, Polish and Czech: units, money, large numbers, parts, ranges, products and scores.

How each language joins the ends of a range or the numbers of a score is asked of it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.slavic.language import DASHES, Saying, Slavic, bound, first_letters
from vozes.text.normalizing.languages.slavic.nouns import Noun, stop
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_AFTER_WORD, NOT_BEFORE_WORD, SIGN, Rule, Start, any_of, folded

_BLANK = "[ \u00a0\u202f]?"
_START = r"(?<![\w.,])"
_END = rf"(?:(?<=\.)|{NOT_BEFORE_WORD})"
_SINGLES = "¼½¾⅓⅔⅛⅜⅝⅞"
_PRODUCTS = "xX×хХ"
_GOES_ON = f"{IN_NUMBERS}{DASHES}{_PRODUCTS}"
_NO_WORD = re.compile(r"[^а-яёА-ЯЁa-zà-ž.]+|Kč")
"""Signs and codes of currencies, which stand before amounts too."""
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+")
_ENGLISH_SIGNS = frozenset(("$", "US$", "£"))
_AMOUNT_BEFORE = re.compile(r"\d[\d.,]{0,20}\s?(?:[^\s\d]{1,24})?(?:\s[^\s\d]{1,24})?\s?$")
_MONEY_BEFORE = re.compile(r"(?:руб|доллар|евро|грив|тенге|zł|euro|dolar|koron|korun|Kč|eur|[$€₽£])\S{0,6}\s?$")
_LONGEST_AMOUNT = 48
_LONGEST_LINE = 200


def rules(language: Slavic) -> Iterator[Rule]:
    number = language.number_pattern
    units = any_of([*language.measures, *language.money_signs])
    scales = f"(?i:{any_of(language.scale_nouns)})"
    signs = list(filter(_NO_WORD.fullmatch, language.money_signs))
    before = any_of(signs)
    sign_firsts = "".join({sign[0] for sign in signs})
    unit_firsts = "".join({sign[0] for sign in (*language.measures, *language.money_signs)})
    scale_firsts = first_letters(language.scale_nouns)
    pers = any_of({**language.per_measure, **language.per_money})
    first = rf"{_START}{SIGN}(?P<first>{number})"
    range_ = rf"(?:{_BLANK}(?P<between>[{DASHES}{_PRODUCTS}]){_BLANK}(?P<last>{number}))?"
    per = rf"(?:/{_BLANK}(?P<per>{pers}))?"
    behind = re.compile(
        rf"{first}{range_}(?P<blank>{_BLANK})(?:(?P<scale>{scales}){_END}{_BLANK})?(?P<unit>{units}){per}{_END}"
        rf"(?![/’-]\w)"
    )
    ahead = re.compile(
        rf"{NOT_AFTER_WORD}(?P<sign>[-+±])?(?P<unit>{before}){_BLANK}(?P<minus>-)?(?P<first>{number})"
        rf"{range_.replace(_PRODUCTS, '')}(?!\d)(?:{_BLANK}(?P<scale>{scales}){_END})?(?P<per>(?!))?"
    )
    scale = re.compile(rf"{first}{range_}{_BLANK}(?P<scale>{scales}){_END}")
    written = re.compile(
        rf"{first}[ \u00a0](?P<word>{language.scale_words})[ \u00a0](?P<unit>{units}){_END}(?![/’-]\w)"
    )
    part = re.compile(
        rf"(?<![\w.,/]){SIGN}(?:(?P<whole>\d{{1,6}}){_BLANK})?"
        rf"(?:(?P<top>\d{{1,3}})[/⁄](?P<bottom>\d{{1,3}})|(?P<single>[{_SINGLES}])){_BLANK}(?P<unit>{units}){_END}"
        rf"(?![/’-]\w)"
    )
    rate = re.compile(rf"/{_BLANK}(?P<per>{pers}){_END}(?![/-]\w)")
    plain = re.compile(
        rf"(?<![\w.,:/+-]){SIGN}(?P<first>{number})(?:(?P<between>[-x×хX])|{_BLANK}(?P<wide>[–—x×хX]){_BLANK})"
        rf"(?P<last>{number})"
        r"(?![\w:/-]|[.,]\d|\s?=)"
    )
    inches = re.compile(rf"{_START}(?P<first>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?:\"|”|'')(?!\w)")
    score = re.compile(r"(?<![\w.,:/-])(?P<first>\d{1,4}):(?P<last>\d{1,4})(?![\w:/-]|[.,]\d)")
    sayings: tuple[Saying[Slavic], ...] = (
        (TextClass.MEASURE, Start.ANY_NUMBER, behind, _behind, "", f"{_GOES_ON}{unit_firsts}{scale_firsts}"),
        (TextClass.MONEY, Start.LETTER | Start.SIGN | Start.DIGIT, ahead, _behind, f"-+±{sign_firsts}", ""),
        (TextClass.CARDINAL, Start.ANY_NUMBER, scale, _scale, "", f"{_GOES_ON}{scale_firsts}"),
        (TextClass.MEASURE, Start.ANY_NUMBER, written, _written, "", f"{IN_NUMBERS}тмбtmb"),
        (TextClass.FRACTION, Start.ANY_NUMBER, part, _part, "", f"/⁄{_SINGLES}0123456789"),
        (TextClass.FRACTION, Start.ANY_WORD, part, _part, _SINGLES, ""),
        (TextClass.MEASURE, Start.SIGN, rate, _rate, "/", ""),
        (TextClass.MEASURE, Start.ANY_NUMBER, inches, _inches, "", ".,\"”'"),
        (TextClass.RANGE, Start.ANY_NUMBER, plain, _plain, "", _GOES_ON),
        (TextClass.RANGE, Start.ANY_NUMBER, score, _score, "", ":"),
    )
    yield from bound(language, sayings)


def _is_no_unit(language: Slavic, match: re.Match[str]) -> bool:
    """Returns whether what looks like a unit announces the next number: `art. 5 pkt 3`, `ul. Długa 5 m. 3`."""
    unit = match["unit"]
    may_announce = unit in language.loose_units or unit.rstrip(".") in language.labels or unit.endswith(".")
    if may_announce and language.is_labelled(match.string, match.start()):
        return True
    following = match.string[match.end() : match.end() + 3]
    return f"{unit}." in language.number_nouns and re.match(r"\. ?\d", following) is not None


def _is_surely_unit(match: re.Match[str]) -> bool:
    """Returns whether a sign that may be a word is a unit: right behind its number, or before no word."""
    following = match.string[match.end() : match.end() + 2].strip()
    return not match["blank"] or not following or not following[0].isalnum()


def _behind(language: Slavic, match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    unit, scale = parts["unit"], parts["scale"]
    if unit in language.loose_units and not scale and not _is_surely_unit(match):
        return None
    if _is_no_unit(language, match):
        return None
    money = language.money_signs.get(unit)
    noun = money.noun if money else language.measures[unit]
    is_place = unit in language.place_units
    case = language.case_before(match.string, match.start(), is_place=is_place) or "n"
    first, last = _parse(language, match, parts["first"]), _parse(language, match, parts["last"])
    head = language.scale_nouns[folded(scale)] if scale else noun

    def amount(number: Number, case: str) -> str:
        if scale:
            return f"{language.scaled_amount(number, head, case)} {noun.many('g')}"
        return language.money_amount(number, money, case) if money else language.amount(number, noun, case)

    if first is None:
        return None
    if last is None:
        said = amount(first, case)
    elif parts["between"] in _PRODUCTS:
        said = f"{language.number(first, head.gender + case)} {language.times_word} {amount(last, language.times_case)}"
    else:
        said = _span(language, match, first, last, head, amount)
    if parts["per"]:
        said += f" {(language.per_money if money else language.per_measure)[parts['per']]}"
    return language.signed(parts["sign"] or parts.get("minus") or "", said) + stop(match)


def _parse(language: Slavic, match: re.Match[str], written: str | None) -> Number | None:
    """Returns a number; behind a dollar a comma before three digits parts thousands."""
    if written is None:
        return None
    if match["unit"] in _ENGLISH_SIGNS and match.start("unit") < match.start("first") and _ENGLISH.fullmatch(written):
        return Number(written.replace(",", ""))
    return language.parse(written)


def _span(
    language: Slavic,
    match: re.Match[str],
    first: Number,
    last: Number,
    noun: Noun,
    amount: Callable[[Number, str], str],
) -> str:
    before = language.case_before(match.string, match.start())
    return language.span(
        lambda case: language.number(first, noun.gender + case),
        lambda case: amount(last, case),
        before or "n",
        is_governed=bool(before) or language.is_labelled(match.string, match.start()),
    )


def _scale(language: Slavic, match: re.Match[str]) -> str | None:
    if match["between"] and match["between"] in _PRODUCTS:
        return None
    noun = language.scale_nouns[folded(match["scale"])]
    case = language.case_before(match.string, match.start()) or "n"
    first = language.parse(match["first"])
    if match["last"] is None:
        said = language.scaled_amount(first, noun, case)
    else:
        last = language.parse(match["last"])
        said = _span(
            language, match, first, last, noun, lambda number, case: language.scaled_amount(number, noun, case)
        )
    return language.signed(match["sign"] or "", said) + stop(match)


def _written(language: Slavic, match: re.Match[str]) -> str:
    """Returns a number, a large number's written word, and the unit in the plural: `5 миллионов км`."""
    money = language.money_signs.get(match["unit"])
    noun = money.noun if money else language.measures[match["unit"]]
    number = language.number(language.parse(match["first"]), language.agreement(match.string, *match.span("first")))
    return language.signed(match["sign"] or "", f"{number} {match['word']} {noun.many('g')}") + stop(match)


def _part(language: Slavic, match: re.Match[str]) -> str | None:
    if match["single"]:
        top, _, bottom = unicodedata.normalize("NFKC", match["single"]).partition("⁄")
    else:
        top, bottom = match["top"], match["bottom"]
    if int(bottom) < 2 or int(top) == 0 or match["unit"] in language.loose_units:
        return None
    part = int(top), int(bottom)
    said = language.mixed_fraction(int(match["whole"]), *part) if match["whole"] else language.fraction(*part)
    money = language.money_signs.get(match["unit"])
    noun = money.noun if money else language.measures[match["unit"]]
    return language.signed(match["sign"] or "", f"{said} {noun.one('g')}") + stop(match)


def _rate(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns what a slash means behind an amount whose unit is a written word: `200 рублей/час`."""
    text = match.string[max(0, match.start() - _LONGEST_AMOUNT) : match.start()]
    if _AMOUNT_BEFORE.search(text) is None:
        return None
    is_money = match["per"] not in language.per_measure or _MONEY_BEFORE.search(text) is not None
    return (language.per_money if is_money else language.per_measure)[match["per"]] + stop(match)


def _plain(language: Slavic, match: re.Match[str]) -> str | None:
    text = match.string
    first, last = language.parse(match["first"]), language.parse(match["last"])
    sign = match["sign"] or ""
    form = language.agreement(text, match.start("last"), match.end())
    gender, after = form[0], language.case_after(text, match.end())
    if (match["between"] or match["wide"]) in _PRODUCTS:
        last_said = language.number(last, gender + language.times_case)
        return language.signed(sign, f"{language.number(first)} {language.times_word} {last_said}")
    before = language.case_before(text, match.start())
    if _are_years(match) and first.value < last.value and not after:
        return language.years(first.value, last.value)
    if not before and not after and (last.value <= first.value or match["first"][0] == "0"):
        return language.signed(sign, f"{language.number(first)} {language.number(last)}")
    words = language.words_after(text, match.end())
    first_gender = language.gender_of_words(words, max(2, first.value % 100), "n")[0] if words else gender
    said = language.span(
        lambda case: language.number(first, first_gender + case),
        lambda case: language.number(last, gender + case),
        after or before or "n",
        is_governed=bool(before or after) or language.is_labelled(text, match.start()),
        is_counted=language.kind(last.value) != "many" and bool(words),
    )
    return language.signed(sign, said)


def _inches(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns inches, unless the sign may close a quotation."""
    line = match.string[max(0, match.start() - _LONGEST_LINE) : match.start()].rpartition("\n")[2]
    if line.count('"') % 2 or line.count("“") + line.count("„") > line.count("”"):
        return None
    return language.amount(language.parse(match["first"]), language.measures["″"])


def _are_years(match: re.Match[str]) -> bool:
    return all(re.fullmatch(r"1\d{3}|20\d\d", match[name]) for name in ("first", "last"))


def _score(language: Slavic, match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - _LONGEST_AMOUNT) : match.start()].lower()
    return language.score(int(match["first"]), int(match["last"]), before)
