"""Text to phonemes: eSpeak NG's IPA for nearly all languages, Chinese and Japanese by their own modules.

Punctuation stays where it is: eSpeak gets what lies between, and reads numbers and abbreviations by its own rules. Each
group of phonemes knows the word that it comes from. The sounds are those of the language. The engines know which signs
a model has for them, and how long a text it can take.
"""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import groupby
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.text.espeak.library import EspeakLibrary
from vozes.text.espeak.taming import tame
from vozes.text.ipa import TIE, PhonemeGroup, Phonemes, letters_of
from vozes.text.language import base_language, normalize_tag
from vozes.text.phonemes import japanese, mandarin, portuguese
from vozes.text.phonemes.alignment import align
from vozes.text.phonemes.marks import ALL_SCRIPTS, LATIN, Punctuation, Token, tokens

_MEANT = {"en": "en-us", "pt": "pt-br", "fr-fr": "fr"}
_VOICE_FILES = {"en-gb": "en", "pt-pt": "pt"}
"""Names of languages' files in the library's data that are not the language's tag."""
_REMEMBERED_WORDS = 8192
_NOTES = re.compile(rf"\([a-z{TIE}-]*\)|-")
"""`(en)`, which the library writes where it reads a word in another language, and the hyphen of a liaison."""


def phonemize(text: str, language: str) -> Phonemes:
    """Returns the phonemes of a text in a language (`pt-br`). Any thread may call it; the first call loads eSpeak NG.

    Raises VozesError: NOTHING_TO_SAY for a text without a sound, UNSUPPORTED_LANGUAGE, MODEL_NOT_INSTALLED where the
    extra `lang` is missing (zh, ja), ENGINE_FAILED where eSpeak NG cannot be loaded.
    """
    return _phonemes(text, meant_language(language), ALL_SCRIPTS, _read)


def espeak_phonemes(text: str, language: str) -> Phonemes:
    """Returns eSpeak NG's phonemes as they come, with the marks that Kokoro's published phonemizer keeps.

    Raises VozesError as `phonemize`.
    """
    return _phonemes(text, meant_language(language), LATIN, _read_by_espeak)


def meant_language(language: str) -> str:
    """Returns the normalized tag, with a region where the language has several pronunciations (`pt-br` for `pt`)."""
    return _MEANT.get(normalize_tag(language), normalize_tag(language))


_Read = Callable[[Sequence[Token], str], list[PhonemeGroup]]
"""Returns the phonemes of the words between two marks."""


def _phonemes(text: str, language: str, punctuation: Punctuation, read: _Read) -> Phonemes:
    groups: list[PhonemeGroup] = []
    for is_word, group in groupby(tokens(text, language, punctuation), key=lambda token: token.is_word):
        if is_word:
            groups += read(list(group), language)
        else:
            groups += (PhonemeGroup(mark.text, mark.start, mark.end, False, mark.space_before) for mark in group)
    return said(Phonemes(tuple(groups), language))


def said(phonemes: Phonemes) -> Phonemes:
    """Returns phonemes that have a word with sounds; raises VozesError(NOTHING_TO_SAY) where none has."""
    if not any(group.is_word and group.signs for group in phonemes.groups):
        message = f"The text has nothing that can be said in {phonemes.language!r}."
        raise VozesError(ErrorCode.NOTHING_TO_SAY, message, param="text")
    return phonemes


def _read(words: Sequence[Token], language: str) -> list[PhonemeGroup]:
    if base_language(language) in OWN_READERS:
        return OWN_READERS[base_language(language)](words, partial(_read, language="en-us"))
    if language != "pt-br":
        return _read_by_espeak(words, language)
    groups = _read_by_espeak([replace(word, text=portuguese.respell(word.text)) for word in words], language)
    written = {word.start: word.text for word in words}
    corrected = portuguese.correct([(group.signs, written[group.start]) for group in groups])
    return [replace(group, signs=signs) for group, signs in zip(groups, corrected, strict=True)]


def _read_by_espeak(words: Sequence[Token], language: str) -> list[PhonemeGroup]:
    written = [word.text for word in words]
    aligned = align(written, _groups(" ".join(written), language), partial(_in_isolation, language=language))
    return [
        PhonemeGroup(signs, words[index].start, words[index].end, True, space if place else words[0].space_before)
        for place, (index, signs, space) in enumerate(aligned)
    ]


OWN_READERS = {"zh": mandarin.read, "ja": japanese.read}


def _groups(text: str, language: str) -> list[str]:
    """Returns the library's words, without its notes on switches of the language and its hyphens of liaison."""
    signs = _NOTES.sub("", _espeak_phonemes(text, language))
    return [group for group in signs.split() if letters_of(group)]


@lru_cache(_REMEMBERED_WORDS)
def _in_isolation(word: str, language: str) -> str:
    return "".join(_groups(word, language))


_using = threading.Lock()
"""Held while eSpeak NG is loaded or called: its state is global in the process, and two threads in it crash."""


def _espeak_phonemes(text: str, language: str) -> str:
    with _using:
        library, voices = _load_espeak()
    voice = voices.get(_VOICE_FILES.get(language, language))
    if voice is None:
        message = f"There is no pronunciation for the language {language!r}."
        raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")
    tamed, _ = tame(text, language)
    with _using:
        return library.phonemes(tamed, voice)


@cache
def _load_espeak() -> tuple[EspeakLibrary, dict[str, str]]:
    """Returns the library, and its files of voices by the languages that they are for."""
    try:
        import espeakng_loader
    except ImportError:
        message = "The package espeakng-loader is missing. Run: python3 start.py (or: pip install espeakng-loader)"
        raise VozesError(ErrorCode.ENGINE_FAILED, message) from None
    data = Path(espeakng_loader.get_data_path())
    library = EspeakLibrary(Path(espeakng_loader.get_library_path()), data)
    folder = data / "lang"
    files = (path for path in folder.rglob("*") if path.is_file())
    return library, {path.name.lower(): path.relative_to(folder).as_posix() for path in files}
