"""Standard Chinese to phonemes: pinyin by pypinyin, its syllables in IPA, the tone as an arrow after the vowel.

The signs are those that Kokoro learned: → ↗ ↓ ↘ for the four tones, `ꭧ` for zh, `ɨ` for the vowel of `si` and `shi`.
Which syllables form a word is an estimate: phrases that pypinyin knows, else two and two between the small words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from vozes.text.extras import library
from vozes.text.ipa import PhonemeGroup
from vozes.text.phonemes.chinese_numerals import DIGITS, in_characters
from vozes.text.phonemes.marks import Token
from vozes.text.romanization import to_pinyin

_INITIALS = dict(
    pair.split(":")
    for pair in ("zh:ꭧ ch:ꭧʰ sh:ʂ b:p c:ʦʰ d:t f:f g:k h:x j:ʨ k:kʰ l:l m:m n:n p:pʰ q:ʨʰ r:ɻ s:s t:tʰ x:ɕ z:ʦ").split()
)
_FINALS = dict(
    pair.split(":")
    for pair in (
        "a:a0 ai:ai0 an:a0n ang:a0ŋ ao:au0 e:ɤ0 ei:ei0 en:ə0n eng:ə0ŋ er:ɚ0 i:i0 ia:ja0 ian:jɛ0n iang:ja0ŋ iao:jau0 "
        "ie:je0 in:i0n iou:jou0 iu:jou0 ing:i0ŋ iong:jʊ0ŋ io:jɔ0 ong:ʊ0ŋ ou:ou0 o:wo0 u:u0 ui:wei0 uei:wei0 ua:wa0 "
        "uai:wai0 uan:wa0n un:wə0n uen:wə0n uang:wa0ŋ ueng:wə0ŋ uo:wo0 v:y0 ve:ɥe0 van:ɥɛ0n vn:y0n ê:ɛ0 "
        "m:m0 n:n0 ng:ŋ0"
    ).split()
)
_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
_SPELLING = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("ü", "v"), ("^yu", "v"), ("^yi", "i"), ("^y", "i"), ("^wu", "u"), ("^w", "u"), ("^([jqx])u", r"\1v"),
    )
]  # fmt: skip
_SYLLABLE = re.compile(r"[a-zêü]+[1-5]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇]+")
_PIECE = re.compile(rf"(?P<han>{_HAN.pattern})|(?P<number>{DIGITS.pattern})|(?P<other>[^\d]+?(?={_HAN.pattern}|\d|$))")
_SMALL_WORDS = frozenset(
    "的了吧吗呢啊着过得地是在我你您他她它很不没也都就还又才再和与跟或把被给从向对比让叫去来有要会能想说看这那每个只"
)


def read(words: Sequence[Token], read_other: Callable[[list[Token]], list[PhonemeGroup]]) -> list[PhonemeGroup]:
    """Returns the words' phonemes; `read_other` reads other letters. Raises VozesError(MODEL_NOT_INSTALLED)."""
    groups: list[PhonemeGroup] = []
    for word in words:
        for match in _PIECE.finditer(word.text):
            start = word.start + match.start()
            space = word.space_before if not match.start() else True
            if match["han"]:
                groups += _read_han(match[0], start, space)
            elif match["number"]:
                end = word.start + match.end()
                signs = "".join(group.signs for group in _read_han(in_characters(match[0], chinese=True), start, space))
                groups.append(PhonemeGroup(signs, start, end, True, space))
            else:
                groups += read_other([Token(match[0], start, start + len(match[0]), True, space)])
    return groups


def syllable(pinyin: str) -> str:
    """Returns the sounds of one syllable: `xau↓` for `hao3`."""
    letters, tone = pinyin[:-1], _TONES[pinyin[-1]]
    for pattern, replacement in _SPELLING:
        letters = pattern.sub(replacement, letters)
    initial = next((name for name in _INITIALS if letters.startswith(name) and letters != name), "")
    final = letters[len(initial) :]
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        return _INITIALS[initial] + "ɨ" + tone
    if not initial and final == "o":
        return "ɔ" + tone
    return (_INITIALS.get(initial, "") + _FINALS.get(final, "")).replace("0", tone)


def _read_han(text: str, start: int, space: bool) -> Iterator[PhonemeGroup]:
    syllables = _SYLLABLE.findall(to_pinyin(text))
    if len(syllables) != len(text):  # rare characters have no reading
        syllables = ["".join(_SYLLABLE.findall(to_pinyin(character))[:1]) for character in text]
    place = 0
    for word in _words(text):
        signs = "".join(map(syllable, filter(None, syllables[place : place + len(word)])))
        if signs:
            yield PhonemeGroup(signs, start + place, start + place + len(word), True, space if not place else True)
        place += len(word)


def _words(text: str) -> Iterator[str]:
    known = library("pypinyin.contrib.mmseg", "Chinese").seg.cut(text)
    for is_rest, group in groupby(known, key=lambda word: len(word) == 1 and word not in _SMALL_WORDS):
        if is_rest:
            rest = "".join(group)
            yield from (rest[place : place + 2] for place in range(0, len(rest), 2))
        else:
            yield from group
