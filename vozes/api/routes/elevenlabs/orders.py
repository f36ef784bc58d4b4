"""What a client of ElevenLabs' means: an order in our own words, and what of it is replaced or ignored."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from vozes.api.elevenlabs_formats import find_output_format
from vozes.api.elevenlabs_schemas import DictionaryLocator, ElevenLabsSpeech
from vozes.api.reading_schemas import reading_options
from vozes.api.responses.speech import ignored_fields
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.registry import AUTOMATIC
from vozes.service.speech.elevenlabs_voices import PREMADE
from vozes.service.speech.orders import LARGEST_SEED, SpeechOrder
from vozes.service.speech.service import Speech
from vozes.service.thread_pools import in_thread
from vozes.text.language import AUTO, LONGEST_TAG
from vozes.text.lexicon.entries import LexiconEntry, merged
from vozes.text.markup.passages import Markup
from vozes.warnings import CodedWarning, WarningCode

_THEIR_MODELS = ("eleven_", "scribe_")
"""How ElevenLabs' models are named, which all mean the selected engine."""
_THEIR_FIELDS = {
    "voice": "voice_id",
    "engine": "model_id",
    "language": "language_code",
    "format": "output_format",
    "speed": "voice_settings.speed",
}
"""What a field of ours is called there."""


@dataclass(slots=True)
class Asked:
    """An order of a client of ElevenLabs', and what is to be told of it."""

    order: SpeechOrder
    warnings: list[CodedWarning] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        return ignored_fields(self.ignored)


async def asked(voice_id: str, body: ElevenLabsSpeech, output_format: str, service: Service) -> Asked:
    """Returns what is ordered. Raises VozesError for a format, and for a dictionary, that is not there."""
    format_ = find_output_format(output_format)
    voice, stand_in_for = await _voice(voice_id, service)
    order = SpeechOrder(
        body.text,
        body.language_code or AUTO,
        voice,
        body.model_id if body.model_id in (*service.registry.names, AUTOMATIC) else None,
        format_.name,
        sample_rate=format_.sample_rate,
        bit_rate=format_.bit_rate,
        speed=body.voice_settings.speed,
        seed=None if body.seed is None else body.seed & LARGEST_SEED,
        stand_in_for=stand_in_for,
        reading=reading_options(body.apply_text_normalization),
        markup=Markup.INLINE,
    )
    told = Asked(order, ignored=body.ignored)
    if body.pronunciation_dictionary_locators:
        told.order = replace(order, lexicon=await _words(body.pronunciation_dictionary_locators, service, told))
    if body.model_id and order.engine is None and not body.model_id.startswith(_THEIR_MODELS):
        name = body.model_id[:100]
        replaced = f"There is no model {name!r} here, so the selected engine speaks."
        told.warnings.append(CodedWarning(WarningCode.MODEL_REPLACED, replaced, model=name))
    return told


async def _words(locators: Sequence[DictionaryLocator], service: Service, told: Asked) -> tuple[LexiconEntry, ...]:
    """Returns the entries of all dictionaries that are named, of two for a word that of the first one."""
    entries: tuple[LexiconEntry, ...] = ()
    for locator in reversed(locators):
        found = await in_thread(service.dictionaries.get, locator.pronunciation_dictionary_id)
        if locator.version_id not in (None, found.version):
            kept = f"Only the latest version of the dictionary {found.id} is kept, so that one counts."
            told.warnings.append(CodedWarning(WarningCode.DICTIONARY_VERSION_REPLACED, kept, dictionary=found.id))
        entries = merged(entries, found.entries)
    return entries


async def prepare(told: Asked, service: Service, request_id: str) -> Speech:
    """Returns what is to be spoken, with all warnings. Raises what `try_out` does."""
    speech = await try_out(told, service, request_id)
    speech.take_warnings([*told.warnings, *stand_in_warnings(told.order, speech)])
    return speech


async def try_out(told: Asked, service: Service, request_id: str | None = None) -> Speech:
    """Returns what would be spoken; a language that the voice does not speak is ignored, as ElevenLabs does.

    Raises VozesError about fields as they are called there.
    """
    with their_fields():
        try:
            return await service.speech.prepare(told.order, request_id)
        except VozesError as error:
            if error.code is not ErrorCode.UNSUPPORTED_LANGUAGE or told.order.language == AUTO:
                raise
            ignored = f"{error.message} So it was ignored."
            warning = CodedWarning(WarningCode.LANGUAGE_IGNORED, ignored, language=told.order.language[:LONGEST_TAG])
            told.order = replace(told.order, language=AUTO)
            told.ignored.append("language_code")
            told.warnings.append(warning)
            return await service.speech.prepare(told.order, request_id)


@contextmanager
def their_fields() -> Iterator[None]:
    """Has the errors that are raised within tell fields as they are called there."""
    try:
        yield
    except VozesError as error:
        error.param = _THEIR_FIELDS.get(error.param or "", error.param)
        raise


def stand_in_warnings(order: SpeechOrder, speech: Speech) -> list[CodedWarning]:
    """Returns who speaks in the place of a voice of ElevenLabs'."""
    if order.stand_in_for is None:
        return []
    name = PREMADE[order.stand_in_for].name
    told = f"{name} is a voice of ElevenLabs alone: {speech.request.voice} speaks in its place."
    return [CodedWarning(WarningCode.STAND_IN_SPEAKS, told, name=name, voice=speech.request.voice)]


async def _voice(voice_id: str, service: Service) -> tuple[str | None, str | None]:
    """Returns the voice that is meant, or the one of ElevenLabs' for which another one is to stand in."""
    if await service.chooser.knows(voice_id):
        return voice_id, None
    own = service.settings.elevenlabs_voices.get(voice_id)
    if own is not None:
        return own, None
    return (None, voice_id) if voice_id in PREMADE else (voice_id, None)
