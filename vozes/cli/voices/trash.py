"""`vozes voices remove`, `restore` and `empty-trash`: voices go into the trash, out of it, or for good."""

from collections.abc import Sequence

from vozes.checkout import VOZES
from vozes.cli.console import Refusal, tell
from vozes.cli.voices.library import counted, find_voice, open_library
from vozes.settings import Settings
from vozes.voices.names import name_key
from vozes.voices.voice import LibraryVoice

_MOST_SHOWN = 5


def remove_voice(settings: Settings, text: str) -> None:
    """Puts the voice with this id or name into the trash. Raises VozesError(UNKNOWN_VOICE)."""
    library = open_library(settings)
    voice = find_voice(library, text)
    library.delete(voice.id)
    if not settings.trash_days:
        tell(f"{voice.name} is gone for good.")
        return
    days = counted(settings.trash_days, "day")
    tell(f"{voice.name} is in the trash. For {days} it can come back: {VOZES} voices restore {voice.id}")


def restore_voice(settings: Settings, text: str) -> None:
    """Restores the voice with this id, else the last deleted one with this name."""
    library = open_library(settings)
    deleted = [each.voice for each in library.deleted()]
    found = next((voice for voice in deleted if voice.id == text), None) or next(
        (voice for voice in deleted if name_key(voice.name) == name_key(text)), None
    )
    if found is None:
        raise Refusal(f"{text!r} is not in the trash; there {_shown(deleted)}.")
    voice = library.restore(found.id)
    tell(f"{voice.name} is back: {voice.id}")


def empty(settings: Settings) -> None:
    removed = open_library(settings).empty_trash()
    tell(f"{counted(removed, 'voice')} deleted for good." if removed else "The trash is empty.")


def _shown(deleted: Sequence[LibraryVoice]) -> str:
    if not deleted:
        return "is nothing in it"
    names = ", ".join(f"{voice.name} ({voice.id})" for voice in deleted[:_MOST_SHOWN])
    more = len(deleted) - _MOST_SHOWN
    return f"are: {names}" + (f" and {more} more" if more > 0 else "")
