"""Hungarian words with endings: how stems change before them, and what an ordinal and the day of a month become.

The ending is taken as it was written behind a hyphen (`2-vel`, `20-as`, `15-én`, `kg-ot`), so that its vowels agree
already. It knows no text around it.
"""

from functools import lru_cache

from vozes.text.normalizing.languages.hungarian import tables

_VOWELS = "aáeéiíoóöőuúüű"
_DIGRAPHS = ("gy", "sz", "ny", "cs", "ly", "zs", "ty")
_LONG = {"a": "á", "e": "é"}
_TAKES_T = frozenset("aáeéiíoóöőuúüűlrnjysz")
"""Letters behind which the ending of the object is a bare `t`."""
_KEEP_SHORT = ("kor", "ként", "képp", "szor", "i")
_NUMBER_STEMS = (("három", "hárm", "a"), ("kettő", "kett", "e"), ("hét", "het", "e"), ("ezer", "ezr", "e"))
"""Ends of numbers, what is left of them before an ending, and the letter that it begins with."""
_BY_LENGTH = sorted(tables.ORDINALS, key=len, reverse=True)


def with_ending(word: str, ending: str) -> str:
    """Returns a word with an ending: `óra` + `ban` -> `órában`, `négy` + `gyel` -> `néggyel`."""
    if ending[:1] in _VOWELS:
        word = next(
            (word.removesuffix(full) + stem for full, stem in tables.STEMS.items() if word.endswith(full)), word
        )
    if word[-1:] in _LONG and not ending.startswith(_KEEP_SHORT):
        return f"{word[:-1]}{_LONG[word[-1]]}{ending}"
    if ending == "t" and word[-1:] not in _TAKES_T:
        return f"{word}{_link(word)}t"
    digraph = word[-2:]
    if digraph in _DIGRAPHS and ending.startswith(digraph):
        return f"{word[:-1]}{ending}"
    return word + ending


def _link(word: str) -> str:
    """Returns the vowel between a word and an ending, which agrees with the last one of the word."""
    last = next((letter for letter in reversed(word) if letter in _VOWELS), "e")
    return "o" if last in "aáoóuú" else "ö" if last in "öőüű" else "e"


def number_with_ending(number: str, ending: str) -> str:
    """Returns a number, in its full form, with an ending or the word that it is joined with: `2-es` -> `kettes`."""
    if number.endswith("kettő") and ending not in tables.CASES and ending[0] not in "e":
        return f"{number[:-5]}két{ending}"
    for full, stem, letter in _NUMBER_STEMS:
        if number.endswith(full) and ending[0] == letter and ending in tables.SUFFIXES:
            return number.removesuffix(full) + stem + ("őt" if stem == "kett" and ending == "et" else ending)
    return with_ending(number, ending)


@lru_cache(maxsize=1024)
def ordinal(cardinal: str) -> str:
    """Returns the ordinal of a cardinal in its full form: `huszonegy` -> `huszonegyedik`."""
    alone = {"egy": "első", "kettő": "második"}
    if cardinal in alone:
        return alone[cardinal]
    end = next(end for end in _BY_LENGTH if cardinal.endswith(end))
    return cardinal.removesuffix(end) + tables.ORDINALS[end]


def day_of_month(ordinal: str, ending: str) -> str:
    """Returns a day, whose ordinal is given, with an ending: `15-én` -> `tizenötödikén`, `1.` -> `elseje`."""
    day = "elseje" if ordinal == "első" else ordinal + ("a" if ordinal[-4] in "ao" else "e")
    if ending in ("", "a", "e", "je", "ja"):
        return day
    if ending in ("i", "ei", "ai", "jei"):
        return f"{day}i"
    rest = ending.removeprefix("j")
    if rest[0] in "áé":
        return day[:-1] + rest
    return f"{day[:-1]}{_LONG[day[-1]]}{rest}"


def times(cardinal: str) -> str:
    """Returns how often: `három` -> `háromszor`, `két` -> `kétszer`."""
    end = next((times for end, times in tables.TIMES.items() if cardinal.endswith(end)), "szer")
    return with_ending(cardinal, end) if cardinal[-1] not in _LONG else cardinal + end
