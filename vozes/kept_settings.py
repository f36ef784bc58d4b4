"""The settings that may be changed while a server runs, and the file in the home that keeps what they were changed to.

It knows neither what the settings mean nor what values they take.
"""

import json
from pathlib import Path
from typing import Any

from vozes.config_file import ConfigFileError

FILE, LOCK = "settings.json", "settings.lock"
CHANGEABLE = ("preferred_languages", "default_voices", "idle_unload_seconds", "queue_limit")


def read(home: Path) -> dict[str, Any]:
    """Returns what is kept by the settings' names; nothing where there is no file, or none that can be read.

    Raises ConfigFileError where the file cannot be understood.
    """
    path = home / FILE
    try:
        kept = json.loads(path.read_bytes())
    except OSError:
        return {}
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        raise ConfigFileError(f"{path} cannot be understood: mend or delete it")
    return {name: value for name, value in kept.items() if name in CHANGEABLE}
