"""Writes English sounds, which a text has in IPA, as the mnemonics by which eSpeak NG is told phonemes.

A mnemonic names a phoneme of all its English voices, and each voice says it in its own accent. It calls no library.
Source: what eSpeak NG 1.52 itself gives as mnemonics and as IPA for English words.
"""

import re
from collections.abc import Iterable

from vozes.text.ipa import TIE
from vozes.text.mapped import Edit, MappedText
from vozes.text.reading.pinning import IPA
from vozes.warnings import CodedWarning, WarningCode

SOUNDS_OF = "en"
"""The language whose sounds the library is told."""
_MNEMONICS = {
    sign: mnemonic
    for line in """
    ˈ ' | ˌ , | p p | b b | t t | d d | k k | ɡ g | g g | f f | v v | θ T | ð D | s s | z z | ʃ S | ʒ Z | h h | tʃ tS
    dʒ dZ | m m | n n | ŋ N | l l | ɫ l | ɹ r | r r | w w | j j | ɾ t# | ʔ ? | n̩ n- | əl @L | l̩ @L | x x | ʍ w
    æ a | a a | ɐ a# | ɑː 0 | ɑ 0 | ɒ 0 | ɑːɹ A@ | ɔː O: | ɔ O: | ɔːɹ O@ | oːɹ o@ | ə @ | ɚ 3 | əɹ 3 | ɛ E | e E | ɛɹ e@
    eə e@ | ɜː 3: | ɝ 3: | ɜ 3: | ɜːɹ 3: | ɪ I | ɪɹ i@3 | ɪə i@3 | iː i: | i i: | iə i@ | ᵻ I# | ʊ U | ʊɹ U@ | ʊə U@
    uː u: | u u: | ʌ V | aɪ aI | aɪə aI@ | aɪɚ aI3 | aʊ aU | eɪ eI | oʊ oU | əʊ oU | ɔɪ OI
    """.strip().splitlines()
    for sign, mnemonic in (pair.split() for pair in line.split("|"))
}
_SIGN = re.compile("|".join(map(re.escape, sorted(_MNEMONICS, key=len, reverse=True))))
_MOST = 40
"""Characters of one word's mnemonics; the library has room for 160 bytes of a word."""
_MOST_QUOTED = 20
"""Words in a warning."""
_OPENING = "[["
_SOUNDS_OR_BRACKET = re.compile(rf"{IPA.pattern}|\[(?=\[)")


def mnemonics(ipa: str) -> str | None:
    """Returns the mnemonics of a word's sounds; None where one of these is no English sound, or the word too long."""
    plain = ipa.replace(TIE, "").replace(".", "")
    written = _SIGN.sub(lambda sign: _MNEMONICS[sign[0]] + "|", plain)
    if not plain or len(written) > _MOST or _SIGN.sub("", plain):
        return None
    return written.replace("'|", "'").replace(",|", ",").rstrip("|")


def with_mnemonics(said: MappedText) -> tuple[MappedText, list[str]]:
    """Returns a text with its sounds (`pinning.IPA`) as the library reads them, and the words whose sounds it cannot be
    told: those are read as they stand. Brackets of the user's that would mean sounds are parted.
    """
    untold: list[str] = []
    return said.edited([_edit(match, untold) for match in _SOUNDS_OR_BRACKET.finditer(said.text)]), untold


def _edit(match: re.Match[str], untold: list[str]) -> Edit:
    word = match["word"]
    if word is None:
        return Edit(*match.span(), "[ ")
    written = mnemonics(match["sounds"])
    if written is None:
        untold.append(word)
    return Edit(*match.span(), word if written is None else f"{_OPENING}{written}]]")


def has_sounds(text: str) -> bool:
    """Returns whether a text that `with_mnemonics` returned tells sounds."""
    return _OPENING in text


def not_told(words: Iterable[str]) -> tuple[CodedWarning, ...]:
    """Returns a warning of words whose sounds were given and are not said so; none without any."""
    listed = tuple(dict.fromkeys(words))
    if not listed:
        return ()
    names, more = listed[:_MOST_QUOTED], max(len(listed) - _MOST_QUOTED, 0)
    quoted = ", ".join(names) + (", …" if more else "")
    told = f"eSpeak NG is told the sounds of English alone, so it reads as it spells: {quoted}"
    return (CodedWarning(WarningCode.SOUNDS_NOT_ENGLISH, told, names=names, more=more),)
