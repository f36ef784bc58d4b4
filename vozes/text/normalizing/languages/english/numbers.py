"""Numbers of English that the common rules do not know: ordinals, decimals without a whole, versions, powers."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.symbols import FACTORIAL
from vozes.text.normalizing.languages.english import tables
from vozes.text.normalizing.languages.english.context import NUMBER, word_after, word_before, words_before
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, SIGN, Rule, Start, any_of, spell

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

_ORDINAL = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:st|nd|rd|th|ST|ND|RD|TH){NOT_BEFORE_WORD}")
_FRACTION_TH = re.compile(rf"(?<![\w.,/])(?P<top>\d{{1,4}})/(?P<bottom>\d{{1,4}})(?i:st|nd|rd|th)s?{NOT_BEFORE_WORD}")
_MIXED = re.compile(r"(?<![\w.,/-])(?P<whole>\d{1,3})-(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\w/-]|[.,]\d)")
_POINT = re.compile(rf"(?<![\w.,)]){SIGN}\.(?P<digits>\d+)(?P<rest>\s?%)?(?![\w:]|\.\d)")
_HUGE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3}){5,11}(?![\w,]|\.\d)")
_SPACED = re.compile(r"(?<![\w.,$#-])[1-9]\d{0,2}(?: \d{3})*(?: 000)+(?![\w,-]|\.\d| \d)")
_INDIAN = re.compile(r"(?<![\w.,])[1-9]\d?(?:,\d\d){1,4},\d{3}(?![\w,]|\.\d)")
_ERS = re.compile(r"(?<![\w.,])(?P<number>\d{2})ers(?!\w)")
_LUMBER = re.compile(r"(?<![\w.,])(?P<first>\d{1,2})x(?P<last>\d{1,2})s(?!\w)")
_SCREEN = re.compile(r"(?<![\w.,])(?P<first>\d{3,4}) ?[x×] ?(?P<last>\d{3,4})(?![\w-]|[.,]\d| ?(?:mm|cm|m|ft|in|=))")
_AEROPLANE = re.compile(r"(?<![\w.,/-])(?P<model>7[0-8]7)-(?P<series>\d{1,4}|MAX)(?![\w-]|[.,]\d)")
_FUNCTION = re.compile(r"(?<!\w)(?P<name>[fgh])\((?P<of>[a-z])\)(?=\s?=)")
_ANY_RELEASE = re.compile(r"(?<![\w.])(?P<major>\d{1,3}(?:\.\d{1,3})*)\.x(?!\w)")
_DOTNET = re.compile(r"(?<![\w.])\.NET(?!\w)")
_CHATS = {
    "b4": "before", "gr8": "great", "l8r": "later", "l8": "late", "m8": "mate", "h8": "hate", "w8": "wait",
    "2nite": "tonight", "2night": "tonight", "2day": "today", "2moro": "tomorrow", "2morrow": "tomorrow",
    "4ever": "forever", "some1": "someone", "any1": "anyone", "every1": "everyone", "str8": "straight",
}  # fmt: skip
"""Words with digits in them, as they are typed in chats."""
_CHAT = re.compile(rf"(?<![\w.@#/-])(?:{any_of(_CHATS)}|Gr8){NOT_BEFORE_WORD}(?![.@/-]\w)")
_PLURAL = re.compile(r"(?<![\w.,$-])(?P<number>\d{2,4})['’]?s(?!\w)")
_TIMES = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s?[x×]{NOT_BEFORE_WORD}(?!\s?[\d(])")
_SCANLINES = re.compile(rf"(?<![\w.,])(?P<number>\d{{3,4}})(?P<letter>[pi]){NOT_BEFORE_WORD}")
_SUFFIXED = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})(?P<scale>[kKmMbB]){NOT_BEFORE_WORD}(?!-\d)")
_SUFFIXES = {"k": "thousand", "m": "million", "b": "billion"}
_RETIREMENT = re.compile(r"(?<![\w.,])(?P<number>40[13]|457|501)-?(?P<rest>\(?[bkc]\)?(?:\(\d\))?s?)(?!\w)")
_POWER = re.compile(
    r"(?<![\w.,])(?P<mantissa>\d+(?:\.\d+)?)"
    r"(?:\s?[x×*·]\s?10(?:\^\{?(?P<caret>[-+−]?\d+)\}?|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+))|[eE](?P<short>[-+]?\d+))(?!\w)"
    rf"(?: ?(?P<unit>{any_of(tables.UNITS)}){NOT_BEFORE_WORD})?"
)
_RAISED = re.compile(r"(?P<base>[A-Za-z]{0,12}+)(?P<signs>[⁺⁻]?[⁰¹²³⁴-⁹]+)(?!\w)")
_EXPONENT = re.compile(r"\^\s?[({]?(?P<exponent>[-+−]?(?:\d+|[a-z]))[)}]?(?!\w)")

# Versions.
_VERSION = re.compile(
    r"(?<![\w.])(?P<v>[vV]\.?\s?)?"
    r"(?P<parts>\d+(?:\.\d+){2,}|(?<=[vV])\d+(?:\.\d+)+|(?:(?<=[vV]\.)|(?<=[vV]\. ))\d+(?:\.\d+)*)"
    r"(?P<rest>[a-z]\d?)?(?![\w.,]\w|\w)"
)
_RELEASE = re.compile(r"(?<![\w.])(?P<major>\d{1,4})\.(?P<minor>\d{2})(?![\w,]|\.\d)")
_SOFTWARE = frozenset(
    "python ubuntu debian fedora node node.js java php ruby go golang rust django rails ios ipados macos android "
    "windows linux kernel chrome firefox safari version ver release build pytorch numpy pandas tensorflow "
    "kubernetes docker postgres postgresql mysql unity unreal blender swift kotlin perl gcc clang cuda npm yarn "
    "vue angular react lua scala julia".split()
)

_NUMBER_SLASH = re.compile(r"(?<=\d)(?P<blank>\s?)/\s?(?=\d)|(?<=\d )/\s?(?=\d)")
_NAMED_NUMBER = re.compile(r"(?<![\w.,:$/-])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?=-[a-z]{2})")
_TAG = re.compile(r"</?[a-z]{1,20}(?:=[^<>\s]{0,20})?\s?/?>")
_TWO_FIGURES = re.compile(
    r"(?<![\w.,/-])(?P<first>\d+(?:\.\d+)?)\s?(?P<sign>[*×x])\s?(?P<last>\d+(?:\.\d+)?)(?!\w)(?P<equals>\s?=)?"
)
_ASKED = re.compile(r"(?:what is|what's|whats|calculate|compute|multiply|solve|=)\s$")
_ABOUT = re.compile(r"~\s?(?=[\d$€£])")
_HASH = re.compile(r"(?<!\w)#(?=\d|[A-Z]{1,6}-\d| (?:is|was|of|on|for|and|in|to|from|at|you|I)\b)")
_DIGITS = "0123456789"
_RAISED_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--")


def rules(language: "English") -> Iterator[Rule]:
    numbers = _Numbers(language)
    number = Start.ANY_NUMBER
    for kind, starts, pattern, say, *first in (
        (TextClass.ORDINAL, number, _ORDINAL, numbers.ordinal, "", ",.snrtSNRT"),
        (TextClass.FRACTION, Start.DIGIT, _FRACTION_TH, numbers.fraction, "", "/"),
        (TextClass.FRACTION, Start.DIGIT, _MIXED, numbers.mixed, "", "-"),
        (TextClass.CARDINAL, Start.SIGN, _POINT, numbers.point, "-+±."),
        (TextClass.CARDINAL, number, _HUGE, numbers.huge, "", ","),
        (TextClass.CARDINAL, Start.ANY_NUMBER, _SPACED, numbers.huge, "123456789", "0123456789"),
        (TextClass.CARDINAL, Start.DIGIT, _INDIAN, numbers.huge, "", ","),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _ERS, numbers.ers, "", "e"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _LUMBER, numbers.lumber, "", "x"),
        (TextClass.MEASURE, Start.ANY_NUMBER, _SCREEN, numbers.screen, "", "x×"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _AEROPLANE, numbers.aeroplane, "7", "-"),
        (TextClass.FORMULA, Start.SIGN, FACTORIAL, lambda _: "factorial", "!"),
        (TextClass.FORMULA, Start.ATTACHED, _FUNCTION, numbers.function, "fgh", "("),
        (TextClass.ELECTRONIC, Start.DIGIT, _ANY_RELEASE, numbers.any_release, "", "."),
        (TextClass.SYMBOL, Start.SIGN, _DOTNET, lambda _: "dot net", "."),
        (TextClass.ALPHANUMERIC, Start.ATTACHED, _CHAT, numbers.chat, "bglmhwsaeG", _DIGITS),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _CHAT, numbers.chat, "24", "ndme"),
        (TextClass.FORMULA, number, _POWER, numbers.power, "", ",.x×*·eE"),
        (TextClass.FORMULA, Start.ANY_WORD, _RAISED, numbers.raised, "", _RAISED_SIGNS),
        (TextClass.FORMULA, Start.ANY_WORD | Start.SIGN, _RAISED, numbers.raised, _RAISED_SIGNS),
        (TextClass.FORMULA, Start.SIGN, _EXPONENT, numbers.exponent, "^"),
        (TextClass.ELECTRONIC, Start.LETTER | Start.DIGIT, _VERSION, numbers.version, "vV0123456789", ".0123456789"),
        (TextClass.ELECTRONIC, Start.DIGIT | Start.NUMBER, _RELEASE, numbers.release, "", "."),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _RETIREMENT, numbers.retirement, "45", "(bkc-"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _SCANLINES, numbers.scanlines, "", "pi"),
        (TextClass.CARDINAL, Start.DIGIT, _SUFFIXED, numbers.suffixed, "", ",.kKmMbB"),
        (TextClass.FORMULA, number, _TWO_FIGURES, numbers.product, "", ".*×x"),
        (TextClass.MEASURE, number, _TIMES, numbers.times, "", ",.x×"),
        (TextClass.FORMULA, Start.SIGN, _NUMBER_SLASH, numbers.slash, "/ "),
        (TextClass.CARDINAL, Start.DIGIT, _NAMED_NUMBER, numbers.named, "", ",-"),
        (TextClass.SYMBOL, Start.SIGN, _TAG, lambda match: match[0], "<"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _PLURAL, numbers.plural, "", "s'’"),
        (TextClass.SYMBOL, Start.SIGN, _ABOUT, lambda _: "about", "~"),
        (TextClass.SYMBOL, Start.SIGN, _HASH, lambda _: "number", "#"),
    ):
        yield Rule(kind, starts, pattern, say, *first)


class _Numbers:
    """The functions that say numbers."""

    def __init__(self, language: "English"):
        self._language = language

    def ordinal(self, match: re.Match[str]) -> str | None:
        return self._language.ordinal(int(match["number"].replace(",", "")))

    def fraction(self, match: re.Match[str]) -> str | None:
        bottom = int(match["bottom"])
        return self._language.fraction(int(match["top"]), bottom) if bottom > 1 else None

    def mixed(self, match: re.Match[str]) -> str | None:
        """Returns `2-1/2`."""
        whole, top, bottom = (int(match[name]) for name in ("whole", "top", "bottom"))
        return self._language.mixed_fraction(whole, top, bottom) if 0 < top < bottom else None

    def point(self, match: re.Match[str]) -> str:
        said = self._language.number(Number("", match["digits"], "."))
        said += " percent" if match["rest"] else ""
        return self._language.signed(match["sign"] or "", said)

    @staticmethod
    def chat(match: re.Match[str]) -> str:
        return _CHATS[match[0].lower()]

    def ers(self, match: re.Match[str]) -> str:
        """Returns a team: `the 49ers`."""
        said = self._language.cardinal(int(match["number"]))
        return f"{said}rs" if said.endswith("e") else f"{said}ers"

    def lumber(self, match: re.Match[str]) -> str:
        first, last = (self._language.cardinal(int(match[name])) for name in ("first", "last"))
        return f"{first} {self._language.times_word} {plural(last)}"

    def screen(self, match: re.Match[str]) -> str:
        return f" {self._language.times_word} ".join(self._language.in_pairs(match[name]) for name in ("first", "last"))

    def aeroplane(self, match: re.Match[str]) -> str:
        series = match["series"]
        said = self._language.in_pairs(series) if series.isdecimal() else series
        return f"{self._language.in_pairs(match['model'])} {said}"

    def function(self, match: re.Match[str]) -> str:
        return f"{spell(match['name'])} of {spell(match['of'])}"

    def any_release(self, match: re.Match[str]) -> str:
        parts = match["major"].split(".")
        return f"{' point '.join(map(self._language.integer, parts))} point {spell('x')}"

    def huge(self, match: re.Match[str]) -> str:
        return self._language.cardinal(int(re.sub("[, ]", "", match[0])))

    def power(self, match: re.Match[str]) -> str:
        exponent = match["caret"] or match["raised"] or match["short"]
        mantissa = self._language.number(self._language.parse(match["mantissa"]))
        unit = f" {self._language.units[match['unit']].many}" if match["unit"] else ""
        return f"{mantissa} times ten {self._raised_to(exponent)}{unit}"

    def raised(self, match: re.Match[str]) -> str | None:
        """Returns `x²`, `m²` or a note's number behind a word."""
        base, signs = match["base"], match["signs"]
        if match[0] in self._language.units:
            return self._language.units[match[0]].one
        if not base and not match.string[max(0, match.start() - 1) : match.start()].strip(" "):
            return self._language.integer(signs.translate(_RAISED_DIGITS)) if signs[0] not in "⁺⁻" else None
        if len(base) > 3 or signs == "¹":
            return f"{base} {self._language.integer(signs.lstrip('⁺⁻').translate(_RAISED_DIGITS))}".lstrip()
        return f"{spell(base)} {self._raised_to(signs)}".lstrip()

    def exponent(self, match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - 1) : match.start()]
        return self._raised_to(match["exponent"]) if before.isalnum() or before == ")" else None

    def _raised_to(self, exponent: str) -> str:
        exponent = exponent.translate(_RAISED_DIGITS)
        if exponent in ("2", "3"):
            return "squared" if exponent == "2" else "cubed"
        digits = exponent.lstrip("+-")
        said = self._language.integer(digits) if digits.isdecimal() else spell(digits)
        return f"to the power of {self._language.signed(exponent[0], said)}"

    def version(self, match: re.Match[str]) -> str | None:
        parts = match["parts"].split(".")
        if not match["v"] and re.fullmatch(r"\d{1,3}(?:,\d{3})+", match["parts"]):
            return None
        rest = f" {self._language.spelled(match['rest'])}" if match["rest"] else ""
        return ("version " if match["v"] else "") + " point ".join(map(self._part, parts)) + rest

    def release(self, match: re.Match[str]) -> str | None:
        if word_before(match).lower() not in _SOFTWARE:
            return None
        return f"{self._language.integer(match['major'])} point {self._part(match['minor'])}"

    def _part(self, digits: str) -> str:
        return self._language.two_digits(digits) if len(digits) == 2 else self._language.integer(digits)

    def retirement(self, match: re.Match[str]) -> str:
        rest = " ".join(self._language.spelled(sign) for sign in match["rest"] if sign.isalnum() and sign != "s")
        return f"{self._language.in_pairs(match['number'])} {rest}" + ("'s" if match["rest"].endswith("s") else "")

    def scanlines(self, match: re.Match[str]) -> str:
        return f"{self._language.in_pairs(match['number'])} {spell(match['letter'])}"

    def suffixed(self, match: re.Match[str]) -> str | None:
        """Returns `50k people`, `1.2M views`; `a 10k race` and `4K` keep their letter."""
        following, decimal = word_after(match), "." in match["number"]
        counted = following.islower() and (following.endswith("s") or following in ("people", "more", "men", "women"))
        if not (decimal or counted) or (match["scale"] == "m" and not counted):
            return None
        return self._language.scaled(self._language.parse(match["number"]), _SUFFIXES[match["scale"].lower()])

    def product(self, match: re.Match[str]) -> str | None:
        """Returns a multiplication; what is rather a size is left to the rule for dimensions."""
        if match["sign"] == "x" and not (match["equals"] or _ASKED.search(words_before(match))):
            return None
        first, last = (self._language.number(self._language.parse(match[name])) for name in ("first", "last"))
        return f"{first} times {last}" + (" equals" if match["equals"] else "")

    def times(self, match: re.Match[str]) -> str:
        return f"{self._language.number(self._language.parse(match['number']))} {spell('x')}"

    def slash(self, match: re.Match[str]) -> str:
        near = match.string[max(0, match.start() - 12) : match.end() + 12]
        divides = "=" in near or match[0].startswith(" ") or match.string[match.start() - 1] == " "
        return "divided by" if divides else "slash"

    def named(self, match: re.Match[str]) -> str:
        return self._language.integer(match["number"].replace(",", ""))

    def plural(self, match: re.Match[str]) -> str | None:
        """Returns `747s`; what may be seconds is left to the rule for units."""
        digits = match["number"]
        if len(digits) < 3:
            return None
        said = self._language.in_pairs(digits)
        return plural(said)


def plural(number: str) -> str:
    """Returns the plural of a number in words: `sixes`, `twenties`."""
    if number.endswith("y"):
        return f"{number[:-1]}ies"
    return number + ("es" if number.endswith(("x", "ss")) else "s")
