"""Rules for capitals, single letters and Roman numerals of Portuguese: `IBGE`, `UTIs`, `vitamina A`, `século XIX`.

Whether capitals are read or spelled is told by lists first, then by whether they are syllables that Portuguese has.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.genders import gender_of
from vozes.text.normalizing.languages.portuguese.tables import (
    ABBREVIATIONS,
    COMMON_WORDS,
    GREEK,
    KINGS,
    NAME_ABBREVIATIONS,
    NUMBER_ABBREVIATIONS,
    QUEENS,
    ROMAN_AFTER,
    ROMAN_BEFORE,
    ROMAN_ORDINAL_BEFORE,
)
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start, spell

_CAPITALS = re.compile(
    rf"(?<!\w)(?P<letters>[A-ZÀ-Þ]{{2,30}})(?P<many>(?<=[A-Z]{{2}})s)?{NOT_BEFORE_WORD}(?!\.\w|[@:]\w|\$|-\d|://|\d)"
)
_SMALL = re.compile("[a-zß-öø-ÿ]")
_LARGE = re.compile(r"[A-ZÀ-Þ]{2,}")
_LONGEST_ACRONYM = 4
_AROUND = 60
_ONSET = "(?:[bcdfgkpt]r|vr|[bcfgkp]l|[lnc]h|ph|ps|pn|qu|gu|sh|th|s[pmtcknlv]|st[r]|[bcdfghjklmnpqrstvwxyz])"
_SYLLABLES = re.compile(
    rf"(?:{_ONSET}?[aeiouy]{{1,2}}[lmnrszx]?)+(?:[bcdfgkpqtvxz]|sp|st|sc|sk|mp|nt|nd|nk|ng|lt|rt|rd|rk|rs|ns|ps|ts)?"
)
_LONGEST_SPELLED = 5
"""Letters of what is spelled though it has vowels. Longer words in capitals are names or shouts."""
_NUMERAL = re.compile(
    rf"(?<!\w)(?=[MDCLXVI])(?P<numeral>M{{0,3}}(?:CM|CD|D?C{{0,3}})(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}))"
    rf"{NOT_BEFORE_WORD}(?![’'.&]\w|-(?![A-H](?!\w))[^\W\dIVXLCDM]|[º/])"
)
_NUMERAL_RANGE = re.compile(r"[-–—](?=[IVX]{1,6}(?![\w-]))")
_NUMERAL_BEFORE = re.compile(r"(?<!\w)[IVX]{1,6}$")
_ERA = re.compile(r"(?<!\w)(?:(?P<era>[ad](?=\. ?C)|(?<=[\dIVX] )[AD](?=\.C\.)))\. ?C\.?(?!\w)")
_GREEK = re.compile(rf"(?<!\w)(?P<greek>[{''.join(GREEK)}ΔΣΩΠΦΨΛΘΓ])(?P<letter>[a-zA-Z])?{NOT_BEFORE_WORD}")
_RATE = re.compile(r"(?<=% )a\.m\.")
_ERAS = {"a": "antes", "d": "depois"}
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+\.?)[ \u00a0]+(?:(?:de|do|da|n[º°.]|\"|“)[ \u00a0]?)?$")
_CHAIN = re.compile(
    r"(?P<word>[^\W\d_]+\.?)[ \u00a0]+"
    r"(?:[IVXLCDM]+(?:[ \u00a0]?[-–/,][ \u00a0]?|[ \u00a0](?:e|a|ao|até|ou)[ \u00a0](?:[oa][ \u00a0])?)){1,4}$"
)
_AFTER = re.compile(r"[ª]?[ \u00a0]+(?P<word>[^\W\d_]+)")
_LONGEST_WORD = 32
_LINE_STARTS = re.compile(r"(?:^|\n|[;:] )[ \t(]*$")
_ITEM_FOLLOWS = re.compile(r"\)| ?[-–—] ")
_LARGEST_ORDINAL = 10
_ARTICLE_BEFORE = re.compile(
    r"(?:(?i:\bart(?:igo|\.)?|\binc(?:iso|\.)?) ?\d{1,4}(?:[º°o]|\.º)?(?:-[A-Z])?"
    r"|§ ?\d{1,2}(?:[º°o]|\.º)?(?:-[A-Z])?),? "
    r"(?:[IVXLC]{1,6}(?:, | e | a | ou )){0,3}$"
)
"""Where the numeral of one letter is that of a law too: `art. 5º, I`, `§ 2º, I e IV`."""
_SMALL_NUMERAL = frozenset("IVX")
_CHAPTERS = frozenset("inciso incisos artigo artigos capítulo capítulos salmo canto século séculos".split())
_RULER_BEFORE = re.compile(r"\b(?:dom|d\.|papa|rei|rainha|são|santo|imperador|czar) [^\W\d_]+ $", re.IGNORECASE)
_LETTER_NOUNS = """
    vitaminas? planos? letras? vogal vogais opção opções alternativas? item itens grupos? turmas? classes? notas?
    hepatite blocos? alíneas? séries? setor torres? portão sala quadras? lotes? tipos? fator conjunto ponto zona ala
    nível linha eixo categoria modelo geração coluna fila curva lado questão anexo apêndice caso cenário time equipe
    seção rota casa vértice triângulo matriz apartamento bilhete poltrona fileira cadeira terminal embarque piscina
    fase faixa etapa lista tarifa bandeira licença cofre prova caderno teste parte medicamento produto gripe influenza
    estreptococo camisa sangue acampamento versão hemisfério ângulo segmento reta bl apto? qd sl conj cj
    """
_LETTER_BEFORE = re.compile(rf"\b(?:{'|'.join(_LETTER_NOUNS.split())})\.?:? [\"'“‘(]?$", re.IGNORECASE)
_ITEM_BEFORE = re.compile(
    r"\b(?:letra|vogal|alíneas?|itens|item|opção|alternativa|questão|resposta|inciso)\.?:? [\"'“‘(]?$", re.IGNORECASE
)
_CLOSED = re.compile(r"[\"'”’)]|[.,;:!?]*(?:\s*$|\n)")
_VOWELS = frozenset("aeo")
_QUOTES = frozenset((('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’")))
_ANNEX_BEFORE = re.compile(r"(?<!\w)[IVX\d]{1,5}-$")
_EQUALS_FOLLOWS = re.compile(r" ?=(?!\w*[?/])")
_CLASS_BEFORE = re.compile(r"\d[ºª] (?:anos? |séries? )?$")
_INITIAL_BEFORE = re.compile(r"(?<!\w)[A-Z]\. $")
_LETTERS_BEFORE = re.compile(r"\b[A-Z](?:,| e| ou|/) ?$")


def rules(language: Language) -> Iterator[Rule]:
    yield Rule(TextClass.ABBREVIATION, Start.ATTACHED, _RATE, _monthly, "a", ".")
    yield Rule(TextClass.DATE, Start.ATTACHED, _ERA, _era, "adAD", ".")
    yield Rule(TextClass.FORMULA, Start.ANY_WORD, _GREEK, _greek, "".join((*GREEK, *map(str.upper, GREEK))))
    yield Rule(TextClass.ROMAN, Start.SIGN, _NUMERAL_RANGE, _between_numerals, "-–—")
    yield Rule(TextClass.ROMAN, Start.LETTER, _NUMERAL, lambda match: _roman(language, match), "IVXLCDM")
    yield Rule(TextClass.ACRONYM, Start.LETTER, _CAPITALS, lambda match: _capitals(language, match))


def _between_numerals(match: re.Match[str]) -> str | None:
    """Returns what is said between two Roman numerals: `séculos XVI-XVIII`."""
    return "a" if _NUMERAL_BEFORE.search(match.string, max(0, match.start() - 8), match.start()) else None


def _monthly(match: re.Match[str]) -> str:
    return "ao mês" + ("." if ends_sentence(match, certain=False) else "")


def _era(match: re.Match[str]) -> str:
    return f"{_ERAS[match['era'].lower()]} de Cristo" + ("." if ends_sentence(match, certain=False) else "")


def _capitals(language: Language, match: re.Match[str]) -> str | None:
    """Returns a word in capitals spelled, or as it is; None where another rule may know it."""
    word, many = match["letters"], match["many"] or ""
    if word in language.currency_signs or _is_abbreviation(match):
        return None
    if word in language.spelled_acronyms or not (
        word in language.spoken_acronyms or _is_shouted(match) or is_pronounceable(word)
    ):
        return _spelled(language, word, many)
    return match[0]


def _is_abbreviation(match: re.Match[str]) -> bool:
    if match.string[match.end() : match.end() + 1] != ".":
        return False
    written = f"{match[0]}."
    return written.lower() in ABBREVIATIONS | NUMBER_ABBREVIATIONS or written.capitalize() in NAME_ABBREVIATIONS


def _spelled(language: Language, word: str, many: str) -> str:
    """Returns the letters of a word; the name of the last is in the plural where there are many: `UTIs`."""
    if not many:
        return language.spelled(word)
    last = language.letters.get(word[-1].lower(), word[-1])
    return f"{language.spelled(word[:-1])} {last}" + ("" if last.endswith("s") else "s")


def _is_shouted(match: re.Match[str]) -> bool:
    """Returns whether the line around a word in capitals has other capitals, and no small letter near."""
    text = match.string
    start = max(text.rfind("\n", max(0, match.start() - _AROUND), match.start()) + 1, match.start() - _AROUND, 0)
    end = text.find("\n", match.end(), match.end() + _AROUND)
    end = match.end() + _AROUND if end < 0 else end
    if _SMALL.search(text, start, match.start()) or _SMALL.search(text, match.end(), end) or match["many"]:
        return False
    others = _LARGE.findall(text, start, match.start()) + _LARGE.findall(text, match.end(), end)
    return any(len(word) > _LONGEST_ACRONYM or word.lower() in COMMON_WORDS for word in others)


@lru_cache(4096)
def is_pronounceable(word: str) -> bool:
    """Returns whether a word in capitals is read: a common word, a long one, or syllables that Portuguese has."""
    small = word.lower()
    if small in COMMON_WORDS or not small.isascii() or (len(small) > 2 and len(set(small)) == 1):
        return True
    if len(small) > _LONGEST_SPELLED:
        return re.search("[aeiouy]", small) is not None and re.search("[^aeiouy]{5}", small) is None
    if len(small) <= 2 or re.search("[aeiouy]", small) is None:
        return False
    return len(small) > 3 and _SYLLABLES.fullmatch(small) is not None


def _roman(language: Language, match: re.Match[str]) -> str | None:
    text, numeral = match.string, match["numeral"]
    direct = _BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    after = _AFTER.match(text, match.end())
    following = after["word"].lower() if after else ""
    value = roman_value(numeral)
    before = _word_before(text, match.start(), direct)
    if not direct and following in ROMAN_AFTER:
        return language.ordinal(value, _gender(following))
    if _ARTICLE_BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start()) and (
        len(numeral) > 1 or numeral in "IVX"
    ):
        return language.cardinal(value)
    if before in ROMAN_ORDINAL_BEFORE:
        return language.ordinal(value) if value <= _LARGEST_ORDINAL else language.cardinal(value)
    if before in KINGS | QUEENS and set(numeral) <= _SMALL_NUMERAL and not _is_initial(match):
        gender = "f" if before in QUEENS else "m"
        return language.ordinal(value, gender) if value <= _LARGEST_ORDINAL else language.cardinal(value)
    if before in ROMAN_BEFORE and (
        before in _CHAPTERS or set(numeral) <= _SMALL_NUMERAL or (len(numeral) > 2 and numeral not in ("MIX", "DIV"))
    ):
        return language.cardinal(value)
    if following in ROMAN_AFTER and (len(numeral) > 1 or numeral in "IVX"):
        return language.ordinal(value, _gender(following))
    if _ITEM_FOLLOWS.match(text, match.end()) and _LINE_STARTS.search(text, max(0, match.start() - 8), match.start()):
        return language.cardinal(value)
    return language.cardinal(value) if _is_surely_number(match, before) else None


def _is_initial(match: re.Match[str]) -> bool:
    """Returns whether a numeral of one letter is the initial of a name: `João V. Silva`."""
    if len(match["numeral"]) > 1 or not re.match(r"\. [A-ZÀ-Þ]", match.string[match.end() : match.end() + 3]):
        return False
    return _RULER_BEFORE.search(match.string, max(0, match.start() - _LONGEST_WORD), match.start()) is None


def _word_before(text: str, place: int, direct: re.Match[str] | None) -> str:
    """Returns the word before a numeral in small letters and written out, over other numerals in a row."""
    found = _CHAIN.search(text, max(0, place - _LONGEST_WORD), place) or direct
    if found is None:
        return ""
    word: str = found["word"].lower()
    return NUMBER_ABBREVIATIONS.get(word) or ABBREVIATIONS.get(word) or word.rstrip(".")


def _gender(noun: str) -> str:
    return gender_of(f" {noun}", one=not noun.endswith("s"))


def _is_surely_number(match: re.Match[str], before: str) -> bool:
    """Returns whether a numeral without a word that announces it is one: letters that are no acronym's."""
    numeral = match["numeral"]
    if len(numeral) < 2 or match.string[match.end() : match.end() + 1] == "-":
        return False
    if set(numeral) <= _SMALL_NUMERAL:
        return before != "" or numeral not in ("XI", "VI", "IX", "XX", "XXX")
    return len(numeral) > 3 and numeral not in ("MIXX", "CIVI") and len(set(numeral)) > 1


def _greek(match: re.Match[str]) -> str:
    letter = f" {spell(match['letter'])}" if match["letter"] else ""
    return GREEK[match["greek"].lower()] + letter


def single(match: re.Match[str]) -> str | None:
    """Returns a single letter spelled; None where it is a word: `a`, `e`, `o`."""
    letter, text, place = match[0], match.string, match.start()
    if letter.lower() in GREEK:
        return GREEK[letter.lower()]
    if not letter.isascii():
        return None
    if letter.lower() not in _VOWELS:
        return spell(letter)
    return spell(letter) if _is_letter(text, place, match.end(), letter) else None


def _is_letter(text: str, place: int, end: int, letter: str) -> bool:
    """Returns whether one of the words `a`, `e`, `o` is a letter at its place."""
    before = max(0, place - 24), place
    if text[end : end + 1] == ")" and (text[place - 1 : place] in ("", "(") or text[place - 1].isspace()):
        return True
    if (text[place - 1 : place], text[end : end + 1]) in _QUOTES or "&" in (
        text[place - 1 : place],
        text[end : end + 1],
    ):
        return True
    if letter.isupper() and _ANNEX_BEFORE.search(text, *before):
        return True
    if _EQUALS_FOLLOWS.match(text, end):
        return True
    if letter.islower():
        follows = _CLOSED.match(text, end) or re.match(r" d[aeo] |(?:,| e| ou| a) [a-z]\b", text[end : end + 5])
        return follows is not None and _ITEM_BEFORE.search(text, *before) is not None
    if any(
        pattern.search(text, *before) for pattern in (_LETTER_BEFORE, _LETTERS_BEFORE, _CLASS_BEFORE, _INITIAL_BEFORE)
    ):
        return True
    return re.match(r"\. ?[A-ZÀ-Þ]", text[end : end + 3]) is not None or (
        text[end : end + 1] in ("+", "-") and not text[end + 1 : end + 2].isalnum()
    )
