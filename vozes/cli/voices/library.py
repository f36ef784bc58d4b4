"""The library of voices as a command has it: in the folder `home`, beside a server or without one."""

from vozes.service.home import mend_home
from vozes.settings import Settings
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import unknown_voice
from vozes.voices.voice import LibraryVoice


def open_library(settings: Settings) -> VoiceLibrary:
    """Closes to others what an older version has left open."""
    mend_home(settings.home)
    return VoiceLibrary(settings.home, settings.trash_days, settings.library_wait_seconds)


def find_voice(library: VoiceLibrary, text: str) -> LibraryVoice:
    """By id, else by name. Raises VozesError(UNKNOWN_VOICE)."""
    voice = library.find(text)
    if voice is None:
        raise unknown_voice(text)
    return voice


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
