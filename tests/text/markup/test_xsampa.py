import pytest

from vozes.text.markup.xsampa import to_ipa


@pytest.mark.parametrize(
    ("written", "ipa"),
    [
        ('"sEkj@', "ˈsɛkjə"),
        ("t_SI_^", "t͡ʃɪ̯"),
        ('a"S~u', "aˈʃ̃u"),
        ("r\\`3:", "ɻɜː"),
        ("g_<G\\_<", "ɠʛ"),
        ('t_X_"', "t\u0306\u0308"),
        ("p_h{t_}", "pʰæt̚"),
        ("", ""),
    ],
)
def test_x_sampa_becomes_ipa(written: str, ipa: str) -> None:
    assert to_ipa(written) == ipa


@pytest.mark.parametrize("written", ["ɐ", "p#", "é", "p_*"])
def test_a_sign_that_is_none_of_x_sampa_makes_it_none(written: str) -> None:
    assert to_ipa(written) is None
