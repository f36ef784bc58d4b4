"""A pronunciation is taken where it is IPA, and the sign that is none is named."""

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.text.lexicon.pronunciation import LONGEST, checked_ipa


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("ˈnɛksʊs", "ˈnɛksʊs"),
        ("/ˈnɛksʊs/", "ˈnɛksʊs"),
        (" [ˈnɛk.sʊs] ", "ˈnɛk.sʊs"),
        ("t͡ʃɐ̃w̃", "t͡ʃɐ̃w̃"),
        ("k\u00e3", "ka\u0303"),
        ("ç", "ç"),
        ("pʰaːˑ ˌɓǃʘ‿a˥˩ | tˀ", "pʰaːˑ ˌɓǃʘ‿a˥˩ | tˀ"),
        ("g", "g"),
    ],
)
def test_ipa_is_taken_in_one_way_of_writing(given: str, taken: str) -> None:
    assert checked_ipa(given, "ipa") == taken
    assert checked_ipa(taken, "ipa") == taken


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("'nɛks", "write ˈ for stress"),
        ("nɛ:ks", "write ː for length"),
        ("nEks", "'E' (U+0045)"),
        ("n3ks", "'3' (U+0033)"),
        ("нэкс", "U+043D"),
        ("<b>a", "'<'"),
        ("", "no sound"),
        ("//", "no sound"),
        ("ˈː", "no sound"),
        ("a\u0303" * LONGEST, "600 characters"),
    ],
)
def test_what_is_no_ipa_is_refused_by_name(given: str, named: str) -> None:
    with pytest.raises(VozesError) as caught:
        checked_ipa(given, "entries")

    assert (caught.value.code, caught.value.param) == (ErrorCode.INVALID_FIELD, "entries")
    assert named in caught.value.message
