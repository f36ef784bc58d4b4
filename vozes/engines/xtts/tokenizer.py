"""Text to the token ids that XTTS v2 was trained on: cleaning, the language's tag, byte-pair encoding.

Cleaning is lower-casing, quotes, white space and Latin letters for Chinese, Japanese and Korean. Numbers, currencies
and abbreviations are read as they stand; long texts are split before (`vozes.text.splitting`).
"""

import re
import unicodedata
from pathlib import Path

from tokenizers import Tokenizer

from vozes.engines.xtts.text_limits import CHARACTER_LIMITS
from vozes.errors import ErrorCode, VozesError
from vozes.text.language import base_language
from vozes.text.romanization import romanize_hangul, to_pinyin, to_romaji

_SPACE = "[SPACE]"
_TURKISH_CAPITALS = str.maketrans("İÖÜ", "iöü")
_APART = re.compile(r"\w[\u0300-\u036f\u3099\u309a]+|[\u1100-\u11ff]+")
"""Letters, kana and Hangul whose accents, voicing marks or letters are code points of their own."""
_DOUBLE_QUOTES = re.compile('["“”„‟«»＂〝〞「」『』]')
_CLOSED_AFTER_THE_END = re.compile(r"([.!?…。！？؟।]+)([)\]}）］｝】'’‘‚‛`´‹›]++)(?!\w)")
_BRACKETS = ")]}）］｝】"
_CHINESE_MARKS = re.compile(r"[!-/:-@\[-`{-~！-－／：-＠［-｀｛-､、-〃〈-】〔-〟〰〾〿–—‘’‛-‟…‧﹏·]")


class XttsTokenizer:
    """Reads the checkpoint's `vocab.json`; raises VozesError(INVALID_CHECKPOINT)."""

    def __init__(self, vocabulary: Path):
        try:
            self._tokenizer = Tokenizer.from_file(str(vocabulary))
        except Exception as error:  # the library has no narrower class
            raise _invalid(vocabulary, str(error)[:200]) from error
        self._tokenizer.no_padding()  # whatever the file says: it may say gigabytes
        self._tokenizer.no_truncation()
        space = self._tokenizer.token_to_id(_SPACE)
        if space is None:
            raise _invalid(vocabulary, f"it has no token {_SPACE}")
        self._space = space
        self._signs = frozenset(token for token in self._tokenizer.get_vocab() if len(token) == 1)
        # Or a text that says "[en]" would speak the language's tag.
        self._tokenizer.encode_special_tokens = True

    def clean(self, text: str, language: str) -> str:
        """Returns a text in a language (`pt`, `zh-cn`) as the model reads it, not as the user wrote it.

        Raises VozesError if a language's package is missing.
        """
        base = base_language(language)
        text = _APART.sub(lambda letters: unicodedata.normalize("NFC", letters[0]), text)
        if base == "tr":
            text = text.translate(_TURKISH_CAPITALS)
        if base == "ja":
            text = to_romaji(text)
        text = " ".join(_tidy_quotes(text.lower()).split())
        if base == "zh":
            return to_pinyin(_CHINESE_MARKS.sub(",", text))
        return romanize_hangul(text) if base == "ko" else text

    def without_unknown(self, cleaned: str) -> tuple[str, set[str]]:
        """Returns what `clean` returned without what the vocabulary has no token for, and which of that had a sound.

        A letter with an accent that is unknown loses the accent. The model learned nothing of the token `[UNK]`.
        """
        if self._signs.issuperset(cleaned.replace(" ", "")):
            return cleaned, set()
        known = "".join(self._known(sign) for sign in cleaned)
        lost = {sign for sign in cleaned if not self._known(sign) and unicodedata.category(sign)[0] in "LNS"}
        return " ".join(known.split()), lost

    def _known(self, sign: str) -> str:
        """Returns a sign, or the letter that it is without its accents; nothing where both are unknown."""
        base = unicodedata.normalize("NFD", sign)[0]
        return next((each for each in (sign, base) if each in self._signs or each.isspace()), "")

    def encode_cleaned(self, cleaned: str, language: str) -> list[int]:
        """Returns the ids of what `clean` returned, the language's tag first; or raises UNSUPPORTED_LANGUAGE."""
        ids = self._tag(language)
        for index, word in enumerate(cleaned.split(" ")):
            ids += [self._space] if index else []
            ids += self._tokenizer.encode(word).ids
        return ids

    def _tag(self, language: str) -> list[int]:
        """Returns one id, or those of its letters: the first published vocabulary has no `hu`, `ko` and `hi`."""
        base = base_language(language)
        tag = "[zh-cn]" if base == "zh" else f"[{base}]"
        token = self._tokenizer.token_to_id(tag)
        if token is not None:
            return [token]
        if base not in CHARACTER_LIMITS:
            message = f"This checkpoint of XTTS v2 has no token for the language {language!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")
        return list(self._tokenizer.encode(tag).ids)


def _tidy_quotes(text: str) -> str:
    """Removes double quotes and what closes after final punctuation, since the model goes on talking after `?”`.

    Brackets close before the punctuation instead, as in `(really)?`; single quotes there are removed.
    """

    def reorder(match: re.Match[str]) -> str:
        return "".join(sign for sign in match[2] if sign in _BRACKETS) + match[1]

    return _CLOSED_AFTER_THE_END.sub(reorder, _DOUBLE_QUOTES.sub("", text))


def _invalid(vocabulary: Path, problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_CHECKPOINT, f"{vocabulary} is no vocabulary of XTTS v2: {problem}.")
