"""Every installed model offers its voices without being loaded, and voices of one model can be mixed."""

from pathlib import Path

import pytest

from vozes.engines.base import VoiceInfo
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.files import ModelFiles, find_models
from vozes.engines.styletts2.voices import OfferedVoice, mixed_voice, offered_voices, read_mix
from vozes.errors import ErrorCode, VozesError

FOLDER = Path("somewhere")


def _model(model_id: str, *packs: str) -> ModelFiles:
    voices = tuple(FOLDER / f"{name}.pt" for name in packs)
    return ModelFiles(model_id, FOLDER / "model.pth", FOLDER / "config", voices)


VOICES = offered_voices([_model("kokoro", "af_heart", "pf_dora", "pm_alex"), _model("libritts"), _model("ljspeech")])


def _mix(text: str) -> list[tuple[str, float]]:
    return [(voice.info.id, weight) for voice, weight in read_mix(text, VOICES)]


def test_the_models_on_disk_offer_their_voices(tiny_models: Path) -> None:
    settings = EngineSettings(str(tiny_models), styletts2_checkpoints=str(tiny_models))
    voices = offered_voices(find_models(settings))
    assert {voice_id: voice.model for voice_id, voice in voices.items()} == {
        "af_heart": "kokoro", "pf_dora": "kokoro", "pm_alex": "kokoro", "libritts": "libritts", "ljspeech": "ljspeech",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pack", "expected"),
    [
        ("pf_dora", VoiceInfo("pf_dora", "Dora (pf_dora)", ("pt-br",), "female")),
        ("pm_alex", VoiceInfo("pm_alex", "Alex (pm_alex)", ("pt-br",), "male")),
        ("af_heart", VoiceInfo("af_heart", "Heart (af_heart)", ("en-us",), "female")),
        ("bm_george", VoiceInfo("bm_george", "George (bm_george)", ("en-gb",), "male")),
        ("ff_siwis", VoiceInfo("ff_siwis", "Siwis (ff_siwis)", ("fr-fr",), "female")),
        ("zm_yunxi", VoiceInfo("zm_yunxi", "Yunxi (zm_yunxi)", ("zh",), "male")),
        ("Minha Voz", VoiceInfo("minha-voz", "Minha Voz", ())),
        ("xf_someone", VoiceInfo("xf_someone", "xf_someone", ())),
    ],
)
def test_a_pack_s_name_tells_its_language_and_gender(pack: str, expected: VoiceInfo) -> None:
    assert list(offered_voices([_model("kokoro", pack)]).values()) == [OfferedVoice(expected, "kokoro", pack)]


def test_the_best_of_the_published_packs_comes_first() -> None:
    voices = offered_voices([_model("kokoro", "af_alloy", "pf_dora", "af_heart")])
    assert list(voices) == ["af_heart", "af_alloy", "pf_dora"]


def test_a_model_without_packs_offers_itself() -> None:
    voices = offered_voices([_model("libritts"), _model("ljspeech"), _model("minha-voz")])
    assert [(voice.info.name, voice.info.languages, voice.pack) for voice in voices.values()] == [
        ("LibriTTS", ("en-us", "pt-br"), None),
        ("LJSpeech", ("en-us",), None),
        ("minha-voz", (), None),
    ]


def test_ids_are_unique_among_all_models() -> None:
    models = [
        _model("kokoro", "pf_dora", "PF_Dora", "mine"),
        _model("kokoro-2", "pf_dora"),
        _model("mine"),
        _model("mine-2"),
    ]
    voices = offered_voices(models)
    assert {voice_id: voice.info.id for voice_id, voice in voices.items()} == {key: key for key in voices}
    assert set(voices) == {"pf_dora", "kokoro-pf_dora", "mine", "kokoro-2-pf_dora", "mine-mine", "mine-2"}


def test_one_voice_alone_has_the_whole_weight() -> None:
    assert _mix("pf_dora") == [("pf_dora", 1.0)]
    assert _mix(" PF_Dora ") == [("pf_dora", 1.0)]
    assert _mix("libritts:0.2") == [("libritts", 1.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pf_dora:0.7+pm_alex:0.3", [0.7, 0.3]),
        ("pf_dora:7+pm_alex:3", [0.7, 0.3]),
        ("pf_dora+pm_alex", [0.5, 0.5]),
        ("pf_dora + pm_alex : 3", [0.25, 0.75]),
        ("pf_dora:1+pm_alex:1+pf_dora:2", [0.75, 0.25]),
        ("pf_dora:0.000000001+pm_alex:999999", [0.0, 1.0]),
    ],
)
def test_weights_are_those_of_the_whole(text: str, expected: list[float]) -> None:
    assert [voice for voice, _ in _mix(text)] == ["pf_dora", "pm_alex"]
    assert [weight for _, weight in _mix(text)] == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "", "+", "pf_dora+", "pf_dora:", ":0.5", "pf_dora:0", "pf_dora:-1", "pf_dora:nan", "pf_dora:1e3", "pf_dora:.5",
        "pf_dora:1:2", "pf_dora:0,7", "pf_dora:１", "pf_dora:1234567", "+".join(["pf_dora"] * 9),
    ],
)  # fmt: skip
def test_what_is_no_mixture_is_refused(text: str) -> None:
    with pytest.raises(VozesError) as refused:
        read_mix(text, VOICES)
    assert (refused.value.code, refused.value.param) == (ErrorCode.INVALID_FIELD, "voice")
    assert len(refused.value.message) < 300


def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(VozesError, match="pf_nobody") as refused:
        read_mix("pf_dora+pf_nobody", VOICES)
    assert (refused.value.code, refused.value.param) == (ErrorCode.UNKNOWN_VOICE, "voice")


def test_voices_of_different_models_cannot_be_mixed() -> None:
    with pytest.raises(VozesError, match="pf_dora, libritts are of different models") as refused:
        read_mix("pf_dora+libritts", VOICES)
    assert refused.value.code is ErrorCode.INVALID_FIELD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pf_dora:0.7+pm_alex:0.3", VoiceInfo("pf_dora:0.7+pm_alex:0.3", "pf_dora:0.7+pm_alex:0.3", ("pt-br",))),
        (
            "af_heart:1 + PF_Dora:2",
            VoiceInfo("pf_dora:0.666667+af_heart:0.333333", "pf_dora:0.666667+af_heart:0.333333", ("pt-br",), "female"),
        ),
        ("pm_alex+pf_dora", VoiceInfo("pm_alex:0.5+pf_dora:0.5", "pm_alex:0.5+pf_dora:0.5", ("pt-br",))),
        ("pf_dora:0.2", VOICES["pf_dora"].info),
        ("pf_dora:1+pf_dora:1", VOICES["pf_dora"].info),
        ("pf_dora:0.000000001+pm_alex:999999", VOICES["pm_alex"].info),
    ],
)
def test_a_mixture_is_a_voice_that_speaks_what_the_heaviest_in_it_speaks(text: str, expected: VoiceInfo) -> None:
    assert mixed_voice(text, VOICES) == expected


@pytest.mark.parametrize("text", ["pf_dora:1+pm_alex:1+af_heart:1", "af_heart:0.00001+pf_dora:5", "pm_alex+pf_dora"])
def test_the_id_of_a_mixture_means_the_same_mixture(text: str) -> None:
    mixed = mixed_voice(text, VOICES)
    assert mixed is not None
    assert mixed_voice(mixed.id, VOICES) == mixed
    assert dict(_mix(mixed.id)) == pytest.approx(dict(_mix(text)), abs=1e-6)


def test_what_is_no_mixture_is_none() -> None:
    assert mixed_voice("pf_dora", VOICES) is None
    assert mixed_voice("", VOICES) is None


@pytest.mark.parametrize("text", ["pf_dora:0+pm_alex", "pf_dora+nobody", "pf_dora+libritts", ":"])
def test_a_mixture_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(VozesError) as refused:
        mixed_voice(text, VOICES)
    assert refused.value.param == "voice"
