"""Rules for words of Russian, Polish and Czech that numbers go with: ordinals before nouns, kings, pages and streets.

The nouns stand in the tables of each language; in which case they are, the words before them tell.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.slavic.language import DIGITS, Saying, Slavic, bound, first_letters
from vozes.text.normalizing.languages.slavic.nouns import Noun
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, folded

_RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_BLANK = "[ \u00a0\u202f]?"
_LONGEST_ABBREVIATION = 3
_ROMAN = r"(?=[MDCLXVIХ])M{0,3}(?:CM|CD|D?C{0,3})(?:[XХ]C|[XХ]L|L?[XХ]{0,3})(?:I[XХ]|IV|V?I{0,3})"
"""With the Cyrillic letter that looks the same too."""
_NUMERAL = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_ROMAN})\.?(?:{_BLANK}(?P<between>[-–—/]|и|i|a){_BLANK}(?P<last>{_ROMAN})\.?)?"
    rf"{NOT_BEFORE_WORD}(?![-'’]\w|\.\w)"
)
_ORDINAL = re.compile(r"(?<![\w.,:/+-])(?P<number>\d{1,3})(?=[ \u00a0][^\W\d_])")
_POINTED = re.compile(
    r"(?<![\w.,:/+-])(?P<number>\d{1,4})\.(?:[ \u00a0]?[-–—/][ \u00a0]?(?P<last>\d{1,4})\.)?"
    r"(?=[ \u00a0][«„\"“]?[^\W\d_])"
)
_JOINED = re.compile(
    r"(?<![\w.,:/+-])(?P<number>\d{1,3})\.(?=(?:(?:,| i| a| lub| nebo| oraz| albo| do| až| či| czy) \d{1,3}\.){1,4} "
    r"(?P<noun>[^\W\d_]{3,20}))"
)
_INITIAL = re.compile(rf"{NOT_AFTER_WORD}(?P<letter>[^\W\d_])\.(?=[ \u00a0]?[^\W\d_])")
_NAME_FOLLOWS = re.compile(r"[ \u00a0]?(?:[^\W\d_]\.[ \u00a0]?){0,3}(?P<capital>[^\W\d_])[^\W\d_](?!\.)")
_CHAIN = re.compile(r"(?<![\w.,:/+-])\d{1,4}(?:-\d{1,4}){2,6}(?![\w/-]|[.,:]\d)")
_RAISED_UNIT = re.compile(rf"[^\W\d_]{{1,3}}[²³]{NOT_BEFORE_WORD}")
_BETWEEN_WORDS = re.compile(r"/(?=[^\W\d_]{2}|\d)")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{2}")
_ROOT = re.compile(r"√[ \u00a0]?(?P<number>\d{1,9}(?:[.,]\d{1,6})?)(?![\w.,]\w)")
_ALWAYS = re.compile(r"(?<![\w.,/-])24/7(?![\w/]|[.,]\d)")
_SEVERAL = re.compile(r"\.?[ \u00a0]?\d{1,5}[ \u00a0]?(?:[-–—,]|и|i|a)[ \u00a0]?\d")
_RANGE_MARKS = frozenset("-–—")


def powers(language: Slavic, to_the: str) -> list[Rule]:
    """Returns the rules for raised digits, which stand behind a word that they belong to."""
    units = bound(language, ((TextClass.MEASURE, Start.ATTACHED, _RAISED_UNIT, _raised_unit, "", "²³"),))
    return [*units, *(rule._replace(behind=rule.behind or _RAISED) for rule in continental.powers(language, to_the))]


def rules(language: Slavic) -> Iterator[Rule]:
    number = rf"(?={_BLANK}(?:\d|[№#]|[IVXLC]+\b|[^\W\d_]\)))"
    name = rf"(?={_BLANK}[«„\"“]?[^\W\d_])"
    sayings: tuple[Saying[Slavic], ...] = (
        *_abbreviated(language.number_nouns, number, _number_noun, f"{DIGITS}№#IVXLC"),
        *_abbreviated(language.name_nouns, name, _name_noun, f'«„"“{"".join(language.letters).upper()}'),
        (TextClass.ROMAN, Start.LETTER, _NUMERAL, _roman, "IVXLCDMХ", ""),
        (TextClass.ORDINAL, Start.DIGIT, _JOINED, _pointed, "", "."),
        (TextClass.ORDINAL, Start.DIGIT, _POINTED, _pointed, "", "."),
        (TextClass.ORDINAL, Start.ANY_NUMBER, _ORDINAL, _ordinal, "", first_letters(language.numbered_forms)),
        (TextClass.ACRONYM, Start.LETTER, _INITIAL, _initial, "", "."),
        (TextClass.RANGE, Start.DIGIT, _CHAIN, _chain, "", "-"),
        (TextClass.SYMBOL, Start.SIGN, _BETWEEN_WORDS, _between_words, "/", ""),
        (TextClass.FORMULA, Start.SIGN, _ROOT, _root, "√", ""),
        (TextClass.RANGE, Start.DIGIT, _ALWAYS, lambda language, _: language.always, "2", "/"),
    )
    yield from bound(language, sayings)


def _abbreviated(
    nouns: Mapping[str, Noun], then: str, say: Callable[[Slavic, re.Match[str]], str | None], follows: str
) -> Iterator[Saying[Slavic]]:
    """Yields the rules for abbreviations by what they are: a sign, letters alone, or letters with something behind.

    `follows`: the characters that may stand behind one of letters alone.
    """
    groups: dict[Start, list[str]] = {}
    for written in nouns:
        alone = Start.ANY_WORD if written.isalpha() else Start.ATTACHED
        groups.setdefault(alone if written[0].isalpha() else Start.SIGN, []).append(written)
    for start, group in groups.items():
        pattern = any_of(group).replace("\\ ", _BLANK)
        compiled = re.compile(rf"{NOT_AFTER_WORD}(?i:{pattern})(?:(?<=[.№§#])|{NOT_BEFORE_WORD}){then}")
        behind = "./-" if start is Start.ATTACHED else follows
        yield TextClass.ABBREVIATION, start, compiled, say, first_letters(group), behind


def _key(written: str) -> str:
    return folded(written).replace(" ", "").replace("\u00a0", "").replace("\u202f", "")


def _declined(language: Slavic, match: re.Match[str], noun: Noun) -> str:
    case = language.case_before(match.string, match.start(), is_place=True) or "n"
    several = _SEVERAL.match(match.string, match.end()) is not None and noun in language.number_nouns.values()
    said = noun.many(case) if several else noun.one(case)
    return said[0].upper() + said[1:] if match[0][0].isupper() else said


def _number_noun(language: Slavic, match: re.Match[str]) -> str | None:
    return _declined(language, match, language.number_nouns[_key(match[0])])


def _name_noun(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns a noun before a name, which begins with a capital."""
    following = match.string[match.end() : match.end() + 3].lstrip(' \u00a0«„"“')
    is_initial = match[0][0].isupper() and len(match[0]) == 2
    if not following[:1].isupper() or is_initial:
        return None
    return _declined(language, match, language.name_nouns[_key(match[0])])


def _roman(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns an ordinal beside a noun that is numbered, or behind a king's name; None where none of them is there."""
    point = match[0].endswith(".")
    numerals = [match[name] for name in ("first", "last") if match[name]]
    form = _form_by_noun(language, match, is_pointed=point)
    king = "" if form else _form_of_king(language, match, is_pointed=point)
    if (not form and not king) or "" in numerals:
        return None
    said = [language.ordinal(roman_value(numeral.replace("Х", "X")), form or king) for numeral in numerals]
    if king:
        said = [word[0].upper() + word[1:] for word in said]
    ends = point and (not language.roman_point or ends_sentence(match, certain=not form))
    if len(said) == 2:
        joint = language.ordinal_joint if match["between"] in _RANGE_MARKS else match["between"].replace("/", ",")
        said = [f"{said[0]} {joint} {said[1]}"]
    return said[0] + "." * ends


def _form_by_noun(language: Slavic, match: re.Match[str], *, is_pointed: bool) -> str:
    """Returns the form of an ordinal by the noun behind or before it; empty where none is there."""
    text, start, end = match.string, match.start(), match.end()
    several = match["last"] is not None
    case = language.case_before(text, start, is_place=True)
    for word in language.words_after(text, end)[:2] if is_pointed or not language.roman_point else ():
        if form := language.ordinal_form(word, case, each=several):
            return form
        if not language.is_adjective(word):
            break
    written = language.words_before(text, start)[1]
    noun = language.number_nouns.get(written)
    case = language.case_before(text, start - len(written) - 1, is_place=True)
    last = written.rstrip(".") if noun is None else noun.one(case or "n")
    is_in_sentence_before = noun is None and last != written and len(last) > _LONGEST_ABBREVIATION
    if last not in language.numbered_forms or is_in_sentence_before:
        return ""
    return language.ordinal_form(last, case)


def _form_of_king(language: Slavic, match: re.Match[str], *, is_pointed: bool) -> str:
    """Returns the form of an ordinal behind a name; any name will do where a full stop shows an ordinal."""
    text, start = match.string, match.start()
    last = language.words_before(text, start)[1].rstrip(".")
    if not last or not text[max(0, start - len(last) - 1)].isupper():
        return ""
    if form := language.king_form(text, start, last):
        return form
    return "m" if is_pointed and language.roman_point and len(match["first"]) > 1 else ""


def _ordinal(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns an ordinal before a noun in the singular that a cardinal could not have behind it: `5 класс`."""
    text, value = match.string, int(match["number"])
    words = language.words_after(text, match.end())
    if not words or words[0] not in language.numbered_forms or value == 0:
        return None
    if language.words_before(text, match.start())[1] in language.labels or language.is_hour(value, words[0]):
        return None
    case = language.case_before(text, match.start(), is_place=True)
    form = language.ordinal_form(words[0], case)
    cases = {case or "n", language.case_before(text, match.start()) or "n"}
    if form[0] == "p" or any(_fits_cardinal(language, words[0], value, case) for case in cases):
        return None
    return language.ordinal(value, form)


def _pointed(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns an ordinal before a noun, which tells its form; None where the full stop ends a sentence."""
    if not language.has_pointed_ordinals:
        return None
    parts, text = match.groupdict(), match.string
    case = language.case_of_ordinal(text, match.start())
    if parts.get("noun"):
        words: tuple[str, ...] = (parts["noun"].lower(),)
    else:
        words = language.words_after(text, match.end())
        is_capital = text[match.end() :][1:2].isupper()
        if not words or (is_capital and words[0] not in language.numbered_forms) or words[0] in language.function_words:
            return None
    last = 2 if language.is_adjective(words[0]) else 1
    known = (form for word in words[:last] if (form := language.ordinal_form(word, case)))
    form = next(known, "") or language.guess_form(words, case)
    if not form:
        return None
    said = language.ordinal(int(match["number"]), form)
    if not parts.get("last"):
        return said
    return f"{said} {language.ordinal_joint} {language.ordinal(int(parts['last']), form)}"


def _fits_cardinal(language: Slavic, word: str, value: int, case: str) -> bool:
    """Returns whether a noun has the form that it has behind a cardinal."""
    if language.kind(value) == "one":
        return word not in language.strong_forms
    forms = (language.noun_form(noun, value, case).lower() for noun in language.nouns_by_form[word])
    return word in forms


def _chain(language: Slavic, match: re.Match[str]) -> str:
    return " ".join(map(language.integer, match[0].split("-")))


def _raised_unit(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns a unit of area or volume behind a preposition or a number in words: `za m²`, `sto m²`."""
    noun, text, start = language.measures.get(match[0]), match.string, match.start()
    if noun is None:
        return None
    kind = language.counts.get(language.words_before(text, start)[1])
    if kind in ("few", "many"):
        return noun.few if kind == "few" else noun.many("g")
    return noun.one(language.case_before(text, start) or "n")


def _between_words(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns a pause for a slash behind a word."""
    return " " if _LETTERS_BEFORE.match(match.string, max(0, match.start() - 2), match.start()) else None


def _root(language: Slavic, match: re.Match[str]) -> str:
    return f"{language.symbols['√']} {language.number(language.parse(match['number']), 'mg')}"


def _initial(language: Slavic, match: re.Match[str]) -> str | None:
    """Returns a letter before a name, without the full stop that would end a sentence."""
    name = _NAME_FOLLOWS.match(match.string, match.end())
    if name is None or not name["capital"].isupper() or not match["letter"].isupper():
        return None
    start = match.start()
    if any(match.string.startswith(written, start) for written in language.dotted_words):
        return None
    if language.words_before(match.string, start)[1] in language.letter_announcers:
        return None
    return language.spelled(match["letter"])
