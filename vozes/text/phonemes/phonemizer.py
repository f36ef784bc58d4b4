"""Text to phonemes: eSpeak NG's IPA for nearly all languages, Chinese and Japanese by their own modules.

Punctuation stays where it is: eSpeak is given what lies between, and numbers and abbreviations are its matter. Each
part knows the word that it comes from. The sounds are those of the language; which signs a model has for them, and how
long a text it can take, is the engines' matter.
"""

import re
import threading
from collections.abc import Sequence
from functools import cache, lru_cache, partial
from itertools import groupby
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.text.espeak.library import EspeakLibrary
from vozes.text.espeak.taming import tame
from vozes.text.ipa import TIE, Part, Phonemes, letters_of
from vozes.text.language import base_language, normalize_tag
from vozes.text.phonemes import japanese, mandarin, portuguese
from vozes.text.phonemes.alignment import align
from vozes.text.phonemes.marks import Token, tokens

_MEANT = {"en": "en-us", "pt": "pt-br", "fr-fr": "fr"}
_VOICE_FILES = {"en-gb": "en", "pt-pt": "pt"}
"""What a language's file in the library's data is called, where that is not the language's tag."""
_REMEMBERED_WORDS = 8192
_NOTES = re.compile(rf"\([a-z{TIE}-]*\)|-")
"""`(en)`, where the library reads a word in another language, and the hyphen of a liaison."""


def phonemize(text: str, language: str) -> Phonemes:
    """How a text sounds in a language (`pt-br`), from any thread; the library is loaded by the first call.

    Raises VozesError: NOTHING_TO_SAY for a text without a sound, UNSUPPORTED_LANGUAGE, MODEL_NOT_INSTALLED where the
    extra `lang` is missing (zh, ja), ENGINE_FAILED where eSpeak NG cannot be loaded.
    """
    language = _MEANT.get(normalize_tag(language), normalize_tag(language))
    parts: list[Part] = []
    for is_word, group in groupby(tokens(text, language), key=lambda token: token.is_word):
        if is_word:
            parts += _read(list(group), language)
        else:
            parts += (Part(mark.text, mark.start, mark.end, False, mark.space_before) for mark in group)
    if not any(part.is_word for part in parts):
        raise VozesError(
            ErrorCode.NOTHING_TO_SAY, f"The text has nothing that can be said in {language!r}.", param="text"
        )
    return Phonemes(tuple(parts), language)


def _read(words: Sequence[Token], language: str) -> list[Part]:
    """What lies between two marks."""
    if base_language(language) in _OWN_READERS:
        return _OWN_READERS[base_language(language)](words, partial(_read, language="en-us"))
    brazilian = language == "pt-br"
    written = [portuguese.respell(word.text) if brazilian else word.text for word in words]
    pieces = align(written, _groups(" ".join(written), language), partial(_alone, language=language))
    if brazilian:
        corrected = portuguese.correct([(piece.signs, words[piece.word].text) for piece in pieces])
        pieces = [piece._replace(signs=signs) for piece, signs in zip(pieces, corrected, strict=True)]
    parts: list[Part] = []
    for index, signs, space in pieces:
        space = space if parts else words[0].space_before
        parts.append(Part(signs, words[index].start, words[index].end, True, space))
    return parts


_OWN_READERS = {"zh": mandarin.read, "ja": japanese.read}


def _groups(text: str, language: str) -> list[str]:
    """The library's words, without its notes on switches of the language and its hyphens of liaison."""
    signs = _NOTES.sub("", _espeak().signs(text, language))
    return [group for group in signs.split() if letters_of(group)]


@lru_cache(_REMEMBERED_WORDS)
def _alone(word: str, language: str) -> str:
    return "".join(_groups(word, language))


class _Espeak:
    """The one owner of eSpeak NG in this process: its state is global, and two threads in it crash."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        with self._lock:
            try:
                import espeakng_loader
            except ImportError:
                message = (
                    "The package espeakng-loader is missing. Run: python3 start.py (or: pip install espeakng-loader)"
                )
                raise VozesError(ErrorCode.ENGINE_FAILED, message) from None
            data = Path(espeakng_loader.get_data_path())
            self._library = EspeakLibrary(Path(espeakng_loader.get_library_path()), data)
        folder = data / "lang"
        files = (path for path in folder.rglob("*") if path.is_file())
        self._voices = {path.name.lower(): path.relative_to(folder).as_posix() for path in files}

    def signs(self, text: str, language: str) -> str:
        voice = self._voices.get(_VOICE_FILES.get(language, language))
        if voice is None:
            message = f"There is no pronunciation for the language {language!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")
        text, _ = tame(text, language)
        with self._lock:
            return self._library.phonemes(text, voice)


_making = threading.Lock()


@cache
def _made() -> _Espeak:
    return _Espeak()


def _espeak() -> _Espeak:
    with _making:
        return _made()
