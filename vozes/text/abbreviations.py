"""Abbreviations such as `Dr.`, and other full stops that end no sentence: of initials, ordinals, a list's numbers.

No abbreviation is written out, here or elsewhere, before it is spoken. eSpeak NG, which also makes the phonemes for
StyleTTS 2, says "doctor" by its own dictionaries and spells what they lack; XTTS v2 reads the text as it stands.
Abbreviations that often do end a sentence (`etc.`) are left out: after those, what follows tells.
"""

import re

_BEFORE_A_NAME = {
    "": "dr prof st mr ex",
    "cs": "ing mgr bc mudr judr phdr tzv např",
    "de": "fr hr frl bzw vgl ca sog inkl",
    "en": "mrs ms messrs rev hon gen col capt lt maj sgt vs",
    "es": "dra dres profa sr sra srta sres ud uds lic ing gral avda",
    "fr": "mme mmes mlle mgr",
    "hu": "ifj id özv pl",
    "it": "sig dott avv ing on",
    "nl": "dhr mevr mw drs ir ing bijv",
    "pl": "mgr inż hab ul al np tzw św",
    "pt": "dra drs profa sr sra srta srs sras eng exmo exma ilmo ilma cel cap ten av vs",
    "ru": "ул им акад напр",
    "tr": "doç av örn",
}
"""Abbreviations before a name or an example, by language (`""`: all); none is a word that ends a sentence."""
_ABBREVIATIONS = {language: frozenset(words.split()) for language, words in _BEFORE_A_NAME.items()}
_BEFORE_A_NUMBER = frozenset(
    "no nr n nº núm num p pp pg pág págs pag s art fig vol cap ch sec tel str стр рис č sz bd abb".split()
)
_ORDINALS_WITH_A_DOT = frozenset("bs cs da de et fi hr hu is lv nb no pl sk sl sr tr".split())
_ORDINAL = re.compile(r"\d{1,2}|[IVX]+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
"""`e.g`, `p.ex`, `U.S`, without the last full stop."""


def ends_no_sentence(before: str, after: str, language: str, *, first: bool) -> bool:
    """Returns whether the sentence goes on after the full stop between `before` and `after`.

    `before` reaches back to the last white space, `after` is the next character, `language` a tag without its region.
    `first`: `before` begins the sentence.
    """
    word = re.split(r"[^\w.]", before)[-1]
    small = word.lower()
    if len(word) == 1 and small != word.upper():  # an initial; scripts without cases have none
        return True
    if _DOTTED.fullmatch(word) or small in _ABBREVIATIONS[""] | _ABBREVIATIONS.get(language, frozenset()):
        return True
    if after.isdigit() and small in _BEFORE_A_NUMBER:
        return True
    if word.isdigit() and first and len(word) < 4:
        return True
    return language in _ORDINALS_WITH_A_DOT and _ORDINAL.fullmatch(word) is not None
