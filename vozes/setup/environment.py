"""Where things lie in a checkout, and the environment variables that keep every cache inside it.

It makes no folders and installs nothing. `start.py` gives this environment to pip, to the tests and to the server.
"""

import os
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

CACHES = {
    "PIP_CACHE_DIR": "pip",
    "HF_HOME": "huggingface",
    "TORCH_HOME": "torch",
    "TTS_HOME": "tts",
    "NUMBA_CACHE_DIR": "numba",
    "MPLCONFIGDIR": "matplotlib",
}
"""The variable that gives each tool its cache, and the cache's folder."""


@dataclass(frozen=True, slots=True)
class Places:
    """The absolute paths of one checkout."""

    checkout: Path
    home: Path
    """`VOZES_HOME`: everything that Vozes writes apart from `.venv`."""

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """The Python inside `.venv`, whether it exists or not."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def pyproject(self) -> Path:
        return self.checkout / "pyproject.toml"

    @property
    def constraints(self) -> Path:
        return self.checkout / "constraints.txt"

    @property
    def log(self) -> Path:
        return self.home / "logs" / "install.log"


def find_places(home: str | None, checkout: Path = CHECKOUT) -> Places:
    """Returns the paths of `checkout`, with `home` as the user chose it or None."""
    return Places(checkout, Path(home).expanduser().absolute() if home else checkout / ".vozes")


def local_environment(environ: Mapping[str, str], places: Places) -> dict[str, str]:
    """Returns `environ` with `VOZES_HOME` and every cache that the user has not placed elsewhere inside it."""
    caches = {name: str(places.home / "cache" / folder) for name, folder in CACHES.items() if not environ.get(name)}
    return {**environ, **caches, "VOZES_HOME": str(places.home)}


def installed_version(places: Places, package: str) -> str | None:
    """Returns the version of `package` in `.venv`, or where there is none in this Python; reads file names only."""
    if places.python.exists():
        folders = [places.venv / "Lib" / "site-packages", *places.venv.glob("lib/python3*/site-packages")]
    else:
        folders = [Path(sysconfig.get_path("purelib"))]
    found = [info for folder in folders for info in folder.glob(f"{package}-*.dist-info")]
    return found[0].name.removesuffix(".dist-info").split("-", 1)[1] if found else None
