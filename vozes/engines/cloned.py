"""Keeps what a model makes of the recordings of cloned voices, in memory and in files, so that it is made once.

What is made, and how, is each engine's own; the library of voices says where the files are.
"""

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vozes.audio.decoding import read_recording
from vozes.audio.recording import Recording
from vozes.engines.steps import Steps
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.voice_files import Tensors, VoiceTensors, read_voice_file, write_voice_file
from vozes.types import ClonedVoice
from vozes.warnings import CodedWarning, WarningCode

_KEPT_VOICES = 64
"""Voices kept in memory, some hundred kilobytes each."""
_MOST_BYTES = 1 << 30
"""Bytes of a recording; the server has bounded it more tightly when it came."""


@dataclass(slots=True)
class ClonedVoices:
    model: str
    """The model's fingerprint: tensors that another model made are of no use."""
    shapes: Mapping[str, tuple[int, ...]]
    """The shapes of the tensors that are made, by their names."""
    seconds: int
    """How much of each recording matters, from its beginning."""
    make: Callable[[Sequence[Recording]], Steps[Tensors]]
    _recent: OrderedDict[object, VoiceTensors] = field(default_factory=OrderedDict, init=False)

    def get_all(self, voices: Iterable[ClonedVoice]) -> Steps[tuple[dict[str, Tensors], tuple[CodedWarning, ...]]]:
        """Returns the tensors of each voice by its id, and all warnings; raises as `get`."""
        made: dict[str, Tensors] = {}
        warnings: list[CodedWarning] = []
        for voice in voices:
            made[voice.id], problems = yield from self.get(voice)
            warnings += problems
        return made, tuple(warnings)

    def get(self, voice: ClonedVoice) -> Steps[tuple[Tensors, tuple[CodedWarning, ...]]]:
        """Returns a voice's tensors, the same ones each time, and warnings.

        A voice without a file for its embedding is not kept in memory either. Raises VozesError: INVALID_RECORDING, and
        as `make`.
        """
        identity = _identity(voice)
        made = self._recent.get(identity)
        if made is None:
            made = yield from self._read_or_make(voice)
        if voice.embedding is None:
            return made.tensors, ()
        self._recent[identity] = made
        self._recent.move_to_end(identity)
        if len(self._recent) > _KEPT_VOICES:
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
        """Reads the beginning of a recording alone, so that ten long ones do not fill the memory."""
        whole = read_recording(path, max_seconds=math.inf, max_bytes=_MOST_BYTES)
        most = (self.seconds + 1) * whole.sample_rate  # a second more, which resampling looks into
        return Recording(whole.samples[:most].copy(), whole.sample_rate)

    def _keep(self, made: VoiceTensors, path: Path) -> tuple[CodedWarning, ...]:
        """Writes the file if it is not there. A failure only costs time later, so it is returned as a warning."""
        if read_voice_file(path, self.model, made.recordings, self.shapes) is not None:
            return ()
        try:
            write_voice_file(path, made)
        except VozesError as error:
            told = f"What was made of the voice's recordings could not be kept: {error.message}"
            return (CodedWarning(WarningCode.VOICE_NOT_KEPT, told, error=error.code),)
        return ()


def _identity(voice: ClonedVoice) -> object:
    """Returns a key that is another once a recording is another, as far as its size and age tell."""
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
