"""The C library of eSpeak NG through ctypes: one handle, plain types, no policy.

Its state is global and not safe for two threads at once, so its user makes every call from one thread, or under one
lock. Source of names, values and meanings: speak_lib.h and espeak_ng.h of eSpeak NG 1.52.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vozes.errors import ErrorCode, VozesError
from vozes.text.ipa import TIE

_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_PHONEMES = 0x100
_IPA = 2
_WITH_TIES = 0x80
_LONGEST_DATA_PATH = 130
"""Bytes. The library keeps its data path in a buffer of 160 bytes, and appends names to it."""
_OPEN_FOLDERS = Path("/proc/self/fd")


class Parameter(IntEnum):
    RATE = 1
    VOLUME = 2
    PITCH = 3
    PITCH_RANGE = 4
    WORD_GAP = 7


class EventType(IntEnum):
    LIST_TERMINATED = 0
    WORD = 1
    SENTENCE = 2
    END = 5


@dataclass(frozen=True, slots=True)
class Event:
    type: int
    text_position: int
    """Code points from the start of the text, counted from 1."""
    length: int
    """The length of a word, in code points."""
    milliseconds: int
    """Time since the start of the audio."""


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


Pcm = npt.NDArray[np.int16]
OnAudio = Callable[[Pcm, list[Event]], bool]
"""Gets each piece of audio, a copy, with its events; True stops the synthesis within a millisecond."""

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class EspeakLibrary:
    """The loaded library. Raises VozesError(ENGINE_FAILED) where it or its data cannot be loaded."""

    def __init__(self, library: Path, data: Path):
        self._lib, self.sample_rate = _initialize(library, data)

    @property
    def version(self) -> str:
        text: bytes = self._lib.espeak_Info(None)
        return text.decode().split(" ")[0]

    def set_voice(self, identifier: str, variant: str = "") -> None:
        name = f"{identifier}+{variant}" if variant else identifier
        self._check(self._lib.espeak_SetVoiceByName(name.encode()), f"take the voice {name}")

    def set_parameter(self, parameter: Parameter, value: int) -> None:
        self._check(self._lib.espeak_SetParameter(parameter, value, 0), f"set {parameter.name} to {value}")

    def synthesize(self, text: str, on_audio: OnAudio, *, sounds: bool = False) -> None:
        """Speaks plain text (never markup); returns when all is said or `on_audio` asked to stop.

        `sounds`: what stands in `[[…]]` is the mnemonics of phonemes.
        """

        def callback(wav: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
            pcm = np.frombuffer(ctypes.string_at(wav, 2 * count), dtype=np.int16) if wav else np.empty(0, np.int16)
            return int(on_audio(pcm, list(_read_events(events))))

        handle = _Callback(callback)
        self._lib.espeak_SetSynthCallback(handle)
        data = text.encode() + b"\0"
        flags = _CHARS_UTF8 | (_PHONEMES if sounds else 0)
        self._check(self._lib.espeak_Synth(data, len(data), 0, 1, 0, flags, None, None), "speak")

    def phonemes(self, text: str, identifier: str) -> str:
        """Returns plain text in a voice's IPA: ties within phonemes, a stress mark before each stressed vowel.

        Spaces separate words; the library sometimes joins two ("of the") or makes several of one ("50%"). Punctuation
        is gone. Nothing is spoken.
        """
        self.set_voice(identifier)
        self.synthesize(" ", lambda pcm, events: False)  # else changes of the voice pile up until they are spoken
        data = ctypes.create_string_buffer(text.replace("\0", " ").encode("utf-8", "ignore"))
        place = ctypes.c_void_p(ctypes.addressof(data))
        mode = _IPA | _WITH_TIES | ord(TIE) << 8
        clauses = []
        while place.value is not None:
            clause: bytes = self._lib.espeak_TextToPhonemes(ctypes.byref(place), _CHARS_UTF8, mode)
            clauses.append(clause.decode("utf-8", "replace"))
        return " ".join(clauses)

    @staticmethod
    def _check(status: int, action: str) -> None:
        if status != 0:
            raise VozesError(ErrorCode.ENGINE_FAILED, f"eSpeak NG could not {action} (status {status}).")


def _short_path(folder: Path) -> bytes:
    """Returns a short path of a folder for the library, valid for as long as this process lives.

    It writes nothing: Linux names an open folder by a number, and elsewhere it becomes the working folder.
    """
    if len(os.fsencode(folder)) <= _LONGEST_DATA_PATH:
        return os.fsencode(folder)
    if _OPEN_FOLDERS.is_dir():
        return os.fsencode(_OPEN_FOLDERS / str(os.open(folder, os.O_RDONLY)))
    os.chdir(folder)
    return b"."


@cache
def _initialize(library: Path, data: Path) -> tuple[ctypes.CDLL, int]:
    """Returns the library and its sample rate, once in a process: a second initialization frees what is in use."""
    try:
        lib = ctypes.CDLL(str(library))
    except OSError as error:
        raise VozesError(ErrorCode.ENGINE_FAILED, f"Cannot load eSpeak NG: {error}.") from None
    lib.espeak_Info.restype = ctypes.c_char_p
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    folder = _short_path(data.parent)
    sample_rate: int = lib.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, folder, _INITIALIZE_DONT_EXIT)
    if sample_rate <= 0:
        raise VozesError(ErrorCode.ENGINE_FAILED, f"eSpeak NG does not accept its data in {data}.")
    return lib, sample_rate


def _read_events(events: "ctypes._Pointer[_Event]") -> Iterator[Event]:
    index = 0
    while events[index].type != EventType.LIST_TERMINATED:
        event = events[index]
        yield Event(event.type, event.text_position, event.length, event.audio_position)
        index += 1
