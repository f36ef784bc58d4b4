"""English as Kokoro learned it, through `read_for_kokoro`: words by what they are and by what stands around them."""

import time

import pytest

from tests.text.phonemes.ipa_line import ipa_line
from vozes.engines.styletts2.phonemizing import read_for_kokoro


def said(text: str, language: str = "en-us") -> str:
    return ipa_line(read_for_kokoro(text, language))


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A pear, an apple, the pear, the apple, and the one.",
         "ɐ pˈɛɹ, ɐn ˈæpᵊl, ðə pˈɛɹ, ði ˈæpᵊl, ænd ðə wˈʌn."),
        ("I want to go, I want to eat, and I want to.", "ˌI wˈɑnt tə ɡˌO, ˌI wˈɑnt tʊ ˈit, ænd ˌI wˈɑnt tu."),
        ("Who is it for? For you.", "hˌu ɪz ɪt fɔɹ? fˌɔɹ ju."),
        ("I am. I am here. Am I?", "ˌI æm. ˌI ɐm hˈɪɹ. æm ˌI?"),
        ("Come in. He is in Rome.", "kˈʌm ˈɪn. hˌi ɪz ɪn ɹˈOm."),
    ],
)  # fmt: skip
def test_small_words_sound_by_what_follows(text: str, symbols: str) -> None:
    assert said(text) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("I read it yesterday. I will read it tomorrow.",
         "ˌI ɹˈɛd ɪt jˈɛstəɹdˌA. ˌI wɪl ɹˈid ɪt təmˈɑɹO."),
        ("They record a record.", "ðˌA ɹəkˈɔɹd ɐ ɹˈɛkəɹd."),
        ("We live here. The show is live.", "wˌi lˈɪv hˈɪɹ. ðə ʃˈO ɪz lˈIv."),
        ("I used to use the used car.", "ˌI jˈust tə jˈuz ðə jˈuzd kˈɑɹ."),
        ("Is that the man that I saw?", "ˌɪz ðˈæt ðə mˈæn ðæt ˌI sˈɔ?"),
    ],
)  # fmt: skip
def test_words_that_are_written_alike_sound_by_their_part_of_speech(text: str, symbols: str) -> None:
    assert said(text) == symbols


@pytest.mark.parametrize(
    ("language", "symbols"),
    [("en-us", "ɐ pˈɛɹ, ði ˈæpᵊl; wi ɡˌO hˈOm."), ("en-gb", "ɐ pˈɛː, ði ˈapᵊl; wiː ɡˌQ hˈQm.")],
)
def test_each_accent_has_a_dictionary(language: str, symbols: str) -> None:
    assert said("A pear, the apple; we go home.", language) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("They don't know the ex-president's well-known T-shirt.",
         "ðˌA dˈOnt nˈO ði ˌɛkspɹˈɛzədˌɛnts wˌɛlnˈOn tˈiʃˌɜɹt."),
        ("NASA, the BBC and U.S. laws.", "nˈæsə, ðə bˌibˌisˈi ænd jˌuˈɛs lˈɔz."),
        ("Dr. Watson’s JavaScript", "dˈɑktəɹ wˈɑtsənz ʤˈɑvəskɹˌɪpt"),
        ("the dogs' bowls & a/b", "ðə dˈɔɡz bˈOlz ænd ɐ bˈi"),
        ("hopping, baked, matches, batted", "hˈɑpɪŋ, bˈAkt, mˈæʧᵻz, bˈæTᵻd"),
        ("Gollumbria rocks, Thessalwyn", "ɡəlˈʌmbɹiə ɹˈɑks, θˈɛsəlwˌɪn"),
    ],
)  # fmt: skip
def test_forms_abbreviations_compounds_and_unknown_words_are_read(text: str, symbols: str) -> None:
    assert said(text) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ('"Yes," he said. "And?"', "“jˈɛs,” hi sˈɛd. “ˌænd?”"),
        ("The word 'no' isn't James' -- then... (yes)!", "ðə wˈɜɹd “nˈO” ˈɪzᵊnt ʤˈAmz — ðˈɛn... (jˈɛs)!"),
        ("the rock 'n' roll era", "ðə ɹˈɑk ən ɹˈOl ˈɛɹə"),
    ],
)
def test_quotation_marks_open_and_close(text: str, symbols: str) -> None:
    assert said(text) == symbols


def test_every_symbol_knows_its_word() -> None:
    text = "Don't “they” know Mr. O'Neill's 25 well-known T-shirts?"
    groups = read_for_kokoro(text, "en-us").groups
    assert [(text[group.start : group.end], group.signs) for group in groups] == [
        ("Don't", "dˈOnt"), ("“", "“"), ("they", "ðA"), ("”", "”"), ("know", "nˈO"), ("Mr.", "mˈɪstəɹ"),
        ("O'Neill's", "Onˈilz"), ("25", "twˈɛnti fˈIv"), ("well-known", "wˌɛlnˈOn"), ("T-shirts", "tˈiʃˌɜɹts"),
        ("?", "?"),
    ]  # fmt: skip


def test_a_word_of_very_many_parts_takes_no_time() -> None:
    started = time.process_time()
    read_for_kokoro("well-qxz-" * 110, "en-us")
    assert time.process_time() - started < 2
