"""What a request means by `engine`: an engine, or one of its models by the name that users know, such as `kokoro`.

A model speaks in its own voices where none is named. It knows nothing of voices of the library beyond whether a model
can speak with them.
"""

from collections.abc import Collection
from dataclasses import replace

from vozes.engines.info import EngineInfo, ModelInfo, VoiceInfo
from vozes.engines.mixtures import parse_mixture
from vozes.engines.options import OptionSpec
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.moods import OPTION as MOOD
from vozes.wording import sentence


def find_model(info: EngineInfo, name: str) -> ModelInfo | None:
    return next((model for model in info.models if model.name == name), None)


def part_of(info: EngineInfo, name: str | None) -> EngineInfo:
    """Returns the engine with only the voices and languages of that model; all of it where the name is no model's."""
    model = None if name is None else find_model(info, name)
    if model is None or not (model.voices or model.missing):
        return info
    voices = tuple(voice for voice in info.voices if voice.id in model.voices)
    spoken = {tag for voice in voices for tag in info.languages_of(voice)}
    return replace(
        info,
        voices=voices,
        languages=tuple(tag for tag in info.languages if tag in spoken),
        language_aliases={tag: meant for tag, meant in info.language_aliases.items() if meant in spoken},
        capabilities=replace(info.capabilities, cloning=info.capabilities.cloning and model.cloning),
    )


def options_of(info: EngineInfo, model: ModelInfo | None) -> list[OptionSpec]:
    """Returns the options of an engine that a model of it obeys; all of them for None."""
    obeyed = None if model is None else model.options
    return [spec for spec in info.options if obeyed is None or spec.name in obeyed]


def options_of_voice(info: EngineInfo, voice: str) -> list[OptionSpec]:
    """Returns the options that an engine obeys with a voice, be it a mixture or one of the library, by its id."""
    first = (parse_mixture(voice) or [(voice, 1.0)])[0][0]
    own = next((model for model in info.models if first in model.voices), None)
    return options_of(info, own or next((model for model in info.models if model.cloning), None))


def moods_of(info: EngineInfo, voice: str) -> tuple[str, ...]:
    """Returns the moods in which an engine speaks with a voice, be it a mixture or one of the library, by its id."""
    return next((spec.choices for spec in options_of_voice(info, voice) if spec.name == MOOD), ())


def require_model(info: EngineInfo, name: str | None) -> None:
    """Raises VozesError(MODEL_NOT_INSTALLED) where other models of the engine are installed and this one is not."""
    model = None if name is None else find_model(info, name)
    if model is not None and model.missing is not None:
        message = f"The model {model.name} of {info.id} is not installed. {sentence(model.missing)}"
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message, param="engine")


def require_voice(info: EngineInfo, name: str, voice: VoiceInfo, cloned: Collection[object]) -> None:
    """Checks that a model can speak with a voice of its engine, or a mixture of such; no model speaks with any.

    Raises VozesError: UNKNOWN_VOICE, or INVALID_FIELD where the model does not speak in cloned voices.
    """
    part = part_of(info, name)
    if part is info:
        return
    if cloned and not part.capabilities.cloning:
        message = f"The model {name} cannot speak with a cloned voice: name another engine, or none."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="engine")
    foreign = {each.id for each in info.voices} - {each.id for each in part.voices}
    for voice_id, _ in parse_mixture(voice.id) or [(voice.id, 1.0)]:
        if voice_id in foreign:
            message = f"The model {name} has no voice {voice_id!r}."
            raise VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")
