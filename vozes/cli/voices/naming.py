"""`vozes voices rename`: another name for a voice of one's own, whose id stays."""

from vozes.cli.console import tell
from vozes.cli.voices.library import find_voice, open_library
from vozes.settings import Settings


def rename_voice(settings: Settings, text: str, name: str) -> None:
    """Raises VozesError: UNKNOWN_VOICE, NAME_TAKEN, INVALID_FIELD."""
    library = open_library(settings)
    voice = find_voice(library, text)
    renamed = library.edit(voice.id, name=name)
    tell(f"{voice.name} is called {renamed.name} now: {renamed.id}")
