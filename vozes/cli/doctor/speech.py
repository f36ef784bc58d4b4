"""Lets eSpeak speak once, in its own process as the server has it, and looks whether speech comes."""

import asyncio
import time
from contextlib import aclosing

import numpy as np

from vozes.audio.level import is_speech_like
from vozes.engines.espeak.info import engine_spec
from vozes.errors import VozesError
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings
from vozes.setup.console import Mark
from vozes.setup.installing.failures import REMEDY
from vozes.setup.machine.preflight import Finding
from vozes.types import Samples, SpeechRequest

_TEXT = "Olá, um dois três."


def examine_speech(settings: Settings) -> Finding:
    """Returns whether it spoke, and how long that took."""
    started = time.perf_counter()
    try:
        samples, rate = asyncio.run(_speak(settings))
    except VozesError as error:
        return Finding(Mark.IMPOSSIBLE, "eSpeak speaks", error.message, error.kind.advice)
    if not is_speech_like(samples, rate):
        return Finding(Mark.IMPOSSIBLE, "eSpeak speaks", "what it made is silent", REMEDY)
    seconds = time.perf_counter() - started
    return Finding(Mark.FINE, "eSpeak speaks", f"{len(samples) / rate:.1f} s of speech after {seconds:.1f} s")


async def _speak(settings: Settings) -> tuple[Samples, int]:
    spec = engine_spec()
    language = spec.info.match_language("pt") or spec.info.languages[0]
    request = SpeechRequest(_TEXT, language, spec.info.voice_for(language).id)
    supervisor = Supervisor(spec, settings)
    try:
        async with aclosing(supervisor.speak(request)) as chunks:
            found = [chunk async for chunk in chunks if chunk.seconds]
    finally:
        await supervisor.close()
    if not found:
        return np.zeros(0, np.float32), 1
    return np.concatenate([chunk.samples for chunk in found]), found[0].sample_rate
