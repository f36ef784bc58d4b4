"""What the StyleTTS 2 family says of itself. Its runtime is not in this version, and `missing` says so.

Voices are those of the published models: Kokoro-82M's voice packs and LJSpeech's speaker. A Kokoro voice's first
letter is its language, the second its gender.
"""

from vozes.engines.base import Capabilities, EngineInfo, EngineSpec, OptionSpec, VoiceInfo
from vozes.engines.settings import EngineSettings

_KOKORO_LANGUAGES = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-br", "z": "zh",
}  # fmt: skip
_KOKORO_VOICES = (
    "af_heart af_alloy af_aoede af_bella af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky "
    "am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa "
    "bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis "
    "pf_dora pm_alex pm_santa ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola "
    "jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo "
    "zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang"
).split()

_OPTIONS = (
    OptionSpec("alpha", "number", 0.3, "Timbre: 0 follows the reference voice, 1 the text.", 0.0, 1.0),
    OptionSpec("beta", "number", 0.7, "Prosody: 0 follows the reference voice, 1 the text.", 0.0, 1.0),
    OptionSpec("diffusion_steps", "integer", 5, "Steps to find a style; more vary more and cost more.", 1, 100),
    OptionSpec("embedding_scale", "number", 1.0, "How emotional the delivery is.", 0.0, 10.0),
)


def missing(_: EngineSettings) -> str | None:
    return (
        "This version of Vozes has no runtime for StyleTTS 2 and Kokoro yet. "
        "Once a newer one brings it, run: git pull && python3 start.py --neural cpu"
    )


def _kokoro_voice(voice_id: str) -> VoiceInfo:
    language, gender, name = voice_id[0], voice_id[1], voice_id[3:].capitalize()
    return VoiceInfo(
        voice_id, f"{name} ({voice_id})", (_KOKORO_LANGUAGES[language],), "female" if gender == "f" else "male"
    )


def engine_spec() -> EngineSpec:
    info = EngineInfo(
        id="styletts2",
        name="StyleTTS 2 and Kokoro",
        description="Expressive and light: Kokoro in pt-BR, English and more; LibriTTS, which clones (0.3 to 0.8 GB).",
        languages=tuple(_KOKORO_LANGUAGES.values()),
        voices=(*map(_kokoro_voice, _KOKORO_VOICES), VoiceInfo("ljspeech", "LJSpeech", ("en-us",), "female")),
        capabilities=Capabilities(cloning=True, streaming=True, word_timings=True),
        options=_OPTIONS,
        language_aliases={"en": "en-us", "pt": "pt-br", "cmn": "zh"},
    )
    return EngineSpec(info=info, target="vozes.engines.styletts2.engine:StyleTts2Engine", missing=missing)
