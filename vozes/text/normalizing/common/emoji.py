"""Emoji by their names, once for each run of the same, and the faces that are typed with letters and signs.

The names are those of the package `emoji`, which is loaded where the first emoji stands. Skin tones are not named, and
a language for which the package has no names has none here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby

from vozes.text.language import base_language
from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import MARKS, Rule, Start

_TONES = "\U0001f3fb-\U0001f3ff"
_FORM, _JOINER, _KEYCAP, _LAST_TAG = "\ufe0f", "\u200d", "\u20e3", "\U000e007f"
_INDICATOR = "[\U0001f1e6-\U0001f1ff]"
_PICTURE = (
    "[™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎"
    "❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙\U0001f000-\U0001f0ff\U0001f10d-\U0001faff]"
)
_ONE = (
    f"(?:{_INDICATOR}{_INDICATOR}|[0-9#*]{_FORM}?{_KEYCAP}|[©®]{_FORM}|{_PICTURE}[{_FORM}{_TONES}]*+"
    f"(?:[\U000e0020-\U000e007e]++{_LAST_TAG})?+(?:{_JOINER}{_PICTURE}[{_FORM}{_TONES}]*+)*+)"
)
EMOJI = re.compile(_ONE)
"""One emoji, of however many characters."""
_RUN = re.compile(f"{_ONE}(?: ?{_ONE})*+")
_NOT_NAMED = re.compile(f"[{_FORM}{_TONES}]")
_NO_WORD = re.compile(rf"[^\w{MARKS}'’.&-]+|_")
_FLAGS_WITHOUT_WORD = {"en": "{} flag", "zh": "{}国旗"}
"""What makes a country's name that of its flag, where the package has the country's alone."""
_SHORT_I = re.compile(r"(?<=[ыо])и\b|(?<=[кщ]и)и\b|(?<=редни)и\b|(?<=е)и(?=ск)")
"""Letters й that the package's Russian names have lost."""

_FACE_ENDS = r"(?=[\s.,!?]|$)"
_FACE_OF_SIGNS = re.compile(
    rf"(?<!\S)(?:[:;=]['^-]?[()\[\]/\\|*]++|[()]++-?[:;=]|\^[_.-]?\^|>[_.]<|>:[()]|-_+-){_FACE_ENDS}"
)
_FACE_OF_LETTERS = re.compile(rf"(?<!\S)(?:[:;=]-?(?P<mouth>[DPpOo])|[xX]D+){_FACE_ENDS}")
_HEART = re.compile(rf"(?<!\S)<3+(?=\s*(?:$|[\n.,!?]|{_ONE}))")
_FACES = {"D": "😃", "P": "😛", "O": "😮", "": "😆"}
_HEART_EMOJI = "❤"


def rules(language: Language) -> Iterator[Rule]:
    def say_emoji(match: re.Match[str]) -> str | None:
        return _said(match, language)

    def say_face(match: re.Match[str]) -> str | None:
        return _name(_FACES[(match["mouth"] or "").upper()], language)

    yield Rule(TextClass.EMOJI, Start.SIGN | Start.DIGIT, _RUN, say_emoji, behind=_FORM + _KEYCAP)
    yield Rule(TextClass.EMOJI, Start.SIGN | Start.LETTER, _FACE_OF_LETTERS, say_face, first=":;=xX")
    yield Rule(TextClass.EMOJI, Start.SIGN, _HEART, lambda _: _name(_HEART_EMOJI, language), first="<")
    yield Rule(TextClass.EMOJI, Start.SIGN, _FACE_OF_SIGNS, lambda _: "", first=":;=()^>-")


def _said(match: re.Match[str], language: Language) -> str | None:
    """Returns the names of a run, parted by commas; an emoji without a name stays among them."""
    names = [(emoji, _name(emoji, language)) for emoji in EMOJI.findall(match[0])]
    if not any(name for _, name in names):
        return None
    distinct = (said for said, _ in groupby(name or emoji for emoji, name in names))
    return (", " if language.has_spaces else "、").join(distinct) + _mark_after(match, language)


def _mark_after(match: re.Match[str], language: Language) -> str:
    """Returns the mark that parts emoji from what follows: at the start of a line, or behind the end of a sentence."""
    before = match.string[max(0, match.start() - 8) : match.start()].rstrip(" ")[-1:]
    after = match.string[match.end() : match.end() + 8].lstrip(" ")[:1]
    if before in ("", "\n", "\u2028") and after.isalnum():
        return "," if language.has_spaces else "、"
    return "." if before in (".", "!", "?", "…") and after.isupper() else ""


@lru_cache(4096)
def _name(emoji: str, language: Language) -> str | None:
    plain = _NOT_NAMED.sub("", emoji) or emoji[0]
    if plain in language.symbols:
        return language.symbols[plain]
    if emoji.endswith(_KEYCAP):
        return language.integer(emoji[0]) if emoji[0].isdigit() else language.symbols.get(emoji[0])
    names = _names(base_language(language.tag))
    if plain in names:
        name = _read(names[plain], language)
        is_flag = re.match(_INDICATOR, plain) or plain.endswith(_LAST_TAG)
        return _FLAGS_WITHOUT_WORD.get(base_language(language.tag), "{}").format(name) if is_flag else name
    parts = [_read(names[part], language) for part in plain.split(_JOINER) if part in names]
    return " ".join(parts) or None


@cache
def _names(language: str) -> Mapping[str, str]:
    """Returns the package's names of a language, by emoji without forms and tones; none where it has none."""
    import emoji

    if language not in emoji.LANGUAGES:
        return {}
    emoji.config.load_language(language)
    names = {}
    for sign, data in emoji.EMOJI_DATA.items():
        plain = _NOT_NAMED.sub("", sign)
        if language in data and (len(plain) == len(sign.replace(_FORM, "")) or plain == ""):
            names[plain or sign] = data[language]
    return names


def _read(name: str, language: Language) -> str:
    """Returns a name of the package as it is spoken: words alone, with the numbers in them written out."""
    words = " ".join(_NO_WORD.sub(" ", name).split())
    if base_language(language.tag) == "ru":
        words = _SHORT_I.sub("й", words)
    return _written_out(language)(words)


@cache
def _written_out(language: Language) -> Callable[[str], str]:
    from vozes.text.normalizing.normalizer import Normalizer, applied  # it finds the rules of this module

    normalizer = Normalizer(language)
    return lambda text: applied(text, normalizer.edits(text))
