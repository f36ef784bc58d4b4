"""X-SAMPA, phonetic signs in ASCII, and the IPA that each stands for (J. C. Wells, 1995)."""

import re

_SIGNS: dict[str, str] = dict(
    pair.split()
    for pair in r"""
    b_< ɓ|d_< ɗ|d` ɖ|g ɡ|g_< ɠ|h\ ɦ|j\ ʝ|l\ ɺ|l` ɭ|n` ɳ|p\ ɸ|r\ ɹ|r\` ɻ|r` ɽ|s\ ɕ|s` ʂ|t` ʈ|v\ ʋ|x\ ɧ|z\ ʑ|z` ʐ
    A ɑ|B β|B\ ʙ|C ç|D ð|E ɛ|F ɱ|G ɣ|G\ ɢ|G\_< ʛ|H ɥ|H\ ʜ|I ɪ|I\ ᵻ|J ɲ|J\ ɟ|J\_< ʄ|K ɬ|K\ ɮ|L ʎ|L\ ʟ|M ɯ|M\ ɰ|N ŋ|N\ ɴ
    O ɔ|O\ ʘ|P ʋ|Q ɒ|R ʁ|R\ ʀ|S ʃ|T θ|U ʊ|U\ ᵿ|V ʌ|W ʍ|X χ|X\ ħ|Y ʏ|Z ʒ
    @ ə|@\ ɘ|@` ɚ|{ æ|} ʉ|1 ɨ|2 ø|3 ɜ|3\ ɞ|3` ɝ|4 ɾ|5 ɫ|6 ɐ|7 ɤ|8 ɵ|9 œ|& ɶ|? ʔ|?\ ʕ|<\ ʢ|>\ ʡ|!\ ǃ|=\ ǂ
    " ˈ|% ˌ|: ː|:\ ˑ|-\ ‿|' ʲ|= ̩|~ ̃|` ˞
    _" ̈|_+ ̟|_- ̠|_0 ̥|_= ̩|_> ʼ|_?\ ˤ|_^ ̯|_} ̚|_~ ̃|_A ̘|_a ̺|_c ̜|_d ̪|_e ̴|_G ˠ|_h ʰ|_j ʲ|_k ̰|_l ˡ|_m ̻|_N ̼|_n ⁿ
    _O ̹|_o ̞|_q ̙|_r ̝|_t ̤|_v ̬|_w ʷ|_X ̆|_x ̽|_ ͡
    _T ̋|_H ́|_M ̄|_L ̀|_B ̏|_F ̂|_R ̌
    """.replace("\n", "|").split("|")
    if pair.strip()
)
_SAME = " .abcdefhijklmnopqrstuvwxyz"
_SIGN = re.compile("|".join(map(re.escape, sorted((*_SIGNS, *_SAME), key=len, reverse=True))))


def to_ipa(written: str) -> str | None:
    """Returns the IPA of signs in X-SAMPA; None where one of them is none of it."""
    signs = _SIGN.findall(written)
    return "".join(_SIGNS.get(sign, sign) for sign in signs) if sum(map(len, signs)) == len(written) else None
