"""Writes phonemes as numbers of the tables of symbols that the models learned.

Symbols that a table lacks are replaced by the nearest ones, or left out and counted, so that any text can be read. The
notation that a model expects is chosen in `phonemizing`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vozes.errors import ErrorCode, VozesError
from vozes.text.ipa import TIE, Phonemes

SymbolTable = Mapping[str, int]
"""The number of each symbol, e.g. `vocab` of Kokoro's config.json; 0 is the padding."""

_PUNCTUATION = ';:,.!?¡¿—…"«»“” '
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_IPA_LETTERS = (
    "ɑɐɒæɓʙβɔɕçɗɖðʤəɘɚɛɜɝɞɟʄɡɠɢʛɦɧħɥʜɨɪʝɭɬɫɮʟɱɯɰŋɳɲɴøɵɸθœɶʘɹɺɾɻʀʁɽʂʃʈʧʉʊʋⱱʌɣɤʍχʎʏʑʐʒʔʡʕʢǀǁǂǃˈˌːˑʼʴʰʱʲʷˠˤ˞↓↑→↗↘'\u0329'ᵻ"
)
STYLETTS2_TABLE: SymbolTable = {
    symbol: number for number, symbol in enumerate("$" + _PUNCTUATION + _LETTERS + _IPA_LETTERS)
}
"""The table of the published models (LibriTTS, LJSpeech): 178 numbers, two of them for the apostrophe."""

_NEAREST = {
    # what some tables write with one symbol
    "ʤ": "dʒ", "ʧ": "tʃ", "ʣ": "dz", "ʦ": "ts", "ʨ": "tɕ", "ʥ": "dʑ", "ꭧ": "ʈʂ",
    "A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "S": "ss", "T": "ɾ", "W": "aʊ", "Y": "ɔɪ", "ᵊ": "ə",
    "ɚ": "əɹ", "ɝ": "ɜɹ", "g": "ɡ", "ᵻ": "ɪ", "“": '"', "”": '"', "«": "“", "»": "”", "…": "...", "—": ",",
    # vowels
    "ɐ": "ə", "ɒ": "ɔ", "ɘ": "ɪ", "ɞ": "ɜ", "ɵ": "ə", "ɶ": "œ", "ɤ": "ʌ", "ʉ": "u", "ʏ": "y", "ɨ": "ɪ", "ɯ": "u",
    "æ": "a", "ø": "œ", "œ": "ɛ",
    # consonants
    "ɫ": "l", "ɬ": "l", "ɭ": "l", "ɮ": "l", "ʟ": "l", "ɺ": "ɾ", "ɾ": "ɹ", "ʎ": "lj", "ɦ": "h", "ħ": "h", "ʜ": "h",
    "χ": "x", "ɧ": "x", "x": "h", "ç": "h", "ɣ": "ɡ", "ʁ": "ɹ", "ʀ": "ʁ", "r": "ɹ", "ɻ": "ɹ", "ɽ": "ɾ",
    "ɱ": "m", "ɳ": "n",
    "ɲ": "nj", "ɴ": "ŋ", "ɸ": "f", "β": "v", "ʋ": "v", "ⱱ": "v", "ʍ": "w", "ɥ": "j", "ɰ": "w", "ʝ": "j", "ɕ": "ʃ",
    "ʑ": "ʒ", "ʂ": "ʃ", "ʐ": "ʒ", "ɖ": "d", "ʈ": "t", "ɟ": "ɡ", "c": "k", "q": "k", "ɢ": "ɡ", "ɓ": "b", "ɗ": "d",
    "ɠ": "ɡ", "ʄ": "ʤ", "ʛ": "ɡ", "ʡ": "ʔ", "ʕ": "ʔ", "ʢ": "h",
    # what only refines the sound before it
    **dict.fromkeys(
        f"{TIE}\u035c\u0303\u0329\u030d\u032a\u032f\u0325\u030a\u032c\u0324\u0330\u031f\u0320\u031d\u031e"
        "\u0306\u0308\u0339\u031c\u033a\u033b\u0334\u031aːˑˈˌʰʱʲʷˠˤʼˀ˞ⁿˡᵝ.˥˦˧˨˩012345", ""
    ),
}  # fmt: skip
"""Replacements, followed until a table has every symbol; a symbol without one is left out."""


@dataclass(frozen=True, slots=True)
class EncodedWord:
    text_start: int
    text_end: int
    """Its span of the text, in code points."""
    first: int
    end: int
    """Its span of `Encoded.ids`."""


@dataclass(frozen=True, slots=True)
class Encoded:
    ids: tuple[int, ...]
    """Numbers of a table, without the padding that models want around them."""
    words: tuple[EncodedWord, ...]
    """The words in order; between them are spaces and punctuation."""
    omitted: Mapping[str, int]
    """How often each sign was left out because the table has nothing like it."""


def encode(phonemes: Phonemes, table: SymbolTable) -> Encoded:
    """Raises VozesError(NOTHING_TO_SAY) if nothing but punctuation is left."""
    ids: list[int] = []
    words: list[EncodedWord] = []
    omitted: Counter[str] = Counter()
    space = False
    for group in phonemes.groups:
        space |= group.space_before
        symbols = [*_symbols(group.signs, table, omitted if group.is_word else Counter())]
        if not symbols:
            continue
        if space and ids and " " in table:
            ids.append(table[" "])
        first, space = len(ids), False
        ids += (table[symbol] for symbol in symbols)
        if group.is_word:
            if words and (words[-1].text_start, words[-1].text_end) == (group.start, group.end):
                first = words.pop().first
            words.append(EncodedWord(group.start, group.end, first, len(ids)))
    if not words:
        message = f"The model has no sounds for this text in {phonemes.language!r}."
        raise VozesError(ErrorCode.NOTHING_TO_SAY, message, param="text")
    return Encoded(tuple(ids), tuple(words), omitted)


def _symbols(signs: str, table: SymbolTable, omitted: Counter[str]) -> Iterator[str]:
    for sign in signs:
        if sign in table:
            yield sign
        elif sign in _NEAREST:
            yield from _symbols(_NEAREST[sign], table, omitted)
        else:
            omitted[sign] += 1
