"""Rules for Polish alone: ordinals with a full stop or ending, words that begin with numbers, telephones, addresses.

`polish` tries `first_rules` before all others, and `rules` behind those that the Slavic languages share.
"""

import re
from collections.abc import Iterator
from string import ascii_letters
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.polish import tables
from vozes.text.normalizing.languages.polish.nouns import noun
from vozes.text.normalizing.languages.slavic.language import DASHES, DIGITS, bound
from vozes.text.normalizing.languages.slavic.nouns import CASES
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.polish.language import Polish

_START = r"(?<![\w.,:/-])"
_TELEPHONE = re.compile(
    r"(?<![\w.,/+-])(?:\d{3}[ -]\d{3}[ -]\d{3}|\(?(?:0-?)?\d{2}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}|\d{9})(?![\w/-]|[.,]\d"
    r"|[ \u00a0](?:\d{3}\b|zł))"
)
_ANNOUNCED = re.compile(
    r"(?:[Tt]el\w*|[Kk]om\w*|[Nn]umer\w{0,4}|[Nn]r|[Dd]zwoń\w*|[Zz]adzwoń\w*|[Kk]ontakt\w*|[Ff]aks?|[Ii]nfolini\w"
    r"|[Ww]hatsApp|pod)[:.]{0,2}(?: (?:nr|numer|to|jest))?$"
)
_POSTAL_CODE = re.compile(r"(?<![\w.,/-])(?P<first>\d{2})-(?P<last>\d{3})(?=[ \u00a0][A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż])")
_SUFFIXED = re.compile(
    rf"(?<![\w.,:/])(?P<number>\d{{1,4}})-?(?P<suffix>szy|gi|ci|ty|my|sza|ga|cia|ta|ma|sze|gie|cie|te|me|go|ego|iego"
    rf"|mu|emu|ej|iej|ym|im|ych|ich|ą|y|a|e){NOT_BEFORE_WORD}"
)
_COMPOUND = re.compile(
    rf"(?<![\w.,:/])(?:(?P<first>\d{{1,4}})[ \u00a0]?[-–][ \u00a0]?)?(?P<number>\d{{1,4}})(?P<percent>%)?-?(?P<word>"
    rf"(?:leci|letni|minutow|godzinn|dniow|dnio|tygodniow|miesięczn|"
    r"metrow|kilometrow|osobow|pokojow|piętrow|kondygnacyjn|procentow|krotn|złotow|gramow|kilogramow|litrow|stopniow"
    r"|stronicow|sekundow|calow|tonow|tysięczn|klasow|drzwiow|rocz|"
    rf"latek|latk|wieczn|cyfrow|etapow|punktow|częściow|językow|gwiazdkow|bitow|rdzeniow|konn|bramkow|lecia|strunow"
    rf"|kołow|kątn|hektarow|watow|woltow|wymiarow)[a-ząćęłńóśźż]{{0,8}}){NOT_BEFORE_WORD}"
)
_TIMES = re.compile(rf"{_START}(?P<number>\d{{1,4}})[ \u00a0]?[x×]{NOT_BEFORE_WORD}(?!\s?[\d=+*/^()-])")
_SLASH = re.compile(r"(?<![\w.,/])(?P<first>\d{1,6}(?:,\d)?)(?P<letter>[a-zA-Z])?/(?P<last>\d{1,6})(?![\w/]|[.,]\d)")
_STREET_BEFORE = re.compile(r"(?:ul\.|ulic\w|al\.|pl\.|os\.|plac\w?|alej\w)[^.!?]{0,30}$")
_PRESSURE = re.compile(r"[Cc]iśnieni\w{1,2}[^.!?]{0,16}$")
_LARGEST_PART = 20
_VERSION = re.compile(r"(?<![\w.,])\d{1,4}(?:\.\d{1,4}){1,3}(?!\w|[.,]\d)")
_SOFTWARE_BEFORE = re.compile(
    r"(?:[Ww]ersj\w{1,2}|Python|Java|PHP|Node|iOS|Android|Windows|macOS|Linux|Ubuntu|Chrome|Firefox|Bluetooth|USB"
    r"|HDMI|HTML|CSS|GPT|v\.|[Rr]ozdzia\w{1,3}|[Pp]unk\w{1,3}|pkt) ?-?$"
)
_TIME = re.compile(r"(?<=raz )(?P<number>\d{1,4})(?P<point>\.)?(?![\w/]|[.,]\d|[ \u00a0]\d)")
_PRICE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[ \u00a0.]\d{3})+|\d{1,9}),[-–—]{1,2}[ \u00a0]?(?:zł\b|PLN\b)?(?!\w)"
)
_ONE_AND_HALF = re.compile(rf"{_START}1,5(?=[ \u00a0](?P<noun>[a-ząćęłńóśźż]{{3,20}})(?!\w))")
_HALF = re.compile(r"(?P<number>I{1,2}|[12])\.?[ \u00a0]poł\.(?!\w)")
_SIGN_BEFORE_NUMBER = re.compile(r"(?P<sign>[#~≈])(?=\s?\d)")
_SIGNS = {"#": "numer", "~": "około", "≈": "około"}
_COORDINATE = re.compile(
    r"(?<![\w.,])(?P<degrees>\d{1,3}(?:[.,]\d{1,9})?)°[ \u00a0]?(?:(?P<minutes>\d{1,2}"
    r"(?:[.,]\d{1,9})?)['′’][ \u00a0]?)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d{1,9})?)(?:[\"″”]|'')[ \u00a0]?)?(?P<point>[NSEW](?!\w))?"
)
_POINTS = {
    "N": "szerokości północnej",
    "S": "szerokości południowej",
    "E": "długości wschodniej",
    "W": "długości zachodniej",
}


_HALVES = noun("połowa połowy połowy połów")


def first_rules(language: "Polish") -> Iterator[Rule]:
    yield from bound(
        language,
        (
            (TextClass.ABBREVIATION, Start.LETTER, re.compile(r"[Mm]\. ?in\."), lambda *_: "między innymi", "mM", "."),
            (TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _TELEPHONE, _telephone, f"({DIGITS}", ""),
            (TextClass.DOCUMENT, Start.DIGIT, _POSTAL_CODE, _postal_code, "", "-"),
            (TextClass.MONEY, Start.DIGIT, _PRICE, _price, "", f"., {DIGITS}"),
            (TextClass.ORDINAL, Start.ANY_NUMBER, _TIME, _time, "", ""),
            (TextClass.ALPHANUMERIC, Start.DIGIT, _COMPOUND, _compound, "", f"%lmgdktpzsrcwejbh{DASHES}"),
            (TextClass.ORDINAL, Start.DIGIT, _SUFFIXED, _suffixed, "", "-sgctmiey"),
            (TextClass.CARDINAL, Start.DIGIT, _ONE_AND_HALF, _one_and_half, "1", ","),
            (TextClass.ORDINAL, Start.ANY_NUMBER | Start.LETTER, _HALF, _half, "12I", ".p"),
            (TextClass.FRACTION, Start.DIGIT, _SLASH, _slash, "", "/," + ascii_letters),
            (TextClass.ELECTRONIC, Start.DIGIT, _VERSION, _version, "", "."),
            (TextClass.MEASURE, Start.DIGIT, _COORDINATE, _coordinate, "", "°.,"),
            (TextClass.SYMBOL, Start.SIGN, _SIGN_BEFORE_NUMBER, lambda _, match: _SIGNS[match["sign"]], "#~≈", ""),
        ),
    )


def rules(language: "Polish") -> Iterator[Rule]:
    yield from bound(
        language,
        ((TextClass.CARDINAL, Start.ANY_NUMBER, _TIMES, _times, "", "x×"),),
    )


def _telephone(language: "Polish", match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 50) : match.start()].rstrip("0123456789 ,;+()-")
    if _ANNOUNCED.search(before) is None and not re.search(r"[-(]", match[0]):
        return None
    return language.telephone(match[0])


def _postal_code(language: "Polish", match: re.Match[str]) -> str:
    return f"{language.digits_in_turn(match['first'])} {language.digits_in_turn(match['last'])}"


def _price(language: "Polish", match: re.Match[str]) -> str:
    return language.money_amount(Number(re.sub(r"\D", "", match["number"])), tables.MONEY["zł"])


def _time(language: "Polish", match: re.Match[str]) -> str:
    """Returns which time it is: `po raz piąty`."""
    ends = match["point"] and not re.match(r"\s*[a-ząćęłńóśźż,]", match.string[match.end() : match.end() + 3])
    return language.ordinal(int(match["number"])) + "." * bool(ends)


def _compound(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns a word that begins with a number: `dwudziestopięcioletni`, `stulecie`."""
    word, value = match["word"], int(match["number"])
    if match["number"][0] == "0" or (match["first"] or "1")[0] == "0":
        return None
    if match["percent"]:
        word = f"procentow{word}" if not word.startswith("procent") else word
    first = f"{language.joined(int(match['first']))}- " if match["first"] else ""
    return f"{first}{language.joined(value)}{word}"


def _suffixed(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns an ordinal in the form whose ending is written behind it."""
    suffix, value = match["suffix"], int(match["number"])
    if len(suffix) < 2 and "-" not in match[0]:
        return None
    forms = (gender + case for gender in "mfnp" for case in CASES)
    return next((said for form in forms if (said := language.ordinal(value, form)).endswith(suffix)), None)


def _one_and_half(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns the word for one and a half before a noun in the genitive."""
    noun = match["noun"]
    if noun in language.function_words or noun[-1] not in "auyi":
        return None
    if (language.case_before(match.string, match.start()) or "n") not in "na":
        return None
    return "półtorej" if noun[-1] in "yi" else "półtora"


def _half(language: "Polish", match: re.Match[str]) -> str:
    value = 2 if match["number"] in ("II", "2") else 1
    case = language.case_before(match.string, match.start(), is_place=True) or "n"
    return f"{language.ordinal(value, 'f' + case)} {_HALVES.one(case)}"


def _times(language: "Polish", match: re.Match[str]) -> str:
    value = int(match["number"])
    return f"{language.cardinal(value)} {'raz' if value == 1 else 'razy'}"


def _slash(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns two numbers that are no part: a house and a flat, a blood pressure, halves of a whole."""
    if "," in match["first"]:
        return f"{language.number(language.parse(match['first']))} na {language.integer(match['last'])}"
    first, last = int(match["first"]), int(match["last"])
    before = match.string[max(0, match.start() - 40) : match.start()]
    said = language.integer(match["first"]) + (f" {language.spelled(match['letter'])}" if match["letter"] else "")
    if _PRESSURE.search(before) or first == last == 50:
        return f"{said} na {language.integer(match['last'])}"
    is_part = 0 < first < last and (last <= _LARGEST_PART or last in (100, 1000)) and not match["letter"]
    is_season = 1000 <= first < 2100 and last in (first + 1, (first + 1) % 100)
    if (first, last) == (24, 7) or is_season or (is_part and not _STREET_BEFORE.search(before)):
        return None
    return f"{said} łamane przez {language.integer(match['last'])}"


def _version(language: "Polish", match: re.Match[str]) -> str | None:
    if _SOFTWARE_BEFORE.search(match.string, max(0, match.start() - 24), match.start()) is None:
        return None
    return " kropka ".join(map(language.integer, match[0].split(".")))


def _coordinate(language: "Polish", match: re.Match[str]) -> str | None:
    if not match["minutes"] and not match["point"]:
        return None
    nouns = tables.MEASURES["°"], tables.MEASURES["min"], tables.MEASURES["sek."]
    parts = (match["degrees"], match["minutes"], match["seconds"])
    said = [language.amount(language.parse(part), noun) for part, noun in zip(parts, nouns, strict=True) if part]
    return " ".join([*said, *([_POINTS[match["point"]]] if match["point"] else [])])
