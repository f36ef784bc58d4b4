"""Which language a text is taken to be in: the one that the order names, or the likeliest that can be spoken.

It knows nothing of who speaks, but for the languages that a voice or an engine lists.
"""

import asyncio
import logging
from collections.abc import Collection

from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.errors import ErrorCode, VozesError
from vozes.text.detection import DetectionError, LanguageDetector
from vozes.text.language import AUTO, LONGEST_TAG, match_language, normalize_tag

log = logging.getLogger(__name__)


class LanguageChooser:
    def __init__(self, detector: LanguageDetector, preferred: Collection[str]):
        """`preferred`: the languages to choose from when a text is too short to tell."""
        self._detector = detector
        self.preferred = tuple(preferred)
        self._detection: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        """Gets language detection ready, once, without holding up the event loop; raises DetectionError."""
        if self._detection is None or (self._detection.done() and self._detection.exception()):
            self._detection = asyncio.create_task(asyncio.to_thread(self._detector.prepare))
        await asyncio.shield(self._detection)

    async def close(self) -> None:
        self._detector.close()
        if self._detection is not None:
            await asyncio.gather(self._detection, return_exceptions=True)

    async def choose(
        self, text: str, language: str, info: EngineInfo, voice: VoiceInfo | None, recorded: str | None = None
    ) -> str:
        """Returns one of the languages of the voice, or of the engine; `recorded` is that of a voice's recordings.

        Raises VozesError(UNSUPPORTED_LANGUAGE) for a named one that is not among them.
        """
        spoken = voice.languages if voice is not None and voice.languages else info.languages
        if normalize_tag(language) != AUTO:
            return require_language(language, spoken, info, voice)
        if len(spoken) == 1:
            return spoken[0]
        for tag in await self.likely(text, recorded):
            matched = match_language(tag, spoken, info.language_aliases)
            if matched is not None:
                return matched
        return spoken[0]

    async def likely(self, text: str, recorded: str | None = None) -> tuple[str, ...]:
        """Returns what the text is in, then what the voice was recorded in, then what the user prefers.

        A text that is too short to tell is in the language of the voice's recordings, where that is known.
        """
        own = () if recorded is None else (recorded,)
        try:
            await self.prepare()
        except DetectionError as error:
            log.warning("%s", error)
            return *own, *self.preferred
        return self._detector.detect(text, own or self.preferred), *own, *self.preferred


def require_language(tag: str, spoken: Collection[str], info: EngineInfo, voice: VoiceInfo | None = None) -> str:
    """Returns the language of `spoken` that serves a tag; raises VozesError(UNSUPPORTED_LANGUAGE)."""
    language = match_language(tag, spoken, info.language_aliases)
    if language is not None:
        return language
    who = f"The engine {info.id}" if voice is None else f"The voice {voice.id}"
    listed = ", ".join(list(spoken)[:20]) + (", …" if len(spoken) > 20 else "")
    raise VozesError(
        ErrorCode.UNSUPPORTED_LANGUAGE,
        f"{who} does not speak {tag[:LONGEST_TAG]!r}; it speaks: {listed}.",
        param="language",
    )
