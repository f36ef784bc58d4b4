"""Recognises the folders in which other speech servers keep voices: xtts-api-server, AllTalk and Kokoro-FastAPI.

It only looks at names, and reads what is written beside recordings. It knows nothing of the library, and opens neither
recordings nor voice packs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vozes.errors import VozesError
from vozes.voices.fields import check_description, check_transcript
from vozes.voices.names import free_names

XTTS_API_SERVER, ALLTALK, KOKORO_FASTAPI = "xtts-api-server", "AllTalk", "Kokoro-FastAPI"
_PACK_PLACES = ("api/src/voices/v1_0", "src/voices/v1_0", "voices/v1_0", "v1_0", ".")
"""Where Kokoro-FastAPI's voice packs lie below the folder that is named."""
_SETS, _LATENTS = "xtts_multi_voice_sets", "xtts_latents"
_SAID = ".reference.txt"
"""AllTalk keeps what `ana.wav` says in `ana.reference.txt`, and where it is from in `ana.txt`."""
_MOST_BYTES = 500_000
"""Bytes of a text beside a recording that is read."""


@dataclass(frozen=True, slots=True)
class FoundVoice:
    name: str
    recordings: tuple[Path, ...]
    transcript: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class VoiceFolder:
    program: str
    voices: tuple[FoundVoice, ...] = ()
    """Those with recordings; no two have one name."""
    latents: tuple[Path, ...] = ()
    """What XTTS computed of recordings that are not there."""
    packs: tuple[Path, ...] = ()
    """Kokoro's voice packs."""


def read_folder(folder: Path) -> VoiceFolder | None:
    """Returns what is in a program's folder or in its folder of voices; None for another folder. Raises OSError."""
    for read in (_kokoro_fastapi, _alltalk, _xtts_api_server):
        if found := read(folder):
            return replace(found, voices=_with_own_names(found.voices))
    return None


def _kokoro_fastapi(folder: Path) -> VoiceFolder | None:
    for place in _PACK_PLACES:
        if packs := _files(folder / place, ".pt"):
            return VoiceFolder(KOKORO_FASTAPI, packs=packs)
    return None


def _alltalk(folder: Path) -> VoiceFolder | None:
    for place in (folder / "voices", folder):
        recordings = _files(place, ".wav")
        is_marked = (place / _SETS).is_dir() or (place / _LATENTS).is_dir() or bool(_files(place, _SAID))
        if is_marked or (place != folder and recordings):
            voices = [_alltalk_voice(path) for path in recordings]
            known = {voice.name for voice in voices}
            sets = [each for each in _speakers(place / _SETS) if each.recordings]
            latents = tuple(path for path in _files(place / _LATENTS, ".json") if path.stem not in known)
            return VoiceFolder(ALLTALK, (*voices, *sets), latents)
    return None


def _xtts_api_server(folder: Path) -> VoiceFolder | None:
    for place in (folder / "speakers", folder):
        voices = (*(FoundVoice(path.stem, (path,)) for path in _files(place, ".wav")), *_speakers(place))
        if voices:
            return VoiceFolder(XTTS_API_SERVER, voices)
    return None


def _speakers(folder: Path) -> Iterator[FoundVoice]:
    """Yields a voice for each folder with recordings."""
    for speaker in _entries(folder, Path.is_dir):
        if recordings := _files(speaker, ".wav"):
            yield FoundVoice(speaker.name, recordings)


def _alltalk_voice(path: Path) -> FoundVoice:
    transcript = _text(path.with_name(path.stem + _SAID), check_transcript)
    return FoundVoice(path.stem, (path,), transcript, _text(path.with_suffix(".txt"), check_description))


def _text(path: Path, check: Callable[[str], str]) -> str:
    """Returns what a file says; the empty text where there is none, or it is not what the library takes."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return ""
        return check(path.read_text("utf-8-sig"))
    except (OSError, ValueError, VozesError):
        return ""


def _files(folder: Path, ending: str) -> tuple[Path, ...]:
    return tuple(path for path in _entries(folder, Path.is_file) if path.name.lower().endswith(ending))


def _entries(folder: Path, is_wanted: Callable[[Path], bool]) -> list[Path]:
    """Returns what is in a folder, by name, but hidden entries; nothing where there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and is_wanted(path))


def _with_own_names(voices: tuple[FoundVoice, ...]) -> tuple[FoundVoice, ...]:
    """Returns the voices, of which the second of a name gets a number, the same one each time."""
    names = free_names((voice.name for voice in voices), ())
    return tuple(replace(voice, name=name) for voice, name in zip(voices, names, strict=True))
