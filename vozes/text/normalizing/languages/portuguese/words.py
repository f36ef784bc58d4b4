"""Rules for abbreviations of Portuguese whose reading hangs on what is around them: `D. Pedro`, `a Min. Cármen`.

Most are found by a look-up of the word at hand, in the tables; those of several words are common rules.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.context import cased
from vozes.text.normalizing.languages.portuguese.genders import is_feminine
from vozes.text.normalizing.languages.portuguese.tables import (
    ABBREVIATIONS,
    CASED_ABBREVIATIONS,
    DOMS,
    DONAS,
    FEMININE_TITLES,
    NAME_ABBREVIATIONS,
    NUMBER_ABBREVIATIONS,
    SAINTS,
    WOMEN,
)
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start, any_of

_TOKEN = re.compile(r"(?<!\w)[^\W\d_]{1,8}(?:°|\.[ªº°]?s?(?![^\W\d_A-ZÀ-Þ]))?(?![^\W\d_]|\.?\(|\.?@)")
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0]?[nN][º°.]|[ \u00a0]?(?:\d|[\"“]?(?:[IVXLCDM]+|[A-Z])\b(?![’'.]\w))|:? ?\d")
_NAME_FOLLOWS = re.compile(
    r"[ \u00a0]?(?:(?<=[^\WDS]\. )d[aeo]s? )?(?=[A-ZÀ-Þ]|\d{1,2} (?:de )?[A-ZÀ-Þ])(?P<name>[^\W_]+)"
)
_INITIAL_FOLLOWS = re.compile(r"(?:(?<!R\.)|(?! ?[DNS]\.)) ?[A-ZÀ-Þ]\. ?[A-ZÀ-Þ]")
_INITIAL_BEFORE = re.compile(r"(?<!\w)(?:[A-CE-QT-Z]|[A-Z]\. ?[A-Z])\. ?$")
_FAR_INITIALS = 7
_TITLE_FOLLOWS = re.compile(r" ?[DNS]\. ?[A-ZÀ-Þ]")
_TO_FOLLOWS = re.compile(r" (?:ao?s?|às?)(?!\w)")
_FEDERAL_BEFORE = re.compile(r"(?:Dep|Des|Pol|Juiz|Juíza|Procurador|Procuradora)\.? $")
_FIRST_NAME = re.compile(r" ?(?:[A-ZÀ-Þ][^\W\d_]{1,4}\. ?){0,3}(?P<name>[A-ZÀ-Þ][^\W\d_]+)")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[ \u00a0]$")
_SMALL_WORDS = frozenset(
    """
    a o as os da do das dos na no nas nos à ao pela pelo de em e com para por sr sra esta este sua seu rua avenida
    praça largo travessa alameda estrada rodovia ponte colégio escola hospital igreja paróquia
    """.split()
)
_STREETS = frozenset("av r al pç pça pc tv trav lgo lg rod jd pq vl estr".split())
"""What is named after dates too: `Av. 9 de Julho`."""
_WOMEN = WOMEN | DONAS - {"das", "da", "graça", "socorro", "amparo"}
_FEMININE_ARTICLES = frozenset("a da à na pela uma esta essa sua as das às nas pelas".split())
_MASCULINE_ARTICLES = frozenset("o do ao no pelo um este esse seu os dos aos nos pelos".split())


def rules(language: Language) -> Iterator[Rule]:
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _TOKEN, _abbreviation)
    for first, words in _without_full_stops().items():
        alone = re.compile(rf"(?<!\w){any_of(words)}{NOT_BEFORE_WORD}")
        yield Rule(TextClass.ABBREVIATION, Start.WORD | Start.CAPITAL, alone, _abbreviation, first)


def _without_full_stops() -> dict[str, set[str]]:
    """Returns the abbreviations that may stand alone, in every case, by their first letter."""
    anycase = [word for word in (*ABBREVIATIONS, *NUMBER_ABBREVIATIONS) if word.isalpha()]
    exact = [word for word in (*CASED_ABBREVIATIONS, *NAME_ABBREVIATIONS) if word.isalpha()]
    groups: dict[str, set[str]] = {}
    for word in (*cased(anycase), *exact, *map(str.upper, exact)):
        groups.setdefault(word[0], set()).add(word)
    return groups


def _abbreviation(match: re.Match[str]) -> str | None:
    spoken = _spoken(match)
    if spoken is None:
        return None
    if match[0][0].isupper() and spoken[:1].islower() and not match[0].isupper():
        spoken = spoken[0].upper() + spoken[1:]
    return spoken + ("." if spoken[-1] != "." and ends_sentence(match, certain=True) else "")


def _spoken(match: re.Match[str]) -> str | None:
    written, small = match[0], match[0].lower()
    if _is_initial(match):
        return None
    if small in ("ref.", "ref") and _TO_FOLLOWS.match(match.string, match.end()):
        return "referente"
    if small in NUMBER_ABBREVIATIONS and _NUMBER_FOLLOWS.match(match.string, match.end()):
        return _limit(match) if small in ("máx.", "mín.", "max.", "min.") else NUMBER_ABBREVIATIONS[small]
    if written[0].isupper() and (written[-1] == "." or written in NAME_ABBREVIATIONS or written.isupper()):
        name = _NAME_FOLLOWS.match(match.string, match.end())
        if name is not None and (said := _before_name(match, name["name"])) is not None:
            return said
    said = CASED_ABBREVIATIONS.get(written) or ABBREVIATIONS.get(small)
    if said is None and written.endswith("."):
        said = CASED_ABBREVIATIONS.get(written[:-1]) or ABBREVIATIONS.get(small[:-1])
        return f"{said}." if said else None
    return said


def _limit(match: re.Match[str]) -> str:
    """Returns what `máx.` means before a number: `máximo de` it, or what describes the noun before: `dose máxima`."""
    said = NUMBER_ABBREVIATIONS[match[0].lower()]
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    if before and is_feminine(before["word"].lower(), one=True):
        said = said.replace("imo", "ima")
    return said.removesuffix(" de") if match.string.startswith(":", match.end()) else said


def _is_initial(match: re.Match[str]) -> bool:
    """Returns whether a letter with a full stop is one of several initials of a name: `P. K. Dick`."""
    if len(match[0]) != 2 or not match[0][0].isupper():
        return False
    text = match.string
    follows = _INITIAL_FOLLOWS.match(text, match.end())
    return (follows or _INITIAL_BEFORE.search(text, max(0, match.start() - _FAR_INITIALS), match.start())) is not None


def _before_name(match: re.Match[str], name: str) -> str | None:
    """Returns what an abbreviation means before a name that begins with a capital."""
    written = match[0]
    if name[0].isdecimal() and written.rstrip(".").lower() not in _STREETS:
        return None
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    word = before["word"] if before else ""
    if len(written) == 2 and written[1] == ".":
        is_initial = word[:1].isupper() and word.lower() not in _SMALL_WORDS
        if written == "R." and _TITLE_FOLLOWS.match(match.string, match.end()):
            return "rua"
        is_saint = written == "S." and name.lower() in SAINTS
        return None if is_initial and not is_saint else _single(written[0], name, word.lower())
    said = NAME_ABBREVIATIONS.get(written) or (
        NAME_ABBREVIATIONS.get(written.capitalize()) if written.isupper() else None
    )
    if written == "Fed.":
        return said if _FEDERAL_BEFORE.search(match.string, max(0, match.start() - 14), match.start()) else None
    if written == "Res." and len(name) > 1 and name.isupper():
        return "resolução"
    if said in FEMININE_TITLES and (
        word.lower() in _FEMININE_ARTICLES or (word.lower() not in _MASCULINE_ARTICLES and _is_woman(match))
    ):
        return FEMININE_TITLES[said]
    return said


def _is_woman(match: re.Match[str]) -> bool:
    """Returns whether a title stands before the first name of a woman, over other titles."""
    name = _FIRST_NAME.match(match.string, match.end())
    return name is not None and name["name"].lower() in _WOMEN


def _single(letter: str, name: str, article: str) -> str | None:
    """Returns what `D.`, `R.` and `S.` mean before a name; they may be initials too."""
    small = name.lower()
    if letter == "D":
        return _lord_or_lady(small, article)
    if letter == "R":
        return "rua" if len(name) > 1 or name.isdecimal() else None
    return "são" if letter == "S" and small in SAINTS else None


def _lord_or_lady(name: str, article: str) -> str | None:
    if len(name) == 1:
        return None
    if article in _FEMININE_ARTICLES or article in _MASCULINE_ARTICLES:
        return "dona" if article in _FEMININE_ARTICLES else "dom"
    if name in DOMS:
        return "dom"
    return "dona" if name in DONAS or name.endswith("a") else "dom"
