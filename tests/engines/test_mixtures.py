"""How mixtures of voices are written, and which voice an engine takes one for."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import fake_spec
from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.engines.mixtures import parse_mixture, write_mixture
from vozes.errors import ErrorCode, VozesError

INFO = replace(fake_spec(cloning=True).info, cloned_languages=("pt",))

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="+:"), min_size=1).filter(
    lambda name: name == name.strip()
)
WEIGHTS = st.integers(1, 999_999).map(lambda millionths: millionths / 1_000_000)


@pytest.mark.parametrize("text", ["ana", "", "  ", "Ana Maria, a segunda", "ana-0.7", "声"])
def test_what_has_neither_sign_is_no_mixture(text: str) -> None:
    assert parse_mixture(text) is None


@pytest.mark.parametrize(
    ("text", "names", "weights"),
    [
        ("ana:0.7+rui:0.3", ["ana", "rui"], [0.7, 0.3]),
        ("ana:7+rui:3", ["ana", "rui"], [0.7, 0.3]),
        ("ana+rui", ["ana", "rui"], [0.5, 0.5]),
        ("Ana Maria : 3 + João do Pulo", ["Ana Maria", "João do Pulo"], [0.75, 0.25]),
        ("ana:0.2", ["ana"], [1.0]),
        ("声:1+🎙 'x', \"y\":1", ["声", "🎙 'x', \"y\""], [0.5, 0.5]),
        ("ana:0.000000001+rui:999999", ["ana", "rui"], [0.0, 1.0]),
    ],
)
def test_weights_are_those_of_the_whole(text: str, names: list[str], weights: list[float]) -> None:
    parts = parse_mixture(text) or []
    assert [name for name, _ in parts] == names
    assert [weight for _, weight in parts] == pytest.approx(weights)


@pytest.mark.parametrize(
    "text",
    [
        "+", "ana+", "+ana", "ana:", ":0.5", ":", " : + : ", "ana:0", "ana:-1", "ana:nan", "ana:inf", "ana:1e3",
        "ana:.5", "ana:１", "ana:1:2", "ana:0,7", "ana:1234567", "ana:0+rui:1", "+".join(["ana"] * 9), "x" * 5000 + ":",
    ],
)  # fmt: skip
def test_a_mixture_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(VozesError) as refused:
        parse_mixture(text)
    assert (refused.value.code, refused.value.param) == (ErrorCode.INVALID_FIELD, "voice")
    assert len(refused.value.message) < 300


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ([("ana", 0.7), ("rui", 0.3)], "ana:0.7+rui:0.3"),
        ([("rui", 1.0), ("ana", 2.0)], "ana:0.666667+rui:0.333333"),
        ([("rui", 1.0), ("ana", 1.0)], "rui:0.5+ana:0.5"),
        ([("ana", 1.0), ("rui", 1.0), ("ana", 2.0)], "ana:0.75+rui:0.25"),
        ([("ana", 0.2)], "ana"),
        ([("ana", 1.0), ("rui", 1e-9)], "ana"),
    ],
)
def test_there_is_one_way_of_writing_a_mixture(parts: list[tuple[str, float]], written: str) -> None:
    assert write_mixture(parts) == written


@given(st.dictionaries(NAMES, WEIGHTS, min_size=2, max_size=8))
def test_what_is_written_is_understood(weights: dict[str, float]) -> None:
    total = sum(weights.values())
    text = write_mixture(weights.items())
    understood = dict(parse_mixture(text) or [(text, 1.0)])
    assert {name: understood.get(name, 0.0) for name in weights} == pytest.approx(
        {name: weight / total for name, weight in weights.items()}, abs=1e-5
    )


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("hum:1+alto:3", VoiceInfo("alto:0.75+hum:0.25", "alto:0.75+hum:0.25", ("pt",))),
        (" HUM + Alto ", VoiceInfo("hum:0.5+alto:0.5", "hum:0.5+alto:0.5", ("en", "pt"))),
        ("voice_1:2+alto:1", VoiceInfo("voice_1:0.666667+alto:0.333333", "voice_1:0.666667+alto:0.333333", ("pt",))),
        ("voice_1", VoiceInfo("voice_1", "voice_1", ("pt",))),
        ("voice_1:0.5", VoiceInfo("voice_1", "voice_1", ("pt",))),
        ("alto:2+Alto:1", INFO.voices[1]),
        ("alto:999999+voice_1:0.000000001", INFO.voices[1]),
    ],
)
def test_a_mixture_is_a_voice_that_speaks_what_the_heaviest_in_it_speaks(text: str, voice: VoiceInfo) -> None:
    assert INFO.find_voice(text, {"voice_1"}) == voice


def test_a_mixture_of_women_is_a_woman() -> None:
    voices = (VoiceInfo("ana", "Ana", (), "female"), VoiceInfo("eva", "Eva", (), "female"), VoiceInfo("rui", "Rui", ()))
    info = replace(INFO, voices=voices)
    assert [info.find_voice(text).gender for text in ("ana+eva", "ana+rui")] == ["female", None]


@pytest.mark.parametrize("text", ["hum+nobody", "nobody:1", "nobody"])
def test_a_voice_in_it_that_is_unknown_is_named(text: str) -> None:
    with pytest.raises(VozesError, match="'nobody'") as refused:
        INFO.find_voice(text, {"voice_1"})
    assert (refused.value.code, refused.value.param) == (ErrorCode.UNKNOWN_VOICE, "voice")


def test_a_cloned_voice_is_known_to_those_alone_who_bring_it() -> None:
    with pytest.raises(VozesError, match="'voice_1'"):
        INFO.find_voice("hum+voice_1")


def test_an_engine_may_refuse_to_mix_some_of_its_voices() -> None:
    def refuse(voices: Sequence[VoiceInfo]) -> None:
        raise VozesError(ErrorCode.INVALID_FIELD, ", ".join(voice.id for voice in voices))

    choosy = replace(INFO, check_mixture=refuse)
    with pytest.raises(VozesError, match=r"^hum, alto$"):
        choosy.find_voice("hum+alto+hum")
    assert choosy.find_voice("alto").id == "alto"


def test_to_an_engine_that_mixes_nothing_a_mixture_is_an_unknown_voice() -> None:
    plain: EngineInfo = fake_spec().info
    for text in ("hum+alto", "hum:", "+"):
        with pytest.raises(VozesError) as refused:
            plain.find_voice(text)
        assert refused.value.code is ErrorCode.UNKNOWN_VOICE
