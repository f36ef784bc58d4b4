import math

import pytest

from tests.text.markup.reading import only_manner, ssml, told
from vozes.text.markup.say_as import KINDS


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("1.2", 1.2),
        (".5", 0.5),
        ("120%", 1.2),
        ("+10%", 1.1),
        ("-25%", 0.75),
        (" 150 % ", 1.5),
        ("x-slow", 0.5),
        ("slow", 0.75),
        ("fast", 1.25),
        ("X-Fast", 1.75),
    ],
)
def test_a_rate_is_times_the_pace(written: str, rate: float) -> None:
    script = ssml(f'<prosody rate="{written}">a</prosody>')
    assert only_manner(script) == {"rate": pytest.approx(rate)}
    assert script.warnings == ()


@pytest.mark.parametrize("written", ["medium", "default", "1", "100%", "+0%"])
def test_the_ordinary_rate_changes_nothing(written: str) -> None:
    assert only_manner(ssml(f'<prosody rate="{written}">a</prosody>')) == {}


@pytest.mark.parametrize(("written", "rate"), [("0", 0.25), ("-100%", 0.25), ("120", 4.0), ("999999999%", 4.0)])
def test_a_rate_is_bounded(written: str, rate: float) -> None:
    script = ssml(f'<prosody rate="{written}">a</prosody>')
    assert only_manner(script) == {"rate": rate}
    assert len(script.warnings) == 1


def test_rates_within_one_another_are_bounded_too() -> None:
    assert only_manner(ssml('<prosody rate="3"><prosody rate="3">a</prosody></prosody>')) == {"rate": 4.0}


@pytest.mark.parametrize(
    ("written", "pitch"),
    [
        ("+2st", 2.0),
        ("-2.5ST", -2.5),
        ("3 st", 3.0),
        ("+10%", 12 * math.log2(1.1)),
        ("-50%", -12.0),
        ("120%", 12 * math.log2(1.2)),
        ("x-low", -8.0),
        ("low", -4.0),
        ("high", 4.0),
        ("x-high", 8.0),
    ],
)
def test_a_pitch_is_semitones(written: str, pitch: float) -> None:
    script = ssml(f'<prosody pitch="{written}">a</prosody>')
    assert only_manner(script) == {"pitch": pytest.approx(pitch)}
    assert script.warnings == ()


def test_a_pitch_is_bounded_and_pitches_add_up() -> None:
    assert only_manner(ssml('<prosody pitch="+5st"><prosody pitch="-2st">a</prosody></prosody>')) == {"pitch": 3.0}
    assert only_manner(ssml('<prosody pitch="+13st">a</prosody>')) == {"pitch": 12.0}


@pytest.mark.parametrize(
    ("written", "volume"),
    [
        ("+6dB", 6.0),
        ("-6.5db", -6.5),
        ("50", 20 * math.log10(0.5)),
        ("-50%", 20 * math.log10(0.5)),
        ("200%", 20 * math.log10(2)),
        ("x-soft", -12.0),
        ("soft", -6.0),
        ("loud", 6.0),
        ("x-loud", 12.0),
        ("silent", -math.inf),
        ("0", -math.inf),
    ],
)
def test_a_volume_is_decibels(written: str, volume: float) -> None:
    script = ssml(f'<prosody volume="{written}">a</prosody>')
    assert only_manner(script) == {"volume": pytest.approx(volume)}
    assert script.warnings == ()


def test_volumes_add_up_and_are_bounded() -> None:
    assert only_manner(ssml('<prosody volume="loud"><prosody volume="-2dB">a</prosody></prosody>')) == {"volume": 4.0}
    assert only_manner(ssml('<prosody volume="+99dB">a</prosody>')) == {"volume": 20.0}
    assert only_manner(ssml('<prosody volume="silent"><prosody volume="+9dB">a</prosody></prosody>')) == {
        "volume": -math.inf
    }


@pytest.mark.parametrize(
    ("attribute", "written"),
    [
        ("rate", "quick"),
        ("rate", ""),
        ("rate", "+1"),
        ("rate", "-150%"),
        ("rate", "1e3"),
        ("rate", "nan"),
        ("rate", "١"),
        ("rate", "9" * 5000),
        ("pitch", "+50Hz"),
        ("pitch", "200Hz"),
        ("pitch", "2"),
        ("pitch", "0%"),
        ("volume", "101"),
        ("volume", "+6"),
        ("volume", "very"),
    ],
)
def test_a_wrong_value_is_left_out_with_a_warning(attribute: str, written: str) -> None:
    script = ssml(f'<prosody {attribute}="{written}">a</prosody>')
    assert told(script) == ["a"]
    (warning,) = script.warnings
    assert warning.startswith(f"<prosody> has {attribute}=")


@pytest.mark.parametrize("attribute", ["range", "contour", "duration"])
def test_other_prosody_is_left_out_with_a_warning(attribute: str) -> None:
    script = ssml(f'<prosody {attribute}="1">a</prosody>')
    assert told(script) == ["a"]
    assert len(script.warnings) == 1


@pytest.mark.parametrize("level", ["strong", "moderate", "none", "reduced"])
def test_emphasis_has_levels(level: str) -> None:
    assert only_manner(ssml(f'<emphasis level="{level}">a</emphasis>')) == {"emphasis": level}


def test_emphasis_is_moderate_by_itself_and_with_a_wrong_level() -> None:
    assert only_manner(ssml("<emphasis>a</emphasis>")) == {"emphasis": "moderate"}
    script = ssml('<emphasis level="huge">a</emphasis>')
    assert only_manner(script) == {"emphasis": "moderate"}
    assert len(script.warnings) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_text_can_be_named(kind: str) -> None:
    assert only_manner(ssml(f'<say-as interpret-as="{kind}">1</say-as>')) == {"say_as": kind}


def test_kinds_have_other_names() -> None:
    assert only_manner(ssml('<say-as interpret-as="number">1</say-as>')) == {"say_as": "cardinal"}
    assert only_manner(ssml('<say-as interpret-as="Bleep">1</say-as>')) == {"say_as": "expletive"}


@pytest.mark.parametrize("attributes", ["", 'interpret-as=""', 'interpret-as="poem"'])
def test_an_unknown_kind_of_text_is_text(attributes: str) -> None:
    script = ssml(f"<say-as {attributes}>1</say-as>")
    assert told(script) == ["1"]
    assert len(script.warnings) == 1


@pytest.mark.parametrize(
    ("written", "form"),
    [("mdy", "mdy"), ("DMY", "dmy"), ("yyyymmdd", "ymd"), ("dd/mm/yyyy", "dmy"), ("md", "md"), ("y", "y")],
)
def test_a_date_has_a_format(written: str, form: str) -> None:
    script = ssml(f'<say-as interpret-as="date" format="{written}">1</say-as>')
    assert only_manner(script) == {"say_as": "date", "format": form}


@pytest.mark.parametrize(("kind", "form"), [("date", "dog"), ("date", ""), ("time", ""), ("time", "h" * 21)])
def test_a_wrong_format_is_left_out(kind: str, form: str) -> None:
    script = ssml(f'<say-as interpret-as="{kind}" format="{form}">1</say-as>')
    assert only_manner(script) == {"say_as": kind}
    assert len(script.warnings) == 1


def test_other_kinds_have_formats_of_their_own() -> None:
    script = ssml('<say-as interpret-as="time" format="HMS24">1</say-as>')
    assert only_manner(script) == {"say_as": "time", "format": "hms24"}


def test_phonemes_are_ipa_by_themselves_and_x_sampa_by_name() -> None:
    assert only_manner(ssml('<phoneme ph=" ˈkaza ">casa</phoneme>')) == {"phoneme": "ˈkaza"}
    script = ssml('<phoneme alphabet="x-sampa" ph="&quot;kaz6">casa</phoneme>')
    assert only_manner(script) == {"phoneme": "ˈkazɐ"}


@pytest.mark.parametrize(
    "attributes",
    [
        'alphabet="x-amazon-pinyin" ph="ni3"',
        'alphabet="x-sampa" ph="ɐ"',
        "",
        'ph=""',
        'ph="123"',
        'alphabet="ipa" ph="ˈ"',
    ],
)
def test_phonemes_that_are_none_leave_the_text(attributes: str) -> None:
    script = ssml(f"<phoneme {attributes}>casa</phoneme>")
    assert told(script) == ["casa"]
    assert len(script.warnings) == 1


def test_a_voice_is_named_as_the_user_knows_it() -> None:
    assert only_manner(ssml('<voice name=" Alma María ">a</voice>')) == {"voice": "Alma María"}
    assert only_manner(ssml('<voice name="x" xml:lang="es_MX">a</voice>')) == {"voice": "x", "language": "es-mx"}


@pytest.mark.parametrize("element", ["voice", "lang"])
def test_a_voice_or_language_that_is_not_named_changes_nothing(element: str) -> None:
    script = ssml(f"<{element}>a</{element}>")
    assert told(script) == ["a"]
    assert len(script.warnings) == 1


@pytest.mark.parametrize("tag", ["portuguese language", "1", "pt--br", "x" * 100, "ção"])
def test_a_language_that_is_no_tag_is_left_out(tag: str) -> None:
    script = ssml(f'<lang xml:lang="{tag}">a</lang>')
    assert told(script) == ["a"]
    assert len(script.warnings) == 1
