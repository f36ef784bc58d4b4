"""The languages, a file each; a language's class is loaded when it is first needed."""

from functools import cache
from importlib import import_module

from vozes.text.language import normalize_tag
from vozes.text.normalizing.language import Language

_CLASSES = {
    "ar": "arabic.language:Arabic",
    "cs": "czech.language:Czech",
    "de": "german.language:German",
    "en": "english.language:English",
    "en-gb": "english.language:BritishEnglish",
    "es": "spanish.language:Spanish",
    "fr": "french.language:French",
    "hi": "hindi.language:Hindi",
    "hu": "hungarian.language:Hungarian",
    "it": "italian.language:Italian",
    "ja": "japanese.language:Japanese",
    "ko": "korean.language:Korean",
    "nl": "dutch.language:Dutch",
    "pl": "polish.language:Polish",
    "pt": "portuguese.language:Portuguese",
    "pt-pt": "portuguese.language:EuropeanPortuguese",
    "ru": "russian.language:Russian",
    "tr": "turkish.language:Turkish",
    "zh": "chinese.language:Chinese",
}
_ALIASES = {"cmn": "zh"}
"""Tags of engines that stand for another."""


@cache
def find_language(tag: str) -> Language | None:
    """Returns the rules of a language tag, or of the tag without its region; None where there are none."""
    parts = normalize_tag(tag).split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        target = _CLASSES.get(_ALIASES.get(name, name))
        if target is not None:
            module, _, class_name = target.partition(":")
            language: Language = getattr(import_module(f"{__name__}.{module}"), class_name)()
            return language
    return None
