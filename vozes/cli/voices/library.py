"""Opens the library of voices for a command, beside a server or without one; and renames voices."""

from vozes.cli.console import tell
from vozes.service.home import mend_home
from vozes.settings import Settings
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import unknown_voice
from vozes.voices.voice import LibraryVoice


def open_library(settings: Settings) -> VoiceLibrary:
    """Returns the library, after closing to others what an older version has left open."""
    mend_home(settings.home)
    return VoiceLibrary(settings.home, settings.trash_days, settings.library_wait_seconds)


def find_voice(library: VoiceLibrary, text: str) -> LibraryVoice:
    """Returns the voice with this id, else with this name. Raises VozesError(UNKNOWN_VOICE)."""
    voice = library.find(text)
    if voice is None:
        raise unknown_voice(text)
    return voice


def rename_voice(settings: Settings, text: str, name: str) -> None:
    """Gives a voice another name; its id stays. Raises VozesError: UNKNOWN_VOICE, NAME_TAKEN, INVALID_FIELD."""
    library = open_library(settings)
    voice = find_voice(library, text)
    renamed = library.edit(voice.id, name=name)
    tell(f"{voice.name} is called {renamed.name} now: {renamed.id}")


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
