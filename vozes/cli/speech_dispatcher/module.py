"""The daemon's commands, one after the other; a text is spoken beside them, so that it can be stopped at once."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import aclosing
from dataclasses import replace
from typing import BinaryIO

import numpy as np

from vozes.cli.claimed_streams import Lines
from vozes.cli.speech_dispatcher.manner import Manner, as_ssml, without_tags
from vozes.cli.speech_dispatcher.marks import MarkedSpeech
from vozes.cli.speech_dispatcher.replies import Replies
from vozes.engines.info import VoiceInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.service import Speech
from vozes.service.thread_pools import in_thread
from vozes.service.voices.listing import ListedEngine, find_engines, find_presets
from vozes.text.language import AUTO
from vozes.types import Samples

log = logging.getLogger(__name__)

_TEXTS = ("SPEAK", "CHAR", "KEY", "SOUND_ICON")
_SETTINGS = {"SET": (203, "", "SETTINGS RECEIVED"), "AUDIO": (207, "AUDIO ", "AUDIO INITIALIZED"),
             "LOGLEVEL": (207, "LOGLEVEL ", "LOGLEVEL SET")}  # fmt: skip
_WRONG = "303 ERROR INVALID PARAMETER OR VALUE"


class Module:
    """Serves one daemon until it quits or its end of the pipe closes."""

    def __init__(self, service: Service, lines: Lines, target: BinaryIO):
        self._service = service
        self._lines = lines
        self._replies = Replies(target)
        self._manner = Manner()
        self._speaking: asyncio.Task[None] | None = None
        self._has_begun = self._has_ended = False

    async def serve(self) -> None:
        """Raises BrokenPipeError where the daemon has gone."""
        try:
            while (command := await self._line()) is not None and await self._obey(command):
                pass
        finally:
            if self._speaking is not None:
                self._speaking.cancel()
                await asyncio.gather(self._speaking, return_exceptions=True)

    async def _line(self) -> str | None:
        line = await self._lines.next()
        return None if line is None else line.decode("utf-8", "replace")

    async def _obey(self, command: str) -> bool:
        """Returns whether there may be another command."""
        say = self._replies.say
        if command in _TEXTS:
            await self._take_text(command)
        elif command in _SETTINGS:
            await self._take_settings(command)
        elif command in ("STOP", "PAUSE"):
            await self._stop("703 STOP" if command == "STOP" else "704 PAUSE")
        elif command.startswith("LIST VOICES"):
            await self._list_voices(command.split()[2:])
        elif command == "INIT":
            await say("299-Vozes speaks.", "299 OK LOADED SUCCESSFULLY")
        elif command.startswith("DEBUG "):
            await say(f"200 OK DEBUGGING {command.split()[1]}")
        elif command == "QUIT":
            await say("210 OK QUIT")
            return False
        else:
            await say("300 ERR UNKNOWN COMMAND")
        return True

    async def _data(self) -> list[str]:
        """Returns the lines up to the dot that ends them."""
        lines: list[str] = []
        while (line := await self._line()) is not None and line != ".":
            lines.append(line.removeprefix("."))
        return lines

    async def _take_text(self, kind: str) -> None:
        await self._replies.say("202 OK RECEIVING MESSAGE")
        lines = await self._data()
        if self._speaking is not None and self._speaking.done():
            self._speaking = None
        if not lines or self._speaking is not None:
            await self._replies.say("301 ERROR CANT SPEAK")
        elif kind != "SPEAK" and len(lines) > 1:
            await self._replies.say("305 DATA MORE THAN ONE LINE")
        else:
            await self._replies.say("200 OK SPEAKING")
            self._has_begun = self._has_ended = False
            self._speaking = asyncio.create_task(self._speak(as_ssml(kind, "\n".join(lines))))

    async def _take_settings(self, kind: str) -> None:
        code, name, done = _SETTINGS[kind]
        await self._replies.say(f"{code} OK RECEIVING {name}SETTINGS")
        wrong = ""
        for line in await self._data():
            name, equals, value = line.partition("=")
            if not equals:
                wrong = "302 ERROR BAD SYNTAX"
                continue
            try:
                self._set(kind, name, value)
            except ValueError:
                wrong = _WRONG
        await self._replies.say(wrong or f"203 OK {done}")

    def _set(self, kind: str, name: str, value: str) -> None:
        """Raises ValueError."""
        if kind == "SET":
            self._manner = self._manner.changed(name, value)
        elif kind == "AUDIO" and name == "audio_output_method" and value != "server":
            raise ValueError(value)

    async def _stop(self, event: str) -> None:
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        if not self._has_ended:
            self._has_ended = True
            speaking.cancel()
            await self._replies.say(*self._beginning(), event)
        await asyncio.gather(speaking, return_exceptions=True)

    def _beginning(self) -> list[str]:
        """Returns the event that comes before all others of a text, where it has not been sent."""
        begun, self._has_begun = self._has_begun, True
        return [] if begun else ["701 BEGIN"]

    async def _speak(self, ssml: str) -> None:
        event = "702 END"
        try:
            await self._give_out(*await self._prepare(ssml))
        except VozesError as error:
            if error.code not in (ErrorCode.NOTHING_TO_SAY, ErrorCode.EMPTY_TEXT):
                log.warning("a text was not spoken: %s", error.code)
                event = "703 STOP"
        self._has_ended = True
        await self._replies.say(*self._beginning(), event)

    async def _prepare(self, ssml: str) -> tuple[Speech, str]:
        """Returns the speech, and the text that its words are places of. Raises VozesError.

        A text that is no SSML is spoken as it is, and where a voice or a language is not there another one speaks.
        """
        order = self._manner.order(ssml, self._voice_of)
        try:
            return await self._service.speech.prepare(order), order.text
        except VozesError as error:
            if error.code is ErrorCode.INVALID_TEXT:
                order = replace(order, text=without_tags(ssml))
            elif error.code in (ErrorCode.UNKNOWN_VOICE, ErrorCode.UNSUPPORTED_LANGUAGE):
                log.warning("another voice speaks: %s", error.message)
                order = replace(order, voice=None, language=AUTO)
            else:
                raise
            return await self._service.speech.prepare(order), order.text

    async def _give_out(self, speech: Speech, text: str) -> None:
        """Raises VozesError."""
        speech.streaming = True
        marked = MarkedSpeech(text, has_words=speech.engine.info.capabilities.word_timings != "none")
        gain, rate = self._manner.gain, 0
        async with aclosing(self._service.speech.chunks(speech)) as chunks:
            async for chunk in chunks:
                rate = chunk.sample_rate
                await self._pass_on(marked.push(chunk), rate, gain)
        await self._pass_on(marked.finish(), rate, gain)

    async def _pass_on(self, pieces: Iterable[str | Samples], rate: int, gain: float) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                await self._replies.say(*self._beginning(), f"700-{piece}", "700 INDEX MARK")
                continue
            if not self._has_begun:
                await self._replies.say(*self._beginning())
            await self._replies.sound(piece * np.float32(gain), rate)

    def _voice_of(self, language: str, gender: str) -> str | None:
        voices = self._presets(None if language == AUTO else language)
        return next((voice.id for _, voice in voices if voice.gender == gender), None)

    def _presets(self, language: str | None) -> list[tuple[ListedEngine, VoiceInfo]]:
        engines = [each for each in find_engines(self._service.registry) if each.is_available]
        return list(find_presets(engines, language, None))

    async def _list_voices(self, wanted: list[str]) -> None:
        """`wanted`: a language tag, where only its voices are asked for."""
        language = wanted[0].lower() if wanted else None
        found = [(voice.id, engine.info.languages_of(voice)) for engine, voice in self._presets(language)]
        cloned = await in_thread(self._service.library.list, None, language)
        found += [(voice.id, (voice.language or "none",)) for voice in cloned]
        lines = [f"200-{name}\t{tag}\tnone" for name, tags in found for tag in tags]
        await self._replies.say(*(lines or ["304 CANT LIST VOICES"]), *(["200 OK VOICE LIST SENT"] if lines else []))
