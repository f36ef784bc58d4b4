"""Rules for Czech alone: words that begin with numbers, multiples, telephones, addresses, prices.

`czech` tries `first_rules` before all others, and `rules` behind those that the Slavic languages share.
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.czech import tables
from vozes.text.normalizing.languages.slavic.language import DASHES, DIGITS, bound, first_letters
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start, any_of, folded

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.czech.language import Czech

_START = r"(?<![\w.,:/-])"
_TELEPHONE = re.compile(r"(?<![\w.,/+-])(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{9})(?![\w/-]|[.,]\d|[ \u00a0](?:\d{3}\b|Kč))")
_ANNOUNCED = re.compile(
    r"(?:[Tt]el\w*(?:\.? č\.)?|[Mm]obil\w*|[Čč]ísl\w{1,3}|[Vv]olejte|[Zz]avolejte|"
    r"[Kk]ontakt\w*|[Ff]ax\w?|[Ll]ink\w{1,2}"
    r"|[Ii]nfolink\w|na)[:.]{0,2}(?: (?:je|na))?$"
)
_POSTAL_CODE = re.compile(
    r"(?<![\w.,/-])(?P<first>\d{3})[ \u00a0](?P<last>\d{2})(?=[ \u00a0][A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][a-záčďéěíňóřšťúůýž])"
)
_COMPOUND = re.compile(
    rf"(?<![\w.,:/])(?:(?P<first>\d{{1,4}})[ \u00a0]?[-–][ \u00a0]?)?(?P<number>\d{{1,4}})(?P<percent>%)?-?(?P<word>"
    rf"(?:let[ýáéí]|leté|letého|letém|letou|letých|letým|leťá|letec|minutov|hodinov|denn|týdenn|měsíčn|"
    r"metrov|kilometrov|místn|pokojov|patrov|podlažn|procentn|násobn|korunov|gramov|kilov|kilogramov|litrov|stupňov"
    r"|stránkov|sekundov|palcov|tunov|tisícov|třídn|dveřov|ročn|"
    rf"členn|díln|bodov|fázov|jazyčn|hvězdičkov|bitov|jádrov|rozměrn|kolov|hlav|lůžkov|wattov|voltov|úhelník"
    rf"|krát)[a-záčďéěíňóřšťúůýž]{{0,6}}){NOT_BEFORE_WORD}"
)
_TIMES = re.compile(rf"{_START}(?P<number>\d{{1,4}})[ \u00a0]?[x×]{NOT_BEFORE_WORD}(?!\s?[\d=+*/^()-])")
_SLASH = re.compile(r"(?<![\w.,/])(?P<first>\d{1,6}(?:,\d)?)(?P<letter>[a-z])?/(?P<last>\d{1,6})(?![\w/]|[.,]\d)")
_NUMBER_BEFORE = re.compile(
    r"(?:[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][a-záčďéěíňóřšťúůýž]+|č\.|čp\.|ul\.|nám\.|zákon\w{0,2}|účt\w{0,2}) $"
)
_PLACE_BEFORE = re.compile(r"(?:č\.|čp\.|ul\.|nám\.|tř\.|ulic\w)[^.!?]{0,24}$")
_PRESSURE = re.compile(r"[Tt]lak\w{0,3}[^.!?]{0,12}$")
_LARGEST_PART = 20
_PRICE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[ \u00a0.]\d{3})+|\d{1,9}),[-–—]{1,2}(?:[ \u00a0]?(?P<unit>Kč))?(?!\w)"
)
_VERSION = re.compile(r"(?<![\w.,])\d{1,4}(?:\.\d{1,4}){1,3}(?!\w|[.,]\d)")
_SOFTWARE_BEFORE = re.compile(
    r"(?:[Vv]erz\w{1,2}|Python|Java|PHP|Node|iOS|Android|Windows|macOS|Linux|Ubuntu|Chrome|Firefox|Bluetooth|USB|HDMI"
    r"|HTML|CSS|GPT|v\.|[Kk]apitol\w{1,2}|[Bb]od\w{0,2}|[Oo]dst\.) ?-?$"
)
_WOMAN = re.compile(r"[ \u00a0](?:[^\W\d_]{1,20}\.? ){0,3}[^\W\d_]{1,20}ová(?!\w)")
_LONGEST_NAME = 64
_TITLE = re.compile(rf"(?i:(?P<title>{any_of(tables.TITLES)}))(?=[ \u00a0][^\W\d_])")
_SIGN_BEFORE_NUMBER = re.compile(r"(?P<sign>[#~≈])(?=\s?\d)")
_SIGNS = {"#": "číslo", "~": "přibližně", "≈": "přibližně"}
_COORDINATE = re.compile(
    r"(?<![\w.,])(?P<degrees>\d{1,3}(?:[.,]\d{1,9})?)°[ \u00a0]?(?:(?P<minutes>\d{1,2}"
    r"(?:[.,]\d{1,9})?)['′’][ \u00a0]?)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d{1,9})?)(?:[\"″”]|'')[ \u00a0]?)?(?P<point>[NSEW](?!\w))?"
)
_POINTS = {"N": "severní šířky", "S": "jižní šířky", "E": "východní délky", "W": "západní délky"}


def first_rules(language: "Czech") -> Iterator[Rule]:
    yield from bound(
        language,
        (
            (TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _TELEPHONE, _telephone, "", ""),
            (TextClass.ABBREVIATION, Start.ATTACHED, _TITLE, _title, first_letters(tables.TITLES), "."),
            (TextClass.DOCUMENT, Start.ANY_NUMBER, _POSTAL_CODE, _postal_code, "", DIGITS),
            (TextClass.MONEY, Start.DIGIT, _PRICE, _price, "", f"., {DIGITS}"),
            (TextClass.ALPHANUMERIC, Start.DIGIT, _COMPOUND, _compound, "", f"%lmhdtkpngszčrfjbúwv{DASHES}"),
            (TextClass.FRACTION, Start.DIGIT, _SLASH, _slash, "", "/," + ascii_lowercase),
            (TextClass.ELECTRONIC, Start.DIGIT, _VERSION, _version, "", "."),
            (TextClass.MEASURE, Start.DIGIT, _COORDINATE, _coordinate, "", "°.,"),
            (TextClass.SYMBOL, Start.SIGN, _SIGN_BEFORE_NUMBER, lambda _, match: _SIGNS[match["sign"]], "#~≈", ""),
        ),
    )


def rules(language: "Czech") -> Iterator[Rule]:
    yield from bound(language, ((TextClass.CARDINAL, Start.ANY_NUMBER, _TIMES, _times, "", "x×"),))


def _telephone(language: "Czech", match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 50) : match.start()].rstrip("0123456789 ,;+()-")
    return language.telephone(match[0]) if _ANNOUNCED.search(before) or "-" in match[0] else None


def _postal_code(language: "Czech", match: re.Match[str]) -> str | None:
    if int(match["first"]) < 100 or language.case_before(match.string, match.start()):
        return None
    return f"{language.digits_in_turn(match['first'])} {language.digits_in_turn(match['last'])}"


def _title(language: "Czech", match: re.Match[str]) -> str | None:
    """Returns a title before a name, a woman's where the name is one."""
    following = match.string[match.end() : match.end() + _LONGEST_NAME]
    if not following.lstrip()[:1].isupper():
        return None
    man, woman = tables.TITLES[folded(match["title"])]
    return woman if _WOMAN.match(following) else man


def _price(language: "Czech", match: re.Match[str]) -> str:
    return language.money_amount(Number(re.sub(r"\D", "", match["number"])), tables.MONEY["Kč"])


def _compound(language: "Czech", match: re.Match[str]) -> str | None:
    """Returns a word that begins with a number: `dvacetipětiletý`, `pětkrát`."""
    word = match["word"]
    if match["number"][0] == "0" or (match["first"] or "1")[0] == "0":
        return None
    if word == "krát":
        return language.cardinal(int(match["number"]), "m") + word
    if match["percent"]:
        word = f"procent{word}" if not word.startswith("procent") else word
    first = f"{language.joined(int(match['first']))} až " if match["first"] else ""
    return f"{first}{language.joined(int(match['number']))}{word}"


def _times(language: "Czech", match: re.Match[str]) -> str:
    value = int(match["number"])
    return f"{language.cardinal(value, 'm') if value > 1 else 'jeden'}krát"


def _slash(language: "Czech", match: re.Match[str]) -> str | None:
    """Returns two numbers that are no part: a house, a law, a blood pressure."""
    if "," in match["first"]:
        return f"{language.number(language.parse(match['first']))} z {language.cardinal(int(match['last']), 'cg')}"
    first, last = int(match["first"]), int(match["last"])
    before = match.string[max(0, match.start() - 40) : match.start()]
    said = language.integer(match["first"]) + (f" {language.spelled(match['letter'])}" if match["letter"] else "")
    if _PRESSURE.search(before) or first == last == 50:
        return f"{said} na {language.integer(match['last'])}"
    is_part = 0 < first < last and (last <= _LARGEST_PART or last in (100, 1000)) and not match["letter"]
    is_season = 1000 <= first < 2100 and last in (first + 1, (first + 1) % 100)
    counted = bool(language.words_after(match.string, match.end())) and not _PLACE_BEFORE.search(before)
    if (first, last) == (24, 7) or is_season or (is_part and (counted or not _NUMBER_BEFORE.search(before))):
        return None
    return f"{said} lomeno {language.integer(match['last'])}"


def _version(language: "Czech", match: re.Match[str]) -> str | None:
    if _SOFTWARE_BEFORE.search(match.string, max(0, match.start() - 24), match.start()) is None:
        return None
    return " tečka ".join(map(language.integer, match[0].split(".")))


def _coordinate(language: "Czech", match: re.Match[str]) -> str | None:
    if not match["minutes"] and not match["point"]:
        return None
    nouns = tables.MEASURES["°"], tables.MEASURES["min"], tables.MEASURES["s"]
    parts = (match["degrees"], match["minutes"], match["seconds"])
    said = [language.amount(language.parse(part), noun) for part, noun in zip(parts, nouns, strict=True) if part]
    return " ".join([*said, *([_POINTS[match["point"]]] if match["point"] else [])])
