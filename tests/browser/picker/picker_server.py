"""`vozes serve` with eSpeak, a fake of Kokoro and LibriTTS that hums, and an engine that is not installed:
`python -m tests.browser.picker.picker_server --port 0`.
"""

from dataclasses import replace

import typer

from tests.fakes import fake_spec, natural_spec
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.engines.base import EngineSpec
from vozes.engines.espeak.info import engine_spec
from vozes.engines.info import VoiceInfo
from vozes.engines.styletts2.options import OPTIONS
from vozes.settings import BEST_VOICES, Settings

_PITCHES = {"af_heart": 195, "am_michael": 92, "jf_alpha": 281}


def kokoro_spec() -> EngineSpec:
    """The fake of Kokoro, whose voices are called and rated as Kokoro's are, a deep one and a high one among them.

    LibriTTS obeys the true options.
    """
    spec = natural_spec(
        voices="af_bella af_heart am_michael bf_emma ef_dora jf_alpha pf_dora pm_alex pm_santa zf_xiaobei"
    )
    voices = tuple(map(_like_kokoros, spec.info.voices))
    models = tuple(
        replace(model, options=tuple(option.name for option in OPTIONS) if model.cloning else ())
        for model in spec.info.models
    )
    told = replace(spec.info.capabilities, word_timings="estimated")
    info = replace(spec.info, name="Kokoro", voices=voices, options=OPTIONS, models=models, capabilities=told)
    return replace(spec, info=info)


def _like_kokoros(voice: VoiceInfo) -> VoiceInfo:
    if "_" not in voice.id:
        return voice
    name = voice.id.partition("_")[2].capitalize()
    recommended = voice.id in (*BEST_VOICES.values(), "pm_alex")
    return replace(voice, name=f"{name} ({voice.id})", recommended=recommended, pitch_hz=_PITCHES.get(voice.id))


@settings_flags
def serve(settings: Settings) -> None:
    run_server(settings, [engine_spec(), kokoro_spec(), fake_spec("gone", missing="Run: make gone")])


if __name__ == "__main__":
    typer.run(serve)
