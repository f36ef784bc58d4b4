"""Every installed model offers its voices without being loaded, and voices of one model can be mixed."""

from pathlib import Path

import pytest

from vozes.engines.info import VoiceInfo
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models
from vozes.engines.styletts2.pitches import PITCHES
from vozes.engines.styletts2.voices import (
    OfferedVoice,
    cloned_voice,
    may_clone,
    offered_voices,
    published_voices,
    read_mix,
)
from vozes.errors import ErrorCode, VozesError
from vozes.settings import BEST_VOICES

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
        ("pf_dora", VoiceInfo("pf_dora", "Dora (pf_dora)", ("pt-br",), "female", recommended=True, pitch_hz=176)),
        ("pm_alex", VoiceInfo("pm_alex", "Alex (pm_alex)", ("pt-br",), "male", recommended=True, pitch_hz=128)),
        ("af_heart", VoiceInfo("af_heart", "Heart (af_heart)", ("en-us",), "female", recommended=True, pitch_hz=195)),
        ("bm_george", VoiceInfo("bm_george", "George (bm_george)", ("en-gb",), "male", recommended=True, pitch_hz=140)),
        ("ff_siwis", VoiceInfo("ff_siwis", "Siwis (ff_siwis)", ("fr-fr",), "female", recommended=True, pitch_hz=200)),
        ("zm_yunxi", VoiceInfo("zm_yunxi", "Yunxi (zm_yunxi)", ("zh",), "male", pitch_hz=158)),
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


def test_a_request_names_one_voice_or_a_mixture() -> None:
    assert _mix("pf_dora") == [("pf_dora", 1.0)]
    assert _mix("pf_dora:7+pm_alex:3") == [("pf_dora", 0.7), ("pm_alex", 0.3)]


def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(VozesError, match="pf_nobody") as refused:
        read_mix("pf_dora+pf_nobody", VOICES)
    assert (refused.value.code, refused.value.param) == (ErrorCode.UNKNOWN_VOICE, "voice")


def test_voices_of_different_models_cannot_be_mixed() -> None:
    with pytest.raises(VozesError, match="pf_dora, libritts are of different models") as refused:
        read_mix("pf_dora+libritts+pf_dora", VOICES)
    assert (refused.value.code, refused.value.param) == (ErrorCode.INVALID_FIELD, "voice")


def test_models_without_packs_may_take_voices_from_recordings_but_that_of_one_speaker() -> None:
    assert [voice_id for voice_id, voice in VOICES.items() if may_clone(voice)] == ["libritts"]


def test_a_cloned_voice_speaks_what_its_model_speaks_and_mixes_with_that_models_voice() -> None:
    cloned = cloned_voice("voice_1", VOICES["libritts"])
    assert cloned.info == VoiceInfo("voice_1", "voice_1", ("en-us", "pt-br"))
    voices = {**VOICES, "voice_1": cloned}
    assert len(read_mix("voice_1+libritts", voices)) == 2
    with pytest.raises(VozesError, match="voice_1, pf_dora are of different models"):
        read_mix("voice_1+pf_dora", voices)


def test_the_best_voices_are_a_few_and_who_speaks_by_default_is_among_them() -> None:
    best = {voice_id for voice_id, voice in published_voices().items() if voice.info.recommended}
    assert set(BEST_VOICES.values()) < best
    assert len(best) < 20


def test_the_pitch_of_each_published_voice_is_known_and_of_no_other_model_s() -> None:
    known = [voice_id for voice_id, voice in published_voices().items() if voice.info.pitch_hz is not None]
    assert sorted(known) == sorted(PITCHES)
    (other,) = offered_voices([_model("of_my_own", "af_heart")]).values()
    assert other.info.pitch_hz is None
