"""Who says what: for each stretch of a text the engine, the voice and the language, and what they are asked to say.

It chooses and checks, and has nothing spoken.
"""

from collections.abc import Sequence
from dataclasses import replace

from vozes.errors import ErrorCode, VozesError
from vozes.service.lexicon import LexiconStore
from vozes.service.models import part_of, require_model, require_voice
from vozes.service.registry import AUTOMATIC, RegisteredEngine, Registry
from vozes.service.speech.default_speakers import DefaultSpeakers, Speaker
from vozes.service.speech.language_choice import LanguageChooser, require_language
from vozes.service.speech.marked_order import as_marked
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.parts import SpokenPart
from vozes.service.speech.scripts import (
    by_language,
    gain,
    ignored,
    ignored_ipa,
    pieces,
    pronunciations,
    shortened,
    with_pitch,
)
from vozes.service.speech.stand_ins import stand_in
from vozes.service.speech.voice_choice import ChosenVoice, VoiceChooser
from vozes.service.thread_pools import with_texts
from vozes.text.characters import clean
from vozes.text.language import AUTO, match_language, normalize_tag
from vozes.text.lexicon.entries import LexiconEntry
from vozes.text.markup.planning import Stretch
from vozes.types import OptionValue, Pronunciation, SpeechRequest
from vozes.warnings import CodedWarning, WarningCode


class Casting:
    def __init__(
        self,
        registry: Registry,
        chooser: VoiceChooser,
        speakers: DefaultSpeakers,
        languages: LanguageChooser,
        lexicon: LexiconStore,
    ):
        self._registry = registry
        self._chooser = chooser
        self._speakers = speakers
        self._languages = languages
        self._lexicon = lexicon

    async def cast(self, order: SpeechOrder, stretch: Stretch) -> tuple[list[SpokenPart], list[CodedWarning]]:
        """Returns who says a stretch of an order's text and how, in parts where it is in several scripts, and warnings.

        Nobody says what no voice that is installed can read. Raises VozesError.
        """
        order, warnings = await as_marked(order, stretch, self._chooser.knows)
        try:
            speaker = await self._speaker(order)
        except VozesError as error:
            if error.code is ErrorCode.UNKNOWN_VOICE and stretch.manner.voice:
                raise VozesError(error.code, f"In the markup of the text: {error.message}", param="text") from None
            if error.code is not ErrorCode.UNSUPPORTED_LANGUAGE or not stretch.manner.voice or stretch.manner.language:
                raise
            speaker = await self._speaker(replace(order, language=AUTO))  # a voice of the markup has its own language
        info = speaker.chosen.engine.info
        wished = dict(order.options)
        if order.stand_in_for is not None and order.voice is None:
            found = stand_in(order.stand_in_for, info, speaker.language, speaker.chosen.voice)
            speaker = replace(speaker, chosen=replace(speaker.chosen, voice=found.voice))
            wished = {**found.options, **wished}
        options = info.check_options(with_pitch(wished, stretch.manner.pitch, info))
        warnings += [*speaker.warnings, *ignored(stretch, info)]
        parts: list[SpokenPart] = []
        for piece in await with_texts(pieces, stretch, speaker.language):
            if not piece.is_foreign:
                for part, switched in await self._in_languages(order, piece.stretch, speaker):
                    parts.append(await self._request(order, part, switched, options, warnings))
                continue
            written = piece.stretch.text.text
            reader = await self._foreign_speaker(order, written, speaker) if piece.is_read else None
            if reader is None:
                warnings.append(_nobody_reads(written))
                continue
            if reader.chosen.voice.id != speaker.chosen.voice.id:
                warnings.append(_another_reads(speaker, reader, written))
            own = options if reader.chosen.engine is speaker.chosen.engine else {}
            parts.append(await self._request(order, piece.stretch, reader, own, warnings))
        return parts, warnings

    async def _request(
        self,
        order: SpeechOrder,
        stretch: Stretch,
        speaker: Speaker,
        options: dict[str, OptionValue],
        warnings: list[CodedWarning],
    ) -> SpokenPart:
        """Returns what a speaker is asked to say; adds to the warnings what is left out of the text."""
        text, chosen = stretch.text.text, speaker.chosen
        warnings += (await with_texts(clean, text)).warnings
        pinned = await with_texts(self._pronunciations, stretch, speaker.language, order.lexicon)
        warnings += ignored_ipa(stretch, pinned, chosen.engine.info)
        request = SpeechRequest(
            text,
            speaker.language,
            chosen.voice.id,
            order.speed,
            order.seed,
            options,
            cloned=chosen.cloned,
            reading=order.reading,
            pronunciations=pinned,
        )
        return SpokenPart(chosen.engine, request, stretch.text, order.volume * gain(stretch.manner.volume))

    async def _in_languages(
        self, order: SpeechOrder, stretch: Stretch, speaker: Speaker
    ) -> list[tuple[Stretch, Speaker]]:
        """Returns a stretch in parts where sentences of it are in another language to which its speaker can switch.

        Nothing is switched where the language was named.
        """
        if normalize_tag(order.language) != AUTO:
            return [(stretch, speaker)]

        def reader_of(tag: str) -> Speaker:
            return speaker if tag == speaker.language else self._switched(order, speaker, tag)

        return await with_texts(by_language, stretch, speaker.language, self._languages.preferred, reader_of)

    def _switched(self, order: SpeechOrder, speaker: Speaker, tag: str) -> Speaker:
        """Returns the speaker in another language: in the same voice, or where none was asked for in another one of the
        engine; the speaker as it is where neither can.
        """
        info, voice = speaker.chosen.engine.info, speaker.chosen.voice
        own = match_language(tag, info.languages_of(voice), info.language_aliases)
        if own is not None:
            return replace(speaker, language=own)
        language = None if order.voice or order.reference else info.match_language(tag)
        if language is None:
            return speaker
        other = self._speakers.voice_for(info, language)
        if order.stand_in_for is not None:
            other = stand_in(order.stand_in_for, info, language, other).voice
        return Speaker(ChosenVoice(speaker.chosen.engine, other), language)

    async def _foreign_speaker(self, order: SpeechOrder, text: str, speaker: Speaker) -> Speaker | None:
        """Returns who reads a text in a script that a speaker's language is not written in: the same voice, if it
        speaks a language that is, else who speaks that best; None where nobody does.
        """
        language = (await self._languages.likely(text))[0]
        chosen = speaker.chosen
        own = match_language(
            language, chosen.engine.info.languages_of(chosen.voice), chosen.engine.info.language_aliases
        )
        if own is not None:
            return Speaker(chosen, own)
        return await self._speakers.choose(language, only_asks=order.only_asks)

    def _pronunciations(
        self, stretch: Stretch, language: str, of_request: Sequence[LexiconEntry]
    ) -> tuple[Pronunciation, ...]:
        return pronunciations(stretch, language, self._lexicon.read().matcher(language, of_request))

    async def _speaker(self, order: SpeechOrder) -> Speaker:
        name = self._registry.selected_name if order.engine is None else order.engine
        return await (self._automatic(order) if name == AUTOMATIC else self._spoken_by(order, name))

    async def _automatic(self, order: SpeechOrder) -> Speaker:
        """Returns the engine that has the voice of the order; where none is named, who speaks its language best."""
        chosen = await self._choose_voice(order)
        if chosen is not None:
            return await self._with_voice(order, chosen)
        able = self._registry.with_options(order.options)
        info = able[0].info
        info.check_options(order.options)
        able[0].supervisor.require_installed()
        is_named = normalize_tag(order.language) != AUTO
        for tag in [order.language] if is_named else await self._languages.likely(order.clue):
            speaker = await self._speakers.choose(tag, order.options, only_asks=order.only_asks)
            if speaker is not None:
                return speaker
        tag = order.language if is_named else info.languages[0]
        language = require_language(tag, info.languages, info)
        return Speaker(ChosenVoice(able[0], self._speakers.voice_for(info, language)), language)

    async def _spoken_by(self, order: SpeechOrder, name: str) -> Speaker:
        """Returns how the engine, or the model, of that name speaks the order."""
        chosen = await self._choose_voice(order)
        if chosen is not None:
            return await self._with_voice(order, chosen)
        engine = self._registry.find(name)
        _require_usable(engine, order, name)
        info = part_of(engine.info, name)
        language = await self._languages.choose(order.clue, order.language, info, None)
        return Speaker(ChosenVoice(engine, self._speakers.voice_for(info, language)), language)

    async def _with_voice(self, order: SpeechOrder, chosen: ChosenVoice) -> Speaker:
        name = self._registry.selected_name if order.engine is None else order.engine
        _require_usable(chosen.engine, order, name)
        if order.engine is not None:
            require_voice(chosen.engine.info, order.engine, chosen.voice, chosen.cloned)
        info = part_of(chosen.engine.info, name)
        language = await self._languages.choose(
            order.clue, order.language, info, chosen.voice, chosen.recorded_language
        )
        return Speaker(chosen, language)

    async def _choose_voice(self, order: SpeechOrder) -> ChosenVoice | None:
        """Returns the voice; None: the engine's own choice."""
        if order.reference is not None and order.voice is not None:
            message = "voice and reference_audio exclude each other: send one of them."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="voice")
        if order.reference is not None:
            return self._chooser.choose_reference(order.reference, order.engine, order.options)
        return None if order.voice is None else await self._chooser.choose(order.voice, order.engine, order.options)


def _nobody_reads(written: str) -> CodedWarning:
    text = shortened(written)
    told = f"Left out, since no voice that is installed can read it: {text}"
    return CodedWarning(WarningCode.SCRIPT_LEFT_OUT, told, text=text)


def _another_reads(speaker: Speaker, reader: Speaker, written: str) -> CodedWarning:
    voice, engine, text = speaker.chosen.voice.id, reader.chosen.engine.info.name, shortened(written)
    told = f"The voice {voice} cannot read this script, {engine} reads it in {reader.language}: {text}"
    code = WarningCode.SCRIPT_READ_BY_ANOTHER
    return CodedWarning(code, told, voice=voice, engine=engine, language=reader.language, text=text)


def _require_usable(engine: RegisteredEngine, order: SpeechOrder, name: str) -> None:
    """Raises VozesError for options that the engine does not have, and where it or that model of it is missing."""
    engine.info.check_options(order.options)
    engine.supervisor.require_installed()
    require_model(engine.info, name)
