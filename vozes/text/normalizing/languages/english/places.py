"""Addresses and documents in English: streets, states, postal codes, telephones, codes read digit by digit."""

import re
from collections.abc import Iterator
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.english import tables
from vozes.text.normalizing.languages.english.context import full_stop, initials, word_after, word_before, words_before
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, spell

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

# Telephones.
_TEN_DIGITS = r"\(?\d{3}\)?[-. ]?[ ]?\d{3}[-. ]\d{4}"
_PHONE = re.compile(
    rf"(?<![\w+.,-])(?P<plus>\+\s?)?(?P<country>1[-. ]?(?=\(?\d{{3}}\)?[-. ]))?"
    rf"(?P<number>{_TEN_DIGITS}(?:-\d{{1,4}})?)(?![\w-]|\.\d)"
)
_LOCAL = re.compile(r"(?<![\w.,/-])(?P<number>[2-9]\d{2}-\d{4})(?![\w-]|\.\d)")
_LETTERED = re.compile(
    r"(?<![\w.,/-])1-(?P<area>8\d\d|900)-(?P<rest>(?=[\d-]*[A-Z])[A-Z\d]{1,10}(?:-[A-Z\d]{1,10}){0,4})(?![\w-])"
)
_GROUPED = re.compile(r"(?<![\w.,/$€£-])(?:\d{1,6}(?:-\d{1,7}){2,5}|\d{2}-\d{7})(?![\w/-]|\.\d)")
_ISO_DATE = re.compile(r"\d{4}-\d\d?-\d\d?")
_CARD = re.compile(r"(?<![\w.,/-])\d{4}(?: \d{4}){3}(?!\w)")
_BRITISH = re.compile(r"(?<![\w.,/-])\(?0\d{2,4}\)? \d{3,4} ?\d{3,4}(?!\w)|(?<![\w.,/-])0\d{4} \d{5,6}(?!\w)")
_VERSE = re.compile(r"(?<![\w.,:])(?P<chapter>\d{1,3}):(?P<verse>\d{1,3})(?:[-–](?P<last>\d{1,3}))?(?![\w:]|\.\d)")
_BOOKS = frozenset(
    "genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings chronicles ezra nehemiah esther "
    "job psalm psalms proverbs ecclesiastes isaiah jeremiah lamentations ezekiel daniel hosea joel amos obadiah "
    "jonah micah nahum habakkuk zephaniah haggai zechariah malachi matthew mark luke john acts romans corinthians "
    "galatians ephesians philippians colossians thessalonians timothy titus philemon hebrews james peter jude "
    "revelation quran surah".split()
)
_FOUR_GROUPS = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?P<port>:\d{1,5})?(?![\w.]\w)")
_SHORT_NUMBER = re.compile(
    r"(?<![\w.,:$/-])(?:911|411|311|211|511|611|811|988|999|112|101|111|119)(?![\w%:/]|[.,]\d|-\d)"
)
_CALLING = re.compile(r"\b(?:call(?:s|ed|ing)?|dial(?:s|ed|ing)?|phone[ds]?|ring|rang|text(?:ed|ing)?|to|at|on)\s$")

# Numbers that are read digit by digit, and those that are read in pairs.
_CODE = re.compile(r"(?<![\w.,:$/-])(?:\d{2,6}(?:[ -]\d{2,6}){1,4}|\d{3,19})(?![\w%:/-]|[.,]\d)")
_SECRET = re.compile(
    r"\b(?:code|pin|otp|passcode|password|end(?:s|ing)? (?:in|with)|zip|postcode|ext|ext\.|extension|pnr|ssn|dial|isbn|"
    r"sku|passphrase|key|token|digits)(?: (?:code|number|no\.?|is|was|#))*:?\s?#?$"
)
_LONG_CODE = re.compile(
    r"(?:\b(?:account|acct\.?|card|confirmation|order|ticket|case|tracking|serial|reference|ref\.?|id|vin|number|no\.|license|"
    r"invoice|booking|reservation|policy|claim|member|customer|employee|student|routing|text(?: \w+ to)?)"
    r"(?: (?:code|number|no\.?|is|was|id|#))*:?\s?#?|#)$"
)
_LEAST_SECRET, _LEAST_LONG = 3, 5
_LONGEST_COUNT = 9
"""Digits of a number without commas that may be a count."""
_NUMBERED = re.compile(r"(?<![\w.,:$/-])(?P<number>\d{3,4})(?P<letter>[A-Z])?(?![\w%:/$]|[.,]\d|-\d)")
_LABELS = frozenset(
    "room suite apt apartment flight route highway hwy interstate channel boeing airbus gate unit exit psalm "
    "psalms hymn sonnet porsche peugeot xbox rtx gtx rx ryzen radeon geforce line bus locker cabin building rm "
    "ste box bmw mazda delta united train freeway rte form i us state pixel cessna 401 formula model studio "
    "court".split()
) - {"line", "i", "us", "state", "401", "united", "formula", "court", "building"}

# Addresses.
_WHOLE_TYPES = "Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Square|Way|Terrace|Parkway|Highway"
_TYPE = rf"(?:(?i:{any_of(tables.STREETS)})\b\.?|{_WHOLE_TYPES})"
_NAME = r"(?:[A-Z][\w'’-]{0,30}\.?|\d{1,3}(?:st|nd|rd|th))"
_HOUSE = re.compile(
    rf"(?<![\w.,:/$-])(?P<number>\d{{1,5}})(?P<letter>[A-Za-z])?"
    rf"(?= (?:[NSEW]{{1,2}}\.? )?(?:{_NAME} ){{1,4}}{_TYPE}(?!\w))"
)
_DIRECTION = re.compile(rf"(?<!\w)(?P<direction>[NS][EW]?|[EW])\b\.?(?= (?:{_NAME} ){{1,3}}{_TYPE}(?!\w))")
_STANDARD = re.compile(r"(?<![\w.,])(?P<number>\d{3,6}):(?P<year>(?:19|20)\d\d)(?![\w:]|[.,]\d)")
_STANDARDS = frozenset("iso iec ansi din astm".split())
_BOUND = re.compile(r"(?<=\d )(?P<direction>[NSEW])(?!\w|\.\w| (?:[A-Z][\w'’-]* ){1,3}(?:St|Ave|Rd|Blvd|Dr)\b)")
_ROAD_BEFORE = re.compile(r"\b(?:I|US|SR|Hwy|Highway|Route|Rte|Interstate)\.?[- ]\d{1,3} $")
_QUADRANT = re.compile(r"(?<!\w)(?P<direction>[NS][EW])(?!\w)")
_AFTER_STREET = re.compile(rf"(?:{_TYPE}),? $")
_STREET = re.compile(rf"(?<!\w)(?P<type>(?i:{any_of(tables.STREETS)}))(?P<dot>\.)?(?!\w)(?!['’]\w)")
_IN_ADDRESS = re.compile(rf"(?<!\w)\d{{1,5}}[A-Za-z]? (?:[NSEW]{{1,2}}\.? )?(?:{_NAME} ){{1,4}}$")
_NAMED = re.compile(r"(?:[A-Z][\w'’-]*|\d(?:st|nd|rd|th)) $")
_CERTAIN_TYPES = frozenset("ave blvd rd pkwy hwy expy fwy tpke".split())
_ZIP = r"(?P<zip>\d{5})(?:-(?P<four>\d{4}))?(?!\w|[.,]\d)"
_STATE_NAME = rf"(?P<state>{any_of(tables.STATES)})"
_STATE = re.compile(rf"(?<=, ){_STATE_NAME}(?:(?P<comma>,)? {_ZIP})?{NOT_BEFORE_WORD}(?!['’]\w)")
_STATE_ZIP = re.compile(rf"{NOT_AFTER_WORD}{_STATE_NAME}(?P<comma>) {_ZIP}")
_PRESS_STATE = re.compile(rf"(?<=[a-z], )(?P<state>{any_of(tables.PRESS_STATES)})\.(?!\w)")
_TOWN_BEFORE = re.compile(r"[A-Z][\w'’.]*, $")


def rules(language: "English") -> Iterator[Rule]:
    places = _Places(language)
    number = Start.ANY_NUMBER

    yield Rule(
        TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _PHONE, places.phone, "0123456789+(", "-.(0123456789"
    )
    yield Rule(TextClass.TELEPHONE, Start.DIGIT, _LETTERED, places.lettered, "1", "-")
    if language.tag == "en-gb":
        yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _BRITISH, places.groups, "(0", ")0123456789")
    yield Rule(TextClass.TELEPHONE, Start.DIGIT, _LOCAL, places.groups, "", "-")
    yield Rule(TextClass.TELEPHONE, number, _SHORT_NUMBER, places.short_number, "12345689")
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _VERSE, places.verse, "", ":")
    yield Rule(TextClass.ELECTRONIC, Start.DIGIT, _FOUR_GROUPS, places.computer, "", ".")
    yield Rule(TextClass.DOCUMENT, Start.NUMBER | Start.DIGIT, _CARD, places.groups, "", "0123456789")
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _STANDARD, places.standard, "", ":")
    yield Rule(TextClass.DOCUMENT, number, _CODE, places.code)
    yield Rule(TextClass.DOCUMENT, number, _HOUSE, places.house, "", ascii_letters + digits)
    yield Rule(TextClass.DOCUMENT, number, _NUMBERED, places.numbered)
    yield Rule(TextClass.ABBREVIATION, Start.LETTER, _DIRECTION, places.direction, "NSEW")
    yield Rule(TextClass.ABBREVIATION, Start.LETTER, _QUADRANT, places.quadrant, "NS")
    yield Rule(TextClass.ABBREVIATION, Start.LETTER, _BOUND, places.bound, "NSEW")
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _PRESS_STATE, places.press_state, behind=".")
    yield Rule(TextClass.ABBREVIATION, Start.LETTER, _STATE, places.state, initials(tables.STATES).upper())
    yield Rule(TextClass.ABBREVIATION, Start.LETTER, _STATE_ZIP, places.state, initials(tables.STATES).upper())
    yield Rule(TextClass.ABBREVIATION, Start.ANY_WORD, _STREET, places.street, initials(tables.STREETS))


def grouped_rules(language: "English") -> Iterator[Rule]:
    """Yields the rule for other groups of digits between hyphens, which comes after those for dates."""
    places = _Places(language)
    yield Rule(
        TextClass.DOCUMENT,
        Start.DIGIT,
        _GROUPED,
        lambda match: None if _ISO_DATE.fullmatch(match[0]) else places.groups(match),
        "",
        "-",
    )


def telephone_groups(language: "English", written: str) -> str:
    """Returns digits one by one, with a pause between the groups in which they are written."""
    groups = re.findall(r"\d+", written)
    if len(groups) == 1 and len(groups[0]) == 10:
        groups = [groups[0][:3], groups[0][3:6], groups[0][6:]]
    return ", ".join(language.digits_in_turn(group) for group in groups)


class _Places:
    """The functions that say what the patterns above find."""

    def __init__(self, language: "English"):
        self._language = language

    def phone(self, match: re.Match[str]) -> str:
        number = telephone_groups(self._language, _area(match["number"]))
        area = re.match(r"\(?(8\d\d|900)", match["number"])
        if match["country"] and area and area[1].endswith("00"):
            rest = telephone_groups(self._language, match["number"][match["number"].index(area[1]) + 3 :])
            number = f"{self._language.cardinal(int(area[1]))}, {rest}"
        plus = "plus " if match["plus"] else ""
        return f"{plus}one, {number}" if match["country"] else plus + number

    def lettered(self, match: re.Match[str]) -> str:
        area = match["area"]
        said = self._language.cardinal(int(area)) if area.endswith("00") else self._language.digits_in_turn(area)
        rest = []
        for part in match["rest"].split("-"):
            if part.isdecimal():
                rest.append(self._language.digits_in_turn(part))
            else:
                rest.append(part if len(part) > 2 or part == "GO" else spell(part))
        return f"one, {said}, {' '.join(rest)}"

    def groups(self, match: re.Match[str]) -> str:
        return telephone_groups(self._language, match[0])

    def short_number(self, match: re.Match[str]) -> str | None:
        before = words_before(match)
        emergency = match[0] == "911" and not word_before(match)[:1].isupper()
        called = _CALLING.search(before) and not re.search(r"\b(?:at|on|to)\s$", before)
        return self._language.digits_in_turn(match[0]) if emergency or called or word_after(match) == "call" else None

    def verse(self, match: re.Match[str]) -> str | None:
        if word_before(match).lower() not in _BOOKS:
            return None
        last = f" to {self._language.integer(match['last'])}" if match["last"] else ""
        return f"{self._language.integer(match['chapter'])} {self._language.integer(match['verse'])}{last}"

    def computer(self, match: re.Match[str]) -> str:
        address, _, port = match[0].partition(":")
        said = " dot ".join(map(self._language.digits_in_turn, address.split(".")))
        return f"{said} colon {self._language.digits_in_turn(port)}" if port else said

    def code(self, match: re.Match[str]) -> str | None:
        code, before = re.sub(r"\D", "", match[0]), words_before(match)
        secret = len(code) >= _LEAST_SECRET and _SECRET.search(before)
        long = len(code) >= _LEAST_LONG and _LONG_CODE.search(before)
        unlikely_count = len(code) > _LONGEST_COUNT and not code.endswith("000") and match[0] == code
        if not (secret or long or unlikely_count):
            return None
        return telephone_groups(self._language, match[0])

    def house(self, match: re.Match[str]) -> str:
        letter = f" {spell(match['letter'])}" if match["letter"] else ""
        return self._language.in_pairs(match["number"]) + letter

    def numbered(self, match: re.Match[str]) -> str | None:
        label = word_before(match).lower().rstrip(".")
        beginners = match[0] == "101" and label.isalpha() and not word_after(match).endswith("s")
        if label not in _LABELS and not beginners:
            return None
        return self.house(match)

    def direction(self, match: re.Match[str]) -> str:
        return tables.DIRECTIONS[match["direction"].lower()]

    def standard(self, match: re.Match[str]) -> str | None:
        """Returns the number and year of a standard: `ISO 9001:2015`."""
        if word_before(match).lower() not in _STANDARDS:
            return None
        return f"{self._language.integer(match['number'])} {self._language.year(int(match['year']))}"

    def bound(self, match: re.Match[str]) -> str | None:
        """Returns where a road leads: `I-405 N`."""
        before = _ROAD_BEFORE.search(match.string, max(0, match.start() - 20), match.start())
        return self.direction(match) if before else None

    def press_state(self, match: re.Match[str]) -> str:
        """Returns a state as newspapers write it behind a town: `Portland, Ore.`"""
        return tables.PRESS_STATES[match["state"]] + full_stop(match)

    def quadrant(self, match: re.Match[str]) -> str | None:
        near = match.string[max(0, match.start() - 16) : match.start()]
        return self.direction(match) if _AFTER_STREET.search(near) else None

    def state(self, match: re.Match[str]) -> str | None:
        state, code = match["state"], match["zip"]
        near = match.string[max(0, match.start() - 40) : match.start()]
        if not code and (state in tables.STATES_LIKE_WORDS or not _TOWN_BEFORE.search(near)):
            return None
        said = tables.STATES[state]
        return (
            f"{said}{match['comma'] or ''} {self._language.digits_in_turn(code + (match['four'] or ''))}"
            if code
            else said
        )

    def street(self, match: re.Match[str]) -> str | None:
        kind = match["type"].lower()
        near = match.string[max(0, match.start() - 80) : match.start()]
        named, addressed = _NAMED.search(near), _IN_ADDRESS.search(near)
        previous, following = word_before(match), word_after(match)
        capital = following[:1].isupper()
        if kind == "st":
            return self._saint_or_street(match, previous, following, bool(addressed))
        if kind == "dr" and capital and not (addressed and (not match["dot"] or following in tables.STARTERS)):
            is_title = following not in tables.STARTERS or previous in tables.STARTERS
            return "Doctor" if is_title else None
        if (
            not (named or addressed)
            or previous in tables.STARTERS
            or (not match["type"][0].isupper() and not addressed)
        ):
            return "doctor" if kind == "dr" and match["dot"] else None
        if kind not in _CERTAIN_TYPES and not (match["dot"] or addressed):
            return None
        if kind == "cir" and previous[:1].isdigit():
            return "Circuit" + full_stop(match)
        return tables.STREETS[kind] + full_stop(match)

    def _saint_or_street(self, match: re.Match[str], previous: str, following: str, addressed: bool) -> str | None:
        if not (match["type"][0].isupper() or addressed or re.search(r"\d(?:st|nd|rd|th)$", previous)):
            return None
        named = (previous[:1].isupper() or previous[:1].isdigit()) and previous not in tables.STARTERS
        following = re.sub(r"['’]s$", "", following)
        if following[:1].isupper() and match["type"] == "St":
            if not named or previous in tables.BEFORE_SAINTS:
                return "Saint"
            if following in tables.SAINTS and (not addressed or previous.lower().rstrip(".") in tables.STREETS):
                return "Saint"
        return f"Street{full_stop(match)}" if (named and match["type"] != "ST") or addressed else None


def _area(number: str) -> str:
    """Returns a telephone number with its area code parted from the rest."""
    return re.sub(r"^\(?(\d{3})\)?", r"\1 ", number)
