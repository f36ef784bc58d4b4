"""Cloned voices, for one model: what it makes of their recordings is made once, then kept in a file and in memory.

What that is, and how it is made, is an engine's own; the files are the voices', who name them.
"""

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from vozes.audio.recording import Recording, read_recording
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.voice_files import Tensors, VoiceTensors, read_voice_file, write_voice_file
from vozes.types import ClonedVoice

_REMEMBERED = 64
"""Voices in memory, some hundred kilobytes each."""
_MOST_BYTES = 1 << 30
"""Of a recording; what users may send is bounded before it is kept."""

_Result = TypeVar("_Result")

Steps = Generator[None, None, _Result]
"""Work that gives up its turn between steps, and its result."""


def finish(steps: Steps[_Result]) -> _Result:
    """Takes all steps at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result


@dataclass(slots=True)
class ClonedVoices:
    model: str
    """The model's fingerprint: what another one made is of no use."""
    shapes: Mapping[str, tuple[int, ...]]
    """Of the tensors that are made."""
    seconds: int
    """Of each recording, from its beginning, that may matter."""
    make: Callable[[Sequence[Recording]], Steps[Tensors]]
    _recent: OrderedDict[object, VoiceTensors] = field(default_factory=OrderedDict, init=False)

    def get(self, voice: ClonedVoice) -> Steps[tuple[Tensors, tuple[str, ...]]]:
        """Its tensors, the same ones each time, and warnings. Raises VozesError: INVALID_RECORDING, and as `make`.

        Of a voice that names no file nothing is kept, in memory neither.
        """
        identity = _identity(voice)
        made = self._recent.get(identity)
        if made is None:
            made = yield from self._read_or_make(voice)
        if voice.embedding is None:
            return made.tensors, ()
        self._recent[identity] = made
        self._recent.move_to_end(identity)
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return made.tensors, self._keep(made, Path(voice.embedding))

    def _read_or_make(self, voice: ClonedVoice) -> Steps[VoiceTensors]:
        digests = []
        for path in voice.recordings:
            digests.append(_digest(voice, path))
            yield
        if voice.embedding is not None:
            kept = read_voice_file(Path(voice.embedding), self.model, digests, self.shapes)
            if kept is not None:
                return kept
        recordings = []
        for path in voice.recordings:
            recordings.append(self._read(Path(path)))
            yield
        tensors = yield from self.make(recordings)
        return VoiceTensors(tensors, self.model, tuple(digests))

    def _read(self, path: Path) -> Recording:
        """Its beginning alone, so that ten long ones do not fill the memory."""
        whole = read_recording(path, max_seconds=math.inf, max_bytes=_MOST_BYTES)
        return Recording(whole.samples[: self.seconds * whole.sample_rate].copy(), whole.sample_rate)

    def _keep(self, made: VoiceTensors, path: Path) -> tuple[str, ...]:
        """Sees to it that the file is there; that it cannot be written only costs time later, and is a warning."""
        if read_voice_file(path, self.model, made.recordings, self.shapes) is not None:
            return ()
        try:
            write_voice_file(path, made)
        except VozesError as error:
            return (f"What was made of the voice's recordings could not be kept: {error.message}",)
        return ()


def _identity(voice: ClonedVoice) -> object:
    """Another one once a recording is another, as far as its size and age tell."""
    try:
        statuses = [(path, Path(path).stat()) for path in voice.recordings]
    except OSError as error:
        raise _unreadable(voice, error) from error
    return tuple((path, status.st_size, status.st_mtime_ns) for path, status in statuses)


def _digest(voice: ClonedVoice, path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(voice, error) from error


def _unreadable(voice: ClonedVoice, error: OSError) -> VozesError:
    message = f"A recording of the voice {voice.id} could not be read: {error.strerror or error}."
    return VozesError(ErrorCode.INVALID_RECORDING, message, param="voice")
