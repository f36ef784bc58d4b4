"""Shows voices in ElevenLabs' shape: those of the library, those of the engines, and ElevenLabs' own by their ids."""

from datetime import datetime
from urllib.parse import quote

from vozes.api.elevenlabs_labels import labels_of
from vozes.api.elevenlabs_voice_schemas import ElevenLabsVoice, SpokenLanguage
from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.service.speech.elevenlabs_voices import PREMADE
from vozes.text.language import base_language
from vozes.voices.voice import LibraryVoice


def library_voice(voice: LibraryVoice, address: str) -> ElevenLabsVoice:
    """`address`: the server's, with a slash at its end, as the client reaches it."""
    return ElevenLabsVoice(
        voice_id=voice.id,
        name=voice.name,
        category="cloned",
        labels=labels_of(voice.tags) | ({"language": voice.language} if voice.language else {}),
        description=voice.description or None,
        preview_url=f"{address}v1/voices/{quote(voice.id)}/preview",
        verified_languages=[],
        is_owner=True,
        created_at_unix=int(datetime.fromisoformat(voice.created).timestamp()) if voice.created else None,
    )


def preset_voice(engine: EngineInfo, voice: VoiceInfo, address: str) -> ElevenLabsVoice:
    labels = {"engine": engine.id, "gender": voice.gender or ""}
    if len(voice.languages) == 1:
        labels["language"] = voice.languages[0]
    return ElevenLabsVoice(
        voice_id=voice.id,
        name=voice.name,
        category="premade",
        labels={name: value for name, value in labels.items() if value},
        description=None,
        preview_url=f"{address}v1/voices/{quote(voice.id, safe='')}/preview?engine={quote(engine.id)}",
        verified_languages=[
            SpokenLanguage(language=base_language(tag), model_id=engine.id, locale=tag) for tag in voice.languages
        ],
        is_owner=False,
        created_at_unix=None,
    )


def premade_voice(voice_id: str) -> ElevenLabsVoice:
    """Returns one of ElevenLabs' own voices, in whose place another one speaks."""
    voice = PREMADE[voice_id]
    return ElevenLabsVoice(
        voice_id=voice_id,
        name=voice.name,
        category="premade",
        labels={"gender": voice.gender},
        description="A voice of ElevenLabs alone: one of its kind speaks in its place.",
        preview_url=None,
        verified_languages=[],
        is_owner=False,
        created_at_unix=None,
    )
