"""Corrects eSpeak NG 1.52's phonemes of Brazilian Portuguese to what is spoken in São Paulo and on the news.

eSpeak knows well which e and o are open, what an x stands for and where the stress lies. Its signs for nasal vowels,
r, lh and unstressed vowels are wrong, and so are a few words. Reference: Barbosa and Albano, "Brazilian Portuguese",
Journal of the International Phonetic Association 34 (2004).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from vozes.text.ipa import CONSONANTS, NASAL, TIE, VOWELS

_RESPELLED = {
    "olho": "ôlho",
    "oca": "óca",
    "obséquio": "obzéquio",
    "obséquios": "obzéquios",
    "internet": "internéti",
    "notebook": "noutibúqui",
    "notebooks": "noutibúquis",
    "facebook": "feicibúqui",
    "whatsapp": "uatsápi",
    "software": "sóftuer",
    "softwares": "sóftuers",
    "hardware": "rárduer",
    "jazz": "djéz",
    "online": "onláini",
    "wi-fi": "uaifái",
    "futebol": "futibol",
}
"""Words that eSpeak takes for others, or for English ones, with a spelling that it reads rightly."""
_LETTERS = {"é": "ɛ", "à": "a", "e": "i", "o": "ʊ", "a": "a"}
"""Words that eSpeak takes for names of letters before a pause: `É.` is "é agudo"."""
_CLITIC = re.compile(r"em|(?:.*-)?(?:se|lhes?)")
_EM_BEFORE_HYPHEN = re.compile(r"\w*[eé]m-")
_LH_OR_LI = re.compile(r"lh|l(?=[ieíé][aeiouáéíóúâêôãõ])")

_BEGINS_VOICED = re.compile(rf"[ˈˌ]?[{VOWELS}jwbdɡvzʒmnɲlʎɾ]")
_LAST_S = re.compile(rf"(?<=[{VOWELS}{NASAL}])[sz]$")
"""It is voiced before an h too, which is silent: `os homens`."""

_V, _C = f"[{VOWELS}]", f"[{CONSONANTS}]"
_NUCLEUS = f"{_V}{NASAL}?(?:{TIE}{_V}{NASAL}?)?"
_A, _E, _O, _U, _I = (vowel + NASAL for vowel in "ɐeouɪ")
_EI, _AI, _OI, _UI = (vowel + TIE + _I for vowel in (_E, _A, _O, _U))
_CODA = "(?:ŋ|m(?=[pb]))"
"""The consonant that eSpeak says after a nasal vowel, or instead of the nasal vowel."""
_RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # nasal diphthongs
        (r"mw([ˈˌ]?)iŋt", rf"m\1{_UI}t"),  # muito, whose nasal vowel is not written
        (rf"e{TIE}ɪŋj", "enj"),  # quinquênio
        (rf"e{TIE}ɪŋ(?=[sz]?$)", _EI),
        (rf"{_O}jm$", _O + _EI),  # põem
        (rf"{_O}j", _OI),
        (rf"{_A}[yɪj]", _AI),
        (rf"a{TIE}ɪŋ", _AI),
        # nasal vowels
        (rf"e{TIE}ɪ{_CODA}", _E),
        (rf"[aæɐ]{NASAL}?{_CODA}", _A),
        (rf"[eɛ]{NASAL}?{_CODA}", _E),
        (rf"[oɔ]{NASAL}?{_CODA}", _O),
        (rf"([iu]){NASAL}?{_CODA}", rf"\1{NASAL}"),
        # unstressed vowels
        (r"ˌæ$", "ɐ"),
        (r"([ˈˌ])æ", r"\1a"),
        (r"^([^ˈæ]*)æ(?=[^ˈæ]*ˈ)", r"\1a"),
        (r"æ", "ɐ"),
        (r"y", "ɪ"),
        (r"^u$", "ʊ"),
        (rf"({_C})j$", r"\1ɪ"),  # before a vowel of the next word
        (rf"({_C}|j|{TIE}ɪ)w$", r"\1ʊ"),
        (r"ː", ""),
        # consonants
        (rf"ɾə(?={_C})", "ɾ"),
        (r"r", "ɾ"),
        (rf"([aeɛi])l(?={_C}|$)", rf"\1{TIE}ʊ"),
        (rf"l(?={_C}|$)", "w"),
        (r"dʒ", f"d{TIE}ʒ"),  # adjetivo
        # no lesser stress right before the main one
        (rf"ˌ(?={_NUCLEUS}(?:{_C}|[jw{TIE}])*ˈ)", ""),
    )
]
"""Applied in this order to the signs of one word."""


def respell(word: str) -> str:
    """Returns the spelling of a word that eSpeak reads rightly."""
    return _RESPELLED.get(word.lower(), word)


def correct(said: Sequence[tuple[str, str]]) -> list[str]:
    """Returns the corrected signs of the words between two marks; `said` has eSpeak's signs and the word for each."""
    corrected = [
        _LETTERS[word.lower()]
        if word in _LETTERS or (word.lower() in _LETTERS and not place)
        else _correct(signs, word)
        for place, (signs, word) in enumerate(said)
    ]
    for place, (signs, following) in enumerate(pairwise(corrected)):
        voice = "z" if _BEGINS_VOICED.match(following) else "s"
        corrected[place] = _LAST_S.sub(voice, signs)
    return corrected


def _correct(signs: str, word: str) -> str:
    word = word.lower()
    if _EM_BEFORE_HYPHEN.match(word):  # bem-vindo
        signs = signs.replace(f"ˈe{TIE}ɪŋ", f"ˈ{_EI}", 1)
    if word.endswith(("e", "es")):
        signs = re.sub(r"(?<![ˈˌ])i(?=[sz]?$)", "ɪ", signs)
    for pattern, replacement in _RULES:
        signs = pattern.sub(replacement, signs)
    signs = _with_lh(signs, word)
    return re.sub(r"[ˈˌ](?=[^ˈˌ]*$)", "", signs) if _CLITIC.fullmatch(word) else signs


def _with_lh(signs: str, word: str) -> str:
    """Returns the signs with `ʎ` for `lh`, as in `filha`. eSpeak says `lj` for it, as it rightly does in `família`."""
    spelled = iter(_LH_OR_LI.findall(word))
    return re.sub("lj", lambda _: "ʎ" if next(spelled, "") == "lh" else "lj", signs)
