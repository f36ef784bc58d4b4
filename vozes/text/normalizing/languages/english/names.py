"""Abbreviations, Roman numerals, acronyms and single letters of English, by the words around them."""

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.english import tables, words
from vozes.text.normalizing.languages.english.context import full_stop, initials, word_after, word_before, words_before
from vozes.text.normalizing.languages.english.numbers import plural
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, spell

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

# Abbreviations.
_TITLE = re.compile(rf"{NOT_AFTER_WORD}(?P<title>{any_of(tables.BARE_TITLES)})(?= [A-Z][a-zà-ÿ])")
_FINAL = re.compile(rf"(?<!\w)(?:{any_of(tables.FINAL_ABBREVIATIONS)})(?:(?<=\.)|{NOT_BEFORE_WORD}(?![.'’]))")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’&-]*,?|&) $")
_BARE_NUMBERED = [word for word in tables.NUMBER_ABBREVIATIONS if not word.endswith(".")]
_DOTTED_NUMBERED = [word for word in tables.NUMBER_ABBREVIATIONS if word.endswith(".")]
_BEFORE_NUMBER = re.compile(rf"(?<!\w)(?P<word>(?i:{any_of(_BARE_NUMBERED)}))(?= #?\d| [A-H]\b(?! [a-z]))")
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<word>(?i:{any_of(_DOTTED_NUMBERED)}))"
    rf"(?= ?(?:\d|#\d)|(?<=\.) ?(?:[IVXLC]{{2,6}}|[ivxlc]{{2,6}})\b| [IVXA-H]\b(?! [a-z]))"
)
_DAY = any_of(tables.WEEKDAY_ABBREVIATIONS)
_CAPITAL_DAY = any_of(map(str.capitalize, tables.WEEKDAY_ABBREVIATIONS))
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<day>(?i:{_DAY}))(?P<dot>\.)?(?!\w)"
    rf"(?P<to>\s?[-–—]\s?(?=(?i:{_DAY}|[MTWFS]\w*day)\b))?"
)
_SAID_SHORT = {"b/c": "because", "w/in": "within"}
_SLASHED_LETTERS = re.compile(r"(?<![\w/])[a-z](?:/[a-z]){2,8}(?![\w/])")
_SHORT_WORDS = re.compile(rf"(?<![\w/]){any_of(_SAID_SHORT)}(?![\w/])")
_WEEKDAYS = re.compile(rf"(?<!\w){_CAPITAL_DAY}(?:/{_CAPITAL_DAY}){{1,6}}(?!\w)")
_DATE_FOLLOWS = re.compile(
    r",? (?:\d{1,2}(?:/\d|st|nd|rd|th|:\d| ?[ap]\.?m\b|[-–—]\d{1,2}(?!\d))"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)| \(\d{1,2}/\d",
    re.IGNORECASE,
)
_BEHIND_DAYS = frozenset("by at night morning afternoon evening through and".split())
_VERSUS = re.compile(r"(?<=[\w.] )v\.?(?= [A-Z])")
_MIXED_CASE = re.compile(
    r"(?<!\w)(?:Ph\.? ?Ds?|Ed\.D|Psy\.D|Pharm\.D|LL\.[BMD]|M\.?Sc|B\.?Sc|M\.?Phil"
    r"|iOS|macOS|iPadOS|watchOS|eBPF|GmbH|pH|dB|kWh|NaCl|KCl|HCl|NaOH|YoY|QoQ|MoM)(?P<dot>\.)?(?!\w)"
)
_LETTER_CASES = {
    "macOS": f"mac {spell('OS')}",
    "iPadOS": f"iPad {spell('OS')}",
    "watchOS": f"watch {spell('OS')}",
    "YoY": "year over year",
    "QoQ": "quarter over quarter",
    "MoM": "month over month",
}
SMALL_ACRONYMS = frozenset(
    """
    tv tvs pc pcs cd cds dvd dvds html pdf pdfs usb gps css sql ssn cpu gpu http https www dj ngo vip faq faqs
    atm aka url urls ufo suv suvs ceo cfo cto fbi cia nyc ip api diy asap
    """.split()
)
"""Those that are spelled in small letters too."""
_SMALL_ACRONYM = re.compile(rf"(?<![\w@#./-]){any_of(SMALL_ACRONYMS)}(?![\w@]|[.:/-]\w|:?/)")

# Roman numerals.
_NUMERAL = re.compile(
    rf"{NOT_AFTER_WORD}(?=[MDCLXVI])M{{0,3}}(?:CM|CD|D?C{{0,3}})(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})(?P<dot>\.(?=\s?$))?{NOT_BEFORE_WORD}(?![-.&+/]\w|['’](?!s\b)\w)"
)
_SMALL_NUMERAL = re.compile(r"(?<!\w)(?=[xvi]{2})(?:x{0,3})(?:ix|iv|v?i{0,3})(?![\w'’.]\w|\w)")
_ROMAN_BEFORE = frozenset(
    "chapter part act scene book volume vol article section sections title phase stage type level war bowl "
    "episode season page pages appendix figure table class grade group wars rocky rambo quarter mark schedule "
    "division tier category annex exhibit step round unit lesson module canto psalm sonata symphony concerto opus "
    "number no vatican fantasy auto apollo gemini saturn soyuz titan ultima warcraft starcraft diablo "
    "civilization kombat fighter gta wrestlemania halo fallout hearts generation schism crusade council protocol "
    "plan olympiad olympics ch pt sec art pp p god godfather returns".split()
) - {"plan", "unit", "god", "generation", "step"}
_ROMAN_ORDINAL_AFTER = frozenset("century dynasty olympiad corps congress army legion amendment".split())
_RULERS = frozenset(
    "henry louis george elizabeth charles william edward richard james john paul pius benedict francis gregory "
    "leo innocent clement boniface alexander nicholas peter catherine frederick philip ferdinand napoleon wilhelm "
    "otto leopold ivan carlos juan felipe alfonso mary margaret robert david harald haakon olaf gustav gustaf "
    "christian kamehameha ramses ramesses thutmose amenhotep ptolemy xerxes darius cyrus artaxerxes constantine "
    "theodosius justinian michael stephen bela sigismund albert baldwin urban sixtus julius adrian hadrian "
    "callixtus eugene martin celestine honorius sergius sylvester victor umberto emanuele emmanuel akbar mehmed "
    "suleiman selim murad ahmed mahmud hamid osman sam thomas joao pedro manuel afonso maria christina isabella "
    "cleopatra antiochus mithridates tiberius basil alexios manuel selim nebuchadnezzar sargon tiglath abdullah "
    "hussein mohammed hassan faisal hirohito rama franz joseph ludwig maximilian rudolf ernst augustus casimir "
    "vladislaus boris simeon alexandra anne jane wenceslaus ladislaus zog carl oscar magnus eric canute sweyn "
    "hugh philippe lothair pepin childeric clovis theodoric walter edwin harold donald ronald davis prescott "
    "samuel daniel andrew patrick kenneth arthur ernest frank fred harry jack joe larry marcus matthew tyler ryan "
    "rutherford gates rockefeller vanderbilt morgan ford hilton trump bush griffin".split()
)
_LARGEST_OF_RULERS = 39
_KING_GOES_ON = frozenset(
    "of was is had died ruled reigned in and who became to at did has the by as on succeeded".split()
)
_DEFINITE_NUMERALS = frozenset("II III VI VII VIII IX XI XII XIII XIV XVI XVII XVIII XIX XXI XXII XXIV LVIII".split())

# Letters.
_INITIALS = re.compile(r"(?<![\w.'’])(?:[A-Z]\.\s?){1,4}(?=[A-Z][a-z'’])")
_DOTTED = re.compile(rf"{NOT_AFTER_WORD}(?:[A-Za-z]\.){{2,}}(?:[A-Za-z]{NOT_BEFORE_WORD}(?!['’]\w))?")
_ORGANISATION = re.compile(r"(?<![\w.])(?P<letters>[A-Z]{1,3}(?:&[A-Z]{1,3}){1,2})(?P<end>['’]?s)?(?!\w)")
_CAPITALS = re.compile(
    rf"(?<![\w.])(?P<word>[A-Z]{{2,12}})(?P<plural>['’]?s)?{NOT_BEFORE_WORD}(?!-\d|\.(?!com\b)\w{{2}})"
)
_HYPHENED_LETTER = re.compile(r"(?<![\w'’])(?P<letter>[A-HJ-Zb-hj-z])-(?=[A-Za-z]{2})")
_GREEK = re.compile(rf"(?<!\w)(?P<greek>[{''.join(tables.GREEK)}ΔΣΩΠΦΨΛΘΓ])(?P<letter>[a-zA-Z])(?!\w)")
_GRADE = re.compile(r"(?<![\w'’.])(?P<letter>[A-DF])(?P<sign>[+−-])(?![\w+-])")
_LANGUAGE = re.compile(r"(?<!\w)(?P<letter>[CFJ])(?P<sign>#|\+\+)(?!\w)")
_SHARP = re.compile(r"(?<!\w)(?P<letter>[A-G])(?P<sign>[#♯♭])(?!\w)")
_GRADES = re.compile(r"(?<!\w)A(?=['’]s(?!\w))")
_MODELS = re.compile(r"(?<!\w)(?P<letters>[A-Z]{1,3})(?P<joint>-?)(?P<number>\d{1,3})s(?!\w)")
_WARS = re.compile(r"(?<!\w)WW(?P<number>I{1,3}|[123])(?!\w)")
_LONE_LETTER = re.compile(r"(?<![\w'’.])(?P<letter>[AaIiOo])(?![\w'’])")
_LETTER_BEFORE = frozenset(
    "plan option vitamin grade letter letters type group section appendix exhibit point hepatitis class team side "
    "room gate terminal version model block building unit apartment apt schedule product company person player "
    "row seat set part answer choice variable variant category series serie influenza form column figure table "
    "zone level lane platform item step factor node vertex matrix sub".split()
) - {"set", "person", "answer", "side", "company"}
_OTHER_LETTER = re.compile(r"\s?(?:,|and|or|&|/|to|-|versus|vs\.?)\s?(?:and\s|or\s)?[B-HJ-Z](?![\w'’])")
_LETTER_LIST_BEFORE = re.compile(r"(?<![\w'’])[B-HJ-Z](?:,? (?:and|or|to|&)|,|\s?[/&-]) ?$")
_SLASH = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")


def rules(language: "English") -> Iterator[Rule]:
    names, letters = _Names(language), _Letters(language)
    titles, final, numbered = tables.BARE_TITLES, tables.FINAL_ABBREVIATIONS, tables.NUMBER_ABBREVIATIONS
    capitals = ascii_uppercase
    for kind, starts, pattern, say, first, *behind in (
        (TextClass.SYMBOL, Start.ATTACHED, _SLASHED_LETTERS, letters.slashed, "", "/"),
        (TextClass.ABBREVIATION, Start.ATTACHED, _SHORT_WORDS, lambda match: _SAID_SHORT[match[0]], "bw", "/"),
        (TextClass.DATE, Start.LETTER, _WEEKDAYS, names.weekdays, "MTWFS", "/"),
        (TextClass.ABBREVIATION, Start.LETTER, _WEEKDAY, names.weekday, "MTWFS"),
        (
            TextClass.ABBREVIATION,
            Start.LETTER,
            _TITLE,
            lambda match: titles[match["title"]],
            initials(titles),
            capitals,
        ),
        (TextClass.ABBREVIATION, Start.LETTER, _FINAL, names.final, initials(final)),
        (TextClass.ABBREVIATION, Start.ATTACHED, _NUMBERED, names.numbered, initials(numbered), "."),
        (
            TextClass.ABBREVIATION,
            Start.ANY_WORD,
            _BEFORE_NUMBER,
            names.numbered,
            initials(_BARE_NUMBERED),
            "#ABCDEFGH0123456789",
        ),
        (TextClass.ABBREVIATION, Start.ANY_WORD, _VERSUS, lambda _: "versus", "v", f".{capitals}"),
        (TextClass.ACRONYM, Start.LETTER, _MIXED_CASE, names.mixed_case, "PELMBimwdkGpNKHYQ"),
        (TextClass.ACRONYM, Start.ANY_WORD, _SMALL_ACRONYM, letters.small, "acdfghinpstuvw"),
        (TextClass.ROMAN, Start.LETTER, _NUMERAL, names.roman, "IVXLCDM"),
        (TextClass.ROMAN, Start.ANY_WORD, _SMALL_NUMERAL, names.small_roman, "ivx"),
        (TextClass.ACRONYM, Start.LETTER, _INITIALS, letters.initials, capitals, "."),
        (TextClass.ACRONYM, Start.LETTER, _DOTTED, letters.dotted, "", "."),
        (TextClass.ACRONYM, Start.LETTER, _ORGANISATION, letters.organisation, capitals, "&"),
        (
            TextClass.FORMULA,
            Start.ANY_WORD,
            _GREEK,
            letters.greek,
            "".join((*tables.GREEK, *map(str.upper, tables.GREEK))),
        ),
        (TextClass.ACRONYM, Start.LETTER, _GRADE, letters.grade, "ABCDF", "+−-"),
        (TextClass.ACRONYM, Start.LETTER, _GRADES, lambda match: spell(match[0]), "A", "'’"),
        (TextClass.ROMAN, Start.LETTER, _WARS, names.war, "W"),
        (TextClass.ALPHANUMERIC, Start.LETTER, _MODELS, letters.models, capitals, "-0123456789"),
        (TextClass.ACRONYM, Start.LETTER, _LANGUAGE, letters.sharp, "CFJ", "#+"),
        (TextClass.ACRONYM, Start.LETTER, _SHARP, letters.sharp, "ABCDEFG", "#♯♭"),
        (TextClass.ACRONYM, Start.LETTER, _CAPITALS, letters.capitals, capitals),
        (TextClass.ACRONYM, Start.LETTER, _HYPHENED_LETTER, lambda match: spell(match["letter"]), "", "-"),
        (TextClass.ACRONYM, Start.ANY_WORD, _LONE_LETTER, letters.lone, "AaIiOo"),
        (TextClass.SYMBOL, Start.SIGN, _SLASH, letters.slash, "/"),
    ):
        yield Rule(kind, starts, pattern, say, first, *behind)


class _Names:
    def __init__(self, language: "English"):
        self._language = language

    def weekdays(self, match: re.Match[str]) -> str:
        """Returns days of the week between slashes: `Tue/Thu`."""
        return ", ".join(tables.WEEKDAY_ABBREVIATIONS[day.lower()] for day in match[0].split("/"))

    def weekday(self, match: re.Match[str]) -> str | None:
        written = match["day"]
        if not written[0].isupper():
            return None
        day = tables.WEEKDAY_ABBREVIATIONS[written.lower()]
        if match["to"]:
            return f"{day} to"
        follows = _DATE_FOLLOWS.match(match.string, match.end()) is not None
        before = words_before(match)
        listed = re.search(
            r"(?:[-–—&/] ?|\b(?:on|by|every|each|until|and|or|to|through|closed|open|next|last|this),? )$", before
        )
        certain = match["dot"] and (written.lower() != "sun" or word_after(match) in _BEHIND_DAYS)
        joined = match["dot"] or re.search(r"(?:\.|day) ?[-–—&/] ?$", before)
        if not (follows or (listed and joined) or certain):
            return None
        return day + full_stop(match)

    def final(self, match: re.Match[str]) -> str | None:
        near = match.string[max(0, match.start() - 32) : match.start()]
        if not _NAME_BEFORE.search(near) and match[0] not in ("Est.", "Dept."):
            return None
        said = tables.FINAL_ABBREVIATIONS[match[0]]
        return said.capitalize() + full_stop(match)

    def numbered(self, match: re.Match[str]) -> str | None:
        said = tables.NUMBER_ABBREVIATIONS[match["word"].lower()]
        if match["word"].isupper() and len(match["word"]) > 3:
            return None
        if said in ("born", "died", "circa") and not re.match(
            r" ?\d{3,4}(?!\d)", match.string[match.end() : match.end() + 6]
        ):
            return None
        return said.capitalize() if match["word"][0].isupper() else said

    def mixed_case(self, match: re.Match[str]) -> str:
        word = match[0].rstrip(".")
        if word.endswith("Ds"):
            return f"{spell(word[:-1])}'s"
        said = _LETTER_CASES.get(word) or spell(word)
        return said + full_stop(match)

    def roman(self, match: re.Match[str]) -> str | None:
        numeral = match[0].rstrip(".")
        value, before, after = roman_value(numeral), word_before(match), word_after(match)
        rest = "." if match["dot"] else ""
        word = before.lower().rstrip(".")
        if word == "number" and len(numeral) == 1 and len(after) == 1 and after.isupper():  # letters that are spelled
            return None
        if word in _ROMAN_BEFORE and (len(numeral) > 1 or numeral in "IVX"):
            return self._language.cardinal(value) + rest
        if numeral in ("I", "V", "X") or len(numeral) > 1:
            if after.lower() in _ROMAN_ORDINAL_AFTER and len(numeral) > 1:
                return self._language.ordinal(value)
            if self._is_ruler(match, numeral, word, after):
                return f"the {self._language.ordinal(value)}{rest}"
        if numeral in _DEFINITE_NUMERALS:
            return self._language.cardinal(value) + rest
        if len(numeral) >= 5 and 1500 <= value < 2100:
            return self._language.year(value) + rest
        return None

    def war(self, match: re.Match[str]) -> str:
        number = match["number"]
        return f"World War {self._language.cardinal(int(number) if number.isdecimal() else len(number))}"

    @staticmethod
    def _is_ruler(match: re.Match[str], numeral: str, word: str, after: str) -> bool:
        if word not in _RULERS or roman_value(numeral) > _LARGEST_OF_RULERS or not word_before(match)[0].isupper():
            return False
        if numeral == "I":
            rest = match.string[match.end() : match.end() + 2]
            return (not after or after in _KING_GOES_ON) and (rest[:1] not in ("'", "’") or rest[1:] == "s")
        return True

    def small_roman(self, match: re.Match[str]) -> str | None:
        text, start, end = match.string, match.start(), match.end()
        listed = text[end : end + 1] == ")" and (start == 0 or text[start - 1] in "( \n")
        if not listed and word_before(match).lower().rstrip(".") not in _ROMAN_BEFORE:
            return None
        return self._language.cardinal(roman_value(match[0].upper()))


class _Letters:
    def __init__(self, language: "English"):
        self._language = language

    def small(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.endswith("s") and word not in ("https", "css", "gps"):
            return f"{spell(word[:-1])}'s"
        return spell(word)

    def initials(self, match: re.Match[str]) -> str | None:
        letters = re.sub(r"[^A-Z]", "", match[0])
        before, after = word_before(match), match.string[match.end() : match.end() + 16]
        if len(letters) == 1:
            following = re.match(r"[\w'’]+", after)
            if following and following[0] in tables.STARTERS:
                return None
            name = before[:1].isupper() and before.lower() not in _LETTER_BEFORE
            if not (name or not before or before in ("by", "with", "and", "of", "to", "from", "for", "see")):
                return None
        return spell(letters)

    def dotted(self, match: re.Match[str]) -> str | None:
        if match[0].lower() in tables.ABBREVIATIONS:
            return None
        return spell(match[0]) + full_stop(match)

    def organisation(self, match: re.Match[str]) -> str:
        said = " and ".join(map(spell, match["letters"].split("&")))
        return said + (f"'{match['end'][-1]}" if match["end"] else "")

    def greek(self, match: re.Match[str]) -> str:
        return f"{tables.GREEK[match['greek'].lower()]} {spell(match['letter'])}"

    def grade(self, match: re.Match[str]) -> str | None:
        before, after = word_before(match).lower(), match.string[match.end() : match.end() + 1]
        ends = not after or after in ",.;:!?)\n" or before in _GRADE_BEFORE
        if match["sign"] != "+" and not ends:
            return None
        return f"{spell(match['letter'])} {'plus' if match['sign'] == '+' else 'minus'}"

    def models(self, match: re.Match[str]) -> str | None:
        """Returns `F-16s`, `MP3s`."""
        letters = match["letters"]
        if not match["joint"] and len(letters) == 1:
            return None
        return f"{spell(letters)} {plural(self._language.number_beside_letters(match['number']))}"

    def sharp(self, match: re.Match[str]) -> str:
        return f"{spell(match['letter'])} {_SIGNS_OF_LETTERS[match['sign']]}"

    def capitals(self, match: re.Match[str]) -> str | None:
        word = match["word"]
        end = "'s" if match["plural"] else ""
        if match["plural"] and match["plural"][0] != "s":
            end = match["plural"]
        if word in words.SPOKEN:
            return match[0]
        if word in words.SHOUTED or word in words.AMBIGUOUS:
            if not end and self._is_emphasised(match, word):
                return match[0]
        elif word not in words.SPELLED and (
            words.is_pronounceable(word) or (len(word) > 6 and any(letter in "AEIOUY" for letter in word))
        ):
            return match[0]
        return f"{spell(word)}{end}"

    @staticmethod
    def _is_emphasised(match: re.Match[str], word: str) -> bool:
        """Returns whether capitals only stress a short word; for some that takes another one beside it."""
        if word not in words.AMBIGUOUS:
            return True
        before, after = word_before(match), word_after(match)
        if word == "US" and before in ("", "THE"):
            return False
        if word == "AM" and before == "I":
            return True
        return any(
            near in words.SHOUTED or (near.isupper() and len(near) > 3 and words.is_pronounceable(near))
            for near in (before, after)
        )

    def lone(self, match: re.Match[str]) -> str | None:
        letter = match["letter"]
        text, start, end = match.string, match.start(), match.end()
        after = text[end : end + 1]
        if letter in "Oo":
            return spell(letter) if letter == "O" and text[end : end + 2] != " '" else None
        named = word_before(match).lower() in _LETTER_BEFORE and (letter == "A" or not word_after(match).islower())
        listed = after == ")" and (start == 0 or text[start - 1] in "( \n")
        paired = letter == "A" and (
            _OTHER_LETTER.match(text, end) is not None or _LETTER_LIST_BEFORE.search(text, max(0, start - 12), start)
        )
        equation = re.match(r"(?: [=+*] |[=+*^²])[\w(]", text[end : end + 4]) and letter != "I"
        graded = letter == "A" and after in ".,!?;" and word_before(match).lower() in _GRADE_BEFORE
        return spell(letter) if named or listed or paired or equation or graded else None

    @staticmethod
    def slashed(match: re.Match[str]) -> str | None:
        if match[0] in tables.ABBREVIATIONS:
            return None
        return " slash ".join(map(spell, match[0].split("/")))

    def slash(self, match: re.Match[str]) -> str:
        text, start = match.string, match.start()
        before, after = text[max(0, start - 3) : start], text[start + 1 : start + 4]
        if before.lower() == "and" and after[:2].lower() == "or":
            return " "
        single = re.search(r"(?<![\w'’])[A-Z]$", before) and re.match(r"[A-Z](?!\w)", after)
        if single:
            return " "
        both = before[-2:].isupper() and after[:2].isupper() and after[:2].isalpha() and before[-2:].isalpha()
        return " " if both and len(before) > 1 else "slash"


_GRADE_BEFORE = frozenset("a an the got get gets with straight grade of from to earned received and".split())
_SIGNS_OF_LETTERS = {"#": "sharp", "♯": "sharp", "♭": "flat", "++": "plus plus"}
