"""From a request to speech: each segment of the text is encoded, given a style, timed, decoded and concatenated.

It gives up its turn between these stages and between the blocks of the decoder, so that a request can be cancelled. It
knows nothing of processes, devices or formats.
"""

import secrets
from collections.abc import Iterator, Sequence

import numpy as np
from torch import Tensor

from vozes.engines.spoken_text import SpokenText
from vozes.engines.steps import Steps
from vozes.engines.styletts2.concatenation import faded, heard_span
from vozes.engines.styletts2.config import SAMPLE_RATE
from vozes.engines.styletts2.models import LoadedModel, Models
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.model import Encoding
from vozes.engines.styletts2.network.prosody import whole_frames
from vozes.engines.styletts2.options import STYLE_TEXT, without_effect
from vozes.engines.styletts2.presets import apply
from vozes.engines.styletts2.segmentation import Segment
from vozes.engines.styletts2.speakers import Speakers
from vozes.engines.styletts2.styles import DrawnStyles, PackStyles, Styles
from vozes.engines.styletts2.timings import LEAD_OF_KOKORO, symbol_spans, without_silence, word_timings
from vozes.engines.styletts2.voices import Mix, read_mix
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.voice_files import Tensors
from vozes.text.characters import clean
from vozes.text.language import base_language
from vozes.types import AudioChunk, ClonedVoice, Samples, SpeechRequest
from vozes.warnings import CodedWarning, WarningCode

_PULSE = 50
"""Samples at the very end that hold nothing but a pulse, and are dropped as in the published inference."""


class Synthesis:
    def __init__(self, models: Models):
        self.models = models
        self.speakers = Speakers(models)

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """Speaks as `Engine.speak` does; refuses an unknown voice, or one of another language, before any work."""
        mix = self._mix(request)
        _check_language(request.language, mix)
        yield None
        loaded = self.models.get(mix[0][0].model)
        yield None
        style, warnings = yield from self.speakers.style(loaded, mix, request.cloned)
        yield from Performance(loaded, mix, request, style, warnings).speak()

    def _mix(self, request: SpeechRequest) -> Mix:
        """Returns the voices of the request, also those of models that were installed after this process had looked."""
        try:
            return read_mix(request.voice, self.speakers.offered(request.cloned))
        except VozesError as error:
            if error.code not in (ErrorCode.UNKNOWN_VOICE, ErrorCode.MODEL_NOT_INSTALLED):
                raise
        self.models.look_again()
        return read_mix(request.voice, self.speakers.offered(request.cloned))

    def clone(self, voice: ClonedVoice) -> Steps[tuple[Tensors, tuple[CodedWarning, ...]]]:
        return self.speakers.cloned.get(voice)

    def warm_up(self) -> None:
        """Speaks English with the loaded model, whatever its voices speak, so that eSpeak is loaded too."""
        loaded = self.models.first_loaded
        voice = next(voice for voice in self.models.voices.values() if voice.model == loaded.id)
        request = SpeechRequest("Hello, world.", "en-us", voice.info.id, seed=0)
        for _ in Performance(loaded, [(voice, 1.0)], request, loaded.own_style).speak():
            pass


class Performance:
    """One request, spoken by one model."""

    def __init__(
        self,
        loaded: LoadedModel,
        mix: Mix,
        request: SpeechRequest,
        style: Tensor | None,
        warnings: Sequence[CodedWarning] = (),
    ):
        """`style`: the voices' own, for a model that draws styles and has one."""
        seed = secrets.randbits(63) if request.seed is None else request.seed
        self._loaded = loaded
        self._request = request
        self._text = SpokenText(request, knows_ipa=True, homographs=True)
        self._segmenter = loaded.segmenter(request.language, request.speed)
        self._normal = loaded.model.seeded(seed)
        self._styles = _styles(loaded, mix, request, style, self._normal)
        self._warnings = (*warnings, *_warnings(loaded, mix, request))
        self._samples = 0
        """How many samples have been given out."""

    def speak(self) -> Iterator[AudioChunk | None]:
        for segment in self._segments():
            yield from self._speak_segment(segment)
        if warnings := self._text.take_warnings():
            yield AudioChunk(np.empty(0, np.float32), SAMPLE_RATE, warnings=warnings)

    def _segments(self) -> Iterator[Segment]:
        """Yields the segments of the whole text. Raises VozesError(NOTHING_TO_SAY) where there are none."""
        silent = True
        for block in self._text.blocks():
            early = silent and self._request.streaming
            for segment in self._segmenter.segments(block.text, early=early):
                silent = False
                yield segment.mapped(block)
        if silent:
            message = f"The text has nothing that can be said in {self._request.language!r}."
            raise VozesError(ErrorCode.NOTHING_TO_SAY, message, param="text")

    def _speak_segment(self, segment: Segment) -> Iterator[AudioChunk | None]:
        model = self._loaded.model
        encoding = self._loaded.encode(segment)
        yield None
        style = yield from self._styles(segment, encoding)
        yield None
        prosody = model.predict(encoding, style)
        frames = whole_frames(prosody.durations, self._request.speed)
        pitch, energy = model.curves(prosody, frames)
        yield None
        wave = yield from model.decode(encoding, frames, pitch, energy, style, self._normal)
        yield self._chunk(segment, wave[:-_PULSE].clamp(-1, 1).numpy(), frames.tolist())

    def _chunk(self, segment: Segment, samples: Samples, frames: Sequence[int]) -> AudioChunk:
        rate, follows = SAMPLE_RATE, self._samples > 0
        start, end = heard_span(samples, rate, follows=follows, begins=segment.begins, ends=segment.ends)
        spans = symbol_spans(frames, late=self._loaded.model.config.generator.kind == "hifigan")
        lead = LEAD_OF_KOKORO if self._loaded.model.config.family == "kokoro" else 0
        without_padding = spans[1:]
        words = word_timings(segment.words, without_padding, (start, end), self._samples, rate, lead)
        words = without_silence(words, samples[start:end], self._samples, rate)
        self._samples += end - start
        warnings = () if follows else self._warnings
        return AudioChunk(faded(samples[start:end], rate), rate, segment.start, segment.end, words, warnings)


def _check_language(language: str, mix: Mix) -> None:
    if all(voice.info.languages and language not in voice.info.languages for voice, _ in mix):
        spoken = ", ".join(dict.fromkeys(tag for voice, _ in mix for tag in voice.info.languages))
        message = f"The voice {mix[0][0].info.id} does not speak {language!r}; it speaks: {spoken}."
        raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")


def _styles(loaded: LoadedModel, mix: Mix, request: SpeechRequest, style: Tensor | None, normal: Draw) -> Styles:
    packs = [(loaded.packs[voice.pack], weight) for voice, weight in mix if voice.pack is not None]
    if packs:
        return PackStyles(packs, loaded.model.device)
    options = apply(request.options, request.language)
    text = clean(str(STYLE_TEXT.of(options))).text.text
    manner = _manner(loaded, text, request.language) if text else None
    return DrawnStyles(loaded.model, style, options, manner, normal)


def _manner(loaded: LoadedModel, text: str, language: str) -> Encoding:
    """Returns the encoding of the text whose style is drawn, of its beginning if it exceeds the model's limit."""
    first = next(loaded.segmenter(language).segments(text), None)
    if first is None:
        message = f"Option 'style_text' must be a text that can be said in {language!r}."
        raise VozesError(ErrorCode.OPTION_OUT_OF_RANGE, message, param="options.style_text")
    return loaded.encode(first)


def _warnings(loaded: LoadedModel, mix: Mix, request: SpeechRequest) -> Iterator[CodedWarning]:
    """Yields what the user should know before they judge the speech."""
    learned_english = all(voice.pack is None and voice.info.languages for voice, _ in mix)
    if learned_english and base_language(request.language) != "en":
        told = f"The model {loaded.id} has learned English alone, and speaks {request.language} with its sounds."
        code = WarningCode.ENGLISH_SOUNDS_ALONE
        yield CodedWarning(code, told, model=loaded.id, language=request.language)
    useless = without_effect(request.options, loaded.model.config.family)
    if useless:
        told = f"The model {loaded.id} has no use for these options: {', '.join(useless)}."
        yield CodedWarning(WarningCode.OPTIONS_WITHOUT_USE, told, model=loaded.id, names=useless)
