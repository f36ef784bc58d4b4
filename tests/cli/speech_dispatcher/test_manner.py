"""What the daemon sets, and the orders that come of it."""

from dataclasses import replace

import pytest

from vozes.cli.speech_dispatcher.manner import Manner, as_ssml, without_tags


def order_of(manner: Manner, ssml: str = "<speak>Hi</speak>") -> str:
    return manner.order(ssml, lambda language, gender: f"{language} {gender}").text


def test_rate_is_a_pace_between_a_third_and_three_times_the_normal_one() -> None:
    paces = [Manner(rate=rate).order("<speak>Hi</speak>", lambda *_: None).speed for rate in (-100, 0, 100)]
    assert paces == pytest.approx([1 / 3, 1, 3])


def test_pitch_is_told_in_the_markup() -> None:
    assert order_of(Manner(pitch=50)) == '<speak><prosody pitch="+6.0st">Hi</prosody></speak>'
    assert order_of(Manner()) == "<speak>Hi</speak>"


def test_volume_is_a_factor() -> None:
    assert [Manner(volume=volume).gain for volume in (-100, 0, 100)] == [0, 0.5, 1]


def test_a_voice_by_name_counts_more_than_a_gender() -> None:
    manner = Manner().changed("language", "en-US").changed("voice", "female2")
    assert manner.order("", lambda language, gender: f"{language} {gender}").voice == "en-us female"
    assert replace(manner, voice="ana").order("", lambda *_: None).voice == "ana"


def test_null_takes_a_setting_back() -> None:
    assert Manner(language="en", voice="ana").changed("language", "NULL").changed("synthesis_voice", "NULL") == Manner()


@pytest.mark.parametrize(("name", "value"), [("rate", "fast"), ("colour", "red")])
def test_what_is_no_setting_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"fast|colour"):
        Manner().changed(name, value)


@pytest.mark.parametrize(
    ("kind", "text", "ssml"),
    [
        ("SPEAK", "<speak>a</speak>", "<speak>a</speak>"),
        ("SPEAK", "a < b", "<speak>a &lt; b</speak>"),
        ("CHAR", "&", '<speak><say-as interpret-as="characters">&amp;</say-as></speak>'),
        ("CHAR", " ", "<speak>space</speak>"),
        ("KEY", "shift_a", "<speak>shift a</speak>"),
        ("KEY", "_", "<speak>_</speak>"),
    ],
)
def test_every_kind_of_message_becomes_markup(kind: str, text: str, ssml: str) -> None:
    assert as_ssml(kind, text) == ssml


def test_of_what_is_no_well_formed_markup_the_words_are_left() -> None:
    assert without_tags("<speak>a <b>c &amp; d") == "<speak> a  c &amp; d</speak>"
